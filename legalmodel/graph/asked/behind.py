"""Who is behind somebody at a threshold: by economic share, by votes in it, or by control, under a definition of control.

Whoever stands at the top of the chains above a party or estate, or has another capacity there (nominee, trustee, settlor, beneficiary),
and reaches the threshold is surely behind it; whoever may reach it is perhaps. The command ``behind`` tells the same with shares and chains.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from legalmodel.base.facts import Fact
from legalmodel.base.kinds import SHARE, TEXT, Parameter, Signature, listing, thing
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Missing, Truth, U
from legalmodel.graph.derive.behind import Backer, Behind, BehindInputs
from legalmodel.graph.truth import Asked, Gather

SIGNATURE = Signature(
    (Parameter("of", thing("actor")), Parameter("least", SHARE), Parameter("by", TEXT)),
    listing(thing("actor")),
    "who is behind a party or estate: with this economic share or these votes at least, or in control under a definition",
    ("ownership", "ties", "agencies", "governance", "estates", "trusts"),
)


def answer(graph: Asked, of: Thing, least: Decimal, by: str, day: date | None) -> Items:
    """Return those who surely are behind it, and those who may be; whoever is not named leaves the list open."""
    found = Gather(graph.section("ownership").open)
    for backer in _backers(graph, of, by, day):
        reaches = backer.at(Fraction(least))
        if isinstance(reaches, U) and not reaches.missing:  # a part that is known within bounds only
            reaches = U(frozenset((Missing(("ownership",), "out of range"),)))
        found.add(backer.who, reaches)
    return found.items()


def why(graph: Asked, of: Thing, least: Decimal, by: str, day: date | None) -> tuple[Fact, ...]:
    """Return what control over it, or the doubt about it, rests on."""
    return tuple(
        fact for backer in _backers(graph, of, by, day) if backer.at(Fraction(least)) is not False for fact in backer.why
    )


def _backers(graph: Asked, of: Thing, by: str, day: date | None) -> list[Backer]:
    def controls(a: Thing, b: Thing, by: str, day: date | None) -> Truth:
        truth: Truth = graph.ask("controls", (a, b, by), day)
        return truth

    def controlled(a: Thing, by: str, day: date | None) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
        actors = (*graph.section("parties"), *graph.section("estates"))
        return tuple(b for b in actors if controls(a, b, by, day) is True), ()

    def rests_on(a: Thing, b: Thing, by: str, day: date | None) -> tuple[Fact, ...]:
        return graph.why("controls", (a, b, by), day)

    return Behind(graph, BehindInputs(controls, rests_on, controlled)).backers(of, by, day)
