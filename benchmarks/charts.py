"""Random charts in bulk: how many fail, and how long layout and slides take beside the bare layout program.

``python benchmarks/charts.py 1000`` draws so many charts of 10 to 200 parties and prints what went wrong with any;
``python benchmarks/charts.py paper 40`` counts on how many sheets so many made-up deals of 60 parties fit;
``python benchmarks/charts.py lanes 1000`` counts crossings of so many made-up deals, in lanes and as they were laid out before;
without a number only the times are measured.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from measure import Row, interleaved, ratio, show

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.output.chart import Chart

SVG = "{http://www.w3.org/2000/svg}"
_WORDS = [
    "Bank",
    "Trust",
    "Asset",
    "Credit",
    "Receivables",
    "Funding",
    "Capital",
    "Number",
    "Two",
    "Management",
    "International",
    "Limited",
    "Company",
    "of",
    "Hyde",
    "Park",
]
_CHINESE = "中国银行信托不良资产支持证券第一期优先档次级投资管理有限责任公司股份"


def name(random: Random) -> str:
    """Make up a name: English, Chinese, both, or one very long word."""
    english = " ".join(random.choices(_WORDS, k=random.randint(1, 12)))
    chinese = "".join(random.choices(_CHINESE, k=random.randint(2, 40)))
    return random.choice((english, chinese, f"{english} {chinese}", english.replace(" ", "")))


def chart(seed: int, parties: int = 0) -> "Chart":
    """Make up a chart: clusters in clusters, all shapes and relations, twice as many relations as parties."""
    from legalmodel.output.chart import Chart, Edge, Group, Node
    from legalmodel.output.looks import RELATIONS, SHAPES

    random = Random(seed)
    count = parties or random.randint(10, 200)
    groups = [
        Group(f"g{i}", (name(random),), random.choice(("ring_fence", "jurisdiction"))) for i in range(random.randint(0, 8))
    ]
    groups = [g._replace(parent=f"g{random.randrange(i)}") if i and random.random() < 0.3 else g for i, g in enumerate(groups)]
    homes = [g.id for g in groups] + [""]
    shapes, relations, states = sorted(SHAPES), sorted(RELATIONS), ("", "", "", "fail", "unknown", "judgement")
    nodes = [
        Node(f"p.{i}", random.choice(shapes), (name(random), name(random))[: random.randint(1, 2)], random.choice(homes), random.choice(states),
             order=random.choice((None, None, i)), row=random.choice((None, None, None, random.randrange(6))), side=random.random() < 0.2)
        for i in range(count)
    ]  # fmt: skip  # a table: one row a line
    edges = []
    for i in range(2 * count):
        ends = [random.choice(nodes).id for _ in range(2)]
        lines = tuple(name(random) for _ in range(random.randrange(3)))
        edges.append(Edge(f"r.{i}", *ends, random.choice(relations), lines, random.choice(states)))
    return Chart((name(random), name(random)), tuple(nodes), tuple(edges), tuple(groups), (), (name(random),))


def plain(chart: "Chart") -> "Chart":
    """Return a chart of a deal as it was drawn before lanes: a box for each party, no arrow for the price, no trustee apart."""
    edges = tuple(e for e in chart.edges if not e.id.endswith(".price") and e.relation != "trusteeship")
    ends = {end for e in edges for end in (e.source, e.target)}
    return chart._replace(edges=edges, nodes=tuple(n for n in chart.nodes if n.id in ends), form="")


def lanes(count: int) -> list[str]:
    """Count crossings and the like of made-up deals in lanes, and of the same charts as the drawing program lays them out."""
    from chart_deals import graph
    from chart_quality import Quality, quality

    from legalmodel.output.layout_graphviz import graphviz_layout
    from legalmodel.output.sheet import Sheet
    from legalmodel.output.views import draw_view

    ours, today = [], []
    for seed in range(count):
        chart = draw_view("relations", graph(seed), None)
        sheet, old = Sheet(chart), plain(chart)
        ours.append(quality(sheet.chart, sheet.layout))
        today.append(quality(old, graphviz_layout(old)))
    worst = sorted(range(count), key=lambda i: -ours[i].crossings)[:10]
    sums = [
        ", ".join(f"{name} {sum(values)}" for name, values in zip(Quality._fields, zip(*rows, strict=True), strict=True))
        for rows in (ours, today)
    ]
    return [
        f"{count} made-up deals in lanes: {sums[0]}",
        f"as laid out before: {sums[1]}",
        f"most crossings (seed: count): {', '.join(f'{i}: {ours[i].crossings}' for i in worst)}",
    ]


def paper(count: int) -> list[str]:
    """Count the sheets of A3 that made-up deals of 60 parties take, and how large the smallest type of each is."""
    from collections import Counter

    from chart_deals import graph

    from legalmodel.output.formats.pdf import PAPERS, on_paper, whole_size
    from legalmodel.output.paper import scale_on
    from legalmodel.output.sheet import Sheet
    from legalmodel.output.views import draw_view

    sheets, least = Counter[int](), 9.0
    for seed in range(count):
        found = on_paper(Sheet(draw_view("relations", graph(seed, 60), None)), PAPERS["a3"])
        sheets[len(found)] += 1
        least = min(least, *(9 * scale_on(PAPERS["a3"], *whole_size(s)) for s in found))
    return [f"{count} deals of 60 parties, sheets of A3: {dict(sorted(sheets.items()))}; smallest type {least:.2f} points"]


def faults(chart: "Chart", svg: bytes) -> list[str]:
    """Return what is wrong with a picture: parts that are missing or there twice, beyond the page, or over each other."""
    root = ET.fromstring(svg)
    there = [e.get("id", "") for e in root.iter() if e.get("id")]
    wanted = {f"n_{n.id}".replace(".", ".2E") for n in chart.nodes}
    found = [f"twice: {id}" for id in set(there) if there.count(id) > 1] if len(there) != len(set(there)) else []
    found += [f"missing: {id}" for id in wanted - set(there)]
    names = {f"e_{e.id}".replace(".", ".2E") for e in chart.edges}
    found += [f"missing: {n}" for n in names if n not in there and not {f"{n}.a", f"{n}.b"} <= set(there)]
    boxes = [_box(e) for e in root.iter() if (e.get("id") or "")[:2] in ("n_", "l_")]
    _, _, width, height = map(float, root.get("viewBox", "").split())
    moved = re.findall(r'class="(?:chart|drawing)" transform="translate\(([\d.]+),([\d.]+)\)"', svg.decode())
    dx, dy = (sum(float(m[i]) for m in moved) for i in (0, 1))
    found += ["beyond the page" for a, b, c, d in boxes if a + dx < 0 or b + dy < 0 or c + dx > width or d + dy > height]
    boxes.sort()
    for i, (_, b, c, d) in enumerate(boxes):
        for p, q, _, s in boxes[i + 1 :]:
            if p >= c - 0.5:
                break
            if min(d, s) - max(b, q) > 0.5:
                found.append("two boxes overlap")
    return found


def _box(element: ET.Element) -> tuple[float, float, float, float]:
    shape = next(e for e in element if e.tag not in (SVG + "title", SVG + "text"))
    get = [float(shape.get(k, "0")) for k in ("x", "y", "width", "height", "cx", "cy", "rx", "ry")]
    if shape.tag == SVG + "ellipse":
        return get[4] - get[6], get[5] - get[7], get[4] + get[6], get[5] + get[7]
    if shape.tag == SVG + "rect":
        return get[0], get[1], get[0] + get[2], get[1] + get[3]
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", shape.get("points") or shape.get("d") or "")]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def rows() -> list[Row]:
    """Measure a chart of 60 parties: its SVG beside the bare layout program on the same text, and its slide."""
    from chart_deals import graph

    from legalmodel.output.draw import draw
    from legalmodel.output.layout_dot import to_dot
    from legalmodel.output.layout_graphviz import _programs
    from legalmodel.output.views import draw_view

    made = chart(1, 60)
    sixty, many = graph(1, 60), graph(1, 150)

    def lanes_of(deal: "Graph", form: str) -> bytes:
        return draw(draw_view("relations", deal, None), form)

    dot, program = to_dot(made, framed=False).encode(), list(_programs())[-1]
    times = interleaved(
        {
            "bare": lambda: subprocess.run([program, "-Tsvg"], input=dot, capture_output=True, check=True),
            "svg": lambda: draw(made, "svg"),
            "pptx": lambda: draw(made, "pptx"),
            "lanes 60": lambda: lanes_of(sixty, "svg"),
            "lanes 60 pptx": lambda: lanes_of(sixty, "pptx"),
            "lanes 150": lambda: lanes_of(many, "svg"),
        },
        7,
        perf_counter,
    )
    median = {k: sorted(v)[len(v) // 2] for k, v in times.items()}
    return [
        Row("bare layout program, 60 parties, 120 relations", median["bare"]),
        Row("SVG of the same", median["svg"], ratio(times["svg"], times["bare"]), "bare", 1.5),
        Row("PPTX of the same (promised: under 1,000 ms)", median["pptx"]),
        Row("a deal of 60 parties in lanes, SVG (promised: under 1,000 ms)", median["lanes 60"]),
        Row("the same as PPTX (promised: under 1,000 ms)", median["lanes 60 pptx"]),
        Row("a deal of 150 parties in lanes, SVG (promised: under 3,000 ms)", median["lanes 150"]),
    ]


def main(count: int) -> int:
    """Draw random charts; return how many have a fault."""
    from legalmodel.output.draw import draw
    from legalmodel.output.layout_plain import NOTE

    bad = plain = 0
    for seed in range(count):
        made = chart(seed)
        svg = draw(made, "svg")
        plain += NOTE in svg.decode()
        if wrong := faults(made, svg):
            bad += 1
            print(seed, len(made.nodes), wrong[:3])
    print(f"{count} charts, {bad} with a fault, {plain} in the plain layout")
    return bad


if __name__ == "__main__":
    if sys.argv[1:2] == ["lanes"]:
        print("\n".join(lanes(int(sys.argv[2]))))
        sys.exit(0)
    if sys.argv[1:2] == ["paper"]:
        print("\n".join(paper(int(sys.argv[2]))))
        sys.exit(0)
    if len(sys.argv) > 1:
        sys.exit(1 if main(int(sys.argv[1])) else 0)
    show(rows())
