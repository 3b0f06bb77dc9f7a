"""Does a series of yearly counts go up or down, on the whole?

Kendall's rank correlation of the counts with their years (M. G. Kendall, "A new measure of rank correlation", Biometrika
30, 1938; as a test of trend: H. B. Mann, Econometrica 13, 1945): two-sided, at 5 %. It asks for no shape of the curve and
no even spacing, and one odd year does not decide it. With fewer than five years no order could pass the test. Its first
and last count stand beside a direction where it is told: one that they do not show is no clear one.

SciPy's kendalltau gives the same; it is not called here because its module takes 47 MB in every process.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from math import erfc, sqrt

import numpy as np

FEWEST_YEARS = 5
# By how much the last count must differ from the first, as a part of the larger.
APART = 0.1


def of(years: Sequence[int], values: Sequence[float]) -> str:
    """`rise`, `fall`, `none` (no clear direction) or `few` (too few years to tell), of comparable counts by year."""
    if len(years) < FEWEST_YEARS:
        return "few"
    score, p_value = rank_correlation(years, values)
    (_, first), *_, (_, last) = sorted(zip(years, values, strict=True))
    moved = last - first if score > 0 else first - last
    if p_value >= 0.05 or moved <= APART * max(first, last):
        return "none"
    return "rise" if score > 0 else "fall"


def rank_correlation(years: Sequence[int], values: Sequence[float]) -> tuple[int, float]:
    """Kendall's score (pairs of years that rise, less those that fall) and the probability of one as far from zero by chance.

    Exact without equal counts, else by the normal distribution with Kendall's variance for ties (Rank Correlation
    Methods, 1948, chapter 4). No year may come twice.
    """
    in_order = [value for _, value in sorted(zip(years, values, strict=True))]
    score = sum(
        (later > earlier) - (later < earlier) for earlier, later in combinations(in_order, 2)
    )
    n = len(in_order)
    ties = Counter(in_order).values()
    if max(ties) == 1:
        falls = (n * (n - 1) // 2 - abs(score)) // 2
        return score, min(1.0, 2 * float(orders(n)[: falls + 1].sum()))
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return score, erfc(abs(score) / sqrt(2 * variance)) if variance else 1.0


@cache
def orders(n: int) -> np.ndarray:
    """The parts of all orders of n different counts in which 0, 1, 2, … pairs fall."""
    parts = np.ones(1)
    for more in range(2, n + 1):
        parts = np.convolve(parts, np.full(more, 1 / more))
    return parts
