"""Doubts: the file held against itself (semantics, section F). A doubt changes no fact and no outcome; it is told.

A *contradiction* says that two facts cannot both be true; *odd* is a heuristic; an *own term* is what the deal's documents ask for and the
file shows not to be so. A doubt is settled where the record says under
``checked:`` why its field stands as it does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from legalmodel.base import meter
from legalmodel.base.language import ENGLISH, Phrase, Said, marked, speaking, translation
from legalmodel.base.meter import TooManyLooks
from legalmodel.base.places import Path
from legalmodel.base.speech import field_name, listed, name_of, rounded
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Items, Money, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.budget import to_blame
from legalmodel.judgment.pack import Check, load_pack
from legalmodel.judgment.sentences import words_for
from legalmodel.law.models import split_template
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope

CONTRADICTION, OWN_TERM, ODD = SORTS = "contradiction", "own term", "odd"


class Doubt(NamedTuple):
    """One doubt: the check that tells it, in words, where, with the facts beside it, and further spots with the same fault."""

    check: str
    sort: str
    sentence: Said
    fix: Said
    path: Path
    beside: tuple[Path, ...] = ()
    more: tuple[tuple[Path, Said], ...] = ()


class DoubtsBefore:
    """What each check found of a state of a file before, with the looks it took; ``moved`` are those that may find another thing now."""

    __slots__ = ("by_check", "moved")

    def __init__(self) -> None:
        self.by_check: dict[str, tuple[list[Doubt], int]] = {}
        self.moved: Collection[str] = ()


def doubts_of(graph: Graph, run_day: date, before: DoubtsBefore | None = None) -> tuple[Doubt, ...]:
    """Return the doubts of a deal: contradictions first, then by their place in the file; what is settled is left out.

    What stands from ``before`` is taken as it was found, and what is found now is noted there.
    """
    looker = _Looker(graph, run_day)
    found, left_out = _found(looker, graph, DoubtsBefore() if before is None else before)
    if left_out:
        found.append(_not_run(*left_out))
    found += looker.gives_way()
    found += looker.other_currency()
    return tuple(sorted(found, key=lambda d: (SORTS.index(d.sort), graph.place(d.path) or (), d.check)))


def _found(looker: "_Looker", graph: Graph, before: DoubtsBefore) -> tuple[list[Doubt], list[tuple[str, Path]]]:
    """Return what the checks find, and those that would hold too many records each against each, with the section to blame."""
    found: list[Doubt] = []
    left_out: list[tuple[str, Path]] = []
    left = meter.LOOKS_MAX // 2
    for check in load_pack().checks:
        most = min(left, meter.LOOKS_MAX // 10)  # so that one that takes too long leaves something for the others
        stands = before.by_check.get(check.id) if check.id not in before.moved else None
        if stands is None or stands[1] > most:
            before.by_check.pop(check.id, None)
            try:
                with graph.meter.at_most(most):
                    stands = before.by_check[check.id] = list(looker.of(check)), graph.meter.looked
            except TooManyLooks as error:
                left_out.append((check.id, (to_blame(graph, error.items),)))
                stands = [], graph.meter.looked
        found += stands[0]
        left -= min(most, stands[1])
    return found, left_out


def _not_run(first: tuple[str, Path], *others: tuple[str, Path]) -> Doubt:
    checks = Phrase("{first} and {count} more", first=f"'{first[0]}'", count=len(others)) if others else f"'{first[0]}'"
    said = Phrase(
        "The check {checks} of the file against itself was not run: too many records would have to be compared with each other.",
        checks=checks,
    )
    return Doubt("too-much-to-compare", "odd", said, Phrase("check a file with fewer records here"), first[1])


class _Whole:
    """The deal with all that the file records, whenever it ran: a file is held against itself as a whole."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.deal = graph, graph.deal
        self.kept: dict[str, Items] = {}
        self.ask, self.why, self.assumed = graph.ask, graph.why, graph.assumed
        self.fact, self.change_days, self.meter = graph.fact, graph.change_days, graph.meter
        self.remembered: dict[Any, Any] = {}

    def listed(self, name: str, day: date | None) -> Items:  # noqa: ARG002 - what a loop sees does not hang on the day here
        """Return the records of a section."""
        return self.ever(name)

    def ever(self, name: str) -> Items:
        """Return the records of a section."""
        return self.graph.section(name)


