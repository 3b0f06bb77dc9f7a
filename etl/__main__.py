"""`python -m etl build|check`: from the data package to the database."""

import argparse
import sys
from pathlib import Path

from etl.locations import data_folder, database_file
from etl.package import BadPackage
from etl.pipeline import Summary, build, check


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        if options.command == "check":
            package = check(options.data, say)
            print(f"{len(package.tables)} files are sound.")
        else:
            report(build(options.data, options.database, say), options.database)
    except BadPackage as bad:
        print(refusal(bad, options.database), file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="python -m etl", description="From the data package to the database."
    )
    commands = root.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("build", "check, load, derive, verify and publish the database"),
        ("check", "check the data package and stop"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument(
            "--data", type=Path, default=data_folder(), help="folder of the data package"
        )
        command.add_argument("--database", type=Path, default=database_file(), help="database file")
    return root


def say(step: str) -> None:
    print(f"… {step}", flush=True)


def report(summary: Summary, database: Path) -> None:
    figures, sources = summary.rows["figure"], summary.rows["source"]
    first, last = summary.years
    for outcome in summary.outcomes:
        if outcome.breaches:
            print(f"Note: {outcome.expectation.name}: {len(outcome.breaches)}")
    for warning in summary.warnings:
        print(f"Warning: {warning}")
    print(
        f"{database}: {len(summary.rows)} tables, {sum(summary.rows.values()):,} rows, "
        f"{figures:,} figures for {first}–{last}, {sources} sources; "
        f"{sum(o.passed for o in summary.outcomes)} checks passed in {summary.seconds:.1f} s."
    )


def refusal(bad: BadPackage, database: Path) -> str:
    count = len(bad.problems)
    kept = f"; {database} stays in service" if database.exists() else ""
    return f"{bad}\n{count} problem{'s' if count != 1 else ''}{kept}."


if __name__ == "__main__":
    sys.exit(main())
