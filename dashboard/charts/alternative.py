"""A chart in one or two sentences, made from its figures, for readers who do not see it."""

import pandas as pd

from dashboard.wording import TIER_NAMES, figure


def placements(placed: pd.DataFrame, report_year: int) -> str:
    """placed: tier, one row a country."""
    counts = placed["tier"].value_counts()
    parts = [f"{counts[tier]} on {name}" for tier, name in TIER_NAMES.items() if tier in counts]
    return f"World map of TIP tiers in the {report_year} report: {', '.join(parts)}."


def tiers_over_time(counts: pd.DataFrame) -> str:
    """counts: report_year, tier, countries."""
    last = counts["report_year"].max()
    now = counts[counts["report_year"] == last].set_index("tier")["countries"]
    parts = [f"{now[tier]} on {name}" for tier, name in TIER_NAMES.items() if tier in now]
    return f"Countries per tier, {counts['report_year'].min()} to {last}. In {last}: {', '.join(parts)}."


def tier_strip(history: pd.DataFrame, name: str) -> str:
    """history: report_year, tier; oldest first."""
    years = "; ".join(f"{r.report_year} {TIER_NAMES[r.tier]}" for r in history.itertuples())
    return f"Tier history of {name}: {years}."


def series(values: pd.DataFrame, title: str) -> str:
    """values: name, year, value, qualifier; oldest first."""
    parts = []
    for name, rows in values.groupby("name", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            f"{name}: {figure(first.value, first.qualifier)} in {first.year}, "
            f"{figure(last.value, last.qualifier)} in {last.year}, {len(rows)} years with a figure"
        )
    return f"Line chart of {title}. {'; '.join(parts)}."
