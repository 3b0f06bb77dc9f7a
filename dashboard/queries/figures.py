"""Every figure as it was read, and what there is of which measure."""

import pandas as pd

from dashboard.frames import first_value
from dashboard.queries.database import Database


def figures(
    ledger: Database,
    areas: list[str],
    measures: list[str],
    form: str | None,
    first: int,
    last: int,
    whole: bool,
    limit: int,
    offset: int,
) -> pd.DataFrame:
    """A page of the figures as they were read, from every source and in every edition, by area, measure and year.

    areas and measures: all, where none is given; form: all forms, where it is None; whole: only figures of the whole
    area, of all sexes, ages and origins. Columns are those of the table figure, with area's name, publisher and
    reliability of the source, counts (who is counted, by the source or by a break on record), current (whether its publisher stands by it today), doubt (how its own edition contradicts
    it, as of figure_doubt.kind; empty where it does not), and `total`, the rows of all pages.
    """
    return ledger.table(
        """
        with asked as (
            select * from figure
            where (len($areas) = 0 or list_contains($areas, area))
              and (len($measures) = 0 or list_contains($measures, measure))
              and ($form is null or form = $form)
              and year between $first and $last
              and (not $whole or of_whole_area(sex, age, origin, scope))
        ),

        page as (
            select *, count(*) over () as total from asked
            order by area, measure, year, form, sex, age, origin, unit, counted, scope, source_id, vintage
            limit $limit offset $offset
        )

        select
            page.area, name, page.year, page.period, measure, form, sex, age, origin, value, qualifier, unit, counted,
            scope, page.source_id, publisher, page.vintage, reliability, page.note,
            counted_by_then(page.area, measure, publisher, page.year, counted) as counts,
            exists (
                select 1 from current_figure as c
                where c.area = page.area and c.year = page.year and c.period = page.period and c.measure = page.measure
                  and c.form = page.form and c.sex = page.sex and c.age = page.age and c.origin = page.origin
                  and c.unit = page.unit and c.counted = page.counted and c.scope = page.scope
                  and c.source_id = page.source_id and c.vintage = page.vintage
            ) as current,
            (
                select min(kind) from figure_doubt as d
                where d.contradiction and d.area = page.area and d.year = page.year and d.period = page.period
                  and d.measure = page.measure and d.form = page.form and d.sex = page.sex and d.age = page.age
                  and d.origin = page.origin and d.unit = page.unit and d.counted = page.counted and d.scope = page.scope
                  and d.source_id = page.source_id and d.vintage = page.vintage
            ) as doubt,
            total
        from page join area using (area) join source using (source_id)
        order by area, measure, page.year, form, sex, age, origin, unit, counted, scope, source_id, vintage
        """,
        areas=areas,
        measures=measures,
        form=form,
        first=first,
        last=last,
        whole=whole,
        limit=limit,
        offset=offset,
    )


def doubts(
    ledger: Database, areas: list[str], measures: list[str], first: int, last: int
) -> pd.DataFrame:
    """What the ledger holds against a figure, one row a figure and kind, by area, measure and year.

    areas and measures: all, where none is given. area, name and the figure's key, value and qualifier; kind and
    contradiction (see figure_doubt); and the figure that it stands against, as other_… . A code of the questionnaire
    stands for no figure: its value and the other_… are empty.
    """
    return ledger.table(
        """
        select
            d.area, name, d.year, d.period, measure, d.form, d.sex, d.age, d.origin, value, qualifier, d.unit, d.counted,
            d.scope, d.source_id, d.vintage, d.kind, contradiction, other_year, other_measure, other_form, other_sex, other_age,
            other_origin, other_value, other_qualifier, other_unit, other_source_id
        from figure_doubt as d
        join area using (area)
        left join figure using (area, year, period, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage)
        where (len($areas) = 0 or list_contains($areas, d.area))
          and (len($measures) = 0 or list_contains($measures, measure::varchar))
          and year between $first and $last
        order by d.area, measure, d.year, d.kind, d.form, d.sex, d.age, d.origin, d.unit, d.counted, d.scope, d.source_id
        """,
        areas=areas,
        measures=measures,
        first=first,
        last=last,
    )


def doubts_by_kind(ledger: Database) -> pd.DataFrame:
    """How many figures of how many areas each kind of doubt touches: kind, contradiction, figures, areas."""
    return ledger.table("""
        select kind, contradiction, count(*) as figures, count(distinct area) as areas
        from figure_doubt group by all order by contradiction desc, figures desc
    """)


def years(ledger: Database) -> tuple[int, int]:
    """The first and the last year of which the ledger holds a figure."""
    return ledger.span("select min(year), max(year) from figure")


def since(ledger: Database, area: str, measure: str, year: int) -> str | None:
    """What is held of later years than a preferred figure's: parts (of the area, or of what is counted), or nothing, which
    is told of an old figure alone, five years or more before the ledger's last year. None otherwise, and where a later
    whole figure is held."""
    told = ledger.table(
        """
        with whole as (
            select measure, max(year) as year from preferred_figure where form = 'all' and area = $area group by measure
        ),

        held as (
            select measure, max(year) as year from year_held
            where voice = 'preferred' and form = 'all' and area = $area group by measure
        )

        select
            measure, coalesce(whole.year, 0) as year,
            case
                when held.year > coalesce(whole.year, 0) then 'parts'
                when coalesce(whole.year, 0) <= (select max(year) from figure) - 5 then 'nothing'
            end as since
        from measure left join whole using (measure) left join held using (measure)
        """,
        area=area,
    )
    found = told.loc[(told["measure"] == measure) & (told["year"] == year), "since"].dropna()
    return None if found.empty else first_value(found)


def coverage(ledger: Database, areas: list[str], measures: list[str]) -> pd.DataFrame:
    """What each publisher tells of an area and measure, by area (all, where none is given): area, name, measure, form,
    publisher, first_year, last_year, years (with a figure of the whole area), not_exact (of them), source_ids."""
    return ledger.table(
        """
        select
            area, name, measure, form, publisher, min(year) as first_year, max(year) as last_year,
            count(distinct year) as years, count(distinct year) filter (where qualifier <> 'exact') as not_exact,
            list(distinct source_id order by source_id) as source_ids
        from series_figure join area using (area)
        where (len($areas) = 0 or list_contains($areas, area))
          and (len($measures) = 0 or list_contains($measures, measure))
          and strand = ''
        group by all
        order by area, measure, form, publisher
        """,
        areas=areas,
        measures=measures,
    )
