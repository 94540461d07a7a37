"""Leverage: the machine against a naive ledger, multiples by day, accounts held against figures, files refused by name, both languages."""

import csv
import io
import json
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given as random_case
from hypothesis import settings
from hypothesis import strategies as st

from legalmodel.base.errors import BadInput
from legalmodel.cli.main import run as main
from legalmodel.law.load import Law, load_law
from legalmodel.methods.leverage.account import Verdict, hold
from legalmodel.methods.leverage.caps import caps_on, said, stands
from legalmodel.methods.leverage.given import given
from legalmodel.methods.leverage.leverage import leverage, study
from legalmodel.methods.leverage.machine import kept_for, most_outstanding, replay
from legalmodel.methods.leverage.records import Given, Machine
from legalmodel.text.read import read, read_bytes
from tests.examples import some

FILES = Path(__file__).parents[2] / "templates/leverage"
MADE_UP, ACCOUNT, ALIBABA, ANT = (
    FILES / f"{name}.yaml" for name in ("recycling-made-up", "huabei-2019-account", "alibaba-2013", "ant-2017")
)
ALL = (MADE_UP, ACCOUNT, ALIBABA, ANT)


@cache
def law() -> Law:
    return load_law()


def written(text: str) -> Given:
    return given(read_bytes(f"kind: leverage\n{text}".encode(), "case.yaml"))


# The machine


def ledger(
    base: Fraction, kept: Fraction, sold: Fraction, repaid: Fraction, revolving: bool, turns: int
) -> list[dict[str, Fraction]]:
    """Book each payment between two accounts, plan by plan: what one gains another loses. Shares nothing with the product."""
    purse = {"lender": base, "holders": Fraction(0), "borrowers": Fraction(0)}
    own, plans, made = Fraction(0), [], Fraction(0)  # a plan: [its loans, the lender's part, the holders' part]
    books = []

    def pay(payer: str, payee: str, sum_: Fraction) -> None:
        purse[payer] -= sum_
        purse[payee] += sum_

    for _ in range(turns):
        lent = purse["lender"]
        pay("lender", "borrowers", lent)
        own, made = own + lent, made + lent
        moved = own * sold
        own -= moved
        plans.append([moved, moved * kept, moved - moved * kept])
        pay("holders", "lender", moved - moved * kept)
        pay("borrowers", "lender", own * repaid)
        own -= own * repaid
        for plan in plans:
            back = plan[0] * repaid
            if revolving:
                made += back  # borrower to plan, plan to a new borrower: nothing is left with either
                continue
            mine = back * kept
            pay("borrowers", "lender", mine)
            pay("borrowers", "holders", back - mine)
            plan[:] = [plan[0] - back, plan[1] - mine, plan[2] - (back - mine)]
        assert sum(purse.values()) == base
        in_plans, mine, theirs = (sum((p[i] for p in plans), Fraction(0)) for i in range(3))
        assert purse["borrowers"] == own + in_plans
        assert purse["holders"] == -theirs
        books.append({"made": made, "cash": purse["lender"], "own": own, "plans": in_plans, "kept": mine, "outside": theirs})
    return books


parts = st.integers(0, 20).map(lambda n: Fraction(n, 20))


@settings(max_examples=some(30), deadline=None)
@random_case(st.integers(1, 10**6), st.integers(0, 10**6), parts, parts, parts, st.booleans(), st.integers(1, 12))
def test_the_machine_books_what_a_ledger_books(
    capital: int, bank: int, kept: Fraction, sold: Fraction, repaid: Fraction, revolving: bool, turns: int
) -> None:
    machine = Machine(Fraction(capital), Fraction(bank), kept, sold, repaid, revolving, turns, Fraction(0))
    base = Fraction(capital + bank)
    found = replay(machine)
    assert [t.number for t in found] == list(range(1, turns + 1))
    for turn, book in zip(found, ledger(base, kept, sold, repaid, revolving, turns), strict=True):
        assert (turn.made_in_all, turn.cash, turn.on_books, turn.in_plans, turn.kept, turn.outside) == tuple(book.values())
        assert turn.cash + turn.on_books + turn.kept == base
        assert turn.in_plans == turn.kept + turn.outside
        assert turn.made_in_all >= turn.outstanding
        assert not kept or turn.outstanding <= base / kept


