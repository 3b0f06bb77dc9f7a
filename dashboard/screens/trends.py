"""Measures over the years: up or down, and may one say so?"""

import pandas as pd
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
    "each": "Each area by itself",
    "same": "Sum: the same countries every year",
    "all": "Sum: all that reported",
}
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
    adding = choose.one("sum", "Countries together", SUMS, "each")
    form = choose.one("form", "Form of exploitation", FORMS, "all")
    drawn = choose.one("chart", "Chart", CHARTS, "lines")
    log = choose.switch("log", "Logarithmic axis")
    with_events = choose.switch("events", "Timeline of events")

group = (
    trends.countries(book, [r for r in regions if r != "ALL"], tiers, last_report)
    if regions or tiers
    else {}
)
asked = list(dict.fromkeys(chosen + list(group)))


def several_areas(about: pd.Series, measure: str, voice: str) -> None:
    found = trends.series(book, asked, measure, form, voice, first, last)
    if found.empty:
        show.nothing(
            "No source in the ledger reports this measure for the areas and years chosen. That is not zero."
        )
        return
    last_values = found.groupby("area")["value"].last().sort_values(ascending=False)
    if len(last_values) > MOST:
        found = found[found["area"].isin(last_values.index[:MOST])]
        st.caption(
            f"{len(last_values)} areas have figures; the {MOST} with the largest latest figure are drawn."
        )

    base = trends.first_common_year(found) if view == "index" else None
    if view == "index" and base is None:
        show.nothing(
            "There is no year in which every area chosen has an exact figure above zero: no index. Choose fewer areas."
        )
        return
    indexed = trends.against(book, asked, measure, form, voice, base) if base else None
    values = views.viewed(found, view, indexed)
    unit = {
        "rate": "per 100,000 people",
        "index": f"{base} = 100",
        "percent": "% on the year before",
    }.get(view, show.joined(dict.fromkeys(wording.unit(u) for u in found["unit"])))
    everything = trends.rivals(book, found["area"].unique().tolist(), measure, form, first, last)

    for _, rows in list(found.groupby("area", sort=False))[:6]:
        said = wording.latest_change(rows, about.label)
        if odds := wording.beyond_chance(rows.iloc[-1]):
            said += f" {odds}"
        st.markdown(show.plain(said))

    if values.empty:
        show.nothing(WHY_EMPTY[view])
    else:
        others = rivals_of(found, everything) if view == "count" else None
        happened = trends.events(book, asked, first, last) if with_events else pd.DataFrame()
        show.chart(
            book,
            chart_of(values, unit, about.label, others, happened),
            alt=alternative.series(found, about.label),
            counts=f"{about.definition} By the year counted, not the report year; {unit}.",
            table=values.drop(columns=["kind"]),
            key=f"trend-{measure}-{view}",
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
    record_of(measure, found)
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


WHY_EMPTY = {
    "count": "",
    "rate": "No rate can be given: the ledger holds no population for these areas and years, or no exact count.",
    "index": "No index can be given: no figure may be compared with the base year.",
    "change": "No change can be given: see the reasons below.",
    "percent": "No change in percent can be given: see the reasons below.",
}


def rivals_of(found: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """The figures that are not drawn as the line."""
    key = ["area", "year", "publisher", "unit", "period", "source_id"]
    drawn_already = pd.MultiIndex.from_frame(found[key])
    return everything[~pd.MultiIndex.from_frame(everything[key]).isin(drawn_already)]


def chart_of(values, unit, label, others, happened):
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
            said = (
                f"No: {pair.withheld}."
                if isinstance(pair.withheld, str)
                else f"Yes: {wording.number(pair.value)} {wording.unit(pair.unit)} in {end}, "
                f"{wording.change(pair.value, pair.value_base, pair.change_ratio)} in {start}."
            )
            st.markdown(show.plain(f"**{pair.name}**: {said}"))


def record_of(measure: str, found: pd.DataFrame) -> None:
    with st.expander("The record of a figure"):
        options = {f"{r.area}-{r.year}": f"{r.name}, {r.year}" for r in found.itertuples()}
        choice = st.selectbox(
            "Figure",
            list(options),
            format_func=options.get,
            index=len(options) - 1,
            key=f"record-{measure}",
        )
        area, year = choice.rsplit("-", 1)
        record = trends.record(book, area, measure, form, int(year))
        show.numbers(record, f"record-{measure}-{choice}")
        show.citations(catalogue.sources(book, record["source_id"]))


def together(about: pd.Series, measure: str, publisher: str) -> None:
    members = [area for area in asked if len(area) == 3 and area != "COE"]
    if about.summable != "yes" or not members:
        show.nothing(
            "This measure is not added up over countries: it is an estimate, a rate or one body's own total."
            if about.summable != "yes"
            else "Choose countries or a group of countries to add up."
        )
        return
    found = trends.series(book, members, measure, form, publisher, first, last)
    if found.empty:
        show.nothing(
            f"{publisher} reports none of these countries in these years. That is not zero."
        )
        return
    low, high = int(found["year"].min()), int(found["year"].max())
    known = trends.breaks(book, members, measure, low, high)
    total = panel.add_up(found, low, high, known["area"])
    everyone = len(found["area"].unique())
    if adding == "same":
        st.markdown(
            f"The same **{len(total.fixed)}** of {everyone} countries in every year from {low} to {high}, by {publisher}."
        )
        if not total.fixed:
            show.nothing("No country has an exact figure in every year of this span.")
        starts = panel.countries_from(found, high, known)
        better = starts[starts > max(len(total.fixed), 4)]
        if not better.empty:
            st.caption(
                "With a later first year there are more: "
                + "; ".join(f"from {y} on {n}" for y, n in better.items())
                + "."
            )
    else:
        st.warning(
            "Different countries stand behind each bar; the number on it says how many. A difference between "
            "two bars is not a change in trafficking, nor in what was found of it."
        )
        moved = total.yearly[total.yearly["entered"].str.len() + total.yearly["left"].str.len() > 0]
        with st.expander("Who came and who left, year by year"):
            for row in moved.itertuples():
                st.markdown(show.plain(f"- **{row.year}** " + came_and_left(row)))
    for row in known.itertuples():
        st.markdown(
            show.plain(
                f"- {row.name}, {row.year}: {row.reason}"
                + (" (left out of the sum)." if adding == "same" else ".")
            )
        )
    if adding == "all" or total.fixed:
        part = found if adding == "all" else found[found["name"].isin(total.fixed)]
        show.chart(
            book,
            lines.sums(
                total.yearly,
                adding == "same",
                wording.unit(total.unit),
                f"{about.label}: {SUMS[adding].removeprefix('Sum: ')}",
            ),
            alt=f"{about.label} added up over countries, {low} to {high}.",
            counts=f"{about.definition} Exact figures in {wording.unit(total.unit)} only; {total.inexact} figures are in no sum, being inexact or in another unit.",
            table=part[["area", "name", "year", "value", "qualifier", "unit", "source_id"]],
            key=f"sum-{adding}-{measure}",
        )


def came_and_left(row) -> str:
    parts = []
    for word, moved in (("entered", row.entered), ("left", row.left)):
        if moved:
            named = ", ".join(f"{name} ({wording.number(value)})" for name, value in moved[:5])
            more = f" and {len(moved) - 5} more" if len(moved) > 5 else ""
            parts.append(f"{len(moved)} {word}: {named}{more}")
    return "; ".join(parts)


def who_is_silent(measure: str, voice: str) -> None:
    states = trends.silence(book, asked, measure, form, voice, max(first, 2003), min(last, 2024))
    reported = states[states["state"] != "not reported"]
    if reported.empty:
        return
    with st.expander(f"Who reported, who did not: {states['area'].nunique()} areas"):
        stood = reported.groupby("name")["year"].max()
        latest = int(stood.max())
        silent = states["area"].nunique() - len(stood)
        gone = stood[stood < latest].sort_values(ascending=False)
        counts = states["state"].value_counts()
        st.markdown(
            "Of the country-years: "
            + ", ".join(
                f"{counts[s]:,} {silence.STATES[s][0].lower()}"
                for s in silence.STATES
                if s in counts
            )
            + "."
        )
        st.markdown(f"{len(gone)} areas reported once and not in {latest}; {silent} never did.")
        if len(gone):
            st.caption(
                show.plain(
                    "Last reported: "
                    + ", ".join(f"{name} {year}" for name, year in gone.items())
                    + "."
                )
            )
        show.chart(
            book,
            silence.matrix(states[states["name"].isin(stood.index)]),
            alt=f"Areas by years: who reported. {len(gone)} stopped before {latest}.",
            counts="Areas that never reported are not drawn. Zero, a bound and silence are different.",
            table=states,
            key=f"silence-{measure}",
        )


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
    if adding == "each":
        options = {"preferred": "Preferred figure of each year"} | {p: p for p in publishers}
        voice = choose.one(
            "source" if len(wanted) == 1 else f"source-{measure}", "Source", options, "preferred"
        )
        several_areas(about, measure, voice)
    else:
        voice = choose.one(
            "source" if len(wanted) == 1 else f"source-{measure}",
            "Source",
            {p: p for p in publishers},
            publishers[0],
        )
        together(about, measure, voice)
    who_is_silent(measure, voice)
if asked and wanted:
    st.caption(f"On chance: {chance.METHOD}")
