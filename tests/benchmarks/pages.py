"""A warm rerun of each page against an empty Streamlit page, in server time."""

import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from etl.locations import PROJECT
from etl.pipeline import build

PAGES = sorted(file.stem for file in (PROJECT / "dashboard" / "screens").glob("*.py"))
ROUNDS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        os.environ["TIP_LEDGER_DATABASE"] = str(database)
        empty = AppTest.from_string("import streamlit as st\nst.title('Empty')", default_timeout=60)
        bare = rerun(empty)
        print(f"Warm rerun, median of {ROUNDS} (aim: at most 100 ms)")
        print(f"  {'empty page':10} {1000 * bare:7.1f} ms")
        for page in PAGES:
            app = AppTest.from_file(str(PROJECT / "dashboard" / "app.py"), default_timeout=60)
            app.run()
            if page != "overview":
                app.switch_page(f"screens/{page}.py")
            seconds = rerun(app)
            print(f"  {page:10} {1000 * seconds:7.1f} ms  {seconds / bare:5.1f}× the empty page")


def rerun(app: AppTest) -> float:
    app.run()
    app.run()
    runs = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        app.run()
        runs.append(time.perf_counter() - started)
    return statistics.median(runs)


if __name__ == "__main__":
    main()
