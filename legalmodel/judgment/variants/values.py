"""Which values a field might take so that a comparison comes out as wanted."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from legalmodel.base.kinds import Kind
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import NONE, Items, Money, Span, U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.variants.wish import frozen, written
from legalmodel.model.deal import SECTIONS

AGREED = "to be agreed"
"""What is written for a clause that is still to be worded."""
_MOST = 8
"""So many values are tried of a field that may take many."""


def something(graph: Graph, owner: Thing, field: str, kind: Kind) -> Iterator[Any]:
    """Yield what a field could hold that must hold something: a clause to be agreed, a party that could do it, each word of a list."""
    if kind.name in ("text", "word"):
        yield AGREED
    elif kind.name in ("truth",):
        yield "yes"
    elif kind.name == "thing":
        yield from (t.id for t in fitting(graph, owner, field, kind))
    elif kind.name == "day" and isinstance(closing := latest(graph.deal.fields.get("closing")), Span):
        yield str(closing.last)


def fitting(graph: Graph, owner: Thing, field: str, kind: Kind) -> Iterator[Thing]:
    """Yield the things that may stand in a field in place of the one there: of the same sort, parties of the same form first."""
    now = owner.get(field)
    there = [owner.get(f) for f in ("agent", "principal", "by", "to")]
    like = next((x for x in (now, *there) if isinstance(x, Thing) and x.sort == "party"), None)
    form = latest(like.fields.get("form")) if like is not None else None
    if kind.of in ("party", "actor") and owner.sort == "agency" and form is None:
        return  # nobody of whom the work is known to be theirs
    sections = [
        section
        for section, sort in SECTIONS.items()
        if sort == kind.of or (kind.of == "actor" and section in ("parties", "estates"))
    ]
    others = [
        t for section in sections for t in graph.section(section).known if t is not now and not t.plural and t not in there
    ]
    alike = [t for t in others if form is None or latest(t.fields.get("form")) == form or t.sort == "estate"]
    yield from alike[:_MOST]


def newcomer(graph: Graph, owner: Thing, field: str, kind: Kind) -> tuple[str, Any] | None:
    """Return somebody who is not in the deal yet, of the form and seat of who is there now or does the work; None where no person is asked for."""
    if kind.name != "thing" or kind.of not in ("party", "actor"):
        return None
    like = next(
        (x for x in (owner.get(field), owner.get("agent"), owner.get("by")) if isinstance(x, Thing) and x.sort == "party"), None
    )
    if like is None or not isinstance(form := latest(like.fields.get("form")), str):
        return None
    record: dict[str, Any] = {"name": {"en": "(to be appointed)", "zh": "（待聘任）"}, "form": form}
    if isinstance(seat := latest(like.fields.get("seat")), str):
        record["seat"] = seat
    taken = {t.id for t in graph.section("parties").known}
    id = next(i for i in (f"cure_{owner.id}_{field}"[:60], f"cure_{field}_other") if i not in taken)
    return id, frozen(record)


def beyond(sign: str, bound: Any) -> Any:
    """Return the value nearest to a bound that stands in the order asked for to it; None where there is none."""
    if sign in ("<=", ">="):
        return bound
    step = -1 if sign == "<" else 1
    if isinstance(bound, Money):
        return Money(bound.amount + step, bound.currency)
    if isinstance(bound, Span):
        return Span.of(
            (bound.last + timedelta(days=step)).isoformat() if step > 0 else (bound.first - timedelta(days=1)).isoformat()
        )
    if isinstance(bound, Decimal):
        share = 0 < bound <= 1 and bound != 1
        return bound + (Decimal("0.0001") if share else 1) * step
    return None


def as_file(value: Any, kind: Kind) -> Any:
    """Return a value as the file writes it in a field of a kind: shares with a percent sign."""
    if isinstance(value, Decimal) and kind.name == "share":
        return f"{(value * 100).normalize():f}%"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return frozen(written(value))


def with_member(value: Any, member: Any) -> Any:
    """Return a list with one member more, as the file writes it."""
    now = _listed(value)
    return None if now is None else (*now, written(member))


def without_member(value: Any, member: Any) -> Any:
    """Return a list with one member less, as the file writes it; ``none`` if it was the last."""
    now, gone = _listed(value), written(member)
    return None if now is None else tuple(v for v in now if v != gone) or "none"


def _listed(value: Any) -> tuple[Any, ...] | None:
    if value is NONE or isinstance(value, U):
        return ()
    return tuple(written(v) for v in value) if isinstance(value, tuple | Items) else None
