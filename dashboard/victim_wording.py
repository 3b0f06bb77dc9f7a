"""What the Victims page says of figures: parts, gaps, labels and measures."""

import pandas as pd

from dashboard.wording import figure, number, plural

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
    "unmappable": "label that names no one country",
}

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
    hidden = f"{row.suppressed_parts} suppressed {plural(row.suppressed_parts, 'part')}"
    match row.outcome:
        case "adds up":
            said = f"the parts by {by} add up to the total of {number(row.total)}"
        case "falls short":
            short = figure(row.shortfall, row.difference_qualifier)
            said = f"the parts by {by} fall short of the total of {number(row.total)} by {short}"
        case "exceeds":
            over = figure(row.excess, row.difference_qualifier)
            said = f"the parts by {by} exceed the total of {number(row.total)} by {over}"
        case "withheld":
            said = (
                f"{hidden} could account for the difference between the parts by {by} and the total of "
                f"{number(row.total)}; it is withheld"
            )
        case "total not exact":
            said = f"the total is suppressed itself, so parts by {by} cannot be compared with it"
        case _:
            said = f"the edition prints parts by {by} but no total"
    if row.set_aside_rows:
        said += (
            f" ({row.set_aside_rows} contradictory {plural(row.set_aside_rows, 'row')} of that year left out; "
            "the difference may lie there)"
        )
    return f"{row.year}: {said}."


def parts_in_brief(parts: pd.DataFrame, breakdown: str, name: str) -> str:
    """The chart of parts as text for readers who do not see it: the last year, part by part."""
    last = parts[parts["year"] == parts["year"].max()]
    listed = ", ".join(
        f"{PARTS.get(r.part, r.part)} {figure(r.value, r.qualifier)}" for r in last.itertuples()
    )
    first = parts["year"].min()
    return f"Victims in {name} by {BREAKDOWNS[breakdown].lower()}, {first} to {last['year'].iat[0]}. Last year: {listed}."


def flows_in_brief(flows: pd.DataFrame, names: str) -> str:
    """The largest flows and what has no number, as text. `names` is the column that names a flow's other end."""
    largest = flows[flows["value"].notna()].head(5)
    listed = "; ".join(f"{row[names]} {number(row['value'])}" for _, row in largest.iterrows())
    hidden = int(flows["suppressed"].sum())
    return f"Largest flows, printed numbers only: {listed or 'none'}. {number(hidden)} cells are suppressed."


def other_end(flows: pd.DataFrame, direction: str) -> pd.Series:
    """What a flow is labelled with: the citizenship, the country of detection, or both."""
    citizens = flows["citizenship_name"].where(
        flows["citizenship_name"].notna(), flows["kind"].map(KINDS)
    )
    if direction == "into":
        return citizens
    if direction == "from":
        return flows["detected_in_name"]
    return citizens + " → " + flows["detected_in_name"]


def labels_counted(kinds: pd.DataFrame) -> str:
    """How the printed citizenship labels were read. kinds: kind, labels, rows."""
    counted = kinds.set_index("kind")["labels"]
    read = int(counted.get("country", 0) + counted.get("nationals", 0))
    rest = ", ".join(
        f"{number(labels)} {kind}"
        for kind, labels in counted.items()
        if kind not in ("country", "nationals")
    )
    return (
        f"{number(counted.sum())} citizenship labels as printed: {number(read)} name a country or the country's own "
        f"nationals; the others are listed and in no country's sum ({rest})."
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
    "`python -m etl import ctdc FILE`. It is kept in a file of its own on this machine and never enters the project."
)

KINDS_OF_SET = {
    "synthetic": "Synthetic: no row is a person; the rows only share the statistics of the cases behind them.",
    "k-anonymised": "K-anonymised: rare combinations of attributes are left out by design.",
}


def record_set(about: pd.Series) -> str:
    """What the set is, its citation and its terms. about: one row of queries.case_records.sets."""
    return (
        f"{number(about.records)} records. {KINDS_OF_SET[about.kind]} Records are not victims, and sets are never added "
        f"together.\n\n{about.citation} {about.terms}"
    )


def records_counted(counted: pd.DataFrame, about: pd.Series) -> str:
    """The caption of a chart of records: what is counted, what is withheld, whose it is."""
    hidden = int(counted["records"].isna().sum())
    withheld = (
        f"{number(hidden)} {plural(hidden, 'cell')} withheld (under 10, or needed to hide one). "
        if hidden
        else ""
    )
    return f"Records, not victims; the year is that of registration. {withheld}{about.citation}"


def records_in_brief(counted: pd.DataFrame, dimension: str) -> str:
    shown = counted[counted["records"].notna()].nlargest(5, "records")
    listed = "; ".join(f"{row.part} {number(row.records)}" for row in shown.itertuples())
    return f"Records by {RECORD_DIMENSIONS[dimension].lower()}. Most: {listed or 'all cells withheld'}."
