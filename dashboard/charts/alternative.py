"""A chart in one or two sentences, made from its figures, for readers who do not see it."""

import pandas as pd

from dashboard.frames import each, groups, last_value
from dashboard.wording import accounts
from dashboard.wording.cases import step_name
from dashboard.wording.figures import figure, number
from dashboard.wording.language import said, said_of, within
from dashboard.wording.tiers import TIER_NAMES, in_a_line, in_brackets, known_by, not_read, standing


def tier_map(placed: pd.DataFrame, report_year: int) -> str:
    """placed: tier, basis, one row a country."""
    return f"World map of TIP tiers in the {report_year} report: {standing(placed)}."


def tiers_over_time(counts: pd.DataFrame) -> str:
    """counts: report_year, tier, countries, derived."""
    last = counts["report_year"].max()
    now = counts[counts["report_year"] == last].set_index("tier")
    parts = [
        f"{now['countries'][tier]} on {name}{in_brackets(now['derived'][tier], now['press'][tier])}"
        for tier, name in TIER_NAMES.items()
        if tier in now.index
    ]
    return f"Countries per tier, {counts['report_year'].min()} to {last}. In {last}: {', '.join(parts)}."


def tier_strip(history: pd.DataFrame, name: str) -> str:
    """history: report_year, tier, basis; oldest first."""
    return f"Tier history of {name}: {in_a_line(history)}."


def series(values: pd.DataFrame, title: str, kind: str = "Line chart") -> str:
    """values: name, year, value, qualifier, shown (the value in words) where it is not the figure; oldest first."""
    told = (
        values["shown"]
        if "shown" in values
        else [figure(v, q) for v, q in zip(values["value"], values["qualifier"], strict=True)]
    )
    parts = []
    for name, rows in groups(values.assign(told=told), "name"):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            f"{name}: {first.told} in {first.year}, {last.told} in {last.year}, {len(rows)} years with a figure"
        )
    return f"{kind} of {title}. {'; '.join(parts)}."


def matrix(placed: pd.DataFrame) -> str:
    """placed: name, report_year, tier, basis; one row a placement."""
    return (
        f"Matrix of {placed['name'].nunique()} countries by {placed['report_year'].nunique()} report years, "
        f"{placed['report_year'].min()} to {placed['report_year'].max()}, coloured by tier; "
        f"{len(placed)} placements{known_by(placed['basis'])}."
    )


def flow(moved: pd.DataFrame, from_year: int, to_year: int) -> str:
    """moved: movement, from_basis, to_basis, one row a country."""
    counts = moved["movement"].value_counts()
    known = moved[["from_basis", "to_basis"]]
    derived = (known == "derived").any(axis=1)
    press = (known == "press").any(axis=1) & ~derived
    marked = not_read(derived.sum(), press.sum()) or "none"
    return (
        f"Flow of countries from tier to tier, reports of {from_year} and {to_year}: {counts.get('up', 0)} up, "
        f"{counts.get('down', 0)} down, {counts.get('same', 0)} in the same tier. Placements derived or from the press alone: {marked}."
    )


def medians(found: pd.DataFrame, label: str) -> str:
    """found: publisher, report_year, tier, countries, derived, median (empty where withheld)."""
    given = found[found["median"].notna()]
    parts = [
        f"{TIER_NAMES[tier]}, {accounts.NAMES[publisher]}: {figure(last_value(rows['median']))} over {last_value(rows['countries'])} countries"
        f"{in_brackets(last_value(rows['derived']), last_value(rows['press']))} "
        f"in {last_value(rows['report_year'])}"
        for (tier, publisher), rows in groups(
            given.sort_values(["tier", "publisher"], kind="stable"), ["tier", "publisher"]
        )
    ]
    return f"Median {label.lower()} by tier and report year. Latest: {'; '.join(parts) or 'none can be given'}."


def case_steps(steps: pd.DataFrame) -> str:
    """steps: date (empty if undated), name."""
    undated = said("without a date")
    told = said("; ").join(
        f"{within(s.name)} {s.date if isinstance(s.date, str) else undated}" for s in each(steps)
    )
    return said("Steps of the case in order: {told}.").format(told=told)


def own_parts(counted: pd.DataFrame, title: str) -> str:
    shown = counted[counted["records"].notna()]
    largest = [f"{row.part} {number(row.records)}" for row in each(shown.head(8))]
    return said("{title}. Largest: {largest}. {withheld} withheld.").format(
        title=title,
        largest=said("; ").join(largest or [said("all withheld")]),
        withheld=number(len(counted) - len(shown)),
    )


def own_years(counted: pd.DataFrame, title: str) -> str:
    told = (
        f"{row.year} {said('withheld') if pd.isna(row.records) else number(row.records)}"
        for row in each(counted)
    )
    return f"{title}. {said('; ').join(told)}."


def cases_by_country(counts: pd.DataFrame) -> str:
    """counts: iso3, name, cases; most first."""
    most = said("; ").join(f"{row.name} {row.cases}" for row in each(counts.head(10)))
    return said_of(
        len(counts),
        "Documented cases in {count} country. Most: {most}.",
        "Documented cases in {count} countries. Most: {most}.",
    ).format(count=len(counts), most=most)


def cases_by_year(counts: pd.DataFrame) -> str:
    """counts: year, proceeding, cases."""
    told = said("; ").join(
        f"{year} {n}" for year, n in counts.groupby("year")["cases"].sum().items()
    )
    return said("Documented cases by the year of their last dated step: {told}.").format(told=told)


def stages(reached: pd.DataFrame, proceeding: str) -> str:
    told = said("; ").join(
        f"{within(step_name(s.step, proceeding))} {s.cases}" for s in each(reached)
    )
    return said("Documented cases with each step on record: {told}.").format(told=told)


def times(stages: pd.DataFrame, proceeding: str) -> str:
    told = said("; ").join(
        said_of(
            s.cases_timed,
            "{step} {shortest} to {longest} days ({count} case)",
            "{step} {shortest} to {longest} days ({count} cases)",
        ).format(
            step=within(step_name(s.step, proceeding)),
            shortest=number(round(s.median_days_shortest)),
            longest=number(round(s.median_days_longest)),
            count=s.cases_timed,
        )
        for s in each(stages[stages["cases_timed"] > 0])
    )
    return said("Median days since the step before: {told}.").format(told=told)
