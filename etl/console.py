"""What all commands share: their options, their help, and how their end is told."""

import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from typer._click import Command, HelpFormatter
from typer._click.exceptions import ClickException
from typer.core import TyperOption
from typer.main import get_command
from xlsxwriter.exceptions import FileCreateError

from etl.importers.refusal import Refused
from etl.libraries import told_again
from etl.locations import database_file, own_case_file
from etl.one_writer import Busy
from etl.package import BadPackage
from etl.trouble import in_plain_words
from etl.words import message, told, told_of

# What a command returns: 0 done, 2 called wrongly (Typer's own), and these.
REFUSED, MACHINE, INTERRUPTED = 1, 3, 130
EXIT_CODES = message(
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


EXAMPLES = message("Examples:")


def example(*commands: str) -> str:
    """The end of a command's help."""
    return f"\b\n{EXAMPLES}\n" + "\n".join(f"  tip-ledger {command}" for command in commands)


def print_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"TIP Ledger {version('tip-ledger')}")
        except PackageNotFoundError:
            print(told("TIP Ledger, not installed: run from its folder"))
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


def run(
    commands: typer.Typer,
    name: str,
    arguments: Sequence[str] | None = None,
    of_all: TyperOption | None = None,
) -> int:
    """Run a command line; returns the exit code. Foreseeable trouble is said in words, never as a traceback.

    of_all: an option that each command takes.
    """
    whole = in_words(get_command(commands), of_all)
    try:
        ended = whole.main(args=arguments, prog_name=name, standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except ClickException as misunderstood:
        shown = StringIO()
        misunderstood.show(shown)
        sys.stderr.writelines(f"{told_again(line)}\n" for line in shown.getvalue().splitlines())
        return misunderstood.exit_code
    except Busy as busy:
        print(busy, file=sys.stderr)
        return MACHINE
    except Refused as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    except BadPackage as bad:
        count = told_of(len(bad.problems), "{count} problem", "{count} problems")
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
    except (KeyboardInterrupt, typer.Abort):
        print(told("Interrupted; nothing was changed."), file=sys.stderr)
        return INTERRUPTED


# What stands for the rest of a call in Typer's usage.
TYPED = (message("[OPTIONS]"), message("COMMAND [ARGS]..."))


class Help(HelpFormatter):
    """The help of a command, with what Typer itself says in it in the language that is told."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for words in TYPED:
            args = args.replace(words, told(words))
        super().write_usage(prog, args, f"{told('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{told(f'{heading}:')}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], *wide: int) -> None:
        super().write_dl([(name, explained(text)) for name, text in rows], *wide)


def explained(text: str) -> str:
    """What is said of an option, and after it what Typer says: whether it is required, and what it is by default."""
    said, bracket, extras = text.removesuffix("]").rpartition("  [")
    if not bracket:
        return told_again(text)
    return f"{told(said)}  [{'; '.join(map(told_again, extras.split('; ')))}]"


class Asked(typer.Context):
    formatter_class = Help


def in_words(command: Command, of_all: TyperOption | None) -> Command:
    """The command, and those under it, with their help in the language that is told and the option that each takes."""
    command.context_class = Asked
    command.help = told(command.help or "")
    command.epilog = "\n".join(map(told, (command.epilog or "").split("\n")))
    if of_all and of_all.name not in [option.name for option in command.params]:
        command.params.append(of_all)
    for below in getattr(command, "commands", {}).values():
        in_words(below, of_all)
    return command


def with_version(commands: typer.Typer) -> typer.Typer:
    """The commands under a root of their own, which tells the version and the exit codes."""
    whole = typer.Typer(**HOUSE, epilog=EXIT_CODES)
    whole.callback()(root)
    whole.add_typer(commands)
    return whole
