"""Cash: the accounts on which what debtors pay lies until it reaches the holders.

The way follows the appointments for the vehicle and those made under them: whoever services, or pays, or is said to
collect into or pay over to an account; from each account it goes on to the one into which that is swept. The
accounts in the vehicle's own name belong to it too. Accounts come in the order in which money passes on; where that
does not tell, first those of collection, then the vehicle's own, then those of the paying agent. A back-up servicer handles no money yet.

Where the file does not say into which account a servicer or paying agent takes money, or where money goes from an account that is not the
vehicle's own, the way is open. Of a pool that never passes to the vehicle, no money is on it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase, Said
from legalmodel.base.places import Path
from legalmodel.base.speech import listed
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Facts, Items, Truth, U, unknown
from legalmodel.graph.days import in_force
from legalmodel.graph.loops import components
from legalmodel.graph.truth import Gather, View, one


class CashInputs(NamedTuple):
    """What the way of the money needs of other relations."""

    acting: Callable[[Thing, date | None], Items]
    title: Callable[[Thing, date | None], Items]
    person: Callable[[Thing, date | None], Any]
    functions: dict[str, str]
    """Words for functions, each with the one above it."""


class Leg(NamedTuple):
    """What one appointment, or the sweeping of one account, does with money, and how sure that is.

    ``into`` is the account that money comes into, ``onto`` the one that it goes on to; None where the record does not say.
    """

    record: Thing
    sure: Truth
    into: Any
    onto: Any
    paying: bool = False


class Way:
    """The way of the money: ``legs``, the accounts on it, whether by a leg or as the vehicle's own, and why there may be more."""

    __slots__ = ("accounts", "legs", "open", "own", "passed")

    def __init__(self, open: Facts) -> None:
        self.open = set(open)
        self.legs: list[Leg] = []
        self.accounts: dict[Path, Thing] = {}
        self.passed: dict[Path, Truth] = {}
        self.own: dict[Path, Truth] = {}

    def on(self, path: Path) -> Truth:
        """Tell whether an account is on the way."""
        return either(self.passed.get(path, False), self.own.get(path, False))

    def enter(self, account: Any, sure: Truth) -> bool:
        """Add an account that money passes; tell whether that is news. An unknown one leaves the way open."""
        if not isinstance(account, Thing):
            self.open |= merge((account, sure)).missing if isinstance(account, U) else frozenset()
            return False
        path = account.path
        before = self.on(path)
        self.accounts.setdefault(path, account)
        self.passed[path] = either(self.passed.get(path, False), sure)
        # reached again as surely as before, an account has nothing new to pass on: so rings end
        return before is False or (before is not True and self.on(path) is True)


