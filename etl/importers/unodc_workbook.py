"""What UNODC's workbook on trafficking in persons says: its edition, and one figure per key."""

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from etl.importers.refusal import Refused
from etl.words import message

DOWNLOAD_AGAIN = message("Download the file again.")
HEADER = (
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category",
    "Sex", "Age", "Year", "Unit of measurement", "txtVALUE", "Source",
)  # fmt: skip
MEASURES = {
    "Detected trafficking victims": ("victims_detected", "persons"),
    "Offences of trafficking in persons": ("offences", "offences"),
    "Persons brought into formal contact": ("suspects", "persons"),
    "Persons prosecuted": ("prosecutions", "persons"),
    "Persons convicted": ("convictions", "persons"),
}
DIMENSIONS = {"total", "by form of exploitation", "by citizenship", "by country of repatriation"}
SEXES = {"Total": "all", "Female": "female", "Male": "male", "Other": "other", "Unknown": "unknown"}
AGES = {"Total": "all", "0 to 17 years": "child", "18 years or over": "adult", "Unknown": "unknown"}
FORMS = {
    "total": "all",
    "sexual exploitation": "sexual_exploitation",
    "forced labour": "forced_labour",
}
# What a row by citizenship or country of repatriation carries where the publisher printed no label.
NO_LABEL = "(no label)"
KEY = ("area", "year", "measure", "form", "sex", "age", "origin", "unit")
Key = tuple[str, ...]
Value = tuple[str, str]


@dataclass
class Edition:
    """A workbook as read: its date, one value (digits, qualifier) per key, and what was left out, counted.

    codes: cells that print a code of the questionnaire ("Q6.1" of a year: 6112019) where the figure should stand.
    """

    published: date
    figures: dict[Key, Value]
    codes: dict[Key, str]
    disagreeing: dict[Key, list[Value]]
    no_country: Counter[str] = field(default_factory=Counter)


def read_edition(file: Path, countries: set[str]) -> Edition:
    """The workbook's figures by key. Raises Refused with the first thing that is not as expected."""
    rows = sheet_rows(file)
    title, dated, header = (next(rows, ()) for _ in range(3))
    if not title or str(title[0]).strip() != "UNODC":
        raise Refused(
            "{file} does not begin as UNODC's workbook does (first cell UNODC).",
            "Give the file data_glotip.xlsx as downloaded, unedited.",
            file=file.name,
        )
    published = edition_date(file, dated)
    names = [str(cell).strip() if cell is not None else "" for cell in header]
    missing = [name for name in HEADER if name not in names]
    if missing:
        raise Refused(
            "{file}, row 3: the columns {columns} are missing.",
            "This importer knows the layout {layout}; a new layout needs a new importer.",
            file=file.name,
            columns=", ".join(missing),
            layout=", ".join(HEADER),
        )
    place = [names.index(name) for name in HEADER]
    values: dict[Key, list[Value]] = defaultdict(list)
    no_country: Counter[str] = Counter()
    for number, cells in enumerate(rows, start=4):
        if all(cell is None for cell in cells):
            continue
        row = dict(
            zip(HEADER, (as_text(cells[i]) if i < len(cells) else "" for i in place), strict=True)
        )
        if row["Iso3_code"] not in countries:
            no_country[row["Iso3_code"] or row["Country"]] += 1
            continue
        values[key_of(row, file.name, number)].append(value_of(row, file.name, number))
    if not values:
        raise Refused("{file} holds no rows about a country.", DOWNLOAD_AGAIN, file=file.name)
    agreed = {key: found[0] for key, found in values.items() if len(set(found)) == 1}
    codes = {key: digits for key, (digits, _) in agreed.items() if repeats_code(key, digits)}
    return Edition(
        published,
        {key: found for key, found in agreed.items() if key not in codes},
        codes,
        {key: found for key, found in values.items() if len(set(found)) > 1},
        no_country,
    )


def sheet_rows(file: Path) -> Iterator[tuple[object, ...]]:
    if not file.is_file():
        raise Refused("{file} is not a file.", "Check the path.", file=file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the declared range of some editions ends before their rows do
        yield from sheet.iter_rows(values_only=True)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        OSError,
        EOFError,
        SyntaxError,
    ):
        raise Refused(
            "{file} is no readable workbook (.xlsx): it may be cut off, compressed, or another kind of file.",
            "Download the .xlsx file again and give it as it is.",
            file=file.name,
        ) from None


def edition_date(file: Path, cells: tuple[object, ...]) -> date:
    first = cells[0] if cells else None
    if isinstance(first, datetime):
        return first.date()
    found = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", str(first))
    try:
        day, month, year = map(int, found.groups() if found else ())
        return date(year, month, day)
    except ValueError:
        raise Refused(
            "{file}, row 2: {cell} is not the date of an edition (day/month/year).",
            "Give the file as downloaded; without its date the vintage cannot be named.",
            file=file.name,
            cell=repr(first),
        ) from None


def key_of(row: dict[str, str], file: str, number: int) -> Key:
    def known(column: str, codes: dict[str, str]) -> str:
        if row[column] not in codes:
            raise Refused(
                "{file}, row {row}, {column}: {cell} is not a code that this importer knows.",
                "Known: {codes}. A new code needs a decision on what it means.",
                file=file,
                row=number,
                column=column,
                cell=repr(row[column]),
                codes=", ".join(codes),
            )
        return codes[row[column]]

    dimension = row["Dimension"].lower()
    if dimension not in DIMENSIONS:
        known("Dimension", dict.fromkeys(DIMENSIONS, ""))
    known("Indicator", dict.fromkeys(MEASURES, ""))
    measure, unit = MEASURES[row["Indicator"]]
    if dimension == "by country of repatriation":
        measure = "victims_repatriated"
    if not re.fullmatch(r"(19|20)\d\d", row["Year"]):
        raise Refused(
            "{file}, row {row}, Year: {cell} is not a year.",
            DOWNLOAD_AGAIN,
            file=file,
            row=number,
            cell=repr(row["Year"]),
        )
    form, origin = "all", ""
    if dimension == "by form of exploitation":
        form = FORMS.get(row["Category"].lower(), "")
        if not form and row["Category"].lower().startswith("other"):
            form = "other"
        if not form:
            known("Category", dict.fromkeys((*FORMS, "other …"), ""))
    elif dimension != "total":
        origin = row["Category"] or NO_LABEL
    sex, age = known("Sex", SEXES), known("Age", AGES)
    return (row["Iso3_code"], row["Year"], measure, form, sex, age, origin, unit)


def value_of(row: dict[str, str], file: str, number: int) -> Value:
    text = row["txtVALUE"].replace(" ", "")
    if re.fullmatch(r"\d+|\d{1,3}(,\d{3})+", text):
        return text.replace(",", ""), "exact"
    if re.fullmatch(r"<\d+", text):
        return text[1:], "less_than"
    raise Refused(
        "{file}, row {row}, txtVALUE: {cell} is not a figure.",
        "Expected are digits with thousands commas, or <5.",
        file=file,
        row=number,
        cell=repr(row["txtVALUE"]),
    )


def as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def repeats_code(key: Key, value: str) -> bool:
    return key[6] != "" and re.fullmatch(r"61\d{1,2}20\d\d", value) is not None
