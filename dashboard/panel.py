"""Sums over countries, told honestly: over all that reported, or over the same countries every year."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Panel:
    """Sums per year, and who stands behind them.

    yearly: year, fixed_sum, all_sum [unit], reporting (countries), entered, left (lists of (name, value), largest
    first, against the year before; what left has the value of that year; empty in the first year). Years in which no country reported are absent.
    fixed: names of the countries in every year of the span. broken: names left out of it for a known break.
    inexact: figures that are in no sum because they are not exact or in another unit.
    """

    yearly: pd.DataFrame
    fixed: list[str]
    broken: list[str]
    inexact: int
    unit: str


def add_up(figures: pd.DataFrame, first: int, last: int, broken: Collection[str] = ()) -> Panel:
    """Sum countries' figures of one publisher.

    figures: area, name, year, value, qualifier, unit. Only exact figures in the commonest unit are added.
    Raises ValueError for an empty frame.
    """
    if figures.empty:
        raise ValueError("no figures to add up")
    within = figures[figures["year"].between(first, last)]
    unit = figures["unit"].mode().iat[0]
    usable = within[
        (within["qualifier"] == "exact") & (within["unit"] == unit) & within["value"].notna()
    ]
    names = dict(zip(usable["area"], usable["name"], strict=True))
    years = usable.groupby("area")["year"].nunique()
    everywhere = set(years[years == last - first + 1].index)
    fixed = everywhere - set(broken)
    reporting = usable.groupby("year")["area"].agg(set)
    rows = []
    for year, here in reporting.items():
        of_year = usable[usable["year"] == year]
        before = reporting.get(year - 1, set()) if year > first else here
        rows.append(
            {
                "year": year,
                "fixed_sum": of_year.loc[of_year["area"].isin(fixed), "value"].sum()
                if fixed
                else None,
                "all_sum": of_year["value"].sum(),
                "reporting": len(here),
                "entered": named(of_year, here - before),
                "left": named(usable[usable["year"] == year - 1], before - here),
            }
        )
    columns = ["year", "fixed_sum", "all_sum", "reporting", "entered", "left"]
    return Panel(
        yearly=pd.DataFrame(rows, columns=columns),
        fixed=sorted(names[a] for a in fixed),
        broken=sorted(names[a] for a in everywhere & set(broken)),
        inexact=len(within) - len(usable),
        unit=unit,
    )


def named(of_year: pd.DataFrame, areas: set[str]) -> list[tuple[str, float]]:
    """The areas' names and values in one year, largest first."""
    rows = of_year[of_year["area"].isin(areas)].sort_values(
        ["value", "name"], ascending=[False, True]
    )
    return list(zip(rows["name"], rows["value"], strict=True))


def countries_from(figures: pd.DataFrame, last: int, broken: pd.DataFrame) -> pd.Series:
    """For each first year, how many countries have an exact figure in every year up to the last, unbroken.

    broken: area, year of the known breaks.
    """
    first = int(figures["year"].min())
    return pd.Series(
        {
            start: len(
                add_up(figures, start, last, broken.loc[broken["year"] > start, "area"]).fixed
            )
            for start in range(first, last)
        }
    )
