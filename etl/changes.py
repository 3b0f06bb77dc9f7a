"""What changed from one edition of the ledger to the next: placements and figures new, altered, withdrawn or doubted.

A figure is the same figure as long as its key is; one that was given another unit or scope is withdrawn, and new. The
history is carried from the ledger in service into the one that takes its place.
"""

from pathlib import Path

import duckdb

from etl.package import quoted

FIGURE_KEY = "area year measure form sex age origin unit counted scope source_id vintage".split()
TOLD = [
    "subject",
    "kind",
    *FIGURE_KEY,
    *("value_before", "value", "qualifier_before", "qualifier", "period_before", "period"),
    *("tier_before", "tier", "basis_before", "basis", "source_id_before", "doubt"),
]

TABLES = """
create table edition (
    number integer primary key, content_hash varchar not null, data_version varchar not null, built_at timestamptz not null
);
comment on table edition is
    'Editions of the ledger that were in service in this place, the present one included, oldest first.';
comment on column edition.number is 'Place in the order of editions, from 1.';
comment on column edition.content_hash is 'Hash of all rows of all tables: the same data gives the same hash.';
comment on column edition.data_version is 'Version of the data package.';
comment on column edition.built_at is 'When it was built.';

create table edition_change (
    number integer not null,
    subject varchar not null,
    kind varchar not null,
    area varchar not null,
    year integer not null,
    measure varchar, form varchar, sex varchar, age varchar, origin varchar, unit varchar, counted varchar, scope varchar,
    source_id varchar, vintage varchar,
    value_before double, value double, qualifier_before varchar, qualifier varchar, period_before varchar, period varchar,
    tier_before varchar, tier varchar, basis_before varchar, basis varchar, source_id_before varchar, doubt varchar
);
comment on table edition_change is
    'What each edition changed against the one before, by place in the order of editions; none for the first.';
comment on column edition_change.number is 'The edition that brought the change.';
comment on column edition_change.subject is 'placement or figure.';
comment on column edition_change.kind is 'new, altered, withdrawn or doubted.';
comment on column edition_change.area is 'Country or other area.';
comment on column edition_change.year is 'Year counted; of a placement the report year.';
comment on column edition_change.measure is 'What is counted; empty for a placement.';
comment on column edition_change.value_before is 'The figure in the edition before; empty where it was not there.';
comment on column edition_change.value is 'The figure in this edition; empty where it is withdrawn.';
comment on column edition_change.qualifier_before is 'How the value before was to be read.';
comment on column edition_change.period_before is 'Kind of year before.';
comment on column edition_change.tier_before is 'The tier in the edition before; empty where it was not there.';
comment on column edition_change.tier is 'The tier in this edition; empty where it is withdrawn.';
comment on column edition_change.basis_before is 'Whether the placement before was read or derived.';
comment on column edition_change.basis is 'Whether the placement was read in a text or derived.';
comment on column edition_change.source_id_before is 'Where the placement was read before.';
comment on column edition_change.doubt is 'Kind of doubt, where the change is one.';
"""


def record(ledger: duckdb.DuckDBPyConnection, before: Path) -> None:
    """Write the history of editions into a ledger whose build is recorded, with its changes against `before`, the one
    in service; none if there is no such ledger, or none that can be read."""
    ledger.execute(TABLES)
    if attached(ledger, before):
        carry_history(ledger)
    [(same,)] = ledger.execute(
        "select count(*) from edition where content_hash = (select content_hash from build) "
        "and number = (select max(number) from edition)"
    ).fetchall()
    if not same:
        ledger.execute("""
            insert into edition
            select (select coalesce(max(number), 0) + 1 from edition), content_hash, data_version, built_at from build
        """)
        [(number,)] = ledger.execute("select max(number) from edition").fetchall()
        if number > 1:
            told = ", ".join(TOLD)
            ledger.execute(
                f"insert into edition_change (number, {told}) select {number}, {told} from ({changes(ledger)})"
            )
    ledger.execute("detach database if exists before")


