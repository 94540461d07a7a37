"""The same loan or debtor in several tapes: sold twice, lent by many. Found by salted hashes; told by tape and row."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.tapes.engine import connect, text, told_plainly
from legalmodel.tapes.intake import RawTape
from legalmodel.tapes.keys import keys_of
from legalmodel.tapes.maps import TapeMap
from legalmodel.tapes.tape import SHOWN, opened

KEYS = "keys"
"""Written in the place of a map: the file holds hashes that were made elsewhere with the same salt."""
_MONEY = Decimal("0.01")


class Meeting(NamedTuple):
    """What two tapes have in common: how many keys of a sort, how many rows and how much of each, and the first rows."""

    sort: str
    one: str
    other: str
    keys: int
    rows: tuple[int, int]
    amounts: tuple[Decimal | None, Decimal | None]
    first: tuple[tuple[int, ...], tuple[int, ...]]


class Overlap(NamedTuple):
    """What several tapes have in common: pair by pair, and how many keys stand in how many tapes."""

    tapes: tuple[tuple[str, int], ...]
    meetings: tuple[Meeting, ...]
    spread: tuple[tuple[str, int, int], ...]


def overlap(
    files: Sequence[tuple[Path, TapeMap | None]], salt: str, keys: Path | None = None, rows: Path | None = None
) -> Overlap:
    """Find what tapes have in common; a file without a map holds keys. ``keys`` and ``rows`` are files to write besides.

    Raises BadRequest if a file cannot be used.
    """
    with TemporaryDirectory(prefix="legalmodel-tape-") as name:
        folder = Path(name)
        raws = [_gathered(path, mapped, salt, folder / f"keys-{n}.parquet") for n, (path, mapped) in enumerate(files)]
        connection = connect(folder)
        try:
            with told_plainly(say("the comparison")):
                sources = " UNION ALL ".join(
                    f"SELECT {n} AS tape, * FROM read_parquet({text(str(folder / f'keys-{n}.parquet'))})"
                    for n in range(len(files))
                )
                connection.execute(f"CREATE VIEW keys AS {sources}")
                connection.execute(
                    "CREATE TABLE met AS SELECT tape, sort, key, min(row, 5) AS first, count(*) AS n, sum(w) AS w, count(w) AS weighed FROM keys "
                    "WHERE (sort, key) IN (SELECT (sort, key) FROM keys GROUP BY sort, key HAVING count(DISTINCT tape) > 1) GROUP BY tape, sort, key"
                )
                found = Overlap(tuple((raw.file.name if raw else p.name, raw.rows if raw else 0) for raw, (p, _) in zip(raws, files, strict=True)),
                                tuple(_meetings(connection, raws, files)), tuple(_spread(connection)))  # fmt: skip  # one value
                if keys:
                    _write(connection, "SELECT DISTINCT sort, key FROM keys ORDER BY ALL", keys)
                if rows:
                    _write_rows(connection, raws, rows)
        finally:
            connection.close()
    return found


def _gathered(path: Path, mapped: TapeMap | None, salt: str, target: Path) -> RawTape | None:
    """Write the keys of a tape beside it; of a file of keys, those that it holds."""
    if mapped is not None:
        with opened(path, mapped) as tape, told_plainly(path.name):
            tape.connection.execute(f"COPY ({keys_of(tape, salt)}) TO {text(str(target))} (FORMAT parquet)")
            return tape.raw
    with TemporaryDirectory(prefix="legalmodel-tape-") as folder:
        connection = connect(Path(folder))
        with told_plainly(path.name):
            read = f"read_csv({text(str(path))}, columns={{'sort': 'VARCHAR', 'key': 'VARCHAR'}}, header=true, delim=',', auto_detect=false)"
            ((bad,),) = connection.execute(
                f"SELECT count(*) FROM {read} WHERE NOT regexp_full_match(key, '[0-9a-f]{{64}}') OR sort NOT IN ('loan', 'debtor')"
            ).fetchall()
            if bad:
                raise BadRequest(say("{file} holds no keys", file=path.name), say("write them by --keys, with the same salt"))
            connection.execute(
                f"COPY (SELECT sort, key, row_number() OVER () - 1 AS row, CAST(NULL AS DECIMAL(38,6)) AS w FROM {read}) TO {text(str(target))} (FORMAT parquet)"
            )
        connection.close()
    return None


def _meetings(
    connection: Any, raws: Sequence[RawTape | None], files: Sequence[tuple[Path, TapeMap | None]]
) -> Iterator[Meeting]:
    found = connection.execute(
        "SELECT a.sort, a.tape, b.tape, count(*), sum(a.n), sum(b.n), sum(a.w), sum(b.w), bool_and(a.weighed = a.n), bool_and(b.weighed = b.n), "
        f"min(a.first[1], {SHOWN}), min(b.first[1], {SHOWN}) "
        "FROM met a JOIN met b ON a.sort = b.sort AND a.key = b.key AND a.tape < b.tape GROUP BY ALL ORDER BY a.sort DESC, a.tape, b.tape"
    ).fetchall()
    for sort, one, other, many, n, m, v, w, all_v, all_w, first, second in found:
        names = [files[k][0].name for k in (one, other)]
        rows = [_numbers(raws[k], positions) for k, positions in ((one, first), (other, second))]
        amounts = [total.quantize(_MONEY) if total is not None and whole else None for total, whole in ((v, all_v), (w, all_w))]
        yield Meeting(sort, names[0], names[1], many, (int(n), int(m)), (amounts[0], amounts[1]), (rows[0], rows[1]))


def _numbers(raw: RawTape | None, positions: Sequence[int]) -> tuple[int, ...]:
    return tuple(raw.many_rows(sorted(positions))) if raw else tuple(p + 1 for p in sorted(positions))


def _spread(connection: Any) -> Iterator[tuple[str, int, int]]:
    yield from connection.execute(
        "SELECT sort, tapes, count(*) FROM (SELECT sort, key, count(*) AS tapes FROM met GROUP BY ALL) GROUP BY ALL ORDER BY sort DESC, tapes"
    ).fetchall()


def _write(connection: Any, query: str, file: Path) -> None:
    from legalmodel.text.replace import write_pieces

    def lines() -> Iterator[bytes]:
        yield b"sort,key\n"
        found = connection.execute(query)
        while batch := found.fetchmany(10_000):
            yield "".join(f"{sort},{key}\n" for sort, key in batch).encode()

    write_pieces(file, lines())


def _write_rows(connection: Any, raws: Sequence[RawTape | None], file: Path) -> None:
    from legalmodel.text.replace import write_pieces

    def lines() -> Iterator[bytes]:
        yield b"sort,group,tape,row\n"
        found = connection.execute(
            "SELECT m.sort, dense_rank() OVER (ORDER BY m.sort, m.key), k.tape, k.row FROM met m JOIN keys k ON m.sort = k.sort AND m.key = k.key AND m.tape = k.tape "
            "ORDER BY 2, 3, 4"
        )
        while batch := found.fetchmany(10_000):
            yield "".join(f"{sort},{group},{tape + 1},{_row(raws[tape], row)}\n" for sort, group, tape, row in batch).encode()

    write_pieces(file, lines())


def _row(raw: RawTape | None, position: int) -> int:
    return raw.row(position) if raw else position + 1


def overlap_study(found: Overlap, own_salt: bool) -> Study:
    """Tell what tapes have in common."""
    twice = sum(m.keys for m in found.meetings if m.sort == "loan")
    shared = sum(many for sort, _, many in found.spread if sort == "debtor")
    says = [
        say("loans that stand in more than one tape: {many}", many=f"{sum(many for sort, _, many in found.spread if sort == 'loan'):,}")
        if twice else say("no loan is found in more than one tape"),
        say("debtors who stand in more than one tape: {many}", many=f"{shared:,}") if shared else say("no debtor is found in more than one tape"),
    ]  # fmt: skip  # two sentences
    if twice:
        says.append(
            say("a loan in two tapes may have been sold twice, or be named in two lists of one sale: the tapes cannot tell")
        )
    columns = (
        Column("what", say("what")), Column("one", say("first tape")), Column("other", say("second tape")), Column("keys", say("in common"), "", 0),
        Column("rows_one", say("rows of the first"), "", 0), Column("rows_other", say("rows of the second"), "", 0),
        Column("balance_one", say("balance in the first")), Column("balance_other", say("balance in the second")),
        Column("first_one", say("first rows of the first")), Column("first_other", say("first rows of the second")),
    )  # fmt: skip  # a table
    rows: list[tuple[Cell, ...]] = [
        (
            _what(m.sort), m.one, m.other, m.keys, *m.rows, *(f"{a:,f}" if a is not None else "" for a in m.amounts),
            *(", ".join(map(str, f)) for f in m.first),
        )
        for m in found.meetings
    ]  # fmt: skip  # a table
    spread = Table(
        "spread", say("In how many tapes"), (Column("what", say("what")), Column("tapes", say("tapes"), "", 0), Column("keys", say("keys"), "", 0)),
        tuple((_what(sort), tapes, many) for sort, tapes, many in found.spread),
    )  # fmt: skip  # one table
    tables = (Table("meetings", say("Tapes with each other"), columns, tuple(rows)), spread)
    assumes = [
        say(
            "keys are the same if they are written alike, but for capitals and blanks around them; one written in two ways is not found"
        ),
        say(
            "keys were compared as SHA-256 with a salt: {salt}",
            salt=say("that of the file given") if own_salt else say("new, and not kept"),
        ),
        *(say("{tape}: {rows} rows", tape=tape, rows=f"{many:,}") for tape, many in found.tapes),
    ]
    title = say("The same loans and debtors in {many} tapes", many=len(found.tapes))
    foot = say("Compares keys of tapes; whether they name the same thing it does not know.")
    return Study(
        "tape_overlap",
        title,
        tuple(says),
        tuple(t for t in tables if t.rows),
        (),
        tuple(assumes),
        (),
        foot,
        (say("How it was compared"), say("Sources")),
    )


def _what(sort: str) -> str:
    return say("loan") if sort == "loan" else say("debtor")
