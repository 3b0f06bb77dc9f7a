"""A country's two pictures, wherever a page shows them: its tiers, and a measure year by year."""

import pandas as pd
import streamlit as st

from dashboard.charts import alternative, lines, strips
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import figures as wording


def tiers(ledger: Database, iso3: str, name: str, history: pd.DataFrame) -> None:
    """The tier strip. history: as of country.tier_history."""
    show.chart(
        ledger,
        show.drawn(strips.tier_strip, history),
        alt=alternative.tier_strip(history, name),
        counts="Tier by report year; a hatched block is derived. The report of a year covers about April of the year before to March.",
        table=history,
        key=f"{iso3}-tiers",
    )


def measures(ledger: Database, found: pd.DataFrame, name: str) -> None:
    """Each measure, two beside each other where there is room. found: as of country.series, of several measures."""
    each = [rows for _, rows in found.groupby("measure", sort=False)]
    for start in range(0, len(each), 2):
        for column, rows in zip(st.columns(2, gap="large"), each[start : start + 2], strict=False):
            with column:
                measure(ledger, rows, name)


def measure(ledger: Database, rows: pd.DataFrame, name: str) -> None:
    """One measure: the preferred figures as a line, other sources beside it. rows: as of country.series."""
    label = rows["name"].iat[0]
    units = show.joined(dict.fromkeys(wording.unit(u) for u in rows["unit"]))
    preferred = rows[rows["preferred"]]
    show.chart(
        ledger,
        show.drawn(
            lines.line_with_gaps,
            preferred,
            unit_label=units,
            title=f"{label}, {name}",
            rivals=rows[~rows["preferred"]],
        ),
        alt=alternative.series(preferred, f"{label}, {name}"),
        counts=f"{label} by the year counted, in {units}.",
        table=rows.drop(columns=["area", "name", "measure"]),
        key=f"{rows['area'].iat[0]}-{rows['measure'].iat[0]}",
    )
