"""Areas drawn each by itself: the change in words, the chart, and what lies behind it."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import alternative, lines, multiples, yearly_bars
from dashboard.frames import groups
from dashboard.parts.trends import comparing, records
from dashboard.parts.trends.choices import CHARTS, Choices, Voice
from dashboard.queries import accounts, strands, trends, yearly
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.views.drawn import Drawn
from dashboard.wording import accounts as account_wording
from dashboard.wording import answers, comparison, views
from dashboard.wording import figures as wording
from dashboard.wording import trends as trend_wording
from dashboard.wording.language import said, within

MOST = 12
MOST_TOLD = 6
MANY = 5  # from so many areas on, lines in one frame cannot be told apart


def draw(ledger: Database, asked: Choices, about: Any, areas: list[str], voice: Voice) -> None:
    """about: the measure's row of catalogue.measures."""
    question = (about.measure, asked.form)
    span = (asked.first, asked.last)
    found = yearly.series(ledger, areas, *question, voice.publisher, *span, voice.strand)
    if found.empty:
        show.nothing(
            said(
                "No source in the ledger reports this measure for the areas and years chosen. That is not zero."
            )
        )
        return
    if silent := [area for area in areas if area not in set(found["area"])]:
        show.small(
            said("No whole figure in these years: {names}. That is not zero.").format(
                names=records.names(ledger, silent, MOST)
            )
        )
    if (number := found["area"].nunique()) > MOST:
        found = views.largest(found, MOST)
        show.small(
            said(
                "{areas} areas have figures; the {most} with the largest latest figure are drawn."
            ).format(areas=number, most=MOST)
        )
    if voice.strand:  # its figures are never told by the words of the measure's own name
        found = found.assign(counted_as=None)
    drawn = found["area"].unique().tolist()
    everything = yearly.rivals(ledger, drawn, *question, *span, voice.strand)
    told = in_words(ledger, asked, about, found, voice)
    if not voice.strand:
        who_differs(ledger, asked, about, drawn)
    chart(ledger, asked, about, found, everything, voice, told)
    records.withheld(asked, about, found)
    comparing.two_years(ledger, asked, about, found, voice)
    apart = strands.strands(ledger, drawn, [about.measure], *span)
    records.record(ledger, asked, about, pd.concat([found, everything, apart]))
    records.who_says_what(ledger, about, everything)
    records.revisions(ledger, asked, about, drawn)
    records.parts_of_years(ledger, asked, about, drawn)


def in_words(
    ledger: Database, asked: Choices, about: Any, found: pd.DataFrame, voice: Voice
) -> list[str]:
    """Each area's answer, in the words of a rate where rates are shown, and its latest change. Returns the answers."""
    shown = views.viewed(found, asked.view) if asked.view == "rate" else found
    stated = trends.stated(ledger, found["area"].unique().tolist(), about.measure)
    stated = stated[
        (asked.form == "all")
        & (voice.strand == "")
        & stated["year"].between(asked.first, asked.last)
    ]
    answered: list[str] = []
    each_area = list(groups(found, "area"))
    # Of one area, what is told keeps its room (house.css) whichever way it is shown.
    with st.container(key=f"answer-{about.measure}" if len(each_area) == 1 else None):
        for area, rows in each_area[:MOST_TOLD]:
            seen = shown[shown["area"] == area]
            if not seen.empty:
                alike = yearly.comparable_years(
                    ledger, area, about.measure, asked.form, voice.publisher, voice.strand
                )
                label = f"{rows['name'].iat[0]}, {within(about.label)}"
                answered.append(answers.answer(label, area, about.measure, seen, alike))
                show.words(answered[-1])
            told = trend_wording.latest_change(rows, about.label, stated[stated["area"] == area])
            show.words(show.escaped(told), comparison.written_in(rows))
    if len(each_area) > MOST_TOLD:
        show.small(
            said(
                "The first {told} of {areas} areas in words; all are in the chart and its table."
            ).format(told=MOST_TOLD, areas=len(each_area))
        )
    records.stated(ledger, about, stated)
    return answered


def who_differs(ledger: Database, asked: Choices, about: Any, areas: list[str]) -> None:
    """Where the TIP Report and UNODC lie more than a tenth apart, and by how much: a sentence an area."""
    both = accounts.accounts(ledger, areas, [about.measure], asked.form, asked.first, asked.last)
    for name, rows in groups(both, "name"):
        told = account_wording.sentences(rows.assign(label=f"{name}, {within(about.label)}"))
        show.bullet_list(told)


