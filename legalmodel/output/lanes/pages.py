"""Fits a chart in lanes to a page, with boxes wider or narrower, or breaks it into several: who supports and who serves apart, or by vehicles, or by both.

Each relation stands whole on one page, or leads to a box that says where its other end is; a box says on which pages more leads to it.
"""

from collections.abc import Callable, Iterator

from legalmodel.output.chart import Chart, Node
from legalmodel.output.lanes.recast import as_narrow

Fits = Callable[[Chart], bool]
_ROWS = ("above", "below")
_WIDTHS = (
    (0, _ROWS), (1, ()), (1, _ROWS), (0, ()), (1, ("left", *_ROWS)), (0, ("left", "core", "pool", *_ROWS)), (-1, ()), (2, ()), (2, _ROWS),
)  # fmt: skip  # short parts read together: one a line would take a screen
"""How narrow boxes may be, but for those of some places; rows are lower where their boxes are wide, columns where theirs are."""
MANY = 40
"""Boxes of a chart that may be broken in more than two, even if its pages do not fit then."""


def pages(chart: Chart, fits: Fits) -> list[Chart]:
    """Return the pages of a chart whose boxes have their places: the first way to break it whose pages all fit.

    One page if it fits with boxes of any width, or if it cannot be broken. Where no way fits, few pages that are too large are better than many: the chart
    is broken in two, and further only if it has more than forty boxes.
    """
    if not chart.nodes or not all(n.place for n in chart.nodes):
        return [chart]
    if fits(whole := _fitted(chart, fits)):
        return [whole]
    ways = [groups for groups in _ways(chart, fits) if len(groups) > 1]
    tried = []
    for groups in ways:
        tried.append([_fitted(_page(chart, groups, i), fits) for i in range(len(groups))])
        # ways come with fewer pages first, so the first that fits is the one with the fewest
        if all(map(fits, tried[-1])):
            return tried[-1]
    return tried[len(tried) // 2 if len(chart.nodes) > MANY else 0] if tried else [chart]


def _fitted(chart: Chart, fits: Fits) -> Chart:
    """Return a chart with boxes of the first widths with which it fits; as it is if none does."""
    return chart if fits(chart) else next(filter(fits, _other_widths(chart)), chart)


def _other_widths(chart: Chart) -> Iterator[Chart]:
    """Give a chart with boxes of other widths: wider ones are lower."""
    for narrow, wide in _WIDTHS:
        if (other := as_narrow(chart, narrow, wide)) != chart:
            yield other


def _ways(chart: Chart, fits: Fits) -> Iterator[list[set[str]]]:
    """Yield the ways to break a chart, those with fewer pages first."""
    whole = {n.id for n in chart.nodes}
    by_vehicles = [_near(chart, ids) for ids in _vehicles(chart, fits)]
    by_vehicles.append(whole.difference(*by_vehicles))
    by_vehicles = [ids for ids in by_vehicles if ids]
    yield from sorted((by_vehicles, _rows(chart, whole)), key=len)
    yield [part for ids in by_vehicles for part in _rows(chart, ids, fits)]
    yield [part for ids in by_vehicles for part in _parts(chart, ids, fits)]


def _vehicles(chart: Chart, fits: Fits) -> list[list[str]]:
    """Gather vehicles in their order, as many as have room on a page with all that is joined to them."""
    found: list[list[str]] = []
    for vehicle in (n.id for n in chart.nodes if n.place == "core"):
        if found and fits(_part(chart, _near(chart, [*found[-1], vehicle]))):
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


def _rows(chart: Chart, ids: set[str], fits: Fits | None = None) -> list[set[str]]:
    """Put who supports and who serves on a page of their own, with the vehicles and classes that they do it for, unless all fits."""
    if fits and fits(_part(chart, ids)):
        return [ids]
    return [part for part in _apart(chart, ids, ("above", "below")) if part]


def _parts(chart: Chart, ids: set[str], fits: Fits) -> list[set[str]]:
    """Put who supports, who serves, and who sells on pages of their own, as far as need be."""
    if fits(_part(chart, ids)):
        return [ids]
    rest, rows = _apart(chart, ids, ("above", "below"))
    each = _apart(chart, rows, ("above",)) if rows and not fits(_part(chart, rows)) else (rows, set())
    inner = _apart(chart, rest, ("left",)) if not fits(_part(chart, rest)) else (rest, set())
    return [part for part in (*inner, *each) if part]


def _apart(chart: Chart, ids: set[str], places: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Return boxes without those of some places, and these with who they lead to; nothing second if there are none of these."""
    those = {n.id for n in chart.nodes if n.id in ids and n.place in places}
    for_them = {end for e in chart.edges for end in (e.source, e.target) if those & {e.source, e.target}}
    rest = ids - those
    return (rest, (those | for_them) & ids) if those and rest else (ids, set())


def _part(chart: Chart, ids: set[str]) -> Chart:
    nodes = tuple(n for n in chart.nodes if n.id in ids)
    groups = tuple(g for g in chart.groups if any(n.group == g.id for n in nodes))
    return chart._replace(nodes=nodes, edges=tuple(e for e in chart.edges if {e.source, e.target} <= ids), groups=groups)


def _page(chart: Chart, groups: list[set[str]], number: int) -> Chart:
    """Return one page: its boxes and what joins them. What another page shows is told in the box by the number of that page; what no
    page shows whole leads to a box that stands for what is there, one for each other page and place.
    """
    ids, count = groups[number], len(groups)
    part = _part(chart, ids)
    place = {n.id: n.place for n in chart.nodes}
    others: dict[str, list[str]] = {}
    told: dict[str, set[int]] = {}
    edges = list(part.edges)
    for edge in chart.edges:
        for near, far in ((edge.source, edge.target), (edge.target, edge.source)):
            # a line within the page is drawn, one between two other pages is no concern of this one
            if near not in ids or far in ids:
                continue
            if (shown := next((i for i, group in enumerate(groups) if {near, far} <= group), None)) is not None:
                told.setdefault(near, set()).add(shown + 1)
                continue
            page = next(i for i, group in enumerate(groups) if far in group)
            box = f"page.{page + 1}.{place[far]}"
            others.setdefault(box, []).append(far)
            edges.append(edge._replace(target=box) if near == edge.source else edge._replace(source=box))
    names = {n.id: n.lines[0] if n.lines else n.id for n in chart.nodes}
    boxes = tuple(_reference(box, [names[id] for id in dict.fromkeys(far)], count) for box, far in others.items())
    title = (*part.title[:1], " ".join((*part.title[1:], f"({number + 1}/{count})")))
    nodes = tuple(_elsewhere(n, told.get(n.id, set()), count) for n in part.nodes)
    return part._replace(title=title, nodes=(*nodes, *boxes), edges=tuple(edges))


def _elsewhere(node: Node, pages_of: set[int], count: int) -> Node:
    """Say in a box on which pages more leads to it."""
    more = " ".join(f"→ {page}/{count}" for page in sorted(pages_of))
    return node._replace(lines=(*node.lines, more)) if more else node


def _reference(box: str, names: list[str], count: int) -> Node:
    """Return the box that says on which page the others stand."""
    _, page, place = box.split(".")
    return Node(box, "step", (f"→ {page}/{count}", *_named(names)), place="left" if place == "core" else place)


def _named(names: list[str]) -> tuple[str, ...]:
    return (*names[:5], f"+ {len(names) - 5}") if len(names) > 6 else tuple(names)
