"""An organisation's own cases, counted with cells under 10 withheld.

Only all cases are counted, never those that a filter leaves: the difference of two such tables could be a small cell.
"""

from datetime import date

import pandas as pd

from dashboard.queries.database import Database
from dashboard.queries.own_cases import STATE, columns
from dashboard.statistics.small_cells import (
    SMALLEST_CELL,
    withhold_flags,
    withhold_grid,
    withhold_parts,
)

# What to count by.
CASE_PARTS = ("present_step", "form", "sector", "official_involved", "iso3", "corridor")
PERSON_PARTS = (
    "cas_Status", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_MethodsOfControl",
    "vic_MethodOfRecruitment", "vic_Vulnerabilities", "corridor", "age_group", "prs_Gender", "prs_Citizenship",
)  # fmt: skip
# Where a record's country may stand; the first that the file has is read.
RECORD_COUNTRY = ("hte_Country", "org_ShippingCountry", "prs_MailingCountry")
# Step of an own case → the measure that counts the like in a country.
LIKE_STEP = {
    "charge": "prosecutions",
    "conviction": "convictions",
    "investigation": "investigations",
}
LIKE_RECORD = ("victims_identified", "victims_detected")
FORMS = ("all", "forced_labour", "sexual_exploitation", "other")


def size(own: Database, table: str) -> int:
    """Rows of court_case or person_record; 0 if nothing was imported in that layout."""
    return int(own.value(f"select count(*) from {table}")) if columns(own, table) else 0


def case_parts(own: Database) -> list[str]:
    return [*CASE_PARTS] if columns(own, "court_case") else []


def person_parts(own: Database) -> list[str]:
    """What the imported records can be counted by; the corridor from citizenship needs a country too."""
    here = {*columns(own, "person_record")}
    if "prs_Citizenship" in here and record_country(own):
        here.add("corridor")
    return [part for part in PERSON_PARTS if part in here]


def record_country(own: Database) -> str | None:
    here = columns(own, "person_record")
    return next((column for column in RECORD_COUNTRY if column in here), None)


def cases_by(own: Database, column: str, today: date) -> pd.DataFrame:
    """All own court cases divided by a key of CASE_PARTS: part, records [empty where withheld], largest first."""
    if column == "corridor":
        return withheld(own, "court_case", arrows('"origin_iso3"', '"iso3"'))
    if column != "present_step":
        return withheld(own, "court_case", f'''["{column}"]''')
    counted = own.table(
        f"""
        {STATE} select present_step as part, count(*) as records from followed
        group by part order by records desc, part
        """,
        today=today.isoformat(),
    )
    return withhold_parts(counted)


def people_by(own: Database, column: str) -> pd.DataFrame:
    """All own records divided by a key of person_parts: part, records [empty where withheld], largest first."""
    if column == "corridor":
        return withheld(
            own, "person_record", arrows('"prs_Citizenship"', f'"{record_country(own)}"')
        )
    return withheld(own, "person_record", f"""string_split("{column}", ';')""")


def arrows(start: str, end: str) -> str:
    """SQL for every pair of two columns of several codes, as 'KHM → THA'."""
    starts, ends = (f"string_split(coalesce({side}, 'not recorded'), ';')" for side in (start, end))
    return f"list_transform({starts}, lambda a: list_transform({ends}, lambda b: a || ' → ' || b)).flatten()"


def withheld(own: Database, table: str, parts: str) -> pd.DataFrame:
    """Rows that carry each of their parts (a list in SQL, empty: 'not recorded'). Parts of rows that carry one alone
    divide the whole; where some carry several they do not add up, and those that all but a few carry go too."""
    counted = own.table(
        f"""
        select unnest(if(len(list_filter(parts, lambda p: p is not null)) > 0, parts, ['not recorded'])) as part,
            count(*) as records, max(len(parts)) > 1 as several
        from (select {parts} as parts from {table}) group by part order by records desc, part
        """
    )
    shown = withhold_parts(counted[["part", "records"]])
    if counted["several"].any():
        near = withhold_flags(counted[["part", "records"]], size(own, table))["records"].isna()
        shown.loc[near, "records"] = pd.NA
    return shown


