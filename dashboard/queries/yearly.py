"""Series of figures over the years, by publisher, and whether the figures of one may be compared."""

import pandas as pd

from dashboard.frames import groups
from dashboard.queries.database import Database
from dashboard.statistics.yearly_sums import LEAST_FOR_PERCENT


def voices(ledger: Database, areas: list[str], measure: str, form: str) -> list[str]:
    """Publishers with a figure of the measure in some of the areas; the one with most figures first."""
    frame = ledger.table(
        """
        select publisher from series_figure
        where area in (select unnest($areas)) and measure = $measure and form = $form and strand = ''
        group by publisher order by count(*) desc, publisher
        """,
        areas=areas,
        measure=measure,
        form=form,
    )
    return frame["publisher"].tolist()


def voices_apart(ledger: Database, areas: list[str], measure: str, form: str) -> pd.DataFrame:
    """What is counted apart of the measure in some of the areas: publisher, strand, figures; most figures first."""
    return ledger.table(
        """
        select publisher, strand, count(*) as figures from series_figure
        where area in (select unnest($areas)) and measure = $measure and form = $form and strand <> ''
        group by publisher, strand order by figures desc, publisher, strand
        """,
        areas=areas,
        measure=measure,
        form=form,
    )


def series(
    ledger: Database,
    areas: list[str],
    measure: str,
    form: str,
    voice: str,
    first: int,
    last: int,
    strand: str = "",
) -> pd.DataFrame:
    """One voice's yearly figures with their changes, per area in the order given, oldest first: Yearly of tests/frames.py."""
    found = series_of_measures(ledger, areas, [measure], form, voice, first, last, strand)
    return found.drop(columns="measure")


def series_of_measures(
    ledger: Database,
    areas: list[str],
    measures: list[str],
    form: str,
    voice: str,
    first: int,
    last: int,
    strand: str = "",
) -> pd.DataFrame:
    """As `series`, for several measures in the order given: measure, and its columns."""
    found = series_of_voices(ledger, areas, measures, form, [voice], first, last, strand)
    return found.drop(columns="voice")


def series_of_voices(
    ledger: Database,
    areas: list[str],
    measures: list[str],
    form: str,
    voices: list[str],
    first: int,
    last: int,
    strand: str = "",
) -> pd.DataFrame:
    """As `series_of_measures`, for several voices in the order given: voice, and its columns."""
    return ledger.table(
        """
        select
            voice, measure, y.area, name, y.year, form, value, qualifier, y.unit, counts as counted, period, y.publisher, y.reliability,
            y.publisher || ', ' || vintage as source, y.source_id, vintage, y.note, competing, revised,
            value_before, source_id_before, change, change_ratio, withheld, withheld_before, withheld_now, segment,
            jump, earlier_changes, smaller_changes, coincides_with, doubt, other_measure, other_form, other_sex, other_age, other_origin, other_value,
            other_qualifier, rate_per_100000(measure.kind, value, qualifier, doubt, population) as rate, population,
            counted_as, source.note as source_note
        from year_over_year as y
        join area using (area)
        join measure using (measure)
        join source using (source_id)
        left join population on population.iso3 = y.area and population.year = y.year
        where y.area in (select unnest($areas)) and list_contains($measures, measure) and form = $form and strand = $strand
          and list_contains($voices, voice) and y.year between $first and $last
        order by list_position($measures, measure), list_position($voices, voice), list_position($areas, y.area), y.year
        """,
        areas=areas,
        measures=measures,
        form=form,
        voices=voices,
        strand=strand,
        first=first,
        last=last,
    ).assign(year=lambda rows: rows["year"].astype("int64"))


