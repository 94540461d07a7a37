"""What judging takes by the 156 rules of 2026-11-25, frozen, from the bytes of a file to its conclusions: ``python benchmarks/frozen.py``.

The law that ships grows, so a figure by it says little of the code; these are the figures that are wanted (issue 25), each as a ratio
within one run. On the way it is asserted that the same outcomes come out, however a deal is written, and as many as when the law was frozen.
Time is that of the processor, the least of some rounds, since other programs only ever add.
"""

import gc
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

from deals import big_deal, written
from inprocess import frozen_law
from measure import ROOT
from reference import ten_rules
from reference_deals import by_hand, reference_deal

from legalmodel.book.finding_rows import finding_row
from legalmodel.book.schemas import Rows
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.judge import judge
from legalmodel.model.parse import parse, parse_sound
from legalmodel.text.read import read_bytes

if TYPE_CHECKING:
    from legalmodel.judgment.drawn import Judgment
    from legalmodel.law.load import Law

DAY = date(2026, 11, 25)
ASSUMED = b'\nassumptions:\n  nothing: {text: "no field rests on it", by: "nobody", why: "to be timed"}\n'


class Wanted(NamedTuple):
    """A figure: what it is, how it is measured, what is wanted of it, and over what it fails in continuous integration."""

    what: str
    measure: Callable[[], float]
    wanted: float
    ceiling: float


