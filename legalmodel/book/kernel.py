"""The kernel: the bytes of deals in, rows of findings and conclusions out. One evaluator, wherever it runs.

It is the same run as that of one deal (``api.py``): read, parse, build, judge. What it saves on many deals is what they share: the law is
loaded once, and what only a reader of one deal wants (proofs, places, what to find out next) is not made.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from legalmodel.base.errors import BadInput
from legalmodel.base.language import say
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path, Place
from legalmodel.book.finding_rows import finding_row, lines_into
from legalmodel.book.schemas import Rows
from legalmodel.book.told import NOTHING_TOLD, Summed, told_of
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.judge import judge
from legalmodel.judgment.systems import places_of
from legalmodel.law.files import instrument_files
from legalmodel.law.load import Law, load_law
from legalmodel.law.only_for import out_of_reach
from legalmodel.law.reach import Reach
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse, parse_sound
from legalmodel.text.read import Source, read_bytes, read_sound

if TYPE_CHECKING:
    import pyarrow as pa


class Settings(NamedTuple):
    """By what deals are judged: the day of the run, and further folders of law; plain values, to be sent to another process."""

    run_day: date
    packs: tuple[str, ...] = ()


class StoredDeal(NamedTuple):
    """A deal as the book keeps it; ``sound`` if this very code found no fault in it when it was taken in; ``plain``, of YAML, as JSON."""

    deal: str
    version: int
    format: str
    raw: bytes
    sound: bool = False
    plain: str = ""


KEPT = StoredDeal._fields[:4]
"""The columns that the kernel reads."""


class JudgedRows(NamedTuple):
    """Rows of findings, of conclusions, and one a deal that says how it was judged."""

    findings: Rows
    lines: Rows
    judged: Rows

    @classmethod
    def empty(cls) -> "JudgedRows":
        """Return no rows."""
        return cls(Rows("findings"), Rows("lines"), Rows("judged"))


class ReadyDeal(NamedTuple):
    """A deal read and built, and the law that can reach it."""

    source: Source
    deal: Deal
    graph: Graph
    law: Law


class Kernel:
    """Judges deals, one after the other, by one law for one day."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._packs = tuple(FilePath(pack) for pack in settings.packs)
        law = load_law(*self._packs)
        if self._packs:
            from legalmodel.law.attested import on_attested_law

            law = on_attested_law(law, self._packs, settings.run_day)
        self._law = law
        self._files = () if self._packs else tuple(instrument_files())
        self._reach: Reach = law.reach
        self._horizon = Horizon(settings.run_day, None)
        self._parts: dict[frozenset[FilePath], Law] = {}
        self._named_parts: dict[str, Law] = {}

    def rows(self, deals: Iterable[StoredDeal]) -> JudgedRows:
        """Judge deals whole. What cannot be judged has a row that says why, and no findings."""
        made = JudgedRows.empty()
        for stored in deals:
            self.judge_into(made, stored)
        return made

    def judge_into(self, made: JudgedRows, stored: StoredDeal, ready: ReadyDeal | None = None) -> None:
        """Judge one deal and add its rows; ``ready``, which cannot be asked after that, if it was read and built before."""
        try:
            ready = ready or self.ready(stored)
            judgment = self._judged(ready)
        except BadInput:
            _not_judged(made, stored, self.settings.run_day, self._why_not(stored))
            return
        key = (stored.deal, stored.version)
        lines_into(made.lines, key, judgment.lines)  # first: what these ask of findings is kept with the findings
        rows = list(map(finding_row, judgment.findings))
        made.findings.all += [key + row for row in rows]
        judged_into(made.judged, key, judgment.findings, self.settings.run_day, ready, told_of(rows))
        ready.graph.let_go()

    def _judged(self, ready: ReadyDeal, rules: Collection[str] | None = None) -> Judgment:
        """Judge a deal, by some rules or all; where its sources differ, mark what another of them would change. Raises BadInput."""
        graph, day = ready.graph, self.settings.run_day
        judgment = judge(graph, _only(ready.law, rules), day)
        if sources_of(graph):

            def again(values: Mapping[Path, Any]) -> Judgment:
                other = build(ready.deal, _nowhere, values, horizon=self._horizon)
                return judge(other, _only(self._law_for(ready.deal, other), rules), day)

            mark_conflicts(judgment, graph, again)
        return judgment

    def ready(self, stored: StoredDeal, places: bool = False, law: str | None = None) -> ReadyDeal:
        """Read and build a deal; without the places of its facts, which no row tells. Raises BadInput.

        ``law`` names the instruments that can reach it, with blanks between, where that is known.
        """
        name = f"{stored.deal}.{stored.format}"
        source = read_sound(stored.raw, name, stored.plain) if stored.sound else read_bytes(stored.raw, name)
        deal = (parse_sound if stored.sound else parse)(source)
        graph = build(deal, source.place if places else _nowhere, horizon=self._horizon)
        return ReadyDeal(source, deal, graph, self._law_for(deal, graph) if law is None else self._named(law))

    def _why_not(self, stored: StoredDeal) -> str:
        """Return why a deal cannot be judged, with the line."""
        try:
            ready = self.ready(stored, places=True)
            self._judged(ready)
        except BadInput as error:
            first = error.faults[0]
            return say("line {line}: {cause}", line=first.place.line, cause=first.cause)
        return ""

    def findings_by(self, ready: ReadyDeal, rules: Collection[str]) -> tuple[Finding, ...]:
        """Return what some rules say of a deal, in the order of the law; those that cannot reach it say nothing. Raises BadInput."""
        return self._judged(ready, rules).findings if not ready.law.rules.keys().isdisjoint(rules) else ()

    def _named(self, instruments: str) -> Law:
        """Return the part of the law of some instruments, made once for all deals that it fits."""
        if instruments not in self._named_parts:
            ids = set(instruments.split())
            rules = {id: rule for id, rule in self._law.rules.items() if rule.head.id in ids}
            heads = {id: head for id, head in self._law.instruments.items() if id in ids}
            self._named_parts[instruments] = self._law._replace(rules=rules, instruments=heads)
        return self._named_parts[instruments]

    def _law_for(self, deal: Deal, graph: Graph) -> Law:
        """Return the law that can reach a deal: the part of what is loaded, made once for all deals that it fits."""
        if self._packs:
            return self._law
        left_out = out_of_reach(deal, self._files, places_of(graph, self._reach))
        if left_out not in self._parts:
            self._parts[left_out] = self._without({str(path) for path in left_out})
        return self._parts[left_out]

    def _without(self, files: Collection[str]) -> Law:
        rules = {id: rule for id, rule in self._law.rules.items() if rule.source.name not in files}
        gone = {rule.head.id for rule in self._law.rules.values() if rule.source.name in files}
        heads = {id: head for id, head in self._law.instruments.items() if id not in gone}
        return self._law._replace(rules=rules, instruments=heads)


