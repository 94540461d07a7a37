"""Rows held against themselves: what must add up or lie in order within one row, and whether each loan can be told from the others."""

from functools import cache
from typing import Any, NamedTuple

from legalmodel.base.resources import package_folder
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.logic.analyse import analyse
from legalmodel.logic.compile import compile_expression
from legalmodel.logic.expression import Expression
from legalmodel.tapes.columns import ROW_KIND, words_of_tapes
from legalmodel.tapes.compiling import ROW
from legalmodel.tapes.flat import NotFlat
from legalmodel.tapes.holding import lacking, writer
from legalmodel.tapes.outcomes import Identity, RowCheck
from legalmodel.tapes.tape import SHOWN, Tape
from legalmodel.tapes.terms import PoolTerms
from legalmodel.text.read import read

CENT = "0.01"
"""A difference of no more may be rounding: how many differ by more is told beside."""


class _Check(NamedTuple):
    id: str
    sort: str
    wording: dict[str, str]
    test: Expression
    difference: Expression | None
    without: str


@cache
def _checks() -> tuple[_Check, ...]:
    data = read(package_folder("tapes") / "checks.yaml").data
    words = words_of_tapes(vocabulary())

    def compiled(text: str) -> Expression:
        return compile_expression(analyse(text, words, {ROW: ROW_KIND}))

    return tuple(
        _Check(
            id, c["sort"], {"en": c["en"], "zh": c["zh"]}, compiled(c["test"]),
            compiled(c["difference"]) if "difference" in c else None, c.get("without", ""),
        )
        for id, c in data.items()
    )  # fmt: skip  # one record an entry


def rows_within(tape: Tape, terms: PoolTerms) -> tuple[RowCheck, ...]:
    """Return what must hold within a row and was tried: a check is tried where the tape has all its columns."""
    tried: list[tuple[_Check, str, str]] = []
    for check in _checks():
        if lacking(tape, check.test) or (check.without and check.without in tape.columns):
            continue
        try:
            test = writer(tape, terms, check.test).truth(check.test.tree)
            apart = writer(tape, terms, check.difference).value(check.difference.tree).sql if check.difference else "NULL"
        except NotFlat:
            continue  # figures of too many digits: nothing is claimed of them
        tried.append((check, test, apart))
    if not tried:
        return ()
    asked = ", ".join(_counts(test, apart) for _, test, apart in tried)
    (found,) = tape.ask(f"SELECT {asked} FROM tape")
    return tuple(_told(tape, check, found[5 * n : 5 * n + 5]) for n, (check, _, _) in enumerate(tried))


def _counts(test: str, apart: str) -> str:
    wrong = f"FILTER (WHERE NOT {test})"
    beyond = f"count(*) FILTER (WHERE abs({apart}) > {CENT}), max(abs({apart}))" if apart != "NULL" else "NULL, NULL"
    return f"count(*) {wrong}, count(*) FILTER (WHERE ({test}) IS NULL), min(row, {SHOWN}) {wrong}, {beyond}"


def _told(tape: Tape, check: _Check, found: tuple[Any, ...]) -> RowCheck:
    wrong, unknown, rows, beyond, apart = found
    return RowCheck(
        check.id, check.sort, check.wording, wrong, unknown, tape.numbers(rows or ()), apart if wrong else None, beyond
    )


def identity_of(tape: Tape) -> Identity | None:
    """Tell whether each loan has a number of its own; None if the tape has no column for it."""
    if "id" not in tape.columns:
        return None
    ((many, given, different),) = tape.ask("SELECT count(*), count(c_id), count(DISTINCT hash(c_id)) FROM tape")
    if given == different:
        return Identity(many - given, 0, 0, ())
    # two numbers may have one hash: only now that some are alike is each compared with each
    twice = "SELECT c_id FROM tape WHERE c_id IS NOT NULL GROUP BY c_id HAVING count(*) > 1"
    ((repeated,),) = tape.ask(f"SELECT count(*) FROM ({twice})")
    rows, first = tape.ask(f"SELECT count(*), min(row, {SHOWN}) FROM tape WHERE c_id IN ({twice})")[0]
    return Identity(many - given, repeated, rows, tape.numbers(first or ()))
