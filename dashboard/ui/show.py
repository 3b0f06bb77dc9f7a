"""The parts of a page: a chart is never shown without what it counts, its sources and its numbers."""

import pickle
import re
from collections.abc import Callable, Iterable
from functools import partial
from types import FunctionType, SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, quote

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import in_service
from dashboard.charts import theme
from dashboard.frames import each, first_value
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.ui import paper
from dashboard.ui.bar import bar
from dashboard.ui.text import escaped, html, language_in_links, marked, path, shown
from dashboard.ui.tongue import fragment
from dashboard.views import View, files, name_of, taking
from dashboard.views.drawn import Drawn
from dashboard.wording import bar as wording
from dashboard.wording import citing, columns, glossary
from dashboard.wording.columns import NO_NAMES, Names
from dashboard.wording.language import in_english, said, said_of, spoken
from dashboard.wording.tiers import TIER_MEANINGS, TIER_NAMES, basis_mark, tier_name

MOVED = {"up": "Moved up: {number}", "down": "Moved down: {number}"}
CHART_CONFIG = {"displayModeBar": False}
# How a description begins that says what is drawn before it says what is shown.
KIND = re.compile(r"^[A-Z][a-z ]+ chart of ")
# Of an own address in a grid: what is read in its place.
LAST_PART = "#(.*)$"
# What st.plotly_chart returns where nothing is drawn to pick from.
NOTHING_PICKED = SimpleNamespace(selection=SimpleNamespace(points=[]))


@st.cache_resource(
    max_entries=1500,
    show_spinner=False,
    hash_funcs={
        FunctionType: lambda function: (function.__module__, function.__qualname__),
        # Several times faster than Streamlit's own way, and as exact.
        pd.DataFrame: pickle.dumps,
    },
)
def _drawn(language: str, draw: Callable[..., go.Figure], *frames: Any, **settings: Any) -> Drawn:
    return Drawn(draw(*frames, **settings))


def drawn(draw: Callable[..., go.Figure], *frames: Any, **settings: Any) -> Drawn:
    """The figure that a chart function draws; it is pure but for the language spoken, so one figure serves every rerun and
    reader of a language."""
    return _drawn(spoken(), draw, *frames, **settings)


def chart(
    ledger: Database,
    figure: Drawn,
    *,
    alt: str,
    counts: str,
    table: pd.DataFrame,
    key: str,
    finding: str | Callable[[], str] = "",
    hint: str = "",
    config: dict[str, Any] | None = None,
    written: Iterable[object] = (),
    **plotly: Any,
) -> Any:
    """A chart with, under it, what is counted, its sources, and a table of the same numbers.

    `table` holds the charted rows; its column source_id names their sources. `key` also names the part in addresses.
    written: as of words, in what is counted. finding: what the chart says, where its description, `alt`, says less; what is dear to tell, once it is asked for.
    """
    told = finding or KIND.sub("", alt)
    view = View(name_of(key), titled(figure, alt), told, counts, table, figure, config or {})
    if taken(view):
        return NOTHING_PICKED
    event = st.plotly_chart(
        figure, key=key, alt=alt, config=CHART_CONFIG | (config or {}), **plotly
    )
    cited = catalogue.sources(ledger, view.source_ids)
    remark(f"{counts} {hint}".strip(), in_brief(cited), [*written, *texts_of(cited)])
    if len(cited) > 1:
        paper.sources_on_paper(cited)

    def rows() -> None:
        sheet(table, key, view.title, written=written)
        citations(catalogue.sources(ledger, view.source_ids))

    bar(view, key, (wording.FIGURES, rows))
    return event


def taken(view: View) -> bool:
    """Whether the page runs to be taken along: then the view is noted, and nothing is to be drawn."""
    noted = taking.get()
    if noted is not None:
        noted[view.name] = view
    return noted is not None


def titled(figure: Drawn, alt: str) -> str:
    """What a chart is called: its own title, else how its description begins."""
    return figure.title or KIND.sub("", re.split(r"\s?[:.] ", alt, maxsplit=1)[0])


