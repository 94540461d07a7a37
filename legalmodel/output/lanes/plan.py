"""Second phase: which column each box stands in, and in which order: sellers, vehicles by level, classes by rank, holders; and the two rows."""

from typing import NamedTuple

from legalmodel.output.chart import Chart, Edge
from legalmodel.output.lanes.sift import sifted

ABOVE, BELOW = -1, -2
"""In place of the number of a column: the row above all columns, the row below."""


class LanePlan(NamedTuple):
    """The columns from left to right, each from top to bottom; their kinds; the rows above and below; pools within the block of a vehicle.

    ``aside`` says that the row above stands ``left`` of the classes or ``right`` of the vehicle, where it need not clear the other.
    ``where`` says for each box the column (or row) it stands in; a pool within a block stands where its vehicle does.
    """

    columns: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    pools: dict[str, tuple[str, ...]]
    where: dict[str, int]
    aside: str = ""

    def nth(self, id: str) -> int:
        """Return how many boxes stand before one in its column or row."""
        return self.line(self.where[id]).index(id)

    def line(self, column: int) -> tuple[str, ...]:
        """Return a column, or one of the two rows."""
        return self.above if column == ABOVE else self.below if column == BELOW else self.columns[column]

    def share(self, id: str) -> float:
        """Return how far down its column, or to the right in its row, a box stands, from 0 to 1."""
        return (self.nth(id) + 0.5) / len(self.line(self.where[id]))


def issuers(chart: Chart) -> dict[str, str]:
    """Return who issues each class; where only money is shown, who pays it or is paid by it."""
    place = {n.id: n.place for n in chart.nodes}
    found = {e.target: e.source for e in chart.edges if e.relation == "issue"}
    for edge in chart.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if edge.relation == "cash" and (place[one], place[other]) == ("class", "core"):
                found.setdefault(one, other)
    return found


def planned(chart: Chart) -> LanePlan:
    """Return the plan of a chart whose boxes all have a place."""
    place = {n.id: n.place for n in chart.nodes}
    level = _levels(chart, place)
    pools = _blocks(chart, place)
    inside = {p for ps in pools.values() for p in ps}
    # from left to right, as assets pass: each column is put in order by the columns before it
    parts = [(ids, "left") for ids in _steps(_sellers(chart, place, level), chart, place)]
    for number in range(max(level.values(), default=0) + 1):
        core = [
            n.id for n in chart.nodes if n.id not in inside and place[n.id] in ("core", "pool") and level.get(n.id, 0) == number
        ]
        core = _with_pools(_near(core, chart, parts), chart, place)
        classes = _classes(chart, place, level, number, core)
        if number:  # vehicles that hold classes stand beside who else holds them
            core = _among(core, parts.pop()[0], parts[-1][0], chart, place)
        parts += [(core, "core"), (classes, "class"), (_holders(chart, place, classes), "right")]
    seen = {id for ids, _ in parts for id in ids}
    parts.append(([n.id for n in chart.nodes if n.place == "right" and n.id not in seen], "right"))
    parts = [(ids, kind) for ids, kind in parts if ids]
    where = {id: i for i, (ids, _) in enumerate(parts) for id in ids}
    for vehicle, held in pools.items():
        where |= dict.fromkeys(held, where[vehicle])
    rows = [[n.id for n in chart.nodes if n.place == p] for p in ("above", "below")]
    where |= dict.fromkeys(rows[0], ABOVE) | dict.fromkeys(rows[1], BELOW)
    return LanePlan(
        tuple(tuple(ids) for ids, _ in parts), tuple(k for _, k in parts), tuple(rows[0]), tuple(rows[1]), pools, where
    )


def _levels(chart: Chart, place: dict[str, str]) -> dict[str, int]:
    """Return how many vehicles lie before each: those it has its assets from, and those whose classes it holds; in a circle, not for ever."""
    issuer = issuers(chart)
    steps = [(e.source, e.target) for e in chart.edges if e.relation in ("trust", "transfer")]
    steps += [(issuer[e.target], e.source) for e in chart.edges if e.relation == "holding" and e.target in issuer]
    steps = [(a, b) for a, b in steps if a != b and place[a] == place[b] == "core"]
    level = {id: 0 for id, at in place.items() if at == "core"}
    for _ in range(min(len(level), 6)):
        for a, b in steps:
            level[b] = max(level[b], min(level[a] + 1, 6))
    # a circle of vehicles drives levels up: only their order is kept, so that no column stays empty
    used = sorted(set(level.values()))
    level = {id: used.index(number) for id, number in level.items()}
    owner = {e.target: e.source for e in chart.edges if e.relation == "property"}
    return level | {id: level[own] for id, own in owner.items() if own in level and place[id] == "pool"}


