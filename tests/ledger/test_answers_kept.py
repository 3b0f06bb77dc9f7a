"""Answers that a ledger keeps, so that the same question costs nothing twice."""

import os
import shutil
import tracemalloc

import duckdb
import pandas as pd
import pytest

from dashboard import in_service
from dashboard.queries import catalogue, country, database, yearly
from dashboard.wording.language import speak
from etl.locations import database_file


def test_kept_answers_take_no_more_than_their_share_of_memory(built, monkeypatch):
    monkeypatch.setattr(database, "KEPT", 600_000)
    ledger = database.Database(built[0])
    tracemalloc.start()
    for number in range(40):
        ledger.table("select $number + range as n from range(125_000)", number=number)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 10_000_000


def test_an_answer_is_kept_and_a_reader_cannot_change_it(built):
    ledger = database.Database(built[0])
    first = ledger.table("select random() as n")
    assert ledger.table("select random() as n").equals(first)
    first["n"] = 2.0
    assert ledger.value("select random() as n") < 1


def test_sources_are_picked_once_each_by_citation_and_a_reader_cannot_change_them(built):
    ledger = database.Database(built[0])
    codes = ledger.table("select source_id from source order by title limit 9")[
        "source_id"
    ].tolist()
    picked = catalogue.sources(ledger, [*codes, codes[0]])
    assert set(picked["source_id"]) == set(codes) and len(picked) == len(codes)
    assert picked["citation"].tolist() == sorted(picked["citation"])
    picked["citation"] = ""
    assert catalogue.sources(ledger, codes)["citation"].ne("").all()
    assert catalogue.sources(ledger, []).empty


def asked_of(ledger: database.Database, *countries: str) -> list[pd.DataFrame]:
    """A question of a code and one of a list, of each of the countries."""
    return [
        told
        for iso3 in countries
        for told in (
            country.tier_history(ledger, iso3),
            yearly.series(ledger, [iso3], "convictions", "all", "preferred", 0, 9999),
        )
    ]


def answer_ahead(ledger):
    while questions := ledger.ahead():
        ledger.keep(questions, [ledger.answer(question) for question in questions])


def test_what_is_asked_of_two_countries_is_answered_of_all_before_it_is_asked(built):
    ledger = database.Database(built[0])
    asked_of(ledger, "KHM")
    assert not ledger.ahead()
    asked_of(ledger, "THA")
    answer_ahead(ledger)
    held = len(ledger._answers)
    fresh = database.Database(built[0])
    for told, anew in zip(
        asked_of(ledger, "FRA", "TUV", "CIV"), asked_of(fresh, "FRA", "TUV", "CIV"), strict=True
    ):
        assert told.equals(anew)
    assert len(ledger._answers) == held
    asked_of(ledger, "WORLD", "KHM")
    assert not ledger.ahead()


def test_a_question_that_fails_of_one_country_ends_no_other(built):
    ledger = database.Database(built[0])
    failing = "select if($area = 'AGO', error('unanswerable'), $area) as area"
    for iso3 in ("KHM", "THA"):
        ledger.value(failing, area=iso3)
        country.tier_history(ledger, iso3)
    answer_ahead(ledger)
    held = len(ledger._answers)
    country.tier_history(ledger, "ZWE")
    assert len(ledger._answers) == held
    with pytest.raises(duckdb.Error, match="unanswerable"):
        ledger.value(failing, area="AGO")


def test_what_readers_asked_keeps_its_room(built, monkeypatch):
    ledger = database.Database(built[0])
    asked_of(ledger, "KHM", "THA")
    monkeypatch.setattr(database, "KEPT", ledger._answers.currsize / database.KEPT_AHEAD)
    assert not ledger.ahead()


def test_the_edition_in_service_is_asked_ahead_in_each_language_that_was_read(
    built, tmp_path, monkeypatch
):
    file = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], file)
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(file))
    ledgers = []
    for language in ("en", "fr"):
        with speak(language):
            ledgers.append(in_service.ledger())
        for iso3 in ("KHM", "THA"):
            country.tier_history(ledgers[-1], iso3)
    editions = [edition for edition, _ in database.opened(file)]
    assert database.answers(editions[0], [("select 1 as one", {})]) != [None]
    while in_service.ask_ahead():
        pass
    assert not any(ledger.ahead() for ledger in ledgers)
    assert min(len(ledger._answers) for ledger in ledgers) > len(ledgers[0].table("from country"))
    shutil.copy(built[0], tmp_path / "new.duckdb")
    (tmp_path / "new.duckdb").replace(file)
    assert database.opened(database_file()) == []
    # Asked of an edition that is gone.
    assert database.answers(editions[0], [("select 1 as one", {})]) == [None]
    file.unlink()
    assert not in_service.ask_ahead()
    in_service.asking.end()


def test_a_ledger_that_is_damaged_ends_no_asking(built, tmp_path, monkeypatch):
    file = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], file)
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(file))
    for iso3 in ("KHM", "THA"):
        country.tier_history(in_service.ledger(), iso3)
    in_service.asking.end()
    held = file.stat()
    file.write_bytes(b"no ledger")
    os.utime(file, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert not in_service.ask_ahead()
    in_service.asking.end()
