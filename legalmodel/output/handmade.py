"""What somebody wrote or added by hand in a deck that ``draw`` had made: words of boxes, boxes of their own, notes of the speaker.

Each shape bears in its alternative text the words that ``draw`` wrote on it; where the shape now says something else, somebody changed it.
Notes below ``MARK`` are somebody's own.
"""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.boxes import label_box, node_box
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.edited import EMU, LARGEST, tree
from legalmodel.output.hand import Added, Handmade
from legalmodel.text.replace import write_whole

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

MARK = "— Your own notes below this line are kept when the chart is drawn again. —"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MOST = 200
"""Lines, boxes or notes of one slide that are kept."""
_OURS = ("heading:", "frame:", "legend")


NOTHING = Handmade({}, {})
Hands = dict[str, Handmade]
"""View -> what is somebody's own on it."""


def read_handmade(file: Path) -> Hands:
    """Return what somebody wrote by hand in a deck, or kept of it as JSON; nothing for another format.

    Raises BadRequest if the file cannot be read.
    """
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile
    from zlib import error

    try:
        if file.suffix.lower() == ".json":
            return {view: _from_json(kept) for view, kept in json.loads(file.read_text(encoding="utf-8")).items()}
        return _deck(file) if file.suffix.lower() == ".pptx" else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, ParseError, BadZipFile, error):
        raise BadRequest(
            say("{file} holds nothing that can be read", file=file), say("give a file that draw has written")
        ) from None


