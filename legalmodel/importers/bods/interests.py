"""What an interest of BODS says: its part as a share or a band, its days, and whom a side of a relationship names."""

from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from legalmodel.base.language import say
from legalmodel.importers.bods.statements import Statements
from legalmodel.importers.bods.who import NOBODY, REASONS, Parties, day
from legalmodel.importers.filling import Filling
from legalmodel.importers.ledger import Cursor
from legalmodel.model.words import REASONS as OUR_REASONS


class Side(NamedTuple):
    """One side of a relationship: the id of who it is, or why nobody is named (a reason of the deal file, and the register's words)."""

    id: str | None
    reason: str = ""
    words: str = ""


def side(details: Cursor, key: str, parties: Parties, fill: Filling) -> Side | None:
    """Take one side of a relationship; None if it says that there is nobody who need be named."""
    given: Statements = parties.given
    value = details.at(key).value
    where = given.where((*details.spot, key))
    if isinstance(value, str) and value.strip():
        record = given.record(details.text(key) or "")
        if record in parties.nominations:
            return Side(None, "nomination", record)
        return Side(parties.of.get(record) or parties.missing(record, where))
    if isinstance(value, dict):
        reason, words = details.text(key, "reason"), details.text(key, "description") or details.text(key, "details")
        if reason == NOBODY:
            fill.leave(
                where, f"{reason} {words or ''}".strip(), say("that nobody need be named does not say that there is nobody")
            )
            return None
        ours = words if words in OUR_REASONS else None
        return Side(None, ours or REASONS.get(reason or "", "not_disclosed"), " · ".join(one for one in (reason, words) if one))
    fill.leave(where, say("nothing"), say("the relationship does not say who this is"))
    return Side(None, "not_found_in_sources")


def part_of(interest: Cursor, fill: Filling, given: Statements) -> str | None:
    """Take the share of an interest as a deal file writes it: ``60%``, or ``more than 25% up to 50%``."""
    share = interest.at("share")
    ends: dict[str, Decimal] = {}
    for key in ("exact", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"):
        text = share.text(key)
        try:
            number = Decimal(text) if text is not None else None
        except InvalidOperation:
            number = None
        if text is None:
            continue
        if number is None or not number.is_finite() or not 0 <= number <= 100:
            fill.leave(given.where((*share.spot, key)), text, say("no part of a whole"))
        else:
            ends[key] = number
    if "exact" in ends:
        bounds = {key: ends[key] for key in ends if key != "exact"}
        if any(not _fits(ends["exact"], key, bound) for key, bound in bounds.items()):
            fill.leave(given.where(share.spot), f"{ends}", say("an exact part that is not within the bounds beside it"))
            return None
        return _percent(ends["exact"])
    return _band(ends, fill, given.where(share.spot))


def _band(ends: dict[str, Decimal], fill: Filling, where: str) -> str | None:
    low = max((ends[key], key) for key in ("minimum", "exclusiveMinimum") if key in ends) if _any(ends, "inimum") else None
    high = min((ends[key], key) for key in ("maximum", "exclusiveMaximum") if key in ends) if _any(ends, "aximum") else None
    if low and high and (low[0] > high[0] or (low[0] == high[0] and (low[1], high[1]) != ("minimum", "maximum"))):
        fill.leave(where, f"{low[0]}-{high[0]}", say("the smaller bound is above the larger"))
        return None
    if low and high and low[0] == high[0]:
        return _percent(low[0])
    first = f"{'more than' if low[1] == 'exclusiveMinimum' else 'at least'} {_percent(low[0])}" if low else ""
    last = f"{'less than' if high[1] == 'exclusiveMaximum' else 'up to'} {_percent(high[0])}" if high else ""
    return " ".join(one for one in (first, last) if one) or None


def _any(ends: dict[str, Decimal], word: str) -> bool:
    return any(word in key for key in ends)


def _fits(exact: Decimal, key: str, bound: Decimal) -> bool:
    return {
        "minimum": exact >= bound, "exclusiveMinimum": exact > bound, "maximum": exact <= bound, "exclusiveMaximum": exact < bound,
    }[key]  # fmt: skip  # a table


def _percent(number: Decimal) -> str:
    text = f"{number:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def days(interest: Cursor, fill: Filling, given: Statements) -> tuple[str | None, str | None]:
    """Take the first and last day of an interest; both stay behind if it ends before it begins."""
    since, until = day(interest, "startDate"), day(interest, "endDate")
    if since and until and until < since:
        fill.leave(given.where(interest.spot), f"{since} - {until}", say("it ends before it begins"))
        return None, None
    return since, until


def labelled(record: dict[str, Any], field: str, *words: str | None) -> None:
    """Keep words of a register under ``stated``, where no rule takes them for a fact."""
    said = " · ".join(word for word in words if word)
    if said:
        stated = record.setdefault("stated", {})
        stated[field] = (
            f"{stated[field]} · {said}" if field in stated and said not in stated[field] else stated.get(field, said)
        )
