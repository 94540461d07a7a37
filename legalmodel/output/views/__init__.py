"""Views: which parties and relations of a deal a chart shows. A view owns no facts and knows no format.

Each view is a file whose function ``view`` takes a graph and, if wanted, a judgment to mark on it, and gives a chart.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest, nearest

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.judgment.finding import Judgment
    from legalmodel.output.chart import Chart


def names() -> list[str]:
    """Return the names of all views, found by their files."""
    return sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py"))


def draw_view(name: str, graph: "Graph", judgment: "Judgment | None") -> "Chart":
    """Return the chart of one view.

    Raises BadRequest if there is no view of that name.
    """
    if name not in names():
        raise BadRequest(f"there is no view '{name}'", nearest(name, names()) or f"views: {', '.join(names())}")
    chart: Chart = import_module(f"{__name__}.{name}").view(graph, judgment)
    return chart