def _only(law: Law, rules: Collection[str] | None) -> Law:
    return law if rules is None else law._replace(rules={id: rule for id, rule in law.rules.items() if id in rules})


def sources_of(graph: Graph) -> int:
    """Return how many documents say something else than a deal goes by."""
    return len({document for _, document, _ in graph.sourced()})


def map_findings(batches: "Iterable[pa.RecordBatch]", settings: Settings) -> "Iterator[pa.RecordBatch]":
    """Judge batches with the columns deal, version, format, raw; yield their findings, some deals at a time.

    This is the function for ``DataFrame.mapInArrow`` of Spark; the processes of this machine run the same kernel.
    """
    kernel = Kernel(settings)
    for batch in batches:
        deals = stored_in(batch)
        while lot := list(islice(deals, _LOT)):
            yield kernel.rows(lot).findings.batch()


_LOT = 50
"""Deals whose findings are held at once; a batch of Spark may hold ten thousand."""


def stored_in(batch: "pa.RecordBatch") -> Iterator[StoredDeal]:
    """Yield the deals of a batch, one after the other."""
    columns = [batch.column(name) for name in KEPT]
    for n in range(batch.num_rows):
        yield StoredDeal(*(column[n].as_py() for column in columns))


def judged_into(
    rows: Rows, key: tuple[str, int], found: Sequence[Finding], run_day: date, ready: ReadyDeal, told: Summed
) -> None:
    """Add the row that sums a deal up."""
    fails = [f for f in found if f.outcome is Outcome.FAIL]
    rows.add(
        (
            *key,
            run_day,
            len(found),
            sum(f.fails for f in fails),
            sum(f.doubtful for f in fails),
            sum(f.outcome is Outcome.UNKNOWN and not f.harmless for f in found),
            sum(f.outcome is Outcome.JUDGEMENT for f in found),
            " ".join(ready.law.instruments),
            "",
            sources_of(ready.graph),
            *told,
        )
    )


def _not_judged(made: JudgedRows, stored: StoredDeal, run_day: date, why: str) -> None:
    made.judged.add((stored.deal, stored.version, run_day, 0, 0, 0, 0, 0, "", why, 0, *NOTHING_TOLD))


def _nowhere(_: Path) -> Place:
    return _NOWHERE


_NOWHERE = Place("", 1, 1)
