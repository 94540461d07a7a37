"""Views: which parties and relations of a deal a chart shows. A view owns no facts and knows no format.

Each view is a file whose function ``view`` takes a graph and, if wanted, a judgment to mark on it, and gives a chart. A view
may have ``frames`` too, which gives a series of charts, for formats that hold several; ``ORDER`` says where it stands among all.
"""

from typing import TYPE_CHECKING

from legalmodel.base.language import Phrase
from legalmodel.base.rooms import Room

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.judgment.drawn import Judgment
    from legalmodel.output.chart import Chart


_VIEWS = Room(__file__, __name__, Phrase("view"), "views")


def names() -> list[str]:
    """Return the names of all views, found by their files, and of those that plugins in use offer."""
    return _VIEWS.names()


def by_importance() -> list[str]:
    """Return the names of all views in the order in which a reader wants them, told by each as its ``ORDER``; one without stands last."""
    return sorted(names(), key=lambda name: (getattr(_VIEWS.load(name), "ORDER", 99), name))


def draw_view(name: str, graph: "Graph", judgment: "Judgment | None", people: bool = False) -> "Chart":
    """Return the chart of one view; natural persons stand on it by number, and by name with ``people``.

    Raises BadRequest if there is no view of that name.
    """
    return _told(_VIEWS.load(name).view(graph, judgment), graph, people)


def _told(chart: "Chart", graph: "Graph", people: bool) -> "Chart":
    """Say on a chart whose deal it shows, of real companies or made up, and keep the names of natural persons off it."""
    from legalmodel.output.people import PersonNames
    from legalmodel.report.about import whose

    chart = PersonNames(graph, people).hidden_in(chart)

    words = whose(graph.deal)
    return chart._replace(notes=(words, *chart.notes)) if words and chart.nodes else chart


def draw_one(name: str, graph: "Graph", judgment: "Judgment | None", people: bool = False) -> "list[Chart]":
    """Return the chart of one view by itself, as ``draw_frames`` does for a format that holds several."""
    return [draw_view(name, graph, judgment, people)]


def draw_frames(name: str, graph: "Graph", judgment: "Judgment | None", people: bool = False) -> "list[Chart]":
    """Return the charts of one view for a format that holds several: the view itself, and its frames if it has any.

    Raises BadRequest if there is no view of that name.
    """
    frames = getattr(_VIEWS.load(name), "frames", None)
    charts = [draw_view(name, graph, judgment, people)]
    return charts + [_told(chart, graph, people) for chart in frames(graph, judgment)] if frames else charts