def least(tasks: dict[str, Callable[[], object]], rounds: int = 7) -> dict[str, float]:
    """Return the least processor time of each task, the tasks taken in turn, in seconds."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            gc.collect()
            gc.disable()
            start = process_time()
            task()
            taken[name].append(process_time() - start)
            gc.enable()
    return {name: min(times[1:]) for name, times in taken.items()}  # the first warms up


def whole(data: bytes, law: "Law") -> "Judgment":
    """Judge a file from its bytes, with conclusions and what to find out next."""
    source = read_bytes(data, "deal.yaml")
    judgment = judge(build(parse(source), source.place), law, DAY)
    assert judgment.lines and judgment.next_facts is not None  # drawn when they are asked for
    return judgment


def outcomes(judgment: "Judgment") -> Counter[str]:
    """Count the findings by outcome."""
    return Counter(finding.outcome.value for finding in judgment.findings)


@cache
def frozen() -> "Law":
    """Return the frozen rules, all of them run once: their closures are made on the first run."""
    law = frozen_law()
    for data in (made_up(), zhongyu()):
        whole(data, law)
    return law


def made_up() -> bytes:
    """Return the made-up deal of 57 kB."""
    return written(big_deal())


def zhongyu() -> bytes:
    """Return a real deal."""
    return (ROOT / "templates" / "zhongyu-2016-1" / "deal.yaml").read_bytes()


def beside_loader(data: bytes, findings: int) -> float:
    """Return the time of a file beside that of the loader of YAML in C on the same bytes."""
    import yaml

    law = frozen()
    assert len(whole(data, law).findings) == findings
    times = least({"whole": lambda: whole(data, law), "loader": lambda: yaml.load(data, yaml.CSafeLoader)})
    return times["whole"] / times["loader"]


def with_an_assumption() -> float:
    """Return the time of a deal with one assumption beside that of the same without, the worse of two deals."""
    return max(_beside_plain(data, data + ASSUMED, alike=True) for data in (made_up(), zhongyu()))


def known_to_the_month() -> float:
    """Return the time of a deal whose days are known to the month beside that of the same with full days, the worse of two."""
    return max(_beside_plain(data, re.sub(rb"(?<![\d-])(\d{4}-\d\d)-\d\d\b", rb"\1", data)) for data in (made_up(), zhongyu()))


def _beside_plain(plain: bytes, changed: bytes, *, alike: bool = False) -> float:
    law = frozen()
    first, second = outcomes(whole(plain, law)), outcomes(whole(changed, law))
    assert (first == second) if alike else first.total() == second.total()
    times = least({"plain": lambda: whole(plain, law), "changed": lambda: whole(changed, law)})
    return times["changed"] / times["plain"]


BOOK_DEALS = 12


def beside_book(format: str) -> float:
    """Return the time of a made-up deal of 15 kB in a book, to its rows, beside that of the loader on the deal of 57 kB."""
    import yaml

    law, texts, files, unit = frozen(), of_book("yaml"), of_book(format), made_up()
    assert [_in_a_book(file, format, law) for file in files] == [len(whole(text, law).findings) for text in texts]
    times = least(
        {"book": lambda: [_in_a_book(file, format, law) for file in files], "loader": lambda: yaml.load(unit, yaml.CSafeLoader)}
    )
    return times["book"] / BOOK_DEALS / times["loader"]


def of_book(format: str) -> list[bytes]:
    """Return some made-up deals of 15 kB, as YAML or JSON."""
    texts = [written(big_deal(14, 46, seed=n + 1)) for n in range(BOOK_DEALS)]
    return [_as_json(text) if format == "json" else text for text in texts]


def _as_json(text: bytes) -> bytes:
    return json.dumps(read_bytes(text, "deal.yaml").data, ensure_ascii=False, default=float).encode()


def _in_a_book(file: bytes, format: str, law: "Law") -> int:
    """Judge a deal as a book does (``book/kernel.py``), and return how many findings it has."""
    graph = build(parse_sound(read_bytes(file, f"deal.{format}")), horizon=Horizon(DAY, None))
    judgment, rows = judge(graph, law, DAY), Rows("findings")
    rows.all += [("deal", 1, *finding_row(f)) for f in judgment.findings]
    assert judgment.lines
    return len(judgment.findings)


def ten_rules_told() -> float:
    """Return the time of ten rules from the bytes of a deal to each fail proved and told, beside that of the loader and the rules by hand."""
    import yaml

    law, data = ten_rules(), reference_deal(0)
    raw = json.dumps(data).encode()
    text = yaml.dump(data, allow_unicode=True, sort_keys=False).encode()

    def told() -> set[tuple[str, str]]:
        source = read_bytes(text, "deal.yaml")
        fails = [f for f in judge(build(parse(source), source.place), law, DAY).findings if f.outcome == "fail" and f.subject]
        assert all(f.proofs and f.sentence for f in fails)
        return {(f.rule.id.split("-")[0], f.subject.id) for f in fails if f.subject}

    def other() -> set[tuple[str, str]]:
        return by_hand(yaml.load(text, yaml.CSafeLoader))

    assert told() == by_hand(json.loads(raw)) == other()
    times = least({"told": told, "by hand": other})
    return times["told"] / times["by hand"]


FIGURES = (
    Wanted("57 kB, frozen law, bytes to next facts, beside CSafeLoader", lambda: beside_loader(made_up(), 1346), 2.5, 5.7),
    Wanted("Zhongyu, frozen law, the same", lambda: beside_loader(zhongyu(), 289), 2.7, 7.0),
    Wanted("with one assumption, beside without", with_an_assumption, 1.3, 1.4),
    Wanted("days known to the month, beside full days", known_to_the_month, 1.3, 2.3),
    Wanted("15 kB in a book, JSON, beside CSafeLoader on 57 kB", lambda: beside_book("json"), 0.36, 2.1),
    Wanted("15 kB in a book, YAML, beside CSafeLoader on 57 kB", lambda: beside_book("yaml"), 0.6, 2.8),
    Wanted("ten rules, bytes to fails told, beside by hand", ten_rules_told, 1.4, 2.8),
)
"""A deal of a book took 1.8 times the loader on 57 kB by the code of 2026-11-29, from YAML and from JSON alike: a fifth of that is wanted
from JSON, a third from YAML.
"""


def main() -> int:
    for figure in FIGURES:
        print(f"{figure.what:60} {figure.measure():6.2f}   wanted {figure.wanted}, at most {figure.ceiling}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
