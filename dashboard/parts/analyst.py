"""The page of SQL: examples, the statement, its rows, and the tables to ask."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import question as charts
from dashboard.frames import each
from dashboard.queries import analyst, catalogue
from dashboard.queries.database import Database
from dashboard.turns import others_first
from dashboard.ui import editor, paper, show
from dashboard.ui.tongue import fragment
from dashboard.views import View, question
from dashboard.wording import analyst as wording
from dashboard.wording import citing
from dashboard.wording.language import each_said, said

# Light boxes with dark letters, to be read on either background.
LOOK = (
    'node [shape=box style="filled,rounded" fillcolor="#eef2f4" color="#8a9499" fontcolor="#1c2429" fontname="sans-serif"]; '
    'edge [color="#8a9499" fontcolor="#808a90" fontname="sans-serif" fontsize=9];'
)
FIRST = next(iter(wording.EXAMPLES))


def examples() -> None:
    """A question to begin with; choosing one writes it into the box and asks it."""

    def take() -> None:
        if chosen := st.session_state["sql-example"]:
            st.session_state["sql"] = wording.example(chosen)
            st.query_params["q"] = st.session_state["sql"]

    st.selectbox(
        said("Example"),
        list(wording.EXAMPLES),
        format_func=said,
        index=None,
        key="sql-example",
        placeholder=said("Begin with a question"),
        on_change=take,
    )


def statement(ledger: Database) -> str:
    """The statement asked: that of the address, until another one is sent; empty if none is."""
    asked = st.query_params.get("q", "")
    if "sql" not in st.session_state:
        st.session_state["sql"] = asked or wording.example(FIRST)
    with st.form("sql-form", border=False):
        held = catalogue.tables(ledger)
        typed = editor.sql(said(wording.EDITOR), st.session_state["sql"], held, "sql-editor")
        if st.form_submit_button(said("Ask"), icon=":material/play_arrow:"):
            st.query_params["q"] = st.session_state["sql"] = asked = typed
    return asked


def answer_to(ledger: Database, sql: str) -> tuple[analyst.Rows, View]:
    """The rows, and what is taken along of them. Raises analyst.Unanswered; who leaves meanwhile ends the question."""
    told = st.empty()

    def tell(ahead: int) -> None:
        with told:
            show.small(wording.waiting(ahead))

    try:
        with others_first():
            found = analyst.ask(ledger, sql, tell)
    finally:
        told.empty()
    return found, question.view(sql, found, show.tier_scale())


def answer(rows: analyst.Rows, view: View) -> None:
    """The rows, what of them is left out, the chart that they have, and the bar to take them along."""
    show.remark(wording.size(len(rows.table), rows.more))
    told = citing.without_markdown(view.finding)
    st.dataframe(rows.table, hide_index=True, placeholder="", alt=told)
    paper.table(view.table, view.title)
    if view.figure is not None:
        st.plotly_chart(view.figure, key="sql-chart", alt=told, config=show.CHART_CONFIG)
        show.small(said(wording.OF_CHART))
    elif charts.lacks(view.table):
        show.small(said(wording.FOR_A_CHART))
    show.along(view, "sql")
    show.remark(said(wording.LINK))


def picture(ledger: Database) -> None:
    """How the tables hang together: an arrow leads from each key to the table that it names."""
    edges = "".join(
        f'"{row.table_name}" -> "{row.referenced_table}" [label="{row.by}"];'
        for row in each(catalogue.references(ledger))
    )
    st.graphviz_chart(
        f"digraph {{ rankdir=LR; bgcolor=transparent; nodesep=0.15; {LOOK} {edges} }}",
        width="content",
    )


@fragment
def tables(ledger: Database) -> None:
    """Tables with their comments and columns, to be opened: those that hold the words of a search, or else those to
    begin with, and the names of the others."""
    words = st.text_input(
        said(wording.FIND_TABLE),
        type="search",
        live=True,
        key="table-words",
        placeholder=said("Search"),
        width=420,
    )
    found = wording.holding(wording.tables_told(catalogue.tables(ledger)), words)
    listed = found if words.strip() else [t for t in found if t[0] in wording.FIRST_TABLES]
    for name, rows in sorted(listed, key=lambda table: wording.place_of_table(table[0])):
        show.folded(str(name), f"table-{name}", partial(columns, str(name), rows))
    if not found:
        show.nothing(wording.no_table(words))
    if others := [table for table in found if table not in listed]:
        told = [show.escaped(f"`{name}`: {rows['about'].iat[0]}") for name, rows in others]
        show.folded(
            wording.other_tables(len(others)), "other-tables", partial(show.bullet_list, told)
        )


def columns(name: str, rows: pd.DataFrame) -> None:
    """What a table is about, and its columns. rows: as of catalogue.tables."""
    show.words(
        show.escaped(
            f"{rows['about'].iat[0]} {said(wording.TRAPS[name]) if name in wording.TRAPS else ''}"
        )
    )
    told = rows[["column_name", "data_type", "comment"]]
    st.dataframe(told, hide_index=True, placeholder="", column_config=each_said(wording.COLUMNS))
