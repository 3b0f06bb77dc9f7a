"""Own cases in words: codes of both layouts, countries, withheld cells."""

import re
from collections.abc import Mapping

import pandas as pd

WITHHELD = "fewer than 10, or withheld to protect those"
COUNTED = "Cells under 10 are withheld, and further cells where the rest would give them away."
SEVERAL = "A record may carry several codes, so the parts need not add up."
REFERRALS = (
    "HTCDS 2.0 has no field for an answer. An outgoing referral counts as answered once the status is Closed or Closed "
    "referred, an incoming one once there is a status."
)
BESIDE = (
    "Your own cases are a part of no national figure, nor a sample of it; each side has its own axis and its own unit. "
    "A rise on either side may be more crime, better detection or fuller reporting."
)
ELSEWHERE = (
    "**Your own cases are shown although this dashboard does not listen on this machine alone**, because "
    "`{setting}` is set. Everyone who can reach {address} can read them. Unset it to end that."
)


def code(text: str, countries: Mapping[str, str]) -> str:
    """'DebtBondage' → 'Debt bondage', 'F_Construction' → 'Construction', 'KHM → THA' → 'Cambodia → Thailand'."""
    if " → " in text:
        return " → ".join(code(end, countries) for end in text.split(" → "))
    if text in countries:
        return countries[text]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub("^[A-Z]_", "", text)).replace("_", " ")
    return words if words.isupper() else words.capitalize()


def codes(cell: str, countries: Mapping[str, str]) -> str:
    """Several codes with semicolons, in words with commas."""
    return ", ".join(code(part, countries) for part in cell.split(";"))


def counts(table: pd.DataFrame, unit: str, countries: Mapping[str, str]) -> pd.DataFrame:
    """A table of parts and records for the reader: those shown in words, those withheld in one line without names."""
    shown = table[table["records"].notna()]
    lines = pd.DataFrame(
        {
            "part": [code(part, countries) for part in shown["part"]],
            unit: [f"{n:,}" for n in shown["records"]],
        }
    )
    if len(shown) < len(table):
        others = "Others" if len(shown) else "All"
        lines.loc[len(lines)] = [others, "withheld"]
    return lines


def amount(number: int, noun: str) -> str:
    """'fewer than 10 cases' or '1,204 cases', for a text that is handed on."""
    return f"fewer than 10 {noun}" if number < 10 else f"{number:,} {noun}"
