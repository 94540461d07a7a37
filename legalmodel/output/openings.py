"""Show given facts that bear on a question and that no rule reads: a line for each question, all its facts in it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from legalmodel.base.places import Path, dotted
from legalmodel.base.speech import name_of
from legalmodel.base.values import U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Line, Opening
from legalmodel.law.catalogue import Catalogue

if TYPE_CHECKING:
    from legalmodel.output.result_form import OpeningForm


def rows(openings: Iterable[Opening], graph: Graph, catalogue: Catalogue, most: int) -> Iterator[str]:
    """Yield what is passed over, question by question and for all lines at once, essential ones first; the rest is counted."""
    by_question: dict[str, dict[Path, None]] = {}
    for opening in openings:
        by_question.setdefault(opening.question, {}).update(dict.fromkeys(opening.facts))
    order = sorted(by_question, key=lambda q: not catalogue.questions[q].essential)
    for question in order[:most]:
        yield f"{catalogue.questions[question].short}: {'; '.join(told(by_question[question], graph))}"
    if len(order) > most:
        yield f"and {len(order) - most} more: legalmodel explain"


def told(facts: Iterable[Path], graph: Graph) -> Iterator[str]:
    """Yield each watched fact in words, with its place; one that several records have alike is named once."""
    by_words: dict[str, list[Path]] = {}
    for path in facts:
        unknown = isinstance(graph.things[path[:-1]].fields.get(path[-1]), U)
        words = f"{path[-1].replace('_', ' ')} {'is not known' if unknown else 'is given'}"
        by_words.setdefault(words, []).append(path)
    for words, paths in by_words.items():
        names = [name_of(graph.things[path[:-1]]) for path in paths]
        whose = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield f"{words} ({whose}) {graph.place(paths[0]) or ''}".rstrip()


def explained(line: Line, graph: Graph) -> dict[str, str]:
    """Return by question what is told of its opening where the line is explained."""
    return {o.question: f"given, and read by no rule in force: {'; '.join(told(o.facts, graph))}" for o in line.openings}


def to_json(opening: Opening) -> "OpeningForm":
    """Return an opening as plain data."""
    return {"question": opening.question, "facts": [dotted(path) for path in opening.facts]}
