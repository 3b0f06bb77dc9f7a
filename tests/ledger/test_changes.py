"""What changes from one edition to the next, on the real data package and small amendments of it."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as xml

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.queries import changes
from dashboard.queries.database import Database
from dashboard.server import routes
from etl import changes as editions
from etl.command import main
from etl.locations import PROJECT


@pytest.fixture(scope="module")
def amended(built, tmp_path_factory) -> Path:
    """The ledger after an edition before it in which one figure was another, one absent, one more, and one placement
    another."""
    folder = tmp_path_factory.mktemp("editions")
    before, now = folder / "before.duckdb", folder / "now.duckdb"
    shutil.copy(built[0], before)
    with duckdb.connect(str(before)) as old:
        old.execute("""
            update build set content_hash = repeat('b', 64);
            update edition set content_hash = repeat('b', 64);
            update tier_ranking set tier = '3' where iso3 = 'KHM' and report_year = 2014;
            create table kept as from figure;
            drop table figure;
            alter table kept rename to figure;
            delete from figure where area = 'THA' and measure = 'prosecutions' and vintage = '2014 report';
            insert into figure by name
                select * replace ('FJI' as area) from figure where area = 'KHM' and measure = 'convictions' limit 1;
            update figure set value = value + 1
            where area = 'KHM' and measure = 'prosecutions' and year = 2013;
        """)
    shutil.copy(built[0], now)
    with duckdb.connect(str(now)) as ledger:
        ledger.execute("drop table edition; drop table edition_change")
        editions.record(ledger, before)
    return now


def told(file: Path, *measures: str) -> set[tuple]:
    found = changes.since(Database(file), 1, [], list(measures))
    columns = ["subject", "kind", "area", "year"]
    return set(found[columns].itertuples(index=False, name=None))


def test_each_kind_of_change_is_found_and_nothing_else(amended, ledger):
    found = told(amended)
    thai = ledger.table(
        "select distinct year from figure where area = 'THA' and measure = 'prosecutions' and vintage = '2014 report'"
    )["year"]
    assert {row for row in found if row[2] == "THA"} == {
        ("figure", "new", "THA", year) for year in thai
    }
    assert ("placement", "altered", "KHM", 2014) in found
    assert ("figure", "altered", "KHM", 2013) in found
    assert {row[:2] for row in found if row[2] == "FJI"} == {("figure", "withdrawn")}
    assert {row[2] for row in found} <= {"THA", "KHM", "FJI"}


def test_the_old_value_stands_beside_the_new(amended, ledger):
    found = changes.since(Database(amended), 1, ["KHM"], ["prosecutions"])
    assert len(found) and (found["value_before"] - found["value"] == 1).all()
    [placement] = (
        changes.since(Database(amended), 1, ["KHM"], [])
        .query("subject == 'placement'")
        .itertuples()
    )
    held = ledger.value("select tier from tier_ranking where iso3 = 'KHM' and report_year = 2014")
    assert (placement.tier_before, placement.tier) == ("3", held) and held != "3"


def test_the_same_edition_built_again_keeps_its_history(amended, tmp_path):
    again = tmp_path / "again.duckdb"
    shutil.copy(amended, again)
    with duckdb.connect(str(again)) as ledger:
        ledger.execute("drop table edition; drop table edition_change")
        editions.record(ledger, amended)
    assert changes.editions(Database(again)).equals(changes.editions(Database(amended)))
    assert told(again) == told(amended)


def test_a_first_build_has_one_edition_and_no_changes(built, ledger):
    assert len(changes.editions(ledger)) == 1
    assert changes.since(ledger, 0, [], []).empty


def test_an_edition_is_found_by_the_beginning_of_its_hash(amended):
    ledger = Database(amended)
    assert changes.edition_named(ledger, "bbbbbbbb") == 1
    assert changes.edition_named(ledger, "b") is None
    assert changes.edition_named(ledger, "cccccccc") is None


@pytest.fixture
def served(amended, monkeypatch) -> TestClient:
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(amended))
    return TestClient(Starlette(routes=routes("/tip")), base_url="http://test/tip/")


def test_the_api_tells_what_changed_since_a_citation(served):
    answer = served.get("api/v1/edition-changes?since=bbbbbbbb&area=KHM&measure=prosecutions")
    told = answer.json()["data"]
    assert told and {(row["kind"], row["area"]) for row in told} == {("altered", "KHM")}
    latest = served.get("api/v1/edition-changes?area=KHM&measure=prosecutions").json()["data"]
    assert latest == told
    refused = served.get("api/v1/edition-changes?since=dddddddd")
    assert refused.status_code == 422 and "bbbbbbbb" in refused.json()["errors"][0]["allowed"]


def test_the_feed_has_an_entry_an_edition_that_leads_to_its_changes(served):
    feed = xml.fromstring(served.get("changes.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    latest, first = feed.findall(f"{atom}entry")
    assert latest.findall(f"{atom}link")[0].get("href") == "http://test/tip/changes?since=bbbbbbbb"
    assert "1 withdrawn" in latest.findtext(f"{atom}summary", "")
    assert first.findtext(f"{atom}id", "").endswith("b" * 64)


def test_the_page_shows_the_changes(amended, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(amended))
    page = AppTest.from_file(str(PROJECT / "dashboard/app.py"), default_timeout=60)
    page.switch_page("screens/changes.py")
    page.query_params["since"] = "bbbbbbbb"
    page.query_params["area"] = "KHM"
    page.run()
    assert not page.exception and not page.error
    altered = len(changes.since(Database(amended), 1, ["KHM"], []).query("kind == 'altered'"))
    assert any(f": {altered} altered." in one.value for one in page.markdown)


def test_two_ledgers_are_compared_by_the_command(amended, built, tmp_path, capsys):
    out = tmp_path / "changes.csv"
    assert main(["diff", str(built[0]), str(built[0])]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    with duckdb.connect(str(amended), read_only=True) as ledger:
        before = tmp_path / "before.duckdb"
        shutil.copy(amended, before)
        assert ledger.execute("select count(*) from edition").fetchone() == (2,)
    with duckdb.connect(str(before)) as old:
        old.execute("update tier_ranking set tier = '3' where iso3 = 'KHM' and report_year = 2014")
    assert main(["diff", str(before), str(built[0]), "--out", str(out)]) == 0
    assert "KHM 2014 placement" in capsys.readouterr().out
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert main(["diff", str(tmp_path / "none"), str(built[0])]) == 1
