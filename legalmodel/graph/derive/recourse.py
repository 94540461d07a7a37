"""Recourse: each way in which loss on debtors can come back to the side that gave the assets.

The side that gave is the transferor of a hop and everybody affiliated with it, under the definition named ``group``. Grounds:

- support for the taker of the assets, for a later taker, or for classes that one of them issues, covering principal, interest or all
  sums: credit. Support of a supporter counts too (a counter-guarantee), but not within the giving side. Support built into the
  structure (subordination, reserves ...) comes from the giving side only if it puts the money in (``funded_by``); only for a
  reserve does silence on this leave it open. Support given to the person who holds an estate does not say in which capacity: doubtful.
- a duty to take assets back: on default, delinquency, insolvency, modification, a lost rating, any shortfall, at will or on a fixed day:
  credit; on breach at the transfer: warranty; on a debtor's set-off: dilution. A mere right to take back, a clean-up, a change of tax
  or law, and the release of a charge that the giver asked for are no recourse.
- the lowest-ranking class, kept: credit, capped at the amount held on the day.
- a clause on taking assets or loss back in a document of standing, where the record of the hop denies it: doubtful, and of what sort is not known.
- an option by which the assets, or classes issued on them, can be put to the giving side: credit, capped at its price.

A cap of ``none`` is no limit: then what can be claimed reaches at least the classes supported, and no bound is given above. Dilution
(set-off, returns) is read only where a debtor's set-off obliges to take a claim back, so the question how much of it there is
has no answer.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Facts, Items, Money, Truth, U, unknown
from legalmodel.graph.caps import total
from legalmodel.graph.concerns import Concerns
from legalmodel.graph.days import in_force
from legalmodel.graph.denied import denied_recourse
from legalmodel.graph.ranks import Ranks
from legalmodel.graph.truth import Gather, View, one

_CREDIT = ("principal", "interest", "senior_interest", "all_sums")
_WHOLE = ("principal", "all_sums")
_TRIGGERS = {
    **dict.fromkeys(("default", "delinquency", "early_payment_default", "any_shortfall", "rating_trigger"), "credit"),
    **dict.fromkeys(("insolvency_of_seller", "modification_by_servicer", "at_will", "fixed_date"), "credit"),
    "debtor_set_off": "dilution",
    **dict.fromkeys(("ineligible_at_cut_off", "breach_of_warranty", "defect_in_documents"), "warranty"),
    **dict.fromkeys(("clean_up", "change_of_tax_or_law", "pledge_released"), ""),
}
_CONCERNED = {"guarantees": ("to", "of.issuer"), "securities": ("issuer",), "investments": ("of",)}
"""Section -> the fields that say whom or what a record is about, as ``Concerns`` reads them."""


class RecourseInputs(NamedTuple):
    """What recourse needs of other relations."""

    affiliated: Callable[[Thing, Thing, date | None], Truth]
    later: Callable[[Thing, date | None], Items]
    person: Callable[[Thing, date | None], Any]
    puts: Callable[[Thing, list[tuple[Any, Truth]], date | None], Iterator[tuple[Thing, Truth, Any]]]
    supports: dict[str, str]
    """Words for support, each with the one above it."""


class Recourse:
    """Answers what comes back to the side that gave the assets."""

    __slots__ = ("_sorted", "inputs", "view")

    def __init__(self, view: View, inputs: RecourseInputs) -> None:
        self.view, self.inputs = view, inputs
        self._sorted: dict[tuple[str, date | None], Concerns] = {}

    def grounds(self, hop: Thing, day: date | None) -> Items:
        """Return the grounds of recourse of one hop."""
        giver = hop.get("transferor", day)
        if not isinstance(giver, Thing):
            return Items((), merge((giver,)).missing)
        takers, others = self._takers(hop, day)
        gather = Gather(others)
        for section in ("guarantees", "securities", "investments", "trusts", "transfers", "options"):
            gather.open |= self.view.section(section).open
        self._supports(gather, hop, giver, takers, day)
        self._buy_backs(gather, hop, giver, day)
        for clause, doubt in denied_recourse(self.view, hop, giver, day):
            gather.add(_ground(hop, clause, giver, merge((doubt,)), clause.get("amount", day), ()), doubt)
        self._kept(gather, hop, giver, takers, day)
        for put, sure, cap in self.inputs.puts(hop, takers, day):
            by = against if isinstance(against := put.get("against", day), Thing) else giver
            gather.add(_ground(hop, put, by, "credit", cap, ("principal",)), both(sure, self._side(against, giver, day)))
        return gather.items()

    def recourse(self, to: Thing, from_: Thing, for_: str, day: date | None) -> Any:
        """Return the most that ``to`` can claim from the side of ``from_``: ``none`` if nothing, else an amount or its bounds."""
        if for_ not in ("credit", "warranty"):
            return unknown(("recourse", for_), "undefined")
        found: dict[Path, tuple[Thing, Truth]] = {}
        missing: Facts = frozenset()
        for section in ("trusts", "transfers"):
            missing |= self.view.section(section).open
            for hop in self.view.section(section):
                if (counts := self._between(hop, to, from_, day)) is not False:
                    missing |= self._collect(found, hop, for_, counts, day)
        return total(list(found.values()), missing)

    def why(self, hop: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each ground, sure or doubtful, as one fact."""
        found = self.grounds(hop, day)
        sure = tuple(self._told(ground, "can", day) for ground in found.known)
        return (*sure, *(self._told(ground, "may", day) for ground, _ in found.doubtful))

    def why_between(self, to: Thing, from_: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the grounds of every hop between two sides."""
        hops = [h for s in ("trusts", "transfers") for h in self.view.section(s)]
        facts = [f for h in hops if self._between(h, to, from_, day) is not False for f in self.why(h, day)]
        return tuple({fact.path: fact for fact in facts}.values())

    def _told(self, ground: Thing, can: str, day: date | None) -> Fact:
        source = ground.fields["ground"]
        names: dict[str, Any] = {"who": self.view.label(ground.fields["by"]), "way": self.view.label(source)}
        text = Phrase(
            "loss may come back to {who} through {way}" if can == "may" else "loss can come back to {who} through {way}",
            **names,
        )
        fields = ("by", "funded_by", "to", "of", "covers", "trigger", "duty", "cap", "holder", "share", "amount", "against")
        return self.view.relation(source, text, fields, day)

    def _between(self, hop: Thing, to: Thing, from_: Thing, day: date | None) -> Truth:
        giver = hop.get("transferor", day)
        gave = self.inputs.affiliated(giver, from_, day) if isinstance(giver, Thing) else merge((giver,))
        if gave is False:
            return False
        takers, others = self._takers(hop, day)
        return both(gave, either(_among(to, takers), U(others) if others else False))

    def _collect(self, found: dict[Path, tuple[Thing, Truth]], hop: Thing, for_: str, counts: Truth, day: date | None) -> Facts:
        grounds = self.grounds(hop, day)
        every: list[tuple[Thing, Truth]] = [*((g, True) for g in grounds.known), *grounds.doubtful]
        for ground, sure in every:
            sort = ground.fields["sort"]
            right: Truth = sort if isinstance(sort, U) else sort == for_
            holds = both(counts, sure, right)
            # one record may be a ground of several hops; it is counted once, by the surest
            if holds is not False and (ground.path not in found or holds is True):
                found[ground.path] = (ground, holds)
        listed = hop.get("buy_backs", day)
        told = isinstance(listed, Items) and isinstance(hop.get("transferor", day), Thing)
        return listed.open if for_ == "warranty" and told else grounds.open

    def _takers(self, hop: Thing, day: date | None) -> tuple[list[tuple[Any, Truth]], Facts]:
        """Return who takes the assets at this hop or later, each with how sure that is, and why there may be others."""
        later = self.inputs.later(hop, day)
        hops: list[tuple[Thing, Truth]] = [(hop, True), *((h, True) for h in later.known), *later.doubtful]
        return [(h.get("transferee", day), sure) for h, sure in hops], later.open

    def _supports(self, gather: Gather, hop: Thing, giver: Thing, takers: list[tuple[Any, Truth]], day: date | None) -> None:
        """Follow support up from those who take the assets, as far as it may lead; give each ground the surest way found."""
        seen: dict[Path, Truth] = {}
        asked: set[tuple[Any, bool]] = set()
        waiting = list(takers)
        for actor, sure in waiting:
            key = actor.path if isinstance(actor, Thing) else type(actor)
            # an actor is asked once in doubt and once for sure; again as sure as before it brings nothing new
            if (key, True) in asked or (key, sure is True) in asked:
                continue
            asked.add((key, sure is True))
            for support in self._near("guarantees", actor, day):
                # a support is no surer than the way by which its receiver was reached
                helps = both(sure, self._helps(support, actor, day))
                before = seen.get(support.path)
                if helps is False or before is True or (before is not None and helps is not True):
                    continue
                seen[support.path] = helps
                for bearer, role in self._bearers(support, day):
                    bears = self._side(bearer, giver, day)
                    if (comes := both(helps, role, bears)) is not False:
                        gather.add(self._support_ground(hop, giver, support, bearer, day), comes)
                    # past the giving side itself there is nothing to follow: loss has come back. Who may be of its side is
                    # followed in doubt
                    if bears is not True and isinstance(bearer, Thing):
                        waiting.append((bearer, both(helps, role) if bears is False else merge((helps, role, bears))))

    def _near(self, section: str, actor: Any, day: date | None) -> Iterable[Thing]:
        """Return those records of a section that may concern an actor, in the order of the file."""
        if (section, day) not in self._sorted:
            self._sorted[section, day] = Concerns(self.view.section(section), _CONCERNED[section], day)
        found = self._sorted[section, day]
        near = found.of(actor, self.inputs.person(actor, day)) if isinstance(actor, Thing) else found.all
        self.view.meter.look(self.view.section(section), len(near))
        return near

    def _support_ground(self, hop: Thing, giver: Thing, support: Thing, bearer: Any, day: date | None) -> Thing:
        covers = support.get("covers", day)
        by = bearer if isinstance(bearer, Thing) else giver
        return _ground(hop, support, by, "credit", support.get("cap", day), covers, self._reach(support, day))

    def _helps(self, support: Thing, actor: Any, day: date | None) -> Truth:
        """Tell whether support is given to an actor for loss on debtors."""
        to = one(support.get("to", day), actor) if "to" in support.fields or "of" not in support.fields else False
        if to is False and isinstance(actor, Thing) and actor.sort == "estate" and isinstance(support.get("to", day), Thing):
            behind = one(self.inputs.person(actor, day), support.get("to", day))
            to = False if behind is False else merge((behind, unknown((*support.path, "to"), "capacity")))
        covers = support.get("covers", day)
        credit: Truth = any(c in _CREDIT for c in covers) if isinstance(covers, tuple) else merge((covers,))
        return both(in_force(support, day), credit, either(to, self._of(support, actor, day)))

    def _of(self, support: Thing, actor: Any, day: date | None) -> Truth:
        if "of" not in support.fields:
            return False
        classes = support.get("of", day)
        if not isinstance(classes, tuple):
            return merge((classes,))
        return either(*(one(c.get("issuer", day), actor) for c in classes))

    def _bearers(self, support: Thing, day: date | None) -> list[tuple[Any, Truth]]:
        """Return who may bear the loss: the giver of support from outside, whoever funds support that is built in."""
        kind, funded = support.get("kind", day), support.get("funded_by", day)
        built_in = is_word(kind, "internal_support", self.inputs.supports)
        if "funded_by" not in support.fields and isinstance(kind, str) and kind != "reserve":
            funded = NONE
        outside = built_in if isinstance(built_in, U) else not built_in
        sides: list[tuple[Any, Truth]] = [(support.get("by", day), outside), (funded, built_in)]
        return [(actor, role) for actor, role in sides if role is not False]

    def _side(self, actor: Any, giver: Thing, day: date | None) -> Truth:
        if not isinstance(actor, Thing):
            return actor if isinstance(actor, U) else False
        return self.inputs.affiliated(actor, giver, day)

    def _reach(self, support: Thing, day: date | None) -> Decimal:
        """Return what support without a limit reaches at least: the amounts of the classes whose principal it covers."""
        covers, classes = support.get("covers", day), support.get("of", day)
        if not isinstance(classes, tuple) or not isinstance(covers, tuple) or not any(c in _WHOLE for c in covers):
            return Decimal(0)
        amounts = [c.get("amount", day) for c in classes]
        return sum((a.amount for a in amounts if isinstance(a, Money)), Decimal(0))

    def _buy_backs(self, gather: Gather, hop: Thing, giver: Thing, day: date | None) -> None:
        listed = hop.get("buy_backs", day)
        if not isinstance(listed, Items):
            gather.open |= merge((listed,)).missing
            return
        gather.open |= listed.open
        for duty in listed:
            trigger, must = duty.get("trigger", day), duty.get("duty", day)
            sort: Any = trigger if isinstance(trigger, U) else _TRIGGERS.get(trigger, "")
            by = duty.get("by", day) if "by" in duty.fields else giver
            # a right to buy back leaves the loss where it is; a duty brings it back
            bound: Truth = must if isinstance(must, U) else must == "must"
            comes = both(bound, self._side(by, giver, day), True if isinstance(sort, U) else bool(sort))
            if isinstance(sort, U):
                comes = both(comes, sort)
            gather.add(_ground(hop, duty, by if isinstance(by, Thing) else giver, sort, duty.get("cap", day), ()), comes)

    def _kept(self, gather: Gather, hop: Thing, giver: Thing, takers: list[tuple[Any, Truth]], day: date | None) -> None:
        """Add what the giving side keeps of the lowest class of each taker."""
        for security, lowest in self._lowest(takers, day):
            for record in self._near("investments", security, day):
                right = one(record.get("of", day), security)
                if (holds := both(lowest, right, in_force(record, day))) is False:
                    continue
                holder = record.get("holder", day)
                if (holds := both(holds, self._side(holder, giver, day))) is False:
                    continue
                by = holder if isinstance(holder, Thing) else giver
                amount = self._held(record, security, day)
                if not (isinstance(amount, Money) and amount.amount == 0):
                    gather.add(_ground(hop, record, by, "credit", amount, ("principal",)), holds)

    def _held(self, record: Thing, security: Thing, day: date | None) -> Any:
        """Return the amount that one record holds: its own words, else its part of the class."""
        amount, share, total = record.get("amount", day), record.get("share", day), security.get("amount", day)
        if isinstance(amount, Money):
            return amount
        if isinstance(share, Decimal) and (isinstance(total, Money) or not share):
            return Money(share * total.amount, total.currency) if isinstance(total, Money) else Money(Decimal(0), "")
        return merge((amount, share) if not isinstance(share, Decimal) else (total,))

    def _lowest(self, takers: list[tuple[Any, Truth]], day: date | None) -> Iterator[tuple[Thing, Truth]]:
        """Yield the classes that may rank last among those of one issuer, each with how sure that is."""
        for taker, sure in takers:
            near = self._near("securities", taker, day)
            issued = [(s, both(sure, one(s.get("issuer", day), taker))) for s in near]
            issued = [(s, t) for s, t in issued if t is not False]
            # worked out once a taker: to hold every class against every other is what makes a deal of many classes slow
            lowest = Ranks([(s.get("rank", day), t) for s, t in issued])
            for security, belongs in issued:
                below = lowest.below(security.get("rank", day))
                yield security, both(belongs, below if isinstance(below, U) else not below)


def _among(thing: Thing, actors: list[tuple[Any, Truth]]) -> Truth:
    return either(False, *(both(sure, one(actor, thing)) for actor, sure in actors))


def _ground(hop: Thing, source: Thing, by: Thing, sort: Any, cap: Any, covers: Any, reach: Decimal = Decimal(0)) -> Thing:
    """Make the thing that rules see; it stands where the record stands that gives the recourse."""
    ground = Thing("recourse", source.id, source.path)
    ground.fields = {"by": by, "hop": hop, "ground": source, "sort": sort, "cap": cap, "covers": covers, "reach": reach}
    return ground
