"""What readers take away, over the whole ledger: files, pictures, answers of the API. A figure leaves with what is known
of it, and nothing leaves that the ledger would not say."""

import io
import re
from datetime import datetime

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import preview
from dashboard.briefing.country import country_briefing
from dashboard.briefing.writers import excel
from dashboard.charts import parts, theme
from dashboard.frames import each
from dashboard.queries import cases, catalogue, country, victims, yearly
from dashboard.queries.database import Database
from dashboard.server import routes
from dashboard.statistics.yearly_sums import LEAST_FOR_PERCENT
from dashboard.views import files, page
from dashboard.wording import citing
from dashboard.wording import figures as figures_wording
from dashboard.wording import victims as victims_wording
from tests.ledger.test_taken_along import rows_of_csv, taken

# What tells one number in percent of another, with the smaller of the two, or the whole that it is a part of.
PERCENTAGES = {
    "year_over_year": ("change_ratio", "least(value_before, value)"),
    "conviction_ratio": ("per_100_prosecutions", "prosecutions"),
    "two_accounts": ("apart", "least(tip_value, unodc_value)"),
    "claim_evidence": ("change_percent", "least(value_before, value)"),
}


@pytest.mark.parametrize("table", PERCENTAGES)
def test_of_numbers_below_ten_no_table_gives_a_percentage(ledger: Database, table):
    percentage, of = PERCENTAGES[table]
    least = ledger.table(
        f"select min({of}) as least, count(*) as given from {table} where {percentage} is not null"
    )
    assert least["given"].item() > 0
    assert least["least"].item() >= LEAST_FOR_PERCENT


def test_of_numbers_below_ten_there_is_no_index_and_no_share(ledger: Database):
    small = ledger.table("""
        select area, any_value(year) as year from preferred_figure
        where measure = 'convictions' and form = 'all' and value between 1 and 9 and qualifier = 'exact'
        group by area order by area
    """)
    for area, base in small.head(30).itertuples(index=False):
        found = yearly.against(ledger, [area], "convictions", "all", "preferred", int(base))
        assert found["index"].isna().all(), area
        few = found[["value", "value_base"]].min(axis=1) < LEAST_FOR_PERCENT
        assert found.loc[few, "change_ratio"].isna().all(), area
    of_few = ledger.table("""
        select area, count(*) as years from victim_shortfall
        where breakdown = 'sex_age' and total between 1 and 9 and total_qualifier = 'exact'
        group by area order by years desc, area limit 20
    """)
    shared = [victims.shares(ledger, area, "sex_age", 1990, 2100) for area in of_few["area"]]
    assert sum(map(len, shared)) > 100
    assert min(rows["total"].min() for rows in shared if len(rows)) >= LEAST_FOR_PERCENT


# A part of the victims of a country, as figure_doubt knows it.
PARTS = """
    select part.*, contradiction is not null as contradicted from victim_breakdown as part
    left join origin_label on origin_label.label = part.part
    left join (select distinct * exclude (kind, other_year, other_measure, other_form, other_sex, other_age, other_origin,
        other_value, other_qualifier, other_unit, other_source_id) from figure_doubt where contradiction) as doubted
        on (doubted.area, doubted.year, doubted.measure, doubted.source_id, doubted.unit)
            = (part.area, part.year, part.measure, part.source_id, part.unit)
        and doubted.form = if(breakdown = 'form', part, 'all')
        and doubted.origin = if(breakdown in ('citizenship', 'repatriation'), part, '')
        and if(breakdown = 'sex', doubted.sex = part and (doubted.age = 'all' or part = 'unknown'),
            breakdown in ('age', 'sex_age') or doubted.sex = 'all')
        and if(breakdown = 'age', doubted.age = part and (doubted.sex = 'all' or part = 'unknown'),
            breakdown in ('sex', 'sex_age') or doubted.age = 'all')
    where breakdown <> 'sex_age'
"""


