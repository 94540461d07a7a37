"""What a deal file rests on, as lines for the notes of a slide: contracts and other sources, each with its day."""

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.base.values import Span
from legalmodel.graph.graph import Graph
from legalmodel.output.describe import lines_of, value

_MOST = 30
"""Lines of one slide."""


def sources_of(graph: Graph) -> tuple[str, ...]:
    """Return a heading and a line for each document; nothing where the file names none."""
    found = []
    for document in graph.section("documents"):
        title = next(iter(lines_of(document)), "") or name_of(document)
        day = value(document, "date")
        found.append(say("{title}, {day}", title=title, day=figures.day(day)) if isinstance(day, Span) else title)
    if len(found) > _MOST:
        found = [*found[:_MOST], say("and {count} more", count=len(found) - _MOST)]
    return (say("Sources:"), *found) if found else ()
