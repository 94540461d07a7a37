"""A loan tape as the beginning of a deal file: one pool with the figures that the tape gives, and a list of what stays behind.

The figures are those that ``tape check`` holds against a deal, worked out by the same queries. What the tape does not give in every row is
left out with the reason; nothing is made up. Single loans stay in the tape.
"""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from legalmodel.base.language import Phrase, say
from legalmodel.importers.door import vouch
from legalmodel.importers.filling import Filling
from legalmodel.importers.imported import Imported
from legalmodel.importers.sums import plain
from legalmodel.model.deal import Facts
from legalmodel.model.pools import Pool
from legalmodel.tapes.figures import Found, pool_figures
from legalmodel.tapes.maps import TapeMap
from legalmodel.tapes.tape import Tape, opened

_COUNTS = ("loans", "debtors", "youngest_debtor", "past_arrears")
_AMOUNTS = ("claims", "principal", "balance", "largest_debt")
_DAYS = ("oldest_loan", "made_from", "made_until", "cut_off")
_PERCENT, _MONTHS = Decimal("0.0001"), Decimal("0.01")
"""How far a part in percent, and an average in months, are written: rounded, as the evidence says."""


def import_tape(path: Path, mapped: TapeMap, currency: str = "") -> Imported:
    """Return the deal file of a tape. ``currency`` (ISO 4217) is that of amounts where neither tape nor map names one.

    Raises BadRequest if the tape cannot be used with this map.
    """
    with opened(path, mapped, currency) as tape:
        found = _deal_of(tape)
    vouch(found)
    return found


def _deal_of(tape: Tape) -> Imported:
    fill = Filling()
    deal: dict[str, Any] = {}
    if tape.currency:
        fill.put(deal, Facts, "currency", tape.currency, "currency")
    pool: dict[str, Any] = {}
    evidence: dict[str, str] = {}
    sums = []
    for field, what, columns, found in pool_figures(tape):
        heading = ", ".join(tape.columns[c].heading for c in columns if c in tape.columns)
        value, said = _written(field, found, bool(tape.currency))
        if value is None:
            if said:
                fill.leave(heading or str(what), what, said)
            continue
        if fill.put(pool, Pool, field, value, heading or field):
            evidence[field] = f"tape {heading or 'rows'}: {said}"
            if field in _AMOUNTS and isinstance(found[0], Decimal):
                sums.append((heading, found[0]))
    for heading in tape.left_out:
        fill.leave(heading, heading, say("the map names no column for it; single loans stay in the tape"))
    if tape.raw.rejects:
        fill.leave("rows", f"{len(tape.raw.rejects):,}", say("rows that could not be read: no figure is taken from the others"))
    sections = {
        "deal": deal,
        "documents": {"tape": {"title": tape.raw.file.name}},
        "pools": {"pool": {**pool, "evidence": evidence}},
    }
    head = (
        say(
            "Imported from the loan tape {name} by the map {map}: figures of the pool.",
            name=tape.raw.file.name,
            map=tape.map.name,
        ),
    )
    return Imported(tape.raw.file.name, {k: v for k, v in sections.items() if v}, head, tuple(fill.left), tuple(sums))


def _written(field: str, found: Found, money: bool) -> tuple[Any, Phrase | str | None]:
    """Return a figure as a deal file writes it, with how it was found; None with the reason if it is not known."""
    value, why = found
    if value is None:
        return None, why
    if field in _DAYS:
        return str(value)[:10], say("the same in every row") if field == "cut_off" else say(
            "the first or last day of the column"
        )
    number = Decimal(value)
    if field in _COUNTS:
        return int(number), say("counted") if field in ("loans", "debtors") else say("the least or greatest of the column")
    if field in _AMOUNTS:
        return (plain(number), say("added up")) if money else (None, say("no currency; give it with --currency"))
    if field == "remaining_months":
        return plain(number.quantize(_MONTHS, ROUND_HALF_UP)), say("average weighed by the balance, to two decimals")
    part = (number * 100).quantize(_PERCENT, ROUND_HALF_UP)
    return f"{plain(part)}%", say("worked out over the balance, to four decimals of a percent")
