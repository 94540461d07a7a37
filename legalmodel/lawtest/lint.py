"""Look for faults of law files that no example would show."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.graph.roles import roles
from legalmodel.judgment.subjects import sections_of
from legalmodel.law.compile import CompiledRule
from legalmodel.law.compile_answers import expressions as further
from legalmodel.law.consequences import consequences
from legalmodel.law.load import Law
from legalmodel.law.models import ALIASES, Head, split_template
from legalmodel.lawtest.remark import Remark as Remark
from legalmodel.lawtest.words import named_after_answers
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.lookup import tests_of
from legalmodel.logic.tree import TreeNode
from legalmodel.model.deal import SORTS

WORDS = {field: word for word, field in ALIASES.items()}
_PEOPLE = ("parties", "ownership", "ties", "governance", "agencies", "investments", "guarantees", "loans", "claims")
"""Sections with an entry or more for each person of a deal."""


def lint(law: Law, today: date) -> list[Remark]:
    """Return the faults of all rules, in the order of the rules, then of instruments and words, then gaps of the whole law."""
    remarks = [r for rule in law.rules.values() for r in _rule(rule, today)]
    remarks += _instruments(law, today)
    remarks += named_after_answers()
    remarks += _questions(law)
    return remarks + list(_unanswered(law))


def _rule(rule: CompiledRule, today: date) -> Iterable[Remark]:
    yield from _subject(rule)
    yield from _outcomes_shown(rule)
    yield from _sentences(rule)
    yield from _numbers(rule)
    yield from _pairs(rule)
    yield from _time(rule, today)
    yield from _numbers_in_time(rule, today)
    if rule.text_read == "part" and not rule.form.unseen:
        yield Remark(rule.id, "unsaid-part", say("its text was read in part; say under unseen what was not read"))
    if rule.form.factors and not (rule.form.decided_by and rule.form.would_settle):
        yield Remark(rule.id, "weighing", say("a weighing rule says who decides and what would settle it"))


def _subject(rule: CompiledRule) -> Iterable[Remark]:
    each = rule.form.each
    if each != "deal" and not sections_of(each):
        sorts = ", ".join(sorted({*SORTS, "deal"}))
        yield Remark(
            rule.id,
            "no-subject",
            say("'{each}' is no section of a deal; subjects are {sorts} and others", each=each, sorts=sorts),
        )


def _outcomes_shown(rule: CompiledRule) -> Iterable[Remark]:
    if rule.form.enacts:  # shown by the rule that it repeats
        return
    expected = {e.expect for e in rule.examples}
    wanted = {"not_examined"} if rule.text_read == "memory" else {"pass"} if rule.form.readings else ends(rule)
    for outcome in sorted(wanted - expected):
        yield Remark(rule.id, "no-example", say("no example shows how it comes to {outcome}", outcome=outcome))
    if (rule.form.when or rule.form.arises_not) and rule.text_read != "memory" and "not_applicable" not in expected:
        yield Remark(rule.id, "no-example", say("it has a test of application, and no example that the test excludes"))


def ends(rule: CompiledRule) -> set[str]:
    """Return the outcomes that a rule is there to come to: each is shown by an example, and has its sentence."""
    form, contract = rule.form, rule.answers.by_contract
    if form.arises_not:
        return {"does_not_arise"}
    if form.factors:
        return {"judgement", "reservation"} if form.reserves else {"judgement"}
    met = {"pass"}
    if contract and contract.struck_by:
        unread = any(s.text != "seen" or s.excluded is None for s in contract.struck_by)
        met = {"reservation"} if unread else {"pass", "reservation"}
    return {*met, "fail", *(("not_yet_due",) if form.due else ())}


def _sentences(rule: CompiledRule) -> Iterable[Remark]:
    said = {WORDS.get(field, field): text for field, text in vars(rule.form.says).items()}
    who = {"due.who": rule.form.due.who} if rule.form.due else {}
    for name, text in ({f"says.{outcome}": text for outcome, text in said.items()} | who).items():
        for expression in split_template(text)[1::2]:
            try:
                rule.compile(expression)
            except BadExpression as error:
                yield Remark(
                    rule.id,
                    "bad-sentence",
                    say("{name}: {cause}, in {{expression}}", name=name, cause=error.cause, expression=expression),
                )
    if rule.text_read != "memory" and not rule.form.readings:
        for name in sorted(ends(rule), key=lambda name: list(Outcome).index(Outcome(name))):
            if not said.get(name):
                yield Remark(rule.id, "no-sentence", say("says.{name} is empty", name=name))


def _expressions(rule: CompiledRule) -> list[Expression]:
    expressions = [rule.governs, rule.when, rule.require, *(x.when for x in rule.unless), *(f.when for f in rule.factors)]
    expressions += [rule.at, rule.window_closes, *(r.require for r in rule.readings), *further(rule.answers)]
    return [e for e in expressions if e]


def _numbers(rule: CompiledRule) -> Iterable[Remark]:
    for expression in _expressions(rule):
        if numbers := expression.analysis.bare_numbers:
            found = ", ".join(str(n) for n in numbers)
            yield Remark(
                rule.id,
                "bare-number",
                say("the number {found} stands in an expression; name it under thresholds with its article", found=found),
            )


def _pairs(rule: CompiledRule) -> Iterable[Remark]:
    around = tuple(section for section in sections_of(rule.form.each) if section in _PEOPLE)
    found = {" and ".join(names) for expression in _expressions(rule) for names in _nested(expression.tree, around)}
    for names in sorted(found):
        yield Remark(
            rule.id, "pairs", say("it tries every pair of {names}: on a large deal that is slow", names=names), serious=False
        )


def _nested(node: TreeNode, around: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Yield each two loops over people, one within the other, by their sections; ``around`` are the loops it stands in.

    The subject of a rule is the outermost loop. A loop that looks up what it compares tries no pairs.
    """
    inside = around
    for number, clause in enumerate(node.clauses):
        yield from _nested(clause.source, inside)
        if clause.source.op == "section" and clause.source.name in _PEOPLE:
            if not tests_of(node.clauses, number, node.op, node.parts[0]):
                yield from ((outer, clause.source.name) for outer in inside)
            inside = (*inside, clause.source.name)
        for condition in clause.conditions:
            yield from _nested(condition, inside)
    for part in node.parts:
        yield from _nested(part, inside)


