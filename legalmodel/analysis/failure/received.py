"""What each class receives if a failure turns the order of payments: the cash engine run twice, where the deal has figures for it.

The engine needs numpy (``legalmodel[methods]``) and figures that not every file has: what is missing is told, and the rest of the chain
does not hang on it.
"""

from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.analysis.failure.harm import Harm
from legalmodel.analysis.failure.what_follows import Stressed
from legalmodel.analysis.failure.work import holders_part
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import say
from legalmodel.base.things import Thing
from legalmodel.base.values import Interval, Items, Money
from legalmodel.judgment.checked import Checked

if TYPE_CHECKING:
    from legalmodel.methods.cash.supposed import Beside, Supposed

MINOR = 100
_TURNING = frozenset(("acceleration", "turbo", "sequential", "early_amortisation"))
"""Effects of a trigger by which another order of payments comes in."""


class Given(NamedTuple):
    """Figures given with the command: interest on the loans, what is prepaid and defaults a year, as parts; recoveries in all."""

    rate: float | None = None
    prepaid: float = 0.0
    defaulting: float = 0.0
    total: Decimal | None = None
    usual: bool = False


class ClassReceives(NamedTuple):
    """What a class receives as the deal stands and then, what stays unpaid then, and the part of each holder in the difference."""

    security: Thing
    base: Money
    then: Money
    left: Money
    repaid: tuple[date | None, date | None]
    """When it is repaid in full as the deal stands, and then; None is never."""
    holders: tuple[tuple[Thing, Money | None], ...]

    @property
    def difference(self) -> Money:
        """What the class receives more, or less."""
        return Money(self.then.amount - self.base.amount, self.base.currency)


class TurnedOrder(NamedTuple):
    """What of a failure the cash engine can be told: triggers set off that turn an order, those of the same effect that orders
    wait for, top-ups gone, money lost.
    """

    triggers: tuple[Thing, ...]
    alike: tuple[Thing, ...]
    gone: tuple[Thing, ...]
    lost: Money | None
    lost_days: Decimal | None
    mixed: bool
    """Whether collections are mixed with money of those who failed, whether or not it is known how many."""

    @property
    def moves(self) -> bool:
        """Tell whether there is anything by which the cash could change."""
        return bool(self.triggers or self.gone or self.lost or self.lost_days)


class ClassReceipts(NamedTuple):
    """What a failure comes to for the classes; ``why_not`` says what stands in the way, and nothing is calculated then."""

    turned: TurnedOrder
    classes: tuple[ClassReceives, ...] = ()
    lost: Money | None = None
    assumes: tuple[str, ...] = ()
    why_not: str = ""


def receipts(base: Checked, one: Stressed, given: Given) -> ClassReceipts | None:
    """Return what each class receives as the deal stands and if the failure turns its cash; None where it turns nothing, or the file orders no payments."""
    turned = _turned(one)
    if not turned.moves or not (given.usual or base.graph.section("waterfalls").known):
        return None
    if find_spec("numpy") is None:
        return ClassReceipts(turned, why_not=say("it needs more packages: pip install 'legalmodel[methods]'"))
    try:
        found = _run(base, one, given, turned)
    except BadInput as error:
        return ClassReceipts(turned, why_not="; ".join(dict.fromkeys(f.cause for f in error.faults)))
    except BadRequest as error:
        return ClassReceipts(turned, why_not=f"{error.cause} ({error.fix})" if error.fix else error.cause)
    securities = {s.id: s for s in base.graph.section("securities").known}

    def money(minor: int) -> Money:
        return Money(Decimal(minor) / MINOR, found.currency)

    classes = []
    for c in found.classes:
        security = securities[c.id]
        part = holders_part(one.failed, security, money(c.then - c.base))
        classes.append(
            ClassReceives(security, money(c.base), money(c.then), money(c.left_then), (c.repaid_base, c.repaid_then), part)
        )
    return ClassReceipts(turned, tuple(classes), money(found.lost) if found.lost else None, found.assumes)


def _run(base: Checked, one: Stressed, given: Given, turned: TurnedOrder) -> "Beside":
    from legalmodel.methods.cash.case import Case
    from legalmodel.methods.cash.supposed import beside
    from legalmodel.methods.cash.wishes import Wishes

    case = Case(total=given.total, rate=given.rate, prepaid=given.prepaid, defaulting=given.defaulting)
    return beside(base.graph, base.source, case, Wishes(usual=given.usual), _supposed(one, turned))


def _supposed(one: Stressed, turned: TurnedOrder) -> "Supposed":
    from legalmodel.methods.cash.supposed import Supposed

    return Supposed(
        one.failed.day,
        tuple(t.id for t in (*turned.triggers, *turned.alike)),
        tuple(g.id for g in turned.gone),
        round(turned.lost.amount * MINOR) if turned.lost else 0,
        float(turned.lost_days) if turned.lost_days else 0.0,
    )


def _turned(one: Stressed) -> TurnedOrder:
    failed = one.failed
    every = dict.fromkeys(r for c in one.chain if c.step == "triggers" for r in c.records if r.sort == "trigger")
    awaited = _awaited(one)
    alike = tuple(t for t in awaited if t not in every and any(_effects(one, t) & _effects(one, s) for s in every))
    told = frozenset[str]().union(*(_effects(one, t) for t in alike))
    set_off = tuple(t for t in every if t in awaited or _effects(one, t) & told)
    gone = tuple(
        dict.fromkeys(
            r
            for c in one.chain
            if c.step == "support" and c.harm >= Harm.LOST and c.finding is None
            for r in c.records
            if r.sort == "guarantee" and failed.value(r, "kind") == "top_up"
        )
    )
    mixed = [c for c in one.chain if c.step == "money" and c.harm is Harm.FALLS and any(r.sort == "account" for r in c.records)]
    amounts = {c.records: c.amount for c in mixed if c.amount}
    currencies = {m.currency for m in amounts.values()}
    lost = Money(sum((m.amount for m in amounts.values()), Decimal(0)), currencies.pop()) if len(currencies) == 1 else None
    return TurnedOrder(set_off, alike, gone, lost, None if lost or not mixed else _days(one), bool(mixed))


def _awaited(one: Stressed) -> tuple[Thing, ...]:
    """Return the triggers that bring in or end an order of payments, or a step of one."""
    found: list[Thing] = []
    for order, _ in one.failed.listed("waterfalls"):
        steps = order.get("steps")
        asked = [(order, "after"), (order, "until")]
        asked += [(s, f) for s in (steps.known if isinstance(steps, Items) else ()) for f in ("when", "unless")]
        found += [v for thing, field in asked if isinstance(v := one.failed.value(thing, field), Thing) and v.sort == "trigger"]
    return tuple(dict.fromkeys(found))


def _effects(one: Stressed, trigger: Thing) -> frozenset[str]:
    effects = one.failed.value(trigger, "effects")
    return _TURNING & frozenset(effects) if isinstance(effects, tuple) else frozenset()


def _days(one: Stressed) -> Decimal | None:
    """Return for how many days of collections money is mixed, the longest over the vehicles; None where it is not known."""
    found = [one.failed.ask("commingling_days", v) for v in one.failed.vehicles()]
    days = [d.high if isinstance(d, Interval) else d for d in found]
    return max((d for d in days if isinstance(d, Decimal)), default=None)
