"""`python -m dashboard.briefing KHM --format pdf docx --out DIR`: briefings from the command line."""

import argparse
import sys
from collections.abc import Callable
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
    ledger = Ledger(options.database)
    known = catalogue.ranked_countries(ledger)
    areas = list(known) if options.all else options.area
    options.out.mkdir(parents=True, exist_ok=True)
    for area in tqdm(areas, unit="briefing", disable=not options.all):
        try:
            briefing = make(ledger, area, options.register)
        except KeyError:
            print(
                f"{area} is neither a ranked country (ISO alpha-3), a TIP region (TIP-EAP) nor a tier (tier-3).",
                file=sys.stderr,
            )
            return 1
        for kind in options.format:
            file = options.out / f"{briefing.code}.{kind}"
            file.write_bytes(WRITERS[kind](briefing))
            if not options.all:
                print(file)
    return 0


def make(ledger: Ledger, area: str, register: str) -> Briefing:
    """The briefing of a country, a TIP region (TIP-EAP) or a tier (tier-3). Raises KeyError for anything else."""
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
