"""Decided cases beside a deal: for each question that judges weigh, what the cases say, on which facts, and what each side would argue.

Nothing is judged again: what is told here changes no finding and no conclusion. Cases are read only where a format shows them.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from legalmodel.base.facts import leaves
from legalmodel.base.language import chinese, pick
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.checked import Checked
from legalmodel.law.precedents import Library, load_library
from legalmodel.precedents.answer import Answer, cases_for
from legalmodel.precedents.argue import Argument, argue
from legalmodel.report.document import ReportBlock, Statement
from legalmodel.report.pleading import counter_words, in_vain_words, named, ply_words
from legalmodel.report.text import NOTHING, Wording, as_written, between_words, joined, word


def decided(checked: Checked, headings: Collection[str] = ()) -> tuple[Answer, ...]:
    """Return what cases say of a deal that was checked: on doctrines whose heading its lines have, and on records that its lines are about;
    under some headings alone where they are given.
    """
    asked = [line for line in checked.judgment.lines if line.is_asked]
    touched, about = {line.heading for line in asked}, {line.subject.path for line in asked}
    library = load_library(*checked.law.packs)
    doctrines = [d for d in library.doctrines.values() if not headings or d.heading in headings]
    found = (each for doctrine in doctrines for each in cases_for(library, doctrine, checked.graph))
    return tuple(a for a in found if a.doctrine.heading in touched or (a.subject is not None and a.subject.path in about))


def decided_of(checked: Checked, answers: tuple[Answer, ...] | None = None, headings: Collection[str] = ()) -> ReportBlock:
    """Return the block of a deal that was checked; ``answers`` where they are found already."""
    found = decided(checked, headings) if answers is None else answers
    return decided_block(found, checked.graph, load_library(*checked.law.packs))


def decided_block(answers: Iterable[Answer], graph: Graph, library: Library) -> ReportBlock:
    """Return what cases say as a block: questions on which cases can be asked with their arguments, then the others, a line each."""
    answers = list(answers)
    entries = [entry for alike in _alike(a for a in answers if a.asked) for entry in _told(alike, graph, library)]
    entries += [_silent(alike) for alike in _alike(a for a in answers if not a.asked)]
    folded = [entry for alike in _alike(a for a in answers if a.asked) for entry in _unknown(alike[0])]
    words = word("what the file does not say on them") if folded else NOTHING
    title = word("DECIDED CASES (what courts did; no prediction, no opinion)") if entries else NOTHING
    return ReportBlock("cases", title, tuple(entries), folded=tuple(folded), folded_as=words)


def _alike(answers: Iterable[Answer]) -> list[list[Answer]]:
    """Put answers together that say the same of several records, so that it is said once."""
    groups: dict[Any, list[Answer]] = {}
    for answer in answers:
        known = tuple(answer.situation.factors.items()), tuple(answer.situation.levels.items())
        key = (
            answer.doctrine.id,
            answer.purpose,
            answer.state,
            answer.law if answer.asked else answer.law.body,
            known if answer.asked else (),
        )
        groups.setdefault(key, []).append(answer)
    return list(groups.values())


def _told(alike: list[Answer], graph: Graph, library: Library) -> Iterator[Statement]:
    """Yield what cases say of one record, or of several alike: the answer, the facts it rests on, the argument of each side."""
    answer = alike[0]
    yield _answered(alike, graph, library)
    yield from _known(answer)
    arguments = argue(answer)
    if any(each.plies or each.in_vain for each in arguments):
        yield from (entry for each in arguments for entry in _argued(each, answer))
    else:
        text = word("No case asked ({n}) shares a known fact with the deal that spoke for its winner.", n=len(answer.asked))
        yield Statement(text, word("argument"))
    for one, other in answer.conflicts:
        yield Statement(word("{one}; {other}", one=named(one), other=named(other)), word("in conflict"))


def _answered(alike: list[Answer], graph: Graph, library: Library) -> Statement:
    answer, doctrine = alike[0], alike[0].doctrine
    whose = between_words("; ").join(_subject(a.subject) for a in alike if a.subject)
    asks = word(
        "{asks} For the purpose of {purpose}.",
        asks=pick(doctrine.asks_for.get(answer.purpose, doctrine.asks)),
        purpose=pick(doctrine.purposes[answer.purpose]),
    )
    apart = len(answer.apart)
    parts = [asks, _law(answer, library), _state(answer), *_lacks(answer)]
    parts += (
        [word("Not asked, since of another law, for another purpose, or no longer standing: {n}.", n=apart)] if apart else []
    )
    title = as_written(_title(answer, whose))
    place = next((str(graph.place(a.subject.path) or "") for a in alike if a.subject), "")
    return Statement(joined(parts, " "), standing_words(answer), title, place=place)


def standing_words(answer: Answer) -> Wording:
    """Say whether cases settle a question, have gone one way so far, or leave it open."""
    side = pick(answer.doctrine.sides[answer.side]) if answer.side else ""
    if answer.state == "settled":
        return word("settled: {side}", side=side)
    if answer.state == "one_way_so_far":
        return word("one way so far: {side}", side=side)
    return word("not asked") if answer.state == "no_law_named" else word("open")


def _state(answer: Answer) -> Wording:
    if answer.state == "settled":
        return word("A decision that binds there, read whole, leaves no way round on these facts.")
    if answer.state == "one_way_so_far":
        return word("The cases that speak to these facts go one way so far; that is not settled law.")
    return word("No decided case of the library answers it.")


def _law(answer: Answer, library: Library) -> Wording:
    """Say which law was asked, in the order in which it is found."""
    doctrine, law = answer.doctrine, answer.law
    parts = []
    if doctrine.forum:
        regime = next((pick(each.says) for each in library.regimes if each.id == law.regime), "")
        winding = _code(law.winding_up, word("wound up under"))
        parts.append(word("{winding} ({regime})", winding=winding, regime=regime) if regime else winding)
    if doctrine.law:
        parts.append(_code(law.characterises, word("governing law")))
    if doctrine.law and doctrine.each == "hop":
        parts.append(_code(law.perfects, word("law of perfection")))
    return word("Law: {law}.", law=joined(parts, "; ")) if parts else NOTHING


def _code(code: str, what: Wording) -> Wording:
    return word("{what} {law}", what=what, law=code) if code else word("{what} not known", what=what)


def _lacks(answer: Answer) -> Iterator[Wording]:
    """Say why nothing is settled, where something could be thought to be."""
    words = {
        "never": lambda: word("Never settled by cases: {why}.", why=pick(answer.doctrine.why)),
        "two_laws": lambda: word("Two laws meet, and no case says what an act under the one comes to under the other."),
        "winding_up": lambda: word("Not settled: under whose law the transferor would be wound up is not known."),
        "regime": lambda: word("Not settled: the transferor is not wound up under the general law, which the cases apply."),
        "governing_law": lambda: word("Not settled: which law governs is not known."),
        "nothing_binding": lambda: word("Not settled: no decision among them binds there."),
        "not_read": lambda: word("Not settled: the decision that binds there was not read whole."),
    }
    kept = (
        answer.lacks if answer.state == "one_way_so_far" else [lack for lack in answer.lacks if lack in ("never", "two_laws")]
    )
    yield from (words[lack]() for lack in kept)


def _known(answer: Answer) -> Iterator[Statement]:
    """Yield what is so in the deal, each fact with its place."""
    situation, doctrine = answer.situation, answer.doctrine
    for id, truth in situation.factors.items():
        says = pick(doctrine.factors[id].says)
        text = as_written(says) if truth else word("not so: {fact}", fact=says)
        yield Statement(text, _source(answer, id), place=_place(answer, id))
    for id, places in situation.levels.items():
        if len(places) == 1:
            text = as_written(pick(doctrine.told(id, next(iter(places)))))
            yield Statement(text, _source(answer, id), place=_place(answer, id))


def _source(answer: Answer, id: str) -> Wording:
    return word("supposed") if id in answer.situation.supposed else word("fact")


def _place(answer: Answer, id: str) -> str:
    facts = answer.situation.because.get(id, ())
    return next((str(leaf.place) for fact in facts for leaf in leaves(fact) if leaf.place), "")


def _unknown(answer: Answer) -> Iterator[Statement]:
    """Yield what bears on a question and is not known: the other side may prove it."""
    situation, doctrine = answer.situation, answer.doctrine
    lacking = [f.says for id, f in doctrine.factors.items() if id not in situation.factors]
    lacking += [d.says for id, d in doctrine.dimensions.items() if len(situation.levels[id]) > 1]
    if lacking:
        items = tuple(as_written(pick(says)) for says in lacking)
        title = as_written(pick(doctrine.title))
        yield Statement(title, word("not known"), items=items)


def _argued(argument: Argument, answer: Answer) -> Iterator[Statement]:
    label = word("for: {side}", side=pick(answer.doctrine.sides[argument.side]))
    if not argument.plies:
        yield Statement(word("No case of the library shares a fact that speaks for this side."), label)
    against = counter_words(argument, answer)
    for ply in argument.plies:
        yield Statement(ply_words(ply, answer), label)
    for found in argument.in_vain:
        yield Statement(in_vain_words(found, answer), word("against that"))
    if against:
        yield Statement(against, word("against that"))


def _silent(alike: list[Answer]) -> Statement:
    """Say of what no case could be asked, and why."""
    answer = alike[0]
    whose = between_words("; ").join(_subject(a.subject) for a in alike if a.subject)
    named_law = word("No fact of the file names the law, so no case can be picked.")
    no_case = word("The library has no case under {body} for this purpose.", body=answer.law.body)
    text = named_law if answer.state == "no_law_named" else no_case
    return Statement(text, standing_words(answer), as_written(_title(answer, whose)))


def _title(answer: Answer, whose: str) -> str:
    title = pick(answer.doctrine.title)
    return f"{title}{between_words(': ')}{whose}{'。' if chinese() else '.'}" if whose else title


def _subject(subject: Thing | None) -> str:
    if subject is None:
        return ""
    return name_of(subject) if subject.fields.get("name") else subject.id
