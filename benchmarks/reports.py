"""Reports on a real deal, each beside an empty document of the same library: CPU seconds and ratios, the least of some rounds.

    python benchmarks/reports.py [ROUNDS]

HTML is wanted at most 0.3 s beyond the check, Word and the workbook at most 1 s each. Needs the extra ``report``.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from legalmodel.api import check  # noqa: E402  (the checkout goes before an installed package)
from legalmodel.output.reports import endings, write  # noqa: E402  (the same)


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the least time that some work takes, in CPU seconds."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def empty_word() -> None:
    from docx import Document

    Document().save(io.BytesIO())


def empty_workbook() -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    book.add_worksheet()
    book.close()


def empty_pdf() -> None:
    from tempfile import TemporaryDirectory

    import typst

    with TemporaryDirectory() as folder:
        (Path(folder) / "a.typ").write_text("empty")
        typst.compile(str(Path(folder) / "a.typ"))


EMPTY = {"docx": empty_word, "xlsx": empty_workbook, "pdf": empty_pdf}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for deal in ("zhongyu-2016-1", "cn-npl-trust"):
        file = ROOT / "templates" / deal / "deal.yaml"
        checking = least(lambda file=file: check(file).judgment.lines, rounds)
        print(f"{deal}: check {checking:.3f} s")
        for ending in endings():
            result = check(file)
            write(result, ending)
            took = least(lambda result=result, ending=ending: write(result, ending), rounds)
            empty = least(EMPTY[ending], rounds) if ending in EMPTY else 0.0
            beside = f", {took / empty:5.1f} times an empty one ({empty:.3f} s)" if empty else ""
            print(f"  {ending:<6} {took:.3f} s, {took / checking:4.1f} times the check{beside}")


if __name__ == "__main__":
    main()
