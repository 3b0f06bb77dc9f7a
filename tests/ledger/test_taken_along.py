"""What is taken along of a page is what stands on it: files read back, against the screen and the database."""

import csv
import io
import json
import re
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.visitors import Allowance
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.views import View, files, page
from dashboard.views.address import Address
from dashboard.views.routes import Views
from dashboard.wording import citing
from tests.ledger.test_pages import run

SAMPLE = [
    ("country", {"area": "KHM"}),
    ("country", {"area": "THA"}),
    ("trends", {"measure": "prosecutions", "area": "KHM,THA"}),
    ("compare", {"view": "tiers"}),
    ("compare", {"view": "clock"}),
    ("compare", {"view": "table", "area": "KHM,THA"}),
    ("compare", {"view": "peers"}),
    ("sources", {"words": "unodc"}),
    ("cases", {"area": "THA"}),
    ("victims", {"area": "THA"}),
    ("claims", {}),
    ("cases", {"view": "map"}),
]


def taken(
    ledger: Database, view: View, name: str = "country", query: dict[str, str] | None = None
) -> files.Taken:
    address = Address("https://example.org", name, query or {"area": "KHM"})
    return files.Taken(ledger, view, address, date(2026, 11, 26))


def rows_of_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def parts(ledger: Database) -> list[tuple[str, dict[str, str], View]]:
    return [
        (name, query, view)
        for name, query in SAMPLE
        for view in page.views(ledger, name, query).values()
    ]


def test_every_part_of_a_sample_of_pages_reads_back_as_its_table_in_every_format(ledger):
    found = parts(ledger)
    assert len(found) > 25
    for name, query, view in found:
        part = taken(ledger, view, name, query)
        head, *told = rows_of_csv(files.as_csv(part))
        assert len(told) == len(view.table) and len(set(head)) == len(head), view.name
        _, tags, *tagged = rows_of_csv(files.as_hxl(part))
        assert tagged == told and all(tag.startswith("#") for tag in tags)
        assert not [
            cell for row in told for cell in row if cell.endswith(".0") and cell[:-2].isdigit()
        ]
        book = openpyxl.load_workbook(io.BytesIO(files.as_excel(part)))
        assert book.sheetnames == ["Data", "Sources", "About"]
        sheet = list(book["Data"].values)
        assert len(sheet) == len(told) + 1 and list(sheet[0]) == head
        assert book["Sources"].max_row == len(part.cited) + 1
        answer = json.loads(files.as_json(part))
        assert len(answer["data"]) == len(told)
        assert set(answer["sources"]) == view.source_ids
        with zipfile.ZipFile(io.BytesIO(files.as_zip(part))) as archive:
            assert rows_of_csv(archive.read("data.csv")) == [head, *told]
            meant = rows_of_csv(archive.read("data-dictionary.csv"))
            assert [row[0] for row in meant[1:]] == head
            assert len(rows_of_csv(archive.read("sources.csv"))) == len(part.cited) + 1


def test_numbers_in_a_file_are_those_of_the_database(ledger):
    held = ledger.table(
        "select year, value from preferred_figure where area = 'KHM' and measure = 'convictions' "
        "and form = 'all' and strand = '' and scope = '' order by year"
    )
    view = page.views(ledger, "country", {"area": "KHM"})["convictions"]
    head, *told = rows_of_csv(files.as_csv(taken(ledger, view)))
    read = {(int(row[head.index("Year")]), float(row[head.index("Figure")])) for row in told}
    assert not held.empty
    assert set(zip(held["year"], held["value"], strict=True)) <= read


