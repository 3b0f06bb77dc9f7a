"""Small cells of a table, and those that would give them away, emptied."""

import pandas as pd

SMALLEST_CELL = 10


def withhold_flags(counted: pd.DataFrame, whole: int) -> pd.DataFrame:
    """Flags with cells under 10 emptied, those that all but 1 to 9 records of the whole carry, and further ones.

    Flags such as "not specified" complete the others to the whole, so that one emptied cell could be narrowed down.
    """
    without = whole - counted["records"]
    small = (counted["records"] < SMALLEST_CELL) | without.between(1, SMALLEST_CELL - 1)
    return emptied(counted, small)


def withhold_parts(counted: pd.DataFrame) -> pd.DataFrame:
    """Parts of a known whole with cells under 10 emptied, and more where the rest would give them away."""
    return emptied(counted, counted["records"] < SMALLEST_CELL)


def emptied(counted: pd.DataFrame, small: pd.Series) -> pd.DataFrame:
    """The cells without the small ones, and without more where the rest would give them away.

    The whole less the shown parts is what the emptied cells hold together. So the smallest shown cell is emptied
    too while only one is empty, or while all that are empty hold fewer than 10 together.
    """
    hidden = widened(counted["records"], small)
    return counted.assign(records=counted["records"].astype("Int64").mask(hidden))


def withhold_grid(counted: pd.DataFrame) -> pd.DataFrame:
    """Two divisions at once (years by forms), every row's and column's sum known: cells under 10 emptied, 0 too, and
    more until no row and no column gives one of them away, as withhold_parts does for one."""
    hidden = counted < SMALLEST_CELL
    before = pd.DataFrame()
    while not hidden.equals(before):
        before = hidden
        hidden = pd.DataFrame({name: widened(counted[name], hidden[name]) for name in counted})
        rows = {name: widened(counted.loc[name], hidden.loc[name]) for name in counted.index}
        hidden = pd.DataFrame(rows).T
    return counted.astype("Int64").mask(hidden)


def widened(counts: pd.Series, hidden: pd.Series) -> pd.Series:
    """The hidden ones, and more while they could be told from the sum of the shown: the smallest shown one goes too
    while only one is hidden, or while all that are hidden hold fewer than 10 together."""
    hidden = hidden.copy()
    while hidden.any() and not hidden.all():
        if hidden.sum() > 1 and counts[hidden].sum() >= SMALLEST_CELL:
            break
        hidden.loc[counts.index == counts[~hidden].idxmin()] = True
    return hidden
