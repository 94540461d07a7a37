"""Other ways to forecast the same series, and how far each was off when it was tried on the past.

Naive, drift and linear trend are arithmetic; exponential smoothing and ARIMA are those of statsmodels. Each way sees the figures
up to an origin and forecasts the next ones; the origin then moves on by one period (rolling origin).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import Phrase, say
from legalmodel.methods import grey

Way = Callable[[Sequence[float], int], Sequence[float]]
"""Figures and a number of steps -> that many forecasts."""


class Trial(NamedTuple):
    """How one way did: mean absolute error in the unit of the series and in parts of the figure; ``tries`` forecasts compared.

    ``failed`` counts origins at which it could give none; ``next`` are its forecasts from the whole series, empty if it gives none.
    """

    name: str
    error: float
    relative: float
    tries: int
    failed: int
    next: tuple[float, ...]


def naive(values: Sequence[float], steps: int) -> list[float]:
    """Forecast the last figure again."""
    return [values[-1]] * steps


def drift(values: Sequence[float], steps: int) -> list[float]:
    """Go on by the mean change from the first figure to the last."""
    slope = (values[-1] - values[0]) / (len(values) - 1)
    return [values[-1] + slope * step for step in range(1, steps + 1)]


def linear(values: Sequence[float], steps: int) -> list[float]:
    """Go on along the straight line of least squares."""
    n = len(values)
    middle, mean = (n - 1) / 2, sum(values) / n
    slope = sum((k - middle) * (v - mean) for k, v in enumerate(values)) / sum((k - middle) ** 2 for k in range(n))
    return [mean + slope * (n - 1 + step - middle) for step in range(1, steps + 1)]


def grey_plain(values: Sequence[float], steps: int) -> Sequence[float]:
    """Forecast by GM(1,1), shifted where the class ratios ask for it."""
    return grey.plain(values, steps, grey.ratios(values).shift)[len(values) :]


def grey_rolling(values: Sequence[float], steps: int) -> Sequence[float]:
    """Forecast by GM(1,1), fitted anew at each step."""
    return grey.rolling(values, steps, grey.ratios(values).shift)


def smoothing(values: Sequence[float], steps: int) -> list[float]:
    """Forecast by exponential smoothing with a damped trend (Holt), as statsmodels estimates it."""
    import numpy

    holt = _statsmodels("statsmodels.tsa.holtwinters").Holt
    fitted = holt(numpy.asarray(values, dtype=float), damped_trend=True, initialization_method="estimated").fit()
    return [float(v) for v in fitted.forecast(steps)]


def arima(values: Sequence[float], steps: int) -> list[float]:
    """Forecast by ARIMA(0,1,1) with drift, as statsmodels estimates it."""
    import numpy

    model = _statsmodels("statsmodels.tsa.arima.model").ARIMA
    fitted = model(numpy.asarray(values, dtype=float), order=(0, 1, 1), trend="t").fit()
    return [float(v) for v in fitted.forecast(steps)]


def _statsmodels(module: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise BadRequest(say("this comparison needs statsmodels"), say("run: pip install 'legalmodel[methods]'")) from None


WAYS: dict[str, Way] = {
    "GM(1,1)": grey_plain,
    "GM(1,1), rolling": grey_rolling,
    "last figure": naive,
    "drift": drift,
    "straight line": linear,
    "exponential smoothing": smoothing,
    "ARIMA(0,1,1)": arima,
}
"""Name -> way; the order is that of the table."""

_SAID = {
    "GM(1,1), rolling": Phrase("GM(1,1), rolling"),
    "last figure": Phrase("last figure"),
    "drift": Phrase("drift"),
    "straight line": Phrase("straight line"),
    "exponential smoothing": Phrase("exponential smoothing"),
}


def said_of(name: str) -> str:
    """Return the name of a way in the language of the reader; names that are letters of mathematics stay."""
    return str(_SAID.get(name, name))


def compare(values: Sequence[float], steps: int, least: int = 5) -> list[Trial]:
    """Try every way from every origin with at least ``least`` figures behind it; the best (smallest mean error) comes first.

    Ways that could not be tried at all come last. Raises BadRequest if statsmodels is not installed.
    """
    import warnings

    for module in ("statsmodels.tsa.holtwinters", "statsmodels.tsa.arima.model"):
        _statsmodels(module)  # before the filter: on import they put filters of their own in front
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # estimates on ten figures complain; the errors below say how good they were
        trials = [_try(name, way, values, steps, least) for name, way in WAYS.items()]
    return sorted(trials, key=lambda t: (t.tries == 0, t.error))


def _try(name: str, way: Way, values: Sequence[float], steps: int, least: int) -> Trial:
    errors, relative, failed = [], [], 0
    for origin in range(least, len(values)):
        guesses = _guess(way, values[:origin], min(steps, len(values) - origin))
        failed += guesses is None
        for guess, value in zip(guesses or (), values[origin:], strict=False):
            errors.append(abs(value - guess))
            relative.append(abs(value - guess) / value)
    ahead = _guess(way, values, steps)
    tries = len(errors)
    mean = sum(errors) / tries if tries else 0.0
    return Trial(name, mean, sum(relative) / tries if tries else 0.0, tries, failed, tuple(ahead or ()))


def _guess(way: Way, values: Sequence[float], steps: int) -> Sequence[float] | None:
    import numpy

    try:
        return way(values, steps)
    except (grey.NoFit, ValueError, IndexError, ZeroDivisionError, numpy.linalg.LinAlgError):
        return None  # this way has no answer here, which the table counts
