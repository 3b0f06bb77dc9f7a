"""What is said of the changes from one edition to another."""

import pandas as pd

from dashboard.wording.figures import number

LEAD = (
    "What an edition of the ledger changed against the one before: placements and figures that are new, altered, "
    "withdrawn or newly in doubt. A figure whose unit or scope was corrected is withdrawn under the old one and new "
    "under the other. The history is that of this dashboard, and begins with the first edition that was in service here."
)
FIRST = "This is the first edition in service here: there is none before it to compare it with."
KINDS = ("new", "altered", "withdrawn", "doubted")
NOTHING = "Nothing of this changed since that edition."


def unknown_edition(text: str) -> str:
    return (
        f"Edition {text} is not in the history of this dashboard, so nothing can be said about what changed since. "
        "Compare the two with `tip-ledger diff`."
    )


def build_in_words(data_version: str, content_hash: str, built_at: pd.Timestamp) -> str:
    return f"{data_version} ({content_hash[:8]}), built {built_at:%-d %B %Y}"


COUNTED, SINGLE = "By measure and source", "One by one"


def brought(new: int, altered: int, withdrawn: int, doubted: int) -> str:
    """'1,200 new, 3 altered, none withdrawn.': how many changes there are of each kind."""
    counts = {"new": new, "altered": altered, "withdrawn": withdrawn, "newly in doubt": doubted}
    told = [f"{number(rows)} {kind}" for kind, rows in counts.items() if rows]
    return (
        f"Placements and figures: {', '.join(told)}."
        if told
        else "No placement and no figure changed."
    )
