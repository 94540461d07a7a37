"""What a compiled wheel wins: ``python benchmarks/compiled.py INTERPRETER [DEAL…]``, the interpreter of an environment that holds one.

For each deal, from the bytes of its file to findings, conclusions and next facts, against CSafeLoader on the same file in the same
process; here (from source) and there, by turns, processor time, the least of fifteen.
"""

import subprocess
import sys

CODE = """
import sys
from datetime import date
from time import process_time
import yaml
from legalmodel.api import check
from legalmodel.base.resources import shipped
file = shipped("templates") / sys.argv[1] / "deal.yaml"
raw = file.read_bytes()
def least(work):
    work()
    times = []
    for _ in range(15):
        start = process_time(); work(); times.append(process_time() - start)
    return min(times)
def whole():
    judgment = check(raw, date(2026, 11, 30)).judgment
    return judgment.lines, judgment.next_facts
print(least(whole), least(lambda: yaml.load(raw, yaml.CSafeLoader)))
"""


def once(python: str, deal: str) -> tuple[float, float]:
    """Return the seconds of a whole check and of CSafeLoader in one interpreter."""
    done = subprocess.run([python, "-c", CODE, deal], capture_output=True, text=True, check=True, cwd="/")
    whole, loader = map(float, done.stdout.split())
    return whole, loader


def main() -> int:
    """Print a row a deal."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for deal in sys.argv[2:] or ["zhongyu-2016-1", "cn-npl-trust", "us-auto", "ford-2021-a"]:
        ours = [once(sys.executable, deal) for _ in range(3)]
        theirs = [once(sys.argv[1], deal) for _ in range(3)]
        source, compiled = (min(w for w, _ in side) / min(y for _, y in side) for side in (ours, theirs))
        print(
            f"{deal:20} of CSafeLoader: source {source:5.2f}  compiled {compiled:5.2f}  source / compiled {source / compiled:4.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
