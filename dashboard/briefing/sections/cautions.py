"""What a reader must know before using the figures: caveats that apply, and where sources differ."""

import pandas as pd

from dashboard import wording
from dashboard.briefing.model import Block, Figure, Sentence, say
from dashboard.briefing.sections.subject import LAW, VICTIMS, Subject
from dashboard.queries import briefing as query
from dashboard.queries import country

DISAGREEMENTS_SHOWN = 6


def caveats(subject: Subject) -> list[Block]:
    """Only those that these figures and placements call for."""
    rows, name = subject.figures, subject.name
    measures = set(rows["measure"])
    units = rows[rows["measure"].isin(LAW)].groupby("measure")["unit"].nunique()
    said = {
        "A rise in prosecutions, convictions or victims may mean more crime, better detection or"
        " fuller reporting; these figures cannot tell which.": not rows.empty,
        "A report of a year covers about April of the year before to March; figures stand"
        " by the year that they count.": not subject.history.empty,
        "Units differ between years (persons, cases, suspects): such years are not compared.": (
            units > 1
        ).any(),
        "Some figures are bounds or approximate; they are not added up or compared.": (
            rows["qualifier"] != "exact"
        ).any(),
        "Figures marked (press) were found in the press only.": (
            rows["reliability"] == "press"
        ).any(),
        "Later editions revised some of these figures; the latest is shown.": not subject.revisions.empty,
        "In some years one source gives more convictions than prosecutions; the ledger does not say"
        " why.": more_convictions(subject.everyone),
        "Figures for a part of the country exist and are left out.": not country.partial_figures(
            subject.ledger, subject.iso3
        ).empty,
        f"The ledger holds no prosecutions or convictions for {name} in these years.": not measures
        & set(LAW),
        f"The ledger holds no victims identified or detected for {name} in these years.": not measures
        & set(VICTIMS),
    }
    return [
        *(say(text) for text, holds in said.items() if holds),
        *breaks(subject),
        *derived(subject),
    ]


def more_convictions(everyone: pd.DataFrame) -> bool:
    """Whether a source gives more convictions than prosecutions of the same unit in a year."""
    pairs = everyone.pivot_table(
        index=["year", "source_id", "unit"], columns="measure", values="value"
    )
    return set(LAW) <= set(pairs) and bool((pairs["convictions"] > pairs["prosecutions"]).any())


def breaks(subject: Subject) -> list[Block]:
    found = query.breaks(subject.ledger, subject.iso3, subject.first, subject.last)
    return [
        say(
            Figure(
                f"{row.label}, break at {row.year}: {row.reason}", subject.notes([row.source_id])
            ),
            "; the years before are not compared with those after.",
        )
        for row in found.itertuples()
    ]


def derived(subject: Subject) -> list[Block]:
    rows = subject.history[subject.history["basis"] == "derived"]
    if rows.empty:
        return []
    years = wording.spans(rows["report_year"])
    noun = wording.plural(len(rows), "placement")
    verb = "is" if len(rows) == 1 else "are"
    text = f"Derived, not read in the report, {verb} the {noun} of {years}."
    return [say(Figure(text, subject.notes(rows["source_id"])))]


def disagreements(subject: Subject) -> list[Block]:
    """Years for which publishers, or editions of one, differ: the latest ones."""
    everyone, revisions = subject.everyone, subject.revisions
    blocks: list[Block] = [
        versions(subject, f"{rows['label'].iat[0]}, {year}: ", rows, "publisher")
        for (_, year), rows in everyone.groupby(["measure", "year"], sort=False)
        if len(set(zip(rows["value"], rows["unit"], rows["qualifier"], strict=True))) > 1
    ] + [
        versions(
            subject,
            f"{rows['label'].iat[0]}, {year}, editions of {publisher}: ",
            rows,
            "vintage",
        )
        for (_, year, publisher, _), rows in revisions.groupby(
            ["measure", "year", "publisher", "unit"], sort=False
        )
    ]
    if len(blocks) <= DISAGREEMENTS_SHOWN:
        return blocks
    left_out = len(blocks) - DISAGREEMENTS_SHOWN
    return [
        *blocks[-DISAGREEMENTS_SHOWN:],
        say(f"{left_out} more {wording.plural(left_out, 'disagreement')} not printed here."),
    ]


def versions(subject: Subject, lead: str, rows: pd.DataFrame, told_apart_by: str) -> Sentence:
    parts = [Figure(lead)]
    for i, row in enumerate(rows.itertuples()):
        text = f"{'; ' if i else ''}{wording.amount(row)} ({getattr(row, told_apart_by)})"
        parts.append(Figure(text, subject.notes([row.source_id])))
    return Sentence((*parts, Figure(".")))
