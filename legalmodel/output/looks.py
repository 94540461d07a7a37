"""How each thing looks on a chart, in every format: lawyers' shapes, and lines told apart by stroke and arrow before colour.

Colours are Okabe and Ito's, which colour-blind readers can tell apart; no two relations share both stroke and arrow.
"""

from collections.abc import Callable
from typing import NamedTuple

from legalmodel.base.language import Phrase, in_each, say
from legalmodel.output.chart import Chart, Edge, Legend, Node

BLACK, GREY, BLUE, GREEN, VERMILION, ORANGE, PURPLE = (
    "#000000",
    "#5A5A5A",
    "#0072B2",
    "#007A5A",
    "#C44E00",
    "#B87900",
    "#A8487F",
)
RED = "#B3001B"


class LineStyle(NamedTuple):
    """The look of a relation.

    ``step`` is where the target usually stands: 1 a row below the source, -1 above, 0 beside, None anywhere.
    ``stroke`` is solid, dashed or dotted; ``head`` a Graphviz arrow head; ``width`` in points.
    """

    words: Phrase
    color: str
    stroke: str
    head: str
    width: float
    step: int | None


RELATIONS = {
    "trust": LineStyle(Phrase("Trust: assets placed in trust", context="chart"), BLUE, "solid", "odiamond", 2.2, 1),
    "transfer": LineStyle(Phrase("Transfer of assets", context="chart"), BLUE, "solid", "normal", 2.2, 1),
    "property": LineStyle(Phrase("Belongs to the estate", context="chart"), BLACK, "solid", "none", 1.4, 0),
    "trusteeship": LineStyle(Phrase("Holds as trustee", context="chart"), BLACK, "solid", "diamond", 1.3, 1),
    "issue": LineStyle(Phrase("Issues", context="chart"), BLACK, "solid", "empty", 1.3, 1),
    "holding": LineStyle(Phrase("Holds", context="chart"), GREEN, "solid", "vee", 1.6, -1),
    "ownership": LineStyle(Phrase("Owns shares in", context="chart"), BLACK, "solid", "dot", 1.6, 1),
    "control": LineStyle(Phrase("Controls", context="chart"), PURPLE, "dashed", "dot", 1.6, 1),
    "affiliation": LineStyle(Phrase("Affiliated with", context="chart"), PURPLE, "dotted", "none", 1.4, None),
    "subordination": LineStyle(Phrase("Ranks behind", context="chart"), PURPLE, "dashed", "tee", 1.6, None),
    "support": LineStyle(Phrase("Supports", context="chart"), VERMILION, "dashed", "box", 1.6, None),
    "charge": LineStyle(Phrase("Grants security to", context="chart"), ORANGE, "dashed", "inv", 1.6, None),
    "loan": LineStyle(Phrase("Lends to", context="chart"), ORANGE, "solid", "crow", 1.6, None),
    "claim": LineStyle(Phrase("Owes", context="chart"), ORANGE, "dotted", "vee", 1.6, None),
    "cash": LineStyle(Phrase("Pays", context="chart"), GREEN, "dashed", "normal", 1.8, 1),
    "hedge": LineStyle(Phrase("Hedges", context="chart"), PURPLE, "dotted", "odiamond", 1.4, None),
    "agency": LineStyle(Phrase("Acts for", context="chart"), GREY, "dotted", "normal", 1.3, None),
    "signature": LineStyle(Phrase("Has signed", context="chart"), BLACK, "solid", "box", 1.2, None),
    "party": LineStyle(Phrase("Party to it", context="chart"), GREY, "dashed", "none", 1.2, None),
    "recourse": LineStyle(Phrase("Recourse against", context="chart"), RED, "dashed", "vee", 2.0, None),
    "step": LineStyle(Phrase("Then", context="chart"), GREY, "solid", "open", 1.2, 1),
}
OTHER = LineStyle(Phrase("Other relation", context="chart"), GREY, "dashed", "empty", 1.2, None)

SHAPES = {
    "company": Phrase("Company", context="chart"),
    "trust": Phrase("Trust or estate", context="chart"),
    "partnership": Phrase("Partnership", context="chart"),
    "individual": Phrase("Individual", context="chart"),
    "government": Phrase("Government", context="chart"),
    "class": Phrase("Class of persons", context="chart"),
    "pool": Phrase("Pool of assets", context="chart"),
    "security": Phrase("Security", context="chart"),
    "account": Phrase("Account", context="chart"),
    "document": Phrase("Document", context="chart"),
    "step": Phrase("Step", context="chart"),
    "unnamed": Phrase("Not named", context="chart"),
    "withheld": Phrase("Name withheld", context="chart"),
}
BOX = "box:"
"""Before the name of a shape in the key of a legend's entry: a trust is a shape, and a relation too."""
GROUPS = {"ring_fence": Phrase("Ring-fence", context="chart"), "jurisdiction": Phrase("Jurisdiction", context="chart")}
STATES = {"fail": Phrase("FAIL: not met", context="chart"), "unknown": Phrase("Fact missing", context="chart"),
          "judgement": Phrase("WEIGH: for judgement", context="chart")}  # fmt: skip  # lines that belong together, one below the other
