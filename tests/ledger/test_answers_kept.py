"""Answers that a ledger keeps, so that the same question costs nothing twice."""

import tracemalloc

from dashboard.queries import database


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
