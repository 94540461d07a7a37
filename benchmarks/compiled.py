"""What a compiled wheel wins: ``python benchmarks/compiled.py INTERPRETER``, the interpreter of an environment that holds one.

By the 156 rules of 2026-11-25, frozen: the figures of ``benchmarks/frozen.py``, and each layer from the bytes of a file to its rows in a
book, from source here and compiled there, by turns, in processor time, the least of all rounds. What both say must be the same:
findings with their sentences and proofs, conclusions, next facts, and rows.
"""

import legalmodel  # noqa: I001 - before the rest, which would put the checkout before an installed package

import gc
import json
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

from frozen import DAY, FIGURES, frozen, made_up, of_book, zhongyu
from measure import ROOT

from legalmodel.book.finding_rows import finding_row, lines_into
from legalmodel.book.schemas import Rows
from legalmodel.graph.build import build
from legalmodel.judgment.judge import judge
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

LAYERS = ("read", "parse", "build", "judge", "lines", "next facts", "rows")
ROUNDS, TURNS = 7, 3


def layers(name: str, data: bytes) -> tuple[list[float], list[object]]:
    """Return the seconds of each layer of one run, and what was said."""
    law, marks = frozen(), [process_time()]

    def mark() -> None:
        marks.append(process_time())

    source = read_bytes(data, name)
    mark()
    deal = parse(source)
    mark()
    graph = build(deal, source.place)
    mark()
    judgment = judge(graph, law, DAY)
    mark()
    lines = judgment.lines
    mark()
    next_facts = judgment.next_facts
    mark()
    found, drawn = Rows("findings"), Rows("lines")
    found.all += [("deal", 1, *finding_row(f)) for f in judgment.findings]
    lines_into(drawn, ("deal", 1), lines)
    mark()
    said = [
        [(f.rule.id, str(f.subject_path), f.outcome.value, str(f.sentence), str(f.proofs)) for f in judgment.findings],
        [(n.paths, str(n.what), n.ask, n.document, [f.rule.id for f in n.decides]) for n in next_facts],
        found.batch().to_pylist(),
        drawn.batch().to_pylist(),
    ]
    return [after - before for before, after in pairwise(marks)], said


def here() -> dict[str, Any]:
    """Return what is measured in this interpreter: by deal the least seconds of each layer, the figures, and a digest of all that was said."""
    files = {"zhongyu, YAML": ("deal.yaml", [zhongyu()]), "57 kB, YAML": ("deal.yaml", [made_up()])}
    files["15 kB, JSON"] = ("deal.json", of_book("json"))
    times, told = dict[str, list[float]](), sha256()
    for what, (name, texts) in files.items():
        rounds = []
        for n in range(ROUNDS):
            gc.collect()
            gc.disable()
            made = [layers(name, text) for text in texts]
            gc.enable()
            rounds.append([sum(each) / len(texts) for each in zip(*(seconds for seconds, _ in made), strict=True)])
            if n == 0:
                told.update(repr([said for _, said in made]).encode())
        times[what] = [min(each) for each in zip(*rounds[1:], strict=True)]  # the first warms up
    where = Path(legalmodel.__path__[0])
    return {
        "compiled": bool(list(where.rglob("*.so")) + list(where.rglob("*.pyd"))),
        "where": str(where),
        "layers": times,
        "figures": {figure.what: figure.measure() for figure in FIGURES},
        "said": told.hexdigest(),
    }


def once(python: str, folder: str) -> dict[str, Any]:
    """Return what is measured in another interpreter."""
    done = subprocess.run([python, __file__, "--here"], capture_output=True, text=True, cwd=folder)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Print the figures, then a row for each layer of each deal."""
    if sys.argv[1:] == ["--here"]:
        print(json.dumps(here()))
        return 0
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    source, compiled = [], []
    for _ in range(TURNS):
        source.append(once(sys.executable, str(ROOT)))
        compiled.append(once(sys.argv[1], "/"))
    assert not any(side["compiled"] for side in source), "the interpreter here holds compiled modules"
    assert all(side["compiled"] for side in compiled), f"no compiled module in {compiled[0]['where']}"
    assert len({side["said"] for side in source + compiled}) == 1, "source and compiled do not say the same"
    print(f"{'beside what each is beside':60} source compiled  wanted of source")
    for figure in FIGURES:
        ours, theirs = (min(side["figures"][figure.what] for side in sides) for sides in (source, compiled))
        print(f"{figure.what:60} {ours:6.2f}   {theirs:6.2f}  {figure.wanted}")
    for what in source[0]["layers"]:
        print(f"{what:20} source compiled  ms, and how many times")
        rows = [
            [min(each) * 1e3 for each in zip(*(side["layers"][what] for side in sides), strict=True)]
            for sides in (source, compiled)
        ]
        for layer, ours, theirs in zip((*LAYERS, "all"), [*rows[0], sum(rows[0])], [*rows[1], sum(rows[1])], strict=True):
            print(f"  {layer:18} {ours:6.2f}   {theirs:6.2f}  {ours / theirs:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
