"""The commands that make the ledger and bring files into it: `python -m etl …`, and the same as `tip-ledger …`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from etl import coverage as held
from etl import difference, doctor
from etl.console import HOUSE, REFUSED, Ledger, OwnCases, example, run, say, with_version
from etl.exports import ledger as ledger_export
from etl.importers import ctdc, tiers, unodc
from etl.ledger_file import require_ledger
from etl.locations import case_record_file, data_folder
from etl.own_cases import export as case_export
from etl.own_cases import intake as case_intake
from etl.own_cases import store as case_store
from etl.own_cases import template as case_template
from etl.package import BadPackage
from etl.pipeline import Summary
from etl.pipeline import build as build_ledger
from etl.pipeline import check as check_package
from etl.publish import replacement
from etl.words import number, told

app = typer.Typer(**HOUSE)
bring = typer.Typer(**HOUSE, help="Read a file that you have downloaded or filled in.")
write_out = typer.Typer(**HOUSE)
empty = typer.Typer(**HOUSE, help="Write an empty table to fill in.")
back = typer.Typer(**HOUSE, help="Bring back the state before the last import.")
app.add_typer(bring, name="import")
app.add_typer(write_out, name="export")
app.add_typer(empty, name="template")
app.add_typer(back, name="restore")

Data = Annotated[
    Path,
    typer.Option(
        default_factory=data_folder,
        envvar="TIP_LEDGER_DATA",
        show_default="the data that came with the program",
        help="Folder of the data package.",
    ),
]
LedgerForm = Literal["duckdb", "parquet", "datapackage", "xlsx", "sqlite"]
CaseForm = Literal["csv", "xlsx", "json"]
CaseLayout = Literal["own", "htcds"]


@app.command(epilog=example("build", "build --data my-data --database ledger.duckdb"))
def build(
    data: Data,
    database: Ledger,
    allow_shrinking: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="A file of the data package (figures/unodc.csv) that may lose more than a tenth of its rows.",
        ),
    ] = None,
) -> None:
    """Check, load, derive, verify and publish the ledger. The old one stays in service until the new one is whole."""
    with in_service(database):
        report(build_ledger(data, database, say, allow_shrinking or ()), database)


@app.command(epilog=example("check", "check --data my-data"))
def check(data: Data, database: Ledger) -> None:
    """Check the data package and stop: every problem with file, row, column and mend."""
    with in_service(database):
        package = check_package(data, say)
    print(told("{files} files are sound.", files=len(package.tables)))


@app.command(epilog=example("coverage"))
def coverage(database: Ledger) -> None:
    """How much the ledger holds: countries and country-years by measure, publisher and TIP region."""
    require_ledger(database)
    for said, rows in held.tables(database, fewest=1):
        print(f"{said}\n", *held.in_columns(rows), "", sep="\n")


@app.command(
    epilog=example("diff last-year.duckdb ledger.duckdb", "diff data my-data --out changes.csv")
)
def diff(
    old: Annotated[Path, typer.Argument(help="A ledger (DuckDB file) or a data folder.")],
    new: Annotated[Path, typer.Argument(help="The same, of the later edition.")],
    out: Annotated[Path | None, typer.Option(help="CSV file to write with every change.")] = None,
) -> None:
    """What one edition changed against another: placements and figures new, altered, withdrawn, doubted."""
    print(difference.compare(old, new, out))


@app.command("doctor", epilog=example("doctor", "doctor --port 8600"))
def examine(
    data: Data,
    database: Ledger,
    cases: OwnCases,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port on which the dashboard shall listen.")
    ] = 8501,
) -> None:
    """Whether all is well here: versions, data, ledger, permissions, port, fonts, programs. Exit code 1 if not."""
    must = 0
    for finding in doctor.examine(data, database, cases, port):
        print(finding, flush=True)
        must += finding.ill
    print(told("{number} to mend.", number=must) if must else told("Nothing must be mended."))
    if must:
        raise typer.Exit(REFUSED)


@bring.command("tiers", epilog=example("template tiers --out tiers.csv", "import tiers tiers.csv"))
def import_tiers(
    file: Annotated[
        Path, typer.Argument(help="The table of `template tiers`, filled in (CSV or .xlsx).")
    ],
    data: Data,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            help="Do not ask where a year is left out or more than a third of the countries move.",
        ),
    ] = False,
) -> None:
    """A filled placement table of the next TIP Report, into the data package."""

    def confirm(question: str) -> bool:
        asked = told("{question} Import it all the same?", question=question)
        return yes or (sys.stdin.isatty() and typer.confirm(asked))

    print(tiers.import_tiers(file, data, confirm))


@bring.command("unodc", epilog=example("import unodc data_glotip.xlsx"))
def import_unodc(
    file: Annotated[Path, typer.Argument(help="data_glotip.xlsx as downloaded, unedited.")],
    data: Data,
) -> None:
    """UNODC's trafficking workbook, into the data package as a new vintage."""
    print(unodc.import_workbook(file, data))


