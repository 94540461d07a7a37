"""Given facts that bear on a question and that no rule reads, in words: what several records have alike is named once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.base.speech import field_name, name_of
from legalmodel.base.values import U
from legalmodel.graph.graph import Graph
from legalmodel.judgment.finding import Line


class Unread(NamedTuple):
    """A fact that no rule reads, in words, and where the first of its kind stands."""

    words: str
    place: str


def told(facts: Iterable[Path], graph: Graph) -> Iterator[Unread]:
    """Yield each watched fact in words, with its place; one that several records have alike is named once."""
    by_words: dict[str, list[Path]] = {}
    for path in facts:
        unknown = isinstance(graph.things[path[:-1]].fields.get(path[-1]), U)
        words = say("{field} is not known" if unknown else "{field} is given", field=field_name(path[-1]))
        by_words.setdefault(words, []).append(path)
    for words, paths in by_words.items():
        names = [name_of(graph.things[path[:-1]]) for path in paths]
        whose = say(", ", context="between").join(names[:3])
        whose = say("{first} and {count} more", first=whose, count=len(names) - 3) if len(names) > 3 else whose
        yield Unread(say("{name} ({words})", name=words, words=whose), str(graph.place(paths[0]) or ""))


def explained(line: Line, graph: Graph) -> dict[str, str]:
    """Return by question what is told of its opening where the line is explained."""
    found = {o.question: [f"{f.words} {f.place}".rstrip() for f in told(o.facts, graph)] for o in line.openings}
    return {
        question: say("given, and read by no rule in force: {facts}", facts="; ".join(facts))
        for question, facts in found.items()
    }
