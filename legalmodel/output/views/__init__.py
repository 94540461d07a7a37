"""Views: which parties and relations of a deal a chart shows. A view owns no facts and knows no format.

Each view is a file whose function ``view`` takes a graph and, if wanted, a judgment to mark on it, and gives a chart. A view
may have ``frames`` too, which gives a series of charts, for formats that hold several.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    chart: Chart = _module(name).view(graph, judgment)
    return chart


def draw_frames(name: str, graph: "Graph", judgment: "Judgment | None") -> "list[Chart]":
    """Return the charts of one view for a format that holds several: the view itself, and its frames if it has any.

    Raises BadRequest if there is no view of that name.
    """
    frames = getattr(_module(name), "frames", None)
    charts = [draw_view(name, graph, judgment)]
    return charts + frames(graph, judgment) if frames else charts


def _module(name: str) -> Any:
    if name not in names():
        raise BadRequest(f"there is no view '{name}'", nearest(name, names()) or f"views: {', '.join(names())}")
    return import_module(f"{__name__}.{name}")