def against(
    ledger: Database,
    areas: list[str],
    measure: str,
    form: str,
    voice: str,
    base: int,
    strand: str = "",
) -> pd.DataFrame:
    """Every figure compared with the same area's figure of the year `base`.

    area, name, kind (of area), year, value, value_base, unit, counted, change, change_ratio [1 = +100 %],
    index [base = 100] or withheld (the code of the reason why not, with withheld_before and withheld_now); jump,
    coincides_with; earlier_changes, smaller_changes (of a change on the year before; see year_over_year); and of the
    years between the two, as lists: silent (no figure), doubted, jumps (against the year before each, the later year
    itself included). Areas without any figure are absent.
    """
    return ledger.table(
        """
        with now as (
            from year_over_year
            where area in (select unnest($areas)) and measure = $measure and form = $form and strand = $strand and voice = $voice
        ),

        told as (
            select
                area, list(year) as years,
                coalesce(list(year order by year) filter (doubt is not null), []) as doubted,
                coalesce(list(year order by year) filter (jump), []) as jumps
            from now group by area
        ),

        paired as (
            select
                now.area, now.year, now.value, base.value as value_base, now.unit, now.counts as counted,
                coalesce(now.coincides_with, base.coincides_with) as coincides_with,
                if(now.year = $base + 1, now.earlier_changes, null) as earlier_changes,
                if(now.year = $base + 1, now.smaller_changes, null) as smaller_changes,
                list_sort(list_filter(
                    range(least(now.year, $base) + 1, greatest(now.year, $base)),
                    lambda between: not list_contains(told.years, between)
                )) as silent,
                list_filter(told.doubted, lambda between: between > least(now.year, $base) and between < greatest(now.year, $base))
                    as doubted,
                list_filter(told.jumps, lambda between: between > least(now.year, $base) and between <= greatest(now.year, $base))
                    as jumps,
                if(base.year is null, nothing_before(year_held.year is not null), why.withheld::varchar) as withheld,
                why.withheld_before, why.withheld_now
            from now
            join told on told.area = now.area
            left join now as base on base.area = now.area and base.year = $base
            left join year_held
                on  year_held.area = now.area and year_held.measure = now.measure and year_held.form = now.form
                and year_held.voice = now.voice and year_held.year = $base and now.strand = ''
            left join two_years as why
                on  why.area = now.area and why.measure = now.measure and why.form = now.form
                and why.strand = now.strand and why.voice = now.voice
                and why.base = base.year and why.year = now.year
        )

        select
            area, name, area.kind, year, value, value_base, unit, counted, earlier_changes, smaller_changes, silent, doubted,
            jumps,
            if(withheld is null, value - value_base, null) as change,
            if(withheld is null, ratio_of_change(value_base, value), null) as change_ratio,
            if(withheld is null, index_of(value_base, value), null) as "index",
            withheld, withheld_before, withheld_now,
            withheld is null and is_jump(value_base, value) as jump, coincides_with
        from paired join area using (area)
        order by list_position($areas, area), year
        """,
        areas=areas,
        measure=measure,
        form=form,
        voice=voice,
        strand=strand,
        base=base,
    )


def comparable_years(
    ledger: Database, area: str, measure: str, form: str, voice: str, strand: str = ""
) -> pd.DataFrame:
    """The most figures that may be compared with one another, the latest such where several are as many, oldest first:
    year, value, unit. Empty where no two figures are comparable."""
    return comparable_years_of_measures(ledger, area, [measure], form, voice, strand)[measure]


def comparable_years_of_measures(
    ledger: Database, area: str, measures: list[str], form: str, voice: str, strand: str = ""
) -> dict[str, pd.DataFrame]:
    """As comparable_years, by measure."""
    found = ledger.table(
        """
        select measure, base, year, value, unit
        from two_years join year_over_year as now using (area, measure, form, strand, voice, year)
        where area = $area and list_contains($measures, measure) and form = $form and strand = $strand and voice = $voice
          and (two_years.withheld is null or base = year)
        order by base desc, year
        """,
        area=area,
        measures=measures,
        form=form,
        voice=voice,
        strand=strand,
    )
    return {measure: most_alike(found[found["measure"] == measure]) for measure in measures}


def most_alike(pairs: pd.DataFrame) -> pd.DataFrame:
    """pairs: base, year, value, unit of the figures of one series that may be compared with that of the base, latest base first."""
    most = pairs.head(0)
    taken: set[int] = set()
    for base, alike in groups(pairs, "base"):
        if base not in taken:
            taken |= set(alike["year"])
            if len(alike) > max(len(most), 1):
                most = alike
    return most[["year", "value", "unit"]].reset_index(drop=True)


def first_common_year(values: pd.DataFrame) -> int | None:
    """The first year in which every area of a series has an exact, undoubted figure of ten or more; None if there is none."""
    exact = (values["qualifier"] == "exact") & (values["value"] >= LEAST_FOR_PERCENT)
    usable = values[exact & values["doubt"].isna()]
    per_year = usable.groupby("year")["area"].nunique()
    common = per_year[per_year == values["area"].nunique()]
    return None if common.empty else int(common.index.min())


def rivals(
    ledger: Database,
    areas: list[str],
    measure: str,
    form: str,
    first: int,
    last: int,
    strand: str = "",
) -> pd.DataFrame:
    """Every current whole-area figure of one strand of the measure, in any unit: who says what: Rivals of tests/frames.py."""
    return ledger.table(
        """
        select
            area, name, year, value, qualifier, unit, period, publisher, reliability,
            publisher || ', ' || vintage as source, source_id, citable_figure.note, counts as counted, doubt, other_measure,
            other_form, other_sex, other_age, other_origin, other_value, other_qualifier
        from citable_figure join area using (area)
        where area in (select unnest($areas)) and measure = $measure and form = $form and strand = $strand
          and year between $first and $last
        order by list_position($areas, area), year, publisher, unit
        """,
        areas=areas,
        measure=measure,
        form=form,
        strand=strand,
        first=first,
        last=last,
    )
