"""The graph of one deal: its things, its sections, and answers to the questions of ``signatures.py`` with what they rest on."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from legalmodel.base.facts import Fact, leaves
from legalmodel.base.kinds import Vocabulary
from legalmodel.base.language import Said
from legalmodel.base.meter import Meter
from legalmodel.base.places import Path, Place
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Missing, Money, U
from legalmodel.graph import asked
from legalmodel.graph.days import change_days, in_force
from legalmodel.graph.derive.control import Control, Definition
from legalmodel.graph.facts import Teller, label, unknown_fact
from legalmodel.graph.horizon import NO_CUT, RUNNING, Cut, begun, listed, running, without
from legalmodel.graph.precedence import Overruled
from legalmodel.graph.shape import MONEY, read, shapes
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.graph.waiting import lacking_of, missing_of
from legalmodel.graph.wiring import wire
from legalmodel.model.deal import SORTS
from legalmodel.model.record import Record

if TYPE_CHECKING:
    import networkx

_Answer = Callable[..., Any]

_STRUCTURE = frozenset(
    ("parties", "estates", "pools", "accounts", "trusts", "transfers", "securities", "investments", "ownership")
)
"""Sections that any question may read, beside those that its signature names."""


class Graph:
    """One deal as rules see it. Answers are kept, so asking twice costs nothing; nothing in it changes after it is built."""

    __slots__ = (
        "_answers",
        "_changes",
        "_control",
        "_days",
        "_days_of",
        "_eras",
        "_listed",
        "_questions",
        "_reasons",
        "_sections",
        "cut",
        "deal",
        "meter",
        "overruled",
        "place",
        "records",
        "remembered",
        "said_of_file",
        "teller",
        "things",
    )

    def __init__(
        self,
        deal: Thing,
        things: dict[Path, Thing],
        records: dict[Path, Record],
        sections: dict[str, Items],
        place: Callable[[Path], Place | None],
        definitions: Mapping[str, Definition],
        found: Cut = NO_CUT,
    ) -> None:
        self.deal, self.things, self.records, self.place = deal, things, records, place
        self.cut, self.meter = found, Meter()
        self.remembered: dict[Any, Any] = {}
        """Answers to parts of rules, for all who ask the same."""
        self._sections = {name: begun(items, found) for name, items in sections.items()} if found.later else sections
        self._listed: dict[tuple[str, date | None], Items] = {}
        self.overruled: dict[Path, Overruled] = {}
        """Path of a field -> what gave way there to the document that prevails."""
        self.said_of_file: Mapping[str, str] = {}
        """Entry at the left margin, such as ``complete`` -> how it is known."""
        self.teller = Teller(things, records, place)
        self._control: Control | None = Control(self, self.actors, definitions)
        self._answers: dict[tuple[str, int | None], dict[tuple[Any, ...], Any]] = {}
        """What was answered, by question and stretch of time."""
        self._days_of: dict[tuple[str, date | None], dict[tuple[Any, ...], Any]] = {}
        """The same by question and day."""
        self._changes: dict[tuple[str, str], tuple[date, ...]] = {}
        self._days: dict[frozenset[str] | None, tuple[date, ...]] = {}
        self._eras: dict[str, tuple[date, ...]] = {}
        self._questions, self._reasons = wire(self, self.control)

    @property
    def control(self) -> Control:
        """Who controls whom. Raises AttributeError of a graph that was let go."""
        if self._control is None:
            raise AttributeError("control")
        return self._control

    def section(self, name: str) -> Items:
        """Return the records of a section, ended or running: closed only if the file says that it names all there is.

        Records that may begin after the horizon are among them; whoever asks of a day asks of each whether it is in force.
        """
        return self._sections[name]

    def standing(self, name: str) -> Items:
        """Return the records of a section without those that have surely ended: what is a subject, and is drawn."""
        items = self._sections[name]
        return without(items, self.cut.ended) if self.cut.ended else items

    def subjects(self, name: str) -> Items:
        """Return the records of a section that rules are asked of: without the ended ones; those that may begin later are doubtful."""
        items = self.standing(name)
        return listed(items, self.cut) if self.cut.perhaps else items

    def ever(self, name: str) -> Items:
        """Return all records of a section that the horizon lets be seen; those that may begin after it are doubtful."""
        return listed(self._sections[name], self.cut) if self.cut.perhaps else self._sections[name]

    def listed(self, name: str, day: date | None) -> Items:
        """Return what a loop over a section sees on a day: of records that run those in force, doubtful where that is not sure."""
        if (found := self._listed.get((name, day))) is None:
            items = self.ever(name)
            found = self._listed[name, day] = running(items, day) if name in RUNNING and day is not None else items
        return found

    def let_go(self) -> None:
        """Take apart what refers to itself, so that a graph that nobody needs any more is gone at once; it cannot be asked after that."""
        for thing in self.things.values():
            thing.fields.clear()
        answered: tuple[dict[Any, Any], ...] = (self._answers, self._days_of, self._listed, self.remembered)
        found: tuple[dict[Any, Any], ...] = (self._changes, self._days, self._eras, self._questions, self._reasons)
        for kept in (*answered, *found, self._sections, self.overruled, self.records, self.things):
            kept.clear()
        self._control = None

    def actors(self) -> Iterator[Thing]:
        """Yield all parties and estates."""
        yield from self._sections["parties"]
        yield from self._sections["estates"]

    def ask(self, question: str, args: tuple[Any, ...], day: date | None) -> Any:
        """Answer a question on a day. Unknown arguments give an unknown answer; ``none`` as an argument has no answer."""
        kept = self._days_of.get((question, day))
        if kept is None:
            # days on which nothing changes that the question reads share their answers
            kept = self._days_of[question, day] = self._answers.setdefault((question, self._era(question, day)), {})
        answer = kept.get(args)
        if answer is not None:
            return answer
        if (lacking := lacking_of(question, args)) is not None:
            return lacking
        answer = kept[args] = self._wired(self._questions, question)(*args, day)
        if type(answer) is Items:  # each item was looked at to be put into the list
            self.meter.look(answer, len(answer.known) + len(answer.doubtful))
        return answer

    def why(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        """Return the facts that an answer rests on; for an unknown one also each fact that is missing."""
        missing = sorted(missing_of(self.ask(question, args, day)))
        return (*self._given(question, args, day), *[self._awaited(one) for one in missing])

    def _awaited(self, missing: Missing) -> Fact:
        """Return the fact that somebody has to find out, made once: each of thousands of steps may wait for the same thousands."""
        found: Fact | None = self.remembered.get(("awaited", missing))
        if found is None:
            found = self.remembered["awaited", missing] = unknown_fact(missing, self.place)
        return found

    def assumed(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        """Return of the facts that an answer rests on those that are assumed, or rest on what is; found once for each answer."""
        key = ("assumed", question, args, self._era(question, day))
        if (found := self.remembered.get(key)) is None:
            given = self._given(question, args, day)
            found = self.remembered[key] = tuple(f for f in given if f.assumed or any(leaf.assumed for leaf in leaves(f)))
        kept: tuple[Fact, ...] = found
        return kept

    def _given(self, question: str, args: tuple[Any, ...], day: date | None) -> tuple[Fact, ...]:
        return () if lacking_of(question, args) is not None else self._wired(self._reasons, question)(*args, day)

    def answerer(self, question: str) -> _Answer:
        """Return what answers a question, for whoever looks into what it reads."""
        return self._wired(self._questions, question)

    def _wired(self, answers: dict[str, _Answer], question: str) -> _Answer:
        """Return who answers a question, or tells why; the relations that few rules ask for are joined on first need."""
        if question in answers:
            return answers[question]
        if question in asked.names():
            file = asked.question(question)
            self._questions[question], self._reasons[question] = partial(file.answer, self), partial(file.why, self)
        else:
            from legalmodel.graph.soon import wire_soon

            questions, reasons = wire_soon(self)
            if question not in questions:  # eight relations more, with their modules, for the rules that ask for them
                from legalmodel.graph.later import wire_later

                questions, reasons = wire_later(self)
            self._questions.update(questions)
            self._reasons.update(reasons)
        return answers[question]

    def fact(self, thing: Thing, field: str, day: date | None) -> Fact:
        """Return the declared fact behind a field: what it says in words, where it stands, what backs it."""
        return self.teller.fact(thing, field, day)

    def relation(self, thing: Thing, text: Said | str, fields: tuple[str, ...], day: date | None) -> Fact:
        """Return one fact for a whole record, resting on the facts of some of its fields."""
        return self.teller.relation(thing, text, fields, day)

    def label(self, thing: Any) -> Said:
        """Return the name people use for a thing, said in the language asked for."""
        return Said(partial(label, thing))

    def in_force(self, thing: Thing, day: date | None) -> bool | U:
        """Tell whether a record holds on a day."""
        return in_force(thing, day)

    def change_days(self, reads: frozenset[str] | None = None) -> tuple[date, ...]:
        """Return the sorted days on which a fact of the deal changes; with ``reads``, that these sorts and questions may see."""
        if reads not in self._days:
            kinds = self._turns() if reads is None else self._seen(reads)
            self._days[reads] = tuple(sorted({day for kind in kinds for day in self._turns()[kind]}))
        return self._days[reads]

    def _turns(self) -> dict[tuple[str, str], tuple[date, ...]]:
        """Return the days of change by section and sort of record, found once."""
        if not self._changes:
            by_kind: dict[tuple[str, str], list[Thing]] = {("deal", "deal"): [self.deal]}
            for thing in self.things.values():
                by_kind.setdefault((thing.path[0], thing.sort), []).append(thing)
            self._changes.update((kind, change_days(things)) for kind, things in by_kind.items())
        return self._changes

    def _seen(self, reads: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the kinds of records that rules may see which read these sorts of records or ask these questions."""
        read = [SIGNATURES[name].reads for name in reads if name in SIGNATURES]
        sections = _STRUCTURE.union(*read, ("deal",)) if read else frozenset(("deal",))
        for section, sort in self._turns():
            # a wide sort such as an actor stands for each of its sorts
            if section in sections or sort in reads or SORTS.get(sort) in reads or "any" in reads:
                yield section, sort

    def _era(self, question: str, day: date | None) -> int | None:
        """Return the number of the stretch of time around a day within which nothing changes that a question reads."""
        if day is None:
            return None
        if question not in self._eras:
            self._eras[question] = self.change_days(frozenset((question,)))
        return bisect_right(self._eras[question], day)

    def sourced(self) -> list[tuple[Path, str, Any]]:
        """Return each value of a source that differs from the one relied on: path, document, value as ``build`` takes it."""
        found = []
        for path, record in self.records.items():
            for field, values in (record.sourced or {}).items():
                gave_way = self.overruled.get((*path, field))
                # the value that prevails is what was judged, so what differs is held against that one
                relied = gave_way.value if gave_way else self._plain(getattr(record, field, None))
                shape = shapes(type(record)).get(field)
                for document, raw in values.items():
                    value = read(shape, (*path, field), raw)
                    value = self._plain(value) if shape and shape.form == MONEY else value
                    if value != relied:
                        found.append(((*path, field), document, value))
        return found

    def networkx(self) -> "networkx.MultiDiGraph":
        """Return the relations as a networkx graph, each edge keyed by the path that declared it."""
        from legalmodel.graph.network import network

        return network([t for t in self.things.values() if len(t.path) == 2])

    def vocabulary(self) -> Vocabulary:
        """Return all words that a rule may use."""
        return vocabulary()

    def _plain(self, value: Any) -> Any:
        currency = self.deal.fields.get("currency")
        if isinstance(value, Money) and not value.currency and isinstance(currency, str):
            return Money(value.amount, currency)
        return value
