"""Figures into words: one way to write a number, a unit, a span of years."""

from collections.abc import Iterable
from datetime import date
from math import isfinite
from typing import Any

import humanize
import pandas as pd

from dashboard.frames import each, groups
from dashboard.wording import language
from dashboard.wording.language import said, said_of

# What can be counted one by one, by the code of its unit: of one, and of another number.
AMOUNTS = {
    "cases": ("{count} case", "{count} cases"),
    "persons": ("{count} person", "{count} persons"),
    "victims": ("{count} victim", "{count} victims"),
    "suspects": ("{count} suspect", "{count} suspects"),
    "defendants": ("{count} defendant", "{count} defendants"),
    "traffickers": ("{count} trafficker", "{count} traffickers"),
    "offences": ("{count} offence", "{count} offences"),
    "reports": ("{count} report", "{count} reports"),
    "visas": ("{count} visa", "{count} visas"),
    "incidents": ("{count} incident", "{count} incidents"),
    "decisions": ("{count} decision", "{count} decisions"),
    "signals": ("{count} signal", "{count} signals"),
}
UNIT_NAMES = {"as_reported": "as reported, unit not stated"}

QUALIFIED = {
    "exact": "{}",
    "less_than": "fewer than {}",
    "at_least": "at least {}",
    "approximately": "about {}",
    "estimate": "an estimated {}",
}


def number(value: float) -> str:
    """A figure as printed, with thousands separators: 1,234 or 4.1."""
    if not language.in_english():
        return language.number(value)
    return f"{int(value):,}" if isfinite(value) and value == int(value) else f"{value:,}"


def figure(value: float, qualifier: str = "exact") -> str:
    """A figure with its qualifier: 'fewer than 5', 'at least 100'."""
    return said(QUALIFIED[qualifier]).format(number(value))


def rate(per_100_000: float) -> str:
    """A number per 100,000 people: '9.71'."""
    if 0 < per_100_000 < 0.01:
        return said("less than {}").format(decimal(0.01, 2))
    return decimal(per_100_000, 2)


def decimal(value: float, digits: int) -> str:
    """A number with so many digits after the point: '1,234.50'."""
    return f"{value:,.{digits}f}" if language.in_english() else language.number(value, digits)


def unit(code: str) -> str:
    return said(UNIT_NAMES.get(code, code))


NO_FIGURE = "no figure"
# Of a part, of one form or counted apart there are figures.
PART_ONLY = "no whole figure"

# Years that are no calendar years are told as such.
MARKED_PERIODS = ("fiscal", "reporting")

# So is what a figure counts under a name that says something else or more.
MARKED_COUNTS = {
    "referred": "referred",
    "potential": "potential",
    "assisted": "assisted",
    "mixed": "several kinds together",
    "new": "new ones only",
}


def amount(row: Any) -> str:
    """A row's figure with its unit: '50 cases', 'fewer than 5 persons', '1 trafficker'."""
    return in_unit(figure(row.value, row.qualifier), row.value, row.unit)


def in_unit(told: str, value: float, code: str) -> str:
    """A value, as it is told, with its unit: '1 case', 'fewer than 5 cases'."""
    if code not in AMOUNTS:
        return f"{told} {unit(code)}"
    return said_of(value, *AMOUNTS[code]).format(count=told)


def year_counted(row: Any) -> str:
    """'2023', or 'fiscal year 2023' and 'reporting year 2023' where that is no calendar year."""
    return year_of_period(row.year, row.period)


def year_of_period(year: int, period: str) -> str:
    return said(f"{period} year {{}}").format(year) if period in MARKED_PERIODS else str(year)


def event_in_units(row: Any) -> str:
    """'Investigations, 2023: 25 cases, 26 suspects: one event, told in 2 units (…).' row: of queries.country."""
    return said("**{label}, {year}:** {amounts}: one event told in {units} units{marks}.").format(
        label=row.label,
        year=row.year,
        amounts=in_units(row),
        units=len(row.told),
        marks=marks(row, row.publisher, row.vintage),
    )


def in_units(row: Any) -> str:
    """'25 cases, 26 suspects' of one event. row: of queries.country.events_in_units."""
    return ", ".join(
        in_unit(figure(t["value"], t["qualifier"]), t["value"], t["unit"]) for t in row.told
    )


def press(row: Any) -> str:
    """The mark of a figure that was found in the press only."""
    return said(" (press)") if row.reliability == "press" else ""


def marks(row: Any, *named: str, year_told: bool = False, doubt_told: bool = False) -> str:
    """What a table, a chart or a list says of a figure: ' (referred, press, doubted, fiscal year)'.

    named: what stands first in the same brackets. The rest: as of marked.
    """
    return in_brackets([*named, *marked(row, year_told=year_told, doubt_told=doubt_told)])


def in_brackets(told: Iterable[str], between: str = ", ") -> str:
    """What is told beside a figure, in one pair of brackets: ' (press, fiscal year)'; nothing where nothing is."""
    every = between.join(filter(None, told))
    return f" ({every})" if every else ""


