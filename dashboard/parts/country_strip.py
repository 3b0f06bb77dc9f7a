"""A country in one line: its tier, each measure's latest figure and direction, and the watch list."""

import pandas as pd

from dashboard.frames import last_value
from dashboard.queries import catalogue, compare, figures, yearly
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import answers
from dashboard.wording import tiers as wording


def summary(ledger: Database, iso3: str, history: pd.DataFrame, measures: list[str]) -> None:
    """history: as of country.tier_history. A measure without any figure says so: that is not zero."""
    cells = [wording.in_strip(history)]
    told = yearly.series_of_measures(ledger, [iso3], measures, "all", "preferred", 0, 9999)
    alike = yearly.comparable_years_of_measures(ledger, iso3, measures, "all", "preferred")
    for measure in measures:
        label = catalogue.measure_label(ledger, measure)
        rows = told[told["measure"] == measure]
        if rows.empty:
            held = figures.since(ledger, iso3, measure, 0)
            cells.append((label, *answers.not_one(held or "nothing"), ""))
            continue
        old = figures.since(ledger, iso3, measure, int(last_value(rows["year"])))
        latest, way = answers.in_strip(rows, alike[measure], old)
        cells.append((label, latest, way, answers.record(iso3, measure, last_value(rows["year"]))))
    if not history.empty:
        year = catalogue.report_years(ledger)[1]
        clock = compare.clock(ledger, year)
        cells.append(wording.watch_list_in_strip(clock[clock["iso3"] == iso3], history, year))
    show.strip(cells)
