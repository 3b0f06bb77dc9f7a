"""What is said of the changes from one edition to another."""

import pandas as pd

from dashboard.wording.figures import number
from dashboard.wording.language import day, said, said_of

LEAD = (
    "What an edition of the ledger changed against the one before: placements and figures that are new, altered, "
    "withdrawn or newly in doubt. A figure whose unit or scope was corrected is withdrawn under the old one and new "
    "under the other. The history is that of this dashboard, and begins with the first edition that was in service here."
)
FIRST = "This is the first edition in service here: there is none before it to compare it with."
KINDS = ("new", "altered", "withdrawn", "doubted")
NOTHING = "Nothing of this changed since that edition."
FEED = "A feed of new editions: [/changes.atom](/changes.atom)."


def unknown_edition(text: str) -> str:
    return said(
        "Edition {text} is not in the history of this dashboard, so nothing can be said about what changed since. "
        "Compare the two with `tip-ledger diff`."
    ).format(text=text)


def build_in_words(data_version: str, content_hash: str, built_at: pd.Timestamp) -> str:
    return said("{version} ({hash}), built {day}").format(
        version=data_version, hash=content_hash[:8], day=day(built_at)
    )


COUNTED, SINGLE = "By measure and source", "One by one"


BROUGHT = {
    "new": ("{count} new", "{count} new"),
    "altered": ("{count} altered", "{count} altered"),
    "withdrawn": ("{count} withdrawn", "{count} withdrawn"),
    "doubted": ("{count} newly in doubt", "{count} newly in doubt"),
}


def brought(new: int, altered: int, withdrawn: int, doubted: int) -> str:
    """'1,200 new, 3 altered, none withdrawn.': how many changes there are of each kind."""
    counts = {"new": new, "altered": altered, "withdrawn": withdrawn, "doubted": doubted}
    told = [
        said_of(rows, *BROUGHT[kind]).format(count=number(rows))
        for kind, rows in counts.items()
        if rows
    ]
    if not told:
        return said("No placement and no figure changed.")
    return said("Placements and figures: {told}.").format(told=", ".join(told))
