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
from etl.words import message, number, told, told_of

SHOWN = 40  # lines
# What became of placements and figures; of either; and of one alone.
CHANGES = {
    ("figure", "new"): (message("{count} figure new"), message("{count} figures new")),
    ("figure", "altered"): (message("{count} figure altered"), message("{count} figures altered")),
    ("figure", "withdrawn"): (
        message("{count} figure withdrawn"),
        message("{count} figures withdrawn"),
    ),
    ("figure", "doubted"): (message("{count} figure doubted"), message("{count} figures doubted")),
    ("placement", "new"): (message("{count} placement new"), message("{count} placements new")),
    ("placement", "altered"): (
        message("{count} placement altered"),
        message("{count} placements altered"),
    ),
    ("placement", "withdrawn"): (
        message("{count} placement withdrawn"),
        message("{count} placements withdrawn"),
    ),
}
KINDS = {
    "new": (message("{count} new"), message("{count} new")),
    "altered": (message("{count} altered"), message("{count} altered")),
    "withdrawn": (message("{count} withdrawn"), message("{count} withdrawn")),
    "doubted": (message("{count} doubted"), message("{count} doubted")),
}
SINGLE = {
    "altered": message("altered: {what}: {was} → {now}"),
    "withdrawn": message("withdrawn: {what}: {was} → {now}"),
}


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
                    "{old} is no ledger.", "Give a ledger or the folder of a data package.", old=old
                )
            work.execute(f"create temp table change as {changes.changes(work)}")
            if out is not None:
                with replacement(out) as beside:
                    work.execute(f"copy change to {quoted(str(beside))} (format csv, header)")
            return summary(work)


def as_ledger(path: Path, loaded: Path) -> Path:
    """The path of a ledger; a data package is loaded into `loaded`, without what is derived from it."""
    if not path.exists():
        raise Refused("{path} is not there.", "Check the path.", path=path)
    if path.is_file():
        require_ledger(path)
        return path
    with duckdb.connect(str(loaded)) as ledger:
        load(ledger, read_package(path))
        ledger.execute("create table build (content_hash varchar)")
    return loaded


def summary(work: duckdb.DuckDBPyConnection) -> str:
    """The changes counted, then by source and measure, then the altered and withdrawn ones one by one."""
    placement, none = quoted(told("placement")), quoted(told("none"))
    counted = work.execute(
        "select subject, kind, count(*), count(distinct area) from change group by all order by all"
    ).fetchall()
    if not counted:
        return told("Nothing changed.")
    lines = [
        told(
            "{changes}, of {areas}",
            changes=told_of(changes, *CHANGES[subject, kind]),
            areas=told_of(areas, "{count} area", "{count} areas"),
        )
        for subject, kind, changes, areas in counted
    ]
    lines += ["", told("By source and measure:")]
    lines += [
        "  " + told("{place}: {problem}", place=place, problem=told_of(changes, *KINDS[kind]))
        for place, kind, changes in work.execute(f"""
            select coalesce(source_id, source_id_before) || ', ' || coalesce(measure, {placement}), kind, count(*)
            from change group by all order by count(*) desc, 1, 2
        """).fetchall()[:SHOWN]
    ]
    single = work.execute(f"""
        select
            kind, concat_ws(' ', area, year, coalesce(measure, {placement}), nullif(form, 'all'), unit, nullif(scope, ''),
                coalesce(source_id, source_id_before)),
            coalesce(tier_before, nullif(concat_ws(' ', qualifier_before, value_before), ''), {none}),
            coalesce(tier, nullif(concat_ws(' ', qualifier, value), ''), {none})
        from change where kind in ('altered', 'withdrawn') order by all
    """).fetchall()
    if single:
        lines += ["", told("Altered and withdrawn:")]
        lines += [
            f"  {told(SINGLE[kind], what=what, was=was, now=now)}"
            for kind, what, was, now in single[:SHOWN]
        ]
    if more := len(single[SHOWN:]):
        lines.append("  " + told("and {more} more; --out FILE writes them all", more=number(more)))
    return "\n".join(lines)
