"""The ledger as a Frictionless Data Package: a CSV file a table, all described in datapackage.json."""

import json
from pathlib import Path
from typing import Any

import duckdb

from etl.exports import contents
from etl.package import quoted

TYPES = {
    "DOUBLE": "number",
    "FLOAT": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "UBIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "LIST": "array",
}


def write(ledger: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the package into an empty folder."""
    (folder / "data").mkdir()
    resources = []
    for table in contents.tables(ledger):
        path = f"data/{table.name}.csv"
        target = quoted(str(folder / path))
        ledger.execute(f"copy ({table.plain}) to {target} (format csv, header)")
        resources.append(
            {
                "name": table.name.replace("_", "-"),
                "path": path,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "description": table.comment,
                "schema": schema(table),
            }
        )
    package = {
        "name": "tip-ledger",
        "title": "TIP Ledger",
        "description": f"Edition {contents.edition(ledger)}. The figures keep their publishers' terms, stated in "
        "the table source.",
        "profile": "tabular-data-package",
        "resources": resources,
    }
    described = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(described + "\n", encoding="utf-8")


def schema(table: contents.Table) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": [field(column) for column in table.columns]}
    if table.key:
        told["primaryKey"] = list(table.key)
    if table.references:
        told["foreignKeys"] = [
            {
                "fields": list(one.columns),
                "reference": {"resource": one.table.replace("_", "-"), "fields": list(one.named)},
            }
            for one in table.references
        ]
    return told


def field(column: contents.Column) -> dict[str, Any]:
    kind = TYPES.get(column.kind, "string")
    return {"name": column.name, "type": kind, "description": column.comment}
