"""From a parsed deal to its graph: every record becomes a thing, and every id the thing it names."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from legalmodel.base.places import Path, Place, dotted
from legalmodel.base.speech import name_of
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import NONE, Band, Items, Missing, Money, Span, U, unknown
from legalmodel.graph.derive.control import Definition
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Cut, Horizon, cut, listed
from legalmodel.graph.precedence import Overruled, Precedence
from legalmodel.graph.shape import BAND, KEYED, MONEY, NESTED, ONE, PLAIN, SEVERAL, Shape, read, shapes, special
from legalmodel.graph.truth import is_class
from legalmodel.model.deal import SECTIONS, SORTS, Deal
from legalmodel.model.parse import currency_of
from legalmodel.model.record import MAPS, Record

Replace = Mapping[Path, Any]
"""Path of a field -> the value to use instead, as the model holds it: an id for a reference, ``NONE``, ``U``."""


def nowhere(path: Path) -> Place | None:  # noqa: ARG001 - the form of a finder of places
    """Find no place: for deals that come from no file."""
    return None


def build(
    deal: Deal,
    place: Callable[[Path], Place | None] = nowhere,
    replace: Replace | None = None,
    definitions: Mapping[str, Definition] | None = None,
    horizon: Horizon | None = None,
) -> Graph:
    """Return the graph of a deal.

    ``place`` finds where a path is written; ``replace`` puts other values in place of those of the file, to see what another
    source would change; ``definitions`` are what control means under each name (``majority`` is there without them); ``horizon``
    are the days that are asked for, which bound what the graph holds: without it all is there, and the file knows all.
    Records, sub-records and their lists keep the order of the file. Never fails on a deal that the model accepts.
    """
    builder = _Builder(deal, replace or {})
    builder.enter_sections()
    builder.fill_all()
    found = cut(builder.facts, builder.things.values(), horizon) if horizon else Cut()
    builder.leave_out(found)
    sections = {name: builder.section(name) for name in SECTIONS}
    graph = Graph(builder.facts, builder.things, builder.records, sections, place, dict(definitions or {}), found)
    graph.overruled = builder.overruled
    graph.said_of_file = deal.status or {}
    return graph


class _Builder:
    __slots__ = ("closed", "currency", "deal", "facts", "found", "overruled", "precedence", "records", "replace", "things")

    def __init__(self, deal: Deal, replace: Replace) -> None:
        self.deal = deal
        self.currency = currency_of(deal)
        self.precedence = Precedence(deal)
        self.overruled: dict[Path, Overruled] = {}
        self.closed = frozenset(deal.complete or ())
        self.things: dict[Path, Thing] = {}
        self.records: dict[Path, Record] = {}
        self.found: dict[str, dict[str, Thing]] = {s: {} for s in ("any", *SECTIONS.values(), *SORTS.values())}
        self.facts = Thing("deal", "deal", ("deal",))
        self.replace: dict[Path, dict[str, Any]] = {}
        for path, value in replace.items():
            self.replace.setdefault(path[:-1], {})[path[-1]] = value

    def enter_sections(self) -> None:
        """Make a thing for every record of every section, before any reference is resolved."""
        for section, sort in SECTIONS.items():
            records = getattr(self.deal, section)
            if not isinstance(records, dict):
                continue
            wide = self.found[SORTS.get(sort, sort)]
            for id, record in records.items():
                thing = Thing(sort, id, (section, id))
                self.enter(thing, record)
                self.found[sort][id] = wide[id] = thing
                # an id is used once in a file; a deal made in memory may break that, and then the first keeps it
                self.found["any"].setdefault(id, thing)

    def enter(self, thing: Thing, record: Record) -> None:
        self.things[thing.path] = thing
        self.records[thing.path] = record

    def fill_all(self) -> None:
        # filling a record enters those inside it, which would change the table while it is gone through
        tops = list(self.things.values())
        if self.deal.deal is not None:
            self.enter(self.facts, self.deal.deal)
            tops.append(self.facts)
        for thing in tops:
            self.fill(thing, self.records[thing.path])
            if thing.sort == "party":
                _identify(thing)
            elif thing.sort == "trust":
                _two_sides(thing)

    def fill(self, thing: Thing, record: Record) -> None:
        """Give a thing the fields of its record."""
        fields, path = thing.fields, thing.path
        other = special(type(record))
        for name, value in record.__dict__.items():
            if value is None or name in MAPS:
                continue
            shape = other.get(name)
            fields[name] = value if shape is None else self.value(shape, (*path, name), value)
        # after the values: what a record says it does not know stands above whatever else it holds
        if record.unknown:
            for name, reason in record.unknown.items():
                fields[name] = unknown((*path, name), reason)
        if record.sourced and not self.precedence.empty:
            self.prevail(thing, record)
        if record.dated:
            self.date(thing, record)
        # last of all: who judges on the other source's value means that one, whatever prevails or is dated
        if path in self.replace:
            self.put(thing, shapes(type(record)), self.replace[path])
        for name, shape in other.items():
            # a loop over a list that was left out has to find one: empty, and open unless the file closes it
            if shape.form is KEYED and shape.of_law and not isinstance(fields.get(name), Items):
                fields[name] = self.no_list((*path, name), fields.get(name))

    def leave_out(self, found: Cut) -> None:
        """Take what begins later out of the lists within records; what a field names stays reachable."""
        for path in dict.fromkeys(t.path[:-1] for t in (*found.later, *(t for t, _ in found.perhaps)) if len(t.path) > 2):
            record = self.things.get(path[:-1], self.facts).fields
            if isinstance(items := record.get(path[-1]), Items):
                record[path[-1]] = listed(items, found)

    def value(self, shape: Shape, path: Path, value: Any) -> Any:
        """Turn a value of the model into one of the graph."""
        if value is NONE or isinstance(value, U | Thing | Items) or shape.form is PLAIN:
            return Items(()) if value is NONE and shape.form is KEYED else value
        if shape.form is BAND:
            return value.at(path) if type(value) is Band else value
        if shape.form is MONEY:
            return value if value.currency else Money(value.amount, self.currency)
        if shape.form is ONE:
            if type(value) is tuple:
                return self.together(shape.sort, path, value)
            # a name that nobody has was told when the file was checked; what is built from parts of a deal may still hold one
            return self.found[shape.sort].get(value) or unknown(path, "undefined")
        if shape.form is SEVERAL:
            named = tuple(each if isinstance(each, Thing) else self.found[shape.sort].get(each) for each in value)
            # one name that leads nowhere leaves open who is in the list at all
            return unknown(path, "undefined") if None in named else named
        if shape.form is NESTED:
            return self.inner(shape.sort, path, value)
        known = tuple(self.inner(shape.sort, (*path, id), record) for id, record in value.items())
        return Items(known, frozenset() if shape.whole else self.openness(path))

    def together(self, sort: str, path: Path, ids: tuple[str, ...]) -> Any:
        """Return one thing for several persons in one place: what all of them have in common it has, the rest depends on whom."""
        found = [self.found[sort].get(id) for id in ids]
        members = tuple(thing for thing in found if thing is not None)
        if len(members) < len(ids):
            return unknown(path, "undefined")
        # none of them alone stands in this place, so that no comparison with one person is sure
        thing = Thing(sort, "+".join(ids), path, certain=False)
        thing.members = members
        # yet it is surely none of those who are not among them
        thing.excluded = frozenset(t.path for t in self.found["actor"].values() if t not in members)
        for name in dict.fromkeys(name for member in members for name in member.fields):
            values = [member.fields.get(name) for member in members]
            alike = all(type(value) is type(values[0]) and value == values[0] for value in values)
            thing.fields[name] = values[0] if alike else unknown((*path, name), "several")
        thing.fields["name"] = " and ".join(name_of(member) for member in members)
        return thing

    def inner(self, sort: str, path: Path, record: Record) -> Thing:
        thing = Thing(sort, path[-1], path)
        self.enter(thing, record)
        self.fill(thing, record)
        return thing

    def date(self, thing: Thing, record: Record) -> None:
        known = shapes(type(record))
        for name, steps in (record.dated or {}).items():
            if shape := known.get(name):
                path = (*thing.path, name)
                values = ((_day(day), self.value(shape, path, read(shape, path, raw))) for day, raw in steps.items())
                thing.fields[name] = Dated(tuple(sorted(values, key=lambda step: step[0])))

    def prevail(self, thing: Thing, record: Record) -> None:
        """Take the value of the document that prevails, where the one relied on yields to it (semantics, section F)."""
        known = shapes(type(record))
        for name, values in (record.sourced or {}).items():
            path, shape = (*thing.path, name), known.get(name)
            if shape is None:
                continue
            said = {id: self.plain(read(shape, path, raw)) for id, raw in values.items()}
            # currencies are filled in on both sides first: 301m and CNY 301m are no conflict
            if found := self.precedence.decide(self.plain(record.__dict__.get(name)), said):
                self.overruled[path] = found
                thing.fields[name] = self.value(shape, path, found.value)

    def plain(self, value: Any) -> Any:
        """Return a value with the currency that an amount leaves out."""
        return Money(value.amount, self.currency) if isinstance(value, Money) and not value.currency else value

    def put(self, thing: Thing, known: dict[str, Shape], values: dict[str, Any]) -> None:
        for name, value in values.items():
            if shape := known.get(name):
                thing.fields[name] = self.value(shape, (*thing.path, name), value)

    def no_list(self, path: Path, value: Any) -> Items:
        """Return the list that a record does not give: empty, and open unless the file says that it is complete."""
        return Items((), value.missing if isinstance(value, U) else self.openness(path))

    def openness(self, path: Path) -> frozenset[Missing]:
        return frozenset() if self.closed and dotted(path) in self.closed else frozenset((Missing(path, "open list"),))

    def section(self, name: str) -> Items:
        records = getattr(self.deal, name)
        if records is NONE:
            return Items(())
        reason = (self.deal.unknown or {}).get(name)
        missing = frozenset((Missing((name,), reason),)) if reason else self.openness((name,))
        return Items(tuple(self.things[name, id] for id in records or ()), missing)


def _day(text: str) -> date:
    """Read the day of a step; one that is no day of the calendar counts from the beginning."""
    try:
        return Span.of(text).first
    except ValueError:
        return date.min


def _identify(party: Thing) -> None:
    """Tell whether a party is one known person; the members of a class may be of any form."""
    party.plural = is_class(party)
    name = party.fields.get("name")
    names = [step for _, step in name.steps] if isinstance(name, Dated) else [name]
    party.certain = all(isinstance(each, str) for each in names) and not party.plural
    excludes = party.fields.get("excludes")
    party.excluded = frozenset(p.path for p in excludes if isinstance(p, Thing)) if isinstance(excludes, tuple) else frozenset()
    if party.fields.get("form") == "class":
        # ``class`` is no legal form: a rule on forms has to wait for who its members are
        party.fields["form"] = unknown((*party.path, "form"), "identity")


def _two_sides(trust: Thing) -> None:
    """Give a trust what every hop has: who gives (the settlor) and who takes (the estate, else the trustee)."""
    fields = trust.fields
    fields["transferor"] = fields.get("settlor", unknown((*trust.path, "settlor")))
    taker = fields.get("estate", NONE)
    # a trust without an estate of its own leaves the trustee as the one who takes
    fields["transferee"] = fields.get("trustee", unknown((*trust.path, "estate"))) if taker is NONE else taker
