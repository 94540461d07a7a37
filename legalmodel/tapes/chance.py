"""How often chance alone would bring as much: of two means (Welch), and of two parts (Fisher, exactly, where few loans are counted). Plain arithmetic.

A tail of the normal distribution would call a difference of three loans against three as rare as one of three thousand.
"""

from math import comb, erfc, exp, lgamma, log, sqrt

FEW = 10.0
"""Where fewer loans than this would be expected in a cell of the table of two parts, the chance is counted exactly."""
_STEPS = 500
_LEAST = 1e-300


def of_means(first: tuple[int, float, float], second: tuple[int, float, float]) -> float:
    """Return the chance that two samples of one population lie as far apart, either way; each is count (at least 2), mean and variance."""
    (n, a, v), (m, b, w) = first, second
    one, other = v / n, w / m
    if one + other == 0:
        # each of one value: the two of all ways to part the loans that part them so
        return 1.0 if a == b else min(1.0, 2 / comb(n + m, n)) if n + m < 1000 else 0.0
    freedom = (one + other) ** 2 / (one**2 / (n - 1) + other**2 / (m - 1))
    return student((a - b) / sqrt(one + other), freedom)


def student(t: float, freedom: float) -> float:
    """Return both tails of Student's t distribution."""
    return _beta(freedom / (freedom + t * t), t * t / (freedom + t * t), freedom / 2, 0.5) if t else 1.0


def _beta(x: float, rest: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction (Lentz); ``rest`` is 1 - x, to its own precision."""
    if not x or not rest:
        return float(not rest)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(rest, x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest)) / a
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    fraction = d
    for n in range(1, _STEPS):
        even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
        odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
        for part in (even, odd):
            d = 1 / _off_zero(1 + part * d)
            c = _off_zero(1 + part / c)
            fraction *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return front * fraction


def _off_zero(value: float) -> float:
    return value if abs(value) > _LEAST else _LEAST


def of_parts(ours: int, n: int, theirs: int, m: int) -> float:
    """Return the chance that ``ours`` of n and ``theirs`` of m loans lie as far apart in their parts, either way, if both come from one population."""
    have, lack = ours + theirs, n + m - ours - theirs
    if not have or not lack:
        return 1.0
    if min(n, m) * min(have, lack) / (n + m) < FEW:
        return _fisher(ours, n, have, n + m)
    both = have / (n + m)
    return erfc(abs(ours / n - theirs / m) / sqrt(both * (1 - both) * (1 / n + 1 / m)) / sqrt(2))


def _fisher(ours: int, n: int, have: int, whole: int) -> float:
    """Return Fisher's exact chance: of all tables with these sums, those no likelier than this one."""
    ways = _ways(whole, n)
    likely = [
        exp(_ways(have, k) + _ways(whole - have, n - k) - ways) for k in range(max(0, n - (whole - have)), min(n, have) + 1)
    ]
    this = likely[ours - max(0, n - (whole - have))]
    return min(1.0, sum(p for p in likely if p <= this * (1 + 1e-7)))


def _ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
