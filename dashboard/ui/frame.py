"""What surrounds every page: its last lines, and what stands in its place when it fails."""

import streamlit as st

from dashboard import in_service
from dashboard.queries import catalogue


def colophon() -> None:
    build = catalogue.build(in_service.ledger())
    st.html(
        '<footer class="colophon">TIP Ledger, data edition '
        f"{build.data_version} ({build.content_hash[:8]}), built {build.built_at:%-d %B %Y}. "
        "Cite each figure by the source beside it. The figures keep their publishers' terms, "
        'stated under <a href="/sources">Sources and method</a>; terms are explained in the '
        '<a href="/glossary">Glossary</a>.</footer>'
    )


def failure() -> None:
    st.error(
        "This page could not be shown. No figure is lost: the fault lies in the program. "
        "Its record is in the log of the dashboard.",
        icon=":material/error:",
    )
    st.page_link("screens/overview.py", label="Go to the overview", icon=":material/home:")
