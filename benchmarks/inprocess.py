"""One deal of 57 kB, warm and in process: each hop of the run beside ``yaml.load(..., CSafeLoader)`` on the same bytes."""

import statistics
from datetime import date

from deals import big_deal, written
from measure import Row, interleaved, ratio, show

DAY = date(2026, 11, 25)


def rows(rounds: int = 15) -> list[Row]:
    """Measure every hop alone, then all of them, with places, as ``check`` does them."""
    import yaml

    from legalmodel.graph.build import build
    from legalmodel.judgment.judge import judge
    from legalmodel.law.load import load_law
    from legalmodel.model.parse import parse
    from legalmodel.text.read import read_bytes

    data, law = written(big_deal()), load_law()
    source = read_bytes(data, "deal.yaml")
    deal = parse(source)

    def whole() -> object:
        source = read_bytes(data, "deal.yaml")
        return judge(build(parse(source), source.place), law, DAY)

    tasks = {
        "CSafeLoader alone": lambda: yaml.load(data, yaml.CSafeLoader),
        "read, with places": lambda: read_bytes(data, "deal.yaml"),
        "parse and check": lambda: parse(source),
        "build": lambda: build(deal, source.place),
        f"judge ({len(law.rules)} rules)": lambda: judge(build(deal, source.place), law, DAY),
        "read + parse + build + judge": whole,
    }
    times = interleaved(tasks, rounds)
    base = times["CSafeLoader alone"]
    limits = {"read + parse + build + judge": 2.0}
    return [Row(name, statistics.median(t), ratio(t, base), "CSafeLoader", limits.get(name)) for name, t in times.items()]


if __name__ == "__main__":
    show(rows())