def countries(own: Database) -> list[str]:
    """Countries of own court cases and records, ISO alpha-3."""
    parts = []
    if columns(own, "court_case"):
        parts.append("select iso3 from court_case")
    if country := record_country(own):
        parts.append(f"""select unnest(string_split("{country}", ';')) from person_record""")
    if not parts:
        return []
    return own.table(f"select distinct iso3 from ({' union all '.join(parts)}) as t(iso3) where iso3 is not null order by 1")["iso3"].tolist()  # fmt: skip


def largest_countries(own: Database, most: int) -> list[str]:
    """The countries with the most own court cases, ISO alpha-3; those with fewer than 10 are not named."""
    if not columns(own, "court_case"):
        return []
    found = own.table(
        f"""
        select iso3 from court_case group by iso3 having count(*) >= {SMALLEST_CELL}
        order by count(*) desc, iso3 limit $most
        """,
        most=most,
    )
    return found["iso3"].tolist()


def pairs(own: Database) -> dict[str, str]:
    """What of the own file may stand beside a national measure: key → measure."""
    found: dict[str, str] = {}
    if columns(own, "court_case"):
        found |= LIKE_STEP
    if "cas_IncomingReferralDate" in columns(own, "person_record") and record_country(own):
        found |= {measure: measure for measure in LIKE_RECORD}
    return found


def by_year(own: Database, iso3: str, pair: str, form: str) -> pd.DataFrame:
    """The own side of a pair: year, records [empty where withheld]; years without one are absent."""
    if pair in LIKE_STEP:
        return cases_by_year(own, iso3, pair, form)
    return records_by_year(own, iso3, form)


def cases_by_year(own: Database, iso3: str, step: str, form: str) -> pd.DataFrame:
    """Own court cases of a country by the year of their first such step: year, records [empty where withheld].

    Years without one are absent. Withheld are small cells of the years by form, and what would give them away."""
    counted = own.table(
        """
        with stepped as (select case_id, min(left(date, 4)) as year from case_step where step = $step group by case_id)
        select coalesce(year, 'none') as year, form, count(*) as records
        from court_case left join stepped using (case_id) where iso3 = $iso3 group by all
        """,
        iso3=iso3,
        step=step,
    )
    return one_form(counted, form)


def records_by_year(own: Database, iso3: str, form: str) -> pd.DataFrame:
    """Own HTCDS records of a country by the year of the incoming referral: columns as cases_by_year. A record with
    several forms of exploitation counts in none but all."""
    here = columns(own, "person_record")
    if "cas_IncomingReferralDate" not in here or (country := record_country(own)) is None:
        return pd.DataFrame(columns=["year", "records"])
    exploitation = '"vic_TypeOfExploitation"' if "vic_TypeOfExploitation" in here else "null"
    counted = own.table(
        f"""
        select coalesce(left("cas_IncomingReferralDate", 4), 'none') as year,
            case {exploitation} when 'ForcedLabour' then 'forced_labour'
                when 'SexualExploitation' then 'sexual_exploitation' else 'other' end as form,
            count(*) as records
        from person_record where list_contains(string_split("{country}", ';'), $iso3) group by all
        """,
        iso3=iso3,
    )
    return one_form(counted, form)


def one_form(counted: pd.DataFrame, form: str) -> pd.DataFrame:
    """One column of the years by form (all: their sum), withheld as the whole grid asks."""
    if counted.empty:
        return pd.DataFrame(columns=["year", "records"])
    grid = counted.pivot(index="year", columns="form", values="records").fillna(0).astype(int)
    if form == "all":
        shown = withhold_parts(grid.sum(axis=1).rename("records").reset_index())
    elif form in grid:
        shown = withhold_grid(grid)[form].rename("records").reset_index()
    else:
        return pd.DataFrame(columns=["year", "records"])
    dated = shown[shown["year"] != "none"]
    return dated.astype({"year": int}).reset_index(drop=True)


def national(ledger: Database, iso3: str, measure: str, form: str) -> pd.DataFrame:
    """The preferred figures of a country, measure and form: area, name, year, value, qualifier, unit, source,
    publisher, source_id, note; period, counted, reliability, doubt. Empty if the ledger has none."""
    return ledger.table(
        """
        select area, country.name, year, value, qualifier, unit, publisher || ', ' || vintage as source, publisher,
            series_figure.source_id, note, period, counts as counted, reliability, doubt
        from series_figure join country on country.iso3 = area
        where area = $iso3 and measure = $measure and form = $form and preferred
        order by year
        """,
        iso3=iso3,
        measure=measure,
        form=form,
    )
