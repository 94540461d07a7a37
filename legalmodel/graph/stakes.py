"""The stakes and other grounds of power of one day as one definition of control counts them, sorted by who has them and over whom.

Nearly all stakes are known in full. Of those only owner, company and part are kept when they are sorted in; what is not known about
the others, and where each is written, is read again when somebody asks.

Parts are exact: a share has at most 14 digits behind the point, so that no sum of 130,000 of them needs the 28 digits that are kept.
"""

from collections.abc import Callable, Sequence, Set
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Facts, Items, U
from legalmodel.graph.days import in_force
from legalmodel.graph.grounds import PLAIN, Definition
from legalmodel.graph.links import links, pacts, undisclosed
from legalmodel.graph.rings import on_rings
from legalmodel.graph.stake import NO_MISSING, StakeBounds, read_stakes
from legalmodel.graph.truth import View, identity, whole

ALL, NOTHING, DIRECTS = Decimal(1), Decimal(0), Decimal("Infinity")
"""All of a company, nothing of it, and what an agreement to direct it counts for: more than any part."""
_AGREEMENT, _SURE = frozenset(("agreement",)), (True, False)
PARTNERSHIPS = ("partnership", "limited_partnership")


class Ally(NamedTuple):
    """One whose votes may be cast together with another's, the record that says so, and over which companies; None: over any."""

    who: Thing
    record: Thing
    over: frozenset[Thing] | None


