"""All measurements as one table, with the machine and the day. Run it on a machine that does nothing else; it takes some minutes.

Each part can be run alone as well: ``python benchmarks/reference.py``. Names given leave the others out: ``run.py reference control``.
"""

import os
import platform
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from measure import Row, show

PARTS = {
    "startup": "start-up",
    "inprocess": "one deal of 57 kB",
    "reference": "ten rules, 50 parties",
    "control": "control",
    "growth": "growth",
    "memory": "most memory held at once",
    "charts": "charts",
    "methods": "methods",
    "whatif": "what if: stress, cure",
}


def _machine() -> str:
    names = [line.partition(": ")[2] for line in _cpuinfo() if line.startswith("model name")]
    return f"{os.cpu_count()} x {names[0].strip() if names else platform.processor() or platform.machine()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").split("\n") if path.exists() else []


def main(chosen: list[str]) -> None:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{date.today()}  Python {platform.python_version()}  {platform.system()}  {_machine()}{load}")
    promised: list[Row] = []
    for part in chosen or PARTS:
        rows = import_module(part).rows()
        print(f"\n{PARTS[part]}")
        show(rows)
        sys.stdout.flush()
        promised += [row for row in rows if row.at_most]
    print(f"\n{sum(row.kept for row in promised)} of {len(promised)} limits kept")


if __name__ == "__main__":
    main(sys.argv[1:])
