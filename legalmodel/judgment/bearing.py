"""How a finding bears on what is concluded, by the table of effects and forces (``law/consequences.yaml``): asked by all that shows it."""

from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.consequences import consequences
from legalmodel.law.reach import is_law


class Fails(NamedTuple):
    """The failing rules of a judgment: those that bind, and all others, each in the order in which headings are concluded on."""

    must_change: tuple[Finding, ...]
    falls_short: tuple[Finding, ...]


def fails_of(findings: tuple[Finding, ...]) -> Fails:
    """Sort the failing rules into what must change, and what only falls short of a shelter, a principle or the deal's own logic."""
    order = {heading: n for n, heading in enumerate(consequences().headings)}
    fails = [f for f in findings if f.outcome is Outcome.FAIL]
    fails.sort(key=lambda f: order.get(f.rule.question.partition("/")[0], len(order)))
    return Fails(tuple([f for f in fails if binds(f.rule)]), tuple([f for f in fails if not binds(f.rule)]))


def binds(rule: CompiledRule) -> bool:
    """Tell whether a fail of a rule must change: it is law, it binds, and more is lost than a shelter."""
    return is_law(rule.system) and consequences().forces[rule.force].binds and not is_shelter(rule)


def is_shelter(rule: CompiledRule) -> bool:
    """Tell whether all that a fail costs is a shelter or a label, or an approval that is no law."""
    table = consequences()
    return table.forces[rule.force].shelter or table.effects[rule.form.effect].shelter


def can_answer(rule: CompiledRule) -> bool:
    """Tell whether a rule can answer a question for a line: a market standard or a draft never does."""
    return consequences().forces[rule.force].answers


def counts(heading: str, rule: CompiledRule) -> bool:
    """Tell whether a fail counts under a heading at all: not if it only loses a shelter, a label or a market's approval."""
    return not is_shelter(rule) and heading in consequences().effects[rule.form.effect].counts


def reduces(rule: CompiledRule) -> bool:
    """Tell whether all that a fail costs is a part of some claims, as by set-off: it leaves the transfer standing, but in doubt."""
    return not is_shelter(rule) and consequences().effects[rule.form.effect].doubts
