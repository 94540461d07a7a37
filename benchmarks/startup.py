"""Start-up of the command, beside bare Python."""

import statistics
from time import perf_counter

from measure import Row, interleaved, process, ratio, show

CHECK = ("check", "zhongyu-2016-1", "--run-day", "2026-11-25", "--fail-on", "never")


def rows(rounds: int = 15) -> list[Row]:
    """Measure whole processes, each round beside a bare one."""
    command = ("-m", "legalmodel")
    times = interleaved(
        {
            "python -c pass": process("-c", "pass"),
            "all law, compiled": process("-c", "from legalmodel.law.load import load_law; load_law()"),
            "legalmodel --help": process(*command, "--help"),
            "legalmodel validate": process(*command, "validate", "zhongyu-2016-1"),
            "legalmodel check": process(*command, *CHECK),
        },
        rounds,
        perf_counter,
    )
    bare = times["python -c pass"]
    limits = {"all law, compiled": 2.0, "legalmodel --help": 3.0, "legalmodel check": 20.0}
    return [
        Row(name, statistics.median(taken), ratio(taken, bare), "bare python", limits.get(name))
        for name, taken in times.items()
    ]


if __name__ == "__main__":
    show(rows())
