"""Forecast a short series by GM(1,1), test the model as its textbooks do, and compare it with plainer ways on the same past."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods import grey
from legalmodel.methods.rivals import Trial, compare, said_of
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
        raise BadRequest(
            say("{steps} periods ahead cannot be forecast", steps=steps), say("ask for 1 to {steps_max}", steps_max=STEPS_MAX)
        )
    if not 0.5 <= level <= 0.99:
        raise BadRequest(say("an interval of {level} cannot be drawn", level=f"{level:.0%}"), say("ask for 50 to 99 percent"))
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
            say("GM(1,1) fits no curve to this series: {error}", error=error),
            say("begin later with --since, or use a longer series"),
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
        say("Forecast of {unit} ({name})", unit=series.unit, name=series.name),
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
        Column("period", say("period")),
        Column("forecast", say("GM(1,1)"), unit),
        Column("low", say("{level} from", level=f"{level:.0%}"), unit),
        Column("high", say("to"), unit),
        Column("rolling", say("fitted anew each step"), unit),
        Column("corrected", say("residuals corrected"), unit),
    )
    return Table("forecast", say("Forecast"), columns, rows, say("An empty cell: that variant admits no curve here."))


def _or_none(
    variant: Callable[[Sequence[float], int, float], list[float]], series: Series, steps: int, shift: float
) -> list[float] | None:
    try:
        return variant(series.values, steps, shift)
    except grey.NoFit:
        return None


def _fitted(series: Series, guess: list[float], checks: grey.Checks) -> Table:
    columns = (
        Column("period", say("period")),
        Column("given", say("given"), series.unit),
        Column("fitted", say("fitted"), series.unit),
        Column("off", say("off by"), "%"),
    )
    rows = zip((p.label for p in series.periods), series.values, guess, (100 * r for r in checks.relative), strict=False)
    return Table("fit", say("Fit"), columns, tuple(rows))


def _tests(curve: grey.Fit, checks: grey.Checks, ratios: grey.Ratios) -> Table:
    worst = max(ratios.values, key=lambda r: max(r, 1 / r))
    rows = (
        (say("growth parameter a"), curve.a, grey.reach(curve.a)),
        (say("level parameter b"), curve.b, ""),
        (
            say("class ratio farthest from 1"),
            worst,
            say("should lie between {low} and {high}", low=f"{ratios.low:.4f}", high=f"{ratios.high:.4f}"),
        ),
        (
            say("constant added to the series"),
            ratios.shift,
            say("so that every class ratio lies inside") if ratios.shift else say("none was needed"),
        ),
        (
            say("mean relative error of the fit, %"),
            100 * checks.mean_relative,
            say("without the first figure, which always fits"),
        ),
        (say("posterior error ratio C"), checks.ratio, say("good below 0.35, qualified below 0.50, barely below 0.65")),
        (say("small error probability P"), checks.small, say("good above 0.95, qualified above 0.80, barely above 0.70")),
        (say("grade of accuracy"), checks.grade, say("by C and P together; it tells how the curve fits, not how it forecasts")),
    )
    columns = (Column("test", say("test")), Column("value", say("value"), "", 4), Column("meaning", say("meaning")))
    return Table("tests", say("Tests of the model"), columns, rows)


def _rivals(series: Series, trials: list[Trial]) -> Table:
    rows = tuple(
        (
            said_of(t.name),
            t.error if t.tries else None,
            100 * t.relative if t.tries else None,
            t.tries,
            t.failed,
            t.next[0] if t.next else None,
        )
        for t in trials
    )
    columns = (
        Column("way", say("way to forecast")),
        Column("error", say("mean error"), series.unit),
        Column("relative", say("mean error"), "%"),
        Column("tries", say("forecasts tried"), "", 0),
        Column("failed", say("origins without one"), "", 0),
        Column("next", say("next period"), series.unit),
    )
    note = say("Each way saw the figures up to an origin, from the fifth on, and forecast the ones that followed.")
    return Table("comparison", say("Tried on the past, the best first"), columns, rows, note)


def _said(series: Series, guess: list[float], bands: list[tuple[float, float]], steps: int, level: float) -> tuple[str, ...]:
    last, (low, high) = series.later(steps)[-1], bands[-1]
    n = len(series.values)
    return (
        say(
            "By GM(1,1) {unit} stands at {guess} in {last} ({level} of drawn futures: {low} to {high}).",
            unit=series.unit,
            guess=f"{guess[n + steps - 1]:,.2f}",
            last=last,
            level=f"{level:.0%}",
            low=f"{low:,.2f}",
            high=f"{high:,.2f}",
        ),
    )


def _judged(curve: grey.Fit, checks: grey.Checks, ratios: grey.Ratios, trials: list[Trial]) -> tuple[str, ...]:
    outside = sum(not ratios.low < r < ratios.high for r in ratios.values)
    tried = [t for t in trials if t.tries]
    said = [
        say(
            "The curve is {grade} by C = {ratio} and P = {small}; a = {a}: {a2}.",
            grade=checks.grade,
            ratio=f"{checks.ratio:.4f}",
            small=f"{checks.small:.2f}",
            a=f"{curve.a:.4f}",
            a2=grey.reach(curve.a),
        )
    ]
    if outside:
        said.append(
            say(
                "{outside} of {values} class ratios lie outside the interval; {shift} was added to every figure and taken off again.",
                outside=outside,
                values=len(ratios.values),
                shift=f"{ratios.shift:,g}",
            )
        )
    if not tried:
        said.append(
            say("The series is too short to try any forecast on the past; five figures before the first trial are needed.")
        )
        return tuple(said)
    model = next((t for t in tried if t.name == "GM(1,1)"), None)
    best = tried[0]
    said.append(
        say(
            "Tried on the past, the best of {tried} ways was {name}, off by {relative} on average.",
            tried=len(tried),
            name=said_of(best.name),
            relative=f"{best.relative:.1%}",
        )
    )
    if model and best is not model:
        said.append(
            say(
                "GM(1,1) was off by {relative}: for this series {name} is the better forecast.",
                relative=f"{model.relative:.1%}",
                name=said_of(best.name),
            )
        )
    return tuple(said)


def _broken(series: Series) -> tuple[str, ...]:
    found = []
    for (before, one), (after, two) in pairwise(zip(series.periods, series.values, strict=True)):
        if two > one * BREAK or two * BREAK < one:
            found.append(
                say(
                    "From {label} to {label2} the figure goes from {one} to {two}: a break that no growth curve explains. Find its cause, or begin after it with --since {label2}.",
                    label=before.label,
                    label2=after.label,
                    one=f"{one:,.2f}",
                    two=f"{two:,.2f}",
                )
            )
    return tuple(found)


def _assumes(series: Series, level: float, seed: int) -> tuple[str, ...]:
    return (
        say(
            "All figures are in {unit}, one a {sort}, measured alike throughout.", unit=series.unit, sort=series.periods[0].sort
        ),
        say("What made the series grow goes on as before; no law, sale or write-off to come is known to it."),
        say(
            "The interval draws the residuals of the fit 1,000 times (seed {seed}) and keeps the middle {level}; it does not hold the risk that the model is wrong.",
            seed=seed,
            level=f"{level:.0%}",
        ),
    )


def _sources(series: Series) -> tuple[str, ...]:
    first, last = series.places[0], series.places[-1]
    return (
        say(
            "{values} figures, {label} to {label2}: {file}, lines {line} to {line2}",
            values=len(series.values),
            label=series.periods[0].label,
            label2=series.periods[-1].label,
            file=first.file,
            line=first.line,
            line2=last.line,
        ),
    )


def _plot(series: Series, guess: list[float], bands: list[tuple[float, float]], level: float, trials: list[Trial]) -> Plot:
    n, steps = len(series.values), len(bands)
    gap: tuple[float | None, ...] = (None,) * n
    labels = (*(p.label for p in series.periods), *series.later(steps))
    curves = [
        Curve(say("given"), (*series.values, *(None,) * steps), "given"),
        Curve(
            say("GM(1,1), with {level} of drawn futures", level=f"{level:.0%}"),
            tuple(guess),
            "model",
            (*gap, *(b[0] for b in bands)),
            (*gap, *(b[1] for b in bands)),
        ),
    ]
    best = next((t for t in trials if t.tries and t.next), None)
    if best and best.name != "GM(1,1)":
        curves.append(Curve(say("{name} (best on the past)", name=said_of(best.name)), (*gap, *best.next), "rival"))
    return Plot(
        "forecast", say("Forecast of {unit}", unit=series.unit), series.periods[0].sort, series.unit, labels, tuple(curves)
    )
