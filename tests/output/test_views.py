"""What each view shows of a deal, and what filters leave of it."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.graph.build import build
from legalmodel.model.deal import Deal
from legalmodel.output.draw import draw
from legalmodel.output.filters import Filter, filtered
from legalmodel.output.looks import RELATIONS, SHAPES, border, legend
from legalmodel.output.sheet import Sheet
from legalmodel.output.views import draw_frames, draw_view, names
from tests.examples import some
from tests.shipped import judged

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").glob("*/deal.yaml")) + sorted((ROOT / "tests" / "deals").glob("*.yaml"))


def graph(**sections):
    return build(Deal.model_validate(sections))


def company(name="", **more):
    return {"name": name or "Somebody", "form": "company", **more}


def chart(view, **sections):
    return draw_view(view, graph(**sections), None)


def lines(chart, relation=""):
    return {(e.source, e.target): e.lines for e in chart.edges if relation in ("", e.relation)}


@pytest.fixture(scope="module", params=TEMPLATES, ids=lambda p: p.parent.name if p.stem == "deal" else p.stem)
def deal(request):
    return judged(request.param)


@pytest.mark.parametrize("view", names())
def test_every_view_of_every_deal_is_whole(view, deal):
    for made in draw_frames(view, deal.graph, deal.judgment):
        ids = {n.id for n in made.nodes}
        assert len(ids) == len(made.nodes)
        assert len({e.id for e in made.edges}) == len(made.edges)
        assert {end for e in made.edges for end in (e.source, e.target)} <= ids
        assert {n.group for n in made.nodes} <= {g.id for g in made.groups} | {""}
        assert {n.shape for n in made.nodes} <= {*SHAPES, "unknown"}
        assert {e.relation for e in made.edges} <= {*RELATIONS, "other"}
        words = " ".join(line for part in (*made.nodes, *made.edges) for line in part.lines)
        assert not any(said in words for said in ("U(", "NONE", "None", "<", "Items("))


def test_the_main_view_draws_whole_pictures_of_every_deal(deal):
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from charts import faults
    finally:
        sys.path.pop(0)
    made = draw_view("relations", deal.graph, deal.judgment)
    assert [f for f in faults(made, draw(made)) if "overlap" in f or "page" in f] == []


def test_a_deal_is_shown_without_judgment_and_without_marks(deal):
    made = draw_view("relations", deal.graph, None)
    assert not any(part.state or part.marks for part in (*made.nodes, *made.edges) if part.lines != ("Holder not named",))


def test_there_is_no_view_of_another_name(deal):
    with pytest.raises(BadRequest, match="no view 'relation'"):
        draw_view("relation", deal.graph, None)


CLASSES = {
    "junior": {"name": "Junior", "issuer": "spt", "rank": 2},
    "senior": {"name": "Senior", "issuer": "spt", "rank": 1},
}
TRUST = {
    "parties": {"bank": company("Bank"), "trustco": company("Trustco"), "fund": company("Fund")},
    "estates": {"spt": {"name": "Trust", "held_by": "trustco", "capacity": "trustee"}},
    "pools": {"pool": {"name": "Loans"}},
    "trusts": {"act": {"settlor": "bank", "trustee": "trustco", "estate": "spt", "assets": ["pool"]}},
    "securities": CLASSES,
    "investments": {"h": {"holder": "fund", "of": "senior", "share": "60%"}, "k": {"of": "senior", "share": "10%"},
                    "m": {"of": "senior", "share": "10%"}},
}  # fmt: skip  # a table: one row a line


def test_senior_stands_above_junior_right_of_the_trust():
    made = chart("relations", **TRUST)
    order = {n.id: n.order for n in made.nodes if n.order is not None}
    assert order["securities.senior"] < order["securities.junior"]
    from chart_samples import extent, parts

    at = {i: extent(e) for i, e in parts(draw(made)) if i.startswith("n_")}
    assert at["n_securities.2Esenior"][3] < at["n_securities.2Ejunior"][1]
    assert at["n_estates.2Espt"][2] < at["n_securities.2Ejunior"][0]


def test_the_trustee_is_not_the_company_that_acts_as_trustee():
    own = {**TRUST, "investments": {"h": {"holder": "trustco", "of": "senior", "share": "1%"}}}
    made = {n.id: n for n in chart("relations", **own).nodes}
    assert (made["estates.spt.held_by"].lines, made["estates.spt.held_by"].role) == (("Trustco",), ("Trustee 受托人",))
    two = {**own, "estates": {**own["estates"], "other": {"name": "Other trust", "held_by": "trustco", "capacity": "trustee"}}}
    several = {n.id: n for n in chart("relations", **two).nodes}
    assert "held by Trustco as trustee" in several["estates.spt"].lines
    assert "for its own account 自有" in made["parties.trustco"].lines
    apart = chart("trust", **own)
    assert {n.id: n.role for n in apart.nodes}["estates.spt.held_by"] == ("Trustee 受托人",)
    assert ("estates.spt.held_by", "estates.spt") in lines(apart, "trusteeship")


def test_two_unknown_owners_are_two_boxes():
    made = chart("relations", **TRUST)
    unnamed = [n.id for n in made.nodes if n.shape == "unnamed"]
    assert unnamed == ["investments.k.holder", "investments.m.holder"]
    owned = chart(
        "ownership", parties={"a": company()}, ownership={"x": {"of": "a", "shares": "50%"}, "y": {"of": "a", "shares": "50%"}}
    )
    assert [n.id for n in owned.nodes if n.shape == "unnamed"] == ["ownership.x.owner", "ownership.y.owner"]


WITHHELD = {
    **TRUST,
    "parties": {**TRUST["parties"], **{k: {"form": "company", "unknown": {"name": "confidential"}} for k in ("x", "y")},
                "lost": {"form": "company", "unknown": {"name": "not_found_in_sources"}}, "silent": {"form": "company"}},
    "investments": {**{f"h{k}": {"holder": k, "of": "senior"} for k in ("x", "y", "lost", "silent")},
                    "side": {"of": "senior", "unknown": {"holder": "confidential"}},
                    "other": {"of": "senior", "unknown": {"holder": "not_asked"}}},
}  # fmt: skip  # a table: one row a line


def test_a_name_withheld_is_drawn_apart_from_one_that_was_not_found():
    made = chart("relations", **WITHHELD)
    boxes = {n.id: (n.shape, *n.lines) for n in made.nodes}
    assert boxes["parties.x"] == ("withheld", "X (name withheld)", "X（名称保密）")
    assert boxes["parties.lost"] == ("unnamed", "Lost (not named)", "Lost（未具名）")
    assert boxes["parties.silent"] == ("unnamed", "Silent (not named)", "Silent（未具名）")
    assert boxes["investments.side.holder"] == ("withheld", "Holder (name withheld)", "持有人（名称保密）")
    assert boxes["investments.other.holder"] == ("unnamed", "Holder not named", "持有人未具名")
    assert border("withheld", "")[1] != border("unnamed", "")[1]
    keys = {entry.key: entry.lines for entry in legend(made)}
    assert keys["box:withheld"] == ("Name withheld", "名称保密")
    assert keys["box:unnamed"] == ("Not named", "未具名")


@pytest.mark.parametrize(
    ("language", "party", "lost", "side", "other"),
    [
        ("en", "X (name withheld)", "Lost (not named)", "Holder (name withheld)", "Holder not named"),
        ("zh", "X（名称保密）", "Lost（未具名）", "持有人（名称保密）", "持有人未具名"),
    ],
)
def test_why_a_name_is_not_there_is_said_in_each_language(language, party, lost, side, other):
    with speaking(language):
        boxes = {n.id: n.lines for n in chart("relations", **WITHHELD).nodes}
    assert boxes["parties.x"] == (party,)
    assert boxes["parties.lost"] == (lost,)
    assert boxes["investments.side.holder"] == (side,)
    assert boxes["investments.other.holder"] == (other,)


def test_parties_without_a_name_are_never_one_box_however_many_there_are():
    reasons = (
        "confidential",
        "confidential",
        "not_asked",
        "not_asked",
        "not_disclosed",
        "not_disclosed",
        "disputed",
        "disputed",
    )
    ghosts = {f"u{i}": {"form": "company", "unknown": {"name": reason}} for i, reason in enumerate(reasons)}
    sections = {
        **TRUST,
        "parties": {**TRUST["parties"], **ghosts, **{f"n{i}": company(f"Fund {i}") for i in range(8)}},
        "investments": {k: {"holder": k, "of": "senior"} for k in (*ghosts, *(f"n{i}" for i in range(8)))},
        "agencies": {f"a{k}": {"agent": k, "principal": "spt", "function": "audit"} for k in (*ghosts, "bank", "fund")},
    }
    for view in ("relations", "investment", "agency"):
        ids = [n.id for n in chart(view, **sections).nodes]
        assert [i for i in ids if i.startswith("parties.u")] == [f"parties.{k}" for k in ghosts], view
    assert "8 holders of Senior" in {n.id: n.lines for n in chart("relations", **sections).nodes}["securities.senior.holders"]


def test_two_relations_between_one_pair_are_two_lines():
    made = chart("relations", parties={"a": company(), "b": company()}, loans={"x": {"lender": "a", "borrower": "b"}, "y": {"lender": "a", "borrower": "b"}},
                 guarantees={"g": {"by": "a", "to": "b", "kind": "guarantee"}})  # fmt: skip  # lines that belong together, one below the other
    assert sorted(e.id for e in made.edges) == ["guarantees.g", "loans.x", "loans.y"]


def test_many_holders_and_minor_agents_are_folded_and_the_chart_says_so():
    many = {f"h{i}": company(f"Holder {i}") for i in range(12)}
    work = ("rating", "audit", "legal_counsel", "registration", "servicing", "cash_custody")
    sections = {
        **TRUST,
        "parties": {**TRUST["parties"], **many, **{f"a{i}": company(f"Agent {i}") for i in range(6)}},
        "investments": {"own": {"holder": "bank", "of": "senior", "share": "4%"}, **{f"i{i}": {"holder": f"h{i}", "of": "senior", "share": "8%"} for i in range(12)}},
        "agencies": {f"w{i}": {"agent": f"a{i}", "principal": "spt", "function": f} for i, f in enumerate(work)},
    }  # fmt: skip  # a table: one row a line
    made = chart("relations", **sections)
    folded = {n.id: n.lines for n in made.nodes}
    assert "12 holders of Senior" in folded["securities.senior.holders"]
    assert lines(made, "holding") == {
        ("parties.bank", "securities.senior"): ("4%",),
        ("securities.senior.holders", "securities.senior"): ("96%",),
    }
    assert len(folded["estates.spt.minor"]) == 2 + 4
    assert {"parties.a4", "parties.a5"} <= set(folded)
    assert "12 holders of Senior are shown in one box." in made.notes
    assert any("4 minor service providers" in note for note in made.notes)
    assert len(chart("agency", **sections).edges) == 6


def test_who_gives_first_stands_highest_however_long_the_chain():
    made = chart("relations", **{**TRUST, "parties": {**TRUST["parties"], "seller": company("Seller")},
                                "transfers": {"sale": {"transferor": "seller", "transferee": "bank", "assets": ["pool"]}}})  # fmt: skip  # lines that belong together, one below the other
    row = {n.id: n.row for n in made.nodes}
    assert row["parties.seller"] < row["parties.bank"] < row["estates.spt"] < row["securities.senior"] < row["parties.fund"]
    assert {n.id: n.group for n in made.nodes}["pools.pool"] == "spt"
    title = chart("title", **{**TRUST, "parties": {**TRUST["parties"], "seller": company("Seller")},
                              "transfers": {"sale": {"transferor": "seller", "transferee": "bank", "assets": ["pool"]}}})  # fmt: skip  # lines that belong together, one below the other
    assert [(e.source, e.lines[0]) for e in title.edges if e.lines] == [("parties.seller", "Hop 1"), ("parties.bank", "Hop 2")]


def test_control_that_no_stake_gives_is_drawn_dashed():
    made = chart("ownership", parties={k: company(k) for k in "abcd"},
                 ownership={"ab": {"owner": "a", "of": "b", "shares": "60%"}, "ac": {"owner": "a", "of": "c", "shares": "30%"},
                            "bc": {"owner": "b", "of": "c", "shares": "25%"}, "cd": {"owner": "c", "of": "d", "shares": "50%"}})  # fmt: skip  # lines that belong together, one below the other
    assert set(lines(made, "control")) == {("parties.a", "parties.c")}
    assert RELATIONS["control"].stroke == "dashed"
    assert lines(made, "ownership")[("parties.a", "parties.b")] == ("60%",)


def test_votes_that_give_control_are_not_drawn_a_second_time():
    stakes = {"o1": {"owner": "bank", "of": "trustco", "shares": "30%", "votes": "80%"}}
    made = chart("ownership", parties=TRUST["parties"], ownership=stakes)
    assert lines(made, "control") == {}
    assert next(e for e in made.edges if e.relation == "ownership").lines == ("30%", "votes 80%")


@settings(max_examples=some(40), deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] < p[1]), st.integers(1, 99), max_size=10
    )
)
def test_derived_control_agrees_with_adding_up_by_hand(stakes):
    """Without rings, in which votes elect nobody: they have a reference of their own in tests/graph/test_graph_control.py."""
    held = {}
    for (a, b), part in stakes.items():  # parts of one company never exceed the whole
        if sum(p for (_, of), p in held.items() if of == b) + part <= 100:
            held[a, b] = part
    made = chart("ownership", parties={f"p{i}": company() for i in range(6)},
                 ownership={f"s{a}{b}": {"owner": f"p{a}", "of": f"p{b}", "shares": f"{part}%"} for (a, b), part in held.items()})  # fmt: skip  # lines that belong together, one below the other
    expected = set()
    for top in range(6):
        inside = {top}
        while more := {
            b for b in range(6) if b not in inside and sum(p for (a, of), p in held.items() if of == b and a in inside) > 50
        }:
            inside |= more
        expected |= {(f"parties.p{top}", f"parties.p{b}") for b in inside - {top} if held.get((top, b), 0) <= 50}
    assert set(lines(made, "control")) == expected


def test_cash_runs_from_debtors_to_holders_and_says_where_it_is_mixed():
    made = chart("cash", **TRUST, accounts={"acc": {"holder": "bank", "bank": "bank", "holds_money_of": ["bank", "spt"]}},
                 agencies={"s": {"agent": "bank", "principal": "spt", "function": "servicing", "collects_into": "acc"}})  # fmt: skip  # lines that belong together, one below the other
    way = set(lines(made, "cash"))
    assert {("agencies.s.debtors", "accounts.acc"), ("accounts.acc", "agencies.s.pays_over_to"), ("estates.spt", "securities.senior"),
            ("securities.senior", "parties.fund")} <= way  # fmt: skip  # lines that belong together, one below the other
    words = next(n for n in made.nodes if n.id == "accounts.acc").lines
    assert "MIXED: money of Bank, Trust" in words


def test_the_account_of_an_issuer_for_whom_a_trust_holds_is_not_mixed():
    """Money on trust for the issuer that is paid into the issuer's own account has come home."""
    deal = judged(ROOT / "templates" / "uk-auto" / "deal.yaml")
    words = [str(line) for node in draw_view("cash", deal.graph, None).nodes for line in node.lines]
    assert "in the name of Calderwick Auto 2025-1 plc" in words
    assert not [line for line in words if "MIXED" in line]


