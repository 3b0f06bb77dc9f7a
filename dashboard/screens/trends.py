"""Measures over the years: up or down, and may one say so?"""

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import chance, choose, panel, show, views, wording
from dashboard.charts import alternative, lines, silence
from dashboard.database import ledger
from dashboard.queries import catalogue, trends

FORMS = {
    "all": "All forms",
    "sexual_exploitation": "Sexual exploitation",
    "forced_labour": "Forced labour",
    "other": "Other forms",
}
SUMS = {
    "group": "A group as a sum over the same countries, single areas by themselves",
    "each": "Each area by itself",
    "same": "Sum of all chosen: the same countries every year",
    "all": "Sum of all chosen: all that reported",
}
ADDED = ["area", "name", "year", "value", "qualifier", "unit", "period", "source_id"]
CHARTS = {
    "lines": "Lines",
    "bars": "Bars",
    "panels": "Small multiples",
    "free": "Small multiples, own axes",
}
MOST = 12

book = ledger()
measures = catalogue.measures(book).set_index("measure")
areas = catalogue.areas_with_figures(book)
last_report = catalogue.report_years(book)[1]

show.title(
    "Trends",
    "A measure year by year. Lines break where a year has no figure or two figures are not comparable.",
)
chosen = choose.several("area", "Areas", areas, ["KHM"])
wanted = choose.several("measure", "Measures", measures["label"].to_dict(), ["prosecutions"])
first, last = choose.years("Years counted", 2000, 2025)
view = choose.view("view", "Show", views.VIEWS, "count")

with st.expander("Groups of countries, sums, source, chart"):
    regions = choose.several(
        "region", "TIP regions", {"ALL": "All countries"} | catalogue.tip_regions(book), []
    )
    tiers = choose.several(
        "tier", f"Tiers (in the {last_report} report, for every year alike)", wording.TIER_NAMES, []
    )
    adding = choose.one("sum", "Countries together", SUMS, "group")
    form = choose.one("form", "Form of exploitation", FORMS, "all")
    drawn = choose.one("chart", "Chart", CHARTS, "lines")
    log = choose.switch("log", "Logarithmic axis")
    with_events = choose.switch("events", "Timeline of events")

group = (
    trends.countries(book, [r for r in regions if r != "ALL"], tiers, last_report)
    if regions or tiers
    else {}
)
every_country = trends.countries(book, [], [], last_report)
asked = list(dict.fromkeys(chosen + list(group)))


