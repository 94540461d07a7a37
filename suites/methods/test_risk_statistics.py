"""The statistics of the risk register against independent computations."""

from fractions import Fraction
from itertools import permutations
from random import Random

import numpy as np
import pytest
from scipy.stats import friedmanchisquare

from legalmodel.methods.risks.statistics import RANDOM_INDEX, ahp, joined, kendall_w


def exact_w(ratings: list[list[int]]) -> Fraction | None:
    """Kendall's W by the definition, in whole fractions: ranks by counting, ties by pairs."""
    raters, items = len(ratings), len(ratings[0])
    ranks = [[Fraction(sum(y < x for y in row)) + Fraction(sum(y == x for y in row) + 1, 2) for x in row] for row in ratings]
    sums = [sum(row[j] for row in ranks) for j in range(items)]
    mean = Fraction(sum(sums), items)
    spread = sum((s - mean) ** 2 for s in sums)
    ties = sum(
        sum(row.count(x) ** 2 - 1 for x in row) for row in ratings
    )  # each tied value counted as often as it stands: t(t*t - 1)
    most = Fraction(raters**2 * (items**3 - items) - raters * ties, 12)
    return spread / most if most else None


def test_kendall_against_fractions_and_friedman() -> None:
    random = Random(2016)
    compared = 0
    for _ in range(1000):
        raters, items, scale = random.randint(2, 6), random.randint(2, 8), random.choice((2, 3, 5, 10))
        ratings = [[random.randint(1, scale) for _ in range(items)] for _ in range(raters)]
        naive = exact_w(ratings)
        with_draws = pytest.MonkeyPatch()
        with_draws.setattr("legalmodel.methods.risks.statistics.DRAWS", 3)
        found = kendall_w(ratings)
        with_draws.undo()
        assert (found is None) == (naive is None)
        if found is None or naive is None:
            continue
        assert found.w == pytest.approx(float(naive), abs=1e-12)
        if items >= 3 and raters >= 3:
            other = friedmanchisquare(*np.array(ratings).T)
            assert found.chi_square == pytest.approx(float(other.statistic), abs=1e-9)
            assert found.p == pytest.approx(float(other.pvalue), abs=1e-9)
            compared += 1
    assert compared > 400


def test_kendall_is_not_turned_round() -> None:
    """Three raters on five items: 0.756 by the definition; items taken for raters would give nearly nothing."""
    ratings = [[1, 2, 3, 4, 5], [2, 1, 3, 5, 4], [1, 3, 2, 4, 5]]
    found = kendall_w(ratings)
    assert found is not None
    assert found.w == pytest.approx(float(exact_w(ratings)))
    assert found.w > 0.7
    assert found.freedom == 4


def test_permutations_agree_with_all_of_them() -> None:
    ratings = [[1, 2, 3], [1, 2, 3], [2, 1, 3]]
    found = kendall_w(ratings)
    assert found is not None
    spread = exact_w(ratings)
    all_orders = list(permutations((1, 2, 3)))
    at_least = sum(exact_w([list(a), list(b), list(c)]) >= spread for a in all_orders for b in all_orders for c in all_orders)
    assert found.p_permuted == pytest.approx(at_least / 216, abs=0.02)


@pytest.mark.parametrize("ratings", [[], [[1, 2]], [[1, 2], [1]], [[1], [2]]])
def test_kendall_refuses(ratings: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="needs two raters"):
        kendall_w(ratings)


def by_powers(matrix: list[list[float]]) -> tuple[list[float], float]:
    """Weights by multiplying until nothing changes, in plain Python."""
    size = len(matrix)
    vector = [1.0 / size] * size
    value = float(size)
    for _ in range(500):
        after = [sum(row[j] * vector[j] for j in range(size)) for row in matrix]
        value = sum(after)
        vector = [a / value for a in after]
    return vector, value


def test_ahp_against_powers() -> None:
    random = Random(10)
    steps = [Fraction(n) for n in range(1, 10)] + [Fraction(1, n) for n in range(2, 10)]
    for _ in range(1000):
        size = random.randint(2, 10)
        matrix = [[1.0] * size for _ in range(size)]
        for i in range(size):
            for j in range(i + 1, size):
                said = random.choice(steps)
                matrix[i][j], matrix[j][i] = float(said), float(1 / said)
        found, (weights, value) = ahp(matrix), by_powers(matrix)
        assert found.weights == pytest.approx(weights, abs=1e-9)
        assert found.eigenvalue == pytest.approx(value, abs=1e-8)
        ratio = (value - size) / (size - 1) / RANDOM_INDEX[size - 1] if size > 2 else 0.0
        assert found.ratio == pytest.approx(ratio, abs=1e-8)


def test_a_consistent_comparison_gives_its_weights_back() -> None:
    weights = [0.5, 0.3, 0.2]
    found = ahp([[a / b for b in weights] for a in weights])
    assert found.weights == pytest.approx(weights)
    assert found.ratio == pytest.approx(0, abs=1e-9)


def test_random_index_is_what_random_comparisons_give() -> None:
    """The printed index comes from small samples of random matrices; ours of 2,000 must lie near it."""
    random = Random(3)
    steps = [float(n) for n in range(1, 10)] + [1 / n for n in range(2, 10)]
    for size in (4, 6, 8):
        total = 0.0
        for _ in range(2000):
            matrix = np.ones((size, size))
            for i in range(size):
                for j in range(i + 1, size):
                    matrix[i, j] = random.choice(steps)
                    matrix[j, i] = 1 / matrix[i, j]
            total += (max(np.linalg.eigvals(matrix).real) - size) / (size - 1)
        assert total / 2000 == pytest.approx(RANDOM_INDEX[size - 1], abs=0.05)


@pytest.mark.parametrize("matrix", [[[1, 2]], [[1, 2], [2, 1]], [[1, -1], [-1, 1]], [[1, 0], [0, 1]], [[1.0] * 11] * 11])
def test_ahp_refuses(matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"square|inverse"):
        ahp(matrix)


def test_several_experts_stay_reciprocal() -> None:
    one = joined([[[1, 4], [0.25, 1]], [[1, 9], [1 / 9, 1]]])
    assert one[0][1] == pytest.approx(6)
    assert one[1][0] == pytest.approx(1 / 6)
