"""Measures over the years: series, changes, sums over countries, silence, and the record of a figure.

`voice` is a publisher whose series is read, or 'preferred' (the rule of series_figure.sql). `strand` is empty for what
stands under the measure's own name, else who or what is counted apart (current_figure.strand); of a strand nothing is preferred.
"""

import pandas as pd

from dashboard.queries.database import Database


def record(ledger: Database, area: str, measure: str, form: str, year: int) -> pd.DataFrame:
    """Every figure of one area, measure, form and year, in every edition and from every source: Record of tests/frames.py."""
    return ledger.table(
        """
        select
            publisher, vintage as edition, value, qualifier, unit,
            counted_by_then(area, measure, publisher, year, counted) as counted, period, scope, figure.note, reliability,
            url as address, source_id
        from figure join source using (source_id)
        where area = $area and measure = $measure and form = $form and year = $year
          and of_everyone(sex, age, origin)
        order by publisher, vintage, unit, scope
        """,
        area=area,
        measure=measure,
        form=form,
        year=year,
    )


def stopped(states: pd.DataFrame) -> pd.DataFrame:
    """Who stopped reporting, by the year of the last figure: last_year, areas (how many), names, ended; latest first.

    ended: no later year is in any edition of that figure's publisher, so nothing says that these stopped. states: as of
    silence(). Areas with a figure in the latest year that any has, and areas without any, are left out.
    """
    told = states[states["state"] != "not_reported"]
    last = told.sort_values("year").groupby("name").tail(1)
    gone = last[last["year"] < last["year"].max()].sort_values("name")
    return (
        gone.assign(last_year=gone["year"], ended=gone["year"] >= gone["ends"])
        .groupby(["last_year", "ended"])["name"]
        .agg(areas="size", names=", ".join)
        .reset_index()
        .sort_values(["last_year", "ended"], ascending=[False, True], ignore_index=True)
    )


def revisions(
    ledger: Database, areas: list[str], measure: str, form: str, first: int, last: int
) -> pd.DataFrame:
    """Each edition of the figures that later editions changed: area, name, year, vintage, value, …, source_id."""
    return ledger.table(
        """
        select area, name, year, publisher, vintage as edition, value, qualifier, unit, counts as counted, source_id
        from figure_revision join area using (area)
        where area in (select unnest($areas)) and measure = $measure and form = $form
          and of_whole_area(sex, age, origin, scope) and year between $first and $last
        order by list_position($areas, area), year, publisher, vintage
        """,
        areas=areas,
        measure=measure,
        form=form,
        first=first,
        last=last,
    )


def events(ledger: Database, areas: list[str], first: int, last: int) -> pd.DataFrame:
    """The timelines of the areas: number (from 1, oldest first), area, name, date (as precise as known), year, title,
    source_id."""
    return ledger.table(
        """
        select
            row_number() over (order by date, event_id) as number,
            iso3 as area, name, date, left(date, 4)::integer as year, title, source_id
        from event join country using (iso3)
        where iso3 in (select unnest($areas)) and left(date, 4)::integer between $first and $last
        order by number
        """,
        areas=areas,
        first=first,
        last=last,
    )


def countries(
    ledger: Database, regions: list[str], tiers: list[str], report_year: int
) -> dict[str, str]:
    """Countries of some TIP regions and tiers (all, where none is given): code → name.

    Only those that some TIP Report ranks or of which the ledger holds a figure: no one expects Antarctica to report.
    A country's tier is the one of `report_year`, so that the group stays the same in every year.
    """
    frame = ledger.table(
        """
        select iso3, name from country
        left join (select iso3, tier from tier_ranking where report_year = $year) using (iso3)
        where (iso3 in (select iso3 from tier_ranking) or iso3 in (select area from series_figure))
          and (len($regions) = 0 or list_contains($regions, tip_region::varchar))
          and (len($tiers) = 0 or list_contains($tiers, tier::varchar))
        order by name
        """,
        regions=regions,
        tiers=tiers,
        year=report_year,
    )
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def stated(ledger: Database, areas: list[str], measure: str) -> pd.DataFrame:
    """Changes that a text states without numbers: area, year (against the year before), direction (fall, rise, same),
    source_id, note."""
    return ledger.table(
        """
        select area, year, direction, source_id, note from stated_direction
        where area in (select unnest($areas)) and measure = $measure
        order by area, year
        """,
        areas=areas,
        measure=measure,
    )


