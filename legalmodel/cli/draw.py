"""``legalmodel draw``: the chart of legal relationships, with the findings on it."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.cli.common import checked, deal_file

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.judgment.finding import Judgment


def run(options: Namespace) -> int:
    """Draw one deal and say where the picture is."""
    result = checked(options)
    name = deal_file(options.deal).resolve()
    stem = name.parent.name if name.stem == "deal" else name.stem
    judgment = None if options.clean else result.judgment
    print(write_chart(result.graph, judgment, Path(options.output or f"{stem}.svg"), options.view))
    return 0


def write_chart(graph: "Graph", judgment: "Judgment | None", file: Path, view: str = "relations") -> Path:
    """Write the chart in the format of the file's ending.

    Raises BadRequest for an ending that is no format, or a place that cannot be written.
    """
    from legalmodel.output.draw import draw_to
    from legalmodel.output.views import draw_view

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draw_to(draw_view(view, graph, judgment), file)
    except OSError as error:
        raise BadRequest(f"{file} cannot be written: {error.strerror}", "name a file in a folder that may be written") from None
    return file
