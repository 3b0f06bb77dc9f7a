"""The Human Trafficking Case Data Standard 2.0 (HTCDS; International Organization for Migration, CC BY 4.0), as its own
workbook lays it out: row 1 field names, row 2 labels, one row a person.

https://github.com/UNMigration/HTCDS; the fields stand in htcds_2_fields.csv. No endorsement by IOM is implied.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

COUNTRY_OF_EVENT = "hte_Country"
AGES = (("0-8", 8), ("9-17", 17), ("18-20", 20), ("21-23", 23), ("24-26", 26), ("27-29", 29), ("30-38", 38),
        ("39-47", 47), ("48+", 120))  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field that may be imported: kind is country, language, codes, one code, tick, number, age or date.
    labels: code → label; codes: either, in small letters alone → code."""

    name: str
    kind: str
    labels: dict[str, str]

    @cached_property
    def codes(self) -> dict[str, str]:
        # The standard's own workbook offers the label; its code begins with the letter of the section (C_Manufacturing).
        return {
            label_key(known): code
            for code, label in self.labels.items()
            for known in (code, label, re.sub("^[A-Z]_", "", code))
        }


# Not a field of the standard: what an import makes of the date of birth, and an export writes.
AGE_GROUP = Field("age_group", "one code", {group: group for group, _ in AGES})


@dataclass(frozen=True)
class Standard:
    """The standard's fields: those that may be imported, the label of each, and what identifies a person or may."""

    fields: dict[str, Field]
    labels: dict[str, str]
    identifying: dict[str, str]


@cache
def standard() -> Standard:
    path = Path(__file__).with_name("htcds_2_fields.csv")
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    return Standard(
        {AGE_GROUP.name: AGE_GROUP}
        | {row["field"]: field for row in rows if (field := importable(row))},
        {row["field"]: row["label"] for row in rows},
        {row["field"]: row["identifying"] for row in rows if row["identifying"]},
    )


def importable(row: dict[str, str]) -> Field | None:
    if row["identifying"]:
        return None
    kinds = {
        "Checkbox": "tick",
        "Number": "number",
        "Date": "date",
        "Picklist": "one code",
        "Multiselect Picklist": "codes",
    }
    kind = kinds.get(row["type"])
    if "ISO 3166" in row["codes"] + row["code_labels"] or row["field"] == COUNTRY_OF_EVENT:
        kind = "country"
    elif "ISO 639" in row["codes"]:
        kind = "language"
    elif row["field"] == "vic_AgeWhenTrafficked":
        kind = "age"
    if kind is None:
        return None
    codes = [code.strip() for code in row["codes"].split("|")] if "code" in kind else []
    labels = [label.strip() for label in row["code_labels"].split("|")]
    told = labels if len(labels) == len(codes) else codes
    return Field(row["field"], kind, dict(zip(codes, told, strict=True)))


def label_key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
