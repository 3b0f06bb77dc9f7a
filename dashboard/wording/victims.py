"""What the Victims page says of figures: parts, gaps, labels and measures."""

from typing import Any

import pandas as pd

from dashboard.frames import each, groups
from dashboard.wording.figures import (
    counted_as,
    figure,
    from_to,
    in_brackets,
    marks,
    number,
    percent,
    unit,
)
from dashboard.wording.language import each_said, said, said_of, within
from dashboard.wording.tiers import opening

BREAKDOWNS = {
    "sex_age": "Women, men, girls, boys",
    "sex": "Sex",
    "age": "Age",
    "form": "Form of exploitation",
    "citizenship": "Citizenship",
    "repatriation": "Country of repatriation",
}

PARTS = {
    "women": "Women",
    "girls": "Girls",
    "men": "Men",
    "boys": "Boys",
    "female": "Female",
    "male": "Male",
    "adult": "Adults",
    "child": "Children",
    "sexual_exploitation": "Sexual exploitation",
    "forced_labour": "Forced labour",
    "other adult": "Other sex, adults",
    "other child": "Other sex, children",
    "other": "Other",
    "unknown": "Unknown",
}

KINDS = {
    "domestic": "own citizens",
    "foreign": "citizens of other countries",
    "abroad": "from abroad, country not named",
    "unknown": "citizenship unknown",
    "group": "a group of countries",
    "stateless": "stateless",
    "total": "total over all citizenships, as printed",
    "unmappable": "label that names no one country",
}

PARTS_COUNTED = (
    "Persons, as printed; parts need not add up to the total. Hatched: victims of the total that no part can hold; "
    "what is left open below the total, suppressed parts may hold. Open marks stand for fewer than 5, not for 0."
)

SHARES_COUNTED = (
    "Printed parts as shares of the total that the same edition prints. What stays open below 100 % is in no printed part. "
    "There is no share of a total that is no exact count, is below ten or in doubt, or that its parts exceed."
)

NO_SHARES = (
    "No edition gives here, for these years, a total that shares can be taken of: an exact count of ten or more that is not "
    "in doubt and that its parts do not exceed."
)

MEASURES_DIFFER = (
    "Victims *detected* (UNODC) and victims *identified* (TIP Report) are people whom authorities recorded as victims, "
    "each under its own rules, and a rise may mean better detection rather than more crime. "
    "*Referrals* to the UK mechanism are potential victims before any decision, and US hotline *signals* and *cases* are "
    "messages and the situations opened from them, not people. "
    "*Prevalence estimates* (Walk Free) are modelled numbers of people on one day in 2021, counted nowhere, and stand "
    "on no axis with a count."
)

SMALL_CELLS = (
    'A cell printed as "<5" stays suppressed: it is never drawn with a height, never enters a sum, and has no value in '
    "a download but the publisher's limit. Where suppressed cells (at most 4 each) could hold the whole difference "
    "between a total and the other parts, the difference is withheld, since it would give them away; where the "
    "difference is larger than they could hold, only the rest is stated, as at least so many. Sums over years or countries "
    "add printed numbers only. In case records of your own, cells under 10 are withheld, and so is a second cell wherever "
    "one alone could be worked out from the rest."
)


# By the outcome of queries.victims.shortfalls; without a total there is none.
GAPS = {
    "adds_up": "{year}: the parts by {division} add up to the total of {total}{aside}.",
    "falls_short": "{year}: the parts by {division} fall short of the total of {total} by {difference}{aside}.",
    "exceeds": "{year}: the parts by {division} exceed the total of {total} by {difference}{aside}.",
    "total_doubted": "{year}: the edition contradicts the total of {total}, so parts by {division} are not compared with "
    "it{aside}.",
    "total_not_exact": "{year}: the total is suppressed itself, so parts by {division} cannot be compared with it{aside}.",
}
NO_TOTAL = "{year}: the edition prints parts by {division} but no total{aside}."