WORD = {"fail": Phrase("FAIL", context="chart"), "judgement": Phrase("WEIGH", context="chart")}
BORDERS = {"fail": (RED, "dashed", 2.6), "judgement": (PURPLE, "solid", 2.4)}
"""State -> colour, stroke and width (points) of the border of a box with such a finding; a missing fact shows as a badge."""
FRAMES = {"ring_fence": (VERMILION, "dashed", 1.8), "jurisdiction": (GREY, "dotted", 1.2)}
"""Kind of frame -> colour, stroke and width (points)."""
FILL = {
    "trust": "#EAF3FA",
    "pool": "#F3F3F3",
    "security": "#FFFBEA",
    "unknown": "#F7F7F7",
    "unnamed": "#F7F7F7",
    "withheld": "#F7F7F7",
    "class": "#F1F7F4",
    "account": "#F3F7EC",
}


def line(relation: str) -> LineStyle:
    """Return the look of a relation; one without a look of its own is drawn as another relation."""
    return RELATIONS.get(relation, OTHER)


def said(edge: Edge) -> str:
    """Return the words of a relation: its own, or those of its kind."""
    return " ".join((*edge.lines, *edge.marks)) or str(line(edge.relation).words)


def words_of(part: Node | Edge) -> tuple[str, ...]:
    """Return the lines of a box or relation and what is found on it, for formats that draw no badge."""
    found = found_on(part.state, part.marks) or ("(?)" if part.state == "unknown" else "")
    lines = (*part.role, *part.lines) if isinstance(part, Node) else part.lines
    return (*lines, found) if found else lines


def found_on(state: str, marks: tuple[str, ...]) -> str:
    """Say what is found on a box or relation: ``FAIL: Trust Law 15``; an empty text for nothing."""
    word, said = str(WORD.get(state, "")), ", ".join(marks)
    return say("{what}: {said}", what=word, said=said) if word and said else word or said


def frame(kind: str) -> tuple[str, str, float]:
    """Return colour, stroke and width (points) of a frame."""
    return FRAMES.get(kind, FRAMES["jurisdiction"])


def border(shape: str, state: str) -> tuple[str, str, float]:
    """Return colour, stroke and width (points) of a box."""
    if state in BORDERS:
        return BORDERS[state]
    if shape == "withheld":
        return BLACK, "dotted", 1.6
    return (GREY, "dashed", 1.2) if shape in ("unknown", "unnamed") else (BLACK, "solid", 1.1)


def legend(chart: Chart) -> tuple[Legend, ...]:
    """Return the legend of a chart: its own, or one entry for each shape, frame, relation and state it uses."""
    if chart.legend:
        return tuple(entry for entry in chart.legend if entry.lines)
    used = (
        {BOX + ("unnamed" if n.shape == "unknown" else n.shape) for n in chart.nodes}
        | {g.kind for g in chart.groups}
        | {e.relation for e in chart.edges}
    )
    used |= {n.state for n in chart.nodes} | {e.state for e in chart.edges}
    words = (
        {BOX + key: said for key, said in SHAPES.items()}
        | GROUPS
        | {key: look.words for key, look in RELATIONS.items()}
        | STATES
    )
    return tuple(Legend(key, in_each(said)) for key, said in words.items() if key in used)


def unchanged(color: str) -> str:
    """Leave a colour as it is."""
    return color


def paler(color: str) -> str:
    """Return a colour mixed with white, for what is only there for its surroundings."""
    return "#" + "".join(f"{round(int(part, 16) * 0.28 + 255 * 0.72):02X}" for part in _parts(color))


def darkened(color: str) -> str:
    """Return the colour of a dark theme: light and dark change places, the hue stays."""
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, depth = rgb_to_hls(*(int(part, 16) / 255 for part in _parts(color)))
    return "#" + "".join(f"{round(v * 255):02X}" for v in hls_to_rgb(hue, 0.1 + (1 - light) * 0.84, depth * 0.85))


def printed(color: str) -> str:
    """Return the colour of a print theme: tints become white, lines grey enough to be copied well."""
    red, green, blue = (int(part, 16) for part in _parts(color))
    grey = 0.3 * red + 0.59 * green + 0.11 * blue
    return "#FFFFFF" if grey > 200 else "#" + f"{round(grey * 0.6):02X}" * 3


def _parts(color: str) -> tuple[str, str, str]:
    color = {"white": "#FFFFFF", "black": "#000000"}.get(color, color)
    return color[1:3], color[3:5], color[5:7]


THEMES: dict[str, Callable[[str], str]] = {"light": unchanged, "dark": darkened, "print": printed}
"""Theme -> what becomes of a colour."""
