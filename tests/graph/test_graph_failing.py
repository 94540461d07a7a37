"""Who may fail, against plain loops over the file; a branch is its bank, and the same appointment is as sure here as elsewhere."""

from datetime import date
from typing import Any

from graph_deals import graph, parties
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import U
from legalmodel.graph.roles import roles
from legalmodel.model.types import WORDS
from tests.examples import some

PEOPLE = ("a", "b", "c", "d")
ROLELESS = next(
    w for w in ("rating", "audit", "structuring", "legal_counsel") if all(w not in role.functions for role in roles().values())
)
"""Work by which nobody has a role; a role that comes in later changes nothing here."""
WORK = ("servicing", "special_servicing", "backup_servicing", "custody", "cash_custody", "document_custody", "indenture_trusteeship",
        "paying", "registration", "plan_management", ROLELESS)  # fmt: skip  # lines that belong together, one below the other
ROLE_OF = {"servicing": "servicer", "special_servicing": "servicer", "backup_servicing": "backup_servicer", "custody": "custodian",
           "cash_custody": "account_bank", "document_custody": "custodian", "indenture_trusteeship": "indenture_trustee",
           "paying": "agent", "registration": "agent", "plan_management": "plan_manager"}  # fmt: skip  # lines that belong together, one below the other
WHOLE = ["agencies", "accounts", "trusts", "transfers", "hedges", "guarantees"]


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {
        "parties": parties("trustee", *PEOPLE),
        "estates": {"spt": {"held_by": "trustee", "kind": "special_purpose_trust"}},
        "securities": {"senior": {"issuer": "spt"}},
        "complete": WHOLE,
    }
    return deal | sections


def held(deal: dict[str, Any], day: date | None = None, of: str = "spt") -> dict[str, tuple[set[str], set[str]]]:
    """Return by role who surely holds it, and who may."""
    g = graph(deal)
    vehicle = next(g.things[s, of] for s in ("estates", "parties") if (s, of) in g.things)
    found = {}
    for role in roles():
        items = g.ask("may_fail", (role, vehicle), day)
        if items.known or items.doubtful:
            found[role] = ({p.id for p in items.known}, {p.id for p, _ in items.doubtful})
    return found


JOBS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(WORK), st.sampled_from(("spt", "trustee", "a"))), min_size=0, max_size=6
)


@settings(max_examples=some(120), deadline=None)
@given(JOBS, st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(("spt", "b"))), max_size=3))
def test_against_the_file(jobs: list[tuple[str, str, str]], hops: list[tuple[str, str]]) -> None:
    """roles by function: the nearest word above; by giving: whoever gives to the vehicle, or to who gives to it"""
    agencies = {f"j{n}": {"agent": agent, "function": work, "principal": who} for n, (agent, work, who) in enumerate(jobs)}
    transfers = {f"t{n}": {"transferor": giver, "transferee": taker} for n, (giver, taker) in enumerate(hops)}
    found = held(base(agencies=agencies or "none", transfers=transfers or "none"))
    sure: dict[str, set[str]] = {"trustee": {"trustee"}}
    maybe: dict[str, set[str]] = {}
    for agent, work, who in jobs:
        if work in ROLE_OF and who in ("spt", "trustee"):
            (sure if who == "spt" else maybe).setdefault(ROLE_OF[work], set()).add(agent)
    givers = {giver for giver, taker in hops if taker == "spt"}
    givers |= {giver for giver, taker in hops if taker == "b" and "b" in givers}
    if givers:
        sure["transferor"] = givers
    expected = {r: (sure.get(r, set()), maybe.get(r, set()) - sure.get(r, set())) for r in {*sure, *maybe}}
    assert found == expected


@settings(max_examples=some(100), deadline=None)
@given(JOBS)
def test_as_sure_as_the_work(jobs: list[tuple[str, str, str]]) -> None:
    """the same appointment is not sure in one room and doubtful in another: performs and may_fail agree, person by person"""
    agencies = {f"j{n}": {"agent": agent, "function": work, "principal": who} for n, (agent, work, who) in enumerate(jobs)}
    g = graph(base(agencies=agencies or "none"))
    day, spt = date(2020, 1, 1), g.things["estates", "spt"]
    for work, role in (
        ("cash_custody", "account_bank"),
        ("indenture_trusteeship", "indenture_trustee"),
        ("backup_servicing", "backup_servicer"),
    ):
        does, may = g.ask("performs", (work, spt), day), g.ask("may_fail", (role, spt), day)
        assert set(does.known) == set(may.known)
        assert {p for p, _ in does.doubtful} == {p for p, _ in may.doubtful}
        assert does.open == may.open


def test_trustee_of_any_kind_and_manager() -> None:
    """a plan's manager is never called trustee; trustees of every kind have their own word"""
    for estate, role in (
        ({"kind": "special_plan"}, "manager"),
        ({"kind": "special_plan", "capacity": "trustee"}, "trustee"),
        ({"kind": "special_purpose_trust"}, "trustee"),
        ({"capacity": "manager"}, "manager"),
        ({"capacity": "nominee", "kind": "trust"}, "holder"),
        ({}, "holder"),
    ):
        found = held(base(estates={"spt": {"held_by": "trustee", **estate}}, agencies="none"))
        assert found == {role: ({"trustee"}, set())}, estate
    assert "trustee" not in " ".join(roles()[r].words["en"] for r in ("manager", "plan_manager", "holder"))


