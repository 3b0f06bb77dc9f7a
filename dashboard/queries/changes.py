"""What changed from one edition of the ledger to another."""

import pandas as pd

from dashboard.frames import first_value
from dashboard.queries.database import Database


def editions(ledger: Database) -> pd.DataFrame:
    """The editions that were in service here, the present one first: number, content_hash, data_version, built_at,
    new, altered, withdrawn, doubted (changes that it brought; 0 for the first, which has none before it)."""
    return ledger.table("""
        select
            edition.*,
            count(*) filter (where kind = 'new') as new,
            count(*) filter (where kind = 'altered') as altered,
            count(*) filter (where kind = 'withdrawn') as withdrawn,
            count(*) filter (where kind = 'doubted') as doubted
        from edition left join edition_change using (number)
        group by all
        order by number desc
    """)


def edition_named(ledger: Database, text: str) -> int | None:
    """The number of the edition whose content hash begins with the text, of eight characters or more; the latest such.

    None if there is none here: it is older than the history, or of another place.
    """
    text = text.strip().lower()
    found = editions(ledger)
    named = found[found["content_hash"].str.startswith(text)] if len(text) >= 8 else found.head(0)
    return None if named.empty else int(first_value(named["number"]))


def since(ledger: Database, number: int, areas: list[str], measures: list[str]) -> pd.DataFrame:
    """Every change that the editions after `number` brought, the latest edition first.

    areas and measures: all, where none is given; a placement has no measure and is left out where one is asked for.
    edition (content hash, eight characters), subject (placement, figure), kind (new, altered, withdrawn, doubted), area,
    name, year, measure, form, sex, age, origin, unit, counted, scope, value_before, value, qualifier_before, qualifier,
    period_before, period, tier_before, tier, basis_before, basis, doubt, source_id, source_id_before, vintage.
    """
    return ledger.table(
        """
        select
            left(content_hash, 8) as edition, subject, c.kind, area, name, year, measure, form, sex, age, origin, unit,
            counted, scope, value_before, value, qualifier_before, qualifier, period_before, period,
            tier_before, tier, basis_before, basis, doubt, source_id, source_id_before, vintage
        from edition_change as c join edition using (number) left join area using (area)
        where number > $number
          and (len($areas) = 0 or list_contains($areas, area))
          and (len($measures) = 0 or list_contains($measures, measure))
        order by number desc, subject desc, area, measure, year, c.kind, c.*
        """,
        number=number,
        areas=areas,
        measures=measures,
    )


def totals(found: pd.DataFrame) -> pd.DataFrame:
    """The changes of `since`, counted by subject, kind, measure and source: those columns, changes, areas; most first."""
    grouped = found.assign(source_id=found["source_id"].fillna(found["source_id_before"]))
    return (
        grouped.groupby(["subject", "kind", "measure", "source_id"], dropna=False, as_index=False)
        .agg(changes=("area", "size"), areas=("area", "nunique"))
        .sort_values("changes", ascending=False, ignore_index=True)
    )
