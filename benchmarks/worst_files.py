"""The worst files found within the limits of the reader: seconds of the processor and memory of the whole ``check``, or the refusal.

``python benchmarks/worst_files.py [WORD ...]`` takes those whose name holds one of the words. Wanted of every file: at most 10 seconds and
1 GB, or a plain sentence before that.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from deals import Data
from measure import ROOT, environment
from memory import CHECK
from record_deals import HEAD, SHAPES, records

from legalmodel.text.json_events import as_json
from legalmodel.text.read import read

SECONDS, MEGABYTES = 10.0, 1024.0
_FILES = (
    ("trusts", "one field", 850),
    ("transfers", "all alike", 2_000),
    ("agencies", "many unknown", 6_000),
    ("guarantees", "many unknown", 5_000),
    ("securities", "all alike", 4_000),
    ("transfers", "one field", 30_000),
)
_RUN = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
with open(sys.argv[1], "wb") as told:
    out = [(os.POSIX_SPAWN_DUP2, told.fileno(), 1), (os.POSIX_SPAWN_DUP2, told.fileno(), 2)]
    child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[2:]], os.environ, file_actions=out)
    _, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""A process counts what its parent held when it was started, so the parent is a small one; what takes a minute or 4 GB is ended."""


def every_sort(shape: str, count: int) -> Data:
    """Return a deal with so many records of every sort that can have a shape."""
    from legalmodel.model.deal import SECTIONS

    deal: Data = {"deal": HEAD, "parties": {"bank": {"name": "Bank", "seat": "CN"}}}
    for section in SECTIONS:
        made = (records(section, shape, count) or {}).get(section, {})
        own = {f"{section}_{id}": said for id, said in made.items() if id != "bank"}
        if own:
            deal[section] = deal.get(section, {}) | own
    return deal


def sideless(count: int) -> Data:
    """Return a deal with so many transfers of one pool, of every other of which neither giver nor taker is known."""
    sides = ({"transferor": "bank", "transferee": "firm"}, {"unknown": {"transferor": "not_asked", "transferee": "not_asked"}})
    hops = {f"x{n}": {"assets": ["pool"], "act": "sale", "law": "CN", **sides[n % 2]} for n in range(count)}
    parties = {"bank": {"name": "Bank", "seat": "CN"}, "firm": {"name": "Firm", "seat": "CN"}}
    return {"deal": HEAD, "parties": parties, "pools": {"pool": {"law_of_claims": "CN"}}, "transfers": hops}


def assumed(count: int) -> Data:
    """Return a whole deal with so many loans, and as many holdings of it is not said what, each by an assumption of its own."""
    deal = json.loads(as_json(read(ROOT / "templates/cn-npl-trust/deal.yaml").data))
    deal["assumptions"] = {f"a{n}": {"text": "supposed", "by": "counsel", "why": "not asked"} for n in range(2 * count)}
    deal["loans"] = {
        f"l{n}": {
            "lender": "insurer",
            "borrower": "counsel",
            "amount": 1000,
            "since": "2025-06",
            "assumed": {"amount": f"a{n}"},
        }
        for n in range(count)
    }
    deal["investments"] |= {f"i{n}": {"kept_for": "lead", "assumed": {"kept_for": f"a{count + n}"}} for n in range(count)}
    return deal


def files() -> Iterator[tuple[str, Data]]:
    """Yield the name of each file and what it says."""
    for section, shape, count in _FILES:
        yield f"{count:,} {section}, {shape}", records(section, shape, count) or {}
    yield "2,000 transfers, every other without sides", sideless(2_000)
    for count in (400, 4_000):
        yield f"{count:,} loans and holdings, assumed", assumed(count)
    for shape in SHAPES:
        for count in (50, 100, 200):
            yield f"{count} of every sort, {shape}", every_sort(shape, count)


def measured(deal: Data) -> tuple[float, float, str]:
    """Return the seconds and megabytes that checking a file took, and its first words if it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        file, told = Path(folder) / "deal.json", Path(folder) / "told"
        file.write_text(json.dumps(deal), "utf-8")
        run = subprocess.run(
            [sys.executable, "-c", _RUN, os.fspath(told), *CHECK, os.fspath(file)],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        seconds, most, code = run.stdout.split()
        first = told.read_text("utf-8").partition("\n")[0].partition(" error")[2]
    return float(seconds), int(most) / (2**20 if sys.platform == "darwin" else 2**10), first if int(code) else ""


def main() -> int:
    over = 0
    for name, deal in files():
        if not sys.argv[1:] or any(word in name for word in sys.argv[1:]):
            seconds, most, refused = measured(deal)
            over += seconds > SECONDS or most > MEGABYTES
            print(f"{name:40} {seconds:6.1f} s {most:6.0f} MB  {refused[:90]}", flush=True)
    print(f"{over} over {SECONDS:.0f} s or {MEGABYTES:.0f} MB")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
