"""Lists that may be incomplete: who is in them, and what can be said of all, any, the number and the sum (semantics, A).

An item is *sure* or *doubtful* (its membership, or the filter, is unknown); an open list may hold more than is known.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain, repeat
from typing import Any, Final, NamedTuple

from legalmodel.base.kleene import conj, disj, join
from legalmodel.base.shared import united
from legalmodel.base.values import NONE, Facts, Interval, Items, Missing, Span, Truth, U
from legalmodel.logic.scope import Scope
from legalmodel.logic.values import (
    EXACT,
    UNDEFINED,
    agreed_currency,
    bounds,
    compare,
    least,
    settle,
)

Run = Callable[[Scope], Any]
_ZERO: Final = Decimal(0)
_NAMELESS: Final = frozenset((Missing((), "absent"),))


class Loop(NamedTuple):
    """One ``for name in source if conditions``, ready to run; the conditions are joined by "and", None if there are none.

    ``candidates`` returns the known items of the list without those that surely do not count; None if each may.
    """

    name: str
    source: Run
    condition: Run | None
    candidates: Callable[[Items, Scope], Iterable[Any]] | None = None


def as_items(value: Any) -> Items:
    """Return the list behind a value: an unknown one is open and empty, ``none`` is known to be empty."""
    if isinstance(value, Items):
        return value
    if type(value) is U:
        return Items((), value.missing or _NAMELESS)
    return Items(() if value is NONE else tuple(value))


def each(items: Items) -> Iterator[tuple[Any, U | None]]:
    """Yield every item that is or may be in a list, with its doubt."""
    yield from ((item, None) for item in items.known)
    yield from items.doubtful


def blurred(items: Items, doubt: U) -> Items:
    """Return a list of which no item is sure, and which may hold more."""
    return Items((), items.open | doubt.missing, tuple([(item, join((doubt, d)) if d else doubt) for item, d in each(items)]))


Listed = tuple[Items, Iterable[Any] | None]
"""The list of the first of some loops, where somebody has looked at it already; and those of its known items that can count, if he told."""

Member = tuple[Scope, U | None]
"""One way through the loops: the scope with the names bound, and the unknown that decides whether it counts."""


def _begun(loop: Loop, scope: Scope, listed: Listed | None) -> tuple[Items, Iterable[Any]]:
    """Return the list of a loop, and those of its known items that can count."""
    items, known = (as_items(loop.source(scope)), None) if listed is None else listed
    if known is None:
        known = items.known if loop.candidates is None else loop.candidates(items, scope)
    return items, known


def members(
    loops: tuple[Loop, ...], scope: Scope, open: set[Missing], doubt: U | None = None, listed: Listed | None = None
) -> Iterator[Member]:
    """Yield every member that is not filtered out; ``open`` gathers what the lists passed through may still hold.

    A member's scope is that of the next one too, with its names bound anew: use it before asking for the next.
    """
    (name, _, condition, _), rest = loops[0], loops[1:]
    items, known = _begun(loops[0], scope, listed)
    open |= items.open
    inner = scope.inner()
    variables, look = inner.variables, scope.world.meter.look
    for item, unsure in chain(zip(known, repeat(None)), items.doubtful):
        look(items)
        variables[name] = item
        held = True if condition is None else condition(inner)
        if held is not False:
            unsure = doubt if held is True and unsure is None else _doubts(doubt, unsure, held)
            if rest:
                yield from members(rest, inner, open, unsure)
            else:
                yield inner, unsure


def _doubts(*truths: Truth | None) -> U | None:
    """Return all doubts as one, None if there is none."""
    unknowns = [t for t in truths if isinstance(t, U)]
    return join(unknowns) if unknowns else None


def quantified(loops: tuple[Loop, ...], body: Run, scope: Scope, decides: bool, listed: Listed | None = None) -> Truth:
    """Join the body over all members as ``kleene.decide`` does: "any" is decided by true, "all" by false.

    A member in doubt decides nothing, for it may not count; an open list keeps "any" from being false, and "all" from being true.
    """
    if len(loops) == 1:
        return _over_one(loops[0], body, scope, decides, *_begun(loops[0], scope, listed))
    open: set[Missing] = set()
    unknowns: list[U] = []
    for inner, doubt in members(loops, scope, open, None, listed):
        truth: Truth = body(inner)
        # a member that may not count decides nothing, whatever it says
        if truth is decides and doubt is None:
            return decides
        if truth is decides or type(truth) is U:
            # it would decide if it counted, or may decide: either is waited for. One that says otherwise changes nothing, in
            # the list or not
            unknowns += [t for t in (truth, doubt) if type(t) is U]
    return join((*unknowns, U(frozenset(open)))) if unknowns or open else not decides


def _over_one(loop: Loop, body: Run, scope: Scope, decides: bool, items: Items, known: Iterable[Any]) -> Truth:
    """Join the body over the members of one loop, the usual case: the same as by ``members``, without a step in between for each."""
    if not known and not items.doubtful:
        return U(items.open) if items.open else not decides
    name, condition, inner = loop.name, loop.condition, scope.inner()
    variables, look = inner.variables, scope.world.meter.look
    unknowns = [U(items.open)] if items.open else []
    held: Any  # a truth, of which mypy cannot tell that "is not False" and "is not True" leave what is unknown
    for item in known:
        look(items)
        variables[name] = item
        held = True if condition is None else condition(inner)
        if held is not False:
            truth: Truth = body(inner)
            if truth is decides:
                if held is True:
                    return decides
                unknowns.append(held)
            elif type(truth) is U:
                unknowns += [truth] if held is True else [truth, held]
    for item, unsure in items.doubtful:
        look(items)
        variables[name] = item
        held = True if condition is None else condition(inner)
        if held is not False:
            truth = body(inner)
            if truth is decides or type(truth) is U:
                unknowns += [each for each in (truth, held, unsure) if type(each) is U]
    return join(unknowns) if unknowns else not decides


def contains(value: Any, items: Items) -> Truth:
    """Tell whether a value is in a list: ``any(value == item)``."""
    found = disj(
        compare("==", value, item) if doubt is None else conj((doubt, compare("==", value, item)))
        for item, doubt in each(items)
    )
    return disj((found, U(items.open))) if items.open else found


def collect(loops: tuple[Loop, ...], body: Run, scope: Scope, listed: Listed | None = None) -> Items:
    """Return the list that a comprehension makes; it inherits openness and doubt."""
    open: set[Missing] = set()
    known, doubtful = [], []
    for inner, doubt in members(loops, scope, open, None, listed):
        if doubt is None:
            known.append(body(inner))
        else:
            doubtful.append((body(inner), doubt))
    return Items(tuple(known), frozenset(open), tuple(doubtful))


def length(items: Items) -> Any:
    """Return how many items a list holds: exact, or an interval if it is open or some are doubtful."""
    low, doubts = Decimal(len(items.known)), join(doubt for _, doubt in items.doubtful)
    # a doubtful item may count or not; of those that are not listed there may be any number
    high = None if items.open else low + len(items.doubtful)
    return settle(low, high, doubts.missing | items.open, "", money=False)


def total(items: Items, money: bool, positive: bool) -> Any:
    """Return the sum of a list, an interval if it is open, doubtful or holds unknown values.

    ``positive`` says that no unknown value can be below zero; without that nothing limits an incomplete sum.
    """
    if any(item is NONE for item, _ in each(items)):
        return UNDEFINED
    loose = [item for item, _ in each(items) if type(item) is U]
    # what may be below zero may take away any amount: nothing is left to bound the sum
    if not positive and (loose or items.open):
        return U(join([*loose, *(d for _, d in items.doubtful)]).missing | items.open)
    result = Interval(_ZERO, None if items.open else _ZERO, frozenset())
    missing: list[Facts] = [items.open]  # put together at the end: of thousands, each would be copied for each that follows
    for item, doubt in each(items):
        part = _part(item, doubt)
        currency = agreed_currency(result, part)
        if currency is None:
            return UNDEFINED
        high = None if result.high is None or part.high is None else EXACT.add(result.high, part.high)
        result = Interval(EXACT.add(result.low, part.low), high, frozenset(), currency)
        missing.append(part.missing)
    return settle(result.low, result.high, united(missing), result.currency, money)


def _part(item: Any, doubt: U | None) -> Interval:
    """Return what an item may add to a sum: from nothing on, if it is in doubt."""
    part = Interval(_ZERO, None, item.missing) if type(item) is U else bounds(item)
    if doubt is None:
        return part
    # if it does not belong it adds nothing, so zero is among what it may add
    high = None if part.high is None else max(part.high, _ZERO)
    return Interval(min(part.low, _ZERO), high, part.missing | doubt.missing, part.currency)


def extreme(items: Items, money: bool, positive: bool, greatest: bool) -> Any:
    """Return the smallest or greatest item; undefined for an empty list, unknown if no item is sure."""
    values = [item for item, _ in each(items)]
    loose = [v for v in values if type(v) is U]
    missing = U(join([*loose, *(d for _, d in items.doubtful)]).missing | items.open)
    if NONE in values or not (values or items.open):
        return UNDEFINED
    sure = [v for v in items.known if type(v) is not U]
    vague = bool(loose or items.doubtful or items.open)
    if not vague:
        return least(sure, money, greatest)
    # a day has no least value as an amount has zero: nothing bounds what an unlisted one may be
    if not sure or not positive or isinstance(sure[0], Span):
        return missing
    return _widened(items, least(sure, money, greatest), money, missing, greatest)


def _widened(items: Items, core: Any, money: bool, missing: U, greatest: bool) -> Any:
    """Widen the extreme of the sure items by what unknown, doubtful and unlisted ones may be."""
    if core is UNDEFINED:
        return core
    others = [bounds(item) if type(item) is not U else Interval(_ZERO, None, item.missing) for item, _ in items.doubtful]
    unlisted = bool(items.open) or any(type(v) is U for v in items.known)
    low, high = bounds(core).low, bounds(core).high
    for other in others:
        if agreed_currency(bounds(core), other) is None:
            return UNDEFINED
        low, high = (low, _higher(high, other.high)) if greatest else (min(low, other.low), high)
    if unlisted:
        low, high = (low, None) if greatest else (min(low, _ZERO), high)
    return settle(low, high, missing.missing | bounds(core).missing, bounds(core).currency, money)


def _higher(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else max(a, b)
