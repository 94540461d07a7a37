"""Control with stakes added up, all pairs: this graph beside clingo's recursive ``#sum``, which must give the same pairs."""

import statistics
from datetime import date
from itertools import permutations

from deals import owned_by, random_stakes, written
from measure import Row, interleaved, ratio, show

DAY = date(2026, 6, 30)
PARTIES = 50
_PROGRAM = """
cs(X,X,Y,S) :- own(X,Y,S).
cs(X,Z,Y,S) :- controls(X,Z), own(Z,Y,S), X != Z.
node(X) :- own(X,_,_).
controls(X,Y) :- own(_,Y,_), node(X), X != Y, #sum { S,Z : cs(X,Z,Y,S) } > 50.
#show controls/2.
"""
Stakes = list[tuple[int, int, int | None]]
Pairs = set[tuple[int, int]]


def by_clingo(stakes: Stakes, unknown: int = 0) -> Pairs:
    """Return the pairs that clingo derives; ``unknown`` is the size it gives to stakes of unknown size."""
    import clingo

    control = clingo.Control(["--warn=none"])
    facts = "".join(f"own({a},{b},{unknown if part is None else part})." for a, b, part in stakes)
    control.add("base", [], _PROGRAM + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as answers:
        shown = next(iter(answers)).symbols(shown=True)
        return {(s.arguments[0].number, s.arguments[1].number) for s in shown}


def by_graph(deal: object) -> tuple[Pairs, Pairs]:
    """Return the pairs in which control is sure, and those in which it is not known."""
    from legalmodel.graph.build import build

    graph = build(deal)  # type: ignore[arg-type]  # a Deal; its type would be imported at start-up
    things = [graph.things["parties", f"company_{n}"] for n in range(PARTIES)]
    answers = {
        (a, b): graph.ask("controls", (things[a], things[b], "majority"), DAY) for a, b in permutations(range(PARTIES), 2)
    }
    return {pair for pair, v in answers.items() if v is True}, {pair for pair, v in answers.items() if v not in (True, False)}


def rows(graphs: int = 30) -> list[Row]:
    """Measure random graphs on which all is known, then graphs on which three stakes in ten are of unknown size."""
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    found: list[Row] = []
    for title, unknown in (("all stakes known", 0.0), ("30 % of stakes unknown", 0.3)):
        ours, theirs = [], []
        for seed in range(graphs):
            stakes = random_stakes(seed, PARTIES, 90, unknown)
            deal = parse(read_bytes(written(owned_by(stakes, PARTIES)), "deal.yaml"))
            sure, open = by_graph(deal)
            assert sure == by_clingo(stakes), f"{title}: graph {seed} differs"
            assert unknown or not open
            times = interleaved({"graph": lambda deal=deal: by_graph(deal), "clingo": lambda s=stakes: by_clingo(s)}, 1)
            ours += times["graph"]
            theirs += times["clingo"]
        found.append(Row(f"control, all pairs of {PARTIES}, {title}", statistics.median(ours), ratio(ours, theirs), "clingo"))
    return found


if __name__ == "__main__":
    show(rows())
