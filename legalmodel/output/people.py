"""Natural persons on what is passed on: told by number, and by name only if that is asked."""

from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import forms_of, name_of
from legalmodel.base.things import Thing
from legalmodel.base.values import U
from legalmodel.graph.graph import Graph
from legalmodel.output.chart import Chart


class PersonNames:
    """What each is called: a natural person by a number unless names are asked for."""

    def __init__(self, graph: Graph, shown: bool) -> None:
        people = [p for p in graph.section("parties") if p.fields.get("form") == "natural_person"] if not shown else []
        self.roles = {p: Phrase("natural person {n}", n=n) for n, p in enumerate(people, 1)}

    def of(self, who: Thing | U) -> str:
        """Return what somebody is called."""
        return say("somebody not named") if isinstance(who, U) else str(self.roles.get(who) or name_of(who))

    def hidden(self, text: str) -> str:
        """Return a text with the names of natural persons replaced."""
        for person, role in sorted(self.roles.items(), key=lambda item: -len(name_of(item[0]))):
            for name in (name_of(person), *forms_of(person)):
                text = text.replace(name, str(role)) if name else text
        return text

    def hidden_in(self, chart: Chart) -> Chart:
        """Return a chart on which no natural person stands by name."""
        if not any(isinstance(person.fields.get("name"), str) for person in self.roles):
            return chart
        nodes = tuple(node._replace(lines=tuple(map(self.hidden, node.lines))) for node in chart.nodes)
        edges = tuple(edge._replace(lines=tuple(map(self.hidden, edge.lines))) for edge in chart.edges)
        return chart._replace(nodes=nodes, edges=edges, notes=tuple(map(self.hidden, chart.notes)))
