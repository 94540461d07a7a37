"""Support, liquidity, swaps, puts and lines of those who failed: what vanishes, and what stays because it is money already there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.base import figures
from legalmodel.base.language import Phrase
from legalmodel.base.speech import listed, name_of, word_of
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below
from legalmodel.base.values import NONE, Items, Money
from legalmodel.model.types import WORDS


def support(failed: Failed) -> Iterator[Consequence]:
    """Yield each support, hedge, put and line of credit that those who failed give or pay for."""
    for guarantee, runs in failed.listed("guarantees"):
        yield from _guarantee(failed, guarantee, runs)
    yield from _circular(failed)
    for hedge, runs in failed.listed("hedges"):
        if failed.touches(hedge):
            yield from _hedge(failed, hedge, runs)
    for option, runs in failed.listed("options"):
        if failed.has(failed.value(option, "against")) and _open(failed, option):
            label = failed.graph.label
            text = Phrase(
                "{name}: what {holder} may claim by it from {against} is a claim in the insolvency.",
                name=label(option), holder=label(failed.value(option, "holder")), against=label(failed.value(option, "against")),
            )  # fmt: skip  # short parts read together: one a line would take a screen
            yield Consequence("support", Harm.LOST if runs else Harm.OPEN, text, (option,))
    for loan, runs in failed.listed("loans"):
        if failed.touches(loan) and (left := _undrawn(failed, loan)):
            text = Phrase(
                "{loan}: {amount} not drawn yet will not come.", loan=failed.graph.label(loan), amount=figures.amount(left)
            )
            yield Consequence("support", Harm.LOST if runs else Harm.OPEN, text, (loan,), left)


def _guarantee(failed: Failed, guarantee: Thing, runs: bool) -> Iterator[Consequence]:
    by, funder = failed.value(guarantee, "by"), failed.value(guarantee, "funded_by")
    gives, pays = failed.has(by), failed.has(funder)
    if not gives and not pays:
        return
    kind, label = failed.value(guarantee, "kind"), failed.graph.label
    who = label(by if gives else funder)
    holes: dict[str, Any] = {"name": label(guarantee), "kind": word_of(str(kind)) if isinstance(kind, str) else "", "who": who}
    tree = WORDS["support"]
    if isinstance(kind, str) and lies_below(kind, "internal_support", tree):
        yield from _inside(failed, guarantee, holes)
        return
    if kind == "comfort_letter":
        text = Phrase("{name}: the {kind} of {who} binds nobody to pay, with or without the failure.", **holes)
        yield Consequence("support", Harm.PROVIDED, text, (guarantee,))
        return
    if not gives:
        text = Phrase("{name}: {who} pays for it and failed; who gives it is another, and has to be paid by another.", **holes)
        yield Consequence("support", Harm.OPEN, text, (guarantee,))
        return
    cap, covers = failed.value(guarantee, "cap"), failed.value(guarantee, "of")
    classes = listed([name_of(c) for c in covers if isinstance(c, Thing)]) if isinstance(covers, tuple) else ""
    holes["classes"] = classes or label(failed.value(guarantee, "to"))
    yield Consequence(
        "support",
        Harm.LOST if runs else Harm.OPEN,
        _gone(cap, holes),
        (guarantee,),
        cap if isinstance(cap, Money) else None,
    )


def _gone(cap: Any, holes: dict[str, Any]) -> Phrase:
    if isinstance(cap, Money):
        holes["cap"] = figures.amount(cap)
        return Phrase("{name}: the {kind} of {who} for {classes}, up to {cap}, is a mere claim in its insolvency.", **holes)
    if cap is NONE:
        return Phrase("{name}: the {kind} of {who} for {classes}, without a cap, is a mere claim in its insolvency.", **holes)
    return Phrase(
        "{name}: the {kind} of {who} for {classes} is a mere claim in its insolvency; up to which amount is not known.", **holes
    )


def _inside(failed: Failed, guarantee: Thing, holes: dict[str, Any]) -> Iterator[Consequence]:
    """Yield support that lies in the deal itself: it stays, unless its money lies with those who failed, or is still to be paid in."""
    account, kind = failed.value(guarantee, "account"), failed.value(guarantee, "kind")
    if isinstance(account, Thing):
        holes["account"] = failed.graph.label(account)
        if failed.has(failed.value(account, "holder")):
            text = Phrase("{name}: the {kind} lies on {account}, an account of {who} itself.", **holes)
            yield Consequence("support", Harm.LOST, text, (guarantee,), _cap(failed, guarantee))
        elif failed.has(failed.value(account, "bank")):
            holes["bank"] = failed.graph.label(failed.value(account, "bank"))
            text = Phrase("{name}: the {kind} lies on {account}, with {bank}, which failed.", **holes)
            yield Consequence("support", Harm.WEIGHED, text, (guarantee,), _cap(failed, guarantee))
        else:
            text = Phrase("{name}: the {kind} lies on {account}, in the name of another; {who} pays in no more.", **holes)
            yield Consequence("support", Harm.PROVIDED, text, (guarantee,))
    elif isinstance(kind, str) and lies_below(kind, "reserve", WORDS["support"]):
        text = Phrase("{name}: on whose account the {kind} lies is not known.", **holes)
        yield Consequence("support", Harm.OPEN, text, (guarantee,))
    else:
        text = Phrase("{name}: the {kind} lies in the order of the classes and does not hang on {who}.", **holes)
        yield Consequence("support", Harm.SAFE, text, (guarantee,))


def _circular(failed: Failed) -> Iterator[Consequence]:
    """Yield the support that depends on those whose failure it covers: what is counted on fails with them."""
    for vehicle in failed.vehicles():
        found = failed.ask("circular_support", vehicle)
        for guarantee in found.known if isinstance(found, Items) else ():
            if failed.has(failed.value(guarantee, "by")) or failed.has(failed.value(guarantee, "funded_by")):
                text = Phrase(
                    "{name} covers what the failure of {who} brings about, and fails with it.",
                    name=failed.graph.label(guarantee), who=failed.names,
                )  # fmt: skip  # short parts read together: one a line would take a screen
                yield Consequence("support", Harm.LOST, text, (guarantee, vehicle), _cap(failed, guarantee))


def _hedge(failed: Failed, hedge: Thing, runs: bool) -> Iterator[Consequence]:
    kind, amount, label = failed.value(hedge, "kind"), failed.value(hedge, "notional"), failed.graph.label
    other = next((x for x in (failed.value(hedge, "by"), failed.value(hedge, "to")) if failed.has(x)), None)
    holes: dict[str, Any] = {
        "name": label(hedge),
        "kind": word_of(str(kind)) if isinstance(kind, str) else "",
        "who": label(other),
    }
    collateral = failed.value(hedge, "collateral")
    if isinstance(collateral, Thing) and not failed.has(failed.value(collateral, "holder")):
        text = Phrase(
            "{name}: the {kind} with {who} may end; collateral lies on {account}.", account=label(collateral), **holes
        )
        yield Consequence("support", Harm.PROVIDED, text, (hedge,))
        return
    said = {"amount": figures.amount(amount)} if isinstance(amount, Money) else {}
    text = Phrase(
        "{name}: the {kind} with {who} on {amount} may end, and the risk is open again." if said else "{name}: the {kind} with {who} may end, and the risk is open again.",
        **holes, **said,
    )  # fmt: skip  # short parts read together: one a line would take a screen
    yield Consequence("support", Harm.WEIGHED if runs else Harm.OPEN, text, (hedge,))


def _open(failed: Failed, option: Thing) -> bool:
    return failed.value(option, "exercised") is NONE or "exercised" not in option.fields


def _undrawn(failed: Failed, loan: Thing) -> Money | None:
    limit, drawn = failed.value(loan, "amount"), failed.value(loan, "balance")
    if (
        isinstance(limit, Money)
        and isinstance(drawn, Money)
        and limit.currency == drawn.currency
        and limit.amount > drawn.amount
    ):
        return Money(Decimal(limit.amount - drawn.amount), limit.currency)
    return None


def _cap(failed: Failed, guarantee: Thing) -> Money | None:
    return next((v for f in ("funded", "cap") if isinstance(v := failed.value(guarantee, f), Money)), None)
