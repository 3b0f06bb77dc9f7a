"""The Human Trafficking Case Data Standard 2.0 (HTCDS; International Organization for Migration, CC BY 4.0), as its own
workbook lays it out: row 1 field names, row 2 labels, one row a person.

https://github.com/UNMigration/HTCDS; the fields stand in htcds_2_fields.csv. No endorsement by IOM is implied.
"""

import csv
import datetime
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from etl.importers.refusal import Refused
from etl.importers.sheets import Sheet

# One name is misspelt in the standard's own workbook.
MISSPELT = {"vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg"}
BIRTH, REFERRED = "prs_Birthdate", "cas_IncomingReferralDate"
AGES = (("0-8", 8), ("9-17", 17), ("18-20", 20), ("21-23", 23), ("24-26", 26), ("27-29", 29), ("30-38", 38),
        ("39-47", 47), ("48+", 120))  # fmt: skip
TICKS = {"true": "yes", "yes": "yes", "1": "yes", "x": "yes", "false": "no", "no": "no", "0": "no"}


@dataclass(frozen=True)
class Field:
    """A field of the standard that may be imported: kind is country, language, codes, one code, tick, number, age or
    date."""

    name: str
    kind: str
    codes: dict[str, str]


@cache
def standard() -> tuple[frozenset[str], dict[str, Field]]:
    """All field names of the standard, and the fields that identify nobody and are no free text."""
    path = Path(__file__).with_name("htcds_2_fields.csv")
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    fields = {row["field"]: field for row in rows if (field := importable(row))}
    return frozenset(row["field"] for row in rows), fields


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
    if "ISO 3166" in row["codes"] + row["code_labels"]:
        kind = "country"
    elif "ISO 639" in row["codes"]:
        kind = "language"
    elif row["field"] == "vic_AgeWhenTrafficked":
        kind = "age"
    if kind is None:
        return None
    codes = [code.strip() for code in row["codes"].split("|")]
    labels = [label.strip() for label in row["code_labels"].split("|")]
    known = {plain(code): code for code in codes}
    if len(labels) == len(codes):
        known |= {plain(label): code for label, code in zip(labels, codes, strict=True)}
    return Field(row["field"], kind, known)


def is_htcds(sheet: Sheet) -> bool:
    names, _ = standard()
    return sum(MISSPELT.get(column, column) in names for column in sheet.columns) >= 3


