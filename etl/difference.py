"""Two ledgers, or two data folders, compared: what the second changed."""

import tempfile
from pathlib import Path

import duckdb

from etl import changes
from etl.importers.refusal import Refused
from etl.ledger_file import require_ledger
from etl.package import quoted, read_package
from etl.pipeline import load
from etl.publish import replacement

SHOWN = 40  # lines


def compare(old: Path, new: Path, out: Path | None) -> str:
    """What `new` changed against `old`, in lines to read; all of it as CSV in `out`, where that is given.

    Each of the two is a ledger (a DuckDB file) or the folder of a data package. Raises Refused, BadPackage.
    """
    with tempfile.TemporaryDirectory() as folder:
        before, now = (
            as_ledger(path, Path(folder) / f"{which}.duckdb")
            for which, path in (("old", old), ("new", new))
        )
        with duckdb.connect() as work:
            work.execute(f"attach {quoted(str(now))} as now (read_only)")
            work.execute("use now")
            if not changes.attached(work, before):
                raise Refused(
                    f"{old} is no ledger.", "Give a ledger or the folder of a data package."
                )
            work.execute(f"create temp table change as {changes.changes(work)}")
            if out is not None:
                with replacement(out) as beside:
                    work.execute(f"copy change to {quoted(str(beside))} (format csv, header)")
            return summary(work)


def as_ledger(path: Path, loaded: Path) -> Path:
    """The path of a ledger; a data package is loaded into `loaded`, without what is derived from it."""
    if not path.exists():
        raise Refused(f"{path} is not there.", "Check the path.")
    if path.is_file():
        require_ledger(path)
        return path
    with duckdb.connect(str(loaded)) as ledger:
        load(ledger, read_package(path))
        ledger.execute("create table build (content_hash varchar)")
    return loaded


def summary(work: duckdb.DuckDBPyConnection) -> str:
    """The changes counted, then by source and measure, then the altered and withdrawn ones one by one."""
    counted = work.execute(
        "select subject, kind, count(*), count(distinct area) from change group by all order by all"
    ).fetchall()
    if not counted:
        return "Nothing changed."
    lines = [
        f"{number:,} {subject}{'s' * (number != 1)} {kind}, of {areas:,} area{'s' * (areas != 1)}"
        for subject, kind, number, areas in counted
    ]
    lines += ["", "By source and measure:"]
    lines += [
        f"  {source}, {measure}: {number:,} {kind}"
        for source, measure, kind, number in work.execute("""
            select coalesce(source_id, source_id_before), coalesce(measure, 'placement'), kind, count(*)
            from change group by all order by count(*) desc, 1, 2, 3
        """).fetchall()[:SHOWN]
    ]
    single = work.execute("""
        select
            kind, concat_ws(' ', area, year, coalesce(measure, 'placement'), nullif(form, 'all'), unit, nullif(scope, ''),
                coalesce(source_id, source_id_before)),
            coalesce(tier_before, nullif(concat_ws(' ', qualifier_before, value_before), ''), 'none'),
            coalesce(tier, nullif(concat_ws(' ', qualifier, value), ''), 'none')
        from change where kind in ('altered', 'withdrawn') order by all
    """).fetchall()
    if single:
        lines += ["", "Altered and withdrawn:"]
        lines += [f"  {kind}: {what}: {was} → {now}" for kind, what, was, now in single[:SHOWN]]
    if len(single) > SHOWN:
        lines.append(f"  and {len(single) - SHOWN:,} more; --out FILE writes them all")
    return "\n".join(lines)
