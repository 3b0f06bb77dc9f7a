"""What may be said of chance in a change between two counts: that it could be chance, or how it ranks in its series.

If independent events fall at the same rate in two years, then, given their total, the later count follows a binomial
distribution with probability one half. The exact test on that was described by J. Przyborowski and H. Wilenski,
"Homogeneity of results in testing samples from Poisson series: with an application to testing clover seed for
dodder", Biometrika 31 (3/4), 1940, 313-323. The tails are SciPy's; its poisson_means_test is another test, the E-test of
Krishnamoorthy and Thomson (2004).

The test serves in one direction only. Where independent events would vary as much, the change could be chance. Where
they would not, it may be chance all the same, since cases come in groups: the median dispersion of the changes in the
ledger is seven times Poisson's. Such a change is measured by the earlier changes of its own series instead.
"""

from scipy.special import bdtr

FEWEST_CHANGES = 6

# A referral is a decision to refer: what varies is who refers, not a count of events.
REFERRALS = ("potential", "referred")

# A sum of which one country is more than this part says of chance what that country's own figures say.
LARGEST_SHARE = 0.5

METHOD = (
    "A change on the year before could be chance where even independent events at one rate would vary so much: the exact conditional test of two "
    "Poisson counts (Przyborowski and Wilenski, Biometrika 31, 1940, 313-323; computed with SciPy), two-sided, at 5 %. The test can show that a "
    "change could be chance; it cannot show that it is more, since trafficking cases come in groups. For a larger change the ledger says how "
    f"many of the earlier changes of the same series it exceeds, where there are {FEWEST_CHANGES} or more. Neither is said of years further "
    "apart, of referrals and potential victims, of doubted figures, or of a sum of which one country is more than half."
)


def p_value(before: float, now: float) -> float:
    """Probability of a difference at least as large, were the rate the same in both years.

    Raises ValueError for counts that are negative or not whole.
    """
    if before < 0 or now < 0 or before % 1 or now % 1:
        raise ValueError("not counts")
    if before + now == 0:
        return 1.0
    # Both tails are alike where either year is as likely.
    return min(1.0, 2 * float(bdtr(min(before, now), int(before + now), 0.5)))


def standing(before: float, now: float, earlier: int) -> str | None:
    """`could_be_chance`, `ranked` (among the `earlier` changes of the series) or None: nothing may be said.

    Raises ValueError as p_value.
    """
    if before == now:
        return None
    if p_value(before, now) >= 0.05:
        return "could_be_chance"
    return "ranked" if earlier >= FEWEST_CHANGES else None