def test_the_files_of_countries_side_by_side_name_the_source_of_every_figure(ledger):
    asked = {"view": "table", "year": "2025", "area": "KHM,THA"}
    part = taken(ledger, page.views(ledger, "compare", asked)["compare"], "compare", asked)
    sheets = pd.read_excel(io.BytesIO(files.as_excel(part)), sheet_name=None)
    table = sheets["Data"].set_index("Country")
    assert set(table.index) == {"Cambodia", "Thailand"}
    assert "; 2013 Tier 2 Watch List; " in table["Tier history"].loc["Cambodia"]
    figures = 0
    told_as_json = json.loads(files.as_json(part))
    assert told_as_json["columns"]["prosecutions_unit"] == "Prosecutions, unit"
    for row in told_as_json["data"]:
        for code in catalogue.headline_measures(ledger):
            for told, source in (
                (code, f"{code}_source_id"),
                (f"{code}_change", f"{code}_before_source_id"),
                (f"{code}_per_100_000", f"{code}_population_source_id"),
            ):
                figures += bool(row[told])
                assert not row[told] or row[source], told
    assert figures > 10


@pytest.mark.parametrize(("name", "query"), SAMPLE)
def test_hashtags_come_from_codes_whatever_the_page_speaks(ledger, name, query):
    told = page.views(ledger, name, query | {"lang": "fr"})
    for part, view in page.views(ledger, name, query).items():
        assert list(told[part].table) == list(view.table), part


@pytest.mark.parametrize(
    ("name", "query", "part", "rows"),
    [
        ("sources", {"gives": "cases"}, "sources", "cases > 0"),
        ("cases", {"area": "USA"}, "list", "iso3 = 'USA'"),
    ],
)
def test_a_list_is_taken_along_whole_and_as_filtered(ledger, name, query, part, rows):
    view = page.views(ledger, name, query)[part]
    held = {"sources": "source_use", "cases": "court_case"}[name]
    expected = ledger.value(f"select count(*) from {held} where {rows}")
    assert 20 < expected == len(view.table)
    assert len(view.table) < ledger.value(f"select count(*) from {held}")
    assert str(len(view.table)) in view.finding


@pytest.mark.parametrize(
    ("name", "query", "part", "says"),
    [
        ("country", {"area": "KHM"}, "tiers", r"Tier 3 .*in the 2025 report, the \w+ in a row"),
        (
            "country",
            {"area": "KHM"},
            "convictions",
            r"UNODC: .*same source and unit .*years reported",
        ),
        (
            "trends",
            {"area": "THA"},
            "trend-prosecutions-count",
            r"^Thailand, prosecutions: .* years reported",
        ),
        (
            "trends",
            {
                "area": "THA,KHM",
                "sum": "same",
                "measure": "convictions",
                "from": "2017",
                "to": "2019",
            },
            "sum-same-convictions-count",
            r"in the same \d countr",
        ),
        (
            "trends",
            {"area": "THA,KHM", "sum": "all"},
            "sum-all-prosecutions",
            r"in 20\d\d, from \d countr.*Different",
        ),
        ("compare", {"view": "movements"}, "flow-2024-2025", r"^Between the reports .* moved up"),
        ("compare", {"view": "table"}, "compare", r"25 on Tier 2 Watch List.* moved up and"),
        ("overview", {}, "tiers-2025", r"on Tier 1.* moved up and"),
        ("claims", {}, "claims", r"^Of \d+ claims: .*: \d"),
    ],
)
def test_the_sentence_is_the_finding_with_its_footnote(ledger, name, query, part, says):  # fmt: skip
    told = taken(ledger, page.views(ledger, name, query)[part], name, query).sentence()
    said, footnote = told.split("\n\n")
    assert re.search(says, said) and "](" not in said and "**" not in said, said
    assert footnote.startswith("TIP Ledger") == (name == "claims")
    assert "https://example.org/" in footnote


def test_what_rests_on_no_source_of_the_ledger_is_cited_without_one(ledger):
    view = page.views(ledger, "sources", {})["tables"]
    part = taken(ledger, view, "sources", {})
    assert not len(part.cited)
    for text in (part.sentence(), part.short(), part.full(), part.bibtex()):
        assert "Source:" not in text and "Sources:" not in text and not text.startswith(":")