def test_a_part_that_its_edition_contradicts_is_told_so_and_enters_no_sum_and_no_share(ledger):
    told = ledger.table(
        f"select contradicted, doubt is not null as told, count(*) as n from ({PARTS}) group by all"
    )
    assert (told["contradicted"] == told["told"]).all()
    assert told.loc[told["told"], "n"].sum() > 300
    added = ledger.table("""
        select detected_in, coalesce(sum(value) filter (counted and qualifier = 'exact' and doubt is null), 0) as total,
            count(*) filter (doubt is not null) as doubted
        from victim_flow group by detected_in having doubted > 0 order by detected_in
    """)
    assert len(added) > 15
    for area, total, doubted in added.itertuples(index=False):
        flows = victims.flows_into(ledger, area, 1990, 2100)
        assert (flows["value"].sum(), flows["contradicted"].sum()) == (total, doubted), area
        assert "edition contradict" in victims_wording.flows_added(flows, "into"), area
    doubted = ledger.table("""
        select distinct area, year, breakdown, part, outcome from victim_breakdown
        join victim_shortfall using (area, year, measure, breakdown, source_id, unit)
        where (doubt is not null or outcome = 'total_doubted') and breakdown in ('sex_age', 'form')
    """)
    for (area, breakdown), rows in doubted.groupby(["area", "breakdown"]):
        given = victims.shares(ledger, str(area), str(breakdown), 1990, 2100)
        assert not given.merge(rows, on=["year", "part"]).size, (area, breakdown)
    assert len(doubted) > 200


def test_a_total_that_its_edition_contradicts_is_set_against_no_parts_that_fall_short_of_it(ledger):
    stated = ledger.table("""
        select s.* from victim_shortfall as s semi join figure_doubt as d
            on d.contradiction and d.area = s.area and d.year = s.year and d.measure = s.measure
            and d.source_id = s.source_id and d.unit = s.unit and d.form = 'all'
            and of_whole_area(d.sex, d.age, d.origin, d.scope)
        where total_qualifier = 'exact'
    """)
    assert set(stated["outcome"]) == {"exceeds", "total_doubted"}
    assert stated["shortfall"].isna().all()
    year = stated[stated["outcome"] == "total_doubted"].iloc[0]
    told = victims.shortfalls(ledger, year.area, year.breakdown, int(year.year), int(year.year))
    assert "(doubted)" in victims_wording.gap(told.iloc[0], year.breakdown)


def test_referred_victims_are_not_added_to_detected_ones_and_are_marked_wherever_they_stand(ledger):
    apart = ledger.table(
        "select detected_in from victim_flow group by all having count(distinct counts) > 1"
    )
    assert "GBR" in set(apart["detected_in"])
    for area in apart["detected_in"]:
        flows = victims.flows_into(ledger, area, 1990, 2100)
        flows["other_end"] = victims_wording.other_end(flows, "into")
        marked = flows["other_end"].str.contains("referred")
        assert (marked == (flows["counted"] == "referred")).all()
        assert victims_wording.flows_added(flows, "into").count("(referred)") > 1
        found = victims.parts(ledger, area, "sex_age", 1990, 2100)
        gaps = victims.shortfalls(ledger, area, "sex_age", 1990, 2100)
        drawn = parts.parts_of_total(found, gaps, victims_wording.PARTS)
        referred = set(found.loc[found["counted"] == "referred", "year"])
        hovered = {
            (int(year), mark)
            for trace in drawn.data
            if trace.type == "bar" and trace.customdata is not None and "part" not in trace.name
            for year, mark in zip(trace.x, trace.customdata, strict=True)
        }
        assert {year for year, mark in hovered if "referred" in mark} == referred
        name = catalogue.names_in_sentences(ledger)[area]
        assert "(referred)" in victims_wording.parts_in_brief(found, gaps, "sex_age", name)


