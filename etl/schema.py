"""The database's tables, written from the data package: one description of every column serves both."""

from typing import Any

from etl.package import Package, Table, csv_rows, quoted

TYPES = {"string": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "date": "DATE"}

# Columns that follow from others of their row, so that no file has to repeat them.
GENERATED = {
    "source": (
        "citation",
        """concat(publisher, ': ', title,
            if(edition is null or contains(title, edition), '', ', ' || edition || ' edition'),
            if(published is null, '', ', ' || published),
            if(via is null, '', '. Read in: ' || via), '.', if(url is null, '', ' ' || url))""",
        "The source as a reader cites it.",
    ),
}

# Tables that several files fill, each of which describes itself alone.
SHARED = {
    "figure": "Figures as they were read: every source, edition, unit and part, one row each.",
}


def create_tables(package: Package) -> list[str]:
    """CREATE TABLE and COMMENT statements: types, keys, enums, checks and comments."""
    owners = {table.name: table for table in package.tables}
    statements: list[str] = []
    for table in {t.table: t for t in in_order_of_reference(package.tables)}.values():
        key = ", ".join(f'"{column}"' for column in table.key)
        lines = [column_line(table, field) for field in table.schema["fields"]]
        comments = {field["name"]: field["description"] for field in table.schema["fields"]}
        if table.table in GENERATED:
            name, expression, comment = GENERATED[table.table]
            lines.append(f"{name} VARCHAR generated always as ({expression})")
            comments[name] = comment
        lines.append(f"primary key ({key})")
        for foreign in table.foreign_keys:
            target = owners[foreign["reference"]["resource"]]
            there = foreign["reference"]["fields"][0]
            lines.append(
                f'foreign key ("{foreign["fields"][0]}") references {target.table} ("{there}")'
            )
        statements.append(f"create table {table.table} (\n    " + ",\n    ".join(lines) + "\n)")
        about = SHARED.get(table.table, table.description)
        statements.append(f"comment on table {table.table} is {quoted(about)}")
        statements += [
            f'comment on column {table.table}."{column}" is {quoted(comment)}'
            for column, comment in comments.items()
        ]
    return statements


def column_line(table: Table, field: dict[str, Any]) -> str:
    limits = field.get("constraints", {})
    name = f'"{field["name"]}"'
    line = f"{name} {kind_of(table, field)}"
    if limits.get("required") or field["name"] in table.key:
        line += " not null"
    checks = [
        f"{name} {sign} {limits[k]}"
        for k, sign in (("minimum", ">="), ("maximum", "<="))
        if k in limits
    ]
    if "pattern" in limits:
        checks.append(f"regexp_full_match({name}, {quoted(limits['pattern'])})")
    if checks:
        line += f" check ({' and '.join(checks)})"
    return line


def kind_of(table: Table, field: dict[str, Any]) -> str:
    """The type of a column: that of its texts where they are listed."""
    limits = field.get("constraints", {})
    if "enum" not in limits:
        return TYPES[field["type"]]
    # A key column that may be empty holds the empty text, not NULL.
    empty = [""] if field["name"] in table.key and not limits.get("required") else []
    return f"enum ({', '.join(map(quoted, empty + limits['enum']))})"


def in_order_of_reference(tables: list[Table]) -> list[Table]:
    """Referenced tables before those that refer to them."""
    ordered: list[Table] = []

    def place(table: Table) -> None:
        for foreign in table.foreign_keys:
            place(next(t for t in tables if t.name == foreign["reference"]["resource"]))
        if table not in ordered:
            ordered.append(table)

    for table in tables:
        place(table)
    return ordered


def insert_rows(package: Package, table: Table) -> str:
    """INSERT of one CSV file; an empty cell is NULL, in a key column the empty text."""
    names = ", ".join(f'"{column}"' for column in table.columns)
    cells = ", ".join(
        f"coalesce(\"{column}\", '')"
        if column in table.key and field["type"] == "string"
        else f'"{column}"'
        for column, field in zip(table.columns, table.schema["fields"], strict=True)
    )
    return f"insert into {table.table} ({names}) select {cells} from {csv_rows(package, table)}"
