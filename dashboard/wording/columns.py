"""Tables to read: columns by names of their own, codes in words, and what is the same in every row said once."""

from collections.abc import Mapping

import pandas as pd

from dashboard.wording.accounts import PERIODS
from dashboard.wording.figures import UNIT_NAMES
from dashboard.wording.tiers import TIER_NAMES
from dashboard.wording.victims import PARTS

QUALIFIERS = {
    "less_than": "fewer than",
    "at_least": "at least",
    "approximately": "about",
}
FORMS = {form: PARTS[form] for form in ("sexual_exploitation", "forced_labour", "other")}
CODES: dict[str, Mapping[str, str]] = {
    "qualifier": QUALIFIERS,
    "unit": UNIT_NAMES,
    "period": PERIODS,
    "form": FORMS | {"all": "all forms"},
    "part": PARTS,
    "sex": PARTS,
    "age": PARTS,
    "tier": TIER_NAMES,
    "previous_tier": TIER_NAMES,
    "present_tier": TIER_NAMES,
}
NAMES = {
    "value": "Figure",
    "source_id_before": "Source of the year before",
    "tip_source_id": "Source of the TIP Report's figure",
    "unodc_source_id": "Source of UNODC's figure",
    "unodc": "UNODC",
    "tip_report": "TIP Report",
    "url": "Address",
    "change_ratio": "Change in per cent",
    "value_before": "Figure of the year before",
    "tip_region": "TIP region",
    "iso3": "Country",
    "withheld": "Why no change is given",
}


def name(column: str) -> str:
    """The name of a column in plain words."""
    in_plain = column.removesuffix("_id").removesuffix("_name").replace("_", " ")
    return NAMES.get(column, in_plain[:1].upper() + in_plain[1:])


def readable(
    table: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> tuple[pd.DataFrame, dict[str, object]]:
    """The table with its codes in words, and what stands in every one of its rows: column → value.

    A code is left out where its name stands beside it; so are columns without any value, and those but numbers that are
    the same in every row of several. No row is left out. names: column → code → name, of what the ledger names.
    """
    named = [
        column
        for column in table
        if (column in ("area", "iso3") and "name" in table)
        or f"{column}_name" in table
        or (column == "case_id" and "title" in table)
        or (column == "source" and "source_id" in table)
    ]
    told = table.drop(columns=named)
    codes = {**CODES, **names}
    for column in told.columns.intersection(list(codes)):
        told[column] = told[column].map(lambda code, words=codes[column]: words.get(code, code))
    filled = told.loc[:, [told[c].notna().any() and not told[c].eq("").all() for c in told]]
    if len(filled) < 2:
        return filled, {}
    counts = filled.select_dtypes("number").columns
    same = {
        c: filled[c].iat[0]
        for c in filled.columns.difference(counts, sort=False)
        if filled[c].notna().all() and filled[c].astype(str).nunique() == 1
    }
    return filled.drop(columns=list(same)), same
