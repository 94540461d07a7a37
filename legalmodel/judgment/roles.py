"""Which hops, vehicles, classes and failing parties a deal has, and which of them a subject belongs to: asked of the graph."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.shared import united
from legalmodel.base.things import Dated, Thing
from legalmodel.base.trees import upwards
from legalmodel.base.values import Facts, Items
from legalmodel.graph.graph import Graph
from legalmodel.graph.roles import roles
from legalmodel.graph.truth import whole
from legalmodel.model.types import WORDS

OF_SUBJECT = ("hop", "vehicle", "class")
"""What questions count for that are asked of the subject of a line."""


class Failing:
    """A party that may fail, in its roles towards one vehicle, or towards a person that holds several.

    ``asked`` are the roles whose questions are asked of it; ``doubts`` what would tell whether it has a role of which that is not sure.
    """

    __slots__ = ("asked", "doubts", "graph", "party", "roles", "vehicle")

    def __init__(self, graph: Graph, party: Thing, vehicle: Thing, held: dict[str, Facts]) -> None:
        self.graph, self.party, self.vehicle = graph, party, vehicle
        self.roles = tuple(held)
        self.asked = tuple(dict.fromkeys(roles()[role].counts_as for role in held))
        self.doubts = united(held.values())

    @property
    def because(self) -> tuple[Fact, ...]:
        """The records by which the party has each of its roles."""
        found = []
        for role in self.roles:
            items = self.graph.ask("may_fail", (role, self.vehicle), None)
            parties = [*items.known, *(party for party, _ in items.doubtful)]
            told = self.graph.why("may_fail", (role, self.vehicle), None)
            found += [fact for party, fact in zip(parties, told, strict=False) if party is self.party]
        return tuple(found)


class Roles:
    """The structure that conclusions are drawn for, read once from the graph, over the whole life of the deal."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.hops = tuple(graph.standing("trusts").known) + tuple(graph.standing("transfers").known)
        self.classes = tuple(graph.standing("securities").known)
        self.vehicles = self._find_vehicles()
        self._named: dict[Thing, tuple[Thing, ...]] = {}
        self._targets: dict[str, dict[Thing, tuple[Any, ...]]] = {}
        self._vehicle_places = {vehicle: place for place, vehicle in enumerate(self.vehicles)}
        self.failing = tuple(f for v in [*self.vehicles, *self._holders_of_several()] for f in self._find_failing(v))
        self._unsaid: dict[tuple[str, Thing], Facts] = {}
        self._by_role: dict[str, dict[Thing, list[Failing]]] = {}
        self._everybody: dict[tuple[str, tuple[Thing, ...]], tuple[Failing, ...]] = {}

    def _find_vehicles(self) -> tuple[Thing, ...]:
        issuers = _things(s.fields.get("issuer") for s in self.classes)
        trusts = _things(t.fields.get("estate") for t in self.graph.standing("trusts"))
        return tuple(dict.fromkeys([*issuers, *trusts]))

    def _holders_of_several(self) -> list[Thing]:
        """Return the persons who hold several estates, one of them a vehicle: what they appoint is of none in particular."""
        count: dict[Thing, int] = {}
        for estate in self.graph.section("estates"):
            for holder in _things([estate.fields.get("held_by")]):
                count[holder] = count.get(holder, 0) + 1
        holders = _things(v.fields.get("held_by") for v in self.vehicles if v.sort == "estate")
        return [holder for holder in holders if count.get(holder, 0) > 1 and holder not in self.vehicles]

    def _find_failing(self, vehicle: Thing) -> list[Failing]:
        held: dict[Thing, dict[str, Facts]] = {}
        # a person who holds several estates is reached by appointments; what a relation names is an estate of its own
        for role in [r for r in roles().values() if vehicle in self.vehicles or r.functions]:
            items: Items = self.graph.ask("may_fail", (role.id, vehicle), None)
            for party in items.known:
                held.setdefault(party, {})[role.id] = frozenset()
            for party, doubt in items.doubtful:
                held.setdefault(party, {})[role.id] = doubt.missing
        return [Failing(self.graph, party, vehicle, of) for party, of in held.items()]

    def unsure(self, failing: Failing) -> Facts:
        """Return the facts that would tell whether a party has a further role towards the vehicle."""
        # of a role that it has already, more appointments to it change nothing that is asked
        further = dict.fromkeys(r.counts_as for r in roles().values() if r.opens and r.counts_as not in failing.asked)
        return united((failing.doubts, *(self._open(role, failing.vehicle) for role in further)))

    def _open(self, counts_as: str, vehicle: Thing) -> Facts:
        key = (counts_as, vehicle)
        if key not in self._unsaid:
            found = [
                self.graph.ask("may_fail", (r.id, vehicle), None).open for r in roles().values() if r.counts_as == counts_as
            ]
            self._unsaid[key] = united(found)
        return self._unsaid[key]

    def targets_of(self, subject: Thing, counts_for: str) -> tuple[Any, ...]:
        """Return the hops, vehicles, classes or failing parties that a finding on a thing counts for."""
        kept = self._targets.setdefault(counts_for, {})
        if subject not in kept:
            ask = {"hop": self.hops_of, "vehicle": self.vehicles_of, "class": self.classes_of}.get(counts_for)
            kept[subject] = ask(subject) if ask else self.failing_of(subject, counts_for)
        return kept[subject]

    def hops_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the hops that a finding on a subject counts for."""
        by = self._hops_by
        if subject.sort in ("trust", "transfer") and subject in by["itself"]:
            return (subject,)
        if subject.sort == "pool":
            # a hop that does not say what it passes may pass this pool too
            return _in_order(self.hops, (*by["assets"].get(subject, ()), *by["assets"].get(None, ())))
        if subject.sort == "party":
            # who gives nothing is still somebody in the deal: left to no hop, the finding would reach no reader
            return _in_order(self.hops, by["giver"].get(whole(subject), ())) or self.hops
        vehicles = self.vehicles_of(subject)
        if vehicles is self.vehicles:
            # it names no vehicle, so it is about all of them and the hops to any
            return self._taken_over
        return _in_order(self.hops, [n for v in vehicles for n in by["taker"].get(v, ())]) or self.hops

    @cached_property
    def _hops_by(self) -> dict[str, dict[Any, list[int]]]:
        """Return where the hops stand by what is asked of them; of what a hop holds it may say nothing."""
        hops = self.hops
        return {
            "itself": _places([[hop] for hop in hops]),
            "assets": _places([set(of) if isinstance(of := hop.fields.get("assets"), tuple) else [None] for hop in hops]),
            "giver": _places([[_person_of(hop.fields.get("transferor"))] for hop in hops]),
            "taker": _places([[hop.fields.get("transferee")] for hop in hops]),
        }

    @cached_property
    def _taken_over(self) -> tuple[Thing, ...]:
        """Return the hops to any vehicle, all if there is none."""
        vehicles = set(self.vehicles)
        return tuple([hop for hop in self.hops if hop.fields.get("transferee") in vehicles]) or self.hops

    def vehicles_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the vehicles that a finding on a subject counts for: those it names, else all."""
        if subject not in self._named:
            named = self._things_named(subject)
            places = self._vehicle_places
            # where it names none the very tuple of all is given back, by which who asks can tell
            self._named[subject] = _in_order(self.vehicles, [places[v] for v in set(named) if v in places]) or self.vehicles
        return self._named[subject]

    def _things_named(self, subject: Thing) -> list[Thing]:
        named = [subject, *[v for v in subject.fields.values() if type(v) is Thing]]
        of = subject.fields.get("of")
        # support of several classes concerns the vehicles that issued them, which it need not name
        named += [t for t in of if isinstance(t, Thing)] if isinstance(of, tuple) else []
        return named + _things([v.fields["issuer"] for v in named if "issuer" in v.fields])

    def failing_of(self, subject: Thing, role: str) -> tuple[Failing, ...]:
        """Return the parties in a role that a finding on a subject counts for: the one it is about, else all in that role."""
        vehicles = self.vehicles_of(subject)
        by_party = self._in_role(role)
        if subject.sort == "party":
            return self._towards(by_party.get(whole(subject), ()), vehicles)
        agent = subject.fields.get("agent") if subject.sort == "agency" else subject.fields.get("bank")
        # a hop is about whoever gives in it, and only where that party fails as one that gave
        giver = subject.fields.get("transferor") if subject in self.hops and role == "transferor" else None
        about = whole(agent) if isinstance(agent, Thing) else _person_of(giver)
        if about is not None and (found := self._towards(by_party.get(about, ()), vehicles)):
            return found
        return self._all_towards(role, vehicles)

    def _in_role(self, role: str) -> dict[Thing, list[Failing]]:
        """Return the parties of whom the questions of a role are asked, each with the vehicles towards which it may fail."""
        # looked up and not gone through: a deal of thousands of agents has as many parties that may fail
        if role not in self._by_role:
            found: dict[Thing, list[Failing]] = {}
            for failing in [f for f in self.failing if role in f.asked]:
                found.setdefault(failing.party, []).append(failing)
            self._by_role[role] = found
        return self._by_role[role]

    def _towards(self, failing: Iterable[Failing], vehicles: tuple[Thing, ...]) -> tuple[Failing, ...]:
        return tuple(
            # the very tuple of all vehicles says that the subject names none; who holds several estates counts towards each
            [f for f in failing if vehicles is self.vehicles or f.vehicle in vehicles or f.vehicle not in self.vehicles]
        )

    def _all_towards(self, role: str, vehicles: tuple[Thing, ...]) -> tuple[Failing, ...]:
        key = (role, vehicles)
        if key not in self._everybody:
            self._everybody[key] = self._towards([f for found in self._in_role(role).values() for f in found], vehicles)
        return self._everybody[key]

    def kinds_of(self, subject: Thing) -> frozenset[str] | None:
        """Return the words for what the vehicle of a line is: an estate by its kind, a company by its legal form, with the words above it.

        None if that is not known: then every question is asked.
        """
        vehicle = subject.fields.get(
            {"security": "issuer", "trust": "estate", "transfer": "transferee"}.get(subject.sort, ""), subject
        )
        if not isinstance(vehicle, Thing):
            return None
        tree, field = ("estate_kind", "kind") if vehicle.sort == "estate" else ("form", "form")
        word = vehicle.fields.get(field)
        return frozenset(upwards(word, WORDS[tree])) if isinstance(word, str) else None

    def classes_of(self, subject: Thing) -> tuple[Thing, ...]:
        """Return the classes that a finding on a subject counts for."""
        if subject.sort == "security":
            return (subject,)
        of = subject.fields.get("of")
        if isinstance(of, Thing) and of.sort == "security":
            return (of,)
        if subject.sort == "guarantee" and isinstance(of, tuple):
            among = set(of)
            return tuple([s for s in self.classes if s in among])
        vehicles = self.vehicles_of(subject)
        # it names no vehicle, so it is about every class that one of them issued
        if vehicles is self.vehicles:
            return self._issued
        return _in_order(self.classes, [n for v in vehicles for n in self._classes_by_issuer.get(v, ())])

    @cached_property
    def _classes_by_issuer(self) -> dict[Any, list[int]]:
        return _places([[security.fields.get("issuer")] for security in self.classes])

    @cached_property
    def _issued(self) -> tuple[Thing, ...]:
        vehicles = set(self.vehicles)
        return tuple([security for security in self.classes if security.fields.get("issuer") in vehicles])


def person(actor: Thing) -> Thing:
    """Return the person behind an estate, if the file names one; a branch is its bank."""
    holder = actor.fields.get("held_by")
    return whole(holder if isinstance(holder, Thing) else actor)


def _person_of(actor: object) -> Thing | None:
    return person(actor) if isinstance(actor, Thing) else None


def _things(values: Iterable[object]) -> list[Thing]:
    steps = (step for v in values for step in ([s for _, s in v.steps] if isinstance(v, Dated) else [v]))
    return list(dict.fromkeys(v for v in steps if isinstance(v, Thing)))


def _places(keys: Iterable[Iterable[Any]]) -> dict[Any, list[int]]:
    """Return for each key where in a list the things stand that have it."""
    found: dict[Any, list[int]] = {}
    for place, each in enumerate(keys):
        for key in each:
            if key is None or isinstance(key, Thing):
                found.setdefault(key, []).append(place)
    return found


def _in_order(things: tuple[Thing, ...], places: Iterable[int]) -> tuple[Thing, ...]:
    return tuple([things[place] for place in sorted(places)])
