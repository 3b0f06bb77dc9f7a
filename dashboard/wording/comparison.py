"""The words and columns of countries side by side."""

import pandas as pd

from dashboard.wording.figures import figure
from dashboard.wording.figures import unit as unit_name
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
            f"{measure}_number": f"{label}, number",
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


# The columns beside the country's name that are shown until a reader chooses others.
USUAL_COLUMNS = ["tier_now", "moved", "history", "reports_in_tier", *COMPARED]

SORTS = {
    "tier": "Tier, lowest first",
    "name": "Name",
    "reports_in_tier": "Years in tier, most first",
} | {measure: f"{label}, most first" for measure, label in COMPARED.items()}
LOWEST_FIRST = ["3", "2WL", "2", "1", "SC"]


def in_order(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Countries side by side in the order of SORTS; those without a figure last. table: as of compare.side_by_side."""
    keys = {
        "tier": table["tier"].map(LOWEST_FIRST.index),
        "name": table["name"],
        "reports_in_tier": -table["reports_in_tier"],
    }
    key = keys[by] if by in keys else -table[by]
    return (
        table.assign(key=key)
        .sort_values(["key", "name"], na_position="last")
        .drop(columns="key")
        .reset_index(drop=True)
    )


# Publishers as they are named in a cell.
SHORT_NAMES = {"US Department of State": "TIP Report"}


def figure_cell(
    printed: object, unit: object, year: object, publisher: object, reliability: object
) -> str | None:
    """'46 · 2023 · UNODC', with the unit where that is not persons or victims; None where no figure is known.

    One known from the press alone is marked.
    """
    if not isinstance(printed, str):
        return None
    counted = "" if unit in ("persons", "victims") else f" {unit_name(str(unit))}"
    press = " (press)" if reliability == "press" else ""
    named = SHORT_NAMES.get(str(publisher), str(publisher))
    return f"{printed}{counted} · {int(str(year).partition('.')[0])} · {named}{press}"


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
    for measure in COMPARED:
        shown[f"{measure}_number"] = table[measure]
        columns = (
            table[f"{measure}_{part}"]
            for part in ("printed", "unit", "year", "publisher", "reliability")
        )
        shown[measure] = [figure_cell(*cell) for cell in zip(*columns, strict=True)]
    codes = [code for code in comparison_headings(0) if code != "history"]
    return shown[["name", *codes]]


def single_figures(rows: pd.DataFrame) -> str:
    """'India 2004: 20,390; …'. rows: name, year, value, qualifier."""
    columns = (rows[c] for c in ("name", "year", "value", "qualifier"))
    return "; ".join(f"{n} {y}: {figure(v, q)}" for n, y, v, q in zip(*columns, strict=True))
