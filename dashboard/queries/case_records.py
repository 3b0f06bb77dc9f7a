"""Case records that the user brought (CTDC), set by set; cells under 10 withheld. Rows are records, not victims.

Only whole sets are counted: no year range and no second filter, since the difference of two such tables could be a
small cell.
"""

import pandas as pd

from dashboard.queries.database import Database
from dashboard.statistics.small_cells import withhold_flags, withhold_parts


def sets(records: Database) -> pd.DataFrame:
    """The imported sets: set_id, kind (synthetic or k-anonymised), edition, file, records, citation, terms."""
    return records.table("select * from record_set order by kind, edition, file")


def parts_of_set(records: Database, set_id: str, dimension: str) -> pd.DataFrame:
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
