"""Where the data package and the database are, unless a command says otherwise."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    return Path(os.environ.get("TIP_LEDGER_DATA", PROJECT / "data"))


def database_file() -> Path:
    return Path(os.environ.get("TIP_LEDGER_DATABASE", PROJECT / ".ledger" / "tip_ledger.duckdb"))


def case_record_file() -> Path:
    """Case records that the user brought: apart from the ledger, and outside the project's folder."""
    home = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return Path(os.environ.get("TIP_LEDGER_CTDC", home / "tip-ledger" / "case_records.duckdb"))


def own_case_file() -> Path:
    """The organisation's own cases: apart from the ledger, outside the project's folder, never published."""
    home = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return Path(os.environ.get("TIP_LEDGER_CASES", home / "tip-ledger" / "own_cases.duckdb"))
