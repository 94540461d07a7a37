"""Purchases of a revolving sale, put together for reading: each stays a hop of its own, and is judged as one."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from legalmodel.base.places import Path
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money, Span

FOLDED_FROM = 3
"""Fewer purchases than this under one sale stand each for itself."""


class Turns(NamedTuple):
    """Purchases between the same two under one hop, in the order of their days; those without a day come last."""

    under: Thing
    purchases: tuple[Thing, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days that are known, in order."""
        return tuple(day for hop in self.purchases if (day := day_of(hop)) is not None)

    @property
    def priced(self) -> tuple[Thing, ...]:
        """Return the purchases whose price is known, in order."""
        return tuple(hop for hop in self.purchases if price_of(hop) is not None)


def day_of(hop: Thing) -> date | None:
    """Return the first day on which a hop can have taken effect, else on which it was paid or signed; None if no day is known."""
    dates = hop.fields.get("dates")
    for field in ("effective", "paid", "signed") if isinstance(dates, Thing) else ():
        found = latest(dates.fields.get(field)) if isinstance(dates, Thing) else None
        if isinstance(found, Span):
            return found.first
    return None


def price_of(hop: Thing) -> Money | None:
    """Return what was paid for a hop, else its agreed price; None if neither is known."""
    return next((m for field in ("price_paid", "price") if isinstance(m := latest(hop.fields.get(field)), Money)), None)


def under_of(hop: Thing) -> Thing | None:
    """Return the hop whose terms on purchases this one carries out, if it is a purchase; a hop is never its own."""
    found = latest(hop.fields.get("purchase_under"))
    return found if isinstance(found, Thing) and found.path != hop.path else None


def in_turn(hops: Iterable[Thing]) -> list[Turns]:
    """Return all purchases among some hops, put together by the hop that they carry out and by who gives and takes."""
    found: dict[tuple[Path, Path, Path], list[Thing]] = {}
    heads: dict[Path, Thing] = {}
    for hop in hops:
        if (head := under_of(hop)) is not None:
            heads[head.path] = head
            found.setdefault((head.path, _end(hop, "transferor"), _end(hop, "transferee")), []).append(hop)
    return [Turns(heads[key[0]], tuple(sorted(group, key=_order))) for key, group in found.items()]


def folded(hops: Iterable[Thing]) -> list[Thing | Turns]:
    """Return hops in their order, with many purchases under one of them as one, in the place of the first."""
    listed = list(hops)
    many = {hop.path: turns for turns in in_turn(listed) if len(turns.purchases) >= FOLDED_FROM for hop in turns.purchases}
    done: set[Path] = set()
    kept: list[Thing | Turns] = []
    for hop in listed:
        turns = many.get(hop.path)
        if turns is None:
            kept.append(hop)
        elif hop.path not in done:
            done.update(each.path for each in turns.purchases)
            kept.append(turns)
    return kept


def heads(hops: Iterable[Thing]) -> list[Thing]:
    """Return hops with many purchases under one of them replaced by the first: enough to tell who gives to whom."""
    return [each.purchases[0] if isinstance(each, Turns) else each for each in folded(hops)]


def _end(hop: Thing, side: str) -> Path:
    found = latest(hop.fields.get(side))
    return found.path if isinstance(found, Thing) else ()


def _order(hop: Thing) -> tuple[date, Path]:
    return day_of(hop) or date.max, hop.path
