"""What strangers may try in SQL: it is refused or cut off, the process lives, and the next question has its answer."""

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from dashboard.queries import analyst, analyst_process
from dashboard.queries.analyst import Unanswered, ask
from dashboard.queries.database import Database
from etl.locations import PROJECT

SECRET = "not for strangers"

# {file}: a file that exists beside the ledger; {new}: one that does not; {ledger}: the ledger itself.
READS_FILES = [
    "from read_csv('{file}')",
    "from read_csv_auto('{file}')",
    "from read_text('{file}')",
    "from read_blob('{file}')",
    "from read_json('{file}')",
    "from read_json_auto('{file}')",
    "from read_json_objects('{file}')",
    "from read_ndjson('{file}')",
    "from read_ndjson_objects('{file}')",
    "from read_parquet('{file}')",
    "from parquet_scan('{file}')",
    "from parquet_schema('{file}')",
    "from parquet_metadata('{file}')",
    "from parquet_file_metadata('{file}')",
    "from parquet_kv_metadata('{file}')",
    "from read_duckdb('{ledger}')",
    "from sniff_csv('{file}')",
    "from glob('/*')",
    "from '{file}'",
    'from "{file}"',
    "from '{ledger}'",
    "select * from figure where area in (select content from read_text('{file}'))",
    "select (select content from read_text('{file}'))",
    "with t as materialized (from read_text('{file}')) from t",
    "select * from figure, lateral (select * from read_text('{file}'))",
    "select 1 union all select content from read_text('{file}')",
    "select 1 order by (select content from read_text('{file}'))",
    "pivot read_text('{file}') on size in (1) using count(*)",
    "summarize (from read_text('{file}'))",
    "describe (from read_text('{file}'))",
    "/* select */ from read_text('{file}') -- figure",
    "FrOm\tReAd_TeXt/**/('{file}')",
    "from \"read_text\"('{file}')",
    "from system.main.read_text('{file}')",
    "from read_text(chr(47) || 'etc/passwd')",
    "from read_text(U&'\\002Fetc\\002Fpasswd')",
    "from read_text(['{file}', '{file}'])",
    "from read_csv('https://example.org/x.csv')",
    "from read_parquet('s3://bucket/key')",
    "from read_text('/proc/self/environ')",
    "from read_text('/dev/stdin')",
]
WRITES = [
    "copy figure to '{new}'",
    "copy (select 1) to '{new}' (format parquet)",
    "copy (select 1) to '/dev/stdout'",
    "copy figure from '{file}'",
    "copy from database ledger to memory",
    "export database '{new}'",
    "import database '{new}'",
    "attach '{new}' as other",
    "attach '{ledger}' as other",
    "attach ':memory:' as other",
    "detach ledger",
    "use memory",
    "checkpoint",
    "force checkpoint ledger",
    "vacuum",
    "analyze",
    "create table memory.main.t as select 1",
    "create temp table t as select 1",
    "create view v as select 1",
    "create macro f() as 1",
    "create type t as enum ('a')",
    "create secret s (type s3, key_id 'a', secret 'b')",
    "drop table figure",
    "delete from figure",
    "update figure set value = 0",
    "insert into figure select * from figure",
    "merge into figure using figure as f on false when matched then delete",
    "alter table figure add column x integer",
    "truncate figure",
    "comment on table figure is 'x'",
    "with gone as (delete from figure returning *) from gone",
    "begin transaction",
    "commit",
    "install httpfs",
    "load httpfs",
    "load '{file}'",
    "update extensions",
]
CHANGES_OR_TELLS_OF_THE_SERVER = [
    "set threads = 8",
    "set memory_limit = '100GB'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set variable x = 1",
    "set schema = 'memory.main'",
    "reset memory_limit",
    "pragma database_list",
    "pragma version",
    "pragma enable_profiling",
    "call pragma_version()",
    "call enable_logging()",
    "show databases",
    "from duckdb_settings()",
    "from duckdb_settings",
    "from duckdb_databases()",
    "from duckdb_databases",
    "from system.main.duckdb_databases",
    "select * from (select path from duckdb_databases())",
    "from pg_catalog.pg_database",
    "from pg_settings",
    "from duckdb_secrets()",
    "from which_secret('x', 's3')",
    "from duckdb_extensions()",
    "from duckdb_variables()",
    "from duckdb_logs()",
    "from duckdb_temporary_files()",
    "from duckdb_prepared_statements()",
    "from duckdb_external_file_cache()",
    "from pragma_database_size()",
    "from pragma_storage_info('figure')",
    "from pragma_user_agent()",
    "from duckdb_memory()",
    "from truncate_duckdb_logs()",
    "from force_checkpoint('ledger')",
    "from disable_logging()",
    "from query('select * from duckdb_settings()')",
    "from query_table('duckdb_settings')",
    "from json_execute_serialized_sql(json_serialize_sql('from duckdb_settings()'))",
    "select current_setting('allowed_paths')",
    "select list_transform([1], lambda x: current_setting('threads'))",
    "select 'threads'.current_setting()",
    "select getvariable('x')",
    "select getenv('HOME')",
    "select write_log('x')",
    "select current_query()",
    "select nextval('s')",
    "select random()",
    "select sleep_ms(60000)",
    "select pg_sleep(60)",
    "from python_map_function((select 1))",
    "from pandas_scan()",
    "from arrow_scan(1, 2, 3)",
    "from test_all_types()",
    "from object_in_scope",
]
MANY_OR_OTHER_STATEMENTS = [
    "select 1; select 2",
    "select 1;;select 2",
    "select 1; drop table figure",
    "select 1 /* ; */ ; -- \n set threads = 8",
    "prepare p as select 1",
    "execute p",
    "deallocate p",
    "explain select 1",
    "explain analyze select count(*) from figure",
    "pivot figure on year using count(*)",
    "",
    " \n\t",
    ";",
    "-- nothing",
    "/* nothing",
    "select $1",
    "select '",
    "select \0 1",
    "select \ud800",
    "ｓｅｌｅｃｔ 1",
    "sele\u200bct 1",
    "; drop table figure; --",
    "select " + "(" * 5000 + "1" + ")" * 5000,
    "select " + "1+" * 9000 + "1",
    "select " + "x" * 30_000,
]
EXHAUSTS = [
    "with recursive r as (select 1 as n union all select n + 1 from r) select count(*) from r",
    "with recursive r as (select 1 as n union all select n + 1 from r) from r",
    "with recursive r as (select 'x' as n union all select n || n from r) select max(len(n)) from r",
    "select count(*) from figure a, figure b, figure c where a.value + b.value > c.value",
    "select count(*) from range(100000) a, range(100000) b, range(100000) c",
    "select sum(range) from range(1000000000000)",
    "select range(100000000)",
    "select list_sum(range(1000000000))",
    "select repeat('x', 2000000000)",
    "select lpad('x', 2000000000, 'y')",
    "select len(repeat(repeat('x', 1000000), 2000))",
    "select printf('%2000000000d', 1)",
    "select format('{:>2000000000}', 'x')",
    "select repeat('x', 30000) from range(10000)",
    "select string_agg(range::varchar) from range(1000000000)",
    "select list(range) from range(1000000000)",
    "select range from range(1000000000) order by hash(range)",
    "select distinct hash(range) from range(1000000000)",
    "select row_number() over (order by hash(range)) from range(100000000)",
    "select list_sort(list_transform(range(30000000), lambda x: hash(x)))",
    "select list_reduce(range(50000000), lambda x, y: x + y)",
    "select map_from_entries(list_zip(range(50000000), range(50000000)))",
    "select to_json(range(50000000))",
    "select string_split(repeat('a,', 500000000), ',')",
    "select levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "select array_agg(repeat('x', 1000000)) from range(100000)",
    "select unnest(generate_series(1, 100000000)) order by 1 desc",
    "select a.note from figure a, figure b where a.note like '%' || b.note || '%' order by 1",
]


