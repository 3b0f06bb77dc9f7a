"""What the Victims page says of figures: parts, gaps, labels and measures."""

from typing import Any

import pandas as pd

from dashboard.frames import each
from dashboard.wording.figures import figure, marks, number, percent, plural

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
    "There is no share of a total that is no exact count, is in doubt, or that its parts exceed."
)

NO_SHARES = (
    "No edition gives here, for these years, a total that shares can be taken of: an exact count that is not in doubt and "
    "that its parts do not exceed."
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


def gap(row: pd.Series, breakdown: str) -> str:
    """One year's parts against its total, in a sentence. row: one row of queries.victims.shortfalls."""
    by = BREAKDOWNS[breakdown].lower()
    total = f"the total of {number(row.total)}{marks(row)}"
    hidden = f"{row.suppressed_parts} suppressed {plural(row.suppressed_parts, 'part')}"
    match row.outcome:
        case "adds_up":
            said = f"the parts by {by} add up to {total}"
        case "falls_short":
            short = figure(row.shortfall, row.difference_qualifier)
            said = f"the parts by {by} fall short of {total} by {short}"
        case "exceeds":
            over = figure(row.excess, row.difference_qualifier)
            said = f"the parts by {by} exceed {total} by {over}"
        case "withheld":
            said = (
                f"{hidden} could account for the difference between the parts by {by} and {total}; "
                "it is withheld"
            )
        case "total_not_exact":
            said = f"the total is suppressed itself, so parts by {by} cannot be compared with it"
        case _:
            said = f"the edition prints parts by {by} but no total"
    if row.set_aside_rows:
        said += (
            f" ({row.set_aside_rows} contradictory {plural(row.set_aside_rows, 'row')} of that year left out; "
            "the difference may lie there)"
        )
    return f"{row.year}: {said}."


def share(row: Any) -> str:
    """'girls 31 % of 2,634'. row: one row of queries.victims.shares."""
    return f"{PARTS[row.part].lower()} {percent(row.share)} of {number(row.total)}"


def shares_told(shares: pd.DataFrame) -> list[str]:
    """Each share in words. shares: as queries.victims.shares gives them."""
    return [share(row) for row in each(shares)]


def shares_in_words(shares: pd.DataFrame, name: str) -> str:
    """The last year's shares, the largest first. shares: as queries.victims.shares gives them."""
    last = shares[shares["year"] == shares["year"].max()]
    told = shares_told(last.sort_values("share", ascending=False, kind="stable"))
    return f"{name}, {last['year'].iat[0]}: {'; '.join(told)}."


def shares_in_brief(shares: pd.DataFrame, name: str) -> str:
    """The chart of shares as text for readers who do not see it."""
    return f"Victims in {name} as shares of each year's total: {shares_in_words(shares, name)}"


def origins(parts: pd.DataFrame, breakdown: str) -> pd.Series:
    """The country that a part names, as shown; own citizens are called so. Empty where it names no one country."""
    own = parts["at_home"] & (breakdown == "citizenship")
    return parts["country"].mask(own, parts["country"] + " (own citizens)")


def parts_in_brief(
    parts: pd.DataFrame, gaps: pd.DataFrame, breakdown: str, name: str, shown: int = 8
) -> str:
    """The chart of parts as text for readers who do not see it: the last year's largest parts, and whether they add up."""
    last = parts[parts["year"] == parts["year"].max()]
    largest = last.sort_values("value", ascending=False, kind="stable").head(shown)
    listed = ", ".join(
        f"{PARTS.get(r.part, r.part)} {figure(r.value, r.qualifier)}" for r in each(largest)
    )
    more = f", and {len(last) - shown} more in the table" if len(last) > shown else ""
    return (
        f"Victims in {name} by {BREAKDOWNS[breakdown].lower()}, {parts['year'].min()} to {last['year'].iat[0]}. "
        f"Last year: {listed}{more}. {gap(gaps.iloc[-1], breakdown)}"
    )


def flows_in_brief(flows: pd.DataFrame, names: str, direction: str, place: str) -> str:
    """The largest flows as text. `names` is the column that names a flow's other end; place: the country's or region's name."""
    way = "into" if direction in ("into", "region") else "of citizens of"
    largest = flows[flows["value"].notna()].head(5)
    listed = "; ".join(
        f"{row[names]} {figure(row['value'], 'at_least' if row['suppressed'] else 'exact')}"
        for _, row in largest.iterrows()
    )
    return f"Largest flows {way} {place}: {listed or 'none with a number'}."


def flows_added(flows: pd.DataFrame, direction: str) -> str:
    """The printed numbers by kind, and what is in no sum."""
    own, others = (
        ("own citizens, detected at home", "citizens of other countries")
        if direction in ("into", "region")
        else ("detected at home", "detected in other countries")
    )
    values = flows.groupby("kind")["value"].sum()
    nowhere = values.drop(["domestic", "foreign"], errors="ignore").sum()
    added = [
        f"{number(values.get('domestic', 0))} {own}",
        f"{number(values.get('foreign', 0))} {others}",
    ]
    if nowhere:
        added.append(f"{number(nowhere)} under a label that names no one country")
    hidden, left_out = int(flows["suppressed"].sum()), int(flows["left_out"].sum())
    rest = f"{number(hidden)} {plural(hidden, 'cell')} under 5 {'is' if hidden == 1 else 'are'} in no sum"
    if left_out:
        rest += (
            f", nor {'is' if left_out == 1 else 'are'} {number(left_out)} {plural(left_out, 'cell')} "
            "printed as a total or twice"
        )
    return (
        f"Printed numbers, {flows['first_year'].min()}–{flows['last_year'].max()}: {', '.join(added)}. {rest}. "
        "Years and countries that report nothing are missing, not zero."
    )


def flows_shown(flows: pd.DataFrame, shown: int, named_only: bool) -> str:
    """The caption of a chart of flows: how many of them it draws, and what its colours mean."""
    numbered = flows[flows["value"].notna()]
    if named_only:
        numbered = numbered[numbered["citizenship_name"].notna()]
    of_all = (
        f"the {shown} largest of {number(len(numbered))} flows with a number"
        if len(numbered) > shown
        else "every flow with a number"
    )
    said = (
        f"Persons by citizenship and country of detection, {of_all}; the others are in the table. "
        "Green: own citizens, detected at home. Blue: citizens of other countries. "
    )
    return said + (
        "Labels that name no one country are in the table only."
        if named_only
        else 'Grey: no one country named. "At least": further cells are under 5.'
    )


def other_end(flows: pd.DataFrame, direction: str) -> pd.Series:
    """What a flow is labelled with: the citizenship or the country of detection; own citizens are called so."""
    at_home = flows["kind"] == "domestic"
    if direction == "into":
        citizens = flows["citizenship_name"].fillna(flows["kind"].map(KINDS))
        return citizens.mask(at_home, flows["citizenship_name"] + " (own citizens)")
    if direction == "from":
        return flows["detected_in_name"].mask(at_home, flows["detected_in_name"] + " (at home)")
    citizens = flows["citizenship_name"].fillna(flows["kind"].map(KINDS))
    return citizens + " → " + flows["detected_in_name"]


def counted_by(publisher: str, scope: str) -> str:
    """Whose count a chart of one measure shows, and what it leaves out where it is partial."""
    return f"{publisher}, a partial count ({scope})." if scope else f"{publisher}."


def estimate(row: pd.Series) -> str:
    """An estimate as a sentence, so that it stands on no axis."""
    return f"{number(row.value)} {row.unit}, {row.publisher}'s model estimate for {row.year}."


LABEL_KINDS = {
    "unmappable": "unmappable",
    "group": "groups of countries",
    "unknown": "unknown",
    "abroad": "abroad",
    "stateless": "stateless",
    "total": "totals",
}


def labels_counted(kinds: pd.DataFrame) -> str:
    """How the printed labels were read. kinds: kind, labels."""
    counted = kinds.set_index("kind")["labels"]
    rest = ", ".join(
        f"{number(counted[kind])} {said}" for kind, said in LABEL_KINDS.items() if kind in counted
    )
    return (
        f"UNODC prints {number(counted.sum())} different labels for citizenships and countries, of victims and of "
        f"offenders. {number(counted.get('country', 0))} name a country and {number(counted.get('nationals', 0))} the "
        f"country's own nationals. The others are listed and in no country's sum: {rest}."
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
    return (
        f"{number(about.records)} records of the {about.edition} edition. {KINDS_OF_SET[about.kind]} "
        f"Records are not victims, and sets are never added together. {about.terms}"
    )


def corridors_named(parts: pd.Series, names: dict[str, str]) -> pd.Series:
    """'PH → SA' with the countries' names. names: ISO code → name."""
    ends = parts.str.split(" → ", expand=True)
    return ends[0].replace(names) + " → " + ends[1].replace(names)


def records_counted(counted: pd.DataFrame, dimension: str, about: Any, shown: int) -> str:
    """The caption of a chart of records: what is counted, how much is drawn and withheld, whose it is."""
    said = ["Records, not victims."]
    if dimension == "corridor":
        said.append("From citizenship to the country where the person was first assisted.")
    given = int(counted["records"].notna().sum())
    if dimension != "year" and given > shown:
        said.append(f"The {shown} largest of {number(given)}; the others are in the table.")
    if hidden := len(counted) - given:
        cells = f"{number(hidden)} {plural(hidden, 'cell')}"
        said.append(f"{cells} withheld (under 10, or needed to hide one).")
    return f"{' '.join(said)} Source: {about.citation}"


def records_in_brief(counted: pd.DataFrame, dimension: str) -> str:
    shown = counted[counted["records"].notna()].nlargest(5, "records")
    listed = "; ".join(f"{row.part} {number(row.records)}" for row in each(shown))
    return f"Records by {RECORD_DIMENSIONS[dimension].lower()}. Most: {listed or 'all cells withheld'}."
