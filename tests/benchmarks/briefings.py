"""Seconds per briefing and format, and for all ranked countries as PDF on two cores, printed."""

import contextlib
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from dashboard.briefing.__main__ import main as command
from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import FORMATS
from dashboard.ledger import Ledger
from etl.locations import PROJECT
from etl.pipeline import build

AREAS = ("KHM", "THA", "DEU", "SOM")
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        one_by_one(Ledger(database))
        everyone(database, Path(scratch))


def one_by_one(ledger: Ledger) -> None:
    """Warm, as a dashboard that runs: content with its answers kept, then each format with its content."""
    print(f"Seconds per briefing, warm, median of {ROUNDS} (aim: one country as PDF in under 1 s)")
    print("  area  content  " + "  ".join(f"{kind:>7}" for kind in FORMATS))
    for area in AREAS:
        made = country_briefing(ledger, area)
        spent = [measured(lambda area=area: country_briefing(ledger, area))]
        spent += [
            measured(lambda form=form, made=made: form.write(made)) for form in FORMATS.values()
        ]
        print(f"  {area}   " + "  ".join(f"{seconds:7.2f}" for seconds in spent))


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


def measured(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
