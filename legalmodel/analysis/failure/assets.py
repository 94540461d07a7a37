"""Whose estate holds what, and which acts of those who failed may be set aside."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from legalmodel.analysis.failure.failed import Failed
from legalmodel.analysis.failure.harm import Consequence, Harm
from legalmodel.analysis.failure.law import harm_of
from legalmodel.base import figures
from legalmodel.base.language import Phrase, Said
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import listed, name_of, word_of
from legalmodel.base.things import Thing
from legalmodel.base.values import Items, Money, U
from legalmodel.law.texts import rule_text


def estate(failed: Failed) -> Iterator[Consequence]:
    """Yield each pool and account that those who failed hold, held or gave: in whose insolvency it falls by title."""
    for section in ("pools", "accounts"):
        for thing, _ in failed.listed(section):
            belongs = failed.ask("estate", thing)
            falls, person = belongs.get("falls_to"), belongs.get("person")
            yield from _falls(failed, thing, falls, person, belongs.get("capacity"))


def _falls(failed: Failed, thing: Thing, falls: Any, person: Any, capacity: Any) -> Iterator[Consequence]:
    label = failed.graph.label
    gave = _givers(failed, thing)
    if failed.has(falls) and thing.sort == "account" and not _of_the_deal(failed, thing):
        return  # its own money, on an account of its own
    if failed.has(falls):
        text = Phrase(
            "{what} falls in the bankruptcy estate of {whom}: by title it is held on its own account.",
            what=label(thing),
            whom=label(falls),
        )
        yield Consequence("estate", Harm.FALLS, text, (thing,), worth(failed, thing))
    elif isinstance(falls, Thing) and failed.holds(falls):
        text = Phrase(
            "{what} is held by {whom} as {capacity} of {estate}, not on its own account.",
            what=label(thing), whom=label(person), capacity=word_of(str(capacity)), estate=label(falls),
        )  # fmt: skip  # short parts read together: one a line would take a screen
        yield Consequence("estate", Harm.SAFE, text, (thing,))
    elif isinstance(falls, Thing) and gave:
        text = Phrase(
            "{what} came from {giver} and is held by {whom}: outside the bankruptcy estate of {giver} as long as the transfer stands.",
            what=label(thing), giver=label(gave[0]), whom=label(falls),
        )  # fmt: skip  # short parts read together: one a line would take a screen
        yield Consequence("estate", Harm.SAFE, text, (thing,))
    elif len(takers := _takers(failed, thing)) > 1:
        text = Phrase(
            "{giver} gave {what} away more than once, to {takers}: who of them owns it, and what is left to the others, is for a court.",
            giver=failed.names, what=label(thing), takers=Said(partial(_named, takers)),
        )  # fmt: skip  # short parts read together: one a line would take a screen
        yield Consequence("estate", Harm.WEIGHED, text, (thing,), worth(failed, thing))
    elif isinstance(falls, U) and (gave or failed.holds(person)):
        text = Phrase("In whose bankruptcy estate {what} falls is not known.", what=label(thing))
        yield Consequence("estate", Harm.OPEN, text, (thing,))


def _takers(failed: Failed, thing: Thing) -> tuple[Thing, ...]:
    """Return all to whom those who failed gave a pool."""
    found = []
    for hop in failed.hops():
        assets = failed.value(hop, "assets")
        taker = failed.value(hop, "estate" if hop.sort == "trust" else "transferee")
        if isinstance(assets, tuple) and thing in assets and isinstance(taker, Thing) and not failed.has(taker):
            found.append(taker)
    return tuple(dict.fromkeys(found))


def _named(things: tuple[Thing, ...]) -> str:
    return listed([name_of(t) for t in things])


def _of_the_deal(failed: Failed, account: Thing) -> bool:
    """Tell whether money of a vehicle lies, or may lie, on an account; the parts where it is mixed are told with the money."""
    whose = failed.value(account, "holds_money_of")
    return not isinstance(whose, tuple) or not all(failed.has(one) for one in whose)


def _givers(failed: Failed, thing: Thing) -> list[Thing]:
    """Return those who failed among the givers of a pool."""
    if thing.sort != "pool":
        return []
    hops = failed.ask("title", thing)
    found = []
    for hop in hops if isinstance(hops, Items) else ():
        giver = failed.value(hop, "settlor" if hop.sort == "trust" else "transferor")
        if isinstance(giver, Thing) and failed.has(giver):
            found.append(giver)
    return found


def worth(failed: Failed, thing: Thing) -> Money | None:
    """Return what a record says that it is worth: the balance of an account, the principal of a pool, else its claims."""
    for field in ("balance",) if thing.sort == "account" else ("principal", "claims"):
        if isinstance(value := failed.value(thing, field), Money):
            return value
    return None


def windows(failed: Failed) -> Iterator[Consequence]:
    """Yield for each act of those who failed the time within which it can be set aside, and whether that is shut on the day."""
    seen = set()
    for window in failed.checked.judgment.windows:
        finding = window.finding
        key = (finding.subject_path, window.ground, window.closes)
        if (
            finding.subject is None
            or not failed.touches(finding.subject)
            or finding.outcome is Outcome.DOES_NOT_ARISE
            or key in seen
        ):
            continue
        seen.add(key)
        holes: dict[str, Any] = {
            "act": failed.graph.label(finding.subject),
            "ground": Said(partial(rule_text, finding.rule, "window/ground", window.ground)),
        }
        if window.never:
            text = Phrase("{act}: the time within which it may be set aside ({ground}) has no end day.", **holes)
            yield Consequence("acts", Harm.PROVIDED, text, (finding.subject,), finding=finding)
        elif window.closes and window.closes < failed.day:
            text = Phrase(
                "{act}: the time within which it may be set aside ({ground}) was over on {day}.",
                day=figures.day(window.closes),
                **holes,
            )
            yield Consequence("acts", Harm.SAFE, text, (finding.subject,), finding=finding)
        elif window.closes:
            text = Phrase(
                "{act}: it falls in the time within which it may be set aside ({ground}), to {day}.",
                day=figures.day(window.closes),
                **holes,
            )
            harm = max(Harm.PROVIDED, harm_of(finding))
            yield Consequence("acts", harm, text, (finding.subject,), finding=finding)
