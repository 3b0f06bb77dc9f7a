"""Does a series of yearly counts go up or down, on the whole?

Kendall's rank correlation of the counts with their years (M. G. Kendall, "A new measure of rank correlation", Biometrika
30, 1938; as a test of trend: H. B. Mann, Econometrica 13, 1945), computed with SciPy: two-sided, at 5 %. It asks for no shape of the curve and
no even spacing, and one odd year does not decide it. With fewer than five years no order could pass the test.
"""

from collections.abc import Sequence

from scipy.stats import kendalltau

FEWEST_YEARS = 5


def of(years: Sequence[int], values: Sequence[float]) -> str:
    """`rise`, `fall`, `none` (no clear direction) or `few` (too few years to tell), of comparable counts by year."""
    if len(years) < FEWEST_YEARS:
        return "few"
    if len(set(values)) == 1:
        return "none"
    tau, p_value = kendalltau(years, values)
    if p_value >= 0.05:
        return "none"
    return "rise" if tau > 0 else "fall"
