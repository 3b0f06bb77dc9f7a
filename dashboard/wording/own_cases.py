"""Own cases in words: codes of both layouts, countries, withheld cells."""

from collections.abc import Mapping

import pandas as pd

from dashboard.frames import each
from dashboard.wording import figures as wording
from dashboard.wording.cases import code
from dashboard.wording.figures import number

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
FORMS = {"all": "All forms"}
BESIDE = (
    "Your own cases are a part of no national figure, nor a sample of it; each side has its own axis and its own unit. "
    "A rise on either side may be more crime, better detection or fuller reporting."
)


def form(text: str) -> str:
    return FORMS.get(text, code(text, {}))


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
        rest = "not listed, or withheld" if more else "withheld"
        rows.append(("Others" if rows else "All", rest))
    return pd.DataFrame(rows, columns=[label, unit])


def withheld(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The table with its records called by their unit, and the word where a cell is withheld."""
    told = ["withheld" if pd.isna(n) else number(n) for n in table["records"]]
    return table.assign(records=told).rename(columns={"records": unit})


def amount(counted: int, noun: str) -> str:
    """'fewer than 10 cases' or '1,204 cases', for a text that is handed on."""
    return f"fewer than 10 {noun}" if counted < 10 else f"{number(counted)} {noun}"