@pytest.mark.parametrize(("days", "said"), [(1, "within a day"), (30, "within 30 days"), (None, "how soon is not known")])
def test_an_account_says_how_soon_it_is_emptied(days: int | None, said: str):
    swept = {"holder": "bank", "bank": "bank", "swept_into": "acc"} | ({"sweep_days": days} if days else {})
    made = chart("cash", **TRUST, accounts={"acc": {"holder": "spt", "bank": "bank"}, "first": swept})
    assert lines(made, "cash")[("accounts.first", "accounts.acc")] == (said,)


def test_the_order_of_payments_is_the_files_or_the_ranks():
    made = chart("waterfall", **TRUST)
    assert {n.id: n.row for n in made.nodes} == {"securities.senior": 0, "securities.junior": 1}
    assert "no priority of payments" in made.notes[0]
    order = {
        "w": {
            "name": "All money",
            "steps": {"b": {"rank": 2, "pays": "senior_interest", "of": ["senior"]}, "a": {"rank": 1, "pays": "taxes"}},
        }
    }
    made = chart("waterfall", **TRUST, waterfalls=order)
    assert [n.lines[0] for n in sorted(made.nodes, key=lambda n: n.row)] == ["All money", "1. taxes", "2. senior interest"]


def test_steps_are_in_the_order_of_their_days_with_a_frame_for_each():
    dated = {**TRUST, "trusts": {"act": {**TRUST["trusts"]["act"], "dates": {"signed": "2020-01-01", "effective": "2020-02-01"}}},
             "securities": {k: {**v, "issued": "2020-02-03"} for k, v in CLASSES.items()}}  # fmt: skip  # lines that belong together, one below the other
    made = graph(**dated)
    whole = draw_view("steps", made, None)
    days = [n.lines[0] for n in whole.nodes if n.id.startswith("day.")]
    assert days == ["2020-01-01", "2020-02-01", "2020-02-03"]
    assert [n.lines[0][0] for n in whole.nodes if n.id.startswith("step.")] == ["①", "②", "③"]
    spots = Sheet(whole).layout.boxes
    axis = [spots[n.id] for n in whole.nodes if n.id.startswith("day.")]
    assert len({s.x for s in axis}) == 1
    assert [s.y for s in axis] == sorted(s.y for s in axis)
    assert all(spots[f"step.{i}"].left > spot.left + spot.w for i, spot in enumerate(axis, 1))
    _, first, second, third = draw_frames("steps", made, None)
    assert not any(n.id.startswith("securities") for n in second.nodes)
    assert {n.id for n in third.nodes if not n.faint} >= {"securities.senior", "securities.junior"}
    assert "estates.spt" in {n.id for n in first.nodes}
    assert first.title[1] == "Step 1 of 3: 2020-01-01"


