"""Tables to read: columns by names of their own, codes in words, and what is the same in every row said once."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from dashboard.frames import column_names, first_value
from dashboard.wording.accounts import PERIODS
from dashboard.wording.cases import PROCEEDINGS
from dashboard.wording.comparison import NO_MEDIAN
from dashboard.wording.figures import UNIT_NAMES, number
from dashboard.wording.language import said
from dashboard.wording.tiers import TIER_NAMES
from dashboard.wording.victims import PARTS

Names = Mapping[str, str]  # column → name
NO_NAMES: Names = MappingProxyType({})
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
    "no_median": NO_MEDIAN,
    "tier": TIER_NAMES,
    "previous_tier": TIER_NAMES,
    "present_tier": TIER_NAMES,
    "proceeding": PROCEEDINGS,
    "from_tier": TIER_NAMES,
    "to_tier": TIER_NAMES,
}
# Columns of codes that are words of their own.
WORDS = (
    "basis", "counted", "date_precision", "direction", "from_basis", "movement", "previous_basis", "tier_basis", "to_basis", "higher_is", "kind", "offence", "official_convicted", "period_before",
    "qualifier_before", "reliability", "strand", "subject",
)  # fmt: skip
# Columns of texts of the data, which stay as they were written: also those of claims, and codes of the database.
AS_WRITTEN = {
    "case", "citation", "court", "expectation", "labels", "licence", "note", "outcome", "printed_label", "publisher",
    "reason", "scope", "table_name", "title", "via", "Claim", "Publisher", "Remark", "Said by",
}  # fmt: skip
NAMES = {
    "value": "Figure",
    "source_id_before": "Source of the year before",
    "tip_source_id": "Source of the TIP Report's figure",
    "unodc_source_id": "Source of UNODC's figure",
    "unodc": "UNODC",
    "tip_report": "TIP Report",
    "url": "Address",
    "last_step_source_id": "Source of the last step",
    "change_ratio": "Change in per cent",
    "value_before": "Figure of the year before",
    "tip_region": "TIP region",
    "iso3": "Country",
    "label": "Measure",
    "no_median": "Why no median is given",
    "withheld": "Why no change is given",
    "previous_source_id": "Source of the report before",
    "from_source_id": "Source of the first report",
    "to_source_id": "Source of the second report",
    "case_id": "Case key",
    "to_1": "To Tier 1",
    "to_2": "To Tier 2",
    "to_2WL": "To Tier 2 Watch List",
    "to_3": "To Tier 3",
    "in_sums": "May be added up",
    "printed_label": "Label",
}


def name(column: str, names: Names = NO_NAMES) -> str:
    """The name of a column in plain words. names: of columns that have others where it stands."""
    if column in names:
        return names[column]
    in_plain = column.removesuffix("_id").removesuffix("_name").replace("_", " ")
    return said(NAMES.get(column, in_plain[:1].upper() + in_plain[1:]))


def as_written(column: str) -> bool:
    """Whether what stands in a column is no page's own words; sources stand by their titles."""
    return column in AS_WRITTEN or "source_id" in column


def cell_in_words(column: str, value: Any) -> str:
    """A cell in words: yes or no, a number as figures are printed, a year without separators, or the text itself."""
    if pd.api.types.is_bool(value):
        return said("yes") if value else said("no")
    counted = pd.api.types.is_number(value) and not column.lower().endswith("year")
    return number(value) if counted else str(value)


def printed_of(printed: int, rows: int) -> str:
    """How much of a table is on paper, where it is not all."""
    if printed >= rows:
        return ""
    told = said(": the first {printed} of {rows} rows")
    return told.format(printed=number(printed), rows=number(rows))


# Of the Humanitarian Exchange Language, by the code of a column; others are an indicator's.
HASHTAGS = {
    "area": "#country+code",
    "iso3": "#country+code+v_iso3",
    "name": "#country+name",
    "country": "#country+name",
    "year": "#date+year",
    "report_year": "#date+year+report",
    "value": "#indicator+value+num",
    "measure": "#indicator+name",
    "qualifier": "#indicator+qualifier",
    "unit": "#indicator+unit",
    "counted": "#indicator+counted",
    "note": "#description",
    "url": "#meta+url",
    "citation": "#meta+source",
    "sex": "#indicator+sex",
    "age": "#indicator+age",
    "tip_region": "#region+name",
}
HOW_TO_READ = """data.csv holds the rows as they stand on the page, data-hxl.csv the same with a line of HXL hashtags,
data-dictionary.csv what each column means, sources.csv where the figures come from, terms.csv each publisher's terms.
A missing year is missing, never zero. "fewer than 5" is neither 5 nor 0. Cite each figure by its source.
"""


def named(table: pd.DataFrame, names: Names = NO_NAMES) -> list[str]:
    """The names of the columns in plain words; two that would be called the same keep their codes too. names: as of name."""
    told = [name(column, names) for column in column_names(table)]
    return [
        text if told.count(text) == 1 else f"{text} ({column})"
        for text, column in zip(told, table, strict=True)
    ]


def hashtag(column: str) -> str:
    """The HXL hashtag of a column."""
    if "source_id" in column:
        return f"#meta+source{''.join(f'+{part}' for part in _attributes(column.replace('source_id', '')))}"
    return (
        HASHTAGS.get(column.lower())
        or f"#indicator{''.join(f'+{part}' for part in _attributes(column))}"
    )


def _attributes(column: str) -> list[str]:
    return [part for part in re.split(r"[^a-z0-9]+", column.lower()) if part]


def readable(
    table: pd.DataFrame, names: Mapping[str, Mapping[str, str]]
) -> tuple[pd.DataFrame, dict[str, Any]]:
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
    for column in told.columns.intersection([*codes, *WORDS]):
        words = codes.get(column, {})
        ours = column in CODES or column in WORDS
        told[column] = [
            said(word) if ours and isinstance(word, str) else word
            for word in (words.get(code, code) for code in told[column])
        ]
    filled = told.loc[:, [told[c].notna().any() and not told[c].eq("").all() for c in told]]
    if len(filled) < 2:
        return filled, {}
    counts = filled.select_dtypes("number").columns
    same = {
        c: first_value(filled[c])
        for c in filled.columns.difference(counts, sort=False)
        if filled[c].notna().all() and filled[c].astype(str).nunique() == 1
    }
    return filled.drop(columns=list(same)), same
