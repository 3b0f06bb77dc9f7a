"""Some countries side by side: the columns that a reader chose, in the order asked for."""

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from dashboard.charts import strips
from dashboard.frames import each
from dashboard.queries import accounts, catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import cells, choose, show
from dashboard.ui.cells import Cell, Heading
from dashboard.wording import accounts as account_wording
from dashboard.wording import answers
from dashboard.wording import comparison as wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said

USUAL = "tier"
OTHER_WAY = {"asc": "desc", "desc": "asc"}
HOW_TO_READ = (
    "A heading sorts by its column, and once more the other way. Whichever way, figures that may not be ranked (`<5`, "
    "estimates, doubted ones) follow those that may, and countries without a figure come last. Each figure is the latest "
    "known up to the report year, with its own year, unit and source: years differ from country to country. A figure that is "
    "printed as fewer than a limit stands as `<5` and not in the number column. Empty means that no figure is known, never "
    "zero. More prosecutions, convictions or victims can mean more enforcement, better counting, or more crime."
)


def columns(ledger: Database, report_year: int) -> list[str]:
    """The codes of the columns that the reader chose, kept in the address."""
    measures = catalogue.headline_measures(ledger)
    headings = wording.comparison_headings(report_year, measures)
    with st.popover(said("Choose columns")):
        return choose.several(
            "columns", said("Columns"), headings, [*wording.USUAL_COLUMNS, *measures]
        )


def order(measures: Iterable[str]) -> tuple[str, str]:
    """What sorts the rows, and which way: one of queries.compare.orders, kept in the address, as `prosecutions` or, the
    other way than at first, as `prosecutions.asc`."""
    ways = compare.orders(measures)
    reversible = [said for by in ways for said in (by, _the_other_way(by, ways))]
    by, _, way = choose.asked("sort", reversible, USUAL).partition(".")
    return by, way or ways[by]


def _the_other_way(by: str, ways: Mapping[str, str]) -> str:
    return f"{by}.{OTHER_WAY[ways[by]]}"


def heading(column: str, text: str, measures: dict[str, str], by: str, way: str) -> Heading:
    """A heading that sorts by its column, and the other way where the rows are sorted by it. by, way: as of order."""
    ways = compare.orders(measures)
    code = {"tier_now": "tier"}.get(column, column)
    told = wording.about(column, measures)
    if code not in ways:
        return Heading(text, told)
    sorted_by = way if code == by else ""
    next_one = _the_other_way(code, ways) if sorted_by == ways[code] else code
    return Heading(text, told, choose.link("sort", next_one, USUAL), sorted_by)


def draw(
    ledger: Database,
    standings: pd.DataFrame,
    report_year: int,
    columns: list[str],
    key: str,
    which: str,
) -> None:
    """The table of some countries. which: what they are called."""
    if standings.empty:
        show.nothing(said("The {year} report places no country here.").format(year=report_year))
        return
    codes = standings["iso3"].tolist()
    figures = compare.latest_figures(ledger, report_year, codes)
    ratios = compare.latest_conviction_ratios(ledger, report_year, codes)
    measures = catalogue.headline_measures(ledger)
    by, way = order(measures)
    table = compare.in_order(compare.side_by_side(standings, figures, ratios, measures), by, way)
    codes = table["iso3"].tolist()
    first, _ = catalogue.report_years(ledger)
    history = compare.every_placement(ledger)
    history = history[history["iso3"].isin(codes) & (history["report_year"] <= report_year)]
    histories = [history[history["iso3"] == iso3] for iso3 in codes]
    headings = {"name": said("Country")} | wording.comparison_headings(report_year, measures)
    shown = wording.comparison_columns(table, measures)
    shown["history"] = [
        strips.inline_strip(rows, first, report_year, show.tier_scale()) for rows in histories
    ]
    behind = {(row.iso3, row.measure): row for row in each(figures)}
    told = [tiers_wording.in_a_line(rows) for rows in histories]

    def cell(code: str, place: int) -> Cell:
        text, iso3 = wording.in_cell(code, shown.at[place, code]), codes[place]
        if code == "history":
            return Cell(told[place], picture=text)
        if row := behind.get((iso3, code)):
            remark = row.note if isinstance(row.note, str) else ""
            card = wording.figure_card(row)
            return Cell(text, answers.record(iso3, code, row.year), card, written=remark)
        return Cell(text)

    head = [heading(code, headings[code], measures, by, way) for code in ("name", *columns)]
    rows = [
        [Cell(name, f"/country?area={codes[place]}"), *(cell(code, place) for code in columns)]
        for place, name in enumerate(shown["name"])
    ]
    called = said("{which}, report of {year}").format(which=which, year=report_year)
    cells.table(head, rows, called)
    show.remark(f"{said(HOW_TO_READ)} {said(tiers_wording.DERIVED)}")
    named = {column: table[column] for column in table.columns if "source_id" in column}
    data = shown.assign(history=told, **named)
    said_of_all = tiers_wording.placements_in_words(table, report_year)
    names = headings | wording.comparison_sources(measures)
    show.take_along(data, key, called, said_of_all, names)
    both = accounts.accounts(ledger, codes, list(measures), "all", report_year - 1, report_year - 1)
    if not both.empty:
        label = f"{said(account_wording.TWO)}, {report_year - 1}"
        show.figures(label, account_wording.table(both), f"{key}-accounts")
