"""Draw the lines of a judgment: what the findings say to each question asked of each hop, vehicle, class and failing party."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.outcomes import Conclusion, State
from legalmodel.base.things import Thing
from legalmodel.base.values import Missing
from legalmodel.judgment.conclude import (
    ACCESSORY,
    ANSWERED,
    answering,
    answers_of,
    conclude,
    favourable,
    state_of,
    worst,
)
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.now import Now
from legalmodel.judgment.papers import unverified
from legalmodel.judgment.result import first_due
from legalmodel.judgment.roles import OF_SUBJECT, Failing, Roles
from legalmodel.judgment.strays import Loose, Strays, Ways, find_strays
from legalmodel.judgment.subjects import sections_of
from legalmodel.judgment.systems import Touched, connecting
from legalmodel.judgment.whom import Said, Whom
from legalmodel.law.catalogue import Catalogue, Question
from legalmodel.law.compile import CompiledRule
from legalmodel.law.reach import holds_at


def draw_lines(
    roles: Roles, catalogue: Catalogue, findings: tuple[Finding, ...], touched: Touched, day: date, now: Now
) -> tuple[tuple[Line, ...], tuple[QuestionState, ...]]:
    """Return the lines of the three headings, and the states of the questions that stand apart.

    ``day`` is the one on which to say which bodies of law hold at a place.
    """
    drawer = _Drawer(roles, catalogue, findings, touched, day, now)
    return tuple(drawer.lines()), tuple(drawer.apart())


class _Answer(NamedTuple):
    """How a question stands for one target, and what that alone would make a line say."""

    state: QuestionState
    says: Conclusion | None


class _Asked(NamedTuple):
    """What the rules of law that holds at one place say to one question: how it stands by target, and the lists that they went through."""

    by_target: dict[object, _Answer]
    open_lists: frozenset[str]
    otherwise: _Answer
    """How the question stands where no finding answers it."""


class _Questionnaire(NamedTuple):
    """What lines of one heading, place and set of roles ask: each question, and whether it is asked of the subject of the line.

    What is not asked of the subject is asked of the party that fails.
    """

    asked: list[tuple[bool, _Asked]]
    essential: frozenset[str]
    open_lists: frozenset[str]


class _Drawer:
    """Draws the lines of one judgment."""

    def __init__(
        self, roles: Roles, catalogue: Catalogue, findings: tuple[Finding, ...], touched: Touched, day: date, now: Now
    ) -> None:
        self.now = now
        self.roles, self.catalogue, self.touched, self.day = roles, catalogue, touched, day
        self.unverified = unverified(roles.graph.records, roles.graph.said_of_file)
        self.whom = Whom(roles)
        self.by_question: dict[str, list[Said]] = {}
        self._asked: dict[tuple[str, str], _Asked] = {}
        self._lacking: dict[str, tuple[str, ...]] = {}
        self._sheets: dict[tuple[str, tuple[str, ...], str, frozenset[str] | None], _Questionnaire] = {}
        self._by_heading: dict[str, list[Question]] = {}
        for question in catalogue.questions.values():
            self._by_heading.setdefault(question.group, []).append(question)
        self._found: Strays | None = None
        # findings come rule by rule, as they were made, so that no two groups are of one rule
        for rule, said in groupby(findings, _RULE):
            self.by_question.setdefault(rule.question, []).append((rule, tuple(said)))

    def lines(self) -> Iterable[Line]:
        for hop in self.roles.hops:
            yield from self._for("isolation", hop, None, ("hop",))
        for vehicle in self.roles.vehicles:
            yield from self._for("remoteness", vehicle, None, ("vehicle",))
        for failing in self.roles.failing:
            yield from self._for("remoteness", failing.vehicle, failing, failing.asked)
        for security in self.roles.classes:
            yield from self._for("protection", security, None, ("class",))
        for loose in self._strays().loose:
            yield self._loose_line(loose)

    def apart(self) -> Iterable[QuestionState]:
        """Yield the states of the questions that stand apart from all lines."""
        for question in self.catalogue.questions.values():
            if question.counts_for == "apart":
                yield state_of(question.id, _findings(self.by_question.get(question.id, [])))

    def _for(self, heading: str, subject: Thing, failing: Failing | None, roles: tuple[str, ...]) -> Iterable[Line]:
        about = failing.party if failing else subject
        brought = self._strays().brought.get((heading, failing or subject), ())
        # a fail under a law that no fact ties the target to would stand on no line: its place is added
        for place in dict.fromkeys([*self.touched.at(about), *brought]):
            yield self._line(heading, subject, failing, roles, place)

    def _line(self, heading: str, subject: Thing, failing: Failing | None, roles: tuple[str, ...], place: str) -> Line:
        asked, essential, opened = self._sheet(heading, roles, place, self.roles.kinds_of(subject))
        answers = [a.by_target.get(subject if of_subject else failing, a.otherwise) for of_subject, a in asked]
        states = tuple([answer.state for answer in answers])
        open_lists = tuple(sorted(opened - _own(heading, failing)))
        unsure = tuple(sorted(self.roles.unsure(failing))) if failing else ()
        law = tuple(sorted(connecting(failing.party if failing else subject)))
        lacking = self._no_pack(place)
        asked_for = [s for s in states if s.question in essential]
        # while a machine's draft waits for a person, nothing less than open may be said
        is_open = open_lists or unsure or law or self.unverified
        conclusion = conclude([a.says for a in answers], {s.state for s in asked_for}, is_open, lacking)
        if conclusion is Conclusion.NO_OBSTACLE and self.now.plan is None:
            # nothing stands against the deal, but in which words to say so hangs on whether it is a plan
            unsure = _STAGE
        conclusion = self._worded(conclusion, asked_for)
        party, named = (failing.party, failing.roles) if failing else (None, roles)
        counted = (*_count(asked_for), open_lists, unsure, law, lacking, essential, _later(asked_for), failing)
        return Line(heading, place, subject, party, named, conclusion, states, *counted, unverified=self.unverified)

    def _no_pack(self, place: str) -> tuple[str, ...]:
        if place not in self._lacking:
            self._lacking[place] = self.touched.reach.lacking(place, self.day)
        return self._lacking[place]

    def _worded(self, conclusion: Conclusion, asked_for: list[QuestionState]) -> Conclusion:
        """Return a conclusion; a favourable one in the words that its papers and the stage of the deal allow."""
        if conclusion is not Conclusion.NO_OBSTACLE:
            return conclusion
        return favourable([f for s in asked_for for f in answers_of(s)], self.now.plan)

    def _loose_line(self, loose: Loose) -> Line:
        """Return the line of findings that are about no hop, vehicle, class or failing party of the deal."""
        answers = [_answer(question, tuple(found)) for question, found in loose.said.items()]
        essential = frozenset(q.id for q in loose.said if q.essential)
        states = tuple([answer.state for answer in answers])
        law = tuple(sorted(connecting(loose.subject)))
        lacking = self._no_pack(loose.place)
        asked_for = [s for s in states if s.question in essential]
        said = conclude([a.says for a in answers], {s.state for s in asked_for}, law or self.unverified, lacking)
        counted = (*_count(asked_for), (), (), law, lacking, essential, _later(asked_for))
        conclusion = self._worded(said, asked_for)
        return Line(
            loose.heading, loose.place, loose.subject, None, (), conclusion, states, *counted, unverified=self.unverified
        )

    def _strays(self) -> Strays:
        if self._found is None:
            questions = [q for q in self.catalogue.questions.values() if q.counts_for != "apart"]
            asked = [(q, self.by_question.get(q.id, ())) for q in questions]
            self._found = find_strays(asked, self.touched, Ways(self.whom.of, self._places, self.roles.graph.deal))
        return self._found

    def _places(self, target: Any) -> tuple[str, ...]:
        return self.touched.at(target.party if isinstance(target, Failing) else target)

    def _sheet(self, heading: str, roles: tuple[str, ...], system: str, kinds: frozenset[str] | None) -> _Questionnaire:
        """Return what is asked of lines of one heading, place, set of roles and kind of vehicle (None: the kind is not known)."""
        key = (heading, roles, system, kinds)
        if key not in self._sheets:
            asked_here = [q for q in self._by_heading.get(heading, ()) if q.counts_for in roles]
            questions = [q for q in asked_here if not q.asks_of or kinds is None or not kinds.isdisjoint(q.asks_of)]
            # for a role without an essential question, each of its questions is as good as one
            essential = frozenset(q.id for q in questions if q.essential) or frozenset(q.id for q in questions)
            asked = [(q.counts_for in OF_SUBJECT, self._ask(q, system)) for q in questions]
            self._sheets[key] = _Questionnaire(asked, essential, frozenset().union(*(a.open_lists for _, a in asked)))
        return self._sheets[key]

    def _ask(self, question: Question, system: str) -> _Asked:
        """Sort what the rules that hold at a place say to a question, once for all lines."""
        if (question.id, system) not in self._asked:
            said = [self._counting(s, system) for s in self.by_question.get(question.id, ()) if self._holds(s[0], system)]
            self._asked[question.id, system] = self._sort(question, said)
        return self._asked[question.id, system]

    def _holds(self, rule: CompiledRule, place: str) -> bool:
        return holds_at(rule.system, place, None) is not False

    def _counting(self, said: Said, place: str) -> Said:
        """Leave out what the law of a union says of a day on which the place was not within it."""
        rule, findings = said
        if rule.system not in UNIONS:
            return said
        # a member may have left its union between two acts of one deal
        return rule, tuple([f for f in findings if self.touched.counts_at(f, place)])

    def _sort(self, question: Question, said: list[Said]) -> _Asked:
        if not said:
            return _Asked({}, frozenset(), _Answer(QuestionState(question.id, State.NOT_EXAMINED, ()), None))
        looked = {rule.form.each for rule, _ in said if rule.text_read != "memory"}
        seen = frozenset(rule.form.each for rule, _ in said if rule.text_read == "seen")
        section = self.roles.graph.section
        open_lists = frozenset(name for each in looked for name in sections_of(each) if section(name).open)
        otherwise = _Answer(QuestionState(question.id, self._of_nothing(seen), ()), None)
        answers: dict[tuple[Finding, ...], _Answer] = {(): otherwise}
        known: dict[int, _Answer] = {}  # by which list it is, before what is in it: most targets share theirs with others
        by_target = {}
        for target, findings in self.whom.by_target(said, question.counts_for).items():
            if id(findings) not in known:
                known[id(findings)] = answers.get(findings) or answers.setdefault(findings, _answer(question, findings))
            by_target[target] = known[id(findings)]
        return _Asked(by_target, open_lists, otherwise)

    def _of_nothing(self, asked_of: frozenset[str]) -> State:
        """Return the state of a question that no finding answers: it does not arise where rules ask it only of things that a
        deal can do without, and the lists of those things are closed.
        """
        # a question that is asked of transfers does not fall away because none is listed: a deal has some
        if not asked_of or not asked_of <= ACCESSORY:
            return State.NOT_EXAMINED
        sections = [section for each in asked_of for section in sections_of(each)]
        return State.UNKNOWN if any(self.roles.graph.section(section).open for section in sections) else State.NONE


_RULE = attrgetter("rule")


def _findings(said: list[Said]) -> tuple[Finding, ...]:
    return tuple([finding for _, findings in said for finding in findings])


def _answer(question: Question, findings: tuple[Finding, ...]) -> _Answer:
    return _Answer(state_of(question.id, findings, answering(findings)), worst(question.group, findings))


def _count(asked_for: list[QuestionState]) -> tuple[int, int]:
    """Return how many essential questions there are, and how many are answered."""
    return len(asked_for), sum(s.state in ANSWERED for s in asked_for)


def _later(states: list[QuestionState]) -> tuple[Finding, ...]:
    """Return what is not yet due on the questions that wait for it, first what has the first day."""
    waiting = [f for s in states if s.state is State.NOT_YET_DUE for f in answers_of(s)]
    return tuple(sorted(dict.fromkeys(waiting), key=lambda f: first_due(f.result.due)))


_STAGE = (Missing(("deal", "stage")),)


def _own(heading: str, failing: Failing | None) -> frozenset[str]:
    """Return the sections whose other entries have lines of their own: another hop, class or party that may fail."""
    return frozenset(("parties",)) if failing else _OWN.get(heading, frozenset())


_OWN = {"isolation": frozenset(("trusts", "transfers")), "protection": frozenset(("securities",))}
"""Heading -> the sections whose every entry has its own line."""
