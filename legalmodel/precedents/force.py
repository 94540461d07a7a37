"""Whether a decided case constrains a situation: under every way in which what is not known may turn out, under some, or under none.

Two models of the literature, over factors and dimensions (Horty 2011; Horty and Bench-Capon 2012; Prakken 2021):

- *result model*: the situation must be at least as good for the winner of the case on everything: it has each factor that speaks for the winner and
  was there, has none that speaks against and was not, and lies on each dimension where the case does or better for the winner;
- *reason model*: only what the court gave as its reason must be there; what speaks against must still be no more than in the case.

What is not stated in the case, and what is not known of the situation, blocks: a factor that the case may have had must be there, one that it may have
lacked must not. So a case of which little was read constrains nothing, which is what is wanted. Nothing here is a probability, and "forced" is a word of
the model, not of a report.
"""

from collections.abc import Iterator
from typing import Literal

from legalmodel.base.kleene import conj
from legalmodel.base.values import Truth, U
from legalmodel.law.doctrines import SideFactor
from legalmodel.law.precedents import Precedent
from legalmodel.precedents.situation import Situation

Model = Literal["result", "reason"]
Forced = Literal["every", "some", "none"]

_OPEN = U(frozenset())


def forces(case: Precedent, situation: Situation, model: Model = "result") -> Forced:
    """Tell under how many completions a case forces its own outcome in a situation; a case that decided nothing forces nothing."""
    if case.outcome not in case.doctrine.sides:
        return "none"
    parts = _result(case, situation) if model == "result" else _reason(case, situation)
    truth = conj(parts)
    if truth is True and case.concludes:
        return "some"  # the court rested on what only restates the result, so the facts that moved it are not known
    return "every" if truth is True else "none" if truth is False else "some"


def _result(case: Precedent, situation: Situation) -> Iterator[Truth]:
    for factor in case.doctrine.factors.values():
        yield _for_winner(case, factor, situation) if factor.side == case.outcome else _against(case, factor, situation)
    for id in case.doctrine.dimensions:
        yield _as_good(case, id, situation)


def _reason(case: Precedent, situation: Situation) -> Iterator[Truth]:
    if not case.rests_on:
        yield _OPEN  # no reason was read: the case may rest on anything
    for factor in case.doctrine.factors.values():
        if factor.side != case.outcome:
            yield _against(case, factor, situation)
        elif factor.id in case.rests_on:
            yield situation.factors.get(factor.id, _OPEN)
    for id in case.doctrine.dimensions:
        yield _as_good(case, id, situation)


def _for_winner(case: Precedent, factor: SideFactor, situation: Situation) -> Truth:
    """Tell whether the situation has a factor for the winner wherever the case had it."""
    had = case.factors.get(factor.id)
    here = situation.factors.get(factor.id)
    if had is False or here is True:
        return True
    return False if had is True and here is False else _OPEN


def _against(case: Precedent, factor: SideFactor, situation: Situation) -> Truth:
    """Tell whether the situation lacks a factor against the winner wherever the case lacked it."""
    had = case.factors.get(factor.id)
    here = situation.factors.get(factor.id)
    if had is True or here is False:
        return True
    return False if had is False and here is True else _OPEN


def _as_good(case: Precedent, id: str, situation: Situation) -> Truth:
    """Tell whether the situation lies on a dimension where the case does, or better for the winner."""
    dimension = case.doctrine.dimensions[id]
    places = situation.levels[id]
    first = next(iter(case.doctrine.sides)) == case.outcome
    best = 0 if first else len(dimension.levels) - 1
    if id not in case.levels:
        return True if places == {best} else _OPEN
    at = case.levels[id]
    good = {place <= at if first else place >= at for place in places}
    return _OPEN if len(good) > 1 else good.pop()
