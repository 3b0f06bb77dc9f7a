"""One statement of a stranger, in a process of its own that can read the ledger and nothing else.

Run as a file by `analyst.py`: the ledger's path is the argument. Writes READY, reads the statement from standard input,
writes the rows as an Arrow stream and ends with 0, or writes why not as JSON and ends with REFUSED. DuckDB's own locks
close files, network, extensions and settings; the process's limits bound what DuckDB does not count as its memory.
"""

import json
import os
import re
import sys
from difflib import get_close_matches
from typing import Any

import duckdb
import pyarrow as pa

READY = b"\n"
REFUSED = 3
MOST_ROWS = 10_000
MOST_BYTES = 32 * 2**20  # of an answer
MEMORY = 256  # MiB
# What Python, DuckDB and Arrow take before the first statement [MiB].
AT_REST = 256

LOCKS = (
    f"set memory_limit = '{MEMORY}MiB'",
    "set threads = 1",
    "set temp_directory = ''",
    "set max_temp_directory_size = '0KiB'",
    "set allow_persistent_secrets = false",
    "set allow_community_extensions = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set errors_as_json = true",
    "set enable_external_access = false",
    "set disabled_filesystems = 'LocalFileSystem'",
    "set lock_configuration = true",
)
# Table functions that make rows of their arguments alone, beside those of the ledger.
ROWS_OF = {"range", "generate_series", "unnest", "json_each", "json_tree"}
# What a word that cannot be read was most likely meant for.
WORDS = (
    "select",
    "from",
    "where",
    "group",
    "order",
    "having",
    "limit",
    "join",
    "distinct",
    "union",
)
CLOCKS = {"now", "today", "current_date", "get_current_time", "get_current_timestamp"}


class Refused(Exception):
    """Why a statement has no answer: a code, and what is to be said of it."""

    def __init__(self, code: str, **told: Any):
        self.told = {"code": code, **told}
        super().__init__(code)


def opened(file: str) -> duckdb.DuckDBPyConnection:
    """A locked connection that holds the ledger and nothing else. First attach, then lock: a lock shuts out the file."""
    connection = duckdb.connect(config={"python_enable_replacements": False})
    path = file.replace("'", "''")
    connection.execute(f"attach '{path}' as ledger (read_only)")
    connection.execute("use ledger")
    for lock in LOCKS:
        connection.execute(lock)
    return connection


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """The rows, at most MOST_ROWS and one: the one more tells that there are more. Raises Refused, duckdb.Error."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise Refused("statements", count=len(statements))
    if (kind := kind_of(statements[0])) != "SELECT":
        raise Refused("kind", kind=kind)
    stay_within(connection, sql)
    connection.execute(statements[0])
    found: pa.RecordBatchReader = connection.to_arrow_reader(MOST_ROWS + 1)
    batches, rows, size = [], 0, 0
    for batch in found:
        batches.append(batch)
        rows += len(batch)
        size += batch.nbytes
        if size > MOST_BYTES:
            raise Refused("bytes", most=MOST_BYTES)
        if rows > MOST_ROWS:
            break
    return pa.Table.from_batches(batches, found.schema)[: MOST_ROWS + 1]


def kind_of(statement: duckdb.Statement) -> str:
    """SELECT, or what else it is; OTHER where DuckDB's Python has no name for it."""
    try:
        return statement.type.name
    except ValueError:
        return "OTHER"


