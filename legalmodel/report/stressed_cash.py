"""What each class receives if a failure turns the order of payments: the table, and what was supposed for it."""

from collections.abc import Iterable
from typing import Any

from legalmodel.analysis.failure.received import ClassReceipts, ClassReceives, Given, receipts
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.base import figures
from legalmodel.base.language import say
from legalmodel.base.speech import listed, name_of
from legalmodel.base.things import Thing
from legalmodel.judgment.checked import Checked
from legalmodel.methods.study import Cell, Column, Table
from legalmodel.report.stressed_tables import parties_of

Told = tuple[tuple[Stressed, ClassReceipts], ...]


def told(base: Checked, found: tuple[Stressed, ...], given: Given) -> Told:
    """Return what each failure comes to for the classes, where it turns anything."""
    return tuple((one, made) for one in found if (made := receipts(base, one, given)) is not None)


def received(made: Told) -> Table:
    """Return class by class what is received as the deal stands and then."""
    rows: list[tuple[Cell, ...]] = [_row(one, c) for one, receipt in made for c in receipt.classes]
    columns = (
        Column("party", say("if it fails")),
        Column("class", say("class")),
        Column("base", say("receives as the deal stands")),
        Column("then", say("receives then")),
        Column("difference", say("difference")),
        Column("left", say("left unpaid then")),
        Column("repaid_base", say("repaid as the deal stands"), narrow=False),
        Column("repaid", say("repaid then")),
        Column("holders", say("holders' parts of the difference"), narrow=False),
    )
    note = say(
        "A calculation on the figures and suppositions told under Supposed, no forecast: interest, principal and surplus of all payment days, not discounted."
    )
    return Table("received", say("What each class receives"), columns, tuple(rows), note)


def _row(one: Stressed, c: ClassReceives) -> tuple[Cell, ...]:
    return (
        parties_of(one),
        name_of(c.security),
        *(figures.amount(m) for m in (c.base, c.then, c.difference, c.left)),
        *(figures.day(d) if d else say("never in full") for d in c.repaid),
        _holders(c),
    )


def _holders(c: ClassReceives) -> str:
    """Say each known holder with its part of the difference; nothing where there is none to share."""
    if not c.difference.amount:
        return ""
    parts = [
        say("{holder}: {amount}", holder=name_of(h), amount=figures.amount(m) if m else say("not known")) for h, m in c.holders
    ]
    return listed(parts) if parts else say("not known")


def supposes(made: Told) -> Iterable[str]:
    """Yield what was supposed for the calculation, failure by failure, and why one was not made."""
    common = dict.fromkeys(a for _, receipt in made for a in receipt.assumes)
    for one, receipt in made:
        if receipt.classes:
            yield from _supposed(one, receipt)
    yield from (say("Cash: {what}", what=a) for a in common)
    for why in dict.fromkeys(receipt.why_not for _, receipt in made if receipt.why_not):
        whom = listed([parties_of(one) for one, receipt in made if receipt.why_not == why])
        yield say("What each class receives is not calculated for the failure of {whom}: {why}.", whom=whom, why=why)


def _supposed(one: Stressed, receipt: ClassReceipts) -> Iterable[str]:
    label, turned = one.failed.graph.label, receipt.turned

    def names(things: tuple[Thing, ...]) -> str:
        return listed([str(label(t)) for t in things])

    who: dict[str, Any] = {"who": parties_of(one)}
    if turned.triggers:
        yield say(
            "Cash, if {who} fails: these have happened, and hold from the next payment day on: {triggers}.",
            triggers=names(turned.triggers), **who,
        )  # fmt: skip  # short parts read together: one a line would take a screen
    if turned.alike:
        yield say(
            "Cash, if {who} fails: a priority of payments waits for {triggers}, which has an effect in common with them; it is supposed to hold too, as the file states no priority of payments of their own.",
            triggers=names(turned.alike), **who,
        )  # fmt: skip  # short parts read together: one a line would take a screen
    if turned.gone:
        yield say("Cash, if {who} fails: nothing is paid any more under {support}.", support=names(turned.gone), **who)
    if receipt.lost is not None:
        yield say(
            "Cash, if {who} fails: {amount} of collections on mixed accounts are lost, taken out of the next payment day.",
            amount=figures.amount(receipt.lost), **who,
        )  # fmt: skip  # short parts read together: one a line would take a screen
    elif turned.mixed:
        yield say(
            "Cash, if {who} fails: how much lies on mixed accounts cannot be worked out from the file; none of it is counted as lost.",
            **who,
        )
