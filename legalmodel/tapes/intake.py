"""Bring a tape in as a table of raw columns: a Parquet file as it is, a delimited file cell by cell as text, nothing changed.

Row numbers count the records of the file after the headings, from 1, those that could not be read included.
"""

import codecs
from bisect import bisect_left
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.tapes.engine import quoted, text, told_plainly
from legalmodel.tapes.head import COLUMNS_MAX, head_of
from legalmodel.tapes.maps import TapeFormat
from legalmodel.text.reading import reading

REJECTS_MAX = 100_000
CELL_BYTES = 1_000_000


class Reject(NamedTuple):
    """A row that could not be read: its number, and why."""

    row: int
    why: Phrase


class RawTape(NamedTuple):
    """A tape as it came in: where its table lies, its headings with the type of each column, and what was found on the way.

    ``table`` is what SQL reads from; its columns are ``names``, in the order of ``headings``. ``types`` are those of DuckDB.
    """

    file: Path
    table: str
    headings: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    rows: int
    said: tuple[Phrase, ...]
    rejects: tuple[Reject, ...] = ()

    def row(self, position: int) -> int:
        """Return the number of the row that stands at a position (from 0) of the table."""
        number = position + 1
        for reject in self.rejects:
            if reject.row > number:
                break
            number += 1
        return number

    def many_rows(self, positions: list[int]) -> list[int]:
        """Return the numbers of rows at sorted positions of the table."""
        gaps = [reject.row - 1 - n for n, reject in enumerate(self.rejects)]
        return [p + 1 + bisect_left(gaps, p + 1) for p in positions]


def is_parquet(path: Path) -> bool:
    """Tell whether a file is Parquet, by its first bytes."""
    with reading(path), path.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def bring_in(connection: Any, path: Path, form: TapeFormat, folder: Path) -> RawTape:
    """Bring a file in. Raises BadRequest if it cannot be used."""
    if path.is_dir():
        raise BadRequest(say("{file} is a folder", file=path.name), say("name one file"))
    return _parquet(connection, path) if is_parquet(path) else _delimited(connection, path, form, folder)


def _parquet(connection: Any, path: Path) -> RawTape:
    plain = f"read_parquet({text(str(path))})"
    table = f"{plain[:-1]}, file_row_number=true)"
    with told_plainly(path.name):
        columns = [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {plain}").fetchall()]
        written = {name for (name,) in connection.execute(f"SELECT name FROM parquet_schema({text(str(path))})").fetchall()}
    if len(columns) > COLUMNS_MAX:
        raise BadRequest(say("{file} has more than {most} columns", file=path.name, most=COLUMNS_MAX))
    if taken := next((name for name, _ in columns if name.casefold() == "file_row_number"), ""):
        raise BadRequest(
            say("{file} has a column called {name}, by which rows are counted here", file=path.name, name=taken),
            say("rename it"),
        )
    with told_plainly(path.name):
        rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    names = tuple(name for name, _ in columns)
    # two columns of one name, but for capitals, are told apart by the engine with a number behind: their heading is what the file says
    headings = tuple(name if name in written else name.rpartition("_")[0] for name in names)
    said = (Phrase("{file} is Parquet: {rows} rows, {columns} columns", file=path.name, rows=f"{rows:,}", columns=len(names)),)
    return RawTape(path, table, headings, tuple(quoted(n) for n in names), tuple(kind for _, kind in columns), rows, said)


def _delimited(connection: Any, path: Path, form: TapeFormat, folder: Path) -> RawTape:
    head = head_of(path, form)
    plain = path if head.encoding == "utf-8" else _as_utf8(path, head.encoding, folder)
    many, target = len(head.headings), folder / f"raw-{len(list(folder.iterdir()))}.parquet"
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(1, many + 1))
    rows = (
        f"read_csv({text(str(plain))}, columns={{{columns}}}, header={str(head.header).lower()}, delim={text(head.delimiter)}, "
        f"quote='\"', escape='\"', auto_detect=false, store_rejects=true, rejects_limit={REJECTS_MAX}, "
        f"rejects_table='rejected', rejects_scan='rejected_scan', max_line_size={CELL_BYTES * 2})"
    )
    for name in ("rejected", "rejected_scan"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    with told_plainly(path.name):
        connection.execute(f"COPY (SELECT * FROM {rows}) TO {text(str(target))} (FORMAT parquet, ROW_GROUP_SIZE 61440)")
        refused = connection.execute(
            "SELECT line, min(error_type::VARCHAR) FROM rejected GROUP BY line ORDER BY line"
        ).fetchall()
        table = f"read_parquet({text(str(target))}, file_row_number=true)"
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    if plain != path:
        plain.unlink()
    rejects = tuple(Reject(line - int(head.header), _why(why)) for line, why in refused)
    named = {",": Phrase("commas"), ";": Phrase("semicolons"), "\t": Phrase("tabs"), "|": Phrase("vertical bars")}
    said = [
        Phrase(
            "{file} was read as {encoding}, cells parted by {sign}: {rows} rows, {columns} columns",
            file=path.name,
            encoding=head.encoding.upper(),
            sign=named.get(head.delimiter, repr(head.delimiter)),
            rows=f"{count:,}",
            columns=many,
        )
    ]
    if not head.header:
        said.append(Phrase("the file has no headings: columns go by their number"))
    return RawTape(
        path, table, head.headings, tuple(f"c{n}" for n in range(1, many + 1)), ("VARCHAR",) * many, count, tuple(said), rejects
    )


def _as_utf8(path: Path, encoding: str, folder: Path) -> Path:
    """Write a file anew in UTF-8, piece by piece. Raises BadRequest at the first bytes that are none of the encoding."""
    target = folder / "utf8.csv"
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with reading(path), path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as out:
        while piece := source.read(1 << 20):
            try:
                out.write(decoder.decode(piece))
            except UnicodeError:
                cause = say(
                    "{file} is not all written in {encoding}: something after byte {byte} is not",
                    file=path.name, encoding=encoding, byte=f"{done:,}",
                )  # fmt: skip  # one argument a line would hide the sentence
                raise BadRequest(cause, say("say another --encoding")) from None
            done += len(piece)
        out.write(decoder.decode(b"", final=True))
    return target


def _why(error: str) -> Phrase:
    named = {
        "MISSING COLUMNS": Phrase("too few cells"),
        "TOO MANY COLUMNS": Phrase("too many cells"),
        "INVALID ENCODING": Phrase("bytes that are no text of the encoding"),
        "UNQUOTED VALUE": Phrase("quotation marks that do not close, so that what follows is not read"),
        "LINE SIZE OVER MAXIMUM": Phrase("a row too long"),
    }
    return named.get(error, Phrase("not to be read"))