def attached(ledger: duckdb.DuckDBPyConnection, before: Path) -> bool:
    """Attach a ledger as `before`; False if it is none that can be read."""
    if not before.exists():
        return False
    try:
        ledger.execute(f"attach {quoted(str(before))} as before (read_only)")
        ledger.execute(
            "select count(*) from before.build, before.figure, before.tier_ranking limit 0"
        )
    except duckdb.Error:
        ledger.execute("detach database if exists before")
        return False
    return True


def carry_history(ledger: duckdb.DuckDBPyConnection) -> None:
    """Take over the editions and changes of `before`; of one that has no history yet, itself as the first edition."""
    if columns_of(ledger, "before", "edition_change"):
        ledger.execute("insert into edition by name select * from before.edition")
        ledger.execute("insert into edition_change by name select * from before.edition_change")
    else:
        ledger.execute(
            "insert into edition select 1, content_hash, data_version, built_at from before.build"
        )


def changes(ledger: duckdb.DuckDBPyConnection) -> str:
    """A query of what the ledger changed against the one attached as `before`; its columns are those of TOLD."""
    parts = [figure_changes(ledger), PLACEMENT_CHANGES]
    if all(columns_of(ledger, which, "figure_doubt") for which in ("before", None)):
        parts.append(NEW_DOUBTS)
    return " union all by name ".join(parts) + f" order by {', '.join(TOLD[:14])}"


def figure_changes(ledger: duckdb.DuckDBPyConnection) -> str:
    held = columns_of(ledger, "before", "figure")
    # Who made the ledger before may not have told figures apart by all of this.
    key = ", ".join(
        f"{name}::varchar as {name}" if name in held else f"'' as {name}" for name in FIGURE_KEY
    ).replace("year::varchar as year", "year")
    now = ", ".join(f"{name}::varchar as {name}" for name in FIGURE_KEY if name != "year")
    told = "value, qualifier::varchar as qualifier, period::varchar as period, true as held"
    return f"""
        select
            'figure' as subject,
            case when b.held is null then 'new' when n.held is null then 'withdrawn' else 'altered' end as kind,
            {", ".join(FIGURE_KEY)},
            b.value as value_before, n.value, b.qualifier as qualifier_before, n.qualifier,
            b.period as period_before, n.period,
            null as tier_before, null as tier, null as basis_before, null as basis, null as source_id_before, null as doubt
        from (select {now}, year, {told} from figure) as n
        full join (select {key}, {told} from before.figure) as b using ({", ".join(FIGURE_KEY)})
        where (b.held, b.value, b.qualifier, b.period) is distinct from (n.held, n.value, n.qualifier, n.period)
    """


PLACEMENT_CHANGES = """
    select
        'placement' as subject,
        case when b.tier is null then 'new' when n.tier is null then 'withdrawn' else 'altered' end as kind,
        iso3 as area, report_year as year, n.source_id, b.source_id as source_id_before,
        b.tier::varchar as tier_before, n.tier::varchar as tier, b.basis::varchar as basis_before, n.basis::varchar as basis
    from tier_ranking as n
    full join before.tier_ranking as b using (iso3, report_year)
    where (b.tier::varchar, b.basis::varchar, b.source_id) is distinct from (n.tier::varchar, n.basis::varchar, n.source_id)
"""

NEW_DOUBTS = f"""
    select distinct
        'figure' as subject, 'doubted' as kind, kind::varchar as doubt, year,
        {", ".join(f"{name}::varchar as {name}" for name in FIGURE_KEY if name != "year")},
        value, qualifier::varchar as qualifier, figure.period::varchar as period
    from figure_doubt as n join figure using ({", ".join(FIGURE_KEY)})
    where not exists (
        select 1 from before.figure_doubt as b
        where b.kind::varchar = n.kind::varchar and {
    " and ".join(f"b.{name}::varchar = n.{name}::varchar" for name in FIGURE_KEY)
}
    )
"""


def columns_of(ledger: duckdb.DuckDBPyConnection, database: str | None, table: str) -> set[str]:
    """The columns of a table of an attached database, or of the ledger itself; empty if there is no such table."""
    found = ledger.execute(
        "select column_name from duckdb_columns() where table_name = ? and database_name = coalesce(?, current_database())",
        [table, database],
    ).fetchall()
    return {name for (name,) in found}
