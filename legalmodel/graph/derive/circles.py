"""Circular support: support for a vehicle that depends on the party whose failure it covers.

Support counts that comes to the vehicle, to a class that it issues, or to one of its supporters, and so on up. It is circular if

- it comes from an originator (whoever gave the vehicle its assets, at any hop) or a servicer of the vehicle, or from their group
  under the definition named ``group``: the vehicle needs it most when they fail, and then it fails as well; or
- it lies on a loop of support: its giver is in the end supported by the one to whom it is given.

Support built into the structure (subordination, reserves ...) is money that is there already, and depends on nobody; a letter of
comfort is no support. A class, or somebody
not known, may be any giver or taker of support. On an open list support not listed may close a loop, so nothing is surely free of
one. A branch counts as its legal person. Loops are groups within which all support leads to all other; none is listed one by one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.facts import Fact
from legalmodel.base.kleene import both, either
from legalmodel.base.kleene import join as merge
from legalmodel.base.language import Phrase
from legalmodel.base.places import Path
from legalmodel.base.shared import united
from legalmodel.base.things import Thing, same
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import NONE, Items, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.loops import components
from legalmodel.graph.truth import Gather, View, identity, one, whole

_ANY_GIVER, _ANY_TAKER = ("", "any giver"), ("", "any taker")


class CircleInputs(NamedTuple):
    """What circular support needs of other relations."""

    affiliated: Callable[[Thing, Thing, date | None], Truth]
    performs: Callable[[str, Thing, date | None], Items]
    earlier: Callable[[Thing, date | None], Items]
    supports: dict[str, str]
    """Words for support, each with the one above it."""


class _Support(NamedTuple):
    record: Thing
    counts: Truth
    by: Any
    takers: tuple[Any, ...]

    @property
    def vague_by(self) -> bool:
        """Tell whether the giver may be somebody else than it seems."""
        return not isinstance(self.by, Thing) or not self.by.certain

    @property
    def doubt(self) -> U:
        """Return all that is not known of this support."""
        sides = (self.by, *self.takers)
        return U(united((merge((self.counts, *sides)).missing, *(identity(s) for s in sides if isinstance(s, Thing)))))


class Circles:
    """Answers which support falls away just when it is needed."""

    __slots__ = ("_kept", "inputs", "view")

    def __init__(self, view: View, inputs: CircleInputs) -> None:
        self.view, self.inputs = view, inputs
        self._kept: dict[date | None, tuple[list[_Support], dict[Path, Truth]]] = {}

    def _read(self, day: date | None) -> tuple[list[_Support], dict[Path, Truth]]:
        """Return the support of a day and which of it lies on a loop, found once for all vehicles."""
        if day not in self._kept:
            supports = [s for record in self.view.section("guarantees") if (s := self._support(record, day))]
            self._kept[day] = supports, _loops(supports)
        return self._kept[day]

    def circular_support(self, vehicle: Thing, day: date | None) -> Items:
        """Return the support for a vehicle that depends on the party whose failure it covers."""
        listed = self.view.section("guarantees")
        supports, loops = self._read(day)
        helps = _helping(supports, whole(vehicle, day))
        # who may fail is asked of the whole chain of title: not worth it where no support can be circular
        failing = self._failing(vehicle, day) if helps or listed.open else []
        unlisted: Truth = U(listed.open) if listed.open else False
        gather = Gather(listed.open)
        for support in supports:
            helped = either(helps.get(support.record.path, False), unlisted)
            if (helped := both(support.counts, helped)) is not False:
                loop = loops.get(support.record.path, False)
                side = True if loop is True else self._side(support, failing, day)
                gather.add(support.record, both(helped, either(side, loop, unlisted)))
        return gather.items()

    def why(self, vehicle: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return each support that is, or may be, circular."""
        found = self.circular_support(vehicle, day)
        sure = tuple(self._told(record, "depends", day) for record in found.known)
        return (*sure, *(self._told(record, "may depend", day) for record, _ in found.doubtful))

    def _told(self, record: Thing, depends: str, day: date | None) -> Fact:
        who = self.view.label(record.get("by", day))
        text = Phrase("support by {who} depends on the party whose failure it covers", who=who)
        if depends == "may depend":
            text = Phrase("support by {who} may depend on the party whose failure it covers", who=who)
        return self.view.relation(record, text, ("kind", "by", "to", "of", "since", "until"), day)

    def _support(self, record: Thing, day: date | None) -> _Support | None:
        """Return one support from outside, with who gives and who takes it; None if it does not count."""
        counts = both(in_force(record, day), is_word(record.get("kind", day), "external_support", self.inputs.supports))
        by = record.get("by", day)
        # support inside the deal, as by subordination, fails with no giver
        if counts is False or by is NONE:
            return None
        # a record that names classes alone helps their issuers; one that names nobody at all may help anybody
        takers = [record.get("to", day)] if "to" in record.fields or "of" not in record.fields else []
        classes = record.get("of", day) if "of" in record.fields else ()
        takers += [c.get("issuer", day) for c in classes] if isinstance(classes, tuple) else [classes]
        known = {t.path: t for taker in takers if isinstance(taker, Thing) and (t := whole(taker, day))}
        giver = whole(by, day) if isinstance(by, Thing) else by
        return _Support(record, counts, giver, (*known.values(), *(t for t in takers if isinstance(t, U))))

    def _failing(self, vehicle: Thing, day: date | None) -> list[tuple[Any, Truth]]:
        """Return the originators and servicers of a vehicle; an unknown one stands for any that may not be listed."""
        work = self.inputs.performs("servicing", vehicle, day)
        found: list[tuple[Any, Truth]] = [*((agent, True) for agent in work.known), *work.doubtful]
        open = work.open
        for section in ("trusts", "transfers"):
            hops = self.view.section(section)
            open |= hops.open
            for hop in hops:
                if (takes := one(hop.get("transferee", day), vehicle)) is not False:
                    before = self.inputs.earlier(hop, day)
                    open |= before.open
                    chain: list[tuple[Thing, Truth]] = [(hop, True), *((h, True) for h in before.known), *before.doubtful]
                    found += [(h.get("transferor", day), both(takes, sure)) for h, sure in chain]
        # the same party again, as sure as before, adds nothing and would be asked for its whole group each time
        known = {(actor.path, truth is True): (actor, truth) for actor, truth in found if isinstance(actor, Thing)}
        vague = [(actor, truth) for actor, truth in found if isinstance(actor, U)]
        return [*known.values(), *vague, *([(U(open), True)] if open else [])]

    def _side(self, support: _Support, failing: list[tuple[Any, Truth]], day: date | None) -> Truth:
        """Tell whether support comes from an originator or a servicer, or their group."""
        truth: Truth = False
        for actor, sure in failing:
            if isinstance(actor, Thing) and isinstance(support.by, Thing):
                truth = either(truth, both(sure, self.inputs.affiliated(support.by, actor, day)))
            else:
                truth = either(truth, merge((sure, actor, support.by)))
            if truth is True:
                return True
        return truth