def gap(row: pd.Series, breakdown: str) -> str:
    """One year's parts against its total, in a sentence. row: one row of queries.victims.shortfalls."""
    if row.outcome == "withheld":
        told = said_of(
            row.suppressed_parts,
            "{year}: {count} suppressed part could account for the difference between the parts by {division} and the "
            "total of {total}; it is withheld{aside}.",
            "{year}: {count} suppressed parts could account for the difference between the parts by {division} and the "
            "total of {total}; it is withheld{aside}.",
        )
    else:
        told = said(GAPS.get(row.outcome, NO_TOTAL))
    aside = ""
    if row.set_aside_rows:
        aside = said_of(
            row.set_aside_rows,
            " ({count} contradictory row of that year left out; the difference may lie there)",
            " ({count} contradictory rows of that year left out; the difference may lie there)",
        ).format(count=row.set_aside_rows)
    apart = row.excess if row.outcome == "exceeds" else row.shortfall
    with_difference = row.outcome in ("exceeds", "falls_short")
    return told.format(
        year=row.year,
        count=row.suppressed_parts,
        division=within(said(BREAKDOWNS[breakdown])),
        total="" if pd.isna(row.total) else number(row.total) + marks(row),
        difference=figure(apart, row.difference_qualifier) if with_difference else "",
        aside=aside,
    )


def share(row: Any) -> str:
    """'girls 31 % of 2,634', 'men 37 % of 17,004 (referred)'. row: one row of queries.victims.shares."""
    return said("{part} {share} of {total}").format(
        part=within(said(PARTS[row.part])),
        share=percent(row.share),
        total=number(row.total) + marks(row),
    )


def shares_told(shares: pd.DataFrame) -> list[str]:
    """Each share in words. shares: as queries.victims.shares gives them."""
    return [share(row) for row in each(shares)]


def shares_in_words(shares: pd.DataFrame, name: str) -> str:
    """The last year's shares, the largest first. shares: as queries.victims.shares gives them."""
    last = shares[shares["year"] == shares["year"].max()]
    told = shares_told(last.sort_values("share", ascending=False, kind="stable"))
    return said("{name}, {year}: {shares}.").format(
        name=name, year=last["year"].iat[0], shares=said("; ").join(told)
    )


def shares_in_brief(shares: pd.DataFrame, name: str) -> str:
    """The chart of shares as text for readers who do not see it."""
    return said("Victims in {name} as shares of each year's total: {shares}").format(
        name=name, shares=shares_in_words(shares, opening(name))
    )


def origins(parts: pd.DataFrame, breakdown: str) -> pd.Series:
    """The country that a part names, as shown; own citizens are called so. Empty where it names no one country."""
    own = parts["at_home"] & (breakdown == "citizenship")
    return parts["country"].mask(own, parts["country"] + in_brackets([said(KINDS["domestic"])]))


def parts_in_brief(
    parts: pd.DataFrame, gaps: pd.DataFrame, breakdown: str, name: str, shown: int = 8
) -> str:
    """The chart of parts as text for readers who do not see it: the last year's largest parts, and whether they add up."""
    last = parts[parts["year"] == parts["year"].max()]
    largest = last.sort_values("value", ascending=False, kind="stable").head(shown)
    listed = ", ".join(
        f"{said(PARTS.get(r.part, r.part))} {figure(r.value, r.qualifier)}{marks(r)}"
        for r in each(largest)
    )
    if len(last) > shown:
        listed += said(", and {more} more in the table").format(more=len(last) - shown)
    return said("Victims in {name} by {division}, {years}. Last year: {parts}. {gap}").format(
        name=name,
        division=within(said(BREAKDOWNS[breakdown])),
        years=from_to(parts["year"].min(), last["year"].iat[0]),
        parts=listed,
        gap=gap(gaps.iloc[-1], breakdown),
    )


def flows_in_brief(flows: pd.DataFrame, names: str, direction: str, place: str) -> str:
    """The largest flows as text. `names` is the column that names a flow's other end; place: the country's or region's name."""
    largest = flows[flows["value"].notna()].head(5)
    listed = said("; ").join(
        f"{row[names]} {figure(row['value'], 'at_least' if row['suppressed'] else 'exact')}"
        for _, row in largest.iterrows()
    )
    told = (
        "Largest flows into {place}, {years}: {flows}."
        if direction in ("into", "region")
        else "Largest flows of citizens of {place}, {years}: {flows}."
    )
    return said(told).format(
        place=place,
        years=from_to(flows["first_year"].min(), flows["last_year"].max()),
        flows=listed or said("none with a number"),
    )


