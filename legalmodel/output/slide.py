"""The shapes of a chart in the language of PowerPoint (DrawingML). Every word of a deal is escaped text in a run."""

from itertools import pairwise

from legalmodel.output import looks
from legalmodel.output.boxes import BoxLine, group_box, label_box, node_box, shown, size
from legalmodel.output.chart import Edge, Group, Node
from legalmodel.output.elbows import elbow, placed
from legalmodel.output.frame import SAMPLE, LegendSpot, legend_entries
from legalmodel.output.geometry import Point, Spot
from legalmodel.output.headings import heading_spots
from legalmodel.output.ink import escape
from legalmodel.output.outlines import FIRST, outline
from legalmodel.output.sheet import Sheet
from legalmodel.output.sites import PRESETS, joined
from legalmodel.output.widths import wrap

EMU = 12700
LEGEND_ROOM = 520.0
_OPEN = (
    '<p:spTree xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
)
_DASHES = {"solid": "solid", "dashed": "dash", "dotted": "sysDot"}
HEADS = {
    "none": ("none", "med"), "normal": ("triangle", "med"), "empty": ("triangle", "sm"), "vee": ("arrow", "med"),
    "open": ("stealth", "sm"), "crow": ("arrow", "sm"), "diamond": ("diamond", "sm"), "odiamond": ("diamond", "lg"),
    "dot": ("oval", "med"), "box": ("oval", "lg"), "tee": ("oval", "sm"), "inv": ("stealth", "lg"),
}  # fmt: skip  # a table: one row a line
"""Arrow head of a relation -> sort and size here, where there are fewer; no two are the same."""
_THEME = {"#000000": "tx1", "#FFFFFF": "bg1"}
"""Colours that are a theme's own: text and ground. Those that tell relations apart stay, for the colour-blind tell these apart."""
_FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_INK = {"weigh": looks.PURPLE, "role": looks.BLUE, "small": "#333333", "mark": looks.RED, "heading": "#7A3000"}


