"""Values of a deal file as people say them: things by their names, words in plain letters."""

from typing import Any

from legalmodel.base.language import say
from legalmodel.base.speech import field_name, listed, name_of, word_of
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph

_NAMED = ("parties", "estates", "accounts", "pools", "securities")
"""Sections whose records are told by name where a value is their id."""


def said_value(graph: Graph, value: Any) -> str:
    """Say a value as it stands in a file."""
    if isinstance(value, list | tuple):
        return listed([said_value(graph, v) for v in value]) if value else say("nothing")
    if isinstance(value, dict):
        return listed([say("{field} {value}", field=field_name(str(k)), value=said_value(graph, v)) for k, v in value.items()])
    if isinstance(value, str):
        thing = next((t for s in _NAMED if isinstance(t := graph.things.get((s, value)), Thing)), None)
        return name_of(thing) if thing else word_of(value)
    return str(value)
