"""Import of own cases beside a bare DuckDB read of the same files, and the own tab's queries on them.

`python -m tests.benchmarks.own_cases --cases 100000 --steps 1000000` is the full size.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from dashboard.queries import own_cases, own_counts, own_due
from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.own_cases.intake import import_cases
from tests.benchmarks.own_case_files import write_htcds, write_own_layout

BARE = """
import duckdb, sys
with duckdb.connect(sys.argv[1]) as connection:
    for number, file in enumerate(sys.argv[2:]):
        connection.execute(f"create table t{number} as from read_csv('{file}', all_varchar = true)")
"""
ROUNDS = 3
TODAY = date(2018, 6, 15)


def main(cases: int = 20_000, steps: int = 200_000) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = write_own_layout(folder, cases, steps)
        print(
            f"Own cases: {cases:,} cases, {steps:,} steps (CSV), best of {ROUNDS} runs side by side"
        )
        bare, brought, again = [], [], []
        for turn in range(ROUNDS):
            read, held = folder / f"bare-{turn}.duckdb", folder / f"own-{turn}.duckdb"
            bare.append(timed(partial(run, "-c", BARE, read, *files)))
            bring: tuple[str | Path, ...] = (
                "-m",
                "etl",
                "import",
                "cases",
                *files,
                "--cases",
                held,
            )
            brought.append(timed(partial(run, *bring)))
            again.append(timed(partial(run, *bring)))
        started = min(
            timed(lambda: run("-m", "etl", "import", "cases", "--help")) for _ in range(ROUNDS)
        )
        print(f"  bare read      {min(bare):6.2f} s")
        print(
            f"  import         {min(brought):6.2f} s  {min(brought) / min(bare):.1f}× the bare read (aim: at most 3)"
        )
        print(
            f"  the same again {min(again):6.2f} s  {min(again) / min(bare):.1f}×, nothing changed"
        )
        print(f"  to start       {started:6.2f} s of each import, whatever its size")
        import_cases(
            [write_htcds(folder / "people.csv", cases)], held, PROJECT / "data", lambda said: None
        )
        own = Database(held)
        slowest = max((milliseconds(ask), name) for name, ask in queries(own).items())
        print(f"  slowest of {len(queries(own))} queries, warm, not remembered: {slowest[1]}, {slowest[0]:.0f} ms (aim: at most 200)")  # fmt: skip


def queries(own: Database) -> dict[str, Callable[[], object]]:
    """Every query of the own tab, the ledger's memory of answers emptied before each."""
    asked: dict[str, Callable[[], object]] = {
        "list": lambda: own_cases.court_cases(own, TODAY, {"form": ["other"]}, 2010, 2020),
        "records": lambda: own_cases.people(own, {"vic_MethodsOfControl": ["DebtBondage"]}),
        "steps of a case": lambda: own_cases.steps(own, "case-7"),
        "last steps to filter by": lambda: own_cases.codes(
            own, "court_case", "present_step", TODAY
        ),
        "without a step": lambda: own_due.without_step(own, TODAY, 6),
        "to come": lambda: own_due.to_come(own, TODAY),
        "referrals": lambda: own_due.referrals_unanswered(own, TODAY),
        "records without an entry": lambda: own_due.records_without_entry(own, TODAY, 6),
        "cases by year": lambda: own_counts.cases_by_year(own, "KHM", "charge", "forced_labour"),
        "records by year": lambda: own_counts.records_by_year(own, "KHM", "forced_labour"),
    }
    for part in own_counts.case_parts(own):
        asked[f"cases by {part}"] = partial(own_counts.cases_by, own, part, TODAY)
    for part in own_counts.person_parts(own):
        asked[f"records by {part}"] = partial(own_counts.people_by, own, part)
    return {name: forgetful(own, ask) for name, ask in asked.items()}


def forgetful(own: Database, ask: Callable[[], object]) -> Callable[[], object]:
    def asking() -> object:
        own._answers.clear()
        return ask()

    return asking


def milliseconds(ask: Callable[[], object]) -> float:
    ask()
    return 1000 * min(timed(ask) for _ in range(5))


def run(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, cwd=PROJECT
    )


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--steps", type=int, default=200_000)
    given = options.parse_args()
    main(given.cases, given.steps)
