"""Many deals as one network: who is who, concentration, rings, cut points, against plain calculations; what the command writes."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as random_case
from hypothesis import settings
from hypothesis import strategies as st

from legalmodel.cli.main import run
from legalmodel.graph.across import cut_points, longest_chain, loops
from legalmodel.methods.across.across import Across, across
from legalmodel.methods.across.concentration import Concentration, concentrations
from legalmodel.methods.across.days import Standing
from legalmodel.methods.across.joining import join
from legalmodel.methods.across.notes import Note, Who, note_of
from legalmodel.methods.across.pictures import capacity_grid, years_plot
from legalmodel.methods.across.structure import alone, chains, cuts, made_by, rings, several
from legalmodel.methods.across.told import across_study
from legalmodel.methods.leverage.deals import join as leverage_join
from legalmodel.methods.leverage.deals import told
from legalmodel.output.across_chart import BOXES, LINES, across_chart
from legalmodel.output.across_graph import to_graphml
from legalmodel.text.read import read_bytes

DAY = date(2026, 6, 30)
LEIS = ("5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86")
NODES = "abcdefgh"
ARROWS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=18)


def firm(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "form": "company", "seat": "CN", "identifiers": {"r": {"kind": "register", "code": name}}, **more}


def deal(name: str, maker: str, holds: dict[str, str], **more: Any) -> dict[str, Any]:
    """A made-up deal of one class of CNY 1,000, with who holds which part."""
    people = {maker, *holds, *more.pop("people", ())}
    return {
        "deal": {"name": name, "about": "made_up", "currency": "CNY", "closing": "2026-01-15", "known_until": str(DAY)},
        "parties": {who: firm(who) for who in sorted(people)} | more.pop("parties", {}),
        "estates": {"plan": {"name": f"Plan {name}", "kind": "special_plan", "held_by": maker, "capacity": "manager"}},
        "pools": {"pool": {"kind": "micro_loans"}},
        "transfers": {"sale": {"transferor": maker, "transferee": "plan", "assets": ["pool"]}},
        "securities": {"note": {"issuer": "plan", "rank": 1, "amount": 1000, "issued": "2026-01-15"}},
        "investments": {f"i_{h}": {"holder": h, "of": "note", "share": s} for h, s in holds.items()},
        **more,
    }


def notes(deals: Sequence[dict[str, Any]], on: date | None = None) -> list[Note]:
    made = (note_of(told(read_bytes(json.dumps(d).encode(), f"d{n}.json"), n), DAY, on) for n, d in enumerate(deals))
    return [note for note in made if note]


def network(*deals: dict[str, Any], by_name: bool = False) -> Across:
    return across(notes(deals), by_name)


def named(net: Across, keys: Sequence[str]) -> list[str]:
    return [net.name(key) for key in keys]


def spread(net: Across, relation: str, word: str = "") -> Concentration:
    return next(c for c in concentrations(net) if (c.relation, c.word) == (relation, word))


def who(path: str, name: str, *codes: str, seat: str = "CN", sure: bool = True) -> Who:
    return Who(("parties", path), name, (name,), codes, seat, "company", sure, False)


def plain_note(number: int, *actors: Who) -> Note:
    return Note(number, f"{number}", f"{number}", "own", None, Standing(DAY, "known"), actors, (), (), (), ())


# who is who


def test_an_identifier_joins_and_a_name_alone_does_not() -> None:
    joins = join(
        [plain_note(0, who("a", "Bank", "lei:1")), plain_note(1, who("b", "Bank AG", "lei:1")), plain_note(2, who("c", "Bank"))]
    )
    assert joins.keys[0, ("parties", "a")] == joins.keys[1, ("parties", "b")] != joins.keys[2, ("parties", "c")]
    assert [(a.name, a.why, len(a.keys)) for a in joins.alike] == [("bank", "one_side", 2)]


def test_homonyms_with_identifiers_of_their_own_are_told_apart() -> None:
    joins = join([plain_note(0, who("a", "Bank", "lei:1")), plain_note(1, who("a", "bank ", "lei:2"))])
    assert [a.why for a in joins.alike] == ["differ"]
    named_too = join([plain_note(0, who("a", "Bank", "lei:1")), plain_note(1, who("a", "BANK", "lei:2"))], by_name=True)
    assert len(set(named_too.keys.values())) == 2
    assert named_too.refused


def test_a_join_that_another_identifier_forbids_is_refused_and_told() -> None:
    joins = join([plain_note(0, who("a", "A", "lei:1", "uscc:9")), plain_note(1, who("b", "B", "lei:2", "uscc:9"))])
    assert len(set(joins.keys.values())) == 2
    assert [(r.code, r.keys) for r in joins.refused] == [("uscc:9", ("lei:1", "lei:2"))]


def test_names_join_where_asked_for_and_only_with_one_seat() -> None:
    deals = [plain_note(0, who("a", "中国银行")), plain_note(1, who("b", "中國銀行")), plain_note(2, who("c", "中国银行"))]
    joins = join(deals, by_name=True)
    assert joins.keys[0, ("parties", "a")] == joins.keys[2, ("parties", "c")] != joins.keys[1, ("parties", "b")]
    assert joins.keys[0, ("parties", "a")] in joins.by_name
    elsewhere = join([plain_note(0, who("a", "Bank", seat="CN")), plain_note(1, who("b", "Bank", seat="US"))], by_name=True)
    assert len(set(elsewhere.keys.values())) == 2
    unseated = join([plain_note(0, who("a", "Bank", seat="")), plain_note(1, who("b", "Bank", seat=""))], by_name=True)
    assert len(set(unseated.keys.values())) == 2


def test_a_class_of_persons_is_joined_by_nothing() -> None:
    joins = join(
        [plain_note(0, who("a", "Holders", "lei:1", sure=False)), plain_note(1, who("a", "Holders", "lei:1", sure=False))],
        by_name=True,
    )
    assert len(set(joins.keys.values())) == 2
    assert not joins.alike


CODES = st.lists(
    st.sampled_from(["lei:1", "lei:2", "uscc:1", "uscc:2", "register (cn):1", "register (cn):2"]),
    max_size=2,
    unique_by=lambda c: c[:4],
)


@random_case(st.lists(CODES, min_size=1, max_size=7))
def test_nobody_joined_has_two_of_an_identifier_and_who_shares_one_unforbidden_is_joined(codes: list[list[str]]) -> None:
    joins = join([plain_note(n, who("a", f"n{n}", *c)) for n, c in enumerate(codes)])
    groups: dict[str, list[int]] = {}
    for (number, _), key in joins.keys.items():
        groups.setdefault(key, []).append(number)
    for members in groups.values():
        for kind in ("lei:", "uscc:"):
            assert len({c for n in members for c in codes[n] if c.startswith(kind)}) < 2
    of = {number: key for (number, _), key in joins.keys.items()}
    by_lei: dict[str, set[str]] = {}
    for number, mine in enumerate(codes):
        for code in (c for c in mine if c.startswith("lei:")):
            by_lei.setdefault(code, set()).add(of[number])
    assert joins.refused or all(len(keys) == 1 for keys in by_lei.values())


# shapes, against plain search


def reach(arrows: Sequence[tuple[str, str]], start: str) -> set[str]:
    seen, todo = set[str](), [start]
    while todo:
        node = todo.pop()
        for a, b in arrows:
            if a == node and b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


@random_case(ARROWS)
def test_loops_are_who_reach_each_other(arrows: list[tuple[str, str]]) -> None:
    plain = [(a, b) for a, b in arrows if a != b]
    wanted = {frozenset(b for b in reach(plain, a) if a in reach(plain, b)) for a in NODES if a in reach(plain, a)}
    found = loops(arrows)
    assert {frozenset(loop.members) for loop in found} == wanted
    for loop in found:
        steps = list(zip(loop.ring, (*loop.ring[1:], loop.ring[0]), strict=True))
        assert len(loop.ring) > 1
        assert set(steps) <= set(plain)


@random_case(ARROWS)
def test_the_longest_chain_is_no_shorter_than_any_other(arrows: list[tuple[str, str]]) -> None:
    plain = {(a, b) for a, b in arrows if a < b}  # goes up only, so that there is no ring
    best = dict.fromkeys(NODES, 0)
    for b in NODES:
        best[b] = max((best[a] + 1 for a in NODES if (a, b) in plain), default=0)
    chain = longest_chain(plain)
    assert max(len(chain) - 1, 0) == max(best.values())
    assert all(step in plain for step in pairwise(chain))


def parts(lines: Sequence[tuple[str, str]], nodes: set[str]) -> list[set[str]]:
    both = [(a, b) for a, b in lines if a in nodes and b in nodes] + [(b, a) for a, b in lines if a in nodes and b in nodes]
    left, found = set(nodes), []
    while left:
        start = min(left)
        part = {start} | reach(both, start)
        found.append(part)
        left -= part
    return found


@random_case(ARROWS)
def test_cut_points_are_those_without_which_it_falls_apart(arrows: list[tuple[str, str]]) -> None:
    lines = [(a, b) for a, b in arrows if a != b]
    nodes = {n for line in lines for n in line}
    weighs = {n: i + 1 for i, n in enumerate(NODES)}
    wanted = {}
    for whole in parts(lines, nodes):
        for node in whole:
            rest = parts(lines, whole - {node})
            if len(rest) > 1:
                sizes = [sum(weighs[n] for n in part) for part in rest]
                wanted[node] = (len(rest), sum(sizes) - max(sizes))
    assert {c.node: (c.parts, c.cut_off) for c in cut_points(arrows, weighs)} == wanted


# concentration


@settings(max_examples=20)
@random_case(
    st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), st.integers(1, 30)), min_size=1, max_size=3, unique_by=lambda h: h[0])
)
def test_the_index_and_its_bounds_by_hand(holds: list[tuple[str, int]]) -> None:
    found = spread(network(deal("One", "maker", {h: f"{s}%" for h, s in holds})), "holds")
    sizes = sorted((s for _, s in holds), reverse=True)
    rest = 100 - sum(sizes)
    assert found.least == sum(s * s for s in sizes)
    assert found.most == sum(s * s for s in sizes[1:]) + (sizes[0] + rest) ** 2
    assert found.untold == Fraction(rest, 100)


def test_holdings_of_two_deals_are_added_up_by_who_holds() -> None:
    net = network(deal("One", "maker", {"fund": "60%", "bank": "40%"}), deal("Two", "other", {"fund": "20%", "bank": "80%"}))
    found = spread(net, "holds")
    assert [(net.name(k), p) for k, p in found.shares] == [("bank", Fraction(3, 5)), ("fund", Fraction(2, 5))]
    assert (found.least, found.most, found.whole) == (5200, 5200, 2000)


def test_a_class_of_persons_is_not_one_holder() -> None:
    crowd = {"crowd": {"name": "Holders at large", "form": "class"}}
    data = deal("One", "maker", {"fund": "10%"}, parties=crowd)
    data["investments"]["rest"] = {"holder": "crowd", "of": "note", "share": "90%"}
    found = spread(network(data), "holds")
    assert (len(found.shares), found.untold) == (1, Fraction(9, 10))


def test_one_vehicle_told_by_two_files_counts_once() -> None:
    data = [deal("One", "maker", {"fund": "60%"}), deal("Again", "maker", {"fund": "60%"})]
    for each in data:
        each["estates"]["plan"]["lei"] = LEIS[0]
    found = spread(network(*data), "holds")
    assert (found.whole, found.shares[0][1]) == (1000, Fraction(3, 5))


# rings, chains, capacities


def ring_of_guarantees() -> list[dict[str, Any]]:
    def supported(name: str, maker: str, by: str) -> dict[str, Any]:
        promise = {"g": {"kind": "guarantee", "by": by, "to": "plan", "cap": 500}}
        return deal(name, maker, {"fund": "100%"}, people=(by,), guarantees=promise)

    return [supported("One", "a", "b"), supported("Two", "b", "c"), supported("Three", "c", "a")]


def test_a_ring_of_guarantees_over_three_deals_is_found_with_its_way() -> None:
    net = network(*ring_of_guarantees())
    (found,) = rings(net)
    assert (found.relation, set(named(net, found.members))) == ("supports", {"a", "b", "c"})
    assert sorted(n for _, numbers in found.hops for n in numbers) == [0, 1, 2]
    said = " ".join(across_study(net).says)
    assert "Ring of support: a → c → b → a" in said or "Ring of support: a → b → c → a" in said


def test_two_originators_that_hold_each_other_are_a_ring_and_own_parts_kept_are_none() -> None:
    net = network(deal("One", "a", {"b": "90%", "a": "10%"}), deal("Two", "b", {"a": "90%", "b": "10%"}))
    assert [r.relation for r in rings(net)] == ["holds"]
    assert not rings(network(deal("One", "a", {"a": "10%", "x": "90%"}), deal("Two", "b", {"b": "10%", "a": "90%"})))


def test_a_ring_that_only_two_relations_make_is_told_as_mixed() -> None:
    lent = deal("One", "a", {"fund": "100%"}, people=("b",), loans={"l": {"lender": "b", "borrower": "a", "amount": 5}})
    (found,) = rings(network(lent, deal("Two", "b", {"a": "100%"})))
    assert found.relation == ""


def test_a_pool_packed_twice_is_a_chain_of_vehicles() -> None:
    first = deal("One", "a", {"fund": "50%"})
    first["estates"]["plan"]["lei"] = LEIS[0]
    first["estates"]["other"] = {"name": "Plan Two", "kind": "special_plan", "lei": LEIS[1]}
    first["investments"]["again"] = {"holder": "other", "of": "note", "share": "50%"}
    second = deal("Two", "b", {"insurer": "100%"})
    second["estates"]["plan"]["lei"] = LEIS[1]
    net = network(first, second)
    assert [named(net, c.chain) for c in chains(net)] == [["Plan One", "Plan Two"]]


def test_one_bank_as_investor_custodian_and_lender_is_told() -> None:
    work = {"c": {"agent": "bank", "principal": "plan", "function": "cash_custody"}}
    loan = {"l": {"lender": "bank", "borrower": "maker", "amount": 5}}
    net = network(deal("One", "maker", {"bank": "100%"}, agencies=work, loans=loan))
    assert [(net.name(s.key), s.capacities) for s in several(net) if net.name(s.key) == "bank"] == [
        ("bank", ("cash_custody", "holds", "lends"))
    ]
    assert any("bank is all of these in one deal, One" in said for said in across_study(net).says)


def test_work_that_nobody_could_take_over_hangs_on_one() -> None:
    work = {"c": {"agent": "keeper", "principal": "plan", "function": "cash_custody", "successor": "none"}}
    one = deal("One", "a", {"x": "100%"}, people=("keeper",), agencies=work, complete=["agencies"])
    two = deal("Two", "b", {"y": "100%"}, people=("keeper",), agencies=work, complete=["agencies"])
    net = network(one, two)
    assert [(net.name(s.key), s.work, s.deals) for s in alone(net)] == [("keeper", "cash_custody", (0, 1))]
    assert [(net.name(c.node), c.parts, c.cut_off) for c in cuts(net)] == [("keeper", 2, 1)]
    backed = {**work, "b": {"agent": "other", "principal": "plan", "function": "cash_custody"}}
    assert not alone(
        network(deal("One", "a", {"x": "100%"}, people=("keeper", "other"), agencies=backed, complete=["agencies"]))
    )


def test_an_originator_over_all_its_deals_against_its_own_money() -> None:
    figure = {"f": {"kind": "net_assets", "amount": 500, "on": "2025-12-31"}}
    one = deal("One", "maker", {"maker": "10%", "fund": "90%"})
    one["parties"]["maker"]["figures"] = figure
    (found,) = made_by(network(one, deal("Two", "maker", {"fund": "40%"})))
    assert (found.deals, found.issued, found.kept, found.others, found.own) == ((0, 1), 2000, 100, 1300, 500)


# days and people


def test_a_deal_that_did_not_stand_on_the_day_is_left_out() -> None:
    ended = deal("Old", "a", {"x": "100%"})
    ended["securities"]["note"]["ended"] = "2026-03-31"
    assert [n.name for n in notes([ended, deal("New", "b", {"x": "100%"})], date(2026, 5, 1))] == ["New"]
    assert not notes([deal("New", "b", {"x": "100%"})], date(2025, 5, 1))
    assert notes([ended])[0].day == Standing(date(2026, 1, 15), "closing")


def test_a_natural_person_stands_by_number_everywhere() -> None:
    data = deal(
        "One",
        "maker",
        {"fund": "50%"},
        parties={"zhang": {"name": {"en": "Zhang San", "zh": "张三"}, "form": "natural_person"}},
    )
    data["investments"]["own"] = {"holder": "zhang", "of": "note", "share": "50%"}
    net = network(data)
    study = across_study(net)
    whole = "\n".join([str(study), str(across_chart(net)), to_graphml(net).decode()])
    assert "natural person 1" in whole
    assert not any(word in whole.casefold() for word in ("zhang", "张三"))


# pictures, graph and command


def test_the_chart_of_two_hundred_deals_stays_small() -> None:
    net = network(*(deal(f"D{n}", f"m{n % 40}", {f"h{n % 50}": "60%", f"h{n % 7}x": "40%"}) for n in range(200)))
    chart = across_chart(net)
    assert len(chart.nodes) <= 3 * BOXES + 1
    assert len(chart.edges) <= 2 * LINES
    boxes = [n for n in chart.nodes if n.id.startswith("holds.")]
    assert sum(float(n.lines[-1].split()[1].rstrip("m").replace(",", "")) for n in boxes) == pytest.approx(0.2, abs=0.03)


def test_the_heat_map_shows_who_is_in_most_deals_whatever_it_does() -> None:
    """what few others do is a column where it is what a busy party does"""
    work = {f"a{n}": {"agent": "keeper", "principal": "plan", "function": f} for n, f in enumerate(("registration", "rating"))}
    net = network(*(deal(f"D{n}", f"m{n}", {f"h{n}": "60%"}, people=("keeper",), agencies=work) for n in range(20)))
    plot = capacity_grid(net)
    assert plot is not None
    assert plot.curves[-1].name == "keeper"
    assert {plot.labels[n] for n, size in enumerate(plot.curves[-1].values) if size == 20} == {"registration", "rating"}
    assert all(any(row.values[n] for row in plot.curves) for n in range(len(plot.labels)))


def test_one_deal_in_a_year_is_not_marked_as_concentrated() -> None:
    deals = [deal(f"D{n}", "maker", {"fund": "100%"}) for n in range(4)]
    for data, day in zip(deals, ("2024-05-01", "2025-05-01", "2025-06-01", "2025-07-01"), strict=True):
        data["deal"]["closing"] = data["securities"]["note"]["issued"] = day
    plot = years_plot(network(*deals))
    assert plot is not None
    assert [(row.values, row.low) for row in plot.curves][-1] == ((1.0, 3.0), (0.0, 1.0))


def test_lenders_to_nobody_shown_are_counted_not_drawn() -> None:
    lent = {"l": {"lender": "bank", "borrower": "shop", "amount": 5}}
    chart = across_chart(network(deal("One", "maker", {"fund": "100%"}, people=("bank", "shop"), loans=lent)))
    assert not [n for n in chart.nodes if n.id.startswith("lends")]
    assert any("1 lenders" in note for note in chart.notes)


def test_the_graph_holds_every_relation(tmp_path: Path) -> None:
    net = network(*ring_of_guarantees())
    root = ET.fromstring(to_graphml(net))  # noqa: S314 (written just now)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:node", space)) == len(net.joins.who)
    assert len(root.findall(".//g:edge", space)) == len(net.ties)


def book(folder: Path, *deals: dict[str, Any]) -> Path:
    for number, data in enumerate(deals):
        (folder / f"d{number}.json").write_text(json.dumps(data), "utf-8")
    return folder


def test_the_command_tells_bad_files_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book(tmp_path, *ring_of_guarantees())
    (tmp_path / "bad.yaml").write_text("deal: {name: [", "utf-8")
    assert run(["network", str(tmp_path), "--format", "json", "--run-day", str(DAY)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["file"] for row in found["tables"]["files"]["rows"]] == ["bad.yaml"]
    assert found["tables"]["rings"]["rows"][0]["members"] == 3
    assert run(["network", str(tmp_path), "--lang", "zh"]) == 0
    assert "增信之环" in capsys.readouterr().out


def test_a_book_without_deals_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format in ("text", "csv", "html"):
        assert run(["network", str(tmp_path), "--format", format]) == 0
    assert "No deal could be put into a network." in capsys.readouterr().out
    assert run(["network", str(tmp_path / "none")]) == 2


def test_a_failure_goes_on_to_who_loses_more_than_its_own_money(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = deal(
        "One",
        "maker",
        {"fund": "100%"},
        people=("keeper",),
        loans={"l": {"lender": "fund", "borrower": "keeper", "amount": 700}},
    )
    one["parties"]["fund"]["figures"] = {"f": {"kind": "net_assets", "amount": 600, "on": "2025-12-31"}}
    two = deal("Two", "fund", {"insurer": "100%"})
    assert run(["network", str(book(tmp_path, one, two)), "--fails", "keeper", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rows = [(row["deal"], row["round"], row["party"]) for row in found["tables"]["deals"]["rows"]]
    assert sorted(rows) == [("One", 1, "keeper"), ("One", 2, "fund"), ("Two", 2, "fund")]
    assert found["tables"]["bearers"]["rows"][0]["party"] == "fund"


def test_a_party_is_meant_by_name_only_where_one_bears_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals = [deal("One", "maker", {"fund": "100%"}), deal("Two", "other", {"fund": "100%"})]
    for each in deals:
        del each["parties"]["fund"]["identifiers"]
    book(tmp_path, *deals)
    assert run(["network", str(tmp_path), "--fails", "fund"]) == 2
    assert "2 parties that are not joined are called 'fund'" in capsys.readouterr().err
    assert run(["network", str(tmp_path), "--fails", "fund", "--by-name"]) == 0
    assert run(["network", str(tmp_path), "--fails", "nobody"]) == 2
    assert run(["network", str(tmp_path), "--originator", "maker"]) == 0


def test_the_account_of_an_originator_names_no_natural_person_and_joins_no_two_identifiers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """two firms of one name and seat, each with a LEI of its own, are two, also where names join"""
    person = {"p": {"name": "Zhang Made Up", "form": "natural_person", "seat": "CN"}}
    deals = [deal(f"D{n}", "maker", {"fund": "50%"}, parties=person) for n in range(2)]
    for data, code in zip(deals, LEIS, strict=False):
        data["investments"]["i_p"] = {"holder": "p", "of": "note", "share": "10%"}
        data["parties"]["maker"] = {"name": "Maker", "form": "company", "seat": "CN", "lei": code}
    book(tmp_path, *deals)
    for more in ([], ["--by-name"]):
        assert run(["network", str(tmp_path), "--originator", LEIS[0], "--format", "json", *more]) == 0
        said = capsys.readouterr().out
        assert "Zhang" not in said
    joined = leverage_join(
        [told(read_bytes(json.dumps(d).encode(), f"d{n}.json"), n) for n, d in enumerate(deals)], by_name=True
    )
    assert joined.keys[0, ("parties", "maker")] != joined.keys[1, ("parties", "maker")]
    assert joined.keys[0, ("parties", "fund")] == joined.keys[1, ("parties", "fund")]
    assert joined.keys[0, ("parties", "p")] != joined.keys[1, ("parties", "p")]
