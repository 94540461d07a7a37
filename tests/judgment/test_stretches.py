"""A rule judged on several days, and a part asked of one day, are asked once where nothing changes: the same as asking each time"""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from legalmodel.base.resources import shipped
from legalmodel.base.values import Truth
from legalmodel.graph.build import build
from legalmodel.judgment import judge as judging
from legalmodel.judgment.evaluate import weigh
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.now import Now
from legalmodel.judgment.result import Result
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law
from legalmodel.logic.scope import Scope
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DAY = date(2026, 11, 30)


class Forgetful(dict[object, object]):
    """Keeps nothing for long: what is asked again is answered anew."""

    def get(self, key: object, default: object = None) -> object:
        return default


def said(finding: Finding) -> tuple[object, ...]:
    result = finding.result
    return (
        finding.id,
        result.outcome,
        result.could_be,
        frozenset(result.missing),
        result.factors,
        result.readings,
        finding.known_to,
    )


def judged(name: str, *, months: bool, naive: bool) -> tuple[list[tuple[object, ...]], int]:
    """Return what every finding says, and how often a rule was weighed on a day"""
    text = (shipped("templates") / name / "deal.yaml").read_bytes()
    source = read_bytes(re.sub(rb"(?<![\d-])(\d{4}-\d\d)-\d\d\b", rb"\1", text) if months else text, "deal.yaml")
    graph, asked = build(parse(source)), 0

    def counted(rule: CompiledRule, scope: Scope, day: date | None, reached: Truth, now: Now) -> Result:
        nonlocal asked
        asked += 1
        return weigh(rule, scope, day, reached, now)

    def on_every_day(
        rule: CompiledRule, scopes: tuple[Scope, ...], governs: tuple[Truth, ...], law_on: date | None, now: Now
    ) -> list[Result]:
        return [counted(rule, scope, law_on or scope.day, reached, now) for scope, reached in zip(scopes, governs, strict=True)]

    with pytest.MonkeyPatch.context() as patch:
        if naive:
            graph.remembered = Forgetful()
            patch.setattr(judging, "on_each_day", on_every_day)
        else:
            patch.setattr("legalmodel.judgment.stretches.weigh", counted)
        return [said(finding) for finding in judging.judge(graph, load_law(), DAY).findings], asked


@pytest.fixture(params=["cn-npl-trust", "zhongyu-2016-1"])
def deal(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


@pytest.mark.interpreted  # it puts functions in the place of others
@pytest.mark.parametrize("months", [True, False])
def test_asked_once_a_stretch_and_asked_each_day_agree(deal: str, months: bool) -> None:
    once, few = judged(deal, months=months, naive=False)
    each, many = judged(deal, months=months, naive=True)
    assert once == each
    assert few < many if months else few <= many
