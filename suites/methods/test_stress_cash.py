"""What each class receives if a failure turns the order of payments: against the engine run on a file written for it, and unit by unit."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from legalmodel.analysis.failure.received import ClassReceipts, Given, receipts
from legalmodel.analysis.failure.what_follows import stressed
from legalmodel.api import check
from legalmodel.graph.build import build
from legalmodel.judgment.again import Again
from legalmodel.judgment.hypothesis import day_of_failure
from legalmodel.methods.cash.case import Case
from legalmodel.methods.cash.supposed import Supposed, beside
from legalmodel.methods.cash.wishes import Wishes
from legalmodel.methods.cashflow import cashflow
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Scenario, setting
from legalmodel.text.edit import edited
from legalmodel.text.read import read, read_bytes

TEMPLATES = Path(__file__).parents[2] / "templates"
DAY = date(2026, 11, 25)
FAILS = date(2025, 10, 1)
GOOD = Given(rate=0.05, defaulting=0.2)
MIXED = {
    "accounts.collections.holder": "bank",
    "accounts.collections.holds_money_of": ["bank", "spt"],
    "agencies.servicing.sweep_days": 30,
}


def changed(name: str, changes: dict[str, Any]) -> str:
    source = read(TEMPLATES / name / "deal.yaml")
    return edited(source, [setting(path, value) for path, value in changes.items()]).text


def of(text: str, party: str, given: Given, on: date | None = None) -> ClassReceipts | None:
    first = check(text, DAY)
    again, fails = Again(first), day_of_failure(first, on)
    base = again(Scenario((), fails.as_of))
    return receipts(base, stressed(base, again, (party,), fails), given)


@pytest.fixture(scope="module")
def turned() -> str:
    """A deal in which the failure of the bank has an effect for which an order of payments waits."""
    return changed("cn-clo-trust", {"triggers.bank_fails.effects": ["replace_servicer", "early_amortisation"]})


def test_a_trigger_for_which_no_order_waits_turns_nothing() -> None:
    assert of((TEMPLATES / "cn-clo-trust" / "deal.yaml").read_text("utf-8"), "bank", GOOD, FAILS) is None


def test_the_order_after_the_event_is_what_the_engine_makes_of_it_alone(turned: str, tmp_path: Path) -> None:
    """Two files with one order each, the one and the other, run by the plain command, come to the same figures."""
    made = of(turned, "bank", GOOD, FAILS)
    assert made is not None
    assert [t.id for t in made.turned.triggers] == ["bank_fails"]
    assert [t.id for t in made.turned.alike] == ["losses"]
    case = Case(rate=0.05, defaulting=0.2)
    # the engine itself may see losses pass the threshold later on: the file as it stands keeps both orders
    stands = _received(turned, tmp_path / "a.yaml", case)
    then = _received(_only_after(turned), tmp_path / "b.yaml", case)
    assert [c.base.amount for c in made.classes] == stands
    assert [c.then.amount for c in made.classes] == then
    assert stands != then


def _only_after(text: str) -> str:
    """Take the two orders before the event out of a file, and let the one after it hold from the start."""
    start, end = text.index("  income:\n    name:"), text.index("  after_early_amortisation:\n    name:")
    text = text[:start] + text[end:].replace("    after: losses\n", "", 1)
    source = read_bytes(text.encode(), "only.yaml")
    assert [w.id for w in build(parse(source), source.place).section("waterfalls").known] == ["after_early_amortisation"]
    return text


def _received(text: str, file: Path, case: Case) -> list[Decimal]:
    file.write_text(text, "utf-8")
    table = cashflow(file, case).table("payments")
    keys = [c.key for c in table.columns]
    ids = [k.removesuffix("_interest") for k in keys if k.endswith("_interest")]
    sums = [
        sum(Decimal(str(row[keys.index(f"{id}_{what}")])) for row in table.rows for what in ("interest", "principal"))
        for id in ids
    ]
    sums[-1] += sum(Decimal(str(row[keys.index("surplus")])) for row in table.rows)  # it goes to the lowest class
    return sums


def test_all_that_is_lost_is_missing_with_the_classes() -> None:
    made = of(changed("cn-npl-trust", {**MIXED, "accounts.collections.balance": 3_000_000}), "bank", Given(usual=True))
    assert made is not None and made.lost is not None
    assert made.lost.amount == 3_000_000
    assert sum(c.difference.amount for c in made.classes) == -3_000_000
    # the lowest class bears it; the highest is repaid later and so gets more interest, which the lowest bears too
    assert all(c.difference.amount >= 0 and c.left.amount == 0 for c in made.classes[:-1])
    assert made.classes[-1].difference.amount <= -3_000_000


def test_without_a_balance_it_is_days_of_the_collections_of_a_period() -> None:
    source = read(TEMPLATES / "cn-clo-trust" / "deal.yaml")
    graph = build(parse(source), source.place)
    found = [
        beside(graph, source, Case(rate=0.05), Wishes(), Supposed(FAILS, lost_days=days)) for days in (0.0, 19.0, 95.0, 400.0)
    ]
    # from 2025-09-22 to 2025-12-26 there are 95 days: 19 of them are a fifth, and more than all cannot be lost
    assert found[0].lost == 0
    assert found[2].lost == found[3].lost
    assert abs(found[1].lost * 5 - found[3].lost) <= 3
    assert all(c.then == c.base for c in found[0].classes)
    # what is repaid later costs the servicer's fee for longer: a little more than what is lost is missing
    missing = -sum(c.then - c.base for c in found[1].classes)
    assert found[1].lost < missing < found[1].lost * 1.01


def test_what_is_missing_is_told_and_nothing_is_calculated(turned: str) -> None:
    made = of(turned, "bank", Given(), FAILS)
    assert made is not None
    assert not made.classes
    assert "--rate" in made.why_not


def test_after_the_last_payment_day_there_is_nothing_to_calculate(turned: str) -> None:
    source = read_bytes(turned.encode(), "turned.yaml")
    graph = build(parse(source), source.place)
    with pytest.raises(Exception, match="last payment day"):
        beside(graph, source, Case(rate=0.05), Wishes(), Supposed(date(2099, 1, 1), ("losses",)))


def test_two_pools_are_refused() -> None:
    source = read(TEMPLATES / "cn-two-banks" / "deal.yaml")
    graph = build(parse(source), source.place)
    with pytest.raises(Exception, match="2 pools"):
        beside(graph, source, Case(rate=0.05), Wishes(), Supposed(FAILS, ("losses",)))
