"""Checks of sums: nobody holds more than there is, parts do not exceed the whole, and every amount has its currency."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from legalmodel.base.errors import Fault
from legalmodel.base.language import say
from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import percent
from legalmodel.base.values import NONE, Band, Money, Span
from legalmodel.model.amounts import bare_yuan
from legalmodel.model.outline import Outline
from legalmodel.model.record import Record
from legalmodel.model.refusals import at
from legalmodel.model.refused import BadValue
from legalmodel.model.securities import Security
from legalmodel.model.shape import fields
from legalmodel.model.types import Written


class _Holding:
    """Part of a whole that is surely held from one day to another (None: for good); ``first`` is None if no day is given."""

    __slots__ = ("first", "last", "part", "path")

    def __init__(self, path: Path, part: Decimal, first: date | None, last: date | None) -> None:
        self.path, self.part, self.first, self.last = path, part, first, last

    def on(self, day: date) -> bool:
        """Tell whether it is surely held on a day."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)


def not_over_whole(outline: Outline) -> Iterator[Fault]:
    """Check that on no day the certain holdings of a class or company add up to more than all of it."""
    for section, field in (("investments", "share"), ("ownership", "shares"), ("ownership", "votes")):
        wholes: dict[str, list[_Holding]] = {}
        for id, record in _records(outline, section):
            if record.__dict__.get("indirect") == "yes":
                continue  # the chain that it sums up is counted
            if isinstance(of := record.__dict__.get("of"), str):
                wholes.setdefault(of, []).extend(_holdings((section, id), record, field, outline))
        for of, holdings in wholes.items():
            yield from _over(outline, of, holdings)


def _records(outline: Outline, section: str) -> Iterable[tuple[str, Record]]:
    records = getattr(outline.deal, section)
    return records.items() if isinstance(records, dict) else ()


def _holdings(path: Path, record: Record, field: str, outline: Outline) -> Iterator[_Holding]:
    values = record.__dict__
    since, until = values.get("since"), values.get("until")
    first = since.last if isinstance(since, Span) else None
    last = until.first if isinstance(until, Span) else None
    steps = sorted(_steps(record, field))
    if steps:
        ends = [*(day for day, _ in steps[1:]), None]
        for (day, part), end in zip(steps, ends, strict=True):
            yield _Holding((*path, "dated", field), part, day, _day_before(end) if end else last if until is not None else day)
    elif (held := _part(record, field, outline)) is not None:
        begin = first or last
        place = (*path, field if values.get(field) is not None else "amount")
        yield _Holding(place, held, begin, begin if until is None else last)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _steps(record: Record, field: str) -> Iterator[tuple[date, Decimal]]:
    reader = fields(type(record))[field].written
    for day, value in ((record.dated or {}).get(field) or {}).items():
        part = _read(reader, value)
        if isinstance(part, Decimal | Band) and (start := _full_day(day)):
            yield start, part.low if isinstance(part, Band) else part


def _read(reader: Written | None, value: Any) -> Any:
    try:
        return reader.read(value) if reader else None
    except BadValue:  # told by the check of dated values
        return None


def _full_day(text: str) -> date | None:
    try:
        return Span.of(text).first if len(text) == 10 else None
    except ValueError:
        return None


def _part(record: Record, field: str, outline: Outline) -> Decimal | None:
    values = record.__dict__
    part: Decimal | Band | None = values.get(field)
    if isinstance(part, Decimal | Band):
        return part.low if isinstance(part, Band) else part
    amount, securities = values.get("amount"), outline.deal.securities
    if field != "share" or not isinstance(amount, Money) or not isinstance(securities, dict):
        return None
    whole = securities[values["of"]].amount if values.get("of") in securities else None
    if isinstance(whole, Money) and whole.amount > 0 and _currency(whole, outline) == _currency(amount, outline):
        return amount.amount / whole.amount
    return None


def _currency(amount: Money, outline: Outline) -> str:
    return amount.currency or (outline.deal.deal.currency if outline.deal.deal else None) or ""


def _over(outline: Outline, of: str, holdings: list[_Holding]) -> Iterator[Fault]:
    dated = [h for h in holdings if h.first]
    day = _first_day_over(dated)
    held = [h for h in dated if day and h.on(day)] or ([h for h in holdings if not h.first] if day is None else [])
    total = sum((h.part for h in held), Decimal())
    if total > 1:
        when = say(" on {day}", day=day) if day else ""
        cause = say("the parts of '{of}' held{when} add up to {total}", of=of, when=when, total=percent(round(total, 6)))
        fault = at(outline.source, held[-1].path, "over-the-whole", cause, say("correct a part, or write since and until"))
        yield fault._replace(related=tuple((outline.source.place(h.path), percent(round(h.part, 6))) for h in held[:-1]))


def _first_day_over(dated: list[_Holding]) -> date | None:
    changes: dict[date, Decimal] = {}
    for holding in dated:
        if holding.first and (holding.last is None or holding.first <= holding.last):
            changes[holding.first] = changes.get(holding.first, Decimal()) + holding.part
            if holding.last and holding.last < date.max:
                after = date.fromordinal(holding.last.toordinal() + 1)
                changes[after] = changes.get(after, Decimal()) - holding.part
    total = Decimal()
    for day in sorted(changes):
        total += changes[day]
        if total > 1:
            return day
    return None


