"""Before and after in one picture: what came, what went, and what changed between two deals, or one deal on two days."""

from typing import TypeVar

from legalmodel.output.chart import Chart, Edge, Node

Part = TypeVar("Part", Node, Edge)
NEW, GONE, CHANGED = "NEW 新增", "GONE 已去除", "CHANGED 已变更"


def against(before: Chart, after: Chart) -> Chart:
    """Return one chart with everything of both: what is in both unchanged is faint, the rest says whether it came, went or changed.

    Parts are told by their ids in the deal file.
    """
    nodes = _both(before.nodes, after.nodes)
    edges = _both(before.edges, after.edges)
    busy = {end for e in edges if not e.faint for end in (e.source, e.target)}
    there = {n.id for n in nodes}
    groups = {g.id: g for g in (*before.groups, *after.groups)}
    lines = [*(n.lines for n in nodes), *(e.lines for e in edges)]
    counts = [sum(word in said for said in lines) for word in (NEW, GONE, CHANGED)]
    note = f"Beside the earlier state: {counts[0]} new, {counts[1]} gone, {counts[2]} changed; the rest is the same and drawn pale."
    return after._replace(
        nodes=tuple(n._replace(faint=n.faint and n.id not in busy) for n in nodes),
        edges=tuple(e for e in edges if {e.source, e.target} <= there),
        groups=tuple(groups.values()),
        notes=(*after.notes, note),
    )


def _both(before: tuple[Part, ...], after: tuple[Part, ...]) -> list[Part]:
    """Gather the parts of two charts, those of the later in their order, then those that went."""
    was = {p.id: p for p in before}
    found: list[Part] = []
    for part in after:
        old = was.pop(part.id, None)
        if old is None:
            found.append(_said(part, NEW))
        elif part.lines != old.lines:
            gone = [x for x in old.lines if x not in part.lines]
            found.append(_said(part, CHANGED, *(f"was: {x}" for x in gone)))
        else:
            found.append(part._replace(faint=True))
    found += [_said(part, GONE) for part in was.values()]
    return found


def _said(part: Part, *words: str) -> Part:
    return part._replace(lines=(*part.lines, *words))
