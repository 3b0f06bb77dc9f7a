"""Where the data package and the databases are, unless a command or the environment says otherwise.

In the project's folder the data stand beside the code; an installed program carries them inside its packages, and keeps
what it makes in the user's own folder.
"""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
INSTALLED_DATA = PROJECT / "etl" / "data"
IS_INSTALLED = INSTALLED_DATA.is_dir()


def data_folder() -> Path:
    return _named("TIP_LEDGER_DATA", INSTALLED_DATA if IS_INSTALLED else PROJECT / "data")


def database_file() -> Path:
    folder = _home() if IS_INSTALLED else PROJECT / ".ledger"
    return _named("TIP_LEDGER_DATABASE", folder / "tip_ledger.duckdb")


def case_record_file() -> Path:
    """Case records that the user brought: apart from the ledger, and outside the project's folder."""
    return _named("TIP_LEDGER_CTDC", _home() / "case_records.duckdb")


def own_case_file() -> Path:
    """The organisation's own cases: apart from the ledger, outside the project's folder, never published."""
    return _named("TIP_LEDGER_CASES", _home() / "own_cases.duckdb")


def _named(variable: str, default: Path) -> Path:
    return Path(os.environ.get(variable) or default)


def _home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tip-ledger"