def test_what_one_base_carries() -> None:
    assert most_outstanding(Fraction(9), Fraction(8, 100)) == Fraction("112.5")
    assert most_outstanding(Fraction(9), Fraction(0)) is None
    assert kept_for(Fraction(9), Fraction(300)) == Fraction(3, 100)
    assert kept_for(Fraction(9), Fraction(9)) is None
    carried = {str(row[0]): row[2] for row in leverage(MADE_UP, law()).table("kept").rows}
    assert [carried[k] for k in ("3.00", "5.00", "8.00", "10.00")] == [
        300 * 10**9,
        180 * 10**9,
        Fraction("112.5") * 10**9,
        90 * 10**9,
    ]
    assert carried["0.00"] is None


def by_hand(capital: int, bank: int, kept: int, turns: int) -> int:
    """Lend whole units, keep some of a hundred of each plan, lend the rest again; all in whole numbers, rounded down."""
    cash, stock = capital + bank, 0
    for _ in range(turns):
        stock += cash
        cash -= cash * kept // 100
    return stock


@pytest.mark.parametrize("kept", [3, 5, 7, 8, 10, 20])
def test_base_over_part_kept_and_what_a_hundred_times_needs_by_hand(kept: int) -> None:
    """After very many turns the stock by hand comes to base / kept; a base of what is needed carries a hundred times the capital."""
    row = next(r for r in leverage(MADE_UP, law()).table("kept").rows if r[0] == kept)
    capital, bank = 3 * 10**9, 6 * 10**9
    assert abs(by_hand(capital, bank, kept, 2000) - row[2]) < 10**5
    assert abs(by_hand(capital, bank, kept, 40) - row[1]) < 10**5
    assert row[3] == round(row[2] / capital, 2)
    assert abs(by_hand(capital, int(row[4]) - capital, kept, 2000) - 100 * capital) < 10**6


