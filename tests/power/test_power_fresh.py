"""Single facts about power drawn anew, each with the answer reasoned from the definitions before it was run, and contradictions of one fact."""

from typing import Any

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.base.values import U
from legalmodel.graph.build import build
from legalmodel.judgment.doubts import doubts_of
from legalmodel.lawtest.examples import RUN_DAY
from legalmodel.model.parse import parse
from tests.judgment.test_doubts import changed
from tests.power.test_power_cases import answer, deal_of

X: dict[str, Any] = {"owner": "a", "of": "x"}
POWER: dict[str, tuple[dict[str, Any], str]] = {
    "a stake that ended": ({"ownership": {"s": {**X, "shares": "60%", "until": "2024-12-31"}}, "ask": ["a", "x"]}, "no"),
    "a stake that begins later": ({"ownership": {"s": {**X, "shares": "60%", "since": "2026-01-01"}}, "ask": ["a", "x"]}, "no"),
    "a stake of which the end is not known": (
        {
            "ownership": {"s": {**X, "shares": "60%", "since": "2020-01-01", "unknown": {"until": "not_asked"}}},
            "ask": ["a", "x"],
        },
        "open",
    ),
    "a right to the board that ended": (
        {"ownership": {"s": {**X, "shares": "1%", "powers": ["appoint_board"], "until": "2024-12-31"}}, "ask": ["a", "x"]},
        "no",
    ),
    "less than half for one group": ({"ownership": {"s": {**X, "shares": "49%"}}, "group": ["a", "x", "group"]}, "no"),
    "half of each for one group": (
        {
            "ownership": {"s": {**X, "shares": "50%"}, "t": {"owner": "a", "of": "y", "shares": "50%"}},
            "group": ["x", "y", "group"],
        },
        "open",
    ),
    "half of each of the State": (
        {
            "ownership": {
                "s": {"owner": "prc", "of": "x", "shares": "50%"},
                "t": {"owner": "prc", "of": "y", "shares": "50%"},
            },
            "group": ["x", "y", "group"],
        },
        "no",
    ),
    "two quarters held through two companies": (
        {
            "ownership": {
                "s": {"owner": "a", "of": "b", "shares": "80%"},
                "t": {"owner": "a", "of": "c", "shares": "80%"},
                "u": {"owner": "b", "of": "x", "shares": "25%"},
                "v": {"owner": "c", "of": "x", "shares": "25%"},
            },
            "group": ["a", "x", "group"],
        },
        "open",
    ),
    "nominees for the State": (
        {
            "ownership": {
                "s": {"owner": "b", "of": "x", "shares": "100%", "nominee_for": ["prc"]},
                "t": {"owner": "c", "of": "y", "shares": "100%", "nominee_for": ["prc"]},
            },
            "group": ["x", "y", "cn-affiliation"],
        },
        "no",
    ),
    "an agreement to act together that ended": (
        {
            "ownership": {"s": {**X, "shares": "30%"}, "t": {"owner": "b", "of": "x", "shares": "30%"}},
            "ties": {"t1": {"of": "a", "to": "b", "kind": "acting_together", "about": ["x"], "until": "2024-12-31"}},
            "ask": ["a", "x"],
        },
        "no",
    ),
    "a contract above a majority": (
        {
            "ownership": {
                "s": {"owner": "a", "of": "b", "shares": "0%", "powers": ["direct_by_contract"]},
                "t": {"owner": "b", "of": "x", "shares": "51%"},
            },
            "ask": ["a", "x"],
        },
        "yes",
    ),
    "a majority above a right to the board": (
        {
            "ownership": {"s": {"owner": "a", "of": "b", "shares": "51%"}, "t": {"owner": "b", "of": "x", "board": "51%"}},
            "ask": ["a", "x"],
        },
        "yes",
    ),
    "half above a right to the board": (
        {
            "ownership": {"s": {"owner": "a", "of": "b", "shares": "50%"}, "t": {"owner": "b", "of": "x", "board": "51%"}},
            "group": ["a", "x", "group"],
        },
        "open",
    ),
    "instructed by two": (
        {"ownership": {"s": {"owner": "b", "of": "x", "shares": "100%", "instructed_by": ["a", "c"]}}, "ask": ["a", "x"]},
        "open",
    ),
    "capital that votes nothing": ({"ownership": {"s": {**X, "shares": "60%", "votes": "0%"}}, "ask": ["a", "x"]}, "no"),
    "the general partner": (
        {"ownership": {"s": {"owner": "m", "of": "lp", "shares": "1%", "role": "general_partner"}}, "ask": ["m", "lp"]},
        "yes",
    ),
    "capital of a partnership": ({"ownership": {"s": {"owner": "a", "of": "lp", "shares": "99%"}}, "ask": ["a", "lp"]}, "open"),
    "a settlor who may revoke": (
        {
            "trust": {"settlor_powers": ["revoke_trust"]},
            "ownership": {"s": {"owner": "fam", "of": "x", "shares": "100%"}},
            "ask": ["b", "x"],
        },
        "open",
    ),
}


@pytest.mark.parametrize("name", POWER)
def test_each_fact_about_power_has_its_answer(name: str) -> None:
    case, right = POWER[name]
    found = answer(case, deal_of(case))
    assert ("yes" if found is True else "no" if found is False else "open") == right
    assert not isinstance(found, U) or found.missing


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "support by and to one": {"guarantees.own": {"kind": "guarantee", "by": "lead", "to": "lead", "covers": ["principal"]}},
    "lender and borrower are one": {"loans": {"l": {"lender": "bank", "borrower": "bank", "amount": 5000000}}},
    "agent and principal are one": {"agencies.own": {"agent": "bank", "principal": "bank", "function": "servicing"}},
    "a hedge with itself": {"hedges": {"h": {"kind": "interest_rate_swap", "by": "bank", "to": "bank", "since": "2025-06-20"}}},
    "a tie to itself": {"ties": {"t": {"of": "bank", "to": "bank", "kind": "same_group_as_stated"}}},
    "more than the whole of a company": {
        "ownership": {
            "s": {"owner": "fund", "of": "bank", "shares": "60%"},
            "t": {"owner": "lead", "of": "bank", "shares": "55%"},
        }
    },
    "more than the whole of the votes": {
        "ownership": {
            "s": {"owner": "fund", "of": "bank", "votes": "60%"},
            "t": {"owner": "lead", "of": "bank", "votes": "55%"},
        }
    },
    "owner of itself as a nominee for itself": {
        "ownership": {"s": {"owner": "fund", "of": "bank", "shares": "10%", "nominee_for": ["fund"]}}
    },
    "a stake that ends before it begins": {
        "ownership": {"s": {"owner": "fund", "of": "bank", "shares": "10%", "since": "2025-01-01", "until": "2024-01-01"}}
    },
    "more seats from outside than seats": {"governance": {"g": {"of": "trustco", "directors": 3, "independent_seats": 4}}},
    "whole loans in part lent together": {"pools.pool.whole_loans": "100%", "pools.pool.co_lent": "40%"},
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_file_that_contradicts_itself_is_told_so(name: str) -> None:
    """Refused, where it can be nothing but a slip, or told as a doubt."""
    source = changed(CONTRADICTIONS[name])
    try:
        graph = build(parse(source), source.place)
    except BadInput as refused:
        assert refused.faults
        return
    before = {(d.check, d.path) for d in doubts_of(build(parse(changed({})), source.place), RUN_DAY)}
    assert {(d.check, d.path) for d in doubts_of(graph, RUN_DAY)} - before
