"""How time grows with the deal: per relation it should stay the same, for reading, building, and every question of the graph.

Each question is asked on a fresh graph about one subject: the first records that fit, and the last. A row gives the worst of them, at the
largest size, and by how much the time per relation grew at most from one size to a larger one.
"""

import gc
import statistics
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import product
from time import process_time
from typing import TYPE_CHECKING, Any

from deals import Data, big_deal, chain, ring, written
from growth_deals import LINKS, linked
from measure import Row, interleaved, show

if TYPE_CHECKING:
    from legalmodel.base.kinds import Kind
    from legalmodel.graph.graph import Graph

DAY = date(2026, 6, 30)
SIZES = (50, 500, 5000)
GROUP_SIZES = (50, 500)
"""For parties of one group, since whether two of them belong to it is asked pair by pair."""
LIMIT = 2.0
_WORDS = {
    "code function": "servicing",
    "choice recourse_class": "credit",
    "choice failing_role": "servicer",
    "text": "majority",
    "share": Decimal("0.25"),
}
"""What is asked about where a question takes no record: a word, or a share as the threshold of ``behind``."""
_HELD = {"security", "actor", "hop"}
"""Sorts of records that can be held, among those that a question takes for any."""


def shapes() -> dict[str, Callable[[int], Data]]:
    """Return how deals are made: one of all sorts of relations, and the worst that each relation can be."""
    found: dict[str, Callable[[int], Data]] = {"all relations": lambda n: big_deal(n, n * 2)}
    for relation in LINKS:
        found[f"chain of {relation}"] = partial(linked, relation)
        found[f"ring of {relation}"] = partial(linked, relation, closed=True)
    found["chain of affiliates, lists open"] = partial(linked, "affiliates", complete=False)
    return found


def rows(rounds: int = 3) -> list[Row]:
    """Measure all shapes at all sizes; then control along a chain and a ring."""
    found: list[Row] = []
    for shape, make in shapes().items():
        times: dict[str, list[float]] = {}
        for parties in GROUP_SIZES if "affiliates" in shape else SIZES:
            for what, each in _measured(make(parties), rounds).items():
                times.setdefault(what, []).append(each)
        found += [_row(f"{shape}: {what}", each) for what, each in times.items()]
    return found + _long(rounds)


def _row(what: str, each: list[float]) -> Row:
    growth = max(late / early for n, early in enumerate(each) for late in each[n + 1 :])
    return Row(f"{what}, per relation", each[-1], growth, "the least of fewer parties", LIMIT)


def _measured(made: Data, rounds: int) -> dict[str, float]:
    """Return milliseconds per relation of each hop, and of each question from one subject."""
    from legalmodel.graph.build import build
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    data = written(made)
    relations = sum(len(v) for k, v in made.items() if isinstance(v, dict) and k not in ("deal", "parties"))
    deal = parse(read_bytes(data, "deal.yaml"))
    tasks = {"read and parse": lambda: parse(read_bytes(data, "deal.yaml")), "build": lambda: build(deal)}
    times = {name: min(each) for name, each in interleaved(tasks, rounds).items()}
    return {name: each / relations for name, each in (times | _asked(build(deal), rounds)).items()}


def _asked(graph: "Graph", rounds: int) -> dict[str, float]:
    """Return milliseconds for each question, about the worst of the subjects that fit."""
    from legalmodel.graph.signatures import SIGNATURES

    found = {}
    gc.disable()
    for question, signature in SIGNATURES.items():
        fits = [fitting(graph, parameter.kind) for parameter in signature.parameters]
        subjects = [each for each in product(*fits) if differ(each)]
        found[question] = max(min(_answer(graph, question, each) for _ in range(rounds)) for each in subjects)
    gc.enable()
    return found


def differ(subjects: tuple[Any, ...]) -> bool:
    """Tell whether no record is asked about itself."""
    paths = [each.path for each in subjects if not isinstance(each, str | Decimal)]
    return len(set(paths)) == len(paths)


def fitting(graph: "Graph", kind: "Kind") -> list[Any]:
    """Return what can be asked about: of each section that fits the first record and the last."""
    from legalmodel.model.deal import SECTIONS, SORTS

    if kind.name != "thing":
        return [_WORDS[str(kind)]]
    wanted = _HELD if kind.of == "any" else {kind.of}
    fits = [graph.section(name).known for name, sort in SECTIONS.items() if wanted & {sort, SORTS.get(sort)}]
    return list({thing.path: thing for known in fits if known for thing in (known[0], known[-1])}.values())


def _answer(graph: "Graph", question: str, subjects: tuple[Any, ...]) -> float:
    """Return milliseconds that an answer takes which nobody asked for before."""
    from legalmodel.graph.graph import Graph
    from legalmodel.model.deal import SECTIONS

    fresh = Graph(graph.deal, graph.things, graph.records, {s: graph.section(s) for s in SECTIONS}, graph.place, {})
    start = process_time()
    fresh.ask(question, subjects, DAY)
    return (process_time() - start) * 1e3


def _long(rounds: int) -> list[Row]:
    from legalmodel.graph.build import build
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    found = []
    for name, shape, lengths, last in (
        ("chain of majorities", chain, (500, 1000), -1),
        ("ring of cross-holdings", ring, (1000, 2000), 1),
    ):
        half = 0.0
        for length in lengths:
            deal = parse(read_bytes(written(shape(length)), "deal.yaml"))
            end = f"company_{length - 1 if last < 0 else length // 2}"
            times = interleaved({"ask": lambda deal=deal, end=end: _controls(build(deal), "company_0", end)}, rounds)["ask"]
            taken = statistics.median(times)
            found.append(
                Row(
                    f"build, and ask for control along a {name} of {length}",
                    taken,
                    taken / half if half else None,
                    "half as long",
                )
            )
            half = taken
    return found


def _controls(graph: object, a: str, b: str) -> None:
    things = graph.things  # type: ignore[attr-defined]  # a Graph
    answer = graph.ask("controls", (things["parties", a], things["parties", b], "majority"), DAY)  # type: ignore[attr-defined]  # a Graph
    assert answer is True, (a, b, answer)


if __name__ == "__main__":
    show(rows())
