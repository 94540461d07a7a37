"""Draw conclusions: the state of each question, and what a line says as a whole (semantics, section C)."""

from collections.abc import Collection, Iterable
from operator import attrgetter

from legalmodel.base.outcomes import Conclusion, ExcludedBy, Outcome, State
from legalmodel.judgment.bearing import can_answer, counts, is_shelter, reduces
from legalmodel.judgment.finding import Finding, QuestionState
from legalmodel.law.compile import CompiledRule
from legalmodel.law.consequences import consequences

ACCESSORY = frozenset(("guarantee", "claim", "charge", "loan", "option", "hedge"))
"""Sorts of things that a deal can do without; any deal passes assets, issues securities and has them looked after."""

ANSWERED = frozenset((State.PASS, State.FAIL, State.RESERVATION, State.DOES_NOT_ARISE, State.NONE))
"""States of a question that is answered. What is not yet due is counted apart."""


def answering(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that answer a question for a line.

    A market standard or a draft never does, nor a term that a private pack adds. A safe harbour does if it is met; one that is missed leaves the answer to others,
    and one that may be met leaves it open only if nothing else answers.
    """
    rules = set(map(_RULE, findings))  # of thousands of findings these are a handful
    silent = [rule for rule in rules if not can_answer(rule) or _own_term(rule)]
    law = tuple([f for f in findings if f.rule not in silent]) if silent else findings
    if not [rule for rule in rules if is_shelter(rule) and rule not in silent]:
        return law
    firm = tuple([f for f in law if f.outcome is Outcome.PASS or not is_shelter(f.rule)])
    live = any(f.outcome not in _SILENT for f in firm)
    return firm if live else tuple([f for f in law if f.outcome is not Outcome.FAIL or not is_shelter(f.rule)])


_RULE = attrgetter("rule")


def _own_term(rule: CompiledRule) -> bool:
    """Tell whether a rule is on a term that a private pack adds: it is told, and answers nothing."""
    return rule.force == "contract" and rule.private


_SILENT = (Outcome.NOT_EXAMINED, Outcome.NOT_APPLICABLE)


def state_of(question: str, findings: tuple[Finding, ...], answers: tuple[Finding, ...] | None = None) -> QuestionState:
    """Sum up the findings on one question: the worst that is certain, then what is open, then what is answered.

    ``answers`` are those that count, all of them unless given. Where each law that was read does not reach the subject, and another was
    not read or not in force, the question is not examined: a law for others says nothing.
    """
    counted = findings if answers is None else answers
    live = [f for f in counted if f.outcome is not Outcome.NOT_EXAMINED]
    # the law that was read is for others, and the one that is for this deal nobody read
    if len(live) < len(counted) and all(f.result.excluded_by is ExcludedBy.GOVERNS for f in live):
        live = []
    return QuestionState(question, _state(live) if live else State.NOT_EXAMINED, findings)


def _state(live: list[Finding]) -> State:
    said = {f.outcome for f in live if not f.harmless}
    # what speaks against the deal comes first: no number of rules that are met makes up for it
    for outcome in _GRAVE:
        if outcome in said:
            return State(outcome.value)
    if any(f.outcome is Outcome.PASS and f.rule.text_read == "seen" for f in live):
        return State.PASS
    # only a text read in full answers; what was read in part comes below, after all that was
    for outcome in (Outcome.RESERVATION, Outcome.DOES_NOT_ARISE):
        if any(f.outcome is outcome and f.rule.text_read == "seen" for f in live):
            return State(outcome.value)
    for outcome, state in _IN_PART.items():
        if outcome in said:
            return state
    harmless = [f for f in live if f.harmless]
    # a fact that is waited for does no harm as long as none of its values makes it anything but not yet due
    if Outcome.NOT_YET_DUE in said and all(f.result.could_be <= _WAITING for f in harmless):
        return State.NOT_YET_DUE
    if harmless:
        return State.UNKNOWN
    # that a closed list names no guarantee is an answer; that it names no transfer leaves a deal without one
    without = all(f.result.excluded_by is ExcludedBy.NONE and f.rule.form.each in ACCESSORY for f in live)
    return State.NONE if without and any(f.rule.text_read == "seen" for f in live) else State.NOT_APPLICABLE


_GRAVE = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.JUDGEMENT)
_IN_PART = {Outcome.PASS: State.PART, Outcome.RESERVATION: State.RESERVATION, Outcome.DOES_NOT_ARISE: State.DOES_NOT_ARISE}
"""Outcome -> the state of a question that only rules read in part answer; a reservation that hangs on them is told all the same."""
_WAITING = frozenset((Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE))


def worst(heading: str, findings: Iterable[Finding]) -> Conclusion | None:
    """Return the worst conclusion under a heading that some finding brings about by itself; None if none does."""
    loud = [f for f in findings if f.outcome in _GRAVER or f.result.could_be or f.conflicts]
    # what is unknown of one rule, and may come to the same ends, brings about the same
    open = {(f.rule, f.result.could_be): f for f in loud if f.outcome is Outcome.UNKNOWN}
    found = {_brings(heading, f) for f in (*open.values(), *[f for f in loud if f.outcome is not Outcome.UNKNOWN])}
    return next((conclusion for conclusion in _BY_FINDING if conclusion in found), None)


_BY_FINDING = (Conclusion.OBSTACLE, Conclusion.OPEN, Conclusion.TO_BE_WEIGHED, Conclusion.DOUBTFUL)


def _brings(heading: str, finding: Finding) -> Conclusion | None:
    fails = finding.outcome is Outcome.FAIL
    if fails and would_be_obstacle(heading, finding) and not finding.doubtful:
        return Conclusion.OBSTACLE
    if may_worsen(heading, finding) or _contested(heading, finding):
        return Conclusion.OPEN
    if finding.outcome is Outcome.JUDGEMENT and not is_shelter(finding.rule):
        return Conclusion.TO_BE_WEIGHED
    # a fail on facts that nobody stated, or of what binds nobody, is told and is no obstacle
    return Conclusion.DOUBTFUL if fails and (counts(heading, finding.rule) or reduces(finding.rule)) else None


def _contested(heading: str, finding: Finding) -> bool:
    """Tell whether an answer rests on facts on which the sources of the file differ, so that another would make it worse."""
    outcomes = {c.outcome for c in finding.conflicts} if finding.outcome in _ANSWERS else set()
    worse = counts(heading, finding.rule) or reduces(finding.rule)
    return bool(outcomes & _GRAVER) and (worse or (Outcome.JUDGEMENT in outcomes and not is_shelter(finding.rule)))


_ANSWERS = frozenset((Outcome.PASS, Outcome.DOES_NOT_ARISE, Outcome.RESERVATION))
_GRAVER = frozenset(_GRAVE)


def conclude(
    brought: Collection[Conclusion | None], essential: set[str], lists_open: object, no_pack: object = ()
) -> Conclusion:
    """Return the first conclusion of the table that holds.

    ``brought`` is what findings bring about by themselves, ``essential`` the states of the essential questions, ``no_pack`` the
    bodies of law that hold too and that nobody encoded: beside one of them nothing favourable can be said. An essential question answered
    with *not met* leaves a line doubtful even where nothing of law follows, as where the contract names nobody who takes over.
    """
    # in the order of the table: each row counts only where none above it does, so that the gravest is told
    if Conclusion.OBSTACLE in brought:
        return Conclusion.OBSTACLE
    if Conclusion.OPEN in brought or "unknown" in essential or lists_open:
        return Conclusion.OPEN
    if Conclusion.TO_BE_WEIGHED in brought:
        return Conclusion.TO_BE_WEIGHED
    if Conclusion.DOUBTFUL in brought or State.FAIL in essential:
        return Conclusion.DOUBTFUL
    if essential == {State.NOT_YET_DUE} and not no_pack:
        return Conclusion.NOTHING_DUE
    answered = bool(essential) and essential <= ANSWERED | {State.NOT_YET_DUE} and not no_pack
    return Conclusion.NO_OBSTACLE if answered else Conclusion.NOT_EXAMINED


def favourable(answers: Iterable[Finding], plan: bool | None) -> Conclusion:
    """Return in which words "no obstacle" may be said: on papers that are there, of what is done.

    ``answers`` are the findings that answer the essential questions; ``plan`` is True for a proposed deal. One whose stage is not
    known is left open, since it is either.
    """
    answers = tuple(answers)
    if plan is None:
        return Conclusion.OPEN
    # asked before the plan: that a paper was not seen is the weaker footing of the two
    if any(f.unseen for f in answers):
        return Conclusion.ON_PAPERS_NOT_SEEN
    return Conclusion.IN_THE_PLAN if plan or any(f.planned for f in answers) else Conclusion.NO_OBSTACLE


def answers_of(state: QuestionState) -> tuple[Finding, ...]:
    """Return the findings that give a question its state."""
    return tuple([f for f in state.findings if f.outcome.value == state.state.value])


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
