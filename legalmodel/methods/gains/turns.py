"""Where the answer turns, one input at a time, and how far each input moves it."""

from collections.abc import Mapping
from decimal import Decimal

from legalmodel.base.language import say
from legalmodel.methods.gains.work import Work
from legalmodel.methods.inputs import Input, Inputs
from legalmodel.methods.study import Column, Table

Break = tuple[str, str, Decimal, Decimal | None]
"""An input: name, meaning, value, and the value at which selling neither pays nor costs, if there is one."""
Swing = tuple[str, Decimal, Decimal]
"""An input by its meaning, and what selling brings with a fifth less and a fifth more of it."""


def _rates(inputs: Inputs, specs: Mapping[str, Input]) -> list[tuple[str, Input]]:
    return [(name, spec) for name, spec in specs.items() if spec.sort == "rate" and name in inputs.given]


def breaks_of(inputs: Inputs, specs: Mapping[str, Input], work: Work) -> list[Break]:
    """Return for each rate given: name, meaning, value, and the value at which selling neither pays nor costs, if there is one."""
    return [
        (name, str(spec.meaning), inputs[name], _break(inputs.values, name, spec, work)) for name, spec in _rates(inputs, specs)
    ]


def _break(x: Mapping[str, Decimal], name: str, spec: Input, work: Work) -> Decimal | None:
    """Find the break-even nearest to the value given, between the bounds of the input, to a ten-thousandth of a percent."""
    points = [spec.low + (spec.high - spec.low) * k / 100 for k in range(101)]
    signs = [work({**x, name: p}).total > 0 for p in points]
    turns = [(points[k], points[k + 1]) for k in range(100) if signs[k] != signs[k + 1]]
    if not turns:
        return None
    low, high = min(turns, key=lambda t: abs((t[0] + t[1]) / 2 - x[name]))
    at_low = work({**x, name: low}).total > 0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (work({**x, name: middle}).total > 0) == at_low else (low, middle)
    return round((low + high) / 2, 8)


def break_table(breaks: list[Break]) -> Table:
    """Return the table of the values at which the answer turns, in percent."""
    columns = (Column("input", say("input")), Column("given", say("given"), "%"), Column("turns_at", say("turns at"), "%", 3))
    rows = tuple((meaning, 100 * value, None if point is None else 100 * point) for _, meaning, value, point in breaks)
    return Table(
        "break_even",
        say("Where it turns, one input at a time"),
        columns,
        rows,
        say("An empty cell: no value within the bounds of the input turns it."),
    )


def swings_of(inputs: Inputs, specs: Mapping[str, Input], work: Work) -> list[Swing]:
    """Return for each rate given what selling brings with a fifth less and a fifth more of it; the widest first."""
    found = []
    for name, spec in _rates(inputs, specs):
        less, more = (min(max(inputs[name] * f, spec.low), spec.high) for f in (Decimal("0.8"), Decimal("1.2")))
        found.append((str(spec.meaning), work({**inputs.values, name: less}).total, work({**inputs.values, name: more}).total))
    return sorted(found, key=lambda s: -abs(s[2] - s[1]))


def swing_table(swings: list[Swing], unit: str) -> Table:
    """Return the table of what each input moves."""
    columns = (
        Column("input", say("input")),
        Column("less", say("a fifth less"), unit, 0),
        Column("more", say("a fifth more"), unit, 0),
    )
    return Table("sensitivity", say("What each input moves"), columns, tuple(swings))
