"""Judge a graph against law: hop five of the flow."""

from collections.abc import Iterable
from datetime import date

from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.acceptance import accept
from legalmodel.judgment.conclude import draw_lines, sections_of
from legalmodel.judgment.days import Clock, Days, days_for, is_proposed
from legalmodel.judgment.evaluate import alike, evaluate
from legalmodel.judgment.finding import Finding, Judgment, Result, Window
from legalmodel.judgment.next_facts import rank
from legalmodel.judgment.roles import Roles
from legalmodel.judgment.sentences import say
from legalmodel.judgment.systems import systems_touched
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.logic.prove import Proof, assumptions, prove
from legalmodel.logic.scope import Scope


def judge(graph: Graph, law: Law, run_day: date, as_of: date | None = None, law_on: date | None = None) -> Judgment:
    """Judge a deal.

    ``as_of`` moves facts and law to one day; ``law_on`` asks what that day's law would say of the same facts.
    """
    clock = Clock(run_day, as_of, law_on, is_proposed(graph.deal, run_day))
    findings = tuple(f for rule in law.rules.values() for f in apply(rule, graph, clock))
    notes = accept(graph, findings, as_of or run_day)
    if graph.section("assumptions").known:
        for finding in findings:
            finding.assuming = _assuming(finding, graph, clock)
    systems = systems_touched(graph, law.systems)
    lines, apart = draw_lines(Roles(graph), law.catalogue, findings, systems)
    return Judgment(
        graph.deal, run_day, as_of, law_on, findings, lines, apart, rank(findings, law.catalogue, lines),
        tuple(_windows(findings, graph)), systems, notes,
        tuple(name_of(a) for a in graph.section("assumptions")),
    )  # fmt: skip


def _assuming(finding: Finding, graph: Graph, clock: Clock) -> tuple[str, ...]:
    """Return the assumptions that a finding rests on, in its tests or in the day that selects its law."""
    proofs = finding.proofs
    if finding.rule.at and finding.subject and clock.as_of is None and not clock.proposed:
        proofs += (prove(finding.rule.at, Scope({finding.rule.form.each: finding.subject}, clock.run_day, graph, {})),)
    return tuple(sorted({a for p in proofs for a in assumptions(p)}))


def subjects(graph: Graph, each: str) -> Items:
    """Return the things a rule is about, with what is missing if their list may be longer."""
    if each == "deal":
        return Items((graph.deal,))
    lists = [graph.section(section) for section in sections_of(each)]
    return Items(tuple(t for items in lists for t in items.known), frozenset().union(*(i.open for i in lists)))


def apply(rule: CompiledRule, graph: Graph, clock: Clock) -> Iterable[Finding]:
    """Yield the findings of one rule: one for each subject, or one that says there is none."""
    items = subjects(graph, rule.form.each)
    if not items.known:
        yield _without_subject(rule, items)
    for thing in items.known:
        yield find(rule, thing, graph, clock)


def _without_subject(rule: CompiledRule, items: Items) -> Finding:
    if rule.text == "memory":
        result = Result(Outcome.NOT_EXAMINED, excluded_by="text not read")
    elif items.open:
        could_be = frozenset((Outcome.NOT_APPLICABLE, *_ends(rule)))
        result = Result(Outcome.UNKNOWN, could_be, items.open, excluded_by="none listed")
    else:
        result = Result(Outcome.NOT_APPLICABLE, excluded_by="none")
    noun = rule.form.each.replace("_", " ")
    sentence = f"The file lists no {noun}" + (", and does not say that the list is complete." if items.open else ".")
    return Finding(rule, None, None, result, tuple, lambda: sentence)


def _ends(rule: CompiledRule) -> tuple[Outcome, ...]:
    """Return the outcomes that a rule can come to where it applies."""
    if rule.form.factors:
        return (Outcome.JUDGEMENT,)
    return (Outcome.PASS, Outcome.FAIL, *((Outcome.JUDGEMENT,) if rule.form.readings else ()))


def find(rule: CompiledRule, thing: Thing, graph: Graph, clock: Clock) -> Finding:
    """Return what a rule says of one thing: on the day of its act, or alike on every day it may have been."""
    base = Scope({rule.form.each: thing}, clock.run_day, graph, {})
    days = days_for(rule, base, clock)
    scopes = [Scope({rule.form.each: thing}, day, graph, rule.values_on(clock.law_on or day)) for day in days.days]
    results = [evaluate(rule, scope, clock.law_on or day) for scope, day in zip(scopes, days.days, strict=True)]
    result = _together(results, days, clock.law_on is not None)
    finding = Finding(
        rule, thing, days.days[0], result, lambda: _prove(rule, scopes, result), lambda: _sentence(rule, result, scopes[0])
    )
    finding.day_note = days.note
    return finding


def _together(results: list[Result], days: Days, law_known: bool) -> Result:
    first = results[0]
    day_unknown = days.days == (None,) and not law_known
    if first.outcome is Outcome.NOT_APPLICABLE and len(results) == 1:
        return first
    if day_unknown and first.outcome is not Outcome.NOT_EXAMINED:
        could_be = (first.could_be or {first.outcome}) | {Outcome.NOT_EXAMINED}
        return first._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(could_be), missing=first.missing | days.missing)
    if len({r.outcome for r in results}) == 1:
        return alike(results)
    could_be = frozenset().union(*(r.could_be or {r.outcome} for r in results))
    return Result(Outcome.UNKNOWN, could_be, frozenset().union(days.missing, *(r.missing for r in results)))


def _prove(rule: CompiledRule, scopes: list[Scope], result: Result) -> tuple[Proof, ...]:
    """Prove the tests that decided: the one that excluded the rule, else its condition, exceptions, factors and readings."""
    if result.outcome is Outcome.NOT_EXAMINED:
        return ()
    if result.outcome is Outcome.NOT_APPLICABLE:
        tests = [rule.governs if result.excluded_by == "governs" else rule.when]
    else:
        tests = [rule.governs, rule.when, rule.require]
        tests += [x.when for x in rule.unless] + [f.when for f in rule.factors] + [r.require for r in rule.readings]
    return tuple(prove(test, scope) for scope in scopes for test in tests if test is not None)


def _sentence(rule: CompiledRule, result: Result, scope: Scope) -> str:
    says = rule.form.says
    text = {
        Outcome.PASS: says.pass_,
        Outcome.FAIL: says.fail,
        Outcome.UNKNOWN: says.unknown,
        Outcome.JUDGEMENT: says.judgement,
        Outcome.NOT_APPLICABLE: says.not_applicable,
    }.get(result.outcome, "")
    return say(rule, text, scope) if text else ""


def _windows(findings: tuple[Finding, ...], graph: Graph) -> Iterable[Window]:
    for finding in findings:
        window = finding.rule.form.window
        if window and finding.subject and finding.outcome not in (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED):
            closes = None
            if finding.rule.window_closes:
                scope = Scope(
                    {finding.rule.form.each: finding.subject}, finding.day, graph, finding.rule.values_on(finding.day)
                )
                value = finding.rule.window_closes.run(scope)
                closes = value.last if isinstance(value, Span) else None
            yield Window(finding, window.ground, closes, window.unless, not window.closes)