class Stakes:
    """The stakes of one day under one definition; made in one look at each."""

    __slots__ = (
        "_idle",
        "_in",
        "_missing",
        "_ringed",
        "_room",
        "_rows",
        "allies",
        "anybodys",
        "concert",
        "day",
        "directed",
        "enough",
        "exact",
        "firm",
        "formal",
        "gaps",
        "held",
        "inside",
        "linked",
        "loose",
        "open",
        "perhaps",
        "plain",
        "rule",
        "slack",
        "surely",
        "vague",
    )

    def __init__(self, rule: Definition, view: View, actors: Sequence[Thing], plain: Set[Thing], day: date | None) -> None:
        records = view.section("ownership")
        self.rule, self.slack, self.day, self.plain = rule, records.open | undisclosed(view, rule), day, plain
        self.enough: Callable[[Decimal], bool] = rule.threshold.__lt__ if rule.strict else rule.threshold.__le__
        """Tells whether a part gives control."""
        self.held: dict[Thing, list[tuple[Thing, Decimal, Decimal]]] = {}
        """By owner: company, least and most that this stake is."""
        self.vague: dict[Thing, Decimal] = {}
        """By company: the most that owners who may be anybody hold of it."""
        self.directed: set[Thing] = set()
        """Companies that somebody who may be anybody may direct under an agreement."""
        self.loose: set[Thing] = set()
        """Owners of stakes of which the part or an agreement is not known."""
        self.gaps: set[Thing] = set()
        """Records of stakes about which anything is not known."""
        self.formal: dict[Thing, dict[Thing, None]] = {}
        """Over whom each party has the stakes for control, whether or not some of the votes go round."""
        self.surely: dict[Thing, dict[Thing, None]] = {}
        self.perhaps: dict[Thing, dict[Thing, None]] = {}
        """Whom each party surely, and perhaps, controls, as far as it was asked."""
        self.anybodys: dict[Thing, None] | None = None
        """Whom somebody with no known stake may control."""
        self.allies: dict[Thing, list[Ally]] = {}
        """By party: others whose votes may be cast together with its own."""
        self.concert: dict[Thing, list[tuple[Thing, Thing, Thing]]] = {}
        """By party: others with whom it surely acts together, over which company, and the record."""
        self.linked: dict[Thing, list[StakeBounds]] = {}
        """By company: grounds of power that stand in other sections."""
        self.inside: dict[Thing, Decimal] = {}
        """The part of each company that lies with companies which it controls itself, as far as it was asked."""
        self._idle: dict[Thing, Decimal] = {}
        self._ringed: set[Thing] | None = None
        self._rows: list[tuple[Thing | U, Thing, Thing]] = []
        self._in: dict[Thing, list[tuple[Thing | U, Thing]]] = {}
        self._missing: dict[Thing, Facts] = {}
        self._room: dict[Thing, Decimal] | None = None
        self._sort_in(records, plain)
        if rule.agreements:
            self._join(view, actors)
        self.firm = not self.slack and not self.vague and not self.enough(NOTHING)
        """Whether all owners are known: then nobody controls a company without a stake in it or above it."""
        self.open = U(self.slack)
        """The doubt that an open list leaves."""
        self.exact = self.firm and not self.loose
        """Whether all is known, so that what may be is what surely is."""

    def _sort_in(self, records: Items, plain: Set[Thing]) -> None:
        rule, day, held, rows = self.rule, self.day, self.held, self._rows
        by_votes, usual, any_part = rule.measure == "votes", PLAIN.issuperset, rule.agreements and rule.minority
        for record in records.known:
            said = record.fields
            owner, of = said.get("owner"), said.get("of")
            part = said["votes"] if by_votes and "votes" in said else said.get("shares")
            # nine stakes in ten say an owner, a company and a part, and nothing else: they are read here, without the general way
            known = type(part) is Decimal
            # an agreement of which the file says that there is none is no ground
            if (
                (usual(said) or (said.get("agreement") is NONE and usual(said.keys() - _AGREEMENT)))
                and (known or part is None or type(part) is U)
                and owner in plain
                and of in plain
                and owner is not of
                and not any_part
                and of.fields.get("form") not in PARTNERSHIPS
                and (running := ("since" not in said and "until" not in said) or in_force(record, day)) in _SURE
            ):
                if running is False:
                    continue
                held.setdefault(owner, []).append((of, part, part) if known else (of, NOTHING, ALL))
                if not known:
                    self.loose.add(owner)
                    self.gaps.add(record)
                rows.append((owner, of, record))
            else:
                for stake in read_stakes(record, rule, day):
                    self._enter(stake)

    def _join(self, view: View, actors: Sequence[Thing]) -> None:
        """Sort in the grounds of power of other sections, and who acts together with whom."""
        for link in links(view, actors, self.held, self.rule, self.day):
            missing = link.truth.missing if isinstance(link.truth, U) else NO_MISSING
            if isinstance(link.owner, Thing):
                missing |= identity(link.owner)
            stake = StakeBounds(
                link.owner, link.of, NOTHING, NOTHING, link.truth, missing, link.record, link.ground, link.fields
            )
            self._enter(stake)
            self.linked.setdefault(link.of, []).append(stake)
            self._missing[link.record] = self._missing.get(link.record, NO_MISSING) | missing
        for pact in pacts(view, self.rule, self.day):
            sides = ((pact.one, pact.other), (pact.other, pact.one))
            for one, other in sides if pact.ground == "acting_together" else sides[:1]:
                known = [whole(company, self.day) for company in pact.about if isinstance(company, Thing)]
                # a company that is not known may be any, so the agreement may be about all
                over = frozenset(known) if known and len(known) == len(pact.about) else None
                self.allies.setdefault(one, []).append(Ally(other, pact.record, over))
                self.loose.add(one)
                if pact.truth is True:
                    self.concert.setdefault(one, []).extend((other, company, pact.record) for company in known)

    @property
    def ringed(self) -> set[Thing]:
        """The companies that lie on a ring of stakes, or between two rings: what is left when others are taken off, one by one."""
        if self._ringed is None:
            self._ringed = on_rings(self.held)
        return self._ringed

    def _enter(self, stake: StakeBounds) -> None:
        """Sort in a stake of which not all is plain. One in a company not known may be in any: it opens the list of each."""
        owner, of, agreement = stake.owner, stake.of, stake.agreement
        if stake.missing:
            self.gaps.add(stake.record)
        # a stake in nobody knows which company may be one in each
        if not isinstance(of, Thing) or not of.certain:
            self.slack |= stake.missing
        if not isinstance(of, Thing):
            return
        if not stake.ground:
            self._rows.append((owner, of, stake.record))
        if isinstance(owner, Thing):
            if stake.low != stake.high or isinstance(agreement, U):
                self.loose.add(owner)
            parts = self.held.setdefault(owner, [])
            if stake.high:
                parts.append((of, stake.low, stake.high))
            if agreement is not False:
                parts.append((of, DIRECTS if agreement is True else NOTHING, DIRECTS))
        if stake.vague:  # the owner may be anybody, so the stake counts for each as what it might be
            self.vague[of] = self.vague.get(of, NOTHING) + stake.high
            if agreement is not False:
                self.directed.add(of)

    @property
    def room(self) -> dict[Thing, Decimal]:
        """The part of each company that known stakes of known owners leave free; all of those not named."""
        if self._room is None:
            left: dict[Thing, Decimal] = {}
            for owner, parts in self.held.items():
                for of, low, _ in parts if owner.certain else ():
                    if low is not DIRECTS:
                        left[of] = left.get(of, ALL) - low
            self._room = {of: max(part, NOTHING) for of, part in left.items()}
        return self._room

    def anybody_may(self, company: Thing) -> bool:
        """Tell whether somebody with no known stake may control a company."""
        # an owner who is not listed may have an agreement about any company, whatever stakes are left free
        if (self.slack and self.rule.agreements) or company in self.directed:
            return True
        if not self.slack and company not in self.vague:
            return False  # all owners are known: votes that go round a ring make nobody without a stake its master
        most = ALL if self.slack else self.vague.get(company, NOTHING)
        return self.enough(min(self.room.get(company, ALL), most) + self.idle(company))

    def idle(self, company: Thing) -> Decimal:
        """Return by how much votes within a ring may make it easier to control a company: they elect nobody."""
        if company not in self.ringed:
            return NOTHING
        if company in self._idle:
            return self._idle[company]
        within = sum((min(stake.high, ALL) for stake in self.stakes_in(company) if stake.owner in self.ringed), NOTHING)
        idle = self._idle[company] = min(within, ALL) * self.rule.threshold
        return idle

    def holders(self, company: Thing) -> list[tuple[Thing | U, Thing]]:
        """Return who holds in a company, with the record of the stake, in the order of the file."""
        if not self._in:
            for owner, of, record in self._rows:
                self._in.setdefault(of, []).append((owner, record))
            for of, stakes in self.linked.items():
                self._in.setdefault(of, []).extend((stake.owner, stake.record) for stake in stakes)
        return self._in.get(company, [])

    def missing(self, record: Thing) -> Facts:
        """Return what is not known about a stake that holds on the day."""
        # what was sorted in at first sight kept who, whom and how much: all else is read again if somebody asks
        if record not in self._missing:
            found = read_stakes(record, self.rule, self.day)
            self._missing[record] = frozenset().union(*(stake.missing for stake in found))
        return self._missing[record]

    def stakes_in(self, company: Thing) -> list[StakeBounds]:
        """Return all about the stakes in a company, and the grounds of power over it that stand elsewhere."""
        records = dict.fromkeys(record for _, record in self.holders(company) if record.sort == "stake")
        return [s for record in records for s in read_stakes(record, self.rule, self.day)] + self.linked.get(company, [])
