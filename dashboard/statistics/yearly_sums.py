"""Sums over countries, told honestly: over all that reported, or over the same countries every year."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from dashboard.frames import first_value, last_value

# Of a smaller number no percentage is made: gives_percent of etl/marts/comparison.sql.
LEAST_FOR_PERCENT = 10


@dataclass(frozen=True)
class YearlySums:
    """Sums per year, and who stands behind them.

    yearly: year, fixed_sum, all_sum [unit], fixed_population (None where a country of the fixed sum has none),
    reporting (countries), entered, left (lists of (name, value), largest first, against the year before; what left
    has the value of that year; empty in the first year). Years in which no country reported are absent.
    fixed: names of the countries in every year of the span. broken: names left out of it for a known break.
    left_out: figures that are in no sum because they are not exact, are doubted, or are of another unit or period or
    count something else; doubted: how many of them are exact and doubted.
    largest_share: of the fixed sum of the last year, the part of one country [0 to 1]; None without a fixed sum of ten or more.
    """

    yearly: pd.DataFrame
    fixed: list[str]
    broken: list[str]
    left_out: int
    doubted: int
    largest_share: float | None
    unit: str
    period: str
    counted: str


def add_up(
    figures: pd.DataFrame, first: int, last: int, broken: Collection[str] = ()
) -> YearlySums:
    """Sum countries' figures of one publisher.

    figures: area, name, year, value, qualifier, doubt, unit, period, counted, population. broken: areas with a known break in the span.
    Raises ValueError for an empty frame.
    """
    if figures.empty:
        raise ValueError("no figures to add up")
    unit, period, counted = commonest(figures)
    within = figures[figures["year"].between(first, last)]
    usable = within[addable(within, unit, period, counted)]
    counts = usable.pivot(index="area", columns="year", values="value")
    names = usable.drop_duplicates("area").set_index("area")["name"].sort_values()
    counts = counts.reindex(names.index)
    complete = counts.notna().sum(axis=1) == last - first + 1
    everywhere = set(counts.index[complete])
    fixed = [area for area in counts.index if area in everywhere - set(broken)]
    people = usable[usable["area"].isin(fixed)].groupby("year")["population"]
    yearly = pd.DataFrame(
        {
            "fixed_sum": counts.loc[fixed].sum() if fixed else None,
            "fixed_population": people.sum().where(people.count() == len(fixed)),
            "all_sum": counts.sum(),
            "reporting": counts.notna().sum(),
            "entered": [
                moved(counts, names, year, year - 1, first) for year in counts.columns.astype(int)
            ],
            "left": [
                moved(counts, names, year - 1, year, first) for year in counts.columns.astype(int)
            ],
        },
        index=counts.columns,
    )
    return YearlySums(
        yearly=yearly.reset_index(),
        fixed=names[fixed].tolist(),
        broken=sorted(names[list(everywhere & set(broken))]),
        left_out=len(within) - len(usable),
        doubted=int(((within["qualifier"] == "exact") & within["doubt"].notna()).sum()),
        largest_share=share_of_largest(counts.loc[fixed]),
        unit=unit,
        period=period,
        counted=counted,
    )


def share_of_largest(counts: pd.DataFrame) -> float | None:
    """The part of one country in the sum of the last year [0 to 1]. counts: countries by years."""
    if counts.empty or (total := counts.iloc[:, -1].sum()) < LEAST_FOR_PERCENT:
        return None
    return float(counts.iloc[:, -1].max() / total)


def largest_part(figures: pd.DataFrame, total: YearlySums) -> tuple[str, float] | None:
    """The country of the fixed sum whose figure changed most, the way the sum did, in the last year; None if none did.

    figures: as of add_up. The change is in the sum's unit.
    """
    of_fixed = figures[figures["name"].isin(total.fixed)]
    counts = of_fixed.pivot(index="name", columns="year", values="value")
    last = int(last_value(total.yearly["year"]))
    if last - 1 not in counts:
        return None
    change = counts[last] - counts[last - 1]
    if change.sum() == 0:
        return None
    at = change.argmax() if change.sum() > 0 else change.argmin()
    return change.index.to_list()[at], float(change.iloc[at])


def commonest(figures: pd.DataFrame) -> tuple[str, str, str]:
    """The commonest unit, period and `counted` together: cases are not added to persons, nor fiscal years to calendar
    years, nor potential victims to identified ones."""
    together = figures.groupby(["unit", "period", "counted"]).size()
    unit, period, counted = together.index.to_list()[together.argmax()]
    return unit, period, counted


def addable(figures: pd.DataFrame, unit: str, period: str, counted: str) -> pd.Series:
    """Which figures may be added: exact, undoubted ones that count the same."""
    return (
        (figures["qualifier"] == "exact")
        & figures["doubt"].isna()
        & (figures["counted"] == counted)
        & (figures["unit"] == unit)
        & (figures["period"] == period)
        & figures["value"].notna()
    )


def moved(
    counts: pd.DataFrame, names: pd.Series, here: int, there: int, first: int
) -> list[tuple[str, float]]:
    """Who has a figure in the year `here` and none in `there`, with it, largest first; no one before the first year."""
    if min(here, there) < first or here not in counts:
        return []
    only_here = counts[here].notna() & (counts[there].isna() if there in counts else True)
    values = counts.loc[only_here, here].sort_values(ascending=False, kind="stable")
    return list(zip(names[values.index], values, strict=True))


def viewed(total: YearlySums, view: str) -> pd.DataFrame:
    """The sum over the same countries in a view of views.VIEWS: year, value; years without a value are absent.

    rate: per 100,000 people of these countries together; index: first year of the sum = 100; percent: 100 = doubled.
    Neither is of numbers below ten.
    """
    if not total.fixed:
        return pd.DataFrame(columns=["year", "value"])
    summed = total.yearly["fixed_sum"].astype(float)
    before = summed.shift()
    least = summed.where(summed < before, before)
    value = {
        "count": summed,
        "rate": 100_000 * summed / total.yearly["fixed_population"].astype(float),
        "index": 100 * summed / first_value(summed.where(summed >= LEAST_FOR_PERCENT)),
        "change": summed - before,
        "percent": 100 * (summed - before) / before.where(least >= LEAST_FOR_PERCENT),
    }[view]
    return pd.DataFrame({"year": total.yearly["year"], "value": value}).dropna()


def countries_from(figures: pd.DataFrame, last: int, broken: pd.DataFrame) -> pd.Series:
    """For each first year, how many countries have an addable figure in every year up to the last, unbroken.

    figures: as of add_up. broken: area, year of the known breaks.
    """
    first = int(figures["year"].min())
    usable = figures[addable(figures, *commonest(figures)) & (figures["year"] <= last)]
    told = usable.pivot(index="area", columns="year", values="value").notna()
    told = told.reindex(columns=range(first, last + 1), fill_value=False)
    in_a_row = told.iloc[:, ::-1].astype(int).cumprod(axis=1).sum(axis=1)
    since = (last + 1 - in_a_row).to_frame("gap")
    since["break"] = broken.groupby("area")["year"].max().reindex(since.index)
    whole_from = since.max(axis=1)
    return pd.Series({start: int((whole_from <= start).sum()) for start in range(first, last)})
