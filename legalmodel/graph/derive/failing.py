"""Who may fail towards a vehicle, and as what, with the records by which each party holds the role.

A *vehicle* is an estate, or a company, that assets come to or that issues classes. What roles there are, and how each is held, is data
(``graph/roles.yaml``). A branch is its bank: the party is the legal person that it is part of; of an estate, the person that holds it.

- *On a day*, a party holds a role by records in force; *without a day*, by any that ever was: whoever was replaced may have failed.
- An appointment by the person that holds the vehicle does not say whether it acts for the vehicle or for itself, so the role is doubtful
  (``graph/acting.py``). Where that person holds several estates it is nobody's in particular, and only leaves the lists open: it is found
  by asking who may fail towards that person.
- A list is as complete as the sections it is read from. A record that does not say who, or for whom, leaves it open.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase, Said, pick
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import Items, Missing, Truth
from legalmodel.graph.acting import principal_is
from legalmodel.graph.appointed import Appointed, Fitting
from legalmodel.graph.over_time import index, lacking, runs, steps, things
from legalmodel.graph.roles import Role
from legalmodel.graph.truth import Gather, View, whole

_READS = {
    "gives": ("trusts", "transfers"),
    "gives_on": ("trusts", "transfers"),
    "keeps_account": ("accounts",),
    "hedges": ("hedges",),
    "supports": ("guarantees",),
}
"""Relation by which a role is held -> the sections that it is read from."""


class FailingInputs(NamedTuple):
    """What this relation needs: the trees of words for functions, estates, forms and support, and the person behind an actor."""

    functions: dict[str, str]
    kinds: dict[str, str]
    forms: dict[str, str]
    support: dict[str, str]
    person: Callable[[Thing, date | None], Any]


class Held(NamedTuple):
    """A role held by a party: how surely, by which record, told by which of its fields."""

    party: Any
    truth: Truth
    record: Thing
    fields: tuple[str, ...]


_Found = tuple[list[Held], frozenset[Missing]]
_NOTHING: frozenset[Missing] = frozenset()


class Failing:
    """Answers who may fail. What is read of whole sections is read once, so that each vehicle looks at its own records alone."""

    __slots__ = (
        "_appointed",
        "_found",
        "_givers",
        "_kept",
        "_unsaid",
        "_vehicles",
        "inputs",
        "roles",
        "view",
    )

    def __init__(self, view: View, roles: Mapping[str, Role], inputs: FailingInputs) -> None:
        self.view, self.roles, self.inputs = view, roles, inputs
        self._appointed = Appointed(view.section("agencies"), roles, inputs.functions)
        hops = [*view.section("trusts"), *view.section("transfers")]
        self._givers = index(hops, "transferee")
        self._vehicles = index(view.section("estates"), "held_by")
        self._unsaid: dict[str, frozenset[Missing]] = {}
        self._kept: dict[tuple[str, tuple[str, ...]], dict[Thing, list[Thing]]] = {}
        self._found: dict[tuple[Thing, date | None], dict[str, _Found]] = {}

    def may_fail(self, role: str, for_: Thing, day: date | None) -> Items:
        """Return who holds a role towards a vehicle, those of whom it is doubtful, and what would tell of others."""
        held, missing = self._all(for_, day).get(role, ([], _NOTHING))
        gather = Gather(missing)
        for one in held:
            gather.add(one.party, one.truth)
        return gather.items()

    def why(self, role: str, for_: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return for each party in the role, in the order of the answer, the records by which it holds it."""
        held, _ = self._all(for_, day).get(role, ([], _NOTHING))
        answer = self.may_fail(role, for_, day)
        return tuple(self._told(role, party, for_, held, day) for party in (*answer.known, *(d[0] for d in answer.doubtful)))

    def _told(self, role: str, party: Thing, for_: Thing, held: list[Held], day: date | None) -> Fact:
        label = self.view.label
        records = dict.fromkeys((h.record, h.fields) for h in held if h.party is party and h.truth is not False)
        because = tuple(self.view.relation(record, label(record), fields, day) for record, fields in records)
        words = Said(partial(pick, self.roles[role].words))
        text = Phrase("{who} is {role} of {whom}", who=label(party), role=words, whom=label(for_))
        return Fact(text, True, (), because)

    def _all(self, vehicle: Thing, day: date | None) -> dict[str, _Found]:
        key = (vehicle, day)
        if key not in self._found:
            work = self._appointed.to(vehicle, day)
            self._found[key] = {role.id: self._of(role, vehicle, day, work) for role in self.roles.values()}
        return self._found[key]

    def _of(self, role: Role, vehicle: Thing, day: date | None, work: dict[str, Fitting]) -> _Found:
        held: list[Held] = []
        missing: set[Missing] = set()
        if role.functions:
            missing |= self.view.section("agencies").open
            missing |= self._appointed.for_nobody(role)
            self._work(work.get(role.id, []), vehicle, day, held, missing)
        if role.relation:
            for section in _READS.get(role.relation, ()):
                missing |= self.view.section(section).open
            _RELATIONS[role.relation](self, role, vehicle, day, held, missing)
        return held, frozenset(missing)

    def _add(
        self, held: list[Held], party: Any, truth: Truth, record: Thing, fields: tuple[str, ...], day: date | None
    ) -> None:
        for one in things(party, day):
            # an estate does not fail: the person who holds it does
            behind = self.inputs.person(one, day)
            held.append(Held(behind if isinstance(behind, Thing) else whole(one, day), truth, record, fields))

    # Work

    def _work(self, work: Fitting, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        for agency, fits in work:
            missing |= lacking(agency, "agent", "function")
            acts = either(*[principal_is(p, agency, vehicle, day) for p in steps(agency, "principal", day)])
            truth = both(fits, acts, runs(agency, day))
            # it may be for another estate of the same holder: the list stays open, and nobody is put on it
            if self._of_several(agency, vehicle):
                missing |= merge((truth,)).missing
            # work that is not known leaves the role open and names nobody
            elif truth is not False and fits is True:
                self._add(held, agency.fields.get("agent"), truth, agency, ("agent", "principal", "function", "since"), day)

    def _of_several(self, agency: Thing, vehicle: Thing) -> bool:
        """Tell whether an appointment is by a person who holds several estates, so that it is of none in particular."""
        principal = agency.fields.get("principal")
        return isinstance(principal, Thing) and principal is not vehicle and len(self._vehicles.get(principal, ())) > 1

    # Relations

    def _gives(self, role: Role, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        missing |= self._no_sides()
        for hop, giver, on in self._upstream(vehicle):
            # between the seller and the vehicle stands who only passes on; a giver further up is a seller, whatever its form
            passes_on = on and hop.fields.get("transferee") is vehicle and self._of_form(giver, day)
            if (role.relation == "gives_on") is passes_on:
                self._add(held, giver, runs(hop, day, "effective", ""), hop, ("transferor", "transferee", "assets"), day)

    def _upstream(self, vehicle: Thing) -> Iterator[tuple[Thing, Thing, bool]]:
        """Yield each hop up the chain with who gives by it, and whether the giver had the assets from another."""
        # up the chain, for who sold to the seller may claim the assets back as well; rings end at who was seen
        waiting, seen = [vehicle], {vehicle}
        while waiting:
            for hop in self._givers.get(waiting.pop(), ()):
                giver = hop.fields.get("transferor")
                if isinstance(giver, Thing) and giver is not vehicle:
                    yield hop, giver, giver in self._givers
                    if giver not in seen:
                        seen.add(giver)
                        waiting.append(giver)

    def _of_form(self, giver: Thing, day: date | None) -> bool:
        forms = [f for role in self.roles.values() if role.relation == "gives_on" for f in role.forms]
        return any(is_word(giver.get("form", day), form, self.inputs.forms) is True for form in forms)

    def _no_sides(self) -> frozenset[Missing]:
        if "gives" not in self._unsaid:
            hops = [*self.view.section("trusts"), *self.view.section("transfers")]
            self._unsaid["gives"] = frozenset(m for hop in hops for m in lacking(hop, "transferor", "transferee"))
        return self._unsaid["gives"]

    def _holds(self, role: Role, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        if vehicle.sort != "estate":
            return
        missing |= lacking(vehicle, "held_by")
        # a holder has one capacity: asked of every role, it would be a trustee and a manager at once
        if self._capacity_of(vehicle, day) == role.id:
            self._add(held, vehicle.fields.get("held_by"), True, vehicle, ("held_by", "capacity", "kind"), day)

    def _capacity_of(self, vehicle: Thing, day: date | None) -> str:
        """Return the role in which a vehicle is held: by its capacity, else by what sort of estate it is, else the one without limits."""
        capacity, kind = vehicle.get("capacity", day), vehicle.get("kind", day)
        holding = [role for role in self.roles.values() if role.relation == "holds"]
        for role in holding:
            if capacity in role.capacities:
                return role.id
        # a capacity that is told and fits no role is not made up for by the kind of the estate
        said = isinstance(capacity, str)
        for role in holding:
            if not said and any(is_word(kind, wide, self.inputs.kinds) is True for wide in role.kinds):
                return role.id
        return next((role.id for role in holding if not role.capacities and not role.kinds), "")

    def _keeps_account(self, _: Role, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        for account in self._records("accounts", ("holder",), vehicle, missing, ("holder", "bank")):
            self._add(held, account.fields.get("bank"), runs(account, day), account, ("holder", "bank"), day)

    def _hedges(self, _: Role, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        for hedge in self._records("hedges", ("by", "to"), vehicle, missing, ("by", "to")):
            # a swap is written from either side: who may fail towards the vehicle is the other one
            other = hedge.fields.get("to" if hedge.fields.get("by") is vehicle else "by")
            self._add(held, other, runs(hedge, day), hedge, ("by", "to", "kind"), day)

    def _supports(self, role: Role, vehicle: Thing, day: date | None, held: list[Held], missing: set[Missing]) -> None:
        found = dict.fromkeys(self._own("guarantees", ("to",), vehicle))
        missing |= self._no_supported()
        for security in self._own("securities", ("issuer",), vehicle):
            found |= dict.fromkeys(self._own("guarantees", ("of",), security))
        for guarantee in found:
            kind = guarantee.get("kind", day)
            outside = either(*[is_word(kind, word, self.inputs.support) for word in role.kinds])
            # a reserve of the vehicle's own fails with nobody else
            if outside is not False and guarantee.fields.get("by") is not vehicle:
                missing |= lacking(guarantee, "by")
                truth = both(outside, runs(guarantee, day))
                self._add(held, guarantee.fields.get("by"), truth, guarantee, ("by", "to", "of", "kind"), day)

    def _no_supported(self) -> frozenset[Missing]:
        """Return what is missing of support that names neither a receiver nor classes, the same for every vehicle."""
        if "supports" not in self._unsaid:
            unnamed = [g for g in self.view.section("guarantees") if all(lacking(g, side) for side in ("to", "of"))]
            self._unsaid["supports"] = frozenset(m for g in unnamed for m in lacking(g, "by", "to"))
        return self._unsaid["supports"]

    def _records(
        self, section: str, sides: tuple[str, ...], vehicle: Thing, missing: set[Missing], told: tuple[str, ...]
    ) -> list[Thing]:
        """Return the records of a section that name a vehicle, and enter what is missing of these and of those that may name it."""
        key = f"{section} {sides}"
        if key not in self._unsaid:
            unnamed = (r for r in self.view.section(section) if lacking(r, *sides))
            self._unsaid[key] = frozenset(m for r in unnamed for m in lacking(r, *told))
        own = self._own(section, sides, vehicle)
        missing |= self._unsaid[key].union(*(lacking(record, *told) for record in own))
        return own

    def _own(self, section: str, sides: tuple[str, ...], thing: Thing) -> list[Thing]:
        kept = self._kept.setdefault((section, sides), {})
        if not kept:
            for side in sides:
                for named, records in index(self.view.section(section), side).items():
                    kept.setdefault(named, []).extend(records)
        return kept.get(thing, [])


_RELATIONS: dict[str, Callable[..., None]] = {
    "gives": Failing._gives,
    "gives_on": Failing._gives,
    "holds": Failing._holds,
    "keeps_account": Failing._keeps_account,
    "hedges": Failing._hedges,
    "supports": Failing._supports,
}
