"""Draw conclusions: the state of each question, and what a line says as a whole (semantics, section C)."""

from collections.abc import Collection, Iterable
from functools import cache

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.judgment.bearing import can_answer, counts, is_shelter, reduces
from legalmodel.judgment.finding import Finding, QuestionState
from legalmodel.law.consequences import consequences

ACCESSORY = frozenset(("guarantee", "claim", "charge", "loan", "option", "hedge"))
"""Sorts of things that a deal can do without; any deal passes assets, issues securities and has them looked after."""

ANSWERED = frozenset(("pass", "fail", "none"))
"""States of a question that is answered."""


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
    law = tuple([f for f in findings if can_answer(f.rule)])
    if not [f for f in law if is_shelter(f.rule)]:
        return law
    firm = tuple([f for f in law if f.outcome is Outcome.PASS or not is_shelter(f.rule)])
    live = any(f.outcome not in _SILENT for f in firm)
    return firm if live else tuple([f for f in law if f.outcome is not Outcome.FAIL or not is_shelter(f.rule)])


_SILENT = (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE)


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
        seen = any(f.outcome is Outcome.PASS and f.rule.text_read == "seen" for f in live)
        return QuestionState(question, "pass" if seen else "part", findings)
    if any(f.outcome is Outcome.UNKNOWN for f in live):
        return QuestionState(question, "unknown", findings)
    without = all(f.result.excluded_by == "none" and f.rule.form.each in ACCESSORY for f in live)
    if without and any(f.rule.text_read == "seen" for f in live):
        return QuestionState(question, "none", findings)
    return QuestionState(question, "not_applicable" if live else "not_examined", findings)


def worst(heading: str, findings: Iterable[Finding]) -> Conclusion | None:
    """Return the worst conclusion under a heading that some finding brings about by itself; None if none does."""
    found = {_brings(heading, f) for f in findings if f.outcome not in _CALM or f.result.could_be}
    return next((conclusion for conclusion in _BY_FINDING if conclusion in found), None)


_CALM = (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)
_BY_FINDING = (Conclusion.OBSTACLE, Conclusion.OPEN, Conclusion.TO_BE_WEIGHED, Conclusion.DOUBTFUL)


def _brings(heading: str, finding: Finding) -> Conclusion | None:
    fails = finding.outcome is Outcome.FAIL
    if fails and would_be_obstacle(heading, finding):
        return Conclusion.OBSTACLE
    if may_worsen(heading, finding):
        return Conclusion.OPEN
    if finding.outcome is Outcome.JUDGEMENT and not is_shelter(finding.rule):
        return Conclusion.TO_BE_WEIGHED
    return Conclusion.DOUBTFUL if fails and (counts(heading, finding.rule) or reduces(finding.rule)) else None


def conclude(
    brought: Collection[Conclusion | None], essential: set[str], lists_open: object, no_pack: object = ()
) -> Conclusion:
    """Return the first conclusion of the table that holds.

    ``brought`` is what findings bring about by themselves, ``essential`` the states of the essential questions, ``no_pack`` the
    bodies of law that hold too and that nobody encoded: beside one of them nothing favourable can be said.
    """
    if Conclusion.OBSTACLE in brought:
        return Conclusion.OBSTACLE
    if Conclusion.OPEN in brought or "unknown" in essential or lists_open:
        return Conclusion.OPEN
    for conclusion in (Conclusion.TO_BE_WEIGHED, Conclusion.DOUBTFUL):
        if conclusion in brought:
            return conclusion
    return Conclusion.NO_OBSTACLE if essential and essential <= ANSWERED and not no_pack else Conclusion.NOT_EXAMINED


def may_worsen(heading: str, finding: Finding) -> bool:
    """Tell whether a missing fact could still make an outcome a fail that counts, or one to be weighed."""
    could_be = finding.result.could_be
    return bool(could_be) and (
        (Outcome.FAIL in could_be and (counts(heading, finding.rule) or reduces(finding.rule)))
        or (Outcome.JUDGEMENT in could_be and not is_shelter(finding.rule))
    )


def would_be_obstacle(heading: str, finding: Finding) -> bool:
    """Tell whether a fail of this rule is an obstacle: binding, its text read, and its consequence counts."""
    return (
        consequences().forces[finding.rule.force].binds and finding.rule.text_read == "seen" and counts(heading, finding.rule)
    )