@bring.command("ctdc", epilog=example('import ctdc CTDC_global.csv --citation "…"'))
def import_ctdc(
    file: Annotated[Path, typer.Argument(help="The CSV file as downloaded.")],
    records: Annotated[
        Path,
        typer.Option(
            default_factory=case_record_file,
            envvar="TIP_LEDGER_CTDC",
            show_default="a file in your home folder",
            help="Database of case records.",
        ),
    ],
    citation: Annotated[
        str, typer.Option(help="The set's own citation, as its download page words it.")
    ] = "",
) -> None:
    """A case file of the Counter-Trafficking Data Collaborative; it stays on this machine."""
    print(ctdc.import_case_file(file, records, citation.strip()))


@bring.command(
    "cases",
    epilog=example("import cases cases.xlsx", "import cases court_cases.csv case_steps.csv"),
)
def import_cases(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A workbook, court_cases.csv and case_steps.csv, or a file in the HTCDS 2.0 layout."
        ),
    ],
    data: Data,
    cases: OwnCases,
) -> None:
    """Your own cases; they stay on this machine, without what identifies a person."""
    print(case_intake.import_cases(files, cases, data, say))


@write_out.callback(
    invoke_without_command=True,
    epilog=example(
        "export --format xlsx --out my-copy", "export cases --format csv --out my-cases"
    ),
)
def export_ledger(
    asked: typer.Context,
    database: Ledger,
    format: Annotated[LedgerForm | None, typer.Option(help="Form to write.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write into.")] = None,
) -> None:
    """The whole ledger in another form; with the word cases, your own cases instead."""
    if asked.invoked_subcommand:
        if format or out:
            raise typer.BadParameter(told("--format and --out stand after the word cases."))
        return
    if format is None or out is None:
        raise typer.BadParameter(told("--format and --out are needed."))
    print(ledger_export.export(database, format, out))


@write_out.command(
    "cases",
    epilog=example(
        "export cases --format csv --out my-cases",
        "export cases --layout htcds --format xlsx --out my-cases.xlsx",
    ),
)
def export_cases(
    out: Annotated[Path, typer.Option(help="File to write; for csv a folder.")],
    data: Data,
    cases: OwnCases,
    format: Annotated[CaseForm, typer.Option(help="Form to write.")] = "csv",
    layout: Annotated[CaseLayout, typer.Option(help="Court cases, or HTCDS 2.0 records.")] = "own",
) -> None:
    """Your own cases, with the list of codes."""
    print(case_export.export(cases, data, format, layout, out))


@empty.command("tiers", epilog=example("template tiers --out tiers.csv"))
def template_tiers(
    data: Data,
    out: Annotated[
        Path | None,
        typer.Option(show_default="print to the screen", help="File to write."),
    ] = None,
) -> None:
    """Placements of the next TIP Report: last year's countries, their tiers left empty."""
    text = tiers.template(data)
    if out is None:
        print(text, end="")
    else:
        with replacement(out) as beside:
            beside.write_text(text, encoding="utf-8")
        print(
            told(
                "{out}: {countries} countries, the tier of each to be filled in.",
                out=out,
                countries=text.count("\n") - 1,
            )
        )


@empty.command("cases", epilog=example("template cases --out cases.xlsx"))
def template_cases(
    out: Annotated[Path, typer.Option(help="Workbook (.xlsx) to write.")],
    data: Data,
) -> None:
    """A workbook for your own cases, with drop-down lists and an example."""
    print(case_template.write(out, data))


@back.command("cases", epilog=example("restore cases"))
def restore_cases(cases: OwnCases) -> None:
    """Your own cases as they were before the last import; the same command undoes it."""
    print(case_store.restore(cases))


@contextmanager
def in_service(database: Path) -> Iterator[None]:
    """Bad data leave the ledger as it is; the message says so."""
    try:
        yield
    except BadPackage as bad:
        if database.exists():
            bad.add_note(told("{database} stays in service", database=database))
        raise


def report(summary: Summary, database: Path) -> None:
    figures, sources = summary.rows["figure"], summary.rows["source"]
    first, last = summary.years
    for outcome in summary.outcomes:
        if outcome.breaches:
            name = told(outcome.expectation.name)
            print(told("Note: {name}: {number}", name=name, number=len(outcome.breaches)))
    for warning in summary.warnings:
        print(told("Warning: {warning}", warning=warning))
    print(
        told(
            "{database}: {tables} tables, {rows} rows, {figures} figures for {first}–{last}, {sources} sources; {checks} "
            "checks passed in {seconds} s.",
            database=database,
            tables=len(summary.rows),
            rows=number(sum(summary.rows.values())),
            figures=number(figures),
            first=first,
            last=last,
            sources=sources,
            checks=sum(outcome.passed for outcome in summary.outcomes),
            seconds=number(summary.seconds, 1),
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    return run(with_version(app), "python -m etl", arguments)
