"""The words and columns of countries side by side."""

import pandas as pd

from dashboard.wording.figures import figure
from dashboard.wording.tiers import MOVEMENTS, TIER_NAMES, basis_mark

COMPARED = {
    "prosecutions": "Prosecutions",
    "convictions": "Convictions",
    "victims_identified": "Victims identified",
    "victims_detected": "Victims detected",
}


def comparison_headings(report_year: int) -> dict[str, str]:
    """The columns of the comparison, in their order: code, as in the address, and heading."""
    headings = {
        "tier_now": f"Tier {report_year}",
        "moved": "Moved",
        "tier_before": f"Tier {report_year - 1}",
        "history": "Tier history",
        "reports_in_tier": "Years in tier",
    }
    for measure, label in COMPARED.items():
        headings |= {
            measure: label,
            f"{measure}_printed": f"{label}, as printed",
            f"{measure}_unit": f"{label}, unit",
            f"{measure}_year": f"{label}, year",
            f"{measure}_source": f"{label}, source",
            f"{measure}_change": f"{label}, change on the year before",
            f"{measure}_per_100_000": f"{label} per 100,000 people",
        }
    return headings | {
        "convictions_per_100_prosecutions": "Convictions per 100 prosecutions",
        "ratio_year": "Convictions per 100 prosecutions, year",
        "palermo": "Palermo Protocol",
    }


def usual_columns() -> list[str]:
    """The codes of the columns that are shown until a reader chooses others."""
    return [
        code
        for code in comparison_headings(0)
        if not code.endswith("_unit") and not code.startswith("victims_identified")
    ]


def comparison_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Countries side by side as a table to read, its columns named by code; `table` as of compare.side_by_side."""
    shown = table.assign(
        tier_now=table["tier"].map(TIER_NAMES) + table["basis"].map(basis_mark),
        moved=table["movement"].map(MOVEMENTS),
        tier_before=table["previous_tier"].map(TIER_NAMES)
        + table["previous_basis"].map(basis_mark),
        palermo=table["palermo_date"].fillna("in force " + table["palermo_in_force"]),
    )
    years = [f"{measure}_year" for measure in COMPARED] + ["ratio_year"]
    shown[years] = shown[years].astype("Int64").astype("string")
    codes = [code for code in comparison_headings(0) if code != "history"]
    return shown[["name", *codes]]


def single_figures(rows: pd.DataFrame) -> str:
    """'India 2004: 20,390; …'. rows: name, year, value, qualifier."""
    columns = (rows[c] for c in ("name", "year", "value", "qualifier"))
    return "; ".join(f"{n} {y}: {figure(v, q)}" for n, y, v, q in zip(*columns, strict=True))
