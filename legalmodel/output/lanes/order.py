"""The order of holders, and of the two rows, so that lines cross least."""

from legalmodel.output.chart import Chart
from legalmodel.output.lanes.paths import path
from legalmodel.output.lanes.plan import ABOVE, BELOW, LanePlan, others
from legalmodel.output.lanes.sift import sifted

_LAST = 1e9


def ordered(chart: Chart, plan: LanePlan) -> LanePlan:
    """Return a plan with holders and rows in their order."""
    columns = list(plan.columns)
    for i, kind in enumerate(plan.kinds):
        if kind == "right":
            columns[i] = _holders(chart, plan, plan.columns[i])
    plan = plan._replace(columns=tuple(columns))
    return plan._replace(above=_row(chart, plan, ABOVE), below=_row(chart, plan, BELOW))


def _holders(chart: Chart, plan: LanePlan, line: tuple[str, ...]) -> tuple[str, ...]:
    """Put holders in the order of what they hold, so that the fewest lines cross."""
    at = {id: [plan.share(o) + plan.where[o] for o in others(chart.edges, id) if plan.where[o] >= 0] for id in line}
    start = sorted(line, key=lambda x: sum(at[x]) / len(at[x]) if at[x] else _LAST)
    return tuple(sifted(start, lambda a, b: sum(x > y for x in at[a] for y in at[b])))


def _row(chart: Chart, plan: LanePlan, row: int) -> tuple[str, ...]:
    """Put a row in the order in which its lines come down; who leads to nobody but others of the row stands beside the first of them."""
    line = plan.line(row)
    trustees = {e.source for e in chart.edges if e.relation == "trusteeship"}
    at = {id: [_entry(plan, id, o) for o in others(chart.edges, id) if plan.where[o] >= 0] for id in line}
    leading = [id for id in line if at[id]]
    # of two that come down at the same place the trustee stands first: its line goes to the vehicle itself
    found = sorted(leading, key=lambda x: (_mean(at[x]), x not in trustees))
    found = sifted(found, lambda a, b: sum(x > y for x in at[a] for y in at[b]))
    for id in (i for i in line if not at[i]):
        near = [found.index(o) for o in others(chart.edges, id) if o in found]
        found.insert(near[0] + 1 if near else len(found), id)
    return tuple(found)


def _entry(plan: LanePlan, a: str, b: str) -> tuple[float, float]:
    """Return where the line from a row comes down, from the left; in one channel, what turns off first stands on that side."""
    way, deep = path(plan, a, b), plan.share(b)
    deep = deep if plan.where[a] == ABOVE else 1 - deep
    if len(way.channels) < 2:
        return plan.where[b] + 0.5, 0.0
    # within a channel lines must not cross: who turns off first stands on the side to which it turns
    return float(way.channels[1]), deep if way.enters == "r" else 2 - deep


def _mean(entries: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in entries) / len(entries), sum(y for _, y in entries) / len(entries)
