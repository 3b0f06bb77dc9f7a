"""Whoever follows the README to add the next report, workbook, case and figure gets a sound ledger and a green suite."""

import csv
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing.country import country_briefing
from dashboard.queries import catalogue, yearly
from dashboard.queries.database import Database
from dashboard.wording import trends as wording
from etl.importers.tiers import import_tiers, template
from etl.importers.unodc import import_workbook
from etl.locations import PROJECT
from tests.conftest import DATA
from tests.ledger.test_unodc_import import row, workbook

# The latest year of which an edition can hold a figure: no edition is of the future.
NEXT = date.today().year
# What must stay true whatever is added.
INVARIANTS = ("test_ledger.py", "test_counted.py", "test_periods_and_kinds.py", "test_queries.py")


def append(file: Path, **cells: object) -> None:
    """One row more; cells that are not named stay empty."""
    with file.open(encoding="utf-8", newline="") as text:
        header = next(csv.reader(text))
    with file.open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, header, restval="", lineterminator="\n").writerow(cells)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data with what the README tells to add when a new report appears."""
    folder = tmp_path_factory.mktemp("next") / "data"
    shutil.copytree(DATA, folder)
    table = folder.parent / "tiers.csv"
    last = {
        r["iso3"]: r["tier"] for r in csv.DictReader((folder / "tiers.csv").open(encoding="utf-8"))
    }
    lines = list(csv.DictReader(template(folder).splitlines()))
    with table.open("w", encoding="utf-8", newline="") as text:
        filled = csv.DictWriter(text, lines[0].keys(), lineterminator="\n")
        filled.writeheader()
        filled.writerows(line | {"tier": last[line["iso3"]]} for line in lines)
    import_tiers(table, folder, lambda question: True)
    import_workbook(workbook(folder.parent / "data_glotip.xlsx", row("12", Year=NEXT - 1)), folder)
    append(
        folder / "sources.csv", source_id="tip_next_khm", title="Trafficking in Persons Report: Cambodia",
        publisher="US Department of State", edition=str(NEXT), reliability="primary",
    )  # fmt: skip
    append(
        folder / "figures" / "tip_report.csv", area="KHM", year=NEXT, period="calendar", measure="prosecutions",
        form="all", sex="all", age="all", value=44, qualifier="exact", unit="persons", source_id="tip_next_khm",
        vintage=str(NEXT),
    )  # fmt: skip
    append(
        folder / "court_cases.csv", case_id="KHM-next-example", iso3="KHM", title="Owner of a guest house, four workers",
        form="forced_labour", sector="hospitality", official_involved="no", official_status="none",
        proceeding="criminal", victims=4, victims_qualifier="exact",
    )  # fmt: skip
    append(
        folder / "case_steps.csv", case_id="KHM-next-example", order=1, date=str(date.today().year), step="charge",
        source_id="tip_next_khm",
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def invariants(extended: Path) -> subprocess.CompletedProcess[str]:
    """A run of what must stay true, on the extended data; the ledger that it builds is kept beside them."""
    files = [f"tests/ledger/{name}" for name in INVARIANTS]
    kept = f"--basetemp={extended.parent / 'run'}"
    return subprocess.run(
        [sys.executable, "-m", "pytest", kept, "-p", "no:cacheprovider", "-p", "no:xdist", *files],
        cwd=PROJECT,
        env=os.environ | {"TIP_LEDGER_TEST_DATA": str(extended), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def next_ledger(extended: Path, invariants: subprocess.CompletedProcess[str]) -> Database:
    return Database(extended.parent / "run" / "ledger.duckdb")


def test_what_must_stay_true_holds_on_the_extended_data(
    invariants: subprocess.CompletedProcess[str],
) -> None:
    assert invariants.returncode == 0, invariants.stdout[-3000:]


def test_the_new_rows_are_in_and_the_years_follow_them(
    ledger: Database, next_ledger: Database
) -> None:
    assert catalogue.report_years(next_ledger)[1] == catalogue.report_years(ledger)[1] + 1
    newest = yearly.series(next_ledger, ["KHM"], "prosecutions", "all", "preferred", 2000, NEXT)
    assert newest["year"].max() == NEXT
    assert str(NEXT) in wording.latest_change(newest, "Prosecutions", newest.iloc[:0])


def test_the_last_year_of_the_address_stays_and_page_and_briefing_go_up_to_it(
    next_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(next_ledger.file))
    page = AppTest.from_file(str(PROJECT / "dashboard" / "app.py"), default_timeout=60)
    page.switch_page("screens/trends.py")
    asked = {"area": "KHM", "measure": "prosecutions", "to": str(NEXT)}
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception and page.query_params["to"] == str(NEXT)
    sentence = next(told.value for told in page.markdown if told.value.startswith("**Cambodia, "))
    assert "[44](" in sentence and f") in {NEXT}" in sentence
    made = country_briefing(next_ledger, "KHM")
    assert f"44 persons in {NEXT}" in made.headlines[1].text
    assert f"{catalogue.report_years(next_ledger)[1]}" in made.headlines[0].text
