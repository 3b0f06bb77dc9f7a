"""`python -m etl.description`: what the database holds, written to data/SCHEMA.md and under Coverage in data/README.md."""

from pathlib import Path

import duckdb

from etl import coverage
from etl.locations import PROJECT, data_folder, database_file
from etl.package import read_package

PAGE = PROJECT / "data" / "SCHEMA.md"
HEAD = """# The ledger's tables

Written by `python -m etl.description` from the data package and the comments of the derived tables; not by hand.
"""


def described(database: Path, loaded: set[str]) -> str:
    """Every table and view with its columns in Markdown: those loaded from the data package, then the derived ones."""
    with duckdb.connect(str(database), read_only=True) as ledger:
        tables = ledger.execute("""
            select table_name, coalesce(comment, '') from duckdb_tables() where not internal
            union all
            select view_name, coalesce(comment, '') from duckdb_views() where not internal
            order by 1
        """).fetchall()
        columns = ledger.execute("""
            select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()
            where not internal order by table_name, column_index
        """).fetchall()
    parts = [HEAD]
    for title, of_package in (("From the data package", True), ("Derived", False)):
        parts.append(f"## {title}\n")
        for name, comment in tables:
            if (name in loaded) == of_package:
                rows = [
                    f"| `{column}` | {kind_of(kind)} | {cell(text)} |"
                    for table, column, kind, text in columns
                    if table == name
                ]
                head = ["| column | type | meaning |", "|---|---|---|"]
                parts.append("\n".join([f"### {name}", "", comment, "", *head, *rows, ""]))
    return "\n".join(parts)


def kind_of(data_type: str) -> str:
    """A type in a word; the codes of an enum."""
    if data_type.startswith("ENUM"):
        codes = data_type.removeprefix("ENUM(").removesuffix(")").replace("'", "`")
        return cell(codes)
    return data_type.lower()


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    loaded = {table.table for table in read_package(data_folder()).tables}
    PAGE.write_text(described(database_file(), loaded), encoding="utf-8")
    current = coverage.readme(coverage.README.read_text(encoding="utf-8"), database_file())
    coverage.README.write_text(current, encoding="utf-8")


if __name__ == "__main__":
    main()
