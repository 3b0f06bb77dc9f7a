"""From the ledger to the page: what a figure is stays with it wherever it is shown. Each test catches one fault."""

import base64
import json
import re

import duckdb
import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing.country import country_briefing
from dashboard.briefing.model import Briefing, Figure, Sentence, Table
from dashboard.briefing.provenance import Notes
from dashboard.frames import each, first_value
from dashboard.queries import catalogue, compare, country, yearly
from dashboard.queries.database import Database
from dashboard.statistics import yearly_sums
from dashboard.ui import show
from dashboard.wording import comparison as words
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.bar import FIGURES, SOURCES
from etl.own_cases.htcds_records import age_group
from tests.ledger.test_pages import run

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
            held = yearly.series(
                ledger, [iso3], MEASURES[label], "all", "preferred", int(year.text), int(year.text)
            )
            if held.empty or not cell.notes:
                continue
            citation, _ = notes.publication(first_value(held["source_id"]))
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
    placed = compare.every_placement(ledger)
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
    for row in each(told):
        said = words.why_withheld(row)
        assert figures_wording.unit(row.unit) in said
        assert figures_wording.unit(row.unit_before) in said


@pytest.mark.parametrize("iso3", [*SAMPLE, "THA", "PHL", "LAO"])
def test_the_caveat_on_units_stands_where_they_differ_and_only_there(
    ledger: Database, iso3: str
) -> None:
    several = ledger.value(
        """
        select coalesce(max(units), 0) > 1 from (
            select count(distinct unit) as units from year_over_year
            where area = $area and voice = 'preferred' and form = 'all'
              and measure in ('prosecutions', 'convictions')
            group by measure
        )
        """,
        area=iso3,
    )
    made = country_briefing(ledger, iso3, sections=["caveats"])
    told = " ".join(b.text for s in made.sections for b in s.blocks if isinstance(b, Sentence))
    assert ("Units differ between years" in told) == several


@pytest.mark.parametrize("iso3", SAMPLE)
def test_a_headline_cites_the_source_of_its_figure_and_of_the_one_before(
    ledger: Database, iso3: str
) -> None:
    made, notes = country_briefing(ledger, iso3), Notes(ledger)
    for sentence, told in zip(made.headlines[1:], ("law_enforcement", "victims"), strict=True):
        rows = ledger.table(
            """
            select measure, source_id, if(change is null, null, source_id_before) as before
            from year_over_year join measure using (measure)
            where area = $area and voice = 'preferred' and form = 'all' and subject = $told and headline is not null
            qualify row_number() over (partition by measure order by year desc) = 1
            order by headline
            """,
            area=iso3,
            told=told,
        )
        facts = [part for part in sentence.parts if part.notes]
        for fact, row in zip(facts, each(rows), strict=True):
            assert cites(made, fact, notes.publication(row.source_id)[0]), (fact, row)
            if isinstance(row.before, str):
                assert cites(made, fact, notes.publication(row.before)[0]), (fact, row)
            cited = {notes.publication(s)[0] for s in (row.source_id, row.before) if s == s and s}
            assert len(fact.notes) == len(cited), (fact, row)


