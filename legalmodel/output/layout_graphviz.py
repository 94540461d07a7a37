"""Layout by Graphviz: the system's ``dot``, else the one of the ``graphviz-pure`` wheel, always as a process of its own."""

from collections.abc import Iterator
from typing import Any

from legalmodel.output.boxes import label_box
from legalmodel.output.chart import Chart
from legalmodel.output.geometry import Layout, Point, Spot
from legalmodel.output.ids import safe_id
from legalmodel.output.layout_dot import to_dot

TIMEOUT = 20.0
"""Seconds that one layout may take."""


class NoLayout(Exception):
    """No drawing program gave a complete layout."""


def graphviz_layout(chart: Chart) -> Layout:
    """Lay a chart out with the first program and the richest text that give it whole.

    Raises NoLayout when none does.
    """
    programs = list(_programs())
    for grouped, ordered in ((True, True), (True, False), (False, False)):
        dot = to_dot(chart, framed=False, grouped=grouped, ordered=ordered)
        for program in programs:
            if layout := _read(chart, _laid_out(program, dot)):
                return layout
    raise NoLayout


def _programs() -> Iterator[str]:
    """Find the drawing programs; a wheel puts its own beside Python's or wherever its record of files says."""
    from shutil import which

    if system := which("dot"):
        yield system
    if wheel := _beside() or _recorded() or which("graphviz-pure"):
        yield wheel


def _beside() -> str | None:
    import sysconfig
    from shutil import which

    return which("graphviz-pure", path=sysconfig.get_path("scripts"))


def _recorded() -> str | None:
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = [f.locate() for f in files("graphviz-pure") or () if f.stem == "graphviz-pure"]
    except PackageNotFoundError:
        return None
    return str(found[0]) if found else None


def _laid_out(program: str, dot: str) -> str:
    """Run a drawing program; return its layout as JSON, or nothing if it fails or takes too long."""
    from subprocess import SubprocessError

    from graphviz.backend.dot_command import command
    from graphviz.backend.execute import ExecutableNotFound, run_check

    words = [program, *command("dot", "json0")[1:]]
    try:
        done = run_check(words, input=dot.encode(), capture_output=True, quiet=True, timeout=TIMEOUT)
    except (SubprocessError, ExecutableNotFound, OSError):
        return ""
    return str(done.stdout, "utf-8", "replace")


def _read(chart: Chart, raw: str) -> Layout | None:
    """Read a layout; None if it is broken or a part of the chart is missing."""
    import json

    try:
        data = json.loads(raw)
        _, _, width, height = map(float, data["bb"].split(","))
        objects = {o["id"]: o for o in data.get("objects", ()) if "id" in o}
        curves = {e["id"]: e for e in data.get("edges", ()) if "id" in e}
        return _layout(chart, objects, curves, width, height)
    except (ValueError, KeyError, AttributeError):
        return None


def _layout(chart: Chart, objects: dict[str, Any], curves: dict[str, Any], width: float, height: float) -> Layout:
    boxes = {n.id: _spot(objects[f"n_{safe_id(n.id)}"], height) for n in chart.nodes}
    labels: dict[str, Spot] = {}
    ways: dict[str, tuple[tuple[Point, ...], ...]] = {}
    for edge in chart.edges:
        name = safe_id(edge.id)
        start = boxes[edge.source]
        if label_box(edge):
            labels[edge.id] = label = _spot(objects[f"l_{name}"], height)
            first = _curve(curves[f"e_{name}.a"], height, start)
            ways[edge.id] = (first, _curve(curves[f"e_{name}.b"], height, label))
        else:
            ways[edge.id] = (_curve(curves[f"e_{name}"], height, start),)
    frames = {g.id: _frame(objects[name], height) for g in chart.groups if (name := f"cluster_{safe_id(g.id)}") in objects}
    return Layout(width, height, boxes, labels, frames, ways)


def _spot(thing: dict[str, Any], height: float) -> Spot:
    x, y = map(float, thing["pos"].split(","))
    return Spot(x, height - y, float(thing["width"]) * 72, float(thing["height"]) * 72)


def _frame(thing: dict[str, Any], height: float) -> Spot:
    left, low, right, high = map(float, thing["bb"].split(","))
    return Spot((left + right) / 2, height - (low + high) / 2, right - left, high - low)


def _curve(thing: dict[str, Any], height: float, source: Spot) -> tuple[Point, ...]:
    """Read a curve, the tip of its arrow as a last straight piece, and turn it round if it begins nearer to its end."""
    points: list[Point] = []
    first: list[Point] = []
    last: list[Point] = []
    for word in thing["pos"].split():
        mark = word[0] if word[0] in "se" else ""
        x, y = word.removeprefix(f"{mark},").split(",")
        (first if mark == "s" else last if mark == "e" else points).append((float(x), height - float(y)))
    if len(points) % 3 != 1:
        raise ValueError(thing["pos"])
    if first:
        points = [first[0], first[0], points[0], *points]
    if last:
        points += [points[-1], last[0], last[0]]
    return tuple(points if _forward(points, source) else points[::-1])


def _forward(points: list[Point], source: Spot) -> bool:
    """Tell whether a curve begins at a spot, not ends there."""

    def far(point: Point) -> float:
        return max(abs(point[0] - source.x) - source.w / 2, abs(point[1] - source.y) - source.h / 2)

    return far(points[0]) <= far(points[-1])
