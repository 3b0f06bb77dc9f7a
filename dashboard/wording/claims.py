"""A verdict on a claim, and the evidence for it, in words."""

from typing import Any

import pandas as pd

from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording

MEANING = {
    "supported": "Every source that can decide agrees, for every year claimed.",
    "supported by some sources only": "Some sources agree; others differ, or speak in general terms only.",
    "contradicted": "Every source that can decide differs.",
    "cannot be checked": "No other source in the ledger decides this with numbers. That does not make it false.",
}
RULES = (
    "A percentage agrees within one point, or within five where the claim says about. Only exact figures of one "
    "publisher and unit are compared; a figure that is a bound can contradict a claim and never supports it. What only "
    "the claim's own press source says is not counted."
)


def evidence_columns(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence as a table to read: Year, Publisher, Says, Weighs, Source. evidence: as of claims.evidence."""
    return pd.DataFrame(
        {
            "Year": evidence["year"].astype("Int64").astype("string"),
            "Publisher": evidence["publisher"],
            "Says": [says(row) for row in evidence.itertuples()],
            "Weighs": [weighs(row) for row in evidence.itertuples()],
            "Source": evidence["source_id"],
        }
    )


def says(row: Any) -> str:
    """'63 persons, down 49.6 % from 125 in 2018', 'Tier 3', 'a fall against 2012, without numbers'."""
    if pd.notna(row.value):
        told = figures_wording.amount(row)
        if pd.isna(row.value_before):
            return told
        before = f"{figures_wording.number(row.value_before)} in {int(row.year_before)}"
        if row.value == row.value_before:
            return f"{told}, the same as {before}"
        way = "up" if row.value > row.value_before else "down"
        size = "" if pd.isna(row.change_percent) else f" {abs(row.change_percent):,.1f} %"
        return f"{told}, {way}{size} from {before}"
    if row.said in ("fall", "rise"):
        return f"a {row.said} against {int(row.year_before)}, without numbers"
    return tiers_wording.TIER_NAMES.get(row.said, row.said)


def weighs(row: Any) -> str:
    """For the claim or against it, and whether that decides."""
    if not row.independent:
        return "not counted: the claim's own source"
    if pd.isna(row.agrees):
        return "cannot decide: a bound"
    side = "for" if row.agrees else "against"
    return side if row.decisive else f"{side}, in general terms"
