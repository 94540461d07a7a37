"""The terms of a pool that a tape is held against, compiled from the deal: criteria, limits, tables of the stratification.

They are expressions of the rule language over one ``loan``, the ``pool`` and the ``deal``. All faults are told at once, with the place.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited
from legalmodel.base.language import say
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.logic.scope import Scope
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.model.pools import Pool
from legalmodel.tapes.columns import LoanColumn
from legalmodel.tapes.compiling import ROW, Banding, TapeCriterion, TapeLimit, TermCompiler
from legalmodel.text.read import Source


class PoolTerms(NamedTuple):
    """All terms of one pool, with the deal they stand in."""

    graph: Graph
    source: Source
    pool: Thing
    stated: Pool
    currency: str
    criteria: tuple[TapeCriterion, ...]
    limits: tuple[TapeLimit, ...]
    strata: tuple[Banding, ...]

    def scope(self, row: Any = None, numbers: Mapping[str, Any] | None = None) -> Scope:
        """Return what an expression may see."""
        day = self.pool.fields.get("cut_off")
        on = day.last if day is not None and day is not NONE and hasattr(day, "last") else None
        return Scope({ROW: row, "pool": self.pool}, on, self.graph, dict(numbers or {}))


def terms_of(source: Source, pool: str = "", own: tuple[LoanColumn, ...] = ()) -> PoolTerms:
    """Return the terms of a pool; ``own`` are the columns that a map adds.

    Raises BadInput with every fault of the deal or of a condition, BadRequest if the pool is not plain.
    """
    deal = parse(source)
    graph = build(deal, source.place)
    pools = deal.pools if isinstance(deal.pools, dict) else {}
    chosen = _chosen(pools, pool)
    found = next(t for t in graph.ever("pools").known if t.id == chosen)
    compiler = TermCompiler(source, ("pools", chosen), _currency_of(deal), own)
    criteria, limits, strata = compiler.pool(pools[chosen])
    if compiler.faults:
        raise BadInput(limited(compiler.faults))
    return PoolTerms(graph, source, found, pools[chosen], _currency_of(deal), criteria, limits, strata)


def faults_of_terms(deal: Deal, source: Source, own: tuple[LoanColumn, ...] = ()) -> list[Fault]:
    """Return the faults of the criteria, limits and tables of every pool, in the order of the file; ``own`` are columns that maps add."""
    pools = deal.pools if isinstance(deal.pools, dict) else {}
    found: list[Fault] = []
    for id, pool in pools.items():
        compiler = TermCompiler(source, ("pools", id), _currency_of(deal), own)
        compiler.pool(pool)
        found += compiler.faults
    return found


def _currency_of(deal: Deal) -> str:
    return deal.deal.currency if deal.deal and isinstance(deal.deal.currency, str) else ""


def _chosen(pools: Mapping[str, Pool], wanted: str) -> str:
    if wanted:
        if wanted not in pools:
            raise BadRequest(
                say("the deal has no pool '{pool}'", pool=wanted), say("its pools are {pools}", pools=", ".join(pools) or "-")
            )
        return wanted
    with_terms = [id for id, p in pools.items() if p.eligibility or p.limits or p.strata] or list(pools)
    if len(with_terms) != 1:
        cause = say("the deal has no pool") if not with_terms else say("the deal has several pools")
        raise BadRequest(cause, say("say --pool, one of: {pools}", pools=", ".join(with_terms)) if with_terms else "")
    return with_terms[0]
