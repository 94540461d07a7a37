"""How time grows with the deal: per relation it should stay the same. Also long chains and rings of holdings."""

import statistics
from datetime import date

from deals import big_deal, chain, ring, written
from measure import Row, interleaved, show

DAY = date(2026, 6, 30)


def rows(rounds: int = 3) -> list[Row]:
    """Measure reading and checking, building, and one question, from 50 to 2,500 parties (a file has at most 60,000 values); then a chain and a ring."""
    from legalmodel.graph.build import build
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    found: list[Row] = []
    first: dict[str, float] = {}
    for parties in (50, 500, 2500):
        data = written(big_deal(parties, parties * 2))
        deal = parse(read_bytes(data, "deal.yaml"))
        tasks = {
            "read and parse": lambda data=data: parse(read_bytes(data, "deal.yaml")),
            "build": lambda deal=deal: build(deal),
            "build, and ask who holds a class": lambda deal=deal: _holders(build(deal)),
        }
        for name, times in interleaved(tasks, rounds).items():
            each = statistics.median(times) / (parties * 2)
            base = first.setdefault(name, each)
            found.append(Row(f"{name}, {parties} parties, per relation", each, each / base, "50 parties"))
    return found + _long(rounds)


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


def _holders(graph: object) -> object:
    return graph.ask("holders", (graph.things["securities", "class_0"],), DAY)  # type: ignore[attr-defined]  # a Graph


def _controls(graph: object, a: str, b: str) -> None:
    things = graph.things  # type: ignore[attr-defined]  # a Graph
    answer = graph.ask("controls", (things["parties", a], things["parties", b], "majority"), DAY)  # type: ignore[attr-defined]  # a Graph
    assert answer is True, (a, b, answer)


if __name__ == "__main__":
    show(rows())
