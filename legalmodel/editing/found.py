"""What was found of a text that is being edited stands as long as no edit moves it; what may have moved is looked for anew, by the same means.

An edit that leaves all facts as they are (a comment, a blank line) moves nothing but lines. One that changes figures or plain text moves what may
read them. Any other edit may move anything.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from legalmodel.base.language import spoken
from legalmodel.base.places import Path
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.doubts import Doubt, DoubtsBefore, doubts_of
from legalmodel.judgment.judge import judge
from legalmodel.judgment.moved import checks_moved, fails_retold, moved_by, standing
from legalmodel.judgment.pack import load_pack
from legalmodel.judgment.systems import places_of
from legalmodel.law.load import load_law_for, shipped_reach
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.judgment.drawn import Judgment
    from legalmodel.judgment.finding import Finding
    from legalmodel.law.load import Law

Made = TypeVar("Made")

_LOOKS_KEPT = 100_000
"""A deal of which judging took more looks at lists than that is judged whole each time: whether it is too much to compare is then counted as ever."""


class _StateJudged(NamedTuple):
    data: dict[str, Any]
    run_day: date
    law: "Law"
    findings: "tuple[Finding, ...]"
    looked: int


class FoundBefore:
    """What was found of the states of one text: of the last that could be read its deal, its doubts and its findings."""

    def __init__(self) -> None:
        self._parsed: tuple[dict[str, Any], Deal] | None = None
        self._kept: dict[str, tuple[dict[str, Any], Any, Any]] = {}
        self._doubted: tuple[dict[str, Any], date, DoubtsBefore] | None = None
        self._judged: _StateJudged | None = None
        self._told: dict[tuple[str, Path], Any] = {}
        self._told_in = ""

    def parse(self, source: Source) -> Deal:
        """Return the deal of a text. Raises BadInput with all faults."""
        before = self._parsed
        deal = before[1] if before and not any(differing(before[0], source.data)) else parse(source)
        self._parsed = source.data, deal
        return deal

    def doubts(self, deal: Deal, source: Source, run_day: date) -> tuple[Doubt, ...]:
        """Return the doubts of a deal; their places are found by their paths."""
        return self.kept("doubts", source, run_day, lambda: self._doubt(deal, source, run_day))

    def _doubt(self, deal: Deal, source: Source, run_day: date) -> tuple[Doubt, ...]:
        graph, before = build(deal, source.place), self._doubted
        if before is None or before[1] != run_day:
            by_check = DoubtsBefore()
        else:
            by_check = before[2]
            by_check.moved = checks_moved(differing(before[0], source.data), graph, load_pack().checks)
        self._doubted = None  # should looking be broken off, nothing of it stands
        found = doubts_of(graph, run_day, by_check)
        self._doubted = source.data, run_day, by_check
        return found

    def kept(self, name: str, source: Source, asked: Any, make: Callable[[], Made]) -> Made:
        """Return what was made before of the same facts, asked in the same way; else make it. It must hold paths, and no places."""
        before = self._kept.get(name)
        same = before is not None and before[1] == asked and not any(differing(before[0], source.data))
        made: Made = before[2] if before is not None and same else make()
        self._kept[name] = source.data, asked, made
        return made

    def judge(self, deal: Deal, source: Source, run_day: date) -> "Judgment":
        """Judge a deal as of its acts. Raises BadInput as judging does."""
        graph = build(deal, source.place, horizon=Horizon(run_day))
        law = load_law_for(deal, places_of(graph, shipped_reach()))
        judgment = judge(graph, law, run_day, standing=self._standing(graph, law, source, run_day))
        self._judged = _StateJudged(source.data, run_day, law, judgment.findings, graph.meter.looked)
        return judgment

    def told(self, fail: "Finding", make: "Callable[[Finding], Made]") -> Made:
        """Return what is told of a fail of the state judged last: as it was told before, where neither the fail nor its words can have moved."""
        key = fail.rule.id, fail.subject_path
        if key not in self._told:
            self._told[key] = make(fail)
        made: Made = self._told[key]
        return made

    def _standing(self, graph: Graph, law: "Law", source: Source, run_day: date) -> Any:
        before, told = self._judged, self._told
        self._told = {}
        if before is None or before.law is not law or before.run_day != run_day or before.looked > _LOOKS_KEPT:
            self._told_in = spoken()
            return {}
        paths = tuple(differing(before.data, source.data))
        if self._told_in == spoken():
            retold = fails_retold(paths, graph, law.rules)
            self._told = {key: each for key, each in told.items() if key[0] not in retold}
        self._told_in = spoken()
        moved = moved_by(paths, graph, law.rules)
        return standing(before.findings, moved) if len(moved) < len(law.rules) else {}


def differing(before: Any, now: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the paths at which two readings of a file differ, in the order of keys too: the path of a value, or of the record that was put in or left out."""
    if before is now:
        return
    if not (isinstance(before, dict) and isinstance(now, dict)):
        if type(before) is not type(now) or repr(before) != repr(now):
            yield path
        return
    if list(before) != list(now):
        common = [key for key in now if key in before]
        if [key for key in before if key in now] != common:
            yield path
            return
        yield from ((*path, key) for key in before.keys() ^ now.keys())
    for key, value in now.items():
        if key in before:
            yield from differing(before[key], value, (*path, key))
