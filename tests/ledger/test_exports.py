"""The ledger in other forms, read back and compared with the database."""

import json
import sqlite3
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter
from frictionless import Package
from openpyxl import load_workbook

from etl.command import main
from etl.exports import contents
from etl.exports.workbook import AS_TEXT, put

# Read back row by row in every form: a broad key, gaps, dates, lists, text with quotes and commas, and the build.
SAMPLE = ["case_timeline", "palermo_protocol", "case_stage", "tier_ranking", "measure", "build"]


@pytest.fixture(scope="module")
def written(built, tmp_path_factory):
    """Writes the ledger in a form, through the command, and gives the folder."""
    folder = tmp_path_factory.mktemp("exports")

    def write(form: str) -> Path:
        if not (folder / form).exists():
            command = ["export", "--format", form, "--out", str(folder / form)]
            assert main([*command, "--database", str(built[0])]) == 0
        return folder / form

    return write


@pytest.fixture(scope="module")
def database(built):
    with duckdb.connect(str(built[0]), read_only=True) as ledger:
        yield ledger


def table(database, name: str) -> contents.Table:
    return next(one for one in contents.tables(database) if one.name == name)


def held(database, name: str) -> list[tuple]:
    return database.execute(table(database, name).plain).fetchall()


def counted(database) -> dict[str, int]:
    return {
        one.name: database.execute(f"select count(*) from {one.name}").fetchone()[0]
        for one in contents.tables(database)
    }


def test_the_duckdb_file_is_the_ledger_itself(built, written):
    assert (written("duckdb") / "tip_ledger.duckdb").read_bytes() == built[0].read_bytes()


def test_sqlite_holds_every_row_with_its_keys(database, written):
    copy = sqlite3.connect(written("sqlite") / "tip_ledger.sqlite")
    for name, rows in counted(database).items():
        assert copy.execute(f"select count(*) from {name}").fetchone() == (rows,), name
    for name in SAMPLE:
        assert copy.execute(f"select * from {name}").fetchall() == held(database, name), name
    assert copy.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert copy.execute("pragma foreign_key_check").fetchall() == []
    [[sql]] = copy.execute("select sql from sqlite_master where name = 'tier_ranking'").fetchall()
    assert "Year on the cover of the report" in sql
    with pytest.raises(sqlite3.IntegrityError):
        copy.execute("insert into country (iso3, name) values ('KHM', 'Twice')")


def test_parquet_holds_every_row(database, written):
    folder = written("parquet") / "tip_ledger_parquet"
    for name, rows in counted(database).items():
        file = str(folder / f"{name}.parquet")
        assert duckdb.execute("select count(*) from read_parquet(?)", [file]).fetchone() == (rows,)
    for name in SAMPLE:
        query = table(database, name).plain.replace(
            f"from {name}", f"from '{folder / name}.parquet'"
        )
        assert duckdb.execute(query).fetchall() == held(database, name), name
    assert "Year on the cover of the report" in (folder / "SCHEMA.md").read_text("utf-8")


def test_the_data_package_is_valid_and_holds_every_row(database, written):
    folder = written("datapackage") / "tip_ledger_datapackage"
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for one in described["resources"]:
        name, path = one["name"].replace("-", "_"), str(folder / one["path"])
        rows = duckdb.execute("select count(*) from read_csv(?, all_varchar=true)", [path])
        assert rows.fetchone() == (counted(database)[name],), name
    small = [name.replace("_", "-") for name in [*SAMPLE, "country", "source", "case_step"]]
    described["resources"] = [
        # References between the tables are those of the ledger, which DuckDB holds.
        one | {"schema": {k: v for k, v in one["schema"].items() if k != "foreignKeys"}}
        for one in described["resources"]
        if one["name"] in small
    ]
    package = Package.from_descriptor(described, basepath=str(folder))
    assert package.validate().valid, package.validate().flatten(["message"])[:5]
    for name in SAMPLE:
        resource: Any = package.get_resource(name.replace("_", "-"))
        read = resource.read_rows()
        assert [[plain(cell) for cell in row.to_list()] for row in read] == [
            [None if cell == "" else cell for cell in row] for row in held(database, name)
        ], name


def plain(cell):
    """A cell as Frictionless reads it, as the exports write it."""
    match cell:
        case datetime():
            return cell.strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return cell.isoformat()
        case list():
            return json.dumps(cell, separators=(",", ":"), ensure_ascii=False)
        case Decimal():
            return float(cell)
    return cell


def test_the_workbook_holds_every_row_that_was_read(database, written):
    book = load_workbook(written("xlsx") / "tip_ledger.xlsx", read_only=True)
    keyed = {one.name for one in contents.tables(database) if one.key}
    assert set(book.sheetnames) == keyed | {"Contents"}
    for name in ("tier_ranking", "palermo_protocol", "measure", "source"):
        header, *rows = book[name].iter_rows(values_only=True)
        assert header == tuple(column.name for column in table(database, name).columns)
        # A spreadsheet does not tell an empty text from none.
        assert rows == [
            tuple(cell or None if cell == "" else cell for cell in row)
            for row in held(database, name)
        ]
    with zipfile.ZipFile(written("xlsx") / "tip_ledger.xlsx") as parts:
        sheet = f"xl/worksheets/sheet{book.sheetnames.index('figure') + 1}.xml"
        assert parts.read(sheet).count(b"<row ") == counted(database)["figure"] + 1


def test_text_never_becomes_a_formula(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx", AS_TEXT) as book:
        put(book.add_worksheet(), 0, ["=1+1", "@SUM(A1)", "https://example.org", 3.5, None])
    [row] = load_workbook(tmp_path / "book.xlsx").active.iter_rows()
    assert [cell.data_type for cell in row[:4]] == ["s", "s", "s", "n"]
    assert row[0].value == "=1+1" and row[2].hyperlink is None


def test_nothing_is_overwritten_and_nothing_half_written(built, tmp_path, capsys):
    command = ["export", "--format", "duckdb", "--out", str(tmp_path), "--database"]
    assert main([*command, str(tmp_path / "none.duckdb")]) == 1
    assert "is not there" in capsys.readouterr().err
    (tmp_path / "tip_ledger.duckdb").write_text("mine")
    assert main([*command, str(built[0])]) == 1
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
