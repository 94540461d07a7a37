"""Decided cases and the doctrines they decide, as data: the forms of their files, and the files found by their folders.

A doctrine (``precedents/doctrines/``) says which factors courts name, for which side each speaks, and how each is found in a deal. A file of cases
(``law/<system>/cases/``) codes what was read of each decision; what it does not code was not stated there.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from legalmodel.base.errors import BadInput, Fault, nearest
from legalmodel.base.resources import package_folder
from legalmodel.law.base_form import Form
from legalmodel.law.files import law_folder
from legalmodel.text.read import Source, read

Standing = Literal[
    "good", "superseded", "reversed", "vacated", "vacated_in_part", "non_precedential", "interim", "first_instance"
]
"""What became of a decision: only a *good* one counts, all others are shown."""

Read = Literal["whole", "opening", "summary", "memory"]
"""How far a decision was read: from first to last line, its opening part, a summary or report of it, or not at all."""

NOT_DECIDED = "not_decided"
"""The outcome of a decision that left the question open."""

Titles = Mapping[str, str]
"""The same words by language."""


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
    standing_note: str = ""
    read: Read
    dimensions: Mapping[str, str] = {}
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    from_memory: tuple[str, ...] = ()
    places: Mapping[str, str] = {}
    facts: str
    held: str
    note: str = ""
    sources: tuple[str, ...]


class CasesForm(Form):
    """A file of cases of one legal system on one doctrine."""

    doctrine: str
    cases: Mapping[str, CaseForm]


class SideFactor(NamedTuple):
    """Something courts name, with the side for which it speaks; ``when`` tells it in a deal, empty where no fact of a deal file does."""

    id: str
    side: str
    says: Titles
    when: str


class Level(NamedTuple):
    """One value of a dimension."""

    id: str
    says: Titles
    when: str


class Dimension(NamedTuple):
    """Something of degree: its levels run from what speaks most for the first side to what speaks most for the second."""

    id: str
    says: Titles
    levels: tuple[Level, ...]

    def place_of(self, level: str) -> int:
        """Return where a level stands, 0 being best for the first side."""
        return next(i for i, each in enumerate(self.levels) if each.id == level)


class Doctrine(NamedTuple):
    """One question that judges weigh: its two sides, and what speaks for each.

    ``conclusions`` only restate the result: no deal can give one. ``law`` names the field of the subject that holds the governing law, ``forum``
    the party whose court decides. ``settles`` is False where no decision settles the question, ``why`` says why.
    """

    id: str
    title: Titles
    asks: Titles
    each: str
    law: str
    forum: str
    sides: Mapping[str, Titles]
    purposes: Mapping[str, Titles]
    purpose: str
    settles: bool
    why: Titles
    dimensions: Mapping[str, Dimension]
    factors: Mapping[str, SideFactor]
    conclusions: Mapping[str, SideFactor]

    def other(self, side: str) -> str:
        """Return the other side."""
        first, second = self.sides
        return second if side == first else first

    def says(self, id: str) -> Titles:
        """Return the words for a factor, a dimension or a conclusion."""
        part: Any = self.factors.get(id) or self.dimensions.get(id) or self.conclusions[id]
        return dict(part.says)


class Court(NamedTuple):
    """A court: the bodies of law whose courts must follow it, and on whose law (``federal``, ``state`` or ``all``)."""

    id: str
    says: Titles
    body: str
    binds: tuple[str, ...]
    on: str


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
        return self.doctrine.id, family(self.court.body), self.form.purpose


def family(body: str) -> str:
    """Return the country of a body of law: cases of its parts are weighed together, those of other countries never."""
    return body.partition("-")[0]


class Library(NamedTuple):
    """All doctrines and all cases, by their ids."""

    doctrines: Mapping[str, Doctrine]
    courts: Mapping[str, Court]
    cases: Mapping[str, Precedent]

    def on(self, doctrine: str) -> list[Precedent]:
        """Return the cases on one doctrine, in order of their ids."""
        return [case for case in self.cases.values() if case.doctrine.id == doctrine]


def precedents_folder() -> Path:
    """Return the folder that holds the doctrines and the courts."""
    return package_folder("precedents")


@cache
def load_library(*private: Path) -> Library:
    """Read all doctrines, courts and cases, those of private packs included.

    Raises BadInput with every fault: a form, an unknown factor, level, court or side, an id used twice.
    """
    found = [read(path).data for path in sorted((precedents_folder() / "doctrines").glob("*.yaml"))]
    doctrines = {raw["id"]: _doctrine(raw) for raw in sorted(found, key=lambda raw: raw["order"])}
    courts = {id: _court(id, raw) for id, raw in read(precedents_folder() / "courts.yaml").data["courts"].items()}
    files = sorted(law_folder().glob("*/cases/*.yaml"))
    files += [f for pack in private for f in sorted(pack.rglob("cases/*.yaml"))]
    faults: list[Fault] = []
    cases: dict[str, Precedent] = {}
    for path in files:
        source = read(path)
        for case in _cases(source, doctrines, courts, faults):
            if case.id in cases:
                cause = f"case {case.id} stands in {cases[case.id].file} too"
                place = source.key_place(("cases", case.id))
                faults.append(Fault("case-twice", cause, place, "give one of them another id"))
            cases[case.id] = case
    if faults:
        raise BadInput(faults)
    return Library(doctrines, courts, dict(sorted(cases.items())))


def _words(raw: Mapping[str, Any]) -> dict[str, str]:
    return {tag: raw[tag] for tag in raw if tag not in ("for", "when", "values", "says", "level", "body", "binds", "on")}


def _doctrine(raw: Mapping[str, Any]) -> Doctrine:
    dimensions = {
        id: Dimension(
            id, said["says"], tuple(Level(v, _words(level), level.get("when", "")) for v, level in said["values"].items())
        )
        for id, said in raw["dimensions"].items()
    }
    factors, conclusions = (
        {id: SideFactor(id, said["for"], _words(said), said.get("when", "")) for id, said in raw[part].items()}
        for part in ("factors", "conclusions")
    )
    why = raw.get("why", {})
    settles = raw["settled"] != "never"
    return Doctrine(
        raw["id"], raw["title"], raw["asks"], raw["each"], raw["law"], raw["forum"], raw["sides"], raw["purposes"], raw["purpose"],
        settles, why, dimensions, factors, conclusions,
    )  # fmt: skip


def _court(id: str, raw: Mapping[str, Any]) -> Court:
    return Court(id, _words(raw), raw["body"], tuple(raw["binds"]), raw["on"])


def _cases(
    source: Source, doctrines: Mapping[str, Doctrine], courts: Mapping[str, Court], faults: list[Fault]
) -> list[Precedent]:
    from legalmodel.law.form import check_form

    said = check_form(source, CasesForm)
    doctrine = doctrines.get(said["doctrine"])
    if doctrine is None:
        fix = nearest(said["doctrine"], doctrines) or f"write one of {', '.join(doctrines)}"
        faults.append(Fault("unknown-doctrine", f"there is no doctrine '{said['doctrine']}'", source.place(("doctrine",)), fix))
        return []
    found = []
    for id, raw in said["cases"].items():
        form = CaseForm.of(raw)
        wrong = list(_wrong(source, id, form, doctrine, courts))
        faults += wrong
        if not wrong:
            found.append(_precedent(id, form, doctrine, courts[form.court], source.name))
    return found


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
        Fault("unknown-word", f"{id}: '{word}' is no word for {field}", source.place(("cases", id, field)),
              nearest(word, words) or f"write one of {', '.join(words)}")
        for field, said, words in known
        for word in said
        if word not in words
    ]  # fmt: skip
    stated = {*form.present, *form.absent, *form.dimensions}
    for word in form.reason:
        if word not in stated:
            cause = f"{id}: the reason names '{word}', which is not among what was stated"
            faults.append(Fault("reason-not-stated", cause, source.place(("cases", id, "reason")), "code it, or take it out"))
    both = sorted(set(form.present) & set(form.absent))
    faults += [
        Fault("both-ways", f"{id}: '{word}' is present and absent", source.place(("cases", id, "absent"))) for word in both
    ]
    return faults


def _precedent(id: str, form: CaseForm, doctrine: Doctrine, court: Court, file: str) -> Precedent:
    sure = [word for word in (*form.present, *form.absent) if word not in form.from_memory and word in doctrine.factors]
    factors = {word: word in form.present for word in sure}
    levels = {d: doctrine.dimensions[d].place_of(level) for d, level in form.dimensions.items() if d not in form.from_memory}
    unsure = {*doctrine.conclusions, *form.from_memory}
    concludes = any(word in unsure for word in form.reason)
    rests_on = tuple(word for word in form.reason if word not in unsure)
    return Precedent(id, doctrine, form, court, factors, levels, rests_on, concludes, file)
