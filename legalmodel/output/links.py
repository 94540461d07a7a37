"""Links from the parts of a picture to the lines of the deal file that they show."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from legalmodel.base.places import Path as Way
from legalmodel.graph.graph import Graph
from legalmodel.output.views.steps import steps
from legalmodel.text.read import Source

Links = Callable[[str], str]
"""The id of a box or relation -> where its link leads; "" for a part that stands nowhere in the file.

A part that says less than a record leads to it; a step of several acts leads to the first."""


def links_into(source: Source, graph: Graph, deal: Path, picture: Path) -> Links | None:
    """Return the links of a picture into its deal file; None if no relative path leads from one to the other."""
    file = relative(deal, picture)
    if not file:
        return None

    first: dict[Way, Way] = {("step", str(i)): step.records[0] for i, step in enumerate(steps(graph), 1)}

    def link(id: str) -> str:
        path = tuple(id.split("."))
        path = first.get(path[:2], path)
        return f"{file}#L{source.key_place(path).line}" if path[:2] in graph.things else ""

    return link


def relative(deal: Path, picture: Path) -> str:
    """Return the way from a picture to a deal file as a link: never a scheme or a whole path, whatever the files are called."""
    try:
        way = os.path.relpath(deal, picture.parent)
    except ValueError:  # on two drives
        return ""
    return quote(os.fsencode(way.replace(os.sep, "/")), safe="/")