def test_depositor_swap_counterparty_enhancer_and_account_bank() -> None:
    """the depositor took the assets before it gave them on; support from inside makes nobody an enhancer"""
    people = parties("trustee", *PEOPLE)
    people["b"] = {**people["b"], "form": "special_purpose_company"}
    deal = base(
        parties=people,
        agencies="none",
        transfers={"one": {"transferor": "a", "transferee": "b"}, "two": {"transferor": "b", "transferee": "spt"}},
        hedges={"swap": {"by": "c", "to": "spt"}},
        accounts={"cash": {"holder": "spt", "bank": "d"}},
        guarantees={
            "out": {"kind": "guarantee", "by": "c", "of": ["senior"]},
            "in": {"kind": "subordination", "by": "d", "of": ["senior"]},
        },
    )
    found = {role: who for role, (who, _) in held(deal).items()}
    assert found == {
        "trustee": {"trustee"},
        "transferor": {"a"},
        "depositor": {"b"},
        "swap_counterparty": {"c"},
        "account_bank": {"d"},
        "enhancer": {"c"},
    }


def test_branch_is_its_bank() -> None:
    """a servicer that is a branch fails as the legal person that it is part of, once"""
    people = {**parties("trustee", *PEOPLE), "branch": {"name": "Branch", "part_of": "a"}}
    jobs = {
        "one": {"agent": "branch", "function": "servicing", "principal": "spt"},
        "two": {"agent": "a", "function": "servicing", "principal": "spt"},
    }
    assert held(base(parties=people, agencies=jobs))["servicer"] == ({"a"}, set())


def test_former_ones_too_and_on_a_day() -> None:
    """without a day whoever ever held the role; on a day, who holds it then"""
    jobs = {
        "old": {"agent": "a", "function": "servicing", "principal": "spt", "until": "2018-01-01"},
        "new": {"agent": "b", "function": "servicing", "principal": "spt", "since": "2018-01-02"},
        "swapped": {"function": "paying", "principal": "spt", "dated": {"agent": {"2016-01-01": "c", "2019-01-01": "d"}}},
    }
    deal = base(agencies=jobs)
    assert held(deal)["servicer"] == ({"a", "b"}, set())
    assert held(deal)["agent"] == ({"c", "d"}, set())
    assert held(deal, date(2017, 6, 1))["servicer"] == ({"a"}, set())
    assert held(deal, date(2020, 6, 1))["agent"] == ({"d"}, set())


def test_of_several_estates_it_is_of_none_in_particular() -> None:
    """what a holder of several estates appoints counts once, towards the holder; for each estate it leaves the list open"""
    jobs = {"one": {"agent": "a", "function": "servicing", "principal": "trustee"}}
    estates = {n: {"held_by": "trustee", "kind": "trust"} for n in ("spt", "other")}
    deal = base(estates=estates, agencies=jobs)
    g = graph(deal)
    items = g.ask("may_fail", ("servicer", g.things["estates", "spt"]), None)
    assert (items.known, items.doubtful) == ((), ())
    assert {m.path for m in items.open} == {("agencies", "one", "principal")}
    assert held(deal, of="trustee")["servicer"] == ({"a"}, set())


def test_what_is_not_said_leaves_the_list_open() -> None:
    """an appointment that does not say for whom, by whom, or to what"""
    jobs = {
        "for_whom": {"agent": "a", "function": "servicing"},
        "by_whom": {"function": "servicing", "principal": "spt"},
        "to_what": {"agent": "b", "principal": "spt"},
        "else": {"function": "rating", "principal": "spt"},
    }
    g = graph(base(agencies=jobs))
    items = g.ask("may_fail", ("servicer", g.things["estates", "spt"]), None)
    assert {".".join(m.path) for m in items.open} == {
        "agencies.for_whom.principal",
        "agencies.by_whom.agent",
        "agencies.to_what.function",
    }


def test_reasons_are_the_records() -> None:
    """the proof of a role: the records by which a party holds it, each party once, in the order of the answer"""
    jobs = {
        "one": {"agent": "a", "function": "servicing", "principal": "spt"},
        "two": {"agent": "a", "function": "special_servicing", "principal": "spt"},
        "three": {"agent": "b", "function": "servicing", "principal": "spt"},
    }
    g = graph(base(agencies=jobs))
    facts = g.why("may_fail", ("servicer", g.things["estates", "spt"]), None)
    assert [len(fact.because) for fact in facts] == [2, 1]
    assert [{f.path[:2] for f in fact.because} for fact in facts] == [
        {("agencies", "one"), ("agencies", "two")},
        {("agencies", "three")},
    ]
    assert "servicer" in facts[0].text


def test_functions_of_roles_are_words() -> None:
    """roles are data: each function, form, capacity and kind is a word of the deal file, and no function is claimed twice"""
    claimed = [word for role in roles().values() for word in role.functions]
    assert len(claimed) == len(set(claimed))
    for role in roles().values():
        assert set(role.functions) <= set(WORDS["function"])
        assert set(role.forms) <= set(WORDS["form"])
        assert set(role.kinds) <= set(WORDS["support" if role.relation == "supports" else "estate_kind"])
        assert set(role.capacities) <= set(WORDS["capacity"])
        assert role.counts_as in roles()
        assert set(role.words) == {"en", "zh"}
        assert role.functions or role.relation


def test_unknown_is_never_another_answer() -> None:
    """making the principal of an appointment unknown leaves the list open, and names nobody else"""
    jobs = {
        "one": {"agent": "a", "function": "servicing", "principal": "spt"},
        "two": {"agent": "b", "function": "servicing", "principal": "c"},
    }
    unknown = {**jobs, "one": {"agent": "a", "function": "servicing", "unknown": {"principal": "not_asked"}}}
    assert held(base(agencies=jobs))["servicer"] == ({"a"}, set())
    assert "servicer" not in held(base(agencies=unknown))
    g = graph(base(agencies=unknown))
    assert isinstance(g.things["agencies", "one"].get("principal"), U)
    assert g.ask("may_fail", ("servicer", g.things["estates", "spt"]), None).open
