"""The words of an argument from decided cases: what a side cites, what tells it apart, what the other side sets against it, the answer to that.

A case known from a summary is reported to have held; where no page or paragraph was noted for the facts relied on, that is said.
"""

from collections.abc import Iterable, Mapping

from legalmodel.base.language import chinese, pick, spoken
from legalmodel.law.precedents import Precedent
from legalmodel.precedents.answer import Answer
from legalmodel.precedents.argue import Argument, InVain, Ply, Shared, other_law
from legalmodel.report.text import NOTHING, Wording, between_words, in_language, joined, word


def ply_words(ply: Ply, answer: Answer) -> Wording:
    """Say what a side would cite and how the other would tell it apart."""
    cited = ply.cited
    parts = [_held(cited, cited.shared)]
    if apart := apart_words(cited, answer):
        parts.append(word("The other side would distinguish it: {apart}.", apart=apart))
    return joined(parts, " ")


def in_vain_words(found: InVain, answer: Answer) -> Wording:
    """Say in which cases facts that speak for a side here did not help it."""
    names = between_words("; ").join(in_language(named(case)) for case in found.cases)
    at = {id: min(answer.situation.levels[id]) for id in found.facts if id in answer.situation.levels}
    facts = _facts(found.cases[0], found.facts, at)
    return word("That {facts} did not decide in {names}: there the other side won.", names=names, facts=facts)


def counter_words(argument: Argument, answer: Answer) -> Wording:
    """Say what the other side would set against all that a side cites, and the answer to it; nothing where it has no case."""
    counters = {counter.case.id: counter for ply in argument.plies for counter in ply.countered_by}
    parts = []
    for counter in counters.values():
        parts.append(word("The other side would cite: {held}", held=_held(counter, counter.shared)))
        if apart := apart_words(counter, answer):
            parts.append(word("The answer to it: {apart}.", apart=apart))
    return joined(parts, " ") if parts else NOTHING


def _held(shared: Shared, ids: tuple[str, ...]) -> Wording:
    case = shared.case
    held, facts = pick(case.doctrine.holds[case.outcome]), fact_words(case, ids)
    who = named(case, ids)
    if case.form.read in ("whole", "opening"):
        return word("{case} held {held}, where, as here, {facts}.", case=who, held=held, facts=facts)
    return word("{case} is reported to have held {held}, where, as here, {facts}.", case=who, held=held, facts=facts)


def apart_words(shared: Shared, answer: Answer) -> Wording:
    """Say what tells a case apart: what it had and is not here, what is here and was not there, what is not known, another law."""
    case, here = shared.case, answer.situation
    parts = []
    if shared.lacking:
        parts.append(word("there, and not here, {facts}", facts=fact_words(case, shared.lacking)))
    if shared.against:
        at = {id: min(here.levels[id]) for id in shared.against if id in here.levels}
        parts.append(word("here, and not there as far as was read, {facts}", facts=_facts(case, shared.against, at)))
    if shared.not_known:
        facts = between_words("; ").join(in_language(fact_words(case, (id,))) for id in shared.not_known)
        parts.append(word("the file does not say whether here too {facts}", facts=facts))
    if case.concludes:
        ids = [id for id in case.form.reason if id in case.doctrine.conclusions]
        restates = word("its reason, as far as read, only restates the result ({reason})", reason=fact_words(case, ids))
        parts.append(restates if ids else word("part of its reason is known from memory only"))
    if law := other_law(case, answer.law.characterises):
        parts.append(
            word("it applies the law of {law}, and here that of {here} governs", law=law, here=answer.law.characterises)
        )
    return joined(parts, "; ")


def fact_words(case: Precedent, ids: Iterable[str]) -> Wording:
    """Say facts of a case, one after the other."""
    return _facts(case, ids, case.levels)


def _facts(case: Precedent, ids: Iterable[str], at: Mapping[str, int]) -> Wording:
    said = [pick(case.doctrine.told(id, at.get(id))) for id in ids]
    if len(said) < 2:
        return {spoken(): "".join(said)}
    return word("{first}, and {last}", first=between_words(", ").join(said[:-1]), last=said[-1])


def named(case: Precedent, ids: Iterable[str] = ()) -> Wording:
    """Name a case with court, year, and the page of the facts relied on; a name stands in its own language."""
    form, ids = case.form, tuple(ids)
    places = list(dict.fromkeys(form.places[id] for id in ids if id in form.places))
    name = form.name.get("zh") if chinese() and form.name.get("zh") else form.name.get("en") or next(iter(form.name.values()))
    at = between_words(", ").join(places) if places else in_language(word("page not stated"))
    year = form.decided[:4] or in_language(word("year not known"))
    court = pick(case.court.says)
    if not ids:
        return word("{name}, {cite} ({court}, {year})", name=name, cite=form.cite, court=court, year=year)
    return word("{name}, {cite} ({court}, {year}; {at})", name=name, cite=form.cite, court=court, year=year, at=at)
