"""`python -m dashboard`: build the ledger if there is none, then serve the dashboard."""

import ctypes
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dashboard.command_line import run
from etl.console import HOUSE, example, say
from etl.importers.refusal import Refused
from etl.ledger_file import require_ledger
from etl.locations import data_folder, database_file

M_ARENA_MAX = -8  # of malloc.h


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on which to listen.")] = 8501,
    address: Annotated[
        str,
        typer.Option(help="Where to listen: 0.0.0.0 lets other machines in."),
    ] = "localhost",
    base_path: Annotated[
        str,
        typer.Option(
            help="The path under which a proxy passes the dashboard on, such as /tip-ledger."
        ),
    ] = "",
    own_cases: Annotated[
        bool,
        typer.Option(
            "--own-cases",
            help="Let the link to the own cases, which is printed at the start, open them from other machines and "
            "through a proxy too. Without it they open on this machine alone.",
        ),
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
) -> None:
    """Serve the dashboard; the ledger is built first if there is none."""
    use_few_arenas()
    # Here, since Streamlit takes a second to load.
    from dashboard import server

    if not database_file().exists():
        # Here, since what checks a package is large, and a ledger in service needs none of it.
        from etl.pipeline import build

        build(data_folder(), database_file(), say)
    require_ledger(database_file())
    base = base_path.strip("/")
    try:
        server.serve(address, port, f"/{base}" if base else "", not no_browser, own_cases)
    except OSError as error:
        raise Refused(
            "Cannot listen on {address}, port {port}: {error}.",
            "Choose another with --port.",
            address=address,
            port=port,
            error=os.strerror(error.errno or 0),
        ) from None


def use_few_arenas() -> None:
    """Where the C library is glibc: each page runs in a thread of its own, which would keep memory that it no longer
    needs. It counts only before the first such thread."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(M_ARENA_MAX, 2)


SERVE_EXAMPLES = example("serve", "serve --port 8600 --no-browser")


def main(arguments: Sequence[str] | None = None) -> int:
    alone = typer.Typer(**HOUSE)
    alone.command(epilog=SERVE_EXAMPLES)(serve)
    return run(alone, "python -m dashboard", arguments)


if __name__ == "__main__":
    sys.exit(main())