class _AsListed(_Whole):
    """The same as if every section named all there is."""

    def ever(self, name: str) -> Items:
        """Return the records of a section, without what it may leave out."""
        if name not in self.kept:  # one list, which keeps its indexes and the looks at it
            listed = self.graph.section(name)
            self.kept[name] = Items(listed.known, frozenset(), listed.doubtful)
        return self.kept[name]


class _Looker:
    """Runs the checks on one graph."""

    def __init__(self, graph: Graph, run_day: date) -> None:
        self.graph, self.run_day = graph, run_day
        self.today, self.whole, self.listed = Span(run_day, run_day), _Whole(graph), _AsListed(graph)
        self.by_sort: dict[str, list[Thing]] = {"deal": [graph.deal]}
        later = {t.path for t in graph.cut.later}
        for thing in graph.things.values():
            if thing.sort != "deal" and not later.intersection(thing.path[:n] for n in range(2, len(thing.path) + 1)):
                self.by_sort.setdefault(thing.sort, []).append(thing)
        self._values: dict[str, list[tuple[Thing, str, Any]]] = {}

    def of(self, check: Check) -> Iterable[Doubt]:
        """Return what one check finds."""
        return self._each(check) if check.each else self._every(check)

    def _each(self, check: Check) -> Iterator[Doubt]:
        told: list[Any] = []
        for sort in _SORTS_OF.get(check.each, (check.each,)):
            for record in self.by_sort.get(sort, ()):
                world = self.listed if check.as_listed else self.whole
                scope = Scope({check.each: record, "today": self.today}, self.run_day, world)
                # only what is surely wrong is told: a doubt on a fact that is missing would be noise
                if check.wrong.run(scope) is True and not self.settled(record, check.at):
                    # many records that share a value share the fault, and it is mended in one place
                    if check.once and record.fields.get(check.at) in told:
                        continue
                    told.append(record.fields.get(check.at))
                    beside = tuple([(*record.path, field) for field in check.beside if field in record.fields])
                    yield self._doubt(check, scope, self._path(record, check.at), beside)

    def _every(self, check: Check) -> Iterator[Doubt]:
        """Find all values of a kind with the same fault; they are one doubt."""
        spots: list[tuple[Path, Scope, Said]] = []
        for record, field, value in self.values(check.every):
            name = f"{record.sort}.{field}"
            if (check.only and name not in check.only) or name in check.but:
                continue
            scope = Scope({"value": value, "today": self.today}, self.run_day, self.whole)
            if check.wrong.run(scope) is True and not self.settled(record, field):
                spots.append(((*record.path, field), scope, _field_of(record, field)))
        if spots:
            path, scope, label = spots[0]
            doubt = self._doubt(check, scope, path, ())
            more = {p: Phrase("{what}: {said}", what=said, said=_words(at.variables["value"])) for p, at, said in spots[1:]}
            yield doubt._replace(sentence=Phrase("{what}: {said}", what=label, said=doubt.sentence), more=tuple(more.items()))

    def _doubt(self, check: Check, scope: Scope, path: Path, beside: tuple[Path, ...]) -> Doubt:
        said, fix = (Said(partial(_filled, check, field, scope)) for field in ("says", "fix"))
        return Doubt(check.id, check.sort, said, fix, path, beside)

    def _path(self, record: Thing, field: str) -> Path:
        return (*record.path, field) if field in record.fields else record.path

    def settled(self, record: Thing, field: str) -> bool:
        """Tell whether the record says why the field stands as it does."""
        written = self.graph.records.get(record.path)
        return bool(written and field in (written.checked or {}))

    def values(self, kind: str) -> list[tuple[Thing, str, Any]]:
        """Return every given value of a kind, with its record and field, in the order of the file."""
        if not self._values:
            for records in self.by_sort.values():
                for record in records:
                    for field, held in record.fields.items():
                        for value in _each_value(held):
                            self._values.setdefault(_kind(self.graph, record, field, value), []).append((record, field, value))
            self._values.setdefault("", [])
        return self._values.get(kind, [])

    def gives_way(self) -> Iterator[Doubt]:
        """Yield a doubt for each value relied on that stands in a document that yields to another with another value."""
        for path, (weaker, stronger, _) in self.graph.overruled.items():
            record = self.graph.things[path[:-1]]
            if not self.settled(record, path[-1]):
                value = _words(record.fields[path[-1]])
                said = Phrase(
                    "{what} is relied on as {weaker} has it, but {weaker} yields to {stronger}, which says {value}",
                    what=_field_of(record, path[-1]), weaker=weaker, stronger=stronger, value=value,
                )  # fmt: skip  # short parts read together: one a line would take a screen
                fix = Phrase(
                    "rely on {stronger}, or say under 'checked:' why not; {value} is what was judged",
                    stronger=stronger, value=value,
                )  # fmt: skip  # short parts read together: one a line would take a screen
                yield Doubt("document-gives-way", CONTRADICTION, said, fix, path)

    def other_currency(self) -> Iterator[Doubt]:
        """Yield a doubt for each limit told as an amount and as a part where the amount is in a currency that nothing it limits is counted in.

        No rate is known here, so no check of sums can hold the two against each other; silence would pass for agreement.
        """
        for record in (record for records in self.by_sort.values() for record in records):
            cap, share = record.fields.get("cap"), record.fields.get("cap_share")
            if isinstance(cap, Money) and isinstance(share, Decimal) and not self.settled(record, "cap"):
                # without any amount beside it, nothing says that the currency is another
                counted = self._counted_in(record)
                if counted and cap.currency not in counted:
                    said = Phrase(
                        "{record} is limited to {cap} and to {share} of what is counted in {currencies}",
                        record=Said(partial(name_of, record)), cap=_words(cap), share=rounded(share),
                        currencies=Said(partial(listed, counted)),
                    )  # fmt: skip  # short parts read together: one a line would take a screen
                    fix = Phrase(
                        "give the amount in {currency}, or say under 'checked:' at which rate the two are one",
                        currency=counted[0],
                    )
                    yield Doubt(
                        "cap-in-another-currency", ODD, said, fix, (*record.path, "cap"), ((*record.path, "cap_share"),)
                    )

    def _counted_in(self, record: Thing) -> list[str]:
        """Return the currencies of the deal and of the classes that a record supports."""
        classes = record.fields.get("of")
        amounts = [c.fields.get("amount") for c in classes if isinstance(c, Thing)] if isinstance(classes, tuple) else []
        found = [self.graph.deal.fields.get("currency"), *(a.currency for a in amounts if isinstance(a, Money))]
        return list(dict.fromkeys(each for each in found if isinstance(each, str)))


