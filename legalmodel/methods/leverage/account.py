"""Hold an account of what happened against public figures, step by step: they support it, contradict it, or leave it open.

A stock is held against stocks of the same sort within the time of the step; a flow against flows. A flow of a part of the time is a lower
bound of the whole, so it can contradict but never support. What is an estimate, doubtful or computed speaks neither way. Loans made are
never held against loans outstanding. A multiple speaks only of the base that it names: eighty times one sum says nothing of a hundred times
another.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import NamedTuple

from legalmodel.methods.leverage.records import FLOWS, AccountStep, Figure, Given

NEAR = Fraction(15, 100)
"""How far a figure may lie from what is claimed with "about"; an assumption of the product, told in every report."""


class Verdict(StrEnum):
    """What public figures say of a step."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    OPEN = "open"


class Held(NamedTuple):
    """A step held against figures: what they say, those for and against, those that speak neither way, and its own arithmetic.

    ``sums`` is what the step comes to from the steps it follows from, None if it follows from none; ``adds_up`` whether that is near.
    """

    step: AccountStep
    verdict: Verdict
    speak_for: tuple[Figure, ...]
    against: tuple[Figure, ...]
    aside: tuple[Figure, ...]
    sums: Fraction | None
    adds_up: bool | None


def hold(given: Given) -> list[Held]:
    """Return each step of the account, held against the figures of the file."""
    values = {step.id: step.value for step in given.steps}
    return [_held(step, given.figures, values) for step in given.steps]


def _held(step: AccountStep, figures: tuple[Figure, ...], values: Mapping[str, Fraction]) -> Held:
    asked = [f for f in figures if f.what == step.what and _meet(step, f)]
    speak_for: list[Figure] = []
    against: list[Figure] = []
    aside: list[Figure] = []
    for figure in asked:
        fits = _fits(step, figure) if figure.trust in ("filed", "press") else None
        (aside if fits is None else speak_for if fits else against).append(figure)
    verdict = (
        Verdict.MIXED
        if speak_for and against
        else Verdict.SUPPORTED
        if speak_for
        else Verdict.CONTRADICTED
        if against
        else Verdict.OPEN
    )
    sums = _sums(step, values)
    return Held(
        step,
        verdict,
        tuple(speak_for),
        tuple(against),
        tuple(aside),
        sums,
        None if sums is None else _agrees(step.how, step.value, sums),
    )


def _meet(step: AccountStep, figure: Figure) -> bool:
    first = figure.since or figure.on
    if step.what in FLOWS:
        return first >= step.since and figure.on <= step.on
    return step.since <= figure.on <= step.on


def _fits(step: AccountStep, figure: Figure) -> bool | None:
    """Tell whether a figure fits what a step claims; None where it cannot say."""
    if step.what == "multiple" and (step.base is None or step.base != figure.base):
        return None
    whole = not figure.at_least and (step.what not in FLOWS or (figure.since == step.since and figure.on == step.on))
    if whole:
        return _agrees(step.how, step.value, figure.value)
    highest = {"about": step.value * (1 + NEAR), "over": None, "at_most": step.value, "exactly": step.value}[step.how]
    if highest is not None and figure.value > highest:
        return False
    return True if step.how == "over" and figure.value >= step.value else None


def _agrees(how: str, claimed: Fraction, found: Fraction) -> bool:
    if how == "over":
        return found >= claimed
    if how == "at_most":
        return found <= claimed
    return abs(found - claimed) <= (claimed * NEAR if how == "about" else 0)


def _sums(step: AccountStep, values: Mapping[str, Fraction]) -> Fraction | None:
    parts = [values[name] for name in step.of]
    if not parts:
        return None
    if step.way == "sum":
        return sum(parts, Fraction(0))
    if step.way == "product":
        return prod(parts, start=Fraction(1))
    rest = prod(parts[1:], start=Fraction(1))
    return parts[0] / rest if rest else None
