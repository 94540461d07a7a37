"""What each class receives as the deal stands, and if triggers have happened, collections are lost and support is gone: two runs side by side."""

from datetime import date
from typing import NamedTuple

import numpy as np

from legalmodel.base.errors import BadRequest
from legalmodel.base.figures import day as spoken
from legalmodel.base.language import say
from legalmodel.graph.graph import Graph
from legalmodel.methods.cash.case import Case, refuse
from legalmodel.methods.cash.engine import Flows, Run, run
from legalmodel.methods.cash.measures import repaid_on
from legalmodel.methods.cash.pool import Pool
from legalmodel.methods.cash.read import read_structure
from legalmodel.methods.cash.structure import Structure
from legalmodel.methods.cash.wishes import Reading, Wishes
from legalmodel.text.read import Source


class Supposed(NamedTuple):
    """What is supposed of a day: triggers that have happened, guarantees that pay nothing, and collections that are lost.

    ``lost`` is in minor units; ``lost_days`` are days of the collections of the payment period in which the day falls.
    """

    day: date
    happened: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    lost: int = 0
    lost_days: float = 0.0


class Received(NamedTuple):
    """What a class receives in all (interest, principal, surplus) as the deal stands, and then; what stays unpaid of it, and
    when it is repaid (None: never in full). Minor units.
    """

    id: str
    base: int
    then: int
    left_base: int
    left_then: int
    repaid_base: date | None
    repaid_then: date | None


class Beside(NamedTuple):
    """Both runs: the first payment day after the day supposed, what was lost on it in minor units, the classes by rank, and what was assumed."""

    first: date
    lost: int
    currency: str
    classes: tuple[Received, ...]
    assumes: tuple[str, ...]


def beside(graph: Graph, source: Source, case: Case, wishes: Wishes, supposed: Supposed) -> Beside:
    """Run a deal as it stands and as supposed, on the same assumptions.

    Raises BadInput for a deal that cannot be run, with every fact that is missing; BadRequest for assumptions that make no sense or are
    wanting, and for a day after the last payment day.
    """
    refuse(case, wishes)
    if (pools := len(graph.section("pools").known)) > 1:
        # the engine takes the figures of the first pool: beside what all classes are owed they would tell of a loss that is none
        raise BadRequest(say("the deal has {pools} pools, and the cash of one is calculated at a time", pools=pools))
    plain = read_structure(graph, source.place, wishes)
    after = [k for k, on in enumerate(plain.structure.days) if on > supposed.day]
    if not after:
        raise BadRequest(
            say("{day} is not before the last payment day", day=spoken(supposed.day)), say("give an earlier day with --on")
        )
    changed = read_structure(
        graph, source.place, wishes._replace(happened=supposed.happened, since=supposed.day, gone=supposed.gone)
    )
    pool = Pool(graph, source, plain, case)
    flows, expected = pool.flows(np.array([case.factor]))
    worse, lost = _without(flows, plain.structure, supposed, after[0])
    first, second = run(plain.structure, flows, expected), run(changed.structure, worse, expected)
    return Beside(
        plain.structure.days[after[0]],
        lost,
        plain.currency,
        _classes(plain, first, second),
        (*pool.assumes, *_common(plain, changed)),
    )


def _without(flows: Flows, structure: Structure, supposed: Supposed, at: int) -> tuple[Flows, int]:
    """Take what is lost out of the collections of one payment day, income and principal alike; never more than came in."""
    came = int(flows.income[0, at] + flows.principal[0, at])
    period = (structure.days[at] - (structure.days[at - 1] if at else structure.closed)).days
    lost = supposed.lost or round(came * min(1.0, supposed.lost_days / period) if period > 0 else 0)
    lost = min(lost, came)
    if not lost:
        return flows, 0
    income, principal = flows.income.copy(), flows.principal.copy()
    part = lost * int(income[0, at]) // came  # whole numbers of any size: no rounding by a float
    income[0, at] -= part
    principal[0, at] -= lost - part
    return flows._replace(income=income, principal=principal), lost


def _classes(reading: Reading, first: Run, second: Run) -> tuple[Received, ...]:
    def paid(out: Run, i: int) -> int:
        return int((out.interest[i] + out.principal[i] + out.surplus[i])[0].sum())

    def left(out: Run, i: int) -> int:
        return int(out.balance[i, 0, -1] + out.unpaid[i, 0, -1])

    def repaid(out: Run, i: int) -> date | None:
        return repaid_on(out.balance[i], reading.structure.days)[0]

    return tuple(
        Received(t.id, paid(first, i), paid(second, i), left(first, i), left(second, i), repaid(first, i), repaid(second, i))
        for i, t in enumerate(reading.structure.tranches)
    )


def _common(plain: Reading, changed: Reading) -> tuple[str, ...]:
    """Return what both runs took for granted: what only one of them did is what is supposed, and told as such."""
    return tuple(g for g in plain.guessed if g in changed.guessed)
