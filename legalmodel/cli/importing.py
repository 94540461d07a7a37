"""``legalmodel import``: read a deal of another format as a deal file, and list what stays behind."""

import re
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.cli.common import width, write_json
from legalmodel.output.paint import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legalmodel.importers.imported import Imported, Left

_TAPE = Phrase("a loan tape, CSV or Parquet, by a column map (--map): figures of the pool")
_NUMBERS = re.compile(r"\d+")


def run(options: Namespace) -> int:
    """List the formats, or read one file.

    The deal file goes to ``--output`` or standard output; what is told about it to standard error, or with ``--output`` to standard
    output.
    """
    from legalmodel.importers.door import formats, import_deal, to_yaml

    if not options.files:
        for name, about in {**formats(), "tape": str(_TAPE)}.items():
            print(cut(f"{name:12} {about}", width()))
        return 0
    if not options.form:
        raise BadRequest(
            say("the format is not named"), say("give it with --from: {formats}", formats=", ".join((*formats(), "tape")))
        )
    if options.form == "tape":
        found = _tape(options)
    else:
        found = import_deal([Path(file) for file in options.files], options.form, options.currency)
    text = to_yaml(found)
    told = {
        "format": "legalmodel/import/1",
        "sums": [{"of": what, "amount": str(amount)} for what, amount in found.sums],
        "left": [one._asdict() for one in found.left],
        "options": list(found.options),
    }
    if options.format == "json":
        write_json({**told, "deal": text} if not options.output else told)
    if options.output:
        from legalmodel.text.replace import write_whole

        write_whole(_new(Path(options.output)), text.encode())
    elif options.format == "text":
        print(text, end="")
    if options.format == "text":
        _tell(found, options.output)
    return 0


def _tape(options: Namespace) -> "Imported":
    """Read a tape by the map that is named; a tape alone does not say which column is what."""
    from legalmodel.cli.tape import map_of
    from legalmodel.tapes.as_deal import import_tape

    if len(options.files) > 1:
        raise BadRequest(say("'{form}' takes one file", form="tape"), say("import them one by one"))
    file = options.files[0]
    return import_tape(Path(file), map_of(file, options.map), options.currency)


def grouped(left: "Iterable[Left]", by_field: bool = False) -> "list[Left]":
    """Put together what is left in many places for one reason: the first three places are named, the others counted.

    ``by_field``: places are paths of a deal file, and the same field of several records is the same.
    """
    groups: dict[tuple[str, str], list[Left]] = {}
    for one in left:
        key = _field(one.where) if by_field else _NUMBERS.sub("", one.where)
        groups.setdefault((key, one.why), []).append(one)
    found = []
    for same in groups.values():
        first = same[0]
        if len(same) > 1:
            places = ", ".join(one.where for one in same[1:3])
            more = say(" and {count} more", count=len(same) - 3) if len(same) > 3 else ""
            first = first._replace(what=f"{first.what} ({say('also')} {places}{more})")
        found.append(first)
    return found


def _field(where: str) -> str:
    section, _, rest = where.partition(" ")[0].partition(".")
    return f"{section}.{rest.rpartition('.')[2] if '.' in rest else ''}"


def _new(file: Path) -> Path:
    """Refuse to write over a deal that is there: somebody may have worked on it."""
    if file.exists() and file.is_file():
        raise BadRequest(say("{file} is there already", file=file), say("name a new file"))
    return file


def _tell(found: "Imported", output: str | None) -> None:
    stream = sys.stdout if output else sys.stderr
    lines = [f"{what}: {amount:,f}" for what, amount in found.sums]
    lines += [
        line
        for one in grouped(found.left)
        for line in (say("not taken over: {where}: {what}", where=one.where, what=one.what), f"  {one.why}")
    ]
    if found.options:
        lines.append(
            say(
                "what it says of the money besides: legalmodel cashflow {output} {options}",
                output=output or "FILE",
                options=" ".join(found.options),
            )
        )
    if output:
        lines.append(say("{output}   next: legalmodel validate {output}", output=output))
    print("\n".join(lines), file=stream)
