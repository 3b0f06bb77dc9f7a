"""The organisation's own cases on the Cases page. What is chosen here is not kept in the address, which gets shared."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.briefing import own_cases as hand_on
from dashboard.briefing import press
from dashboard.charts import alternative, lines, own, timeline
from dashboard.frames import first_value
from dashboard.parts import downloads
from dashboard.queries import catalogue, own_counts, own_due
from dashboard.queries import own_cases as query
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import cases as case_wording
from dashboard.wording import own_cases as own_wording
from dashboard.wording.figures import number
from etl.own_cases.htcds import standard

CASE_FILTERS = {
    "iso3": "Country",
    "form": "Form",
    "sector": "Industry",
    "official_involved": "Officials involved",
    "present_step": "Last step on record",
}
LABELS = CASE_FILTERS | {
    "origin_iso3": "Origin",
    "next_date": "Next date",
    "certain": "Date certain",
}
KEYS_AND_DATES = ("case_id", "source_id", "date", "last_date", "next_date")
PERSON_FILTERS = (
    "cas_Status", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_MethodsOfControl",
    "vic_MethodOfRecruitment", "vic_Vulnerabilities", "age_group", "prs_Gender", "prs_Citizenship",
)  # fmt: skip


class OwnCases:
    """One look at the own cases: `own` holds them, `ledger` the national figures."""

    def __init__(self, own: Database, ledger: Database, today: date):
        self.own, self.ledger, self.today = own, ledger, today
        self.names = catalogue.country_names(ledger)
        self.cases = own_counts.size(own, "court_case")
        self.people = own_counts.size(own, "person_record")

    def show(self) -> None:
        show.note(
            "**Your own, not published.** Read from the file on this machine; no part of the ledger, its figures, its "
            "briefings or its exports.",
            icon=":material/lock:",
        )
        views: dict[str, Callable[[], None]] = {
            "List": self.listed,
            "Due": self.due,
            "Counted": self.counted,
            "Beside national figures": self.beside,
            "To share": self.to_share,
        }
        chosen = st.segmented_control("Show", list(views), default="List", key="own view", required=True)  # fmt: skip
        views[chosen]()

    def listed(self) -> None:
        if self.cases:
            chosen = self.filters("court_case", "court cases", CASE_FILTERS)
            years = query.years(self.own)
            first, last = years or (1900, 2100)
            if years and first < last:
                first, last = st.slider("Years with a step", first, last, years, key="own years")
            found = query.court_cases(self.own, self.today, chosen, first, last)
            self.table(found, "court cases", self.cases)
            if not found.empty:
                self.one_case(found["case_id"].tolist())
        if self.people:
            fields = {c: self.label(c) for c in PERSON_FILTERS if c in query.columns(self.own, "person_record")}  # fmt: skip
            found = query.people(self.own, self.filters("person_record", "records", fields))
            self.table(found, "records of persons", self.people)

    def filters(self, table: str, noun: str, fields: dict[str, str]) -> dict[str, list[str]]:
        chosen = {}
        with st.expander(f"Filters on the {noun}"):
            for row in range(0, len(fields), 3):
                for place, column in zip(st.columns(3), list(fields)[row : row + 3], strict=False):
                    codes = query.codes(self.own, table, column, self.today)
                    chosen[column] = place.multiselect(
                        fields[column], codes, format_func=self.word, placeholder="All", key=f"own {table} {column}"
                    )  # fmt: skip
        return chosen

    def one_case(self, case_ids: list[str]) -> None:
        case_id = st.selectbox("Case", case_ids, key="own case")
        steps = query.steps(self.own, case_id)
        if steps.empty:
            show.nothing(f"No step of {case_id} is on record.")
            return
        named = steps["step"].map(case_wording.step_name)
        drawn = steps.assign(source=steps["source_id"], name=named)
        st.plotly_chart(
            show.drawn(timeline.case_steps, drawn[["date", "name", "source"]]),
            key="own timeline",
            alt=alternative.case_steps(drawn),
            config=show.CHART_CONFIG,
        )
        show.own_numbers(steps.assign(step=named), f"own-{case_id}")

    def due(self) -> None:
        months = int(st.number_input("Months without a step", 1, 120, 6, key="own months"))
        silent = own_due.without_step(self.own, self.today, months)
        coming = own_due.to_come(self.own, self.today)
        waiting = own_due.referrals_unanswered(self.own, self.today)
        dormant = own_due.records_without_entry(self.own, self.today, months)
        if self.cases:
            self.table(
                silent,
                f"cases without a step for {months} months",
                self.cases,
                "No final step is on record.",
            )
            self.table(coming, "hearings and other steps to come", None, own_wording.TO_COME)
        if self.people:
            self.table(waiting, "referrals without an answer", None, own_wording.REFERRALS)
            self.table(dormant, f"open records without a date for {months} months", None)

    def counted(self) -> None:
        for unit, parts, count in (
            ("cases", own_counts.case_parts(self.own), lambda c: own_counts.cases_by(self.own, c, self.today)),
            ("records", own_counts.person_parts(self.own), lambda c: own_counts.people_by(self.own, c)),
        ):  # fmt: skip
            if not parts:
                continue
            show.heading(f"All own {unit}, counted")
            column = st.selectbox("Count by", list(parts), format_func=parts.__getitem__, key=f"own count {unit}")  # fmt: skip
            found = count(column)
            found = found.assign(part=[self.word(part) for part in found["part"]])
            st.plotly_chart(
                show.drawn(own.by_part, found, unit=unit),
                key=f"own chart {unit}",
                alt=alternative.own_parts(found, f"Own {unit} by {parts[column].lower()}"),
                config=show.CHART_CONFIG,
            )
            show.small(f"All own {unit}, whatever the list is filtered by. {own_wording.COUNTED} {own_wording.SEVERAL}")  # fmt: skip
            show.own_numbers(own_wording.withheld(found, unit), f"own-{unit}-by-{column}")

    def beside(self) -> None:
        show.words(own_wording.BESIDE)
        countries = own_counts.countries(self.own)
        if not countries:
            show.nothing(own_wording.NO_COUNTRY)
            return
        left, middle, right = st.columns(3)
        iso3 = left.selectbox("Country", countries, format_func=self.word, key="own country")
        form = middle.selectbox(
            "Form", own_counts.FORMS, format_func=own_wording.form, key="own form"
        )
        pairs = own_counts.pairs(self.own)
        what = right.selectbox("What is counted", list(pairs), format_func=own_wording.PAIRS.__getitem__, key="own pair")  # fmt: skip
        mine = own_counts.by_year(self.own, iso3, what, form)
        theirs = own_counts.national(self.ledger, iso3, pairs[what], form)
        ours, national = st.columns(2)
        with ours:
            unit = own_wording.PAIR_UNITS[what]
            if mine.empty:
                show.nothing(f"None of your own has a year to count for {self.word(iso3)}.")
            else:
                st.plotly_chart(
                    show.drawn(own.by_year, mine, unit=unit),
                    key="own years chart",
                    alt=alternative.own_years(mine, f"Own {unit}, {self.word(iso3)}"),
                    config=show.CHART_CONFIG,
                )
                show.small(f"Your own file. Open marks: withheld. {own_wording.COUNTED}")
                with st.expander("Figures"):
                    show.own_numbers(own_wording.withheld(mine, unit), "own-by-year")
        with national:
            if theirs.empty:
                show.nothing(f"No source in the ledger gives this for {self.word(iso3)}. That is not zero.")  # fmt: skip
            else:
                title = f"{catalogue.measure_label(self.ledger, pairs[what])}, {self.word(iso3)}"
                st.plotly_chart(
                    show.drawn(
                        lines.line_with_gaps,
                        theirs,
                        unit_label=own_wording.units(theirs),
                        title=title,
                    ),
                    key="own-national",
                    alt=alternative.series(theirs, title),
                    config=show.CHART_CONFIG,
                )
                cited = catalogue.sources(self.ledger, theirs["source_id"])
                show.remark("National figures by the year counted.", show.in_brief(cited))
                with st.expander("Figures and sources"):
                    show.own_numbers(theirs.drop(columns=["area", "name"]), "own-national")
                    show.citations(cited)

    def to_share(self) -> None:
        show.words(own_wording.TO_SHARE)
        if not st.toggle("Write the summary", key="own summary"):
            return
        made = hand_on.summary(self.own, self.ledger, self.today)
        downloads.buttons(made.code, partial(press.as_made, made), ("pdf", "docx"))

    def table(self, found: pd.DataFrame, noun: str, of: int | None, remark: str = "") -> None:
        """Rows under a heading that says how many there are; at most LISTED of them are listed."""
        counted = 0 if found.empty else int(first_value(found["found"]))
        show.heading(f"{number(counted)}{f' of {number(of)}' if of else ''} {noun}")
        if remark:
            show.small(remark)
        if not counted:
            return
        if counted > len(found):
            show.small(
                f"The first {len(found)} are listed. `python -m etl export cases` writes all."
            )
        rows = found.drop(columns="found")
        for column in rows.select_dtypes(["object", "str"]):
            if column not in KEYS_AND_DATES:
                rows[column] = rows[column].map(lambda c: case_wording.codes(c, self.names), na_action="ignore")  # fmt: skip
        show.own_numbers(rows.rename(columns=self.label), f"own-{noun.replace(' ', '-')}")

    def word(self, text: str) -> str:
        return case_wording.code(text, self.names)

    def label(self, column: str) -> str:
        return standard().labels.get(column) or LABELS.get(column, column)
