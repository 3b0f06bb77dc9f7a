"""Who the detected victims are, where they come from, and what is not known."""

import streamlit as st

from dashboard import in_service
from dashboard.charts import alternative, corridors, lines, parts
from dashboard.frames import each, first_value, groups
from dashboard.parts import case_records
from dashboard.queries import catalogue, victims
from dashboard.ui import choose, show
from dashboard.wording import address, comparison, pages
from dashboard.wording import victims as wording
from dashboard.wording.figures import in_brackets, unit
from dashboard.wording.language import each_said, in_english, said

VIEWS = {
    "into": "Detected in the country",
    "from": "Citizens of the country",
    "region": "Detected in a region",
    "from_region": "Citizens of a region",
}
FLOWS = {
    "into": victims.flows_into,
    "from": victims.flows_from,
    "region": victims.flows_into_region,
    "from_region": victims.flows_from_region,
}

ledger = in_service.ledger()
areas = victims.areas_with_victims(ledger)
show.title(said(pages.TITLES["victims"]), said(pages.LEADS["victims"]))

left, right = st.columns(2)
with left:
    area = choose.place(said("Country"), areas, "THA")
with right:
    first, last = choose.years(said("Years counted"), *victims.years(ledger))
if area is None:
    show.nothing(address.nothing_chosen())
    st.stop()
name = areas[area]
in_sentence = catalogue.names_in_sentences(ledger).get(area, name) if in_english() else name

show.heading(said("Who is detected"))
breaks = victims.victim_breaks(ledger, area)
told = [
    said("Break in {year}: {reason}.").format(year=known.year, reason=show.escaped(known.reason))
    for known in each(breaks)
]
show.bullet_list(told, breaks["reason"])
# What is drawn by part is UNODC's count of detected victims, and leaves the page with what breaks it.
broken = "".join(
    f" {one}"
    for one, measure in zip(told, breaks["measure"], strict=True)
    if measure == "victims_detected"
)
breakdown = choose.view("by", said("Divided by"), each_said(wording.BREAKDOWNS), "sex_age")
found = victims.parts(ledger, area, breakdown, first, last)
gaps = victims.shortfalls(ledger, area, breakdown, first, last)
by_origin = breakdown in ("citizenship", "repatriation")
as_shares = not by_origin and choose.switch("share", said("As shares of the total"))
if found.empty:
    show.nothing(
        said(
            "No edition divides the victims of {name} in this way for these years. That is not zero."
        ).format(name=in_sentence)
    )
elif as_shares:
    shares = victims.shares(ledger, area, breakdown, first, last)
    if shares.empty:
        show.nothing(said(wording.NO_SHARES))
    else:
        in_words = wording.shares_in_words(shares, name)
        show.prose(in_words)
        show.chart(
            ledger,
            show.drawn(
                parts.shares_of_total,
                shares.assign(told=wording.shares_told(shares)),
                each_said(wording.PARTS),
            ),
            alt=wording.shares_in_brief(shares, in_sentence),
            counts=said(wording.SHARES_COUNTED) + broken,
            table=shares,
            key=f"{area}-{breakdown}-shares",
        )
else:
    show.prose(wording.gap(gaps.iloc[-1], breakdown))
    if by_origin:
        named = found.assign(origin=wording.origins(found, breakdown))
        figure, table = (
            show.drawn(parts.origins_of_total, named, gaps),
            found.drop(columns="at_home"),
        )
    else:
        figure = show.drawn(parts.parts_of_total, found, gaps, labels=each_said(wording.PARTS))
        table = found.drop(columns=["country", "at_home", "in_sums"])
    show.chart(
        ledger,
        figure,
        alt=wording.parts_in_brief(found, gaps, breakdown, in_sentence),
        counts=said(wording.PARTS_COUNTED) + broken,
        table=comparison.in_words(table),
        key=f"{area}-{breakdown}",
    )

    def year_by_year() -> None:
        for _, year in gaps.iloc[::-1].iterrows():
            show.words(f"- {wording.gap(year, breakdown)}")

    show.folded(
        said("Do the parts add up? Year by year"), f"{area}-{breakdown}-adds-up", year_by_year
    )

show.heading(said("Where they come from"))
direction = choose.view("view", said("Direction"), each_said(VIEWS), "into")
place, called = area, in_sentence
if direction in ("region", "from_region"):
    regions = catalogue.tip_regions(ledger)
    place = choose.one("region", said("Region"), regions, victims.tip_region(ledger, area) or "EAP")
    called = regions[place]
moved = FLOWS[direction](ledger, place, first, last)
if moved.empty:
    show.nothing(said("No edition prints citizenships here for these years. That is not zero."))
else:
    show.prose(wording.flows_added(moved, direction))
    moved["other_end"] = wording.other_end(moved, direction)
    of_country = place == area
    show.chart(
        ledger,
        show.drawn(corridors.ranked_flows, moved, names="other_end")
        if of_country
        else show.drawn(corridors.flows_between, moved),
        alt=wording.flows_in_brief(moved, "other_end", direction, called),
        counts=wording.flows_shown(
            moved,
            corridors.SHOWN_FLOWS if of_country else corridors.SHOWN_CORRIDORS,
            named_only=not of_country,
        ),
        table=moved,
        key=f"{place}-{direction}",
    )
unnamed = victims.labels_without_country(ledger)
show.prose(wording.labels_counted(victims.labels_by_kind(ledger)))
show.figures(
    said("The {labels} labels that name no one country").format(labels=len(unnamed)),
    unnamed,
    "labels-without-country",
)

show.heading(said("Measures side by side"))
show.prose(said(wording.MEASURES_DIFFER))
measured = victims.measures_side_by_side(ledger, area, first, last)
if measured.empty:
    show.nothing(
        said("No measure of victims in the ledger covers {name} in these years.").format(
            name=in_sentence
        )
    )
columns = st.columns(2)
for number, ((measure, publisher, scope), series) in enumerate(
    groups(measured, ["measure", "publisher", "scope"])
):
    with columns[number % 2]:
        show.words(f"**{series['label'].iat[0]}.** {series['definition'].iat[0]}")
        figures = series.drop(columns=["label", "definition"])
        if series["kind"].iat[0] == "estimate":
            show.words(wording.estimate(series.iloc[-1]))
            show.figures(
                said("Figures and sources: {label}").format(label=series["label"].iat[0]),
                comparison.in_words(figures),
                f"{area}-{measure}",
            )
            continue
        drawn = series.assign(area=area, name=publisher, source=publisher)
        show.chart(
            ledger,
            show.drawn(
                lines.line_with_gaps, drawn, unit_label=unit(first_value(drawn["unit"])), title=""
            ),
            alt=alternative.series(
                drawn,
                f"{first_value(series['label'])}, {in_sentence}{in_brackets([str(scope)])}",
            ),
            counts=f"{wording.counted_by(publisher, scope)} {comparison.broken_lines(drawn)}".rstrip(),
            table=comparison.in_words(figures),
            key=f"{area}-{measure}-{publisher}-{scope}",
            written=[scope, *comparison.written_in(drawn)],
            height=260,
        )

show.heading(said("Your own case records"))
brought = in_service.case_records()
if brought is None:
    show.nothing(said(wording.NO_CASE_RECORDS))
else:
    case_records.render(ledger, brought)

with st.expander(said("Small cells: what is withheld, and why")):
    show.prose(said(wording.SMALL_CELLS))
