"""How a finding bears on what is concluded, by the table of effects and forces (``law/consequences.yaml``): asked by all that shows it."""

from functools import lru_cache
from typing import NamedTuple

from legalmodel.base.outcomes import Outcome
from legalmodel.graph.graph import Graph
from legalmodel.judgment.ended import has_ended
from legalmodel.judgment.finding import Finding
from legalmodel.law.compile import CompiledRule
from legalmodel.law.consequences import consequences
from legalmodel.law.reach import is_law

_once = lru_cache(8192)
"""Of a rule the table says the same for each of its findings, and of those there are thousands."""


class Fails(NamedTuple):
    """The failing rules of a judgment, each in the order in which headings are concluded on.

    ``must_change`` bind and stand on facts that are stated; ``in_its_time`` were so of what has ended since; ``in_doubt`` rest on
    facts that nobody stated; ``falls_short`` are all others.
    """

    must_change: tuple[Finding, ...]
    falls_short: tuple[Finding, ...]
    in_doubt: tuple[Finding, ...]
    in_its_time: tuple[Finding, ...]


def fails_of(findings: tuple[Finding, ...], graph: Graph) -> Fails:
    """Sort the failing rules: nothing is to be changed in what has ended, and nothing on what nobody stated."""
    order = {heading: n for n, heading in enumerate(consequences().headings)}
    sorted_out: dict[str, list[Finding]] = {name: [] for name in Fails._fields}
    fails = [f for f in findings if f.outcome is Outcome.FAIL]
    # a heading that the table does not know comes last, and is still told
    for finding in sorted(fails, key=lambda f: order.get(f.rule.question.partition("/")[0], len(order))):
        sorted_out[_kind(finding, graph)].append(finding)
    return Fails(**{name: tuple(found) for name, found in sorted_out.items()})


def _kind(finding: Finding, graph: Graph) -> str:
    if finding.doubtful:
        return "in_doubt"
    if not binds(finding.rule):
        return "falls_short"
    return "in_its_time" if has_ended(finding, graph) else "must_change"


def binds(rule: CompiledRule) -> bool:
    """Tell whether a fail of a rule must change: it is law, it binds, and more is lost than a shelter."""
    return is_law(rule.system) and consequences().forces[rule.force].binds and not is_shelter(rule)


@_once
def is_shelter(rule: CompiledRule) -> bool:
    """Tell whether all that a fail costs is a shelter or a label, or an approval that is no law."""
    table = consequences()
    return table.forces[rule.force].shelter or table.effects[rule.form.effect].shelter


@_once
def can_answer(rule: CompiledRule) -> bool:
    """Tell whether a rule can answer a question for a line: a market standard or a draft never does."""
    return consequences().forces[rule.force].answers


@_once
def counts(heading: str, rule: CompiledRule) -> bool:
    """Tell whether a fail counts under a heading at all: not if it only loses a shelter, a label or a market's approval."""
    return not is_shelter(rule) and heading in consequences().effects[rule.form.effect].counts


@_once
def reduces(rule: CompiledRule) -> bool:
    """Tell whether all that a fail costs is a part of some claims, as by set-off: it leaves the transfer standing, but in doubt."""
    return not is_shelter(rule) and consequences().effects[rule.form.effect].doubts
