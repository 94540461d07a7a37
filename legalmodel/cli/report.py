"""``legalmodel report``: the reasoned report as Markdown, HTML, Word or PDF; the checklist as a workbook; findings as SARIF or JUnit."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.hops import hop
from legalmodel.base.language import asked, say, speaking
from legalmodel.cli.common import checked, law_folders, readable, write_exactly
from legalmodel.judgment.checked import Checked
from legalmodel.output.decks import keep_edited
from legalmodel.output.reports import SETS_TEXT, ReportWishes, endings, set_whole, write
from legalmodel.text.replace import write_whole

_TEXT = frozenset(("md", "sarif", "xml", "html"))
"""Formats that may go to standard output."""


def run(options: Namespace) -> int:
    """Write the report in each format and each language asked for.

    Raises BadRequest for a format that is not there, or that cannot go to a terminal.
    """
    files = [Path(name) for name in options.output]
    ending = options.format or ("md" if not files else "")
    for file in files:
        _known(_ending(file, ending), str(file))
    if not files and _known(ending) not in _TEXT:
        raise BadRequest(
            say("{format} is no text for a terminal", format=ending), say("name a file: -o report.{format}", format=ending)
        )
    if options.known_on and "xlsx" in (ending, *(_ending(file, ending) for file in files)):
        raise BadRequest(
            say("a checklist is of all that the file gives, since it is read back into it"),
            say("leave --known-on out, or write another format"),
        )
    refuse_annexes(options, [ending] if not files else [_ending(file, ending) for file in files])
    readable(options.template, say("give a .docx or .dotx file"))
    wishes = ReportWishes(options.template, options.without_accepted, options.strict)
    result = checked(options)
    made = _maker(result, options, wishes)
    with hop("show"):
        if not files:
            write_exactly(made(ending))
        # what cannot be made ends the command before anything is written
        _put([each for file in files for each in _each(file, partial(made, _ending(file, ending)))])
    return 0


def refuse_annexes(options: Namespace, endings: list[str]) -> None:
    """Raise BadRequest where annexes are asked for in a format that sets no text."""
    if options.with_ and not all(ending in SETS_TEXT for ending in endings):
        raise BadRequest(say("--with adds an annex, which only text has"), say("formats: {names}", names=", ".join(SETS_TEXT)))


def _maker(result: Checked, options: Namespace, wishes: ReportWishes) -> Callable[[str], bytes]:
    """Return what makes the report in a format; with annexes, the whole is put together first."""
    if not options.with_:
        return lambda ending: write(result, ending, wishes)
    from legalmodel.cli.what_if import study_of
    from legalmodel.output.annexes import with_annexes
    from legalmodel.output.flow import composed

    studies = [study_of(name, result, law_folders(options)) for name in dict.fromkeys(options.with_)]
    return lambda ending: set_whole(with_annexes(composed(result), tuple(make() for make in studies)), ending, wishes)


def _ending(file: Path, wished: str) -> str:
    return wished or file.suffix.removeprefix(".").lower()


def _known(ending: str, file: str = "") -> str:
    if ending not in endings():
        none = say("there is no report format '{name}'", name=ending) if ending else ""
        cause = none or say("the name {file} does not end in a format", file=file)
        raise BadRequest(cause, say("formats: {names}", names=", ".join(endings())))
    return ending


def write_report(result: Checked, file: Path, ending: str, wishes: ReportWishes) -> None:
    """Write one file, or one for each of two languages: ``report.en.docx`` and ``report.zh.docx``.

    A checklist or document that somebody filled in is never written over: it is kept beside the new one.
    """
    _put(_report(result, file, ending, wishes))


def _report(result: Checked, file: Path, ending: str, wishes: ReportWishes) -> list[tuple[Path, bytes]]:
    return _each(file, lambda: write(result, ending, wishes))


def write_each(file: Path, make: Callable[[], bytes]) -> None:
    """Write what ``make`` makes in each language asked for, as ``write_report`` does."""
    _put(_each(file, make))


def _each(file: Path, make: Callable[[], bytes]) -> list[tuple[Path, bytes]]:
    """Return the files of what ``make`` makes in each language asked for, and their bytes."""
    tags = asked()
    made: list[tuple[Path, bytes]] = []
    for tag in tags:
        named = file.with_name(f"{file.stem}.{tag}{file.suffix}") if len(tags) > 1 else file
        with speaking(tag) if len(tags) > 1 else nullcontext():  # where nobody asked, names stand in both languages
            made.append((named, make()))
    return made


def _put(made: list[tuple[Path, bytes]]) -> None:
    for file, content in made:
        if kept := keep_edited(file, content):
            print(say("kept what somebody changed: {file}", file=kept))
        write_whole(file, content)
        print(file)
