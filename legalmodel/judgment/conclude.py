"""Draw conclusions: the state of each question, and what a line says as a whole (semantics, section C)."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.things import Thing
from legalmodel.judgment.finding import Finding, Line, QuestionState, System
from legalmodel.judgment.roles import Failing, Roles
from legalmodel.judgment.systems import systems_of
from legalmodel.law.catalogue import Catalogue, Question

_TOUCHES_ASSET = {
    "void",
    "ends_trust",
    "joins_estate",
    "avoidable",
    "no_effect_on_third_parties",
    "priority_lost",
}
_COUNTS = {
    "isolation": _TOUCHES_ASSET,
    "remoteness": _TOUCHES_ASSET | {"breach", "liability"},
    "protection": _TOUCHES_ASSET | {"breach", "liability"},
}
"""Heading -> the consequences of a failing rule that count there; a lost shelter or label never does."""

_ACCESSORY = frozenset(("guarantee", "claim", "charge", "loan", "option", "hedge"))
"""Sorts of things that a deal can do without; any deal passes assets, issues securities and has them looked after."""

_BINDING = {"mandatory", "regulatory"}


class _Asked(NamedTuple):
    """What the rules of one country say to one question: the findings by what they count for, and the lists they went through."""

    by_target: dict[object, list[Finding]]
    open_lists: frozenset[str]
    of_nothing: str
    """The state of the question where no finding answers it."""


_NOTHING = _Asked({}, frozenset(), "not_examined")
"""What a country whose law has no rule on a question says to it."""


class _Drawer:
    """Draws the lines of one judgment."""

    def __init__(self, roles: Roles, catalogue: Catalogue, findings: tuple[Finding, ...], systems: tuple[System, ...]) -> None:
        self.roles, self.catalogue, self.systems = roles, catalogue, systems
        self.by_question: dict[str, list[Finding]] = {}
        self._asked: dict[tuple[str, str], _Asked] = {}
        self._by_role: dict[tuple[str, tuple[str, ...]], list[Question]] = {}
        self._counts_for: dict[tuple[Thing, str], tuple[object, ...]] = {}
        for finding in findings:
            self.by_question.setdefault(finding.rule.question, []).append(finding)

    def lines(self) -> Iterable[Line]:
        for hop in self.roles.hops:
            yield from self._for("isolation", hop, None, ("hop",))
        for vehicle in self.roles.vehicles:
            yield from self._for("remoteness", vehicle, None, ("vehicle",))
        for failing in self.roles.failing:
            yield from self._for("remoteness", failing.vehicle, failing, failing.roles)
        for security in self.roles.classes:
            yield from self._for("protection", security, None, ("class",))

    def _for(self, heading: str, subject: Thing, failing: Failing | None, roles: tuple[str, ...]) -> Iterable[Line]:
        touched = systems_of(failing.party if failing else subject, self.systems)
        for system in touched:
            yield self._line(heading, subject, failing, roles, system)

    def _line(self, heading: str, subject: Thing, failing: Failing | None, roles: tuple[str, ...], system: System) -> Line:
        questions = self._questions(heading, roles)
        asked = [self._ask(q, system.code) for q in questions]
        states = tuple([_state(q, a, subject, failing) for q, a in zip(questions, asked, strict=True)])
        essential = {q.id for q in questions if q.essential} or {q.id for q in questions}
        open_lists = tuple(sorted(frozenset().union(*(a.open_lists for a in asked)) - _own(heading, failing)))
        unsure = tuple(sorted(self.roles.unsure(failing))) if failing else ()
        conclusion = conclude(heading, states, essential, bool(open_lists or unsure))
        answered = sum(s.question in essential and s.state in ("pass", "fail", "none") for s in states)
        party = failing.party if failing else None
        return Line(
            heading, system.code, subject, party, roles, conclusion, states, len(essential), answered, open_lists, unsure
        )

    def _questions(self, heading: str, roles: tuple[str, ...]) -> list[Question]:
        if (heading, roles) not in self._by_role:
            every = self.catalogue.questions.values()
            self._by_role[heading, roles] = [q for q in every if q.group == heading and q.counts_for in roles]
        return self._by_role[heading, roles]

    def _ask(self, question: Question, system: str) -> _Asked:
        """Sort what the rules of a country say to a question, once for all lines."""
        if (question.id, system) not in self._asked:
            found = [f for f in self.by_question.get(question.id, ()) if f.rule.system.partition("-")[0] == system]
            if not found:
                return self._asked.setdefault((question.id, system), _NOTHING)
            looked = {f.rule.form.each for f in found if f.rule.text != "memory"}
            seen = frozenset(f.rule.form.each for f in found if f.rule.text == "seen")
            self._asked[question.id, system] = _Asked(
                self._by_target(found, question.counts_for),
                frozenset(
                    section for each in looked for section in sections_of(each) if self.roles.graph.section(section).open
                ),
                self._of_nothing(seen),
            )
        return self._asked[question.id, system]

    def _of_nothing(self, asked_of: frozenset[str]) -> str:
        """Return the state of a question that no finding answers: it does not arise where rules ask it only of things that a
        deal can do without, and the lists of those things are closed.
        """
        if not asked_of or not asked_of <= _ACCESSORY:
            return "not_examined"
        sections = [section for each in asked_of for section in sections_of(each)]
        return "unknown" if any(self.roles.graph.section(section).open for section in sections) else "none"

    def _by_target(self, findings: list[Finding], counts_for: str) -> dict[object, list[Finding]]:
        """Return the findings by hop, vehicle, class or failing party; what is said of the deal as a whole counts for each."""
        all_targets = self._targets(counts_for)
        found: dict[object, list[Finding]] = {target: [] for target in all_targets}
        for finding in findings:
            about = finding.subject
            for target in all_targets if about is None or about.sort == "deal" else self._meant(about, counts_for):
                if target in found:
                    found[target].append(finding)
        return found

    def _targets(self, counts_for: str) -> tuple[object, ...]:
        roles = self.roles
        return {"hop": roles.hops, "vehicle": roles.vehicles, "class": roles.classes}.get(counts_for, roles.failing)

    def _meant(self, about: Thing, counts_for: str) -> tuple[object, ...]:
        """Return the hops, vehicles, classes or failing parties that a finding on a thing counts for."""
        if (about, counts_for) not in self._counts_for:
            ask = {"hop": self.roles.hops_of, "vehicle": self.roles.vehicles_of, "class": self.roles.classes_of}.get(counts_for)
            self._counts_for[about, counts_for] = ask(about) if ask else self.roles.failing_of(about, counts_for)
        return self._counts_for[about, counts_for]


def _state(question: Question, asked: _Asked, subject: Thing, failing: Failing | None) -> QuestionState:
    target = subject if question.counts_for in ("hop", "vehicle", "class") else failing
    found = tuple(asked.by_target.get(target, ()))
    if not found:
        return QuestionState(question.id, asked.of_nothing, ())
    return state_of(question.id, found, answering(found))


def _own(heading: str, failing: Failing | None) -> frozenset[str]:
    """Return the sections whose other entries have lines of their own: another hop, class or party that may fail."""
    return frozenset(("parties",)) if failing else _OWN.get(heading, frozenset())


_OWN = {"isolation": frozenset(("trusts", "transfers")), "protection": frozenset(("securities",))}
"""Heading -> the sections whose every entry has its own line."""


@cache
def sections_of(each: str) -> tuple[str, ...]:
    """Return the sections that a subject comes from."""
    from legalmodel.model.deal import SECTIONS, SORTS

    return tuple(section for section, sort in SECTIONS.items() if each in (sort, SORTS.get(sort)))


def answering(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that answer a question for a line.

    A market standard or a draft never does. A safe harbour does if it is met; one that is missed leaves the answer to others,
    and one that may be met leaves it open only if nothing else answers.
    """
    law = tuple([f for f in findings if f.rule.force not in ("market", "draft")])
    shelters = {f for f in law if is_shelter(f)}
    if not shelters:
        return law
    firm = tuple([f for f in law if f.outcome is Outcome.PASS or f not in shelters])
    live = any(f.outcome not in (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE) for f in firm)
    return firm if live else tuple([f for f in law if f.outcome is not Outcome.FAIL or f not in shelters])


