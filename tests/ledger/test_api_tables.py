"""The data API as it is served, against the database."""

import asyncio
import hashlib
import io
import json
import re
import threading
import zipfile
from base64 import b64encode
from typing import Any
from urllib.parse import urljoin

import httpx2
import pandas as pd
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api import downloads
from dashboard.api.application import application
from dashboard.api.visitors import Allowance
from dashboard.queries.database import Database, Dictionary
from dashboard.server import routes
from tests.awaited import awaited

TABLES = (
    "tiers figures series changes doubts accounts strands events-in-units watch-list countries measures sources claims cases coverage editions"
).split()


@pytest.fixture(scope="module")
def api(built) -> TestClient:
    """The API where it is served: below a path, beside the pages."""
    return TestClient(Starlette(routes=routes("/tip")), base_url="http://test/tip/api/v1/")


def rows(api: TestClient, address: str) -> list[dict]:
    answer = api.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_the_press_figures_of_cambodia_come_with_all_that_makes_them_citable(api):
    answer = api.get("changes?area=KHM&measure=prosecutions&from=2012&to=2013").json()
    before, now = answer["data"]
    assert (before["value"], now["value"], now["change"]) == (102, 50, -52)
    assert now["unit"] == "cases"
    assert {"qualifier", "counted", "period", "vintage"} <= set(now)
    assert "The Phnom Penh Post" in answer["sources"][now["source_id"]]["citation"]


def test_placements_are_those_of_the_database(api, ledger):
    told = rows(api, "tiers?year=2014&limit=10000")
    held = ledger.table("select iso3, tier, source_id from tier_ranking where report_year = 2014")
    assert {(r["area"], r["tier"], r["source_id"]) for r in told} == set(
        held.itertuples(index=False, name=None)
    )


