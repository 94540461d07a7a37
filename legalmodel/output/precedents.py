"""Decided cases for people: the list, one case, and what cases say of the facts of a deal."""

from collections.abc import Iterable, Iterator
from typing import Any

from legalmodel.base.facts import leaves
from legalmodel.base.speech import name_of
from legalmodel.law.precedents import NOT_DECIDED, Library, Precedent
from legalmodel.output.paint import pad, wrap
from legalmodel.precedents.answer import Answer
from legalmodel.precedents.argue import Argument, Ply, Shared, argue
from legalmodel.precedents.situation import Situation

_READ = {
    "whole": "read from first to last line",
    "opening": "read in its opening part only",
    "summary": "known from a summary or report only",
    "memory": "from memory, not read",
}
_STANDING = {
    "good": "stands, as far as is known",
    "superseded": "superseded",
    "reversed": "reversed",
    "vacated": "vacated",
    "vacated_in_part": "vacated in part",
    "non_precedential": "not precedential",
    "interim": "interim",
    "first_instance": "first instance; what became of it is not known",
}
_STATE = {
    "settled": "SETTLED: {side}",
    "one_way_so_far": "ONE WAY SO FAR: {side}",
    "open": "OPEN: no decided case of this library forces an answer",
    "no_law_named": "NOT ASKED: no fact of the file names the law, so no case can be picked",
    "no_cases": "OPEN: the library has no case of {body} on this question for this purpose",
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
        outcome = "not decided" if case.outcome == NOT_DECIDED else case.doctrine.sides[case.outcome]["en"]
        told = f"{case.form.decided[:4] or '?':4}  {outcome} · {case.form.purpose} · {case.form.standing.replace('_', ' ')} · {case.form.read}"
        yield f"{pad(case.id, longest)}  {told}"[:width]
    yield f"{len(cases)} cases, {sum(case.counts for case in cases)} of them stand and decided the question"


def shown(case: Precedent, width: int) -> Iterator[str]:
    """Yield one case as a lawyer reads it."""
    form, doctrine = case.form, case.doctrine
    yield from wrap(f"{form.name['en']}{f'（{zh}）' if (zh := form.name.get('zh')) else ''}, {form.cite}", width)
    yield from wrap(
        f"{case.court.says['en']}, {form.decided or 'day not known'}. {doctrine.title['en']}, for {doctrine.purposes[form.purpose]['en']}.",
        width,
    )
    outcome = "not decided" if case.outcome == NOT_DECIDED else doctrine.sides[case.outcome]["en"]
    note = f" ({form.standing_note})" if form.standing_note else ""
    yield from wrap(f"Outcome: {outcome}. Standing: {_STANDING[form.standing]}{note}. {_READ[form.read].capitalize()}.", width)
    yield ""
    yield from wrap(f"Facts. {form.facts}", width)
    yield from wrap(f"Held. {form.held}{f' {form.note}' if form.note else ''}", width)
    yield ""
    yield from _coded(case)
    yield ""
    yield from wrap("Read at: " + "; ".join(form.sources), width)


def _coded(case: Precedent) -> Iterator[str]:
    form, doctrine = case.form, case.doctrine
    for side, words in doctrine.sides.items():
        yield f"Speaks for {words['en']}:"
        stated = [id for id in form.present if (doctrine.factors.get(id) or doctrine.conclusions[id]).side == side]
        yield from (f"  {doctrine.says(id)['en']}{_marks(case, id)}" for id in stated)
        if not stated:
            yield "  nothing stated"
    for id, level in form.dimensions.items():
        dimension = doctrine.dimensions[id]
        said = next(each.says["en"] for each in dimension.levels if each.id == level)
        yield f"{dimension.says['en'].capitalize()}: {said}{_marks(case, id)}"
    if form.absent:
        yield f"Not there: {', '.join(doctrine.says(id)['en'] for id in form.absent)}"
    unsaid = [d.says["en"] for id, d in doctrine.dimensions.items() if id not in form.dimensions]
    if unsaid:
        yield f"Not stated in what was read: {'; '.join(unsaid)}"


def _marks(case: Precedent, id: str) -> str:
    marks = ["the court’s reason"] if id in case.form.reason else []
    marks += ["only restates the result"] if id in case.doctrine.conclusions else []
    marks += ["from memory, not counted"] if id in case.form.from_memory else []
    marks += [case.form.places[id]] if id in case.form.places else []
    return f" ({'; '.join(marks)})" if marks else ""


def report(answers: list[Answer], width: int) -> Iterator[str]:
    """Yield what cases say of the subjects of a deal: those alike together, those on which no case can be asked counted at the end."""
    for alike in _alike(a for a in answers if a.asked):
        yield from told(alike, width)
        yield ""
    for alike in _alike(a for a in answers if not a.asked):
        first, count = alike[0], len(alike)
        words = _STATE[first.state].format(side="", body=first.law.body)
        yield from wrap(f"{first.doctrine.title['en']}: {words}{f' ({count} records)' if count > 1 else ''}.", width, indent=2)
    if not answers:
        yield "The deal has no record that these doctrines ask of."


def _alike(answers: Iterable[Answer]) -> list[list[Answer]]:
    """Put answers together that say the same of several records, so that it is said once."""
    groups: dict[Any, list[Answer]] = {}
    for answer in answers:
        known = tuple(answer.situation.factors.items()), tuple(answer.situation.levels.items())
        key = (answer.doctrine.id, answer.state, answer.law if answer.asked else answer.law.body, known if answer.asked else ())
        groups.setdefault(key, []).append(answer)
    return list(groups.values())


def told(alike: list[Answer], width: int) -> Iterator[str]:
    """Yield what cases say of one subject, or of several alike, and what each side would argue."""
    answer = alike[0]
    doctrine, law = answer.doctrine, answer.law
    subject = (
        f": {name_of(answer.subject) if answer.subject.fields.get('name') else answer.subject.id}" if answer.subject else ""
    )
    yield f"{doctrine.title['en'].upper()}{subject}"
    yield from wrap(f"{doctrine.asks['en']} For the purpose of {doctrine.purposes[doctrine.purpose]['en']}.", width, indent=2)
    if doctrine.law or doctrine.forum:
        asked = (
            ("wound up under", law.winding_up),
            ("act characterised by", law.characterises),
            ("perfected under", law.perfects),
        )
        yield "  Law: " + " · ".join(f"{what} {code or '(not known)'}" for what, code in asked)
    side = doctrine.sides[answer.side]["en"] if answer.side else ""
    yield from _block(_STATE[answer.state].format(side=side, body=law.body), width)
    if answer.state == "one_way_so_far" or (answer.state == "open" and not doctrine.settles):
        why = doctrine.why.get("en") or "no holding that binds the forum was read in the opinion itself"
        yield from _block(f"Not settled: {why}.", width)
    yield from _known(answer, width)
    arguments = argue(answer)
    for argument in arguments if any(each.plies for each in arguments) else ():
        yield from _argued(argument, answer, width)
    if not any(each.plies for each in arguments):
        yield from _block(
            f"{len(answer.asked)} cases were asked; no fact that the file gives is shared with one for its winner", width
        )
    for one, other in answer.conflicts:
        yield from _block(f"These conflict on the same facts: {_name(one)}; {_name(other)}.", width)
    if answer.apart:
        yield f"  Not asked: {len(answer.apart)} cases of other laws, for other purposes, or that no longer stand"


def _known(answer: Answer, width: int) -> Iterator[str]:
    """Say what is so in the deal, with its place; then what is not known."""
    situation, doctrine = answer.situation, answer.doctrine
    for id, truth in situation.factors.items():
        yield from _block(f"{'yes' if truth else 'no'}: {doctrine.factors[id].says['en']}{_place(answer, id)}", width)
    for id, places in situation.levels.items():
        dimension = doctrine.dimensions[id]
        if len(places) == 1:
            level = dimension.levels[next(iter(places))].says["en"]
            yield from _block(f"{dimension.says['en']}: {level}{_place(answer, id)}", width)
    lacking = [f.says["en"] for id, f in doctrine.factors.items() if id not in situation.factors]
    lacking += [d.says["en"] for id, d in doctrine.dimensions.items() if len(situation.levels[id]) > 1]
    if lacking:
        yield from _block(f"Not known: {'; '.join(lacking)}", width, most=3)


def _block(text: str, width: int, left: int = 2, most: int = 99) -> Iterator[str]:
    """Yield a text in rows set in from the left, those after the first by two more."""
    for i, row in enumerate(wrap(text, width - left - 2, most=most)):
        yield f"{' ' * (left + (2 if i else 0))}{row}"


def _subject(answer: Answer) -> str:
    subject = answer.subject
    if subject is None:
        return ""
    return name_of(subject) if subject.fields.get("name") else ".".join(subject.path)


def _place(answer: Answer, id: str) -> str:
    if id in answer.situation.supposed:
        return " (supposed)"
    facts = answer.situation.because.get(id, ())
    places = [str(leaf.place) for fact in facts for leaf in leaves(fact) if leaf.place]
    return f" ({places[0]})" if places else ""


def _argued(argument: Argument, answer: Answer, width: int) -> Iterator[str]:
    yield f"  For {answer.doctrine.sides[argument.side]['en']}:"
    if not argument.plies:
        yield "    no case of the library shares a fact that speaks for this side"
    for ply in argument.plies:
        for text in _sentences(ply, answer.situation):
            yield from _block(text, width, 4)


def _sentences(ply: Ply, here: Situation) -> Iterator[str]:
    """Say the three plies: what one side cites, what the other sets against it, what is answered to that."""
    cited = ply.cited
    yield f"{_name(cited.case)} {_verb(cited.case)} {_side(cited.case)}; as there, {_there(cited, cited.shared)}."
    if apart := _apart(cited, here):
        yield f"Against it: {apart}."
    for counter in ply.countered_by:
        yield f"The other side would cite {_name(counter.case)}: {_there(counter, counter.shared)}."
        if apart := _apart(counter, here):
            yield f"To which the answer is: {apart}."


def _apart(shared: Shared, here: Situation) -> str:
    """Say what tells a case apart: what it had and is not here, what is here and was not there, what is not known."""
    parts = []
    if shared.lacking:
        parts.append(f"there, and not here, {_there(shared, shared.lacking)}")
    if shared.against:
        said = [
            _level(shared.case, id, min(here.levels[id])) if id in here.levels else _factor(shared.case, id)
            for id in shared.against
        ]
        parts.append(f"here, and not there as far as is stated, {', '.join(said)}")
    if shared.not_known:
        parts.append(f"whether here too {_there(shared, shared.not_known)} is not known")
    return "; ".join(parts)


def _there(shared: Shared, ids: Iterable[str]) -> str:
    case = shared.case
    return ", ".join(_level(case, id, case.levels[id]) if id in case.levels else _factor(case, id) for id in ids)


def _factor(case: Precedent, id: str) -> str:
    return case.doctrine.says(id)["en"]


def _level(case: Precedent, id: str, place: int) -> str:
    dimension = case.doctrine.dimensions[id]
    return f"{dimension.says['en']}: {dimension.levels[place].says['en']}"


def _verb(case: Precedent) -> str:
    return "held" if case.form.read in ("whole", "opening") else "is reported to have held"


def _side(case: Precedent) -> str:
    return case.doctrine.sides[case.outcome]["en"]


def _name(case: Precedent) -> str:
    where = next(iter(case.form.places.values()), "")
    return f"{case.form.name['en']}, {case.form.cite} ({case.court.says['en']}{f', {case.form.decided[:4]}' if case.form.decided else ''}{f', {where}' if where else ''})"
