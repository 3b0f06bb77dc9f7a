"""Everything the ledger holds of one country."""

import pandas as pd

from dashboard.queries.database import Database


def tier_history(ledger: Database, iso3: str) -> pd.DataFrame:
    """Placements of one country, oldest first: TierHistory of tests/frames.py."""
    return ledger.table(
        """
        select report_year, tier, previous_tier, previous_basis, movement, reports_in_tier, derived_in_run,
            press_in_run, basis, source_id, url, note
        from tier_history
        where iso3 = $iso3
        order by report_year
        """,
        iso3=iso3,
    )


def series(ledger: Database, area: str, measures: list[str]) -> pd.DataFrame:
    """Every publisher's yearly totals of the given measures, oldest first.

    area, name (label of the measure), measure, year, value, qualifier, unit, period, counted, source (publisher and
    edition), source_id, publisher, vintage, reliability, note, preferred, competing, revised; of the preferred ones
    withheld (the code of why it is not compared with the preferred one before, with withheld_before and withheld_now) and
    segment (the figures of one may be joined by a line); doubt and other_… (what is held against it).
    Years without a figure are absent, never zero.
    """
    return ledger.table(
        """
        select
            f.area, measure.label as name, f.measure, f.year, f.value, f.qualifier, f.unit, f.period, f.counts as counted,
            f.publisher || ', ' || f.vintage as source, f.source_id, f.publisher, f.vintage, f.reliability, f.note,
            f.preferred, f.competing, f.revised, y.withheld, y.withheld_before, y.withheld_now, y.segment, f.doubt,
            f.other_measure, f.other_form, f.other_sex, f.other_age, f.other_origin, f.other_value, f.other_qualifier
        from series_figure as f
        join measure using (measure)
        left join year_over_year as y
            on  f.preferred and y.voice = 'preferred' and y.area = f.area and y.measure = f.measure and y.form = f.form
            and y.strand = f.strand and y.year = f.year
        where f.area = $area and f.form = 'all' and f.strand = '' and list_contains($measures, f.measure)
        order by list_position($measures, f.measure), f.year, f.publisher
        """,
        area=area,
        measures=measures,
    )


def partial_figures(ledger: Database, area: str) -> pd.DataFrame:
    """Figures that cover a part of the country only; never preferred, never added up."""
    return ledger.table(
        """
        select label as measure, year, period, form, value, qualifier, current_figure.unit, counted, scope, publisher,
            vintage, reliability, current_figure.note, source_id
        from current_figure join measure using (measure)
        where area = $area and scope <> ''
        order by label, year
        """,
        area=area,
    )


def events(ledger: Database, iso3: str) -> pd.DataFrame:
    """The country's timeline: date (as precise as known), year, kind, title, source_id."""
    return ledger.table(
        """
        select date, left(date, 4)::integer as year, kind, title, source_id
        from event where iso3 = $iso3 order by date
        """,
        iso3=iso3,
    )


def protocol(ledger: Database, iso3: str) -> pd.DataFrame:
    """Dates of the Palermo Protocol as read: signature_date, consent_date, consent_type, entry_into_force, note, source_id."""
    return ledger.table(
        """
        select signature_date::varchar as signature_date, consent_date::varchar as consent_date, consent_type,
            entry_into_force::varchar as entry_into_force, note, source_id
        from palermo_protocol where area = $iso3
        """,
        iso3=iso3,
    )


def events_in_units(
    ledger: Database, areas: list[str], measures: list[str], first: int, last: int
) -> pd.DataFrame:
    """Events that one source tells in several units, oldest first: area, name, measure, label, form, year, period, counted,
    strand, told (list of value, qualifier, unit), publisher, vintage, reliability, source_id.

    areas and measures: all, where none is given.
    """
    return ledger.table(
        """
        select area, name, measure, label, event_in_units.* exclude (area, measure)
        from event_in_units join area using (area) join measure using (measure)
        where form = 'all' and (len($areas) = 0 or list_contains($areas, area))
          and (len($measures) = 0 or list_contains($measures, measure)) and year between $first and $last
        order by list_position($areas, area), area, list_position($measures, measure), measure, year, source_id
        """,
        areas=areas,
        measures=measures,
        first=first,
        last=last,
    )


def told_in_units(
    ledger: Database, areas: list[str], measures: list[str], first: int, last: int
) -> pd.DataFrame:
    """As events_in_units, a row for each unit of an event: value, qualifier and unit in place of told."""
    found = events_in_units(ledger, areas, measures, first, last)
    each = found.explode("told", ignore_index=True)
    told = pd.DataFrame(each["told"].tolist(), columns=["value", "qualifier", "unit"])
    return pd.concat([each.drop(columns="told"), told], axis=1)
