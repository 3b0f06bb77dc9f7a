"""The register of documented court cases: the list with its filters, and one case."""

import math

import pandas as pd
import streamlit as st

from dashboard.charts import alternative, case_map, stages, timeline
from dashboard.charts.world import MAP_CONFIG
from dashboard.frames import each
from dashboard.queries import cases, catalogue
from dashboard.queries.database import Database
from dashboard.ui import choose, meant, show
from dashboard.wording import cases as wording
from dashboard.wording.figures import dated
from dashboard.wording.language import each_said, said
from dashboard.wording.places import after_of

PAGE = 20


def register(ledger: Database) -> None:
    """Search, filters, and what answers to them: as a list, on a map, by year; and the stages of all."""
    of = after_of(ledger)
    choice = choose_cases(ledger)
    found = cases.found(ledger, choice)
    counted = wording.how_many_cases(len(found), len(cases.found(ledger)))
    show.heading(counted)
    view = choose.view("view", said("Show as"), each_said(wording.VIEWS), "list")
    table = wording.case_table(found, catalogue.names_in_sentences(ledger), of)
    if view == "stages":
        all_stages(ledger)
    elif found.empty:
        show.nothing(wording.loosen(cases.loosened(ledger, choice)))
    elif view == "list":
        case_list(found, of)
        show.take_along(table, "list", said(wording.LISTED), f"{counted}.")
    elif view == "map":
        counts = cases.per_country(ledger, choice)
        show.chart(
            ledger,
            show.drawn(case_map.world_by_cases, counts),
            alt=alternative.cases_by_country(counts),
            counts=said(wording.ON_MAP),
            table=table,
            key="cases-by-country",
            config=MAP_CONFIG,
            height="stretch",
        )
    else:
        counts = cases.per_year(ledger, choice)
        show.chart(
            ledger,
            show.drawn(stages.cases_by_year, counts),
            alt=alternative.cases_by_year(counts),
            counts=said(wording.BY_YEAR),
            table=table,
            key="cases-by-year",
        )


def choose_cases(ledger: Database) -> cases.Choice:
    """The choice in search and filters; beside each code the cases that it would leave with the other filters."""
    first, last = cases.years(ledger)
    search, beside = st.columns(2, gap="medium")
    with search:
        text = choose.text("q", said(wording.SEARCH), placeholder=said("Burma fishing"))
        fold = st.container(key="fold")
    with beside, st.container(key="filters-years"):
        years = choose.years(said(wording.FACETS["years"]), first, last)
    every = cases.choices(ledger)
    codes = {
        facet: choose.chosen(facet, every.loc[every["facet"] == facet, "code"].tolist())
        for facet in cases.FACETS
        if facet != "area"
    }
    span = None if years == (first, last) else years
    countries = catalogue.country_names(ledger)
    offered = wording.options(
        cases.choices(ledger, cases.Choice(text, codes, span)), "area", countries
    )
    with st.container(key="filters"):
        upper, lower = st.columns(4), st.columns(4)
    with upper[0]:
        areas = choose.places(said(wording.FACETS["area"]), offered, [])
    # A group stands for its members; one without a documented case is a choice that nothing answers to.
    codes["area"] = [code for area in areas for code in meant.members(area) or [area]]
    choice = cases.Choice(text, codes, span)
    counted = cases.choices(ledger, choice)
    for place, facet in zip([*upper[1:], *lower], cases.FACETS[1:], strict=False):
        with place:
            choose.several(
                facet,
                said(wording.FACETS[facet]),
                wording.options(counted, facet, countries),
                [],
                placeholder=said("All"),
            )
    # On a telephone the filters stand folded behind it (house.css).
    with fold:
        st.toggle(
            wording.filters(sum(map(bool, codes.values())) + (span is not None)),
            key="filters-unfolded",
        )
    return choice


