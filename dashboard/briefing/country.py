"""The briefing of one country."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import wording
from dashboard.briefing.model import (
    Block,
    Briefing,
    Chart,
    Figure,
    Point,
    Section,
    Sentence,
    Table,
    say,
)
from dashboard.briefing.provenance import Notes, edition
from dashboard.ledger import Ledger
from dashboard.queries import briefing as query
from dashboard.queries import catalogue, claims, country

LAW = ("prosecutions", "convictions")
VICTIMS = ("victims_identified", "victims_detected")
NO_FIGURE = "no figure"
SECTIONS = {
    "tiers": "Tier history",
    "law": "Prosecutions and convictions",
    "victims": "Victims",
    "years": "The last five years",
    "peers": "Beside the region and the tier",
    "clock": "Watch List limit",
    "timeline": "Timeline",
    "caveats": "Read this with care",
    "disagreements": "What sources disagree on",
    "claims": "Claims that were checked",
    "cases": "Documented court cases",
}
REGISTERS = {"plain": "Plain", "policy": "Policy"}
IN_PLAIN_WORDS = {
    "1": "Tier 1: by the State Department's reading, meets the minimum standards",
    "2": "Tier 2: does not fully meet the minimum standards, but makes significant efforts",
    "2WL": "Tier 2 Watch List: as Tier 2, with concerns that call for special watch",
    "3": "Tier 3: does not meet the minimum standards and does not make significant efforts",
    "SC": "Special Case: not ranked",
}


def country_briefing(
    ledger: Ledger,
    iso3: str,
    first: int = 2000,
    last: int = 2030,
    sections: Sequence[str] = tuple(SECTIONS),
    register: str = "policy",
) -> Briefing:
    """One country's briefing. Raises KeyError for a country that no report ranks."""
    name = catalogue.ranked_countries(ledger)[iso3]
    notes = Notes(ledger)
    story = Story(ledger, notes, iso3, name, first, last, register)
    headlines = story.headlines()
    makers: dict[str, Callable[[], list[Block]]] = {
        "tiers": story.tiers,
        "law": lambda: story.chart("law"),
        "victims": lambda: story.chart("victims"),
        "years": story.years,
        "peers": story.peers,
        "clock": story.clock,
        "timeline": story.timeline,
        "caveats": story.caveats,
        "disagreements": story.disagreements,
        "claims": story.claims,
        "cases": story.cases,
    }
    written = [
        Section(SECTIONS[key], tuple(blocks))
        for key in SECTIONS
        if key in sections and (blocks := makers[key]())
    ]
    return Briefing(iso3, name, edition(ledger), headlines, tuple(written), notes.sources())


def amount(row: Any) -> str:
    """'50 cases', 'fewer than 5 persons'."""
    return f"{wording.figure(row.value, row.qualifier)} {wording.unit(row.unit)}"


def change_in_words(row: Any) -> str:
    """', down 51 % from 102', or why no change is given. Below ten no percentage is made."""
    if isinstance(row.withheld, str):
        return f" (no change on {row.year - 1} is given: {row.withheld})"
    before = wording.number(row.value_before)
    if row.change == 0:
        return f", as in {row.year - 1}"
    verb = "up" if row.change > 0 else "down"
    if min(row.value, row.value_before) < 10:
        return f", {verb} from {before} in {row.year - 1}"
    return f", {verb} {abs(row.change_ratio) * 100:.0f} % from {before} in {row.year - 1}"


