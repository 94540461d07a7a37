"""Draft a column map for a tape from its headings, and say what a map reads of it. A draft is a proposal: what is not plain stays open in it."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from legalmodel.base.language import say, spoken
from legalmodel.methods.study import Column, Study, Table
from legalmodel.tapes.columns import LoanColumn, kind_in_words, plain_heading, standard
from legalmodel.tapes.days import day_form
from legalmodel.tapes.head import head_of
from legalmodel.tapes.intake import is_parquet
from legalmodel.tapes.maps import TapeFormat, TapeMap, load_map, names
from legalmodel.text.characters import brief

SAMPLE = 500
"""Rows at the beginning of a tape by which the form of days and percentages is proposed."""
_DAYS = ("YYYY-MM-DD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "DD.MM.YYYY",
         "YYYY年M月D日", "YYYY-MM", "MM/YYYY", "YYYYMM", "YYYY")  # fmt: skip  # a list


class _Beginning(NamedTuple):
    """Headings of a tape and the cells of its first rows, column by column; how it is written, empty for Parquet."""

    headings: tuple[str, ...]
    cells: list[list[str]]
    encoding: str
    delimiter: str
    header: bool = True


def _beginning(path: Path, form: TapeFormat) -> _Beginning:
    if is_parquet(path):
        return _of_parquet(path)
    head = head_of(path, form)
    cells: list[list[str]] = [[] for _ in head.headings]
    with path.open(encoding="utf-8-sig" if head.encoding == "utf-8" else head.encoding, newline="") as stream:
        for number, row in enumerate(csv.reader(stream, delimiter=head.delimiter)):
            if number > SAMPLE:
                break
            if number and len(row) == len(cells):
                for cell, column in zip(row, cells, strict=True):
                    column.append(cell.strip())
    return _Beginning(head.headings, cells, head.encoding, head.delimiter, head.header)


def _of_parquet(path: Path) -> _Beginning:
    from tempfile import TemporaryDirectory

    from legalmodel.tapes.engine import connect, quoted, told_plainly
    from legalmodel.tapes.intake import bring_in

    with TemporaryDirectory(prefix="legalmodel-tape-") as folder:
        connection = connect(Path(folder))
        raw = bring_in(connection, path, TapeFormat(), Path(folder))
        picked = ", ".join(f"CAST({quoted(h)} AS VARCHAR)" for h in raw.headings)
        with told_plainly(path.name):
            rows = connection.execute(f"SELECT {picked} FROM {raw.table} LIMIT {SAMPLE}").fetchall()
        connection.close()
    cells = [["" if row[n] is None else row[n] for row in rows] for n in range(len(raw.headings))]
    return _Beginning(raw.headings, cells, "", "")


def proposals(headings: Sequence[str]) -> dict[str, list[int]]:
    """Return for each standard column the places of the headings by which it usually goes, its own name too."""
    plain = [plain_heading(h) for h in headings]
    found = {}
    for column in standard().values():
        usual = {plain_heading(u) for u in (*column.usual, column.name, column.zh, column.en)}
        if places := [n for n, heading in enumerate(plain) if heading in usual]:
            found[column.name] = places
    return found


def draft_map(path: Path, form: TapeFormat) -> str:
    """Return a draft map as YAML: what headings say plainly is filled in, what does not is left as a comment to be decided."""
    begun = _beginning(path, form)
    found = proposals(begun.headings)
    lines = [
        "# "
        + say("A draft from the headings of the tape and the form of its first cells. Read each line before you rely on it."),
        "map:",
    ]
    lines += [f"  name: {_quoted(path.stem)}", f"  title: {_quoted(path.stem)}", "", "format:"]
    lines += [f"  delimiter: {_quoted(begun.delimiter)}", f"  encoding: {begun.encoding}"] if begun.encoding else []
    lines += ["  # currency: CNY", "", "columns:"]
    used: set[int] = set()
    for name, places in found.items():
        if len(places) > 1 or places[0] in used:
            lines.append(
                "  # "
                + say(
                    "{name}: could be {headings}: choose one",
                    name=name,
                    headings=", ".join(_quoted(begun.headings[p]) for p in places),
                )
            )
            continue
        used.add(places[0])
        lines.append("  " + _line(standard()[name], begun.headings[places[0]], begun.cells[places[0]]))
    left = [h for n, h in enumerate(begun.headings) if n not in used]
    if left:
        lines += ["", "# " + say("not known: give each a name above or under own:, or take it into this list"), "ignored:"]
        lines += [f"  - {_quoted(h)}" for h in left if h]
    return "\n".join(lines) + "\n"


def _line(column: LoanColumn, heading: str, cells: Sequence[str]) -> str:
    extra = ""
    filled = [c for c in cells if c]
    if column.kind == "rate":
        percent = bool(filled) and all(c.endswith("%") for c in filled)
        if not percent:
            return f"# {column.name}: {{from: {_quoted(heading)}, written: percent}}   # " + say(
                "or fraction: say which, then take the # away"
            )
        extra = ", written: percent"
    if column.kind == "day":
        fits = [f for f in _DAYS if filled and all(_fits(c, f) for c in filled)]
        if len(fits) != 1:
            why = say("the first cells fit {forms}: say which", forms=", ".join(fits) or say("no form"))
            return f"# {column.name}: {{from: {_quoted(heading)}, day: YYYY-MM-DD}}   # {why}"
        extra = f", day: {fits[0]}" if fits[0] != "YYYY-MM-DD" else ""
    return f"{column.name}: {{from: {_quoted(heading)}{extra}}}" if extra else f"{column.name}: {_quoted(heading)}"


def _fits(cell: str, form: str) -> bool:
    import re
    from datetime import datetime

    known = day_form(form)
    if known is None or not re.match(known.pattern, cell):
        return False
    try:
        datetime.strptime(cell, known.read)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    """Write words as YAML, in quotation marks where they need them."""
    import json

    plain = (
        bool(text)
        and all(c.isalnum() or c in "_ " for c in text)
        and text == text.strip()
        and not text.replace(" ", "").isdigit()
    )
    return (
        text
        if plain and text.casefold() not in ("yes", "no", "true", "false", "null", "none")
        else json.dumps(text, ensure_ascii=False)
    )


def read_by(path: Path, mapped: TapeMap) -> str:
    """Say heading by heading what a map reads of a tape."""
    begun = _beginning(path, mapped.format)
    plain = [" ".join(h.split()).casefold() for h in begun.headings]
    known: dict[int, str] = {}
    for column in mapped.columns:
        wanted = {" ".join(h.split()).casefold() for h in column.headings}
        places = [column.number - 1] if column.number else [n for n, h in enumerate(plain) if h in wanted]
        for place in places:
            if place < len(plain):
                known[place] = (
                    column.column.name
                    if len(places) == 1
                    else say("{name} (not plain: {many} columns)", name=column.column.name, many=len(places))
                )
    missing = [c.column.name for c in mapped.columns if c.column.name not in " ".join(known.values())]
    lines = [
        f"{n + 1:4}  {brief(h)}  →  {known.get(n) or (say('left out on purpose') if h in mapped.ignored else say('not read'))}"
        for n, h in enumerate(begun.headings)
    ]
    if missing:
        lines.append(say("the map also knows, and the tape does not have: {columns}", columns=", ".join(missing)))
    return "\n".join(lines) + "\n"


def fitting_maps(path: Path, form: TapeFormat) -> str:
    """Say which of the maps that ship know headings of a tape."""
    headings = {" ".join(h.split()).casefold() for h in _beginning(path, form).headings}
    fits = []
    for name in names():
        known = sum(any(" ".join(h.split()).casefold() in headings for h in c.headings) for c in load_map(name).columns)
        if known:
            fits.append((known, name))
    draft = say("draft a map: legalmodel tape map {file} -o map.yaml, then --map map.yaml", file=path.name)
    if not fits:
        return draft
    listed = ", ".join(say("{name} ({many} headings)", name=name, many=many) for many, name in sorted(fits, reverse=True)[:3])
    return say("maps that know headings of it: {maps}; say --map, or {draft}", maps=listed, draft=draft)


def maps_study() -> Study:
    """Return the maps that ship, and the columns that conditions may speak of, as a study."""
    maps = [(m.name, m.title, len(m.columns), m.source) for m in map(load_map, names())]
    columns = tuple(_column_rows())
    tables = (
        Table("maps", say("Maps that ship"), (Column("name", say("name")), Column("title", say("for")), Column("columns", say("columns"), "", 0),
                                              Column("source", say("read from"))), tuple(maps)),
        Table("columns", say("Columns of a loan"), (Column("name", say("in a condition")), Column("heading", say("heading")), Column("kind", say("kind"))), columns),
    )  # fmt: skip  # two tables
    says = (say("A map says which heading of a tape is which column of a loan; draft one: legalmodel tape map TAPE"),)
    return Study(
        "tape_maps", say("Column maps for loan tapes"), says, tables, (), (), (), say("Maps are data files: see docs/tape.md.")
    )


def _column_rows() -> Iterator[tuple[str, str, str]]:
    for column in standard().values():
        yield f"loan.{column.name}", column.zh if spoken() == "zh" else column.en, kind_in_words(column.kind)
