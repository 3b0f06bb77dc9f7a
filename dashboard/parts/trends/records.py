"""What lies behind a chart: why changes are withheld, a figure's record, rivals, revisions, events."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import lines
from dashboard.frames import each
from dashboard.parts.trends.choices import Choices
from dashboard.queries import catalogue, trends
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.ui.text import shown
from dashboard.views.drawn import Drawn
from dashboard.wording import comparison
from dashboard.wording.figures import dated
from dashboard.wording.language import said, said_of, within


def open_record(chart: str, figure: Drawn, name: str) -> None:
    """Choose the record of the point that was clicked in the chart, under the parameter `name`."""
    for point in st.session_state[chart]["selection"]["points"][:1]:
        clicked = lines.area_and_year(
            figure.restored(), point["curve_number"], point["point_index"]
        )
        if clicked:
            st.session_state[name] = "-".join(map(str, clicked))


def names(ledger: Database, areas: list[str], most: int) -> str:
    """The areas by name, or their number where there are more than `most`."""
    if len(areas) > most:
        return said("{areas} areas").format(areas=len(areas))
    return ", ".join(catalogue.area_names(ledger, areas))


def record(ledger: Database, asked: Choices, about: Any, figures: pd.DataFrame) -> None:
    """Every source and edition of one figure, over the page. figures: those there are to choose from."""
    name = asked.parameter("record", about.measure)
    options = {"": said("Click a mark or choose here")} | {
        f"{r.area}-{r.year}": f"{r.name}, {r.year}" for r in each(figures)
    }
    choice = choose.one(name, said("Open the record of a figure"), options, "", width=420)
    if choice and asked.opened == about.measure:
        area, year = choice.rsplit("-", 1)

        title = said("The record of a figure: {figure}, {label}").format(
            figure=options[choice], label=within(about.label)
        )

        def opened() -> None:
            found = trends.record(ledger, area, about.measure, asked.form, int(year))
            show.numbers(found, f"record-{about.measure}-{choice}", title)
            show.citations(catalogue.sources(ledger, found["source_id"]))

        st.dialog(shown(title), width="large", on_dismiss=partial(closed, name))(opened)()


def closed(name: str) -> None:
    st.session_state[name] = ""


def withheld(asked: Choices, about: Any, found: pd.DataFrame) -> None:
    columns = ["name", "year", "withheld", "value", "qualifier", "unit", "source_id"]
    rows = found[found["withheld"].notna()]
    if not asked.joined and not rows.empty:
        title = said("Changes that are not given, and why")
        show.subheading(title)
        told = [comparison.why_withheld(row) for row in each(rows)]
        rows = rows.assign(withheld=told)[columns]
        kept = comparison.written_in(found)
        show.numbers(rows, f"withheld-{about.measure}", title, written=kept)


def stated(ledger: Database, about: Any, told: pd.DataFrame) -> None:
    if not told.empty:
        label = said("Changes stated without numbers: {number}").format(number=len(told))
        show.figures(label, told, f"stated-{about.measure}")


def who_says_what(ledger: Database, about: Any, everything: pd.DataFrame) -> None:
    show.figures(said("Who says what"), comparison.in_words(everything), f"rivals-{about.measure}")


def parts_of_years(ledger: Database, asked: Choices, about: Any, areas: list[str]) -> None:
    found = trends.parts_of_years(ledger, areas, about.measure, asked.form, asked.first, asked.last)
    if not found.empty:
        label = said("By quarter and half-year, never added up to a year: {number}").format(
            number=len(found)
        )
        show.figures(label, found, f"parts-{about.measure}")


def revisions(ledger: Database, asked: Choices, about: Any, areas: list[str]) -> None:
    revised = trends.revisions(ledger, areas, about.measure, asked.form, asked.first, asked.last)
    if revised.empty:
        return
    figures = len(revised[["area", "year"]].drop_duplicates())
    label = said_of(
        figures,
        "Revised by later editions: {count} figure",
        "Revised by later editions: {count} figures",
    ).format(count=figures)
    show.figures(label, revised, f"revisions-{about.measure}")


def timeline(ledger: Database, happened: pd.DataFrame) -> None:
    """The events behind the chart, by the numbers that stand in it."""
    if happened.empty:
        show.small(said("The ledger holds no event of these areas in these years."))
        return
    number = len(happened)
    label = said_of(number, "Timeline: {count} event", "Timeline: {count} events")
    with st.expander(label.format(count=number), expanded=True):
        event = said("{number}. **{date}**, {name}: {title}")
        listed = [
            event.format(number=e.number, date=dated(e.date), name=e.name, title=e.title)
            for e in each(happened)
        ]
        show.words(show.escaped("\n".join(listed)), happened["title"])
        show.citations(catalogue.sources(ledger, happened["source_id"]))
