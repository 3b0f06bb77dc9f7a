"""How the Trends page's queries grow with the ledger: `python -m tests.benchmarks.queries`.

Copies the ledger and multiplies its figures by made-up countries and editions (1, 10 and 100 times in all); prints the
median time of the page's queries together, of four countries and of a sum over all, and the ratio to the real size.
Aim: at most 150 ms.
"""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard.queries import trends, yearly
from dashboard.queries.database import Database
from dashboard.statistics import yearly_sums
from etl.locations import PROJECT
from etl.pipeline import build

# Of these every edition is kept; the others hold the latest edition only.
EDITIONS = ("figure", "figure_revision")
TABLES = (*EDITIONS, "current_figure", "series_figure", "year_over_year")
SIZES = ((1, 1), (5, 2), (25, 4))
COUNTED = ("victims_detected", "all")
RUNS = 9


def multiplied(database: Path, folder: Path, countries: int, editions: int) -> Path:
    """A copy of the ledger whose figures stand once in each of so many countries and editions, all but one made up.

    The tables keep the order by area in which a build writes them. `area` gets the made-up codes too.
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


def a_page(ledger: Database, areas: list[str]) -> None:
    yearly.voices(ledger, areas, *COUNTED)
    yearly.series(ledger, areas, *COUNTED, "preferred", 2000, 2025)
    yearly.against(ledger, areas, *COUNTED, "preferred", 2016)
    yearly.rivals(ledger, areas, *COUNTED, 2000, 2025)
    trends.stated(ledger, areas, COUNTED[0])
    trends.record(ledger, areas[0], *COUNTED, 2019)
    trends.revisions(ledger, areas, *COUNTED, 2000, 2025)
    trends.silence(ledger, areas, *COUNTED, "preferred", 2003, 2023)


def a_sum(ledger: Database, areas: list[str]) -> None:
    found = yearly.series(ledger, areas, *COUNTED, "UNODC", 2003, 2023)
    known = trends.publisher_breaks(ledger, areas, COUNTED[0], "UNODC", 2003, 2023)
    yearly_sums.add_up(found, 2003, 2023, known["area"])
    yearly_sums.countries_from(found, 2023, known)
    trends.silence(ledger, areas, *COUNTED, "UNODC", 2003, 2023)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        ledgers = [Database(multiplied(database, Path(folder), *size)) for size in SIZES]
        countries_asked = list(trends.countries(ledgers[0], [], [], 2025))
        # Other countries each time: the ledger keeps its answers, and would give the old ones.
        pages = {
            "four countries": lambda ledger, n: a_page(ledger, countries_asked[4 * n : 4 * n + 4]),
            "a sum over all": lambda ledger, n: a_sum(ledger, countries_asked[n:]),
        }
        for name, page in pages.items():
            waited: list[list[float]] = [[] for _ in ledgers]
            computed: list[list[float]] = [[] for _ in ledgers]
            # The sizes take turns, so that what else the machine does falls on all of them alike.
            for n in range(RUNS + 1):
                for place, ledger in enumerate(ledgers):
                    started, before = time.perf_counter(), time.process_time()
                    page(ledger, n)
                    waited[place].append(time.perf_counter() - started)
                    computed[place].append(time.process_time() - before)
            medians = [statistics.median(taken[1:]) for taken in waited]
            for place, (countries, editions) in enumerate(SIZES):
                rows = ledgers[place].value("select count(*) from figure")
                processor = statistics.median(computed[place][1:])
                print(
                    f"{name}, {countries * editions:>4} x: {rows:>9,} figures, {1000 * medians[place]:6.0f} ms, "
                    f"{medians[place] / medians[0]:.1f} times the first; {1000 * processor:.0f} ms of processor time"
                )


if __name__ == "__main__":
    main()
