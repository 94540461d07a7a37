"""How judging grows with the records of each sort, in the worst shapes: per record the time stays within a factor, or is refused.

``python benchmarks/growth_records.py [SECTION ...]`` tells for each sort and shape the time per record at each size, or the fault.
"""

import json
import sys
from collections.abc import Iterable
from datetime import date
from time import process_time

from record_deals import cases, records

from legalmodel.base.errors import BadInput
from legalmodel.graph.build import build
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DAY = date(2026, 11, 25)
SIZES = (50, 500, 5000)
FACTOR, SECONDS = 3.0, 10.0


def measured(section: str, shape: str, sizes: Iterable[int] = SIZES) -> list[float | str]:
    """Return the milliseconds per record at each size, or the code of the fault by which a size is refused, which ends it."""
    found: list[float | str] = []
    for size in sizes:
        try:
            deal = parse(read_bytes(json.dumps(records(section, shape, size)).encode(), "deal.json"))
            start = process_time()
            judge(build(deal), load_law(), DAY).next_facts  # noqa: B018 - what is drawn from the findings is part of a check
            took = process_time() - start
        except BadInput as error:
            return [*found, error.faults[0].code]
        found.append(took / size * 1000)
        if took > SECONDS:
            return found
    return found


def grown(times: list[float | str]) -> float:
    """Return by how much the time per record grew at most from one size to a larger one."""
    plain = [t for t in times if isinstance(t, float)]
    return max((later / earlier for n, earlier in enumerate(plain) for later in plain[n:]), default=1.0)


if __name__ == "__main__":
    load_law()
    for section, shape in cases():
        if sys.argv[1:] and section not in sys.argv[1:]:
            continue
        times = measured(section, shape)
        told = ", ".join(f"{t:.2f}" if isinstance(t, float) else t for t in times)
        print(f"{section:14} {shape:18} ms a record: {told}; grew {grown(times):.1f}", flush=True)
