"""One deal of 57 kB, warm and in process: each hop of the run beside ``yaml.load(..., CSafeLoader)`` on the same bytes.

"Derived facts shared" judges a graph of which all was asked before, so that what is left are the rules. "Findings only" leaves out what
is drawn from the findings as a whole: conclusions, and what to find out next.
"""

import statistics
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from deals import big_deal, written
from measure import Row, interleaved, ratio, show

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.law.load import Law

DAY = date(2026, 11, 25)
_THIRTY = (
    "cn-127-01-layers",
    "cn-21-equal",
    "cn-amc-06",
    "cn-cap-23-cleanup",
    "cn-cap-23-opinion",
    "cn-cas-23-2006",
    "cn-cbrc-2007-75",
    "cn-cc-546",
    "cn-cc-686",
    "cn-cl-75",
    "cn-ebl-02",
    "cn-ebl-31",
    "cn-ebl-33-intent",
    "cn-gl-08",
    "cn-no7-02",
    "cn-no7-16",
    "cn-no7-29",
    "cn-no7-47",
    "cn-npl-disc",
    "cn-o3-accounts",
    "cn-pboc-14-08",
    "cn-reg-2020-99",
    "cn-spc-sec-11",
    "cn-tcm-34",
    "cn-trust-law-09",
    "cn-trust-law-14",
    "cn-trust-law-17-seizure",
    "cn-trust-law-30",
    "cn-trust-law-40",
    "cn-trust-law-51",
)
"""A fixed sample of rules, every fifth by id when it was drawn, so that the figure does not move with the size of the law."""
FROZEN = Path(__file__).with_name("frozen_law")


def frozen_law() -> "Law":
    """Return the 156 rules of 2026-11-25 as they stood then: what shipped law says and how much it asks has changed since."""
    from legalmodel.graph.vocabulary import vocabulary
    from legalmodel.law.catalogue import load_catalogue
    from legalmodel.law.load import assemble, read_instrument
    from legalmodel.text.read import read

    sources = [read(file) for file in sorted(FROZEN.glob("*.yaml"))]
    return assemble([(source, read_instrument(source)) for source in sources], load_catalogue(), vocabulary, {})


def rows(rounds: int = 15) -> list[Row]:
    """Measure every hop alone, then all of them, with places, as ``check`` does them."""
    import yaml

    from legalmodel.graph.build import build
    from legalmodel.judgment.judge import judge
    from legalmodel.law.load import load_law
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    data, law = written(big_deal()), load_law()
    source = read_bytes(data, "deal.yaml")
    deal = parse(source)
    asked = build(deal, source.place)

    def judged(law: "Law", graph: "Graph") -> object:
        return judge(graph, law, DAY).next_facts

    def built(law: "Law") -> object:
        return judged(law, build(deal, source.place))

    def whole(law: "Law") -> object:
        source = read_bytes(data, "deal.yaml")
        return judged(law, build(parse(source), source.place))

    tasks: dict[str, Callable[[], object]] = {
        "CSafeLoader alone": lambda: yaml.load(data, yaml.CSafeLoader),
        "read, with places": lambda: read_bytes(data, "deal.yaml"),
        "parse and check": lambda: parse(source),
        "build": lambda: build(deal, source.place),
    }
    limits: dict[str, float] = {}
    old = frozen_law()
    for name, body in (("frozen ", old._replace(rules={id: old.rules[id] for id in _THIRTY})), ("frozen ", old), ("", law)):
        size = f"by {len(body.rules)} {name}rules, {len(judge(asked, body, DAY).findings)} findings"
        shared, everything = f"judge {size}, derived facts shared", f"read, parse, build and judge {size}, with conclusions"
        tasks[f"{shared}, findings only"] = partial(judge, asked, body, DAY)
        tasks[f"{shared}, with conclusions"] = partial(judged, body, asked)
        tasks[f"build, derive and judge {size}, with conclusions"] = partial(built, body)
        tasks[everything] = partial(whole, body)
        limits |= {f"{shared}, findings only": 1 / 6, f"{shared}, with conclusions": 1 / 6, everything: 1.5}
    times = interleaved(tasks, rounds)
    base = times["CSafeLoader alone"]
    return [Row(name, statistics.median(t), ratio(t, base), "CSafeLoader", limits.get(name)) for name, t in times.items()]


if __name__ == "__main__":
    show(rows())
