"""A deal of one system with every pack installed, beside the same program with the packs of that system alone: ``python benchmarks/packs.py``.

Wanted: within 5 %, however many packs there are. Processor time of whole processes, each pair run beside the other; a median of the rounds.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHECK = ("check", "cn-npl-trust", "--run-day", "2026-11-25", "--fail-on", "never")
KEPT = ("cn", "common", "contract")
LIMIT = 1.05


def program(folder: Path, *, alone: bool) -> Path:
    """Copy the program and the templates; ``alone`` without the law of other systems."""
    shutil.copytree(ROOT / "legalmodel", folder / "legalmodel", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    for law in (folder / "legalmodel" / "law", folder / "legalmodel" / "law" / "ready"):
        for inside in law.iterdir() if alone else ():
            if (
                (ROOT / "legalmodel" / "law" / inside.name).is_dir()
                and any((law / inside.name).glob("*"))
                and _is_pack(inside.name)
            ):
                shutil.rmtree(inside)
    return folder


def _is_pack(name: str) -> bool:
    return any((ROOT / "legalmodel" / "law" / name).glob("*.yaml")) and name not in KEPT


def taken(folder: Path) -> float:
    """Return the processor time of one check in a process of its own, in seconds."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "legalmodel", *CHECK],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        check=True,
        capture_output=True,
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(rounds: int = 15) -> int:
    """Measure both, and print the ratio."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        whole, alone = program(Path(one), alone=False), program(Path(two), alone=True)
        for folder in (whole, alone):
            taken(folder)
        pairs = [(taken(whole), taken(alone)) for _ in range(rounds)]
    with_all, with_one = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = with_all / with_one
    print(f"all packs {with_all * 1000:.0f} ms   one system {with_one * 1000:.0f} ms   {ratio:.3f} ({LIMIT})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