def case_list(found: pd.DataFrame, of: dict[str, str]) -> None:
    """One page of the list; each case opens in place of it."""
    page = choose.page(math.ceil(len(found) / PAGE))
    with st.container(key="cases-listed"):
        for case in each(found.iloc[(page - 1) * PAGE : page * PAGE]):
            with show.as_written(case.case_id):
                show.page_link("cases", show.escaped(case.title), case=case.case_id)
            show.small(show.escaped(wording.in_list(case, of)), [case.note])


def one_case(ledger: Database, case_id: str) -> None:
    """One case: what is known of it, the doubt about it, its steps along time and in words, each with its source."""
    countries, of = catalogue.names_in_sentences(ledger), after_of(ledger)
    found = cases.found(ledger)
    case = next(each(found[found["case_id"] == case_id]))
    with st.container(key="back"):
        show.page_link("cases", said("All documented cases"), ":material/arrow_back:")
    with show.as_written("title"):
        show.heading(show.escaped(case.title))
    known = wording.sentences(case.note, wording.official(case, of))
    show.prose(show.escaped(known), [case.note])
    show.small(
        "  ·  ".join(
            said("{label}: {value}").format(label=label, value=show.escaped(value))
            for label, value in wording.facts(case, countries).items()
        )
    )
    steps = cases.steps(ledger, case_id)
    cited = catalogue.sources(ledger, steps["source_id"]).set_index("source_id")["citation"]
    drawn = steps.assign(
        source=steps["source_id"].map(cited),
        name=[wording.step_name(step.step, step.proceeding) for step in each(steps)],
    )
    show.chart(
        ledger,
        show.drawn(timeline.case_steps, drawn[["date", "name", "source"]]),
        alt=alternative.case_steps(drawn),
        counts=f"{show.escaped(known)} {said(wording.PRECISION)}".lstrip(),
        table=steps.assign(official=wording.official(case, of), step=drawn["name"]).drop(
            columns="official_status"
        ),
        key=f"case-{case_id}",
        written=[case.note],
    )
    lines = [
        "**{date}** {told}  \n  *{source}*".format(
            date=dated(step.date) if isinstance(step.date, str) else said("No date"),
            told=said("{label}: {value}").format(
                label=wording.step_told(step), value=show.escaped(step.outcome)
            ),
            source=show.escaped(cited[step.source_id]),
        )
        for step in each(steps)
    ]
    show.bullet_list(lines, [*steps["outcome"], *cited])


def all_stages(ledger: Database) -> None:
    """How far cases of one kind of proceeding have come, and how long it took."""
    kinds = cases.proceedings(ledger)
    names = {
        k.proceeding: f"{said(wording.PROCEEDINGS[k.proceeding])} ({k.cases})" for k in each(kinds)
    }
    kind = choose.one("of", said("Proceedings counted"), names, "criminal", width=420)
    reached = cases.stages(ledger, kind)
    drawn = reached.drop(columns="source_ids")
    # A row a step, whatever the number of its sources: who adds up a column counts each case once.
    table = drawn.assign(
        step=[wording.step_name(step, kind) for step in reached["step"]],
        source_id=reached["source_ids"].map(tuple),
    )
    told = wording.stages_of(kind, reached)
    show.prose(told)
    how_many, how_long = st.columns(2)
    with how_many:
        show.chart(
            ledger,
            show.drawn(stages.cases_by_stage, drawn, proceeding=kind),
            alt=alternative.stages(reached, kind),
            counts=said(wording.STAGES),
            table=table,
            key="case-stages",
            finding=f"{alternative.stages(reached, kind)} {told}",
        )
    with how_long:
        if reached["median_days_longest"].isna().all():
            show.nothing(said(wording.NO_TIMES))
            return
        show.chart(
            ledger,
            show.drawn(stages.time_to_stage, drawn, proceeding=kind),
            alt=alternative.times(reached, kind),
            counts=said(wording.TIMES),
            table=table,
            key="case-times",
        )