def parts_of_years(
    ledger: Database, areas: list[str], measure: str, form: str, first: int, last: int
) -> pd.DataFrame:
    """Figures of a quarter or half of a year, which no year is made of, oldest first: area, name, year, period, scope (which
    part, and of whom), value, qualifier, unit, counted, publisher, vintage, source_id, note."""
    return ledger.table(
        """
        select area, name, year, period, scope, value, qualifier, f.unit, counted, publisher, vintage, source_id, f.note
        from current_figure as f join area using (area)
        where area in (select unnest($areas)) and measure = $measure and form = $form
          and period in ('quarter', 'half_year') and of_everyone(sex, age, origin) and year between $first and $last
        order by list_position($areas, area), year, scope, publisher
        """,
        areas=areas,
        measure=measure,
        form=form,
        first=first,
        last=last,
    )


def publisher_breaks(
    ledger: Database, areas: list[str], measure: str, publisher: str, first: int, last: int
) -> pd.DataFrame:
    """Known breaks of a publisher's series after the first year, up to the last: area, name, year, reason, source_id."""
    return ledger.table(
        """
        select area, name, year, reason, source_id
        from known_break join area using (area)
        where area in (select unnest($areas)) and measure = $measure and publisher = $publisher
          and year > $first and year <= $last
        order by year, name
        """,
        areas=areas,
        measure=measure,
        publisher=publisher,
        first=first,
        last=last,
    )


def years_reported(ledger: Database, measure: str) -> tuple[int, int]:
    """First and last year of which any country's figure of the measure is held."""
    return ledger.span(
        """
        select min(year), max(year)
        from series_figure join country on iso3 = area
        where measure = $measure
        """,
        measure=measure,
    )


def silence(
    ledger: Database,
    areas: list[str],
    measure: str,
    form: str,
    voice: str,
    first: int,
    last: int,
    strand: str = "",
) -> pd.DataFrame:
    """What holds in each area and year: one row for every pair.

    area, name, year, value, qualifier, state: reported, zero, fewer (a bound is printed), not_comparable (with
    the figure before it: another unit, period or publisher, or a known break), not_reported; source_id; and of a
    figure reliability, period, counted, doubt and other_… (what contradicts it), and ends: the last year of which its
    publisher tells any area's figure.
    """
    return ledger.table(
        """
        with asked as (
            select area, name, years.year::integer as year
            from area, unnest(range($first, $last + 1)) as years(year)
            where area in (select unnest($areas))
        ),

        told as (
            select *, lag(year) over (partition by area order by year) as year_told_before
            from year_over_year
            where area in (select unnest($areas)) and measure = $measure and form = $form and strand = $strand and voice = $voice
        ),

        compared as (
            select
                told.area, told.year, value, qualifier, source_id, ends, reliability, told.period, counts as counted, doubt,
                other_measure, other_form, other_sex, other_age, other_origin, other_value, other_qualifier,
                why.withheld as against_before
            from told
            join (
                select publisher, max(year) as ends
                from series_figure
                where measure = $measure and form = $form and strand = $strand
                group by publisher
            ) using (publisher)
            left join two_years as why
                on  why.area = told.area and why.measure = $measure and why.form = $form and why.strand = $strand
                and why.voice = $voice and why.base = told.year_told_before and why.year = told.year
        )

        select
            area, name, year, value, qualifier,
            case
                when value is null then 'not_reported'
                when qualifier = 'less_than' then 'fewer'
                when against_before not in ('not_exact', 'doubted') then 'not_comparable'
                when value = 0 then 'zero'
                else 'reported'
            end as state,
            source_id, ends, reliability, period, counted, doubt, other_measure, other_form, other_sex, other_age,
            other_origin, other_value, other_qualifier
        from asked left join compared using (area, year)
        order by name, year
        """,
        areas=areas,
        measure=measure,
        form=form,
        voice=voice,
        strand=strand,
        first=first,
        last=last,
    )
