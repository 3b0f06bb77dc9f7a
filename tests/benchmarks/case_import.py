"""Import of a large case file beside a bare DuckDB read of the same file, and the section's queries on it.

python tests/benchmarks/case_import.py [--rows 10000000]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.ledger import Ledger  # noqa: E402
from dashboard.queries import case_records  # noqa: E402
from etl.importers.ctdc import case_rows, recognise  # noqa: E402
from tests.benchmarks.case_files import write_case_file  # noqa: E402

BARE = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('create table bare as select * from ' + sys.argv[2])"
DIMENSIONS = ("year", "form", "means_of_control", "recruiter_relation", "sector", "corridor")


def measure(rows: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = folder / "cases.csv"
        write_case_file(file, rows, "k-anonymised")
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB")
        bare, brought = [], []
        for turn in range(rounds):
            database, records = folder / f"bare-{turn}.duckdb", folder / f"records-{turn}.duckdb"
            bare.append(
                seconds(
                    lambda to=database: run("-c", BARE, str(to), case_rows(file, recognise(file)))
                )
            )
            brought.append(
                seconds(
                    lambda to=records: run(
                        "-m", "etl", "import", "ctdc", str(file), "--records", str(to)
                    )
                )
            )
            print(f"round {turn + 1}: bare read {bare[-1]:.1f} s, import {brought[-1]:.1f} s")
            database.unlink()
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
        print(
            f"import / bare read: {min(brought) / min(bare):.2f} (aim 2 at most); largest process {peak:.2f} GB (aim under 4)"
        )
        ledger = Ledger(records)
        set_id = case_records.sets(ledger)["set_id"].iat[0]
        for dimension in DIMENSIONS:
            ask = lambda by=dimension: case_records.counted(ledger, set_id, by)  # noqa: E731
            ask()
            warm = min(seconds(ask) for _ in range(5))
            print(f"records by {dimension}: {warm * 1000:.0f} ms warm (aim 200 at most)")


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--rounds", type=int, default=2)
    given = options.parse_args()
    measure(given.rows, given.rounds)
