"""Before and after in one picture: what came, what went, and what changed between two deals, or one deal on two days."""

from typing import TypeVar

from legalmodel.base.language import Phrase, say
from legalmodel.output.chart import Chart, Edge, Node

Part = TypeVar("Part", Node, Edge)
NEW, GONE, CHANGED = Phrase("NEW", context="chart"), Phrase("GONE", context="chart"), Phrase("CHANGED", context="chart")


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
    counts = [sum(str(word) in said for said in lines) for word in (NEW, GONE, CHANGED)]
    note = say(
        "Beside the earlier state: {new} new, {gone} gone, {changed} changed; the rest is the same and drawn pale.",
        new=counts[0], gone=counts[1], changed=counts[2],
    )  # fmt: skip  # short parts read together: one a line would take a screen
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
            found.append(_said(part, str(NEW)))
        elif part.lines != old.lines:
            gone = [x for x in old.lines if x not in part.lines]
            found.append(_said(part, str(CHANGED), *(say("was: {words}", words=x) for x in gone)))
        else:
            found.append(part._replace(faint=True))
    found += [_said(part, str(GONE)) for part in was.values()]
    return found


def _said(part: Part, *words: str) -> Part:
    return part._replace(lines=(*part.lines, *words))