def test_documents_tell_who_has_signed_from_who_is_party():
    made = chart("documents", **{**TRUST, "documents": {"d": {"title": "Trust contract", "by": ["bank", "trustco"], "signed_by": ["bank"], "date": "2020-01-01"}},
                                "trusts": {"act": {**TRUST["trusts"]["act"], "document": "d"}}})  # fmt: skip  # lines that belong together, one below the other
    said = next(n for n in made.nodes if n.id == "documents.d").lines
    assert said[-3:] == ("for act", "signed by Bank", "by Trustco, signature not stated")
    assert [(n.id, n.lines) for n in made.nodes if n.shape == "step"] == [("day.1", ("2020-01-01",))]


def test_support_stands_in_lanes_with_reserves_among_what_supports():
    sections = {**TRUST, "accounts": {"res": {"purpose": "reserve", "bank": "bank"}},
                "guarantees": {"g": {"kind": "reserve", "to": "spt", "account": "res", "funded_by": "bank"}}}  # fmt: skip  # lines that belong together, one below the other
    sheet = Sheet(chart("support", **sections))
    place = {n.id: n.place for n in sheet.chart.nodes}
    assert (place["accounts.res"], place["estates.spt"], place["securities.senior"]) == ("above", "core", "class")
    assert next(e for e in sheet.chart.edges if e.relation == "cash").target == "accounts.res"


