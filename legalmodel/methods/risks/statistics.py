"""Agreement of experts, and weights by comparison in pairs."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Saaty's random index for 1 to 10 items (The Analytic Hierarchy Process, 1980), as commonly reprinted; the original was not read."""

DRAWS = 9_999


class Agreement(NamedTuple):
    """Kendall's W with its test: chi-square with so many degrees of freedom, its p, and p by permutations."""

    w: float
    chi_square: float
    freedom: int
    p: float
    p_permuted: float


class Weights(NamedTuple):
    """Weights that add up to one, the largest eigenvalue, and the consistency ratio (0 for two items or fewer)."""

    weights: tuple[float, ...]
    eigenvalue: float
    ratio: float


def kendall_w(ratings: Sequence[Sequence[float]], seed: int = 2016) -> Agreement | None:
    """Return how far raters (rows) agree on the order of items (columns), ties allowed; None if no rater tells items apart.

    W is 1 where all rank alike and 0 where the ranks add up to the same. The p of chi-square is rough for few items, so that a test
    by permutations (each rater's ranks shuffled, seeded) stands beside it. Raises ValueError for less than two raters or two items, or
    rows of unequal length.
    """
    from scipy.stats import chi2, rankdata

    if len(ratings) < 2 or len({len(row) for row in ratings}) != 1 or len(ratings[0]) < 2:
        raise ValueError("Kendall's W needs two raters and two items, and a rating of each item by each rater")
    ranks = np.array([rankdata(row) for row in ratings])
    raters, items = ranks.shape
    ties = sum(float((counts**3 - counts).sum()) for counts in (np.unique(row, return_counts=True)[1] for row in ranks))
    most = raters**2 * (items**3 - items) - raters * ties
    if most <= 0:
        return None
    w = 12 * _spread(ranks) / most
    chi = raters * (items - 1) * w
    draws = np.random.default_rng(seed)
    at_least = sum(_spread(draws.permuted(ranks, axis=1)) >= _spread(ranks) - 1e-9 for _ in range(DRAWS))
    return Agreement(float(w), float(chi), items - 1, float(chi2.sf(chi, items - 1)), (at_least + 1) / (DRAWS + 1))


def _spread(ranks: Real) -> float:
    """Return the sum of squares by which the rank sums differ from their mean."""
    sums = ranks.sum(axis=0)
    return float(((sums - sums.mean()) ** 2).sum())


def ahp(pairs: Sequence[Sequence[float]]) -> Weights:
    """Return the weights of a comparison in pairs: the principal eigenvector, and the consistency ratio by Saaty's random index.

    ``pairs[i][j]`` says how many times i counts as much as j. Raises ValueError for a matrix that is not square, positive and
    reciprocal, or larger than the random index reaches.
    """
    matrix = np.array(pairs, dtype=np.float64)
    size = len(matrix)
    if matrix.shape != (size, size) or not 1 <= size <= len(RANDOM_INDEX) or (matrix <= 0).any():
        raise ValueError("a comparison in pairs is a square of positive numbers, of at most 10 items")
    if not np.allclose(matrix * matrix.T, 1.0, rtol=1e-6):
        raise ValueError("each pair is compared once: the other way round is the inverse")
    values, vectors = np.linalg.eig(matrix)
    first = int(values.real.argmax())
    vector = np.abs(vectors[:, first].real)
    eigenvalue = float(values[first].real)
    index = (eigenvalue - size) / (size - 1) if size > 2 else 0.0
    ratio = max(0.0, index / RANDOM_INDEX[size - 1]) if size > 2 else 0.0
    return Weights(tuple(float(v) for v in vector / vector.sum()), eigenvalue, ratio)


def joined(matrices: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    """Return one comparison for several experts: the geometric mean of each pair, which keeps it reciprocal."""
    found: list[list[float]] = np.exp(np.log(np.array(matrices, dtype=np.float64)).mean(axis=0)).tolist()
    return found
