"""Who owns whom, with the parts, and who controls whom: control that no one stake gives is derived, and drawn dashed."""

from datetime import date

from legalmodel.base.language import Phrase, say
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.graph.rings import on_rings
from legalmodel.judgment.drawn import Judgment
from legalmodel.output.chart import Chart, Edge
from legalmodel.output.describe import thing_in, value, word
from legalmodel.output.drawing import Drawing

TITLE = Phrase("Ownership and control", context="chart")
ORDER = 11
_DEFINITION = "majority"


def view(graph: Graph, judgment: Judgment | None = None) -> Chart:
    """Return the chart, with the findings marked on what they rest on."""
    drawing = Drawing(graph, judgment, TITLE)
    drawing.stakes()
    for thing in graph.standing("parties"):
        id, said = ".".join(thing.path), [x for x in (word(thing, "form"), word(thing, "seat")) if x]
        if id in drawing.nodes and said:
            drawing.nodes[id] = drawing.nodes[id]._replace(lines=(*drawing.nodes[id].lines, ", ".join(said)))
    on_ring = on_rings(_held(drawing))
    if on_ring:
        drawing.edges = [
            e._replace(lines=(*e.lines, say("within a ring")))
            if {e.source, e.target} <= on_ring and e.relation == "ownership"
            else e
            for e in drawing.edges
        ]
        drawing.notes.append(say("Ring: what companies hold in one that controls them elects nobody."))
    derived = list(_derived(drawing))
    drawing.edges += [_control(drawing, a, b) for a, b in derived]
    if derived:
        drawing.notes.append(
            say("Control: more than half, with all that is already controlled counted in. Dashed where no one stake gives it.")
        )
    return drawing.chart()


def _held(drawing: Drawing) -> dict[str, list[tuple[str, int, int]]]:
    """Return by box of an owner the boxes of those in whom it holds."""
    held: dict[str, list[tuple[str, int, int]]] = {}
    for edge in drawing.edges:
        if edge.relation == "ownership":
            held.setdefault(edge.source, []).append((edge.target, 0, 0))
    return held


def _derived(drawing: Drawing) -> list[tuple[Thing, Thing]]:
    """List who controls whom without holding more than half itself."""
    graph, day = drawing.graph, drawing.day
    stakes = [(thing_in(s, "owner", day), thing_in(s, "of", day), _elects(s, day)) for s in graph.standing("ownership")]
    owners = list(dict.fromkeys(a for a, _, _ in stakes if a))
    owned = list(dict.fromkeys(b for _, b, _ in stakes if b))
    plain = {(a, b) for a, b, part in stakes if _most(part)}
    return [
        (a, b)
        for a in owners
        for b in owned
        if a is not b and (a, b) not in plain and graph.ask("controls", (a, b, _DEFINITION), day) is True
    ]


def _elects(stake: Thing, day: date | None) -> object:
    """Return what part of the votes a stake gives; where the file tells of none apart, that of the shares."""
    votes = value(stake, "votes", day)
    return value(stake, "shares", day) if votes is None else votes


def _most(part: object) -> bool:
    from decimal import Decimal

    return isinstance(part, Decimal) and part > Decimal("0.5")


def _control(drawing: Drawing, a: Thing, b: Thing) -> Edge:
    source, target = drawing.box(a), drawing.box(b)
    return Edge(f"control.{source}.{target}", source, target, "control", (say("controls"),))
