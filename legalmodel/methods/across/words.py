"""How the network is said: relations, capacities, amounts, parts and lists of deals."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from legalmodel.base.figures import amount_in_short
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import word_of
from legalmodel.base.values import Money
from legalmodel.methods.across.across import Across
from legalmodel.methods.leverage.told import number

KINDS = {
    "originates": Phrase("giving of assets"),
    "manages": Phrase("trusteeship or management"),
    "holds": Phrase("holdings of classes"),
    "lends": Phrase("loans"),
    "supports": Phrase("support"),
    "repacks": Phrase("packing again"),
    "serves": Phrase("work"),
    "": Phrase("loans, support and holdings together"),
}
CAPACITIES = {
    "originates": Phrase("originator"),
    "manages": Phrase("trustee or manager"),
    "holds": Phrase("holder"),
    "lends": Phrase("lender"),
    "supports": Phrase("supporter"),
    "account_bank": Phrase("account bank"),
}
_NAMED = 4
"""More deals than this are counted, not named."""


def kind(relation: str, word: str = "") -> str:
    """Return what a relation is called, by its work where it has some."""
    return capacity(word) if relation == "serves" and word else str(KINDS[relation])


def capacity(word: str) -> str:
    """Return what somebody is in a capacity, or which work it does."""
    return str(CAPACITIES.get(word) or word_of(word)) if word else say("work not stated")


def amount(value: Fraction, currency: str) -> str:
    """Return an amount in short: ``CNY 9,000.00m``, ``90亿元``."""
    return amount_in_short(Money(number(value, 4), currency))


def part(value: Fraction) -> str:
    """Return a part in percent."""
    return f"{number(value * 100).normalize():f}%"


def index(value: Fraction) -> int:
    """Return a concentration index as a whole number."""
    return round(value)


def listed(words: Iterable[str]) -> str:
    """Return words as a list on one line."""
    return say(", ", context="between").join(words)


def deals(net: Across, numbers: Sequence[int]) -> str:
    """Return some deals by name, or how many there are beside the first."""
    names = [net.deal(n) for n in numbers[:_NAMED]]
    if len(numbers) <= _NAMED:
        return listed(names)
    return say("{names} and {count} more", names=listed(names), count=len(numbers) - _NAMED)


def first_up(text: str) -> str:
    """Return words at the beginning of a sentence."""
    return text[:1].upper() + text[1:]
