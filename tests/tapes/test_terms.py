"""PoolTerms of a pool are compiled from the deal, every fault at once; what is flat becomes SQL, what is not says so."""

from datetime import date

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.editing.diagnostics import diagnose
from legalmodel.editing.sheet import open_text
from legalmodel.tapes.cells import Digits
from legalmodel.tapes.compiling import ROW
from legalmodel.tapes.flat import FlatWriter, NotFlat
from legalmodel.tapes.sql import SqlValue
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read, read_bytes

COLUMNS = {
    "balance": SqlValue("figure", "c_balance", digits=Digits(16, 2), currency="'CNY'"),
    "rate": SqlValue("figure", "c_rate", digits=Digits(3, 6)),
    "days_past_due": SqlValue("figure", "c_days_past_due", digits=Digits(10, 0)),
    "made": SqlValue("day", "c_made"),
    "matures": SqlValue("day", "c_matures", last="l_matures"),
    "region": SqlValue("text", "c_region", "(s_region = 3)"),
}


def deal(test: str, extra: str = "") -> bytes:
    return f"""
deal: {{name: d, currency: CNY}}
pools:
  p: {{cut_off: 2024-02-29, loans: 3, {extra}eligibility: {{it: {{test: '{test}', numbers: {{cap: {{amount: 5m}}, big: {{amount: 100000000000000000000.000000000001}}}}}}}}}}
""".encode()


def sql(test: str) -> str:
    terms = terms_of(read_bytes(deal(test), "deal.yaml"))
    (criterion,) = terms.criteria
    scope = terms.scope(None, criterion.numbers)
    return FlatWriter(COLUMNS, ROW, lambda node: criterion.test.build(node)(scope)).truth(criterion.test.tree)


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ("loan.balance <= cap", "(c_balance <= CAST('5000000' AS DECIMAL(7,0)))"),
        (
            "loan.days_past_due > 90 and not (loan.rate > 0.24)",
            "((c_days_past_due > CAST('90' AS DECIMAL(2,0))) AND (NOT (c_rate > CAST('0.24' AS DECIMAL(3,2)))))",
        ),
        ("loan.made <= pool.cut_off", "(c_made <= DATE '2024-02-29')"),
        ("pool.loans == 3", "true"),
        ("pool.debtors > 3", "CAST(NULL AS BOOLEAN)"),
        ("loan.score > 600", "CAST(NULL AS BOOLEAN)"),
    ],
)
def test_flat(test, wanted):
    assert sql(test) == wanted


def test_a_day_known_to_the_month_is_undecided_within_it():
    assert sql("loan.matures < pool.cut_off") == (
        "CASE WHEN l_matures < DATE '2024-02-29' THEN true WHEN c_matures >= DATE '2024-02-29' THEN false END"
    )


def test_none_is_spelt_out():
    assert sql('loan.region == "x"').startswith("CASE WHEN (c_region IS NULL AND NOT (s_region = 3)) OR")


def test_division_by_zero_is_unknown():
    assert sql("loan.balance / loan.days_past_due > cap").startswith(
        "CASE WHEN c_days_past_due = 0 OR CAST('1' AS DECIMAL(1,0)) = 0 THEN NULL"
    )


@pytest.mark.parametrize(
    "test",
    [
        "any(p.loans == loan.days_past_due for p in pools)",
        "days_after(loan.made, loan.days_past_due) > pool.cut_off",
        "loan.balance * loan.rate * loan.rate * loan.rate > big",
        "days_between(loan.made, loan.matures) > 3",
    ],
)
def test_not_flat(test):
    with pytest.raises(NotFlat):
        sql(test)


def test_sql_does_not_grow_without_end():
    inner = "loan.days_past_due"
    for _ in range(14):
        inner = f"min(loan.days_past_due, {inner}, loan.days_past_due)"
    with pytest.raises(NotFlat, match="too long"):
        sql(f"{inner} > 3")


def test_words_are_quoted():
    """The test stands in single quotes of YAML, where two of them are one sign: an apostrophe is doubled once more in SQL."""
    assert "'it''s'" in sql("loan.region == \"it''s\"")


