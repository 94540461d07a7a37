"""Criteria, tables and first rows over a tape of 150,000 made-up loans, beside what a plain loop says that knows nothing of the engine."""

import csv
import random
from decimal import Decimal

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from legalmodel.tapes.holding import hold
from legalmodel.tapes.maps import read_map
from legalmodel.tapes.tape import opened
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read_bytes

ROWS = 150_000
RARE = (61_440, 99_999, 149_998)
"""Positions of loans that alone fall short of a criterion; the engine looks through the first 61,440 rows first."""
MAP = """
map: {name: drawn, title: drawn}
format: {currency: CNY, unknown: ["?"], none: [nil]}
columns:
  balance: balance
  rate: {from: rate, written: percent}
  days_past_due: late
  grade: {from: grade, words: {C: substandard, D: doubtful, 损失: loss}}
  region: region
  sector: sector
  secured: secured
"""
DEAL = b"""
deal: {name: drawn, currency: CNY}
pools:
  p:
    eligibility:
      rare: {test: loan.days_past_due < 1000}
      graded: {test: 'loan.grade in ("substandard", "doubtful")'}
      asked: {when: 'loan.secured == "yes"', test: loan.rate <= 0.1}
      there: {test: 'loan.region != "R7"'}
    strata:
      region: {by: loan.region}
      sector: {by: loan.sector}
      grade: {by: loan.grade}
      rate: {by: loan.rate, bands: ["5%", "10%"]}
      late: {by: loan.days_past_due, bands: ["90", "500"]}
"""
REGIONS = [f"R{n}" for n in range(60)]
"""More than are looked up one by one, some of them with blanks around: the cells are then read row by row."""


def drawn():
    chance = random.Random(20260527)
    for n in range(ROWS):
        region = chance.choice(REGIONS)
        yield {
            "balance": f"{chance.randrange(10**7)}.{chance.randrange(100):02}",
            "rate": chance.choice(["3.5", "5", "7.25", "10", "12.125", "?", ""]),
            "late": "1000" if n in RARE else chance.choice(["0", "90", "91", "500", "999", "nil"]),
            "grade": chance.choice(["C", "c ", "D", "损失", "?", "nil", "other"]),
            "region": f" {region} " if chance.random() < 0.1 else region,
            "sector": f"S{chance.randrange(700)}",
            "secured": chance.choice(["yes", "no", "Y", "", "nil"]),
        }


@pytest.fixture(scope="module", params=["csv", "parquet"])
def both(request, tmp_path_factory):
    rows = list(drawn())
    file = tmp_path_factory.mktemp("tape") / "loans.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    if request.param == "parquet":
        kinds = pc.ConvertOptions(column_types=dict.fromkeys(rows[0], "string"), strings_can_be_null=False)
        pq.write_table(pc.read_csv(file, convert_options=kinds), file.with_suffix(".parquet"), row_group_size=20_000)
        file = file.with_suffix(".parquet")
    mapped = read_map(read_bytes(MAP.encode(), "map.yaml"))
    with opened(file, mapped, "CNY") as tape:
        yield rows, hold(tape, terms_of(read_bytes(DEAL, "deal.yaml")))


# --- the second program


def read_row(row):
    """Read a row as the map says, by hand; None: not known."""
    grade = {"c": "substandard", "d": "doubtful", "损失": "loss", "nil": "none"}.get(row["grade"].strip().lower())
    secured = {"yes": "yes", "no": "no", "y": "yes", "nil": "none"}.get(row["secured"].lower())
    rate = Decimal(row["rate"]) / 100 if row["rate"] not in ("", "?") else None
    late = int(row["late"]) if row["late"] != "nil" else None
    return {
        "balance": Decimal(row["balance"]),
        "rate": rate,
        "late": late,
        "grade": grade,
        "region": row["region"].strip(),
        "secured": secured,
    }


def verdicts(loan):
    rare = None if loan["late"] is None else loan["late"] < 1000
    graded = None if loan["grade"] is None else loan["grade"] in ("substandard", "doubtful")
    low = None if loan["rate"] is None else loan["rate"] <= Decimal("0.1")
    unsure = True if low else None
    asked = unsure if loan["secured"] is None else low if loan["secured"] == "yes" else "not asked"
    return {"rare": rare, "graded": graded, "asked": asked, "there": loan["region"] != "R7"}


def test_counts_sums_and_first_rows_are_those_of_a_plain_loop(both):
    rows, held = both
    loans = [read_row(row) for row in rows]
    said = [verdicts(loan) for loan in loans]
    for result in held.criteria:
        id = result.criterion.id
        parts = {True: result.met, False: result.fails, None: result.unknown, "not asked": result.not_asked}
        for verdict, part in parts.items():
            some = [
                loan["balance"]
                for loan, each in zip(loans, said, strict=True)
                if each[id] is verdict or each[id] == verdict is not None
            ]
            assert part == (len(some), sum(some)), (id, verdict)
        for verdict, numbers in ((False, result.rows), (None, result.open_rows)):
            assert list(numbers) == [n for n, each in enumerate(said, 1) if each[id] is verdict][:5], (id, verdict)
    rare = next(r for r in held.criteria if r.criterion.id == "rare")
    assert rare.rows == tuple(n + 1 for n in RARE)
    good = [
        loan["balance"]
        for loan, each in zip(loans, said, strict=True)
        if all(v is True or v == "not asked" for v in each.values())
    ]
    assert held.eligible == (len(good), sum(good))
    assert held.whole == (ROWS, sum(loan["balance"] for loan in loans))


def test_tables_are_those_of_a_plain_loop(both):
    rows, held = both
    loans = [read_row(row) for row in rows]
    tables = {t.banding.id: {band.label: band.part for band in t.bands} for t in held.strata}

    def summed(label):
        found = {}
        for loan in loans:
            many, total = found.get(label(loan), (0, Decimal(0)))
            found[label(loan)] = (many + 1, total + loan["balance"])
        return found

    assert tables["region"] == summed(lambda loan: loan["region"])
    assert tables["grade"] == summed(lambda loan: loan["grade"])
    bands = lambda value, low, high, names: names[0] if value < low else names[1] if value < high else names[2]  # noqa: E731 - it is used twice, below
    assert tables["rate"] == summed(
        lambda loan: (
            None
            if loan["rate"] is None
            else bands(loan["rate"], Decimal("0.05"), Decimal("0.1"), ("< 5%", "5% ≤ … < 10%", "≥ 10%"))
        )
    )
    assert tables["late"] == summed(
        lambda loan: "none" if loan["late"] is None else bands(loan["late"], 90, 500, ("< 90", "90 ≤ … < 500", "≥ 500"))
    )
    assert tables["sector"] == {}
    assert "500" in str(next(t.why for t in held.strata if t.banding.id == "sector"))
