"""Many purchases of a revolving sale in a few words: how many, from when to when, the first, the last and the largest."""

from datetime import date

from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.speech import name_of
from legalmodel.base.values import Span
from legalmodel.graph.turns import Turns, day_of, price_of
from legalmodel.report.words import millions


def turns_words(turns: Turns) -> str:
    """Say it on one line: ``24 purchases, 2017-06-30 to 2019-06-30``."""
    days = turns.days
    if not days:
        return say("{n} purchases, days not known", n=len(turns.purchases))
    return say("{n} purchases, {first} to {last}", n=len(turns.purchases), first=_day(days[0]), last=_day(days[-1]))


def short_words(turns: Turns) -> str:
    """Say it in little room, with months: ``24 purchases, 2017-06–2019-06``."""
    days = turns.days
    if not days:
        return say("{n} purchases", n=len(turns.purchases))
    return say("{n} purchases, {first}–{last}", n=len(turns.purchases), first=str(days[0])[:7], last=str(days[-1])[:7])


def sentence(turns: Turns) -> str:
    """Say in a sentence what many purchases under one sale come to, and that each is judged by itself."""
    prices, whose = prices_words(turns), name_of(turns.under)
    if not prices:
        return say("Under {name}: {turns}, no price known; each is judged by itself.", name=whose, turns=turns_words(turns))
    return say(
        "Under {name}: {turns}; {prices}. Each is judged by itself.", name=whose, turns=turns_words(turns), prices=prices
    )


def prices_words(turns: Turns) -> str:
    """Say the prices on one line; an empty text where none is known, or where they are in several currencies."""
    priced = [(hop, price) for hop in turns.priced if (price := price_of(hop)) is not None]
    if not priced or len({price.currency for _, price in priced}) > 1:
        return ""
    largest, most = max(priced, key=lambda row: row[1].amount)
    if (day := day_of(largest)) is None:
        told = millions(most)
    else:
        told = say("{amount} on {day}", amount=millions(most), day=_day(day))
    first, last = millions(priced[0][1]), millions(priced[-1][1])
    said = say("first {first}, last {last}, largest {largest}", first=first, last=last, largest=told)
    lacking = len(turns.purchases) - len(priced)
    return say("{said}; {n} without a price", said=said, n=lacking) if lacking else said


def _day(day: date) -> str:
    return figures.day(Span(day, day))