def test_every_fault_is_told_at_once():
    text = b"""
deal: {name: d, currency: CNY}
pools:
  p:
    eligibility:
      a: {test: loan.nothing > 3}
      b: {test: loan.balance > 1000}
      c: {when: loan.rate > 0}
      d: {test: loan.rate}
      e: {test: loan.rate > x, numbers: {x: {share: 5%, number: 3}}}
    limits:
      f: {by: loan.debtor}
      g: {by: loan.balance, most: 5%}
      h: {by: loan.debtor, least: 5%, largest: 0}
    strata:
      i: {by: loan.rate, bands: ["5"]}
      j: {by: loan.days_past_due, bands: ["90", "30"]}
      k: {bands: ["5%"]}
"""
    with pytest.raises(BadInput) as refused:
        terms_of(read_bytes(text, "deal.yaml"))
    faults = refused.value.faults
    assert {f.place.line for f in faults} == {6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18}
    assert faults[0].fix == "did you mean ending?"


def test_the_pool_has_to_be_plain():
    two = b"deal: {name: d}\npools: {a: {loans: 1}, b: {loans: 2}}\n"
    with pytest.raises(BadRequest, match="a, b"):
        terms_of(read_bytes(two, "deal.yaml"))
    assert terms_of(read_bytes(two, "deal.yaml"), "b").pool.id == "b"
    with pytest.raises(BadRequest, match="no pool 'c'"):
        terms_of(read_bytes(two, "deal.yaml"), "c")


def test_the_example_compiles():
    terms = terms_of(read(shipped("templates") / "tapes" / "pool.yaml"))
    assert len(terms.criteria) == 9
    assert len(terms.limits) == 4
    assert len(terms.strata) == 4


FAULTY = b"""
deal: {name: d, currency: CNY}
pools:
  p:
    eligibility:
      a: {test: loan.balanse > 0}
      b: {test: 'loan.grade in ("loss")'}
      c: {test: loan.rate <= 24%}
      d: {test: loan.occupancy == "owner"}
  q:
    strata:
      s: {by: loan.secured == true}
"""


def test_validate_tells_what_is_wrong_with_conditions_on_loans(tmp_path, capsys):
    """of every pool, with line and column, and before there is a tape"""
    file = tmp_path / "deal.yaml"
    file.write_bytes(FAULTY)
    assert run(["validate", str(file)]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if "error[" in line or "fix:" in line]
    assert [line.removeprefix(str(file)).strip() for line in told] == [
        ":6:17 error[unknown-column]: a loan has no column 'balanse', in: loan.balanse > 0",
        "fix: did you mean balance?",
        ':7:17 error[bad-term]: \'"loss"\' is a word, not a list, in: loan.grade in ("loss")',
        'fix: write a comma behind a single word: ("loss",)',
        ":8:17 error[bad-term]: this is no expression, in: loan.rate <= 24%",
        "fix: write a percentage as a fraction (0.24), or by a name that stands under numbers",
        ":9:17 error[unknown-column]: a loan has no column 'occupancy', in: loan.occupancy == \"owner\"",
        "fix: legalmodel tape maps lists the columns; a column that a map adds needs --map MAP",
        ":12:15 error[bad-term]: 'true' is not known, in: loan.secured == true",
        'fix: write what is asked itself, or not …; yes and no are words: "yes", "no"',
    ]


def test_validate_knows_the_columns_that_a_map_adds(tmp_path, capsys):
    deal, own = tmp_path / "deal.yaml", tmp_path / "map.yaml"
    deal.write_bytes(b"pools: {p: {eligibility: {d: {test: 'loan.occupancy == \"owner\"'}}}}\n")
    own.write_bytes(b"map: {name: m}\ncolumns: {id: a}\nown: {occupancy: {from: b, kind: text, says: who lives there}}\n")
    assert run(["validate", str(deal)]) == 2
    assert run(["validate", str(deal), "--map", str(own)]) == 0
    capsys.readouterr()


def test_the_editor_tells_them_too():
    """a column that a map may add only warns there"""
    told = [
        (d.level, d.code) for d in diagnose(open_text(FAULTY.decode(), "deal.yaml"), date(2026, 11, 30)) if d.source == "form"
    ]
    assert sorted(told) == [("error", "bad-term")] * 3 + [("warning", "unknown-column")] * 2
