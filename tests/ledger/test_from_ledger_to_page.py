"""From the ledger to the page: what a figure is stays with it wherever it is shown. Each test catches one fault."""

import re

import duckdb
import pandas as pd
import pytest

from dashboard.briefing.country import country_briefing
from dashboard.briefing.model import Briefing, Figure, Table
from dashboard.briefing.provenance import Notes
from dashboard.queries import compare, trends
from dashboard.queries.database import Database
from dashboard.statistics import yearly_sums
from dashboard.wording import comparison as words
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording
from etl.own_cases.htcds import age_group

SAMPLE = ("KHM", "DEU", "NGA", "IND", "BRA", "GBR")
MEASURES = {
    "Prosecutions": "prosecutions",
    "Convictions": "convictions",
    "Victims identified": "victims_identified",
    "Victims detected": "victims_detected",
}


def years_table(made: Briefing) -> Table:
    return next(
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Table) and block.header[0] == "Year"
    )


def cites(made: Briefing, figure: Figure, expected: str) -> bool:
    """Whether one of the figure's notes is the publication `expected`, whichever its years."""
    stem = re.sub(r"\{?\byear\}?|\b(19|20)\d\d\b|[\s,–-]+", "", expected)[:60]
    citations = {source.number: source.citation for source in made.sources}
    return any(
        re.sub(r"\b(19|20)\d\d\b|[\s,–-]+", "", citations[n])[:40] == stem[:40]
        for n in figure.notes
    )


@pytest.mark.parametrize("iso3", SAMPLE)
def test_the_note_beside_a_number_is_the_source_of_that_very_row(
    ledger: Database, iso3: str
) -> None:
    made = country_briefing(ledger, iso3)
    table = years_table(made)
    notes = Notes(ledger)
    checked = 0
    for year, *cells in table.rows:
        for label, cell in zip(table.header[1:], cells, strict=True):
            held = trends.series(
                ledger, [iso3], MEASURES[label], "all", "preferred", int(year.text), int(year.text)
            )
            if held.empty or not cell.notes:
                continue
            citation, _ = notes.publication(held["source_id"].iat[0])
            assert cites(made, cell, citation), (iso3, year.text, label, cell)
            checked += 1
    assert checked > 0


def test_sums_never_cross_units_periods_or_bounds() -> None:
    rows = pd.DataFrame(
        [
            ("AAA", "A", 2020, 10.0, "exact", "persons", "calendar", 100),
            ("BBB", "B", 2020, 20.0, "exact", "persons", "calendar", 100),
            ("CCC", "C", 2020, 400.0, "exact", "cases", "calendar", 100),
            ("DDD", "D", 2020, 800.0, "exact", "persons", "fiscal", 100),
            ("EEE", "E", 2020, 5.0, "less_than", "persons", "calendar", 100),
        ],
        columns=["area", "name", "year", "value", "qualifier", "unit", "period", "population"],
    ).assign(doubt=None, counted="")
    total = yearly_sums.add_up(rows, 2020, 2020)
    assert total.yearly["all_sum"].tolist() == [30.0]
    assert total.left_out == 3


def test_unodc_is_preferred_before_others_wherever_both_count_alike(ledger: Database) -> None:
    passed_over = ledger.table("""
        select unodc.area, unodc.measure, unodc.year
        from series_figure as unodc
        join series_figure as chosen
            on  chosen.area = unodc.area and chosen.measure = unodc.measure and chosen.form = unodc.form
            and chosen.year = unodc.year and chosen.unit = unodc.unit and chosen.counted = unodc.counted
        where unodc.publisher = 'UNODC' and chosen.publisher <> 'UNODC' and chosen.preferred
          and unodc.doubt is null
    """)
    assert passed_over.empty


def test_a_change_names_the_sources_of_both_its_figures(ledger: Database) -> None:
    rows = ledger.table(
        "select * from year_over_year where voice = 'preferred' and change is not null"
    )
    assert len(rows) > 1000
    assert rows["source_id"].notna().all()
    assert rows["source_id_before"].notna().all()


@pytest.mark.parametrize(
    ("birth", "referred", "group"),
    [("2010-06-15", "2019-06-14", "0-8"), ("2010-06-15", "2019-06-15", "9-17")],
)
def test_the_age_is_in_full_years_on_the_very_day(birth: str, referred: str, group: str) -> None:
    asked = duckdb.execute(f"select {age_group(repr(birth), repr(referred))}")
    [(found,)] = asked.fetchall()
    assert found == group


def test_a_derived_placement_is_marked_side_by_side(ledger: Database) -> None:
    placed = compare.placements(ledger)
    derived = placed[placed["basis"] == "derived"]
    assert len(derived) > 0
    assert (derived["basis"].map(tiers_wording.basis_mark) == " (derived)").all()


def test_figures_in_different_units_are_not_compared_and_the_reason_says_so(
    ledger: Database,
) -> None:
    apart = ledger.table("""
        select * from year_over_year
        where voice = 'preferred' and value_before is not null and unit <> unit_before
    """)
    assert len(apart) > 0
    assert apart["change"].isna().all()
    assert apart["withheld"].notna().all()
    told = apart[apart["withheld"] == "unit_differs"]
    assert len(told) > 0
    for row in told.itertuples():
        said = words.why_withheld(row)
        assert figures_wording.unit(row.unit) in said
        assert figures_wording.unit(row.unit_before) in said
