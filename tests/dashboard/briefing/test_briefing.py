"""Briefings say what the database says, in every format."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pptx
import pytest

from dashboard.briefing import excel, pdf, powerpoint, word
from dashboard.briefing.country import country_briefing
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Chart, Figure, Sentence, say
from dashboard.ledger import Ledger
from dashboard.queries import catalogue

SAMPLE = ["KHM", "THA", "GBR", "DEU", "BRA", "PER", "CIV", "TUR", "CUW", "SOM", "USA"]
LIBREOFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STATUTE = {"22", "7107", "2"}


def numbers(text: str) -> set[str]:
    """Numbers as printed, without thousands commas; words such as 2WL or iso codes do not count."""
    return {
        token.replace(",", "")
        for token in re.findall(r"\d[\d,]*(?:\.\d+)?", text.replace("/", " "))
    } - {""}


def printed_in_word(content: bytes) -> str:
    """The text of the document's body: endnote marks and what they repeat left out."""
    body = ElementTree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))
    lines = []
    for paragraph in body.iter(f"{W}p"):
        runs = []
        for run in paragraph.iter(f"{W}r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is None or style.get(f"{W}val") != "EndnoteReference":
                runs += [t.text or "" for t in run.iter(f"{W}t")]
        lines.append("".join(runs))
    return "\n".join(lines)


def printed_in_pdf(content: bytes, folder: Path) -> str:
    """The text before the sources, without footnote marks and without lines of axis labels."""
    file = folder / "briefing.pdf"
    file.write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    text = re.sub(r"\[[\d,–\s]+\]", " ", re.split(r"[\n\f]Sources *\n", text)[0])
    text = re.sub(r"\n.*\d+ / \d+\n", "\n", text)
    return "\n".join(line for line in text.splitlines() if not re.fullmatch(r"[\d,\s]*", line))


def held(ledger: Ledger, iso3: str) -> set[str]:
    """Every number that the database holds of a country, its peers, its claims, cases and the build."""
    texts = ledger.table(
        """
        select value::varchar as text from figure where area = $iso3
        union all select year::varchar from figure where area = $iso3
        union all select (year - 1)::varchar from figure where area = $iso3
        union all select vintage || ' ' || source_id from figure where area = $iso3
        union all select round(abs(change_ratio) * 100)::integer::varchar from year_over_year
            where area = $iso3 and change_ratio is not null
        union all select coalesce(withheld, '') from year_over_year where area = $iso3
        union all select concat_ws(' ', report_year, tier, previous_tier, reports_in_tier) from tier_history
            where iso3 = $iso3
        union all select concat_ws(' ', countries, derived, median, year) from peer_median
            where peer_group in (select tip_region::varchar from country where iso3 = $iso3) or peers = 'tier'
        union all select concat_ws(' ', date, title) from event where iso3 = $iso3
        union all select concat_ws(' ', statement, note) from claim where iso3 = $iso3
        union all select concat_ws(' ', title, date, step) from court_case join case_step using (case_id)
            where iso3 = $iso3
        union all select concat_ws(' ', data_version, left(content_hash, 8)) from build
        union all select year::varchar from series_figure where publisher = 'UNODC'
        """,
        iso3=iso3,
    )["text"]
    found: set[str] = set()
    for text in texts:
        found |= numbers(text) | {n.removesuffix(".0") for n in numbers(text)}
    return found


@pytest.mark.parametrize("iso3", SAMPLE)
def test_every_number_printed_is_in_the_database(ledger: Ledger, iso3: str, tmp_path: Path) -> None:
    known = held(ledger, iso3) | STATUTE
    made = country_briefing(ledger, iso3)
    in_word = numbers(printed_in_word(word.write(made)))
    in_pdf = numbers(printed_in_pdf(pdf.write(made), tmp_path))
    assert len(in_word) >= 10
    assert in_word <= known, in_word - known
    assert in_pdf <= known, in_pdf - known


def test_a_number_that_is_not_in_the_database_would_be_found(ledger: Ledger) -> None:
    assert not numbers("987654 persons") <= held(ledger, "KHM")


@pytest.mark.parametrize("iso3", SAMPLE)
def test_every_figure_of_a_table_has_a_source(ledger: Ledger, iso3: str) -> None:
    made = country_briefing(ledger, iso3)
    cited = {source.number for source in made.sources}
    assert cited == set(range(1, len(cited) + 1))
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Chart):
                assert set(block.notes) <= cited and block.notes


