"""Cases in words: the codes of both layouts, and the table of documented cases."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.wording import figures as wording

LEAD = (
    "Court cases documented in the sources named, one by one: not a sample. They give no rate and are never added to "
    "statistics."
)
STAGES = (
    "Cases in which a source reports the step; a step that no source reports may have happened. The number beside each "
    "bar is the number of cases."
)
TIMES = (
    "Median of the days since the step before. A date known to the month or the year gives a shortest and a longest "
    "time: the bar runs from one median to the other. Beside it, the number of cases with both dates."
)
PRECISION = "A dot is a day; a bar is a whole month or year, where the source gives no day."


def code(text: str, countries: Mapping[str, str]) -> str:
    """'DebtBondage' → 'Debt bondage', 'F_Construction' → 'Construction', 'KHM → THA' → 'Cambodia → Thailand'."""
    if " → " in text:
        return " → ".join(code(end, countries) for end in text.split(" → "))
    if text in countries:
        return countries[text]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub("^[A-Z]_", "", text)).replace("_", " ")
    return words if words.isupper() else words.capitalize()


def codes(cell: str, countries: Mapping[str, str]) -> str:
    """Several codes with semicolons, in words with commas."""
    return ", ".join(code(part, countries) for part in cell.split(";"))


def options(cases: pd.DataFrame, column: str) -> dict[str, str]:
    """The codes of a column and what they are called, by name, for a filter."""
    if column == "iso3":
        return dict(zip(cases["iso3"], cases["country"], strict=True))
    return {text: code(text, {}) for text in sorted(cases[column].unique())}


def listed(cases: pd.DataFrame, countries: Mapping[str, str]) -> pd.DataFrame:
    """Documented cases as a reader sees them. cases: as of queries.cases.all_cases; countries: code → name."""
    victims = [
        "not stated" if pd.isna(row.victims) else wording.figure(row.victims, row.victims_qualifier)
        for row in cases.itertuples()
    ]
    years = [
        f"{int(row.first_year)}–{int(row.last_year)}"
        if row.first_year != row.last_year
        else str(int(row.last_year))
        for row in cases.itertuples()
    ]
    return pd.DataFrame(
        {
            "country": cases["country"],
            "case": cases["title"],
            "last_step_on_record": cases["present_stage"].map(lambda text: code(text, {})),
            "years": years,
            "form": cases["form"].map(lambda text: code(text, {})),
            "sector": cases["sector"].map(lambda text: code(text, {})),
            "official_involved": cases["official_involved"].map(lambda text: code(text, {})),
            "victims": victims,
            "origin": cases["origin_iso3"]
            .fillna("not stated")
            .map(lambda text: codes(text, countries)),
            "note": cases["note"],
            "case_id": cases["case_id"],
        }
    )


def in_timeline(row) -> str:
    """One line of a country's timeline: an event's title, or a case's step. row: of queries.cases.country_timeline."""
    if not isinstance(row.case_id, str):
        return row.title
    told = f": {row.outcome}" if isinstance(row.outcome, str) else ""
    return f"{code(row.step, {})}{told}. Case"


def link(case_id: str | None) -> str:
    """A link to the case on the Cases page; empty where there is none."""
    return f" [{case_id}](/cases?case={case_id})" if isinstance(case_id, str) else ""