def load(work: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[str]:
    """Table person_record in `work` (record, age_group, fields as text; several codes with semicolons); the columns
    left out. The age group is the age at the incoming referral; unknown where either date is missing.

    Raises Refused with every problem found.
    """
    _, fields = standard()
    columns = {column: MISSPELT.get(column, column) for column in sheet.columns}
    taken = {column: fields[name] for column, name in columns.items() if name in fields}
    numbered = sheet.columns[0] if columns[sheet.columns[0]] == "column A" else None
    countries = {
        code: iso3
        for iso3, iso2 in work.execute("select iso3, iso2 from country").fetchall()
        for code in (iso3, iso2)
        if code
    }
    sheet.stage(work, "person")
    frame = work.execute("select * exclude (file) from staged_person order by row").fetch_df()
    people = frame.astype(object).where(frame.notna(), None).to_dict("records")
    problems: list[str] = []
    records: dict[int, dict[str, str | None]] = {}
    for person in people:
        row = int(person["row"])
        given = {column: person[column] for column in sheet.columns if column != numbered}
        if not any(given.values()) or row == 2 and is_label_row(given, taken):
            continue

        def problem(column: str, message: str, mend: str, row: int = row) -> None:
            problems.append(f"{sheet.place}, row {row}, column {column}: {message}\n    {mend}")

        number = person[numbered] if numbered else None
        record = int(number) if number and number.isdecimal() else row
        if record in records:
            problem(numbered or "A", f"the number {record} stands twice.", "Number every row once.")
        kept: dict[str, str | None] = {}
        for column, field in taken.items():
            cell = given[column]
            kept[field.name] = None
            if cell is not None:
                try:
                    kept[field.name] = read_cell(cell, field, countries)
                except ValueError as wrong:
                    problem(column, f'"{cell}" {wrong.args[0]}', wrong.args[1])
        birth = next((c for c, name in columns.items() if name == BIRTH), None)
        age = None
        if birth and given[birth]:
            try:
                age = age_group(read_date(given[birth]), kept.get(REFERRED))
            except ValueError as wrong:
                # The date of birth itself is not repeated on the screen.
                problem(birth, f"the cell {wrong.args[0]}", wrong.args[1])
        records[record] = {"age_group": age, **kept}
    if problems:
        reason, mend = "\n".join(problems[:50]).rsplit("\n    ", 1)
        raise Refused(reason, f"{mend}\nNothing is imported.")
    if not records:
        raise Refused(f"{sheet.place} holds no records.", "Fill in at least one row.")
    names = ["age_group", *(field.name for field in taken.values())]
    work.register(
        "people",
        pd.DataFrame(
            [[record, *(row[name] for name in names)] for record, row in records.items()],
            columns=["record", *names],
            dtype=object,
        ),
    )
    typed = ", ".join(f'"{name}"::varchar as "{name}"' for name in names)
    work.execute(
        f"create table person_record as select record::bigint as record, {typed} from people"
    )
    return [c for c, name in columns.items() if name not in fields and c != numbered]


def is_label_row(given: dict[str, str | None], taken: dict[str, Field]) -> bool:
    """Whether the second row holds the labels of the fields."""
    with Path(__file__).with_name("htcds_2_fields.csv").open(encoding="utf-8", newline="") as text:
        labels = {plain(row["label"]) for row in csv.DictReader(text)}
    words = [plain(cell) for cell in given.values() if cell]
    return sum(word in labels for word in words) * 2 > len(words)


def read_cell(cell: str, field: Field, countries: dict[str, str]) -> str:
    """The cell in codes. Raises ValueError(message, mend)."""
    match field.kind:
        case "tick":
            if cell.lower() not in TICKS:
                raise ValueError("is neither yes nor no.", "Write yes or no, or leave it empty.")
            return TICKS[cell.lower()]
        case "number" | "age":
            if not cell.isdecimal() or int(cell) > 120:
                raise ValueError(
                    "is not a number that can stand here.", "Write digits alone, up to 120."
                )
            return in_group(int(cell)) if field.kind == "age" else cell
        case "date":
            return read_date(cell).isoformat()
        case "one code":
            return known_code(cell, field)
    parts = [part.strip() for part in re.split(r"[,;\n]", cell) if part.strip()]
    if field.kind == "codes":
        found = [known_code(part, field) for part in parts]
    elif field.kind == "country":
        if unknown := [part for part in parts if part.upper() not in countries]:
            raise ValueError(f"holds {', '.join(unknown)}, no country.", "Use codes of ISO 3166-1.")
        found = [countries[part.upper()] for part in parts]
    else:
        if any(not re.fullmatch("[A-Za-z]{2,3}", part) for part in parts):
            raise ValueError("is not a code of a language.", "Use codes of ISO 639-2.")
        found = [part.lower() for part in parts]
    return ";".join(sorted(set(found)))


def known_code(cell: str, field: Field) -> str:
    code = field.codes.get(plain(cell))
    if code is None:
        codes = ", ".join(dict.fromkeys(field.codes.values()))
        raise ValueError("is not a code of the standard.", f"Use {codes}.")
    return code


def read_date(cell: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(cell)
    except ValueError:
        raise ValueError("is no day of the calendar.", "Write YYYY-MM-DD.") from None
    if day.year < 1900:
        raise ValueError("is before 1900.", "Correct the year.")
    return day


def age_group(birth: datetime.date, referred: str | None) -> str | None:
    if referred is None:
        return None
    day = datetime.date.fromisoformat(referred)
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    if not 0 <= years <= 120:
        raise ValueError(
            "gives no age that can be at the referral.", "Correct one of the two dates."
        )
    return in_group(years)


def in_group(years: int) -> str:
    return next(group for group, last in AGES if years <= last)


def plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())
