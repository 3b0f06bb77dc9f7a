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


def by_year(records: Ledger, set_id: str) -> pd.DataFrame:
    """Records by year of registration: part, records [empty where withheld]; 'not recorded' is a part."""
    return withhold_parts(
        records.table(
            f"""
            select coalesce(year::varchar, 'not recorded') as part, count(*) as records
            from records_{known(records, set_id)} group by part order by part
            """
        )
    )


def by_flag(records: Ledger, set_id: str, dimension: str) -> pd.DataFrame:
    """Records that carry each flag of a dimension: part, records [empty where withheld], largest first.

    dimension: form, means_of_control, recruiter_relation, sector or sexual_exploitation. A record may carry several
    flags or none, so the parts do not add up. A flag that all but a few records carry is withheld too.
    """
    checked = known(records, set_id)
    flags = records.table(
        'select "column", label from record_flag where set_id = $set_id and dimension = $dimension',
        set_id=set_id,
        dimension=dimension,
    )
    if flags.empty:
        return pd.DataFrame({"part": [], "records": []})
    counts = ", ".join(f'count_if("{column}")' for column in flags["column"])
    row = records.table(f"select count(*) as n, {counts} from records_{checked}").iloc[0].tolist()
    counted = pd.DataFrame({"part": flags["label"], "records": pd.array(row[1:], dtype="Int64")})
    small = (counted["records"] < SMALLEST_CELL) | (row[0] - counted["records"]).between(
        1, SMALLEST_CELL - 1
    )
    counted.loc[small, "records"] = pd.NA
    return counted.sort_values("records", ascending=False, na_position="last", ignore_index=True)


def by_corridor(records: Ledger, set_id: str) -> pd.DataFrame:
    """Records by citizenship and country of exploitation: citizenship, country, part, records; largest first.

    Country codes as in the file; the country is the one where the person was first assisted. Records without
    one of the two are a part of their own.
    """
    counted = records.table(
        f"""
        select coalesce(citizenship, 'not recorded') as citizenship, coalesce(country, 'not recorded') as country,
               count(*) as records
        from records_{known(records, set_id)} group by all order by records desc, citizenship, country
        """
    )
    counted.insert(2, "part", counted["citizenship"] + " → " + counted["country"])
    return withhold_parts(counted)


def counted(records: Ledger, set_id: str, dimension: str) -> pd.DataFrame:
    """Records by year, corridor, or a dimension of by_flag."""
    if dimension == "year":
        return by_year(records, set_id)
    return (
        by_corridor(records, set_id)
        if dimension == "corridor"
        else by_flag(records, set_id, dimension)
    )


def withhold_parts(counted: pd.DataFrame) -> pd.DataFrame:
    """Parts of a known whole with cells under 10 emptied, and more where the rest would give them away.

    The whole less the shown parts is what the emptied cells hold together. So the smallest shown cell is emptied
    too while only one is empty, or while all that are empty hold fewer than 10 together.
    """
    shown = counted.copy()
    shown["records"] = shown["records"].astype("Int64")
    small = counted["records"] < SMALLEST_CELL
    while small.any() and (small.sum() == 1 or counted.loc[small, "records"].sum() < SMALLEST_CELL):
        if small.all():
            break
        small[counted.loc[~small, "records"].idxmin()] = True
    shown.loc[small, "records"] = pd.NA
    return shown


def known(records: Ledger, set_id: str) -> str:
    """The set_id if it is one of the sets. Raises KeyError otherwise: it becomes part of a table's name."""
    if set_id not in set(records.table("select set_id from record_set")["set_id"]):
        raise KeyError(set_id)
    return set_id
