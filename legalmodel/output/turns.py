"""Draws the purchases of a revolving sale as one arrow, which bears the gravest findings among them; a note says how many it stands for."""

from typing import Protocol

from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.graph.turns import Turns, price_of
from legalmodel.output.chart import Edge
from legalmodel.output.describe import things_in
from legalmodel.report.turns import prices_words, turns_words

_LISTED = 3
"""More pools than this are counted, not named."""


class WithTurns(Protocol):
    """The chart in the making, as far as purchases go."""

    edges: list[Edge]
    notes: list[str]

    def line(self, thing: Thing, source: str, target: str, relation: str, lines: tuple[str, ...]) -> None:
        """Draw a relation that a record declares."""
        ...


def draw_turns(drawing: WithTurns, turns: Turns, gravest: Thing, ends: tuple[str, str], number: int) -> int:
    """Draw purchases from giver to taker as one act, and what was paid for them the other way; return the number of the next."""
    source, target = ends
    drawing.line(gravest, source, target, "transfer", turns_lines(turns))
    drawing.edges[-1] = drawing.edges[-1]._replace(number=number)
    drawing.notes.append(note(turns))
    if not (prices := prices_words(turns)):
        return number + 1
    id = ".".join((*gravest.path, "price"))
    drawing.edges.append(Edge(id, target, source, "cash", (prices,), number=number + 1))
    return number + 2


def turns_lines(turns: Turns) -> tuple[str, ...]:
    """Return the words on the arrow: how many purchases of which assets, from when to when."""
    assets = list(dict.fromkeys(name_of(a) for hop in turns.purchases for a in things_in(hop, "assets")))
    told = say("{n} pools", n=len(assets)) if len(assets) > _LISTED else say(", ", context="between").join(assets)
    return (turns_words(turns), told)


def note(turns: Turns) -> str:
    """Say that one arrow stands for many acts, each judged by itself."""
    priced = len([hop for hop in turns.purchases if price_of(hop)])
    return say(
        "{n} purchases under {name} are shown as one arrow, with the gravest finding among them; {priced} have a price.",
        n=len(turns.purchases),
        name=name_of(turns.under),
        priced=priced,
    )
