"""The next TIP Report's placements: an empty table to fill in, and the filled one checked and added."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.importers.additions import appended, as_csv, read_rows, write_all
from etl.importers.refusal import Refused, at_cell, refuse_all
from etl.importers.sheets import Sheet, read_sheets
from etl.one_writer import sole_writer
from etl.own_cases import places
from etl.package import read_package
from etl.words import message, told

COLUMNS = ["iso3", "report_year", "tier", "basis", "source_id", "url", "note"]
LEAST_SHARE = 0.9  # of the last report's countries; no report has dropped more than a few
# Of the countries ranked twice; more than that is a mistake of the table, or needs a look.
MOST_MOVED = 1 / 3
START_FROM = message("Start from `tip-ledger template tiers`.")
IS_EMPTY = message("it is empty.")
TIERS = ("1", "2", "2WL", "3", "SC")


@dataclass
class ReportAdded:
    report_year: int
    placements: int
    already: bool
    no_longer: list[str]
    newly: list[str]
    moved: int = 0
    ranked_twice: int = 0

    def __str__(self) -> str:
        if self.already:
            return told(
                "The {placements} placements of {year} are in the data already; nothing is changed.",
                placements=self.placements,
                year=self.report_year,
            )
        lines = [
            told(
                "{placements} placements of the {year} report added.",
                placements=self.placements,
                year=self.report_year,
            ),
            told(
                "{moved} of the {ranked} countries ranked in the report before move to another tier.",
                moved=self.moved,
                ranked=self.ranked_twice,
            ),
        ]
        for said, countries in (
            (message("Ranked in the report before, not in this one: {countries}."), self.no_longer),
            (message("Not ranked in the report before: {countries}."), self.newly),
        ):
            if countries:
                lines.append(told(said, countries=", ".join(countries)))
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


def import_tiers(file: Path, folder: Path, confirm: Callable[[str], bool]) -> ReportAdded:
    """Add a filled placement table to tiers.csv, and its source where it is the report itself (tip_<year>).

    `confirm` is asked where a year is left out or more than a third of the countries move. Raises Refused with everything
    that is wrong with the file, or BadPackage; either way nothing is changed.
    """
    read_package(folder)
    with sole_writer(folder):
        return added(file, folder, confirm)


def added(file: Path, folder: Path, confirm: Callable[[str], bool]) -> ReportAdded:
    rows = placements(file, places.names(folder))
    placed = read_rows(folder / "tiers.csv")
    year = int(rows[0]["report_year"])
    last = max(int(row["report_year"]) for row in placed)
    recorded = {row["iso3"]: row for row in placed if int(row["report_year"]) == year}
    if recorded == {row["iso3"]: row for row in rows}:
        return ReportAdded(year, len(rows), True, [], [])
    if year <= last:
        raise Refused(
            "{file}: the {year} report is in the data already, or older than the last one ({last}).",
            "Earlier placements are never changed by an import. Correct tiers.csv by hand, with the source.",
            file=file.name,
            year=year,
            last=last,
        )
    before = {row["iso3"]: row["tier"] for row in placed if int(row["report_year"]) == last}
    now = {row["iso3"]: row["tier"] for row in rows}
    both = before.keys() & now.keys()
    if len(both) < LEAST_SHARE * len(before):
        raise Refused(
            "{file} holds {held} of the {countries} countries of the {last} report: it looks cut off.",
            "A report drops a few countries at most. Give the whole table.",
            file=file.name,
            held=len(both),
            countries=len(before),
            last=last,
        )
    sources = {row["source_id"] for row in read_rows(folder / "sources.csv")}
    unknown = sorted({row["source_id"] for row in rows} - sources - {f"tip_{year}"})
    if unknown:
        raise Refused(
            "{file}: {sources} is not in sources.csv.",
            "Add the source there first.",
            file=file.name,
            sources=", ".join(unknown),
        )
    moved = sum(before[iso3] != now[iso3] for iso3 in both)
    question = startling(year, last, moved, len(both))
    if question and not confirm(question):
        raise Refused(
            "{place}: {problem}",
            "Check the table; if it is right, import it with --yes.",
            place=file.name,
            problem=question,
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
    no_longer, newly = before.keys() - now.keys(), now.keys() - before.keys()
    return ReportAdded(year, len(rows), False, sorted(no_longer), sorted(newly), moved, len(both))


def placements(file: Path, countries: Mapping[str, str]) -> list[dict[str, str]]:
    """The file's rows in the columns of tiers.csv; a column `country` is for the reader and left out.

    countries: plain name → code, as of places.names.
    """
    sheet = filled_table(file)
    rows = dict(sheet.records())
    if not rows:
        raise Refused("{place}: no rows.", START_FROM, place=sheet.place)
    year = next(iter(rows.values()))["report_year"]
    first = {row["iso3"]: number for number, row in reversed(rows.items())}
    refuse_all(
        [
            at_cell(sheet.place, number, column, said, mend)
            for number, row in rows.items()
            for column, said, mend in (
                *wrong_cells(row, year, countries),
                *standing_twice(row, number, first[row["iso3"]]),
            )
        ]
    )
    return [{column: row[column] for column in COLUMNS} for row in rows.values()]


def filled_table(file: Path) -> Sheet:
    sheet = read_sheets(file)[0]
    if missing := [column for column in COLUMNS if column not in sheet.columns]:
        raise Refused(
            "{place}: the columns {columns} are missing.",
            START_FROM,
            place=sheet.place,
            columns=", ".join(missing),
        )
    return sheet


def wrong_cells(
    row: dict[str, str], year: str, countries: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong within one row: column, what, and the mend. year: the report year of the first row."""
    iso3, named = row["iso3"], row.get("country", "")
    if iso3 not in countries.values():
        yield "iso3", told('"{iso3}" is not a code of countries.csv.', iso3=iso3), places.meant(named or iso3, countries)  # fmt: skip
    elif countries.get(places.place_key(named), iso3) != iso3:
        yield "country", told('"{name}" is not the country of {iso3}.', name=named, iso3=iso3), told("Correct the one that is wrong: a column may have been sorted alone.")  # fmt: skip
    if not re.fullmatch("20[0-9]{2}", row["report_year"]):
        yield "report_year", told('"{year}" is not a year.', year=row["report_year"]), told("Write the year on the report's cover.")  # fmt: skip
    elif row["report_year"] != year:
        yield "report_year", told("it is {year}, in the first row {first}.", year=row["report_year"], first=year), told("Give one report at a time.")  # fmt: skip
    if not row["tier"]:
        yield "tier", told(IS_EMPTY), told("Write the tier, or delete the row if the report does not rank the country.")  # fmt: skip
    elif row["tier"] not in TIERS:
        yield (
            "tier",
            told('"{tier}" is not a tier.', tier=row["tier"]),
            told("Tiers are {tiers}.", tiers=", ".join(TIERS)),
        )
    if row["basis"] not in ("direct", "derived"):
        yield "basis", told('"{basis}" is neither direct nor derived.', basis=row["basis"]), told("Write direct for a placement that you read in the report.")  # fmt: skip
    if not row["source_id"]:
        yield (
            "source_id",
            told(IS_EMPTY),
            told("Write tip_{year} for the report itself.", year=year),
        )


def standing_twice(row: dict[str, str], number: int, first: int) -> Iterator[tuple[str, str, str]]:
    """The same of a country that has a row already."""
    if number != first:
        yield (
            "iso3",
            told("{iso3} stands already in row {first}.", iso3=row["iso3"], first=first),
            told("Keep one of the two rows."),
        )


def startling(year: int, last: int, moved: int, ranked: int) -> str:
    """What about the table no report has had so far, if anything: a year left out, or a third of the countries moved."""
    said = []
    if year > last + 1:
        said.append(
            told(
                "The last report in the data is that of {last}; {year} leaves a year out.",
                last=last,
                year=year,
            )
        )
    if moved > MOST_MOVED * ranked:
        said.append(
            told(
                "{moved} of the {ranked} countries ranked in both reports move to another tier.",
                moved=moved,
                ranked=ranked,
            )
        )
    return " ".join(said)
