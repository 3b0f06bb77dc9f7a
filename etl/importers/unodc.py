"""UNODC's workbook on trafficking in persons, as the publisher offers it, as a new vintage of the data package."""

import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from etl.importers.additions import appended, as_csv, read_rows, write_all
from etl.importers.refusal import Refused
from etl.package import read_package

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
LISTED = 10
KEY = ("area", "year", "measure", "form", "sex", "age", "origin", "unit")
COLUMNS = [
    "area", "year", "period", "measure", "form", "sex", "age", "origin", "value", "qualifier", "unit",
    "counted", "scope", "source_id", "vintage", "note",
]  # fmt: skip

# Some editions print a cell of the questionnaire ("Q6.1" of a year: 6112019) where the figure should stand.
NOT_A_COUNT = "not a count: the cell repeats a code of the questionnaire"

Key = tuple[str, ...]
Value = tuple[str, str]


@dataclass
class Edition:
    """A workbook as read: its date, one value (digits, qualifier) per key, and what was left out, counted."""

    published: date
    figures: dict[Key, Value]
    disagreeing: dict[Key, list[Value]]
    no_country: Counter[str] = field(default_factory=Counter)


@dataclass
class Outcome:
    """What an import did. Counts are figures (keys); an unchanged edition has `already` set and no counts."""

    source_id: str
    figures: int
    already: bool = False
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0
    compared_with: str = ""
    replaces: str = ""
    set_aside_rows: int = 0
    set_aside_keys: int = 0
    no_country: dict[str, int] = field(default_factory=dict)
    new_labels: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    withdrawals: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.already:
            return f"{self.source_id} is in the data already with the same {self.figures:,} figures; nothing is changed."
        lines = [
            f"{self.source_id}: {self.figures:,} figures. Against {self.compared_with or 'no earlier edition'}: "
            f"{self.new:,} new, {self.changed:,} changed, {self.withdrawn:,} withdrawn, {self.same:,} the same."
        ]
        for figures, called in ((self.changes, "Changed"), (self.withdrawals, "Withdrawn")):
            if figures:
                rest = len(figures) - LISTED
                more = f"; and {rest:,} more" if rest > 0 else ""
                lines.append(f"{called}: {'; '.join(figures[:LISTED])}{more}.")
        if self.compared_with and not self.replaces:
            lines.append(
                f"It holds fewer than half of the figures of {self.compared_with}: it is taken for an extract, "
                "and what it does not hold stays in service."
            )
        if self.set_aside_rows:
            lines.append(
                f"{self.set_aside_rows:,} rows set aside: they share {self.set_aside_keys:,} keys and disagree."
            )
        if self.no_country:
            listed = ", ".join(f"{code} ({rows})" for code, rows in sorted(self.no_country.items()))
            lines.append(f"Rows left out under codes that are no country: {listed}.")
        if self.new_labels:
            lines.append(
                f"{len(self.new_labels)} labels are new and listed as unmappable until someone reviews them in "
                f"origin_labels.csv: {'; '.join(self.new_labels)}."
            )
        return "\n".join(lines)


def import_workbook(file: Path, folder: Path) -> Outcome:
    """Add the edition to the data package in `folder` as a vintage of its own; earlier ones are not touched.

    Writes figures/unodc_<vintage>.csv and its description, and adds rows to sources.csv, set_aside.csv and, for
    labels never met before, origin_labels.csv. Raises Refused (the workbook) or BadPackage (the folder);
    either way nothing is changed.
    """
    read_package(folder)
    countries = {row["iso3"] for row in read_rows(folder / "countries.csv")}
    edition = read_edition(file, countries)
    sources = {
        row["source_id"]: row
        for row in read_rows(folder / "sources.csv")
        if row["source_id"].startswith("unodc_glotip_")
    }
    source_id = name_of(edition, sources)
    vintages = recorded_figures(folder, set(sources))
    if source_id in sources:
        if vintages[source_id] == edition.figures:
            return Outcome(source_id, len(edition.figures), already=True)
        raise Refused(
            f"{file.name}: the edition of {edition.published} is in the data already with other figures.",
            "Earlier vintages are never changed. Compare the two files; if the recorded one is wrong, mend it by hand.",
        )
    latest = max((row["published"] for row in sources.values()), default="")
    if edition.published.isoformat() < latest:
        raise Refused(
            f"{file.name}: the edition of {edition.published} is older than that of {latest}, already recorded.",
            "Import editions in the order in which they appeared.",
        )
    outcome = compare(edition, source_id, sources, vintages)
    write_all(folder, new_files(folder, edition, outcome))
    return outcome