@pytest.mark.usefixtures("built")
def test_what_is_known_against_a_case_goes_with_its_link_and_its_files(ledger):
    """The remark, and how far it came with an official: in each case's preview, in the files of each list and of a case."""
    known = ledger.table(
        "select case_id, title, note, official_status from court_case where note is not null"
    )
    for case in each(known):
        shared = preview.of_address(ledger, "cases", {"case": case.case_id})
        assert case.title in shared.title and case.note.rstrip(".") in shared.description, case
    cleared = known[known["official_status"].isin(["acquitted", "annulled"])]
    assert len(cleared) > 3
    for view in ("list", "map", "years"):
        [part] = page.views(ledger, "cases", {"view": view}).values()
        asked = taken(ledger, part, "cases")
        _, *told = rows_of_csv(files.as_csv(asked))
        case_at, note_at, official_at = map(list(asked.rows()).index, ("case", "note", "official"))
        notes = {row[case_at]: row[note_at] for row in told}
        assert notes == dict(zip(known["title"], known["note"], strict=True)) | {
            title: "" for title in notes if title not in set(known["title"])
        }
        officials = {row[case_at]: row[official_at] for row in told}
        assert all(
            "cleared" in officials[t] or "annulled" in officials[t] for t in cleared["title"]
        )
    for case in each(cleared):
        [part] = page.views(ledger, "cases", {"case": case.case_id}).values()
        last = rows_of_csv(files.as_csv(taken(ledger, part, "cases")))[-1]
        assert case.note in last and any("cleared" in cell or "annulled" in cell for cell in last)
        assert case.note.rstrip(".") in citing.without_markdown(part.counts)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("proceeding", ["criminal", "civil", "regional_court"])
def test_a_file_of_steps_has_each_number_once(ledger, proceeding):
    part = page.views(ledger, "cases", {"view": "stages", "of": proceeding})["case-stages"]
    held = ledger.table(
        "select count(distinct case_id) as cases from case_step join court_case using (case_id) "
        "where proceeding = $of group by step",
        of=proceeding,
    )
    head, *told = rows_of_csv(files.as_csv(taken(ledger, part, "cases")))
    assert sum(int(row[head.index("Cases")]) for row in told) == held["cases"].sum()
    assert all(row[head.index("Source")] for row in told)


@pytest.mark.parametrize("part", range(4))
def test_each_country_s_workbook_holds_numbers_and_marks_of_the_ledger(ledger, part):
    """A quarter of all countries each: cells are numbers where the ledger has exact ones, and text for bounds and for
    nothing; placements that were not read have a column of their own; every source has its licence beside it."""
    countries = list(catalogue.ranked_countries(ledger))[part::4]
    held = {
        (row.area, row.label, row.year): row
        for row in each(
            ledger.table("""
            select area, label, year, value, qualifier, doubt from preferred_figure join measure using (measure)
            where form = 'all' and headline is not null
        """)
        )
    }
    marked = ledger.table(
        "select iso3, report_year, tier, basis from tier_history where basis <> 'direct'"
    )
    read = 0
    for area in countries:
        made = country_briefing(ledger, area, sections=["tiers", "years"])
        book = openpyxl.load_workbook(io.BytesIO(excel.write(made)))
        assert not [
            c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"
        ]
        for sheet in book.worksheets:
            head = [cell.value for cell in sheet[3]]
            if sheet.max_column > 1 and head[0] == "Year":
                for row in sheet.iter_rows(min_row=4):
                    for label, cell in zip(head[1:], row[1:], strict=True):
                        figure = held.get((area, label, row[0].value))
                        if figure is None or figure.qualifier != "exact":
                            assert isinstance(cell.value, str)
                            continue
                        assert cell.value == figure.value
                        assert ("doubted" in cell.number_format) == isinstance(figure.doubt, str)
                        assert re.search(r"\[\d", cell.number_format), "its source"
                        read += 1
        of_tiers = next((s for s in book.worksheets if "Tier history" in s.title), None)
        if of_tiers is not None:
            names = [cell.value for cell in of_tiers[3]]
            told = {
                (int(row[0].value), name)
                for row in of_tiers.iter_rows(min_row=4)
                for name, cell in zip(names[1:], row[1:], strict=True)
                if cell.value == 1 and name.endswith("*")
            }
            known = marked[marked["iso3"] == area]
            assert {(y, b) for y, b in zip(known["report_year"], known["basis"], strict=True)} == {
                (year, re.findall(r"\((\w+)\)", name)[0]) for year, name in told
            }
        if made.sources:
            assert [cell.value for cell in book["Sources"][1]] == ["Number", "Source", "Licence"]
    assert read > 200


# Those with most bounds among their figures, and the countries that the reader of a file looks at first.
BOUNDED = ["AUS", "DNK", "GBR", "KAZ", "NZL", "PER"]


