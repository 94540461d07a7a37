"""Rating ability: what each agency forecast beside what came in, over all deals that publish both for the same time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Money, Span
from legalmodel.judgment.checked import Checked


class Beside(NamedTuple):
    """One forecast beside what came in. ``ratio`` is None where the two are not of the same time."""

    agency: str
    deal: str
    since: Span | None
    until: Span | None
    forecast: Money
    recovered: Money | None
    ratio: float | None
    place: str


def beside(deals: Iterable[Checked]) -> Iterator[Beside]:
    """Yield the forecasts of all pools of some deals, period by period where they are stated so, else for the whole life."""
    for checked in deals:
        for pool in checked.graph.section("pools"):
            yield from _of_pool(pool, checked)


def _of_pool(pool: Thing, checked: Checked) -> Iterator[Beside]:
    came_in = [p for p in _records(pool.fields.get("collected")) if isinstance(p.fields.get("amount"), Money)]
    for forecast in _records(pool.fields.get("forecasts")):
        amount, by = forecast.fields.get("amount"), latest(forecast.fields.get("by"))
        if not isinstance(amount, Money) or not isinstance(by, Thing):
            continue
        place = str(checked.graph.place(forecast.path) or "")
        deal = name_of(checked.graph.deal)
        for period in _records(forecast.fields.get("periods")):
            part = period.fields.get("amount")
            same = next((p for p in came_in if _time(p) == _time(period) and None not in _time(p)), None)
            if isinstance(part, Money) and same is not None:
                money = same.fields["amount"]
                yield Beside(name_of(by), deal, *_time(period), part, money, float(money.amount / part.amount), place)
        whole = _whole(pool, came_in, checked)
        ratio = float(whole.amount / amount.amount) if whole is not None and amount.amount else None
        yield Beside(name_of(by), deal, None, None, amount, whole, ratio, place)


def _whole(pool: Thing, came_in: list[Thing], checked: Checked) -> Money | None:
    """Return what came in over the whole life: the file says that the trust ended, and what was collected up to that day."""
    ends = [e.fields.get("ends") for e in checked.graph.section("estates")]
    collected = pool.fields.get("collected")
    last = max((e.last for e in ends if isinstance(e, Span)), default=None)
    untils = [u.last for p in came_in if isinstance(u := p.fields.get("until"), Span)]
    whole = isinstance(collected, Items) and not collected.open
    if last is None or not came_in or not (whole or (untils and max(untils) >= last)):
        return None
    amounts = [p.fields["amount"] for p in came_in]
    return Money(sum((a.amount for a in amounts), amounts[0].amount * 0), amounts[0].currency)


def _time(period: Thing) -> tuple[Span | None, Span | None]:
    since, until = (period.fields.get(f) for f in ("since", "until"))
    return (since if isinstance(since, Span) else None), (until if isinstance(until, Span) else None)


def _records(value: object) -> list[Thing]:
    return [t for t in value if isinstance(t, Thing)] if isinstance(value, Items) else []
