"""What several commands share: finding the deal, reading days, knowing the terminal."""

import os
import sys
from argparse import Namespace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.cli.parser import columns
from legalmodel.text.reading import reading

if TYPE_CHECKING:
    from legalmodel.judgment.checked import Checked
    from legalmodel.output.paint import Paint


def deal_file(name: str) -> Path:
    """Return the file meant: a path, a folder with ``deal.yaml``, or the name of a template.

    Raises BadRequest if there is none.
    """
    path = Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        for inside in ("deal.yaml", "deal.json"):
            if (path / inside).is_file():
                return path / inside
        raise BadRequest(say("the folder {name} holds no deal.yaml", name=name), say("name the deal file itself"))
    from legalmodel.base.resources import shipped

    names = sorted(p.parent.name for p in shipped("templates").glob("*/deal.yaml"))
    if name in names:
        file = shipped("templates") / name / "deal.yaml"
        return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    raise BadRequest(
        say("there is no file, folder or template '{name}'", name=name),
        nearest(name, names) or say("templates: {names}", names=", ".join(names)),
    )


def day(text: str | None, option: str) -> date | None:
    """Read a day given as an option.

    Raises BadRequest if it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(
            say("{option} {text} is not a day", option=option, text=text), say("write year-month-day, such as 2020-06-30")
        ) from None


def checked(options: Namespace) -> "Checked":
    """Run the check that a command's options ask for."""
    from legalmodel.api import check

    run_day, as_of, law_on = (
        day(getattr(options, name.replace("-", "_")), f"--{name}") for name in ("run-day", "as-of", "law-on")
    )
    known_on = day(getattr(options, "known_on", None), "--known-on")
    result = check(deal_file(options.deal), run_day, as_of, law_on, law_folders(options), known_on)
    tell(result.law.fallback)
    for lapsed in result.law.lapsed:
        tell(say("attested law that does not hold: {lapsed}", lapsed=lapsed))
    return result


@cache
def tell(note: str) -> None:
    """Write a note to standard error, once however often a command or a server comes by."""
    if note:
        print(note, file=sys.stderr)


def law_folders(options: Namespace) -> tuple[Path, ...]:
    """Return the further folders of law that a command is to use: those given, and those of plugins in use.

    Raises BadRequest if one is not there.
    """
    from legalmodel.base.plugins import packs

    folders = tuple(Path(folder) for folder in options.law)
    for folder in folders:
        if not folder.is_dir():
            raise BadRequest(
                say("there is no folder {folder}", folder=folder), say("give --law the folder that holds the law files")
            )
    return folders + packs()


def paint_for(colour: str) -> "Paint":
    """Return the paint for standard output: colour on a terminal only, and never where NO_COLOR is set."""
    from legalmodel.output.paint import Paint

    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Paint(colour == "always" or (colour == "auto" and wanted))


def width() -> int:
    """Return the width to write: the terminal's, or 118 columns in a file; at least 80, at most 160."""
    return max(80, min(160, columns(118)))


def write_json(data: object) -> None:
    """Print data as JSON, the same bytes for the same data."""
    print(json_text(data), end="")


def json_text(data: object) -> str:
    """Return data as JSON, the same bytes for the same data."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write_exactly(data: str | bytes) -> None:
    """Write bytes to standard output as they are, whatever ends of line and letters the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)


def readable(name: str, fix: str) -> None:
    """Raise BadRequest if a file that is named is not there or cannot be read, before work is done in vain; no name is no file."""
    if name:
        with reading(name, fix), Path(name).open("rb"):
            pass
