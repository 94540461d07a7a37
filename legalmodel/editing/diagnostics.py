"""What is wrong with a text, where: faults of form, the file held against itself, and, on demand, what law says of the deal."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault
from legalmodel.base.language import say, spoken
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import Path, Place
from legalmodel.editing.sheet import DealText, Extent
from legalmodel.text.changes import GONE
from legalmodel.text.changes import at as at_path
from legalmodel.text.read import Source

if TYPE_CHECKING:
    from legalmodel.judgment.drawn import Judgment, NextFact
    from legalmodel.judgment.finding import Finding

ERROR, WARNING, INFORMATION, HINT = "error", "warning", "information", "hint"
_LAW_MOST = 200
"""How many notes of law are given at once."""


class Diagnosis(NamedTuple):
    """One thing to be told at a spot.

    ``source`` is ``form``, ``doubt`` or ``law``; ``code`` that of the fault, the id of the check or of the rule; ``path`` the fact that it is about, where
    that is known; ``related`` are other spots, each with a few words; ``missing`` the fields of the record at ``path`` that are waited for.
    """

    start: int
    end: int
    level: str
    source: str
    code: str
    words: str
    fix: str = ""
    path: Path = ()
    related: tuple[tuple[Extent, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The words, with what to do behind them."""
        return say("{words}. Fix: {fix}", words=self.words, fix=self.fix) if self.fix else self.words


def diagnose(text: DealText, run_day: date) -> list[Diagnosis]:
    """Return the faults of form, or, where there are none, the doubts of the file against itself, in the order of the text."""
    return form_faults(text) or doubts(text, run_day)


def form_faults(text: DealText) -> list[Diagnosis]:
    """Return the faults of form, in the order of the text."""
    return [of_fault(text, fault, ERROR, "form") for fault in text.faults]


def doubts(text: DealText, run_day: date) -> list[Diagnosis]:
    """Return where a file that can be read contradicts itself, or is odd, or has conditions on loans that cannot be asked; nothing of one with faults."""
    if text.faults or text.source is None or text.deal is None:
        return []
    from legalmodel.output.doubts import as_fault

    found = [*_terms(text)]
    for doubt in text.found.doubts(text.deal, text.source, run_day):
        level = WARNING if doubt.sort == "contradiction" else INFORMATION
        told = of_fault(text, as_fault(doubt, text.source), level, "doubt")
        found.append(told._replace(path=doubt.path))
    return sorted(found, key=lambda d: (d.start, d.code))


def _terms(text: DealText) -> Iterator[Diagnosis]:
    """Yield what is wrong with conditions of pools on their loans; a column that no loan has may be one that a map adds, and only warns."""
    pools = text.deal.pools.values() if text.deal and isinstance(text.deal.pools, dict) else ()
    if text.deal is None or text.source is None or not any(pool.eligibility or pool.limits or pool.strata for pool in pools):
        return
    from legalmodel.tapes.compiling import UNKNOWN_COLUMN
    from legalmodel.tapes.terms import faults_of_terms

    for fault in faults_of_terms(text.deal, text.source):
        yield of_fault(text, fault, WARNING if fault.code == UNKNOWN_COLUMN else ERROR, "form")


def moved(text: DealText, told: list[Diagnosis]) -> list[Diagnosis]:
    """Return what was told of facts of the text before, at the places where these facts stand now; what is gone is left out."""
    if text.source is None:
        return []
    found = []
    for each in told:
        if each.path and at_path(text.source.data, each.path) is not GONE:
            place = text.source.place(each.path)
            start, end = _extent(text, place, text.source.width(each.path))
            found.append(each._replace(start=start, end=end, related=()))
    return found


def of_fault(text: DealText, fault: Fault, level: str, source: str) -> Diagnosis:
    """Return a fault as it is told in an editor."""
    start, end = _extent(text, fault.place, fault.width)
    related = tuple((_extent(text, place, 1), words) for place, words in fault.related)
    return Diagnosis(start, end, level, source, fault.code, fault.cause, fault.fix, (), related)


