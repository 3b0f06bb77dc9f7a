"""Sums over countries, told honestly: over all that reported, or over the same countries every year."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Panel:
    """Sums per year, and who stands behind them.

    yearly: year, fixed_sum, all_sum [unit], fixed_population (None where a country of the fixed sum has none), reporting (countries), entered, left (lists of (name, value), largest
    first, against the year before; what left has the value of that year; empty in the first year). Years in which no country reported are absent.
    fixed: names of the countries in every year of the span. broken: names left out of it for a known break.
    left_out: figures that are in no sum because they are not exact, or of another unit or period.
    """

    yearly: pd.DataFrame
    fixed: list[str]
    broken: list[str]
    left_out: int
    unit: str
    period: str


def add_up(figures: pd.DataFrame, first: int, last: int, broken: Collection[str] = ()) -> Panel:
    """Sum countries' figures of one publisher.

    figures: area, name, year, value, qualifier, unit, period, population. Only exact figures of the commonest unit
    and period together are added: cases are not added to persons, nor fiscal years to calendar years.
    Raises ValueError for an empty frame.
    """
    if figures.empty:
        raise ValueError("no figures to add up")
    within = figures[figures["year"].between(first, last)]
    unit, period = figures.groupby(["unit", "period"]).size().idxmax()
    usable = within[
        (within["qualifier"] == "exact")
        & (within["unit"] == unit)
        & (within["period"] == period)
        & within["value"].notna()
    ]
    names = dict(zip(usable["area"], usable["name"], strict=True))
    years = usable.groupby("area")["year"].nunique()
    everywhere = set(years[years == last - first + 1].index)
    fixed = everywhere - set(broken)
    reporting = usable.groupby("year")["area"].agg(set)
    rows = []
    for year, here in reporting.items():
        of_year = usable[usable["year"] == year]
        of_fixed = of_year[of_year["area"].isin(fixed)]
        before = reporting.get(year - 1, set()) if year > first else here
        rows.append(
            {
                "year": year,
                "fixed_sum": of_fixed["value"].sum() if fixed else None,
                "fixed_population": of_fixed["population"].sum()
                if fixed and of_fixed["population"].notna().all()
                else None,
                "all_sum": of_year["value"].sum(),
                "reporting": len(here),
                "entered": named(of_year, here - before),
                "left": named(usable[usable["year"] == year - 1], before - here),
            }
        )
    columns = [
        "year",
        "fixed_sum",
        "fixed_population",
        "all_sum",
        "reporting",
        "entered",
        "left",
    ]
    return Panel(
        yearly=pd.DataFrame(rows, columns=columns),
        fixed=sorted(names[a] for a in fixed),
        broken=sorted(names[a] for a in everywhere & set(broken)),
        left_out=len(within) - len(usable),
        unit=unit,
        period=period,
    )


def viewed(total: Panel, view: str) -> pd.DataFrame:
    """The sum over the same countries in a view of views.VIEWS: year, value; years without a value are absent.

    rate: per 100,000 people of these countries together; index: first year of the sum = 100; percent: 100 = doubled.
    """
    if not total.fixed:
        return pd.DataFrame(columns=["year", "value"])
    summed = total.yearly["fixed_sum"].astype(float)
    before = summed.shift()
    value = {
        "count": summed,
        "rate": 100_000 * summed / total.yearly["fixed_population"].astype(float),
        "index": 100 * summed / summed.iat[0] if summed.iat[0] else summed * float("nan"),
        "change": summed - before,
        "percent": 100 * (summed - before) / before.where(before != 0),
    }[view]
    return pd.DataFrame({"year": total.yearly["year"], "value": value}).dropna()


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
