"""The money of the deal when a party fails: on whose accounts it lies, for how long, and who may set off."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.base import figures
from legalmodel.base.language import Phrase, Said, say
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Interval, Items, Money, Span


def money(failed: Failed) -> Iterator[Consequence]:
    """Yield what money of the deal lies with those who failed: mixed with theirs, kept from before the transfer, or on accounts they keep."""
    for vehicle in failed.vehicles():
        yield from _mixed(failed, vehicle)
    for hop in failed.hops():
        yield from _kept(failed, hop)
    for account, runs in failed.listed("accounts"):
        bank = failed.value(account, "bank")
        if failed.has(bank) and not failed.has(failed.value(account, "holder")):
            label = failed.graph.label
            text = Phrase("What stands on {account} lies with {bank}, which failed.", account=label(account), bank=label(bank))
            yield Consequence(
                "money", Harm.WEIGHED if runs else Harm.OPEN, text, (account,), _amount(failed, account, "balance")
            )


def _mixed(failed: Failed, vehicle: Thing) -> Iterator[Consequence]:
    """Yield the accounts on the way of a vehicle's money that stand in the name of those who failed."""
    found = failed.ask("commingled", vehicle)
    if not isinstance(found, Items):
        return
    named = [(a, True) for a in found.known] + [(a, False) for a, _ in found.doubtful]
    hit = [(a, surely) for a, surely in named if failed.holds(failed.value(a, "holder"))]
    for account, surely in hit:
        yield _on_its_account(failed, vehicle, account, surely)
    if not hit:
        yield from _own_collector(failed, vehicle)


def _on_its_account(failed: Failed, vehicle: Thing, account: Thing, surely: bool) -> Consequence:
    """Tell of an account in the name of those who failed: money is mixed where the deal says that theirs lies on it too, and only there."""
    label, holder, whose = failed.graph.label, failed.value(account, "holder"), failed.value(account, "holds_money_of")
    holes: dict[str, Any] = {
        "vehicle": label(vehicle),
        "account": label(account),
        "holder": label(holder),
        "days": _days(failed, vehicle),
    }
    if surely and isinstance(whose, tuple) and any(failed.has(one) for one in whose):
        text = Phrase(
            "Collections of {vehicle} lie on {account}, in the name of {holder}, {days}, mixed with its own money.", **holes
        )
        return Consequence("money", Harm.FALLS, text, (account,), _amount(failed, account, "balance"))
    if surely and isinstance(whose, tuple):
        text = Phrase(
            "Collections of {vehicle} lie on {account}, in the name of {holder}, {days}; no money of its own lies there.",
            **holes,
        )
        return Consequence("money", Harm.WEIGHED, text, (account,))
    text = Phrase(
        "Collections of {vehicle} lie on {account}, in the name of {holder}, {days}; whose money is on it is not known.",
        **holes,
    )
    collects = any(failed.touches(a) and failed.value(a, "collects_into") is account for a, _ in failed.listed("agencies"))
    return Consequence("money", Harm.WEIGHED if surely and collects else Harm.OPEN, text, (account,))


def _own_collector(failed: Failed, vehicle: Thing) -> Iterator[Consequence]:
    """Yield, for each of those who failed and collects, into whose account: a way that is not known leaves the money open."""
    label = failed.graph.label
    for agency, runs in failed.listed("agencies"):
        into = failed.value(agency, "collects_into")
        if (
            not failed.touches(agency)
            or failed.value(agency, "principal") is not vehicle
            or "collects_into" not in agency.fields
        ):
            continue
        if isinstance(into, Thing) and runs and not failed.holds(failed.value(into, "holder")):
            text = Phrase(
                "{agent} collects into {account}, in the name of {holder}: money that came in before the failure is not on an account of its own.",
                agent=label(failed.value(agency, "agent")), account=label(into), holder=label(failed.value(into, "holder")),
            )  # fmt: skip  # short parts read together: one a line would take a screen
            yield Consequence("money", Harm.SAFE, text, (agency, into))


def _days(failed: Failed, vehicle: Thing) -> Said:
    days = failed.ask("commingling_days", vehicle)
    if isinstance(days, Decimal):
        return Phrase("for up to {days} days of collections", days=f"{days:f}")
    if isinstance(days, Interval) and days.high is not None:
        return Phrase("for {low} to {high} days of collections", low=f"{days.low:f}", high=f"{days.high:f}")
    if isinstance(days, Interval) and days.low:
        return Phrase("for at least {days} days of collections", days=f"{days.low:f}")
    return Phrase("for a time that nothing in the file limits")


def _kept(failed: Failed, hop: Thing) -> Iterator[Consequence]:
    """Yield collections from before the transfer that those who failed still hold."""
    interim = hop.fields.get("interim_collections")
    if not isinstance(interim, Thing) or not failed.has(interim.get("held_by", failed.day)):
        return
    paid = interim.get("paid_over", failed.day)
    label, amount = failed.graph.label, _amount(failed, interim, "amount")
    said = figures.amount(amount) if amount else say("an amount not stated")
    holes: dict[str, Any] = {"amount": said, "holder": label(interim.get("held_by", failed.day))}
    if isinstance(paid, Span) and paid.last <= failed.day:
        text = Phrase(
            "Collections of {amount} from before the transfer were paid over on {day}.", day=figures.day(paid), **holes
        )
        yield Consequence("money", Harm.SAFE, text, (interim,))
    elif paid is NONE or (isinstance(paid, Span) and paid.first > failed.day):
        text = Phrase("Collections of {amount} from before the transfer still lie with {holder}.", **holes)
        yield Consequence("money", Harm.FALLS, text, (interim,), amount)
    else:
        text = Phrase("Whether {holder} paid over the collections of {amount} from before the transfer is not known.", **holes)
        yield Consequence("money", Harm.OPEN, text, (interim,))


def set_off(failed: Failed) -> Iterator[Consequence]:
    """Yield the claims against those who failed that debtors, or others, may set off against the assets."""
    label = failed.graph.label
    seen: set[Thing] = set()
    for hop in [*failed.hops(), *_serviced(failed)]:
        found = failed.ask("set_off", hop)
        if not isinstance(found, Items):
            continue
        for claim, surely in [*((c, True) for c in found.known), *((c, False) for c, _ in found.doubtful)]:
            if claim in seen or not failed.has(failed.value(claim, "debtor")):
                continue
            seen.add(claim)
            amount = _amount(failed, claim, "amount")
            text = Phrase(
                "{creditor} has a claim of {amount} against {debtor} that it may set off against what it owes on the assets."
                if surely
                else "{creditor} may have a claim of {amount} against {debtor} to set off against what it owes on the assets.",
                creditor=label(failed.value(claim, "creditor")), debtor=label(failed.value(claim, "debtor")),
                amount=figures.amount(amount) if amount else say("an amount not stated"),
            )  # fmt: skip  # short parts read together: one a line would take a screen
            yield Consequence("set_off", Harm.WEIGHED if surely else Harm.OPEN, text, (claim,), amount)


def _serviced(failed: Failed) -> Iterator[Thing]:
    """Yield the hops to a vehicle that those who failed service."""
    served = [failed.value(a, "principal") for a, _ in failed.listed("agencies") if failed.touches(a)]
    for section, side in (("trusts", "estate"), ("transfers", "transferee")):
        yield from (hop for hop, _ in failed.listed(section) if failed.value(hop, side) in served)


def _amount(failed: Failed, thing: Thing, field: str) -> Money | None:
    value = thing.get(field, failed.day)
    return value if isinstance(value, Money) else None
