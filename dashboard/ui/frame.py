"""What surrounds every page: its last lines, and what stands in its place where there is none or it fails."""

from collections.abc import Sequence
from contextlib import nullcontext
from urllib.parse import unquote, urlsplit

import streamlit as st

from dashboard import in_service, preview
from dashboard.frames import each, groups
from dashboard.queries import catalogue
from dashboard.queries import search as find
from dashboard.ui import choose, tongue
from dashboard.ui.show import as_written, page_link
from dashboard.ui.text import escaped, html, path, shown
from dashboard.wording import address as wording
from dashboard.wording import citing, language
from dashboard.wording import pages as page_wording
from dashboard.wording import search as search_wording
from dashboard.wording.language import said

# Where each kind of find is shown: page and parameter.
SHOWN_AT = {
    "country": ("country", "area"),
    "area": ("trends", "area"),
    "measure": ("trends", "measure"),
    "case": ("cases", "case"),
    "term": ("glossary", "term"),
    "source": ("sources", "source"),
}
# Finds that are called as the data call them.
WRITTEN = ("case", "source")


def above() -> None:
    """The languages and the search box of every page, none of which takes room in it."""
    with st.container(key="house"):
        languages()
        search()


def languages() -> None:
    """The languages to choose from, each by its own name."""
    links = "".join(
        f'<li><a href="?lang={code}" lang="{code}" hreflang="{code}"'
        f"{' aria-current=true' if code == language.spoken() else ''}>{name}</a></li>"
        for code, name in language.LANGUAGES.items()
    )
    st.html(
        f'<nav class="languages" aria-label="{html(said(page_wording.LANGUAGE))}"><ul>{links}</ul></nav>'
    )


@tongue.fragment
def search() -> None:
    with st.container(key="search"):
        words = st.text_input(
            said(search_wording.LABEL),
            type="search",
            live=True,
            key="search-words",
            label_visibility="collapsed",
            placeholder=said(search_wording.PLACEHOLDER),
            icon=":material/search:",
        )
        if not words.strip():
            return
        found = find.anything(in_service.ledger(), words)
        with st.container(key="found"):
            if found.empty:
                st.markdown(shown(search_wording.nothing(wording.typed(words))))
            for kind, rows in groups(found, "kind"):
                st.caption(shown(search_wording.kind(kind)))
                page, parameter = SHOWN_AT[kind]
                for row in each(rows):
                    label = f"{row.name} ({row.detail})" if row.detail else row.name
                    with as_written(f"{kind}-{row.code}") if kind in WRITTEN else nullcontext():
                        page_link(page, escaped(label), **{parameter: row.code})


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
            title=meant.title if meant else said(page_wording.NO_PAGE),
            url_path=asked,
            visibility="hidden",
        )
    ]


def missing(asked: str, pages: Sequence[st.Page]) -> None:
    st.title(shown(said("There is no such page")), anchor=False)
    st.markdown(shown(wording.no_page(asked)))
    for page in pages:
        st.page_link(page)


def name_tab(page: st.Page) -> None:
    """Call the browser's tab what the address is called elsewhere, with what the page chose without being asked."""
    asked = {name.lower(): text for name, text in st.query_params.to_dict().items()}
    chosen = choose.standing(("area", "measure")) | asked
    told = preview.of_address(in_service.ledger(), page.url_path.lower(), chosen)
    st.set_page_config(page_title=told.title)


def colophon() -> None:
    build = catalogue.build(in_service.ledger())
    told = said(
        "{house}, data edition {version}, built {date}. Cite each figure by the source beside it. The figures keep their "
        "publishers' terms, stated under {sources}; terms are explained in the {glossary}."
    ).format(
        house=citing.HOUSE,
        version=html(citing.version(build)),
        date=language.day(build.built_at),
        **{
            name: f'<a href="{html(path(f"/{name}"))}">{html(said(page_wording.TITLES[name]))}</a>'
            for name in ("sources", "glossary")
        },
    )
    st.html(f'<footer class="colophon">{told}</footer>')


def failure() -> None:
    st.error(
        shown(
            said(
                "This page could not be shown. No figure is lost: the fault lies in the program. Its record is in the log "
                "of the dashboard."
            )
        ),
        icon=":material/error:",
    )
    page_link("overview", said("Go to the overview"), ":material/home:")