@pytest.mark.parametrize("publisher", ["UNODC", "US Department of State"])
def test_a_publishers_series_is_that_of_the_database(api, ledger, publisher):
    told = rows(api, f"series?publisher={publisher}&measure=convictions&limit=10000")
    held = ledger.table(
        "select area, year, value, qualifier, unit, source_id from series_figure "
        "where publisher = $publisher and measure = 'convictions' and form = 'all' and strand = ''",
        publisher=publisher,
    )
    columns = ["area", "year", "value", "qualifier", "unit", "source_id"]
    assert {tuple(r[c] for c in columns) for r in told} == set(
        held[columns].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize("view", ["contradictions", "every"])
def test_doubts_are_those_of_the_database(api, ledger, view):
    told = rows(api, f"doubts?area=DEU,NGA&view={view}&limit=10000")
    wanted = "contradiction" if view == "contradictions" else "true"
    held = ledger.table(
        f"select area, year, measure, kind, other_value from figure_doubt where area in ('DEU', 'NGA') and {wanted}"
    )
    columns = ["area", "year", "measure", "kind", "other_value"]
    assert sorted(tuple(row[c] for c in columns) for row in told) == sorted(
        held[columns].itertuples(index=False, name=None)
    )
    assert (len({row["contradiction"] for row in told}) == 2) == (view == "every")


def test_the_total_of_germany_2022_stands_with_the_part_that_contradicts_it(api):
    [doubt] = [
        row
        for row in rows(api, "doubts?area=DEU&measure=victims_detected&from=2022&to=2022")
        if row["form"] == "all" and row["sex"] == "all" and row["age"] == "all"
    ]
    assert (doubt["kind"], doubt["value"], doubt["qualifier"]) == (
        "total_below_part",
        5,
        "less_than",
    )
    assert (doubt["other_value"], doubt["other_qualifier"]) == (1096, "exact")


def test_pages_together_are_every_figure_once(api, ledger):
    address, found = "figures?area=KHM,THA&view=every&limit=70", []
    while address:
        page = api.get(address).json()
        found += page["data"]
        address = page["next"] and urljoin("http://test", page["next"])
    held = ledger.value("select count(*) from figure where area in ('KHM', 'THA')")
    assert len(found) == page["total"] == held
    key = (
        "area year period measure form sex age origin unit counted scope source_id vintage".split()
    )
    assert len({tuple(row[c] for c in key) for row in found}) == held


@pytest.mark.parametrize("table", TABLES)
def test_the_three_forms_hold_the_same_rows(api, table):
    as_json = api.get(f"{table}?limit=50").json()
    as_csv = api.get(f"{table}?limit=50&format=csv")
    as_parquet = pq.read_table(io.BytesIO(api.get(f"{table}?limit=50&format=parquet").content))
    read = pd.read_csv(io.StringIO(as_csv.text), keep_default_na=False, dtype=str)
    assert len(as_json["data"]) == len(read) == as_parquet.num_rows > 0
    assert list(as_json["data"][0]) == list(read) == as_parquet.column_names
    assert int(as_csv.headers["x-total-count"]) == as_json["total"]
    assert json.loads(as_parquet.schema.metadata[b"tip_ledger"])["sources"] == as_json["sources"]
    first = list(read)[0]
    assert read[first].tolist() == [str(row[first]) for row in as_json["data"]]


@pytest.mark.parametrize(
    "table", ["tiers", "figures", "series", "changes", "watch-list", "cases/KHM"]
)
def test_every_row_names_a_source_that_comes_along(api, table):
    if table.startswith("cases"):
        table = f"cases/{rows(api, 'cases')[0]['case_id']}"
    answer = api.get(f"{table}?limit=300").json()
    named = {row["source_id"] for row in answer["data"]}
    assert named and named <= set(answer["sources"])


def test_an_area_is_found_by_name_region_and_group(api):
    assert {r["area"] for r in rows(api, "tiers?area=burma&year=2014")} == {"MMR"}
    region = {r["area"] for r in rows(api, "tiers?area=TIP-EAP&year=2014")}
    assert region == {r["area"] for r in rows(api, "tiers?region=EAP&year=2014")}
    assert {"KHM", "THA", "SGP"} <= {r["area"] for r in rows(api, "tiers?area=ASEAN&year=2014")}


def test_a_bound_stays_a_bound_and_a_gap_a_gap(api):
    told = rows(api, "series?measure=convictions&publisher=UNODC&limit=10000")
    bounds = [row for row in told if row["qualifier"] == "less_than"]
    assert bounds and all(row["value"] == 5 and row["rate"] is None for row in bounds)
    assert all(row["value"] is not None for row in told)


def test_who_has_the_answer_is_not_sent_it_again(api):
    address = "series?area=KHM&measure=convictions"
    first = api.get(address, headers={"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    again = api.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(address, headers={"if-none-match": 'W/"other"'}).status_code == 200
    assert api.get(address, headers={"accept-encoding": "identity"}).json() == first.json()


def test_a_page_of_another_site_may_read(api):
    answer = api.get("measures", headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("address", "parameter", "allowed"),
    [
        ("series?measures=convictions", "measures", "measure"),
        ("series?measure=conviction", "measure", "convictions"),
        ("series?area=Camboda", "area", "Cambodia"),
        ("tiers?tier=2W", "tier", "2WL"),
        ("tiers?region=ASIA", "region", "EAP"),
        ("series?publisher=UN", "publisher", "UNODC"),
        ("figures?format=xml", "format", "parquet"),
        ("figures?from=2020&to=2010", "from", None),
        ("figures?from=soon", "from", None),
        ("figures?limit=10001", "limit", None),
        ("series?area=KHM&area=THA", "area", None),
    ],
)
def test_a_wrong_parameter_is_named_with_what_it_may_be(api, address, parameter, allowed):
    answer = api.get(address)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    [fault] = answer.json()["errors"]
    assert fault["parameter"] == parameter
    assert allowed is None or allowed in fault["allowed"]


@pytest.mark.parametrize(
    "value",
    [
        "%00",
        "%ff%fe",
        "'; drop table figure --",
        "../../etc/passwd",
        "𝔎" * 600,
        "," * 2000,
        "-1",
        "1e400",
        "NaN",
    ],
)
@pytest.mark.parametrize(
    "parameter", ["area", "measure", "publisher", "from", "limit", "offset", "format", "form"]
)
def test_hostile_values_are_refused_or_answered(api, parameter, value):
    answer = api.get(
        f"series?limit=1&{parameter}={value}" if parameter != "limit" else f"series?limit={value}"
    )
    assert answer.status_code in (200, 422)


def test_one_visitor_may_take_so_many_rows_and_is_told_of_the_file(ledger):
    api = TestClient(application(lambda: ledger, Allowance(rows=100)))
    assert api.get("/measures?limit=30").status_code == 200
    assert api.get("/sources?limit=100").status_code == 200
    refused = api.get("/measures?limit=1")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    file = re.findall(r"(/\S+)\.$", refused.json()["detail"])[0]
    assert api.get(file).status_code == 200


def test_however_many_ask_one_question_is_worked_on_at_a_time(ledger):
    countries = ledger.table("select iso3 from country where iso3 < 'C'")["iso3"]
    alone: Any = Alone(ledger)

    async def ask_at_once():
        transport = httpx2.ASGITransport(app=application(lambda: alone))
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            return await asyncio.gather(*(client.get(f"/series?area={c}") for c in countries))

    assert {answer.status_code for answer in awaited(ask_at_once())} == {200}


@pytest.mark.parametrize(("heard", "status"), [("http.disconnect", 499), ("http.request", 200)])
def test_who_left_while_others_were_answered_is_not_answered(ledger, heard, status):
    asked = {"type": "http", "method": "GET", "path": "/series", "query_string": b"area=KHM", "headers": []}  # fmt: skip
    sent: list[Any] = []

    async def receive():
        return {"type": heard, "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    awaited(application(lambda: ledger)(asked, receive, send))
    assert sent[0]["status"] == status


def test_the_whole_ledger_is_a_file_with_size_and_hash(api, built):
    listed = {one["file"]: one for one in rows(api, "ledger")}
    whole = api.get("ledger.duckdb")
    assert whole.content == built[0].read_bytes()
    assert listed["ledger.duckdb"]["bytes"] == len(whole.content)
    for name, one in listed.items():
        answer = api.get(name)
        digest = hashlib.sha256(answer.content)
        assert digest.hexdigest() == one["sha256"]
        assert answer.headers["repr-digest"] == f"sha-256=:{b64encode(digest.digest()).decode()}:"
    again = api.get("ledger.duckdb", headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    rest = api.get("ledger.duckdb", headers={"range": "bytes=100-"})
    assert rest.status_code == 206 and rest.content == whole.content[100:]
    assert api.head("ledger.duckdb").headers["content-length"] == str(len(whole.content))


def test_the_downloaded_parquet_files_hold_the_figures(api, ledger):
    with zipfile.ZipFile(io.BytesIO(api.get("ledger-parquet.zip").content)) as files:
        figures = pq.read_table(io.BytesIO(files.read("figure.parquet")))
    assert figures.num_rows == ledger.value("select count(*) from figure")


def test_the_files_are_the_same_in_every_language_and_none_is_left_behind(built):
    copies = downloads.Copies()
    english = copies.copy(Database(built[0]), downloads.WHOLE)
    french = copies.copy(Database(built[0], Dictionary("fr", {})), downloads.WHOLE)
    assert french == english and english.path.exists()
    copies.end()
    assert not english.path.parent.exists()


def test_there_is_an_answer_as_long_as_there_is_no_ledger():
    answer = TestClient(application(lambda: None)).get("/series")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert TestClient(application(lambda: None)).get("/ledger.duckdb").status_code == 503


def test_another_ledger_in_service_is_another_edition(api, ledger):
    served = [ledger]
    own = TestClient(application(lambda: served[0]))
    tag = own.get("/measures").headers["etag"]
    served[0] = Renamed(ledger)
    assert own.get("/measures", headers={"if-none-match": tag}).status_code == 200


class Alone:
    """A ledger that no two may ask at the same time."""

    _asked = threading.Lock()

    def __init__(self, ledger):
        self._ledger = ledger

    def table(self, sql, **parameters):
        assert self._asked.acquire(blocking=False), "asked while it was being asked"
        try:
            return self._ledger.table(sql, **parameters)
        finally:
            self._asked.release()

    def __getattr__(self, name):
        return getattr(self._ledger, name)


class Renamed:
    """A ledger of the same rows, as an edition of its own."""

    def __init__(self, ledger):
        self._ledger = ledger

    def table(self, sql, **parameters):
        found = self._ledger.table(sql, **parameters)
        return found.assign(content_hash="0" * 64) if "content_hash" in found else found

    def by_key(self, sql):
        return self._ledger.by_key(sql)


def test_its_own_page_asks_nobody_else(api):
    page = api.get("").text
    assert "src=" not in page and "http" not in page.replace("http-equiv", "")
    for table in TABLES:
        assert f"/api/v1/{table}" in page


def test_coverage_by_region_is_the_table_of_the_database(api, ledger):
    found = rows(api, "coverage?view=region&measure=convictions")
    assert len(found) == ledger.value("select count(*) from coverage where measure = 'convictions'")
    [whole] = [row for row in found if row["publisher"] is None and row["tip_region"] is None]
    assert whole["country_years"] == ledger.value("""
        select count(distinct (area, year)) from series_figure
        where measure = 'convictions' and form = 'all' and strand = ''
          and area in (select iso3 from tier_ranking where report_year = 2025)
    """)
    assert api.get("coverage?view=region&area=KHM").status_code == 422
