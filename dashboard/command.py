"""The console command `tip-ledger`: what makes the ledger, what shows it, what writes briefings from it."""

from collections.abc import Sequence

from dashboard.__main__ import SERVE_EXAMPLES, serve
from dashboard.briefing.__main__ import BRIEFING_EXAMPLES, SeveralFormats, briefing
from dashboard.command_line import run
from etl import command
from etl.console import with_version


def main(arguments: Sequence[str] | None = None) -> int:
    whole = with_version(command.app)
    whole.command(epilog=SERVE_EXAMPLES)(serve)
    whole.command(cls=SeveralFormats, epilog=BRIEFING_EXAMPLES)(briefing)
    return run(whole, "tip-ledger", arguments)