def several_areas(about: pd.Series, measure: str, singly: list[str], voice: str) -> None:
    found = trends.series(book, singly, measure, form, voice, first, last)
    if found.empty:
        show.nothing(
            "No source in the ledger reports this measure for the areas and years chosen. That is not zero."
        )
        return
    if (areas_found := found["area"].nunique()) > MOST:
        found = views.largest(found, MOST)
        st.caption(
            f"{areas_found} areas have figures; the {MOST} with the largest latest figure are drawn."
        )

    base = trends.first_common_year(found) if view == "index" else None
    if view == "index" and base is None:
        show.nothing(
            "There is no year in which every area chosen has an exact figure above zero: no index. Choose fewer areas."
        )
        return
    indexed = trends.against(book, singly, measure, form, voice, base) if base else None
    values = views.viewed(found, view, indexed)
    unit = views.unit(
        view, show.joined(dict.fromkeys(wording.unit(u) for u in found["unit"])), base
    )
    everything = trends.rivals(book, found["area"].unique().tolist(), measure, form, first, last)

    stated = trends.stated(book, singly, measure)
    stated = stated[(form == "all") & stated["year"].between(first, last)]
    for area, rows in list(found.groupby("area", sort=False))[:6]:
        said = wording.latest_change(rows, about.label, stated[stated["area"] == area])
        if odds := wording.beyond_chance(rows.iloc[-1]):
            said += f" {odds}"
        st.markdown(show.plain(said))
    if not stated.empty:
        with st.expander(f"Changes stated without numbers: {len(stated)}"):
            show.numbers(stated, f"stated-{measure}")
            show.citations(catalogue.sources(book, stated["source_id"]))

    if values.empty:
        show.nothing(views.WHY_EMPTY[view])
    else:
        others = views.rivals_of(found, everything) if view == "count" else None
        happened = trends.events(book, singly, first, last) if with_events else pd.DataFrame()
        figure = chart_of(values, unit, about.label, others, happened)
        key = f"trend-{measure}-{view}"
        show.chart(
            book,
            figure,
            alt=alternative.series(found, about.label),
            counts=f"{about.definition} By the year counted, not the report year; {unit}."
            + (" A grey ring: editions differ on this figure." if values["revised"].any() else ""),
            table=values.drop(columns=["kind"]),
            key=key,
            on_select=partial(open_record, key, figure, parameter("record", measure)),
            selection_mode="points",
        )
        if log and (values["value"] <= 0).any():
            st.caption(
                "A logarithmic axis cannot show zeros, falls or suppressed values: they are in the table only."
            )
        for number, event in enumerate(happened.itertuples(), 1):
            st.markdown(f"{number}. **{event.date}**, {event.name}: {show.plain(event.title)}")
        if not happened.empty:
            show.citations(catalogue.sources(book, happened["source_id"]))
    withheld = found.loc[
        found["withheld"].notna(),
        ["name", "year", "value", "qualifier", "unit", "withheld", "source_id"],
    ]
    if view in ("change", "percent") and not withheld.empty:
        st.markdown("**Changes that are not given, and why**")
        show.numbers(withheld, f"withheld-{measure}")
    may_i_compare(measure, voice, found)
    record_of(measure, pd.concat([found, everything]))
    with st.expander("Who says what"):
        show.numbers(everything, f"rivals-{measure}")
        show.citations(catalogue.sources(book, everything["source_id"]))
    revised = trends.revisions(book, found["area"].unique().tolist(), measure, form, first, last)
    if not revised.empty:
        with st.expander(
            f"Revised by later editions: {revised[['area', 'year']].drop_duplicates().shape[0]} figures"
        ):
            show.numbers(revised, f"revisions-{measure}")
            show.citations(catalogue.sources(book, revised["source_id"]))


def open_record(chart: str, figure: go.Figure, name: str) -> None:
    """Choose the record of the point that was clicked."""
    for point in st.session_state[chart]["selection"]["points"][:1]:
        clicked = lines.area_and_year(figure, point["curve_number"], point["point_index"])
        if clicked:
            st.session_state[name] = "-".join(map(str, clicked))


def parameter(name: str, measure: str) -> str:
    """A choice made for each measure by itself has the measure in its name, where several are shown."""
    return name if len(wanted) == 1 else f"{name}-{measure}"


def chart_of(
    values: pd.DataFrame,
    unit: str,
    label: str,
    others: pd.DataFrame | None,
    happened: pd.DataFrame,
) -> go.Figure:
    if drawn in ("panels", "free"):
        return lines.small_multiples(values, unit, label, shared=drawn == "panels", log=log)
    if drawn == "bars":
        figure = lines.bars(values, unit, label, log=log)
    else:
        figure = lines.line_with_gaps(values, unit, label, rivals=others, log=log)
        if view in ("change", "percent"):
            figure.update_traces(mode="markers", selector={"type": "scatter"})
    if not happened.empty:
        lines.add_events(figure, happened)
    return figure


