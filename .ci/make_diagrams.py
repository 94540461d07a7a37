#!/usr/bin/env python3
"""Draw every template into diagrams/, or with --check tell which drawing is out of date.

Layout programs differ between machines by fractions of a point, so the check compares what is drawn (the charts as data),
which is written beside the pictures, and not the pixels. The main view is there as PNG too, since not everything shows SVG.
"""

import json
import sys
from datetime import date
from pathlib import Path

from generated import run

from legalmodel.api import check
from legalmodel.output.chart import Chart
from legalmodel.output.draw import draw
from legalmodel.output.views import draw_view, names

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "diagrams"
MAIN = "relations"
RUN_DAY = date(2026, 11, 25)
WORST = (61, 334, 446, 490, 527, 756, 808, 816, 823, 907)
"""Of a thousand made-up deals of ``benchmarks/charts.py lanes`` those whose lines cross most: so that the worst is looked at too."""


def main() -> int:
    OUT.mkdir(exist_ok=True)
    stale: list[str] = []
    templates = sorted(p.parent.name for p in (ROOT / "templates").glob("*/deal.yaml"))
    kept: set[str] = {"README.md"}
    for name in templates:
        result = check(ROOT / "templates" / name / "deal.yaml", RUN_DAY)
        charts = {view: draw_view(view, result.graph, result.judgment) for view in names()}
        charts = {view: chart for view, chart in charts.items() if chart.nodes}
        kept |= {f"{name}.json", f"{name}.{MAIN}.png", *(f"{name}.{view}.svg" for view in charts)}
        data = json.dumps(charts, ensure_ascii=False, indent=0) + "\n"
        at = OUT / f"{name}.json"
        if "--check" not in sys.argv:
            at.write_text(data, encoding="utf-8")
            for view, chart in charts.items():
                (OUT / f"{name}.{view}.svg").write_bytes(draw(chart, "svg"))
            (OUT / f"{name}.{MAIN}.png").write_bytes(draw(charts[MAIN], "png", 1.2))
        elif not at.exists() or at.read_text(encoding="utf-8") != data:
            stale.append(at.name)
    made = {seed: _made_up(seed) for seed in WORST}
    kept |= {"made-up.json", *(f"made-up.{seed}.svg" for seed in WORST)}
    data, at = json.dumps(made, ensure_ascii=False, indent=0) + "\n", OUT / "made-up.json"
    if "--check" not in sys.argv:
        at.write_text(data, encoding="utf-8")
        for seed, chart in made.items():
            (OUT / f"made-up.{seed}.svg").write_bytes(draw(chart, "svg"))
    elif not at.exists() or at.read_text(encoding="utf-8") != data:
        stale.append(at.name)
    stale += sorted(p.name for p in OUT.iterdir() if p.name not in kept)
    if "--check" not in sys.argv:
        (OUT / "README.md").write_text(_page(templates), encoding="utf-8")
        for name in stale:
            (OUT / name).unlink()
        return 0
    for name in stale:
        print(f"diagrams/{name} is out of date: run .ci/make_diagrams.py and look at the pictures")
    return 1 if stale else 0


def _made_up(seed: int) -> Chart:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from chart_deals import graph

    return draw_view(MAIN, graph(seed), None)


def _page(templates: list[str]) -> str:
    parts = []
    for template in templates:
        pictures = {p.name.split(".")[1]: p.name for p in OUT.glob(f"{template}.*.svg")}
        main = f"![{MAIN} of {template}]({template}.{MAIN}.png)"
        others = "\n\n".join(
            f"### {view}\n\n![{view} of {template}]({file})" for view, file in sorted(pictures.items()) if view != MAIN
        )
        more = f"<details><summary>{len(pictures) - 1} further views</summary>\n\n{others}\n\n</details>"
        parts.append(f"## {template}\n\n{main}\n\n{more}")
    worst = "\n\n".join(f"![made-up deal {seed}](made-up.{seed}.svg)" for seed in WORST)
    said = "Of a thousand made-up deals those whose lines cross most (`python benchmarks/charts.py lanes 1000`)."
    parts.append(f"## The worst ten\n\n{said}\n\n<details><summary>10 charts</summary>\n\n{worst}\n\n</details>")
    head = "Every template in every view, made by `.ci/make_diagrams.py`. Look at what changed before you commit it."
    return f"# Gallery\n\n{head}\n\n" + "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(run(main))
