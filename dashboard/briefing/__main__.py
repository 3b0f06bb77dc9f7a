"""Briefings from the command line: `python -m dashboard.briefing KHM --format pdf --out DIR`."""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from dashboard.command_line import Lang, run
from etl.console import HOUSE, Ledger, OwnCases, example, say
from etl.importers.refusal import Refused
from etl.ledger_file import require_ledger
from etl.locations import data_folder
from etl.own_cases.store import private_files, refuse_inside_project
from etl.pipeline import build
from etl.words import message, told

Kind = StrEnum("Kind", ["pdf", "docx", "pptx", "xlsx"])
Register = Literal["policy", "plain"]


MEANT = message("Did you mean {names}?")
HOW_TO_NAME = message(
    "Write a country by any of its names, a region as TIP-EAP, a group as ASEAN, a tier as tier-3."
)


class SeveralFormats(TyperCommand):
    """Takes `--format pdf docx` for `--format pdf --format docx`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        spelled: list[str] = []
        after_format = False
        for word in args:
            more = after_format and word in Kind.__members__ and spelled[-1] != "--format"
            spelled += ["--format", word] if more else [word]
            after_format = word == "--format" or (after_format and word in Kind.__members__)
        return super().parse_args(ctx, spelled)


def briefing(
    database: Ledger,
    cases: OwnCases,
    format: Annotated[
        list[Kind],
        typer.Option(
            default_factory=lambda: [Kind.pdf],
            show_default="pdf",
            help="Form to write; several may be given.",
        ),
    ],
    areas: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="AREA…",
            help="Country (Cambodia, khm), TIP region (TIP-EAP), group (ASEAN) or tier (tier-3).",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every ranked country.")] = False,
    own_cases: Annotated[
        bool,
        typer.Option("--own-cases", help="The summary of your own cases, small cells withheld."),
    ] = False,
    register: Annotated[
        Register, typer.Option(help="The terms of the field, or plain sentences.")
    ] = "policy",
    lang: Lang = None,
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("."),
) -> None:
    """Write briefings: what the ledger holds on an area, every number with its source."""
    # Here, since what sets pages and draws charts takes two seconds to load.
    from tqdm import tqdm

    from dashboard.briefing.files import NoBriefing, ledger_at, write_files
    from dashboard.queries import catalogue
    from dashboard.wording.figures import either
    from dashboard.wording.language import of_environment, speak

    language = lang or of_environment()
    if not (every or areas or own_cases):
        raise typer.BadParameter(told("name an area, or ask for --all or --own-cases"))
    if not database.exists():
        build(data_folder(), database, say)
    require_ledger(database)
    if own_cases:
        with speak(language):
            return write_own_cases(cases, database, format, out)
    out.mkdir(parents=True, exist_ok=True)
    produce = partial(
        write_files,
        database=database,
        # As text: other processes do not know the enumeration of the module that was started.
        formats=[kind.value for kind in format],
        out=out,
        register=register,
        language=language,
    )
    if every:
        every_country = list(catalogue.ranked_countries(ledger_at(database)))
        # One process a core: drawing and setting are bound to the processor.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            made = pool.map(produce, every_country, chunksize=8)
            for _ in tqdm(made, total=len(every_country), unit="briefing"):
                pass
        return None
    for area in areas or []:
        try:
            print(*produce(area), sep="\n")
        except NoBriefing as none:
            with speak(language):
                meant = told(MEANT, names=either(none.like))
            raise Refused(none.said, meant if none.like else HOW_TO_NAME) from None
    return None


def write_own_cases(cases: Path, database: Path, formats: list[Kind], out: Path) -> None:
    from dashboard.briefing.files import ledger_at, write
    from dashboard.briefing.own_cases import summary
    from dashboard.queries.database import Database

    refuse_inside_project(out)
    if not cases.exists():
        raise Refused("{database} is not there.", "Import your cases first.", database=cases)
    made = summary(Database(cases), ledger_at(database), date.today())
    with private_files():
        out.mkdir(parents=True, exist_ok=True)
        print(*write(made, formats, out), sep="\n")


BRIEFING_EXAMPLES = example(
    "briefing KHM THA --format pdf docx --out briefings",
    "briefing --all --register plain --out briefings",
    "briefing CIV --lang fr --format docx --out notes",
    "briefing --own-cases --format docx --out summary",
)


def main(arguments: Sequence[str] | None = None) -> int:
    alone = typer.Typer(**HOUSE)
    alone.command(cls=SeveralFormats, epilog=BRIEFING_EXAMPLES)(briefing)
    return run(alone, "python -m dashboard.briefing", arguments)


if __name__ == "__main__":
    sys.exit(main())
