"""What the commands of methods share: write a study in the format asked for, and its plot where one is wanted."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import width, write_json

if TYPE_CHECKING:
    from legalmodel.methods.study import Study


def write(make: "Callable[[], Study]", options: Namespace, pictures: "Callable[[], tuple[str, ...]]" = tuple) -> int:
    """Print the study that ``make`` makes, draw the plots asked for, and return the exit code.

    In two languages a page holds both, one after the other, and in JSON each text stands under its tags; figures in CSV, and plots, are in
    the first. (Text in two is printed by two runs of the command.) ``pictures`` makes charts, as SVG, for the page.

    Raises BadRequest for an ending that is no picture, or a file that cannot be written.
    """
    from legalmodel.base.language import asked, speaking
    from legalmodel.output.study import in_each, to_csv, to_html, to_json, to_text

    for name in options.plot:
        _ending(Path(name))
    study, tags = make(), asked()
    if options.format in ("json", "html"):
        studies = {tags[0]: study}
        for tag in tags if len(tags) > 1 else ():
            with speaking(tag):
                studies[tag] = make()._replace(lang=tag)
        if options.format == "html":
            print(to_html(*studies.values(), pictures=pictures()), end="")
        else:
            write_json(in_each({tag: to_json(each) for tag, each in studies.items()}))
    else:
        print(to_text(study, width()) if options.format == "text" else to_csv(study), end="")
    for name in options.plot:
        _draw(study, Path(name), to_say=options.format == "text")
    return 0


def workbook(make: "Callable[[], Study]", options: Namespace) -> None:
    """Write the study as a workbook too, where ``--xlsx`` asks for one.

    Raises BadRequest for another ending, or if XlsxWriter is not installed.
    """
    if not options.xlsx:
        return
    from legalmodel.output.xlsx import to_xlsx
    from legalmodel.text.replace import write_whole

    if not options.xlsx.endswith(".xlsx"):
        raise BadRequest(say("{xlsx} is no workbook", xlsx=options.xlsx), say("end the name with .xlsx"))
    write_whole(Path(options.xlsx), to_xlsx(make()))


def _draw(study: "Study", file: Path, *, to_say: bool) -> None:
    from legalmodel.output.study import plot_bytes
    from legalmodel.text.replace import write_whole

    ending = _ending(file)
    keys = [p.key for p in study.plots]
    if not keys:
        raise BadRequest(say("{title} has nothing to plot", title=study.title), say("leave out --plot"))
    key = next((k for k in keys if file.stem.endswith(k)), keys[0])
    write_whole(file, plot_bytes(study, key, ending))
    if to_say:
        print(say("plot: {file}", file=file))


def _ending(file: Path) -> str:
    ending = file.suffix.removeprefix(".").lower()
    if ending not in ("svg", "png"):
        raise BadRequest(say("{file} is no picture that can be drawn", file=file), say("end the name with .svg or .png"))
    return ending