_SORTS_OF = {"hop": ("trust", "transfer"), "actor": ("party", "estate")}
"""Wide sort -> the sorts that belong to it."""


def _each_value(held: Any) -> Iterator[Any]:
    if isinstance(held, Dated):
        yield from (value for _, value in held.steps)
    elif isinstance(held, (Decimal, Money, Span, str)):
        yield held


def _kind(graph: Graph, record: Thing, field: str, value: Any) -> str:
    if isinstance(value, Money):
        return "money"
    if isinstance(value, Span):
        return "day"
    kind = graph.teller.kind(record, field)
    if kind is None:
        return ""
    return "rate" if kind.of == "rate" else kind.name


def _words(value: Any) -> Said:
    return Said(partial(words_for, value))


def _field_of(record: Thing, field: str) -> Said:
    return Phrase("{field} of {record}", field=Said(partial(field_name, field)), record=Said(partial(name_of, record)))


def _filled(check: Check, field: str, scope: Scope) -> str:
    """Fill a sentence of a check, in the language asked for; in English, marked, where it is not translated."""
    pieces = check.sentence if field == "says" else check.fix
    holes = {piece.text: piece for piece in pieces if not isinstance(piece, str)}
    english = "".join([piece if isinstance(piece, str) else f"{{{piece.text}}}" for piece in pieces])
    template = translation(english, f"{check.id}/{field}", f"checks/{check.file}")
    if template is None:
        with speaking(ENGLISH):
            return marked(_pieces(english, holes, scope))
    return _pieces(template, holes, scope)


def _pieces(template: str, holes: Mapping[str, Expression], scope: Scope) -> str:
    pieces = split_template(template)
    return "".join([_said(holes[piece], scope) if n % 2 else piece for n, piece in enumerate(pieces)])


def _said(expression: Expression, scope: Scope) -> str:
    value = expression.run(scope)
    if expression.kind.name == "share" and isinstance(value, Decimal):
        return rounded(value)
    return words_for(value)