def counted_as(code: str) -> str:
    """'referred', what a figure counts under a name that says something else or more; nothing for what the name says."""
    return said(MARKED_COUNTS[code]) if code in MARKED_COUNTS else ""


def marked(row: Any, *, year_told: bool = False, doubt_told: bool = False) -> list[str]:
    """The marks of a figure. row: reliability, doubt, period, and counted where it stands under a measure's own name.

    year_told, doubt_told: the kind of year, the doubt is told already.
    """
    counted = MARKED_COUNTS.get(getattr(row, "counted", ""))
    told = [
        *([counted] if counted else []),
        *(["press"] if row.reliability == "press" else []),
        *(["doubted"] if isinstance(row.doubt, str) and not doubt_told else []),
        *([f"{row.period} year"] if row.period in MARKED_PERIODS and not year_told else []),
    ]
    return list(map(said, told))


def spans(years: Iterable[int]) -> str:
    """'2001 to 2003 and 2005' for 2001, 2002, 2003 and 2005."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listed(from_to(run[0], run[-1]) for run in runs)


def from_to(first: int, last: int) -> str:
    """'2001 to 2003'; '2001' where both are that."""
    return str(first) if first == last else said("{} to {}").format(first, last)


def listed(parts: Iterable[object]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return humanize.natural_list(list(parts)) if language.in_english() else language.listed(parts)


def either(parts: Iterable[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    return language.listed(parts, "or")


ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def ordinal(n: int) -> str:
    """'first' to 'tenth', then '11th'."""
    if not language.in_english():
        return said("{}th").format(n)
    return ORDINALS[n - 1] if n <= len(ORDINALS) else humanize.ordinal(n)


def percent(ratio: float, digits: int = 0) -> str:
    """The size of a share or change in percent, never rounded to nothing or to everything: 'less than 1 %'."""
    size, least = abs(ratio) * 100, 10**-digits
    written, told = said("{value} %"), "{}"
    if 0 < size < least:
        size, told = least, said("less than {}")
    elif 100 - least < size < 100:
        size, told = 100 - least, said("more than {}")
    return told.format(written.format(value=decimal(size, digits)))


def plural(n: int, noun: str) -> str:
    if n == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


# Of one official, and of another number; and what of them is missing.
OFFICIALS = {
    "officials_investigated": ("{count} investigated", "{count} investigated"),
    "officials_prosecuted": ("{count} prosecuted", "{count} prosecuted"),
    "officials_convicted": ("{count} convicted", "{count} convicted"),
}
MISSING = {
    "officials_investigated": "investigated",
    "officials_prosecuted": "prosecuted",
    "officials_convicted": "convicted",
}


def officials(counted: pd.DataFrame) -> list[str]:
    """Officials, one line a year, the latest first: '2021: 5 convicted; investigated and prosecuted not reported'.

    counted: of queries.cases.officials. Years in which nothing was reported are told together in the last line.
    """
    told, silent = [], []
    for year, rows in groups(counted, "year"):
        reported = rows[rows["value"].notna()]
        if reported.empty:
            silent.append(int(year))
            continue
        parts = [
            said_of(r.value, *OFFICIALS[r.measure]).format(count=figure(r.value, r.qualifier))
            + marks(r)
            for r in each(reported)
        ]
        missing = [said(MISSING[m]) for m in rows.loc[rows["value"].isna(), "measure"]]
        rest = (
            said("; {measures}: not reported").format(measures=listed(missing)) if missing else ""
        )
        told.append(
            said("**{year}:** {figures}{rest}").format(
                year=year, figures=", ".join(parts), rest=rest
            )
        )
    never = [said("Not reported: {years}").format(years=spans(silent))] if silent else []
    return [*told, *never]


CONSENTS = {
    "ratification": "ratification on {date}",
    "accession": "accession on {date}",
    "acceptance": "acceptance on {date}",
    "approval": "approval on {date}",
    "succession": "succession on {date}",
    "consent": "consent on {date}",
}


def dated(iso: str) -> str:
    """A date of the data, as precisely as it is known, as a sentence of the language has it: in English as it stands there."""
    if language.in_english() or "-" not in iso:
        return iso
    if iso.count("-") == 1:
        return language.month(*map(int, iso.split("-")))
    return language.day(date.fromisoformat(iso))


def protocol(row: Any, name: str) -> str:
    """'Cambodia signed … and has been a party since …', as far as dates were read. row: of queries.country.protocol."""
    parts = []
    if isinstance(row.signature_date, str):
        parts.append(said("signed on {date}").format(date=dated(row.signature_date)))
    if isinstance(row.consent_date, str):
        kind = row.consent_type if isinstance(row.consent_type, str) else "consent"
        parts.append(said(CONSENTS[kind]).format(date=dated(row.consent_date)))
    if isinstance(row.entry_into_force, str):
        parts.append(said("in force on {date}").format(date=dated(row.entry_into_force)))
    note = f" ({row.note})" if isinstance(row.note, str) else ""
    return said("{name} and the Palermo Protocol: {dates}{note}.").format(
        name=name, dates=", ".join(parts) or said("date not known"), note=note
    )
