"""Briefings from the command line: `python -m dashboard.briefing KHM --format pdf --out DIR`."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from dashboard.briefing.country import REGISTERS
from dashboard.briefing.files import FORMATS, ledger_at, write_files
from dashboard.queries import catalogue
from etl.locations import data_folder, database_file
from etl.pipeline import build


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if not options.all and not options.area:
        parser().error("name an area, or ask for --all")
    if not options.database.exists():
        build(data_folder(), options.database, print)
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


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="python -m dashboard.briefing", description="Write briefings."
    )
    root.add_argument(
        "area", nargs="*", help="country (KHM), TIP region (TIP-EAP) or tier (tier-3)"
    )
    root.add_argument("--all", action="store_true", help="every ranked country")
    root.add_argument("--format", nargs="+", choices=FORMATS, default=["pdf"])
    root.add_argument("--register", choices=REGISTERS, default="policy")
    root.add_argument("--out", type=Path, default=Path("."))
    root.add_argument("--database", type=Path, default=database_file())
    return root


if __name__ == "__main__":
    sys.exit(main())
