"""What a picture that leaves the house shows and leaves out: clean, dated, beside an earlier state, findings only where they rest."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from legalmodel.cli.main import run
from legalmodel.graph.build import build
from legalmodel.model.deal import Deal
from legalmodel.output.against import against
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.draw import draw
from legalmodel.output.formats import png
from legalmodel.output.looks import RED, WORD
from legalmodel.output.sheet import Sheet
from legalmodel.output.unsaid import unsaid
from legalmodel.output.views import by_importance, draw_view, names
from tests.shipped import judged

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from chart_deals import graph

sys.path.pop(0)
TEMPLATES = sorted((Path(__file__).parent.parent.parent / "templates").glob("*/deal.yaml"))
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def deals():
    return {file.parent.name: judged(file) for file in TEMPLATES}


def test_a_clean_chart_says_nothing_of_what_is_not_known(deals):
    for name, deal in deals.items():
        for view in names():
            with unsaid(True):
                made = draw_view(view, deal.graph, None)
            words = [
                w
                for part in (*made.nodes, *made.edges)
                for w in (*part.lines[part in made.nodes :], *getattr(part, "role", ()))
            ]
            assert not [w for w in words if "not known" in w], (name, view)
            assert all(node.lines and all(node.lines) for node in made.nodes)
    assert any(
        "not known" in w for n in draw_view("relations", deals["zhongyu-2016-1"].graph, None).nodes for w in n.lines
    ) or any("not known" in w for e in draw_view("relations", deals["zhongyu-2016-1"].graph, None).edges for w in e.lines)


def test_a_picture_says_its_day_and_that_it_is_no_opinion_and_the_legend_can_be_left_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["draw", "cn-npl-proposed", "--run-day", "2026-06-30", "-o", "a.svg"]) == 0
    text = Path("a.svg").read_text()
    assert "Draft. As of 2026-06-30. Drawn from cn-npl-proposed. Not a legal opinion." in text
    assert "Legend" in text
    assert (
        run(["draw", "cn-clo-trust", "--run-day", "2026-06-30", "--legend", "no", "--footer", "no", "--clean", "-o", "b.svg"])
        == 0
    )
    text = Path("b.svg").read_text()
    assert "Legend" not in text
    assert "legal opinion" not in text


def test_views_stand_in_the_order_of_their_importance():
    order = by_importance()
    assert sorted(order) == names()
    assert order[:3] == ["relations", "classes", "investment"]


def test_what_came_went_and_changed_stands_out_and_the_rest_is_pale():
    one = Chart(
        ("T",),
        tuple(Node(i, "company", (i,)) for i in "abc"),
        (Edge("ab", "a", "b", "loan", ("5%",)), Edge("bc", "b", "c", "loan")),
    )
    then = Chart(
        ("T",),
        tuple(Node(i, "company", (i,)) for i in "abd"),
        (Edge("ab", "a", "b", "loan", ("7%",)), Edge("ad", "a", "d", "loan")),
    )
    made = against(one, then)
    lines = {p.id: p.lines for p in (*made.nodes, *made.edges)}
    assert lines == {
        "a": ("a",), "b": ("b",), "d": ("d", "NEW"), "c": ("c", "GONE"), "ab": ("7%", "CHANGED", "was: 5%"), "ad": ("NEW",), "bc": ("GONE",),
    }  # fmt: skip  # a table: one row a line
    assert "2 new, 2 gone, 1 changed" in made.notes[-1]
    same = against(one, one)
    assert all(p.faint for p in (*same.nodes, *same.edges))


def test_a_deal_is_drawn_against_an_earlier_state_of_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["draw", "cn-npl-trust", "--against", "cn-npl-proposed", "--run-day", "2026-06-30", "-o", "a.svg"]) == 0
    assert "was: 2027-03-19" in Path("a.svg").read_text()


def test_two_days_of_one_deal_are_drawn_as_before_and_after(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    args = ["--as-of", "2020-01-01", "--against-day", "2017-12-01", "--run-day", "2026-06-30", "-o", "a.svg"]
    assert run(["draw", "fino-1", *args]) == 0
    said = Path("a.svg").read_text()
    assert "was: 49.9%" in said
    assert "The earlier state: fino-1, as of 2017-12-01." in said


CLASSES = {
    "estates": {"spt": {"name": "Trust"}},
    "securities": {
        "a": {"name": "A", "issuer": "spt", "rank": 1, "amount": 60_000_000},
        "b": {"name": "B", "issuer": "spt", "rank": 2, "amount": 30_000_000},
        "c": {"name": "C", "issuer": "spt", "rank": 2, "amount": 10_000_000},
    },
}


def made(view, **sections):
    return draw_view(view, build(Deal.model_validate({"deal": {"currency": "CNY"}, **sections})), None)


def test_classes_are_bars_in_proportion_with_what_ranks_behind_them():
    chart = made("classes", **CLASSES)
    assert [n.lines[-1] for n in chart.nodes] == [
        "60% of the issue, 40% ranks behind", "30% of the issue, nothing ranks behind", "10% of the issue, nothing ranks behind",
    ]  # fmt: skip  # a table: one row a line
    boxes = Sheet(chart).layout.boxes
    a, b = boxes["securities.a"], boxes["securities.b"]
    assert a.h / b.h == pytest.approx(2, rel=0.02)
    assert a.top + a.h == pytest.approx(b.top)


def test_bars_are_not_in_proportion_where_an_amount_is_not_known():
    classes = {**CLASSES["securities"], "c": {"name": "C", "issuer": "spt", "rank": 2}}
    chart = made("classes", **{**CLASSES, "securities": classes})
    assert not any("of the issue" in line for n in chart.nodes for line in n.lines)
    assert "not in proportion" in chart.notes[0]


def test_money_that_stays_in_the_trust_is_no_arrow_to_itself(deals):
    for deal in deals.values():
        assert all(e.source != e.target for e in draw_view("trust", deal.graph, None).edges)


def test_press_pages_are_no_papers_of_the_deal(deals):
    chart = draw_view("documents", deals["zhongyu-2016-1"].graph, None)
    assert not [n for n in chart.nodes if {"press report", "public page"} & {*n.lines}]
    assert any("sources and no papers" in note for note in chart.notes)


def test_hops_side_by_side_have_one_number_and_each_pool_its_maker():
    sections = {
        "parties": {k: {"name": k, "form": "company"} for k in ("x", "y", "z")},
        "estates": {"t": {"name": "T", "held_by": "z"}},
        "pools": {k: {"name": k, "originated_by": [of]} for k, of in (("p", "x"), ("q", "y"))},
        "trusts": {
            k: {"settlor": of, "trustee": "z", "estate": "t", "assets": [pool]}
            for k, of, pool in (("m", "x", "p"), ("n", "y", "q"))
        },
    }
    chart = made("title", **sections)
    assert [e.lines[0] for e in chart.edges if e.relation == "trust"] == ["Hop 1", "Hop 1"]
    assert {(e.source, e.target) for e in chart.edges if e.lines == ("made by",)} == {
        ("parties.x", "pools.p"),
        ("parties.y", "pools.q"),
    }


def test_missing_facts_are_counted_in_one_sign_and_told_to_whoever_points_at_it(deals):
    chart = draw_view("relations", deals["zhongyu-2016-1"].graph, deals["zhongyu-2016-1"].judgment)
    waiting = [n for n in Sheet(chart).chart.nodes if len(n.missing) > 1]
    assert waiting
    svg = draw(chart).decode()
    assert f"{len(waiting[0].missing)}?" in svg
    assert f"(missing: {waiting[0].missing[0].replace(chr(39), '&#39;')}" in svg


def test_what_is_to_be_weighed_is_never_red():
    weighed = Chart((), (Node("a", "company", ("A",), state="judgement"),), ())
    svg = draw(weighed).decode()
    assert str(WORD["judgement"]) in svg
    assert RED not in svg.partition('class="legend"')[0]
    assert RED in draw(Chart((), (Node("a", "company", ("A",), state="fail", marks=("Law 1",)),), ())).decode()


def test_a_finding_on_a_trust_stands_on_its_act_and_not_on_every_line_of_it(deals):
    deal = deals["cn-npl-trust-faulty"]
    for view in ("trust", "cash"):
        for edge in draw_view(view, deal.graph, deal.judgment).edges:
            assert len(edge.id.split(".")) == 2 or not edge.marks, (view, edge.id)


def test_made_up_deals_have_every_view():
    for view in names():
        assert draw(draw_view(view, graph(4), None))


def test_a_star_on_a_chart_is_explained(deals):
    deal = deals["cn-npl-trust-faulty"]
    chart = draw_view("relations", deal.graph, deal.judgment)
    assert any(re.search(r"\*$", mark) for part in (*chart.nodes, *chart.edges) for mark in part.marks) == any(
        n.startswith("* ") for n in chart.notes
    )


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("\u0634\u0631\u0643\u0629 Bank", "[Arabic: a]"), ("\u05d1\u05e0\u05e7", "[Hebrew: a]"), ("\u0e18\u0e19\u0e32\u0e04\u0e32\u0e23", "[Thai: a]"),
        ("\uc740\ud589", "\uc740\ud589"), ("\u307f\u305a\u307b\u9280\u884c", "\u307f\u305a\u307b\u9280\u884c"), ("Cafe\u0301 \u010cesk\u00fd", "Caf\u00e9 \u010cesk\u00fd"),
    ],
)  # fmt: skip  # short parts read together: one a line would take a screen
def test_a_script_that_the_type_does_not_have_is_named_and_never_an_empty_square(word, said):
    from legalmodel.output.scripts import legible

    shown = legible(Sheet(Chart((), (Node("a", "company", (word,)),), ())))
    assert shown.chart.nodes[0].lines == (said,)
    assert bool(shown.chart.notes) == ("[" in said)
    assert word.split()[0] in draw(Chart((), (Node("a", "company", (word,)),), ())).decode()


def test_marks_and_signs_without_letters_are_left_out_or_named_and_told():
    from legalmodel.output.scripts import legible

    sheet = Sheet(Chart((), (Node("a", "company", ("x\u0302\u0303 \U0001f600",)),), ()))
    assert legible(sheet).chart.nodes[0].lines == ("x [sign]",)
    assert [note.split(" ")[0] for note in legible(sheet).chart.notes] == ["Not", "Left"]
    assert legible(sheet, {"symbol", "combining"}) is sheet


def test_a_png_names_a_script_for_which_the_machine_has_no_letters_either(monkeypatch):
    chart = Chart((), (Node("a", "company", ("\u0e18\u0e19\u0e32",)),), ())
    monkeypatch.setattr("legalmodel.output.formats.png.faces_for", lambda text: ([], ["thai"] if "\u0e18" in text else []))
    painted = {}
    for has in (True, False):
        monkeypatch.setattr("legalmodel.output.formats.png._machine_has", lambda _, has=has: has)
        monkeypatch.setattr(
            "legalmodel.output.formats.png.to_png", lambda svg, scale, has=has: painted.setdefault(has, svg).encode()
        )
        draw(chart, "png")
    assert "[Thai: a]" in painted[False]
    assert "[Thai: a]" not in painted[True]


def test_a_machine_has_latin_letters_and_none_of_nobodys():
    assert png._machine_has("a")
    assert not png._machine_has("\U0010fffc")


def test_the_closing_view_tells_the_price_of_the_assets_and_the_day_it_was_for(deals):
    chart = draw_view("closing", deals["cn-clo-trust"].graph, None)
    price = next(e for e in chart.edges if e.id == "trusts.entrustment.price")
    assert (price.source, price.target) == ("estates.spt", "parties.bank")
    assert price.lines == ("price CNY 2,000.00m", "2025-09-22")


def test_the_ownership_view_tells_form_and_seat():
    parties = {"a": {"name": "A", "form": "company", "seat": "HK"}, "b": {"name": "B", "form": "company"}}
    chart = made("ownership", parties=parties, ownership={"s": {"owner": "a", "of": "b", "shares": "60%"}})
    assert {n.id: n.lines[-1] for n in chart.nodes} == {"parties.a": "company, HK", "parties.b": "company"}
