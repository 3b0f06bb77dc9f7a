"""The file of a ledger, before anything is read from it."""

from pathlib import Path

import duckdb

from etl.importers.refusal import Refused
from etl.trouble import is_damage


def require_ledger(database: Path) -> None:
    """Raises Refused for what is damaged or no ledger, naming the command that makes it anew.

    Raises duckdb.Error where the machine does not let it be read (permissions, a lock, no such file).
    """
    try:
        with duckdb.connect(str(database), read_only=True) as ledger:
            ledger.execute("select content_hash from build").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        raise Refused(
            "{database} is a database, but no ledger of this program.",
            "Name a ledger with --database, or build one at a place of its own: `tip-ledger build`.",
            database=database,
        ) from None
    except duckdb.Error as error:
        if is_damage(error):
            raise Refused(
                "{database} is damaged, or no ledger of this program.",
                "Build it anew from the data: `tip-ledger build --database {database}`.",
                database=database,
            ) from None
        raise
