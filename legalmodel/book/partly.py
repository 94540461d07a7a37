"""Judge a unit again by the rules that changed alone: of the deals that these can say something else of, and of no other.

What was found before tells which these are. A rule whose law does not reach a record still does not, as long as nothing was changed that says
whom it reaches; a changed text changes no outcome, and so on (``lawstate.RuleChange``). Only what is left is read and asked again.
"""

from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.errors import BadInput
from legalmodel.base.outcomes import FAVOURABLE, Outcome
from legalmodel.book.anew import draw_anew
from legalmodel.book.before import Before, DealKey, FindingState, JudgedBy
from legalmodel.book.finding_rows import finding_row, has_room
from legalmodel.book.kernel import KEPT, JudgedRows, Kernel, ReadyDeal, Settings, StoredDeal
from legalmodel.book.lawstate import Changed, RuleChange
from legalmodel.book.schemas import FINDINGS
from legalmodel.book.store import Unit
from legalmodel.judgment.finding import Finding
from legalmodel.law.thresholds import read_threshold

if TYPE_CHECKING:
    import pyarrow as pa


class Done(NamedTuple):
    """What judging did: deals judged whole, deals of which only some rules were asked again, deals left as they were."""

    whole: int = 0
    partly: int = 0
    kept: int = 0

    @property
    def all(self) -> int:
        """All deals."""
        return self.whole + self.partly + self.kept

    def __add__(self, other: "Done") -> "Done":  # type: ignore[override]  # counts are added, not joined
        return Done(*(a + b for a, b in zip(self, other, strict=True)))


class PartJob(NamedTuple):
    """A unit to be judged, by what, and what changed since it was; plain values, to be sent to another process."""

    folder: str
    unit: Unit
    settings: Settings
    law: str
    changed: Changed
    superseded: frozenset[DealKey]
    sound: bool
    """Whether this very code found its deals to have no fault."""


Made = dict[str, "list[pa.RecordBatch]"]
"""Table -> all its rows, where they are others than before."""

_SILENT = frozenset((Outcome.NOT_APPLICABLE.value, Outcome.NOT_EXAMINED.value))
_ANSWERS = frozenset((Outcome.PASS.value, Outcome.DOES_NOT_ARISE.value, Outcome.RESERVATION.value))
_NAMES = [column.name for column in FINDINGS[2:]]
_OUTCOME = _NAMES.index("outcome")
_TOLD = frozenset(_NAMES.index(name) for name in ("due", "sentence", "sentence_zh", "numbers", "unseen"))
"""Columns of a finding that no conclusion hangs on, and nothing that is summed up of a deal."""
_UNSEEN = _NAMES.index("unseen")
"""The last column, kept where a conclusion asked for it: no difference of what is said."""


