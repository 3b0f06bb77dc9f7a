"""SQL over HTTP."""

import io

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from dashboard.api.application import application
from dashboard.api.visitors import Allowance


@pytest.fixture(scope="module")
def api(ledger) -> TestClient:
    return TestClient(application(lambda: ledger))


CAMBODIA = """
    select year, value, source_id from figure
    where area = 'KHM' and measure = 'prosecutions' and form = 'all' order by year, value
"""


def test_rows_are_those_of_the_ledger_with_their_sources(api, ledger):
    told = api.post("/sql", json={"sql": CAMBODIA}).json()
    held = ledger.table(CAMBODIA)
    assert [tuple(row.values()) for row in told["data"]] == list(
        held.itertuples(index=False, name=None)
    )
    assert set(told["sources"]) == set(held["source_id"])
    assert told["more"] is False


def test_every_form_holds_the_same_rows(api, ledger):
    as_csv = api.post("/sql?format=csv", json={"sql": CAMBODIA})
    as_parquet = api.post("/sql?format=parquet", json={"sql": CAMBODIA})
    rows = len(ledger.table(CAMBODIA))
    assert as_csv.text.count("\r\n") == rows + 1
    assert len(pq.read_table(io.BytesIO(as_parquet.content))) == rows


def test_values_of_any_type_are_told(api):
    told = api.post(
        "/sql",
        json={
            "sql": "select [1, null] as l, {'a': 1} as s, '\\xFF'::blob as b, null::integer as n, 9007199254740993 as h, "
            "date '2020-01-02' as d, 'NaN'::double as x, interval 1 day as i union all select null, null, null, 5, 1, null, 2, null "
            "order by n nulls first"
        },
    ).json()["data"]
    assert told[0]["l"] == [1, None]
    assert told[0]["b"] == "ff"
    assert (told[0]["n"], told[1]["n"]) == (None, 5)
    assert told[0]["h"] == 9007199254740993
    assert (told[0]["x"], told[1]["x"]) == (None, 2)


def test_cut_off_rows_are_said(api):
    answer = api.post("/sql", json={"sql": "from figure"})
    assert answer.json()["more"] is True
    assert answer.headers["x-more-rows"] == "true"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"sql": "select valu from figure"}, "Did you mean value"),
        ({"sql": "from read_text('/etc/hostname')"}, "read_text"),
        ({"sql": "select 1; select 2"}, "One statement"),
        ({"sql": "select repeat('x', 2000000000)"}, "256 MB"),
        ({"sql": ""}, "no statement"),
        ({}, "sql"),
        ({"sql": "select 1", "x": 1}, "x"),
        ({"sql": 7}, "sql"),
    ],
)
def test_a_statement_without_an_answer_is_a_problem(api, body, says):
    answer = api.post("/sql", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


def test_rows_count_against_the_visitors_allowance(ledger):
    api = TestClient(application(lambda: ledger, Allowance(rows=3)))
    assert api.post("/sql", json={"sql": "from range(3)"}).status_code == 200
    assert api.post("/sql", json={"sql": "select 1"}).status_code == 429
