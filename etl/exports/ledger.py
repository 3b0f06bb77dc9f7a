"""The published ledger, written out whole."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.description import described
from etl.exports import contents, data_package, parquet, sqlite, workbook
from etl.importers.refusal import Refused
from etl.ledger_file import require_ledger
from etl.publish import replacement
from etl.words import number, told


@dataclass(frozen=True)
class Form:
    """A form of the ledger: the name of its file or folder, and what writes it from an open ledger."""

    name: str
    write: Callable[[duckdb.DuckDBPyConnection, Path], None]
    is_folder: bool = False


FORMS = {
    "parquet": Form("tip_ledger_parquet", parquet.write, is_folder=True),
    "datapackage": Form("tip_ledger_datapackage", data_package.write, is_folder=True),
    "xlsx": Form("tip_ledger.xlsx", workbook.write),
    "sqlite": Form("tip_ledger.sqlite", sqlite.write),
}
DUCKDB = "tip_ledger.duckdb"


def export(database: Path, kind: str, out: Path) -> str:
    """Write the ledger into the folder `out` as duckdb or a form of FORMS; says what was written.

    Raises Refused; nothing half-written is left and nothing overwritten.
    """
    if not database.exists():
        raise Refused(
            "{database} is not there.",
            "Build the ledger first: `tip-ledger build`.",
            database=database,
        )
    require_ledger(database)
    target = out / (DUCKDB if kind == "duckdb" else FORMS[kind].name)
    if target.exists():
        raise Refused(
            "{out} stands already.", "Give another folder; nothing is overwritten.", out=target
        )
    out.mkdir(parents=True, exist_ok=True)
    if kind == "duckdb":
        with replacement(target) as beside:
            shutil.copyfile(database, beside)
    else:
        write(database, FORMS[kind], target)
    files = [path for path in target.rglob("*") if path.is_file()] if target.is_dir() else [target]
    size = sum(path.stat().st_size for path in files) / 1e6
    with duckdb.connect(str(database), read_only=True) as ledger:
        return told(
            "{file}: edition {version} ({content}), built {day}, {size} MB.",
            file=target,
            size=number(size, 1),
            **contents.edition_named(ledger),
        )


def write(database: Path, form: Form, target: Path) -> None:
    """Write a form to `target`, whole or not at all. A folder describes its tables in SCHEMA.md."""
    with duckdb.connect(str(database), read_only=True) as ledger:
        if not form.is_folder:
            with replacement(target) as beside:
                form.write(ledger, beside)
            return
        keyed = {table.name for table in contents.tables(ledger) if table.key}
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f".{target.name}-", ignore_cleanup_errors=True
        ) as beside:
            folder = Path(beside) / target.name
            folder.mkdir()
            form.write(ledger, folder)
            (folder / "SCHEMA.md").write_text(described(database, keyed), encoding="utf-8")
            folder.rename(target)


def zipped(folder: Path, file: Path) -> None:
    """A folder's files as one zip file, which does not compress again what is compressed."""
    with zipfile.ZipFile(file, "w") as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            kept = zipfile.ZIP_STORED if path.suffix == ".parquet" else zipfile.ZIP_DEFLATED
            packed.write(path, path.relative_to(folder), kept)