def keep_handmade(hands: Hands, file: Path) -> None:
    """Write what is somebody's own as JSON. Raises BadRequest if it cannot be written."""
    data = {view: hand._asdict() | {"added": [a._asdict() for a in hand.added]} for view, hand in sorted(hands.items())}
    write_whole(file, (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())


def _from_json(kept: dict[str, Any]) -> Handmade:
    words = {str(id): tuple(map(str, lines)) for id, lines in kept["words"].items()}
    added = tuple(Added(tuple(map(str, a["lines"])), *(float(a[k]) for k in "xywh")) for a in kept["added"])
    return Handmade(words, {str(k): str(v) for k, v in kept["was"].items()}, added, tuple(map(str, kept["notes"])))


def _deck(file: Path) -> Hands:
    found: Hands = {}
    with ZipFile(file) as deck:
        for item in deck.infolist():
            if not re.fullmatch(r"ppt/slides/slide\d+\.xml", item.filename) or item.file_size > LARGEST:
                continue
            root = tree(deck.read(item))
            common = root.find(f"{_P}cSld")
            name = common.get("name", "") if common is not None else ""
            if name.count("|") == 3:
                view, *at = name.split("|")
                scale, left, top = map(float, at)
                hand = _slide(root, scale, left, top)._replace(notes=_notes(deck, item.filename))
                if any(hand):
                    found[view] = hand
    return found


def _slide(root: "ET.Element", scale: float, left: float, top: float) -> Handmade:
    hand, seen = Handmade({}, {}), set[str]()
    added: list[Added] = []
    for shape in root.iter(f"{_P}sp"):
        called = shape.find(f"{_P}nvSpPr/{_P}cNvPr")
        if called is None or shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None:
            continue
        id, said, lines = called.get("name", ""), called.get("descr", ""), tuple(_lines(shape))[:_MOST]
        if id.startswith(_OURS):
            continue
        if said and id not in seen:
            seen.add(id)
            if lines and _plain("".join(lines)) != _plain(said):
                hand.words[id], hand.was[id] = lines, said
        elif lines and len(added) < _MOST and (spot := _spot(shape, scale, left, top)):
            added.append(Added(lines, *spot))
    return hand._replace(added=tuple(added))


def _lines(shape: "ET.Element") -> "Iterator[str]":
    for paragraph in shape.iter(f"{_A}p"):
        if words := "".join(t.text or "" for t in paragraph.iter(f"{_A}t")).strip():
            yield words


def _spot(shape: "ET.Element", scale: float, left: float, top: float) -> tuple[float, float, float, float] | None:
    off, ext = shape.find(f"{_P}spPr/{_A}xfrm/{_A}off"), shape.find(f"{_P}spPr/{_A}xfrm/{_A}ext")
    if off is None or ext is None:
        return None
    x, y, w, h = (float(e.get(k, "0")) / EMU for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    if max(abs(x), abs(y), w, h) > 1e5:
        return None
    return (x + w / 2 - left) / scale, (y + h / 2 - top) / scale, w / scale, h / scale


def _notes(deck: ZipFile, slide: str) -> tuple[str, ...]:
    """Return the lines below the mark in the notes of a slide."""
    relations = slide.replace("slides/", "slides/_rels/") + ".rels"
    if relations not in deck.namelist():
        return ()
    for relation in tree(deck.read(relations)):
        if relation.get("Type", "").endswith("/notesSlide"):
            name = "ppt/" + relation.get("Target", "").removeprefix("../")
            if name in deck.namelist() and deck.getinfo(name).file_size < LARGEST:
                lines = list(_lines(tree(deck.read(name))))
                return tuple(lines[lines.index(MARK) + 1 :][:_MOST]) if MARK in lines else ()
    return ()


def _plain(words: str) -> str:
    return re.sub(r"\s|\(\?\)|→\s*\d+/\d+", "", words)


def of_view(hands: Hands, view: str) -> Handmade:
    """Return what is somebody's own on a view: words of all its pages, and what was added to the first."""
    first = hands.get(view, NOTHING)
    parts = [first, *(hand for name, hand in hands.items() if name.startswith(f"{view} page "))]
    words = {id: lines for hand in parts for id, lines in hand.words.items()}
    return first._replace(words=words, was={id: said for hand in parts for id, said in hand.was.items()})


def rewritten(chart: Chart, hand: Handmade) -> Chart:
    """Return a chart with the words written by hand; what draw adds by itself (role, number, findings) is not doubled."""
    return chart._replace(
        nodes=tuple(_node(n, hand.words[n.id]) if n.id in hand.words else n for n in chart.nodes),
        edges=tuple(_edge(e, hand.words[f"label:{e.id}"]) if f"label:{e.id}" in hand.words else e for e in chart.edges),
    )


def overtaken(chart: Chart, hand: Handmade) -> list[str]:
    """Return the shapes whose words the deal has changed since somebody wrote over them."""
    now = {n.id: [t.words for t in node_box(n).texts] for n in chart.nodes}
    now |= {f"label:{e.id}": [t.words for t in box.texts] for e in chart.edges if (box := label_box(e))}
    return [id for id in hand.words if id in now and _plain("".join(now[id])) != _plain(hand.was.get(id, ""))]


def _node(node: Node, lines: tuple[str, ...]) -> Node:
    texts = node_box(node).texts
    role = [t.words for t in texts if t.style == "role"]
    marks = [t.words for t in texts if t.style in ("mark", "weigh")]
    found = _bare(list(lines))
    keeps = found[: len(role)] == role
    found = found[len(role) :] if keeps else found
    found = found[: -len(marks)] if marks and found[-len(marks) :] == marks else found
    return node._replace(role=node.role if keeps else (), lines=tuple(found))


def _edge(edge: Edge, lines: tuple[str, ...]) -> Edge:
    found = _bare(list(lines))
    first = re.match(r"[\u2460-\u2473]\s*|\(\d+\)\s*", found[0])
    if first:
        found[0] = found[0][first.end() :]
    return edge._replace(lines=tuple(found), number=edge.number if first else 0)


def _bare(lines: list[str]) -> list[str]:
    """Take off the signs that draw puts there: that a fact is missing, and where the rest is."""
    lines = [x for x in lines if not re.fullmatch(r"(→ \d+/\d+ ?)+", x)] or [""]
    return [*lines[:-1], lines[-1].removesuffix("(?)").rstrip()]
