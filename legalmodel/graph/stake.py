"""One holding as those have it who vote it: its size as far as it is known, and whether another ground in it gives control."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from legalmodel.base.kleene import either
from legalmodel.base.shared import united
from legalmodel.base.things import Thing
from legalmodel.base.values import Facts, Interval, Missing, Truth, U
from legalmodel.graph.days import in_force
from legalmodel.graph.grounds import Definition, directs, ends, is_partnership, voters, weigh
from legalmodel.graph.truth import identity, is_class, whole

NOTHING: Final = Decimal(0)
NO_MISSING: Facts = frozenset()


class StakeBounds(NamedTuple):
    """One stake: its part lies between ``low`` and ``high``; ``missing`` is what would tell all about it.

    ``agreement`` tells whether a ground beside the part gives control by itself; a ground of another section is a stake of no size.
    """

    owner: Thing | U
    of: Thing | U
    low: Decimal
    high: Decimal
    agreement: Truth
    missing: Facts
    record: Thing
    ground: str = ""
    fields: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        """Tell whether the owner may be anybody."""
        return not isinstance(self.owner, Thing) or not self.owner.certain


def read_stakes(record: Thing, rule: Definition, day: date | None) -> list[StakeBounds]:
    """Read one holding on a day as those have it who vote it; nothing if it does not hold then, or holds nothing."""
    running = in_force(record, day)
    owner, of = (_party(record, field, day) for field in ("owner", "of"))
    # shares that a company holds in itself carry no votes
    if running is False or owner is None or of is None or owner is of:
        return []
    part = _part(record, measure(record, rule), day)
    low, high = ends(part)
    indirect = record.get("indirect", day) if "indirect" in record.fields else "no"
    by_capital = is_partnership(of) and "votes" not in record.fields
    # not sure to be there, told as the end of a chain that may be listed too, or capital where power does not go by it: at
    # least nothing
    if running is not True or indirect != "no" or by_capital:
        low = NOTHING
    truth = directs(record, rule, day) if rule.agreements else False
    # where any stake may carry influence, its size decides nothing and neither is it passed over
    if rule.agreements and rule.minority and high and truth is False:
        truth = weigh((*record.path, measure(record, rule)))
    if running is not True and truth is True:
        truth = running
    doubts = [v.missing for v in (running, owner, of, part, truth, indirect) if isinstance(v, U | Interval)]
    missing = united((*doubts, *(identity(side) for side in (owner, of) if isinstance(side, Thing))))
    if by_capital:
        missing |= {Missing((*record.path, "votes"))}
    # added to the stakes on its own way it would count twice; alone it is all there is
    if indirect == "yes":
        missing |= weigh((*record.path, "through")).missing
    stake = StakeBounds(owner, of, low, high, truth, missing, record)
    instead = voters(record, day) if rule.counts("nominee") else None
    if instead is None:
        return [_of_class(stake)]
    return [_of_class(each) for each in _voted(stake, *instead, day)]


def _voted(stake: StakeBounds, named: tuple[Thing, ...], unnamed: Facts, day: date | None) -> Iterator[StakeBounds]:
    """Give a stake to who votes it: one named votes all of it, each of several perhaps; the owner in whose name it stands perhaps."""
    doubt = U(unnamed) if not named else weigh((*stake.record.path, "nominee_for"))
    # the owner in whose name it stands votes if he disregards who instructs him
    truth = either(stake.agreement, doubt)
    yield stake._replace(low=NOTHING, agreement=truth, missing=stake.missing | doubt.missing)
    if not named:
        yield stake._replace(
            owner=doubt, low=NOTHING, agreement=False if stake.agreement is False else doubt, missing=doubt.missing
        )
    for person in dict.fromkeys(whole(each, day) for each in named):
        if person is stake.of:
            continue  # held for the company itself: nobody votes it
        if len(named) == 1:
            yield stake._replace(owner=person, missing=stake.missing - identity_of(stake.owner) | identity(person))
        else:
            yield stake._replace(owner=person, low=NOTHING, agreement=doubt, missing=stake.missing | doubt.missing)


def identity_of(owner: Thing | U) -> Facts:
    """Return what is missing to tell who an owner is."""
    return identity(owner) if isinstance(owner, Thing) else owner.missing


def _of_class(stake: StakeBounds) -> StakeBounds:
    """Return a stake as it is; a class of persons holds nothing as one, so surely it gives nothing."""
    if isinstance(stake.owner, Thing) and is_class(stake.owner):
        truth = stake.agreement if stake.agreement is False else U(identity(stake.owner))
        return stake._replace(low=NOTHING, agreement=truth)
    return stake


def measure(record: Thing, rule: Definition) -> str:
    """Return the field of a stake that a definition counts."""
    return "votes" if rule.measure == "votes" and "votes" in record.fields else "shares"


def _party(record: Thing, field: str, day: date | None) -> Thing | U | None:
    value = record.get(field, day)
    return whole(value, day) if isinstance(value, Thing) else value if isinstance(value, U) else None


def _part(record: Thing, measure: str, day: date | None) -> Decimal | U | Interval:
    value: Any = record.get(measure, day)
    return value if isinstance(value, Decimal | U | Interval) else NOTHING