def source_list(ledger: Database, source_ids: pd.Series, key: str) -> None:
    """The sources in full, to be opened."""
    cited = catalogue.sources(ledger, source_ids.dropna())
    told = said("Sources: {number}").format(number=len(cited))
    folded(told, f"{key}-sources", lambda: citations(cited))


def figures(label: str, table: pd.DataFrame, key: str) -> None:
    """A table under its label, to be opened."""
    folded(label, f"{key}-figures", lambda: numbers(table, key, label))


@fragment
def folded(label: str, key: str, fill: Callable[[], None]) -> None:
    """A part of the page that a reader may open; what it holds is made and sent only then."""
    if taking.get() is not None:
        fill()
        return
    part = st.expander(shown(label), key=key, on_change="rerun")
    if part.open:
        with part:
            fill()


def numbers(
    table: pd.DataFrame,
    key: str,
    label: str = "",
    finding: str = "",
    names: Names = NO_NAMES,
    written: Iterable[object] = (),
) -> None:
    """A table to read, and the same rows to take along. label: what it is called; finding: what it says; names: as of View;
    written: as of words, in its cells."""
    if taking.get() is None:
        sheet(table, key, label, names, written)
    take_along(table, key, _called(key, label), finding, names)


def take_along(
    table: pd.DataFrame, key: str, title: str, finding: str = "", names: Names = NO_NAMES
) -> None:
    """The bar of rows that the page shows in its own way. finding: what they say; without one, how many they are. names: as
    of View."""
    told = finding or said("{title}: {rows}.").format(title=title, rows=_rows(len(table)))
    along(View(name_of(key), title, told, "", table, names=names), key)


def along(view: View, key: str) -> None:
    """The bar of a view that the page shows in its own way."""
    if taken(view):
        return

    def cited() -> None:
        citations(catalogue.sources(in_service.ledger(), view.source_ids))

    bar(view, key, (wording.SOURCES, cited) if view.source_ids else None)


def own_numbers(table: pd.DataFrame, key: str, label: str = "") -> None:
    """A table of what is not public: no address leads to its rows. label: as of sheet."""
    sheet(table, key, label)
    csv_button(table, key)


def _called(key: str, label: str) -> str:
    return label or key.replace("-", " ").replace("_", " ")


def sheet(
    table: pd.DataFrame,
    key: str,
    label: str = "",
    names: Names = NO_NAMES,
    written: Iterable[object] = (),
) -> None:
    """A table to read. label: what it is called, where the key does not say it; names: as of View; written: as of words, in
    its cells. Of a grid, which is a picture, no part can say its language; the table of paper does."""
    told, same = columns.readable(table, catalogue.names(in_service.ledger()))
    titles = _titles(table)
    if same:
        held = said("; ").join(
            said("{label}: {value}").format(label=columns.name(c), value=_in_a_line(c, v, titles))
            for c, v in same.items()
        )
        kept = [titles.get(v, (v,))[0] for c, v in same.items() if columns.as_written(c)]
        small(said("In every row: {held}.").format(held=held), kept)
    for name in told.columns[told.columns.str.contains("source_id")]:
        told[name] = told[name].map(partial(_linked, titles=titles))
    called = _called(key, label)
    st.dataframe(
        told,
        hide_index=True,
        placeholder="",
        column_config={name: column(name, told[name], names) for name in told.columns},
        alt=said("{title}: table of {rows}").format(title=called, rows=_rows(len(told))),
    )
    paper.table(told, called, columns.named(told, names), written)


def _rows(count: int) -> str:
    return said_of(count, "{count} row", "{count} rows").format(count=count)


