"""`python -m dashboard`: build the database if there is none, then serve the dashboard."""

import argparse
import os
import sys

from dashboard.in_service import LOOPBACK, SHOW_OWN_CASES
from dashboard.server import serve
from etl.__main__ import refusal, say
from etl.locations import data_folder, database_file
from etl.package import BadPackage
from etl.pipeline import build


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve TIP Ledger.")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument(
        "--address",
        default="localhost",
        help="where to listen; own cases are shown on localhost only, unless TIP_LEDGER_SHOW_OWN_CASES=yes",
    )
    parser.add_argument(
        "--base-path",
        default="",
        help="the path under which a proxy passes the dashboard on, such as /tip-ledger",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    if not database_file().exists():
        try:
            build(data_folder(), database_file(), say)
        except BadPackage as bad:
            print(refusal(bad, database_file()), file=sys.stderr)
            return 1
    if options.address not in LOOPBACK and os.environ.get(SHOW_OWN_CASES) == "yes":
        print(
            f"Warning: {SHOW_OWN_CASES} is set and the dashboard listens on {options.address}: everyone who can reach "
            "that address can read your own cases.",
            file=sys.stderr,
        )
    base = options.base_path.strip("/")
    try:
        serve(options.address, options.port, f"/{base}" if base else "", not options.no_browser)
    except OSError as error:
        print(
            f"Cannot listen on {options.address}, port {options.port}: {error.strerror}. "
            "Choose another with --port.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
