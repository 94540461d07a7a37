"""The chances of a comparison are those of SciPy: two means after Welch, two parts by chi-square or Fisher, many of them after Holm."""

import random

import pytest
from scipy import stats

from legalmodel.tapes.chance import of_means, of_parts, student
from legalmodel.tapes.selection import holm


def moments(values):
    mean = sum(values) / len(values)
    return len(values), mean, sum((v - mean) ** 2 for v in values) / (len(values) - 1)


@pytest.mark.parametrize(("n", "m"), [(2, 2), (2, 50), (3, 4), (12, 9), (40, 400), (3000, 5000)])
@pytest.mark.parametrize("shift", [0.0, 0.3, 2.0])
def test_two_means(n, m, shift):
    r = random.Random(n * 1000 + m)
    ours, theirs = [r.gauss(0, 1) for _ in range(n)], [r.gauss(shift, 3) for _ in range(m)]
    wanted = stats.ttest_ind(ours, theirs, equal_var=False).pvalue
    assert of_means(moments(ours), moments(theirs)) == pytest.approx(wanted, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("freedom", [1, 1.7, 2, 5, 30.5, 1e4, 1e7])
@pytest.mark.parametrize("t", [0, 1e-6, 0.5, -1.96, 4.0, 12.0, 37.0])
def test_tails(t, freedom):
    assert student(t, freedom) == pytest.approx(2 * stats.t.sf(abs(t), freedom), rel=1e-8, abs=1e-290)


@pytest.mark.parametrize(("n", "m"), [(5, 7), (30, 40), (200, 100_000), (4000, 9000)])
def test_two_parts(n, m):
    r = random.Random(n + m)
    for _ in range(25):
        ours, theirs = r.randrange(n + 1), r.randrange(m + 1) if r.random() < 0.5 else r.randrange(min(m, 20))
        table = [[ours, n - ours], [theirs, m - theirs]]
        have = ours + theirs
        if have in (0, n + m):
            assert of_parts(ours, n, theirs, m) == 1
        elif min(n, m) * min(have, n + m - have) / (n + m) < 10:
            assert of_parts(ours, n, theirs, m) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6, abs=1e-290)
        else:
            assert of_parts(ours, n, theirs, m) == pytest.approx(
                stats.chi2_contingency(table, correction=False).pvalue, rel=1e-6, abs=1e-290
            )


def test_three_loans_against_three_are_not_as_rare_as_the_normal_distribution_has_it():
    assert of_means((3, 10.0, 1.0), (3, 14.0, 1.0)) > 0.005
    assert of_means((3, 5.0, 0.0), (3, 6.0, 0.0)) == 0.1  # two of the twenty ways to part six loans


def test_many_are_held_against_their_number():
    chances = sorted(random.Random(1).random() ** 4 for _ in range(20))
    assert holm(chances) == pytest.approx(_holm_by_hand(chances))


def _holm_by_hand(chances):
    """after the definition: the greatest, over all up to each, of chance times how many are left"""
    return [min(1.0, max(c * (len(chances) - k) for k, c in enumerate(chances[: n + 1]))) for n in range(len(chances))]