# filters


def test_a_party_is_shown_with_its_neighbours_and_in_each_capacity():
    made = graph(**TRUST)
    whole = draw_view("relations", made, None)
    left = filtered(whole, Filter(party="trustco"), made, None)
    near = {"estates.spt", "estates.spt.held_by", "parties.bank", "pools.pool", "securities.senior", "securities.junior"}
    assert {n.id for n in left.nodes} == near
    assert left.notes[-1] == "Only what concerns Trustco."
    with pytest.raises(BadRequest, match="no party or estate 'trustko'"):
        filtered(whole, Filter(party="trustko"), made, None)


def test_the_documents_of_a_party_stand_by_their_days():
    documents = {"a": {"title": "A", "signed_by": ["bank"], "date": "2020-01-01"}, "b": {"title": "B", "signed_by": ["trustco"], "date": "2020-01-02"},
                 "c": {"title": "C", "by": ["bank"], "date": "2020-01-03"}}  # fmt: skip  # lines that belong together, one below the other
    made = graph(**{**TRUST, "documents": documents})
    left = filtered(draw_view("documents", made, None), Filter(party="bank"), made, None)
    assert [n.id for n in left.nodes] == ["day.1", "documents.a", "day.3", "documents.c"]
    assert [(e.source, e.target) for e in left.edges] == [("day.1", "day.3")]


