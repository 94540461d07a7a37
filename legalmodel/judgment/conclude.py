"""Draw conclusions: the state of each question, and what a line says as a whole (semantics, section C)."""

from collections.abc import Iterable
from functools import cache

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import Path
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
    "claim_reduced",
}
_COUNTS = {
    "isolation": _TOUCHES_ASSET,
    "remoteness": _TOUCHES_ASSET | {"breach", "liability"},
    "protection": _TOUCHES_ASSET | {"breach", "liability"},
}
"""Heading -> the consequences of a failing rule that count there; a lost shelter or label never does."""

_BINDING = {"mandatory", "regulatory"}


class _Drawer:
    """Draws the lines of one judgment."""

    def __init__(self, roles: Roles, catalogue: Catalogue, findings: tuple[Finding, ...], systems: tuple[System, ...]) -> None:
        self.roles, self.catalogue, self.systems = roles, catalogue, systems
        self.by_question: dict[str, list[Finding]] = {}
        self._counts_for: dict[tuple[Path, str], tuple[object, ...]] = {}
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
        questions = [q for q in self.catalogue.questions.values() if q.group == heading and q.counts_for in roles]
        states = tuple(self._state(q, subject, failing, system.code) for q in questions)
        essential = {q.id for q in questions if q.essential} or {q.id for q in questions}
        open_lists = self._open_lists(heading, questions, failing, system.code)
        unsure = tuple(sorted(self.roles.unsure(failing))) if failing else ()
        conclusion = conclude(heading, states, essential, bool(open_lists or unsure))
        answered = sum(s.question in essential and s.state in ("pass", "fail", "none") for s in states)
        party = failing.party if failing else None
        return Line(
            heading, system.code, subject, party, roles, conclusion, states, len(essential), answered, open_lists, unsure
        )

    def _state(self, question: Question, subject: Thing, failing: Failing | None, system: str) -> QuestionState:
        found = tuple(
            f
            for f in self.by_question.get(question.id, ())
            if _of_system(f, system) and self._belongs(f, question.counts_for, subject, failing)
        )
        if not found and self._does_not_arise(question, system):
            return QuestionState(question.id, "none", ())
        return state_of(question.id, found, answering(found))

    def _does_not_arise(self, question: Question, system: str) -> bool:
        """Tell whether rules with their text read ask the question of others only, and no list leaves room for another."""
        others = [f for f in self.by_question.get(question.id, ()) if _of_system(f, system) and f.rule.text == "seen"]
        sections = {section for f in others for section in sections_of(f.rule.form.each)}
        return bool(sections) and not any(self.roles.graph.section(section).open for section in sections)

    def _belongs(self, finding: Finding, counts_for: str, subject: Thing, failing: Failing | None) -> bool:
        about = finding.subject
        if about is None or about.sort == "deal":
            return True
        if (key := (about.path, counts_for)) not in self._counts_for:
            self._counts_for[key] = self._meant(about, counts_for)
        return (subject if counts_for in ("hop", "vehicle", "class") else failing) in self._counts_for[key]

    def _meant(self, about: Thing, counts_for: str) -> tuple[object, ...]:
        """Return the hops, vehicles, classes or failing parties that a finding on a thing counts for."""
        if counts_for == "hop":
            return self.roles.hops_of(about)
        if counts_for == "vehicle":
            return self.roles.vehicles_of(about)
        if counts_for == "class":
            return self.roles.classes_of(about)
        return self.roles.failing_of(about, counts_for)

    def _open_lists(self, heading: str, questions: list[Question], failing: Failing | None, system: str) -> tuple[str, ...]:
        """Return the open sections that rules of this line go through, even if no entry so far belongs to the line.

        Not those whose other entries have lines of their own: another hop, class or party that may fail.
        """
        own = ("parties",) if failing else _OWN.get(heading, ())
        sections = {
            section
            for question in questions
            for f in self.by_question.get(question.id, ())
            if f.rule.text != "memory" and _of_system(f, system)
            for section in sections_of(f.rule.form.each)
            if section not in own and self.roles.graph.section(section).open
        }
        return tuple(sorted(sections))


_OWN = {"isolation": ("trusts", "transfers"), "protection": ("securities",)}
"""Heading -> the sections whose every entry has its own line."""


def _of_system(finding: Finding, system: str) -> bool:
    """Tell whether a finding is one under a country's law: that of the country or of a part of it."""
    return finding.rule.system.split("-")[0] == system


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
    law = tuple(f for f in findings if f.rule.force not in ("market", "draft"))
    firm = tuple(f for f in law if f.outcome is Outcome.PASS or not is_shelter(f))
    live = any(f.outcome not in (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE) for f in firm)
    return firm if live else tuple(f for f in law if f.outcome is not Outcome.FAIL or not is_shelter(f))


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
    live = [f for f in (findings if answers is None else answers) if f.outcome is not Outcome.NOT_EXAMINED]
    for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        if any(f.outcome is outcome and not f.harmless for f in live):
            return QuestionState(question, outcome.value, findings)
    if any(f.outcome is Outcome.PASS and f.rule.text == "seen" for f in live):
        return QuestionState(question, "pass", findings)
    if any(f.outcome is Outcome.PASS for f in live):
        return QuestionState(question, "part", findings)
    if any(f.harmless for f in live):
        return QuestionState(question, "unknown", findings)
    if any(f.rule.text == "seen" for f in live) and all(f.result.excluded_by == "none" for f in live):
        return QuestionState(question, "none", findings)
    return QuestionState(question, "not_applicable" if live else "not_examined", findings)


def conclude(heading: str, states: tuple[QuestionState, ...], essential: set[str], lists_open: bool) -> Conclusion:
    """Return the first conclusion of the table that holds."""
    findings = [f for s in states for f in s.findings]
    if any(f.outcome is Outcome.FAIL and would_be_obstacle(heading, f) for f in findings):
        return Conclusion.OBSTACLE
    essential_states = {s.state for s in states if s.question in essential}
    if any(may_worsen(heading, f) for f in findings) or "unknown" in essential_states or lists_open:
        return Conclusion.OPEN
    if any(f.outcome is Outcome.JUDGEMENT and not is_shelter(f) for f in findings):
        return Conclusion.TO_BE_WEIGHED
    if any(f.outcome is Outcome.FAIL and counts(heading, f) for f in findings):
        return Conclusion.DOUBTFUL
    answered = bool(essential_states) and essential_states <= {"pass", "fail", "none"}
    return Conclusion.NO_OBSTACLE if answered else Conclusion.NOT_EXAMINED


def counts(heading: str, finding: Finding) -> bool:
    """Tell whether a fail counts under a heading at all: not if it only loses a shelter, a label or a market's approval."""
    return not is_shelter(finding) and finding.rule.form.effect in _COUNTS[heading]


def may_worsen(heading: str, finding: Finding) -> bool:
    """Tell whether a missing fact could still make an outcome a fail that counts, or one to be weighed."""
    could_be = finding.result.could_be
    return (Outcome.FAIL in could_be and counts(heading, finding)) or (
        Outcome.JUDGEMENT in could_be and not is_shelter(finding)
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
