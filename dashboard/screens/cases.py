"""Documented court cases, from the first report to the last appeal."""

from datetime import date

import streamlit as st

from dashboard import in_service
from dashboard.charts import alternative, stages, timeline
from dashboard.parts import own_cases as own_case_part
from dashboard.queries import cases, catalogue
from dashboard.ui import choose, show
from dashboard.wording import cases as case_wording
from dashboard.wording import own_cases as own_wording

ledger = in_service.ledger()
known = cases.all_cases(ledger)
FILTERS = {
    "area": ("iso3", "Countries"),
    "form": ("form", "Form"),
    "sector": ("sector", "Sector"),
    "official": ("official_involved", "Officials involved"),
    "stage": ("present_stage", "Last step on record"),
}

show.title("Cases", case_wording.LEAD)

own = in_service.own_cases()
documented = st.container()
if own is not None:
    documented, apart = st.tabs(["Documented cases", "Your own, not published"])
    with apart:
        warning = None if in_service.listens_on_loopback() else own_wording.ELSEWHERE
        own_case_part.OwnCases(own, ledger, date.today()).show(warning)

with documented:
    found = known
    rows = [*st.columns(3), *st.columns(3)]
    for place, (name, (column, label)) in zip(rows, FILTERS.items(), strict=False):
        with place:
            chosen = choose.several(
                name, label, case_wording.options(known, column), [], placeholder="All"
            )
        if chosen:
            found = found[found[column].isin(chosen)]
    with rows[-1]:
        first, last = choose.years(
            "Years", int(known["first_year"].min()), int(known["last_year"].max())
        )
    found = found[(found["first_year"] <= last) & (found["last_year"] >= first)]

    show.heading(f"{len(found)} of {len(known)} documented cases")
    if found.empty:
        show.nothing(
            "No documented case answers to this choice. That does not mean that there was none."
        )
    else:
        show.numbers(
            case_wording.listed(found, catalogue.country_names(ledger)), "documented-cases"
        )
        titles = {c.case_id: f"{c.country}: {c.title}" for c in found.itertuples()}
        case_id = choose.one("case", "Case", titles, next(iter(titles)))
        steps = cases.steps(ledger, case_id)
        cited = catalogue.sources(ledger, steps["source_id"]).set_index("source_id")["citation"]
        show.chart(
            ledger,
            show.drawn(timeline.case_steps, steps.assign(source=steps["source_id"].map(cited))),
            alt=alternative.case_steps(steps),
            counts=case_wording.PRECISION,
            table=steps,
            key=f"case-{case_id}",
        )
        show.listed(
            f"**{step.date if isinstance(step.date, str) else 'No date'}** "
            f"{timeline.step_name(step.step)}: {show.plain(step.outcome)}  \n"
            f"  *{show.plain(cited[step.source_id])}*"
            for step in steps.itertuples()
        )

    show.heading("Stages across all documented cases")
    reached = cases.stages(ledger)
    table = reached.explode("source_ids").rename(columns={"source_ids": "source_id"})
    drawn = reached.drop(columns="source_ids")
    how_many, how_long = st.columns(2)
    with how_many:
        show.chart(
            ledger,
            show.drawn(stages.cases_by_stage, drawn),
            alt=alternative.stages(reached),
            counts=case_wording.STAGES,
            table=table,
            key="case-stages",
        )
    with how_long:
        show.chart(
            ledger,
            show.drawn(stages.time_to_stage, drawn),
            alt=alternative.times(reached),
            counts=case_wording.TIMES,
            table=table,
            key="case-times",
        )
