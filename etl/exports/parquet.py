"""The ledger as Parquet files, one a table."""

from pathlib import Path

import duckdb

from etl.exports import contents
from etl.package import quoted


def write(ledger: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the files into an empty folder. Enums stand as text, since readers differ in what they make of them."""
    for table in contents.tables(ledger):
        columns = ", ".join(
            column.plain if column.kind == "ENUM" else f'"{column.name}"'
            for column in table.columns
        )
        target = quoted(str(folder / f"{table.name}.parquet"))
        ledger.execute(
            f"copy (select {columns} from {table.name}) to {target} (format parquet, compression zstd)"
        )