def may_i_compare(measure: str, voice: str, found: pd.DataFrame) -> None:
    with st.expander("May I compare two years?"):
        years = sorted(int(y) for y in found["year"].unique())
        if len(years) < 2:
            show.nothing("There is a figure for one year only: nothing to compare it with.")
            return
        before, now = st.columns(2)
        start = before.selectbox("Earlier year", years[:-1], key=f"earlier-{measure}")
        later = [y for y in years if y > start]
        end = now.selectbox("Later year", later, index=len(later) - 1, key=f"later-{measure}")
        compared = trends.against(
            book, found["area"].unique().tolist(), measure, form, voice, start
        )
        for pair in compared[compared["year"] == end].itertuples():
            said = wording.comparable(pair, start, end)
            st.markdown(show.plain(f"**{pair.name}**: {said}"))


def record_of(measure: str, figures: pd.DataFrame) -> None:
    name = parameter("record", measure)
    options = {"": "None: click a mark of the chart, or choose here"} | {
        f"{r.area}-{r.year}": f"{r.name}, {r.year}" for r in figures.itertuples()
    }
    if st.session_state.get(name, "") not in options:
        del st.session_state[name]
    with st.expander(
        "The record of a figure",
        expanded=bool(st.query_params.get(name) or st.session_state.get(name)),
    ):
        choice = choose.one(name, "Figure", options, "")
        if choice:
            area, year = choice.rsplit("-", 1)
            record = trends.record(book, area, measure, form, int(year))
            show.numbers(record, f"record-{measure}-{choice}")
            show.citations(catalogue.sources(book, record["source_id"]))


def together(about: pd.Series, measure: str, members: list[str], publisher: str) -> None:
    found = trends.series(book, members, measure, form, publisher, first, last)
    if found.empty:
        show.nothing(
            f"{publisher} reports none of these countries in these years. That is not zero."
        )
        return
    low, high = int(found["year"].min()), int(found["year"].max())
    known = trends.breaks(book, members, measure, low, high)
    total = panel.add_up(found, low, high, known["area"])
    if adding == "all":
        all_that_reported(about, measure, found, total)
    else:
        the_same_countries(about, measure, found, total, known, publisher)
    for row in known.itertuples():
        left_out = "" if adding == "all" else " (left out of the sum)"
        st.markdown(show.plain(f"- {row.name}, {row.year}: {row.reason}{left_out}."))


def the_same_countries(
    about: pd.Series,
    measure: str,
    found: pd.DataFrame,
    total: panel.Panel,
    known: pd.DataFrame,
    publisher: str,
) -> None:
    low, high, size = int(found["year"].min()), int(found["year"].max()), len(total.fixed)
    st.markdown(
        f"The same **{size}** of {found['area'].nunique()} countries in every year from {low} to {high}, by {publisher}."
    )
    starts = panel.countries_from(found, high, known)
    more = starts[starts > max(size, 4)].drop_duplicates()
    if not more.empty:
        st.caption(
            "With a later first year there are more: "
            + "; ".join(f"from {y} on {n}" for y, n in more.items())
            + "."
        )
    if not total.fixed:
        show.nothing("No country has an exact, comparable figure in every year of this span.")
        return
    if high > low:
        st.markdown(wording.sum_change(total.yearly, size, total.unit))
    values = panel.viewed(total, view)
    if values.empty:
        show.nothing(views.WHY_NO_SUM[view])
        return
    unit = views.unit(view, wording.unit(total.unit), low)
    show.chart(
        book,
        lines.fixed_sum(
            values,
            size,
            unit,
            f"{about.label}, the same {size} {wording.plural(size, 'country')}",
            joined=view not in ("change", "percent"),
            log=log,
        ),
        alt=f"{about.label} added up over the same {size} countries, {low} to {high}.",
        counts=what_is_added(about, total, unit),
        table=found.loc[found["name"].isin(total.fixed), ADDED],
        key=f"sum-same-{measure}-{view}",
    )