def test_the_same_database_gives_the_same_pdf(ledger: Ledger) -> None:
    first, second = (pdf.write(country_briefing(ledger, "KHM")) for _ in range(2))
    assert first == second


def test_an_ordinary_country_fits_two_pages(ledger: Ledger) -> None:
    assert [len(pdf.pages(country_briefing(ledger, iso3))) for iso3 in ("KHM", "THA", "CIV")] == [
        2,
        2,
        2,
    ]


def test_a_country_without_figures_gets_one_honest_page(ledger: Ledger) -> None:
    made = country_briefing(ledger, "SOM")
    assert len(pdf.pages(made)) == 1
    assert "not zero" in made.headlines[1].text


@pytest.mark.parametrize("iso3", ["CIV", "STP", "TUR", "CUW"])
def test_names_come_out_right_in_every_format(ledger: Ledger, iso3: str, tmp_path: Path) -> None:
    # São Tomé and Príncipe is not ranked: its name stands over another country's briefing.
    name = str(ledger.value("select name from country where iso3 = $iso3", iso3=iso3))
    ranked = iso3 in catalogue.ranked_countries(ledger)
    made = replace(country_briefing(ledger, iso3 if ranked else "SOM"), title=name)
    assert name in printed_in_pdf(pdf.write(made), tmp_path)
    assert docx.Document(BytesIO(word.write(made))).paragraphs[0].text == name
    assert pptx.Presentation(BytesIO(powerpoint.write(made))).slides[0].shapes.title.text == name
    assert openpyxl.load_workbook(BytesIO(excel.write(made)))["Briefing"]["A1"].value == name


def test_word_endnotes_are_the_numbered_sources(ledger: Ledger) -> None:
    made = country_briefing(ledger, "KHM")
    parts = zipfile.ZipFile(BytesIO(word.write(made)))
    notes = ElementTree.fromstring(parts.read("word/endnotes.xml")).findall(f"{W}endnote")[2:]
    assert ["".join(n.itertext()).strip() for n in notes] == [
        s.citation.strip() for s in made.sources
    ]
    body = ElementTree.fromstring(parts.read("word/document.xml"))
    order = [int(r.get(f"{W}id")) for r in body.iter(f"{W}endnoteReference")]
    assert order == sorted(order) and len(order) == len(made.sources)


def test_slides_and_sheets_carry_native_charts_and_sources(ledger: Ledger) -> None:
    made = country_briefing(ledger, "KHM")
    slides = pptx.Presentation(BytesIO(powerpoint.write(made))).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert [tuple(c.plots[0].categories) for c in charts] == [c.axis for c in made.charts]
    assert all(slide.notes_slide.notes_text_frame.text.startswith("Sources") for slide in slides)
    book = openpyxl.load_workbook(BytesIO(excel.write(made)))
    assert sum(len(sheet._charts) for sheet in book) == len(made.charts)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@name"])
def test_a_cell_is_never_a_formula(ledger: Ledger, text: str) -> None:
    made = country_briefing(ledger, "KHM")
    changed = replace(made, title=text, headlines=(say(Figure(text)),))
    sheet = openpyxl.load_workbook(BytesIO(excel.write(changed)))["Briefing"]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A3"].data_type) == (text, "s", "s")


def test_a_region_lists_every_country_that_the_report_ranks(ledger: Ledger) -> None:
    made = group_briefing(ledger, "East Asia and Pacific", regions=["EAP"])
    table = made.sections[-1].blocks[0]
    ranked = ledger.value(
        "select count(*) from tier_ranking join country using (iso3) where report_year = 2025 and tip_region = 'EAP'"
    )
    assert len(table.rows) == ranked
    assert len(made.charts) == 3


def test_less_than_is_never_charted_or_compared(ledger: Ledger) -> None:
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
    assert "not exact are not drawn" in text


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_libreoffice_opens_and_converts(ledger: Ledger, kind: str, tmp_path: Path) -> None:
    writers = {"docx": word.write, "pptx": powerpoint.write, "xlsx": excel.write}
    for iso3 in ("KHM", "SOM"):
        (tmp_path / f"{iso3}.{kind}").write_bytes(writers[kind](country_briefing(ledger, iso3)))
    subprocess.run(
        [
            LIBREOFFICE,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            *tmp_path.glob(f"*.{kind}"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    text = subprocess.run(
        ["pdftotext", tmp_path / "KHM.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Cambodia" in text and (tmp_path / "SOM.pdf").exists()
