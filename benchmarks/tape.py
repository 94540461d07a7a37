"""A generated tape held against twelve criteria and a stratification, beside the decoding of the same columns, in one run.

``python benchmarks/tape.py [ROWS] [FOLDER]``: rows (default 1,000,000) and where the generated Parquet file lies (default: a temporary folder). Processor time counts,
not the clock, for other work on the machine moves the clock. What is timed is all of it: opening the file, telling the cells of each column apart, criteria, strata,
and the first rows that fall short, among them a few at the end. Decoding is that of pyarrow, every column of the twelve into Arrow in batches; that of
DuckDB alone is told too. Memory is the most that the process held. Needs ``legalmodel[tape]``.
"""

import resource
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from legalmodel.tapes.holding import hold
from legalmodel.tapes.maps import read_map
from legalmodel.tapes.tape import opened
from legalmodel.tapes.terms import terms_of
from legalmodel.text.read import read_bytes

COLUMNS = ("balance", "original", "rate", "made", "matures", "dpd", "grade", "region", "secured", "ltv", "term", "sector")
MAP = """
format: {currency: CNY}
columns:
  balance: balance
  original: original
  rate: {from: rate, written: fraction}
  made: made
  matures: matures
  days_past_due: dpd
  grade: grade
  region: region
  secured: secured
  loan_to_value: {from: ltv, written: fraction}
  term_months: term
  sector: sector
"""
DEAL = """
deal: {name: generated, currency: CNY}
pools:
  p:
    cut_off: 2024-03-31
    eligibility:
      a: {test: loan.balance > 0}
      b: {test: loan.balance <= loan.original}
      c: {test: loan.rate <= 0.22}
      d: {test: loan.made <= pool.cut_off}
      e: {test: loan.matures > pool.cut_off}
      f: {test: loan.days_past_due > 90}
      g: {test: 'loan.grade in ("substandard", "doubtful", "loss")'}
      h: {test: 'loan.region != "HB"'}
      i: {test: 'loan.secured == "yes" or loan.loan_to_value <= 1'}
      j: {test: loan.loan_to_value <= 1.2}
      k: {test: loan.term_months <= 300}
      l: {test: 'loan.sector != "property" and loan.rate > 0'}
    strata:
      region: {by: loan.region}
      grade: {by: loan.grade}
      rate: {by: loan.rate, bands: ["5%", "10%", "15%"]}
"""


def generate(rows: int, file: Path) -> None:
    words = {"grade": ["normal", "special_mention", "substandard", "doubtful", "loss"], "region": ["SD", "GD", "JS", "ZJ", "HB", "HN", "SC"],
             "secured": ["yes", "no"], "sector": ["retail", "wholesale", "manufacturing", "property"]}  # fmt: skip  # a table
    drawn = ", ".join(f"{w}[1 + (random() * {len(w) - 0.01})::INT] AS {name}" for name, w in words.items())
    duckdb.execute("SELECT setseed(0.42)")
    duckdb.execute(
        f"COPY (SELECT (random() * 5000000)::DECIMAL(18,2) AS balance, (random() * 5000000)::DECIMAL(18,2) AS original, (random() * 0.24)::DECIMAL(9,6) AS rate, "
        f"CASE WHEN range % 3000017 = 2999999 THEN DATE '2024-04-01' ELSE DATE '2015-01-01' + (random() * 3000)::INT END AS made, DATE '2024-01-01' + (random() * 4000)::INT AS matures, "
        f"CASE WHEN random() < 0.02 THEN NULL ELSE (random() * 720)::INT END AS dpd, {drawn}, (random() * 1.5)::DECIMAL(9,4) AS ltv, (random() * 360)::INT AS term "
        f"FROM range({rows})) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 122880)"
    )


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[2] if len(sys.argv) > 2 else folder) / f"tape-{rows}.parquet"
        if not file.exists():
            import subprocess

            subprocess.run([sys.executable, __file__, "generate", str(rows), str(file)], check=True)
        mapped = read_map(read_bytes(MAP.encode(), "map.yaml"))
        terms = terms_of(read_bytes(DEAL.encode(), "deal.yaml"))
        before = spent()
        with opened(file, mapped, "CNY") as tape:
            opening = spent() - before
            held = hold(tape, terms)
            asked = spent() - before
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            before = spent()
            tape.ask("SELECT " + ", ".join(f"bit_xor(hash({c}))" for c in COLUMNS) + f" FROM {tape.raw.table}")
            engine = spent() - before
        decoding, few = decoded(file, rows, []), decoded(file, rows, ["grade", "region", "secured", "sector"])
    assert held.whole.loans == rows
    print(
        f"{rows:,} rows, 12 criteria, 3 strata: {asked:.2f} s of processor ({opening:.2f} of it to read what the cells are), at most {most:.0f} MB"
    )
    print(
        f"decoding of the 12 columns by pyarrow: {decoding:.2f} s (ratio {asked / decoding:.2f}); words left as a dictionary: {few:.2f} s (ratio {asked / few:.2f})"
    )
    print(f"decoding of the 12 columns by DuckDB: {engine:.2f} s (ratio {asked / engine:.2f})")
    return 0


def decoded(file: Path, rows: int, as_dictionary: list[str]) -> float:
    """Return the seconds of the processor that it takes to decode the columns into Arrow."""
    before = spent()
    found = sum(
        len(batch) for batch in pq.ParquetFile(file, read_dictionary=as_dictionary).iter_batches(122_880, columns=list(COLUMNS))
    )
    assert found == rows
    return spent() - before


if __name__ == "__main__":
    if sys.argv[1:2] == ["generate"]:
        generate(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