def _extent(text: DealText, place: Place, width: int) -> Extent:
    return text.extent(place.line, place.column, width)


class _LawNote(NamedTuple):
    """What law says of a record: as a diagnosis, but at a path in place of a spot."""

    at: Path
    spot: str
    """What is marked there: its first character, the ``whole`` value, or its ``key``."""
    level: str
    code: str
    words: str
    fix: str
    path: Path
    missing: tuple[str, ...] = ()


def law_notes(text: DealText, run_day: date) -> list[Diagnosis]:
    """Return what law says of a deal that can be read: what is not met as information, what is missing as hints; nothing of one with faults."""
    deal, source = text.deal, text.source
    if text.faults or source is None or deal is None:
        return []

    def make() -> list[_LawNote]:
        judgment = text.found.judge(deal, source, run_day)
        fails = [f for f in judgment.findings if f.outcome is Outcome.FAIL and not f.accepted]
        return [*[text.found.told(fail, _not_met) for fail in fails], *_missing(source, judgment)][:_LAW_MOST]

    try:
        notes = text.found.kept("law", source, (run_day, spoken()), make)
    except (BadInput, BadRequest) as error:  # law that cannot be used, a deal too large: told once, at the head
        return [Diagnosis(0, 0, INFORMATION, "law", "law", str(error))]
    return sorted([_placed(text, source, note) for note in notes], key=lambda d: (d.start, d.code))


def _placed(text: DealText, source: Source, note: _LawNote) -> Diagnosis:
    by_key = note.spot == "key"
    place = source.key_place(note.at) if by_key else source.place(note.at)
    width = source.key_width(note.at) if by_key else source.width(note.at) if note.spot == "whole" else 1
    return Diagnosis(
        *_extent(text, place, width), note.level, "law", note.code, note.words, note.fix, note.path, (), note.missing
    )


def _not_met(fail: "Finding") -> _LawNote:
    from legalmodel.law.texts import rule_text
    from legalmodel.report.changes import deciding_fact
    from legalmodel.report.words import citation, outcome_words, spoken_sentence

    fact, form = deciding_fact(fail), fail.rule.form
    words = f"{outcome_words(fail)}: {spoken_sentence(fail)} [{citation(fail)}]"
    remedy = rule_text(fail.rule, "remedy", form.remedy) if form.remedy else ""
    at, spot = (fact.path, "first") if fact else (fail.subject_path, "whole")
    return _LawNote(at, spot, INFORMATION if fail.fails else HINT, fail.rule.id, words, remedy, fail.subject_path)


def _missing(source: Source, judgment: "Judgment") -> Iterator[_LawNote]:
    """Yield one hint a record, with all of it that law waits for: a hint for each field would bury the record."""
    waiting: dict[Path, dict[str, NextFact]] = {}
    for fact in judgment.next_facts:
        for path in fact.paths:
            record = path[:-1]
            # of what the file says to be unknown its writer has been told; of what is given nothing is to be written
            said = at_path(source.data, (*record, "unknown", path[-1])) is not GONE
            if not said and at_path(source.data, path) is GONE and at_path(source.data, record) is not GONE:
                waiting.setdefault(record, {})[path[-1]] = fact
    for record, facts in waiting.items():
        findings = {finding for fact in facts.values() for finding in fact.decides}
        names = say(", ", context="between").join(facts)
        n = len(findings)
        words = say(
            "not known: {names}; {n} finding waits" if n == 1 else "not known: {names}; {n} findings wait", names=names, n=n
        )
        yield _LawNote(record, "key", HINT, "missing", words, _whom(facts.values()), record, tuple(facts))


def _whom(facts: "Iterable[NextFact]") -> str:
    """Say whom to ask for some facts, and which papers should say them, each once."""
    from legalmodel.law.texts import table_text

    told = dict.fromkeys((fact.ask, fact.document) for fact in facts if fact.ask)
    return say("; ", context="between").join(
        say(
            "ask {ask}; {document}",
            ask=table_text(ask, "ask", "who_knows"),
            document=table_text(document, "document", "who_knows"),
        )
        for ask, document in told
    )
