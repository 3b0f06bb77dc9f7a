"""Briefings from the command line: `python -m dashboard.briefing KHM --format pdf --out DIR`."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from dashboard.briefing.files import FORMATS, ledger_at, write, write_files
from dashboard.briefing.own_cases import summary
from dashboard.briefing.registers import REGISTERS
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from etl.importers.refusal import Refused
from etl.locations import data_folder, database_file, own_case_file
from etl.own_cases.store import private_files, refuse_inside_project
from etl.pipeline import build


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if not options.all and not options.area and not options.own_cases:
        parser().error("name an area, or ask for --all or --own-cases")
    if not options.database.exists():
        build(data_folder(), options.database, print)
    if options.own_cases:
        return write_own_cases(options)
    options.out.mkdir(parents=True, exist_ok=True)
    produce = partial(
        write_files,
        database=options.database,
        formats=options.format,
        out=options.out,
        register=options.register,
    )
    if options.all:
        areas = list(catalogue.ranked_countries(ledger_at(options.database)))
        # One process a core: drawing and setting are bound to the processor.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            for _ in tqdm(pool.map(produce, areas, chunksize=8), total=len(areas), unit="briefing"):
                pass
        return 0
    for area in options.area:
        try:
            print(*produce(area), sep="\n")
        except KeyError:
            print(
                f"{area} is neither a ranked country (ISO alpha-3), a TIP region (TIP-EAP) "
                "nor a tier (tier-3).",
                file=sys.stderr,
            )
            return 1
    return 0


def write_own_cases(options: argparse.Namespace) -> int:
    try:
        refuse_inside_project(options.out)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if not options.cases.exists():
        print(f"{options.cases} is not there.\n    Import your cases first.", file=sys.stderr)
        return 1
    made = summary(Database(options.cases), ledger_at(options.database), date.today())
    with private_files():
        options.out.mkdir(parents=True, exist_ok=True)
        print(*write(made, options.format, options.out), sep="\n")
    return 0


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="python -m dashboard.briefing", description="Write briefings."
    )
    root.add_argument(
        "area", nargs="*", help="country (KHM), TIP region (TIP-EAP) or tier (tier-3)"
    )
    root.add_argument("--all", action="store_true", help="every ranked country")
    root.add_argument(
        "--own-cases",
        action="store_true",
        help="the summary of your own cases, small cells withheld",
    )
    root.add_argument(
        "--cases", type=Path, default=own_case_file(), help="database of your own cases"
    )
    root.add_argument("--format", nargs="+", choices=FORMATS, default=["pdf"])
    root.add_argument("--register", choices=REGISTERS, default="policy")
    root.add_argument("--out", type=Path, default=Path("."))
    root.add_argument("--database", type=Path, default=database_file())
    return root


if __name__ == "__main__":
    sys.exit(main())
