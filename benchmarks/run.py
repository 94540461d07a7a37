"""All measurements as one table, with the machine and the day. Run it on a machine that does nothing else."""

import os
import platform
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import control
import growth
import inprocess
import reference
import startup
from measure import show


def _machine() -> str:
    names = [line.partition(": ")[2] for line in _cpuinfo() if line.startswith("model name")]
    return f"{os.cpu_count()} x {names[0].strip() if names else platform.processor() or platform.machine()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").split("\n") if path.exists() else []


def main() -> None:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{date.today()}  Python {platform.python_version()}  {platform.system()}  {_machine()}{load}")
    parts = {
        "start-up": startup,
        "one deal of 57 kB": inprocess,
        "ten rules, 50 parties": reference,
        "control": control,
        "growth": growth,
    }
    for title, part in parts.items():
        print(f"\n{title}")
        show(part.rows())


if __name__ == "__main__":
    main()
