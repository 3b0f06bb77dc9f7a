"""How the Trends page's queries grow with the ledger: `python -m tests.benchmarks.queries [DATABASE]`.

Copies the ledger and multiplies its figures by made-up countries and editions (1, 10 and 100 times in all); prints the
median time of the page's queries together, and the ratio to the real size.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard.ledger import Ledger
from dashboard.queries import trends
from etl.locations import database_file

# Of these every edition is kept; the others hold the latest edition only.
EDITIONS = ("figure", "figure_revision")
TABLES = (*EDITIONS, "current_figure", "series_figure", "year_over_year")
SIZES = ((1, 1), (5, 2), (25, 4))
COUNTED = ("victims_detected", "all")
RUNS = 9


def multiplied(database: Path, folder: Path, countries: int, editions: int) -> Path:
    """A copy of the ledger whose figures stand once in each of so many countries and editions, all but one made up.

    The marts keep the order by area in which a build writes them. `area` gets the made-up codes too.
    """
    copy = folder / f"{countries}-{editions}.duckdb"
    shutil.copy(database, copy)
    with duckdb.connect(str(copy)) as ledger:
        for table in (*TABLES, "area"):
            edition = ", if(e = 0, vintage, vintage || '-' || e) as vintage"
            ledger.execute(f"""
                create table multiplied as
                select t.* replace (
                    if(n = 0, area, area || '-' || n) as area {edition if table in EDITIONS else ""}
                )
                from {table} as t, range({countries}) as made_up(n),
                    range({editions if table in EDITIONS else 1}) as edition(e)
                order by area
            """)
            ledger.execute(f"drop table {table}")
            ledger.execute(f"alter table multiplied rename to {table}")
    return copy


def a_page(ledger: Ledger, areas: list[str]) -> None:
    trends.voices(ledger, areas, *COUNTED)
    trends.series(ledger, areas, *COUNTED, "preferred", 2000, 2025)
    trends.against(ledger, areas, *COUNTED, "preferred", 2016)
    trends.rivals(ledger, areas, *COUNTED, 2000, 2025)
    trends.stated(ledger, areas, COUNTED[0])
    trends.record(ledger, areas[0], *COUNTED, 2019)
    trends.revisions(ledger, areas, *COUNTED, 2000, 2025)
    trends.silence(ledger, areas, *COUNTED, "preferred", 2003, 2023)


def main(database: Path) -> None:
    first = None
    with tempfile.TemporaryDirectory() as folder:
        for countries, editions in SIZES:
            copy = multiplied(database, Path(folder), countries, editions)
            ledger = Ledger(copy)
            rows = ledger.value("select count(*) from figure")
            countries_asked = list(trends.countries(ledger, [], [], 2025))
            seconds = []
            # Four other countries each time: the ledger keeps its answers, and would give the old ones.
            for n in range(RUNS + 1):
                started = time.perf_counter()
                a_page(ledger, countries_asked[4 * n : 4 * n + 4])
                seconds.append(time.perf_counter() - started)
            median = statistics.median(seconds[1:])
            first = first or median
            print(
                f"{countries * editions:>4} x {rows:>9,} figures: {1000 * median:6.0f} ms, {median / first:.1f} times the first"
            )
            copy.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else database_file())
