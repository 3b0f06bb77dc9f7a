"""Documented court cases, from the first report to the last appeal."""

import streamlit as st

from dashboard import choose, own_panel, show
from dashboard.charts import stages
from dashboard.database import ledger, own_cases
from dashboard.queries import cases, catalogue

book = ledger()
known = cases.all_cases(book)


def options(column: str) -> dict[str, str]:
    return {code: code.replace("_", " ").capitalize() for code in sorted(known[column].unique())}


show.title(
    "Cases",
    "Court cases documented in the sources named, one by one: not a sample. They give no rate and are never added to statistics.",
)

own = own_cases()
documented = st.container()
if own is not None:
    documented, apart = st.tabs(["Documented cases", "Your own, not published"])
    with apart:
        own_panel.show_own(own)

with documented:
    countries = known.drop_duplicates("iso3").set_index("iso3")["country"].to_dict()
    chosen = {
        "iso3": choose.several("area", "Countries", countries, [], placeholder="All"),
        "form": choose.several("form", "Form", options("form"), [], placeholder="All"),
        "sector": choose.several("sector", "Sector", options("sector"), [], placeholder="All"),
        "official_involved": choose.several(
            "official", "Officials involved", options("official_involved"), [], placeholder="All"
        ),
        "present_stage": choose.several(
            "stage", "Last step on record", options("present_stage"), [], placeholder="All"
        ),
    }
    first, last = choose.years(
        "Years", int(known["first_year"].min()), int(known["last_year"].max())
    )
    found = known[(known["first_year"] <= last) & (known["last_year"] >= first)]
    for column, codes in chosen.items():
        if codes:
            found = found[found[column].isin(codes)]

    st.subheader(f"{len(found)} of {len(known)} documented cases", anchor=False)
    if found.empty:
        show.nothing(
            "No documented case answers to this choice. That does not mean that there was none."
        )
    else:
        show.numbers(found, "documented-cases")
        titles = {c.case_id: f"{c.country}: {c.title}" for c in found.itertuples()}
        case_id = choose.one("case", "Case", titles, next(iter(titles)))
        timeline = cases.steps(book, case_id)
        cited = catalogue.sources(book, timeline["source_id"]).set_index("source_id")
        for step in timeline.itertuples():
            when = step.date if isinstance(step.date, str) else "No date"
            what = f"{step.step.replace('_', ' ').capitalize()}: {step.outcome}"
            st.markdown(
                f"- **{when}** {show.plain(what)}  \n  *{show.plain(cited.loc[step.source_id, 'citation'])}*"
            )
        show.numbers(timeline, case_id)

    st.subheader("Stages across all documented cases", anchor=False)
    reached = cases.stages(book)
    show.chart(
        book,
        show.drawn(stages.cases_by_stage, reached.drop(columns="source_ids")),
        alt="Documented cases with each step on record: "
        + "; ".join(f"{s.step.replace('_', ' ')} {s.cases}" for s in reached.itertuples())
        + ".",
        counts="Cases in which a source reports the step; a step that no source reports may have happened. "
        "Days since the step before: median of the shortest and of the longest time that the dates allow, in cases_timed cases.",
        table=reached.explode("source_ids").rename(columns={"source_ids": "source_id"}),
        key="case-stages",
    )
