"""Holdings: who holds how much of a class, or of all classes of an issuer, on a day.

A part not known lies between 0 % and what the known parts of others leave free; whoever holds such a part may hold nothing, and is a
doubtful holder. Where the amount and the share of one investment do not agree, the part lies between the two. Where the list of
investments is open anybody may hold what is left; where the known parts make up 100 %, nothing is left. A class of persons may include anybody, so what it holds may be held by the party asked about.

For an issuer (an estate, a company, or a trust or transfer, which stand for the side that takes) the parts of its
classes are weighted by their amounts. If all parts are equal the weights do not matter; if amounts are not known, the answer lies
between the smallest and the largest part.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.things import Thing, same
from legalmodel.base.values import Facts, Items, Missing, Money, Truth, U, unknown
from legalmodel.graph.concerns import Concerns
from legalmodel.graph.days import in_force
from legalmodel.graph.sizes import ZERO, Sized, average, decimal, exact_amount, interval, size_of, spread
from legalmodel.graph.truth import Gather, View

_Part = tuple[Any, Truth, Sized]
"""Who holds a part, whether the record counts, and how much it is."""


class Holdings:
    """Answers who holds what."""

    __slots__ = ("_classes", "_kept", "_shared", "_sized", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self._classes: dict[date | None, Concerns] = {}
        self._kept: dict[date | None, Concerns] = {}
        self._shared: dict[tuple[Thing, date | None], _Classes | U] = {}
        self._sized: dict[tuple[Path, str, date | None], _Parts] = {}

    def holders(self, of: Thing, day: date | None) -> Items | U:
        """Return everybody who holds a class, or any class of an issuer, each once."""
        classes = self.classes(of, day)
        if isinstance(classes, U):
            return classes
        gather = Gather(classes.open)
        for each, belongs in _members(classes):
            parts = self._parts(each, "share", day)
            for holder, holds, size in parts.all:
                if size.high != 0:
                    # who holds a part that may be nothing may be no holder
                    gather.add(holder, both(belongs, holds, size.low > 0 or U(size.missing)))
            # with all of the class placed, even an open list has no room for another holder
            if parts.sure < 1:
                gather.open |= self.view.section("investments").open
        return gather.items()

    def share_held(self, party: Thing, of: Thing, day: date | None) -> Any:
        """Return the part held: a share, or an interval of shares."""
        if (classes := self._shared.get((of, day))) is None:
            classes = self._shared[of, day] = _Classes.of(self.classes(of, day), of, day)
        if isinstance(classes, U):
            return classes
        parts = [self._parts(each, "share", day) for each in classes.members]
        # of thousands who hold nothing of these classes the same is said
        if not all(each.knows_nothing_of(party) for each in parts):
            return self._part_held(party, classes, day)
        if classes.of_nobody is None:
            classes.of_nobody = self._part_held(party, classes, day)
        else:
            self.view.meter.look(self.view.section("investments"), sum([len(each.vague) for each in parts]))
        return classes.of_nobody

    def _part_held(self, party: Thing, classes: "_Classes", day: date | None) -> Any:
        doubt = classes.doubt
        ranges = [self._held(party, each, "share", day) for each in classes.members]
        part = average(ranges, classes.amounts)
        if classes.open:
            # a class that is not listed may be of any size and held by anybody: no bound is left
            part = Sized(ZERO, Fraction(1), part.missing | doubt)
        elif doubt:
            part = spread(ranges, doubt)
        return decimal(part.low) if part.low == part.high else interval(part, "")

    def amount_held(self, party: Thing, of: Thing, day: date | None) -> Any:
        """Return the amount held: money, or an interval; unknown if classes are in several currencies."""
        classes = self.classes(of, day)
        if isinstance(classes, U):
            return classes
        low, high, missing = ZERO, None if classes.open else ZERO, classes.open
        for each, belongs in _members(classes):
            held = self._held(party, each, "amount", day)
            # a class that may not be the issuer's adds to the most and not to the least
            low += held.low if belongs is True else 0
            high = None if high is None or held.high is None else high + held.high
            missing |= held.missing | merge((belongs,)).missing
        currencies = self._currencies(classes, day)
        # no rate is known here, so two currencies have no sum
        if len(currencies) > 1:
            return unknown((*of.path, "currency"), "undefined")
        stated = self.view.deal.get("currency")
        currency = next(iter(currencies), stated if isinstance(stated, str) else "")
        return Money(decimal(low), currency) if low == high else interval(Sized(low, high, missing), currency)

    def classes(self, of: Thing, day: date | None) -> Items | U:
        """Return the classes that a thing stands for: itself, or all of an issuer that are outstanding on the day."""
        if of.sort == "security":
            return Items((of,))
        issuer = of.get("transferee", day) if of.sort in ("trust", "transfer") else of
        if not isinstance(issuer, Thing) or issuer.sort not in ("party", "estate"):
            return issuer if isinstance(issuer, U) else unknown((*of.path, "holders"), "undefined")
        listed = self.view.section("securities")
        if day not in self._classes:
            self._classes[day] = Concerns(listed, ("issuer",), day)
        gather = Gather(listed.open)
        for security in self._classes[day].of(issuer):
            by = security.get("issuer", day)
            issued = same(by, issuer) if isinstance(by, Thing) else by if isinstance(by, U) else False
            gather.add(security, both(issued, in_force(security, day, "issued", "ended")) if day else issued)
        return gather.items()

    def why(self, party: Thing | None, of: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each investment that counts, or may count, for a party, or for anybody."""
        classes = self.classes(of, day)
        facts: list[Fact] = []
        for each, _ in _members(classes) if isinstance(classes, Items) else ():
            for record, _ in self._records(each, day):
                holder = record.get("holder", day)
                if party is None or not isinstance(holder, Thing) or same(holder, party) is not False:
                    names: dict[str, Any] = {"who": self.view.label(holder), "whom": self.view.label(each)}
                    text = Phrase("{who} holds {share} of {whom}", **names, share=_words(record, day))
                    facts.append(self.view.relation(record, text, ("holder", "of", "share", "amount", "since", "until"), day))
        return tuple(facts)

    def _records(self, security: Thing, day: date | None) -> Iterator[tuple[Thing, Truth]]:
        """Yield the investments in a class, each with whether it counts on the day."""
        if day not in self._kept:
            self._kept[day] = Concerns(self.view.section("investments"), ("of",), day)
        for record in self._kept[day].of(security):
            of = record.get("of", day)
            right: Truth = of.path == security.path if isinstance(of, Thing) else of if isinstance(of, U) else False
            if right is not False and (holds := both(right, in_force(record, day))) is not False:
                yield record, holds

    def _parts(self, security: Thing, measure: str, day: date | None) -> "_Parts":
        """Return of each investment in a class the holder, whether it counts on the day, and how much it is, worked out once."""
        if (key := (security.path, measure, day)) not in self._sized:
            records = self._records(security, day)
            self._sized[key] = _Parts(
                [(r.get("holder", day), holds, size_of(r, security, measure, day)) for r, holds in records]
            )
        return self._sized[key]

    def _held(self, party: Thing, security: Thing, measure: str, day: date | None) -> Sized:
        """Return the bounds of what a party holds of one class."""
        parts = self._parts(security, measure, day)
        if parts.of_nobody is not None and parts.knows_nothing_of(party):
            self.view.meter.look(self.view.section("investments"), len(parts.vague))
            return parts.of_nobody
        low, others, high, missing = ZERO, parts.sure, ZERO, set[Missing]()
        unlimited = False
        near = parts.near(party)
        self.view.meter.look(self.view.section("investments"), len(near))
        for holder, holds, size in near:
            mine = same(holder, party) if isinstance(holder, Thing) else holder if isinstance(holder, U) else False
            if mine is False:
                continue
            if holds is True:
                # what this party surely holds leaves room for itself, not for others
                others -= size.low
                low += size.low if mine is True else 0
            high, unlimited = high + (size.high or 0), unlimited or size.high is None
            missing |= size.missing | merge((holds, mine)).missing
        if open := self.view.section("investments").open:
            unlimited, missing = True, missing | open
        most = self._limit(security, measure, day, None if unlimited else high, low, others)
        held = Sized(low, most, frozenset(missing))
        if parts.knows_nothing_of(party):
            parts.of_nobody = held
        return held

    def _limit(
        self, security: Thing, measure: str, day: date | None, high: Fraction | None, low: Fraction, others: Fraction
    ) -> Fraction | None:
        total = Fraction(1) if measure == "share" else exact_amount(security.get("amount", day))
        if total is None:
            return high
        free = total - others
        return max(low, free if high is None else min(high, free))

    def _currencies(self, classes: Items, day: date | None) -> set[str]:
        members = [each for each, _ in _members(classes)]
        paths = {each.path for each in members}
        amounts = [each.get("amount", day) for each in members]
        for record in self.view.section("investments"):
            of = record.get("of", day)
            if isinstance(of, Thing) and of.path in paths:
                amounts.append(record.get("amount", day))
        return {a.currency for a in amounts if isinstance(a, Money)}


