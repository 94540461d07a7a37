"""Conflicts of roles and single points of failure against plain loops over families of companies; set-off claim by claim."""

from datetime import date
from typing import Any

import pytest
from graph_deals import graph, parties, party
from hypothesis import given, settings
from hypothesis import strategies as st

from legalmodel.base.values import U
from legalmodel.graph.derive.affiliation import Affiliation
from tests.examples import some

DAY = date(2018, 6, 1)
PEOPLE = ("a", "b", "c", "d", "e")
WORK = ("servicing", "special_servicing", "backup_servicing", "custody", "cash_custody", "paying", "audit")
ABOVE = {"special_servicing": "servicing", "backup_servicing": "servicing", "cash_custody": "custody"}
JOBS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(WORK), st.sampled_from((*PEOPLE, "none"))), max_size=5)
OWNERS = st.lists(st.sampled_from((None, *range(5))), min_size=5, max_size=5)


def base(**sections: Any) -> dict[str, Any]:
    deal: dict[str, Any] = {"parties": parties("trustee", *PEOPLE), "estates": {"spt": {"held_by": "trustee", "kind": "trust"}}}
    return deal | {"complete": ["agencies", "ownership"]} | sections


def job(agent: str, function: str, successor: str | None = "none", **more: Any) -> dict[str, Any]:
    return {"agent": agent, "principal": "spt", "function": function} | ({"successor": successor} if successor else {}) | more


def ask(deal: dict[str, Any], question: str, *words: str) -> Any:
    g = graph(deal)
    return g.ask(question, (*words, g.things["estates", "spt"]), DAY)


def ids(items: Any) -> set[str]:
    return {t.id for t in items}


def stakes(owners: list[int | None]) -> dict[str, Any]:
    """Make each party wholly owned by one that comes before it, if any."""
    return {
        f"o{n}": {"owner": PEOPLE[up], "of": PEOPLE[n], "shares": "100%"}
        for n, up in enumerate(owners)
        if up is not None and up < n
    }


def family(owners: list[int | None]) -> dict[str, str]:
    """Name each party's topmost owner: with sole owners, a group is whoever shares it."""
    top: dict[str, str] = {}
    for n, up in enumerate(owners):
        top[PEOPLE[n]] = top[PEOPLE[up]] if up is not None and up < n else PEOPLE[n]
    return top


def does(function: str, asked: str) -> bool:
    return function == asked or ABOVE.get(function) == asked


@given(JOBS, OWNERS)
@settings(max_examples=some(150), deadline=None)
def test_conflicts_are_the_pairs_of_one_family(jobs: list[tuple[str, str, str]], owners: list[int | None]) -> None:
    deal = base(agencies={f"w{n}": job(a, f) for n, (a, f, _) in enumerate(jobs)} or "none", ownership=stakes(owners) or "none")
    top = family(owners)
    expected = set()
    for a, f, _ in jobs:
        for b, g, _ in jobs:
            if does(f, "custody") and does(g, "servicing") and top[a] == top[b]:
                expected |= {a, b}
    found = ask(deal, "conflicts", "custody", "servicing")
    assert (ids(found), found.doubtful, found.open) == (expected, (), frozenset())


@given(JOBS, OWNERS)
@settings(max_examples=some(200), deadline=None)
def test_single_points_are_jobs_that_no_other_family_could_take_over(
    jobs: list[tuple[str, str, str]], owners: list[int | None]
) -> None:
    given = {f"w{n}": job(*each) for n, each in enumerate(jobs) if each[0] != each[2]}
    deal = base(agencies=given or "none", ownership=stakes(owners) or "none")
    top, expected = family(owners), set()
    for id, one in given.items():
        helpers = [] if one["successor"] == "none" else [one["successor"]]
        for other in given.values():
            same = does(one["function"], other["function"])
            waits = other["function"] == "backup_servicing" and does(one["function"], "servicing")
            helpers += [other["agent"]] if same or waits else []
        alone = all(top[h] == top[one["agent"]] for h in helpers)
        if alone and one["function"] not in ("audit", "backup_servicing"):
            expected.add(id)
    found = ask(deal, "single_points")
    assert (ids(found), found.doubtful, found.open) == (expected, (), frozenset())


def test_a_conflict_needs_both_kinds_of_work() -> None:
    deal = base(agencies={"s": job("a", "servicing")}, complete=["agencies"])
    found = ask(deal, "conflicts", "custody", "servicing")
    assert (ids(found), found.open) == (set(), frozenset())
    deal["complete"] = []
    assert {m.path for m in ask(deal, "conflicts", "custody", "servicing").open} == {("agencies",)}


