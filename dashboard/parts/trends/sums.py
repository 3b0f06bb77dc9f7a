"""Countries added up: the same ones every year, or all that reported."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import sums
from dashboard.frames import each
from dashboard.parts.trends.choices import Choices
from dashboard.queries import trends, yearly
from dashboard.queries.database import Database
from dashboard.statistics import yearly_sums
from dashboard.ui import show
from dashboard.wording import figures as wording
from dashboard.wording import trends as trend_wording
from dashboard.wording import views

MOST_NAMED = 8
ADDED = [
    "area",
    "name",
    "year",
    "value",
    "qualifier",
    "unit",
    "counted",
    "period",
    "doubt",
    "source_id",
]


def draw(ledger: Database, asked: Choices, about: Any, members: list[str], voice: str) -> None:
    """A sum is of one publisher's figures: the one with most of them, unless one is chosen."""
    publishers = (
        yearly.voices(ledger, members, about.measure, asked.form)
        if voice == "preferred"
        else [voice]
    )
    if not publishers:
        show.nothing("No source in the ledger reports this measure for the group chosen.")
        return
    publisher = publishers[0]
    found = yearly.series(
        ledger, members, about.measure, asked.form, publisher, asked.first, asked.last
    )
    if found.empty:
        show.nothing(
            f"{publisher} reports none of these countries in these years. That is not zero."
        )
        return
    low, high = int(found["year"].min()), int(found["year"].max())
    known = trends.publisher_breaks(ledger, members, about.measure, publisher, low, high)
    total = yearly_sums.add_up(found, low, high, known["area"])
    if asked.adding == "all":
        all_that_reported(ledger, asked, about, found, total)
    else:
        the_same_countries(ledger, asked, about, found, total, known, publisher)
    left_out = "" if asked.adding == "all" else " (left out of the sum)"
    if not known.empty:
        told = [f"- {r.name}, {r.year}: {r.reason}{left_out}." for r in each(known)]
        show.words(show.escaped("\n".join(told)))


def the_same_countries(
    ledger: Database,
    asked: Choices,
    about: Any,
    found: pd.DataFrame,
    total: yearly_sums.YearlySums,
    known: pd.DataFrame,
    publisher: str,
) -> None:
    low, high, size = int(found["year"].min()), int(found["year"].max()), len(total.fixed)
    show.words(
        f"The same **{size}** of {found['area'].nunique()} countries in every year from {low} to {high}, by {publisher}"
        + (f": {', '.join(total.fixed)}." if 0 < size <= MOST_NAMED else ".")
    )
    starts = yearly_sums.countries_from(found, high, known)
    more = starts[starts > max(size, 4)].drop_duplicates()
    if not more.empty:
        show.small(
            "With a later first year there are more: "
            + "; ".join(f"from {y} on {n}" for y, n in more.items())
            + "."
        )
    if not total.fixed:
        show.nothing("No country has an exact, comparable figure in every year of this span.")
        return
    told = ""
    if high > low:
        told = trend_wording.sum_change(total)
        if size > 1 and (part := yearly_sums.largest_part(found, total)):
            told += f" {trend_wording.largest_part(*part)}"
        show.words(show.escaped(told))
    values = yearly_sums.viewed(total, asked.view)
    if values.empty:
        show.nothing(views.WHY_NO_SUM[asked.view])
        return
    unit = views.unit(asked.view, wording.unit(total.unit), low)
    show.chart(
        ledger,
        show.drawn(
            sums.fixed_sum,
            values,
            countries=size,
            unit_label=unit,
            title=f"{about.label}, the same {size} {wording.plural(size, 'country')}",
            joined=asked.joined,
            bars=asked.chart == "bars",
            log=asked.log,
        ),
        alt=f"{about.label} added up over the same {size} countries, {low} to {high}.",
        counts=what_is_added(about, total, unit),
        table=found.loc[found["name"].isin(total.fixed), ADDED],
        key=f"sum-same-{about.measure}-{asked.view}",
        finding=told and f"{about.label}: {told}",
    )


def all_that_reported(
    ledger: Database,
    asked: Choices,
    about: Any,
    found: pd.DataFrame,
    total: yearly_sums.YearlySums,
) -> None:
    if total.yearly.empty:
        show.nothing("No country has an exact figure in these years.")
        return
    show.warning(
        "Different countries stand behind each bar; the number on it says how many. A difference between "
        "two bars is not a change in trafficking, nor in what was found of it."
    )
    if asked.view != "count":
        show.small(
            "Shown as counted: rates, indices and changes are given for the same countries every year only."
        )
    moved = total.yearly[total.yearly["entered"].str.len() + total.yearly["left"].str.len() > 0]
    with st.expander("Who came and who left, year by year"):
        years = [f"- **{row.year}** {trend_wording.came_and_left(row)}" for row in each(moved)]
        show.words(show.escaped("\n".join(years)))
    unit = wording.unit(total.unit)
    show.chart(
        ledger,
        sums.sum_of_all(total.yearly, unit, f"{about.label}: all that reported"),
        alt=f"{about.label} added up over all countries that reported.",
        counts=what_is_added(about, total, unit),
        table=found[ADDED],
        key=f"sum-all-{about.measure}",
        finding=trend_wording.all_sums(total, about.label),
    )


def what_is_added(about: Any, total: yearly_sums.YearlySums, unit: str) -> str:
    return f"{about.definition} {trend_wording.what_is_added(total)} Shown: {unit}."
