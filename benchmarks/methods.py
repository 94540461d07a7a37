"""The methods: the cash engine beside a loop in NumPy written by hand for one structure, and statsmodels' own beside what calls it.

10,000 scenarios, 60 payment days, 5 classes. The hand-written loop knows this one order of payments and works in floats, so that it loses
fractions of a cent; the engine runs any order, in whole cents, to the last one.
"""

import resource
import statistics
import warnings
from datetime import date
from typing import TYPE_CHECKING

from measure import Row, interleaved, ratio, show

if TYPE_CHECKING:
    from legalmodel.methods.cash.engine import Flows
    from legalmodel.methods.cash.structure import Structure

SCENARIOS, DAYS, CLASSES = 10_000, 60, 5
FEE, RESERVE = 0.001, 10**8


def structure() -> "Structure":
    """Return five classes, paid one after another: taxes, agents, interest by rank, principal by rank, the rest to the last."""
    from legalmodel.methods.cash.structure import Order, Pay, Structure, Tranche

    classes = tuple(Tranche(f"c{i}", f"C{i}", i + 1, 10**10 * (CLASSES - i), 0.03 + 0.005 * i) for i in range(CLASSES))
    steps = [Pay("taxes", 1, "taxes"), Pay("agents", 2, "agents_fees", fee=FEE)]
    steps += [Pay(f"i{i}", 10 + i, "senior_interest", (f"c{i}",)) for i in range(CLASSES)]
    steps += [Pay(f"p{i}", 20 + i, "senior_principal", (f"c{i}",)) for i in range(CLASSES)]
    steps += [Pay("rest", 90, "surplus", (f"c{CLASSES - 1}",))]
    days = tuple(date(2025 + m // 12, m % 12 + 1, 26) for m in range(DAYS))
    return Structure(classes, (Order("all", "all", tuple(steps)),), (), days, date(2024, 12, 26), RESERVE, RESERVE, None)


def flows() -> "Flows":
    """Return what comes in, drawn once."""
    import numpy as np

    from legalmodel.methods.cash.engine import Flows

    draws = np.random.default_rng(1)
    parts = [draws.integers(0, 5 * 10**9, (SCENARIOS, DAYS)) for _ in range(2)]
    return Flows(parts[0], parts[1], np.zeros_like(parts[0]))


def by_hand(s: "Structure", f: "Flows") -> object:
    """Run this one structure in a plain loop over days and classes, in floats."""
    import numpy as np

    balance = np.array([[float(t.amount)] * SCENARIOS for t in s.tranches])
    unpaid, reserve = np.zeros_like(balance), np.full(SCENARIOS, float(s.reserve))
    made = np.zeros((2, CLASSES, SCENARIOS, DAYS))
    before = s.closed
    for day, on in enumerate(s.days):
        days, before = (on - before).days, on
        money = (f.income[:, day] + f.principal[:, day]).astype(float)
        unpaid += balance * (np.array([t.rate for t in s.tranches])[:, None] * days / 365)
        fee = balance.sum(axis=0) * FEE * days / 365
        paid = np.minimum(money, fee)
        reserve -= np.minimum(fee - paid, reserve)
        money -= paid
        for i in range(CLASSES):
            paid = np.minimum(money, unpaid[i])
            money -= paid
            drawn = np.minimum(unpaid[i] - paid, reserve)
            reserve -= drawn
            unpaid[i] -= paid + drawn
            made[0, i, :, day] = paid + drawn
        for i in range(CLASSES):
            paid = np.minimum(money, balance[i])
            money -= paid
            balance[i] -= paid
            made[1, i, :, day] = paid
    return made


def rows(rounds: int = 5) -> list[Row]:
    """Measure the engine beside the loop, and the two forecasts of statsmodels beside statsmodels itself."""
    import numpy as np
    from statsmodels.tsa.arima.model import ARIMA
    from statsmodels.tsa.holtwinters import Holt

    from legalmodel.methods.cash.engine import run
    from legalmodel.methods.rivals import arima, smoothing

    s, f = structure(), flows()
    series = [100 * 1.04**k + (-1) ** k for k in range(13)]
    figures = np.asarray(series, dtype=float)
    warnings.simplefilter("ignore")  # estimates on thirteen figures complain, on both sides alike
    times = interleaved(
        {
            "engine": lambda: run(s, f),
            "hand": lambda: by_hand(s, f),
            "smoothing": lambda: smoothing(series, 5),
            "Holt": lambda: Holt(figures, damped_trend=True, initialization_method="estimated").fit().forecast(5),
            "arima": lambda: arima(series, 5),
            "ARIMA": lambda: ARIMA(figures, order=(0, 1, 1), trend="t").fit().forecast(5),
        },
        rounds,
    )
    middle = {name: statistics.median(t) for name, t in times.items()}
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row(f"cash: {SCENARIOS:,} scenarios, {DAYS} days, {CLASSES} classes, in whole cents", middle["engine"], at_most=2000),
        Row("the same beside a loop by hand, in floats", middle["engine"], ratio(times["engine"], times["hand"]), "NumPy"),
        Row("exponential smoothing", middle["smoothing"], ratio(times["smoothing"], times["Holt"]), "statsmodels"),
        Row("ARIMA", middle["arima"], ratio(times["arima"], times["ARIMA"]), "statsmodels"),
        Row("most memory held, all of it", most, at_most=300, unit="MB"),
    ]


if __name__ == "__main__":
    show(rows())
