"""The terms of a pool that a tape is held against, compiled from the deal: criteria, limits, tables of the stratification.

They are expressions of the rule language over one ``loan``, the ``pool`` and the ``deal``. All faults are told at once, with the place.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, BadRequest, Fault, limited
from legalmodel.base.kinds import DAY, MONEY, NUMBER, TRUTH, Kind, thing
from legalmodel.base.language import say
from legalmodel.base.names import Name
from legalmodel.base.things import Thing
from legalmodel.base.values import NONE
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.scope import Scope
from legalmodel.logic.syntax import DEAL_BYTES
from legalmodel.model.amounts import amount_of
from legalmodel.model.parse import parse
from legalmodel.model.pools import Pool
from legalmodel.tapes.columns import ROW_KIND, LoanColumn, words_of_tapes
from legalmodel.text.read import Source

ROW = "loan"
_KINDS = {"amount": MONEY, "share": Kind("share", "rate"), "number": NUMBER, "day": DAY}


class TapeCriterion(NamedTuple):
    """A criterion: its id, what must hold, of which loans it is asked (None: of all), and how the document words it."""

    id: str
    test: Expression
    when: Expression | None
    wording: Name
    numbers: dict[str, Any]


class TapeLimit(NamedTuple):
    """A concentration limit; shares are parts of one. ``by`` and ``when`` may be left out, ``of`` falls to the balance."""

    id: str
    by: Expression | None
    when: Expression | None
    of: Expression | None
    largest: int
    most: Decimal | None
    least: Decimal | None
    wording: Name
    numbers: dict[str, Any]


class Banding(NamedTuple):
    """A table of the stratification: by what, and where bands begin (of figures and days), each as it is written."""

    id: str
    by: Expression
    edges: tuple[tuple[str, Any], ...]
    wording: Name


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
    currency = deal.deal.currency if deal.deal and isinstance(deal.deal.currency, str) else ""
    compiler = _TermCompiler(source, ("pools", chosen), currency, own)
    stated = pools[chosen]
    criteria = tuple(compiler.criterion(id, r) for id, r in _records(stated.eligibility))
    limits = tuple(compiler.limit(id, r) for id, r in _records(stated.limits))
    strata = tuple(compiler.banding(id, r) for id, r in _records(stated.strata))
    if compiler.faults:
        raise BadInput(limited(compiler.faults))
    return PoolTerms(
        graph,
        source,
        found,
        stated,
        currency,
        tuple(filter(None, criteria)),
        tuple(filter(None, limits)),
        tuple(filter(None, strata)),
    )


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


def _records(records: Any) -> Any:
    return records.items() if isinstance(records, dict) else ()


def _named(value: Any) -> Name:
    return value if isinstance(value, Name) else Name("")


def _given(value: Any) -> Any:
    return None if value is None or value is NONE else value


class _TermCompiler:
    """Compiles the expressions of a pool and gathers their faults."""

    def __init__(self, source: Source, path: tuple[str, ...], currency: str, own: tuple[LoanColumn, ...]) -> None:
        self.source, self.path, self.currency = source, path, currency
        self.words = words_of_tapes(vocabulary(), own)
        self.faults: list[Fault] = []

    def told(self, path: tuple[str, ...], cause: str, fix: str = "") -> None:
        """Note a fault at a path of the pool."""
        whole = (*self.path, *path)
        self.faults.append(Fault("bad-term", cause, self.source.place(whole), fix, self.source.width(whole)))

    def numbers(self, path: tuple[str, ...], record: Any) -> tuple[dict[str, Kind], dict[str, Any]]:
        """Return the kinds and values of the figures of a condition by name."""
        kinds: dict[str, Kind] = {}
        values: dict[str, Any] = {}
        for name, figure in _records(record.numbers):
            given = {k: v for k in _KINDS if (v := _given(getattr(figure, k))) is not None}
            if len(given) != 1 or not name.isidentifier():
                self.told((*path, "numbers", name), say("'{name}' is one figure under a plain name", name=name),
                          say("write one of amount, share, number, day"))  # fmt: skip  # one call
                continue
            ((kind, value),) = given.items()
            if kind == "amount" and not value.currency:
                value = value._replace(currency=self.currency)
            kinds[name], values[name] = _KINDS[kind], value
        return kinds, values

    def expression(
        self, path: tuple[str, ...], written: Any, kinds: dict[str, Kind], fits: Callable[[Kind], bool], what: str
    ) -> Expression | None:
        """Compile one expression; None if it is not written, or has a fault."""
        written = _given(written)
        if written is None:
            return None
        try:
            analysis = analyse(written, self.words, {ROW: ROW_KIND, "pool": thing("pool")}, kinds, DEAL_BYTES)
        except BadExpression as error:
            self.told(path, say("{cause}, in: {text}", cause=error.cause, text=written), error.fix)
            return None
        if not fits(analysis.kind):
            self.told(path, say("{what} is needed here, in: {text}", what=what, text=written))
            return None
        return compile_expression(analysis)

    def truth(self, path: tuple[str, ...], written: Any, kinds: dict[str, Kind]) -> Expression | None:
        """Compile a statement."""
        return self.expression(path, written, kinds, lambda kind: kind == TRUTH, say("a statement that is true or false"))

    def criterion(self, id: str, record: Any) -> TapeCriterion | None:
        """Compile a criterion."""
        path = ("eligibility", id)
        kinds, values = self.numbers(path, record)
        test = self.truth((*path, "test"), record.test, kinds)
        when = self.truth((*path, "when"), record.when, kinds)
        if test is None:
            if _given(record.test) is None:
                self.told(path, say("the criterion {id} has no test", id=id), say("write test: loan.COLUMN …"))
            return None
        return TapeCriterion(id, test, when, _named(record.wording), values)

    def limit(self, id: str, record: Any) -> TapeLimit | None:
        """Compile a limit."""
        path = ("limits", id)
        kinds, values = self.numbers(path, record)
        by = self.expression(
            (*path, "by"), record.by, kinds, lambda k: k.name in ("text", "choice", "day", "number"), say("a column")
        )
        when = self.truth((*path, "when"), record.when, kinds)
        of = self.expression((*path, "of"), record.of, kinds, lambda k: k == MONEY, say("an amount of money"))
        most, least = _given(record.most), _given(record.least)
        if (most is None) == (least is None):
            self.told(path, say("a limit is a most or a least"), say("write most: 5%, or least: 50%"))
        if least is not None and by is not None:
            self.told(path, say("a least is asked of all loans that count together"), say("leave out by"))
        largest = _given(record.largest)
        if largest is not None and (largest != int(largest) or largest < 1):
            self.told((*path, "largest"), say("largest is a count of groups, 1 or more"))
            largest = 1
        return TapeLimit(id, by, when, of, int(largest or 1), most, least, _named(record.wording), values)

    def banding(self, id: str, record: Any) -> Banding | None:
        """Compile a table of the stratification."""
        path = ("strata", id)
        by = self.expression(
            (*path, "by"), record.by, {}, lambda k: k.name not in ("truth", "thing", "list", "none"), say("a column")
        )
        if by is None:
            if _given(record.by) is None:
                self.told(path, say("the table {id} says not by what", id=id), say("write by: loan.COLUMN"))
            return None
        bands = _given(record.bands) or ()
        edges = []
        for text in bands:
            value = _edge(text, by.kind)
            if value is None:
                self.told(
                    (*path, "bands"),
                    say("'{text}' begins no band of {by}", text=text, by=by.text),
                    say("write such as 5%, 100000, 2024-01-01"),
                )
            else:
                edges.append((text, value))
        if [v for _, v in edges] != sorted({v for _, v in edges}):
            self.told(
                (*path, "bands"), say("bands begin one after the other"), say("write them from the smallest to the largest")
            )
        return Banding(id, by, tuple(edges), _named(record.wording))


def _edge(text: str, kind: Kind) -> Any:
    """Return where a band begins: a figure without currency, or a day."""
    if kind.name == "day":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    if kind.name == "money":
        found = amount_of(text)
        return found.amount if found else None
    percent = text.endswith("%")
    bare = text.rstrip("%").replace(",", "")
    try:
        number = Decimal(bare)
    except ArithmeticError:
        return None
    if not number.is_finite() or (kind.name == "share" and not percent) or kind.name not in ("share", "number"):
        return None
    return number / 100 if percent else number
