"""Briefings from the command line: `python -m dashboard.briefing KHM --format pdf --out DIR`."""

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from dashboard.briefing import content, excel, pdf, powerpoint, word
from dashboard.briefing.content import Briefing
from dashboard.ledger import Ledger
from dashboard.queries import catalogue
from dashboard.wording import TIER_NAMES
from etl.locations import data_folder, database_file
from etl.pipeline import build

WRITERS: dict[str, Callable[[Briefing], bytes]] = {
    "pdf": pdf.write,
    "docx": word.write,
    "pptx": powerpoint.write,
    "xlsx": excel.write,
}


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


@cache
def ledger_at(database: Path) -> Ledger:
    return Ledger(database)


def write_files(
    area: str, database: Path, formats: list[str], out: Path, register: str
) -> list[Path]:
    """Write one area's briefing in each format; returns the files.

    Raises KeyError for an unknown area.
    """
    briefing = make(ledger_at(database), area, register)
    files = [out / f"{briefing.code}.{kind}" for kind in formats]
    for file, kind in zip(files, formats, strict=True):
        file.write_bytes(WRITERS[kind](briefing))
    return files


def make(ledger: Ledger, area: str, register: str) -> Briefing:
    """The briefing of a country, a TIP region (TIP-EAP) or a tier (tier-3).

    Raises KeyError for anything else.
    """
    if area.startswith("TIP-"):
        code = area.removeprefix("TIP-")
        return content.group_briefing(
            ledger, catalogue.tip_regions(ledger)[code], regions=[code], code=area
        )
    if area.startswith("tier-"):
        code = area.removeprefix("tier-")
        return content.group_briefing(ledger, TIER_NAMES[code], tiers=[code], code=area)
    return content.country_briefing(ledger, area, register=register)


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="python -m dashboard.briefing", description="Write briefings."
    )
    root.add_argument(
        "area", nargs="*", help="country (KHM), TIP region (TIP-EAP) or tier (tier-3)"
    )
    root.add_argument("--all", action="store_true", help="every ranked country")
    root.add_argument("--format", nargs="+", choices=WRITERS, default=["pdf"])
    root.add_argument("--register", choices=content.REGISTERS, default="policy")
    root.add_argument("--out", type=Path, default=Path("."))
    root.add_argument("--database", type=Path, default=database_file())
    return root


if __name__ == "__main__":
    sys.exit(main())
