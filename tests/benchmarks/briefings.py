"""Seconds per briefing and format, printed: `python tests/benchmarks/briefings.py [AREA…]`."""

import sys
import time
from statistics import median

from dashboard.briefing.country import country_briefing
from dashboard.briefing.files import FORMATS
from dashboard.ledger import Ledger
from etl.locations import database_file


def main(areas: list[str]) -> None:
    ledger = Ledger(database_file())
    country_briefing(ledger, areas[0])
    print("area  content  " + "  ".join(f"{kind:>7}" for kind in FORMATS))
    for area in areas:
        spent = [measured(lambda area=area: country_briefing(ledger, area))]
        made = country_briefing(ledger, area)
        spent += [
            measured(lambda form=form, made=made: form.write(made)) for form in FORMATS.values()
        ]
        print(f"{area}   " + "  ".join(f"{seconds:7.2f}" for seconds in spent))


def measured(work) -> float:
    """The median of three runs after a warm one."""
    work()
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


if __name__ == "__main__":
    main(sys.argv[1:] or ["KHM", "THA", "DEU", "SOM"])
