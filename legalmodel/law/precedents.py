"""Decided cases as data: the form of their files, found by their folders (``law/<system>/cases/``).

A file codes what was read of each decision; what it does not code was not stated there.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.language import say
from legalmodel.base.values import Span
from legalmodel.law.base_form import Form, Prose
from legalmodel.law.doctrines import Court, Doctrine, Regime, Titles, family, read_courts, read_doctrines
from legalmodel.law.files import law_folder
from legalmodel.law.ready import Ready, read_law
from legalmodel.text.read import Source

Standing = Literal[
    "good", "superseded", "reversed", "vacated", "vacated_in_part", "non_precedential", "interim", "first_instance"
]
"""What became of a decision: only a *good* one counts, all others are shown."""

Read = Literal["whole", "opening", "summary", "memory"]
"""How far a decision was read: from first to last line, its opening part, a summary or report of it, or not at all."""

NOT_DECIDED = "not_decided"
"""The outcome of a decision that left the question open."""


class CaseForm(Form):
    """A decided case, as far as it was read. ``dimensions``, ``present`` and ``absent`` hold what was stated, and nothing else."""

    name: Titles
    cite: str
    court: str
    decided: str = ""
    law: str = ""
    purpose: str
    outcome: str
    standing: Standing
    standing_note: Prose = ""
    read: Read
    dimensions: Mapping[str, str] = {}
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    from_memory: tuple[str, ...] = ()
    places: Mapping[str, str] = {}
    facts: Prose
    held: Prose
    note: Prose = ""
    sources: tuple[str, ...]


class CasesForm(Form):
    """A file of cases of one legal system on one doctrine."""

    doctrine: str
    cases: Mapping[str, CaseForm]


class Precedent(NamedTuple):
    """A decided case with its doctrine: which factors were there (True), were not (False); what is missing was not stated.

    ``levels`` holds the place of each dimension that was stated. What is from memory is in neither. ``rests_on`` names what the court gave as its
    reason; ``concludes`` tells whether one of these only restates the result, or is from memory: then what moved the court is not known.
    """

    id: str
    doctrine: Doctrine
    form: CaseForm
    court: Court
    factors: Mapping[str, bool]
    levels: Mapping[str, int]
    rests_on: tuple[str, ...]
    concludes: bool
    file: str

    @property
    def outcome(self) -> str:
        """The side that won, or ``not_decided``."""
        return self.form.outcome

    @property
    def counts(self) -> bool:
        """Tell whether the decision stands, decided the question, and was read at least in a report."""
        return self.form.standing == "good" and self.form.read != "memory" and self.outcome != NOT_DECIDED

    @property
    def partition(self) -> tuple[str, str, str]:
        """Return doctrine, family of law and purpose: a case speaks for nothing beyond."""
        return self.doctrine.id, self.court.family, self.form.purpose


class Library(NamedTuple):
    """All doctrines and all cases, by their ids."""

    doctrines: Mapping[str, Doctrine]
    courts: Mapping[str, Court]
    cases: Mapping[str, Precedent]
    apart: frozenset[str]
    regimes: tuple[Regime, ...] = ()

    def family(self, law: str) -> str:
        """Return the family that a law is of."""
        return family(law, self.apart)

    def on(self, doctrine: str) -> list[Precedent]:
        """Return the cases on one doctrine, in order of their ids."""
        return [case for case in self.cases.values() if case.doctrine.id == doctrine]


@cache
def load_library(*private: Path) -> Library:
    """Read all doctrines, courts and cases, those of private packs included.

    Raises BadInput with every fault: a form, an unknown factor, level, court or side, an id used twice.
    """
    doctrines, (courts, apart, regimes) = read_doctrines(), read_courts()
    files = sorted(law_folder().glob("*/cases/*.yaml"))
    files += [f for pack in private for f in sorted(pack.rglob("cases/*.yaml"))]
    faults: list[Fault] = []
    cases: dict[str, Precedent] = {}
    for path in files:
        ready = read_law(path)
        for case in _cases(ready, doctrines, courts, faults):
            if case.id in cases:
                cause = say("case {id} stands in {file} too", id=case.id, file=cases[case.id].file)
                place = ready.source.key_place(("cases", case.id))
                faults.append(Fault("case-twice", cause, place, say("give one of them another id")))
            cases[case.id] = case
    if faults:
        raise BadInput(faults)
    return Library(doctrines, courts, dict(sorted(cases.items())), apart, regimes)


def _cases(
    ready: Ready, doctrines: Mapping[str, Doctrine], courts: Mapping[str, Court], faults: list[Fault]
) -> list[Precedent]:
    source, said = ready.source, ready.says or checked_form(ready.source)
    doctrine = doctrines.get(said["doctrine"])
    if doctrine is None:
        fix = nearest(said["doctrine"], doctrines) or say("write one of {doctrines}", doctrines=", ".join(doctrines))
        faults.append(
            Fault(
                "unknown-doctrine",
                say("there is no doctrine '{said}'", said=said["doctrine"]),
                source.place(("doctrine",)),
                fix,
            )
        )
        return []
    found = []
    for id, raw in said["cases"].items():
        form = CaseForm.of(raw)
        wrong = list(_wrong(source, id, form, doctrine, courts))
        faults += wrong
        if not wrong:
            found.append(_precedent(id, form, doctrine, courts[form.court], source.name))
    return found


def checked_form(source: Source) -> dict[str, Any]:
    """Return what a file of cases says. Raises BadInput if it is not of their form."""
    from legalmodel.law.form import check_form

    return check_form(source, CasesForm)


def _wrong(source: Source, id: str, form: CaseForm, doctrine: Doctrine, courts: Mapping[str, Court]) -> list[Fault]:
    """Return a fault for each word of a case that its doctrine or the list of courts does not have."""
    factors = {**doctrine.factors, **doctrine.conclusions}
    known: list[tuple[str, tuple[str, ...], list[str]]] = [
        ("court", (form.court,), list(courts)),
        ("purpose", (form.purpose,), list(doctrine.purposes)),
        ("outcome", (form.outcome,), [*doctrine.sides, NOT_DECIDED]),
        ("present", tuple(form.present), list(factors)),
        ("absent", tuple(form.absent), list(factors)),
        ("dimensions", tuple(form.dimensions), list(doctrine.dimensions)),
        ("reason", tuple(form.reason), [*factors, *doctrine.dimensions]),
        ("from_memory", tuple(form.from_memory), [*factors, *doctrine.dimensions]),
    ]
    known += [
        ("dimensions", (level,), [each.id for each in doctrine.dimensions[d].levels])
        for d, level in form.dimensions.items()
        if d in doctrine.dimensions
    ]
    faults = [
        Fault("unknown-word", say("{id}: '{word}' is no word for {field}", id=id, word=word, field=field), source.place(("cases", id, field)),
              nearest(word, words) or say("write one of {words}", words=', '.join(words)))
        for field, said, words in known
        for word in said
        if word not in words
    ]  # fmt: skip  # a table: one row a line
    stated = {*form.present, *form.absent, *form.dimensions}
    for word in form.reason:
        if word not in stated:
            cause = say("{id}: the reason names '{word}', which is not among what was stated", id=id, word=word)
            faults.append(
                Fault("reason-not-stated", cause, source.place(("cases", id, "reason")), say("code it, or take it out"))
            )
    if form.decided and not _is_day(form.decided):
        cause = say("{id}: '{decided}' is no day, month or year", id=id, decided=form.decided)
        faults.append(Fault("bad-day", cause, source.place(("cases", id, "decided")), say("write 2016, 2016-05 or 2016-05-27")))
    known_ids = {*factors, *doctrine.dimensions}
    faults += [
        Fault(
            "unknown-word",
            say("{id}: '{word}' is no word for places", id=id, word=word),
            source.place(("cases", id, "places")),
            nearest(word, known_ids),
        )
        for word in form.places
        if word not in known_ids
    ]
    both = sorted(set(form.present) & set(form.absent))
    faults += [
        Fault("both-ways", say("{id}: '{word}' is present and absent", id=id, word=word), source.place(("cases", id, "absent")))
        for word in both
    ]
    return faults


def _is_day(text: str) -> bool:
    try:
        return bool(Span.of(text))
    except ValueError:
        return False


def _precedent(id: str, form: CaseForm, doctrine: Doctrine, court: Court, file: str) -> Precedent:
    sure = [word for word in (*form.present, *form.absent) if word not in form.from_memory and word in doctrine.factors]
    factors = {word: word in form.present for word in sure}
    levels = {d: doctrine.dimensions[d].place_of(level) for d, level in form.dimensions.items() if d not in form.from_memory}
    unsure = {*doctrine.conclusions, *form.from_memory}
    concludes = any(word in unsure for word in form.reason)
    rests_on = tuple(word for word in form.reason if word not in unsure)
    return Precedent(id, doctrine, form, court, factors, levels, rests_on, concludes, file)
