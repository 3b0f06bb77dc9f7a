"""Changes over the years in words, with the caveats of exactly the figures they speak of."""

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
    plural,
    press,
    spans,
    unit,
)
from dashboard.wording.language import said as in_words


def change(value: float, before: float, ratio: float | None) -> str:
    """'down 51 % from 102'; from zero there is no percentage."""
    if value == before:
        return in_words("the same as {before}").format(before=number(before))
    way = "up" if value > before else "down"
    if ratio is None or pd.isna(ratio):
        return in_words(f"{way} from {{before}}").format(before=number(before))
    return in_words(f"{way} {{size}} from {{before}}").format(
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
    said = f"{amount_of_area(last, label)}{press(last)} in {last.year}"
    if compared:
        said += f", {change(last.value, last.value_before, last.change_ratio)} in {last.year - 1}"
    if last.reliability in ("press", "secondary"):
        said += f", as {last.publisher} {'gives them' if compared else 'gives it'}"
    if len(remarks := spoken_of["note"].fillna("").unique()) == 1 and remarks[0]:
        said += f"; {remarks[0]}"
    sentences = [f"{said}."]
    if not compared:
        sentences += [f"No change on the year before is given: {comparison.why_withheld(last)}."]
        sentences += last_given(rows)
    elif in_a_row := run_in_words(rows, stated):
        sentences.append(in_a_row)
    if compared:
        sentences += [*on_chance(last, last.value_before), *comparison.remarks(last)]
    return " ".join(sentences + caveats(spoken_of))


def amount_of_area(row: pd.Series, label: str) -> str:
    """'Cambodia: 50 prosecuted cases', or 'World, prosecutions: 9,000 (as reported, unit not stated)'."""
    told = figure(row.value, row.qualifier)
    of_form = "" if row.form == "all" else f", {row.form.replace('_', ' ')} only"
    in_words = isinstance(row.counted_as, str) and row.unit != "as_reported" and row.value != 1
    if in_words:
        return f"{row['name']}{of_form}: {told} {row.counted_as.format(unit=unit(row.unit))}"
    return f"{row['name']}, {label.lower()}{of_form}: {told} ({unit(row.unit)})"


def last_given(rows: pd.DataFrame) -> list[str]:
    """The last change that may be given, as a sentence; none where every change is withheld."""
    given = rows[rows["withheld"].isna()].tail(1)
    return [
        f"The last change that may be given: {number(r.value)} ({unit(r.unit)}) in {r.year}, "
        f"{change(r.value, r.value_before, r.change_ratio)} in {r.year - 1}."
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
    said = f"{ordinal(counted + told).capitalize()} {direction} in a row"
    if told:
        first = "the first" if told == 1 else f"the first {told}"
        said += f", by the reports as quoted; no numbers for {first}"
    return f"{said}."


def came_and_left(row) -> str:
    """Who entered and left a sum, largest first. row: entered, left as of yearly_sums.YearlySums."""
    parts = []
    for word, moved in (("entered", row.entered), ("left", row.left)):
        if moved:
            named = ", ".join(f"{name} ({number(value)})" for name, value in moved[:5])
            more = f" and {len(moved) - 5} more" if len(moved) > 5 else ""
            parts.append(f"{len(moved)} {word}: {named}{more}")
    return "; ".join(parts)


def all_sums(total: YearlySums, label: str) -> str:
    """The first and the last sum over all that reported, each with how many they were: never as a change."""
    first, last = (
        f"{number(row.all_sum)} ({unit(total.unit)}) in {row.year}, from {row.reporting} {plural(row.reporting, 'country')}"
        for row in each(total.yearly.iloc[[0, -1]])
    )
    return f"{label}, all that reported: {first}; {last}. Different countries stand behind each."


def sum_change(total: YearlySums) -> str:
    """The last sum over the same countries against the year before; two years or more.

    A sum of independent Poisson counts is one too: the test of chance serves it as it serves a single country, but
    for one that is most of it.
    """
    sums = total.yearly["fixed_sum"]
    (before, now), countries = sums.tail(2), len(total.fixed)
    last = int(last_value(total.yearly["year"]))
    ratio = (now - before) / before if before else None
    said = (
        f"{number(now)} ({unit(total.unit)}) in {last} in the same {countries} {plural(countries, 'country')}, "
        f"{change(now, before, ratio)} in {last - 1}."
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
    return " ".join([said, *([] if dominated else on_chance(of_sum, before))])


def what_is_added(total: YearlySums) -> str:
    """What a sum is of, and how many figures are in none."""
    doubted = (
        f", {number(total.doubted)} of them because the ledger contradicts them"
        if total.doubted
        else ""
    )
    kind = f" ({comparison.COUNTED[total.counted]})" if total.counted else ""
    return (
        f"Exact figures in {unit(total.unit)}{kind} and {total.period} years only; {number(total.left_out)} "
        f"{plural(total.left_out, 'figure')} {'is' if total.left_out == 1 else 'are'} in no sum, being inexact, doubted, or "
        f"of another unit, period or kind{doubted}."
    )


def largest_part(name: str, change: float) -> str:
    return f"The largest part of it: {name}, {number(abs(change))} {'more' if change > 0 else 'fewer'}."


def comparable(pair, start: int, end: int) -> str:
    """Whether two years of one area may be compared. pair: a row of queries.yearly.against, of the year `end`."""
    if isinstance(pair.withheld, str):
        return f"No: {comparison.why_withheld(pair, start)}."
    said = [
        f"No break is on record between them: {number(pair.value)} ({unit(pair.unit)}) in {end}, "
        f"{change(pair.value, pair.value_base, pair.change_ratio)} in {start}."
    ]
    if pair.kind != "country":
        said.append(
            "Different countries report each year, so that a difference may be one of who reported."
        )
    for years, what in (
        (pair.silent, "This series has no figure for {} between them."),
        (pair.doubted, "Between them the figures of these years are doubted: {}."),
        (pair.jumps, "Between them the series changes five times or more within a year: {}."),
    ):
        if len(years):
            said.append(what.format(spans(years)))
    if end == start + 1:
        said += on_chance(pair, pair.value_base)
    return " ".join(said + comparison.remarks(pair))


def caveats(figures: pd.DataFrame) -> list[str]:
    """What a reader must know of the figures that a sentence speaks of, and nothing else.

    figures: one area's rows of a series, one or two years. A remark that all of them share is left to the sentence.
    """
    said = []
    if figures["note"].fillna("").nunique() > 1:
        noted = figures[figures["note"].notna()]
        said += [f"Remark on {r.year}: {r.note}." for r in each(noted)]
    bounds = figures[(figures["qualifier"] == "less_than") & figures["source_note"].notna()]
    said += [f"Of the bound for {r.year} the source says: {r.source_note}." for r in each(bounds)]
    said += [
        f"The figure for {r.year} is doubted: {comparison.doubt(r)}."
        for r in each(figures[figures["doubt"].notna()])
    ]
    said += [
        f"Counted for {listed(rows['year'])} is something else than the measure's name says ({MARKED_COUNTS[counted]})."
        for counted, rows in groups(figures, "counted")
        if counted in MARKED_COUNTS
    ]
    if revised := years_where(figures, figures["revised"].astype(bool)):
        said.append(f"Editions differ on {revised}.")
    if rivals := int(figures["competing"].sum()):
        contested = figures["competing"] > 0
        said.append(
            f"{rivals} other {plural(rivals, 'figure')} {'stands' if rivals == 1 else 'stand'} beside "
            f"{'that' if contested.sum() == 1 else 'those'} of {years_where(figures, contested)}."
        )
    if in_period := years_where(figures, figures["period"] == "reporting"):
        said.append(
            f"Counted in the reporting period of the report, not in the calendar year: {in_period}."
        )
    if by_fiscal_year := years_where(figures, figures["period"] == "fiscal"):
        said.append(f"Counted by fiscal year: {by_fiscal_year}.")
    return said


def years_counted(values: pd.DataFrame) -> str:
    """What a year stands for on the axis. values: period."""
    said = "By the year counted, not the report year."
    if (values["period"] == "reporting").any():
        said += " Some figures are for a report's own period, about April of the year to the next March."
    if (values["period"] == "fiscal").any():
        said += " Some are for fiscal years."
    return said


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
        return ["This change could be chance."]
    if standing == "ranked":
        smaller, earlier = int(row.smaller_changes), int(row.earlier_changes)
        share = {0: "none", earlier: "all"}.get(smaller, str(smaller))
        return [f"It is larger than {share} of the {earlier} earlier changes of this series."]
    return []
