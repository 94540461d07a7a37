"""Whose deal it is, as every output has to say: of real companies on public sources, or made up."""

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.things import Thing
from legalmodel.base.values import Span
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.now import about


def whose(deal: Thing) -> str:
    """Say whose deal it is; an empty text for the author's own."""
    if about(deal) == "real":
        known = deal.fields.get("known_until")
        if isinstance(known, Span):
            return say(
                "On public sources, as of {day}; please send corrections to the maintainer of this file.",
                day=figures.day(known),
            )
        return say("On public sources; please send corrections to the maintainer of this file.")
    return say("Fictitious: none of its parties exists.") if about(deal) == "made_up" else ""


def about_words(judgment: Judgment) -> str:
    """Say whose deal a judgment is on; an empty text for the author's own."""
    return whose(judgment.deal)


def hypothesis(judgment: Judgment) -> str:
    """Say what a line on the failure of a named institution is: a hypothesis. Empty where there is no such line."""
    if about(judgment.deal) != "real" or not any(line.failing for line in judgment.lines):
        return ""
    return say('"If … fails" is a hypothesis; it implies nothing about the financial condition of any party.')
