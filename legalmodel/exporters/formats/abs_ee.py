"""ABS-EE: asset data of a public deal in the United States, as the XML of an EX-102, from a table of the assets and what the deal says of all."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.base.values import Money
from legalmodel.exporters.asset_fields import NEEDED, SPACE, AssetField, schemas
from legalmodel.exporters.exported import Exported, Outgoing
from legalmodel.importers.ledger import Cursor
from legalmodel.importers.rows import table
from legalmodel.importers.sums import total
from legalmodel.output.ink import escape

ABOUT = Phrase(
    "ABS-EE: asset data of a public deal in the United States from a table of its assets (--fields), as the SEC's schema has it (XML)"
)
ENDING = "xml"
FIELDS = True
BYTES_MAX = 300_000_000
SHOWN = 12
_KINDS = {
    "auto_loans": "autoloan",
    "lease_receivables": "autolease",
    "residential_mortgage_loans": "rmbs",
    "commercial_mortgage_loans": "cmbs",
    "bonds": "debtsecurities",
}
_ENDS = ("reportingPeriodEndingDate", "reportPeriodEndDate", "reportingPeriodEndDate")
_SERVICERS = ("primaryLoanServicerName", "primaryServicerName")
_BALANCES = ("reportingPeriodActualEndBalanceAmount", "reportPeriodEndActualBalanceAmount")


def write(given: Outgoing) -> Exported:
    """Write the asset data. ``given.more`` is a table whose columns have the names of the schema; blank cells are left out.

    Raises BadRequest without a table, for a pool without a kind that the SEC has a schema for, or with the cells that the schema refuses.
    """
    if given.more is None:
        raise BadRequest(
            say("a deal file holds no single assets"),
            say("give a table of them with --fields; its columns have the names of the SEC's schema"),
        )
    pool, name = _pool(given)
    fields = schemas()[name]
    rows = table(given.more)
    if not rows:
        raise BadRequest(say("{name} holds no assets", name=given.more.name), say("give a table with a row an asset"))
    usual = _usual(given, pool, {field.name for field in fields})
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<assetData xmlns="{SPACE.format(name=name)}">',
        *_assets(fields, rows, usual),
        "</assetData>",
        "",
    ]
    known = {field.column for field in fields}
    for column in sorted({column for row in rows for column in row} - known):
        given.leave(("pools",), say("the schema has no such field"), column)
    _against(given, pool, rows)
    given.leave_rest()
    return Exported("\n".join(lines).encode(), tuple(given.left))


def _pool(given: Outgoing) -> tuple[Cursor, str]:
    pools = list(given.records("pools").values())
    kinds = {str(one.at("kind").value) for one in pools}
    name = _KINDS.get(kinds.pop()) if len(kinds) == 1 else None
    if name is None:
        raise BadRequest(
            say("the pools of the deal are of no one kind for which the SEC has a schema of asset data"),
            say("say `kind` of the pool: {kinds}", kinds=", ".join(_KINDS)),
        )
    pools[0].take("kind")
    return pools[0], name


def _usual(given: Outgoing, pool: Cursor, known: set[str]) -> dict[str, str]:
    """Return what the deal says of all assets, by column: the end of the period, the only originator, the only servicer."""
    found: dict[str, str] = {}
    parties = given.records("parties")
    end = next((name for name in _ENDS if name in known), "")
    if end and (day := pool.text("cut_off")):
        found[end] = day
    makers = pool.at("originated_by").value
    if isinstance(makers, list) and len(makers) == 1 and makers[0] in parties:
        pool.take("originated_by")
        found["originatorName"] = _name(parties[makers[0]])
    work = [one for one in given.records("agencies").values() if one.at("function").value == "servicing"]
    servicer = next((name for name in _SERVICERS if name in known), "")
    if servicer and len(work) == 1 and str(work[0].at("agent").value) in parties:
        found[servicer] = _name(parties[str(work[0].take("agent"))])
        work[0].take("function")
    return found


def _name(party: Cursor) -> str:
    found = party.take("name")
    return str(found.get("en", next(iter(found.values()))) if isinstance(found, dict) else found or "")


def _assets(fields: Sequence[AssetField], rows: Sequence[Mapping[str, str]], usual: Mapping[str, str]) -> Iterator[str]:
    wrong: list[str] = []
    lines: list[str] = []
    for number, row in enumerate(rows, 2):
        whole = {**usual, **row}
        wrong += [f"{number} {column}" for column in NEEDED if not whole.get(column)]
        lines += ["<assets>", *_cells(fields, whole, number, wrong), "</assets>"]
    if wrong:
        more = say(" and {count} more", count=len(wrong) - SHOWN) if len(wrong) > SHOWN else ""
        raise BadRequest(
            say(
                "the schema refuses {count} cells (row, column): {cells}",
                count=len(wrong),
                cells=f"{'; '.join(wrong[:SHOWN])}{more}",
            ),
            say("mend the table; leave a cell blank where nothing is known"),
        )
    yield from lines


def _cells(fields: Sequence[AssetField], row: Mapping[str, str], number: int, wrong: list[str]) -> Iterator[str]:
    inside = ""
    for field in fields:
        value = row.get(field.column, "").strip()
        if not value:
            continue
        texts = [part.strip() for part in value.split(";")] if field.many else [value]
        ready = [field.written(text) for text in texts]
        if None in ready:
            wrong.append(f"{number} {field.column}: {value[:40]}")
            continue
        if field.inside != inside:
            yield from (f"</{inside}>",) if inside else ()
            yield from (f"<{field.inside}>",) if field.inside else ()
            inside = field.inside
        yield from (f"<{field.name}>{escape(str(text))}</{field.name}>" for text in ready)
    if inside:
        yield f"</{inside}>"


def _against(given: Outgoing, pool: Cursor, rows: Sequence[Mapping[str, str]]) -> None:
    """Tell if the balances of the table do not add up to the principal that the deal states."""
    stated = given.deal.__dict__["pools"][str(pool.spot[1])].__dict__.get("principal")
    found = next((found for name in _BALANCES if (found := total(rows, name)).rows == len(rows)), None)
    if isinstance(stated, Money) and found is not None and found.amount != Decimal(stated.amount):
        given.leave((*pool.spot, "principal"), say("the assets of the table add up to {sum}", sum=f"{found.amount:,f}"))
