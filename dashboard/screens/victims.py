"""Who the detected victims are, where they come from, and what is not known."""

import streamlit as st

from dashboard import choose, show
from dashboard import victim_wording as wording
from dashboard.charts import alternative, corridors, lines, parts
from dashboard.database import case_records as records_file
from dashboard.database import ledger
from dashboard.queries import case_records, catalogue, victims

VIEWS = {
    "into": "Detected in the country",
    "from": "Citizens detected elsewhere",
    "region": "Region of the country",
}

book = ledger()
areas = victims.areas_with_victims(book)
show.title(
    "Victims",
    "Victims whom authorities detected, as each state reports them. Most victims are never detected.",
)

left, right = st.columns(2)
with left:
    area = choose.one("area", "Country", areas, "THA")
with right:
    first, last = choose.years("Years counted", *victims.years(book))
name = areas[area]

st.subheader("Who is detected", anchor=False)
for known in victims.breaks(book, area).itertuples():
    st.info(f"Break in {known.year}: {show.plain(known.reason)}.", icon=":material/info:")
breakdown = choose.view("by", "Divided by", wording.BREAKDOWNS, "sex_age")
found = victims.parts(book, area, breakdown, first, last)
gaps = victims.shortfalls(book, area, breakdown, first, last)
if found.empty:
    show.nothing(
        f"No edition divides the victims of {name} in this way for these years. That is not zero."
    )
elif breakdown in ("citizenship", "repatriation"):
    st.markdown(wording.gap(gaps.iloc[-1], breakdown))
    show.numbers(found, f"{area}-{breakdown}")
else:
    st.markdown(wording.gap(gaps.iloc[-1], breakdown))
    show.chart(
        book,
        parts.parts_of_total(found, gaps, wording.PARTS),
        alt=wording.parts_in_brief(found, breakdown, name),
        counts="Persons, as printed; parts need not add up to the total. Open marks stand for fewer than 5, not for 0.",
        table=found,
        key=f"{area}-{breakdown}",
    )
if not gaps.empty:
    with st.expander("Do the parts add up? Year by year"):
        for _, year in gaps.iloc[::-1].iterrows():
            st.markdown(f"- {wording.gap(year, breakdown)}")

st.subheader("Where they come from", anchor=False)
direction = choose.view("view", "Direction", VIEWS, "into")
region = victims.tip_region(book, area)
if direction == "into":
    moved = victims.flows_into(book, area, first, last)
elif direction == "from":
    moved = victims.flows_from(book, area, first, last)
else:
    moved = victims.flows_of_region(book, region, first, last)
if moved.empty:
    show.nothing("No edition prints citizenships here for these years. That is not zero.")
else:
    moved["other_end"] = wording.other_end(moved, direction)
    figure = (
        corridors.flows_between(moved)
        if direction == "region"
        else corridors.ranked_flows(moved, "other_end")
    )
    show.chart(
        book,
        figure,
        alt=wording.flows_in_brief(moved, "other_end"),
        counts=(
            "Persons by citizenship and country of detection, printed numbers added over the years; cells under 5 are "
            "in no sum. Green: own citizens. Blue: citizens of other countries. Grey: no one country named."
        ),
        table=moved,
        key=f"{area}-{direction}",
    )
unnamed = victims.labels_without_country(book)
st.markdown(wording.labels_counted(victims.labels_by_kind(book)))
with st.expander(f"The {len(unnamed)} labels that name no one country"):
    show.numbers(unnamed, "labels-without-country")

st.subheader("Measures side by side", anchor=False)
st.markdown(wording.MEASURES_DIFFER)
measured = victims.measures_side_by_side(book, area, first, last)
if measured.empty:
    show.nothing(f"No measure of victims in the ledger covers {name} in these years.")
for measure, rows in measured.groupby("measure", sort=False):
    st.markdown(f"**{rows['label'].iat[0]}.** {rows['definition'].iat[0]}")
    if rows["kind"].iat[0] == "estimate":
        show.numbers(rows.drop(columns=["definition"]), f"{area}-{measure}")
        show.citations(catalogue.sources(book, rows["source_id"]))
        continue
    for publisher, series in rows.groupby("publisher", sort=False):
        drawn = series.assign(area=area, name=publisher, source=publisher)
        show.chart(
            book,
            lines.line_with_gaps(drawn, unit_label=drawn["unit"].iat[0], title=""),
            alt=alternative.series(drawn, rows["label"].iat[0]),
            counts=f"{publisher}.",
            table=series,
            key=f"{area}-{measure}-{publisher}",
        )

st.subheader("Your own case records", anchor=False)
brought = records_file()
if brought is None:
    show.nothing(wording.NO_CASE_RECORDS)
else:
    listed = case_records.sets(brought).set_index("set_id")
    chosen = choose.one(
        "set", "Set", (listed["edition"] + ", " + listed["file"]).to_dict(), listed.index[0]
    )
    about = listed.loc[chosen]
    divided = choose.view("records", "Records by", wording.RECORD_DIMENSIONS, "year")
    st.markdown(wording.record_set(about))
    counted = case_records.counted(brought, chosen, divided)
    st.plotly_chart(
        corridors.record_bars(counted, in_order=divided == "year"),
        key="records-chart",
        alt=wording.records_in_brief(counted, divided),
        config=show.CHART_CONFIG,
    )
    st.caption(wording.records_counted(counted, about))
    with st.expander("Records in figures"):
        show.numbers(counted, f"records-{divided}")

with st.expander("Small cells: what is withheld, and why"):
    st.markdown(wording.SMALL_CELLS)