def test_kinds_of_relation_and_legal_systems_can_be_picked():
    sections = {**TRUST, "parties": {**TRUST["parties"], "fund": company("Fund", seat="US-DE")}}
    made = graph(**sections)
    whole = draw_view("relations", made, None)
    assert {e.relation for e in filtered(whole, Filter(kinds=("holding", "trust")), made, None).edges} == {"holding", "trust"}
    assert {n.id for n in filtered(whole, Filter(system="US"), made, None).nodes} == {"parties.fund", "securities.senior"}
    with pytest.raises(BadRequest, match="no kind of relation 'trusts'"):
        filtered(whole, Filter(kinds=("trusts",)), made, None)


def test_what_a_finding_rests_on_stands_out(deal):
    whole = draw_view("relations", deal.graph, deal.judgment)
    relations = ("trusts", "transfers", "guarantees")
    finding = next(f for f in deal.judgment.findings if f.subject is not None and f.subject.path[0] in relations)
    left = filtered(whole, Filter(finding=finding.id), deal.graph, deal.judgment)
    assert len(left.edges) == len(whole.edges)
    bright = {e.id for e in left.edges if not e.faint}
    assert ".".join(finding.subject.path[:2]) in bright or not any(
        e.id == ".".join(finding.subject.path[:2]) for e in whole.edges
    )
    with pytest.raises(BadRequest, match="no finding 'nothing'"):
        filtered(whole, Filter(finding="nothing"), deal.graph, deal.judgment)