def _may_be(taker: Any, actor: Any) -> bool:
    return not isinstance(taker, Thing) or not isinstance(actor, Thing) or same(taker, actor) is not False


def _helping(supports: list[_Support], vehicle: Thing) -> dict[Path, Truth]:
    """Return the support that comes to an actor in the end, each with how sure that is: the surest ways first."""
    to: dict[Path, list[_Support]] = {}
    for support in supports:
        for taker in support.takers:
            if isinstance(taker, Thing):
                to.setdefault(taker.path, []).append(support)
    found: dict[Path, Truth] = {}
    reached: list[tuple[Any, Truth]] = [(vehicle, True)]
    seen: set[Path] = {vehicle.path}
    for actor, _ in reached:
        for support in to.get(actor.path, ()):
            # first along what is sure alone: reached so, a support need not be looked at in doubt any more
            if support.counts is True and support.record.path not in found:
                found[support.record.path] = True
                if isinstance(support.by, Thing) and support.by.path not in seen:
                    seen.add(support.by.path)
                    reached.append((support.by, True))
    return found | _perhaps(supports, to, found, reached)


def _perhaps(
    supports: list[_Support], to: dict[Path, list[_Support]], sure: dict[Path, Truth], reached: list[tuple[Any, Truth]]
) -> dict[Path, Truth]:
    """Follow support that may come to those reached; whoever may be somebody else may take what any other takes."""
    left = {s.record.path: s for s in supports if s.record.path not in sure}
    reached = reached + [(s.by, True) for s in supports if s.record.path in sure and not isinstance(s.by, Thing)]
    seen = {actor.path for actor, _ in reached if isinstance(actor, Thing)}
    vague = {p: s for p, s in left.items() if any(not isinstance(t, Thing) or not t.certain for t in s.takers)}
    found: dict[Path, Truth] = {}
    for actor, way in reached:
        certain = isinstance(actor, Thing) and actor.certain
        direct = [s for s in to.get(actor.path, ()) if s.record.path in left] if isinstance(actor, Thing) else []
        # to somebody certain comes what names him, and what names somebody who may be he; to one who may be anybody, everything
        others = vague if certain else left
        for support in [*direct, *(s for s in others.values() if any(_may_be(t, actor) for t in s.takers))]:
            path = support.record.path
            # each support is followed once: a second way to it could only add further doubt to a doubt
            if left.pop(path, None) is None:
                continue
            vague.pop(path, None)
            found[path] = doubt = merge((way, support.doubt, U(identity(actor)) if isinstance(actor, Thing) else actor))
            if not isinstance(support.by, Thing) or support.by.path not in seen:
                seen |= {support.by.path} if isinstance(support.by, Thing) else set()
                reached.append((support.by, doubt))
    return found


