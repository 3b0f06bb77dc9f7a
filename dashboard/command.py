"""The console command `tip-ledger`: what makes the ledger, what shows it, what writes briefings from it."""

from collections.abc import Sequence

from dashboard.__main__ import SERVE_EXAMPLES, serve
from dashboard.briefing.__main__ import BRIEFING_EXAMPLES, SeveralFormats, briefing
from etl import command, console


def main(arguments: Sequence[str] | None = None) -> int:
    whole = console.with_version(command.app)
    whole.command(epilog=SERVE_EXAMPLES)(serve)
    whole.command(cls=SeveralFormats, epilog=BRIEFING_EXAMPLES)(briefing)
    return console.run(whole, "tip-ledger", arguments)