def _blocks(chart: Chart, place: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the pools that stand beside each other in the block of their vehicle: those that nothing else leads to."""
    found: dict[str, tuple[str, ...]] = {}
    for vehicle in (n.id for n in chart.nodes if n.place == "core"):
        mine = [e.target for e in chart.edges if e.relation == "property" and e.source == vehicle and place[e.target] == "pool"]
        # one pool that something else leads to needs lines of its own, and then all of them stand apart
        if mine and not any(_busy(chart, pool) for pool in mine):
            found[vehicle] = tuple(dict.fromkeys(mine))
    return found


def _busy(chart: Chart, pool: str) -> bool:
    return sum(pool in (e.source, e.target) for e in chart.edges) > 1


def _with_pools(core: list[str], chart: Chart, place: dict[str, str]) -> list[str]:
    """Put pools that stand by themselves right above their vehicle."""
    owner = {e.target: e.source for e in chart.edges if e.relation == "property" and place[e.target] == "pool"}
    found: list[str] = []
    for id in core:
        if owner.get(id) not in core:
            found += [*(p for p in core if owner.get(p) == id), id]
    return found


def _sellers(chart: Chart, place: dict[str, str], level: dict[str, int]) -> list[str]:
    """Put sellers in the order of what they sell to, each under those it has its assets from."""
    hops = [(e.source, e.target) for e in chart.edges if e.relation in ("trust", "transfer")]
    takers = sorted(level, key=level.__getitem__)
    found: list[str] = []

    def add(id: str, way: tuple[str, ...]) -> None:
        for giver, taker in hops:
            if taker == id and place[giver] == "left" and giver not in way and giver not in found:
                add(giver, (*way, giver))
        if place[id] == "left" and id not in found:
            found.append(id)

    for id in (*takers, *(n.id for n in chart.nodes if n.place == "left")):
        add(id, (id,))
    return found


def _among(core: list[str], holders: list[str], classes: list[str], chart: Chart, place: dict[str, str]) -> list[str]:
    """Put vehicles among the holders of the classes before them, so that the fewest lines cross; a pool stays with its vehicle."""
    at = {id: i for i, id in enumerate(classes)}
    held = {id: [at[o] for o in others(chart.edges, id) if o in at] for id in (*core, *holders)}
    blocks: list[tuple[str, ...]] = [(id,) for id in holders]
    loose: tuple[str, ...] = ()
    for id in core:
        if place[id] == "pool":
            loose = (*loose, id)
        else:
            blocks.append((*loose, id))
            loose = ()
    blocks += [(id,) for id in loose]
    start = sorted(blocks, key=lambda block: _mean(held[block[-1]]))
    found = sifted(start, lambda a, b: sum(x > y for x in held[a[-1]] for y in held[b[-1]]))
    return [id for block in found for id in block]


def _steps(sellers: list[str], chart: Chart, place: dict[str, str]) -> list[list[str]]:
    """Put who sells to others that sell on before these, in columns of their own, where several sell to one; else all in one column."""
    assets = [e for e in chart.edges if e.relation in ("trust", "transfer")]
    money = [e for e in chart.edges if e.relation == "cash" and place[e.source] == "left"]
    hops = {(e.source, e.target) for e in assets or money if place[e.target] == "left"}
    takers = [taker for _, taker in sorted(hops)]
    # a plain chain of sellers reads well in one column; only where several sell to one does it need steps
    if not hops or (assets and len(takers) == len(set(takers))):
        return [sellers]
    level = dict.fromkeys(sellers, 0)
    for _ in range(min(len(sellers), 6)):
        for giver, taker in sorted(hops):
            level[giver] = max(level[giver], min(level[taker] + 1, 6))
    return [[s for s in sellers if level[s] == n] for n in range(max(level.values()), -1, -1)]


def _classes(chart: Chart, place: dict[str, str], level: dict[str, int], number: int, core: list[str]) -> list[str]:
    """Put the classes of the vehicles of a level in the order of these, and by rank."""
    issuer = issuers(chart)
    mine = [n for n in chart.nodes if place[n.id] == "class" and level.get(issuer.get(n.id, ""), 0) == number]
    order = {id: i for i, id in enumerate(core)} if len(core) > 1 else {}
    return [
        n.id
        for n in sorted(
            mine, key=lambda n: (order.get(issuer.get(n.id, ""), len(order)), n.order if n.order is not None else 99)
        )
    ]


def _holders(chart: Chart, place: dict[str, str], classes: list[str]) -> list[str]:
    """Return who holds only these classes: they stand right beside them."""
    mine = set(classes)
    held: dict[str, set[str]] = {n.id: set() for n in chart.nodes}
    for edge in chart.edges:
        if edge.relation in ("holding", "cash"):
            held[edge.source].add(edge.target)
            held[edge.target].add(edge.source)
    # whoever holds of two vehicles stands at the far right, or one of the lines would run back
    return [n.id for n in chart.nodes if place[n.id] == "right" and held[n.id] and held[n.id] <= mine]


def _near(ids: list[str], chart: Chart, parts: list[tuple[list[str], str]]) -> list[str]:
    """Put boxes in the order of their partners in the columns before them; those without any last."""
    at = {id: (i + 0.5) / len(column) for column, _ in parts for i, id in enumerate(column)}
    return sorted(ids, key=lambda x: _mean([at[o] for o in others(chart.edges, x) if o in at]))


def others(edges: tuple[Edge, ...], id: str) -> list[str]:
    """Return the other ends of all relations of a box."""
    return [e.target if e.source == id else e.source for e in edges if id in (e.source, e.target) and e.source != e.target]


def _mean(numbers: list[float] | list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 1e9