@pytest.fixture
def fill(ledger: Database, tmp_path: Path):
    """A statement with its paths; afterwards no file was made, none changed."""
    file = tmp_path / "secret.csv"
    file.write_text(SECRET)
    yield (
        lambda sql: (
            sql.replace("{file}", str(file))
            .replace("{new}", str(tmp_path / "new"))
            .replace("{ledger}", str(ledger.file))
        )
    )
    assert [one.name for one in tmp_path.iterdir()] == ["secret.csv"]
    assert file.read_text() == SECRET


def next_question_is_right(ledger: Database) -> bool:
    found = ask(ledger, "select count(*) as n from country").table
    return found.to_pylist() == [{"n": ledger.value("select count(*) from country")}]


@pytest.mark.parametrize(
    "sql", READS_FILES + WRITES + CHANGES_OR_TELLS_OF_THE_SERVER + MANY_OR_OTHER_STATEMENTS
)
def test_hostile_statement_is_refused(ledger, fill, sql):
    object_in_scope = ledger.table("select 1")  # noqa: F841  what a statement may look for in Python
    with pytest.raises(Unanswered) as refused:
        ask(ledger, fill(sql))
    assert refused.value.code not in ("time", "memory", "ended")
    assert SECRET not in str(refused.value.told)


@pytest.mark.parametrize("sql", EXHAUSTS)
def test_exhausting_statement_is_cut_off(ledger, monkeypatch, sql):
    monkeypatch.setattr(analyst, "SECONDS", 1)
    with pytest.raises(Unanswered) as cut:
        ask(ledger, sql)
    assert cut.value.code in ("time", "memory", "bytes", "ended")


