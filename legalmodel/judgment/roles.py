"""Which hops, vehicles, classes and failing parties a deal has, and which of them a subject belongs to."""

from collections.abc import Iterable

from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Missing, U
from legalmodel.graph.graph import Graph
from legalmodel.model.types import WORDS

ROLE_WORDS = {"transferor": "originator", "trustee": "trustee", "servicer": "servicer", "account_bank": "account bank"}
"""Role of a party that may fail -> the word for it in a report."""


class Failing:
    """A party that may fail, in its roles towards one vehicle."""

    __slots__ = ("party", "roles", "vehicle")

    def __init__(self, party: Thing, vehicle: Thing, roles: tuple[str, ...]) -> None:
        self.party, self.vehicle, self.roles = party, vehicle, roles


_LISTED_IN = {
    "transferor": ("trusts", "transfers"),
    "trustee": (),
    "servicer": ("agencies",),
    "account_bank": ("agencies", "accounts"),
}
"""Role of a party that may fail -> the sections that say who has it."""


class Roles:
    """The structure that conclusions are drawn for, read once from the graph, over the whole life of the deal."""

    __slots__ = ("_named", "_unsaid", "classes", "failing", "graph", "hops", "vehicles")

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.hops = tuple(graph.section("trusts").known) + tuple(graph.section("transfers").known)
        self.classes = tuple(graph.section("securities").known)
        self.vehicles = self._find_vehicles()
        self._named: dict[Thing, tuple[Thing, ...]] = {}
        self.failing = tuple(f for v in self.vehicles for f in self._find_failing(v))
        self._unsaid: dict[tuple[str, Thing], frozenset[Missing]] = {}

    def _find_vehicles(self) -> tuple[Thing, ...]:
        issuers = _things(s.fields.get("issuer") for s in self.classes)
        trusts = _things(t.fields.get("estate") for t in self.graph.section("trusts"))
        return tuple(dict.fromkeys([*issuers, *trusts]))

    def _find_failing(self, vehicle: Thing) -> list[Failing]:
        roles: dict[Thing, list[str]] = {}
        for role, parties in self._by_role(vehicle).items():
            for party in parties:
                roles.setdefault(party, []).append(role)
        return [Failing(party, vehicle, tuple(dict.fromkeys(names))) for party, names in roles.items()]

    def _by_role(self, vehicle: Thing) -> dict[str, list[Thing]]:
        banks = [a.fields.get("bank") for a in self.graph.section("accounts") if a.fields.get("holder") is vehicle]
        return {
            "transferor": self._upstream(vehicle),
            "trustee": _things([vehicle.fields.get("held_by")]),
            "servicer": self.agents("servicing", vehicle),
            "account_bank": [*self.agents("cash_custody", vehicle), *self.agents("account_keeping", vehicle), *_things(banks)],
        }

    def _upstream(self, vehicle: Thing) -> list[Thing]:
        found: list[Thing] = []
        waiting, seen = [vehicle], {vehicle}
        while waiting:
            target = waiting.pop()
            for hop in self.hops:
                giver = hop.fields.get("transferor")
                if hop.fields.get("transferee") is target and isinstance(giver, Thing) and giver not in seen:
                    seen.add(giver)
                    waiting.append(giver)
                    found.append(person(giver))
        return found

    def agents(self, function: str, principal: Thing) -> list[Thing]:
        """Return who was ever appointed to a function by a vehicle, or by its holder for it."""
        employers = {principal, principal.fields.get("held_by")}
        return _things(
            a.fields.get("agent")
            for a in self.graph.section("agencies")
            if a.fields.get("principal") in employers and _belongs(a.fields.get("function"), function)
        )

    def unsure(self, failing: Failing) -> frozenset[Missing]:
        """Return the facts that would tell whether a party has a further role towards the vehicle."""
        found: set[Missing] = set()
        for role in (r for r in _LISTED_IN if r not in failing.roles):
            key = (role, failing.vehicle)
            if key not in self._unsaid:
                open_lists = [self.graph.section(section).open for section in _LISTED_IN[role]]
                self._unsaid[key] = self._not_said(*key).union(*open_lists)
            found |= self._unsaid[key]
        return frozenset(found)

    def _not_said(self, role: str, vehicle: Thing) -> frozenset[Missing]:
        if role == "trustee":
            return _lacking(vehicle, "held_by") if vehicle.sort == "estate" else frozenset()
        if role == "transferor":
            return frozenset(m for hop in self.hops for m in _lacking(hop, "transferor", "transferee"))
        work = ("servicing",) if role == "servicer" else ("cash_custody", "account_keeping")
        found = {m for a in self.graph.section("agencies") for m in self._may_work(a, work, vehicle)}
        if role == "account_bank":
            kept = (a for a in self.graph.section("accounts") if a.fields.get("holder") is vehicle or _lacking(a, "holder"))
            found |= {m for a in kept for m in _lacking(a, "holder", "bank")}
        return frozenset(found)

    def _may_work(self, agency: Thing, work: tuple[str, ...], vehicle: Thing) -> frozenset[Missing]:
        """Return what is not said of an appointment that may be one to this work for the vehicle."""
        fields = agency.fields
        lacking = _lacking(agency, "agent", "principal", "function")
        if not lacking:
            return lacking
        ours = fields.get("principal") in {vehicle, vehicle.fields.get("held_by")} or _lacking(agency, "principal")
        fitting = any(_belongs(fields.get("function"), w) for w in work) or _lacking(agency, "function")
        return lacking if ours and fitting else frozenset()

    def hops_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the hops that a finding on a subject counts for."""
        if subject in self.hops:
            return (subject,)
        if subject.sort == "pool":
            return tuple(h for h in self.hops if _may_hold(h.fields.get("assets"), subject))
        if subject.sort == "party":
            return tuple(h for h in self.hops if subject is _person_of(h.fields.get("transferor"))) or self.hops
        vehicles = self.vehicles_of(subject)
        return tuple(h for h in self.hops if h.fields.get("transferee") in vehicles) or self.hops

    def vehicles_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the vehicles that a finding on a subject counts for: those it names, else all."""
        if subject not in self._named:
            named = self._things_named(subject)
            self._named[subject] = tuple([v for v in self.vehicles if v in named]) or self.vehicles
        return self._named[subject]

    def _things_named(self, subject: Thing) -> list[Thing]:
        named = [subject, *[v for v in subject.fields.values() if type(v) is Thing]]
        of = subject.fields.get("of")
        named += [t for t in of if isinstance(t, Thing)] if isinstance(of, tuple) else []
        return named + _things([v.fields["issuer"] for v in named if "issuer" in v.fields])

    def failing_of(self, subject: Thing, role: str) -> tuple[Failing, ...]:
        """Return the parties in a role that a finding on a subject counts for: the one it is about, else all in that role."""
        vehicles = self.vehicles_of(subject)
        inside = tuple(f for f in self.failing if role in f.roles and f.vehicle in vehicles)
        if subject.sort == "party":
            return tuple(f for f in inside if f.party is subject)
        agent = subject.fields.get("agent") if subject.sort == "agency" else subject.fields.get("bank")
        if isinstance(agent, Thing) and (about := tuple(f for f in inside if f.party is agent)):
            return about
        giver = _person_of(subject.fields.get("transferor")) if subject in self.hops and role == "transferor" else None
        return tuple(f for f in inside if f.party is giver) or inside

    def classes_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the classes that a finding on a subject counts for."""
        if subject.sort == "security":
            return (subject,)
        of = subject.fields.get("of")
        if isinstance(of, Thing) and of.sort == "security":
            return (of,)
        if subject.sort == "guarantee" and isinstance(of, tuple):
            return tuple(s for s in self.classes if s in of)
        vehicles = self.vehicles_of(subject)
        return tuple(s for s in self.classes if s.fields.get("issuer") in vehicles)


def person(actor: Thing) -> Thing:
    """Return the person behind an estate, if the file names one."""
    holder = actor.fields.get("held_by")
    return holder if isinstance(holder, Thing) else actor


def _person_of(actor: object) -> Thing | None:
    return person(actor) if isinstance(actor, Thing) else None


def _things(values: Iterable[object]) -> list[Thing]:
    steps = (step for v in values for step in ([s for _, s in v.steps] if isinstance(v, Dated) else [v]))
    return list(dict.fromkeys(v for v in steps if isinstance(v, Thing)))


def _may_hold(assets: object, pool: Thing) -> bool:
    """Tell whether a pool is, or may be, among the assets of a hop: they may not be said."""
    return not isinstance(assets, tuple) or pool in assets


def _lacking(thing: Thing, *fields: str) -> frozenset[Missing]:
    """Return what is missing among some fields; one that only changes is known."""
    values = [thing.get(f) for f in fields if type(thing.fields.get(f)) is not Dated]
    return frozenset([m for v in values if type(v) is U for m in v.missing])


def _belongs(word: object, wider: str) -> bool:
    tree = WORDS["function"]
    while isinstance(word, str) and word:
        if word == wider:
            return True
        word = tree.get(word, "")
    return False