def all_that_reported(
    about: pd.Series, measure: str, found: pd.DataFrame, total: panel.Panel
) -> None:
    st.warning(
        "Different countries stand behind each bar; the number on it says how many. A difference between "
        "two bars is not a change in trafficking, nor in what was found of it."
    )
    if view != "count":
        st.caption(
            "Shown as counted: rates, indices and changes are given for the same countries every year only."
        )
    moved = total.yearly[total.yearly["entered"].str.len() + total.yearly["left"].str.len() > 0]
    with st.expander("Who came and who left, year by year"):
        for row in moved.itertuples():
            st.markdown(show.plain(f"- **{row.year}** " + wording.came_and_left(row)))
    if total.yearly.empty:
        show.nothing("No country has an exact figure in these years.")
        return
    show.chart(
        book,
        lines.sum_of_all(
            total.yearly, wording.unit(total.unit), f"{about.label}: all that reported"
        ),
        alt=f"{about.label} added up over all countries that reported.",
        counts=what_is_added(about, total, wording.unit(total.unit)),
        table=found[ADDED],
        key=f"sum-all-{measure}",
    )


def what_is_added(about: pd.Series, total: panel.Panel, unit: str) -> str:
    return (
        f"{about.definition} Exact figures in {wording.unit(total.unit)} and {total.period} years only; "
        f"{total.left_out} figures are in no sum, being inexact or of another unit or period. Shown: {unit}."
    )


def who_is_silent(measure: str, voice: str) -> None:
    states = trends.silence(book, asked, measure, form, voice, max(first, 2003), min(last, 2024))
    reported = states[states["state"] != "not reported"]
    if reported.empty:
        return
    with st.expander(f"Who reported, who did not: {states['area'].nunique()} areas"):
        latest = int(reported["year"].max())
        silent = states["area"].nunique() - reported["area"].nunique()
        gone = trends.stopped(states)
        st.markdown(silence.counted(states))
        st.markdown(
            f"{gone['areas'].sum()} areas reported once and not in {latest}; {silent} never did."
        )
        if not gone.empty:
            st.caption("Who stopped reporting, by the year of the last figure")
            show.numbers(gone, f"stopped-{measure}")
        show.chart(
            book,
            silence.matrix(states[states["name"].isin(reported["name"])]),
            alt=f"Areas by years: who reported. {gone['areas'].sum()} stopped before {latest}.",
            counts="Areas that never reported are not drawn. Zero, a bound and silence are different.",
            table=states,
            key=f"silence-{measure}",
        )


def split(about: pd.Series) -> tuple[list[str], list[str]]:
    """Areas to draw singly, and countries to add up."""
    if adding == "each" or (adding == "group" and not group):
        return asked, []
    if about.summable != "yes":
        show.nothing(
            "This measure is not added up over countries: it is an estimate, a rate or one body's own total. "
            "Each area stands by itself."
        )
        return asked, []
    members = list(group) if adding == "group" else [a for a in asked if a in every_country]
    if not members:
        show.nothing("Choose countries or a group of countries to add up.")
    return (chosen if adding == "group" else []), members


if not asked or not wanted:
    show.nothing("Choose at least one area, or a group of countries, and one measure.")
for measure in wanted if asked else []:
    about = measures.loc[measure]
    st.subheader(about.label, anchor=False)
    publishers = trends.voices(book, asked, measure, form)
    if not publishers:
        show.nothing(
            "No source in the ledger reports this measure for the areas chosen. That is not zero."
        )
        continue
    voice = choose.one(
        parameter("source", measure),
        "Source",
        {"preferred": "Preferred figure of each year"} | {p: p for p in publishers},
        "preferred",
    )
    singly, added = split(about)
    if singly:
        several_areas(about, measure, singly, voice)
    if added:
        # A sum is of one publisher's figures: the one with most of them, unless one is chosen.
        one_voice = (
            trends.voices(book, added, measure, form)[:1] if voice == "preferred" else [voice]
        )
        if one_voice:
            together(about, measure, added, one_voice[0])
        else:
            show.nothing("No source in the ledger reports this measure for the group chosen.")
    who_is_silent(measure, voice)
if asked and wanted:
    st.caption(f"On chance: {chance.METHOD}")
