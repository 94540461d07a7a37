"""Forecast a short series by GM(1,1), test the model as its textbooks do, and compare it with plainer ways on the same past."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.methods import grey
from legalmodel.methods.rivals import Trial, compare
from legalmodel.methods.series import Series, read_series
from legalmodel.methods.study import Column, Curve, Plot, Study, Table

STEPS_MAX = 20
BREAK = 1.5
"""A figure this many times the one before it, or less than one part in this, is told as a break of the series."""


def forecast(
    file: str | Path, column: str = "", since: str = "", steps: int = 5, level: float = 0.8, seed: int = 2016
) -> Study:
    """Forecast the series of a CSV file.

    ``steps`` is the number of periods ahead (1 to 20), ``level`` the part of drawn futures that an interval holds (0.5 to 0.99).
    Raises BadInput for a file that cannot be forecast from, BadRequest for a wish that cannot be met.
    """
    if not 1 <= steps <= STEPS_MAX:
        raise BadRequest(f"{steps} periods ahead cannot be forecast", f"ask for 1 to {STEPS_MAX}")
    if not 0.5 <= level <= 0.99:
        raise BadRequest(f"an interval of {level:.0%} cannot be drawn", "ask for 50 to 99 percent")
    return study(read_series(Path(file), column, since), steps, level, seed)


def study(series: Series, steps: int, level: float, seed: int) -> Study:
    """Forecast a series that was read.

    Raises BadRequest where GM(1,1) admits no curve.
    """
    values, ratios = series.values, grey.ratios(series.values)
    try:
        curve = grey.fit([v + ratios.shift for v in values])
        guess = grey.plain(values, steps, ratios.shift)
        bands = grey.intervals(values, steps, level, ratios.shift, seed=seed)
    except grey.NoFit as error:
        raise BadRequest(
            f"GM(1,1) fits no curve to this series: {error}", "begin later with --since, or use a longer series"
        ) from None
    checks = grey.check(values, guess[: len(values)])
    trials = compare(values, steps)
    tables = (
        _ahead(series, guess, bands, steps, level, ratios.shift),
        _fitted(series, guess, checks),
        _tests(curve, checks, ratios),
        _rivals(series, trials),
    )
    said = (*_said(series, guess, bands, steps, level), *_judged(curve, checks, ratios, trials), *_broken(series))
    assumes = _assumes(series, level, seed)
    return Study(
        "forecast",
        f"Forecast of {series.unit} ({series.name})",
        said,
        tables,
        (_plot(series, guess, bands, level, trials),),
        assumes,
        _sources(series),
    )


def _ahead(
    series: Series, guess: list[float], bands: list[tuple[float, float]], steps: int, level: float, shift: float
) -> Table:
    n, unit = len(series.values), series.unit
    rolled = _or_none(grey.rolling, series, steps, shift)
    mended = _or_none(grey.corrected, series, steps, shift)
    rows = tuple(
        (label, guess[n + i], *bands[i], rolled[i] if rolled else None, mended[n + i] if mended else None)
        for i, label in enumerate(series.later(steps))
    )
    columns = (
        Column("period", "period"),
        Column("forecast", "GM(1,1)", unit),
        Column("low", f"{level:.0%} from", unit),
        Column("high", "to", unit),
        Column("rolling", "fitted anew each step", unit),
        Column("corrected", "residuals corrected", unit),
    )
    return Table("forecast", "Forecast", columns, rows, "An empty cell: that variant admits no curve here.")


def _or_none(
    variant: Callable[[Sequence[float], int, float], list[float]], series: Series, steps: int, shift: float
) -> list[float] | None:
    try:
        return variant(series.values, steps, shift)
    except grey.NoFit:
        return None


def _fitted(series: Series, guess: list[float], checks: grey.Checks) -> Table:
    columns = (
        Column("period", "period"),
        Column("given", "given", series.unit),
        Column("fitted", "fitted", series.unit),
        Column("off", "off by", "%"),
    )
    rows = zip((p.label for p in series.periods), series.values, guess, (100 * r for r in checks.relative), strict=False)
    return Table("fit", "Fit", columns, tuple(rows))


def _tests(curve: grey.Fit, checks: grey.Checks, ratios: grey.Ratios) -> Table:
    worst = max(ratios.values, key=lambda r: max(r, 1 / r))
    rows = (
        ("growth parameter a", curve.a, grey.reach(curve.a)),
        ("level parameter b", curve.b, ""),
        ("class ratio farthest from 1", worst, f"should lie between {ratios.low:.4f} and {ratios.high:.4f}"),
        (
            "constant added to the series",
            ratios.shift,
            "so that every class ratio lies inside" if ratios.shift else "none was needed",
        ),
        ("mean relative error of the fit, %", 100 * checks.mean_relative, "without the first figure, which always fits"),
        ("posterior error ratio C", checks.ratio, "good below 0.35, qualified below 0.50, barely below 0.65"),
        ("small error probability P", checks.small, "good above 0.95, qualified above 0.80, barely above 0.70"),
        ("grade of accuracy", checks.grade, "by C and P together; it tells how the curve fits, not how it forecasts"),
    )
    columns = (Column("test", "test"), Column("value", "value", "", 4), Column("meaning", "meaning"))
    return Table("tests", "Tests of the model", columns, rows)


def _rivals(series: Series, trials: list[Trial]) -> Table:
    rows = tuple(
        (
            t.name,
            t.error if t.tries else None,
            100 * t.relative if t.tries else None,
            t.tries,
            t.failed,
            t.next[0] if t.next else None,
        )
        for t in trials
    )
    columns = (
        Column("way", "way to forecast"),
        Column("error", "mean error", series.unit),
        Column("relative", "mean error", "%"),
        Column("tries", "forecasts tried", "", 0),
        Column("failed", "origins without one", "", 0),
        Column("next", "next period", series.unit),
    )
    note = "Each way saw the figures up to an origin, from the fifth on, and forecast the ones that followed."
    return Table("comparison", "Tried on the past, the best first", columns, rows, note)


def _said(series: Series, guess: list[float], bands: list[tuple[float, float]], steps: int, level: float) -> tuple[str, ...]:
    last, (low, high) = series.later(steps)[-1], bands[-1]
    n = len(series.values)
    return (
        f"By GM(1,1) {series.unit} stands at {guess[n + steps - 1]:,.2f} in {last} ({level:.0%} of drawn futures: {low:,.2f} to {high:,.2f}).",
    )


def _judged(curve: grey.Fit, checks: grey.Checks, ratios: grey.Ratios, trials: list[Trial]) -> tuple[str, ...]:
    outside = sum(not ratios.low < r < ratios.high for r in ratios.values)
    tried = [t for t in trials if t.tries]
    said = [
        f"The curve is {checks.grade} by C = {checks.ratio:.4f} and P = {checks.small:.2f}; a = {curve.a:.4f}: {grey.reach(curve.a)}."
    ]
    if outside:
        said.append(
            f"{outside} of {len(ratios.values)} class ratios lie outside the interval; {ratios.shift:,g} was added to every figure and taken off again."
        )
    if not tried:
        said.append("The series is too short to try any forecast on the past; five figures before the first trial are needed.")
        return tuple(said)
    model = next((t for t in tried if t.name == "GM(1,1)"), None)
    best = tried[0]
    said.append(f"Tried on the past, the best of {len(tried)} ways was {best.name}, off by {best.relative:.1%} on average.")
    if model and best is not model:
        said.append(f"GM(1,1) was off by {model.relative:.1%}: for this series {best.name} is the better forecast.")
    return tuple(said)


def _broken(series: Series) -> tuple[str, ...]:
    found = []
    for (before, one), (after, two) in pairwise(zip(series.periods, series.values, strict=True)):
        if two > one * BREAK or two * BREAK < one:
            found.append(
                f"From {before.label} to {after.label} the figure goes from {one:,.2f} to {two:,.2f}: a break that no growth curve explains. Find its cause, or begin after it with --since {after.label}."
            )
    return tuple(found)


def _assumes(series: Series, level: float, seed: int) -> tuple[str, ...]:
    return (
        f"All figures are in {series.unit}, one a {series.periods[0].sort}, measured alike throughout.",
        "What made the series grow goes on as before; no law, sale or write-off to come is known to it.",
        f"The interval draws the residuals of the fit 1,000 times (seed {seed}) and keeps the middle {level:.0%}; it does not hold the risk that the model is wrong.",
    )


def _sources(series: Series) -> tuple[str, ...]:
    first, last = series.places[0], series.places[-1]
    return (
        f"{len(series.values)} figures, {series.periods[0].label} to {series.periods[-1].label}: {first.file}, lines {first.line} to {last.line}",
    )


def _plot(series: Series, guess: list[float], bands: list[tuple[float, float]], level: float, trials: list[Trial]) -> Plot:
    n, steps = len(series.values), len(bands)
    gap: tuple[float | None, ...] = (None,) * n
    labels = (*(p.label for p in series.periods), *series.later(steps))
    curves = [
        Curve("given", (*series.values, *(None,) * steps), "given"),
        Curve(
            f"GM(1,1), with {level:.0%} of drawn futures",
            tuple(guess),
            "model",
            (*gap, *(b[0] for b in bands)),
            (*gap, *(b[1] for b in bands)),
        ),
    ]
    best = next((t for t in trials if t.tries and t.next), None)
    if best and best.name != "GM(1,1)":
        curves.append(Curve(f"{best.name} (best on the past)", (*gap, *best.next), "rival"))
    return Plot("forecast", f"Forecast of {series.unit}", series.periods[0].sort, series.unit, labels, tuple(curves))
