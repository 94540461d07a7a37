"""Decided cases for people: the list, and one case as a lawyer reads it."""

from collections.abc import Iterator

from legalmodel.base import figures
from legalmodel.base.language import Phrase, chinese, pick, say
from legalmodel.base.values import Span
from legalmodel.law.precedents import NOT_DECIDED, Library, Precedent
from legalmodel.law.texts import case_text
from legalmodel.output.paint import cut, pad, wrap

_READ = {
    "whole": Phrase("read from first to last line"),
    "opening": Phrase("read in its opening part only"),
    "summary": Phrase("known from a summary or report only"),
    "memory": Phrase("from memory, not read"),
}
_STANDING = {
    "good": Phrase("stands, as far as is known"),
    "superseded": Phrase("superseded"),
    "reversed": Phrase("reversed"),
    "vacated": Phrase("vacated"),
    "vacated_in_part": Phrase("vacated in part"),
    "non_precedential": Phrase("not precedential"),
    "interim": Phrase("interim"),
    "first_instance": Phrase("first instance; what became of it is not known"),
}


def rows(library: Library, system: str, doctrine: str) -> list[Precedent]:
    """Return the cases of a system and a doctrine; of all where one is empty."""
    return [
        case
        for case in library.cases.values()
        if system in ("", case.court.body, case.partition[1]) and doctrine in ("", case.doctrine.id)
    ]


def listing(cases: list[Precedent], width: int) -> Iterator[str]:
    """Yield one line a case, and a last line that counts them."""
    longest = max((len(case.id) for case in cases), default=0)
    for case in cases:
        parts = (
            _outcome(case),
            pick(case.doctrine.purposes[case.form.purpose]),
            _STANDING[case.form.standing],
            _READ[case.form.read],
        )
        yield cut(f"{pad(case.id, longest)}  {case.form.decided[:4] or '?':4}  {' · '.join(map(str, parts))}", width)
    counted = sum(case.counts for case in cases)
    yield say("{n} cases, {counted} of them stand and decided the question", n=len(cases), counted=counted)


def shown(case: Precedent, width: int) -> Iterator[str]:
    """Yield one case as a lawyer reads it."""
    form, doctrine = case.form, case.doctrine
    yield from wrap(f"{_names(case)}, {form.cite}", width)
    about = say("{question}, for {purpose}.", question=pick(doctrine.title), purpose=pick(doctrine.purposes[form.purpose]))
    yield from wrap(say("{court}, {day}. {about}", court=pick(case.court.says), day=_day(case), about=about), width)
    note = say(" ({note})", note=case_text(case, "standing_note")) if form.standing_note else ""
    standing = say(
        "Outcome: {outcome}. Standing: {standing}{note}. How far it was read: {read}.",
        outcome=_outcome(case), standing=_STANDING[form.standing], note=note, read=_READ[form.read],
    )  # fmt: skip  # short parts read together: one a line would take a screen
    yield from wrap(standing, width)
    if form.law:
        yield say("Law applied: {law}.", law=form.law)
    yield ""
    yield from wrap(say("Facts. {facts}", facts=case_text(case, "facts")), width)
    more = f" {case_text(case, 'note')}" if form.note else ""
    yield from wrap(say("Held. {held}", held=f"{case_text(case, 'held')}{more}"), width)
    yield ""
    yield from _coded(case)
    yield ""
    yield from wrap(say("Read at: {places}", places="; ".join(form.sources)), width)


def _names(case: Precedent) -> str:
    """Return the names of a case, each in its own language."""
    name, zh = case.form.name.get("en", ""), case.form.name.get("zh", "")
    if chinese() and zh:
        return zh
    return f"{name} ({zh})" if name and zh else name or zh


def _day(case: Precedent) -> str:
    said = case.form.decided
    return figures.day(Span.of(said)) if said else say("day not known")


def _outcome(case: Precedent) -> str:
    return say("not decided") if case.outcome == NOT_DECIDED else pick(case.doctrine.sides[case.outcome])


def _coded(case: Precedent) -> Iterator[str]:
    form, doctrine = case.form, case.doctrine
    for side, words in doctrine.sides.items():
        yield say("Speaks for {side}:", side=pick(words))
        stated = [id for id in form.present if (doctrine.factors.get(id) or doctrine.conclusions[id]).side == side]
        yield from (f"  {pick(doctrine.says(id))}{_marks(case, id)}" for id in stated)
        if not stated:
            yield say("  nothing stated")
    for id, level in form.dimensions.items():
        at = doctrine.dimensions[id].place_of(level)
        told = pick(doctrine.told(id, at))
        yield f"{told[0].upper()}{told[1:]}{_marks(case, id)}"
    if form.absent:
        yield say("Not there: {facts}", facts=say("; ", context="between").join(pick(doctrine.says(id)) for id in form.absent))
    unsaid = [pick(d.says) for id, d in doctrine.dimensions.items() if id not in form.dimensions]
    if unsaid:
        yield say("Not stated in what was read: {facts}", facts=say("; ", context="between").join(unsaid))


def _marks(case: Precedent, id: str) -> str:
    marks = [say("the court’s reason")] if id in case.form.reason else []
    marks += [say("only restates the result")] if id in case.doctrine.conclusions else []
    marks += [say("from memory, not counted")] if id in case.form.from_memory else []
    marks.append(case.form.places.get(id) or say("page not stated"))
    return say(" ({note})", note=say("; ", context="between").join(marks))
