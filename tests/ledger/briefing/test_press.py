"""The process beside the server in which briefings are made."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from dashboard.briefing import press
from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import WRITERS
from dashboard.briefing.writers import pdf
from etl.locations import PROJECT

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
    press.process.begin(os._exit, 1)
    assert press.file("pdf", ledger.file, NEPAL).startswith(b"%PDF")


def test_what_fails_is_told_to_who_asked_and_not_tried_again(ledger):
    nowhere = partial(country_briefing, iso3="XXX")
    asked = press.pages(ledger.file, nowhere)
    assert isinstance(asked.exception(), (KeyError, IndexError))
    assert press.pages(ledger.file, nowhere) is asked


KILLED = """
import gc, os, signal
from dashboard.briefing import press

if __name__ == "__main__":
    gc.disable()
    print(press.process.begin(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_when_the_server_is_killed(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(KILLED)
    with subprocess.Popen(
        [sys.executable, script],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        beside = int(server.stdout.readline())
    deadline = monotonic() + 30
    with pytest.raises(ProcessLookupError):
        while monotonic() < deadline:
            os.kill(beside, 0)


ENDED = KILLED.replace("signal.SIGKILL", "press.process.end() or signal.SIGTERM")


def test_it_leaves_nothing_behind_when_the_server_is_ended(tmp_path):
    script = tmp_path / "server.py"
    script.write_text(ENDED)
    ended = subprocess.run(
        [sys.executable, script],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (-signal.SIGTERM, "")


@pytest.mark.skipif(not Path("/proc").exists(), reason="counts processes as Linux lists them")
def test_one_process_serves_all_who_ask_at_once(ledger):
    makings = [partial(country_briefing, iso3=iso3) for iso3 in ("KHM", "THA", "LAO", "VNM")]
    with ThreadPoolExecutor(4) as readers:
        asked = readers.map(lambda making: press.file("xlsx", ledger.file, making), makings)
        assert len(set(asked)) == 4
    assert len(children()) == 1


def children() -> list[int]:
    """The processes of this one that make briefings."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            parent = process.joinpath("stat").read_text().rpartition(")")[2].split()[1]
            if (
                int(parent) == os.getpid()
                and b"LokyProcess" in process.joinpath("cmdline").read_bytes()
            ):
                found.append(int(process.name))
    return found