class _Classes:
    """The classes that a thing stands for on a day, ``members``, and what is the same for all who may hold them.

    ``doubt`` is what would tell which these are: whether a class belongs to the issuer moves the weights of all others.
    """

    __slots__ = ("amounts", "doubt", "members", "of_nobody", "open")

    def __init__(self, classes: Items, doubt: Facts, day: date | None) -> None:
        self.members = [each for each, _ in _members(classes)]
        self.open, self.doubt = bool(classes.open), doubt
        self.amounts = [each.get("amount", day) for each in self.members]
        self.of_nobody: Any = None
        """The part of each who holds none of them, as soon as it was worked out for one."""

    @classmethod
    def of(cls, classes: Items | U, thing: Thing, day: date | None) -> "_Classes | U":
        """Return the classes of a thing; what is not known where they are not, or there are none."""
        if isinstance(classes, U):
            return classes
        doubt = merge((U(classes.open), *(belongs for _, belongs in _members(classes)))).missing
        if not classes.known:
            return U(doubt) if doubt else unknown((*thing.path, "securities"), "undefined")
        return cls(classes, doubt, day)


class _Parts:
    """The parts of one class, by holder; ``sure`` is how much of it is surely held."""

    __slots__ = ("alike", "all", "by_holder", "of_nobody", "sure", "vague")

    def __init__(self, parts: list[_Part]) -> None:
        self.all = parts
        self.sure = sum((size.low for _, holds, size in parts if holds is True), ZERO)
        self.by_holder: dict[Path, list[_Part]] = {}
        self.vague: list[_Part] = []
        self.of_nobody: Sized | None = None
        """What is held by each of whom nothing is known here, as soon as it was worked out for one."""
        for part in parts:
            if isinstance(part[0], Thing) and part[0].certain:
                self.by_holder.setdefault(part[0].path, []).append(part)
            else:
                self.vague.append(part)
        self.alike = all(type(holder) is U for holder, _, _ in self.vague)
        """Whether what is not known of the others is the same for each who may be one of them: no class of persons, which may leave some out."""

    def knows_nothing_of(self, party: Thing) -> bool:
        """Tell whether a party holds none of these for sure, and may hold others no more and no less than anybody."""
        return self.alike and party.certain and party.path not in self.by_holder

    def near(self, party: Thing) -> list[_Part]:
        """Return the parts that a party holds, or may hold."""
        return [*self.by_holder.get(party.path, ()), *self.vague] if party.certain else self.all


def _words(record: Thing, day: date | None) -> str:
    share, amount = record.get("share", day), record.get("amount", day)
    if isinstance(share, Decimal):
        return f"{(share * 100).normalize():f}%"
    return str(amount) if isinstance(amount, Money) else "a part"


def _members(classes: Items) -> Iterator[tuple[Thing, Truth]]:
    yield from ((each, True) for each in classes.known)
    yield from classes.doubtful
