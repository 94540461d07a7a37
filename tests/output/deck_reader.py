"""Reads where the connectors of a slide run, from preset, turn, flips and bends alone (ECMA-376, part 1, annex D). Shares nothing with the product."""

from math import cos, radians, sin

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def corners(connector):
    """Return the corners of a connector on the slide, in EMU."""
    place, preset = connector.find(f"{P}spPr/{A}xfrm"), connector.find(f"{P}spPr/{A}prstGeom")
    x, y = (int(place.find(f"{A}off").get(k)) for k in "xy")
    w, h = (int(place.find(f"{A}ext").get(k)) for k in ("cx", "cy"))
    bends = [int(g.get("fmla").split()[1]) / 100000 for g in preset.iter(f"{A}gd")]
    flip_x, flip_y = (place.get(k) == "1" for k in ("flipH", "flipV"))
    angle = radians(int(place.get("rot", "0")) / 60000)
    found = []
    for px, py in _path(preset.get("prst"), bends, w, h):
        dx, dy = (w - px if flip_x else px) - w / 2, (h - py if flip_y else py) - h / 2
        found.append((x + w / 2 + dx * cos(angle) - dy * sin(angle), y + h / 2 + dx * sin(angle) + dy * cos(angle)))
    return found


def _path(preset, bends, w, h):
    if preset in ("straightConnector1", "line"):
        return [(0, 0), (w, h)]
    if preset == "bentConnector2":
        return [(0, 0), (w, 0), (w, h)]
    a = bends[0] * w
    if preset == "bentConnector3":
        return [(0, 0), (a, 0), (a, h), (w, h)]
    b = bends[1] * h
    if preset == "bentConnector4":
        return [(0, 0), (a, 0), (a, b), (w, b), (w, h)]
    c = bends[2] * w
    return [(0, 0), (a, 0), (a, b), (c, b), (c, h), (w, h)]


def rectangles(slide):
    """Return number -> name, and left, top, right and bottom, of each shape of a slide."""
    found = {}
    for shape in slide.iter(f"{P}sp"):
        called, place = shape.find(f"{P}nvSpPr/{P}cNvPr"), shape.find(f"{P}spPr/{A}xfrm")
        if place is not None:
            x, y = (int(place.find(f"{A}off").get(k)) for k in "xy")
            w, h = (int(place.find(f"{A}ext").get(k)) for k in ("cx", "cy"))
            found[int(called.get("id"))] = (called.get("name"), x, y, x + w, y + h)
    return found


def glue(slide, number, index):
    """Return the point of a place on a shape of its own outline, from its guides."""
    shape = next(s for s in slide.iter(f"{P}sp") if s.find(f"{P}nvSpPr/{P}cNvPr").get("id") == str(number))
    _, x, y, right, low = rectangles(slide)[number]
    guides = {g.get("name"): g.get("fmla").split() for g in shape.iter(f"{A}gd")}
    at = list(shape.iter(f"{A}cxn"))[index].find(f"{A}pos")
    part = {axis: int(guides[at.get(axis)][2]) / int(guides[at.get(axis)][3]) for axis in "xy"}
    return x + part["x"] * (right - x), y + part["y"] * (low - y)
