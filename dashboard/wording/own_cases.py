"""Own cases in words: codes of both layouts, countries, withheld cells."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.frames import each
from dashboard.wording import figures as wording
from dashboard.wording.cases import code
from dashboard.wording.figures import number
from dashboard.wording.language import said, said_of

SUMMARY_ROWS = 20
COUNTED = "Cells under 10 are withheld, and further cells where the rest would give them away."
SEVERAL = "A record may carry several codes, so the parts need not add up."
REFERRALS = (
    "HTCDS 2.0 has no field for an answer. An outgoing referral counts as answered once the status is Closed or Closed "
    "referred, an incoming one once there is a status."
)
TO_COME = "Steps dated after today. A hearing dated to this month or year only is listed as not certain: it may have been already."
TO_SHARE = (
    "A summary of your own cases as counts: no case, no date, no key is in it, and cells under 10 are withheld. "
    "The command `python -m dashboard.briefing --own-cases --format pdf docx --out FOLDER` writes the same."
)
NO_COUNTRY = "Neither a court case nor a record of your own has a country, so nothing can stand beside a national figure."
CASE_PARTS = {
    "present_step": "Last step on record",
    "form": "Form of exploitation",
    "sector": "Industry",
    "official_involved": "Officials involved",
    "iso3": "Country",
    "corridor": "Corridor: country of origin to country of the court",
}
PERSON_PARTS = {
    "cas_Status": "Status of the case",
    "vic_TypeOfExploitation": "Form of exploitation",
    "vic_ForcedLabourIndustry": "Industry",
    "vic_MethodsOfControl": "Means of control",
    "vic_MethodOfRecruitment": "Recruitment",
    "vic_Vulnerabilities": "Vulnerability",
    "age_group": "Age at referral",
    "prs_Gender": "Gender",
    "prs_Citizenship": "Citizenship",
}
# By where a record's country stands.
CORRIDORS = {
    "hte_Country": "Corridor: citizenship to country of the trafficking event",
    "org_ShippingCountry": "Corridor: citizenship to country of the organisation",
    "prs_MailingCountry": "Corridor: citizenship to country of the address",
}
VIEWS = {
    "list": "List",
    "due": "Due",
    "counted": "Counted",
    "beside": "Beside national figures",
    "share": "To share",
}
FILTERS = {
    "court_case": "Filters on the court cases",
    "person_record": "Filters on the records",
}
NOT_PUBLISHED = (
    "**Your own, not published.** Read from the file on this machine; no part of the ledger, its figures, its "
    "briefings or its exports."
)
NO_STEP = "No step of {case_id} is on record."
NO_OWN_YEAR = "None of your own has a year to count for {country}."
NOT_NATIONAL = "No source in the ledger gives this for {country}. That is not zero."
OPEN_MARKS = "Your own file. Open marks: withheld."
BY_YEAR_COUNTED = "National figures by the year counted."
FIRST_LISTED = "The first {listed} are listed. `python -m etl export cases` writes all."
NO_FINAL_STEP = "No final step is on record."
FILTER_LABELS = {"form": "Form"}
OTHER_LABELS = {"origin_iso3": "Origin", "next_date": "Next date", "certain": "Date certain"}
# Rows, by what they are; of how many, where that is said.
LISTED = {
    "court-cases": "{found} of {all} court cases",
    "records": "{found} of {all} records of persons",
    "silent": "{found} of {all} cases without a step for {months} months",
    "coming": "{found} hearings and other steps to come",
    "unanswered": "{found} referrals without an answer",
    "dormant": "{found} open records without a date for {months} months",
}
NONE_LISTED = {
    "court-cases": "{found} court cases",
    "records": "{found} records of persons",
    "silent": "{found} cases without a step for {months} months",
}
UNITS = {"cases": "cases", "records": "records"}
OWN = {"cases": "Own cases", "records": "Own records"}
ALL_COUNTED = {"cases": "All own cases, counted", "records": "All own records, counted"}
WHATEVER = {
    "cases": "All own cases, whatever the list is filtered by.",
    "records": "All own records, whatever the list is filtered by.",
}
OWN_BY = {"cases": "Own cases by {part}", "records": "Own records by {part}"}
BY = {"cases": "Cases by {part}", "records": "Records by {part}"}
HELD = {
    "cases": ("{count} court case", "{count} court cases"),
    "records": ("{count} record of a person", "{count} records of persons"),
}
FEW_HELD = {
    "cases": "fewer than 10 court cases",
    "records": "fewer than 10 records of persons",
}
PAIRS = {
    "charge": "Charges; prosecutions",
    "conviction": "Convictions",
    "investigation": "Investigations",
    "victims_identified": "Referrals; victims identified (TIP)",
    "victims_detected": "Referrals; victims detected (UNODC)",
}
PAIR_UNITS = {
    "investigation": "cases by year of the first investigation",
    "charge": "cases by year of the first charge",
    "conviction": "cases by year of the first conviction",
    "victims_identified": "records by year of the incoming referral",
    "victims_detected": "records by year of the incoming referral",
}
OWN_PAIRS = {
    "investigation": "Own cases by year of the first investigation",
    "charge": "Own cases by year of the first charge",
    "conviction": "Own cases by year of the first conviction",
    "victims_identified": "Own records by year of the incoming referral",
    "victims_detected": "Own records by year of the incoming referral",
}
PAIR_COUNTS = {
    "investigation": "cases",
    "charge": "cases",
    "conviction": "cases",
    "victims_identified": "records",
    "victims_detected": "records",
}
FORMS = {"all": "All forms"}
BESIDE = (
    "Your own cases are a part of no national figure, nor a sample of it; each side has its own axis and its own unit. "
    "A rise on either side may be more crime, better detection or fuller reporting."
)


def form(text: str) -> str:
    return said(FORMS[text]) if text in FORMS else code(text, {})


def case_parts(codes: Iterable[str]) -> dict[str, str]:
    """What own cases are counted by: code → label."""
    return {part: said(CASE_PARTS[part]) for part in codes}


def person_parts(codes: Iterable[str], country: str | None) -> dict[str, str]:
    """What own records are counted by: code → label. country: the field of the country that a corridor leads to."""
    labels = PERSON_PARTS | {"corridor": CORRIDORS.get(country or "", "")}
    return {part: said(labels[part]) for part in codes}


def heading(kind: str, found: int, of: int | None, months: int | None) -> str:
    """'12 of 46 court cases'."""
    told = LISTED[kind] if of or kind not in NONE_LISTED else NONE_LISTED[kind]
    return said(told).format(found=number(found), all=number(of or 0), months=months)


def units(figures: pd.DataFrame) -> str:
    """The units of national figures, each once."""
    return ", ".join(dict.fromkeys(wording.unit(unit) for unit in figures["unit"]))


def counts(
    table: pd.DataFrame, label: str, unit: str, countries: Mapping[str, str]
) -> pd.DataFrame:
    """Parts and records for the reader, two columns of words: the largest of those shown; the rest in one line without
    names, since the name of a withheld part alone tells that there is one."""
    shown = table[table["records"].notna()]
    rows = [
        (code(row.part, countries), number(row.records)) for row in each(shown.head(SUMMARY_ROWS))
    ]
    if len(rows) < len(table):
        more = len(shown) > SUMMARY_ROWS
        rest = said("not listed, or withheld") if more else said("withheld")
        rows.append((said("Others") if rows else said("All"), rest))
    return pd.DataFrame(rows, columns=[label, unit])


def withheld(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The table with its records called by their unit, and the word where a cell is withheld."""
    told = [said("withheld") if pd.isna(n) else number(n) for n in table["records"]]
    return table.assign(records=told).rename(columns={"records": unit})


def amount(counted: int, unit: str) -> str:
    """'fewer than 10 court cases' or '1,204 court cases', for a text that is handed on."""
    if counted < 10:
        return said(FEW_HELD[unit])
    return said_of(counted, *HELD[unit]).format(count=number(counted))
