"""A workbook for an organisation's own cases: drop-downs for the codes, and a filled example."""

from pathlib import Path
from typing import Any

import xlsxwriter

from etl.importers.additions import read_rows
from etl.importers.refusal import Refused
from etl.own_cases.layout import FREE_TEXT, SHEETS, layout_tables
from etl.package import Table, read_package
from etl.publish import replacement
from etl.words import listed, message, told

ROWS = 5000
EXAMPLE: dict[str, list[dict[str, Any]]] = {
    "court_case": [
        {"case_id": "2024-001", "iso3": "KHM", "title": message("Workers held in an online fraud compound"), "form": "forced_labour",
         "sector": "online_scam", "origin_iso3": "VNM;IDN", "official_involved": "unknown", "victims": 12,
         "victims_qualifier": "at_least", "note": message("Example, not a case")},
    ],
    "case_step": [
        {"case_id": "2024-001", "order": 1, "date": "2024-03", "step": "reported", "outcome": message("Reported to a hotline"),
         "source_id": "file-2024-001"},
        {"case_id": "2024-001", "order": 2, "date": "2024-06-17", "step": "charge", "court": message("Court of first instance"),
         "defendants": 3, "outcome": message("Charged with trafficking"), "source_id": "indictment-2024-117"},
    ],
}  # fmt: skip
READ_ME = [
    message(
        "Fill in the sheets court_cases and case_steps; the example_ sheets show how and are never imported."
    ),
    message(
        "No names of persons anywhere, also not within a case_id or a source_id: offices and roles only."
    ),
    message(
        "Dates as precisely as they are known: 2024, 2024-03 or 2024-03-17. The cells are text, so a month stays a month."
    ),
    message(
        "A hearing to come is a step with its date; it is listed as due and is no stage that the case has reached."
    ),
    message("Every step needs a source_id: the key under which you keep the document."),
    message("Columns marked 'stays here' are for your own use; free text is not imported."),
    message("Then: python -m etl import cases FILE"),
]


def write(out: Path, data: Path) -> str:
    """Write the workbook; a line that says what it holds. Raises Refused if the file stands already."""
    if out.exists():
        raise Refused(
            "{out} stands already.",
            "Give another name; a filled workbook is never overwritten.",
            out=out,
        )
    tables = layout_tables(read_package(data))
    with replacement(out) as beside, xlsxwriter.Workbook(beside) as book:
        countries = [row["iso3"] for row in read_rows(data / "countries.csv")]
        sheets = {name: book.add_worksheet(name) for name in SHEETS}
        examples = {name: book.add_worksheet(f"example_{name}") for name in SHEETS}
        about = book.add_worksheet("read_me")
        about.write_column(0, 0, map(told, READ_ME))
        codes = book.add_worksheet("codes")
        codes.write_column(0, 0, ["iso3", *countries])
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"bold": True, "num_format": "@"})
        for name, table in SHEETS.items():
            for sheet in (sheets[name], examples[name]):
                sheet.freeze_panes(1, 0)
                sheet.set_column(0, len(tables[table].columns) - 1, 18, text)
                sheet.write_row(0, 0, tables[table].columns, bold)
            add_rules(sheets[name], tables[table], len(countries))
            for row, example in enumerate(EXAMPLE[table], 1):
                cells = example | {c: told(example[c]) for c in FREE_TEXT[table] if c in example}
                examples[name].write_row(row, 0, [cells.get(c) for c in tables[table].columns])
    return told(
        "{out}: empty sheets {sheets} with drop-downs, a filled example, and the codes.",
        out=out,
        sheets=listed(SHEETS),
    )


def add_rules(sheet: "xlsxwriter.worksheet.Worksheet", table: Table, countries: int) -> None:
    for place, field in enumerate(table.schema["fields"]):
        limits = field.get("constraints", {})
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": field["name"],
            "input_message": told(field["description"]),
        }
        if field["name"] in FREE_TEXT[table.table]:
            rule["input_message"] += " " + told("Stays here; free text is not imported.")
        elif "enum" in limits:
            rule |= {"validate": "list", "source": limits["enum"]}
        elif field["name"] == "iso3":
            rule |= {"validate": "list", "source": f"=codes!$A$2:$A${countries + 1}"}
        elif field["type"] != "string":
            kind = "integer" if field["type"] == "integer" else "decimal"
            rule |= {"validate": kind, "criteria": ">=", "value": limits.get("minimum", 0)}
        sheet.data_validation(1, place, ROWS, place, rule)