def is_shelter(finding: Finding) -> bool:
    """Tell whether all that a fail costs is a shelter or a label, or an approval that is no law."""
    return finding.rule.force in ("market", "safe-harbour", "draft") or finding.rule.form.effect in (
        "shelter_lost",
        "label_lost",
    )


def state_of(question: str, findings: tuple[Finding, ...], answers: tuple[Finding, ...] | None = None) -> QuestionState:
    """Sum up the findings on one question: the worst that is certain, then what is open, then what is answered.

    ``answers`` are those that count, all of them unless given.
    """
    if not findings:
        return QuestionState(question, "not_examined", findings)
    live = [f for f in (findings if answers is None else answers) if f.outcome is not Outcome.NOT_EXAMINED]
    said = {f.outcome for f in live if not f.harmless}
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        if outcome in said:
            return QuestionState(question, outcome.value, findings)
    if Outcome.PASS in said:
        seen = any(f.outcome is Outcome.PASS and f.rule.text == "seen" for f in live)
        return QuestionState(question, "pass" if seen else "part", findings)
    if any(f.outcome is Outcome.UNKNOWN for f in live):
        return QuestionState(question, "unknown", findings)
    without = all(f.result.excluded_by == "none" and f.rule.form.each in _ACCESSORY for f in live)
    if without and any(f.rule.text == "seen" for f in live):
        return QuestionState(question, "none", findings)
    return QuestionState(question, "not_applicable" if live else "not_examined", findings)