def read_edition(file: Path, countries: set[str]) -> Edition:
    """The workbook's figures by key. Raises Refused with the first thing that is not as expected."""
    rows = sheet_rows(file)
    title, dated, header = (next(rows, ()) for _ in range(3))
    if not title or str(title[0]).strip() != "UNODC":
        raise Refused(
            f"{file.name} does not begin as UNODC's workbook does (first cell UNODC).",
            "Give the file data_glotip.xlsx as downloaded, unedited.",
        )
    published = edition_date(file, dated)
    names = [str(cell).strip() if cell is not None else "" for cell in header]
    missing = [name for name in HEADER if name not in names]
    if missing:
        raise Refused(
            f"{file.name}, row 3: the columns {', '.join(missing)} are missing.",
            f"This importer knows the layout {', '.join(HEADER)}; a new layout needs a new importer.",
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
        raise Refused(f"{file.name} holds no rows about a country.", "Download the file again.")
    return Edition(
        published,
        {key: found[0] for key, found in values.items() if len(set(found)) == 1},
        {key: found for key, found in values.items() if len(set(found)) > 1},
        no_country,
    )


def sheet_rows(file: Path) -> Iterator[tuple[object, ...]]:
    if not file.is_file():
        raise Refused(f"{file} is not a file.", "Check the path.")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        OSError,
        EOFError,
        SyntaxError,
    ):
        raise Refused(
            f"{file.name} is no readable workbook (.xlsx): it may be cut off, compressed, or another kind of file.",
            "Download the .xlsx file again and give it as it is.",
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
            f"{file.name}, row 2: {first!r} is not the date of an edition (day/month/year).",
            "Give the file as downloaded; without its date the vintage cannot be named.",
        ) from None


def key_of(row: dict[str, str], file: str, number: int) -> Key:
    def known(column: str, codes: dict[str, str]) -> str:
        if row[column] not in codes:
            raise Refused(
                f"{file}, row {number}, {column}: {row[column]!r} is not a code that this importer knows.",
                f"Known: {', '.join(codes)}. A new code needs a decision on what it means.",
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
            f"{file}, row {number}, Year: {row['Year']!r} is not a year.",
            "Download the file again.",
        )
    form, origin = "all", ""
    if dimension == "by form of exploitation":
        form = FORMS.get(row["Category"].lower(), "")
        if not form and row["Category"].lower().startswith("other"):
            form = "other"
        if not form:
            known("Category", dict.fromkeys((*FORMS, "other …"), ""))
    elif dimension != "total" and row["Category"].lower() != "total":
        origin = row["Category"]
    sex, age = known("Sex", SEXES), known("Age", AGES)
    return (row["Iso3_code"], row["Year"], measure, form, sex, age, origin, unit)


def value_of(row: dict[str, str], file: str, number: int) -> Value:
    text = row["txtVALUE"].replace(" ", "")
    if re.fullmatch(r"\d+|\d{1,3}(,\d{3})+", text):
        return text.replace(",", ""), "exact"
    if re.fullmatch(r"<\d+", text):
        return text[1:], "less_than"
    raise Refused(
        f"{file}, row {number}, txtVALUE: {row['txtVALUE']!r} is not a figure.",
        "Expected are digits with thousands commas, or <5.",
    )


def repeats_code(key: Key, value: str) -> bool:
    return key[6] != "" and re.fullmatch(r"61\d{1,2}20\d\d", value) is not None


def as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def name_of(edition: Edition, sources: dict[str, dict[str, str]]) -> str:
    """unodc_glotip_<year>_<month>, with the day where another edition of that month is recorded."""
    monthly = f"unodc_glotip_{edition.published:%Y_%m}"
    if monthly in sources and sources[monthly]["published"] != edition.published.isoformat():
        return f"unodc_glotip_{edition.published:%Y_%m_%d}"
    return monthly


def recorded_figures(folder: Path, source_ids: set[str]) -> dict[str, dict[Key, Value]]:
    """Per UNODC source: value and qualifier by key, from every figure file of the package."""
    recorded: dict[str, dict[Key, Value]] = {source_id: {} for source_id in source_ids}
    for table in read_package(folder).tables:
        if table.table == "figure":
            for row in read_rows(folder / table.path):
                if row["source_id"] in recorded:
                    recorded[row["source_id"]][tuple(row[c] for c in KEY)] = (
                        row["value"],
                        row["qualifier"],
                    )
    return recorded


