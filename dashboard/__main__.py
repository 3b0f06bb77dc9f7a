"""`python -m dashboard`: build the database if there is none, then serve the dashboard."""

import argparse
import sys

from streamlit.web import bootstrap

from etl.__main__ import refusal, say
from etl.locations import PROJECT, data_folder, database_file
from etl.package import BadPackage
from etl.pipeline import build


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve TIP Ledger.")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    if not database_file().exists():
        try:
            build(data_folder(), database_file(), say)
        except BadPackage as bad:
            print(refusal(bad, database_file()), file=sys.stderr)
            return 1
    app = str(PROJECT / "dashboard" / "app.py")
    flags = {"server_port": options.port, "server_headless": options.no_browser}
    bootstrap.load_config_options(flags, app)
    bootstrap.run(app, False, [], flags)
    return 0


if __name__ == "__main__":
    sys.exit(main())