class Cash:
    """Answers on which accounts money lies."""

    __slots__ = ("inputs", "view")

    def __init__(self, view: View, inputs: CashInputs) -> None:
        self.view, self.inputs = view, inputs

    def cash_path(self, pool: Thing, vehicle: Thing, day: date | None) -> Items:
        """Return the accounts on the way from the debtors of a pool to the holders of what a vehicle issues, in order."""
        if (reaches := self._reaches(pool, vehicle, day)) is False:
            return Items(())
        way = self.way(vehicle, day)
        gather = Gather(way.open)
        for path in _ordered(way):
            gather.add(way.accounts[path], both(reaches, way.on(path)))
        return gather.items()

    def why(self, pool: Thing, vehicle: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return what is done with the money of each account on the way, and in whose name it stands."""
        found = self.cash_path(pool, vehicle, day)
        return self.told(vehicle, [*found.known, *(account for account, _ in found.doubtful)], day)

    def told(self, vehicle: Thing, accounts: list[Thing], day: date | None) -> tuple[Fact, ...]:
        """Return what is done with the money of some accounts, and in whose name each stands."""
        facts, paths = [], {account.path for account in accounts}
        for leg in self.way(vehicle, day).legs:
            if moves := [_move(w, self.view.label(a)) for w, a in _moves(leg) if leg.into is a or a.path in paths]:
                doer = leg.record.get("agent", day) if leg.record.sort == "agency" else leg.record
                fields = ("agent", "principal", "function", "collects_into", "pays_over_to", "swept_into", "sweep_days")
                facts.append(
                    self.view.relation(
                        leg.record,
                        Phrase("{who} {moves}", who=self.view.label(doer), moves=Said(partial(listed, moves))),
                        fields,
                        day,
                    )
                )
        for account in accounts:
            holder, name = account.get("holder", day), self.view.label(account)
            text = Phrase("in whose name {account} stands is not known", account=name)
            if isinstance(holder, Thing):
                text = Phrase("{account} stands in the name of {whom}", account=name, whom=self.view.label(holder))
            facts.append(self.view.relation(account, text, ("holder", "bank", "since", "until"), day))
        return tuple(facts)

    def way(self, vehicle: Thing, day: date | None) -> Way:
        """Return the way of the money of all that a vehicle has."""
        acting, listed = self.inputs.acting(vehicle, day), self.view.section("accounts")
        way = Way(acting.open | listed.open)
        way.legs += [leg for agency, sure in self._under(acting, day) if (leg := self._leg(agency, sure, day))]
        # collecting comes before paying, so that accounts stand in the order in which money meets them
        for paying in (False, True):
            for leg in way.legs:
                if leg.paying is paying:
                    way.enter(leg.into, leg.sure)
                    way.enter(leg.onto, leg.sure)
            for account in () if paying else listed:
                own = both(in_force(account, day), one(account.get("holder", day), vehicle))
                if own is not False:
                    # an account of the vehicle's own holds its money whether or not anybody is told to pay into it
                    way.accounts.setdefault(account.path, account)
                    way.own[account.path] = own
        self._sweep(way, day)
        self._dead_ends(way, vehicle, day)
        return way

    def _under(self, acting: Items, day: date | None) -> Iterator[tuple[Thing, Truth]]:
        """Return the appointments for the vehicle and those made under them: sub-servicing, delegation."""
        found: dict[Path, tuple[Thing, Truth]] = {a.path: (a, True) for a in acting.known}
        found |= {a.path: (a, doubt) for a, doubt in acting.doubtful}
        below: dict[Path, list[Thing]] = {}
        waiting = [*found.values()]
        for agency in self.view.section("agencies"):
            above = agency.get("under", day) if "under" in agency.fields else NONE
            if isinstance(above, Thing):
                below.setdefault(above.path, []).append(agency)
            elif isinstance(above, U):
                waiting += self._add(found, agency, both(above, in_force(agency, day)))
        for above, sure in waiting:
            for agency in below.get(above.path, ()):
                waiting += self._add(found, agency, both(sure, in_force(agency, day)))
        return iter(found.values())

    def _add(self, found: dict[Path, tuple[Thing, Truth]], agency: Thing, sure: Truth) -> list[tuple[Thing, Truth]]:
        """Add an appointment; return it if it is new, or surer than before."""
        before = found[agency.path][1] if agency.path in found else False
        # twice at most, once in doubt and once for sure: a ring of sub-appointments ends
        if sure is False or before is True or (before is not False and sure is not True):
            return []
        found[agency.path] = (agency, sure)
        return [found[agency.path]]

    def _leg(self, agency: Thing, sure: Truth, day: date | None) -> Leg | None:
        """Return what an appointment does with money, or None if it handles none."""
        work, tree = agency.get("function", day), self.inputs.functions
        servicing, paying, backup = (is_word(work, word, tree) for word in ("servicing", "paying", "backup_servicing"))
        into, onto = (agency.get(f, day) if f in agency.fields else None for f in ("collects_into", "pays_over_to"))
        handles: Truth = True if into is not None or onto is not None else either(servicing, paying)
        # a back-up that has not stepped in touches no money
        not_yet = backup if isinstance(backup, U) else not backup
        if (does := both(sure, handles, not_yet)) is False:
            return None
        if into is None:
            into = merge((unknown((*agency.path, "collects_into")), handles))
        # a servicer who says neither into nor onto which account leaves both open; one who pays need not pass it on
        if onto is None and isinstance(into, U) and paying is not True:
            onto = merge((unknown((*agency.path, "pays_over_to")), handles))
        return Leg(agency, does, into, onto, paying is True)

    def _sweep(self, way: Way, day: date | None) -> None:
        """Follow the sweeping of each account on the way."""
        sweeps: dict[Path, Leg] = {}
        waiting = list(way.accounts.values())
        for account in waiting:
            fields = account.fields
            if "swept_into" in fields or "sweep_days" in fields:
                onto = account.get("swept_into", day) if "swept_into" in fields else None
                sweeps[account.path] = leg = Leg(account, way.on(account.path), account, onto)
                if way.enter(onto, leg.sure) and isinstance(onto, Thing):
                    waiting.append(onto)
        way.legs += sweeps.values()

    def _dead_ends(self, way: Way, vehicle: Thing, day: date | None) -> None:
        """Leave the way open where nobody says where money goes from an account that is not the vehicle's."""
        goes_on = {leg.into.path for leg in way.legs if isinstance(leg.into, Thing) and (leg.onto is not None or leg.paying)}
        goes_on |= {leg.onto.path for leg in way.legs if isinstance(leg.onto, Thing) and leg.paying}
        # of several who collect into one account the first in the file is asked to say where money goes
        silent = {leg.into.path: leg.record.path for leg in reversed(way.legs) if isinstance(leg.into, Thing)}
        for path, account in way.accounts.items():
            own = one(account.get("holder", day), vehicle)
            # on the vehicle's own account money is where it belongs, so nothing has to take it further
            if path not in goes_on and own is not True and path in way.passed:
                by = silent.get(path, path)
                goes = unknown((*by, "pays_over_to" if by[0] == "agencies" else "swept_into"))
                way.open |= merge((goes, way.passed[path], own)).missing

    def _reaches(self, pool: Thing, vehicle: Thing, day: date | None) -> Truth:
        """Tell whether a pool passes to a vehicle, or comes from it."""
        title = self.inputs.title(pool, day)
        hops: list[tuple[Thing, Truth]] = [*((hop, True) for hop in title.known), *title.doubtful]
        takes = [both(sure, self._takes(hop, vehicle, day)) for hop, sure in hops]
        makers = pool.get("originated_by", day) if "originated_by" in pool.fields else NONE
        made = either(False, *(one(m, vehicle) for m in makers)) if isinstance(makers, tuple) else merge((makers,))
        return either(*takes, made if makers is not NONE else False, U(title.open) if title.open else False)

    def _takes(self, hop: Thing, vehicle: Thing, day: date | None) -> Truth:
        taker = hop.get("transferee", day)
        direct = one(taker, vehicle)
        if direct is not False or vehicle.sort != "estate" or not isinstance(taker, Thing):
            return direct
        behind = one(self.inputs.person(vehicle, day), taker)
        # taken in the name of the person behind an estate: for it or for that person itself, the file does not say
        return False if behind is False else merge((behind, unknown((*hop.path, "transferee"), "capacity")))


def _ordered(way: Way) -> list[Path]:
    """Return the accounts of a way, each before those to which its money goes on, else in the order in which they were found."""
    after: dict[Path, list[Path]] = {path: [] for path in reversed(way.accounts)}
    for leg in way.legs:
        if isinstance(leg.into, Thing) and isinstance(leg.onto, Thing):
            after[leg.into.path].append(leg.onto.path)
    # sweeps may go round in a ring: what is on one has no order, the rings among themselves have
    groups = components(after, lambda path: after[path])
    return [path for group in reversed(groups) for path in group]


def _move(how: str, account: Said) -> Phrase:
    """Say what is done with money, and by way of which account."""
    if how == "pays from":
        return Phrase("pays from {account}", account=account)
    if how == "collects into":
        return Phrase("collects into {account}", account=account)
    return Phrase("is transferred into {account}" if how == "is swept into" else "pays over to {account}", account=account)


def _moves(leg: Leg) -> Iterator[tuple[str, Thing]]:
    sweeps = leg.record.sort == "account"
    if isinstance(leg.into, Thing) and not sweeps:
        yield "pays from" if leg.paying else "collects into", leg.into
    if isinstance(leg.onto, Thing):
        yield "is swept into" if sweeps else "pays over to", leg.onto
