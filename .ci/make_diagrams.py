"""Draw every template into diagrams/, or with --check tell which drawing is out of date.

Layout programs differ between machines by fractions of a point, so the check compares what is drawn (the chart as data),
which is written beside each picture, and not the pixels.
"""

import json
import sys
from datetime import date
from pathlib import Path

from legalmodel.api import check
from legalmodel.output.draw import draw
from legalmodel.output.views import draw_view, names

ROOT = Path(__file__).resolve().parent.parent
RUN_DAY = date(2026, 11, 25)


def main() -> int:
    stale = []
    templates = sorted(p.parent.name for p in (ROOT / "templates").glob("*/deal.yaml"))
    for name in templates:
        result = check(ROOT / "templates" / name / "deal.yaml", RUN_DAY)
        for view in names():
            chart = draw_view(view, result.graph, result.judgment)
            data = json.dumps(chart, ensure_ascii=False, indent=1) + "\n"
            at = ROOT / "diagrams" / f"{name}.{view}.json"
            if "--check" not in sys.argv:
                at.write_text(data, encoding="utf-8")
                at.with_suffix(".svg").write_bytes(draw(chart, "svg"))
                at.with_suffix(".png").write_bytes(draw(chart, "png", 1.5))
            elif not at.exists() or at.read_text(encoding="utf-8") != data:
                stale.append(at.name)
    if "--check" not in sys.argv:
        (ROOT / "diagrams" / "README.md").write_text(_page(templates), encoding="utf-8")
    for name in stale:
        print(f"diagrams/{name} is out of date: run .ci/make_diagrams.py and look at the picture")
    return 1 if stale else 0


def _page(templates: list[str]) -> str:
    pictures = "\n\n".join(f"## {t}\n\n" + "\n\n".join(f"![{v} of {t}]({t}.{v}.png)" for v in names()) for t in templates)
    return f"# Gallery\n\nEvery template in every view, made by `.ci/make_diagrams.py`. Look at what changed before you commit it.\n\n{pictures}\n"


if __name__ == "__main__":
    sys.exit(main())
