"""The network of one originator: who bears what against a naive calculation, concentration, run-off, plans packed twice; made-up originators."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as random_case
from hypothesis import settings
from hypothesis import strategies as st

from legalmodel.api import check
from legalmodel.base.speech import columns
from legalmodel.cli.main import run as main
from legalmodel.methods.leverage.deals import Told, plans_of, told
from legalmodel.methods.leverage.from_deals import Account, account
from legalmodel.methods.leverage.losses import UNTOLD, borne, in_order, layers, nested
from legalmodel.methods.leverage.network import Network, months_of_all, network
from legalmodel.methods.leverage.tables_network import holdings, losses
from legalmodel.methods.leverage.told_network import network_study
from legalmodel.output.network_chart import network_chart
from legalmodel.text.read import read_bytes
from tests.examples import some

DAY = date(2026, 6, 30)
LENDER = {"name": "Lender", "form": "micro_loan_company", "seat": "CN-CQ", "uscc": "91110000100013428Q"}


def deal(number: int, data: dict[str, Any]) -> Told:
    return told(read_bytes(json.dumps(data).encode(), f"deal{number}.json"), number)


def plan(name: str, classes: dict[str, tuple[int, int]], holds: dict[str, tuple[str, str, str]], **more: Any) -> dict[str, Any]:
    """A made-up plan: classes by id (rank, amount), holdings by id (holder, class, share)."""
    people = {
        h: {"name": h.title(), "seat": "CN", "identifiers": {"r": {"kind": "register", "code": h}}}
        for h, _, _ in holds.values()
    }
    parties = {**people, "lender": LENDER, "manager": {"name": "Manager", "seat": "CN"}, **more.pop("parties", {})}
    return {
        "deal": {"name": name, "about": "made_up", "currency": "CNY", "closing": "2026-01-15", "known_until": str(DAY)},
        "parties": parties,
        "estates": {"plan": {"name": f"Plan {name}", "kind": "revolving_plan", "held_by": "manager", "capacity": "manager"}},
        "pools": {"pool": {"kind": "micro_loans", "principal": sum(a for _, a in classes.values()), "remaining_months": 6, "cut_off": "2026-01-01"}},
        "transfers": {"sale": {"transferor": "lender", "transferee": "plan", "assets": ["pool"], "price_paid": sum(a for _, a in classes.values())}},
        "securities": {c: {"name": c, "issuer": "plan", "rank": r, "amount": a, "issued": "2026-01-15"} for c, (r, a) in classes.items()},
        "investments": {i: {"holder": h, "of": c, "share": s, "since": "2026-01-15", "until": "none"} for i, (h, c, s) in holds.items()},
        "complete": ["securities", "investments"],
        **more,
    }  # fmt: skip  # a deal on few lines


CLASSES = {"senior": (1, 800), "mezzanine": (2, 120), "junior": (3, 80)}
HOLDS = {
    "a": ("fund", "senior", "75%"),
    "b": ("insurer", "senior", "25%"),
    "c": ("fund", "mezzanine", "100%"),
    "d": ("lender", "junior", "100%"),
}


def of(*deals: dict[str, Any], **options: Any) -> Account:
    return account([deal(i, d) for i, d in enumerate(deals)], **options)


def shares(net: Network) -> dict[str, Fraction]:
    return {("?" if key == UNTOLD else net.account.joined.names[key]): size for key, size in holdings(net).items()}


def by_name(net: Network, part: Fraction) -> dict[str, Fraction]:
    found = borne(net.plans, net.vehicles, net.account.joined, DAY, part)
    return {("?" if k == UNTOLD else net.account.joined.names[k]): v for k, v in found.by.items() if v}


def naive(part: Fraction) -> dict[str, Fraction]:
    """Take one unit after another from the last class up; shares nothing with the product."""
    left = {c: Fraction(a) for c, (_, a) in CLASSES.items()}
    taken: dict[str, Fraction] = {}
    loss = part * 1000
    for c in ("junior", "mezzanine", "senior"):
        hit = min(loss, left[c])
        loss -= hit
        for holder, of_class, share in HOLDS.values():
            if of_class == c and hit:
                taken[holder.title()] = taken.get(holder.title(), Fraction(0)) + hit * Fraction(share[:-1]) / 100
    return taken


@settings(max_examples=some(40), deadline=None)
@random_case(st.fractions(0, 1))
def test_losses_go_by_rank_as_a_naive_ledger_takes_them(part: Fraction) -> None:
    net = network(of(plan("one", CLASSES, HOLDS)), DAY)
    assert by_name(net, part) == naive(part)
    assert sum(by_name(net, part).values()) == part * 1000


def test_two_plans_are_one_network() -> None:
    net = network(of(plan("one", CLASSES, HOLDS), plan("two", CLASSES, HOLDS)), DAY)
    assert net.issued == 2000
    assert shares(net) == {"Fund": 1440, "Insurer": 400, "Lender": 160}
    fund = next(p for p in net.parts if net.account.joined.names[p.who] == "Fund")
    assert (fund.relation, len(fund.plans), fund.amount) == ("holds", 2, 1440)
    lines = " ".join(network_study(net).says)
    assert "Fund holds most, 72% of all classes" in lines
    assert [(b.part, b.by[net.account.who]) for b in losses(net) if b.part == Fraction(1, 5)] == [(Fraction(1, 5), 160)]


def test_what_nobody_is_told_to_hold_is_borne_by_nobody_told() -> None:
    some = {k: v for k, v in HOLDS.items() if k not in ("b", "d")}
    net = network(of(plan("one", CLASSES, some)), DAY)
    assert shares(net)["?"] == 200 + 80
    assert by_name(net, Fraction(5, 100)) == {"?": 50}
    text = " ".join(network_study(net).says)
    assert "Of 28% of all classes nobody is told to be the holder." in text


def test_an_amount_or_rank_not_known_leaves_the_order_open() -> None:
    data = plan("one", CLASSES, HOLDS)
    del data["securities"]["junior"]["rank"]
    net = network(of(data), DAY)
    assert net.stacks == (None,)
    assert net.issued is None
    study = network_study(net)
    assert "not known" in study.says[0]
    assert "Plan one" in study.table("layers").note


def test_a_resold_junior_is_borne_by_the_buyer_from_its_day() -> None:
    data = plan("one", CLASSES, {**HOLDS, "e": ("buyer", "junior", "100%")})
    data["investments"]["d"]["until"] = "2026-03-31"
    data["investments"]["e"]["since"] = "2026-04-01"
    before, after = (network(of(data), day) for day in (date(2026, 3, 31), DAY))
    assert (shares(before).get("Lender"), shares(after).get("Lender"), shares(after)["Buyer"]) == (80, None, 80)
    kept = {f.on: f.value for f in after.account.given.figures if f.what == "kept"}
    assert kept[date(2026, 1, 15)] == Fraction(80, 1000)
    assert kept[date(2026, 4, 1)] == 0


def test_a_plan_in_amortisation_loses_on_what_still_stands() -> None:
    data = plan("one", CLASSES, HOLDS)
    data["securities"]["senior"]["dated"] = {"balance": {"2026-05-31": 300}}
    net = network(of(data), DAY)
    assert net.issued == 300 + 120 + 80
    assert by_name(net, Fraction(1)) == {"Fund": 225 + 120, "Insurer": 75, "Lender": 80}
    stack = layers(net.plans[0], net.account.joined, DAY)
    assert stack is not None
    assert [(x.security.id, x.low, x.high, x.told) for x in stack] == [
        ("junior", 0, Fraction(80, 500), None),
        ("mezzanine", Fraction(80, 500), Fraction(200, 500), None),
        ("senior", Fraction(200, 500), 1, date(2026, 5, 31)),
    ]
    data["securities"]["senior"]["ended"] = "2026-06-15"
    assert network(of(data), DAY).issued == 200


def again(holder: str = "clo") -> dict[str, Any]:
    """A deal in which a vehicle that holds the mezzanine of the first plan issues classes itself."""
    code = {"r": {"kind": "register", "code": holder}}
    return {
        "deal": {"name": "again", "about": "made_up", "currency": "CNY", "closing": "2026-02-01", "known_until": str(DAY)},
        "parties": {"dealer": {"name": "Dealer", "seat": "CN"}, "bank": {"name": "Bank", "seat": "CN"}, "hedge": {"name": "Hedge", "seat": "CN"}},
        "estates": {"clo": {"name": "Packer", "kind": "special_plan", "held_by": "dealer", "identifiers": code}},
        "pools": {"classes": {"kind": "micro_loans", "securitisation_positions": "100%"}},
        "transfers": {"sale": {"transferor": "dealer", "transferee": "clo", "assets": ["classes"]}},
        "securities": {
            "top": {"name": "Top", "issuer": "clo", "rank": 1, "amount": 90, "issued": "2026-02-01"},
            "last": {"name": "Last", "issuer": "clo", "rank": 2, "amount": 30, "issued": "2026-02-01"},
        },
        "investments": {
            "t": {"holder": "bank", "of": "top", "share": "100%", "since": "2026-02-01", "until": "none"},
            "l": {"holder": "hedge", "of": "last", "share": "100%", "since": "2026-02-01", "until": "none"},
        },
        "complete": ["securities", "investments"],
    }  # fmt: skip  # a deal on few lines


def packed() -> Account:
    first = plan("one", CLASSES, {k: v for k, v in HOLDS.items() if k != "c"})
    first["estates"]["clo"] = {"name": "Packer", "identifiers": {"r": {"kind": "register", "code": "clo"}}}
    first["investments"]["c"] = {"holder": "clo", "of": "mezzanine", "share": "100%", "since": "2026-02-01", "until": "none"}
    return of(first, again())


def test_classes_packed_again_are_followed_to_those_who_bear_them() -> None:
    net = network(packed(), DAY)
    assert len(net.plans) == 1
    assert [(a.name, b.name) for a, b in nested(net.vehicles, net.account.joined, DAY)] == [("Plan one", "Packer")]
    assert by_name(net, Fraction(10, 100)) == {"Lender": 80, "Hedge": 20}
    assert by_name(net, Fraction(15, 100)) == {"Lender": 80, "Hedge": 30, "Bank": 40}
    assert sum(by_name(net, Fraction(1)).values()) == 1000
    assert any("Packer, which issues classes itself" in s for s in network_study(net).says)
    chart = network_chart(net)
    rows = {n.lines[0]: n.row for n in chart.nodes}
    assert (rows["Plan one"], rows["Packer"], rows["Bank"]) == (1, 2, 3)


def test_vehicles_in_a_circle_end() -> None:
    first = plan("one", CLASSES, {k: v for k, v in HOLDS.items() if k != "c"})
    first["estates"]["plan"]["identifiers"] = {"r": {"kind": "register", "code": "first"}}
    first["estates"]["clo"] = {"name": "Packer", "identifiers": {"r": {"kind": "register", "code": "clo"}}}
    first["investments"]["c"] = {"holder": "clo", "of": "mezzanine", "share": "100%"}
    second = again()
    second["estates"]["first"] = {"name": "Plan one", "identifiers": {"r": {"kind": "register", "code": "first"}}}
    second["investments"]["l"]["holder"] = "first"
    net = network(of(first, second), DAY)
    stacks = {net.account.joined.key(v.deal, v.issuer): layers(v, net.account.joined, DAY) or [] for v in net.vehicles}
    assert len(in_order(stacks)) == 2
    assert losses(net)


def test_run_off_is_weighted_by_what_is_outstanding_and_never_worked_out() -> None:
    one, two = plan("one", CLASSES, HOLDS), plan("two", {"whole": (1, 3000)}, {"x": ("fund", "whole", "100%")})
    two["pools"]["pool"]["remaining_months"] = 10
    for data in (one, two):
        data["transfers"]["sale"]["revolving"] = {"until": "2027-01-15", "turns": 3}
    net = network(of(one, two), DAY)
    assert months_of_all(net.runs) == (Fraction(1000 * 6 + 3000 * 10, 4000), 1)
    assert any("9 months left on average" in s for s in network_study(net).says)
    del two["pools"]["pool"]["remaining_months"]
    part = network(of(one, two), DAY)
    assert months_of_all(part.runs) == (6, Fraction(1000, 4000))
    del one["pools"]["pool"]["remaining_months"]
    none = network(of(one, two), DAY)
    assert months_of_all(none.runs) is None
    assert any("is not known" in s for s in network_study(none).says)
    late = network(of(one), date(2027, 2, 1))
    assert any("come to the last day" in s for s in network_study(late).says)


def test_common_points_are_those_of_every_plan() -> None:
    serves = {"cash": {"agent": "bank", "principal": "plan", "function": "cash_custody"}}
    bank = {"bank": {"name": "Bank", "seat": "CN", "identifiers": {"r": {"kind": "register", "code": "bank"}}}}
    one = plan("one", CLASSES, HOLDS, parties=bank, agencies=serves)
    two = plan("two", CLASSES, HOLDS, parties=bank, agencies=serves)
    three = plan("three", CLASSES, HOLDS)
    said = next(s for s in network_study(network(of(one, two), DAY)).says if s.startswith("All plans depend on"))
    assert "Bank (cash custody)" in said
    assert any(s.startswith("Nobody is told to serve") for s in network_study(network(of(one, two, three), DAY)).says)


def test_two_lenders_of_one_plan_and_joint_loans() -> None:
    """One plan takes loans of two lenders that lend together: each has an account of its own, and sees the other."""
    data = plan("one", CLASSES, HOLDS, parties={"other": {"name": "Other", "form": "micro_loan_company", "seat": "CN"}})
    data["pools"]["pool"].update(
        {"co_lent": "40%", "originator_share": "30%", "own_share_least": "25%", "co_lenders": ["other"]}
    )
    data["pools"]["second"] = {"kind": "micro_loans", "principal": 500}
    data["transfers"]["more"] = {"transferor": "other", "transferee": "plan", "assets": ["second"], "price_paid": 500}
    mine, theirs = of(data, of="lender"), of(data, of="other")
    sold = {a.given.name: [f.value for f in a.given.figures if f.what == "loans_sold"] for a in (mine, theirs)}
    assert sold == {"Lender": [1000], "Other": [500]}
    parts = {f.what: f.value for f in mine.given.figures if f.what in ("joint_part", "own_share", "own_share_least")}
    assert parts == {"joint_part": Fraction(2, 5), "own_share": Fraction(3, 10), "own_share_least": Fraction(1, 4)}
    relations = {p.relation for p in network(mine, DAY).parts if mine.joined.names[p.who] == "Other"}
    assert relations == {"sells", "lends_beside"}


def test_two_series_on_one_estate_are_one_plan_and_one_pool() -> None:
    """A master pool: two series of one estate; the pool behind them counts once."""
    data = plan("master", {"s1": (1, 300), "s2": (1, 500), "rest": (2, 200)}, {"a": ("fund", "s1", "100%"), "b": ("fund", "s2", "100%"), "c": ("lender", "rest", "100%")})  # fmt: skip  # one call
    net = network(of(data), DAY)
    assert len(net.plans) == 1
    assert [f.value for f in net.account.given.figures if f.what == "loans_sold"] == [1000]
    assert by_name(net, Fraction(6, 10)) == {"Lender": 200, "Fund": 400}


def test_many_plans_are_put_together_in_the_chart_and_counted() -> None:
    plans = [plan(f"n{i}", CLASSES, {**HOLDS, "d": (f"holder{i}", "junior", "100%")}) for i in range(12)]
    net = network(of(*plans), DAY)
    chart = network_chart(net)
    names = [n.lines[0] for n in chart.nodes]
    assert "7 further plans" in names
    assert any(n.endswith("further holders") for n in names)
    assert len(chart.nodes) <= 16
    assert any("7 plans, the smallest" in note for note in chart.notes)
    assert len(network_study(net).table("plans").rows) == 12


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", ["80", "100"])
@pytest.mark.parametrize("name", ["huiyuan-2025-8", "ant-huabei-2016", "alibaba-2013-1", "cn-micro-lender-over-cap"])
def test_the_network_command_fits_the_terminal_and_blames_nobody(
    name: str, width: str, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert main(["leverage", name, "--network", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if columns(line) > int(width)] == []
    assert "[en]" not in out
    assert not any(word in out.lower() for word in ("breach", "violat", "unlawful", "违规", "违法"))


def test_a_chart_is_written_with_the_network_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "net.svg"
    assert main(["leverage", "cn-micro-loan-plan", "--network", "--chart", str(target)]) == 0
    assert "Beihe small loans" in target.read_text("utf-8")
    assert main(["leverage", "cn-micro-loan-plan", "--chart", str(target)]) == 2
    assert "add --network" in capsys.readouterr().err


# The made-up originator of templates/leverage/nanhe, worked out by hand from its four files

NANHE = Path(__file__).parents[2] / "templates/leverage/nanhe"
M = 10**6


def nanhe() -> Account:
    return account([told(read_bytes(f.read_bytes(), f.name), i) for i, f in enumerate(sorted(NANHE.glob("*.yaml")))])


def test_nanhe_is_one_network_by_hand() -> None:
    """500m as issued, 170m as told of 2026-06-30, 600m as issued; the junior of plan 2 was sold on, two mezzanines are packed again."""
    made = nanhe()
    net = network(made)
    assert (net.day, net.issued) == (DAY, 1270 * M)
    assert shares(net) == {
        "Hailan Fund": Fraction(315 * M) + Fraction(55, 100) * 510 * M,
        "?": Fraction(45, 100) * 510 * M,
        "Pingye Insurance": 135 * M + 90 * M,
        "Zhongzhou mezzanine plan": 100 * M,
        "Nanhe Small Loan": 80 * M,
        "Donghe Investment": 40 * M,
    }
    fifth = {k: Fraction(v) for k, v in {
        "Nanhe Small Loan": 50 * M + 30 * M,
        "Donghe Investment": 34 * M + 20 * M,
        "Beian Bank": 40 * M,
        "Hailan Fund": 35 * M + Fraction(55, 100) * 30 * M,
        "Pingye Insurance": 15 * M,
        "?": Fraction(45, 100) * 30 * M,
    }.items()}  # fmt: skip  # a table
    assert by_name(net, Fraction(1, 5)) == fifth
    assert sum(fifth.values()) == 254 * M


def test_nanhe_account_by_hand() -> None:
    data = nanhe().given
    assert data.machine is None
    assert any("5.33% to 20.63% is kept" in note and "4.85 to 18.75 times" in note for note in data.notes)
    low, high = Fraction(50 + 0 + 30, 1500), Fraction(50 + 0 + 30, 1500) + Fraction(45, 100) * 510 / 1500
    assert (round(low * 100, 2), round(high * 100, 2)) == (Fraction("5.33"), Fraction("20.63"))
    bought = sum(40 + 7 * i * i % 23 for i in range(24)) * M
    sold = {f.on: f.value for f in data.figures if f.what == "loans_sold"}
    assert sold == {date(2026, 6, 20): 500 * M + bought, date(2025, 3, 15): 400 * M, date(2026, 1, 20): 600 * M}
    assert {f.value for f in data.figures if f.what == "loans_made"} == {3400 * M}
    assert next(f.value for f in data.figures if f.what == "loans_outstanding") == 2600 * M
    least = {f.on: f.value for f in data.figures if f.what == "securities_outstanding" and f.at_least}
    assert least[date(2025, 12, 31)] == 290 * M


def test_nanhe_purchases_are_folded_on_its_screen() -> None:
    screen = str(check(str(NANHE / "plan-1.yaml"), run_day=date(2026, 11, 30)))
    assert "24 purchases, " in screen
    assert "Under sale: 24 purchases, 2024-07-20 to 2026-06-20" in screen


def test_of_what_is_planned_the_day_is_the_first_that_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told of a later day than today; a file that tells no day is looked at today."""
    monkeypatch.setattr("legalmodel.methods.leverage.network.today", lambda: date(2025, 1, 1))
    data = plan("one", CLASSES, HOLDS)
    del data["deal"]["known_until"]
    assert network(of(data)).day == date(2026, 1, 15)
    for record in (*data["securities"].values(), *data["investments"].values()):
        record.pop("issued", None)
        record.pop("since", None)
    del data["deal"]["closing"]
    assert network(of(data)).day == date(2025, 1, 1)


@pytest.mark.parametrize("name", sorted(f.parent.name for f in NANHE.parents[1].glob("*/deal.yaml")))
def test_every_template_has_an_account_and_a_network(name: str) -> None:
    deals = [told(read_bytes((NANHE.parents[1] / name / "deal.yaml").read_bytes(), f"{name}.yaml"))]
    if not plans_of(deals[0]):  # a loan to a hospital: no plan, so there is no account to make
        assert name == "doctors-hospital"
        return
    first = next(iter(plans_of(deals[0])[0].givers.values())).id
    made = account(deals, of=first)
    assert made.given.lacking
    net = network(made)
    assert network_study(net).tables
    assert network_chart(net).nodes
