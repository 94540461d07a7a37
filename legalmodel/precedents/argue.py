"""What each side would say, in three plies: cite a case, answer it, answer the answer. Words of the model only; the sentences are output's.

A case is worth citing if it shares with the situation something that speaks for its winner. Of those worth citing, the ones that share most go first (no
other shares all that they share and more). A case is told apart by what spoke for its winner and is not shown here, by what speaks against here and was
not there, and by the law that it applies. Against it stands the best case for the other side, and every case of the other side in which all that is
shared was so too: it did not decide there.
"""

from collections.abc import Iterable
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
    """A citation for one side, the cases that the other side would set against it, and what tells those apart in turn.

    ``despite`` are cases that went the other way although all that is shared was so there too.
    """

    cited: Shared
    countered_by: tuple[Shared, ...]
    despite: tuple[Precedent, ...] = ()


class Argument(NamedTuple):
    """All that one side would say."""

    side: str
    plies: tuple[Ply, ...]


def argue(answer: Answer) -> tuple[Argument, ...]:
    """Return the argument of each side, in the order of the doctrine's sides."""
    beside = [compare(a.case, answer.situation) for a in answer.asked]
    return tuple(_argument(side, beside, answer) for side in answer.doctrine.sides)


def _argument(side: str, beside: list[Shared], answer: Answer) -> Argument:
    binding = {a.case.id: a for a in answer.asked}
    mine = _best([s for s in beside if s.case.outcome == side and s.shared], binding)
    others = _best([s for s in beside if s.case.outcome != side and s.shared], binding)
    lost = [a.case for a in answer.asked if a.case.outcome != side]
    return Argument(side, tuple(Ply(cited, tuple(others[:1]), _despite(cited, lost)) for cited in mine[:MOST]))


def _despite(cited: Shared, lost: list[Precedent]) -> tuple[Precedent, ...]:
    """Return cases that the side lost in which all that the cited case shares was so too, or more so."""
    first = next(iter(cited.case.doctrine.sides)) == cited.case.outcome

    def so(case: Precedent, id: str) -> bool:
        if id in cited.case.factors:
            return case.factors.get(id) is True
        at, there = cited.case.levels[id], case.levels.get(id)
        return there is not None and (there == at or (there < at) == first)

    found = [case for case in lost if all(so(case, id) for id in cited.shared)]
    return tuple(sorted(found, key=lambda case: (case.court.level, case.id))[:MOST])


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
        if at is None:
            continue
        # A level in the worse half for the winner is nothing that spoke for it, so nothing is shared by lying there too.
        spoke = at < len(doctrine.dimensions[id].levels) / 2 if first else at >= len(doctrine.dimensions[id].levels) / 2
        if len(places) > 1:
            not_known += [id] if spoke else []
        elif (place := next(iter(places))) == at or (place < at) == first:
            shared += [id] if spoke else []
        else:
            against.append(id)
    return Shared(case, *map(_in_order, (shared, lacking, not_known, against, stronger)))


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
