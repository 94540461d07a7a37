"""Try rules on deals: two that can disagree, and rules that nothing makes apply. Slower than ``lint``, since it judges."""

import json
from collections.abc import Iterable
from itertools import combinations, product
from typing import NamedTuple

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.kinds import Kind
from legalmodel.base.language import say
from legalmodel.base.outcomes import ExcludedBy, Outcome
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law
from legalmodel.law.models import Example
from legalmodel.law.reach import CONTRACT, holds_at, is_law
from legalmodel.lawtest.examples import base_names, changed_graph, outcomes
from legalmodel.lawtest.remark import Remark

APPLIES = frozenset(Outcome) - {Outcome.NOT_APPLICABLE, Outcome.NOT_EXAMINED}


class _Deal(NamedTuple):
    """A deal to try rules on, and what to call it."""

    name: str
    graph: Graph


def exercised(rule: CompiledRule) -> dict[str, dict[str, str]]:
    """Return template -> subject -> outcome, for the templates on which a rule says pass, fail, unknown or judgement."""
    found = {}
    for name in base_names():
        said = outcomes(rule, changed_graph(Example(base=name, expect="pass")))
        if told := {path or "none listed": str(f.outcome.value) for path, f in said.items() if f.outcome in APPLIES}:
            found[name] = told
    return found


def lint_on_deals(law: Law, rules: Iterable[CompiledRule]) -> list[Remark]:
    """Return what trying these rules on the examples of their question, and on the templates, brings out."""
    by_question: dict[str, list[CompiledRule]] = {}
    for rule in law.rules.values():
        by_question.setdefault(rule.question, []).append(rule)
    asked: dict[tuple[str, str], None] = {}
    for rule in rules:  # with the places within its own at which the same question has an answer
        here = [other.system for other in by_question[rule.question] if _holds_too(rule.system, other.system)]
        asked |= dict.fromkeys((system, rule.question) for system in (rule.system, *here))
    remarks: list[Remark] = []
    for system, question in asked:
        group = [r for r in by_question[question] if r.system == system]
        wider = [r for r in by_question[question] if _holds_too(r.system, system)]
        remarks += _of_question(group, wider)
    return remarks


def _holds_too(wide: str, narrow: str) -> bool:
    """Tell whether law of a union or a federation holds where that of a member does; what is agreed is no law of a place."""
    return wide != narrow and is_law(wide) and CONTRACT not in (wide, narrow) and holds_at(wide, narrow, None) is not False


def _of_question(group: list[CompiledRule], wider: list[CompiledRule]) -> Iterable[Remark]:
    """Yield the remarks on the rules of one system that answer one question, also beside those that hold there from a wider one."""
    reached: set[str] = set()
    clashes: dict[tuple[CompiledRule, CompiledRule], str] = {}
    doubled: dict[tuple[CompiledRule, CompiledRule], str] = {}
    together = [*group, *wider]
    pairs = [(a, b) for a, b in (*combinations(group, 2), *product(group, wider)) if _meet(a, b)]
    closing = any(rule.form.arises_not for rule in together)
    for deal in (*_deals(together), *(_templates() if closing else ())):
        said = {rule.id: outcomes(rule, deal.graph) for rule in together}
        reached |= {rule.id for rule in group if any(map(_applies, said[rule.id].values()))}
        for a, b in pairs:
            if (a, b) not in clashes and (where := _clash(said[a.id], said[b.id])):
                clashes[a, b] = f"{where} ({deal.name})"
            if (a, b) not in doubled and (where := _closed_and_open(a, b, said)):
                doubled[a, b] = f"{where} ({deal.name})"
    yield from _overlaps(clashes)
    for (a, b), where in doubled.items():
        closes, fails = (a, b) if a.form.arises_not else (b, a)
        text = say(
            "it says that the question does not arise, and {id} may fail, of one subject: {where}", id=fails.id, where=where
        )
        yield Remark(closes.id, "closed-and-open", text)
    for rule in group:
        if rule.id not in reached and not _on_a_template(rule):
            yield Remark(rule.id, "dead", say("no example and no template makes it apply"))