def _titles(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The sources that the table names: title, and address of the source's entry with the title as its last part."""
    found = catalogue.source_titles(in_service.ledger(), catalogue.source_ids(table))
    return {
        code: (title, path(f"/sources?source={quote(code)}#{title}"))
        for code, title in found.items()
    }


def _linked(source: Any, titles: dict[str, tuple[str, str]]) -> str | None:
    """The address of a source's entry; of several sources their titles."""
    if isinstance(source, str):
        return titles.get(source, (source, None))[1]
    return citing.called(source, {code: title for code, (title, _) in titles.items()})


def _in_a_line(name: str, value: Any, titles: dict[str, tuple[str, str]]) -> str:
    if value in titles and "source_id" in name:
        return f"[{escaped(titles[value][0])}](/sources?source={quote(value)})"
    return escaped(columns.cell_in_words(name, value))


def column(name: str, values: pd.Series, names: Names) -> Any:
    """How a column is read: its name in plain words, whole numbers with separators, years without, sources by title."""
    called = columns.name(name, names)
    if name.lower().endswith("year"):
        return st.column_config.NumberColumn(called, format="%d")
    if "source_id" in name and values.dropna().astype(str).str.contains("#").all():
        return st.column_config.LinkColumn(called, display_text=LAST_PART)
    if name in ("url", "address"):
        return st.column_config.LinkColumn(called)
    if name in ("change_ratio", "share"):
        return st.column_config.NumberColumn(called, format="percent")
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        whole = values.dropna().mod(1).eq(0).all()
        return st.column_config.NumberColumn(called, format="%,d" if whole else None)
    return st.column_config.Column(called)


def csv_button(table: pd.DataFrame, key: str) -> None:
    """The rows to download as CSV; `key` also names the file."""
    st.download_button(
        said("Download as CSV"),
        lambda: files.table_csv(table, columns.named(table)),
        file_name=f"{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        help=said("The file {name}").format(name=f"{key}.csv"),
        on_click="ignore",
    )


def citations(cited: pd.DataFrame) -> None:
    """The sources in full, each with how it was read."""
    lines = [
        f"{escaped(source.citation)} ({said(source.reliability)})"
        + (f" *{escaped(source.note)}.*" if isinstance(source.note, str) else "")
        for source in each(cited)
    ]
    bullet_list(lines, texts_of(cited))


def texts_of(cited: pd.DataFrame) -> list[object]:
    """What of sources stays as it was written: citations, publishers, notes."""
    return [*cited["citation"], *cited["note"], *(c.split(": ")[0] for c in cited["citation"])]


def in_brief(cited: pd.DataFrame) -> str:
    """'Source: …' for one source, otherwise the publishers and the number of sources."""
    if cited.empty:
        return ""
    if len(cited) == 1:
        return said("Source: {citation}").format(citation=escaped(first_value(cited["citation"])))
    named = escaped(citing.publishers(cited, ", "))
    return said("Sources: {number}, from {publishers}.").format(number=len(cited), publishers=named)


def title(text: str, lead: str, room: str | None = None) -> None:
    """The page's title, and what it is about. room: the key under which the style keeps room for the longest lead,
    where the reader's choice changes it."""
    st.title(shown(text), anchor=False)
    with st.container(key=room):
        prose(lead)


def heading(text: str, icon: str = "") -> None:
    """The heading of a part of the page, one level below its title."""
    st.header(f"{icon} {shown(text)}".strip(), anchor=anchor(text))


def anchor(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def contents(*headings: str) -> None:
    """Links to the page's parts, which stay in view while it is read."""
    links = "".join(f'<a href="#{anchor(text)}">{html(text)}</a>' for text in headings)
    with st.container(key="contents"):
        st.html(f'<nav aria-label="{html(said("On this page"))}">{links}</nav>')


def mark(name: str) -> None:
    """A place that a link within the page leads to: '#name'."""
    st.html(f'<div id="{html(name)}"></div>')


def strip(cells: Iterable[tuple[str, str, str, str]]) -> None:
    """A line of cells: label, what is told, how it goes on, and an own page's address or nothing."""

    def cell(label: str, told: str, way: str, link: str) -> str:
        value = f'<a href="{html(path(link))}">{html(told)}</a>' if link else html(told)
        return f"<li><span>{html(label)}</span><b>{value}</b><span>{html(way)}</span></li>"

    with st.container(key="strip"):
        st.html(f'<ul class="strip">{"".join(cell(*parts) for parts in cells)}</ul>')


def words(markdown: str, written: Iterable[object] = ()) -> None:
    """Text with the page's own Markdown. written: texts of the data in it, which stay in English, as Markdown leaves them."""
    told, html = marked(markdown, written)
    st.markdown(told, unsafe_allow_html=html)


def small(markdown: str, written: Iterable[object] = ()) -> None:
    """The same, quieter."""
    told, html = marked(markdown, written)
    st.caption(told, unsafe_allow_html=html)


def as_written(key: str) -> Any:
    """A part of the page of which every word is the data's: the script of the house marks it as English on a page in another
    language."""
    return st.container(key=f"english-{key}") if not in_english() else st.container()


def note(markdown: str, icon: str | None = None) -> None:
    """A remark on the page's answer, in a box."""
    st.info(shown(markdown), icon=icon)


def warning(markdown: str, icon: str | None = None) -> None:
    """What the reader must know before using the answer, in a box."""
    st.warning(shown(markdown), icon=icon)


def subheading(markdown: str) -> None:
    """A heading within a part."""
    st.subheader(shown(markdown), anchor=False)


def prose(text: str, written: Iterable[object] = ()) -> None:
    """A paragraph of the page's own words, its terms linked to the glossary. written: as of words."""
    words(glossary.linked(in_service.ledger(), text), written)


def remark(text: str, verbatim: str = "", written: Iterable[object] = ()) -> None:
    """A quieter paragraph, its terms linked to the glossary; `verbatim` follows as it is. written: as of words."""
    small(f"{glossary.linked(in_service.ledger(), text)} {verbatim}", written)


def movement_lists(moved: pd.DataFrame) -> None:
    """Two lists: who moved up, who moved down. moved: iso3, name, movement, previous_tier, previous_basis, tier, basis."""
    for column, way in zip(st.columns(2, gap="large"), ("up", "down"), strict=True):
        rows = moved[moved["movement"] == way]
        with column:
            subheading(said(MOVED[way]).format(number=len(rows)))
            bullet_list(
                said("{label}: {value}").format(
                    label=f"[{row.name}](/country?area={row.iso3})",
                    value=f"{tier_name(row.previous_tier)}{basis_mark(row.previous_basis)} → {tier_name(row.tier)}{basis_mark(row.basis)}",
                )
                for row in each(rows)
            )


def page_link(page: str, label: str, icon: str | None = None, **query: str) -> None:
    """A link to a page of screens/, with what its address is to say, in the reader's language."""
    asked = query | dict(parse_qsl(language_in_links()))
    st.page_link(f"screens/{page}.py", label=shown(label), icon=icon, query_params=asked or None)


def open_country(picked: Any) -> None:
    """Open the page of the country that was selected in a chart. picked: as st.plotly_chart returns it."""
    if points := picked.selection.points:
        if "customdata" in points[0]:
            st.switch_page("screens/country.py", query_params={"area": points[0]["customdata"][0]})


def bullet_list(lines: Iterable[str], written: Iterable[object] = ()) -> None:
    """A list, one line of Markdown an entry; nothing for none. written: as of words."""
    if text := "\n".join(f"- {line}" for line in lines):
        words(text, written)


def tier_scale() -> theme.TierScale:
    """The tiers' colours on the ground that the reader sees."""
    return theme.ON_DARK if st.context.theme.type == "dark" else theme.ON_LIGHT


def tier_key() -> None:
    """What each tier means, in one line beside its colour."""
    key = "".join(
        f'<li style="border-color: {tier_scale().colours[tier]}"><b>{said(name)}</b>{said(TIER_MEANINGS[tier])}</li>'
        for tier, name in TIER_NAMES.items()
    )
    with st.container(key="tier-key"):
        st.html(f'<ul class="tier-key">{key}</ul>')


def nothing(why: str) -> None:
    """An explanation in place of a chart."""
    note(why, icon=":material/info:")
