"""Ten rules over deals of 50 parties: build, derive and judge beside the same rules by hand over dicts, and beside other engines.

``python benchmarks/reference.py 1000`` takes so many deals. Every verdict of every engine must be that of the rules by hand.
"""

import json
import statistics
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from measure import Row, interleaved, ratio, show
from peers import peers
from reference_deals import Verdicts, by_hand, reference_deal

DAY = date(2026, 11, 25)


def rows(deals: int = 50) -> list[Row]:
    """Measure each deal in turn in all engines, from its records as they were read; reading is not counted."""
    from legalmodel.graph.build import build
    from legalmodel.graph.graph import Graph
    from legalmodel.graph.vocabulary import vocabulary
    from legalmodel.judgment.judge import judge
    from legalmodel.law.catalogue import load_catalogue
    from legalmodel.law.load import assemble, read_instrument
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read, read_bytes

    source = read(Path(__file__).parent / "reference_law" / "ten-rules.yaml")
    law = assemble([(source, read_instrument(source))], load_catalogue(), vocabulary())
    engines = peers()

    def judged(graph: Graph) -> Verdicts:
        findings = judge(graph, law, DAY).findings
        return {(f.rule.id.split("-")[0], f.subject.id) for f in findings if f.subject and f.outcome == "fail"}

    times: dict[str, list[float]] = {}
    for seed in range(deals):
        data = reference_deal(seed)
        deal = parse(read_bytes(json.dumps(data).encode(), "deal.json"))
        verdicts = by_hand(data)
        assert judged(build(deal)) == verdicts, f"deal {seed}: our verdicts differ"
        for name, engine in engines.items():
            assert engine(data) == verdicts, f"deal {seed}: the verdicts of {name} differ"
        tasks = {"by hand": lambda d=data: by_hand(d), "build": lambda d=deal: build(d), "all": lambda d=deal: judged(build(d))}
        tasks |= {name: lambda e=engine, d=data: e(d) for name, engine in engines.items()}
        for name, taken in interleaved(tasks, 3).items():
            times.setdefault(name, []).append(min(taken))
    whole = times["all"]
    return [
        Row("by hand over dicts", statistics.median(times["by hand"])),
        Row("build", statistics.median(times["build"]), ratio(times["build"], times["by hand"]), "by hand"),
        Row("build, derive and judge", statistics.median(whole), ratio(whole, times["by hand"]), "by hand", 4.0),
        *(Row("build, derive and judge", statistics.median(whole), ratio(whole, times[name]), name) for name in engines),
    ]


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