def _overlaps(clashes: dict[tuple[CompiledRule, CompiledRule], str]) -> Iterable[Remark]:
    """Yield a note for each two rules that can disagree over the same facts, and one for all that go by different facts."""
    apart: dict[str, None] = {}
    for (a, b), where in clashes.items():
        if facts := ", ".join(f"{sort}.{field}" for sort, field in sorted(_facts(a) & _facts(b))):
            text = say(
                "it and {id} answer the same question, read the same facts ({facts}), and can disagree: {where}",
                id=b.id,
                facts=facts,
                where=where,
            )
            yield Remark(a.id, "overlap", text, serious=False)
        else:
            apart |= dict.fromkeys((a.id, b.id))
    if apart:
        first, *others = apart
        text = say(
            "it and {others} answer the same question by different facts: one can be met where another fails",
            others=", ".join(others),
        )
        yield Remark(first, "together", text, serious=False)


def _facts(rule: CompiledRule) -> set[tuple[str, str]]:
    """Return the facts that a rule decides by: fields that hold a value, and do not only lead to another record."""
    tests = [rule.require, *(x.when for x in rule.unless), *(v.require for v in rule.readings)]
    pairs = {pair for test in tests if test for pair in test.reads}
    return {(sort, field) for sort, field in pairs if _is_value(rule.words().things.get(sort, {}).get(field))}


def _is_value(kind: Kind | None) -> bool:
    return kind is not None and (kind.item or kind).name != "thing"


def _deals(group: list[CompiledRule]) -> Iterable[_Deal]:
    """Yield every deal of the examples of some rules, each once."""
    seen = set()
    for rule in group:
        for number, example in enumerate(rule.examples, 1):
            key = json.dumps([example.base, example.change], default=str)
            if key in seen:
                continue
            seen.add(key)
            try:
                yield _Deal(f"example {number} of {rule.id}", changed_graph(example))
            except (BadInput, BadRequest):
                continue


def _templates() -> Iterable[_Deal]:
    yield from (_Deal(f"template {name}", changed_graph(Example(base=name, expect="pass"))) for name in base_names())


def _closed_and_open(a: CompiledRule, b: CompiledRule, said: dict[str, dict[str, Finding]]) -> str:
    """Return a listed subject of which one rule says, or may say, that a question does not arise, and that another may fail."""
    for closing, other in ((a, b), (b, a)):
        if closing.form.arises_not and not other.form.arises_not and not other.form.factors:
            for path, finding in said[closing.id].items():
                reached = finding.outcome is Outcome.DOES_NOT_ARISE or Outcome.DOES_NOT_ARISE in finding.result.could_be
                listed = path != ""  # of an open list with nothing in it each rule says what it might say of anything
                if reached and listed and path in said[other.id] and _applies(said[other.id][path]):
                    return path
    return ""


def _applies(finding: Finding) -> bool:
    """Tell whether a rule applied: it came to an answer, or would have if its text had been read."""
    if finding.result.excluded_by is not ExcludedBy.NOT_READ:
        return finding.outcome in APPLIES
    when = finding.rule.when
    return when is None or not finding.scopes or when.run(finding.scopes[0]) is not False


def applies_somewhere(rule: CompiledRule) -> bool:
    """Tell whether an example of a rule, or a template, makes it apply: the first that does is enough."""
    own = (outcomes(rule, deal.graph) for deal in _deals([rule]))
    return any(_applies(f) for said in own for f in said.values()) or _on_a_template(rule)


def _on_a_template(rule: CompiledRule) -> bool:
    graphs = (changed_graph(Example(base=name, expect="pass")) for name in base_names())
    return any(_applies(f) for graph in graphs for f in outcomes(rule, graph).values())


def _meet(a: CompiledRule, b: CompiledRule) -> bool:
    """Tell whether two rules speak of the same sort of subject, and are both in force on some day."""
    first = max(a.dates.first, b.dates.first)
    return a.form.each == b.form.each and a.dates.covers(first) and b.dates.covers(first)


def _clash(a: dict[str, Finding], b: dict[str, Finding]) -> str:
    """Return where one rule passes and the other fails; empty if nowhere."""
    opposite = {(Outcome.PASS, Outcome.FAIL), (Outcome.FAIL, Outcome.PASS)}
    for path, finding in a.items():
        if path in b and (finding.outcome, b[path].outcome) in opposite:
            return say("{one} and {other} for {path}", one=finding.outcome.value, other=b[path].outcome.value, path=path)
    return ""
