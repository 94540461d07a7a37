"""The stakes of one day as one definition of control counts them, sorted by who holds them and in whom.

Nearly all stakes are known in full. Of those only owner, company and part are kept when they are sorted in; what is not known about
the others, and where each is written, is read again when somebody asks.

Parts are exact: a share has at most 14 digits behind the point, so that no sum of 130,000 of them needs the 28 digits that are kept.
"""

from collections.abc import Callable, Set
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.things import Thing
from legalmodel.base.values import NONE, Items, Missing, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.truth import identity, is_class, whole

ALL, NOTHING, DIRECTS = Decimal(1), Decimal(0), Decimal("Infinity")
"""All of a company, nothing of it, and what an agreement to direct it counts for: more than any part."""


class Definition(NamedTuple):
    """What control means to one statute: which part of ``votes`` or ``shares``, more than it (``strict``) or at least it."""

    threshold: Decimal = Decimal("0.5")
    strict: bool = True
    measure: str = "votes"
    agreements: bool = True


class StakeBounds(NamedTuple):
    """One stake: its part lies between ``low`` and ``high``; ``missing`` is what would tell all about it."""

    owner: Thing | U
    of: Thing | U
    low: Decimal
    high: Decimal
    agreement: Truth
    missing: frozenset[Missing]
    record: Thing

    @property
    def vague(self) -> bool:
        """Tell whether the owner may be anybody."""
        return not isinstance(self.owner, Thing) or not self.owner.certain


class Stakes:
    """The stakes of one day under one definition; made in one look at each."""

    __slots__ = (
        "_in",
        "_missing",
        "_room",
        "_rows",
        "anybodys",
        "day",
        "directed",
        "enough",
        "exact",
        "firm",
        "gaps",
        "held",
        "loose",
        "open",
        "perhaps",
        "rule",
        "slack",
        "surely",
        "vague",
    )

    def __init__(self, rule: Definition, records: Items, plain: Set[Thing], day: date | None) -> None:
        self.rule, self.slack, self.day = rule, records.open, day
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
        self.surely: dict[Thing, dict[Thing, None]] = {}
        self.perhaps: dict[Thing, dict[Thing, None]] = {}
        """Whom each party surely, and perhaps, controls, as far as it was asked."""
        self.anybodys: dict[Thing, None] | None = None
        """Whom somebody with no known stake may control."""
        self._rows: list[tuple[Thing | U, Thing, Thing]] = []
        self._in: dict[Thing, list[tuple[Thing | U, Thing]]] = {}
        self._missing: dict[Thing, frozenset[Missing]] = {}
        self._room: dict[Thing, Decimal] | None = None
        self._sort_in(records, plain)
        self.firm = not self.slack and not self.vague and not self.enough(NOTHING)
        """Whether all owners are known: then nobody controls a company without a stake in it or above it."""
        self.open = U(self.slack)
        """The doubt that an open list leaves."""
        self.exact = self.firm and not self.loose
        """Whether all is known, so that what may be is what surely is."""

    def _sort_in(self, records: Items, plain: Set[Thing]) -> None:
        rule, day, held, rows = self.rule, self.day, self.held, self._rows
        by_votes, shares_only = rule.measure == "votes", not rule.agreements
        for record in records.known:
            said = record.fields
            owner, of = said.get("owner"), said.get("of")
            part = said["votes"] if by_votes and "votes" in said else said.get("shares")
            known = type(part) is Decimal
            if (
                (known or part is None or type(part) is U)
                and owner in plain
                and of in plain
                and owner is not of
                and (shares_only or said.get("agreement", NONE) is NONE)
                and (("since" not in said and "until" not in said) or in_force(record, day) is True)
            ):
                held.setdefault(owner, []).append((of, part, part) if known else (of, NOTHING, ALL))
                if not known:
                    self.loose.add(owner)
                    self.gaps.add(record)
                rows.append((owner, of, record))
            elif stake := read_stake(record, rule, day):
                self._enter(stake)

    def _enter(self, stake: StakeBounds) -> None:
        """Sort in a stake of which not all is plain. One in a company not known may be in any: it opens the list of each."""
        owner, of, agreement = stake.owner, stake.of, stake.agreement
        if stake.missing:
            self.gaps.add(stake.record)
        if not isinstance(of, Thing) or not of.certain:
            self.slack |= stake.missing
        if not isinstance(of, Thing):
            return
        self._rows.append((owner, of, stake.record))
        if isinstance(owner, Thing):
            if stake.low != stake.high or isinstance(agreement, U):
                self.loose.add(owner)
            parts = self.held.setdefault(owner, [])
            parts.append((of, stake.low, stake.high))
            if agreement is not False:
                parts.append((of, DIRECTS if agreement is True else NOTHING, DIRECTS))
        if stake.vague:
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
        if (self.slack and self.rule.agreements) or company in self.directed:
            return True
        most = ALL if self.slack else self.vague.get(company, NOTHING)
        return self.enough(min(self.room.get(company, ALL), most))

    def holders(self, company: Thing) -> list[tuple[Thing | U, Thing]]:
        """Return who holds in a company, with the record of the stake, in the order of the file."""
        if not self._in:
            for owner, of, record in self._rows:
                self._in.setdefault(of, []).append((owner, record))
        return self._in.get(company, [])

    def missing(self, record: Thing) -> frozenset[Missing]:
        """Return what is not known about a stake that holds on the day."""
        if record not in self._missing:
            stake = read_stake(record, self.rule, self.day)
            self._missing[record] = stake.missing if stake else frozenset()
        return self._missing[record]

    def stakes_in(self, company: Thing) -> list[StakeBounds]:
        """Return all about the stakes in a company."""
        read = (read_stake(record, self.rule, self.day) for _, record in self.holders(company))
        return [stake for stake in read if stake]


def read_stake(record: Thing, rule: Definition, day: date | None) -> StakeBounds | None:
    """Read one stake on a day; None if it does not hold then, or holds nothing."""
    running = in_force(record, day)
    owner, of = (_party(record, field, day) for field in ("owner", "of"))
    if running is False or owner is None or of is None or owner is of:
        return None
    part = _part(record, measure(record, rule), day)
    agreement = _agreement(record, day) if rule.agreements else False
    missing = frozenset(m for v in (running, owner, of, part, agreement) if isinstance(v, U) for m in v.missing)
    high = part if isinstance(part, Decimal) else ALL
    low = part if isinstance(part, Decimal) and running is True else NOTHING
    for side in (owner, of):
        missing |= identity(side) if isinstance(side, Thing) else frozenset()
    if isinstance(owner, Thing) and is_class(owner):
        low, agreement = NOTHING, agreement if agreement is False else U(identity(owner))
    if running is not True and agreement is True:
        agreement = running
    return StakeBounds(owner, of, low, high, agreement, missing, record)


def measure(record: Thing, rule: Definition) -> str:
    """Return the field of a stake that a definition counts."""
    return "votes" if rule.measure == "votes" and "votes" in record.fields else "shares"


def _party(record: Thing, field: str, day: date | None) -> Thing | U | None:
    value = record.get(field, day)
    return whole(value, day) if isinstance(value, Thing) else value if isinstance(value, U) else None


def _part(record: Thing, measure: str, day: date | None) -> Decimal | U:
    value: Any = record.get(measure, day)
    return value if isinstance(value, Decimal | U) else NOTHING


def _agreement(record: Thing, day: date | None) -> Truth:
    if "agreement" not in record.fields:
        return False
    value = record.get("agreement", day)
    return value if isinstance(value, U) else isinstance(value, str)