class Canvas:
    """Turns the parts of a sheet into shapes, at a scale, from an upper left corner (points)."""

    def __init__(self, sheet: Sheet, scale: float, left: float, top: float) -> None:
        self.sheet, self.scale, self.left, self.top = sheet, scale, left, top
        self.color = looks.THEMES[sheet.wishes.theme]
        self.count = 10
        self.numbers: dict[str, int] = {}
        self.corners: dict[str, list[Point]] = {}
        self.ends: dict[str, list[Point]] = {}

    def tree(self) -> str:
        """Return all shapes, back to front."""
        chart, layout = self.sheet.chart, self.sheet.layout
        nodes = shown(chart, layout.frames)
        for name in (*(n.id for n in nodes), *(f"label:{id}" for id in layout.labels)):
            self.numbers[name] = self.next()
        self.corners = {e.id: found for e in chart.edges if (found := level(layout.ways[e.id]))} if _in_lanes(nodes) else {}
        self.ends = _ends(chart.edges, self.corners)
        kinds = {
            n.id: "company" if n.id in self.ends else n.shape for n in nodes
        }  # the places of our own outlines begin as a rectangle's
        parts = [self._frame(g, layout.frames[g.id]) for g in chart.groups if g.id in layout.frames]
        parts += [self._node(n, layout.boxes[n.id]) for n in nodes]
        parts += [self._label(e, layout.labels[e.id]) for e in chart.edges if e.id in layout.labels]
        parts += [self._connection(e, kinds) for e in chart.edges]
        parts += [self._text(f"heading:{g.id}", spot, group_box(g).texts, "") for g, spot in heading_spots(chart, layout)]
        return _OPEN + "".join(parts) + self._added() + self._legend() + "</p:spTree>"

    def _added(self) -> str:
        """Return the boxes that somebody added by hand, where they stood."""
        paint = self._fill("#FFFFFF") + self._pen(looks.GREY, "solid", 1.0)
        found = self.sheet.hand.added if self.sheet.hand else ()
        parts = [(Spot(a.x, a.y, a.w, a.h), tuple(BoxLine(line, "small") for line in a.lines)) for a in found]
        return "".join(
            self._shape(f"added {i}", "", s, _form("rect", s), paint, self._words(t)) for i, (s, t) in enumerate(parts, 1)
        )

    def next(self) -> int:
        """Return a number that no shape has yet."""
        self.count += 1
        return self.count

    # shapes

    def _place(self, spot: Spot) -> str:
        x, y = self._emu(spot.left, self.left), self._emu(spot.top, self.top)
        w, h = (max(0, round(v * self.scale * EMU)) for v in (spot.w, spot.h))
        return f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'

    def _emu(self, at: float, start: float) -> int:
        return round((start + at * self.scale) * EMU)

    def _fill(self, color: str) -> str:
        if not color:
            return "<a:noFill/>"
        if self.sheet.wishes.theme == "light" and (name := _THEME.get(color)):
            return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'
        return f'<a:solidFill><a:srgbClr val="{self.color(color)[1:]}"/></a:solidFill>'

    def _pen(self, color: str, dash: str, width: float, more: str = "") -> str:
        double = ' cmpd="dbl"' if more == "double" else ""
        ends = "" if more == "double" else more
        wide = round((width + (2 if double else 0)) * max(self.scale, 0.6) * EMU)
        return f'<a:ln w="{wide}"{double}>{self._fill(color)}<a:prstDash val="{_DASHES[dash]}"/>{ends}</a:ln>'

    def _words(self, texts: tuple[BoxLine, ...], faint: bool = False) -> str:
        """Write lines as one paragraph each, in the size and ink of their style."""
        rows = []
        for text in texts:
            ink = looks.paler(_INK.get(text.style, "#000000")) if faint else _INK.get(text.style, "#000000")
            bold = ' b="1"' if text.style in ("name", "mark", "weigh") else ""
            points = max(100, round(size(text.style) * self.scale * 100))
            run = f'<a:rPr lang="en-US" altLang="zh-CN" sz="{points}"{bold} dirty="0">{self._fill(ink)}{_FONTS}</a:rPr>'
            rows.append(f'<a:p><a:pPr algn="ctr"/><a:r>{run}<a:t>{escape(text.words)}</a:t></a:r></a:p>')
        body = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" anchorCtr="0"><a:noAutofit/></a:bodyPr>'
        return f"<p:txBody>{body}<a:lstStyle/>{''.join(rows) or '<a:p/>'}</p:txBody>"

    def _shape(self, name: str, said: str, spot: Spot, form: str, paint: str, words: str, number: int = 0) -> str:
        called = f'id="{number or self.next()}" name="{escape(name)}" descr="{escape(said)}"'
        return (
            f"<p:sp><p:nvSpPr><p:cNvPr {called}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{self._place(spot)}</a:xfrm>"
            f"{form}{paint}</p:spPr>{words}</p:sp>"
        )

    def _text(self, name: str, spot: Spot, texts: tuple[BoxLine, ...], said: str, number: int = 0, faint: bool = False) -> str:
        paint = self._fill("#FFFFFF") + "<a:ln><a:noFill/></a:ln>"
        return self._shape(name, said, spot, _form("rect", spot), paint, self._words(texts, faint), number)

    def _node(self, node: Node, spot: Spot) -> str:
        color, dash, width = looks.border(node.shape, node.state)
        fill = looks.FILL.get(node.shape, "#FFFFFF")
        if node.faint:
            color, fill = looks.paler(color), looks.paler(fill)
        texts = _flagged(node_box(node).texts, node.state)
        paint = self._fill(fill) + self._pen(color, dash, width, "double" if node.shape == "trust" and not node.state else "")
        said = " ".join(t.words for t in texts)  # how it is known that somebody wrote something else
        form = _form(node.shape, spot)
        if node.id in self.ends:
            wide, high = (round(v * self.scale * EMU) for v in (spot.w, spot.h))
            sites = [((x - spot.left) / spot.w, (y - spot.top) / spot.h) for x, y in self.ends[node.id]]
            form = outline(node.shape, wide, high, sites)
        return self._shape(node.id, said, spot, form, paint, self._words(texts, node.faint), self.numbers[node.id])

    def _label(self, edge: Edge, spot: Spot) -> str:
        box = label_box(edge)
        texts = _flagged(box.texts if box else (), edge.state)
        name = f"label:{edge.id}"
        said = " ".join(t.words for t in texts)
        return self._text(name, spot, texts, said, self.numbers[name], edge.faint)

    def _frame(self, group: Group, spot: Spot) -> str:
        color, dash, width = looks.frame(group.kind)
        words = "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
        return self._shape(
            f"frame:{group.id}",
            " ".join(group.lines),
            spot,
            _form("rect", spot),
            self._fill("") + self._pen(color, dash, width),
            words,
        )

    # lines

    def _connection(self, edge: Edge, kinds: dict[str, str]) -> str:
        """Draw a relation as one line with its corners; or straight, or as two with its label between them; each glued at both ends."""
        layout = self.sheet.layout
        if edge.id in self.corners:
            return self._elbow(edge)
        ends = [
            (edge.source, kinds[edge.source], layout.boxes[edge.source]),
            (edge.target, kinds[edge.target], layout.boxes[edge.target]),
        ]
        if edge.id in layout.labels:
            ends.insert(1, (f"label:{edge.id}", "rect", layout.labels[edge.id]))
        lines = []
        for i, (start, end) in enumerate(pairwise(ends)):
            lines.append(self._line(edge, start, end, last=i == len(ends) - 2))
        return "".join(lines)

    def _elbow(self, edge: Edge) -> str:
        corners = self.corners[edge.id]
        look = looks.line(edge.relation)
        head, large = HEADS[look.head]
        tip = f'<a:tailEnd type="{head}" w="{large}" len="{large}"/>' if head != "none" else ""
        color = looks.paler(look.color) if edge.faint else look.color
        sites = [FIRST + self.ends[box].index(point) for box, point in ((edge.source, corners[0]), (edge.target, corners[-1]))]
        glue = f'<a:stCxn id="{self.numbers[edge.source]}" idx="{sites[0]}"/><a:endCxn id="{self.numbers[edge.target]}" idx="{sites[1]}"/>'
        place = placed(elbow([(self._emu(x, self.left), self._emu(y, self.top)) for x, y in corners]))
        return (
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{self.next()}" name="{escape(f"line:{edge.id}")}" descr="{escape(looks.said(edge))}"/>'
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{place}{self._pen(color, look.stroke, look.width, tip)}</p:spPr></p:cxnSp>"
        )

    def _line(self, edge: Edge, start: tuple[str, str, Spot], end: tuple[str, str, Spot], last: bool) -> str:
        others = [s for s in self.sheet.layout.boxes.values() if s is not start[2] and s is not end[2]]
        first, a, second, b = joined(start[1], start[2], end[1], end[2], others)
        look = looks.line(edge.relation)
        head, large = HEADS[look.head]
        tip = f'<a:tailEnd type="{head}" w="{large}" len="{large}"/>' if last and head != "none" else ""
        color = looks.paler(look.color) if edge.faint else look.color
        flip = (' flipH="1"' if b[0] < a[0] else "") + (' flipV="1"' if b[1] < a[1] else "")
        spot = Spot((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, abs(a[0] - b[0]), abs(a[1] - b[1]))
        glue = f'<a:stCxn id="{self.numbers[start[0]]}" idx="{first}"/><a:endCxn id="{self.numbers[end[0]]}" idx="{second}"/>'
        return (
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{self.next()}" name="{escape(f"line:{edge.id}")}" descr="{escape(looks.said(edge))}"/>'
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm{flip}>{self._place(spot)}</a:xfrm>"
            f'<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>{self._pen(color, look.stroke, look.width, tip)}</p:spPr></p:cxnSp>'
        )

    # legend

    def _legend(self) -> str:
        chart, layout = self.sheet.chart, self.sheet.layout
        room = max(layout.width, LEGEND_ROOM)
        left, top = (layout.width - room) / 2, layout.height
        entries, high = legend_entries(looks.legend(chart), room)
        parts = [self._sample(e, left, top) for e in entries]
        for i, note in enumerate(note_lines(chart.notes, layout.note, room)):
            parts.append(self._left(note, Spot(left + room / 2, top + high + 6 + 12 * i, room, 12), 8.5))
        return "".join(parts)

    def _left(self, text: str, spot: Spot, points: float) -> str:
        words = self._words((BoxLine(text, "small" if points < 9 else "local"),)).replace('algn="ctr"', 'algn="l"')
        return self._shape("legend", "", spot, _form("rect", spot), "<a:noFill/>", words)

    def _sample(self, entry: LegendSpot, left: float, top: float) -> str:
        x, y = left + entry.x, top + entry.y - 12
        words = self._left(entry.words, Spot(x + SAMPLE + 8 + 90, y, 180, 13), 8.5)
        if look := looks.RELATIONS.get(entry.key):
            head, large = HEADS[look.head]
            tip = f'<a:tailEnd type="{head}" w="{large}" len="{large}"/>' if head != "none" else ""
            place = self._place(Spot(x + SAMPLE / 2, y, SAMPLE, 0))
            return words + (
                f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{self.next()}" name="legend"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm>{place}'
                f'</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>{self._pen(look.color, look.stroke, look.width, tip)}</p:spPr></p:cxnSp>'
            )
        spot = Spot(x + SAMPLE / 2, y, 30, 12)
        if entry.key == "unknown":
            return words + self._text("legend", spot, (BoxLine("(?)", "small"),), "")
        kind = entry.key.removeprefix(looks.BOX)
        framed = entry.key in looks.GROUPS
        color, dash, width = (
            looks.frame(entry.key) if framed else looks.border(*(("", kind) if kind in looks.STATES else (kind, "")))
        )
        paint = self._fill("" if framed else looks.FILL.get(kind, "#FFFFFF")) + self._pen(
            color, dash, width, "double" if kind == "trust" else ""
        )
        return words + self._shape("legend", "", spot, _form(kind, spot), paint, "")


def note_lines(notes: tuple[str, ...], more: str, room: float) -> list[str]:
    """Break notes into lines that fit under a chart of a width."""
    return [line for note in (*notes, *((more,) if more else ())) for line in wrap(note, int(room / 4.8), 40)]


def _in_lanes(nodes: tuple[Node, ...]) -> bool:
    return bool(nodes) and all(n.place for n in nodes)


def level(way: tuple[tuple[Point, ...], ...]) -> list[Point] | None:
    """Return the corners of a line whose steps are all level or upright, at most five; None for another."""
    if len(way) != 1:
        return None
    corners = [way[0][0], *way[0][3::3]]
    straight = all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(corners))
    return corners if straight and len(corners) <= 6 else None


def _ends(edges: tuple[Edge, ...], corners: dict[str, list[Point]]) -> dict[str, list[Point]]:
    """Return the points of each box at which lines end, each once."""
    found: dict[str, list[Point]] = {}
    for edge in edges:
        if edge.id in corners:
            for box, point in ((edge.source, corners[edge.id][0]), (edge.target, corners[edge.id][-1])):
                if point not in found.setdefault(box, []):
                    found[box].append(point)
    return found


def _flagged(texts: tuple[BoxLine, ...], state: str) -> tuple[BoxLine, ...]:
    """Say after the last line that a fact is missing."""
    if state != "unknown":
        return texts
    last = texts[-1] if texts else BoxLine("", "small")
    return (*texts[:-1], last._replace(words=f"{last.words} (?)".strip()))


def _form(kind: str, spot: Spot) -> str:
    name, cut = PRESETS.get(kind, PRESETS["company"])
    least = max(min(spot.w, spot.h), 1)
    adjust = f'<a:gd name="adj" fmla="val {round(min(cut / least, 0.5) * 100000)}"/>' if cut else ""
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
