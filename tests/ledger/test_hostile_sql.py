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
from dashboard.wording import analyst as wording
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
    "select count(*) from range(date '0001-01-01', date '9999-01-01', interval 1 microsecond)",
    "with recursive r(n) using key (n) as (select 1 union select n + 1 from r) from r",
    "select bitstring('1', 2000000000)",
    "select quantile_cont(range, 0.5) from range(1000000000)",
    "select regexp_replace(repeat('a', 100000000), '(a|aa)*b', 'x')",
]
# Of every kind again, in other words: they share one connection.
IN_OTHER_WORDS = [
    "copy figure to '{new}' (format json)",
    "copy figure to '{new}' (format csv, partition_by (area))",
    "copy (select 1) to '{new}' (per_thread_output)",
    "copy (select 1) to 's3://bucket/key'",
    "copy (select 'x') to '{new}' (format blob)",
    "copy figure to '{new}' (format xlsx)",
    "copy (copy figure to '{new}') to '{new}'",
    "export database '{new}' (format parquet)",
    "attach '{new}' as o (type sqlite)",
    "attach 'dbname=x' as o (type postgres)",
    "attach 'https://example.org/x.duckdb' as o (read_only)",
    "attach if not exists '{file}' as o",
    "attach or replace ':memory:' as ledger",
    "create or replace table figure as select 1",
    "create schema x",
    "create index i on figure (area)",
    "create sequence s",
    "create table t as from read_csv('{file}')",
    "create recursive view v (n) as select 1",
    "create or replace macro f(x) as table from read_text(x)",
    "create persistent secret s (type http)",
    "drop schema main cascade",
    "drop secret s",
    "insert into figure from read_csv('{file}') returning *",
    "from read_xlsx('{file}')",
    "from st_read('{file}')",
    "from sqlite_scan('{file}', 't')",
    "from postgres_query('x', 'select 1')",
    "from iceberg_scan('{file}')",
    "from delta_scan('{file}')",
    "from http_get('http://127.0.0.1/')",
    "from '/tmp/*.csv'",
    "from '~/.bashrc'",
    "from 'file:///etc/passwd'",
    "from 'secret.csv'",
    'from ledger.main."{file}"',
    "select * exclude (size) from read_blob('{file}')",
    "select * from positional join read_text('{file}')",
    "from figure positional join read_text('{file}')",
    "from figure asof join read_text('{file}') t on figure.value >= t.size",
    "from figure semi join read_text('{file}') on true",
    "select exists (from read_text('{file}'))",
    "select [x.content for x in (select list(t) from read_text('{file}') t)]",
    "select array(select content from read_text('{file}'))",
    "values ((select content from read_text('{file}')))",
    "select case when true then (select content from read_text('{file}')) end",
    "select 1 where 1 in (select size from read_text('{file}'))",
    "select 1 group by (select content from read_text('{file}'))",
    "select count(*) filter (where (select size from read_text('{file}')) > 0) from measure",
    "select first_value(x) over (order by (select content from read_text('{file}'))) from (values (1)) t(x)",
    "with recursive r as (select content from read_text('{file}') union all select content from r where false) from r",
    "with t(x) as not materialized (from read_text('{file}')) select x from t",
    "select 1 limit (select size from read_text('{file}'))",
    "select 1 offset (select size from read_text('{file}'))",
    "from measure tablesample ((select 1) rows)",
    "unpivot read_text('{file}') on content",
    "from (pivot read_text('{file}') on size in (1) using count(*))",
    "from (describe from read_text('{file}'))",
    "from (summarize from read_text('{file}'))",
    "from (show tables from read_text('{file}'))",
    "summarize '{file}'",
    "describe '{file}'",
    "show '{file}'",
    "select 1 union (from read_text('{file}'))",
    "select 1 except by name (from read_text('{file}'))",
    "from figure select (from read_text('{file}') select content)",
    "select /*+ hint */ content from/**/read_text /* ( */ ('{file}')",
    "SELECT\u00a0content FROM\u3000read_text('{file}')",
    "\ufeffselect content from read_text('{file}')",
    "sel\u00adect 1",
    "select content from r\u0435ad_text('{file}')",
    "select content from read_text(e'\\x2fetc\\x2fpasswd')",
    "select content from read_text($$ /etc/passwd $$)",
    "select content from read_text('/etc/' 'passwd')",
    "select content from read_text(concat('/etc/', 'passwd'))",
    "select content from read_text(getvariable('x'))",
    "select content from read_text((select '/etc/passwd'))",
    "from query('from read_text(''{file}'')')",
    "from query_table(['{file}'])",
    "from query('se' || 'lect 1')",
    "set session threads = 8",
    "set global memory_limit = '1TB'",
    "set local threads = 8",
    "set temp_directory = '{new}'",
    "set custom_extension_repository = 'http://x'",
    "set allow_unsigned_extensions = true",
    "set log_query_path = '{new}'",
    "set profile_output = '{new}'",
    "set home_directory = '/'",
    "set errors_as_json = false",
    "set search_path = 'memory.main'",
    "reset all",
    "pragma memory_limit = '1TB'",
    "pragma enable_object_cache",
    "pragma database_size",
    "pragma table_info('figure')",
    "pragma import_database('{file}')",
    "pragma enable_checkpoint_on_shutdown",
    "pragma profile_output = '{new}'",
    "call checkpoint('ledger')",
    "call load_aws_credentials()",
    "call import_database('{file}')",
    "call sql_auto_complete('sel')",
    "select * from duckdb_functions()",
    "select * from pg_settings",
    "select * from pg_catalog.pg_tables",
    "select * from sqlite_master",
    "select system('id')",
    "select current_database(), current_user, session_user, version()",
    "select current_schema()",
    "select txid_current()",
    "select uuid()",
    "select gen_random_uuid()",
    "select setseed(0.5)",
    "select currval('s')",
    "select error('x')",
    "select nextval('x')",
    "select add_parquet_key('k', '1234567890123456')",
    "select getenv('PATH')",
    "select cast('{file}' as file)",
    "execute immediate 'select 1'",
    "prepare p as copy figure to '{new}'",
    "explain copy figure to '{new}'",
    "explain analyze copy figure to '{new}'",
    "explain (format json) select 1",
    "explain analyze select 1",
    "begin; select 1; commit",
    "select 1 ; ; ; attach ':memory:' as x",
    "select 1;-- \nattach ':memory:' as x",
    "rollback",
    "abort",
    "declare c cursor for select 1",
    "listen x",
    "lock table figure",
    "grant all on figure to public",
    "do $$ begin end $$",
    "kill 1",
    "shutdown",
    ".shell id",
    ".read {file}",
    "\\! id",
    "source x",
    "select * from d",
    "select * from ledger",
    "select * from connection",
    "select * from os",
    "select * from sql",
    "from sys.modules",
    "from df",
    "from found",
    "from pa",
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
    for sql in (READS_FILES[2], WRITES[0], EXHAUSTS[0], EXHAUSTS[8], "select 1; select 2"):
        with monkeypatch.context() as short, pytest.raises(Unanswered):
            short.setattr(analyst, "SECONDS", 1)
            ask(ledger, fill(sql))
        # With all the time that a question has: a busy machine needs more than a second for it.
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


@pytest.fixture(scope="module")
def locked(ledger: Database) -> duckdb.DuckDBPyConnection:
    return analyst_process.opened(str(ledger.file))


@pytest.mark.parametrize("sql", IN_OTHER_WORDS)
def test_hostile_statement_in_other_words_is_refused(ledger, locked, fill, sql):
    df = ledger.table("select 1")  # noqa: F841  what a statement may look for in Python
    with pytest.raises((analyst_process.Refused, duckdb.Error)):
        analyst_process.answer(locked, fill(sql))
    assert analyst_process.answer(locked, "select 40 + 2 as n").to_pylist() == [{"n": 42}]


def test_no_function_of_duckdb_that_reads_more_than_the_ledger_is_open(locked):
    """Whatever DuckDB brings: each of its table functions but those that make rows of their arguments."""
    held = locked.execute(
        "select distinct function_name from duckdb_functions() where function_type = 'table'"
    ).fetchall()
    closed = [
        name
        for (name,) in held
        if name not in analyst_process.ROWS_OF | {"duckdb_tables", "duckdb_columns"}
    ]
    assert len(closed) > 90
    assert not analyst_process.closed(locked)[0]["functions"] & set(closed)
    for name in closed[::10]:
        with pytest.raises(analyst_process.Refused) as refused:
            analyst_process.stay_within(locked, f'select * from "{name}"(1)')
        assert refused.value.told["code"] == "elsewhere"


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
        (
            "select figure.valeu from figure",
            "column",
            {"name": "valeu", "candidates": ["value", "age", "area"]},
        ),
        ("select s.valu\nfrom series s", "column", {"name": "valu", "line": 1}),
        ("from figure join source using (source)", "column", {"name": "source"}),
        ("select f.year from figure", "table", {"name": "f", "candidates": ["figure"]}),
        ("slect 1", "syntax", {"candidates": ["select"]}),
        ("select area from figure group area", "syntax", {"candidates": []}),
        (
            "select " + "not " * 4000 + "true",
            "database",
            {"message": "Max expression depth limit of 1000 exceeded."},
        ),
    ],
)
def test_error_has_its_place_and_what_may_be_meant(ledger, sql, code, told):
    with pytest.raises(Unanswered) as wrong:
        ask(ledger, sql)
    assert wrong.value.code == code
    assert told.items() <= wrong.value.told.items()


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("select s.valu from series s", "Did you mean value"),
        ("from figure join source using (source)", "Did you mean source_id"),
        ("from figure where area = KHM", "in single quotes: 'KHM'"),
        ("slect 1", "Did you mean select?"),
    ],
)
def test_what_may_be_meant_is_said(ledger, sql, says):
    with pytest.raises(Unanswered) as wrong:
        ask(ledger, sql)
    assert says in wording.why(wrong.value.code, wrong.value.told)


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
