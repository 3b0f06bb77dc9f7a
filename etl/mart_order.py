"""The order of the marts, from what each reads: its statements are parsed, so that no list has to be kept."""

import logging
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

# It warns of CREATE TYPE, which it leaves unparsed: type_made reads that.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


class BadMarts(ValueError):
    """Marts that cannot be put in an order: a table that nothing makes, two makers of one, or a circle."""


@dataclass(frozen=True)
class Mart:
    """One file: its SQL; the tables, macros and types that it makes; the tables that it reads; the other names that it uses."""

    name: str
    sql: str
    makes: frozenset[str]
    reads: frozenset[str]
    uses: frozenset[str]


def in_order(folder: Path, tables: Collection[str]) -> list[Mart]:
    """The marts of a folder, each after those whose tables it reads or whose macros and types it uses.

    tables: what stands in the database before the first. Raises BadMarts.
    """
    marts = {path.stem: read(path) for path in sorted(folder.glob("*.sql"))}
    maker: dict[str, str] = {}
    for mart in marts.values():
        for made in mart.makes:
            if made in tables or made in maker:
                raise BadMarts(f"{mart.name}.sql makes {made}, which stands already.")
            maker[made] = mart.name
    for mart in marts.values():
        if unknown := mart.reads - maker.keys() - set(tables):
            raise BadMarts(
                f"{mart.name}.sql reads {', '.join(sorted(unknown))}: no table of the data package has this name "
                "and no mart makes it."
            )
    behind = {
        name: sorted({maker[used] for used in mart.reads | mart.uses if used in maker} - {name})
        for name, mart in marts.items()
    }
    try:
        return [marts[name] for name in TopologicalSorter(behind).static_order()]
    except CycleError as circle:
        names = " reads ".join(f"{name}.sql" for name in reversed(circle.args[1]))
        raise BadMarts(f"No mart of this circle can be first: {names}.") from None


def read(path: Path) -> Mart:
    """One mart, parsed. A name that the file gives to a part of a query (`with …`) is no table."""
    sql = path.read_text(encoding="utf-8")
    statements = [statement for statement in sqlglot.parse(sql, dialect="duckdb") if statement]
    created = [statement for statement in statements if isinstance(statement, exp.Create)]
    tables_made = (made.find(exp.Table) for made in created)
    makes = {table.name for table in tables_made if table} | set(types_made(statements))
    parts = {part.alias for made in created for part in made.find_all(exp.CTE)}
    # A macro that is read as a table stands in a Table without a name of its own.
    tables = {table.name for made in created for table in made.find_all(exp.Table)} - {""}
    calls = {call.name for made in created for call in made.find_all(exp.Anonymous)}
    types = {
        str(kind.args["kind"])
        for made in created
        for kind in made.find_all(exp.DataType)
        if kind.this == exp.DataType.Type.USERDEFINED
    }
    return Mart(
        path.stem,
        sql,
        frozenset(makes),
        frozenset(tables - parts - makes),
        frozenset(calls | types),
    )


def types_made(statements: list[exp.Expr]) -> Iterator[str]:
    for statement in statements:
        if isinstance(statement, exp.Command):
            if found := re.match(r"\s*type\s+(\w+)", str(statement.expression), re.IGNORECASE):
                yield found[1]