@dataclass
class Story:
    """A country's briefing in the making; each method is one section."""

    ledger: Ledger
    notes: Notes
    iso3: str
    name: str
    first: int
    last: int
    register: str

    def __post_init__(self) -> None:
        self.history = country.tier_history(self.ledger, self.iso3)
        self.history = self.history[self.history["report_year"].between(self.first, self.last)]
        self.figures = query.yearly_figures(self.ledger, self.iso3, self.first, self.last)
        self.everyone = query.every_publisher(self.ledger, self.iso3, self.first, self.last)
        self.revisions = query.revisions(self.ledger, self.iso3, self.first, self.last)

    def headlines(self) -> tuple[Sentence, ...]:
        last = self.history["source_id"].tail(1)
        tier = wording.tier_in(self.history, self.name)
        if self.register == "plain" and not self.history.empty:
            tier += f" ({IN_PLAIN_WORDS[self.history['tier'].iat[-1]]}.)"
        return (
            say(Figure(tier, self.notes(last))),
            self.headline(LAW, "prosecutions or convictions"),
            self.headline(VICTIMS, "victims identified or detected"),
        )

    def headline(self, measures: Sequence[str], missing: str) -> Sentence:
        parts: list[Figure] = []
        for measure in measures:
            rows = self.figures[self.figures["measure"] == measure]
            if rows.empty:
                continue
            row = next(rows.tail(1).itertuples())
            lead = f"{'; ' if parts else ''}{row.label.lower() if parts else row.label}: "
            cited = [row.source_id]
            if not isinstance(row.withheld, str):
                cited.append(row.source_id_before)
            text = f"{amount(row)} in {row.year}{change_in_words(row)}{press(row)}"
            parts += [Figure(lead), Figure(text, self.notes(cited))]
        if not parts:
            return say(
                f"No source in the ledger gives {missing} for {self.name} in these years. That is not zero."
            )
        return Sentence((*parts, Figure(".")))

    def tiers(self) -> list[Block]:
        if self.history.empty:
            return []
        points = tuple(
            Point(wording.TIER_NAMES[row.tier], str(row.report_year), 1.0)
            for row in self.history.itertuples()
        )
        span = range(
            int(self.history["report_year"].min()), int(self.history["report_year"].max()) + 1
        )
        told = ", ".join(f"{p.x}: {p.series}" for p in points)
        return [
            Chart(
                "strip",
                "Tier by report year",
                "tier",
                tuple(map(str, span)),
                points,
                f"Tier of {self.name} by report year. {told}.",
                self.notes(self.history["source_id"]),
            )
        ]

    def chart(self, which: str) -> list[Block]:
        measures, rows = (LAW, self.figures) if which == "law" else (VICTIMS, self.everyone)
        rows = rows[rows["measure"].isin(measures)]
        drawn = rows[rows["qualifier"] == "exact"]
        if drawn.empty:
            return []
        points = tuple(
            Point(
                f"{row.label}, {wording.unit(row.unit)}"
                + ("" if which == "law" else f" ({row.publisher})")
                + press(row),
                str(row.year),
                row.value,
            )
            for row in drawn.itertuples()
        )
        axis = tuple(map(str, range(int(drawn["year"].min()), int(drawn["year"].max()) + 1)))
        title = (
            "Prosecutions and convictions by year"
            if which == "law"
            else "Victims by year and source"
        )
        told = "; ".join(f"{p.series}, {p.x}: {wording.number(p.y)}" for p in points)
        blocks: list[Block] = [
            Chart(
                "line",
                title,
                "number in the unit named",
                axis,
                points,
                f"{title}, {self.name}. {told}.",
                self.notes(drawn["source_id"]),
            )
        ]
        if len(drawn) < len(rows):
            blocks.append(
                say("Figures that are not exact are not drawn; the table gives them in words.")
            )
        return blocks

    def years(self) -> list[Block]:
        final = min(
            self.last,
            int(self.ledger.value("select max(year) from series_figure where publisher = 'UNODC'")),
        )
        span = list(range(max(final - 4, self.first), final + 1))
        recent = self.figures[self.figures["year"].isin(span)]
        if recent.empty:
            return [
                say(
                    f"No source in the ledger gives a figure for {self.name} for {span[0]} to {span[-1]}."
                )
            ]
        shown = [m for m in query.HEADLINE if m in set(recent["measure"])]
        labels = dict(zip(recent["measure"], recent["label"], strict=True))
        cells = {(row.measure, row.year): row for row in recent.itertuples()}
        rows = []
        for year in span:
            row = [Figure(str(year))]
            for measure in shown:
                held = cells.get((measure, year))
                row.append(
                    Figure(amount(held) + press(held), self.notes([held.source_id]))
                    if held
                    else Figure(NO_FIGURE)
                )
            rows.append(tuple(row))
        blocks: list[Block] = [
            Table(
                "Preferred figures by the year counted",
                ("Year", *(labels[m] for m in shown)),
                tuple(rows),
            )
        ]
        labelled = {
            "prosecutions": "prosecutions",
            "convictions": "convictions",
            "victims_identified": "victims identified",
            "victims_detected": "victims detected",
        }
        if absent := [labelled[m] for m in query.HEADLINE if m not in shown]:
            blocks.append(
                say(f"No source in the ledger gives {' or '.join(absent)} for these years.")
            )
        return blocks

    def peers(self) -> list[Block]:
        found = query.peers(self.ledger, self.iso3, self.first, self.last)
        rows = []
        for row in found.itertuples():
            group, countries = row.group_name, str(row.countries)
            if row.peers == "tier":
                group = wording.TIER_NAMES[row.peer_group] + wording.derived(row.tier_basis)
                countries += f" ({row.derived} derived)" if row.derived else ""
            rows.append(
                (
                    Figure(f"{row.label}, {row.year}"),
                    Figure(f"{wording.number(row.value)} {row.unit}", self.notes([row.source_id])),
                    Figure(group),
                    Figure(
                        f"none given: {row.withheld}"
                        if pd.isna(row.median)
                        else wording.number(row.median),
                        self.notes(row.source_ids),
                    ),
                    Figure(countries),
                )
            )
        if not rows:
            return []
        header = ("Measure", self.name, "Peers", "Median", "Countries")
        return [
            Table(
                "Persons reported to UNODC; the tier is that of the next year's report",
                header,
                tuple(rows),
            )
        ]

    def clock(self) -> list[Block]:
        spell = query.clock(self.ledger, self.iso3)
        if spell.empty:
            return []
        row = spell.iloc[0]
        cited = self.notes([row.source_id])
        if row.tier == "2WL":
            text = f"On the Watch List in every report from {row.run_from} to {row.report_year}"
            text += ", the last stay by waiver (inferred)." if row.by_waiver else "."
        else:
            text = (
                f"On Tier 3 in the {row.report_year} report after a used-up run on the Watch List."
            )
        return [
            say(
                Figure(text, cited),
                f" By law (22 U.S.C. 7107(b)(2)), for the next report: {row.next_report}."
                + (f" {wording.READING_OF_F}" if row.by_reading_of_f else ""),
            )
        ]

    def timeline(self) -> list[Block]:
        return [
            say(f"{event.date}: ", Figure(f"{event.title}.", self.notes([event.source_id])))
            for event in country.events(self.ledger, self.iso3).itertuples()
            if self.first <= event.year <= self.last
        ]

    def caveats(self) -> list[Block]:
        rows, everyone = self.figures, self.everyone
        derived = self.history[self.history["basis"] == "derived"]
        units = rows[rows["measure"].isin(LAW)].groupby("measure")["unit"].nunique()
        partial = country.partial_figures(self.ledger, self.iso3)
        pairs = everyone.pivot_table(
            index=["year", "source_id", "unit"], columns="measure", values="value"
        )
        over = {"prosecutions", "convictions"} <= set(pairs) and (
            pairs["convictions"] > pairs["prosecutions"]
        ).any()
        said = [
            (
                not rows.empty,
                "A rise in prosecutions, convictions or victims may mean more crime, better detection or"
                " fuller reporting; these figures cannot tell which.",
            ),
            (
                not self.history.empty,
                "A report of a year covers about April of the year before to March; figures stand"
                " by the year that they count.",
            ),
            (
                (units > 1).any(),
                "Units differ between years (persons, cases, suspects): such years are not compared.",
            ),
            (
                (rows["qualifier"] != "exact").any(),
                "Some figures are bounds or approximate; they are not added up or compared.",
            ),
            (
                (rows["reliability"] == "press").any(),
                "Figures marked (press) were found in the press only.",
            ),
            (
                len(self.revisions) > 0,
                "Later editions revised some of these figures; the latest is shown.",
            ),
            (
                bool(over),
                "In some years one source gives more convictions than prosecutions; the ledger does not say why.",
            ),
            (not partial.empty, "Figures for a part of the country exist and are left out."),
            (
                self.iso3 == "GBR",
                "From 2017 on the victims in UNODC's data are referrals to the National Referral"
                " Mechanism: potential victims, to be counted once.",
            ),
            (
                not set(LAW) & set(rows["measure"]),
                f"The ledger holds no prosecutions or convictions for {self.name}.",
            ),
            (
                not set(VICTIMS) & set(rows["measure"]),
                f"The ledger holds no victims identified or detected for {self.name}.",
            ),
        ]
        blocks: list[Block] = [say(text) for holds, text in said if holds]
        for row in derived.itertuples():
            text = (
                f"The placement in the {row.report_year} report is derived, not read in the report."
            )
            blocks.append(say(Figure(text, self.notes([row.source_id]))))
        return blocks

    def disagreements(self) -> list[Block]:
        blocks: list[Block] = []
        for (_, year), rows in self.everyone.groupby(["measure", "year"], sort=False):
            if rows.groupby(["value", "unit", "qualifier"]).ngroups > 1:
                blocks.append(self.versions(f"{rows['label'].iat[0]}, {year}: ", rows, "publisher"))
        for (_, year, _publisher, _unit), rows in self.revisions.groupby(
            ["measure", "year", "publisher", "unit"], sort=False
        ):
            blocks.append(
                self.versions(
                    f"{rows['label'].iat[0]}, {year}, editions of {_publisher}: ", rows, "vintage"
                )
            )
        if len(blocks) > 6:
            return [
                *blocks[-6:],
                say("Earlier years hold more; the country's page lists them all."),
            ]
        return blocks

    def versions(self, lead: str, rows: pd.DataFrame, told_apart_by: str) -> Sentence:
        parts = [Figure(lead)]
        for i, row in enumerate(rows.itertuples()):
            text = f"{'; ' if i else ''}{amount(row)} ({getattr(row, told_apart_by)})"
            parts.append(Figure(text, self.notes([row.source_id])))
        return Sentence((*parts, Figure(".")))

    def claims(self) -> list[Block]:
        blocks: list[Block] = []
        for claim in claims.claims_about(self.ledger, self.iso3).itertuples():
            found = claims.evidence(self.ledger, claim.claim_id)
            decides = found[found["independent"]]["source_id"]
            remark = f" {claim.note.rstrip('.')}." if isinstance(claim.note, str) else ""
            blocks.append(
                say(
                    Figure(f"{claim.statement}", self.notes([claim.source_id])),
                    ": ",
                    Figure(claim.verdict, self.notes(decides)),
                    f".{remark if claim.verdict != 'supported' else ''}",
                )
            )
        return blocks

    def cases(self) -> list[Block]:
        found = query.court_cases(self.ledger, self.iso3)
        blocks: list[Block] = [
            say(
                f"{case.title}. Last known step: ",
                Figure(
                    f"{case.step.replace('_', ' ')}, {case.date}.", self.notes([case.source_id])
                ),
            )
            for case in found.head(5).itertuples()
        ]
        return blocks + ([say("The cases page holds more.")] if len(found) > 5 else [])


def press(row: Any) -> str:
    return " (press)" if row.reliability == "press" else ""
