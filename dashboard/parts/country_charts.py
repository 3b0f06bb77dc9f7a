"""A country's two pictures, wherever a page shows them: its tiers, and a measure year by year."""

from functools import partial
from itertools import chain

import pandas as pd
import streamlit as st

from dashboard.charts import alternative, lines, strips
from dashboard.frames import each, first_value, groups
from dashboard.queries import catalogue, yearly
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import accounts, answers, comparison
from dashboard.wording import figures as wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import each_said, said, within

HEIGHT = 290


def tiers(ledger: Database, iso3: str, name: str, history: pd.DataFrame) -> None:
    """The tier strip. history: as of country.tier_history."""
    show.chart(
        ledger,
        show.drawn(strips.tier_strip, history, scale=show.tier_scale()),
        alt=alternative.tier_strip(history, name),
        finding=f"{tiers_wording.tier_in(history, name)} {alternative.tier_strip(history, name)}",
        counts=said(
            "Tier by report year; a hatched block is derived. The report of a year covers about April of the year before to "
            "March."
        ),
        table=history,
        key=f"{iso3}-tiers",
    )


def measures(ledger: Database, found: pd.DataFrame, name: str, span: tuple[int, int]) -> None:
    """Each measure, two beside each other where there is room; one with a figure of one year only is a sentence.

    found: as of country.series, of several measures. span: first and last year of every chart of the page.
    """
    by_measure = [rows for _, rows in groups(found, "measure")]
    drawn = [rows for rows in by_measure if rows["year"].nunique() > 1]
    lined = in_lines(ledger, drawn)
    for start in range(0, len(drawn), 2):
        for column, rows in zip(st.columns(2, gap="large"), drawn[start : start + 2], strict=False):
            with column:
                measure(ledger, rows, lined[first_value(rows["measure"])], name, span)
    show.bullet_list(
        said("{label}: {amount} in {year}, by {source}: the only year with a whole figure.").format(
            label=row.name,
            amount=f"[{wording.figure(row.value, row.qualifier)}]"
            f"({answers.record(row.area, row.measure, row.year)}) {wording.unit(row.unit)}{wording.marks(row)}",
            year=row.year,
            source=row.source,
        )
        for rows in by_measure
        if rows["year"].nunique() == 1
        for row in each(rows)
    )


def in_lines(ledger: Database, by_measure: list[pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What of each measure is drawn as lines: the TIP Report's and UNODC's accounts, or else who reports most often.

    by_measure: as of country.series, of one area, a measure each. All of a page's are asked for at once, whichever are drawn:
    the same question of every country.
    """
    voices_of: dict[str, list[str]] = {}
    for rows in by_measure:
        told = [p for p in accounts.NAMES if p in set(rows["publisher"])]
        voices_of[first_value(rows["measure"])] = told or [rows["publisher"].mode()[0]]
    areas = [first_value(rows["area"]) for rows in by_measure[:1]]
    voices = list(dict.fromkeys(chain(accounts.NAMES, *voices_of.values())))
    measures = catalogue.measures_on_country_page(ledger)["measure"].tolist()
    lines = yearly.series_of_voices(ledger, areas, measures, "all", voices, 0, 9999)
    return {
        measure: lines[(lines["measure"] == measure) & lines["voice"].isin(chosen)]
        for measure, chosen in voices_of.items()
    }


def measure(
    ledger: Database,
    rows: pd.DataFrame,
    lined: pd.DataFrame,
    name: str,
    span: tuple[int, int] | None = None,
) -> None:
    """One measure: the lines of in_lines, other sources as marks. rows: as of country.series."""
    area, measure_code = first_value(rows["area"]), first_value(rows["measure"])
    label = first_value(rows["name"])
    voices = list(dict.fromkeys(lined["voice"]))
    told = partial(in_words, ledger, lined, f"{name}, {within(label)}")
    called = lined["voice"].map(each_said(accounts.NAMES)).fillna(lined["voice"])
    lined = lined.assign(area=area if len(voices) == 1 else lined["voice"], name=called).drop(
        columns=["measure", "voice"]
    )
    units = wording.listed(dict.fromkeys(wording.unit(u) for u in lined["unit"]))
    others = rows[~rows["publisher"].isin(voices)]
    show.chart(
        ledger,
        show.drawn(
            lines.line_with_gaps,
            lined,
            unit_label=units,
            title=label,
            rivals=others.assign(name=others["publisher"]) if not others.empty else None,
            span=span,
            height=HEIGHT,
        ),
        alt=alternative.series(lined, f"{label}, {name}"),
        counts=comparison.broken_lines(lined),
        table=comparison.in_words(rows).drop(columns=["area", "name", "measure"]),
        key=f"{area}-{measure_code}",
        finding=told,
        written=comparison.written_in(lined),
    )


def in_words(ledger: Database, lined: pd.DataFrame, about: str) -> str:
    """How each account moved. lined: of in_lines, of one area and measure; about: their names."""
    told = []
    for voice, rows in groups(lined, "voice"):
        area, measure = first_value(rows["area"]), first_value(rows["measure"])
        alike = yearly.comparable_years(ledger, area, measure, "all", str(voice))
        label = f"{about}, {said(accounts.NAMES.get(str(voice), str(voice)))}"
        told.append(answers.answer(label, area, measure, rows, alike))
    return " ".join(told)
