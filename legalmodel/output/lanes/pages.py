"""Breaks a chart in lanes into pages: by vehicles where it has more than forty boxes, by rows where it is too high or wide for a page.

What leads to another page ends in a box that says which; so no page shows a relation without its other end.
"""

from collections.abc import Callable

from legalmodel.output.chart import Chart, Node

MOST = 40
"""Boxes of one page."""
Fits = Callable[[Chart], bool]


def pages(chart: Chart, fits: Fits) -> list[Chart]:
    """Return the pages of a chart whose boxes have their places; one page if it fits."""
    if not chart.nodes or not all(n.place for n in chart.nodes) or (len(chart.nodes) <= MOST and fits(chart)):
        return [chart]
    parts = [_near(chart, ids) for ids in _vehicles(chart)] if len(chart.nodes) > MOST else [{n.id for n in chart.nodes}]
    groups = [part for ids in parts for part in _rows(chart, ids, fits)]
    if len(groups) == 1:
        return [chart]
    return [_page(chart, groups, i) for i in range(len(groups))]


def _vehicles(chart: Chart) -> list[list[str]]:
    """Gather vehicles in their order, as many as have room on a page with all that is joined to them."""
    found: list[list[str]] = []
    for vehicle in (n.id for n in chart.nodes if n.place == "core"):
        if found and len(_near(chart, [*found[-1], vehicle])) <= MOST:
            found[-1].append(vehicle)
        else:
            found.append([vehicle])
    return found or [[]]


def _near(chart: Chart, vehicles: list[str]) -> set[str]:
    """Return vehicles with all that is joined to them, but no other vehicle; with none, everything."""
    if not vehicles:
        return {n.id for n in chart.nodes}
    core = {n.id for n in chart.nodes if n.place == "core"}
    found = set(vehicles)
    while more := {
        end for e in chart.edges for end in (e.source, e.target) if found & {e.source, e.target} and end not in found | core
    }:
        found |= more
    return found


def _rows(chart: Chart, ids: set[str], fits: Fits) -> list[set[str]]:
    """Put who supports and who serves on a page of their own, with the vehicles and classes that they do it for, if one page is too small."""
    if fits(_part(chart, ids)):
        return [ids]
    rows = {n.id for n in chart.nodes if n.id in ids and n.place in ("above", "below")}
    for_them = {end for e in chart.edges for end in (e.source, e.target) if rows & {e.source, e.target}}
    rest = ids - rows
    return [rest, (rows | for_them) & ids] if rows and rest else [ids]


def _part(chart: Chart, ids: set[str]) -> Chart:
    nodes = tuple(n for n in chart.nodes if n.id in ids)
    groups = tuple(g for g in chart.groups if any(n.group == g.id for n in nodes))
    return chart._replace(nodes=nodes, edges=tuple(e for e in chart.edges if {e.source, e.target} <= ids), groups=groups)


def _page(chart: Chart, groups: list[set[str]], number: int) -> Chart:
    """Return one page: its boxes, what joins them, and for each other page and place one box that stands for what leads there."""
    ids, count = groups[number], len(groups)
    part = _part(chart, ids)
    place = {n.id: n.place for n in chart.nodes}
    others: dict[str, list[str]] = {}
    edges = list(part.edges)
    for edge in chart.edges:
        for near, far in ((edge.source, edge.target), (edge.target, edge.source)):
            if near in ids and far not in ids:
                page = next(i for i, group in enumerate(groups) if far in group)
                box = f"page.{page + 1}.{place[far]}"
                others.setdefault(box, []).append(far)
                if not any({near, far} <= group for group in groups):
                    edges.append(edge._replace(target=box) if near == edge.source else edge._replace(source=box))
    names = {n.id: n.lines[0] if n.lines else n.id for n in chart.nodes}
    boxes = tuple(_reference(box, [names[id] for id in dict.fromkeys(far)], count) for box, far in others.items())
    title = (*part.title[:1], " ".join((*part.title[1:], f"({number + 1}/{count})")))
    return part._replace(title=title, nodes=(*part.nodes, *boxes), edges=tuple(edges))


def _reference(box: str, names: list[str], count: int) -> Node:
    """Return the box that says on which page the others stand."""
    _, page, place = box.split(".")
    return Node(box, "step", (f"→ {page}/{count}", *_named(names)), place="left" if place == "core" else place)


def _named(names: list[str]) -> tuple[str, ...]:
    return (*names[:5], f"+ {len(names) - 5}") if len(names) > 6 else tuple(names)
