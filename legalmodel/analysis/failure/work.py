"""Appointments that end and who follows; vehicles that stand too close; triggers; what those who failed hold; who bears a loss."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.base import figures
from legalmodel.base.language import Phrase, say
from legalmodel.base.speech import listed, word_of
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below
from legalmodel.base.values import NONE, Interval, Items, Money, U
from legalmodel.graph.derive.single_points import CONTINUING
from legalmodel.model.types import WORDS


def work(failed: Failed) -> Iterator[Consequence]:
    """Yield each appointment of those who failed, with who follows; and each trust of which they are trustee."""
    single = _single_points(failed)
    for agency, runs in failed.listed("agencies"):
        if failed.touches(agency) and agency.get("function", failed.day) is not NONE:
            yield _appointment(failed, agency, runs, single)
    for trust, _ in failed.listed("trusts"):
        if failed.has(failed.value(trust, "trustee")):
            yield _trusteeship(failed, trust)


def _single_points(failed: Failed) -> set[Thing]:
    found: set[Thing] = set()
    for vehicle in failed.vehicles():
        answer = failed.ask("single_points", vehicle)
        found.update(answer.known if isinstance(answer, Items) else ())
    return found


def _appointment(failed: Failed, agency: Thing, runs: bool, single: set[Thing]) -> Consequence:
    label, successor = failed.graph.label, failed.value(agency, "successor")
    holes: dict[str, Any] = {
        "work": word_of(str(failed.value(agency, "function"))),
        "agent": label(failed.value(agency, "agent")),
    }
    other = _stands_by(failed, agency)
    if isinstance(successor, Thing) and not failed.holds(successor):
        text = Phrase("{work} by {agent}: {successor} follows.", successor=label(successor), **holes)
        return Consequence("work", Harm.PROVIDED, text, (agency,))
    if not _continuing(failed, agency):
        return Consequence(
            "work", Harm.PROVIDED, Phrase("{work} by {agent} may end; money does not stop without it.", **holes), (agency,)
        )
    if isinstance(successor, Thing):
        text = Phrase("{work} by {agent}: {successor}, who is to follow, failed too.", successor=label(successor), **holes)
        return Consequence("work", Harm.LOST, text, (agency,))
    if other is not None:
        text = Phrase("{work} by {agent}: {other} stands by.", other=label(failed.value(other, "agent")), **holes)
        return Consequence("work", Harm.PROVIDED, text, (agency,))
    if agency in single:
        text = Phrase("{work} by {agent} stops, and nobody is appointed to follow.", **holes)
        return Consequence("work", Harm.LOST if runs else Harm.OPEN, text, (agency,))
    if successor is NONE:
        return Consequence(
            "work", Harm.PROVIDED, Phrase("{work} by {agent} may end; nobody is named to follow.", **holes), (agency,)
        )
    return Consequence(
        "work", Harm.OPEN, Phrase("{work} by {agent} may end; whether anybody follows is not known.", **holes), (agency,)
    )


def _continuing(failed: Failed, agency: Thing) -> bool:
    """Tell whether money stops without this work; one that is not known may be such."""
    function = failed.value(agency, "function")
    return not isinstance(function, str) or any(lies_below(function, word, WORDS["function"]) for word in CONTINUING)


def _stands_by(failed: Failed, agency: Thing) -> Thing | None:
    """Return an appointment of somebody else as back-up to the same work."""
    if failed.value(agency, "function") not in ("servicing", "master_servicing", "special_servicing", "sub_servicing"):
        return None
    for other, runs in failed.listed("agencies"):
        stands_by = runs and failed.value(other, "function") == "backup_servicing" and not failed.touches(other)
        if stands_by and failed.value(other, "principal") is failed.value(agency, "principal"):
            return other
    return None


def _trusteeship(failed: Failed, trust: Thing) -> Consequence:
    label, chooser = failed.graph.label, failed.value(trust, "successor_chosen_by")
    holes: dict[str, Any] = {"trustee": label(failed.value(trust, "trustee")), "trust": label(failed.value(trust, "estate"))}
    if isinstance(chooser, str):
        text = Phrase(
            "{trust} is without {trustee} as trustee; the instrument lets {who} choose another, and names none.",
            who=word_of(chooser),
            **holes,
        )
        return Consequence("work", Harm.PROVIDED, text, (trust,))
    if chooser is NONE:
        text = Phrase("{trust} is without {trustee} as trustee, and the instrument does not say who chooses another.", **holes)
        return Consequence("work", Harm.LOST, text, (trust,))
    return Consequence(
        "work",
        Harm.OPEN,
        Phrase("{trust} is without {trustee} as trustee; who chooses another is not known.", **holes),
        (trust,),
    )


def consolidation(failed: Failed) -> Iterator[Consequence]:
    """Yield the companies that hold assets for the deal and are controlled by, or one group with, those who failed.

    A trust has no estate to be merged: what the law says of it is told by the rules alone.
    """
    took = [failed.value(hop, "transferee") for hop in failed.hops() if hop.sort == "transfer"]
    companies = [
        t
        for t in dict.fromkeys((*failed.vehicles(), *took))
        if isinstance(t, Thing) and t.sort == "party" and not failed.has(t)
    ]
    for vehicle in companies:
        near = [failed.ask("affiliated", vehicle, party, "group") for party in failed.parties if party is not vehicle]
        holes: dict[str, Any] = {"vehicle": failed.graph.label(vehicle), "who": failed.names}
        if any(x is True for x in near):
            text = Phrase(
                "{vehicle} belongs to one group with {who}: a court may be asked to put both estates together.", **holes
            )
            yield Consequence("consolidation", Harm.WEIGHED, text, (vehicle,))
        elif any(isinstance(x, U) for x in near):
            text = Phrase("Whether {vehicle} belongs to one group with {who} is not known.", **holes)
            yield Consequence("consolidation", Harm.OPEN, text, (vehicle,))


_BY_FAILURE = frozenset(
    (
        "insolvency",
        "servicer_insolvency",
        "originator_insolvency",
        "issuer_insolvency",
        "trustee_insolvency",
        "servicer_default",
    )
)
"""Kinds of triggers that the insolvency of the party they look at sets off, or lets holders set off."""


def triggers(failed: Failed) -> Iterator[Consequence]:
    """Yield the triggers that look at those who failed, with their effects, and the orders of payment that then apply."""
    label = failed.graph.label
    for trigger, _ in failed.listed("triggers"):
        if failed.value(trigger, "kind") not in _BY_FAILURE or not _looks_at(failed, trigger):
            continue
        effects, measure = failed.value(trigger, "effects"), failed.value(trigger, "measure")
        said = listed([word_of(str(e)) for e in effects]) if isinstance(effects, tuple) else say("not known")
        holes: dict[str, Any] = {"trigger": label(trigger), "effects": said}
        text = Phrase("{trigger} may come about; what follows: {effects}.", **holes)
        if isinstance(measure, str):
            text = Phrase("{trigger} may come about ({measure}); what follows: {effects}.", measure=measure, **holes)
        yield Consequence("triggers", Harm.PROVIDED, text, (trigger,))
        for waterfall, _ in failed.listed("waterfalls"):
            if failed.value(waterfall, "after") is trigger:
                yield Consequence(
                    "triggers",
                    Harm.PROVIDED,
                    Phrase("From then on money is paid by {order}.", order=label(waterfall)),
                    (waterfall,),
                )


def _looks_at(failed: Failed, trigger: Thing) -> bool:
    of = failed.value(trigger, "of")
    return isinstance(of, Thing) and (failed.has(of) or failed.touches(of))


class Share(NamedTuple):
    """What of a loss falls on a class, and on each holder of it that is known."""

    security: Thing
    bears: Money
    of: Money
    holders: tuple[tuple[Thing, Money | None], ...]


def holdings(failed: Failed) -> Iterator[Consequence]:
    """Yield what those who failed hold of the classes: it falls in their estates, and may be sold by whoever winds them up."""
    label = failed.graph.label
    for security, _ in failed.listed("securities"):
        for party in failed.parties:
            held = failed.ask("amount_held", party, security)
            if isinstance(held, Money) and held.amount > 0:
                text = Phrase(
                    "{who} holds {amount} of {security}: that falls in its bankruptcy estate.",
                    who=label(party),
                    amount=figures.amount(held),
                    security=label(security),
                )
                yield Consequence("holdings", Harm.PROVIDED, text, (security, party))


def bearers(failed: Failed, loss: Money) -> tuple[Share, ...]:
    """Return how a loss falls on the classes, the lowest rank first, and on the holders of each in proportion; nothing if an amount is missing.

    Classes of one rank share alike. Support that has not failed is not counted: it is money that may or may not come.
    """
    classes = [s for s, runs in failed.listed("securities") if runs]
    ranks = {s: failed.value(s, "rank") for s in classes}
    amounts = {s: failed.value(s, "amount") for s in classes}
    if not classes or not all(isinstance(r, Decimal | int) for r in ranks.values()):
        return ()
    if not all(isinstance(a, Money) and a.currency == loss.currency for a in amounts.values()):
        return ()
    left, shares = loss.amount, []
    for rank in sorted(set(ranks.values()), reverse=True):
        level = [s for s in classes if ranks[s] == rank]
        whole = sum((amounts[s].amount for s in level), Decimal(0))
        taken = min(left, whole)
        left -= taken
        for s in level:
            part = taken * amounts[s].amount / whole if whole else Decimal(0)
            bears = Money(part.quantize(Decimal("0.01")), loss.currency)
            if bears.amount:
                shares.append(Share(s, bears, amounts[s], _holders(failed, s, bears, amounts[s])))
    return tuple(shares)


def _holders(failed: Failed, security: Thing, bears: Money, amount: Money) -> tuple[tuple[Thing, Money | None], ...]:
    found, told = failed.ask("holders", security), []
    for holder in found.known if isinstance(found, Items) else ():
        held = failed.ask("amount_held", holder, security)
        known = isinstance(held, Money) and not isinstance(held, Interval) and amount.amount
        part = (bears.amount * held.amount / amount.amount).quantize(Decimal("0.01")) if known else None
        told.append((holder, Money(part, bears.currency) if part is not None else None))
    return tuple(told)


def holders_part(failed: Failed, security: Thing, amount: Money) -> tuple[tuple[Thing, Money | None], ...]:
    """Return the known holders of a class, each with its part of an amount by what it holds; the part is None where that is not known."""
    whole = failed.value(security, "amount")
    return _holders(failed, security, amount, whole) if isinstance(whole, Money) else ()
