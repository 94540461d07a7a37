"""The matrix of one deal under several laws against the sum of judging it under each: ``python benchmarks/laws.py [DEAL…]``.

Wanted: at most 1.5 times. Judging is findings and conclusions, as ``check`` has them; the matrix is made and told for a terminal.
Processor time, the least of five, in one run.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from legalmodel.analysis.laws import compare_laws, laws_asked
from legalmodel.api import check_deal, check_scenario
from legalmodel.cli.compare_laws import all_laws
from legalmodel.law.files import shipped_systems
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Scenario
from legalmodel.report.laws import laws_study
from legalmodel.text.read import read

DAY = date(2026, 11, 30)
TEMPLATES = Path(__file__).parents[1] / "templates"


def least(work: Callable[[], Any]) -> float:
    """Return the least processor time of five runs, in seconds, after one to warm up."""
    work()
    times = []
    for _ in range(5):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def matrix_of(name: str) -> None:
    """Print one row: the sum of judging under each law, the matrix, its ratio."""
    source = read(TEMPLATES / name / "deal.yaml")
    base = check_deal(parse(source), source, DAY)
    asked = laws_asked(all_laws(base), shipped_systems(), DAY)
    scenarios: list[Scenario] = []

    def judged(scenario: Scenario) -> Any:
        scenarios.append(scenario)
        return check_scenario(source, scenario, DAY)

    compare_laws(base, asked, judged)
    used = list(scenarios)
    alone = least(lambda: check_deal(parse(source), source, DAY).judgment.lines)
    alone += sum(least(lambda s=s: check_scenario(source, s, DAY).judgment.lines) for s in used)

    def whole() -> None:
        first = check_deal(parse(source), source, DAY)
        laws_study(compare_laws(first, asked, lambda s: check_scenario(source, s, DAY)))

    matrix = least(whole)
    print(
        f"{name:24} {len(asked):3} laws   each alone {alone * 1000:7.1f} ms   matrix {matrix * 1000:7.1f} ms   {matrix / alone:.2f} (1.5)"
    )


if __name__ == "__main__":
    for deal in sys.argv[1:] or ("cn-npl-trust", "us-auto", "zhongyu-2016-1"):
        matrix_of(deal)
