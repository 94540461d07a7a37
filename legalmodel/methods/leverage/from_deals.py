"""Make the data of an account from the deals of one originator: the same data that a file gives, so that one machine computes both.

A figure of the originator is taken as it stands; two files that give two values for one day speak neither way. What plans tell is added up plan
by plan. What nobody tells is no figure: it is listed as lacking.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.base.speech import name_of, word_of
from legalmodel.base.things import Thing, latest
from legalmodel.base.values import Money
from legalmodel.methods.leverage.caps import FIRM, MICRO_LENDER, named
from legalmodel.methods.leverage.deals import Joined, Plan, Same, Told, join, originator_of, plans_of
from legalmodel.methods.leverage.lacking import OWN, lacking
from legalmodel.methods.leverage.of_lender import in_words, listed, not_used, of_lender
from legalmodel.methods.leverage.of_plans import held_by_others, of_plan
from legalmodel.methods.leverage.plans import Kept, change_days, kept, revolves, times_lent_again
from legalmodel.methods.leverage.records import PARTS, Figure, Given, Machine


class Account(NamedTuple):
    """The deals of one originator: its plans, who is who, the data of its account, and ``remarks`` on how files were joined and read."""

    deals: tuple[Told, ...]
    joined: Joined
    who: Same
    plans: tuple[Plan, ...]
    given: Given
    remarks: tuple[str, ...] = ()


def account(deals: Sequence[Told], of: str = "", by_name: bool = False, days: Iterable[date] = ()) -> Account:
    """Make the account of the one originator of some deals, or of the one meant.

    Raises BadRequest if there is none or several and none is meant; BadInput if amounts are in several currencies.
    """
    joined = join(deals, by_name)
    plans = [plan for deal in deals for plan in plans_of(deal)]
    who = originator_of(plans, joined, of)
    mine = [p for p in plans if any(joined.key(p.deal, t) == who for t in p.givers.values())]
    own, own_twice = _single(mine, joined)
    parties = [(d, t) for d in deals for s in ("parties", "estates") for t in d.things(s) if joined.key(d, t) == who]
    asked = sorted({*days, *(day for p in own if (s := p.closed) is not None for day in s)})
    figures = _figures(parties, own, joined, who)
    machine, notes = _machine(figures, own, joined, who)
    first = parties[0][1]
    form = next((s for _, t in parties if isinstance(s := latest(t.fields.get("form")), str) and s != "class"), "not_known")
    seat = next((s for _, t in parties if isinstance(s := latest(t.fields.get("seat")), str)), "")
    remarks = (*_differing(figures), *_unread(parties), *_twice(own_twice), *_joins(joined))
    given = Given(
        joined.names[who],
        say(", ", context="between").join(dict.fromkeys(d.name for d in deals)),
        seat,
        _currency(own, parties),
        Fraction(100),
        machine,
        figures,
        (),
        tuple(asked),
        ", ".join(d.file for d in deals),
        form,
        lacking(figures, parties, own, joined, who),
        (*notes, *_asked_of(first, form, seat), *remarks),
    )
    return Account(tuple(deals), joined, who, own, given, remarks)


def _joins(joined: Joined) -> tuple[str, ...]:
    said = []
    if names := sorted(joined.names[k] for k in joined.by_name):
        said.append(
            say(
                "Joined by name and seat alone, without an identifier: {names}.", names=say(", ", context="between").join(names)
            )
        )
    if joined.perhaps:
        names = list(joined.perhaps)
        said.append(
            say(
                "In several files by this name, without a common identifier, and so not joined: {names}.",
                names=say(", ", context="between").join(names),
            )
        )
    return tuple(said)


def _asked_of(party: Thing, form: str, seat: str) -> tuple[str, ...]:
    """Say which multiples are not asked: those of other lenders, and those of a province that is not told."""
    if form != MICRO_LENDER:
        name, what = name_of(party), say("not known") if form == "not_known" else word_of(form)
        return (
            say(
                "The multiples in the law packs are for micro-lenders; {name} is told as: {form}. None is asked.",
                name=name,
                form=what,
            ),
        )
    if not seat or "-" in seat:
        return ()
    return (say("The seat is told only as {seat}: multiples that a province sets are not asked.", seat=seat),)


def _differing(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Say of which figures several files tell different values, so that none of them counts."""
    found: dict[tuple[str, date], set[Fraction]] = {}
    for f in figures:
        if f.trust == "doubtful" and f.what not in PARTS:
            found.setdefault((f.what, f.on), set()).add(f.value)
    return tuple(
        say("Files tell different values of {what} on {day}: neither counts.", what=named(what), day=day.isoformat())
        for (what, day), values in found.items()
        if len(values) > 1
    )


def _twice(names: Sequence[str]) -> tuple[str, ...]:
    """Say which plans stand in several files, and count once."""
    if not names:
        return ()
    return (say("In several files, and counted once: {names}.", names=say(", ", context="between").join(names)),)


def _single(plans: Sequence[Plan], joined: Joined) -> tuple[tuple[Plan, ...], list[str]]:
    """Return each plan once, by the file that tells of most classes, and the names of those that stand in several."""
    by_issuer: dict[Same, Plan] = {}
    twice = []
    for plan in plans:
        key = joined.key(plan.deal, plan.issuer)
        if key in by_issuer:
            twice.append(plan.name)
        if key not in by_issuer or len(plan.classes) > len(by_issuer[key].classes):
            by_issuer[key] = plan
    return tuple(by_issuer.values()), list(dict.fromkeys(twice))


