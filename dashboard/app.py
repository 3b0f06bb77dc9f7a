"""The dashboard's pages."""

from pathlib import Path

import streamlit as st

st.set_page_config(
    page_title="TIP Ledger",
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="wide",
)

page = st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/country.py", title="Country", url_path="country"),
        st.Page("pages/trends.py", title="Trends", url_path="trends"),
        st.Page("pages/compare.py", title="Compare", url_path="compare"),
        st.Page("pages/cases.py", title="Cases", url_path="cases"),
        st.Page("pages/victims.py", title="Victims", url_path="victims"),
        st.Page("pages/briefing.py", title="Briefing", url_path="briefing"),
        st.Page("pages/claims.py", title="Claims", url_path="claims"),
        st.Page("pages/sources.py", title="Sources and method", url_path="sources"),
    ],
    position="top",
)
page.run()
