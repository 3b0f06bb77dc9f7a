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
from dashboard.ui.text import shown
from dashboard.wording import cases as case_wording
from dashboard.wording import own_cases as wording
from dashboard.wording.language import each_said, said, within
from etl.own_cases.htcds import standard

CASE_FILTERS = ("iso3", "form", "sector", "official_involved", "present_step")
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
        show.note(said(wording.NOT_PUBLISHED), icon=":material/lock:")
        views: dict[str, Callable[[], None]] = {
            "list": self.listed,
            "due": self.due,
            "counted": self.counted,
            "beside": self.beside,
            "share": self.to_share,
        }
        names = each_said(wording.VIEWS)
        chosen = st.segmented_control(
            said("Show"), list(views), format_func=names.__getitem__, default="list", key="own view", required=True
        )  # fmt: skip
        views[chosen]()

    def listed(self) -> None:
        if self.cases:
            fields = {column: self.label(column) for column in CASE_FILTERS}
            chosen = self.filters("court_case", fields)
            years = query.years(self.own)
            first, last = years or (1900, 2100)
            if years and first < last:
                first, last = st.slider(said("Years with a step"), first, last, years, key="own years")  # fmt: skip
            found = query.court_cases(self.own, self.today, chosen, first, last)
            self.table("court-cases", found, self.cases)
            if not found.empty:
                self.one_case(found["case_id"].tolist())
        if self.people:
            fields = {c: self.label(c) for c in PERSON_FILTERS if c in query.columns(self.own, "person_record")}  # fmt: skip
            found = query.people(self.own, self.filters("person_record", fields))
            self.table("records", found, self.people)

    def filters(self, table: str, fields: dict[str, str]) -> dict[str, list[str]]:
        chosen = {}
        with st.expander(shown(said(wording.FILTERS[table]))):
            for row in range(0, len(fields), 3):
                for place, column in zip(st.columns(3), list(fields)[row : row + 3], strict=False):
                    codes = query.codes(self.own, table, column, self.today)
                    chosen[column] = place.multiselect(
                        fields[column], codes, format_func=self.word, placeholder=said("All"), key=f"own {table} {column}"
                    )  # fmt: skip
        return chosen

    def one_case(self, case_ids: list[str]) -> None:
        case_id = st.selectbox(said("Case"), case_ids, key="own case")
        steps = query.steps(self.own, case_id)
        if steps.empty:
            show.nothing(said(wording.NO_STEP).format(case_id=case_id))
            return
        named = steps["step"].map(case_wording.step_name)
        drawn = steps.assign(source=steps["source_id"], name=named)
        st.plotly_chart(
            show.drawn(timeline.case_steps, drawn[["date", "name", "source"]]),
            key="own timeline",
            alt=alternative.case_steps(drawn),
            config=show.CHART_CONFIG,
        )
        show.own_numbers(steps.assign(step=named), f"own-{case_id}", case_id)

    def due(self) -> None:
        months = int(st.number_input(said("Months without a step"), 1, 120, 6, key="own months"))
        silent = own_due.without_step(self.own, self.today, months)
        coming = own_due.to_come(self.own, self.today)
        waiting = own_due.referrals_unanswered(self.own, self.today)
        dormant = own_due.records_without_entry(self.own, self.today, months)
        if self.cases:
            self.table("silent", silent, self.cases, said(wording.NO_FINAL_STEP), months)
            self.table("coming", coming, None, said(wording.TO_COME))
        if self.people:
            self.table("unanswered", waiting, None, said(wording.REFERRALS))
            self.table("dormant", dormant, None, months=months)

    def counted(self) -> None:
        of_cases = wording.case_parts(own_counts.case_parts(self.own))
        of_people = wording.person_parts(
            own_counts.person_parts(self.own), own_counts.record_country(self.own)
        )
        for unit, parts, count in (
            ("cases", of_cases, lambda c: own_counts.cases_by(self.own, c, self.today)),
            ("records", of_people, lambda c: own_counts.people_by(self.own, c)),
        ):
            if not parts:
                continue
            show.heading(said(wording.ALL_COUNTED[unit]))
            column = st.selectbox(said("Count by"), list(parts), format_func=parts.__getitem__, key=f"own count {unit}")  # fmt: skip
            found = count(column)
            found = found.assign(part=[self.word(part) for part in found["part"]])
            title = said(wording.OWN_BY[unit]).format(part=within(parts[column]))
            named = said(wording.UNITS[unit])
            st.plotly_chart(
                show.drawn(own.by_part, found, unit=named, title=said(wording.OWN[unit])),
                key=f"own chart {unit}",
                alt=alternative.own_parts(found, title),
                config=show.CHART_CONFIG,
            )
            show.small(" ".join(map(said, (wording.WHATEVER[unit], wording.COUNTED, wording.SEVERAL))))  # fmt: skip
            show.own_numbers(wording.withheld(found, named), f"own-{unit}-by-{column}", title)

    def beside(self) -> None:
        show.words(said(wording.BESIDE))
        countries = own_counts.countries(self.own)
        if not countries:
            show.nothing(said(wording.NO_COUNTRY))
            return
        left, middle, right = st.columns(3)
        iso3 = left.selectbox(said("Country"), countries, format_func=self.word, key="own country")
        form = middle.selectbox(
            said("Form"), own_counts.FORMS, format_func=wording.form, key="own form"
        )
        pairs = own_counts.pairs(self.own)
        what = right.selectbox(said("What is counted"), list(pairs), format_func=each_said(wording.PAIRS).__getitem__, key="own pair")  # fmt: skip
        mine = own_counts.by_year(self.own, iso3, what, form)
        theirs = own_counts.national(self.ledger, iso3, pairs[what], form)
        ours, national = st.columns(2)
        with ours:
            unit, title = said(wording.PAIR_UNITS[what]), said(wording.OWN_PAIRS[what])
            if mine.empty:
                show.nothing(said(wording.NO_OWN_YEAR).format(country=self.word(iso3)))
            else:
                counts = said(wording.OWN[wording.PAIR_COUNTS[what]])
                st.plotly_chart(
                    show.drawn(own.by_year, mine, unit=unit, title=title, counts=counts),
                    key="own years chart",
                    alt=alternative.own_years(mine, f"{title}, {self.word(iso3)}"),
                    config=show.CHART_CONFIG,
                )
                show.small(f"{said(wording.OPEN_MARKS)} {said(wording.COUNTED)}")
                with st.expander(shown(said("Figures"))):
                    show.own_numbers(wording.withheld(mine, unit), "own-by-year", title)
        with national:
            if theirs.empty:
                show.nothing(said(wording.NOT_NATIONAL).format(country=self.word(iso3)))
            else:
                title = f"{catalogue.measure_label(self.ledger, pairs[what])}, {self.word(iso3)}"
                st.plotly_chart(
                    show.drawn(
                        lines.line_with_gaps,
                        theirs,
                        unit_label=wording.units(theirs),
                        title=title,
                    ),
                    key="own-national",
                    alt=alternative.series(theirs, title),
                    config=show.CHART_CONFIG,
                )
                cited = catalogue.sources(self.ledger, theirs["source_id"])
                show.remark(said(wording.BY_YEAR_COUNTED), show.in_brief(cited))
                with st.expander(shown(said("Figures and sources"))):
                    show.own_numbers(theirs.drop(columns=["area", "name"]), "own-national", title)
                    show.citations(cited)

    def to_share(self) -> None:
        show.words(said(wording.TO_SHARE))
        if not st.toggle(said("Write the summary"), key="own summary"):
            return
        made = hand_on.summary(self.own, self.ledger, self.today)
        downloads.buttons(made.code, partial(press.as_made, made), ("pdf", "docx"))

    def table(
        self, kind: str, found: pd.DataFrame, of: int | None, remark: str = "", months: int | None = None
    ) -> None:  # fmt: skip
        """Rows of a kind (of wording.LISTED) under a heading that says how many there are; at most LISTED are listed."""
        counted = 0 if found.empty else int(first_value(found["found"]))
        told = wording.heading(kind, counted, of, months)
        show.heading(told)
        if remark:
            show.small(remark)
        if not counted:
            return
        if counted > len(found):
            show.small(said(wording.FIRST_LISTED).format(listed=len(found)))
        rows = found.drop(columns="found")
        for column in rows.select_dtypes(["object", "str"]):
            if column not in KEYS_AND_DATES:
                rows[column] = rows[column].map(lambda c: case_wording.codes(c, self.names), na_action="ignore")  # fmt: skip
        show.own_numbers(rows.rename(columns=self.label), f"own-{kind}", told)

    def word(self, text: str) -> str:
        return case_wording.code(text, self.names)

    def label(self, column: str) -> str:
        """What a column is called: the standard's fields as it calls them, in another language as we do."""
        ours = wording.CASE_PARTS | wording.OTHER_LABELS | wording.FILTER_LABELS
        return said(ours.get(column) or standard().labels.get(column, column))