def stored_deals(folder: Path, unit: Unit, sound: bool, keys: Collection[DealKey] | None = None) -> Iterator[StoredDeal]:
    """Yield the deals of a unit, or some of them."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    names = [*KEPT, "good", *(["plain"] if sound else [])]  # what other code took in may lack the newest column
    table = pq.read_table(folder / "entries" / unit.entries, columns=names)
    if keys is not None:
        table = table.filter(pc.is_in(table["deal"], value_set=pa.array(sorted({deal for deal, _ in keys}), pa.string())))
    for batch in table.to_batches(max_chunksize=50):
        for deal, version, format, raw, good, *plain in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if good and (keys is None or (deal, version) in keys):
                yield StoredDeal(deal, version, format, raw, sound, *plain)


def judge_partly(kernel: Kernel, folder: Path, job: PartJob) -> tuple[Made, Done]:
    """Ask again what the rules that changed say; where an outcome is another than before, the deal is judged whole.

    For what a rule says counts together with what others say: conclusions are drawn anew then, from all of it.
    """
    before = Before(folder, job.unit)
    judged = before.judged()
    asked = _to_ask(before, judged, job)
    new = _Again(before, asked, job.changed)
    for stored in stored_deals(folder, job.unit, job.sound, asked.keys()) if asked else ():
        new.ask(kernel, stored, judged[stored.deal, stored.version].law)
    return new.made(), new.done + Done(kept=len(judged) - new.done.all)


_WHOLE = "*"
"""In the place of a rule: the deal is judged whole."""


def _to_ask(before: Before, judged: dict[DealKey, JudgedBy], job: PartJob) -> dict[DealKey, set[str]]:
    """Return the deals of which something else may be said, each with the rules to be asked."""
    change = job.changed
    touched = {key: set(by.law.split()) for key, by in judged.items() if key not in job.superseded}
    asked: dict[DealKey, set[str]] = {}
    for key, instruments in touched.items():
        anew = {rule for rule, c in change.rules.items() if c.everywhere and c.instrument in instruments}
        if change.reach:  # whom an instrument reaches at all is known once the deal is built
            anew |= change.rules.keys()
        if anew:
            asked[key] = anew
    for state in before.states(change.rules):
        if state.key in touched and (rule := _again(change.rules[state.rule], state, judged[state.key].sources)):
            asked.setdefault(state.key, set()).add(rule)
    for key in asked:
        if judged[key].trouble:
            asked[key].add(_WHOLE)
    return asked


def _again(change: RuleChange, state: FindingState, sources: int) -> str:
    """Return which rule is to be asked again where it said this before: it, or all; none if it surely says the same."""
    if change.counts:
        return _WHOLE
    if change.only_texts:
        return state.rule if state.outcome == Outcome.FAIL.value else ""
    if _without(change, state) and not sources:
        return ""
    # on several days of an act, or by another source, it may be excluded for several reasons, of which one was kept
    sure = state.days == 1 and not sources and state.outcome in _SILENT
    return "" if sure and state.excluded_by in change.stays else state.rule


def _without(change: RuleChange, state: FindingState) -> bool:
    """Tell whether no number that changed was read to find this, or each is within its room still, so that the rule finds it again.

    A fail names numbers in its sentence, and a favourable answer is proved by all that holds beside what was read.
    """
    if change.numbers is None or state.numbers is None or state.outcome == Outcome.FAIL.value or state.outcome in _ANSWERS:
        return False
    for number in state.numbers:
        name = number.partition(" ")[0]
        if name in change.numbers and not has_room(number, _plain(change.numbers[name])):
            return False
    return True


def _plain(written: str) -> Decimal | None:
    """Return a number of the law, or the figure of an amount; None if it is a day."""
    value = read_threshold(written)
    amount = getattr(value, "amount", value)
    return amount if isinstance(amount, Decimal) else None


class _Again:
    """What some deals of a unit are found to be now, beside what they were."""

    def __init__(self, before: Before, asked: dict[DealKey, set[str]], change: Changed) -> None:
        self.before, self.asked, self.change = before, asked, change
        by_rule = {key for key, rules in asked.items() if _WHOLE not in rules}
        self._said = before.findings(by_rule, change.rules) if by_rule else {}
        self._calm = before.favourable(c.value for c in FAVOURABLE) if by_rule else set()
        self._rows = JudgedRows.empty()
        self._whole: list[DealKey] = []
        self._parts: list[tuple[DealKey, str]] = []
        self.done = Done()

    def ask(self, kernel: Kernel, stored: StoredDeal, law: str) -> None:
        """Ask of one deal the rules that changed."""
        key = (stored.deal, stored.version)
        ready = None if _WHOLE in self.asked[key] else self._ready(kernel, stored, law)
        found = self._found(kernel, ready, self.asked[key]) if ready else None
        if ready and found is not None and self._alike(key, found):
            self._take_parts(key, found)
            self.done += Done(partly=1)
        else:
            self._whole.append(key)
            self.done += Done(whole=1)
            if not (ready and found is not None and self._drawn_anew(kernel, key, ready, found)):
                kernel.judge_into(self._rows, stored, ready)
                return
        ready.graph.let_go()

    def _drawn_anew(self, kernel: Kernel, key: DealKey, ready: ReadyDeal, found: dict[str, list[Finding]]) -> bool:
        return draw_anew(kernel, self._rows, key, ready, found, self.before.finding_rows(key))

    def _take_parts(self, key: DealKey, found: dict[str, list[Finding]]) -> None:
        said = self._said.get(key, {})
        for rule, findings in found.items():
            rows = [finding_row(f) for f in findings]
            if [row[:_UNSEEN] for row in rows] != [row[:_UNSEEN] for row in said.get(rule, [])]:
                self._parts.append((key, rule))
                self._rows.findings.all += [key + row for row in rows]

    def _ready(self, kernel: Kernel, stored: StoredDeal, law: str) -> ReadyDeal | None:
        """Return a deal read and built; None if it cannot be judged, or other instruments reach it."""
        try:
            ready = kernel.ready(stored, law=None if self.change.reach else law)
        except BadInput:
            return None
        same = not self.change.reach or set(ready.law.instruments) == set(law.split())
        return ready if same else None

    def _found(self, kernel: Kernel, ready: ReadyDeal, rules: set[str]) -> dict[str, list[Finding]] | None:
        """Return what the rules asked say of a deal now; None if it cannot be judged."""
        found: dict[str, list[Finding]] = {rule: [] for rule in rules}
        try:
            for finding in kernel.findings_by(ready, rules):
                found[finding.rule.id].append(finding)
        except BadInput:
            return None
        return found

    def _alike(self, key: DealKey, found: dict[str, list[Finding]]) -> bool:
        """Tell whether no conclusion can hang on what is other than before: outcomes are the same, and so is what they count for."""
        said = self._said.get(key, {})
        for rule, findings in found.items():
            rows, old = [finding_row(f) for f in findings], said.get(rule, [])
            if len(rows) != len(old) or any(not _same_outcome(a, b) for a, b in zip(rows, old, strict=True)):
                return False
            # an answer may rest on other facts now, and a favourable line says on which papers it rests
            if key in self._calm and not self.change.rules[rule].only_texts and any(row[_OUTCOME] in _ANSWERS for row in rows):
                return False
        return True

    def made(self) -> Made:
        """Return the tables that are others than before."""
        made: Made = {}
        if self._whole:
            for rows in (self._rows.lines, self._rows.judged):
                made[rows.table] = self.before.with_new(rows, self._whole).to_batches()
        if self._whole or self._parts:
            made["findings"] = self.before.with_new(self._rows.findings, self._whole, self._parts).to_batches()
        return made


def _same_outcome(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(a == b for n, (a, b) in enumerate(zip(one, other, strict=True)) if n not in _TOLD)
