"""The dashboard's pages.

They stand in `screens/`, since Streamlit would serve a folder named `pages/` past this file.
"""

import logging
from pathlib import Path

import streamlit as st

from dashboard.turns import turn
from dashboard.ui import choose, frame, reunion, show, tongue
from dashboard.wording import address
from dashboard.wording import pages as wording
from dashboard.wording.language import said

STATIC = Path(__file__).parent / "static"
PAGES = ("country", "trends", "compare", "cases")
MORE = ("victims", "briefing", "claims", "changes", "sql", "sources", "glossary", "help")


def named(name: str) -> st.Page:
    return st.Page(f"screens/{name}.py", title=said(wording.TITLES[name]), url_path=name)


def run(unknown: str | None) -> None:
    """unknown: the language that the address asks for and nobody speaks here."""
    overview = st.Page("screens/overview.py", title=said(wording.TITLES[""]), default=True)
    menu = {"": [overview, *map(named, PAGES)], said(wording.MORE): [*map(named, MORE)]}
    pages = [page for section in menu.values() for page in section]
    page = st.navigation(menu | {" ": frame.elsewhere(pages)}, position="top")
    st.set_page_config(
        page_title=wording.in_tab(page.title),
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
    )
    with turn:
        try:
            choose.arrive(page.url_path)
            frame.above()
            if unknown is not None:
                show.note(address.unknown_language(unknown))
            try:
                page.run()
            finally:  # A page that stops early, or sends the reader on, passes here too.
                frame.name_tab(page)
        except Exception:  # Streamlit's own signals are no Exception: they pass.
            logging.exception("The page %s failed", page.url_path)
            frame.failure()
        else:
            frame.colophon()


acted = reunion.acts()
with tongue.spoken_to_reader() as unknown:
    run(unknown)
reunion.follow(acted)
