"""The next TIP Report's placements: an empty table to fill in, and the filled one checked and added."""

import csv
from dataclasses import dataclass
from pathlib import Path

from etl.importers.additions import appended, as_csv, read_rows, write_all
from etl.importers.refusal import Refused, refuse_what_is_no_whole_csv
from etl.package import read_package

COLUMNS = ["iso3", "report_year", "tier", "basis", "source_id", "url", "note"]
LEAST_SHARE = 0.9  # of the last report's countries; no report has dropped more than a few
TIERS = ("1", "2", "2WL", "3", "SC")


@dataclass
class Outcome:
    report_year: int
    placements: int
    already: bool
    no_longer: list[str]
    newly: list[str]

    def __str__(self) -> str:
        if self.already:
            return f"The {self.placements} placements of {self.report_year} are in the data already; nothing is changed."
        lines = [f"{self.placements} placements of the {self.report_year} report added."]
        if self.no_longer:
            lines.append(
                f"Ranked in the report before, not in this one: {', '.join(self.no_longer)}."
            )
        if self.newly:
            lines.append(f"Not ranked in the report before: {', '.join(self.newly)}.")
        return "\n".join(lines)


def template(folder: Path) -> str:
    """CSV for the report after the last one in the data: its countries, the tier left empty for each."""
    read_package(folder)
    placed = read_rows(folder / "tiers.csv")
    last = max(int(row["report_year"]) for row in placed)
    names = {row["iso3"]: row["name"] for row in read_rows(folder / "countries.csv")}
    rows = [
        {
            "iso3": row["iso3"],
            "country": names[row["iso3"]],
            "report_year": last + 1,
            "basis": "direct",
            "source_id": f"tip_{last + 1}",
        }
        for row in placed
        if int(row["report_year"]) == last
    ]
    return as_csv(rows, ["iso3", "country", *COLUMNS[1:]], header=True)


def import_tiers(file: Path, folder: Path) -> Outcome:
    """Add a filled placement table to tiers.csv, and its source where it is the report itself (tip_<year>).

    Raises Refused with everything that is wrong with the file, or BadPackage; either way nothing is changed.
    """
    read_package(folder)
    rows = placements(file, {row["iso3"] for row in read_rows(folder / "countries.csv")})
    placed = read_rows(folder / "tiers.csv")
    year = int(rows[0]["report_year"])
    last = max(int(row["report_year"]) for row in placed)
    recorded = {row["iso3"]: row for row in placed if int(row["report_year"]) == year}
    if recorded == {row["iso3"]: row for row in rows}:
        return Outcome(year, len(rows), True, [], [])
    if year <= last:
        raise Refused(
            f"{file.name}: the {year} report is in the data already, or older than the last one ({last}).",
            "Earlier placements are never changed by an import. Correct tiers.csv by hand, with the source.",
        )
    before = {row["iso3"] for row in placed if int(row["report_year"]) == last}
    now = {row["iso3"] for row in rows}
    if len(before & now) < LEAST_SHARE * len(before):
        raise Refused(
            f"{file.name} holds {len(before & now)} of the {len(before)} countries of the {last} report: it looks cut off.",
            "A report drops a few countries at most. Give the whole table.",
        )
    sources = {row["source_id"] for row in read_rows(folder / "sources.csv")}
    unknown = sorted({row["source_id"] for row in rows} - sources - {f"tip_{year}"})
    if unknown:
        raise Refused(
            f"{file.name}: {', '.join(unknown)} is not in sources.csv.",
            "Add the source there first.",
        )
    files = {"tiers.csv": appended(folder / "tiers.csv", [dict(row) for row in rows])}
    if any(row["source_id"] == f"tip_{year}" for row in rows) and f"tip_{year}" not in sources:
        report: dict[str, object] = {
            "source_id": f"tip_{year}",
            "title": f"Trafficking in Persons Report {year}: tier placements",
            "publisher": "US Department of State",
            "edition": year,
            "reliability": "primary",
            "licence": "public domain (work of the US government)",
        }
        files = {"sources.csv": appended(folder / "sources.csv", [report])} | files
    write_all(folder, files)
    return Outcome(year, len(rows), False, sorted(before - now), sorted(now - before))


def placements(file: Path, countries: set[str]) -> list[dict[str, str]]:
    """The file's rows in the columns of tiers.csv; a column `country` is for the reader and left out."""
    refuse_what_is_no_whole_csv(file)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            table = csv.DictReader(text, restval="")
            rows = [{k: (v or "").strip() for k, v in row.items() if k} for row in table]
    except (UnicodeDecodeError, csv.Error):
        raise Refused(
            f"{file.name} is no CSV file in UTF-8.", "Give the template, saved as CSV in UTF-8."
        ) from None
    missing = [column for column in COLUMNS if column not in (table.fieldnames or [])]
    if missing or not rows:
        raise Refused(
            f"{file.name}: {'the columns ' + ', '.join(missing) + ' are missing' if missing else 'no rows'}.",
            "Start from python -m etl template tiers.",
        )
    years = {row["report_year"] for row in rows}
    wrong = (
        [f"{len(years)} report years ({', '.join(sorted(years))}); one is allowed"]
        if len(years) > 1
        else []
    )
    wrong += [
        f"row 2: report_year {year!r} is not a year" for year in years if not year.isdecimal()
    ]
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if row["iso3"] not in countries:
            wrong.append(f"row {number}: {row['iso3']!r} is not a country of countries.csv")
        if row["iso3"] in seen:
            wrong.append(f"row {number}: {row['iso3']} stands twice")
        seen.add(row["iso3"])
        if row["tier"] not in TIERS:
            said = f"{row['tier']!r} is not a tier" if row["tier"] else "no tier"
            wrong.append(
                f"row {number}: {row['iso3']} has {said}"
                if not row["tier"]
                else f"row {number}: {said}"
            )
        if row["basis"] not in ("direct", "derived"):
            wrong.append(f"row {number}: basis {row['basis']!r} is neither direct nor derived")
        if not row["source_id"]:
            wrong.append(f"row {number}: {row['iso3']} has no source_id")
    if wrong:
        more = f"\n    … and {len(wrong) - 20} more" if len(wrong) > 20 else ""
        raise Refused(
            f"{file.name} is not ready:\n    " + "\n    ".join(wrong[:20]) + more,
            f"Tiers are {', '.join(TIERS)}. Delete the rows of countries that the report does not rank.",
        )
    return [{column: row[column] for column in COLUMNS} for row in rows]
