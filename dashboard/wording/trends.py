"""Changes over the years in words, with the caveats of exactly the figures they speak of."""

from typing import Any

import pandas as pd

from dashboard.frames import each, groups, last_value
from dashboard.statistics import chance
from dashboard.statistics.yearly_sums import YearlySums
from dashboard.wording import comparison
from dashboard.wording.figures import (
    MARKED_COUNTS,
    figure,
    listed,
    number,
    ordinal,
    percent,
    press,
    spans,
    unit,
)
from dashboard.wording.language import said, said_of, within
from dashboard.wording.tiers import countries_in_words

ONLY = {
    "sexual_exploitation": ", sexual exploitation only",
    "forced_labour": ", forced labour only",
    "other": ", other only",
}
OTHERS_BESIDE_ONE = (
    "{count} other figure stands beside that of {years}.",
    "{count} other figures stand beside that of {years}.",
)
OTHERS_BESIDE = (
    "{count} other figure stands beside those of {years}.",
    "{count} other figures stand beside those of {years}.",
)
RUNS = {"rise": "{nth} rise in a row{unnumbered}.", "fall": "{nth} fall in a row{unnumbered}."}


def change(value: float, before: float, ratio: float | None) -> str:
    """'down 51 % from 102'; of numbers below ten no percentage is made."""
    if value == before:
        return said("the same as {before}").format(before=number(before))
    way = "up" if value > before else "down"
    if ratio is None or pd.isna(ratio):
        return said(f"{way} from {{before}}").format(before=number(before))
    return said(f"{way} {{size}} from {{before}}").format(
        size=percent(ratio), before=number(before)
    )


def latest_change(rows: pd.DataFrame, label: str, stated: pd.DataFrame) -> str:
    """The last figure of one area's series against the year before, and the caveats of exactly these figures.

    rows: a series of queries.yearly, of one area, at least one year. label: the measure's.
    stated: the area's changes that a text states without numbers (year, direction); they lengthen a run backwards.
    Where the last change is withheld, the reason stands in its place, and the last change that may be given follows.
    """
    last = rows.iloc[-1]
    compared = pd.isna(last.withheld)
    spoken_of = rows[rows["year"].between(last.year - compared, last.year)]
    changed = given = remark = ""
    if compared:
        moved = change(last.value, last.value_before, last.change_ratio)
        changed = said(", {change} in {before}").format(change=moved, before=last.year - 1)
    if last.reliability in ("press", "secondary"):
        whose = ", as {publisher} gives them" if compared else ", as {publisher} gives it"
        given = said(whose).format(publisher=last.publisher)
    if len(remarks := spoken_of["note"].fillna("").unique()) == 1 and remarks[0]:
        remark = said("; ") + remarks[0]
    sentences = [
        said("{amount} in {year}{change}{given}{remark}.").format(
            amount=amount_of_area(last, label) + press(last),
            year=last.year,
            change=changed,
            given=given,
            remark=remark,
        )
    ]
    if not compared:
        why = comparison.why_withheld(last)
        sentences.append(
            said("No change on the year before is given: {reason}.").format(reason=why)
        )
        sentences += last_given(rows)
    elif in_a_row := run_in_words(rows, stated):
        sentences.append(in_a_row)
    if compared:
        sentences += [*on_chance(last, last.value_before), *comparison.remarks(last)]
    return " ".join(sentences + caveats(spoken_of))


def amount_of_area(row: pd.Series, label: str) -> str:
    """'Cambodia: 50 prosecuted cases', or 'World, prosecutions: 9,000 (as reported, unit not stated)'."""
    told = figure(row.value, row.qualifier)
    of_form = said(ONLY[row.form]) if row.form in ONLY else ""
    agreeing = (
        isinstance(row.counted_as, str)
        and row.unit != "as_reported"
        and row.value != 1
        and row.counted not in MARKED_COUNTS
    )
    if agreeing:
        return f"{row['name']}{of_form}: {told} {row.counted_as.format(unit=unit(row.unit))}"
    return said("{name}, {label}{of_form}: {amount} ({unit})").format(
        name=row["name"], label=within(label), of_form=of_form, amount=told, unit=of_what(row)
    )


def of_what(row: Any) -> str:
    """'persons', or 'persons, referred' where the figure counts something else than the measure's name says."""
    counted = MARKED_COUNTS.get(row.counted)
    return f"{unit(row.unit)}, {said(counted)}" if counted else unit(row.unit)


def last_given(rows: pd.DataFrame) -> list[str]:
    """The last change that may be given, as a sentence; none where every change is withheld."""
    given = rows[rows["withheld"].isna()].tail(1)
    return [
        said(
            "The last change that may be given: {amount} ({unit}) in {year}, {change} in {before}."
        ).format(
            amount=number(r.value),
            unit=of_what(r),
            year=r.year,
            change=change(r.value, r.value_before, r.change_ratio),
            before=r.year - 1,
        )
        for r in each(given)
    ]


