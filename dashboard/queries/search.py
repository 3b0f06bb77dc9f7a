"""Whatever a reader may look for, by the words that they type."""

import pandas as pd

from dashboard.queries.database import Database

MOST_OF_A_KIND = 5


def anything(ledger: Database, words: str) -> pd.DataFrame:
    """What bears these words in its name, the best first in each kind: kind (country, area, measure, case, term, source),
    code, name, detail (may be empty). At most five of a kind."""
    return ledger.table(
        """
        with named as (
            select
                if(place_kind = 'country', 'country', 'area') as kind, place as code,
                coalesce(area.name, short_name) as name,
                if(place_name.name = coalesce(area.name, short_name), '', place_name.name) as detail, plain
            from place_name
            left join area on area.area = place and place_kind <> 'group'
            left join country_group on upper(group_id) = place and place_kind = 'group'
            where name_kind <> 'code' or plain = plain_name($words)
            union all
            select 'measure', measure, label, '', plain_name(label) from measure
            where measure in (select measure from series_figure)
            union all
            select 'case', case_id, title, country.name, plain_name(concat(title, country.name, case_id))
            from court_case join country using (iso3)
            union all
            select 'term', term_id, term, '', plain_name(unnest([term, coalesce(also, '')])) from term
            union all
            select 'source', source_id, title, concat_ws(', ', publisher, edition), plain_name(concat(title, publisher))
            from source
        ),

        found as (
            select
                *,
                case when plain = plain_name($words) then 0 when starts_with(plain, plain_name($words)) then 1 else 2
                end as rank
            from named
            where contains(plain, plain_name($words)) and plain_name($words) <> ''
        ),

        once as (
            select * from found
            qualify row_number() over (partition by kind, code order by rank, length(plain), detail) = 1
        )

        select kind, code, name, detail from once
        qualify row_number() over (partition by kind order by rank, length(plain), name, code) <= $most
        order by list_position(['country', 'area', 'measure', 'case', 'term', 'source'], kind), rank, length(plain), name
        """,
        words=words[:100],
        most=MOST_OF_A_KIND,
    )