@pytest.fixture
def opened(built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of a page that a reader may open stands open."""
    monkeypatch.setattr(show, "folded", lambda label, key, fill: fill())


def read(page: AppTest) -> str:
    return "\n".join(e.value for kind in (page.markdown, page.caption) for e in kind)


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("iso3", ["KHM", "IND"])
def test_a_country_page_draws_every_publishers_figures_and_names_all_their_sources(
    ledger: Database, iso3: str
) -> None:
    page = run("country", area=iso3)
    said = read(page)
    charts = {
        c.proto.id.split("-", 2)[-1]: json.loads(c.proto.spec) for c in page.get("plotly_chart")
    }
    held = ledger.table(
        """
        select measure, publisher, year, value, source_id from series_figure
        where area = $area and form = 'all' and strand = '' and qualifier = 'exact'
          and measure in ('prosecutions', 'convictions', 'victims_identified')
        """,
        area=iso3,
    )
    rivals = 0
    for measure, rows in held.groupby("measure"):
        if rows["year"].nunique() < 2:
            continue
        [chart] = [spec for key, spec in charts.items() if key.endswith(f"{iso3}-{measure}")]
        drawn = {
            (str(x)[:4], y)
            for trace in chart["data"]
            for x, y in zip(numbers(trace["x"]), numbers(trace["y"]), strict=True)
        }
        wanted = {
            (str(year), value) for year, value in zip(rows["year"], rows["value"], strict=True)
        }
        assert wanted <= drawn, (measure, wanted - drawn)
        rivals += rows["publisher"].nunique() > 1
        cited = catalogue.sources(ledger, rows["source_id"])
        assert len(cited) == 1 or f"Sources: {len(cited)}, from" in said
        bar = next(b for b in page.button_group if b.key == f"{iso3}-{measure}-bar")
        listed = read(bar.set_value(FIGURES).run())
        for citation in cited["citation"]:
            assert show.escaped(citation)[:60] in listed, citation
    assert rivals > 0


def numbers(values: list | dict) -> list:
    """A trace's values, which plotly may send as bytes."""
    if isinstance(values, list):
        return values
    return np.frombuffer(base64.b64decode(values["bdata"]), np.dtype(values["dtype"])).tolist()


@pytest.mark.usefixtures("opened")
def test_compare_cites_the_source_of_the_figure_before(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = catalogue.report_years(ledger)[1]
    codes = list(catalogue.ranked_countries(ledger))
    figures = compare.latest_figures(ledger, year, codes)
    now = figures.groupby("iso3")["source_id"].agg(set).to_dict()
    alone = figures[
        [
            isinstance(row.source_id_before, str) and row.source_id_before not in now[row.iso3]
            for row in figures.itertuples()
        ]
    ]
    assert len(alone) > 0
    page = run("compare", area=str(alone["iso3"].iat[0]), view="table")
    bar = next(b for b in page.button_group if b.key == "compare-bar")
    said = read(bar.set_value(SOURCES).run())
    [cited] = catalogue.sources(ledger, [first_value(alone["source_id_before"])])["citation"]
    assert show.escaped(cited) in said


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("country", {"area": "KHM"}),
        ("trends", {"area": "KHM,THA", "measure": "prosecutions"}),
        ("compare", {"view": "clock"}),
        ("victims", {"area": "KHM"}),
        ("sources", {}),
        ("claims", {}),
    ],
)
def test_years_have_no_thousands_separator(page: str, address: dict[str, str]) -> None:
    tables = run(page, **address).dataframe
    assert len(tables) > 0
    for table in tables:
        formats = json.loads(table.proto.columns or "{}")
        for name, values in table.value.select_dtypes("number").items():
            values = values.dropna()
            if len(values) > 1 and values.between(1990, 2040).all():
                format_ = (formats.get(name) or {}).get("type_config", {}).get("format")
                assert format_ == "%d", (name, format_, values.iloc[0])


def test_a_derived_placement_is_marked_in_the_comparison_and_in_a_countrys_sentence(
    ledger: Database,
) -> None:
    placed = compare.every_placement(ledger)
    derived = placed[
        (placed["basis"] == "derived") & (placed["report_year"] > placed["report_year"].min())
    ]
    year, iso3 = int(derived["report_year"].iat[-1]), str(derived["iso3"].iat[-1])
    standings = compare.standings(ledger, year, areas=[iso3])
    measures = catalogue.headline_measures(ledger)
    table = compare.side_by_side(
        standings,
        compare.latest_figures(ledger, year, [iso3]),
        compare.latest_conviction_ratios(ledger, year, [iso3]),
        measures,
    )
    assert first_value(words.comparison_columns(table, measures)["tier_now"]).endswith(" (derived)")
    history = country.tier_history(ledger, iso3)
    assert "(derived)" in tiers_wording.tier_in(history[history["report_year"] <= year], "It")


@pytest.mark.parametrize(
    ("ratio", "digits", "said"),
    [(0.514, 0, "51 %"), (-0.004, 0, "less than 1 %"), (0.997, 0, "more than 99 %"), (1, 0, "100 %"), (0, 0, "0 %"),
     (0.0004, 1, "less than 0.1 %"), (0.123, 1, "12.3 %"), (12.5, 0, "1,250 %")],
)  # fmt: skip
def test_percent_is_never_rounded_to_nothing_or_to_everything(
    ratio: float, digits: int, said: str
) -> None:
    assert figures_wording.percent(ratio, digits) == said
