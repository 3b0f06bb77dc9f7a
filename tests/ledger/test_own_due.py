"""What is due on a given day: silence, hearings to come, referrals without an answer."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.queries import own_due
from dashboard.queries.database import Database
from etl.own_cases.intake import import_cases
from tests.unit.test_cases_import import CASE, DATA, FIRST, REPORTED, STEP, table

TODAY = date(2024, 6, 15)
STEPS = {
    "by-day": [("2023-12-14", "charge")],
    "just-within": [("2023-12-15", "charge")],
    "by-month": [("2023-12", "charge")],
    "by-year": [("2023", "charge")],
    "ended": [("2020-01-01", "final")],
    "undated": [("", "reported")],
    "hearing": [("2022-01-01", "charge"), ("2024-07-01", "trial")],
    "this-month": [("2023-12-20", "charge"), ("2024-06", "trial")],
    "past-month": [("2024-01-01", "trial"), ("2024-06", "sentence")],
    "next-year": [("2024-05-01", "charge"), ("2025", "appeal_decision")],
}


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Database:
    folder: Path = tmp_path_factory.mktemp("own")
    steps = [
        REPORTED | {"case_id": case, "order": str(order), "date": day, "step": step}
        for case, taken in STEPS.items()
        for order, (day, step) in enumerate(taken, 1)
    ]
    files = [
        table(folder / "cases.csv", CASE, [FIRST | {"case_id": case} for case in STEPS]),
        table(folder / "steps.csv", STEP, steps),
    ]
    import_cases(files, folder / "own.duckdb", DATA, str)
    return Database(folder / "own.duckdb")


def test_a_date_of_a_month_or_year_counts_from_its_last_day(own):
    silent = own_due.without_step(own, TODAY, 6)
    assert silent["case_id"].tolist() == ["undated", "hearing", "by-day"]
    assert silent.set_index("case_id").loc["hearing", "next_date"] == "2024-07-01"
    assert "by-year" in set(own_due.without_step(own, date(2024, 8, 1), 6)["case_id"])


def test_the_months_are_chosen(own):
    assert own_due.without_step(own, TODAY, 36)["case_id"].tolist() == ["undated"]


def test_steps_to_come_are_listed_and_an_unsure_hearing_is_told_apart(own):
    coming = own_due.to_come(own, TODAY).set_index("case_id")["certain"]
    assert coming.to_dict() == {"this-month": False, "hearing": True, "next-year": True}
    assert own_due.to_come(own, date(2026, 1, 1)).empty


@pytest.fixture(scope="module")
def people(tmp_path_factory) -> Database:
    folder: Path = tmp_path_factory.mktemp("people")
    book = openpyxl.Workbook()
    for row in (
        [None, "cas_Status", "cas_IncomingReferralDate", "cas_OutgoingReferralDate"],
        [1, "Active", "2023-01-10", "2024-05-15"],
        [2, "ClosedReferred", "2023-01-10", "2024-01-10"],
        [3, None, "2024-06-10", None],
        [4, "FollowUp", "2023-02-01", "2024-08-01"],
    ):
        book.active.append(row)
    book.save(folder / "h.xlsx")
    import_cases([folder / "h.xlsx"], folder / "own.duckdb", DATA, str)
    return Database(folder / "own.duckdb")


def test_a_referral_waits_until_the_case_is_closed_or_taken_up(people):
    waiting = own_due.referrals_unanswered(people, TODAY)
    assert waiting[["record", "direction", "days"]].values.tolist() == [
        [1, "outgoing", 31],
        [3, "incoming", 5],
    ]


def test_an_open_record_without_a_date_for_months(people):
    assert own_due.records_without_entry(people, date(2024, 12, 1), 6)["record"].tolist() == [1]
    assert own_due.without_step(people, TODAY, 6).empty
