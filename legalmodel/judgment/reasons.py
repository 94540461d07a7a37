"""Why a finding is as it is: the proofs of the tests that decided it, and its sentence, both made on first need."""

from datetime import date

from legalmodel.base.language import say
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.things import Thing
from legalmodel.judgment.sentences import NOT_KNOWN, sentence
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import head_text, title_of
from legalmodel.logic.expression import Expression
from legalmodel.logic.prove import Proof, assumptions, prove
from legalmodel.logic.scope import Scope


def proofs_of(
    rule: CompiledRule, outcome: Outcome, excluded_by: ExcludedBy, scopes: tuple[Scope, ...], *, assumed: bool = False
) -> tuple[Proof, ...]:
    """Prove the tests that decided: the one that excluded the rule, else its condition, exceptions, factors and readings.

    ``assumed``: of what answers of the graph rest on, with the assumed facts alone.
    """
    if outcome is Outcome.NOT_EXAMINED:
        return ()
    if outcome is Outcome.NOT_APPLICABLE:
        excluding = rule.answers.arises_not.when if rule.answers.arises_not else None
        decided = {ExcludedBy.GOVERNS: rule.governs, ExcludedBy.NOT_YET: None, ExcludedBy.ARISES_NOT: excluding}
        tests = [decided.get(excluded_by, rule.when)]
    else:
        tests = [rule.governs, rule.when, rule.require, *further_tests(rule, outcome)]
        tests += [x.when for x in rule.unless] + [f.when for f in rule.factors] + [r.require for r in rule.readings]
    return tuple(prove(test, scope, assumed=assumed) for scope in scopes for test in tests if test is not None)


def further_tests(rule: CompiledRule, outcome: Outcome) -> list[Expression | None]:
    """Return the tests of the answers beside met and fails that a finding rests on."""
    due, contract, reserves = rule.answers.due, rule.answers.by_contract, rule.answers.reserves
    tests = [rule.answers.arises_not.when] if rule.answers.arises_not else []
    tests += [contract.bound, contract.standing, *(s.excluded for s in contract.struck_by)] if contract else []
    tests += [need.when for need in reserves.needs] if reserves else []
    tests += [due.trigger, due.day] if due and outcome in (Outcome.NOT_YET_DUE, Outcome.UNKNOWN, Outcome.FAIL) else []
    return tests


def assumptions_of(
    rule: CompiledRule, subject: Thing | None, proofs: tuple[Proof, ...], scopes: tuple[Scope, ...], day: date
) -> tuple[str, ...]:
    """Return the assumptions that a finding rests on, in its tests or in the day that selects its law, sorted.

    ``day`` is the day that the deal is looked at from.
    """
    if rule.at and subject is not None and scopes:
        proofs += (prove(rule.at, Scope({rule.form.each: subject}, day, scopes[0].world), assumed=True),)
    return tuple(sorted({a for p in proofs for a in assumptions(p)}))


def sentence_of(rule: CompiledRule, outcome: Outcome, excluded_by: ExcludedBy, scope: Scope) -> str:
    """Return what a rule says of a subject, filled with the facts; empty if it has no words for the outcome.

    A rule with a test of application keeps its words for that; where its law does not reach the subject, just that is said.
    """
    says = rule.form.says
    if excluded_by is ExcludedBy.GOVERNS and rule.when is not None:
        short = head_text(rule.head, rule.source.name, "short", rule.head.short)
        return say("{law} does not apply to this.", law=short)
    field = "pass_" if outcome is Outcome.PASS else outcome.value
    text: str = getattr(says, field, "")
    said = sentence(rule, f"says/{field.rstrip('_')}", text, scope) if text else ""
    # what is met although a fact in its sentence is not known is said by its title: nobody reads "(not known)" as met
    return say("{title}.", title=title_of(rule.form.title)) if outcome is Outcome.PASS and str(NOT_KNOWN) in said else said
