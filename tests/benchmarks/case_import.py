"""Import of a large case file beside a bare DuckDB read of the same file, and the section's queries on it.

`python -m tests.benchmarks.case_import --rows 10000000` measures the full size.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dashboard.frames import first_value
from dashboard.queries import case_records
from dashboard.queries.database import Database
from dashboard.wording.victims import RECORD_DIMENSIONS
from tests.benchmarks.case_files import write_case_file

ROUNDS = 3
BARE = (
    "import duckdb, sys; duckdb.connect(sys.argv[1])"
    ".execute('create table bare as select * from read_csv(?)', [sys.argv[2]])"
)


def main(rows: int = 1_000_000) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file, bare, records = (
            folder / "cases.csv",
            folder / "bare.duckdb",
            folder / "records.duckdb",
        )
        write_case_file(file, rows, "k-anonymised")
        commands = {
            "read into memory": ["-c", BARE, ":memory:", str(file)],
            "read into a file": ["-c", BARE, str(bare), str(file)],
            "import": ["-m", "etl", "import", "ctdc", str(file), "--records", str(records)],
        }
        runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                bare.unlink(missing_ok=True)
                records.unlink(missing_ok=True)
                runs[name].append(measured(command))
        print(
            f"Import of {rows:,} case records ({file.stat().st_size / 1e6:,.0f} MB) against DuckDB reading the same file"
        )
        for name, measures in runs.items():
            print(
                f"  {name:17} {statistics.median(s for s, _ in measures):6.2f} s (median of {ROUNDS}), "
                f"at most {max(gb for _, gb in measures):.2f} GB"
            )
        for name in list(commands)[:2]:
            ratio = statistics.median(
                i / b for (i, _), (b, _) in zip(runs["import"], runs[name], strict=True)
            )
            print(f"  import / {name}: {ratio:.2f}")
        print("  (aim: at most 2, under 4 GB)")
        print("The section's queries on them, file in cache, no answer kept (aim: at most 200 ms)")
        for dimension in RECORD_DIMENSIONS:
            print(f"  {dimension:19} {1000 * query(records, dimension):6.1f} ms")


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and the largest memory [GB] of one Python process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed.")
    return took, used.ru_maxrss / 1e6


def query(records: Path, dimension: str) -> float:
    def ask() -> None:
        set_id = first_value(case_records.sets(ledger)["set_id"])
        case_records.parts_of_set(ledger, set_id, dimension)

    runs = []
    for _ in range(5):
        ledger = Database(records)
        runs.append(seconds(ask))
    return statistics.median(runs[1:])


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    main(options.parse_args().rows)
