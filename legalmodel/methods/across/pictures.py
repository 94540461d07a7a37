"""Pictures that sum the network up: the busiest parties by what they do, and how concentration moved by year of closing. None shows every line."""

from collections.abc import Collection, Mapping, Sequence

from legalmodel.base.language import say
from legalmodel.methods.across.across import Across
from legalmodel.methods.across.words import capacity
from legalmodel.methods.study import Curve, Plot

ROWS, COLUMNS, YEARS = 12, 9, 14
"""At most so many rows, capacities and years, the last ones; the rest are in the tables."""
TELLING = 3
"""Of fewer deals in a year it tells nothing which part the busiest party has."""
_SEVERAL = 2
_MONEY_WORDS = ("originates", "manages", "holds", "lends", "supports")


def _capacity(relation: str, word: str) -> str:
    return word if relation == "serves" else relation if relation in _MONEY_WORDS else ""


def capacity_grid(net: Across) -> Plot | None:
    """Return a heat map: a row a party, a column a capacity, in each cell in how many deals."""
    counts: dict[str, dict[str, set[int]]] = {}
    for tie in net.ties:
        what = _capacity(tie.relation, tie.word)
        if what and net.is_firm(tie.source) and tie.source not in net.vehicles:
            counts.setdefault(tie.source, {}).setdefault(what, set()).update(tie.deals)
    if not counts:
        return None
    size = {key: len(set[int]().union(*found.values())) for key, found in counts.items()}
    busiest = sorted(size, key=lambda k: (-size[k], k))[:ROWS]
    across = _columns([counts[key] for key in busiest])
    rows = tuple(
        Curve(net.name(key), tuple(float(len(counts[key].get(w, ()))) for w in across))
        for key in reversed(busiest)
        if any(w in counts[key] for w in across)
    )
    return Plot(
        "heat",
        say("The parties in most deals, by what they do in them"),
        say("in how many deals"),
        "",
        tuple(map(capacity, across)),
        rows,
        "grid",
    )


def _columns(rows: Sequence[Mapping[str, Collection[int]]]) -> list[str]:
    """Return the capacities that are shown: first what each row does most, from the busiest on, then what all rows together do most."""
    most = [max(sorted(row), key=lambda w: len(row[w])) for row in rows]
    sums: dict[str, int] = {}
    for row in rows:
        for what, numbers in row.items():
            sums[what] = sums.get(what, 0) + len(numbers)
    chosen = list(dict.fromkeys([*most, *sorted(sums, key=lambda w: (-sums[w], w))]))[:COLUMNS]
    return sorted(chosen, key=lambda w: (_MONEY_WORDS.index(w) if w in _MONEY_WORDS else len(_MONEY_WORDS), -sums[w], w))


def years_plot(net: Across) -> Plot | None:
    """Return a heat map over time: a row a capacity, a column a year of closing, in each cell the deals, the darker the more of them one party does."""
    by_year: dict[str, dict[int, dict[str, set[int]]]] = {}
    for number, note in net.notes.items():
        for bond in note.bonds if note.closed else ():
            what = _capacity(bond.relation, bond.word)
            key = net.joins.keys.get((number, bond.source))
            if what and key is not None and note.closed and net.is_firm(key):
                by_year.setdefault(what, {}).setdefault(note.closed.year, {}).setdefault(key, set()).add(number)
    years = sorted({note.closed.year for note in net.notes.values() if note.closed})[-YEARS:]
    if len(years) < _SEVERAL or not by_year:
        return None
    weight = {what: sum(len(n) for keys in found.values() for n in keys.values()) for what, found in by_year.items()}
    rows = sorted(weight, key=lambda w: (-weight[w], w))[:ROWS]
    curves = []
    for what in reversed(rows):
        cells = [_cell(by_year[what].get(year, {})) for year in years]
        curves.append(Curve(capacity(what), tuple(float(n) for n, _ in cells), low=tuple(share for _, share in cells)))
    heading = say(
        "Deals by year of closing; where there are {n} or more, the darker, the larger the part of the busiest party", n=TELLING
    )
    return Plot("years", heading, say("year of closing"), "", tuple(map(str, years)), tuple(curves), "grid")


def _cell(found: dict[str, set[int]]) -> tuple[int, float]:
    """Return how many deals a capacity has in a year, and which part of the work in them the busiest party does; of one or two deals that tells nothing."""
    counts = [len(numbers) for numbers in found.values()]
    deals = len(set[int]().union(*found.values()))
    return deals, max(counts) / sum(counts) if deals >= TELLING else 0.0
