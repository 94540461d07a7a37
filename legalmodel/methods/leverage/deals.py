"""Deals of one originator, read and joined: who is the same in several files, by identifiers; by name alone only where that is asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited
from legalmodel.base.language import say
from legalmodel.base.speech import forms_of, name_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Items, Span
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.turns import day_of, under_of
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read


class Told(NamedTuple):
    """One deal file, read: its name and its graph; ``number`` counts the files as they were given."""

    number: int
    file: str
    name: str
    graph: Graph

    def things(self, section: str) -> tuple[Thing, ...]:
        """Return the records of a section."""
        return self.graph.section(section).known

    def place(self, path: tuple[str, ...]) -> str:
        """Say where a record stands."""
        return str(self.graph.place(path) or self.file)


Same = tuple[str, str]
"""What is the same in several files: a sort and a key (an identifier, a name, or a file with a path in it)."""


class Joined(NamedTuple):
    """Who is who over several deals: the key of each actor, the name of each key, and which keys rest on a name alone.

    ``perhaps`` are names that stand in several files without a common identifier and were not joined.
    """

    keys: dict[tuple[int, tuple[str, ...]], Same]
    names: dict[Same, str]
    by_name: frozenset[Same]
    perhaps: tuple[str, ...]

    def key(self, deal: Told, thing: Thing) -> Same:
        """Return the key of an actor of a deal."""
        return self.keys[deal.number, thing.path]


def read_deals(files: Sequence[Path]) -> list[Told]:
    """Read deals.

    Raises BadInput with the faults of all files.
    """
    found, faults = [], list[Fault]()
    for number, file in enumerate(files):
        try:
            found.append(told(read(file), number))
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(limited(faults))
    return found


def told(source: Source, number: int = 0) -> Told:
    """Read a deal from a source.

    Raises BadInput with every fault of the file.
    """
    graph = build(parse(source), source.place)
    return Told(number, source.name, name_of(graph.deal), graph)


def join(deals: Sequence[Told], by_name: bool = False) -> Joined:
    """Find who is the same in several deals: who has a common identifier; with ``by_name`` also who has a common name and seat."""
    parent: dict[Same, Same] = {}

    def root(key: Same) -> Same:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    def unite(own: Same, key: Same) -> None:
        """Put two together, unless they then had two identifiers of a kind of which nobody has two."""
        top, other = root(own), root(key)
        mine, theirs = alone_codes.get(top, {}), alone_codes.get(other, {})
        if all(theirs.get(kind, code) == code for kind, code in mine.items()):
            parent[top] = other
            alone_codes[other] = {**theirs, **mine}

    actors = [(d, t) for d in deals for section in ("parties", "estates") for t in d.things(section)]
    # who a class of persons is, or one unnamed, is not known
    sure = [(d, t) for d, t in actors if t.certain and not t.plural]
    alone_codes: dict[Same, dict[str, str]] = {_own(d, t): _alone_codes(t) for d, t in sure}
    named: dict[Same, list[tuple[Told, Thing]]] = {}
    for deal, thing in sure:
        for key in _codes(thing):
            unite(_own(deal, thing), key)
    for deal, thing in sure:
        # a natural person is joined by no name, and named nowhere
        for key in _named(thing) if latest(thing.fields.get("form")) != "natural_person" else ():
            if by_name:
                unite(_own(deal, thing), key)
            named.setdefault(key, []).append((deal, thing))
    keys = {(d.number, t.path): root(_own(d, t)) for d, t in actors}
    where: dict[Same, list[tuple[Told, Thing]]] = {}
    for deal, thing in actors:
        where.setdefault(keys[deal.number, thing.path], []).append((deal, thing))
    alone = frozenset(key for key, found in where.items() if _on_name_alone(found))
    perhaps = {
        name_of(found[0][1])
        for found in named.values()
        if len({d.number for d, _ in found}) > 1 and len({keys[d.number, t.path] for d, t in found}) > 1
    }
    return Joined(keys, {key: name_of(found[0][1]) for key, found in where.items()}, alone, tuple(sorted(perhaps)))


def _own(deal: Told, thing: Thing) -> Same:
    return (thing.sort, f"{deal.number}:{'.'.join(thing.path)}")


def _alone_codes(thing: Thing) -> dict[str, str]:
    """Return the identifiers of kinds of which nobody has two."""
    return {field: code.upper() for field in ("lei", "uscc") if isinstance(code := latest(thing.fields.get(field)), str)}


def _codes(thing: Thing) -> Iterator[Same]:
    for field in ("lei", "uscc"):
        if isinstance(code := latest(thing.fields.get(field)), str):
            yield thing.sort, f"{field}:{code.upper()}"
    listed = thing.fields.get("identifiers")
    for each in listed if isinstance(listed, Items) else ():
        kind, code = latest(each.fields.get("kind")), latest(each.fields.get("code"))
        if isinstance(kind, str) and isinstance(code, str):
            yield thing.sort, f"{kind.casefold()}:{code.upper()}"


def _named(thing: Thing) -> Iterator[Same]:
    """Yield the names of a thing with its seat: of two companies with one name in two places neither is the other."""
    seat = latest(thing.fields.get("seat"))
    if thing.fields.get("name") is not None:
        for name in _forms(thing):
            yield thing.sort, f"{' '.join(name.casefold().split())}@{seat if isinstance(seat, str) else ''}"


def _forms(thing: Thing) -> tuple[str, ...]:
    """Return a name in all its languages, whatever language is asked for."""
    return forms_of(thing) or (name_of(thing),)


def _on_name_alone(found: list[tuple[Told, Thing]]) -> bool:
    """Tell whether some of those joined share no identifier with any other."""
    counts = Counter(code for _, t in found for code in set(_codes(t)))
    return len(found) > 1 and any(all(counts[code] < 2 for code in _codes(t)) for _, t in found)


class Plan(NamedTuple):
    """One vehicle that took loans and issued classes: its hops, later purchases, pools and classes.

    ``givers`` are those who gave the loans first, by the path of the hop by which they came to the vehicle.
    """

    deal: Told
    id: str
    issuer: Thing
    givers: dict[tuple[str, ...], Thing]
    hops: tuple[Thing, ...]
    purchases: tuple[Thing, ...]
    pools: tuple[Thing, ...]
    classes: tuple[Thing, ...]

    @property
    def name(self) -> str:
        """Return the name of the vehicle."""
        return name_of(self.issuer)

    @property
    def closed(self) -> Span | None:
        """Return the day of issue: of the classes, else of the deal, else of the first hop with a day; None if none is known."""
        issued = [s for c in self.classes if isinstance(s := latest(c.fields.get("issued")), Span)]
        if issued:
            return min(issued)
        closing = latest(self.deal.graph.deal.fields.get("closing"))
        if isinstance(closing, Span):
            return closing
        days = [day for hop in self.hops if (day := day_of(hop)) is not None]
        return Span(days[0], days[0]) if days else None


def plans_of(deal: Told) -> list[Plan]:
    """Return the vehicles of a deal that issue classes and to which somebody gave assets, by one hop or several."""
    return [plan for plan in vehicles_of(deal) if plan.givers and _packs_loans(plan)]


def _packs_loans(plan: Plan) -> bool:
    """Tell whether loans came to a vehicle, or nobody says what: one that took only classes of others packs them a second time."""
    assets = [a for h in (*plan.hops, *plan.purchases) for a in _assets(h)]
    return not assets or any(a.sort == "pool" and latest(a.fields.get("securitisation_positions")) != 1 for a in assets)


def vehicles_of(deal: Told) -> list[Plan]:
    """Return all who issue classes in a deal, each with who first gave the assets, as far as that is told."""
    hops = [h for section in ("trusts", "transfers") for h in deal.things(section)]
    by_taker: dict[tuple[str, ...], list[Thing]] = {}
    for hop in hops:
        if (taker := _end(hop, "transferee")) is not None:
            by_taker.setdefault(taker.path, []).append(hop)
    issued: dict[tuple[str, ...], list[Thing]] = {}
    issuers: dict[tuple[str, ...], Thing] = {}
    for each in deal.things("securities"):
        issuer = latest(each.fields.get("issuer"))
        if isinstance(issuer, Thing):
            issuers[issuer.path] = issuer
            issued.setdefault(issuer.path, []).append(each)
    found = []
    for path, issuer in issuers.items():
        own = by_taker.get(path, [])
        first, bought = [h for h in own if under_of(h) is None], [h for h in own if under_of(h) is not None]
        givers = {hop.path: giver for hop in own if (giver := _first_giver(hop, by_taker)) is not None}
        pools = {a.path: a for h in own for a in _assets(h) if a.sort == "pool"}
        classes = sorted(issued[path], key=_rank)
        found.append(Plan(deal, issuer.id, issuer, givers, tuple(first), tuple(bought), tuple(pools.values()), tuple(classes)))
    return found


def _first_giver(hop: Thing, by_taker: dict[tuple[str, ...], list[Thing]]) -> Thing | None:
    """Follow a hop back to who gave first; None where nobody is named. A circle is left where it closes."""
    giver = _end(hop, "transferor")
    seen: set[tuple[str, ...]] = set()
    while giver is not None and giver.path in by_taker and giver.path not in seen:
        seen.add(giver.path)
        above = next(
            (g for h in by_taker[giver.path] if under_of(h) is None and (g := _end(h, "transferor")) is not None), None
        )
        if above is None:
            break
        giver = above
    return giver


def _end(hop: Thing, side: str) -> Thing | None:
    found = latest(hop.fields.get(side))
    return found if isinstance(found, Thing) else None


def _assets(hop: Thing) -> Iterable[Thing]:
    listed = latest(hop.fields.get("assets"))
    return [a for a in listed if isinstance(a, Thing)] if isinstance(listed, Items | tuple) else []


def _rank(security: Thing) -> Any:
    rank = latest(security.fields.get("rank"))
    return (0, rank) if rank is not None and not isinstance(rank, Thing) and _is_number(rank) else (1, 0)


def _is_number(value: object) -> bool:
    from decimal import Decimal

    return isinstance(value, Decimal | int)


def originator_of(plans: Sequence[Plan], joined: Joined, of: str = "") -> Same:
    """Return the one originator of all plans, or the one that is meant by id, name or identifier.

    Raises BadRequest if there is none, or several and none is meant.
    """
    makers = list(dict.fromkeys((p.deal, t) for p in plans for t in p.givers.values()))
    keys = list(dict.fromkeys(joined.key(d, t) for d, t in makers))
    names = say(", ", context="between").join(joined.names[key] for key in keys)
    if not keys:
        raise BadRequest(
            say("no deal tells of loans that somebody gave to a vehicle that issued classes"),
            say("name transferor, transferee and issuer in the deal file"),
        )
    meant = list(dict.fromkeys(joined.key(d, t) for d, t in makers if not of or _is_called(t, of)))
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise BadRequest(say("no originator is called '{of}'", of=of), say("originators: {names}", names=names))
    fix = say("choose one with --of, or join equal names with --by-name: {names}", names=names)
    raise BadRequest(say("the deals have {n} originators", n=len(meant)), fix)


def _is_called(thing: Thing, of: str) -> bool:
    names = (thing.id.casefold(), *(name.casefold() for name in _forms(thing)))
    return of.casefold() in names or any(code.partition(":")[2] == of.upper() for _, code in _codes(thing))