def _time(rule: CompiledRule, today: date) -> Iterable[Remark]:
    for name, steps in rule.thresholds.items():
        if steps[0].dates.first > rule.dates.first:
            yield Remark(
                rule.id,
                "gap",
                say(
                    "threshold {name} has no value from {first} to {first2}",
                    name=name,
                    first=rule.dates.first,
                    first2=steps[0].dates.first,
                ),
            )
        for before, after in pairwise(steps):
            last = before.dates.last or after.dates.first - timedelta(days=1)
            if last + timedelta(days=1) != after.dates.first:
                yield Remark(
                    rule.id,
                    "gap",
                    say("threshold {name} has a gap or an overlap at {first}", name=name, first=after.dates.first),
                )
    if rule.dates.last and rule.dates.last < rule.dates.first:
        yield Remark(rule.id, "never-in-force", say("it ends before it begins"))
    if rule.dates.first > today:
        yield Remark(rule.id, "future", say("it is in force only from {first}", first=rule.dates.first), serious=False)


def _numbers_in_time(rule: CompiledRule, today: date) -> Iterable[Remark]:
    for name, steps in rule.thresholds.items():
        last = steps[-1].dates.last
        if last and last < today and (rule.dates.last is None or last < rule.dates.last):
            yield Remark(
                rule.id,
                "lapsed-number",
                say("threshold {name} ends on {last}, and the rule goes on without it", name=name, last=last),
            )
        yield from (
            Remark(rule.id, "future", say("threshold {name} changes on {first}", name=name, first=s.dates.first), serious=False)
            for s in steps[1:]
            if s.dates.first > today
        )


def _instruments(law: Law, today: date) -> Iterable[Remark]:
    replaced = {head.replaces for head in law.instruments.values()}
    for head in law.instruments.values():
        if head.replaces and head.replaces not in law.instruments:
            yield Remark(
                head.id, "no-forerunner", say("it replaces '{replaces}', which is no instrument here", replaces=head.replaces)
            )
        if head.id not in replaced and _ended(head, today):
            text = say("it ended on {day}, and no instrument here replaces it", day=head.in_force.to)
            yield Remark(head.id, "lapsed", text, serious=False)


def _ended(head: Head, today: date) -> bool:
    return bool(head.in_force.to) and date.fromisoformat(str(head.in_force.to)) < today


def _questions(law: Law) -> Iterable[Remark]:
    """Yield the questions whose answers no line would hear."""
    headings = consequences().headings
    for question in law.catalogue.questions.values():
        if question.counts_for != "apart" and question.counts_for not in {"hop", "vehicle", "class", *roles()}:
            yield Remark(
                question.id,
                "no-role",
                say("it counts for '{counts_for}', which is no role of graph/roles.yaml", counts_for=question.counts_for),
            )
        elif question.counts_for != "apart" and question.group not in headings:
            yield Remark(
                question.id,
                "no-heading",
                say(
                    "it counts for a line, and '{group}' is none of {headings}",
                    group=question.group,
                    headings=", ".join(headings),
                ),
            )


def _unanswered(law: Law) -> Iterable[Remark]:
    for system in law.systems:
        rules = law.rules_at(system)
        asked, answered = {r.question for r in rules}, {r.question for r in rules if r.text_read == "seen"}
        for question in law.catalogue.questions.values():
            if not question.essential and question.id not in asked:
                yield Remark(system, "no-rule", say("no rule of any sort answers {id}", id=question.id), serious=False)
            if question.essential and question.id not in answered:
                yield Remark(
                    system, "unanswered", say("no rule with its text read answers {id}", id=question.id), serious=False
                )