@pytest.mark.usefixtures("built")
def test_a_bound_is_no_number_and_a_number_no_text_in_any_file_of_rows(ledger):
    bounds = 0
    for name, area in [("country", area) for area in BOUNDED] + [("victims", "AUS")]:
        for part in page.views(ledger, name, {"area": area}).values():
            table = part.table
            if not {"value", "qualifier"} <= set(table):
                continue
            asked = taken(ledger, part, name, {"area": area})
            head, *told = rows_of_csv(files.as_csv(asked))
            of_book = list(openpyxl.load_workbook(io.BytesIO(files.as_excel(asked)))["Data"].values)
            at = head.index("Figure")
            for row, cells, (value, qualifier) in zip(
                told,
                of_book[1:],
                table[["value", "qualifier"]].itertuples(index=False),
                strict=True,
            ):
                if qualifier == "less_than":
                    assert row[at] == cells[at] == f"fewer than {value:.0f}", (area, part.name)
                    bounds += 1
                elif value == value:
                    assert float(row[at]) == cells[at] == value, (area, part.name)
                else:
                    assert row[at] == "" and cells[at] is None, (area, part.name)
    assert bounds > 20


@pytest.mark.usefixtures("built")
def test_years_and_days_are_numbers_and_days_in_a_workbook(ledger):
    asked = {"view": "table", "area": "KHM,GBR,THA"}
    part = taken(ledger, page.views(ledger, "compare", asked)["compare"], "compare", asked)
    head, *rows = openpyxl.load_workbook(io.BytesIO(files.as_excel(part)))["Data"].values
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        assert isinstance(cells["Convictions, year"], int)
        assert isinstance(cells["Palermo Protocol"], datetime)


@pytest.mark.usefixtures("built")
def test_what_tells_of_several_figures_at_once_says_what_each_is(ledger):
    """Partial figures, flows of one source and officials: with period, source, and press; nothing that is doubted is set
    beside what it would be divided by."""
    parts_of = ledger.table("""
        select area, count(*) filter (reliability = 'press') as press, count(*) as held from current_figure
        where scope <> '' group by area having press > 0 order by area limit 5
    """)
    for area, press, held in parts_of.itertuples(index=False):
        shown = country.partial_figures(ledger, area)
        assert (len(shown), (shown["reliability"] == "press").sum()) == (held, press)
        assert {"period", "counted", "note"} <= set(shown)
    doubted = ledger.table("""
        select area, year, measure, value from citable_figure
        where doubt is not null and form = 'all' and measure in ('investigations', 'prosecutions', 'convictions')
    """)
    assert len(doubted) > 100
    for area, rows in doubted.groupby("area"):
        flows = cases.pipeline(ledger, str(area)).melt(
            id_vars=["year", "source_id"],
            value_vars=["prosecutions", "convictions"],
            var_name="measure",
        )
        of_unodc = flows[flows["source_id"].str.startswith("unodc")]
        assert of_unodc.merge(rows, on=["year", "measure", "value"]).empty, area
    of_press = ledger.table("""
        select area, count(*) as figures from preferred_figure
        where measure like 'officials%' and form = 'all' and reliability = 'press' group by area
    """)
    assert len(of_press) > 3
    for area, count in of_press.itertuples(index=False):
        told = " ".join(figures_wording.officials(cases.officials(ledger, area)))
        assert told.count("(press") == count, told


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("area", ["DEU", "PER"])
def test_a_picture_of_parts_crosses_what_is_doubted_and_says_so(ledger, area):
    for breakdown in ("sex", "form", "citizenship"):
        view = page.views(ledger, "victims", {"area": area, "by": breakdown})[breakdown]
        gaps = victims.shortfalls(ledger, area, breakdown, 1990, 2100)
        doubted = gaps[gaps["doubt"].notna() & (gaps["total_qualifier"] == "exact")]
        assert view.figure is not None
        [totals] = [
            trace
            for trace in view.figure.restored().data
            if trace.type == "scatter" and "Total" in trace.name
        ]
        crossed = {
            int(year)
            for year, mark in zip(totals.x, totals.marker.symbol, strict=True)
            if mark == theme.DOUBTED_MARK
        }
        assert crossed == set(doubted["year"]) != set(), breakdown
        notes = " ".join(files.sheet(taken(ledger, view, "victims", {"area": area})).notes)
        assert "Crossed ring: doubted" in notes
        assert ("Crossed bar: doubted" in notes) == view.table["doubt"].notna().any()


