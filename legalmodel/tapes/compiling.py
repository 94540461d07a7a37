"""Compile what a pool says of its loans, in the language of rules, into terms: criteria, limits, tables of the stratification."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from legalmodel.base.errors import Fault, nearest
from legalmodel.base.kinds import DAY, MONEY, NUMBER, TRUTH, Kind, thing
from legalmodel.base.language import say
from legalmodel.base.names import Name
from legalmodel.base.values import NONE
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.errors import BadExpression
from legalmodel.logic.expression import Expression
from legalmodel.logic.syntax import DEAL_BYTES
from legalmodel.model.amounts import amount_of
from legalmodel.model.pools import Pool
from legalmodel.tapes.columns import ROW as ROW_SORT
from legalmodel.tapes.columns import ROW_KIND, LoanColumn, words_of_tapes
from legalmodel.text.read import Source

ROW = "loan"
UNKNOWN_COLUMN = "unknown-column"
"""The code of the fault that a column is not among the standard ones: a map may add it."""
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


def _records(records: Any) -> Any:
    return records.items() if isinstance(records, dict) else ()


def _named(value: Any) -> Name:
    return value if isinstance(value, Name) else Name("")


def _given(value: Any) -> Any:
    return None if value is None or value is NONE else value


class TermCompiler:
    """Compiles the expressions of a pool and gathers their faults."""

    def __init__(self, source: Source, path: tuple[str, ...], currency: str, own: tuple[LoanColumn, ...]) -> None:
        self.source, self.path, self.currency = source, path, currency
        self.words = words_of_tapes(vocabulary(), own)
        self.faults: list[Fault] = []

    def pool(self, stated: Pool) -> tuple[tuple[TapeCriterion, ...], tuple[TapeLimit, ...], tuple[Banding, ...]]:
        """Compile all that a pool says of its loans; what has a fault is left out."""
        criteria = [self.criterion(id, r) for id, r in _records(stated.eligibility)]
        limits = [self.limit(id, r) for id, r in _records(stated.limits)]
        strata = [self.banding(id, r) for id, r in _records(stated.strata)]
        return tuple(filter(None, criteria)), tuple(filter(None, limits)), tuple(filter(None, strata))

    def told(self, path: tuple[str, ...], cause: str, fix: str = "", code: str = "bad-term") -> None:
        """Note a fault at a path of the pool."""
        whole = (*self.path, *path)
        self.faults.append(Fault(code, cause, self.source.place(whole), fix, self.source.width(whole)))

    def numbers(self, path: tuple[str, ...], record: Any) -> tuple[dict[str, Kind], dict[str, Any]]:
        """Return the kinds and values of the figures of a condition by name."""
        kinds: dict[str, Kind] = {}
        values: dict[str, Any] = {}
        for name, figure in _records(record.numbers):
            given = {k: v for k in _KINDS if (v := _given(getattr(figure, k))) is not None}
            if len(given) != 1 or not name.isidentifier():
                self.told((*path, "numbers", name), say("'{name}' is one figure under a plain name", name=name),
                          say("write one of amount, share, number, day"))  # fmt: skip  # one call
                kinds[name] = _KINDS[next(iter(given), "number")]  # one fault is enough
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
            self.told(path, *self._worded(error, written))
            return None
        if not fits(analysis.kind):
            self.told(path, say("{what} is needed here, in: {text}", what=what, text=written))
            return None
        return compile_expression(analysis)

    def _worded(self, error: BadExpression, written: str) -> tuple[str, str, str]:
        """Say what is wrong with an expression, what to write, and the code of the fault; a column that no loan has may be one that a map adds."""
        columns = self.words.things[ROW_SORT]
        part = written[error.offset : error.offset + error.width]
        name = part.removeprefix(f"{ROW}.")
        if name != part and name.isidentifier() and name not in columns:
            fix = nearest(name, columns) or say(
                "legalmodel tape maps lists the columns; a column that a map adds needs --map MAP"
            )
            return say("a loan has no column '{name}', in: {text}", name=name, text=written), fix, UNKNOWN_COLUMN
        fix = error.fix
        if "%" in written:
            fix = say("write a percentage as a fraction (0.24), or by a name that stands under numbers")
        elif not fix and part[:1] in ('"', "'"):
            fix = say('write a comma behind a single word: ("loss",)')
        elif not fix and any(sign.isdigit() for sign in written):
            fix = say("an amount stands by a name under numbers, as amount: 5m")
        return say("{cause}, in: {text}", cause=error.cause, text=written), fix, "bad-term"

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
