"""What is assumed of a pool, and what of it makes no sense."""

from decimal import Decimal
from typing import NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.cash.curves import CURVES
from legalmodel.methods.cash.wishes import Wishes

DRAWS_MAX = 100_000


class Case(NamedTuple):
    """What is assumed of a pool; parts of one, rates a year.

    Bad loans: ``total`` (None: the lowest forecast of the file), ``months`` (None: to the latest expected end), ``curve`` and
    ``middle`` (the part of the months by which half is in), ``costs`` of the work. Good loans: ``rate``, ``prepaid``,
    ``defaulting``, ``lost`` of what defaults, ``delay`` in months. ``factor`` scales recoveries, or defaults, as a stress.
    """

    total: Decimal | None = None
    months: int | None = None
    curve: str = "s-curve"
    middle: float = 0.5
    observed: tuple[float, ...] = ()
    costs: float = 0.0
    rate: float | None = None
    prepaid: float = 0.0
    defaulting: float = 0.0
    lost: float = 0.5
    delay: int = 12
    pays: str = "level"
    """How good loans are paid off: ``level`` or ``even``, as in the schedule."""
    since: str = "closing"
    """From when on good loans pay for the deal: ``closing``, or ``cut-off`` where what came in before closing belongs to it."""
    factor: float = 1.0
    discount: float = 0.10
    draws: int = 0
    spread: float = 0.2
    seed: int = 2016
    cover: float | None = None
    """Cover that the largest senior class is sized for; None sizes nothing."""


def refuse(case: Case, wishes: Wishes) -> None:
    """Raise BadRequest for assumptions that make no sense."""
    parts = {"costs": case.costs, "prepaid": case.prepaid, "defaulting": case.defaulting, "lost": case.lost, "tax": wishes.tax}
    parts |= {"fees": wishes.fees, "incentive": wishes.incentive, "middle": case.middle}
    for name, part in parts.items():
        # a curve with its middle at either end has no slope there to speak of
        if not 0 <= part <= 1 or (name == "middle" and part in (0, 1)):
            raise BadRequest(say("{name} cannot be {part}", name=name, part=f"{part:.2%}"), say("give a part from 0% to 100%"))
    if case.pays not in ("level", "even"):
        raise BadRequest(say("loans are not paid off '{pays}'", pays=case.pays), say("choose level or even"))
    if case.since not in ("closing", "cut-off"):
        raise BadRequest(say("loans do not begin to pay at '{since}'", since=case.since), say("choose closing or cut-off"))
    if case.curve not in CURVES:
        raise BadRequest(
            say("there is no curve '{curve}'", curve=case.curve), say("choose among {curves}", curves=", ".join(CURVES))
        )
    for name, number, low, high in (
        ("months", 1 if case.months is None else case.months, 1, 480),
        ("delay", case.delay, 0, 120),
        ("draws", case.draws, 0, DRAWS_MAX),
        ("factor", case.factor, 0, 10),
        ("spread", case.spread, 0, 2),
        ("discount", case.discount, -0.5, 10),
    ):
        if not low <= number <= high:
            raise BadRequest(
                say("{name} cannot be {number}", name=name, number=f"{number:g}"),
                say("give a value from {low} to {high}", low=f"{low:g}", high=f"{high:g}"),
            )
    if case.cover is not None and not 1 <= case.cover <= 100:
        raise BadRequest(say("a cover of {cover} cannot be asked for", cover=f"{case.cover:g}"), say("ask for 1 to 100 times"))
    if case.rate is not None and not 0 <= case.rate <= 1:
        raise BadRequest(
            say("interest of {rate} on the loans makes no sense", rate=f"{case.rate:.2%}"), say("give a rate from 0% to 100%")
        )
