"""The style, the title and the description stand in every HTML page from its first byte, and in nothing else."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.document import SCRIPT, STYLE, Document
from dashboard.queries.database import Database

PAGE = "<html><head></head><body>" + "x" * 2000 + "</body></html>"


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", lambda request: HTMLResponse(PAGE, headers={"ETag": '"old"'})),
        Route("/data", lambda request: JSONResponse({"html": "</body>"})),
    ]
    return TestClient(
        Starlette(
            routes=routes,
            middleware=[Middleware(Document, "", lambda: None), Middleware(GZipMiddleware)],
        )
    )


def test_a_page_ends_with_the_style_and_the_script(client):
    answer = client.get("/", headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip"})
    _, style, rest = answer.text.partition(f"<style>{STYLE.read_text('utf-8')}</style><script>")
    assert style
    assert rest.endswith(f"{SCRIPT.read_text('utf-8')}</script></body></html>")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "ETag" not in answer.headers


def test_data_pass_as_they_are(client):
    assert client.get("/data").json() == {"html": "</body>"}


@pytest.fixture
def of_the_house(ledger) -> TestClient:
    """The page as Streamlit has it, at every address below /tip."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    routes = [Route("/tip/{rest:path}", lambda request: HTMLResponse(page))]
    application = Starlette(
        routes=routes, middleware=[Middleware(Document, "/tip", lambda: ledger)]
    )
    return TestClient(application, headers={"Accept": "text/html"})


def head(page: str) -> tuple[str, str]:
    """Title and description."""
    assert page.count("<title>") == 1
    title = page.partition("<title>")[2].partition("</title>")[0]
    description = page.partition('name="description" content="')[2].partition('"')[0]
    assert f'<meta property="og:title" content="{title}">' in page
    assert f'<meta property="og:description" content="{description}">' in page
    return unescape(title), unescape(description)


@pytest.mark.parametrize(
    ("address", "title", "description"),
    [
        ("country?area=NPL", "Nepal", "Nepal: Tier 2 Watch List in the 2025 report"),
        ("Country?AREA=burma", "Myanmar", "Myanmar: Tier 3 in the 2025 report"),
        ("country?area=QQQ", "Countries", "Each country's tiers"),
        ("country?area=ASEAN", "Countries", "Each country's tiers"),
        ("country", "Countries", "Each country's tiers"),
        ("victims?area=THA", "Victims: Thailand", "Thailand: Tier"),
        ("trends?area=KHM,QQQ,WORLD&measure=prosecutions", "Prosecutions: Cambodia, World", "Cambodia:"),
        ("trends?area=KHM&measure=none", "Trends: Cambodia", "Cambodia:"),
        ("compare?area=KHM", "Compare", "Who stands where"),
        ("", "Overview", "Figures on human trafficking that you can defend"),
        ("nonsense", "Page not found", "Figures on human trafficking"),
    ],
)  # fmt: skip
def test_an_address_says_what_it_leads_to(of_the_house, address, title, description):
    told = head(of_the_house.get(f"/tip/{address}").text)
    assert told[0] == f"{title} · TIP Ledger"
    assert told[1].startswith(description)
    assert "*" not in told[1]


@pytest.mark.parametrize(
    ("address", "browser", "language", "title"),
    [
        ("glossary", "", "en", "Glossary"),
        ("glossary?lang=FR", "", "fr", "Glossaire"),
        ("glossary", "es-MX,en;q=0.5", "es", "Glosario"),
        ("glossary?lang=en", "es-MX", "en", "Glossary"),
        ("glossary?lang=xx", "es-MX", "en", "Glossary"),
    ],
)
def test_a_page_is_in_the_language_of_its_address_else_of_the_browser(
    of_the_house, address, browser, language, title
):
    answer = of_the_house.get(f"/tip/{address}", headers={"Accept-Language": browser})
    assert f'<html lang="{language}">' in answer.text
    assert head(answer.text)[0] == f"{title} · TIP Ledger"
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_page_that_draws_asks_for_what_draws_at_once(of_the_house):
    told = of_the_house.get("/tip/country?area=NPL").text
    [ahead] = re.findall(r'rel="modulepreload" fetchpriority="low" crossorigin href="/tip/(.*?)"', told)  # fmt: skip
    assert (Path(streamlit.__file__).parent / "static" / ahead).is_file()
    assert "fetchpriority" not in of_the_house.get("/tip/glossary").text


def test_the_script_knows_every_term_and_page(of_the_house, ledger):
    told = of_the_house.get("/tip/glossary").text
    house = json.loads(told.partition("<script>const house = ")[2].partition(";\n")[0])
    assert house["base"] == "tip"
    assert {"", "country", "glossary"} <= {*house["pages"]}
    name, definition = ledger.table(
        "select term, definition from term where term_id = 'tier-3'"
    ).iloc[0]
    assert house["terms"]["tier-3"][:2] == [name, definition]
    assert len(house["terms"]) == ledger.value("select count(*) from term")


def test_a_case_is_called_by_its_title(of_the_house, ledger):
    case_id, title = ledger.table("select case_id, title from court_case order by 1").iloc[0]
    told = head(of_the_house.get(f"/tip/cases?case={case_id.lower()}").text)
    assert told[0] == f"{title} · TIP Ledger"


@pytest.mark.parametrize("page", ["country", "trends", "cases", "nonsense"])
@pytest.mark.parametrize(
    "hostile",
    ["</title><script>x</script>", '"><img src=x>', "\x00\udcff", "x" * 9000, "a,," * 900],
)
def test_hostile_text_in_an_address_is_no_part_of_the_page(of_the_house, page, hostile):
    query = urlencode(dict.fromkeys(("area", "measure", "case"), hostile), errors="surrogateescape")
    told = of_the_house.get(f"/tip/{page}?{query}").text
    assert head(told)[0].endswith("TIP Ledger")
    assert "<script>x" not in told
    assert "<img" not in told


def test_hostile_text_of_the_ledger_is_escaped(of_the_house, monkeypatch):
    name = '</title><script>x</script>"'
    monkeypatch.setattr("dashboard.preview.catalogue.country_names", lambda ledger: {"NPL": name})
    page = of_the_house.get("/tip/country?area=NPL").text
    assert "<script>x" not in page
    assert head(page)[0] == f"{name} · TIP Ledger"


def test_a_damaged_ledger_leaves_the_page_its_name(of_the_house, tmp_path):
    def damaged() -> Database:
        (tmp_path / "damaged").write_text("no database")
        return Database(tmp_path / "damaged")

    application = Starlette(
        routes=of_the_house.app.routes, middleware=[Middleware(Document, "", damaged)]
    )
    answer = TestClient(application, headers={"Accept": "text/html"}).get("/tip/country?area=NPL")
    assert head(answer.text) == ("TIP Ledger", "")
