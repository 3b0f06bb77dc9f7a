"""What all commands share: their options, their help, and how their end is told."""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from xlsxwriter.exceptions import FileCreateError

from etl.importers.refusal import Refused
from etl.locations import database_file, own_case_file
from etl.one_writer import Busy
from etl.package import BadPackage
from etl.trouble import in_plain_words

# What a command returns: 0 done, 2 called wrongly (Typer's own), and these.
REFUSED, MACHINE, INTERRUPTED = 1, 3, 130
EXIT_CODES = (
    "Exit codes: 0 done; 1 the data or the file given is refused; 2 the command is not understood; "
    "3 the machine does not allow it (disk, permissions, lock); 130 interrupted."
)

HOUSE: dict[str, Any] = {
    "no_args_is_help": True,
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}

Ledger = Annotated[
    Path,
    typer.Option(
        "--database",
        default_factory=database_file,
        envvar="TIP_LEDGER_DATABASE",
        show_default="the program's own ledger",
        help="Database file of the ledger.",
    ),
]
OwnCases = Annotated[
    Path,
    typer.Option(
        "--cases",
        default_factory=own_case_file,
        envvar="TIP_LEDGER_CASES",
        show_default="a file in your home folder",
        help="Database of your own cases; it never lies in the project's folder.",
    ),
]


def example(*commands: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  tip-ledger {command}" for command in commands)


def print_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"TIP Ledger {version('tip-ledger')}")
        except PackageNotFoundError:
            print("TIP Ledger, not installed: run from its folder")
        raise typer.Exit


def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=print_version, is_eager=True, help="Say the version and stop."
        ),
    ] = False,
) -> None:
    """Human-trafficking figures that can be defended: from the data package to the ledger."""


def say(step: str) -> None:
    print(f"… {step}", flush=True)


def run(commands: typer.Typer, name: str, arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code. Foreseeable trouble is said in words, never as a traceback."""
    try:
        commands(args=arguments, prog_name=name)
    except SystemExit as end:
        return int(end.code or 0)
    except Busy as busy:
        print(busy, file=sys.stderr)
        return MACHINE
    except Refused as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    except BadPackage as bad:
        count = f"{len(bad.problems):,} problem{'s' * (len(bad.problems) != 1)}"
        print(
            bad, "; ".join([count, *getattr(bad, "__notes__", [])]) + ".", sep="\n", file=sys.stderr
        )
        return REFUSED
    except FileCreateError as error:
        print(in_plain_words(error.args[0]), file=sys.stderr)
        return MACHINE
    except (OSError, duckdb.Error) as error:
        print(in_plain_words(error), file=sys.stderr)
        return MACHINE
    except KeyboardInterrupt:
        print("Interrupted; nothing was changed.", file=sys.stderr)
        return INTERRUPTED
    return 0


def with_version(commands: typer.Typer) -> typer.Typer:
    """The commands under a root of their own, which tells the version and the exit codes."""
    whole = typer.Typer(**HOUSE, epilog=EXIT_CODES)
    whole.callback()(root)
    whole.add_typer(commands)
    return whole
