"""Estates: in whose insolvency an asset or an account falls, with the facts that this depends on.

- *Holder of record*: of an account, in whose name it stands; of other assets, the taker of the last hop that had taken effect on the
  day (one without a day counts as done, as the file writes it). A participation passes no title. Without any hop it is the one
  that made the claims, or the only holder of a class. Two takers neither of whom took from the other are rivals: then nobody can tell.
- *Capacity*: as what the person behind an estate holds it; ``none`` for what somebody holds on own account.
- *Mixed*: only money mixes. An account is mixed if money of more than one lies on it.
- *Charged*: somebody has a right over it that secures a debt.
- *Perfected*: the last hop is protected against third parties by a filing, registration or delivery; ``none`` where no hop was needed.
- *Falls to*: the estate that the holder is, or the person on whose own account it is held. Of mixed money it is not known; nor of
  money on an account of somebody other than the one whose money it is, for the name does not say in which capacity it is held.

A branch counts as the legal person that it is part of.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.things import Thing, same
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Items, Missing, Truth, U, unknown
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import View, whole


class EstateInputs(NamedTuple):
    """What estates need of other relations."""

    title: Callable[[Thing, date | None], Items]
    ends: Callable[[list[Thing], date | None], list[Thing]]
    holders: Callable[[Thing, date | None], Items | U]
    person: Callable[[Thing, date | None], Any]
    acts: dict[str, str]
    """Words for acts of transfer, each with the one above it."""


class Estates:
    """Answers in whose insolvency things fall."""

    __slots__ = ("inputs", "view")

    def __init__(self, view: View, inputs: EstateInputs) -> None:
        self.view, self.inputs = view, inputs

    def estate(self, thing: Thing, day: date | None) -> Thing:
        """Return where a thing belongs: its fields say by whom and how it is held, and to whom it falls."""
        hop = None if thing.sort == "account" else self._last(thing, day)
        holder = self._holder(thing, hop, day)
        mixed = _mixed(thing, day) if thing.sort == "account" else False
        found = Thing("belonging", thing.id, thing.path)
        found.fields = {
            "holder": holder,
            "person": self.inputs.person(holder, day) if isinstance(holder, Thing) else holder,
            "capacity": _capacity(holder, day),
            "mixed": _word(mixed),
            "charged": _word(self._charged(thing, day)),
            "perfected": _perfected(hop, day),
            "falls_to": _falls_to(thing, holder, mixed, day),
        }
        return found

    def why(self, thing: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return to whom a thing falls, with the facts that this rests on."""
        falls, hop = self.estate(thing, day).fields["falls_to"], None
        if thing.sort == "account":
            because = tuple(self.view.fact(thing, field, day) for field in ("holder", "holds_money_of"))
        else:
            hop = self._last(thing, day)
            because = self._of_asset(thing, hop, day)
        because += tuple(self._told(c, thing, day) for c in self._charges(thing, day))
        known = isinstance(falls, Thing)
        names: dict[str, Any] = {"what": self.view.label(thing), "whom": self.view.label(falls)}
        text = Phrase(
            "{what} falls in the insolvency of {whom}" if known else "in whose insolvency {what} falls is not known", **names
        )
        return (Fact(text, known or falls, (), because),)

    def _of_asset(self, thing: Thing, hop: Any, day: date | None) -> tuple[Fact, ...]:
        if isinstance(hop, Thing):
            names: dict[str, Any] = {
                "who": self.view.label(hop.get("transferee", day)),
                "what": self.view.label(thing),
                "way": self.view.label(hop),
            }
            text = Phrase("{who} takes {what} by {way}", **names)
            return (self.view.relation(hop, text, ("transferor", "transferee", "assets", "perfected_by"), day),)
        return (self.view.fact(thing, "originated_by", day),) if thing.sort == "pool" and hop is NONE else ()

    def _told(self, charge: Thing, thing: Thing, day: date | None) -> Fact:
        who, what = self.view.label(charge.get("to", day)), self.view.label(thing)
        text = Phrase("{who} has a right over {what}", who=who, what=what)
        return self.view.relation(charge, text, ("kind", "by", "to", "over", "since", "until"), day)

    def _last(self, asset: Thing, day: date | None) -> Any:
        """Return the hop by which an asset came to who has it now, ``none`` if it never passed, or the unknown that waits."""
        title = self.inputs.title(asset, day)
        listed: list[tuple[Thing, Truth]] = [*((h, True) for h in title.known), *title.doubtful]
        counted = [(hop, both(sure, self._passes(hop, day))) for hop, sure in listed]
        missing = title.open | merge(truth for _, truth in counted).missing
        # a hop that may have taken it on, or a list that may hold one, leaves open where it is now: no guess at the last known
        # one
        if missing:
            return U(missing)
        done = [hop for hop, truth in counted if truth is True]
        if not done:
            return NONE
        ends = self.inputs.ends(done, day)
        # two takers from one giver: which of them has it is for the law of priority, not for the graph
        return ends[0] if len(ends) == 1 else U(frozenset(Missing(_taken(hop), "rival takers") for hop in ends))

    def _passes(self, hop: Thing, day: date | None) -> Truth:
        dates = hop.get("dates", day)
        unsaid: Truth = dates if isinstance(dates, U) and "dates" in hop.fields else True
        done = in_force(dates, day, "effective", "") if isinstance(dates, Thing) else unsaid
        # a participation gives a claim against the lender and leaves the loan with him
        lent = is_word(hop.get("act", day), "participation", self.inputs.acts) if "act" in hop.fields else False
        return both(done, lent if isinstance(lent, U) else not lent)

    def _holder(self, thing: Thing, hop: Any, day: date | None) -> Any:
        if thing.sort == "account":
            return _named(thing, "holder", day)
        if isinstance(hop, Thing):
            return _named(hop, "transferee", day)
        if isinstance(hop, U):
            return hop
        return self._first(thing, day)

    def _first(self, thing: Thing, day: date | None) -> Any:
        """Return who had an asset from the beginning."""
        if thing.sort == "pool":
            makers = thing.get("originated_by", day)
            if isinstance(makers, U):
                return makers
            # of several originators nobody says who made which loan
            one = isinstance(makers, tuple) and len(makers) == 1
            return makers[0] if one else unknown((*thing.path, "originated_by"), "undefined")
        holders = self.inputs.holders(thing, day)
        if isinstance(holders, U):
            return holders
        if missing := holders.open | merge(doubt for _, doubt in holders.doubtful).missing:
            return U(missing)
        return holders.known[0] if len(holders.known) == 1 else unknown((*thing.path, "holders"), "undefined")

    def _charges(self, thing: Thing, day: date | None) -> list[Thing]:
        return [c for c in self.view.section("charges") if _over(c, thing, day) is not False]

    def _charged(self, thing: Thing, day: date | None) -> Truth:
        listed = self.view.section("charges")
        return either(*(_over(c, thing, day) for c in listed), U(listed.open) if listed.open else False)


