"""Own cases out of their database: as CSV, Excel or JSON, with the list of codes, in either layout.

A record of the HTCDS layout is a person and names no court, so it is no row of the court-case layout; a court case is a
row of the HTCDS layout only if it has exactly one victim. What is left out is counted, with the reason.
"""

import csv
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from etl.importers.refusal import Refused
from etl.own_cases import htcds
from etl.own_cases.layout import FREE_TEXT, SHEETS, layout_tables
from etl.own_cases.store import private_files, refuse_inside_project
from etl.package import quoted, read_package
from etl.publish import replacement
from etl.words import message, number, told, told_of

# How many rows of each table are written.
COUNTED = {
    "court_cases": (message("{count} court case"), message("{count} court cases")),
    "case_steps": (message("{count} case step"), message("{count} case steps")),
    "records": (message("{count} record"), message("{count} records")),
    "cases_with_one_victim": (
        message("{count} case with one victim"),
        message("{count} cases with one victim"),
    ),
    "codes": (message("{count} code"), message("{count} codes")),
}
# What a spreadsheet may take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHEET_ROWS = 1_048_576

EXPLOITATION = {"forced_labour": "ForcedLabour", "sexual_exploitation": "SexualExploitation", "other": "Other"}  # fmt: skip
INDUSTRY = {
    "agriculture": "A_AgricultureForestryAndFishing",
    "fishing": "A_AgricultureForestryAndFishing",
    "factory": "C_Manufacturing",
    "construction": "F_Construction",
    "domestic_work": "T_ActivitiesOfHouseholdsAsEmployers",
}


@dataclass(frozen=True)
class Exported:
    """One table of an export; labels are a second line under the names of the columns."""

    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    labels: list[str] | None = None


def export(database: Path, data: Path, kind: str, layout: str, out: Path) -> str:
    """Write own cases to `out` (a folder for csv, else a file): kind csv, xlsx or json; layout own or htcds.

    Says what was written and what is left out. Raises Refused; nothing half-written is left.
    """
    refuse_inside_project(out)
    if not database.exists():
        raise Refused("{database} is not there.", "Import your cases first.", database=database)
    if out.exists():
        raise Refused(
            "{out} stands already.", "Give another name; nothing is overwritten.", out=out
        )
    with duckdb.connect() as work:
        work.execute(f"attach {quoted(str(database))} as own (read_only)")
        work.execute("use own")
        held = {
            name for (name,) in work.execute("select table_name from duckdb_tables()").fetchall()
        }
        made, remarks = LAYOUTS[layout](work, data, held)
    if not any(table.rows for table in made[:-1]):
        raise Refused("No own case can be written in this layout.", " ".join(remarks))
    with private_files():
        WRITERS[kind](made, out)
    counted = ", ".join(told_of(len(table.rows), *COUNTED[table.name]) for table in made)
    said = told("{out}, for you alone: {counted}.", out=out, counted=counted)
    return "\n".join([said, *remarks])


def own_layout(
    work: duckdb.DuckDBPyConnection, data: Path, held: set[str]
) -> tuple[list[Exported], list[str]]:
    """court_cases and case_steps as they were imported; free text, which was not, is empty."""
    described = layout_tables(read_package(data))
    made, codes = [], []
    for sheet, name in SHEETS.items():
        columns = described[name].columns
        cells = ", ".join(f'null as "{c}"' if c in FREE_TEXT[name] else f'"{c}"' for c in columns)
        rows = work.execute(f"select {cells} from {name} order by all").fetchall() if name in held else []  # fmt: skip
        made.append(Exported(sheet, columns, rows))
        for field in described[name].schema["fields"]:
            for code in field.get("constraints", {}).get("enum", []):
                codes.append((f"{sheet}.{field['name']}", code, code.replace("_", " ")))
    remarks = []
    if "person_record" in held:
        [(people,)] = work.execute("select count(*) from person_record").fetchall()
        remarks.append(
            told(
                "{records} HTCDS records are not in it: they are persons, not court cases. --layout htcds writes them.",
                records=number(people),
            )
        )
    return [*made, code_list(codes)], remarks


