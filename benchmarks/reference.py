"""Ten rules over deals of 50 parties: build, derive and judge beside the same rules by hand over dicts, and beside other engines.

``python benchmarks/reference.py 1000`` takes so many deals. Every verdict of every engine must be that of the rules by hand. Each
starts from the records as they were read (this tool from records that are checked as well; neither counts), and loading them into
its own form counts. By hand, and from the engines, come the names of the rules and records that are broken. From this tool come
findings, each with its outcome, its day and what is missing, and from them conclusions and what to find out next; "findings only"
leaves those out, which comes nearest to what the others do.
"""

import json
import statistics
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from deals import Data
from measure import ROOT, Row, interleaved, ratio, show
from peers import EVERY, Engine, peers
from reference_deals import Verdicts, by_hand, reference_deal

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.judgment.finding import Finding
    from legalmodel.law.load import Law
    from legalmodel.model.deal import Deal

Times = dict[int, float]
DAY = date(2026, 11, 25)
ROUNDS = 3
LIMITS = {"CEL in C++": 1 / 1.5, "regorus": 1 / 5, "clingo": 1 / 6, "pySHACL": 1 / 200}
"""The part of an engine's time that this tool may take at most."""


def ten_rules() -> "Law":
    """Return the ten rules, read and compiled."""
    from legalmodel.graph.vocabulary import vocabulary
    from legalmodel.law.catalogue import load_catalogue
    from legalmodel.law.load import assemble, read_instrument
    from legalmodel.text.read import read

    source = read(ROOT / "benchmarks" / "reference_law" / "ten-rules.yaml")
    return assemble([(source, read_instrument(source))], load_catalogue(), vocabulary)


def loaded(data: Data) -> "Deal":
    """Return a deal as the graph is built from it."""
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    return parse(read_bytes(json.dumps(data).encode(), "deal.json"))


def judged(graph: "Graph", law: "Law") -> Verdicts:
    """Return what fails when all is judged, and drawn from the findings."""
    from legalmodel.judgment.judge import judge

    judgment = judge(graph, law, DAY)
    assert judgment.lines is not None and judgment.next_facts is not None  # drawn when they are asked for
    return _failing(judgment.findings)


def found(graph: "Graph", law: "Law") -> Verdicts:
    """Return what fails when only findings are made."""
    from legalmodel.judgment.judge import judge

    return _failing(judge(graph, law, DAY).findings)


def _failing(findings: "Iterable[Finding]") -> Verdicts:
    return {(f.rule.id.split("-")[0], f.subject.id) for f in findings if f.outcome == "fail" and f.subject}


def _ours(deal: "Deal", law: "Law") -> dict[str, Callable[[], object]]:
    """Return what is measured of this tool; "judge" gets a graph each time of which nothing was asked before."""
    from legalmodel.graph.build import build

    fresh = [build(deal) for _ in range(ROUNDS + 1)]
    unasked = iter(fresh)
    return {
        "build": lambda: build(deal),
        "judge": lambda: judged(next(unasked), law),
        "all": lambda: judged(build(deal), law),
        "findings": lambda: found(build(deal), law),
    }


def check_verdicts(data: Data, deal: "Deal", law: "Law", engines: dict[str, Engine]) -> None:
    """Check that all give the verdicts of the rules by hand; raise AssertionError if not."""
    from legalmodel.graph.build import build

    verdicts = by_hand(data)
    assert judged(build(deal), law) == verdicts, f"{data['deal']['name']}: our verdicts differ"
    assert found(build(deal), law) == verdicts, f"{data['deal']['name']}: our verdicts differ when only findings are made"
    for name, engine in engines.items():
        assert engine(data) == verdicts, f"{data['deal']['name']}: the verdicts of {name} differ"


def times(deals: int, engines: dict[str, Engine]) -> dict[str, Times]:
    """Return, for each task, milliseconds for each deal that it was given, by the number of the deal."""
    law, taken = ten_rules(), dict[str, Times]()
    for seed in range(deals):
        data = reference_deal(seed)
        deal = loaded(data)
        chosen = {name: engine for name, engine in engines.items() if seed % EVERY.get(name, 1) == 0}
        check_verdicts(data, deal, law, chosen)
        tasks = {"by hand": partial(by_hand, data)} | _ours(deal, law)
        tasks |= {name: partial(engine, data) for name, engine in chosen.items()}
        for name, each in interleaved(tasks, ROUNDS).items():
            taken.setdefault(name, {})[seed] = min(each)
    return taken


def rows(deals: int = 60) -> list[Row]:
    """Measure each deal in turn in all engines, from its records as they were read; reading is not counted."""
    taken = times(deals, engines := peers())

    def beside(what: str, name: str, other: str, limit: float | None = None) -> Row:
        seeds = taken[other]
        own = [taken[name][seed] for seed in seeds]
        return Row(what, statistics.median(own), ratio(own, list(seeds.values())), other, limit)

    result = [
        Row("by hand over dicts", statistics.median(taken["by hand"].values())),
        beside("build", "build", "by hand"),
        beside("judge and derive alone, the graph being built", "judge", "by hand", 3.0),
        beside("build, derive and judge, findings only", "findings", "by hand", 4.0),
        beside("build, derive and judge, with conclusions", "all", "by hand", 4.0),
    ]
    for name in engines:
        few = f" (on {len(taken[name])} of {deals} deals)" if name in EVERY else ""
        result += [
            Row(f"{name}{few}", statistics.median(taken[name].values())),
            beside("build, derive and judge, findings only", "findings", name, LIMITS[name]),
            beside("build, derive and judge, with conclusions", "all", name, LIMITS[name]),
        ]
    return result


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