ADDED_INTO = {
    "domestic": "{number} own citizens, detected at home",
    "foreign": "{number} citizens of other countries",
}
ADDED_OF = {
    "domestic": "{number} detected at home",
    "foreign": "{number} detected in other countries",
}


def flows_added(flows: pd.DataFrame, direction: str) -> str:
    """The printed numbers by kind and by who is counted, and what is in no sum."""
    told = ADDED_INTO if direction in ("into", "region") else ADDED_OF
    listed = []
    for counted, rows in groups(flows, "counted"):
        values = rows.groupby("kind")["value"].sum()
        nowhere = values.drop([*told], errors="ignore").sum()
        added = [said(told[kind]).format(number=number(values.get(kind, 0))) for kind in told]
        if nowhere:
            unnamed = said("{number} under a label that names no one country")
            added.append(unnamed.format(number=number(nowhere)))
        listed += [part + in_brackets([counted_as(str(counted))]) for part in added]
    hidden, left_out = int(flows["suppressed"].sum()), int(flows["left_out"].sum())
    rest = said_of(
        hidden, "{count} cell under 5 is in no sum", "{count} cells under 5 are in no sum"
    ).format(count=number(hidden))
    if left_out:
        rest += said_of(
            left_out,
            ", nor is {count} cell printed as a total or twice",
            ", nor are {count} cells printed as a total or twice",
        ).format(count=number(left_out))
    if contradicted := int(flows["contradicted"].sum()):
        rest += said_of(
            contradicted,
            ", nor is {count} cell that its own edition contradicts",
            ", nor are {count} cells that their own edition contradicts",
        ).format(count=number(contradicted))
    return said(
        "Printed numbers, {years}: {added}. {rest}. Years and countries that report nothing are missing, not zero."
    ).format(
        years=from_to(flows["first_year"].min(), flows["last_year"].max()),
        added=", ".join(listed),
        rest=rest,
    )


def flows_shown(flows: pd.DataFrame, shown: int, named_only: bool) -> str:
    """The caption of a chart of flows: how many of them it draws, and what its colours mean."""
    numbered = flows[flows["value"].notna()]
    if named_only:
        numbered = numbered[numbered["citizenship_name"].notna()]
    if len(numbered) > shown:
        drawn = said(
            "Persons by citizenship and country of detection, the {shown} largest of {flows} flows with a number; the others "
            "are in the table. Green: own citizens, detected at home. Blue: citizens of other countries."
        ).format(shown=shown, flows=number(len(numbered)))
    else:
        drawn = said(
            "Persons by citizenship and country of detection, every flow with a number; the others are in the table. "
            "Green: own citizens, detected at home. Blue: citizens of other countries."
        )
    rest = (
        said("Labels that name no one country are in the table only.")
        if named_only
        else said('Grey: no one country named. "At least": further cells are under 5.')
    )
    return f"{drawn} {rest}"


def other_end(flows: pd.DataFrame, direction: str) -> pd.Series:
    """What a flow is labelled with: the citizenship or the country of detection; own citizens are called so, and who is
    counted where that is no detected victim."""
    of_home = {"into": said(KINDS["domestic"]), "from": said("at home")}.get(direction, "")
    marked = [
        in_brackets([of_home if row.kind == "domestic" else "", counted_as(row.counted)])
        for row in each(flows)
    ]
    citizens = flows["citizenship_name"].fillna(flows["kind"].map(each_said(KINDS)))
    if direction == "from":
        named = flows["detected_in_name"]
    elif direction == "into":
        named = citizens
    else:
        named = citizens + " → " + flows["detected_in_name"]
    return named + marked


def counted_by(publisher: str, scope: str) -> str:
    """Whose count a chart of one measure shows, and what it leaves out where it is partial."""
    if not scope:
        return f"{publisher}."
    return said("{publisher}, a partial count ({scope}).").format(publisher=publisher, scope=scope)


