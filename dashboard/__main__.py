"""`python -m dashboard`: build the ledger if there is none, then serve the dashboard."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from etl.command import HOUSE, example, run, say
from etl.importers.refusal import Refused
from etl.locations import data_folder, database_file
from etl.pipeline import build


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on which to listen.")] = 8501,
    address: Annotated[
        str,
        typer.Option(
            help="Where to listen. Own cases are shown on localhost only, unless TIP_LEDGER_SHOW_OWN_CASES=yes."
        ),
    ] = "localhost",
    base_path: Annotated[
        str,
        typer.Option(
            help="The path under which a proxy passes the dashboard on, such as /tip-ledger."
        ),
    ] = "",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
) -> None:
    """Serve the dashboard; the ledger is built first if there is none."""
    # Here, since Streamlit takes a second to load.
    from dashboard import server
    from dashboard.in_service import LOOPBACK, SHOW_OWN_CASES

    if not database_file().exists():
        build(data_folder(), database_file(), say)
    if address not in LOOPBACK and os.environ.get(SHOW_OWN_CASES) == "yes":
        print(
            f"Warning: {SHOW_OWN_CASES} is set and the dashboard listens on {address}: everyone who can reach "
            "that address can read your own cases.",
            file=sys.stderr,
        )
    base = base_path.strip("/")
    try:
        server.serve(address, port, f"/{base}" if base else "", not no_browser)
    except OSError as error:
        raise Refused(
            f"Cannot listen on {address}, port {port}: {error.strerror}.",
            "Choose another with --port.",
        ) from None


SERVE_EXAMPLES = example("serve", "serve --port 8600 --no-browser")


def main(arguments: Sequence[str] | None = None) -> int:
    alone = typer.Typer(**HOUSE)
    alone.command(epilog=SERVE_EXAMPLES)(serve)
    return run(alone, "python -m dashboard", arguments)


if __name__ == "__main__":
    sys.exit(main())
