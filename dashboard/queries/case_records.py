"""Case records that the user brought (CTDC), set by set; cells under 10 withheld. Rows are records, not victims.

Only whole sets are counted: no year range and no second filter, since the difference of two such tables could be a
small cell.
"""

import pandas as pd

from dashboard.ledger import Ledger

SMALLEST_CELL = 10


def sets(records: Ledger) -> pd.DataFrame:
    """The imported sets: set_id, kind (synthetic or k-anonymised), edition, file, records, citation, terms."""
    return records.table("select * from record_set order by kind, edition, file")


def counted(records: Ledger, set_id: str, dimension: str) -> pd.DataFrame:
    """Records of one set, divided: part, records [empty where withheld].

    dimension: year (of registration, oldest first) and corridor (citizenship → country where the person
    was first assisted) divide the set into parts, with 'not recorded' as a part of its own. form,
    means_of_control, recruiter_relation, sector and sexual_exploitation list flags: a record may carry
    several or none, so they do not add up. Largest first, except years. Empty for an unknown set.
    """
    found = records.table(
        """
        select part, records from record_count
        where set_id = $set_id and dimension = $dimension
        order by if(dimension = 'year', 0, -records), part
        """,
        set_id=set_id,
        dimension=dimension,
    )
    if dimension in ("year", "corridor"):
        return withhold_parts(found)
    whole = records.table("select records from record_set where set_id = $set_id", set_id=set_id)
    return withhold_flags(found, int(whole["records"].sum()))


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
        hidden[counts[~hidden].idxmin()] = True
    return hidden
