"""The order of the marts, from what each reads: its statements are parsed, so that no list has to be kept."""

from collections.abc import Collection
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp


class BadMarts(ValueError):
    """Marts that cannot be put in an order: a table that nothing makes, two makers of one, or a circle."""


@dataclass(frozen=True)
class Mart:
    """One file: its SQL, the tables and macros that it makes, the tables that it reads, the functions that it calls."""

    name: str
    sql: str
    makes: frozenset[str]
    reads: frozenset[str]
    calls: frozenset[str]


def in_order(folder: Path, tables: Collection[str]) -> list[Mart]:
    """The marts of a folder, each after those whose tables it reads or whose macros it calls.

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
        name: sorted({maker[used] for used in mart.reads | mart.calls if used in maker} - {name})
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
    created = [s for s in sqlglot.parse(sql, dialect="duckdb") if isinstance(s, exp.Create)]
    makes = frozenset(statement.find(exp.Table).name for statement in created)
    parts = {part.alias for statement in created for part in statement.find_all(exp.CTE)}
    tables = {table.name for statement in created for table in statement.find_all(exp.Table)}
    calls = {call.name for statement in created for call in statement.find_all(exp.Anonymous)}
    # A macro that is read as a table stands in a Table without a name of its own.
    return Mart(path.stem, sql, makes, frozenset(tables - parts - makes - {""}), frozenset(calls))