def estimate(row: pd.Series) -> str:
    """An estimate as a sentence, so that it stands on no axis."""
    return said("{amount} {unit}, {publisher}'s model estimate for {year}.").format(
        amount=number(row.value), unit=unit(row.unit), publisher=row.publisher, year=row.year
    )


LABEL_KINDS = {
    "unmappable": "{number} unmappable",
    "group": "{number} groups of countries",
    "unknown": "{number} unknown",
    "abroad": "{number} abroad",
    "stateless": "{number} stateless",
    "total": "{number} totals",
}


def labels_counted(kinds: pd.DataFrame) -> str:
    """How the printed labels were read. kinds: kind, labels."""
    counted = kinds.set_index("kind")["labels"]
    rest = ", ".join(
        said(told).format(number=number(counted[kind]))
        for kind, told in LABEL_KINDS.items()
        if kind in counted
    )
    return said(
        "UNODC prints {labels} different labels for citizenships and countries, of victims and of offenders. {countries} "
        "name a country and {nationals} the country's own nationals. The others are listed and in no country's sum: {rest}."
    ).format(
        labels=number(counted.sum()),
        countries=number(counted.get("country", 0)),
        nationals=number(counted.get("nationals", 0)),
        rest=rest,
    )


RECORD_DIMENSIONS = {
    "year": "Year of registration",
    "form": "Form of exploitation",
    "means_of_control": "Means of control",
    "recruiter_relation": "Recruiter relation",
    "sector": "Sector",
    "sexual_exploitation": "Sexual exploitation",
    "corridor": "Corridor",
}

NO_CASE_RECORDS = (
    "If you have downloaded a case file from the Counter-Trafficking Data Collaborative, read it with "
    "`python -m etl import ctdc FILE`. It is kept in a file of its own on this machine, never enters the project, and is "
    "shown only while the dashboard listens on this machine alone."
)

KINDS_OF_SET = {
    "synthetic": "Synthetic: no row is a person; the rows only share the statistics of the cases behind them.",
    "k-anonymised": "K-anonymised: rare combinations of attributes are left out by design.",
}


def record_set(about: Any) -> str:
    """What the set is and its terms. about: one row of queries.case_records.sets."""
    return said(
        "{records} records of the {edition} edition. {kind} Records are not victims, and sets are never added together. "
        "{terms}"
    ).format(
        records=number(about.records),
        edition=about.edition,
        kind=said(KINDS_OF_SET[about.kind]),
        terms=about.terms,
    )


def corridors_named(parts: pd.Series, names: dict[str, str]) -> pd.Series:
    """'PH → SA' with the countries' names. names: ISO code → name."""
    ends = parts.str.split(" → ", expand=True)
    return ends[0].replace(names) + " → " + ends[1].replace(names)


def records_counted(counted: pd.DataFrame, dimension: str, about: Any, shown: int) -> str:
    """The caption of a chart of records: what is counted, how much is drawn and withheld, whose it is."""
    told = [said("Records, not victims.")]
    if dimension == "corridor":
        told.append(said("From citizenship to the country where the person was first assisted."))
    given = int(counted["records"].notna().sum())
    if dimension != "year" and given > shown:
        told.append(
            said("The {shown} largest of {parts}; the others are in the table.").format(
                shown=shown, parts=number(given)
            )
        )
    if hidden := len(counted) - given:
        cells = said_of(
            hidden,
            "{count} cell withheld (under 10, or needed to hide one).",
            "{count} cells withheld (under 10, or needed to hide one).",
        )
        told.append(cells.format(count=number(hidden)))
    told.append(said("Source: {citation}").format(citation=about.citation))
    return " ".join(told)


def records_in_brief(counted: pd.DataFrame, dimension: str) -> str:
    shown = counted[counted["records"].notna()].nlargest(5, "records")
    listed = said("; ").join(f"{row.part} {number(row.records)}" for row in each(shown))
    return said("Records by {division}. Most: {parts}.").format(
        division=within(said(RECORD_DIMENSIONS[dimension])),
        parts=listed or said("all cells withheld"),
    )
