"""Everything the ledger holds of one country."""

import pandas as pd

from dashboard.queries.database import Database


def tier_history(ledger: Database, iso3: str) -> pd.DataFrame:
    """Placements, oldest first: report_year, tier, previous_tier, previous_basis, movement, reports_in_tier,
    derived_in_run and press_in_run (of these), basis, source_id, url, note."""
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

    area, name (label of the measure), measure, year, value, qualifier, unit, period, source (publisher and
    edition), source_id, publisher, vintage, reliability, note, preferred, competing, revised.
    Years without a figure are absent, never zero.
    """
    return ledger.table(
        """
        select
            area, measure.label as name, measure, year, value, qualifier, series_figure.unit, period,
            publisher || ', ' || vintage as source, source_id, publisher, vintage, reliability, note,
            preferred, competing, revised
        from series_figure join measure using (measure)
        where area = $area and form = 'all' and strand = '' and list_contains($measures, measure)
        order by list_position($measures, measure), year, publisher
        """,
        area=area,
        measures=measures,
    )


def partial_figures(ledger: Database, area: str) -> pd.DataFrame:
    """Figures that cover a part of the country only; never preferred, never added up."""
    return ledger.table(
        """
        select label as measure, year, form, value, qualifier, current_figure.unit, scope, publisher, vintage, source_id
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


def events_in_units(ledger: Database, area: str) -> pd.DataFrame:
    """Events that one source tells in several units, oldest first: measure, label, year, form, strand, told (list of value, qualifier,
    unit), publisher, vintage, source_id."""
    return ledger.table(
        """
        select measure, label, year, form, strand, told, publisher, vintage, source_id
        from event_in_units join measure using (measure)
        where area = $area and form = 'all' order by measure, year, source_id
        """,
        area=area,
    )
