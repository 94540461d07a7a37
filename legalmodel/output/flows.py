"""What the two views of money share: the places in which boxes stand, and who gets or gives money for each class."""

from legalmodel.base.language import Phrase, side_by_side
from legalmodel.output.chart import Chart
from legalmodel.output.drawing import Drawing

ROLES = {
    "left": Phrase("Seller", context="chart"),
    "right": Phrase("Investor", context="chart"),
}


def placed(drawing: Drawing, places: dict[str, str], drop: bool = True) -> Chart:
    """Return the chart in lanes: boxes in the places given, or by what they are; with ``drop`` those that no money reaches are left out."""
    used = {end for e in drawing.edges for end in (e.source, e.target)}
    by_shape = {"trust": "core", "security": "class"}
    nodes = {}
    for id, node in drawing.nodes.items():
        place = places.get(id) or by_shape.get(node.shape, "right")
        if id in used or not drop or place in ("core", "class"):
            group = node.group if place == "core" else ""
            nodes[id] = node._replace(place=place, group=group, row=None)
    drawing.nodes = nodes
    drawing.form = "lanes"
    return drawing.chart()


def said_as(drawing: Drawing, id: str, words: Phrase) -> None:
    """Say as what a box stands there, unless it says so already."""
    node = drawing.nodes[id]
    if not node.role:
        drawing.nodes[id] = node._replace(role=(side_by_side(words),))