def compare(
    edition: Edition,
    source_id: str,
    sources: dict[str, dict[str, str]],
    vintages: dict[str, dict[Key, Value]],
) -> Outcome:
    """New, changed, withdrawn and same against the last whole edition: the latest that itself replaced one."""
    whole = [s for s in sources.values() if s["replaces"]] or list(sources.values())
    last = max(whole, key=lambda s: s["published"])["source_id"] if whole else ""
    before, now = vintages.get(last, {}), edition.figures
    kept = before.keys() & now.keys()
    changed = [key for key in kept if before[key] != now[key]]
    withdrawn = before.keys() - now.keys() - edition.disagreeing.keys()
    labels = {key[6] for key in now if key[6]}
    return Outcome(
        source_id,
        figures=len(now),
        new=len(now.keys() - before.keys()),
        changed=len(changed),
        withdrawn=len(withdrawn),
        same=len(kept) - len(changed),
        compared_with=last,
        replaces=last if len(kept) * 2 >= len(before) else "",
        set_aside_rows=sum(map(len, edition.disagreeing.values())),
        set_aside_keys=len(edition.disagreeing),
        no_country=dict(edition.no_country),
        new_labels=sorted(labels),
        changes=[
            f"{in_words(key)} {printed(before[key])} → {printed(now[key])}"
            for key in sorted(changed, key=totals_first)
        ],
        withdrawals=[
            f"{in_words(key)} {printed(before[key])}" for key in sorted(withdrawn, key=totals_first)
        ],
    )


def totals_first(key: Key) -> tuple[bool, Key]:
    return key[3:7] != ("all", "all", "all", ""), key


def in_words(key: Key) -> str:
    """THA 2020 prosecutions, or VNM 2019 victims_detected female child."""
    area, year, measure, form, sex, age, origin, _ = key
    divided = [part for part in (form, sex, age) if part != "all"] + [origin] * bool(origin)
    return " ".join([area, year, measure, *divided])


def printed(value: Value) -> str:
    digits, qualifier = value
    return f"<{digits}" if qualifier == "less_than" else digits


def new_files(folder: Path, edition: Edition, outcome: Outcome) -> dict[str, bytes]:
    """Path → content of every file that the edition adds or extends; fills in the outcome's new labels."""
    source_id = outcome.source_id
    vintage = source_id.removeprefix("unodc_glotip_").replace("_", "-")
    path = f"figures/unodc_{vintage.replace('-', '_')}.csv"
    shared = {
        "period": "calendar",
        "counted": "",
        "scope": "",
        "source_id": source_id,
        "vintage": vintage,
        "note": "",
    }
    figures = [
        dict(zip(KEY, key, strict=True))
        | {"value": value, "qualifier": qualifier}
        | shared
        | {"scope": NOT_A_COUNT if repeats_code(key, value) else ""}
        for key, (value, qualifier) in sorted(edition.figures.items())
    ]
    source: dict[str, object] = {
        "source_id": source_id,
        "title": f"Trafficking in persons (GLOTIP) data set, {edition.published:%B %Y}",
        "publisher": "UNODC",
        "edition": vintage,
        "published": edition.published.isoformat(),
        "url": "https://dataunodc.un.org",
        "reliability": "primary",
        "licence": "not stated in the file; UNODC asks for citation, non-commercial use as far as known",
        "replaces": outcome.replaces,
        "note": "the publisher's workbook, imported",
    }
    aside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, values in edition.disagreeing.items():
        aside[key[:3]].append(len(values))
    set_aside: list[dict[str, object]] = [
        {
            "area": area, "year": year, "measure": measure, "rows": sum(rows), "keys": len(rows),
            "source_id": source_id, "vintage": vintage,
        }
        for (area, year, measure), rows in sorted(aside.items())
    ]  # fmt: skip
    known = {row["label"] for row in read_rows(folder / "origin_labels.csv")}
    outcome.new_labels = [label for label in outcome.new_labels if label not in known]
    labels: list[dict[str, object]] = [
        {
            "label": label,
            "kind": "unmappable",
            "iso3": "",
            "reason": f"new in {source_id}, not reviewed yet",
        }
        for label in outcome.new_labels
    ]
    return {
        path: as_csv(figures, COLUMNS, header=True).encode(),
        "sources.csv": appended(folder / "sources.csv", [source]),
        "set_aside.csv": appended(folder / "set_aside.csv", set_aside),
        "origin_labels.csv": appended(folder / "origin_labels.csv", labels),
        "datapackage.json": described(folder, path, vintage),
    }


def described(folder: Path, path: str, vintage: str) -> bytes:
    """datapackage.json with the new file, described as the first UNODC file is."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    place, model = next(
        (i, r) for i, r in enumerate(package["resources"]) if r["name"] == "figures-unodc"
    )
    package["resources"].insert(
        place + 1,
        model
        | {
            "name": f"figures-unodc-{vintage}",
            "path": path,
            "description": f"UNODC: the edition of {vintage}.",
        },
    )
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()
