"""Briefings say what the database says, in every format."""

import json
import re
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import docx
import numpy as np
import openpyxl
import pptx
import pytest
from PIL import Image

from dashboard.briefing import charts
from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import WRITERS, make
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Briefing, Chart, Figure, Section, Sentence, Table, say
from dashboard.briefing.sections import checked
from dashboard.briefing.writers import excel, pdf, powerpoint, typesetting, word
from dashboard.queries import catalogue
from dashboard.queries.briefing import last_year_of_unodc
from dashboard.queries.database import Database
from tests import needs
from tests.ledger.briefing.opened_elsewhere import convert, pages, reads_alike
from tests.ledger.briefing.reading import pdf_text

SAMPLE = ["KHM", "THA", "GBR", "DEU", "BRA", "PER", "CIV", "TUR", "CUW", "SOM", "USA"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("iso3", SAMPLE)
def test_every_figure_has_a_source_and_every_source_is_cited(ledger: Database, iso3: str) -> None:
    made = country_briefing(ledger, iso3)
    blocks = [*made.headlines, *(block for section in made.sections for block in section.blocks)]
    cited = [n for block in blocks for n in powerpoint.cited(block)]
    assert list(dict.fromkeys(cited)) == list(range(1, len(made.sources) + 1))
    for block in blocks:
        if isinstance(block, Chart):
            assert block.notes
        if isinstance(block, Table):
            figures = [cell for row in block.rows for cell in row if cell.value is not None]
            assert figures and all(cell.notes for cell in figures)


def test_editions_of_one_source_share_a_number(ledger: Database) -> None:
    made = country_briefing(ledger, "KHM")
    reports = [s.citation for s in made.sources if "tiers 2001-2015" in s.citation]
    assert len(reports) == 1
    assert "Trafficking in Persons Report 2001 to 2015: tier placements" in reports[0]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_database_gives_the_same_bytes(built: tuple[Path, object], kind: str) -> None:
    first, second = (WRITERS[kind](country_briefing(Database(built[0]), "KHM")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_no_part_of_an_office_file_tells_when_it_was_written(ledger: Database, kind: str) -> None:
    files = [WRITERS[kind](country_briefing(ledger, "KHM"))]
    while files:
        parts = zipfile.ZipFile(BytesIO(files.pop()))
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        stamps = re.findall(rb"<dcterms:\w+[^>]*>(\d{4})", parts.read("docProps/core.xml"))
        assert set(stamps) <= {b"1980"}
        files += [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]


def test_the_pdf_is_tagged_with_title_and_language(ledger: Database, tmp_path: Path) -> None:
    file = tmp_path / "KHM.pdf"
    file.write_bytes(pdf.write(country_briefing(ledger, "KHM")))
    told = subprocess.run(
        [needs.program("pdfinfo"), file], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    assert re.search(r"^Title: +Cambodia$", told.stdout, re.M)
    assert re.search(r"^Tagged: +yes$", told.stdout, re.M)
    assert re.search(rb"/Lang ?\(en-GB\)", file.read_bytes())
    assert b"pdfuaid:part" in file.read_bytes()


def test_a_case_is_told_to_its_end(ledger: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "LATEST", 5)
    made = country_briefing(ledger, "KHM", sections=["cases"])
    told = [b for b in made.sections[0].blocks if isinstance(b, Sentence)]
    chief = next(s for s in told if s.text.startswith("Former chief"))
    assert (
        "Conviction (another offence), 2011-12-20" in chief.text
        and "acquittal, 2014: Former police chief cleared" in chief.text
    )
    assert "An official of Cambodia was accused and cleared." in chief.text
    assert all(part.notes for part in chief.parts[1:-1])
    *_, rest = told
    held = ledger.value("select count(*) from court_case where iso3 = 'KHM'")
    assert rest.text.startswith(f"Documented in the register besides: {held - 5}")
    assert len(told) == 6


def test_a_break_in_a_series_is_told_from_the_data(ledger: Database) -> None:
    last = last_year_of_unodc(ledger)
    breaks = ledger.table(
        "select area, min(reason) as reason from series_break join country on iso3 = area "
        "where measure in ('prosecutions', 'convictions', 'victims_identified', 'victims_detected') and year <= $last "
        "group by area",
        last=last,
    )
    assert "GBR" in set(breaks["area"])
    for iso3, reason in breaks.itertuples(index=False):
        made = country_briefing(ledger, iso3, sections=["caveats"])
        assert reason in " ".join(
            b.text for b in made.sections[0].blocks if isinstance(b, Sentence)
        )


def test_an_ordinary_country_fits_two_pages(ledger: Database) -> None:
    for iso3 in ("LAO", "THA", "CIV", "KHM"):
        assert len(pdf.pages(country_briefing(ledger, iso3))) == 2, iso3


@pytest.mark.parametrize("iso3", ["SOM", "YEM", "LBY", "YUG", "ERI", "AFG"])
def test_a_sparse_country_gets_one_honest_page(ledger: Database, iso3: str) -> None:
    made = country_briefing(ledger, iso3)
    assert len(pdf.pages(made)) == 1
    for sentence, measures in zip(
        made.headlines[1:],
        [("prosecutions", "convictions"), ("victims_identified", "victims_detected")],
        strict=True,
    ):
        held = ledger.value(
            "select count(*) from preferred_figure where area = $area and form = 'all'"
            " and list_contains($measures, measure)",
            area=iso3,
            measures=list(measures),
        )
        none = "That is not zero" in sentence.text or "holds only partial figures" in sentence.text
        assert none == (held == 0)


@pytest.mark.parametrize("iso3", ["CIV", "STP", "TUR", "CUW"])
def test_names_come_out_right_in_every_format(ledger: Database, iso3: str, tmp_path: Path) -> None:
    # São Tomé and Príncipe is not ranked: its name stands over another country's briefing.
    name = str(ledger.value("select name from country where iso3 = $iso3", iso3=iso3))
    ranked = iso3 in catalogue.ranked_countries(ledger)
    made = replace(country_briefing(ledger, iso3 if ranked else "SOM"), title=name)
    assert name in pdf_text(pdf.write(made), tmp_path)
    assert docx.Document(BytesIO(word.write(made))).paragraphs[0].text == name
    assert pptx.Presentation(BytesIO(powerpoint.write(made))).slides[0].shapes.title.text == name
    assert openpyxl.load_workbook(BytesIO(excel.write(made)))["Briefing"]["A1"].value == name


def test_word_sources_are_numbered_and_every_citation_refers_to_one(ledger: Database) -> None:
    made = country_briefing(ledger, "KHM")
    body = ElementTree.fromstring(
        zipfile.ZipFile(BytesIO(word.write(made))).read("word/document.xml")
    )
    places = {
        mark.attrib[f"{W}name"]: "".join(paragraph.itertext())
        for paragraph in body.iter(f"{W}p")
        for mark in paragraph.findall(f"{W}bookmarkStart")
    }
    assert places == {f"_source{s.number}": f"{s.number} {s.words.text}" for s in made.sources}
    cited = [
        (field.attrib[f"{W}instr"].split()[1], "".join(field.itertext()))
        for field in body.iter(f"{W}fldSimple")
        if field.attrib[f"{W}instr"].startswith(" REF ")
    ]
    assert len(cited) > len(made.sources)
    assert all(place == f"_source{number}" and place in places for place, number in cited)


def test_slides_and_sheets_carry_native_charts_and_sources(ledger: Database) -> None:
    made = country_briefing(ledger, "KHM")
    slides = pptx.Presentation(BytesIO(powerpoint.write(made))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert [tuple(c.plots[0].categories) for c in charts] == [c.axis for c in made.charts]
    for native, chart in zip(charts, made.charts, strict=True):
        drawn = {series.name: list(series.values) for series in native.plots[0].series}
        assert drawn == {series: chart.values(series) for series in chart.series}
    assert all(slide.notes_slide.notes_text_frame.text.startswith("Sources") for slide in slides)
    book = openpyxl.load_workbook(BytesIO(excel.write(made)))
    assert sum(len(sheet._charts) for sheet in book) == len(made.charts)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_briefing_without_sources_is_written_too(kind: str) -> None:
    table = Table("Cases by year", ("Year", "Cases"), ((Figure("2024"), Figure("3", (), 3.0)),))
    section = Section("Cases", (say("Three cases."), table, say("No more.")))
    made = Briefing("own", "Own cases", "Edition", (say("Three cases in 2024."),), (section,), ())
    assert len(WRITERS[kind](made)) > 1000


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@name"])
def test_a_cell_is_never_a_formula(ledger: Database, text: str) -> None:
    made = country_briefing(ledger, "KHM")
    changed = replace(made, title=text, headlines=(say(Figure(text)),))
    sheet = openpyxl.load_workbook(BytesIO(excel.write(changed)))["Briefing"]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A3"].data_type) == (text, "s", "s")


def test_a_number_in_a_table_stays_a_number_with_its_unit_and_source(ledger: Database) -> None:
    made = country_briefing(ledger, "KHM")
    book = openpyxl.load_workbook(BytesIO(excel.write(made)))
    sheet = next(s for s in book if s["A1"].value == "Preferred figures by the year counted")
    figures = [cell for row in sheet.iter_rows(min_row=4, min_col=2) for cell in row]
    counted = [cell for cell in figures if isinstance(cell.value, int | float)]
    assert len(counted) >= 5
    assert all(re.search(r"(persons|suspects) \[\d", cell.number_format) for cell in counted)
    assert {cell.value for cell in figures} - {c.value for c in counted} <= {
        "no figure",
        "no whole figure",
    }


def test_a_region_lists_every_country_that_the_report_ranks(ledger: Database) -> None:
    made = group_briefing(ledger, "East Asia and Pacific", regions=["EAP"])
    table = next(b for s in made.sections for b in s.blocks if isinstance(b, Table))
    ranked = ledger.value(
        "select count(*) from tier_ranking join country using (iso3) where report_year = 2025 and tip_region = 'EAP'"
    )
    assert len(table.rows) == ranked
    assert len(made.charts) == 3


@pytest.mark.parametrize("area", ["TIP-EAP", "tier-1", "tier-3", "tier-SC"])
def test_a_group_is_written_in_every_format(ledger: Database, area: str) -> None:
    made = make(ledger, area)
    slides = pptx.Presentation(BytesIO(powerpoint.write(made))).slides
    assert sum(s.has_chart for slide in slides for s in slide.shapes) == len(made.charts)
    book = openpyxl.load_workbook(BytesIO(excel.write(made)))
    assert sum(len(sheet._charts) for sheet in book) == len(made.charts)
    file = docx.Document(BytesIO(word.write(made)))
    assert len(file.inline_shapes) == len(made.charts) > 0
    assert [len(table.rows) - 1 for table in file.tables[:-1]] == [
        len(b.rows) for s in made.sections for b in s.blocks if isinstance(b, Table)
    ]
    assert pdf.pages(made)


def test_less_than_is_never_charted_or_compared(ledger: Database) -> None:
    iso3 = ledger.value(
        "select area from preferred_figure join country on iso3 = area where qualifier = 'less_than' and form = 'all'"
        " and measure = 'prosecutions' and iso3 in (select iso3 from tier_ranking) order by area limit 1"
    )
    bounded = ledger.table(
        "select label, year::varchar as year from preferred_figure join measure using (measure)"
        " where area = $area and qualifier = 'less_than' and form = 'all' and measure = 'prosecutions'",
        area=iso3,
    )
    made = country_briefing(ledger, str(iso3))
    drawn = {(p.series.split(",")[0], p.x) for chart in made.charts for p in chart.points}
    assert not drawn & set(bounded.itertuples(index=False, name=None))
    text = " ".join(b.text for s in made.sections for b in s.blocks if isinstance(b, Sentence))
    assert "Not drawn, as not exact: prosecutions, fewer than" in text


def test_libreoffice_opens_every_format(ledger: Database, tmp_path: Path) -> None:
    needs.program("soffice")
    for area in ("KHM", "SOM", "tier-3"):
        made = make(ledger, area)
        (tmp_path / f"{area}.pdf").write_bytes(pdf.write(made))
        for kind in ("docx", "pptx", "xlsx"):
            (tmp_path / f"{area}.{kind}").write_bytes(WRITERS[kind](made))
    for kind in ("docx", "pptx", "xlsx"):
        files = sorted(tmp_path.glob(f"*.{kind}"))
        convert(files, tmp_path / kind, tmp_path / "profile")
        for file in files:
            assert reads_alike(file, tmp_path / kind / f"{file.stem}.pdf"), file.name
    # Of ordinary countries Cambodia has most to tell.
    first, second = pages(tmp_path / "docx" / "KHM.pdf")
    assert "Tier history" in first
    assert re.search(r"^Sources\s+1 US Department of State", second, re.M)


def test_years_after_the_last_figure_give_an_honest_briefing(ledger: Database) -> None:
    made = country_briefing(ledger, "LCA", first=2024, last=2025)
    said = [b.text for s in made.sections for b in s.blocks if isinstance(b, Sentence)]
    assert "No source in the ledger gives a figure for Saint Lucia for 2024." in said


@pytest.mark.parametrize("tier", ["3", "2WL", "2"])
def test_a_tiers_movements_are_those_of_the_countries_that_stood_there_before(
    ledger: Database, tier: str
) -> None:
    made = group_briefing(ledger, "Group", tiers=[tier])
    counted = ledger.table(
        """
        select count(*) as countries,
            count(*) filter (where now.movement = 'up') as up, count(*) filter (where now.movement = 'down') as down
        from tier_ranking as before
        left join (from tier_history where report_year = 2025) as now using (iso3)
        where before.report_year = 2024 and before.tier = $tier
        """,
        tier=tier,
    ).iloc[0]
    assert counted["up"] > 0
    assert made.headlines[0].text.startswith(
        f"Group: of {counted['countries']} countries in the 2024 report, {counted['up']} moved up and"
        f" {counted['down']} moved down in that of 2025"
    )


def test_the_countries_that_report_most_are_those_of_one_year_and_unit(ledger: Database) -> None:
    members = ledger.table("select iso3 from country where tip_region = 'EUR'")["iso3"].tolist()
    made = group_briefing(ledger, "Europe", regions=["EUR"])
    [chart] = [c for c in made.charts if c.title.startswith("Prosecutions")]
    year = int(chart.title.split(", ")[1][:4])
    largest = ledger.table(
        """
        select name, value from preferred_figure join country on iso3 = area
        where measure = 'prosecutions' and form = 'all' and unit = 'persons' and qualifier = 'exact'
          and year = $year and list_contains($members, area)
        order by value desc, name limit 15
        """,
        year=year,
        members=members,
    )
    assert [(p.x, p.y) for p in chart.points] == list(largest.itertuples(index=False, name=None))


def test_a_chart_says_whole_what_each_line_counts(ledger: Database) -> None:
    made = country_briefing(ledger, "NPL")
    drawn = [
        b for s in made.sections for b in s.blocks if isinstance(b, Chart) and b.kind == "line"
    ]
    assert len(drawn) == 2
    for chart in drawn:
        words = " ".join(ElementTree.fromstring(charts.svg(chart)).itertext())
        for series in chart.series:
            assert set(series.split()) <= set(words.split())
        assert "…" not in words


def test_a_preview_shows_every_row_of_a_picture(ledger: Database) -> None:
    """A picture of lines one pixel high: none is lost, and none is painted twice."""
    lines = "".join(f'<rect y="{y}" width="360" height="1"/>' for y in range(0, 200, 2))
    asked = pdf.as_data(country_briefing(ledger, "KHM", sections=["law", "victims"]))
    drawn = next(
        b for row in asked["rows"] for s in row for b in s["blocks"] if b["kind"] == "charts"
    )
    drawn["items"][0]["svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="200.4" viewBox="0 0 360 200.4">'
        f"{lines}</svg>"
    )
    page = Image.open(BytesIO(typesetting.pages(pdf.TEMPLATE, json.dumps(asked))[0])).convert("L")
    dark = np.asarray(page)[:, page.width // 4] < 128
    longest = max(len(list(run)) for turns, run in groupby(dark[1:] != dark[:-1]) if turns)
    assert longest >= 199
