"""Positions moved by hand: read from a .pptx or .drawio that this tool wrote and somebody edited, and kept as JSON, keyed by ids."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.output.edited import EMU, LARGEST, tree
from legalmodel.text.replace import write_whole

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

Views = dict[str, dict[str, tuple[float, float]]]
"""View -> id -> centre, in points of the layout. A label's id is ``label:`` and the id of its relation; ``size:`` and the id of a box
its width and height, if somebody changed these."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def read_positions(file: Path) -> Views:
    """Return the positions in a file: .json as kept by us, .pptx or .drawio.

    Raises BadRequest if the file cannot be read or holds none.
    """
    from binascii import Error
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile
    from zlib import error

    readers = {".json": _json, ".pptx": _pptx, ".drawio": _drawio}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise BadRequest(
            say("positions cannot be read from {name}", name=file.name), say("give a .pptx, .drawio or .json file")
        )
    try:
        found = _finite(reader(file), file)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, ParseError, BadZipFile, Error, error):
        raise BadRequest(
            say("{file} holds no positions that can be read", file=file), say("give a file that draw has written")
        ) from None
    if not any(found.values()):
        raise BadRequest(
            say("{file} holds no box of a chart", file=file),
            say("give a file that draw has written, with its shapes still in it"),
        )
    return found


def keep_positions(views: Views, file: Path) -> None:
    """Write positions as JSON, in order, so that a change shows in a comparison. Raises BadRequest if they cannot be written."""
    import json

    data = {view: {id: [round(x, 1), round(y, 1)] for id, (x, y) in sorted(at.items())} for view, at in sorted(views.items())}
    write_whole(file, (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())


def _finite(views: Views, file: Path) -> Views:
    """Return positions unless one lies nowhere: not a number, or without end, or further out than any paper."""
    from math import isfinite

    if not all(isfinite(v) and abs(v) < 1e5 for at in views.values() for point in at.values() for v in point):
        raise ValueError(file.name)
    return views


def _json(file: Path) -> Views:
    import json

    data: Any = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not all(isinstance(v, dict) for v in data.values()):
        raise ValueError(file.name)
    return {str(view): {str(id): (float(x), float(y)) for id, (x, y) in at.items()} for view, at in data.items()}


def _pptx(file: Path) -> Views:
    from zipfile import ZipFile

    views: Views = {}
    with ZipFile(file) as deck:
        for item in deck.infolist():
            if item.filename.startswith("ppt/slides/slide") and item.filename.endswith(".xml") and item.file_size < LARGEST:
                root = tree(deck.read(item))
                common = root.find(f"{_P}cSld")
                name = common.get("name", "") if common is not None else ""
                if name.count("|") == 3:
                    view, scale, left, top = name.split("|")
                    views[view] = dict(_slide(root, float(scale), float(left), float(top)))
    return views


def _slide(root: "ET.Element", scale: float, left: float, top: float) -> "Iterator[tuple[str, tuple[float, float]]]":
    for shape in root.iter(f"{_P}sp"):
        called, place = shape.find(f"{_P}nvSpPr/{_P}cNvPr"), shape.find(f"{_P}spPr/{_A}xfrm")
        off = place.find(f"{_A}off") if place is not None else None
        ext = place.find(f"{_A}ext") if place is not None else None
        if called is None or off is None or ext is None:
            continue
        id = called.get("name", "")
        if id.startswith(("heading:", "frame:")) or id == "legend" or shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None:
            continue
        x = (float(off.get("x", "0")) + float(ext.get("cx", "0")) / 2) / EMU
        y = (float(off.get("y", "0")) + float(ext.get("cy", "0")) / 2) / EMU
        yield id, ((x - left) / scale, (y - top) / scale)
        if size := _resized(shape, ext):
            yield f"size:{id}", (size[0] / EMU / scale, size[1] / EMU / scale)


def _resized(shape: "ET.Element", ext: "ET.Element") -> tuple[float, float] | None:
    """Return the size of a box that somebody made larger or smaller: its own outline still says how large it was."""
    path = shape.find(f"{_P}spPr/{_A}custGeom/{_A}pathLst/{_A}path")
    if path is None:
        return None
    was, now = (tuple(float(e.get(k, "0")) for k in keys) for e, keys in ((path, ("w", "h")), (ext, ("cx", "cy"))))
    return (now[0], now[1]) if max(abs(was[0] - now[0]), abs(was[1] - now[1])) > EMU else None


def _drawio(file: Path) -> Views:
    from legalmodel.output.formats.drawio import TOP

    views: Views = {}
    for diagram in tree(file.read_bytes()).iter("diagram"):
        model = diagram.find("mxGraphModel")
        root = tree(_unpacked(diagram.text or "")) if model is None else model
        cells = {c.get("id", ""): c for c in root.iter("mxCell")}
        found = dict(filter(None, (_cell(c, cells, TOP) for c in cells.values())))
        views[diagram.get("name", "")] = found
    return views


def _unpacked(text: str) -> bytes:
    """Unpack a page as draw.io packs it when it saves."""
    from base64 import b64decode
    from urllib.parse import unquote
    from zlib import decompressobj

    return unquote(decompressobj(-15).decompress(b64decode(text), LARGEST).decode()).encode()


def _cell(cell: "ET.Element", cells: "dict[str, ET.Element]", top: float) -> tuple[str, tuple[float, float]] | None:
    """Return the centre of a box, or the point through which a relation was led, where its label stands."""
    id, geometry = cell.get("id", ""), cell.find("mxGeometry")
    if geometry is None:
        return None
    if id.startswith("n_"):
        x, y = _corner(cell, cells)
        w, h = float(geometry.get("width", "0")), float(geometry.get("height", "0"))
        return _named(id[2:]), (x + w / 2, y + h / 2 - top)
    points = geometry.findall("Array/mxPoint") if id.startswith("e_") else []
    if not points or not cell.get("value"):
        return None
    style = dict(part.partition("=")[::2] for part in cell.get("style", "").split(";"))
    point = points[min(int(style.get("labelPoint", "0")), len(points) - 1)]
    return f"label:{_named(id[2:])}", (float(point.get("x", "0")), float(point.get("y", "0")) - top)


def _corner(cell: "ET.Element", cells: "dict[str, ET.Element]", depth: int = 0) -> tuple[float, float]:
    """Return the upper left corner of a cell on the page: those within a frame are placed from its corner."""
    geometry = cell.find("mxGeometry")
    x, y = (float(geometry.get(k, "0")) if geometry is not None else 0.0 for k in "xy")
    home = cells.get(cell.get("parent", ""))
    if home is None or depth > 20:
        return x, y
    left, top = _corner(home, cells, depth + 1)
    return x + left, y + top


def _named(safe: str) -> str:
    """Turn a safe name back into the id that it stands for."""
    parts = safe.split(".")
    data = parts[0].encode()
    for part in parts[1:]:
        data += bytes.fromhex(part[:2]) + part[2:].encode()
    return data.decode("utf-8", "surrogatepass")
