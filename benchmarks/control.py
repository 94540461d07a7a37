"""Control with stakes added up: whom each of 50 companies controls, beside clingo's recursive ``#sum``, which must give the same pairs.

Both begin with stakes that lie in memory, this tool with graphs of which nothing has been asked, clingo with numbers, and both go over
all graphs before the other does, so that neither finds the other's data in the processor. What is wanted of both is a set of pairs;
where stakes are unknown two, those in which control is sure and those in which it may be. In the rows "pair by pair" each of the 2,450
pairs is a question of its own, as rules ask it, and where the answer is not known it comes with the facts that would tell.
"""

from collections.abc import Callable
from datetime import date
from itertools import permutations
from statistics import median
from typing import TYPE_CHECKING

from deals import owned_by, random_stakes, written
from measure import Row, interleaved, ratio, show

if TYPE_CHECKING:
    from legalmodel.base.things import Thing
    from legalmodel.graph.graph import Graph

DAY = date(2026, 6, 30)
PARTIES = 50
WANTED_KNOWN, WANTED_UNKNOWN = 0.1, 0.2
"""What was wanted beside clingo, which finds the same."""
_PROGRAM = """
cs(X,X,Y,S) :- own(X,Y,S).
cs(X,Z,Y,S) :- formal(X,Z), own(Z,Y,S), X != Z.
node(X) :- own(X,_,_).
formal(X,Y) :- own(_,Y,_), node(X), X != Y, #sum { S,Z : cs(X,Z,Y,S) } > 50.
weight(Z,Y,2*S) :- own(Z,Y,S), not formal(Y,Z).
weight(Z,Y,S) :- own(Z,Y,S), formal(Y,Z).
idle(Y,I) :- own(_,Y,_), I = #sum { S,Z : own(Z,Y,S), formal(Y,Z) }.
ws(X,X,Y,W) :- weight(X,Y,W).
ws(X,Z,Y,W) :- reaches(X,Z), weight(Z,Y,W), X != Z.
reaches(X,Y) :- idle(Y,I), node(X), X != Y, #sum { W,Z : ws(X,Z,Y,W) } > 100-I.
controls(X,Y) :- reaches(X,Y), not formal(Y,X).
round(X,Y) :- reaches(X,Y), formal(Y,X).
#show controls/2.
#show round/2.
"""
"""What a company's own companies hold in it elects nobody, so it leaves the whole; those that only such votes join are ``round``."""
_MAY = """
may_hold(X,X,Y,L,H) :- own(X,Y,L,H).
may_hold(X,Z,Y,L,H) :- may(X,Z), own(Z,Y,L,H), X != Z.
free(Y,100-S) :- own(_,Y,_,_), S = #sum { L,Z : own(Z,Y,L,_) }.
path(X,Y) :- own(X,Y,_,_).
path(X,Z) :- path(X,Y), own(Y,Z,_,_).
ringed(X) :- path(C,X), path(C,C), path(X,D), path(D,D).
within(Y,B) :- ringed(Y), S = #sum { H,Z : own(Z,Y,_,H), ringed(Z) }, B = #min { 100; S }.
within(Y,0) :- own(_,Y,_,_), not ringed(Y).
may(X,Y) :- free(Y,F), within(Y,B), node(X), X != Y, #sum { 2*H,Z : may_hold(X,Z,Y,_,H) } > 100-B,
            #sum { 2*L,Z : may_hold(X,Z,Y,L,_) } > 100-2*F-B.
#show may/2.
"""
"""What may be: unknown stakes come to more than half together with the known ones, others leave free as much, and on a ring votes may be idle."""
Stakes = list[tuple[int, int, int | None]]
Numbers = set[tuple[int, int]]
Pairs = set[tuple["Thing", "Thing"]]


def by_clingo(stakes: Stakes, *, may: bool) -> tuple[Numbers, Numbers]:
    """Return the pairs that clingo derives from what is known, and with ``may`` those that unknown stakes leave open."""
    import clingo

    control = clingo.Control(["--warn=none"])
    facts = "".join(f"own({a},{b},{part or 0})." for a, b, part in stakes)
    if may:
        facts += _MAY + "".join(f"own({a},{b},{part or 0},{100 if part is None else part})." for a, b, part in stakes)
    control.add("base", [], _PROGRAM + facts)
    control.ground([("base", [])])
    found: dict[str, Numbers] = {"controls": set(), "round": set(), "may": set()}
    with control.solve(yield_=True) as answers:
        for s in next(iter(answers)).symbols(shown=True):
            found[s.name].add((s.arguments[0].number, s.arguments[1].number))
    return found["controls"], (found["may"] | found["round"]) - found["controls"]