@pytest.mark.usefixtures("built")
def test_a_file_holds_what_the_reader_of_the_page_sees(ledger):
    app = run("country", area="KHM")
    before = len(app.dataframe)
    bar = next(b for b in app.button_group if b.key == "KHM-convictions-bar")
    app = bar.set_value("Figures and sources").run()
    assert len(app.dataframe) == before + 1
    seen = app.dataframe[0].value
    view = page.views(ledger, "country", {"area": "KHM"})["convictions"]
    rows = taken(ledger, view).rows()
    for column in [c for c in seen.columns if "source_id" not in c]:
        both = zip(seen[column], rows[column], strict=True)
        assert all(a == b or pd.isna(a) and pd.isna(b) for a, b in both), column


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("Sentence", "Trafficking in Persons Report"),
        ("Cite", "Tier history of Thailand, in TIP Ledger, data edition"),
        ("Link and embed", "/embed/country/tiers?area=THA"),
    ],
)
def test_the_bar_gives_what_is_asked_for_and_nothing_before(part, told):
    app = run("country", area="THA")
    assert not app.code
    bar = next(b for b in app.button_group if b.key == "THA-tiers-bar")
    app = bar.set_value(part).run()
    assert any(told in code.value for code in app.code)


def test_text_that_a_spreadsheet_would_compute_stays_text(ledger):
    hostile = ['=HYPERLINK("//away.example")', "+1", "-1+2", "@SUM(A1)", "\tx", "a, \"b\"\nc", "<script>"]  # fmt: skip
    table = pd.DataFrame({"note": hostile, "value": [42.0] * 7, "source_id": ["tip_2014"] * 7})
    part = taken(ledger, View("x", "=1+1", "=1+1", "", table))
    _, *told = rows_of_csv(files.as_csv(part))
    assert not [row for row in told if row[0].startswith(("=", "+", "-", "@", "\t"))]
    assert {row[1] for row in told} == {"42"}
    book = openpyxl.load_workbook(io.BytesIO(files.as_excel(part)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [row[0] for row in book["Data"].iter_rows(min_row=2, values_only=True)] == hostile


def test_a_citation_names_edition_address_and_date_for_reference_managers_too(ledger):
    view = page.views(ledger, "country", {"area": "KHM"})["tiers"]
    part = taken(ledger, view)
    content = catalogue.build(ledger).content_hash[:8]
    for text in (part.full(), part.bibtex(), part.ris()):
        assert content in text and "https://example.org/country?area=KHM" in text
        assert "2026-11-26" in text or "2026/11/26" in text
    lines = part.ris().split("\r\n")
    assert lines[0] == "TY  - DATA" and lines[-2] == "ER  - "
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert part.bibtex().count("{") == part.bibtex().count("}")
    assert citing.tex("5% of R&D_{x}") == r"5\% of R\&D\_\{x\}"


def test_a_page_that_stops_has_the_parts_before_its_stop_and_has_not_failed(ledger, caplog):
    assert page.views(ledger, "victims", {"area": "no such place"}) == {}
    assert not [said for said in caplog.messages if "failed" in said]


def test_what_a_reader_has_to_open_first_can_be_taken_along_too(ledger):
    held = page.views(ledger, "trends", {"measure": "prosecutions", "area": "KHM,THA"})
    assert not held["silence-prosecutions"].table.empty


@pytest.mark.usefixtures("built", "holding_key")
def test_what_is_not_public_is_at_no_address(ledger):
    held = page.views(ledger, "cases", {}) | page.views(ledger, "victims", {"area": "KHM"})
    assert held and not [name for name in held if name.startswith(("own", "records"))]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "address", ["/data/country", "/data/country/tiers.csv", "/embed/country/tiers"]
)
def test_who_has_a_part_already_is_told_so_until_the_edition_changes(ledger, address):
    site = TestClient(Starlette(routes=Views("", lambda: ledger, Allowance()).routes()))
    first = site.get(f"{address}?area=KHM")
    tag = first.headers["etag"]
    assert first.status_code == 200 and catalogue.build(ledger).content_hash[:24] in tag
    again = site.get(f"{address}?area=KHM", headers={"if-none-match": tag})
    assert again.status_code == 304 and not again.content and again.headers["etag"] == tag
    other = site.get(f"{address}?area=KHM", headers={"if-none-match": 'W/"of another edition"'})
    assert other.status_code == 200 and other.content == first.content


@pytest.mark.usefixtures("built")
def test_one_visitor_may_take_so_many_rows_of_parts_too(ledger):
    site = TestClient(Starlette(routes=Views("", lambda: ledger, Allowance(rows=1)).routes()))
    assert site.get("/data/country/tiers.csv?area=KHM").status_code == 200
    for address in ("/data/country/tiers.csv?area=THA", "/embed/country/tiers?area=THA"):
        refused = site.get(address)
        assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
        assert "1 rows in 10 minutes" in refused.text


ODD = """
    select [1, null] as l, '\\xFF'::blob as b, 9007199254740993 as h, 'inf'::double as x, interval 1 day as i,
    timestamptz '2020-01-02 03:04:05+00' as t, 1.50::decimal(5, 2) as d, '=1+1' as f, null as n,
    (select min(source_id) from source) as source_id
"""


@pytest.fixture(scope="module")
def site(ledger) -> TestClient:
    return TestClient(Starlette(routes=Views("", lambda: ledger, Allowance()).routes()))


@pytest.mark.parametrize("kind", [*files.DATA, *files.CITATIONS])
def test_the_rows_of_a_question_leave_in_every_form_with_the_columns_asked_for(site, kind):
    answer = site.get(f"/data/sql/rows.{kind}", params={"q": ODD})
    assert answer.status_code == 200
    names = ["l", "b", "h", "x", "i", "t", "d", "f", "n", "source_id"]
    if kind == "csv":
        head, row = rows_of_csv(answer.content)
        assert head == names
        assert row[1:3] == ["ff", "9007199254740993"] and row[6:9] == ["1.50", "'=1+1", ""]
    elif kind == "json":
        told = answer.json()
        assert list(told["data"][0]) == names and list(told["sources"]) == [
            told["data"][0]["source_id"]
        ]
        assert told["data"][0]["h"] == 9007199254740993 and told["data"][0]["x"] is None
        assert "select [1, null] as l" in told["about"]["What is counted"]
    elif kind == "xlsx":
        head, row = openpyxl.load_workbook(io.BytesIO(answer.content))["Data"].values
        assert list(head) == names
        assert row[2] == "9007199254740993" and row[7] == "=1+1"


def test_a_question_alone_in_a_frame_has_its_chart_and_nothing_of_the_askers_runs(site):
    sql = "select '<script>alert(1)</script>' as name, 1 as n union all select '<a href=//x.example>x</a>', 2"
    page = site.get("/embed/sql/rows", params={"q": sql})
    assert page.status_code == 200 and "Plotly.newPlot" in page.text
    picture = site.get("/data/sql/rows.svg", params={"q": sql})
    assert picture.status_code == 200 and "<svg" in picture.text
    for text in (page.text, picture.text):
        assert "<script>alert" not in text and "<a href=//x" not in text


def test_a_chart_of_days_has_a_picture(site):
    sql = "select date '2020-01-01' as day, 5 as n union all select date '2021-03-01', -7"
    assert site.get("/data/sql/rows.png", params={"q": sql}).status_code == 200


@pytest.mark.parametrize(
    ("sql", "status", "says"),
    [
        ("select valu from figure", 422, "Did you mean value"),
        ("", 422, "There is no statement"),
        ("from read_text('/etc/passwd')", 422, "read_text"),
        ("select '" + "x" * 30_000 + "'", 422, "longer than 20,000"),
        ("x" * 60_100, 414, "too long"),
    ],
)
def test_a_question_without_an_answer_says_why_at_its_address_too(site, sql, status, says):
    answer = site.get("/data/sql/rows.csv", params={"q": sql})
    assert answer.status_code == status and says in answer.json()["detail"]