def htcds_layout(
    work: duckdb.DuckDBPyConnection, data: Path, held: set[str]
) -> tuple[list[Exported], list[str]]:
    """The records as imported, and apart from them the court cases of exactly one victim: a person may be in both."""
    made, remarks = [], []
    if "person_record" in held:
        found = work.execute("select * from person_record order by record")
        made.append(
            as_workbook("records", [d[0] for d in found.description or []], found.fetchall())
        )
    if "court_case" in held:
        [(cases, single)] = work.execute(
            f"select count(*), count(*) filter (where {ONE_VICTIM}) from court_case"
        ).fetchall()
        found = work.execute(
            f"""
            select row_number() over (order by case_id) as record, origin_iso3 as "prs_Citizenship",
                map_extract_value({sql_map(EXPLOITATION)}, form) as "vic_TypeOfExploitation",
                map_extract_value({sql_map(INDUSTRY)}, sector) as "vic_ForcedLabourIndustry"
            from court_case where {ONE_VICTIM} order by case_id
            """
        )
        if single:
            made.append(as_workbook("cases_with_one_victim", [d[0] for d in found.description or []], found.fetchall()))  # fmt: skip
        remarks.append(
            told(
                "{cases} court cases are not in it: the layout has one row a person, and they have several victims or an "
                "unknown number; steps have no place in it. --layout own writes them.",
                cases=number(cases - single),
            )
        )
    codes = [
        (field.name, code, label)
        for field in htcds.standard().fields.values()
        for code, label in field.labels.items()
    ]
    return [*made, code_list(codes)], remarks


ONE_VICTIM = "victims = 1 and victims_qualifier = 'exact'"


def sql_map(pairs: dict[str, str]) -> str:
    return "map {" + ", ".join(f"{quoted(k)}: {quoted(v)}" for k, v in pairs.items()) + "}"


def as_workbook(name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> Exported:
    """As the standard's own workbook: the number of the row first, without a name, and labels in the second line."""
    labels = ["", *(htcds.standard().labels.get(c, c.replace("_", " ").capitalize()) for c in columns[1:])]  # fmt: skip
    return Exported(name, ["", *columns[1:]], rows, labels)


def code_list(codes: list[tuple[str, str, str]]) -> Exported:
    return Exported("codes", ["field", "code", "label"], list(codes))


def lines(table: Exported) -> list[tuple[Any, ...]]:
    return [tuple(table.columns), *([tuple(table.labels)] if table.labels else []), *table.rows]


def write_csv(tables: list[Exported], out: Path) -> None:
    """A folder with one file a table. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
        folder = Path(beside) / out.name
        folder.mkdir()
        for table in tables:
            with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as text:
                csv.writer(text, lineterminator="\n").writerows(
                    [
                        f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
                        for cell in line
                    ]
                    for line in lines(table)
                )
        folder.rename(out)


def write_workbook(tables: list[Exported], out: Path) -> None:
    if long := [table.name for table in tables if len(lines(table)) > SHEET_ROWS]:
        raise Refused(
            "{tables}: more rows than an Excel sheet holds.",
            "Take --format csv.",
            tables=", ".join(long),
        )
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with replacement(out) as beside, xlsxwriter.Workbook(beside, as_text) as book:
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(2 if table.labels else 1, 1)
            for row, line in enumerate(lines(table)):
                for place, cell in enumerate(line):
                    if isinstance(cell, str):
                        sheet.write_string(row, place, cell)
                    elif cell is not None:
                        sheet.write_number(row, place, cell)


def write_json(tables: list[Exported], out: Path) -> None:
    named = {
        table.name: [dict(zip([c or "record" for c in table.columns], row, strict=True)) for row in table.rows]
        for table in tables
    }  # fmt: skip
    with replacement(out) as beside:
        beside.write_text(json.dumps(named, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


WRITERS: dict[str, Callable[[list[Exported], Path], None]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "json": write_json,
}
LAYOUTS = {"own": own_layout, "htcds": htcds_layout}
