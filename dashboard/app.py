"""The dashboard's pages.

They stand in `screens/`, since Streamlit would serve a folder named `pages/` past this file.
"""

import logging
from pathlib import Path

import streamlit as st

from dashboard.ui import frame

STATIC = Path(__file__).parent / "static"

menu = {
    "": [
        st.Page("screens/overview.py", title="Overview", default=True),
        st.Page("screens/country.py", title="Countries", url_path="country"),
        st.Page("screens/trends.py", title="Trends", url_path="trends"),
        st.Page("screens/compare.py", title="Compare", url_path="compare"),
        st.Page("screens/cases.py", title="Cases", url_path="cases"),
    ],
    "More": [
        st.Page("screens/victims.py", title="Victims", url_path="victims"),
        st.Page("screens/briefing.py", title="Briefing", url_path="briefing"),
        st.Page("screens/claims.py", title="Claims", url_path="claims"),
        st.Page("screens/changes.py", title="Changes", url_path="changes"),
        st.Page("screens/sql.py", title="SQL", url_path="sql"),
        st.Page("screens/sources.py", title="Sources and method", url_path="sources"),
        st.Page("screens/glossary.py", title="Glossary", url_path="glossary"),
        st.Page("screens/help.py", title="Help", url_path="help"),
    ],
}
pages = [page for section in menu.values() for page in section]
page = st.navigation(menu | {" ": frame.elsewhere(pages)}, position="top")
st.set_page_config(
    page_title=f"{page.title} · TIP Ledger",
    page_icon=str(STATIC / "icon.png"),
    layout="wide",
)
try:
    frame.house(pages)
    page.run()
except Exception:  # Streamlit's own signals are no Exception: they pass.
    logging.exception("The page %s failed", page.title)
    frame.failure()
else:
    frame.colophon()