def _loops(supports: list[_Support]) -> dict[Path, Truth]:
    """Return the support that lies on a loop: surely, if what is known of it makes the loop."""
    known = [s for s in supports if s.counts is True]
    # a loop is sure only if what is known closes it by itself
    surely = {path for group in _groups(known, vague=False) for path in group}
    doubts = {s.record.path: s.doubt for s in supports}
    found: dict[Path, Truth] = {}
    for group in _groups(supports, vague=True):
        # any doubt on the loop may open it, so all of it waits for all of them
        together = merge(doubts[path] for path in group)
        found.update((path, True if path in surely else together) for path in group)
    return found


def _groups(supports: list[_Support], *, vague: bool) -> Iterator[list[Path]]:
    """Yield the support of each group within which all leads to all; ``vague`` counts what may be as well."""
    after: dict[Path, list[Path]] = {_ANY_TAKER: [s.record.path for s in supports], _ANY_GIVER: []}
    for support in supports:
        path = support.record.path
        after[path] = [taker.path for taker in support.takers if isinstance(taker, Thing)]
        if isinstance(support.by, Thing):
            after.setdefault(support.by.path, []).append(path)
        if vague and support.vague_by:
            after[_ANY_GIVER].append(path)
        if vague and any(not isinstance(t, Thing) or not t.certain for t in support.takers):
            after[path].append(_ANY_TAKER)
    if vague:
        for taker in {t.path: t for s in supports for t in s.takers if isinstance(t, Thing)}:
            after.setdefault(taker, []).append(_ANY_GIVER)
    records = {s.record.path for s in supports}
    for group in components(after, lambda path: after.get(path, ())):
        # a group of one is a support that leads to nothing that leads back
        if len(group) > 1:
            yield [path for path in group if path in records]
