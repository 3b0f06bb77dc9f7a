"""The page of SQL: examples, the statement, its rows, and the tables to ask."""

from functools import partial

import pyarrow as pa
import streamlit as st

from dashboard.api import answers
from dashboard.queries import analyst, catalogue
from dashboard.queries.database import Database
from dashboard.turns import others_first
from dashboard.ui import editor, show
from dashboard.wording import analyst as wording

FORMS = {"csv": "CSV", "json": "JSON"}
# Light boxes with dark letters, to be read on either background.
LOOK = (
    'node [shape=box style="filled,rounded" fillcolor="#eef2f4" color="#8a9499" fontcolor="#1c2429" fontname="sans-serif"]; '
    'edge [color="#8a9499" fontcolor="#808a90" fontname="sans-serif" fontsize=9];'
)
FIRST = next(iter(wording.EXAMPLES.values()))


def examples() -> None:
    """A question to begin with; choosing one writes it into the box and asks it."""

    def take() -> None:
        if chosen := st.session_state["sql-example"]:
            st.session_state["sql"] = wording.EXAMPLES[chosen]
            st.query_params["q"] = st.session_state["sql"]

    st.selectbox(
        "Example",
        list(wording.EXAMPLES),
        index=None,
        key="sql-example",
        placeholder="Begin with a question",
        on_change=take,
    )


def statement(ledger: Database) -> str:
    """The statement asked: that of the address, until another one is sent; empty if none is."""
    asked = st.query_params.get("q", "")
    if "sql" not in st.session_state:
        st.session_state["sql"] = asked or FIRST
    with st.form("sql-form", border=False):
        held = catalogue.tables(ledger)
        typed = editor.sql(wording.EDITOR, st.session_state["sql"], held, "sql-editor")
        if st.form_submit_button("Ask", icon=":material/play_arrow:"):
            st.query_params["q"] = st.session_state["sql"] = asked = typed
    return asked


def asked(ledger: Database, sql: str) -> analyst.Rows:
    """The rows. Raises analyst.Unanswered; who leaves meanwhile ends the question."""
    told = st.empty()

    def tell(ahead: int) -> None:
        with told:
            show.small(wording.waiting(ahead))

    try:
        with others_first():
            return analyst.ask(ledger, sql, tell)
    finally:
        told.empty()


def answer(ledger: Database, rows: analyst.Rows) -> None:
    """The rows, what of them is left out, their sources and the files to take along."""
    show.remark(wording.size(len(rows.table), rows.more))
    st.dataframe(rows.table, hide_index=True, placeholder="")
    with st.container(horizontal=True):
        for form, label in FORMS.items():
            st.download_button(
                label,
                partial(in_form, rows, form),
                file_name=f"tip-ledger-query.{form}",
                key=f"sql-{form}",
                on_click="ignore",
                icon=":material/download:",
            )
    if "source_id" in rows.table.column_names:
        named = rows.table["source_id"].cast(pa.string()).to_pandas()
        show.sources(ledger, named, "sql")
    show.remark(wording.LINK)


def in_form(rows: analyst.Rows, form: str) -> bytes:
    return answers.WRITERS[form](answers.plain_values(rows.table), {}, {})[0]


def picture(ledger: Database) -> None:
    """How the tables hang together: an arrow leads from each key to the table that it names."""
    edges = "".join(
        f'"{row.table_name}" -> "{row.referenced_table}" [label="{row.by}"];'
        for row in catalogue.references(ledger).itertuples()
    )
    st.graphviz_chart(
        f"digraph {{ rankdir=LR; bgcolor=transparent; nodesep=0.15; {LOOK} {edges} }}",
        width="content",
    )


def tables(ledger: Database) -> None:
    """Every table with its comment and its columns, to be opened; those to begin with first."""
    held = catalogue.tables(ledger)
    order = {name: place for place, name in enumerate(wording.FIRST_TABLES)}
    for name, rows in sorted(
        held.groupby("table_name"), key=lambda part: (order.get(part[0], len(order)), part[0])
    ):
        trap = wording.TRAPS.get(name, "")

        def fill(rows=rows, trap=trap) -> None:
            show.words(show.plain(f"{rows['about'].iat[0]} {trap}"))
            st.dataframe(
                rows[["column_name", "data_type", "comment"]], hide_index=True, placeholder=""
            )

        show.folded(name, f"table-{name}", fill)