def parts_of_a_pool(outline: Outline) -> Iterator[Fault]:
    """Check that what one author says of a pool on one day, grade by grade or stage by stage, are parts of it."""
    for path, record in outline.nodes:
        for name, said in (("grades", say("grades")), ("stages", say("stages of suit"))):
            found = record.__dict__.get(name)
            lists: dict[str, list[tuple[str, Decimal]]] = {}
            for id, part in found.items() if isinstance(found, dict) else ():
                if isinstance(share := part.share, Decimal):
                    lists.setdefault(f"{part.__dict__.get('by')} {part.on}", []).append((id, share))
            for parts in lists.values():
                if (total := sum((share for _, share in parts), Decimal())) > 1:
                    cause = say("the {said} add up to {total} of the pool", said=said, total=percent(round(total, 6)))
                    yield at(
                        outline.source, (*path, name, parts[-1][0], "share"), "over-the-whole", cause, say("correct a part")
                    )


def price_parts(outline: Outline) -> Iterator[Fault]:
    """Check that the components of a price are the price, where the file says that it names them all."""
    for path, record in outline.nodes:
        price, parts = record.__dict__.get("price"), record.__dict__.get("price_parts")
        listed = dotted((*path, "price_parts")) in (outline.deal.complete or ())
        if not listed or not isinstance(price, Money) or not isinstance(parts, dict):
            continue
        amounts = [part.amount for part in parts.values() if part.kind != "discount" and part.amount is not NONE]
        known = [a.amount for a in amounts if isinstance(a, Money) and _currency(a, outline) == _currency(price, outline)]
        if len(known) == len(amounts) and sum(known) != price.amount:
            cause = say(
                "the components add up to {known}, but the price is {amount}",
                known=f"{sum(known):,f}",
                amount=f"{price.amount:,f}",
            )
            fix = say("correct an amount, or take the components out of 'complete:'")
            fault = at(outline.source, (*path, "price"), "parts-and-price-differ", cause, fix)
            yield fault._replace(
                related=((outline.source.key_place((*path, "price_parts")), say("the components stand here")),)
            )


def issue(outline: Outline) -> Iterator[Fault]:
    """Check that all classes, or all those of one issuer, are the issue, where the file says that it names them all.

    Where one vehicle holds what another issued, the same money stands in two tiers, and one of them is the issue.
    """
    total = outline.deal.deal.issue if outline.deal.deal else None
    classes = outline.deal.securities
    if not isinstance(total, Money) or not isinstance(classes, dict) or "securities" not in (outline.deal.complete or ()):
        return
    sums: dict[str, Decimal] = {"": Decimal()}
    for security in classes.values():
        amount: Any = security.__dict__.get("amount")
        if amount is not NONE and not (isinstance(amount, Money) and _currency(amount, outline) == _currency(total, outline)):
            return
        if isinstance(amount, Money):
            sums.update({tier: sums.get(tier, Decimal()) + amount.amount for tier in ("", str(security.issuer))})
    if total.amount not in sums.values():
        cause = say(
            "the classes add up to {sums}, but the issue is {amount}", sums=f"{sums['']:,f}", amount=f"{total.amount:,f}"
        )
        fix = say("correct an amount, or take securities out of 'complete:'")
        fault = at(outline.source, ("deal", "issue"), "classes-and-issue-differ", cause, fix)
        yield fault._replace(related=((outline.source.key_place(("securities",)), say("the classes stand here")),))


def currencies(outline: Outline) -> Iterator[Fault]:
    """Check that the deal names its currency if an amount names none."""
    if outline.raw(("deal", "currency")) is not None:
        return
    bare = sorted(_bare(outline), key=outline.source.place)
    if bare:
        more = say(" ({bare} amounts in all)", bare=len(bare)) if len(bare) > 1 else ""
        cause = say("this amount names no currency, and the deal names none{more}", more=more)
        yield at(
            outline.source, bare[0], "no-currency", cause, say("write 'currency: CNY' under 'deal:', or CNY before the amount")
        )


def _bare(outline: Outline) -> Iterator[Path]:
    for path, record in outline.nodes:
        for name in record.model_fields_set:
            value = record.__dict__[name]
            if type(value) is Money and not value.currency:
                yield (*path, name)


def whose_yuan(outline: Outline) -> Iterator[Fault]:
    """Check that an amount in 元 says whose, where the deal counts in another currency than China's."""
    currency = outline.raw(("deal", "currency"))
    if currency in (None, "CNY"):
        return
    for path in _bare(outline):
        if bare_yuan(written := outline.raw(path)):
            cause = say(
                "'{written}' does not say whose 元 it means, and the deal counts in {currency}",
                written=written,
                currency=currency,
            )
            yield at(
                outline.source,
                path,
                "whose-yuan",
                cause,
                say("write 人民币 before the figure, or name the currency after it: 美元, 港元"),
            )


def one_currency(outline: Outline) -> Iterator[Fault]:
    """Check that classes of one issuer in several currencies each name theirs; one that names none is likely a slip."""
    issuers: dict[str, list[tuple[str, Security]]] = {}
    for id, security in (outline.deal.securities or {}).items() if isinstance(outline.deal.securities, dict) else ():
        if isinstance(security.issuer, str) and isinstance(security.amount, Money):
            issuers.setdefault(security.issuer, []).append((id, security))
    for issuer, classes in issuers.items():
        amounts = {id: c.amount for id, c in classes if isinstance(c.amount, Money)}
        named = {_currency(amount, outline) for amount in amounts.values()}
        bare = [id for id, amount in amounts.items() if not amount.currency]
        if len(named) > 1 and bare and _currency(amounts[bare[0]], outline):
            cause = say(
                "the classes of '{issuer}' are in {named}, but this amount names no currency",
                issuer=issuer,
                named=say(" and ").join(sorted(named)),
            )
            yield at(
                outline.source,
                ("securities", bare[0], "amount"),
                "mixed-currencies",
                cause,
                say("name the currency of each class"),
            )


SUMS: tuple[Any, ...] = (not_over_whole, parts_of_a_pool, price_parts, issue, currencies, whose_yuan, one_currency)
