"""GM(1,1) gives the published figures, agrees with least squares by another way, and its tests say what textbooks say."""

from fractions import Fraction
from itertools import accumulate, pairwise
from math import exp
from random import Random

import pytest

from legalmodel.methods import grey

DENG = (2.874, 3.278, 3.337, 3.390, 3.679)


def test_published_example() -> None:
    """Deng's five figures; a, b as printed (-0.0372, 3.0654), the rest as recomputed in many public repositories."""
    curve = grey.fit(DENG)
    assert round(curve.a, 4) == -0.0372
    assert round(curve.b, 4) == 3.0654
    assert [round(curve.at(k), 4) for k in range(7)] == [2.874, 3.232, 3.3545, 3.4817, 3.6137, 3.7507, 3.8928]


def test_forecasts_printed_by_another_package() -> None:
    """The README of Kalvar/python-GreyTheory prints these two forecasts."""
    found = grey.plain((223.3, 227.3, 230.5, 238.1, 242.9, 251.1), 2)[6:]
    assert found == pytest.approx([256.55318217699795, 263.1222834666411], rel=1e-12)


def by_fractions(values: list[int]) -> tuple[Fraction, Fraction]:
    """Solve the two normal equations exactly, by Cramer's rule over the running sums themselves."""
    sums = list(accumulate(Fraction(v) for v in values))
    rows = [(-(one + two) / 2, Fraction(1), Fraction(x)) for (one, two), x in zip(pairwise(sums), values[1:], strict=True)]
    m11, m12, m22 = (sum(r[i] * r[j] for r in rows) for i, j in ((0, 0), (0, 1), (1, 1)))
    y1, y2 = (sum(r[i] * r[2] for r in rows) for i in (0, 1))
    below = m11 * m22 - m12 * m12
    return (y1 * m22 - y2 * m12) / below, (m11 * y2 - m12 * y1) / below


def test_agrees_with_exact_fractions_on_random_series() -> None:
    random, compared = Random(11), 0
    for _ in range(1000):
        values = [random.randint(50, 150) for _ in range(random.randint(4, 14))]
        a, b = by_fractions(values)
        curve = grey.fit([float(v) for v in values])
        assert curve.a == pytest.approx(float(a), rel=1e-9, abs=1e-12)
        assert curve.b == pytest.approx(float(b), rel=1e-9)
        level = float(b / a) if a else 0.0
        for k in range(1, len(values) + 3):
            if abs(a) > 1e-6:
                sums = [(values[0] - level) * exp(-float(a) * i) + level for i in (k - 1, k)]
                assert curve.at(k) == pytest.approx(sums[1] - sums[0], rel=1e-6)
                compared += 1
    assert compared > 5000


def test_a_growing_series_is_found_again() -> None:
    curve = grey.fit([100 * 1.05**k for k in range(8)])
    assert curve.at(8) == pytest.approx(100 * 1.05**8, rel=1e-3)
    assert curve.a < 0


def test_a_level_series_has_a_level_curve() -> None:
    assert grey.fit([5.0, 7.0, 7.0, 7.0, 7.0]).at(9) == pytest.approx(7.0)


def test_class_ratios_are_brought_into_the_interval() -> None:
    values = (100.0, 300.0, 120.0, 90.0, 110.0)
    found = grey.ratios(values)
    assert not found.inside
    moved = grey.ratios([v + found.shift for v in values])
    assert moved.inside
    assert moved.shift == 0
    assert not grey.ratios([v + found.shift * 0.85 for v in values]).inside  # no larger than its two digits ask for
    assert (found.low, found.high) == pytest.approx((exp(-2 / 6), exp(2 / 6)))


@pytest.mark.parametrize(
    ("noise", "grade"), [(0.0, "good"), (0.3, "good"), (4.0, "qualified"), (5.5, "barely qualified"), (9.0, "unqualified")]
)
def test_grades(noise: float, grade: str) -> None:
    """Residuals of one size against a series whose spread is 10: C is noise over 10, P falls with it."""
    values = [100 + (10 if k % 2 else -10) for k in range(10)]
    signs = [1, 1, -1, -1, 1, 1, -1, -1, 1, -1]
    fitted = [v - noise * s for v, s in zip(values, signs, strict=True)]
    checks = grey.check(values, fitted)
    assert checks.ratio == pytest.approx(noise / 10)
    assert checks.grade == grade


def test_small_error_counts_what_lies_within() -> None:
    values, off = [90.0, 110.0] * 5, [20.0] + [0.0] * 9
    checks = grey.check(values, [v - o for v, o in zip(values, off, strict=True)])
    assert checks.small == 0.9
    assert checks.mean_relative == 0.0  # the first figure is left out
    assert checks.grade == "barely qualified"  # C is 0.6: P alone would make it qualified
