"""What the commands of methods share: write a study in the format asked for, and its plot where one is wanted."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import width, write_json

if TYPE_CHECKING:
    from legalmodel.methods.study import Study


def write(study: "Study", options: Namespace) -> int:
    """Print a study, draw the plots asked for, and return the exit code.

    Raises BadRequest for an ending that is no picture, or a file that cannot be written.
    """
    from legalmodel.output.study import to_csv, to_html, to_json, to_text

    for name in options.plot:
        _ending(Path(name))
    if options.format == "json":
        write_json(to_json(study))
    else:
        made = {"text": lambda: to_text(study, width()), "csv": lambda: to_csv(study), "html": lambda: to_html(study)}
        print(made[options.format](), end="")
    for name in options.plot:
        _draw(study, Path(name), to_say=options.format == "text")
    return 0


def _draw(study: "Study", file: Path, *, to_say: bool) -> None:
    from legalmodel.output.study import plot_bytes
    from legalmodel.text.replace import write_whole

    ending = _ending(file)
    keys = [p.key for p in study.plots]
    key = next((k for k in keys if file.stem.endswith(k)), keys[0])
    write_whole(file, plot_bytes(study, key, ending))
    if to_say:
        print(say("plot: {file}", file=file))


def _ending(file: Path) -> str:
    ending = file.suffix.removeprefix(".").lower()
    if ending not in ("svg", "png"):
        raise BadRequest(say("{file} is no picture that can be drawn", file=file), say("end the name with .svg or .png"))
    return ending