def of_accounts(ledger: Database, asked: Choices, about: Any, areas: list[str]) -> pd.DataFrame:
    """The TIP Report's and UNODC's series of each area, to be drawn a line each: `area` has the publisher in it."""
    lined = yearly.series_of_voices(
        ledger,
        areas,
        [about.measure],
        asked.form,
        list(account_wording.NAMES),
        asked.first,
        asked.last,
    ).sort_values("area", key=lambda area: area.map(areas.index), kind="stable")
    account = lined["voice"].map(account_wording.NAMES)
    called = account.map(said)
    alone = lined["area"].nunique() == 1
    return lined.assign(
        area=lined["area"] + ":" + account,
        name=called if alone else lined["name"] + ", " + called,
    ).drop(columns=["voice", "measure"])


def chart(
    ledger: Database,
    asked: Choices,
    about: Any,
    found: pd.DataFrame,
    everything: pd.DataFrame,
    voice: Voice,
    answered: list[str],
) -> None:
    """answered: the answers in words."""
    base = yearly.first_common_year(found) if asked.view == "index" else None
    if asked.view == "index" and base is None:
        show.nothing(
            said(
                "There is no year in which every area chosen has an exact figure of ten or more: no index. Choose fewer areas."
            )
        )
        return
    areas = found["area"].unique().tolist()
    indexed = (
        yearly.against(
            ledger, areas, about.measure, asked.form, voice.publisher, base, voice.strand
        )
        if base is not None
        else None
    )
    if voice.accounts and indexed is not None:
        show.small(said(account_wording.OF_ONE))
    elif voice.accounts:
        found = of_accounts(ledger, asked, about, areas)
    values = views.viewed(found, asked.view, indexed)
    if values.empty:
        show.nothing(said(views.WHY_EMPTY[asked.view]))
        return
    if without := [n for n in found["name"].unique() if n not in set(values["name"])]:
        show.small(
            said("{why}: {names}.").format(
                why=said(views.WHY_NOT_DRAWN[asked.view]), names=", ".join(without)
            )
        )
    counted = wording.listed(dict.fromkeys(wording.unit(u) for u in found["unit"]))
    unit = views.unit(asked.view, counted, base)
    more = {
        "rivals": views.rivals_of(found.assign(area=found["area"].map(lines.area_of)), everything)
        if asked.view == "count"
        else None,
        "withheld": None if asked.joined else found[found["withheld"].notna()],
        "events": trends.events(ledger, areas, asked.first, asked.last) if asked.events else None,
    }
    figure = figure_of(asked, values, unit, about.label, more)
    key = f"trend-{about.measure}-{asked.view}"
    show.chart(
        ledger,
        figure,
        alt=alternative.series(values, about.label, CHARTS[asked.chart]),
        counts=f"{about.definition} {trend_wording.years_counted(values)} {unit[:1].upper()}{unit[1:]}."
        + (
            said(" A grey ring: editions differ on this figure.") if values["revised"].any() else ""
        ),
        table=comparison.in_words(values.assign(area=values["area"].map(lines.area_of))).drop(
            columns=["counted_as", "source_note"]
        ),
        key=key,
        finding=" ".join(answered),
        on_select=partial(
            records.open_record, key, figure, asked.parameter("record", about.measure)
        ),
        selection_mode="points",
    )
    if asked.log and (values["value"] <= 0).any():
        show.small(
            said(
                "A logarithmic axis cannot show zeros, falls or suppressed values: they are in the table only."
            )
        )
    if more["events"] is not None:
        records.timeline(ledger, more["events"])


def figure_of(
    asked: Choices,
    values: pd.DataFrame,
    unit: str,
    label: str,
    more: dict[str, pd.DataFrame | None],
) -> Drawn:
    """more: rivals, withheld and events to draw beside the values."""
    common = {"unit_label": unit, "title": label, "log": asked.log} | more
    if asked.chart == "bars":
        return show.drawn(yearly_bars.bars, values, **common)
    if asked.chart == "lines" and values["area"].nunique() < MANY:
        return show.drawn(lines.line_with_gaps, values, joined=asked.joined, **common)
    return show.drawn(
        multiples.small_multiples,
        values,
        shared=asked.chart != "free",
        beside=asked.chart == "lines",
        joined=asked.joined,
        **common,
    )
