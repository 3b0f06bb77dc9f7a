"""The process beside the server in which briefings are made."""

import os
from functools import partial

from loky import get_reusable_executor

from dashboard.briefing import press
from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import WRITERS
from dashboard.briefing.writers import pdf

NEPAL = partial(country_briefing, iso3="NPL", register="plain")


def test_what_the_other_process_makes_is_what_is_made_here(ledger):
    here = country_briefing(ledger, "NPL", register="plain")
    assert press.pages(ledger.file, NEPAL).result() == pdf.pages(here)
    assert press.file("docx", ledger.file, NEPAL) == WRITERS["docx"](here)
    assert press.file("docx", ledger.file, partial(press.as_made, here)) == WRITERS["docx"](here)


def test_pages_are_made_once_for_all_who_ask_for_the_same(ledger):
    asked = press.pages(ledger.file, NEPAL)
    asked.result()
    again = partial(country_briefing, iso3="NPL", register="plain")
    assert press.pages(ledger.file, again) is asked
    other = press.pages(ledger.file, partial(country_briefing, iso3="NPL"))
    assert other is not asked and other.result() != asked.result()


def test_after_the_process_was_killed_the_next_briefing_is_made(ledger):
    press.pages(ledger.file, NEPAL).result()
    get_reusable_executor(max_workers=1, timeout=press.IDLE).submit(os._exit, 1)
    assert press.file("pdf", ledger.file, NEPAL).startswith(b"%PDF")


def test_what_fails_is_told_to_who_asked_and_not_tried_again(ledger):
    nowhere = partial(country_briefing, iso3="XXX")
    asked = press.pages(ledger.file, nowhere)
    assert isinstance(asked.exception(), (KeyError, IndexError))
    assert press.pages(ledger.file, nowhere) is asked