def stay_within(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse what asks about the server instead of the ledger, by the tree that DuckDB's own parser makes."""
    serialized = connection.execute(
        "select json_serialize_sql($1, skip_null := true, skip_empty := true)", [sql]
    ).fetchall()[0][0]
    tree = json.loads(serialized)
    if tree["error"]:
        raise Refused("kind", kind="OTHER")
    tables, scalars = closed(connection)
    for node in nodes(tree["statements"]):
        kind, name = node.get("type"), name_of(node)
        asks_elsewhere = (
            (kind == "TABLE_FUNCTION" and name_of(node["function"]) not in tables["functions"])
            or (kind == "BASE_TABLE" and name in tables["own"])
            or (
                kind == "SHOW_REF"
                and node.get("show_type") == "SHOW_SPECIAL"
                and "tables" not in name
            )
            or (node.get("class") == "FUNCTION" and name in scalars)
        )
        if asks_elsewhere:
            name = name_of(node["function"]) if kind == "TABLE_FUNCTION" else name
            raise Refused("elsewhere", name=name, position=node.get("query_location"))


def name_of(node: dict[str, Any]) -> str:
    return str(node.get("function_name") or node.get("table_name") or "").lower()


def nodes(tree: Any) -> Any:
    """Every object in a tree of JSON."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def closed(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, set[str]], set[str]]:
    """Which table functions are open, which tables are DuckDB's own, and which functions rest on more than their
    arguments (settings, sessions, chance, waiting), so that the same question would not have the same answer."""

    def names(sql: str) -> set[str]:
        return {name.lower() for (name,) in connection.execute(sql).fetchall()}

    of_ledger = names("""
        select function_name from duckdb_functions()
        where database_name = 'ledger' and function_type = 'table_macro'
    """)
    own = names("""
        select view_name from duckdb_views()
        where internal and schema_name <> 'information_schema' and view_name not in ('duckdb_tables', 'duckdb_columns')
    """)
    unsteady = names("""
        select function_name from duckdb_functions()
        where database_name <> 'ledger'
          and (stability <> 'CONSISTENT' or function_type = 'macro' and schema_name = 'pg_catalog')
    """) | {"current_query", "current_schemas"}
    opens = ROWS_OF | of_ledger | {"duckdb_tables", "duckdb_columns"}
    return {"functions": opens, "own": own}, unsteady - CLOCKS


def error_facts(connection: duckdb.DuckDBPyConnection, error: duckdb.Error) -> dict[str, Any]:
    """What DuckDB says of a statement: code, message, line and column from 1, the name it did not find, names like it."""
    try:
        said = json.loads(str(error)[str(error).index("{") :])
    except ValueError:
        said = {"exception_type": type(error).__name__, "exception_message": str(error)}
    kind, message = said["exception_type"], said["exception_message"]
    if kind == "Out of Memory" or isinstance(error, duckdb.OutOfMemoryException):
        return {"code": "memory", "most": MEMORY}
    if kind == "Permission":
        return {"code": "locked"}
    subtype = said.get("error_subtype", "")
    code = {
        "SYNTAX_ERROR": "syntax",
        "COLUMN_NOT_FOUND": "column",
        "MISSING_ENTRY": {"Table": "table"}.get(said.get("type", ""), "function"),
    }.get(subtype, "database")
    name, candidates = said.get("name", ""), said.get("candidates", "").split(",")
    if code == "syntax":
        near = re.search(r'near "(\w+)"', message)
        candidates = get_close_matches(near[1].lower(), WORDS, 1, 0.7) if near else []
    elif code == "database":
        code, name, candidates = not_found(connection, message)
    return {
        "code": code,
        # Nobody can follow the advice to set something.
        "message": message.split("\n")[0].partition(' Use "SET ')[0],
        "name": name,
        "candidates": [one for one in candidates if one not in ("", name)],
        "position": int(said["position"]) if "position" in said else None,
    }


def not_found(connection: duckdb.DuckDBPyConnection, message: str) -> tuple[str, str, list[str]]:
    """Code, name and names like it, where DuckDB says in words alone what it did not find."""
    if table := re.search(r'Referenced table "(.+?)" not found', message):
        return "table", table[1], re.findall(r'"(.+?)"', message[table.end() :])
    column = re.search(
        r'does not have a column named "(.+?)"|Column "(.+?)" does not exist', message
    )
    if not column:
        return "database", "", []
    name = column[1] or column[2]
    if given := re.findall(r'"(.+?)"', message[column.end() :]):
        return "column", name, given
    held = connection.execute("select distinct column_name from duckdb_columns").fetchall()
    return "column", name, get_close_matches(name, [one for (one,) in held])


def place(sql: str, position: int | None) -> dict[str, int]:
    """Line and column, from 1, of a position in bytes."""
    if position is None:
        return {}
    before = sql.encode()[:position].decode(errors="ignore").split("\n")
    return {"line": len(before), "column": len(before[-1]) + 1}


def limit_process() -> None:
    """No file can be written, memory ends where it should, and the pages go first."""
    if sys.platform == "win32":
        return
    import resource

    # Enough for the pages to go first; at the most a busy machine would starve a question that takes no time.
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, ((AT_REST + MEMORY) * 2**20,) * 2)


def main() -> int:
    limit_process()
    connection = opened(sys.argv[1])
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    sql = sys.stdin.buffer.read().decode()
    try:
        found = answer(connection, sql)
        with pa.ipc.new_stream(sys.stdout.buffer, found.schema) as out:
            out.write_table(found)
        return 0
    except Refused as refused:
        why = refused.told
    except duckdb.Error as error:
        why = error_facts(connection, error)
    except (MemoryError, pa.ArrowMemoryError):
        why = {"code": "memory", "most": MEMORY}
    print(json.dumps(why | place(sql, why.pop("position", None))))
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