def test_an_open_list_of_owners_makes_two_doubtful_and_one_sure() -> None:
    deal = base(agencies={"s": job("a", "servicing"), "c": job("b", "custody")}, complete=["agencies"])
    found = ask(deal, "conflicts", "custody", "servicing")
    assert not found.known
    assert {t.id for t, _ in found.doubtful} == {"a", "b"}
    assert {m.path for _, doubt in found.doubtful for m in doubt.missing} == {("ownership",)}
    deal["agencies"]["c"]["agent"] = "a"
    assert ids(ask(deal, "conflicts", "custody", "servicing")) == {"a"}


def test_a_branch_that_does_other_work_is_the_same_person() -> None:
    deal = base(agencies={"s": job("a", "servicing"), "c": job("branch", "custody")}, ownership="none")
    deal["parties"]["branch"] = party("Branch", part_of="a")
    assert ids(ask(deal, "conflicts", "custody", "servicing")) == {"a", "branch"}


def test_why_a_conflict_tells_the_work_and_the_group() -> None:
    deal = base(agencies={"s": job("b", "servicing"), "c": job("a", "custody")}, ownership=stakes([None, 0, None, None, None]))
    g = graph(deal)
    texts = [f.text for f in g.why("conflicts", ("custody", "servicing", g.things["estates", "spt"]), DAY)]
    assert texts == ["A does custody for spt", "B does servicing for spt", "A controls B"]


@pytest.mark.parametrize(
    ("change", "known", "missing"),
    [
        ({}, {"s"}, set()),
        ({"successor": "b"}, set(), set()),
        ({"successor": "c"}, {"s"}, set()),
        ({"successor": None}, set(), {("agencies", "s", "successor")}),
        ({"until": "2017-01-01"}, set(), set()),
    ],
)
def test_a_successor_outside_the_group_takes_over(change: dict[str, Any], known: set[str], missing: set[Any]) -> None:
    given = {k: v for k, v in (job("a", "servicing") | change).items() if v is not None}
    found = ask(base(agencies={"s": given}, ownership=stakes([None, None, 0, None, None])), "single_points")
    assert ids(found) == known
    assert {m.path for _, doubt in found.doubtful for m in doubt.missing} == missing


def test_somebody_not_listed_may_be_another_provider() -> None:
    found = ask(base(agencies={"s": job("a", "servicing")}, complete=["ownership"]), "single_points")
    assert not found.known
    assert [(t.id, {m.path for m in u.missing}) for t, u in found.doubtful] == [("s", {("agencies",)})]


def test_unknown_work_may_be_any_work() -> None:
    agencies = {"s": job("a", "servicing"), "x": {"agent": "b", "principal": "spt", "unknown": {"function": "not_asked"}}}
    found = ask(base(agencies=agencies, ownership="none"), "single_points")
    assert not found.known
    assert {t.id for t, _ in found.doubtful} == {"s", "x"}


def test_why_a_doubtful_single_point_says_perhaps() -> None:
    g = graph(base(agencies={"s": job("a", "servicing", None)}, ownership="none"))
    texts = [f.text for f in g.why("single_points", (g.things["estates", "spt"],), DAY)]
    assert texts[0] == "perhaps nobody outside the group of A is appointed to take over servicing"


def test_why_a_single_point_tells_who_stands_alone() -> None:
    g = graph(base(agencies={"s": job("a", "servicing")}, ownership="none"))
    assert [f.text for f in g.why("single_points", (g.things["estates", "spt"],), DAY)] == [
        "nobody outside the group of A is appointed to take over servicing"
    ]


def claims(**change: Any) -> dict[str, Any]:
    claim = {"creditor": "debtors", "debtor": "a", "amount": 5, "pool": "pool", "set_off_excluded_by": "none"} | change
    deal = base(claims={"k": {name: value for name, value in claim.items() if value is not None}})
    deal["parties"]["debtors"] = {"form": "class", "defined_as": "debtors of the pool"}
    deal["pools"] = {"pool": {"name": "Loans"}, "elsewhere": {"name": "Other"}}
    deal["trusts"] = {"t": {"settlor": "a", "trustee": "trustee", "estate": "spt", "assets": ["pool"]}}
    deal["agencies"] = {"s": job("b", "servicing")}
    return deal | {"complete": ["agencies", "claims"]}


def set_off(deal: dict[str, Any]) -> Any:
    g = graph(deal)
    return g.ask("set_off", (g.things["trusts", "t"],), DAY)


