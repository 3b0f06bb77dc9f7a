"""`python -m etl build|check|import|export|template|restore`: from the data package to the database, and new files into both."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from etl.importers import ctdc, tiers, unodc
from etl.importers.refusal import Refused
from etl.locations import case_record_file, data_folder, database_file, own_case_file
from etl.own_cases import export as case_export
from etl.own_cases import intake as cases
from etl.own_cases import store as case_store
from etl.own_cases import template as case_template
from etl.package import BadPackage
from etl.pipeline import Summary, build, check


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        if options.command in ("import", "export", "template", "restore"):
            options.run(options)
        elif options.command == "check":
            package = check(options.data, say)
            print(f"{len(package.tables)} files are sound.")
        else:
            report(build(options.data, options.database, say), options.database)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
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
    bring = commands.add_parser("import", help="read a file that you have downloaded or filled in")
    add_unodc_import(bring_kinds := bring.add_subparsers(dest="kind", required=True))
    add_tiers_import(bring_kinds)
    add_ctdc_import(bring_kinds)
    add_cases_import(bring_kinds)
    empty = commands.add_parser("template", help="write an empty table to fill in")
    add_tiers_template(empty_kinds := empty.add_subparsers(dest="kind", required=True))
    add_cases_template(empty_kinds)
    out = commands.add_parser("export", help="write your own cases as CSV, Excel or JSON")
    add_cases_export(out.add_subparsers(dest="kind", required=True))
    back = commands.add_parser("restore", help="bring back the state before the last import")
    add_cases_restore(back.add_subparsers(dest="kind", required=True))
    return root


def add_unodc_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("unodc", help="UNODC's trafficking workbook, as a new vintage")
    into_package(command, lambda o: unodc.import_workbook(o.file, o.data))


def add_tiers_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("tiers", help="a filled placement table of the next TIP Report")
    into_package(command, lambda o: tiers.import_tiers(o.file, o.data))


def into_package(
    command: argparse.ArgumentParser, bring: Callable[[argparse.Namespace], object]
) -> None:
    command.add_argument("file", type=Path)
    command.add_argument(
        "--data", type=Path, default=data_folder(), help="folder of the data package"
    )
    command.set_defaults(run=lambda o: print(bring(o)), database=database_file())


def add_ctdc_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("ctdc", help="a CTDC case file; it stays on this machine")
    command.add_argument("file", type=Path)
    command.add_argument(
        "--records", type=Path, default=case_record_file(), help="database of case records"
    )
    command.add_argument(
        "--citation", default="", help="the set's own citation, as its download page words it"
    )
    command.set_defaults(
        run=lambda o: print(ctdc.import_case_file(o.file, o.records, o.citation.strip()))
    )


def add_cases_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("cases", help="your own cases; they stay on this machine")
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        help="a workbook, court_cases.csv and case_steps.csv, or a file in the HTCDS 2.0 layout",
    )
    command.add_argument(
        "--data", type=Path, default=data_folder(), help="folder of the data package"
    )
    at_own_cases(command)
    command.set_defaults(
        run=lambda o: print(cases.import_cases(o.files, o.cases, o.data, say)),
        database=database_file(),
    )


def add_cases_export(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("cases", help="your own cases, with the list of codes")
    command.add_argument("--format", choices=case_export.WRITERS, default="csv")
    command.add_argument(
        "--layout",
        choices=case_export.LAYOUTS,
        default="own",
        help="court cases, or HTCDS 2.0 records",
    )
    command.add_argument("--out", type=Path, required=True, help="file, for csv a folder")
    command.add_argument(
        "--data", type=Path, default=data_folder(), help="folder of the data package"
    )
    at_own_cases(command)
    command.set_defaults(
        run=lambda o: print(case_export.export(o.cases, o.data, o.format, o.layout, o.out)),
        database=database_file(),
    )


def add_cases_restore(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("cases", help="your own cases")
    at_own_cases(command)
    command.set_defaults(run=lambda o: print(case_store.restore(o.cases)))


def at_own_cases(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cases", type=Path, default=own_case_file(), help="database of your own cases"
    )


def add_cases_template(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("cases", help="a workbook for your own cases, with an example")
    command.add_argument(
        "--data", type=Path, default=data_folder(), help="folder of the data package"
    )
    command.add_argument("--out", type=Path, required=True, help="workbook (.xlsx) to write")
    command.set_defaults(
        run=lambda o: print(case_template.write(o.out, o.data)), database=database_file()
    )


def add_tiers_template(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = kinds.add_parser("tiers", help="placements of the next TIP Report, tiers left empty")
    command.add_argument(
        "--data", type=Path, default=data_folder(), help="folder of the data package"
    )
    command.add_argument("--out", type=Path, help="file to write; standard output unless given")
    command.set_defaults(run=write_tiers_template, database=database_file())


def write_tiers_template(options: argparse.Namespace) -> None:
    text = tiers.template(options.data)
    if options.out is None:
        print(text, end="")
    else:
        options.out.write_text(text, encoding="utf-8")
        print(
            f"{options.out}: {text.count(chr(10)) - 1} countries, the tier of each to be filled in."
        )


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