def run(rows: pd.DataFrame) -> int:
    """How many comparable changes in a row, up to the last, have its direction; 0 where it has none."""
    length, direction, year = 0, None, None
    for row in each(rows.iloc[::-1]):
        if pd.notna(row.withheld) or row.change == 0 or (year is not None and row.year != year - 1):
            break
        if direction is not None and (row.change > 0) != direction:
            break
        direction, year = row.change > 0, row.year
        length += 1
    return length


def run_in_words(rows: pd.DataFrame, stated: pd.DataFrame) -> str | None:
    """'Third fall in a row.', and how many of them are known without numbers; None where the last change is alone."""
    counted = run(rows)
    if not counted:
        return None
    direction = "fall" if last_value(rows["change"]) < 0 else "rise"
    years = set(stated.loc[stated["direction"] == direction, "year"])
    year, told = last_value(rows["year"]) - counted, 0
    while year - told in years:
        told += 1
    if counted + told < 2:
        return None
    unnumbered = ""
    if told == 1:
        unnumbered = said(", by the reports as quoted; no numbers for the first")
    elif told:
        unnumbered = said(", by the reports as quoted; no numbers for the first {first}").format(
            first=told
        )
    nth = ordinal(counted + told).capitalize()
    return said(RUNS[direction]).format(nth=nth, unnumbered=unnumbered)


def came_and_left(row) -> str:
    """Who entered and left a sum, largest first. row: entered, left as of yearly_sums.YearlySums."""
    parts = []
    for told, moved in (
        ("{number} entered: {named}{more}", row.entered),
        ("{number} left: {named}{more}", row.left),
    ):
        if moved:
            named = ", ".join(f"{name} ({number(value)})" for name, value in moved[:5])
            others = len(moved) - 5
            more = said_of(others, " and {count} more", " and {count} more").format(count=others)
            parts.append(
                said(told).format(number=len(moved), named=named, more=more if others > 0 else "")
            )
    return said("; ").join(parts)


def all_sums(total: YearlySums, label: str) -> str:
    """The first and the last sum over all that reported, each with how many they were: never as a change."""
    first, last = (
        said("{amount} ({unit}) in {year}, from {countries}").format(
            amount=number(row.all_sum),
            unit=unit(total.unit),
            year=row.year,
            countries=countries_in_words(row.reporting),
        )
        for row in each(total.yearly.iloc[[0, -1]])
    )
    return said(
        "{label}, all that reported: {first}; {last}. Different countries stand behind each."
    ).format(label=label, first=first, last=last)


def sum_change(total: YearlySums) -> str:
    """The last sum over the same countries against the year before; two years or more.

    A sum of independent Poisson counts is one too: the test of chance serves it as it serves a single country, but
    for one that is most of it.
    """
    sums = total.yearly["fixed_sum"]
    (before, now), countries = sums.tail(2), len(total.fixed)
    last = int(last_value(total.yearly["year"]))
    ratio = (now - before) / before if before else None
    told = said(
        "{amount} ({unit}) in {year} in the same {countries}, {change} in {before}."
    ).format(
        amount=number(now),
        unit=unit(total.unit),
        year=last,
        countries=countries_in_words(countries),
        change=change(now, before, ratio),
        before=last - 1,
    )
    sizes = sums.diff().abs().dropna()
    of_sum = pd.Series(
        {
            "value": now,
            "unit": total.unit,
            "counted": total.counted,
            "earlier_changes": len(sizes) - 1,
            "smaller_changes": int((sizes.iloc[:-1] < sizes.iloc[-1]).sum()),
        }
    )
    dominated = (total.largest_share or 0) > chance.LARGEST_SHARE
    return " ".join([told, *([] if dominated else on_chance(of_sum, before))])


def what_is_added(total: YearlySums) -> str:
    """What a sum is of, and how many figures are in none."""
    doubted = ""
    if total.doubted:
        doubted = said(", {doubted} of them because the ledger contradicts them").format(
            doubted=number(total.doubted)
        )
    return said_of(
        total.left_out,
        "Exact figures in {unit}{kind} and {period} years only; {count} figure is in no sum, being inexact, doubted, or "
        "of another unit, period or kind{doubted}.",
        "Exact figures in {unit}{kind} and {period} years only; {count} figures are in no sum, being inexact, doubted, or "
        "of another unit, period or kind{doubted}.",
    ).format(
        unit=unit(total.unit),
        kind=f" ({said(comparison.COUNTED[total.counted])})" if total.counted else "",
        period=said(total.period),
        count=number(total.left_out),
        doubted=doubted,
    )


def largest_part(name: str, change: float) -> str:
    told = (
        "The largest part of it: {name}, {size} more."
        if change > 0
        else "The largest part of it: {name}, {size} fewer."
    )
    return said(told).format(name=name, size=number(abs(change)))