def _over(charge: Thing, thing: Thing, day: date | None) -> Truth:
    over = charge.get("over", day)
    lies: Truth = any(t.path == thing.path for t in over) if isinstance(over, tuple) else merge((over,))
    return both(lies if over is not NONE else False, in_force(charge, day))


def _named(thing: Thing, field: str, day: date | None) -> Any:
    value = thing.get(field, day)
    return value if isinstance(value, Thing | U) else unknown((*thing.path, field), "undefined")


def _capacity(holder: Any, day: date | None) -> Any:
    if not isinstance(holder, Thing):
        return holder
    return holder.get("capacity", day) if holder.sort == "estate" else NONE


def _mixed(account: Thing, day: date | None) -> Truth:
    """Tell whether money of more than one lies on an account."""
    owners = account.get("holds_money_of", day)
    if not isinstance(owners, tuple):
        return owners if isinstance(owners, U) else False
    pairs = (_one(a, b, day) for n, a in enumerate(owners) for b in owners[n + 1 :])
    doubts: list[Truth] = []
    for alike in pairs:
        # two owners that surely differ settle it, whatever is not known of a third
        if alike is False:
            return True
        doubts.append(alike)
    return merge(doubts) if any(isinstance(d, U) for d in doubts) else False


def _falls_to(thing: Thing, holder: Any, mixed: Truth, day: date | None) -> Any:
    if not isinstance(holder, Thing) or thing.sort != "account":
        return whole(holder, day) if isinstance(holder, Thing) else holder
    # mixed money falls to nobody in particular until somebody traces it
    if mixed is not False:
        return mixed if isinstance(mixed, U) else unknown((*thing.path, "holds_money_of"), "mixed money")
    owners = thing.get("holds_money_of", day)
    # an account that names no owner of the money is its holder's, as any account is
    own = _one(owners[0], holder, day) if isinstance(owners, tuple) and owners else True
    if own is True:
        return whole(holder, day)
    return own if isinstance(own, U) else unknown((*thing.path, "holder"), "capacity")


def _one(a: Thing, b: Thing, day: date | None) -> Truth:
    return same(whole(a, day), whole(b, day))


def _perfected(hop: Any, day: date | None) -> Any:
    if not isinstance(hop, Thing):
        return NONE if hop is None else hop
    step = hop.get("perfected_by", day)
    return step if isinstance(step, U) else _word(step is not NONE)


def _taken(hop: Thing) -> tuple[str, ...]:
    estate = hop.sort == "trust" and isinstance(hop.fields.get("estate"), Thing)
    return (*hop.path, "estate" if estate else "trustee" if hop.sort == "trust" else "transferee")


def _word(truth: Truth) -> Any:
    return truth if isinstance(truth, U) else "yes" if truth else "no"
