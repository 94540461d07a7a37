"""A failure and what follows it over all deals, as a study: who is supposed to fail when, what that does to each deal, and who bears what."""

from collections.abc import Iterable
from fractions import Fraction

from legalmodel.analysis.failure.across import Cascade, Hit
from legalmodel.analysis.failure.harm import Harm
from legalmodel.base.language import say
from legalmodel.base.values import Money
from legalmodel.methods.across.across import Across
from legalmodel.methods.across.structure import own_money
from legalmodel.methods.across.tables import OWN, table
from legalmodel.methods.across.words import amount, deals, listed
from legalmodel.methods.study import Cell, Column, Study, Table
from legalmodel.report.stressed import WORST
from legalmodel.report.stressed_tables import sums as money_sums


def cascade_study(net: Across, found: Cascade) -> Study:
    """Return the study."""
    return Study(
        "cascade",
        say("If {name} fails in all its deals", name=net.name(found.start)),
        tuple(_says(net, found)),
        tuple(t for t in (_deals(net, found), _bearers(net, found)) if t.rows),
        (),
        tuple(_assumes()),
        (),
        foot=say("A hypothesis on the facts of the files; it says nothing on the soundness of any party. Not a legal opinion."),
        heads=(say("Supposed"), ""),
    )


def _says(net: Across, found: Cascade) -> Iterable[str]:
    yield say("Hypothesis: it says nothing on the soundness of any party.")
    for at, each in enumerate(found.rounds, 1):
        names = listed(map(net.name, each.keys))
        worst = max((hit.harm for hit in each.hits), default=Harm.SAFE)
        hard = [hit for hit in each.hits if hit.harm > Harm.PROVIDED]
        yield say("Round {n}: {names}; {deals} deals, {hard} of them with something lost, weighed or open. Gravest: {worst}.",
                  n=at, names=names, deals=len(each.hits), hard=len(hard), worst=WORST[worst])  # fmt: skip  # short parts read together: one a line would take a screen
    if found.cut:
        yield say("It goes on further, and is not followed.")
    elif len(found.rounds) == 1:
        yield say("Nobody is told to lose more than its own money, as far as own money is told at all.")
    lone = [n for each in found.rounds for n in _hung(each.keys[0], each.hits)]
    if lone:
        yield say("Gravest for: {deals}.", deals=deals(net, lone))


def _hung(key: str, hits: Iterable[Hit]) -> list[int]:
    worst = max((hit.harm for hit in hits), default=Harm.SAFE)
    return [hit.deal for hit in hits if hit.harm is worst and worst >= Harm.LOST and hit.key == key]


def _deals(net: Across, found: Cascade) -> Table:
    hits = [(at, hit) for at, each in enumerate(found.rounds, 1) for hit in sorted(each.hits, key=lambda h: (-h.harm, h.deal))]
    rows: list[tuple[Cell, ...]] = [
        (net.deal(hit.deal), at, net.name(hit.key), str(WORST[hit.harm]), _sums(hit.exposed), _sums(hit.cover))
        for at, hit in hits
    ]
    columns = (
        Column("deal", say("deal")),
        Column("round", say("round"), decimals=0),
        Column("party", say("who fails")),
        Column("worst", say("gravest that follows")),
        Column("exposed", say("exposed")),
        Column("cover", say("cover gone")),
    )
    return table("deals", say("Deal by deal"), columns, rows)


def _bearers(net: Across, found: Cascade) -> Table:
    own = own_money(net)
    rows: list[tuple[Cell, ...]] = []
    order = sorted(found.losses.items(), key=lambda item: (-max(item[1].values(), default=Fraction(0)), item[0]))
    for key, sums in order:
        for currency, size in sums.items():
            what, money, on = own.get((key, currency), ("", None, ""))
            told = (
                say("{what} {amount} ({day})", what=OWN[what], amount=amount(money, currency), day=on)
                if money is not None
                else None
            )
            above = say("not told") if money is None else say("more than that") if size > money else say("less than that")
            rows.append((net.name(key), amount(size, currency), told, above))
    for currency, size in found.untold.items():
        if size:
            rows.append((say("holder not told"), amount(size, currency), None, None))
    columns = (
        Column("party", say("who bears")),
        Column("loss", say("loss")),
        Column("own", say("own money")),
        Column("above", say("the loss is")),
    )
    return table("bearers", say("Who bears it"), columns, rows)


def _assumes() -> Iterable[str]:
    yield say(
        "Each failure is put to each deal by itself, as legalmodel stress does, on the day that its file gives; deals are judged again for it."
    )
    yield say(
        "What is exposed is lost whole, and falls on the classes from the last rank up, on each holder by what it is told to hold; loans to who fails are lost whole."
    )
    yield say(
        "Who loses more than its own money, as a file tells it, is supposed to fail in the next round; of whom none is told, nothing is supposed."
    )
    yield say(
        "What two failures do to one holder in one deal counts once, the larger. Recoveries, other business and support from outside are not counted."
    )


def _sums(found: tuple[Money, ...]) -> str | None:
    return money_sums(found) if found else None
