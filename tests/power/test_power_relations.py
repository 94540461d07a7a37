"""The questions of the graph that ask who belongs to one group, each with every way by which one may have power over another.

The originator's affiliate gives support, keeps the cash beside the originator's servicing, or stands by as its only successor. By whatever
ground it is, or may be, an affiliate, no question takes it for a stranger; and it is one where every ground is surely absent.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.model.deal import Deal

DAY = date(2025, 6, 30)
COMPLETE = ["ownership", "agencies", "guarantees", "trusts", "transfers", "securities", "investments", "options"]


def owned(**stake: Any) -> dict[str, Any]:
    return {"ownership": {"s": {"owner": "bank", "of": "fund", **stake}}}


SURE: dict[str, dict[str, Any]] = {
    "votes": owned(shares="20%", votes="60%"),
    "board": owned(shares="10%", board="60%"),
    "board appointed": owned(shares="0%", powers=["appoint_board"]),
    "agreement": owned(shares="0%", agreement="voting agreement"),
    "articles": owned(shares="0%", powers=["direct_by_articles"]),
    "casting vote with half": owned(shares="50%", powers=["casting_vote"]),
    "influence found": owned(shares="10%", powers=["dominant_influence"], found_by="a court"),
    "nominee": {"ownership": {"s": {"owner": "other", "of": "fund", "shares": "100%", "nominee_for": ["bank"]}}},
    "acting together": {
        "ownership": {
            "s": {"owner": "bank", "of": "fund", "shares": "30%"},
            "t": {"owner": "other", "of": "fund", "shares": "30%"},
        },
        "ties": {"t": {"of": "bank", "to": "other", "kind": "acting_together", "about": ["fund"]}},
    },
    "managing partner": {
        "ownership": {"s": {"owner": "bank", "of": "fund", "shares": "1%", "role": "managing_partner"}},
    },
    "sisters": {
        "ownership": {
            "s": {"owner": "other", "of": "fund", "shares": "60%"},
            "t": {"owner": "other", "of": "bank", "shares": "60%"},
        }
    },
    "the other way round": {"ownership": {"s": {"owner": "fund", "of": "bank", "shares": "60%"}}},
}
OPEN: dict[str, dict[str, Any]] = {
    "exactly half": owned(shares="50%"),
    "half through a chain": {
        "ownership": {
            "s": {"owner": "bank", "of": "other", "shares": "50%"},
            "t": {"owner": "other", "of": "fund", "shares": "100%"},
        }
    },
    "half of each": {
        "ownership": {
            "s": {"owner": "other", "of": "fund", "shares": "50%"},
            "t": {"owner": "other", "of": "bank", "shares": "50%"},
        }
    },
    "up to half": owned(shares="25%-50%"),
    "veto": owned(shares="5%", vetoes=["merger"]),
    "golden share": owned(shares="0%", sort="one golden share"),
    "casting vote of a minority": owned(shares="30%", powers=["casting_vote"]),
    "influence claimed": owned(shares="10%", powers=["dominant_influence"]),
    "board not known": owned(shares="10%", unknown={"board": "not_disclosed"}),
    "nominee in words": {"ownership": {"s": {"owner": "other", "of": "fund", "shares": "100%", "held_for": "the bank"}}},
    "acting together about nothing told": {
        "ownership": {
            "s": {"owner": "bank", "of": "fund", "shares": "30%"},
            "t": {"owner": "other", "of": "fund", "shares": "30%"},
        },
        "ties": {"t": {"of": "bank", "to": "other", "kind": "acting_together"}},
    },
    "trust of a settlor": {
        "estates": {"fam": {"kind": "trust", "held_by": "other", "capacity": "trustee"}},
        "trusts": {"settled": {"settlor": "bank", "trustee": "other", "estate": "fam", "settlor_powers": ["revoke_trust"]}},
        "ownership": {"s": {"owner": "fam", "of": "fund", "shares": "100%"}},
    },
    "stated group": {"ownership": {}, "ties": {"t": {"of": "bank", "to": "fund", "kind": "same_group_as_stated"}}},
    "one director of both": {
        "ownership": {},
        "ties": {"t": {"of": "man", "to": "bank", "kind": "director"}, "u": {"of": "man", "to": "fund", "kind": "director"}},
    },
    "a parent that consolidates": {
        "ownership": {},
        "parents": {"one": {"level": "direct", "who": "bank", "basis": "accounting standards"}},
    },
}
ABSENT: dict[str, dict[str, Any]] = {
    "nothing": {"ownership": {}},
    "a trifle less than half": owned(shares="49.999999999%"),
    "a minority, vetoes denied": owned(shares="30%", vetoes="none"),
    "both owned by the State": {
        "ownership": {
            "s": {"owner": "prc", "of": "bank", "shares": "100%"},
            "t": {"owner": "prc", "of": "fund", "shares": "100%"},
        }
    },
    "half of each owned by the State": {
        "ownership": {
            "s": {"owner": "prc", "of": "bank", "shares": "50%"},
            "t": {"owner": "prc", "of": "fund", "shares": "50%"},
        }
    },
}


def deal(way: dict[str, Any]) -> Graph:
    parties: dict[str, Any] = {id: {"name": id.upper(), "form": "company"} for id in ("bank", "fund", "other", "trustee")}
    parties["man"], parties["prc"] = {"name": "Man", "form": "natural_person"}, {"name": "State", "form": "state"}
    if "parents" in way:
        parties["fund"]["parents"] = way["parents"]
    sections: dict[str, Any] = {
        "deal": {"name": "Group", "currency": "CNY"},
        "parties": parties,
        "estates": {
            "spt": {"kind": "special_purpose_trust", "held_by": "trustee", "capacity": "trustee"},
            **way.get("estates", {}),
        },
        "pools": {"pool": {"name": "Loans", "claims": 100}},
        "trusts": {
            "hop": {
                "settlor": "bank",
                "trustee": "trustee",
                "estate": "spt",
                "assets": ["pool"],
                "buy_backs": "none",
                "dates": {"effective": "2025-01-01"},
            },
            **way.get("trusts", {}),
        },
        "guarantees": {"g": {"kind": "guarantee", "by": "fund", "to": "spt", "covers": ["principal"], "cap": 10}},
        "agencies": {
            "servicing": {"agent": "bank", "principal": "spt", "function": "servicing", "successor": "fund"},
            "custody": {"agent": "fund", "principal": "spt", "function": "cash_custody"},
        },
        "ties": way.get("ties", {}),
        "ownership": way["ownership"],
    }
    sections |= {"complete": COMPLETE}
    return build(Deal.model_validate({k: v for k, v in sections.items() if v}))


def answers(g: Graph) -> dict[str, tuple[str, Any]]:
    """Return, by question, whether the affiliate is found, and what would tell."""
    spt, hop = g.things["estates", "spt"], g.things["trusts", "hop"]
    asked = {
        "recourse": (g.ask("recourse_grounds", (hop,), DAY), "g"),
        "conflicts": (g.ask("conflicts", ("servicing", "custody", spt), DAY), "fund"),
        "single points": (g.ask("single_points", (spt,), DAY), "servicing"),
        "circular support": (g.ask("circular_support", (spt,), DAY), "g"),
    }
    found: dict[str, tuple[str, Any]] = {}
    for name, (items, id) in asked.items():
        sure = any(one.id == id for one in items.known)
        doubt = next((truth for one, truth in items.doubtful if one.id == id), None)
        found[name] = ("yes" if sure else "open" if doubt is not None else "no", doubt)
    return found


@pytest.mark.parametrize("way", SURE)
def test_whoever_surely_has_power_is_found_by_every_question(way: str) -> None:
    assert {name: said for name, (said, _) in answers(deal(SURE[way])).items()} == dict.fromkeys(ASKED, "yes")


@pytest.mark.parametrize("way", OPEN)
def test_whoever_may_have_power_is_never_a_stranger(way: str) -> None:
    for name, (said, doubt) in answers(deal(OPEN[way])).items():
        assert said == "open", name
        assert isinstance(doubt, U)
        assert doubt.missing, f"{name} says what would tell"


@pytest.mark.parametrize("way", ABSENT)
def test_a_stranger_is_one_where_every_ground_is_surely_absent(way: str) -> None:
    assert {name: said for name, (said, _) in answers(deal(ABSENT[way])).items()} == dict.fromkeys(ASKED, "no")


ASKED = ("recourse", "conflicts", "single points", "circular support")


def test_why_tells_the_half_that_is_weighed() -> None:
    g = deal(OPEN["exactly half"])
    sides = (g.things["parties", "bank"], g.things["parties", "fund"])
    assert g.ask("affiliated", (*sides, "majority"), DAY) is False
    found = g.ask("affiliated", (*sides, "group"), DAY)
    assert {(m.path, m.reason) for m in found.missing} == {(("ownership", "s", "shares"), "weighed")}
    assert any("may control" in fact.text for fact in g.why("affiliated", (*sides, "group"), DAY))


COMPOSED = ("group", "cn-affiliation", "majority", "cn-actual-controller", "half")
HOLDERS = ("bank", "fund", "other", "trustee")
PARTS = st.sampled_from(["20%", "30%", "50%", "51%", "25%-50%"])
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(HOLDERS), st.sampled_from(HOLDERS)).filter(lambda p: p[0] != p[1]), PARTS, max_size=5
)


@given(PAIRS, st.sampled_from(COMPOSED), st.sampled_from([date(2020, 1, 1), DAY]))
def test_whom_one_controls_are_they_of_whom_it_is_asked_pair_by_pair(
    pairs: dict[tuple[str, str], str], by: str, day: date
) -> None:
    """``controlled`` of a definition that goes through others says what ``controls`` says of each."""
    stakes = {f"s{n}": {"owner": a, "of": b, "shares": part} for n, ((a, b), part) in enumerate(pairs.items())}
    g = build(
        Deal.model_validate(
            {"parties": {id: {"name": id, "form": "company"} for id in HOLDERS}, "ownership": stakes, "complete": ["ownership"]}
        )
    )
    actors = [g.things["parties", id] for id in HOLDERS]
    for a in actors:
        surely, may = g.control.controlled(a, by, day)
        told = {b.id: g.control.controls(a, b, by, day) for b in actors}
        assert {b.id for b in surely} == {id for id, truth in told.items() if truth is True}
        assert {b.id for b in may} == {id for id, truth in told.items() if isinstance(truth, U)}


def test_whom_one_controls_under_a_text_not_in_force_is_not_known() -> None:
    g = deal(owned(shares="100%"))
    surely, may = g.control.controlled(g.things["parties", "bank"], "cn-affiliation", date(2004, 1, 1))
    assert [each.id for each in surely] == ["bank"]
    assert "fund" in {each.id for each in may}