def by_company(graph: "Graph") -> tuple[Pairs, Pairs]:
    """Return the pairs in which control is sure and those in which it may be, each company asked once; nothing is known before."""
    from legalmodel.graph.derive.control import Control

    control = Control(graph, graph.actors, {})
    answers = {a: control.controlled(a, "majority", DAY) for a in graph.section("parties")}
    sure = {(a, b) for a, (surely, _) in answers.items() for b in surely if b is not a}
    return sure, {(a, b) for a, (_, perhaps) in answers.items() for b in perhaps}


def by_pair(graph: "Graph") -> tuple[Pairs, Pairs]:
    """Return the same, each pair asked alone."""
    from legalmodel.graph.derive.control import Control

    control = Control(graph, graph.actors, {})
    answers = {(a, b): control.controls(a, b, "majority", DAY) for a, b in permutations(graph.section("parties"), 2)}
    return {pair for pair, v in answers.items() if v is True}, {pair for pair, v in answers.items() if v not in (True, False)}


def rows(graphs: int = 100, rounds: int = 5) -> list[Row]:
    """Measure a hundred graphs on which all is known, then as many on which three stakes in ten are of unknown size."""
    return _rows("all known", 0.0, WANTED_KNOWN, graphs, rounds) + _rows("30 % unknown", 0.3, WANTED_UNKNOWN, graphs, rounds)


def of_limit(count: int = 20, rounds: int = 9) -> float:
    """Return the time for whom each company controls beside clingo's, as a part of what is wanted: the worse kind of graph.

    The least of each over many rounds in turn, for other work on the machine only adds: a median of few moved by a third.
    """
    found = []
    for unknown, wanted in ((0.0, WANTED_KNOWN), (0.3, WANTED_UNKNOWN)):
        owned, graphs = _made("gate", unknown, count)
        tasks: dict[str, Callable[[], object]] = {
            "ours": lambda graphs=graphs: [by_company(graph) for graph in graphs],  # type: ignore[misc]  # bound per turn
            "clingo": lambda owned=owned, may=bool(unknown): [by_clingo(stakes, may=may) for stakes in owned],  # type: ignore[misc]  # the same
        }
        times = interleaved(tasks, rounds)
        found.append(min(times["ours"]) / min(times["clingo"]) / wanted)
    return max(found)


def _made(title: str, unknown: float, count: int) -> "tuple[list[Stakes], list[Graph]]":
    """Return stakes and their graphs, on which this tool and clingo have found the same pairs."""
    owned = [random_stakes(seed, PARTIES, 90, unknown) for seed in range(count)]
    graphs = [_graph(stakes) for stakes in owned]
    for n, (stakes, graph) in enumerate(zip(owned, graphs, strict=True)):
        assert tuple(map(_numbers, by_company(graph))) == by_clingo(stakes, may=bool(unknown)), f"{title}: graph {n} differs"
    return owned, graphs


def _rows(title: str, unknown: float, at_most: float, count: int, rounds: int) -> list[Row]:
    owned, graphs = _made(title, unknown, count)
    for graph in graphs:
        assert by_company(graph) == by_pair(graph)
    tasks: dict[str, Callable[[], object]] = {
        "each company asked once": lambda: [by_company(graph) for graph in graphs],
        "pair by pair": lambda: [by_pair(graph) for graph in graphs],
        "clingo": lambda: [by_clingo(stakes, may=False) for stakes in owned],
    }
    if unknown:
        tasks["clingo, what may be as well"] = lambda: [by_clingo(stakes, may=True) for stakes in owned]
    times = interleaved(tasks, rounds)
    same_work = list(tasks)[-1]
    return [
        Row(f"control, {title}, {name}", median(times[name]) / count, ratio(times[name], times[other]), other, wanted)
        for other in list(tasks)[2:]
        for name, wanted in zip(list(tasks)[:2], (at_most if other == same_work else None, None), strict=True)
    ]


def _numbers(pairs: Pairs) -> Numbers:
    return {(int(a.id.removeprefix("company_")), int(b.id.removeprefix("company_"))) for a, b in pairs}


def _graph(stakes: Stakes) -> "Graph":
    from legalmodel.graph.build import build
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    return build(parse(read_bytes(written(owned_by(stakes, PARTIES)), "deal.yaml")))


if __name__ == "__main__":
    show(rows())
