"""A chart in one or two sentences, made from its figures, for readers who do not see it."""

import pandas as pd

from dashboard.frames import each, groups, last_value
from dashboard.wording import accounts
from dashboard.wording.cases import step_name
from dashboard.wording.figures import dated, figure, marks, number
from dashboard.wording.language import said, said_of, within
from dashboard.wording.tiers import (
    TIER_NAMES,
    countries_in_words,
    in_a_line,
    in_brackets,
    known_by,
    not_read,
    standing,
    tier_name,
)


def tier_map(placed: pd.DataFrame, report_year: int) -> str:
    """placed: tier, basis, one row a country."""
    return said("World map of TIP tiers in the {year} report: {tiers}.").format(
        year=report_year, tiers=standing(placed)
    )


def tiers_over_time(counts: pd.DataFrame) -> str:
    """counts: report_year, tier, countries, derived."""
    last = counts["report_year"].max()
    now = counts[counts["report_year"] == last].set_index("tier")
    parts = [
        said("{number} on {tier}{known}").format(
            number=now["countries"][tier],
            tier=said(name),
            known=in_brackets(now["derived"][tier], now["press"][tier]),
        )
        for tier, name in TIER_NAMES.items()
        if tier in now.index
    ]
    return said("Countries per tier, {first} to {last}. In {last}: {tiers}.").format(
        first=counts["report_year"].min(), last=last, tiers=", ".join(parts)
    )


def tier_strip(history: pd.DataFrame, name: str) -> str:
    """history: report_year, tier, basis; oldest first."""
    return said("Tier history of {name}: {tiers}.").format(name=name, tiers=in_a_line(history))


def series(values: pd.DataFrame, title: str, kind: str = "Line chart") -> str:
    """values: name, year, and shown (the value in words) or value, qualifier and what marks tells; oldest first."""
    told = (
        values["shown"]
        if "shown" in values
        else [figure(row.value, row.qualifier) + marks(row) for row in each(values)]
    )
    parts = []
    for name, rows in groups(values[["name", "year"]].assign(told=told), "name"):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            said(
                "{name}: {first} in {first_year}, {last} in {last_year}, {years} years with a figure"
                if len(rows) > 1
                else "{name}: {first} in {first_year}, the only year with a figure"
            ).format(
                name=name,
                first=first.told,
                first_year=first.year,
                last=last.told,
                last_year=last.year,
                years=len(rows),
            )
        )
    return said("{kind} of {title}. {figures}.").format(
        kind=said(kind), title=title, figures=said("; ").join(parts)
    )


def matrix(placed: pd.DataFrame) -> str:
    """placed: name, report_year, tier, basis; one row a placement."""
    return said(
        "Matrix of {countries} countries by {years} report years, {first} to {last}, coloured by tier; "
        "{placements} placements{known}."
    ).format(
        countries=placed["name"].nunique(),
        years=placed["report_year"].nunique(),
        first=placed["report_year"].min(),
        last=placed["report_year"].max(),
        placements=len(placed),
        known=known_by(placed["basis"]),
    )


def flow(moved: pd.DataFrame, from_year: int, to_year: int) -> str:
    """moved: movement, from_basis, to_basis, one row a country."""
    counts = moved["movement"].value_counts()
    known = moved[["from_basis", "to_basis"]]
    derived = (known == "derived").any(axis=1)
    press = (known == "press").any(axis=1) & ~derived
    return said(
        "Flow of countries from tier to tier, reports of {before} and {year}: {up} up, {down} down, {same} in the same "
        "tier. Placements derived or from the press alone: {known}."
    ).format(
        before=from_year,
        year=to_year,
        up=counts.get("up", 0),
        down=counts.get("down", 0),
        same=counts.get("same", 0),
        known=not_read(derived.sum(), press.sum()) or said("none"),
    )


def medians(found: pd.DataFrame, label: str) -> str:
    """found: publisher, report_year, tier, countries, derived, median (empty where withheld)."""
    given = found[found["median"].notna()]
    parts = [
        said("{tier}, {publisher}: {median} over {countries}{known} in {year}").format(
            tier=tier_name(tier),
            publisher=said(accounts.NAMES[publisher]),
            median=figure(last_value(rows["median"])),
            countries=countries_in_words(last_value(rows["countries"])),
            known=in_brackets(last_value(rows["derived"]), last_value(rows["press"])),
            year=last_value(rows["report_year"]),
        )
        for (tier, publisher), rows in groups(
            given.sort_values(["tier", "publisher"], kind="stable"), ["tier", "publisher"]
        )
    ]
    return said("Median {label} by tier and report year. Latest: {medians}.").format(
        label=within(label), medians=said("; ").join(parts) or said("none can be given")
    )


def case_steps(steps: pd.DataFrame) -> str:
    """steps: date (empty if undated), name."""
    undated = said("without a date")
    told = said("; ").join(
        f"{within(s.name)} {dated(s.date) if isinstance(s.date, str) else undated}"
        for s in each(steps)
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
        for s in each(stages[stages["median_days_longest"].notna()])
    )
    return said("Median days since the step before: {told}.").format(told=told)
