"""The database as the queries see it."""

from pathlib import Path

import duckdb
import pandas as pd


class Ledger:
    """A read-only ledger; safe to use from several threads.

    The file is attached rather than opened, so that a database published over it can be read
    beside it: DuckDB would hand out the old one again for the same path.
    """

    def __init__(self, file: Path):
        self._connection = duckdb.connect()
        path = str(file).replace("'", "''")
        self._connection.execute(f"attach '{path}' as ledger (read_only)")

    def table(self, sql: str, **parameters: object) -> pd.DataFrame:
        """The rows of a query; enums as plain text. Raises duckdb.Error for bad SQL."""
        cursor = self._connection.cursor()
        cursor.execute("use ledger")
        frame = cursor.execute(sql, parameters).df()
        enums = frame.select_dtypes("category").columns
        return frame.astype(dict.fromkeys(enums, "str")) if len(enums) else frame

    def value(self, sql: str, **parameters: object) -> object:
        """The first cell of a query's only row."""
        return self.table(sql, **parameters).iat[0, 0]