def _unread(parties: Sequence[tuple[Told, Thing]]) -> tuple[str, ...]:
    """Name the figures about loans or funding that are told and not used, or used with doubt, for what they measure stands in words or nowhere."""
    names = list(dict.fromkeys(name for deal, party in parties for name in not_used(deal, party)))
    wide = any(in_words(deal, party) for deal, party in parties)
    said = (
        (
            say(
                "An amount that says in words of whom or of what it is, such as of two lenders together, is doubtful: it may be none of this lender alone."
            ),
        )
        if wide
        else ()
    )
    if not names:
        return said
    told = say("; ").join(names)
    return (
        *said,
        say("Told and not used, for the kind does not say what is measured, or no day or time is told: {names}.", names=told),
    )


def _currency(plans: Iterable[Plan], parties: Iterable[tuple[Told, Thing]]) -> str:
    """Return the one currency of all amounts.

    Raises BadInput if there are several.
    """
    found: dict[str, tuple[Told, Thing]] = {}
    for deal, thing in [
        *((p.deal, c) for p in plans for c in p.classes),
        *((d, f) for d, t in parties for f in listed(t, "figures")),
    ]:
        amount = latest(thing.fields.get("amount"))
        if isinstance(amount, Money) and amount.currency:
            found.setdefault(amount.currency, (deal, thing))
    if len(found) > 1:
        deal, thing = list(found.values())[-1]
        both = say(" and ").join(sorted(found))
        place = deal.graph.place((*thing.path, "amount")) or Place(deal.file, 1, 1)
        raise BadInput(
            [Fault("two-currencies", say("amounts are in {both}", both=both), place, say("give all in one currency"))]
        )
    return next(iter(found), "")


def _figures(parties: Sequence[tuple[Told, Thing]], plans: Sequence[Plan], joined: Joined, who: Same) -> tuple[Figure, ...]:
    told = of_lender(parties)
    mine = [f for plan in plans for f in of_plan(plan, joined, who)]
    bounds = [f for f in held_by_others(plans, joined, who) if not any(t.what == f.what and t.on == f.on for t in told)]
    return tuple(sorted([*told, *mine, *bounds], key=lambda f: (f.on, f.what, f.id)))


def _machine(
    figures: Sequence[Figure], plans: Sequence[Plan], joined: Joined, who: Same
) -> tuple[Machine | None, tuple[str, ...]]:
    """Return what the machine runs on, if deals tell it, and what stands for what."""
    own, bank = _last(figures, *OWN), _last(figures, "bank_money")
    parts = [kept(p, joined, who, max(change_days(p), default=None) if p.closed else None) for p in plans]
    known = [k for k in parts if k is not None and k.part is not None]
    if own is None or bank is None or not known or len(known) < len(parts):
        return None, _between(own, bank, [k for k in parts if k is not None], len(parts))
    whole = sum((k.of for k in known), Fraction(0))
    part = sum((k.least for k in known), Fraction(0)) / whole
    again = [times_lent_again(p) for p in plans]
    turns = sum(1 + n for n in again if n is not None) if None not in again else 0
    notes = [
        say(
            "The machine's own money is {what} of {day}, its bank money that of {other}.",
            what=named(own.what),
            day=own.on.isoformat(),
            other=bank.on.isoformat(),
        )
    ]
    notes.append(
        say(
            "A plan is a turn, and so is each purchase after it; all loans on the books are taken as sold, and none as repaid, for deals do not tell it."
        )
    )
    if any(k.days_open for k in known):
        notes.append(say("From when to when some classes are held is not told; they are taken as held throughout."))
    return Machine(own.value, bank.value, part, Fraction(1), Fraction(0), all(map(revolves, plans)), turns, Fraction(0)), tuple(
        notes
    )


def _between(own: Figure | None, bank: Figure | None, parts: Sequence[Kept], plans: int) -> tuple[str, ...]:
    """Say between what the part kept lies, and what the base then carries, where only bounds of it are told."""
    whole = sum((k.of for k in parts), Fraction(0))
    if own is None or bank is None or len(parts) < plans or not whole:
        return ()
    low, high = sum((k.least for k in parts), Fraction(0)) / whole, sum((k.most for k in parts), Fraction(0)) / whole
    told = {"low": _percent(low), "high": _percent(high), "times": _plain(1 / high) if high else ""}
    if not high:
        return ()
    if not low:
        return (
            say(
                "Of all plans together {low} to {high} is kept; the most that the base carries is {times} times itself or more, and no upper bound is known.",
                **told,
            ),
        )
    what = named(own.what)
    return (
        say(
            "Of all plans together {low} to {high} is kept: the base, {what} and bank money, carries at most {times} to {most} times itself.",
            **told,
            what=what,
            most=_plain(1 / low),
        ),
    )


def _percent(part: Fraction) -> str:
    return f"{_plain(part * 100)}%"


def _plain(value: Fraction) -> str:
    return f"{round(float(value), 2):g}"


def _last(figures: Sequence[Figure], *whats: str) -> Figure | None:
    """Return the latest firm figure of the first of some sorts that there is."""
    for what in whats:
        if found := [f for f in figures if f.what == what and f.trust in FIRM and not f.at_least]:
            return max(found, key=lambda f: f.on)
    return None
