"""The tables of one originator's network: plans, who does what, who loses in which order, what a loss costs whom, what stays."""

from datetime import date
from fractions import Fraction

from legalmodel.base.figures import day as written
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import name_of, word_of
from legalmodel.base.values import Span
from legalmodel.methods.leverage.by_day import ON_BOOKS, OWN
from legalmodel.methods.leverage.caps import FIRM, named
from legalmodel.methods.leverage.deals import Same
from legalmodel.methods.leverage.losses import UNTOLD, Borne, Layer, borne
from legalmodel.methods.leverage.network import Network, Part, Runs
from legalmodel.methods.leverage.records import Figure
from legalmodel.methods.leverage.told import money, number
from legalmodel.methods.study import Cell, Column, Table

LOST = tuple(Fraction(part, 100) for part in (1, 2, 5, 10, 20, 30, 50, 100))
"""Parts of what each plan stands for that the table of losses takes as lost."""

RELATIONS = {
    "holds": Phrase("holds classes"),
    "sells": Phrase("also sells loans"),
    "manages": Phrase("holds the plan"),
    "serves": Phrase("serves"),
    "supports": Phrase("supports"),
    "funds": Phrase("lends to the originator"),
    "lends_beside": Phrase("lends beside the originator"),
}


def name(net: Network, key: Same) -> str:
    """Return what somebody in the network is called."""
    return say("holder not told") if key == UNTOLD else net.account.joined.names[key]


def share(value: Fraction) -> str:
    """Return a part in percent."""
    return f"{number(value * 100).normalize():f}%"


def amount(value: Fraction | None, net: Network) -> str:
    """Return an amount in short, or that it is not known."""
    return say("not known") if value is None else money(value, net.account.given)


def listed(words: list[str]) -> str:
    """Return words as a list on one line."""
    return say(", ", context="between").join(words)


def own_money(net: Network) -> Figure | None:
    """Return the originator's own money as last told by the day looked at, however long before; its day is told beside it."""
    for what in OWN:
        found = [
            f for f in net.account.given.figures if f.what == what and f.trust in FIRM and f.on <= net.day and not f.at_least
        ]
        if found:
            return max(found, key=lambda f: f.on)
    return None


def funding(net: Network) -> list[Figure]:
    """Return what funds the originator on its own books, each kind as last told by the day looked at; noughts are left out."""
    latest: dict[str, Figure] = {}
    for f in net.account.given.figures:
        if f.what in ON_BOOKS and f.trust in FIRM and f.on <= net.day and (f.what not in latest or latest[f.what].on <= f.on):
            latest[f.what] = f
    return [f for f in latest.values() if f.value]


def holdings(net: Network) -> dict[Same, Fraction]:
    """Return how much everybody is told to hold over all plans, the largest first; what nobody is told to hold stands under one key."""
    found: dict[Same, Fraction] = {}
    for stack in net.stacks:
        for layer in stack or ():
            for key, part in layer.bearers:
                found[key] = found.get(key, Fraction(0)) + layer.amount * part
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def doing(part: Part) -> str:
    """Return what somebody does, in words."""
    return word_of(part.word) if part.word else str(RELATIONS[part.relation])


def plans_table(net: Network) -> Table:
    """Return the plans: when they were issued, what their classes come to, how long they buy, what the originator keeps."""
    columns = (
        Column("plan", say("plan")),
        Column("issued", say("issued on")),
        Column("amount", say("classes")),
        Column("kept", say("part kept")),
        Column("until", say("buys until")),
        Column("again", say("bought again")),
        Column("file", say("file"), narrow=False),
    )
    rows: list[tuple[Cell, ...]] = []
    for plan, stack, runs in zip(net.plans, net.stacks, net.runs, strict=True):
        whole = None if stack is None else sum((x.amount for x in stack), Fraction(0))
        rows.append(
            (
                plan.name,
                written(plan.closed) if plan.closed else "?",
                "?" if whole is None else amount(whole, net),
                _kept(net, stack, whole),
                (written(runs.until) if runs.until else "?") if runs.buys else say("not told to buy"),
                "?" if runs.again is None else str(runs.again),
                plan.deal.file,
            )
        )
    return Table("plans", say("Plans"), columns, tuple(rows), say("?: not known."))


def _kept(net: Network, stack: list[Layer] | None, whole: Fraction | None) -> str:
    if not stack or not whole:
        return "?"
    mine = sum((x.amount * part for x in stack for key, part in x.bearers if key == net.account.who), Fraction(0))
    untold = sum((x.amount * part for x in stack for key, part in x.bearers if key == UNTOLD), Fraction(0))
    return (
        share(mine / whole)
        if not untold
        else say("{low} to {high}", low=share(mine / whole), high=share((mine + untold) / whole))
    )