def test_a_fifth_more_and_less_by_hand() -> None:
    moves = {r[0]: r[1:] for r in leverage(MADE_UP, law()).table("moves").rows}
    capital, bank = 3 * 10**9, 6 * 10**9
    wanted = {
        "own money": (by_hand(capital * 4 // 5, bank, 8, 40), by_hand(capital * 6 // 5, bank, 8, 40)),
        "bank money": (by_hand(capital, bank * 4 // 5, 8, 40), by_hand(capital, bank * 6 // 5, 8, 40)),
        "turns": (by_hand(capital, bank, 8, 32), by_hand(capital, bank, 8, 48)),
    }
    for name, ends in wanted.items():
        assert all(abs(x - y) < 1000 for x, y in zip(moves[name], ends, strict=True))


def test_a_machine_whose_turns_nobody_tells_gives_the_bound_alone() -> None:
    found = study(
        read_bytes(b"kind: leverage\nmachine: {capital: CNY 1000000, bank_money: CNY 1000000, kept: 5%}\n", "x.yaml"), law()
    )
    assert [t.key for t in found.tables] == ["kept"]
    assert next(r for r in found.table("kept").rows if r[0] == 5)[1:3] == (None, 40_000_000)
    assert "How often it turned is not told." in found.says


def test_repaid_loans_swell_the_flow_and_not_the_stock() -> None:
    """The made-up machine, and the same with a quarter of the loans repaid in each turn"""
    text = MADE_UP.read_bytes()
    repaid = text.replace(b"repaid: 0%", b"repaid: 25%")
    made_up, account = (study(read_bytes(raw, "case.yaml"), law()).table("turns").rows[-1] for raw in (text, repaid))
    assert made_up[3] == account[3]
    assert made_up[2] == made_up[3]
    assert account[2] > 8 * account[3]


def test_more_kept_carries_less() -> None:
    moves = {row[0]: row[1:] for row in leverage(MADE_UP, law()).table("moves").rows}
    less, more = moves["part kept of each plan"]
    assert less > more
    assert all(moves[k][0] < moves[k][1] for k in moves if k != "part kept of each plan")


# The multiple of the law

BANK, TOTAL, ADDED = "cn-ml08-fund", "cn-mlcq-total", "cn-ml141-count"
THREE_86 = {"cn-ml86-caps-bank": 1, "cn-ml86-caps-securities": 4}
ARTICLE_20 = {"cn-ml24-20a": 1, "cn-ml24-20b": 4}
HALF, LOCAL = Fraction(1, 2), Fraction(23, 10)
DAYS = {
    "2013-07-01": {BANK: HALF, TOTAL: LOCAL},
    "2016-06-30": {BANK: HALF, TOTAL: LOCAL},
    "2017-11-30": {BANK: HALF, TOTAL: LOCAL},
    "2017-12-01": {BANK: HALF, ADDED: LOCAL},
    "2017-12-31": {BANK: HALF, ADDED: LOCAL},
    "2019-12-31": {BANK: HALF, ADDED: LOCAL},
    "2020-06-30": {BANK: HALF, ADDED: LOCAL},
    "2020-11-03": THREE_86,
    "2021-12-31": THREE_86,
    "2025-06-30": ARTICLE_20,
    "2026-11-29": ARTICLE_20,
}
COUNT_SECURITIES = {ADDED, "cn-ml86-caps-securities", "cn-ml24-20b"}


@pytest.mark.parametrize("day", DAYS)
def test_multiples_by_day_in_chongqing(day: str) -> None:
    found = caps_on(law(), date.fromisoformat(day), "CN-CQ")
    assert {c.rule.id: c.multiple for c in found} == DAYS[day]
    assert {c.rule.id for c in found if "securities_outstanding" in c.counts} == COUNT_SECURITIES & set(DAYS[day])


def test_elsewhere_the_local_multiple_is_not_asked() -> None:
    for seat in ("", "CN-ZJ"):
        assert [c.rule.id for c in caps_on(law(), date(2017, 12, 31), seat)] == [BANK]


def test_a_number_taken_up_is_read_no_further_than_where_it_stands() -> None:
    found = {c.rule.id: c.extent for day in (date(2017, 12, 31), date(2025, 6, 30)) for c in caps_on(law(), day, "CN-CQ")}
    assert found == {BANK: "part", ADDED: "memory", "cn-ml24-20a": "seen", "cn-ml24-20b": "seen"}


def stood(day: str, *figures: str) -> dict[str, tuple[bool | None, str]]:
    lines = "\n".join(
        f"  f{i}: {{what: {f.split()[0]}, amount: CNY {f.split()[1]}, on: {f.split()[2] if len(f.split()) > 2 else day}, trust: press, source: s}}"
        for i, f in enumerate(figures)
    )
    file = written(f"seat: CN-CQ\ndays: [{day}]\nfigures:\n{lines}")
    return {s.cap.rule.id: (s.above, said(s)) for s in stands(law(), file) if s.day == date.fromisoformat(day)}


def test_above_within_and_not_known() -> None:
    all_of_it = ("net_capital 100", "bank_money 100", "shareholder_money 0", "bonds_outstanding 0")
    assert stood("2017-12-01", *all_of_it, "securities_outstanding 130")[ADDED] == (False, "within the multiple")
    assert stood("2017-12-01", *all_of_it, "securities_outstanding 131")[ADDED] == (True, "above the multiple")
    assert stood("2017-12-01", *all_of_it)[ADDED] == (None, "not known: securities of plans outstanding")
    assert stood("2017-11-30", *all_of_it, "securities_outstanding 131")[TOTAL] == (False, "within the multiple")
    assert stood("2017-12-01", "net_capital 100", "securities_outstanding 231")[ADDED] == (True, "above the multiple")


def test_another_days_stock_and_an_old_base_are_not_taken() -> None:
    assert stood("2017-12-01", "net_capital 100", "securities_outstanding 231 2017-11-30")[ADDED][0] is None
    assert stood("2017-12-01", "net_capital 100 2016-11-01", "securities_outstanding 231")[ADDED] == (
        None,
        "not known: no base within a year",
    )


def test_a_base_that_stands_in_is_named_and_decides_nothing() -> None:
    assert stood("2017-12-01", "capital 100", "securities_outstanding 231")[ADDED] == (
        None,
        "not known: above on a base that stands in",
    )
    row = next(r for r in leverage(ANT, law()).table("caps").rows if r[0] == "2017-12-18")
    assert row[4] == "registered or paid-in capital (stands in) CNY 12,000.00m (2017-12-18)"
    assert row[7].startswith("not known")


def test_what_was_issued_is_never_outstanding() -> None:
    """The three days that a note of ours once read as above the multiple: only issues are public, so nothing is known."""
    for file in (ACCOUNT, ANT):
        stock = [
            s for s in stands(law(), given(read(file))) if s.day in (date(2017, 12, 1), date(2017, 12, 18), date(2020, 11, 3))
        ]
        assert stock
        assert all(s.above is None and s.on_this_base is None and not s.used for s in stock)
    text = "seat: CN-CQ\ndays: [2017-12-31]\nfigures:\n"
    text += "  c: {what: net_capital, amount: CNY 100, on: 2017-12-31, trust: filed, source: s}\n"
    text += "  i: {what: securities_issued, amount: CNY 9000, since: 2017-01-01, on: 2017-12-31, trust: filed, source: s}\n"
    assert all(s.above is None for s in stands(law(), written(text)))
    assert any(
        "Only what was issued is public" in s
        for s in study(read_bytes(f"kind: leverage\n{text}".encode(), "x.yaml"), law()).says
    )


# The account


def verdict(step: str, *figures: str) -> Verdict:
    times = "since: 2017-01-01, on: 2017-12-31"
    lines = "\n".join(f"  f{i}: {{{f}, source: s}}" for i, f in enumerate(figures))
    return hold(written(f"figures:\n{lines}\naccount:\n  a: {{{step}, {times}}}"))[0].verdict


YEAR = "since: 2017-01-01, on: 2017-12-31"


@pytest.mark.parametrize(
    ("step", "figures", "wanted"),
    [
        ("what: capital, amount: CNY 100", ["what: capital, amount: CNY 115, on: 2017-06-30, trust: press"], Verdict.SUPPORTED),
        (
            "what: capital, amount: CNY 100",
            ["what: capital, amount: CNY 116, on: 2017-06-30, trust: press"],
            Verdict.CONTRADICTED,
        ),
        ("what: capital, amount: CNY 100", ["what: capital, amount: CNY 116, on: 2018-01-01, trust: press"], Verdict.OPEN),
        ("what: capital, amount: CNY 100", ["what: capital, amount: CNY 900, on: 2017-06-30, trust: doubtful"], Verdict.OPEN),
        (
            "what: loans_made, amount: CNY 100",
            ["what: loans_outstanding, amount: CNY 900, on: 2017-06-30, trust: filed"],
            Verdict.OPEN,
        ),
        ("what: loans_made, amount: CNY 100", [f"what: loans_made, amount: CNY 100, {YEAR}, trust: filed"], Verdict.SUPPORTED),
        (
            "what: loans_made, amount: CNY 100",
            ["what: loans_made, amount: CNY 100, since: 2017-02-01, on: 2017-12-31, trust: filed"],
            Verdict.OPEN,
        ),
        (
            "what: loans_made, amount: CNY 100",
            ["what: loans_made, amount: CNY 116, since: 2017-02-01, on: 2017-12-31, trust: filed"],
            Verdict.CONTRADICTED,
        ),
        (
            "what: loans_made, amount: CNY 100, how: over",
            ["what: loans_made, amount: CNY 100, since: 2017-02-01, on: 2017-12-31, trust: filed"],
            Verdict.SUPPORTED,
        ),
        (
            "what: capital, amount: CNY 100, how: at_most",
            ["what: capital, amount: CNY 101, on: 2017-06-30, trust: filed"],
            Verdict.CONTRADICTED,
        ),
        (
            "what: capital, amount: CNY 100, how: exactly",
            [
                "what: capital, amount: CNY 100, on: 2017-06-30, trust: filed",
                "what: capital, amount: CNY 99, on: 2017-07-30, trust: press",
            ],
            Verdict.MIXED,
        ),
        (
            "what: multiple, amount: 100, base: CNY 30",
            ["what: multiple, amount: 80, base: CNY 38, on: 2017-06-30, trust: press"],
            Verdict.OPEN,
        ),
        (
            "what: multiple, amount: 100, base: CNY 30",
            ["what: multiple, amount: 80, on: 2017-06-30, trust: press"],
            Verdict.OPEN,
        ),
        ("what: multiple, amount: 100", ["what: multiple, amount: 100, on: 2017-06-30, trust: press"], Verdict.OPEN),
        (
            "what: multiple, amount: 100, base: CNY 30",
            ["what: multiple, amount: 80, base: CNY 30, on: 2017-06-30, trust: press"],
            Verdict.CONTRADICTED,
        ),
    ],
)
def test_what_figures_say_of_a_step(step: str, figures: list[str], wanted: Verdict) -> None:
    assert verdict(step, *figures) is wanted


def test_the_account_of_2019() -> None:
    held = {h.step.id: (h.verdict, h.adds_up) for h in hold(given(read(ACCOUNT)))}
    assert held == {
        "capital": (Verdict.SUPPORTED, None),
        "bank_money": (Verdict.OPEN, None),
        "base": (Verdict.OPEN, True),
        "turns": (Verdict.OPEN, None),
        "made": (Verdict.OPEN, True),
        "multiple": (Verdict.OPEN, True),
    }


def test_a_step_that_does_not_follow_is_told() -> None:
    t = "on: 2017-12-31"
    text = f"machine: {{capital: 1, kept: 5%, turns: 1}}\naccount:\n  a: {{what: capital, amount: 3, {t}}}\n  b: {{what: capital, amount: 4, {t}}}\n"
    found = study(
        read_bytes(f"kind: leverage\n{text}  c: {{what: base, amount: 70, {t}, sum: [a, b]}}\n".encode(), "x.yaml"), law()
    )
    assert found.table("account").rows[2][3].startswith("does not add up")
    assert "1 of them do not add up from the account's own figures." in found.says


# Files refused

FIG = "figures:\n  a: {what: capital, amount: CNY 1, on: 2017-12-01, trust: press, source: s}\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name: nothing in it", "nothing", 1),
        (f"{FIG}turnz: 4", "unknown-key", 4),
        (FIG.replace(", source: s", ""), "no-source", 3),
        (FIG.replace("capital", "capitol"), "no-choice", 3),
        (FIG.replace("press", "gossip"), "no-choice", 3),
        (FIG.replace("2017-12-01", "2017-13-01"), "no-day", 3),
        (FIG.replace("capital", "loans_made"), "no-time", 3),
        (f"{FIG}  b: {{what: capital, amount: USD 1, on: 2017-12-01, trust: press, source: s}}", "two-currencies", 4),
        (FIG.replace("amount:", "base: CNY 2, amount:"), "no-base", 3),
        ("machine: {capital: CNY 1, kept: 5, turns: 3}", "no-part", 2),
        ("machine: {capital: CNY 1, kept: 101%, turns: 3}", "no-part", 2),
        ("machine: {capital: CNY 1, kept: 5%, turns: 100000000}", "out-of-bounds", 2),
        ("machine: {capital: CNY 0, kept: 5%, turns: 3}", "no-money", 2),
        (f"{FIG}account:\n  x: {{what: base, amount: CNY 1, on: 2017-12-01, sum: [x, y]}}", "no-such-step", 5),
        (f"{FIG}days: [yesterday]", "no-day", 4),
    ],
)
def test_a_bad_file_is_refused_by_name_and_line(text: str, code: str, line: int) -> None:
    with pytest.raises(BadInput) as refused:
        written(text)
    fault = next(f for f in refused.value.faults if f.code == code)
    assert fault.fix
    assert f"case.yaml:{line}" in str(fault.place) or line == 1


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        given(read_bytes(b"kind: performing\n", "case.yaml"))
    assert {f.code for f in refused.value.faults} >= {"no-kind", "nothing"}


# What is written


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["leverage", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("file", ALL, ids=lambda f: f.stem)
def test_no_output_says_that_a_lender_failed_or_broke_the_law(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, str(file), "--format", "json")
    assert not re.search(r"\bfail|\bbreach|\bviolat|\billegal|\bunlawful", text, re.I)
    chinese = printed(capsys, str(file), "--format", "json", "--lang", "zh")
    assert not re.search("违规|违约|超标|不合规", chinese)
    document = json.loads(chinese)
    words = [c["title"] if isinstance(c, dict) and "title" in c else "" for c in document.get("tables", [])]
    assert all(re.search("[一-鿿]", w) for w in words if w)
    assert "[en]" not in chinese


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    as_json = json.loads(printed(capsys, str(ACCOUNT), "--format", "json"))
    assert "leverage" in json.dumps(as_json)
    rows = list(csv.reader(io.StringIO(printed(capsys, str(ACCOUNT), "--format", "csv"))))
    assert any("360,000.00m" in cell for row in rows for cell in row)
    assert printed(capsys, str(ACCOUNT), "--lang", "zh").startswith("杠杆：")
