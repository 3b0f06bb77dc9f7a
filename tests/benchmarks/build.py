"""The full build against the bare minimum: DuckDB reading the same files, and `frictionless validate`."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import frictionless

from etl.locations import PROJECT
from etl.pipeline import build

DATA = PROJECT / "data"
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        seconds: dict[str, list[float]] = {"build": [], "read": [], "validate": []}
        for _ in range(ROUNDS):
            seconds["build"].append(timed(lambda: build(DATA, database, lambda step: None)))
            seconds["read"].append(timed(read_bare))
            seconds["validate"].append(
                timed(lambda: frictionless.validate(str(DATA / "datapackage.json")))
            )
    ratios = [b / (r + v) for b, r, v in zip(*seconds.values(), strict=True)]
    print("Build against DuckDB reading the same files plus frictionless validate")
    for name, runs in seconds.items():
        print(f"  {name:9} {statistics.median(runs):6.2f} s (median of {ROUNDS})")
    print(f"  ratio     {statistics.median(ratios):6.2f}   (aim: at most 2)")


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def read_bare() -> None:
    with duckdb.connect() as connection:
        for number, file in enumerate(sorted(DATA.rglob("*.csv"))):
            connection.execute(
                f"create table t{number} as from read_csv('{file}', all_varchar = true)"
            )


if __name__ == "__main__":
    main()
