"""Commingling: debtors' money on accounts that stand in the name of somebody else, and how long it may lie there.

An account on the way of the money is commingled if its holder is not the vehicle and is no trust. One in the name of the person who holds
the vehicle does not say in which capacity it is held: doubtful.

The days are the longest time that money may lie on such accounts in all. Of each account the longest stay counts that an agent
collecting into it may take, or that the account itself states; along the way the stays are added up. Without any such account
it is no day at all. There is no limit where money goes round in a loop, where nobody passes it on, where the time is not stated (an agent
who is silent stands by what the account states), and where the way is open: an account not known may keep it for any time.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both
from legalmodel.base.kleene import join as merge
from legalmodel.base.places import Path
from legalmodel.base.shared import united
from legalmodel.base.things import Thing, same
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Facts, Interval, Items, Truth, U, unknown
from legalmodel.graph.loops import components
from legalmodel.graph.truth import Gather, whole

_NO_DAY: Final = Decimal(0)


class MoneyLeg(Protocol):
    """What one appointment, or the sweeping of one account, does with money."""

    @property
    def record(self) -> Thing:
        """The appointment or account that says so."""
        ...

    @property
    def sure(self) -> Truth:
        """Whether it counts."""
        ...

    @property
    def into(self) -> Any:
        """The account that money comes into."""
        ...

    @property
    def onto(self) -> Any:
        """The account that it goes on to; None where the record does not say."""
        ...

    @property
    def paying(self) -> bool:
        """Whether it pays out to the holders."""
        ...


class ComminglingInputs(NamedTuple):
    """What commingling needs of other relations."""

    way: Callable[[Thing, date | None], Any]
    told: Callable[[Thing, list[Thing], date | None], tuple[Fact, ...]]
    person: Callable[[Thing, date | None], Any]
    estates: dict[str, str]
    """Words for kinds of estates, each with the one above it."""


class _Stay(NamedTuple):
    """Bounds of a time in days; ``high`` is None when nothing limits it."""

    low: Decimal
    high: Decimal | None


class Commingling:
    """Answers whose accounts debtors' money lies on, and for how long."""

    __slots__ = ("inputs",)

    def __init__(self, inputs: ComminglingInputs) -> None:
        self.inputs = inputs

    def commingled(self, vehicle: Thing, day: date | None) -> Items:
        """Return the accounts on the way on which money lies in the name of somebody else and not on trust."""
        way = self.inputs.way(vehicle, day)
        gather = Gather(way.open)
        for path, passed in way.passed.items():
            gather.add(way.accounts[path], both(passed, self._outside(way.accounts[path], vehicle, day)))
        return gather.items()

    def commingling_days(self, vehicle: Thing, day: date | None) -> Any:
        """Return the days: a number if it is known exactly, else an interval."""
        found = self.commingled(vehicle, day)
        surely = {account.path for account in found.known}
        perhaps = [account.path for account in (*found.known, *(account for account, _ in found.doubtful))]
        of: dict[Path, list[MoneyLeg]] = {path: [] for path in perhaps}
        for leg in self.inputs.way(vehicle, day).legs:
            if isinstance(leg.into, Thing) and leg.into.path in of:
                of[leg.into.path].append(leg)
        # at least as long as on the accounts that surely are commingled, by what surely is done with their money
        low = _longest({p: [g for g in of[p] if g.sure is True] for p in perhaps if p in surely}, day).low
        # an account that nobody told of may hold the money for any time
        high = None if found.open else _longest(of, day).high
        if low == high:
            return low
        missing = found.open | merge(doubt for _, doubt in found.doubtful).missing
        rounds = {path for group in components(of, lambda path: _after(of, path)) if len(group) > 1 for path in group}
        return Interval(low, high, united((missing, *(_unclear(path, of, rounds, day) for path in perhaps))))

    def why(self, vehicle: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return what is done with the money of each account that is, or may be, commingled, and in whose name it stands."""
        found = self.commingled(vehicle, day)
        return self.inputs.told(vehicle, [*found.known, *(account for account, _ in found.doubtful)], day)

    def _outside(self, account: Thing, vehicle: Thing, day: date | None) -> Truth:
        """Tell whether an account stands in the name of somebody else and not on trust."""
        holder: Any = account.get("holder", day)
        if not isinstance(holder, Thing):
            return holder if isinstance(holder, U) else unknown((*account.path, "holder"), "undefined")
        mine = same(whole(holder, day), whole(vehicle, day))
        # an account in the vehicle's own name mixes its money with nobody's
        if mine is not False:
            return False if mine is True else mine
        if holder.sort == "estate":
            trust = self._on_trust(holder, day)
            return trust if isinstance(trust, U) else not trust
        behind = self._behind(vehicle, whole(holder, day), day)
        # in the name of its trustee or company: as such or on its own account, the file has to say
        return True if behind is False else merge((behind, unknown((*account.path, "holder"), "capacity")))

    def _behind(self, vehicle: Thing, holder: Thing, day: date | None) -> Truth:
        if vehicle.sort != "estate":
            return False
        person = self.inputs.person(vehicle, day)
        return same(person, holder) if isinstance(person, Thing) else person if isinstance(person, U) else False

    def _on_trust(self, estate: Thing, day: date | None) -> Truth:
        capacity = estate.get("capacity", day)
        if "capacity" in estate.fields:
            return capacity if isinstance(capacity, U) else capacity == "trustee"
        return is_word(estate.get("kind", day), "trust", self.inputs.estates)


def _after(of: dict[Path, list[MoneyLeg]], path: Path) -> list[Path]:
    return [leg.onto.path for leg in of[path] if isinstance(leg.onto, Thing) and leg.onto.path in of]


def _longest(of: dict[Path, list[MoneyLeg]], day: date | None) -> _Stay:
    """Return the longest time on any way through some accounts, from the legs that money takes out of each."""
    after = {path: _after(of, path) for path in of}
    total: dict[Path, _Stay] = {}
    for group in components(of, lambda path: after[path]):
        onward = [total[next] for path in group for next in after[path] if next in total]
        here = [_stay(of[path], day) for path in group]
        ends = [stay.high for stay in (*here, *onward)]
        # money that goes round may do so for ever: no longest time, though a least one
        loop = len(group) > 1 or group[0] in after[group[0]]
        most = None if loop or None in ends else _sum(here) + max((s.high or _NO_DAY for s in onward), default=_NO_DAY)
        least = sum((s.low for s in here), _NO_DAY) + max((s.low for s in onward), default=_NO_DAY)
        # each group comes after those to which its money goes on, whose times are worked out by now
        total.update(dict.fromkeys(group, _Stay(least, most)))
    ends = [stay.high for stay in total.values()]
    high = None if None in ends else max((end or _NO_DAY for end in ends), default=_NO_DAY)
    return _Stay(max((stay.low for stay in total.values()), default=_NO_DAY), high)


def _sum(stays: list[_Stay]) -> Decimal:
    return sum((stay.high or _NO_DAY for stay in stays), _NO_DAY)


def _asked(legs: list[MoneyLeg]) -> list[MoneyLeg]:
    """Return the legs that have to state a time: all, but an agent who is silent stands by what the account states."""
    stated = any(leg.record.sort == "account" and "sweep_days" in leg.record.fields for leg in legs)
    return [leg for leg in legs if "sweep_days" in leg.record.fields or not stated]


def _stay(legs: list[MoneyLeg], day: date | None) -> _Stay:
    """Return how long money may lie on one account."""
    days = [leg.record.get("sweep_days", day) for leg in _asked(legs)]
    known = [d for d in days if isinstance(d, Decimal)]
    # one agent who does not say how long is enough to leave it without a limit
    limited = bool(days) and len(known) == len(days) and not _stuck(legs)
    return _Stay(max(known, default=_NO_DAY), max(known) if limited else None)


def _stuck(legs: list[MoneyLeg]) -> bool:
    """Tell whether money may stay on an account for ever, or nobody says where it goes."""
    silent = all(leg.onto is None and not leg.paying for leg in legs)
    return silent or any(leg.onto is NONE and not leg.paying for leg in legs)


def _unclear(path: Path, of: dict[Path, list[MoneyLeg]], rounds: set[Path], day: date | None) -> Facts:
    """Return the facts that leave open how long money lies on an account and goes on from it."""
    legs = of[path]
    missing: Facts = merge(leg.sure for leg in legs).missing
    if _stuck(legs):
        missing |= unknown((*path, "swept_into"), "absent" if all(leg.onto is None for leg in legs) else "undefined").missing
    for leg in _asked(legs):
        days = leg.record.get("sweep_days", day)
        missing |= days.missing if isinstance(days, U) else frozenset()
        if days is NONE:
            missing |= unknown((*leg.record.path, "sweep_days"), "undefined").missing
    for leg in legs:
        if isinstance(leg.onto, Thing) and (leg.onto.path == path or {path, leg.onto.path} <= rounds):
            field = "swept_into" if leg.record.sort == "account" else "pays_over_to"
            missing |= unknown((*leg.record.path, field), "undefined").missing
    return missing