def test_after_all_of_it_the_next_question_is_right(ledger, fill, monkeypatch):
    monkeypatch.setattr(analyst, "SECONDS", 1)
    for sql in (READS_FILES[2], WRITES[0], EXHAUSTS[0], EXHAUSTS[8], "select 1; select 2"):
        with pytest.raises(Unanswered):
            ask(ledger, fill(sql))
        assert next_question_is_right(ledger)


MEASURED = """
import resource, sys
from pathlib import Path
from dashboard.queries import analyst
from dashboard.queries.database import Database

analyst.SECONDS = 1
ledger = Database(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for sql in ("select repeat('x', 2000000000)", "select repeat('x', 30000) from range(10000)"):
    try:
        analyst.ask(ledger, sql)
    except analyst.Unanswered:
        continue
    raise SystemExit(f"answered: {sql}")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_memory_of_the_processes_is_bounded(ledger):
    # A process of its own: the children of this one are also browsers.
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(ledger.file)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    grown, most = map(int, run.stdout.split())
    assert grown < 64 * 1024  # KiB
    # What is mapped of files, the programs themselves, counts here and not against the limit.
    assert most < (analyst_process.AT_REST + analyst_process.MEMORY + 128) * 1024


@pytest.mark.parametrize("sql", READS_FILES)
def test_duckdbs_own_locks_hold_without_the_look_at_the_statement(ledger, fill, sql):
    connection = analyst_process.opened(str(ledger.file))
    with pytest.raises(duckdb.Error):
        connection.execute(fill(sql)).fetchall()


def test_no_other_database_is_there(ledger):
    connection = analyst_process.opened(str(ledger.file))
    names = connection.execute("select database_name from duckdb_databases() where not internal")
    assert sorted(name for (name,) in names.fetchall()) == ["ledger", "memory"]


def test_whoever_leaves_ends_the_question(ledger, monkeypatch):
    monkeypatch.setattr(analyst, "SECONDS", 600)

    def leave(ahead: int) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        ask(ledger, EXHAUSTS[0], leave)
    assert next_question_is_right(ledger)


def test_two_at_a_time_and_the_third_is_told(ledger, monkeypatch):
    monkeypatch.setattr(analyst, "SECONDS", 600)
    over = threading.Event()
    begun = threading.Barrier(analyst.AT_ONCE + 1)

    def heavy() -> None:
        joined: list[int] = []

        def meanwhile(ahead: int) -> None:
            if not joined:
                joined.append(ahead)
                begun.wait()
            if over.is_set():
                raise ConnectionError

        with pytest.raises(ConnectionError):
            ask(ledger, EXHAUSTS[0], meanwhile)

    running = [threading.Thread(target=heavy) for _ in range(analyst.AT_ONCE)]
    for thread in running:
        thread.start()
    begun.wait()
    told: list[int] = []

    def hear(ahead: int) -> None:
        told.append(ahead)
        over.set()

    assert ask(ledger, "select 1 as one", hear).table.to_pylist() == [{"one": 1}]
    assert told[0] == 1
    for thread in running:
        thread.join()


def test_more_rows_than_shown_are_said(ledger):
    assert (found := ask(ledger, "from range(10001)")).more
    assert len(found.table) == analyst_process.MOST_ROWS
    assert not ask(ledger, "from range(10000)").more


@pytest.mark.parametrize(
    ("sql", "code", "told"),
    [
        ("select\n  valu from figure", "column", {"line": 2, "column": 3}),
        ("select 'ü', valu from figure", "column", {"line": 1, "column": 13}),
        ("select * from figur", "table", {"candidates": ["figure"]}),
        ("select mx(year) from figure", "function", {"name": "mx"}),
        ("select * from figure wher year = 1 1", "syntax", {"line": 1}),
        ("select 'a'::integer", "database", {"line": 1}),
    ],
)
def test_error_has_its_place_and_what_may_be_meant(ledger, sql, code, told):
    with pytest.raises(Unanswered) as wrong:
        ask(ledger, sql)
    assert wrong.value.code == code
    assert told.items() <= wrong.value.told.items()


def test_columns_of_one_name_are_told_apart(ledger):
    assert ask(ledger, "select 1 as a, 2 as a, 3 as a_2").table.column_names == [
        "a",
        "a_2",
        "a_2_2",
    ]


@pytest.mark.parametrize(
    "sql", ["show tables", "describe figure", "from information_schema.tables"]
)
def test_the_ledger_describes_itself(ledger, sql):
    assert len(ask(ledger, sql).table)
