"""Is a change between two counts more than chance?

If events fall at the same rate in two years, then, given their total, the later count follows a binomial
distribution with probability one half. The exact test on that was described by J. Przyborowski and H. Wilenski,
"Homogeneity of results in testing samples from Poisson series: with an application to testing clover seed for
dodder", Biometrika 31 (3/4), 1940, 313-323. SciPy carries it out as a binomial test; its poisson_means_test is another
one, the E-test of Krishnamoorthy and Thomson (2004).

The sum of independent Poisson counts is a Poisson count: the test holds for a sum over the same countries too.
"""

from scipy.stats import binomtest

METHOD = (
    "Exact conditional test of two Poisson counts (Przyborowski and Wilenski, Biometrika 31, 1940, 313-323; computed with SciPy), two-sided, "
    "at 5 %. It assumes independent events; trafficking cases come in groups, so chance can move counts more than this."
)


def p_value(before: float, now: float) -> float:
    """Probability of a difference at least as large, were the rate the same in both years.

    Raises ValueError for counts that are negative or not whole.
    """
    if before < 0 or now < 0 or before % 1 or now % 1:
        raise ValueError("not counts")
    if before + now == 0:
        return 1.0
    return float(binomtest(int(now), int(before + now), 0.5).pvalue)


def exceeds(before: float, now: float) -> bool:
    """Whether the change is larger than year-to-year chance would explain, at 5 %."""
    return p_value(before, now) < 0.05
