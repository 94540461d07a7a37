"""How each thing looks on a chart, in every format: lawyers' shapes, and lines told apart by stroke and arrow before colour.

Colours are Okabe and Ito's, which colour-blind readers can tell apart; no two relations share both stroke and arrow.
"""

from collections.abc import Callable
from typing import NamedTuple

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

    words: tuple[str, str]
    color: str
    stroke: str
    head: str
    width: float
    step: int | None


RELATIONS = {
    "trust": LineStyle(("Trust: entrusts assets", "信托（委托财产）"), BLUE, "solid", "odiamond", 2.2, 1),
    "transfer": LineStyle(("Transfer of assets", "资产转让"), BLUE, "solid", "normal", 2.2, 1),
    "property": LineStyle(("Belongs to the estate", "财产归属"), BLACK, "solid", "none", 1.4, 0),
    "trusteeship": LineStyle(("Holds as trustee", "受托持有"), BLACK, "solid", "diamond", 1.3, 1),
    "issue": LineStyle(("Issues", "发行"), BLACK, "solid", "empty", 1.3, 1),
    "holding": LineStyle(("Holds", "持有"), GREEN, "solid", "vee", 1.6, -1),
    "ownership": LineStyle(("Owns shares in", "持股"), BLACK, "solid", "dot", 1.6, 1),
    "control": LineStyle(("Controls", "控制"), PURPLE, "dashed", "dot", 1.6, 1),
    "affiliation": LineStyle(("Affiliated with", "关联关系"), PURPLE, "dotted", "none", 1.4, None),
    "subordination": LineStyle(("Ranks behind", "劣后于"), PURPLE, "dashed", "tee", 1.6, None),
    "support": LineStyle(("Supports", "增信"), VERMILION, "dashed", "box", 1.6, None),
    "charge": LineStyle(("Grants security to", "担保物权"), ORANGE, "dashed", "inv", 1.6, None),
    "loan": LineStyle(("Lends to", "贷款"), ORANGE, "solid", "crow", 1.6, None),
    "claim": LineStyle(("Owes", "负债"), ORANGE, "dotted", "vee", 1.6, None),
    "cash": LineStyle(("Pays", "付款"), GREEN, "dashed", "normal", 1.8, 1),
    "hedge": LineStyle(("Hedges", "套期保值"), PURPLE, "dotted", "odiamond", 1.4, None),
    "agency": LineStyle(("Acts for", "受托服务"), GREY, "dotted", "normal", 1.3, None),
    "signature": LineStyle(("Has signed", "签署"), BLACK, "solid", "box", 1.2, None),
    "party": LineStyle(("Party to it", "当事人"), GREY, "dashed", "none", 1.2, None),
    "recourse": LineStyle(("Recourse against", "追索"), RED, "dashed", "vee", 2.0, None),
    "step": LineStyle(("Then", "其后"), GREY, "solid", "open", 1.2, 1),
}
OTHER = LineStyle(("Other relation", "其他关系"), GREY, "dashed", "empty", 1.2, None)

SHAPES = {
    "company": ("Company", "公司"),
    "trust": ("Trust or estate", "信托财产"),
    "partnership": ("Partnership", "合伙企业"),
    "individual": ("Individual", "自然人"),
    "government": ("Government", "政府机构"),
    "class": ("Class of persons", "一类人"),
    "pool": ("Pool of assets", "资产池"),
    "security": ("Security", "证券"),
    "account": ("Account", "账户"),
    "document": ("Document", "文件"),
    "step": ("Step", "步骤"),
    "unnamed": ("Not named", "未具名"),
    "withheld": ("Name withheld", "名称保密"),
}
BOX = "box:"
"""Before the name of a shape in the key of a legend's entry: a trust is a shape, and a relation too."""
GROUPS = {"ring_fence": ("Ring-fence", "破产隔离边界"), "jurisdiction": ("Jurisdiction", "法域")}
STATES = {"fail": ("FAIL: not met", "不符合"), "unknown": ("Fact missing", "事实缺失"),
          "judgement": ("WEIGH: for judgement", "需判断")}  # fmt: skip
WORD = {"fail": "FAIL", "judgement": "WEIGH"}
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
    return " ".join((*edge.lines, *edge.marks)) or line(edge.relation).words[0]


def words_of(part: Node | Edge) -> tuple[str, ...]:
    """Return the lines of a box or relation and what is found on it, for formats that draw no badge."""
    word, marks = WORD.get(part.state, ""), ", ".join(part.marks)
    found = f"{word}: {marks}" if word and marks else word or marks or ("(?)" if part.state == "unknown" else "")
    lines = (*part.role, *part.lines) if isinstance(part, Node) else part.lines
    return (*lines, found) if found else lines


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
        return chart.legend
    used = (
        {BOX + ("unnamed" if n.shape == "unknown" else n.shape) for n in chart.nodes}
        | {g.kind for g in chart.groups}
        | {e.relation for e in chart.edges}
    )
    used |= {n.state for n in chart.nodes} | {e.state for e in chart.edges}
    words = (
        {BOX + key: lines for key, lines in SHAPES.items()}
        | GROUPS
        | {key: look.words for key, look in RELATIONS.items()}
        | STATES
    )
    return tuple(Legend(key, lines) for key, lines in words.items() if key in used)


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
