"""What surrounds every page: its last lines, and what stands in its place where there is none or it fails."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import streamlit as st

from dashboard import in_service
from dashboard.queries import catalogue
from dashboard.wording import address as wording


def elsewhere(pages: Sequence[st.Page]) -> list[st.Page]:
    """A hidden page for an address that is no page's: it leads to the one of that name in other letters, or says so."""
    base = st.get_option("server.baseUrlPath").strip("/")
    path = unquote(urlsplit(st.context.url or "").path).strip("/")
    asked = path.removeprefix(base).strip("/").rsplit("/", 1)[-1]
    by_name = {page.url_path: page for page in pages}
    if asked in by_name:
        return []
    meant = by_name.get(asked.lower())

    def stand_in() -> None:
        if meant:
            st.switch_page(meant, query_params=st.query_params.to_dict())
        missing(asked, pages)

    return [
        st.Page(
            stand_in,
            title=meant.title if meant else "Page not found",
            url_path=asked,
            visibility="hidden",
        )
    ]


def missing(asked: str, pages: Sequence[st.Page]) -> None:
    st.title("There is no such page", anchor=False)
    st.markdown(f"{wording.no_page(asked)} These are the pages:")
    for page in pages:
        st.page_link(page)


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
