"""Seconds per briefing and format, and for all ranked countries as PDF on two cores, printed."""

import contextlib
import io
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from dashboard.briefing.__main__ import main as command
from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import WRITERS
from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.pipeline import build

AREAS = ("KHM", "THA", "DEU", "BRA", "USA", "SOM")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        one_by_one(Database(database))
        everyone(database, Path(scratch))


def one_by_one(ledger: Database) -> None:
    """Each country for the first time, in a process that has made another one before."""
    for write in WRITERS.values():
        write(country_briefing(ledger, "FRA"))
    print("Seconds per briefing in a warm process (aim: one country as PDF in under 1 s)")
    print("  area  content  " + "  ".join(f"{kind:>7}" for kind in WRITERS))
    rows = []
    for area in AREAS:
        made, seconds = timed(partial(country_briefing, ledger, area))
        row = [seconds]
        for write in WRITERS.values():
            row.append(timed(partial(write, made))[1])
        rows.append(row)
        print(f"  {area}   " + "  ".join(f"{seconds:7.2f}" for seconds in row))
    print("  median" + "  ".join(f"{median(column):7.2f}" for column in zip(*rows, strict=True)))


def everyone(database: Path, out: Path) -> None:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with contextlib.redirect_stderr(io.StringIO()):
        command(["--all", "--database", str(database), "--out", str(out)])
    spent, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = len(list(out.glob("*.pdf")))
    print(
        f"All {files} as PDF: {spent:.0f} s, {used:.0f} s of processor (aim: under 60 s on two cores)"
    )


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


if __name__ == "__main__":
    main()