@pytest.mark.usefixtures("built")
def test_the_break_of_a_series_leaves_the_page_with_its_parts(ledger):
    known = ledger.table("""
        select area, year, reason from known_break
        where publisher = 'UNODC' and measure = 'victims_detected' and area in (select area from victim_breakdown)
    """)
    assert len(known) > 2
    for area, year, reason in known.itertuples(index=False):
        views = page.views(ledger, "victims", {"area": area})
        assert f"Break in {year}: {reason}." in views["sex_age"].counts, area


@pytest.fixture(scope="module")
def api(built) -> TestClient:
    return TestClient(Starlette(routes=routes("")), base_url="http://test/api/v1/")


def test_the_api_says_of_every_headline_figure_what_the_pages_say(ledger, api):
    held = {
        (row.area, row.measure, row.year): row
        for row in each(
            ledger.table("""
            select area, measure::varchar as measure, year, value, qualifier, unit, counts as counted, period, reliability,
                doubt, source_id
            from preferred_figure semi join (from measure where headline is not null) using (measure) where form = 'all'
        """)
        )
    }
    measures = ",".join(dict.fromkeys(measure for _, measure, _ in held))
    told = []
    asked = f"series?measure={measures}&limit=10000"
    while asked:
        answer = api.get(asked.removeprefix("/api/v1/")).json()
        told += answer["data"]
        asked = answer["next"]
    assert len(told) == len(held) > 5000
    for row in told:
        figure = held[row["area"], row["measure"], row["year"]]
        for name in (
            "value",
            "qualifier",
            "unit",
            "counted",
            "period",
            "reliability",
            "doubt",
            "source_id",
        ):
            kept = getattr(figure, name)
            assert row[name] == (kept if kept == kept else None), (name, row)
        assert row["rate"] is None or row["doubt"] is None and row["qualifier"] == "exact"
        assert "counted_as" not in row


def test_a_run_of_reports_in_one_tier_says_how_many_were_not_read_and_errors_are_sentences(
    ledger, api
):
    runs = api.get("tiers?year=2025").json()["data"]
    held = ledger.table(
        "select iso3, derived_in_run, press_in_run from tier_history where report_year = 2025"
    )
    assert {(r["area"], r["derived_in_run"], r["press_in_run"]) for r in runs} == set(
        held.itertuples(index=False, name=None)
    )
    for asked, says in (
        ("tiers?year=soon", "year: it must be a whole number."),
        ("tiers?limit=0", "limit: it must be 1 or more."),
        ("nowhere", "There is nothing at this address"),
        ("cases/none", "none is no case that the ledger knows; see /cases."),
    ):
        assert says in api.get(asked).json()["detail"]


def test_no_change_in_per_cent_is_told_of_what_is_not_compared(ledger: Database):
    """Every change that may not be given, claimed by somebody: the evidence tells both numbers and no percentage."""
    evidence = ledger.table("""
        with claims as (
            select list({
                claim_id: area || measure || year, area: area, iso3: area, source_id: null, publisher: 'Nobody',
                asserts: 'percent', measure: measure, unit: null, counted: null, qualifier: null, year_from: year - 1,
                value_from: null, year_to: year, value_to: null, direction: null, percent: 50, percent_qualifier: null,
                tier: null, case_id: null, step: null, date: null
            }) as claims
            from (
                select distinct area, measure::varchar as measure, year from year_over_year
                where withheld = 'doubted' and form = 'all' and strand = ''
            )
        )

        select e.* from claim_evidence_of((select claims from claims)) as e
    """)
    doubted = evidence[evidence["weight"] == "doubted"]
    assert len(doubted) > 100
    assert doubted["value_before"].notna().all()
    assert doubted["change_percent"].isna().all()
    assert evidence.loc[evidence["weight"] == "decides", "change_percent"].notna().any()
