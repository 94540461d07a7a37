"""What each side would say, in three plies: cite a case, answer it, answer the answer. Words of the model only; the sentences are output's.

A case is worth citing if it shares with the situation something that speaks for its winner. Of those worth citing, the ones that share most go first (no
other shares all that they share and more). A case is told apart by what spoke for its winner and is not shown here, by what speaks against here and was
not there, and by the law that it applies. Against it stands the best case for the other side, and every case that the other side won although
a fact that speaks here was so there too: it did not decide there.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from legalmodel.base.jurisdictions import lies_within
from legalmodel.law.precedents import Precedent
from legalmodel.precedents.answer import Answer, CaseAsked
from legalmodel.precedents.situation import Situation

MOST = 3
"""How many cases a side cites."""


class Shared(NamedTuple):
    """A case beside a situation: what they share for the winner, and what tells them apart, by the ids of factors and dimensions."""

    case: Precedent
    shared: tuple[str, ...]
    lacking: tuple[str, ...]
    not_known: tuple[str, ...]
    against: tuple[str, ...]
    stronger: tuple[str, ...]


class Ply(NamedTuple):
    """A citation for one side, the cases that the other side would set against it, and what tells those apart in turn."""

    cited: Shared
    countered_by: tuple[Shared, ...]


class InVain(NamedTuple):
    """Facts here that speak for a side, and cases in which they were so too and the other side won: there they did not decide."""

    facts: tuple[str, ...]
    cases: tuple[Precedent, ...]


class Argument(NamedTuple):
    """All that one side would say, and what the cases already answer to it."""

    side: str
    plies: tuple[Ply, ...]
    in_vain: tuple[InVain, ...] = ()


def argue(answer: Answer) -> tuple[Argument, ...]:
    """Return the argument of each side, in the order of the doctrine's sides."""
    beside = [compare(a.case, answer.situation) for a in answer.asked]
    return tuple(_argument(side, beside, answer) for side in answer.doctrine.sides)


def _argument(side: str, beside: list[Shared], answer: Answer) -> Argument:
    binding = {a.case.id: a for a in answer.asked}
    mine = _best([s for s in beside if s.case.outcome == side and s.shared], binding)
    others = _best([s for s in beside if s.case.outcome != side and s.shared], binding)
    return Argument(side, tuple(Ply(cited, tuple(others[:1])) for cited in mine[:MOST]), _in_vain(side, answer))


def _in_vain(side: str, answer: Answer) -> tuple[InVain, ...]:
    lost = sorted((a.case for a in answer.asked if a.case.outcome != side), key=lambda case: (case.court.level, case.id))
    first, here = next(iter(answer.doctrine.sides)) == side, answer.situation
    by_cases: dict[tuple[str, ...], InVain] = {}
    for id in _speaking(side, answer):
        at = min(here.levels[id]) if id in here.levels else None
        found = tuple(case for case in lost if _was_so(case, id, at, first))[:MOST]
        if found:
            key = tuple(case.id for case in found)
            before = by_cases[key].facts if key in by_cases else ()
            by_cases[key] = InVain((*before, id), found)
    return tuple(by_cases.values())


def _speaking(side: str, answer: Answer) -> Iterator[str]:
    """Yield what is known here and speaks for a side."""
    doctrine, here = answer.doctrine, answer.situation
    yield from (id for id, there in here.factors.items() if there and doctrine.factors[id].side == side)
    first = next(iter(doctrine.sides)) == side
    for id, places in here.levels.items():
        if len(places) == 1 and _speaks_for_first(min(places), len(doctrine.dimensions[id].levels)) is first:
            yield id


def _was_so(case: Precedent, id: str, at: int | None, first: bool) -> bool:
    """Tell whether a fact was stated of a case too; of a level, that it was the same or spoke more for the side."""
    if at is None:
        return case.factors.get(id) is True
    there = case.levels.get(id)
    return there is not None and (there == at or (there < at) == first)


def _speaks_for_first(place: int, count: int) -> bool:
    """Tell whether a level lies in the half that speaks for the first side."""
    return place < count / 2


def other_law(case: Precedent, body: str) -> str:
    """Return the law that a case applies, where it is stated and is not that which is asked here; nothing else."""
    law = case.form.law
    return law if law and body and not lies_within(body, law, date.max, date.max) else ""


def _best(found: list[Shared], asked: dict[str, CaseAsked]) -> list[Shared]:
    """Return the cases that share most, those first that bind, then those of which fewer things tell them apart."""
    on_point = [s for s in found if not any(set(s.shared) < set(o.shared) for o in found)]
    return sorted(
        on_point, key=lambda s: (not asked[s.case.id].binds, len(s.lacking) + len(s.against), -len(s.shared), s.case.id)
    )


def compare(case: Precedent, situation: Situation) -> Shared:
    """Lay a case beside a situation."""
    doctrine, winner = case.doctrine, case.outcome
    first = next(iter(doctrine.sides)) == winner
    shared: list[str] = []
    lacking: list[str] = []
    not_known: list[str] = []
    against: list[str] = []
    stronger: list[str] = []
    for id, factor in doctrine.factors.items():
        had, here = case.factors.get(id), situation.factors.get(id)
        if factor.side == winner and had:
            (shared if here else not_known if here is None else lacking).append(id)
        elif factor.side == winner and here:
            stronger.append(id)
        elif factor.side != winner and here and not had:
            against.append(id)
        elif factor.side != winner and had and here is False:
            stronger.append(id)
    for id in doctrine.dimensions:
        at, places = case.levels.get(id), situation.levels[id]
        if at is None:  # what the case does not state was not shown to be so there, and speaks against it if it is so here
            for_first = _speaks_for_first(min(places), len(doctrine.dimensions[id].levels))
            against += [id] if len(places) == 1 and for_first is not first else []
            continue
        # A level in the worse half for the winner is nothing that spoke for it, so nothing is shared by lying there too.
        spoke = _speaks_for_first(at, len(doctrine.dimensions[id].levels)) is first
        if len(places) > 1:
            not_known += [id] if spoke else []
        elif (place := next(iter(places))) == at or (place < at) == first:
            shared += [id] if spoke else []
        else:
            against.append(id)
    return Shared(case, *map(_in_order, (shared, lacking, not_known, against, stronger)))


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