def comparable(pair, start: int, end: int) -> str:
    """Whether two years of one area may be compared. pair: a row of queries.yearly.against, of the year `end`."""
    if isinstance(pair.withheld, str):
        return said("No: {reason}.").format(reason=comparison.why_withheld(pair, start))
    told = [
        said(
            "No break is on record between them: {amount} ({unit}) in {year}, {change} in {before}."
        ).format(
            amount=number(pair.value),
            unit=of_what(pair),
            year=end,
            change=change(pair.value, pair.value_base, pair.change_ratio),
            before=start,
        )
    ]
    if pair.kind != "country":
        told.append(
            said(
                "Different countries report each year, so that a difference may be one of who reported."
            )
        )
        told += [said(ESTIMATES)] if pair.unit == "as_reported" else []
    for years, what in (
        (pair.silent, "This series has no figure for {years} between them."),
        (pair.doubted, "Between them the figures of these years are doubted: {years}."),
        (pair.jumps, "Between them the series changes five times or more within a year: {years}."),
    ):
        if len(years):
            told.append(said(what).format(years=spans(years)))
    if end == start + 1:
        told += on_chance(pair, pair.value_base)
    return " ".join(told + comparison.remarks(pair))


# Of the tables of the TIP Report on the world and its regions.
ESTIMATES = "The State Department calls its sums over countries estimates."


def caveats(figures: pd.DataFrame) -> list[str]:
    """What a reader must know of the figures that a sentence speaks of, and nothing else.

    figures: one area's rows of a series, one or two years. A remark that all of them share is left to the sentence.
    """
    told = []
    if figures["note"].fillna("").nunique() > 1:
        noted = figures[figures["note"].notna()]
        told += [
            said("Remark on {year}: {remark}.").format(year=r.year, remark=r.note)
            for r in each(noted)
        ]
    bounds = figures[(figures["qualifier"] == "less_than") & figures["source_note"].notna()]
    told += [
        said("Of the bound for {year} the source says: {remark}.").format(
            year=r.year, remark=r.source_note
        )
        for r in each(bounds)
    ]
    told += [
        said("The figure for {year} is doubted: {reason}.").format(
            year=r.year, reason=comparison.doubt(r)
        )
        for r in each(figures[figures["doubt"].notna()])
    ]
    told += [
        said(
            "Counted for {years} is something else than the measure's name says ({counted})."
        ).format(years=listed(rows["year"]), counted=said(MARKED_COUNTS[counted]))
        for counted, rows in groups(figures, "counted")
        if counted in MARKED_COUNTS
    ]
    summed = figures["area"].str.startswith(("WORLD", "TIP-")) & (figures["unit"] == "as_reported")
    if summed.any():
        told.append(said(ESTIMATES))
    if revised := years_where(figures, figures["revised"].astype(bool)):
        told.append(said("Editions differ on {years}.").format(years=revised))
    if rivals := int(figures["competing"].sum()):
        contested = figures["competing"] > 0
        beside = OTHERS_BESIDE_ONE if contested.sum() == 1 else OTHERS_BESIDE
        years = years_where(figures, contested)
        told.append(said_of(rivals, *beside).format(count=rivals, years=years))
    if in_period := years_where(figures, figures["period"] == "reporting"):
        told.append(
            said(
                "Counted in the reporting period of the report, not in the calendar year: {years}."
            ).format(years=in_period)
        )
    if by_fiscal_year := years_where(figures, figures["period"] == "fiscal"):
        told.append(said("Counted by fiscal year: {years}.").format(years=by_fiscal_year))
    return told


def years_counted(values: pd.DataFrame) -> str:
    """What a year stands for on the axis. values: period."""
    told = [said("By the year counted, not the report year.")]
    if (values["period"] == "reporting").any():
        told.append(
            said(
                "Some figures are for a report's own period, about April of the year to the next March."
            )
        )
    if (values["period"] == "fiscal").any():
        told.append(said("Some are for fiscal years."))
    return " ".join(told)


def years_where(figures: pd.DataFrame, holds: pd.Series) -> str:
    """'2012 and 2013'; empty where it holds in none."""
    return listed(figures.loc[holds, "year"])


def on_chance(row, before: float) -> list[str]:
    """Whether a change on the year before could be chance, else how it ranks in its series; one sentence or none.

    row: value, unit, counted, earlier_changes, smaller_changes, of a change that is given. Nothing is said of the
    tables of the TIP Report that the report itself calls estimates (unit as_reported), nor of referrals.
    """
    if row.unit == "as_reported" or row.counted in chance.REFERRALS:
        return []
    standing = chance.standing(before, row.value, row.earlier_changes)
    if standing == "could_be_chance":
        return [said("This change could be chance.")]
    if standing == "ranked":
        smaller, earlier = int(row.smaller_changes), int(row.earlier_changes)
        if smaller == earlier:
            told = said("It is larger than all of the {earlier} earlier changes of this series.")
        elif smaller == 0:
            told = said("It is larger than none of the {earlier} earlier changes of this series.")
        else:
            told = said(
                "It is larger than {smaller} of the {earlier} earlier changes of this series."
            )
        return [told.format(smaller=smaller, earlier=earlier)]
    return []
