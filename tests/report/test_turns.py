"""Purchases by turn: each is a hop and judged as one; screen, charts and report fold them; work grows with their number and no faster."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from legalmodel.api import check
from legalmodel.base.things import Thing
from legalmodel.graph.turns import Turns, folded, heads, in_turn
from legalmodel.judgment.checked import Checked
from legalmodel.output.chart import Chart
from legalmodel.output.views import draw_view
from legalmodel.report.turns import prices_words, sentence, short_words

BASE = Path(__file__).parents[2] / "templates/cn-micro-loan-plan/deal.yaml"
RUN_DAY = date(2026, 11, 30)
FIRST = date(2025, 6, 27)


def bought(count: int, sale: str = "sale", price: str = "price: {price}, ", extra: str = "") -> Checked:
    """The made-up plan with a purchase each week, the second the largest."""
    lines = "".join(
        f"  buy{i:03}: {{transferor: lender, transferee: plan, assets: [pool], act: sale, purchase_under: {sale}, law: CN, "
        f"document: sale_contract, dates: {{effective: {FIRST + timedelta(days=7 * i % 364)}}}, "
        f"{price.format(price=99_000_000 if i == 1 else 10_000_000 + i)}evidence: {{all: sale_contract}}}}\n"
        for i in range(count)
    )
    text = BASE.read_text("utf-8").replace("\nsecurities:\n", f"\n{lines}{extra}\nsecurities:\n", 1)
    return check(text, run_day=RUN_DAY)


def hops(result: Checked) -> list[Thing]:
    return list(result.graph.section("transfers"))


def test_purchases_under_one_sale_are_put_together_in_the_order_of_days() -> None:
    result = bought(24)
    turns = in_turn(reversed(hops(result)))
    assert len(turns) == 1
    assert [h.id for h in turns[0].purchases] == [f"buy{i:03}" for i in range(24)]
    assert turns[0].under.id == "sale"
    assert sentence(turns[0]) == (
        "Under sale: 24 purchases, 2025-06-27 to 2025-12-05; first CNY 10.00m, last CNY 10.00m, largest CNY 99.00m on 2025-07-04. "
        "Each is judged by itself."
    )
    assert short_words(turns[0]) == "24 purchases, 2025-06–2025-12"
    each = folded(hops(result))
    assert [isinstance(e, Turns) for e in each] == [False, True]
    assert [h.id for h in heads(hops(result))] == ["sale", "buy000"]


def test_two_purchases_stand_each_for_itself_and_no_hop_is_its_own() -> None:
    assert not any(isinstance(e, Turns) for e in folded(hops(bought(2))))
    own = bought(0, extra="  loop: {transferor: lender, transferee: plan, assets: [pool], purchase_under: loop}\n")
    assert in_turn(hops(own)) == []


def test_a_price_that_is_not_told_is_counted_and_not_guessed() -> None:
    silent = in_turn(hops(bought(5, price="")))[0]
    assert prices_words(silent) == ""
    assert "no price known" in sentence(silent)
    some = "  more: {transferor: lender, transferee: plan, assets: [pool], purchase_under: sale}\n"
    mixed = in_turn(hops(bought(4, extra=some)))[0]
    assert mixed.purchases[-1].id == "more"
    assert prices_words(mixed).endswith("; 1 without a price")


def test_each_purchase_is_judged_and_the_screen_shows_one_row() -> None:
    result = bought(24)
    lines = [x for x in result.judgment.lines if x.subject.sort == "transfer" and x.failing is None]
    assert len(lines) == 25
    own = {f.subject.id for f in result.judgment.findings if f.subject is not None and f.subject.sort == "transfer"}
    assert own == {"sale", *(f"buy{i:03}" for i in range(24))}
    screen = str(result)
    assert screen.count("24 purchases, 2025-06–2025-12") == 1
    assert screen.count("TRUE SALE") == 1
    assert "23 more conclusions" not in screen
    assert "Under sale: 24 purchases, 2025-06-27 to 2025-12-05" in screen


def test_a_purchase_that_differs_has_a_row_of_its_own() -> None:
    odd = "  odd: {transferor: lender, transferee: plan, assets: [pool], act: sale, purchase_under: sale, dates: {effective: 2025-09-09}}\n"
    screen = str(bought(24, extra=odd))
    assert screen.count("24 purchases, ") == 1
    assert screen.count("Beihe Small Loan → Beihe ") == 2
    assert "Under sale: 25 purchases, 2025-06-27 to 2025-12-05" in screen


def arrows(chart: Chart) -> int:
    return sum(e.relation == "transfer" for e in chart.edges)


@pytest.mark.parametrize("view", ["relations", "title"])
def test_a_chart_has_one_arrow_for_many_purchases_and_says_so(view: str) -> None:
    result = bought(24)
    chart = draw_view(view, result.graph, result.judgment)
    assert arrows(chart) == 2
    assert any("24 purchases under sale are shown as one arrow" in note for note in chart.notes)
    assert any("24 purchases, 2025-06-27 to 2025-12-05" in line for e in chart.edges for line in e.lines)
    assert len({(e.source, e.target) for e in chart.edges if e.relation == "property"}) == sum(
        e.relation == "property" for e in chart.edges
    )


def test_steps_and_timeline_show_the_first_and_the_last() -> None:
    result = bought(24)
    steps = draw_view("steps", result.graph, result.judgment)
    words = [line for n in steps.nodes for line in n.lines]
    assert sum("of 24 purchases" in w for w in words) == 2
    bars = [n for n in draw_view("timeline", result.graph, result.judgment).nodes if "24 purchases" in n.lines]
    assert len(bars) == 1


def test_work_grows_with_the_turns_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields looked at are counted, not time: four times the turns look at most at a little more than four times the fields."""
    looked = 0
    get = Thing.get

    def counted(thing: Thing, field: str, day: Any = None) -> Any:
        nonlocal looked
        looked += 1
        return get(thing, field, day)

    monkeypatch.setattr(Thing, "get", counted)
    counts = []
    for count in (0, 40, 160):
        looked = 0
        result = bought(count)
        draw_view("title", result.graph, result.judgment)
        str(result)
        counts.append(looked)
    none, few, many = counts
    assert many - none <= 4.4 * (few - none)