@pytest.mark.parametrize(
    ("change", "known", "missing"),
    [
        ({}, {"k"}, set()),
        ({"debtor": "b"}, {"k"}, set()),
        ({"debtor": "c"}, set(), set()),
        ({"debtor": None}, set(), {"debtor"}),
        ({"pool": "elsewhere"}, set(), set()),
        ({"pool": "none"}, set(), set()),
        ({"pool": None}, set(), {"pool"}),
        ({"set_off_excluded_by": "loan contract §7"}, set(), set()),
        ({"set_off_excluded_by": None}, set(), {"set_off_excluded_by"}),
        ({"since": "2019-01-01"}, set(), set()),
    ],
)
def test_a_claim_can_be_set_off_against_the_giving_side_and_the_servicer(
    change: dict[str, Any], known: set[str], missing: set[str]
) -> None:
    found = set_off(claims(**change))
    assert ids(found) == known
    assert {m.path[-1] for _, doubt in found.doubtful for m in doubt.missing} == missing
    assert not found.open


def test_set_off_is_as_complete_as_the_claims_and_the_appointments() -> None:
    deal = claims(debtor="c")
    deal["complete"] = ["claims"]
    assert {m.path for _, doubt in set_off(deal).doubtful for m in doubt.missing} == {("agencies",)}
    deal["complete"] = ["agencies"]
    assert {m.path for m in set_off(deal).open} == {("claims",)}


def test_why_set_off_tells_the_claim() -> None:
    g = graph(claims())
    texts = [f.text for f in g.why("set_off", (g.things["trusts", "t"],), DAY)]
    assert texts == ["a claim of debtors of the pool against A can be set off"]


@pytest.mark.parametrize("question", ["single_points", "commingled", "commingling_days", "circular_support"])
def test_an_unknown_vehicle_has_an_unknown_answer(question: str) -> None:
    g = graph(base())
    assert isinstance(g.ask(question, (U(),), DAY), U)


def test_a_back_up_servicer_of_another_group_takes_over() -> None:
    agencies = {"s": job("a", "special_servicing"), "b": job("b", "backup_servicing")}
    assert ids(ask(base(agencies=agencies, ownership="none"), "single_points")) == set()
    agencies["b"]["agent"] = "a"
    assert ids(ask(base(agencies=agencies, ownership="none"), "single_points")) == {"s"}


def test_a_sure_appointment_counts_before_a_doubtful_one_of_the_same_agent() -> None:
    agencies = {"c": job("a", "custody"), "x": job("b", "custody", principal="trustee"), "y": job("b", "custody")}
    found = ask(base(agencies=agencies, ownership="none"), "single_points")
    assert "c" not in ids(found) | {t.id for t, _ in found.doubtful}


def test_set_off_against_a_servicer_of_a_taker_not_known_is_doubtful() -> None:
    deal = claims(debtor="c")
    deal["trusts"] = "none"
    deal["transfers"] = {"t": {"transferor": "a", "assets": ["pool"]}}
    g = graph(deal)
    found = g.ask("set_off", (g.things["transfers", "t"],), DAY)
    assert [(t.id, {m.path for m in u.missing}) for t, u in found.doubtful] == [("k", {("transfers", "t", "transferee")})]


class Unsure:
    """Control as it is, but never sure that all owners are known, so that affiliation is asked pair by pair."""

    def __init__(self, control: Any) -> None:
        self.control = control

    def __getattr__(self, name: str) -> Any:
        return getattr(self.control, name)

    def firm(self, by: str, day: date | None) -> bool:
        return False


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(("30%", "51%", None))), max_size=6))
@settings(max_examples=some(100), deadline=None)
def test_a_group_worked_out_once_is_the_group_asked_pair_by_pair(held: list[tuple[str, str, str | None]]) -> None:
    owned = {f"o{n}": {"owner": a, "of": b} | ({"shares": s} if s else {}) for n, (a, b, s) in enumerate(held) if a != b}
    g = graph(base(ownership=owned or "none"))
    control = g.control
    slow = Affiliation(Unsure(control), lambda of, day: [], lambda third: False)
    people = [g.things["parties", id] for id in PEOPLE]
    for a in people:
        for b in people:
            quick, pairwise = (
                asked(a, b, "majority", DAY) for asked in (lambda *q: g.ask("affiliated", q[:3], DAY), slow.affiliated)
            )
            assert quick is pairwise or (isinstance(quick, U) and isinstance(pairwise, U))