def test_a_notebook_shows_the_chart(deal):
    assert deal._repr_svg_().startswith("<?xml")


def test_a_share_that_changes_is_shown_as_of_the_day_of_the_chart():
    from legalmodel.output.describe import share_words

    holding = graph(
        **{
            **TRUST,
            "investments": {
                "h": {"holder": "fund", "of": "senior", "dated": {"share": {"2016-05-27": "5%", "2018-01-26": "0%"}}}
            },
        }
    )
    assert share_words(next(iter(holding.section("investments"))), "share") == "0%"


def test_on_the_timeline_each_bar_is_as_long_as_it_runs():
    ends = {"senior": "2022-01-01", "junior": "2024-01-01"}
    made = graph(**{**TRUST, "securities": {k: {**v, "issued": "2020-01-01", "expected_end": ends[k]} for k, v in CLASSES.items()},
                    "guarantees": {"g": {"by": "bank", "to": "spt", "kind": "guarantee", "since": "2020-01-01"}}})  # fmt: skip  # lines that belong together, one below the other
    whole = draw_view("timeline", made, None)
    spots = Sheet(whole).layout.boxes
    short, long = spots["securities.senior"], spots["securities.junior"]
    assert short.left == long.left
    assert abs(short.w / long.w - 731 / 1461) < 0.02
    assert "guarantees.g" not in spots
    assert any("1 services and supports" in note for note in whole.notes)


def test_the_closing_shows_subscriptions_since_the_day_of_issue_only():
    dated = {**TRUST, "securities": {k: {**v, "issued": "2020-02-03"} for k, v in CLASSES.items()},
             "investments": {"a": {"holder": "bank", "of": "senior", "share": "40%", "since": "2020-02-03"},
                             "b": {"holder": "fund", "of": "senior", "share": "60%", "since": "2021-01-01"}},
             "guarantees": {"r": {"kind": "reserve", "by": "fund", "to": "spt", "account": "acc", "funded_by": "fund", "funded": "CNY 8000000"}},
             "accounts": {"acc": {"holder": "spt", "bank": "bank"}},
             "agencies": {"s": {"agent": "bank", "principal": "spt", "function": "servicing", "fee": "CNY 1000000"}}}  # fmt: skip  # lines that belong together, one below the other
    made = chart("closing", **dated)
    way = lines(made, "cash")
    assert [words for (a, b), words in way.items() if b == "securities.senior"] == [("40%",)]
    assert ("securities.senior", "estates.spt") in way
    assert ("estates.spt", "agencies.s.paid") in way
    assert way[("parties.fund", "accounts.acc")] == ("reserve", "CNY 8.00m")
    assert any("junior" in note.lower() for note in made.notes)


def test_money_on_payment_days_has_fees_and_reserves_but_no_mere_subordination():
    made = chart("cash", **TRUST, accounts={"acc": {"holder": "spt", "bank": "bank"}},
                 guarantees={"r": {"kind": "reserve", "by": "bank", "to": "spt", "account": "acc"},
                             "s": {"kind": "subordination", "by": "fund", "to": "spt"}},
                 agencies={"s": {"agent": "bank", "principal": "spt", "function": "servicing", "collects_into": "acc", "fee_rate": "0.1%"}})  # fmt: skip  # lines that belong together, one below the other
    way = lines(made)
    assert ("estates.spt", "agencies.s.paid") in way
    assert next(n for n in made.nodes if n.id == "agencies.s.paid").lines[-1] == "0.1% a year"
    assert not any("subordination" in line for n in made.nodes for line in n.lines)
    assert all(n.place for n in made.nodes)
