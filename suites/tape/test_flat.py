"""What a flat condition says in SQL is what the evaluator says, row by row, on rows and conditions drawn at random: all three values."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalmodel.tapes.flat import NotFlat
from legalmodel.tapes.holding import truths_of
from legalmodel.tapes.maps import read_map
from legalmodel.tapes.rows import codes
from legalmodel.tapes.tape import opened
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read_bytes

MAP = b"""
map: {name: drawn, title: drawn}
format: {day: YYYY-MM-DD, none: [nil], unknown: ["?"]}
columns:
  balance: a
  original: b
  rate: {from: r, written: percent}
  loan_to_value: {from: s, written: fraction}
  days_past_due: n
  made: d
  matures: {from: m, day: YYYY-MM}
  region: t
  sector: u
  grade: g
  secured: y
  currency: c
"""
DEAL = """
deal: {{name: drawn, currency: CNY, closing: 2024-03-31}}
parties: {{bank: {{name: Bank}}}}
pools:
  p:
    cut_off: 2024-02-29
    loans: 30
    largest_debt: none
    currencies: [CNY, USD]
    unknown: {{debtors: not_asked}}
    eligibility:
      drawn:
        test: '{test}'
        numbers: {{cap: {{amount: CNY 1000.50}}, dollars: {{amount: USD 40}}, half: {{share: 50%}}, day: {{day: 2024-02-29}}, month: {{day: 2024-02}}}}
"""
AMOUNTS = ["loan.balance", "loan.original", "cap", "dollars", "loan.balance + loan.original", "loan.balance - loan.original", "half * loan.original",
           "loan.rate * loan.balance", "-loan.balance", "min(loan.balance, loan.original)", "max(loan.balance, cap)", "pool.largest_debt", "pool.claims"]  # fmt: skip  # a list: short entries
SHARES = [
    "loan.rate",
    "loan.loan_to_value",
    "half",
    "0",
    "1",
    "0.25",
    "loan.rate + loan.loan_to_value",
    "loan.rate - half",
    "max(loan.rate, half)",
    "pool.secured",
]
NUMBERS = ["loan.days_past_due", "0", "1", "30", "90.5", "pool.loans", "pool.debtors", "loan.days_past_due * 2", "loan.days_past_due - 30",
           "days_between(loan.made, day)", "days_between(loan.made, deal.closing)"]  # fmt: skip  # a list: short entries
DAYS = ["loan.made", "loan.matures", "day", "month", "pool.cut_off", "deal.closing", "days_after(loan.made, 30)", "months_after(loan.made, 1)", "months_after(loan.matures, 13)",
        "years_after(loan.made, 1)", "min(loan.made, loan.matures)", "max(loan.made, day)", "days_after(loan.made, 99999)"]  # fmt: skip  # a list: short entries
WORDS = {
    "loan.region": ['"x"', '"y y"', '"it"', "loan.sector", "none"],
    "loan.grade": ['"loss"', '"normal"', "none"],
    "loan.secured": ['"yes"', '"no"', "none"],
}


def pairs(values):
    return st.tuples(st.sampled_from(values), st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), st.sampled_from(values)).map(
        " ".join
    )


def none_or(values):
    return st.tuples(
        st.sampled_from([v for v in values if v.startswith("loan.") and v.replace(".", "").replace("_", "").isalpha()]),
        st.sampled_from(["==", "!="]),
    ).map(lambda p: f"{p[0]} {p[1]} none")


EQUAL = st.sampled_from(sorted(WORDS)).flatmap(
    lambda c: st.tuples(st.just(c), st.sampled_from(["==", "!="]), st.sampled_from(WORDS[c])).map(" ".join)
)
IN = st.sampled_from(
    ['loan.region in ("x", "y y")', 'loan.grade in ("loss", "doubtful")', 'loan.region not in ("x", loan.sector)', "loan.currency in pool.currencies",
     "loan.days_past_due in (0, 30, loan.days_past_due)", "loan.balance in (cap, loan.original)", "loan.sector in pool.criteria"]
)  # fmt: skip  # a list: short entries
RATIOS = st.sampled_from(
    ["loan.balance / loan.original >= 0.5", "loan.balance / loan.original < loan.rate", "loan.original / loan.days_past_due > cap", "loan.rate / half >= loan.loan_to_value",
     "1 / loan.days_past_due <= 0.02", "loan.balance / cap != loan.original / loan.balance", "loan.balance / dollars > 1"]
)  # fmt: skip  # a list: short entries
LEAF = st.one_of(
    pairs(AMOUNTS), pairs(SHARES), pairs(NUMBERS), pairs(DAYS), none_or(AMOUNTS + SHARES + NUMBERS + DAYS), EQUAL, IN, RATIOS
)
TESTS = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})"),
        inner.map(lambda p: f"not ({p})"),
    ),
    max_leaves=4,
)
GAP = ["", "?", "nil", "  "]
CENTS = st.integers(-200_000, 200_000).map(lambda n: f"{n / 100:,.2f}")
ROWS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from([*GAP, "1,000.50", "40", "0", "1000.5"]), CENTS), st.one_of(st.sampled_from([*GAP, "1,000.50", "0", "x"]), CENTS),
        st.sampled_from([*GAP, "50%", "25", "0", "4.5", "-1", "100"]), st.sampled_from([*GAP, "0.5", "1", "0.25", "0.045", "junk"]),
        st.sampled_from([*GAP, "0", "30", "90", "91", "-1", "45"]),
        st.one_of(st.sampled_from([*GAP, "2024-02-30", "2024-02-29"]), st.integers(0, 800).map(lambda n: str(date(2023, 1, 1) + timedelta(n)))),
        st.sampled_from([*GAP, "2024-02", "2024-03", "2023-02", "2025-01"]),
        st.sampled_from([*GAP, "x", "y y", "X", "it"]), st.sampled_from([*GAP, "x", "it", "z"]), st.sampled_from([*GAP, "loss", "正常", "可疑", "?!"]),
        st.sampled_from([*GAP, "Y", "no", "maybe"]), st.sampled_from(["CNY", "USD", "CNY", ""]),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip  # a table: a column an entry


def tape_of(folder: Path, rows) -> Path:
    file = folder / "drawn.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow("abrsndmtugyc")
        writer.writerows(rows)
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("drawn")


asked = {"flat": 0, "rows": 0}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tests=st.lists(TESTS, min_size=3, max_size=8), rows=ROWS)
def ask(folder, tests, rows):
    """Hold conditions drawn at random against rows drawn at random, in both ways."""
    from legalmodel.base.errors import BadInput

    mapped = read_map(read_bytes(MAP, "map.yaml"))
    with opened(tape_of(folder, rows), mapped, "CNY") as tape:
        for test in tests:
            try:
                terms = terms_of(read_bytes(DEAL.format(test=test).encode(), "deal.yaml"))
            except BadInput:
                continue  # kinds that do not go together, such as an amount beside a bare sum
            (criterion,) = terms.criteria
            try:
                sql = truths_of(tape, terms, criterion).code
            except NotFlat:
                continue
            one = [code for _, code in codes(tape, terms, criterion)]
            other = [code for (code,) in tape.ask(f"SELECT {sql} FROM tape ORDER BY row")]
            asked["flat"] += 1
            asked["rows"] += len(one)
            assert other == one, test


def test_sql_says_what_the_evaluator_says(folder):
    ask(folder)
    assert asked["flat"] > 500, asked
