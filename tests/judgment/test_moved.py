"""Other figures move only rules that may read them: whatever the figure, no other rule finds anything else."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from legalmodel.base.places import Path
from legalmodel.base.values import NONE, Money
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.judgment.judge import judge
from legalmodel.judgment.moved import fails_retold, moved_by
from legalmodel.judgment.pack import asked_fields
from tests.examples import some
from tests.shipped import RUN, checked


def others(value: Any) -> list[Any]:
    """Return other figures: more, nothing, and none at all."""
    return [value * 2, Decimal(0), NONE] if isinstance(value, Decimal) else [Money(value.amount * 3, value.currency), NONE]


def figures(name: str) -> Iterator[tuple[Path, Any]]:
    for path, record in checked(name).graph.records.items():
        yield from (((*path, field), value) for field, value in record.__dict__.items() if isinstance(value, Decimal | Money))


def test_a_rule_that_cannot_read_a_figure_finds_the_same_whatever_it_is() -> None:
    result, moved, asked_again = checked("cn-npl-trust"), 0, 0
    before = {finding.id: finding.result for finding in result.judgment.findings}
    for path, value in Random(25).sample(list(figures("cn-npl-trust")), some(24, 4)):  # a draw that is the same each time
        rules = moved_by([path], result.graph, result.law.rules)
        asked_again += len(rules) / len(result.law.rules) / some(24, 4)
        for other in others(value):
            graph = build(result.deal, result.source.place, {path: other}, horizon=Horizon(RUN))
            for finding in judge(graph, result.law, RUN).findings:
                if finding.result != before.get(finding.id):
                    assert finding.rule.id in rules, (path, other, finding.id)
                    moved += 1
    assert moved  # some of them do move something
    assert asked_again < 1 / 2  # and most rules need not be asked


def test_what_is_no_figure_may_move_any_rule() -> None:
    result = checked("cn-npl-trust")
    assert moved_by([("deal", "closing")], result.graph, result.law.rules) == result.law.rules
    assert moved_by([("parties", "nobody", "seat")], result.graph, result.law.rules) == result.law.rules


def test_a_question_of_which_nothing_is_known_may_read_anything() -> None:
    result = checked("cn-npl-trust")
    blind = [question for question in SIGNATURES if not asked_fields(question)]
    ((path, _), *_) = figures("cn-npl-trust")
    rules = moved_by([path], result.graph, result.law.rules)
    asking = {id for id, rule in result.law.rules.items() if rule.require and any(f"{q}(" in rule.require.text for q in blind)}
    assert asking <= set(rules)


def test_a_fail_is_told_again_where_only_its_sentence_reads_the_figure() -> None:
    result = checked("cn-npl-trust")
    path = next(path for path in result.graph.records if path[0] == "agencies")
    facts, graph, rules = [(*path, "sweep_days")], result.graph, result.law.rules
    assert "cn-ebl-38-mixed" not in moved_by(facts, graph, rules)
    retold = fails_retold(facts, graph, rules)
    assert retold > set(moved_by(facts, graph, rules))
    assert "cn-ebl-38-mixed" in retold
    assert len(retold) < len(rules) / 2
    assert fails_retold([], graph, rules) == set()
    assert set(fails_retold([(*path, "principal")], graph, rules)) == set(rules)  # no figure
