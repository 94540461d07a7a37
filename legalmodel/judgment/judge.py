"""Judge a graph against law: hop five of the flow."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from legalmodel.base import figures
from legalmodel.base.jurisdictions import UNIONS
from legalmodel.base.language import Phrase, Said
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.base.places import Path
from legalmodel.base.shared import united
from legalmodel.base.speech import name_of, sort_of
from legalmodel.base.values import Items, Span
from legalmodel.graph.graph import Graph
from legalmodel.judgment.acceptance import accept
from legalmodel.judgment.at_stake import AtStake
from legalmodel.judgment.bearing import fails_of
from legalmodel.judgment.budget import may_prove_all, within_budget
from legalmodel.judgment.days import PASSED, Clock, Days, is_proposed
from legalmodel.judgment.drawn import Drawn, Judgment, Window
from legalmodel.judgment.evaluate import NOT_REACHED, alike, weigh
from legalmodel.judgment.finding import Finding, Line, QuestionState
from legalmodel.judgment.lines import draw_lines
from legalmodel.judgment.next_facts import rank, teller_of
from legalmodel.judgment.now import Now, now_of
from legalmodel.judgment.openings import Openings, open_lines
from legalmodel.judgment.real import reword
from legalmodel.judgment.result import Result, Stands, System
from legalmodel.judgment.roles import Roles
from legalmodel.judgment.stretches import on_each_day
from legalmodel.judgment.subjects import NumbersRead, Subject, SubjectTable, numbers_read, sections_of
from legalmodel.judgment.systems import Touched, systems_touched
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.logic.scope import Scope

Standing = Mapping[str, Mapping[Path, Stands]]
"""By rule and subject, what was found before and cannot have moved since (``moved.standing``)."""
_NOTHING_STANDS: Standing = {}


def judge(
    graph: Graph,
    law: Law,
    run_day: date,
    as_of: date | None = None,
    law_on: date | None = None,
    standing: Standing = _NOTHING_STANDS,
) -> Judgment:
    """Judge a deal.

    ``as_of`` is the day that the deal is looked at from, and that its graph was cut at; the law of each act stays that of its own
    day. ``law_on`` asks what that day's law would say of the same facts. What is ``standing`` is taken as it was found.
    Raises BadInput if it would take too long, or too much memory (``budget``).
    """
    clock = clock_for(graph, run_day, as_of, law_on)
    touched = Touched(graph, law.reach, law_on)
    subjects = SubjectTable(graph, clock)
    asked = [rule for rule in law.rules.values() if touched.is_judged(rule)]
    findings = within_budget(graph, asked, partial(_findings, subjects=subjects, touched=touched, standing=standing))
    if subjects.now.assumes:
        may_prove_all(findings, graph)
    notes = accept(graph, findings, as_of or run_day)
    if subjects.now.about == "real":
        reword(findings, graph)
    assumed = tuple(name_of(a) for a in graph.section("assumptions"))
    day = _day_of_law(graph, as_of or run_day)
    # put together on first need, and once: who asks for lines alone does not pay for what is drawn from them
    concluded = cache(partial(_conclude, findings, graph, law, touched, day, subjects.now))
    return Judgment(
        graph.deal,
        run_day,
        as_of,
        law_on,
        findings,
        notes,
        assumed,
        lambda: _draw(findings, graph, law, concluded()),
        lambda: concluded().lines,
    )


def lines_of(findings: tuple[Finding, ...], graph: Graph, law: Law, run_day: date) -> tuple[Line, ...]:
    """Return the conclusions that findings come to: of those that are known already, for who need not judge again."""
    clock = clock_for(graph, run_day)
    now = now_of(graph, clock)
    return _conclude(findings, graph, law, Touched(graph, law.reach, None), _day_of_law(graph, run_day), now).lines


class _Concluded(NamedTuple):
    """The conclusions, with what they were drawn by; who asks for these alone need not wait for what to find out next."""

    systems: tuple[System, ...]
    lines: tuple[Line, ...]
    apart: tuple[QuestionState, ...]
    watch: Openings


def _conclude(findings: tuple[Finding, ...], graph: Graph, law: Law, touched: Touched, day: date, now: Now) -> _Concluded:
    systems, roles, watch = systems_touched(touched, day), Roles(graph), Openings(graph, now.day)
    lines, apart = draw_lines(roles, law.catalogue, findings, touched, day, now)
    return _Concluded(systems, open_lines(lines, roles, law.catalogue, systems, watch), apart, watch)


def _draw(findings: tuple[Finding, ...], graph: Graph, law: Law, concluded: _Concluded) -> Drawn:
    systems, lines, apart, watch = concluded
    windows = tuple(_windows(findings, graph))
    return Drawn(
        systems,
        lines,
        apart,
        rank(findings, law.catalogue, lines, AtStake(graph).part, partial(teller_of, graph=graph, catalogue=law.catalogue)),
        windows,
        *fails_of(findings, graph),
        watch.not_asked,
        watch.apart(apart, systems),
    )


def _day_of_law(graph: Graph, otherwise: date) -> date:
    """Return the day on which to say which bodies of law hold at a place: that of closing, where it is known and past."""
    closing = graph.deal.fields.get("closing")
    return min(closing.last, otherwise) if isinstance(closing, Span) else otherwise


def clock_for(graph: Graph, run_day: date, as_of: date | None = None, law_on: date | None = None) -> Clock:
    """Return the days that a graph is judged by: those asked for, and those that its cut found."""
    proposed = is_proposed(graph.deal, as_of or run_day)
    return Clock(run_day, as_of, law_on, proposed, as_of or graph.cut.last, graph.cut.known_to)


def apply(rule: CompiledRule, graph: Graph, clock: Clock) -> Iterable[Finding]:
    """Yield the findings of one rule: one for each subject, or one that says there is none."""
    yield from _findings(rule, SubjectTable(graph, clock))


def _findings(
    rule: CompiledRule, subjects: SubjectTable, touched: Touched | None = None, standing: Standing = _NOTHING_STANDS
) -> list[Finding]:
    items = subjects.things(rule.form.each)
    if not items.known and not items.doubtful:
        return [_without_subject(rule, items, subjects)]
    found, law_on, now = subjects.of(rule), subjects.clock.law_on, subjects.now
    # law of a union that the country was not in on the day of this act says nothing of it, though it may of another
    if touched is not None and rule.system in UNIONS:
        found = [subject for subject in found if touched.is_held(rule, subject.days.days)]
    if stands := standing.get(rule.id):
        return [_standing(rule, subject, stands.get(subject.thing.path), law_on, now) for subject in found]
    return [find(rule, subject, law_on, now) for subject in found]


def _standing(rule: CompiledRule, subject: Subject, before: Stands | None, law_on: date | None, now: Now) -> Finding:
    """Return what was found of a subject before and cannot have moved since, else what is found anew."""
    if before is None or subject.days.not_yet or subject.days.unsure:
        return find(rule, subject, law_on, now)
    found = Finding(rule, subject, before.result, "", now, before.known_to)
    if before.unstated is not None:
        found.unstated = before.unstated
    return found


def _without_subject(rule: CompiledRule, items: Items, subjects: SubjectTable) -> Finding:
    if rule.text_read == "memory":
        result = Result(Outcome.NOT_EXAMINED, excluded_by=ExcludedBy.NOT_READ)
    # an open list that names none may have one all the same, so the rule may come to any of its ends
    elif items.open:
        could_be = frozenset((Outcome.NOT_APPLICABLE, *_ends(rule)))
        result = Result(Outcome.UNKNOWN, could_be, items.open, excluded_by=ExcludedBy.NONE_LISTED)
    else:
        result = Result(Outcome.NOT_APPLICABLE, excluded_by=ExcludedBy.NONE)
    return Finding(rule, None, result, _not_there(rule, subjects, bool(items.open)))


def _not_there(rule: CompiledRule, subjects: SubjectTable, open: bool) -> Phrase:
    sections, noun = sections_of(rule.form.each), Said(partial(sort_of, rule.form.each))
    if any(t.path[0] in sections for t in subjects.graph.cut.later if len(t.path) == 2):
        said = Phrase("On {day} there is no {noun} yet", day=_day(subjects.clock.last), noun=noun)
    elif any(path[0] in sections for path in subjects.graph.cut.ended):
        said = Phrase("On {day} there is no {noun} any more", day=_day(subjects.graph.cut.stands), noun=noun)
    else:
        said = Phrase("The file lists no {noun}", noun=noun)
    return Phrase("{said}, and does not say that the list is complete." if open else "{said}.", said=said)


def _day(value: date | Span | None) -> Said | None:
    return None if value is None else Said(partial(figures.day, value))


def _ends(rule: CompiledRule) -> tuple[Outcome, ...]:
    """Return the outcomes that a rule can come to where it applies."""
    form = rule.form
    if form.arises_not:
        return (Outcome.DOES_NOT_ARISE,)
    if form.factors:
        return (Outcome.JUDGEMENT, *((Outcome.RESERVATION,) if form.reserves else ()))
    further = ((form.readings, Outcome.JUDGEMENT), (form.due, Outcome.NOT_YET_DUE), (form.by_contract, Outcome.RESERVATION))
    return (Outcome.PASS, Outcome.FAIL, *(outcome for part, outcome in further if part))


def find(rule: CompiledRule, subject: Subject, law_on: date | None, now: Now) -> Finding:
    """Return what a rule says of one subject: on the day of its act, or alike on every day it may have been."""
    days, scopes = subject.days, subject.scopes
    if subject.outside:  # most law is for others
        return Finding(rule, subject, NOT_REACHED, "", now)
    if days.not_yet:
        sentence = Phrase("The day by which this is judged, {day}, has not come.", day=_day(days.days[0]))
        return Finding(rule, subject, _NOT_YET, sentence, now)
    if rule.thresholds:
        scopes = subject.numbered(rule, law_on)
    law_on = law_on or days.law
    knowledge = [scope.knowledge for scope in scopes if scope.knowledge is not None]
    for each in knowledge:
        # set back for each rule: the scopes of a subject are shared by all rules that ask of it
        each.reached = False
    if len(scopes) == 1 and (law_day := law_on or scopes[0].day):
        result = weigh(rule, scopes[0], law_day, subject.governs[0], now)
    else:
        result = _together(on_each_day(rule, scopes, subject.governs, law_on, now), days, law_on is not None)
    known_to = days.known_to
    for each in knowledge:
        if each.reached:
            known_to = each.to
            break
    numbers = numbers_read(scopes) if rule.thresholds else ()
    if days.unsure:
        return _unsure(rule, subject, result, now, known_to, numbers)
    return Finding(rule, subject, result, "", now, known_to, numbers)


def _unsure(
    rule: CompiledRule, subject: Subject, result: Result, now: Now, known_to: date | None, numbers: NumbersRead
) -> Finding:
    """Return what is found of an act that may never take place; what would not apply anyhow needs no doubt of that."""
    days = subject.days
    if result.outcome not in _OUTSIDE:
        could_be = (result.could_be or {result.outcome}) | {Outcome.NOT_APPLICABLE}
        result = result._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(could_be), missing=result.missing | days.unsure)
    return Finding(rule, subject, result, _passed(days), now, known_to, numbers)


_NOT_YET = Result(Outcome.NOT_APPLICABLE, excluded_by=ExcludedBy.NOT_YET)
_OUTSIDE = (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED)


def _passed(days: Days) -> Phrase | str:
    """Say of a planned act whose day has passed that nobody told of it."""
    if not any(m.reason == PASSED for m in days.unsure):
        return ""
    return Phrase("It was planned for {day}; the file does not say whether it happened.", day=_day(days.days[0]))


def _together(results: list[Result], days: Days, law_known: bool) -> Result:
    first = results[0]
    day_unknown = days.days == (None,) and not law_known
    if len(results) == 1 and (first.outcome is Outcome.NOT_APPLICABLE or not day_unknown):
        return first
    # without the day it is not known either which law was in force on it, and that may be one which nobody encoded
    if day_unknown and first.outcome is not Outcome.NOT_EXAMINED:
        could_be = (first.could_be or {first.outcome}) | {Outcome.NOT_EXAMINED}
        return first._replace(outcome=Outcome.UNKNOWN, could_be=frozenset(could_be), missing=first.missing | days.missing)
    if len({r.outcome for r in results}) == 1:
        return alike(results)
    # another outcome on another of the days that it may be: the day decides, so the day is missing
    could_be = frozenset().union(*(r.could_be or {r.outcome} for r in results))
    return Result(Outcome.UNKNOWN, could_be, united((days.missing, *(r.missing for r in results))))


def _windows(findings: tuple[Finding, ...], graph: Graph) -> Iterable[Window]:
    for finding in findings:
        window = finding.rule.form.window
        # a period runs whether the rule is met or not, as long as its law says something of the subject
        if window and finding.subject and finding.outcome not in (Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED):
            closes = None
            if finding.rule.window_closes:
                scope = Scope(
                    {finding.rule.form.each: finding.subject}, finding.day, graph, finding.rule.values_on(finding.day)
                )
                value = finding.rule.window_closes.run(scope)
                closes = value.last if isinstance(value, Span) else None
            yield Window(finding, window.ground, closes, window.unless, not window.closes)
