"""What an expression, and so a rule, can ever read: its own fields, and those behind the questions that it asks of the graph.

Which fields a question reads was found when the checks were made ready (``question_fields``), and is kept with them (``pack``).
"""

from collections.abc import Iterator

from legalmodel.judgment.pack import asked_fields
from legalmodel.law.compile import CompiledRule
from legalmodel.logic.expression import Expression

Fields = frozenset[tuple[str, str]]


def reads_of(rule: CompiledRule) -> Fields:
    """Return every field, as sort and name, that a rule may read in deciding."""
    return frozenset(pair for expression in expressions(rule) for pair in reads(expression))


def expressions(rule: CompiledRule) -> Iterator[Expression]:
    """Yield the expressions that decide a rule: its condition, its test, its exceptions."""
    yield from (e for e in (rule.when, rule.require) if e)
    yield from (x.when for x in rule.unless)
    yield from (x.when for x in rule.factors)
    yield from (x.require for x in rule.readings)


def reads(expression: Expression) -> Iterator[tuple[str, str]]:
    """Yield every field that an expression may read; one of a wide sort is read of each of its sorts."""
    for sort, field in expression.reads:
        for each in _narrow(sort):
            yield each, field
    for question in expression.analysis.questions:
        yield from asked_fields(question)


def _narrow(sort: str) -> tuple[str, ...]:
    from legalmodel.model.deal import SECTIONS, SORTS

    if sort == "any":
        return tuple(SECTIONS.values())
    return (sort, *(narrow for narrow, wide in SORTS.items() if wide == sort))
