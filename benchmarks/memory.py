"""Peak memory of a whole ``legalmodel check``, beside bare Python: the most that the process held at once, its modules included.

``python benchmarks/memory.py 1000`` takes a deal of so many parties, each with two relations.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from deals import big_deal, written
from measure import ROOT, Row, environment, show

PARTIES = 5000
CHECK = ("-m", "legalmodel", "check", "--run-day", "2026-11-25", "--fail-on", "never")

_RUN = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A process counts what its parent held when it was started, so the parent is a small one."""


def peak(*arguments: str) -> float:
    """Return the most memory, in MB (of 1,048,576 bytes), that a Python process held; raise CalledProcessError if it fails."""
    run = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=True
    )
    return int(run.stdout) / (2**20 if sys.platform == "darwin" else 2**10)


def checking(parties: int) -> float:
    """Return the most memory, in MB, that ``check`` holds on a deal of so many parties."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deal.yaml"
        file.write_bytes(written(big_deal(parties, parties * 2)))
        return peak(*CHECK, str(file))


def rows(parties: int = PARTIES) -> list[Row]:
    """Measure one run of each: memory, unlike time, hardly differs between runs."""
    limit = 300.0 if parties <= PARTIES else None
    return [
        Row("python -c pass", peak("-c", "pass"), unit="MB"),
        Row("legalmodel check zhongyu-2016-1", peak(*CHECK, "zhongyu-2016-1"), unit="MB"),
        Row(f"legalmodel check, {parties} parties", checking(parties), None, "", limit, "MB"),
    ]


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else PARTIES))