def parts_table(net: Network) -> Table:
    """Return who does what in how many plans, and what it comes to."""
    columns = (
        Column("who", say("who")),
        Column("relation", say("relation")),
        Column("what", say("as what")),
        Column("plans", say("plans")),
        Column("amount", say("amount")),
        Column("part", say("part of all classes")),
        Column("names", say("in which plans"), narrow=False),
    )
    rows: list[tuple[Cell, ...]] = [
        (say("not named"), str(RELATIONS["funds"]), named(f.what), "", amount(f.value, net), "", f.source) for f in funding(net)
    ]
    rows += [_part_row(part, net) for part in net.parts]
    return Table("parts", say("Who funds, serves, supports and holds what"), columns, tuple(rows))


def _part_row(part: Part, net: Network) -> tuple[str, ...]:
    told = part.amount is not None and net.issued
    return (
        name(net, part.who),
        str(RELATIONS[part.relation]),
        word_of(part.word) if part.word else "",
        say("{n} of {all}", n=len(part.plans), all=len(net.plans)),
        "" if part.amount is None else amount(part.amount, net),
        share((part.amount or Fraction(0)) / net.issued) if told and net.issued and part.relation == "holds" else "",
        listed([net.plans[i].name for i in sorted(part.plans)]),
    )


def layers_table(net: Network) -> Table:
    """Return the classes of each plan in the order in which they lose, and who is told to bear them."""
    columns = (
        Column("plan", say("plan")),
        Column("order", say("loses"), "", 0),
        Column("class", say("class")),
        Column("amount", say("amount")),
        Column("from", say("from")),
        Column("to", say("to")),
        Column("bearers", say("borne by")),
        Column("place", say("where"), narrow=False),
    )
    rows = [
        (
            x.plan.name,
            x.order,
            name_of(x.security),
            amount(x.amount, net)
            if x.told is None
            else say("{amount} on {day}", amount=amount(x.amount, net), day=x.told.isoformat()),
            share(x.low),
            share(x.high),
            listed([say("{name} {amount}", name=name(net, key), amount=share(part)) for key, part in x.bearers]),
            x.plan.deal.place(x.security.path),
        )
        for stack in net.stacks
        for x in stack or ()
    ]
    lacking = [p.name for p, stack in zip(net.plans, net.stacks, strict=True) if stack is None]
    note = say("Amount or rank of some class is not known: {names}.", names=listed(lacking)) if lacking else ""
    return Table("layers", say("Who loses, in which order"), columns, tuple(rows), note)


def losses(net: Network) -> list[Borne]:
    """Return who bears what for each part lost."""
    return [borne(net.plans, net.vehicles, net.account.joined, net.day, part) for part in LOST]


def losses_table(net: Network) -> Table:
    """Return what a part lost in every plan costs the originator, all others, and those whom nobody tells."""
    columns = (
        Column("lost", say("lost of each plan")),
        Column("in_all", say("lost in all")),
        Column("originator", say("borne by the originator")),
        Column("own", say("of its own money")),
        Column("others", say("borne by others")),
        Column("untold", say("holder not told")),
        Column("whom", say("others, by name"), narrow=False),
    )
    own = own_money(net)
    rows = []
    for each in losses(net):
        mine, untold = each.by.get(net.account.who, Fraction(0)), each.by.get(UNTOLD, Fraction(0))
        others = {k: v for k, v in each.by.items() if k not in (net.account.who, UNTOLD) and v}
        rows.append(
            (
                share(each.part),
                amount(each.lost, net),
                amount(mine, net),
                share(mine / own.value) if own is not None and own.value else "?",
                amount(sum(others.values(), Fraction(0)), net),
                amount(untold, net),
                listed([say("{name} {amount}", name=name(net, k), amount=amount(v, net)) for k, v in others.items()]),
            )
        )
    note = say(
        "A loss is a part of what the classes of each plan come to. Support from outside is not counted: when it pays hangs on its contract."
    )
    return Table("losses", say("What a loss costs whom"), columns, tuple(rows), note)


def runs_table(net: Network) -> Table:
    """Return how each plan runs on if it stops buying, by the terms told."""
    columns = (
        Column("plan", say("plan")),
        Column("outstanding", say("outstanding, as told")),
        Column("on", say("on")),
        Column("months", say("months left of the loans")),
        Column("expected", say("last class expected to end")),
        Column("legal", say("last legal end")),
    )
    note = say(
        "Months are the weighted average remaining term that the deal states, on its cut-off day; none is worked out. ?: not known."
    )
    return Table("runs", say("What stays if plans stop buying"), columns, tuple(_run_row(r, net) for r in net.runs), note)


def _run_row(runs: Runs, net: Network) -> tuple[Cell, ...]:
    return (
        runs.plan.name,
        "?" if runs.outstanding is None else amount(runs.outstanding, net),
        _day(runs.told),
        "?" if runs.months is None else f"{number(runs.months, 1).normalize():f}",
        _day(runs.expected),
        _day(runs.legal),
    )


def _day(value: date | Span | None) -> str:
    return "?" if value is None else written(value)
