"""The sheet of criteria: each field of the STS notification with what the rules found; no deal outside the Union has it."""

from datetime import date

import pytest

from legalmodel.api import check_deal
from legalmodel.law.load import load_law
from legalmodel.lawtest.examples import base_source
from legalmodel.model.parse import parse
from legalmodel.report.notification import CRITERIA, Criterion, criteria

DAY = date(2026, 6, 30)


def rows(name: str) -> tuple[Criterion, ...]:
    source = base_source(name)
    return criteria(check_deal(parse(source), source, DAY).judgment)


def test_every_rule_named_is_there() -> None:
    assert {rule for _, _, rules in CRITERIA for rule in rules} <= set(load_law().rules)


def test_an_sts_deal_has_every_field() -> None:
    told = {row.field for row in rows("eu-auto")}
    assert told >= {field for field, _, _ in CRITERIA}


def test_a_field_that_no_rule_asks_is_empty() -> None:
    assert [(row.asked, row.found) for row in rows("eu-auto") if row.field == "STSS57"] == [("", "")]


def test_a_non_performing_deal_has_its_own_and_no_fields() -> None:
    told = rows("eu-npe")
    assert told and not any(row.field for row in told)


@pytest.mark.parametrize("name", ["cn-npl-trust", "us-auto"])
def test_no_other_deal_has_any(name: str) -> None:
    assert rows(name) == ()
