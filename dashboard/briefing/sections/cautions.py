"""What a reader must know before using the figures: caveats that apply, and where sources differ."""

import pandas as pd

from dashboard.briefing.model import Block, Figure, Sentence
from dashboard.briefing.sections.subject import LAW, VICTIMS, Subject, labelled
from dashboard.frames import each, first_value, groups
from dashboard.queries import briefing as query
from dashboard.queries import country
from dashboard.queries.accounts import accounts
from dashboard.wording import accounts as account_wording
from dashboard.wording import figures as wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said, within

DISAGREEMENTS_SHOWN = 4
FAR_APART_SHOWN = 3


def caveats(subject: Subject) -> list[Block]:
    """Only those that these figures and placements call for."""
    rows, words = subject.figures, subject.words
    held = set(rows["subject"])
    units = rows[rows["subject"] == LAW].groupby("measure")["unit"].nunique()
    called_for = {
        "more crime or more found": not rows.empty,
        "period": not subject.history.empty,
        "units": (units > 1).any(),
        "not exact": (rows["qualifier"] != "exact").any(),
        "press": (rows["reliability"] == "press").any(),
        "revised": not subject.revisions.empty,
        "more convictions": more_convictions(subject.everyone),
        "partial": not country.partial_figures(subject.ledger, subject.iso3).empty,
    }
    return [
        *(words.sentence(phrase) for phrase, holds in called_for.items() if holds),
        *(
            words.sentence(
                "none held",
                subject.only_in_part(subject.measures(missing)),
                what=words.text("either", missing),
                name=subject.name_in_sentence,
            )
            for missing in (LAW, VICTIMS)
            if missing not in held
        ),
        *doubted(subject),
        *breaks(subject),
        *not_read(subject),
    ]


def doubted(subject: Subject) -> list[Block]:
    """'Not drawn, as the edition that prints them contradicts them: convictions of 2021 and 2022.'"""
    everyone = subject.everyone
    parts: list[Figure] = []
    for label, rows in groups(everyone[everyone["doubt"].notna()], "label"):
        told = said("{what} of {years}").format(
            what=within(str(label)), years=wording.spans(rows["year"].unique())
        )
        parts += [Figure(said("; "))] * bool(parts) + [
            Figure(told, subject.notes(rows["source_id"]))
        ]
    return [subject.words.sentence("doubted years", figures=parts)] if parts else []


def more_convictions(everyone: pd.DataFrame) -> bool:
    """Whether a source gives more convictions than prosecutions of the same in a year, in exact, undoubted numbers."""
    sound = everyone[(everyone["qualifier"] == "exact") & everyone["doubt"].isna()]
    pairs = sound.pivot_table(
        index=["year", "source_id", "unit", "counted", "period"], columns="measure", values="value"
    )
    return {"prosecutions", "convictions"} <= set(pairs) and bool(
        (pairs["convictions"] > pairs["prosecutions"]).any()
    )


def breaks(subject: Subject) -> list[Block]:
    words = subject.words
    found = labelled(
        query.headline_breaks(subject.ledger, subject.iso3, subject.first, subject.last)
    )
    return [
        words.sentence(
            "break",
            fact=Figure(
                words.text("break at", label=row.label, year=row.year, reason=row.reason),
                subject.notes([row.source_id]),
                as_written=(row.reason,),
            ),
        )
        for row in each(found)
    ]


def not_read(subject: Subject) -> list[Block]:
    """The placements that are derived, and those known from the press alone."""
    rows = subject.history[subject.history["basis"] != "direct"]
    if rows.empty:
        return []
    which = said("; ").join(
        f"{wording.spans(of_basis['report_year'])}{tiers_wording.basis_mark(basis)}"
        for basis, of_basis in rows.groupby("basis", observed=True)
    )
    text = subject.words.text("not read", which=which)
    return [Sentence((Figure(text, subject.notes(rows["source_id"])),))]


def disagreements(subject: Subject) -> list[Block]:
    """The latest years in which the TIP Report and UNODC lie more than a tenth apart; then others for which publishers,
    or editions of one, differ."""
    span = (subject.iso3, subject.first, subject.last)
    both = accounts(
        subject.ledger, [subject.iso3], subject.measures(LAW), "all", subject.first, subject.last
    )
    far = {(row.measure, row.year): row for row in each(both[both["differ"]])}
    apart, others = list[Block](), list[Block]()
    for key, rows in groups(
        labelled(query.publishers_differ(subject.ledger, *span)), ["measure", "year"]
    ):
        told = subject.words.sentence(
            "publishers differ",
            label=first_value(rows["label"]),
            year=str(key[1]),
            versions=versions(subject, rows, "publisher"),
            apart=subject.words.text("apart", difference=account_wording.difference(far[key]))
            if key in far
            else "",
        )
        (apart if key in far else others).append(told)
    others += [
        subject.words.sentence(
            "editions differ",
            label=first_value(rows["label"]),
            year=str(year),
            publisher=Figure(publisher, as_written=(publisher,)),
            versions=versions(subject, rows, "vintage"),
        )
        for (_, year, publisher, *_), rows in groups(
            subject.revisions, ["measure", "year", "publisher", "unit", "period", "counted"]
        )
    ]
    shown = apart[-FAR_APART_SHOWN:]
    shown += others[max(len(others) - DISAGREEMENTS_SHOWN + len(shown), 0) :]
    if left_out := len(apart) + len(others) - len(shown):
        shown.append(subject.words.sentence("left out", counting=left_out, count=str(left_out)))
    return shown


def versions(subject: Subject, rows: pd.DataFrame, told_apart_by: str) -> list[Figure]:
    parts = []
    for i, row in enumerate(each(rows)):
        name = getattr(row, told_apart_by)
        told = wording.amount(row) + wording.marks(row, name)
        text = f"{said('; ') if i else ''}{told}"
        parts.append(Figure(text, subject.notes([row.source_id]), as_written=(name,)))
    return parts
