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
from dashboard.wording.language import said
from dashboard.wording.tiers import countries_in_words

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
        show.nothing(said("No source in the ledger reports this measure for the group chosen."))
        return
    publisher = publishers[0]
    found = yearly.series(
        ledger, members, about.measure, asked.form, publisher, asked.first, asked.last
    )
    if found.empty:
        show.nothing(
            said(
                "{publisher} reports none of these countries in these years. That is not zero."
            ).format(publisher=publisher)
        )
        return
    low, high = int(found["year"].min()), int(found["year"].max())
    known = trends.publisher_breaks(ledger, members, about.measure, publisher, low, high)
    total = yearly_sums.add_up(found, low, high, known["area"])
    if asked.adding == "all":
        all_that_reported(ledger, asked, about, found, total)
    else:
        the_same_countries(ledger, asked, about, found, total, known, publisher)
    left_out = "" if asked.adding == "all" else said(" (left out of the sum)")
    if not known.empty:
        of_break = said("- {name}, {year}: {reason}{left_out}.")
        told = [
            of_break.format(name=r.name, year=r.year, reason=r.reason, left_out=left_out)
            for r in each(known)
        ]
        show.words(show.escaped("\n".join(told)), known["reason"])


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
        said(
            "The same **{size}** of {countries} countries in every year from {low} to {high}, by {publisher}{named}."
        ).format(
            size=size,
            countries=found["area"].nunique(),
            low=low,
            high=high,
            publisher=publisher,
            named=said(": ") + ", ".join(total.fixed) if 0 < size <= MOST_NAMED else "",
        )
    )
    starts = yearly_sums.countries_from(found, high, known)
    more = starts[starts > max(size, 4)].drop_duplicates()
    if not more.empty:
        later = said("from {year} on {countries}")
        show.small(
            said("With a later first year there are more: {years}.").format(
                years=said("; ").join(
                    later.format(year=year, countries=n) for year, n in more.items()
                )
            )
        )
    if not total.fixed:
        show.nothing(said("No country has an exact, comparable figure in every year of this span."))
        return
    told = ""
    if high > low:
        told = trend_wording.sum_change(total)
        if size > 1 and (part := yearly_sums.largest_part(found, total)):
            told += f" {trend_wording.largest_part(*part)}"
        show.words(show.escaped(told))
    values = yearly_sums.viewed(total, asked.view)
    if values.empty:
        show.nothing(said(views.WHY_NO_SUM[asked.view]))
        return
    unit = views.unit(asked.view, wording.unit(total.unit), low)
    show.chart(
        ledger,
        show.drawn(
            sums.fixed_sum,
            values,
            countries=size,
            unit_label=unit,
            title=said("{label}, the same {countries}").format(
                label=about.label, countries=countries_in_words(size)
            ),
            joined=asked.joined,
            bars=asked.chart == "bars",
            log=asked.log,
        ),
        alt=said("{label} added up over the same {size} countries, {low} to {high}.").format(
            label=about.label, size=size, low=low, high=high
        ),
        counts=what_is_added(about, total, unit),
        table=found.loc[found["name"].isin(total.fixed), ADDED],
        key=f"sum-same-{about.measure}-{asked.view}",
        finding=told and said("{label}: {finding}").format(label=about.label, finding=told),
    )


def all_that_reported(
    ledger: Database,
    asked: Choices,
    about: Any,
    found: pd.DataFrame,
    total: yearly_sums.YearlySums,
) -> None:
    if total.yearly.empty:
        show.nothing(said("No country has an exact figure in these years."))
        return
    show.warning(
        said(
            "Different countries stand behind each bar; the number on it says how many. A difference between "
            "two bars is not a change in trafficking, nor in what was found of it."
        )
    )
    if asked.view != "count":
        show.small(
            said(
                "Shown as counted: rates, indices and changes are given for the same countries every year only."
            )
        )
    moved = total.yearly[total.yearly["entered"].str.len() + total.yearly["left"].str.len() > 0]
    with st.expander(said("Who came and who left, year by year")):
        years = [f"- **{row.year}** {trend_wording.came_and_left(row)}" for row in each(moved)]
        show.words(show.escaped("\n".join(years)))
    unit = wording.unit(total.unit)
    show.chart(
        ledger,
        show.drawn(
            sums.sum_of_all,
            total.yearly,
            unit,
            said("{label}: all that reported").format(label=about.label),
        ),
        alt=said("{label} added up over all countries that reported.").format(label=about.label),
        counts=what_is_added(about, total, unit),
        table=found[ADDED],
        key=f"sum-all-{about.measure}",
        finding=trend_wording.all_sums(total, about.label),
    )


def what_is_added(about: Any, total: yearly_sums.YearlySums, unit: str) -> str:
    shown = said("Shown: {unit}.").format(unit=unit)
    return f"{about.definition} {trend_wording.what_is_added(total)} {shown}"