def conclude(heading: str, states: tuple[QuestionState, ...], essential: set[str], lists_open: bool) -> Conclusion:
    """Return the first conclusion of the table that holds."""
    findings = [f for s in states for f in s.findings]
    if any(f.outcome is Outcome.FAIL and would_be_obstacle(heading, f) for f in findings):
        return Conclusion.OBSTACLE
    essential_states = {s.state for s in states if s.question in essential}
    if any(f.result.could_be and may_worsen(heading, f) for f in findings) or "unknown" in essential_states or lists_open:
        return Conclusion.OPEN
    if any(f.outcome is Outcome.JUDGEMENT and not is_shelter(f) for f in findings):
        return Conclusion.TO_BE_WEIGHED
    if any(f.outcome is Outcome.FAIL and (counts(heading, f) or reduces(f)) for f in findings):
        return Conclusion.DOUBTFUL
    answered = bool(essential_states) and essential_states <= {"pass", "fail", "none"}
    return Conclusion.NO_OBSTACLE if answered else Conclusion.NOT_EXAMINED


def counts(heading: str, finding: Finding) -> bool:
    """Tell whether a fail counts under a heading at all: not if it only loses a shelter, a label or a market's approval."""
    return not is_shelter(finding) and finding.rule.form.effect in _COUNTS[heading]


def reduces(finding: Finding) -> bool:
    """Tell whether all that a fail costs is a part of some claims, as by set-off: it leaves the transfer standing, but in doubt."""
    return not is_shelter(finding) and finding.rule.form.effect == "claim_reduced"


def may_worsen(heading: str, finding: Finding) -> bool:
    """Tell whether a missing fact could still make an outcome a fail that counts, or one to be weighed."""
    could_be = finding.result.could_be
    return bool(could_be) and (
        (Outcome.FAIL in could_be and (counts(heading, finding) or reduces(finding)))
        or (Outcome.JUDGEMENT in could_be and not is_shelter(finding))
    )


def would_be_obstacle(heading: str, finding: Finding) -> bool:
    """Tell whether a fail of this rule is an obstacle: binding, its text read, and its consequence counts."""
    return finding.rule.force in _BINDING and finding.rule.text == "seen" and counts(heading, finding)


def draw_lines(
    roles: Roles, catalogue: Catalogue, findings: tuple[Finding, ...], systems: tuple[System, ...]
) -> tuple[tuple[Line, ...], tuple[QuestionState, ...]]:
    """Return the lines of the three headings, and the states of the questions that stand apart."""
    drawer = _Drawer(roles, catalogue, findings, systems)
    apart = tuple(
        state_of(q.id, tuple(drawer.by_question.get(q.id, ()))) for q in catalogue.questions.values() if q.counts_for == "apart"
    )
    return tuple(drawer.lines()), apart
