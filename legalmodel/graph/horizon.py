"""The one cut of the graph by a day: what is not yet, what is no longer, and how far the file knows.

Three days bound what a run may see. Nothing later than ``last`` is there. What had ended before ``stands`` is no subject and is
not drawn, but questions over a span see it on its days. After ``known_to`` the file is silent: who held or served then is not known.

With ``--as-of`` the first two are that day. Else ``last`` is the day of the run, for what the file records is known even where it
says that it tells up to an earlier day, and ``stands`` is the end of its knowledge. Of a deal that is only proposed nothing planned is
cut, and nothing has ended.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from legalmodel.base.kleene import join as merge
from legalmodel.base.places import Path
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Items, Span, U, unknown
from legalmodel.graph.days import in_force

RUNNING = frozenset(
    ("investments", "agencies", "accounts", "guarantees", "charges", "ownership", "ties", "governance", "loans", "hedges")
)
"""Sections whose records run from a day to a day: a loop over one sees those in force on the day of the rule."""

_BEGINS: Final = frozenset(("since", "issued", "established", "formed", "date", "filed", "signed", "effective", "on"))
"""Fields that say when a record began, or its one day; a hop begins when it takes effect."""
_LATER_STEPS: Final = frozenset(
    (
        *(
            "ended",
            "ends",
            "accepted",
            "granted",
            "paid",
            "delivered",
            "notified",
            "perfected_on",
            "happened",
            "exercised",
            "published",
        ),
        *("paid_on", "paid_over", "funded_on", "resolution_published", "guarantors_notified", "debts_unpaid_since"),
    )
)
"""Fields that say when something happened to a record: before that day the file could not tell of it."""
_ENDS: Final = {"security": "ended", "party": "ended", "estate": "ends"}
_TERMS: Final = frozenset(("option", "document", "filing", "acceptance"))
"""Sorts whose ``until`` is a term that they carry, or whose ``since`` is one: they are there before and after."""


class Horizon(NamedTuple):
    """The days that are asked for: that of the run, and ``--as-of``."""

    run_day: date
    as_of: date | None = None

    @property
    def now(self) -> date:
        """The day at which what is due is measured."""
        return self.as_of or self.run_day


class Cut(NamedTuple):
    """What a horizon leaves of a deal. Days that are None bound nothing."""

    asked: Horizon | None = None
    """The days that were asked for; None if none was."""
    proposed: bool | None = None
    """Whether the deal is only proposed; None if its stage is not known."""
    last: date | None = None
    stands: date | None = None
    known_to: date | None = None
    tells_to: date | None = None
    """The last day that the file tells of: ``known_to``; of a plan, whose records run on as planned, the day up to which it would
    tell that something has come to pass. None if no day in it says how far it tells."""
    later: tuple[Thing, ...] = ()
    """Records that surely begin after ``last``."""
    perhaps: tuple[tuple[Thing, U], ...] = ()
    """Records that may begin after it."""
    ended: frozenset[Path] = frozenset()
    """Records that had surely ended before ``stands``."""


def cut(deal: Thing, things: Iterable[Thing], horizon: Horizon) -> Cut:
    """Find what the horizon cuts, and blank in each record what came later; the lists are cut by whoever makes them."""
    stage = deal.get("stage", horizon.now)
    proposed = None if isinstance(stage, U) else stage == "proposed"
    things = list(things)
    # of a plan nothing is cut off: what it says of later days is what is asked about
    last = horizon.as_of or (horizon.run_day if proposed is False else None)
    later, perhaps = _beyond(things, last or horizon.run_day, last is not None) if last or proposed is None else ({}, {})
    tells_to = _tells_to(deal, things, horizon.now, proposed is True)
    for thing in later.values():
        _not_begun(thing)
    known = horizon.as_of if proposed else tells_to  # seen from a day, a plan is cut there: what comes after is not known
    if isinstance(said := deal.fields.get("known_until"), Span) and said.last > horizon.now:
        deal.fields["known_until"] = Span(min(said.first, horizon.now), horizon.now)
    if proposed and "known_until" not in deal.fields:
        deal.fields["known_until"] = Span(horizon.now, horizon.now)  # of a plan the file tells that nothing has come to pass
    stands = horizon.as_of or known
    ended = frozenset(t.path for t in things if _over(t, stands)) if stands else frozenset()
    return Cut(horizon, proposed, last, stands, known, tells_to, tuple(later.values()), tuple(perhaps.values()), ended)


_Beyond = tuple[dict[Path, Thing], dict[Path, tuple[Thing, U]]]


def _beyond(things: list[Thing], last: date, sure: bool) -> _Beyond:
    """Return the records that begin after a day, and those that may; ``sure`` is False where they may be planned all the same."""
    by_path = {thing.path: thing for thing in things}
    later: dict[Path, Thing] = {}
    perhaps: dict[Path, tuple[Thing, U]] = {}
    for thing in things:
        for name, value in list(thing.fields.items()):
            if type(value) is Span and value.last > last:
                # the days of an act stand in a record of their own: what begins is the act
                whole = by_path[thing.path[:-1]] if thing.sort == "dates" else thing
                if name in _LATER_STEPS and sure:
                    _blank(thing, name, value, last)
                    # what was filed has begun, accepted or not
                    begun = name != "accepted" or "filed" in thing.fields
                else:
                    begun = name not in _BEGINS or (thing.sort == "option" and name == "since")
                if not begun and sure and value.first > last:
                    later[whole.path] = whole
                elif not begun:
                    # if it surely lies beyond, only the stage would tell whether it is planned all the same; else its own day
                    # would
                    path = ("deal", "stage") if value.first > last else (*thing.path, name)
                    perhaps[whole.path] = (whole, unknown(path, "absent" if value.first > last else "out of range"))
            elif type(value) is Dated and sure:
                kept = tuple(step for step in value.steps if step[0] <= last)
                thing.fields[name] = Dated(kept) if kept else unknown((*thing.path, name), "out of range")
    # one of its days that surely lies beyond is enough, whatever another leaves open
    return later, {path: pair for path, pair in perhaps.items() if path not in later}


def _blank(thing: Thing, name: str, value: Span, last: date) -> None:
    if value.first > last:
        del thing.fields[name]


def _not_begun(thing: Thing) -> None:
    """Leave a record that runs reachable, such as an account still to be opened, with nothing in it that an answer could rest on."""
    if "since" in thing.fields:
        for name in thing.fields.keys() - {"since", "name"}:
            thing.fields[name] = unknown((*thing.path, "since"), "out of range")


def _over(thing: Thing, day: date) -> bool:
    """Tell whether a record had surely ended before a day."""
    if thing.sort in _TERMS:
        return False
    if thing.sort in ("trust", "transfer"):
        dates = thing.fields.get("dates")
        end: Any = dates.fields.get("ends") if isinstance(dates, Thing) else None
    else:
        end = thing.fields.get(_ENDS.get(thing.sort, "until"))
    return type(end) is Span and end.last < day


def _tells_to(deal: Thing, things: list[Thing], now: date, plan: bool) -> date | None:
    """Return the last day that the file tells of: as it says, else that of its last recorded act; never later than now.

    A plan that does not say tells up to now: what had come to pass would be in it.
    """
    said = deal.fields.get("known_until")
    if isinstance(said, Span):
        # known to a month, it is known to its first day for sure; and nobody knows beyond the day looked from
        return min(said.first, now)
    if plan and said is None:
        return now
    days = (
        v.last for t in things for name, v in t.fields.items() if type(v) is Span and (name in _BEGINS or name in _LATER_STEPS)
    )
    steps = (day for t in things for v in t.fields.values() if type(v) is Dated for day, _ in v.steps)
    return max((day for source in (days, steps) for day in source if day <= now), default=None)


NO_CUT = Cut()
"""What is left where no day bounds anything."""


def begun(items: Items, found: Cut) -> Items:
    """Return a list without the records that surely begin later."""
    return without(items, frozenset(t.path for t in found.later))


def without(items: Items, gone: frozenset[Path]) -> Items:
    """Return a list without some records; the same list if none of them is in it."""
    known = tuple([t for t in items.known if t.path not in gone])
    return items if len(known) == len(items.known) else Items(known, items.open, items.doubtful)


def listed(items: Items, found: Cut) -> Items:
    """Return a list without the records that begin later; those that may are doubtful."""
    items, doubts = begun(items, found), {t.path: doubt for t, doubt in found.perhaps}
    unsure = tuple([(t, doubts[t.path]) for t in items.known if t.path in doubts])
    return Items(without(items, frozenset(doubts)).known, items.open, items.doubtful + unsure) if unsure else items


def running(items: Items, day: date) -> Items:
    """Return the records of a list that are in force on a day; where that is not sure they are doubtful."""
    known, doubtful = [], []
    for item, doubt in (*((item, None) for item in items.known), *items.doubtful):
        held = in_force(item, day)
        if held is True and doubt is None:
            known.append(item)
        elif held is not False:
            doubtful.append((item, merge((held, doubt))))
    # the same list keeps its indexes and answers, which most days share
    if len(known) == len(items.known) and not doubtful:
        return items
    return Items(tuple(known), items.open, tuple(doubtful))
