"""The one bar under every chart and table: what it says, how it is cited, its rows and its links to take along."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import streamlit as st

from dashboard import in_service
from dashboard.ui.text import html, root, shown
from dashboard.ui.tongue import fragment
from dashboard.views import View
from dashboard.views.address import OVERVIEW, Address
from dashboard.views.files import CITATIONS, DATA, FORMATS, PICTURES, Taken
from dashboard.wording import bar as wording
from dashboard.wording import language
from dashboard.wording.language import said


@fragment
def bar(view: View, key: str, behind: tuple[str, Callable[[], None]] | None = None) -> None:
    """A choice of what to take along; nothing of it is made before one is chosen. behind: the name of what lies behind
    the view, and what draws it."""
    panels = [name for name in PANELS if name != wording.PICTURE or view.figure is not None]
    opened = st.segmented_control(
        shown(wording.called(view.title)),
        [behind[0], *panels] if behind else panels,
        format_func=lambda name: shown(wording.panel(name)),
        key=f"{key}-bar",
        label_visibility="collapsed",
    )
    if opened in PANELS:
        PANELS[opened](Taken(in_service.ledger(), view, here(), date.today()))
    elif opened and behind:
        behind[1]()


def here() -> Address:
    """The address of the page as the reader has it now."""
    at = urlsplit(st.context.url or "")
    origin = f"{at.scheme}://{at.netloc}" if at.netloc else ""
    page = st.session_state.get("page in view") or OVERVIEW
    asked = st.query_params.to_dict()
    # Who opens it elsewhere has a browser of his own language.
    if not language.in_english():
        asked["lang"] = language.spoken()
    return Address(f"{origin}{root()}", page, asked)


def sentence(taken: Taken) -> None:
    copied(taken.sentence())


def cite(taken: Taken) -> None:
    copied(taken.short())
    copied(taken.full())
    files(taken, CITATIONS)


def data(taken: Taken) -> None:
    files(taken, DATA)
    st.caption(shown(said(wording.DATA_RULE)))


def picture(taken: Taken) -> None:
    files(taken, PICTURES)
    st.caption(shown(said(wording.PICTURE_SAYS)))


def link(taken: Taken) -> None:
    copied(taken.address.view)
    address = taken.address.embed(taken.view.name)
    st.caption(shown(said(wording.EMBED)))
    copied(wording.snippet(html(address), html(taken.title)))
    link_list([(said(wording.ALONE), address)])


def files(taken: Taken, kinds: tuple[str, ...]) -> None:
    link_list(
        [(said(FORMATS[kind].label), taken.address.file(taken.view.name, kind)) for kind in kinds]
    )


def link_list(links: list[tuple[str, str]]) -> None:
    """Links in one line, each to a file or a page of this house."""
    st.html(
        '<ul class="take">'
        + "".join(
            f'<li><a href="{html(address)}" target="_blank">{html(label)}</a></li>'
            for label, address in links
        )
        + "</ul>"
    )


def copied(text: str) -> None:
    """Text with a button that copies it."""
    st.code(text, language=None, wrap_lines=True)


PANELS: dict[str, Callable[[Taken], None]] = {
    wording.SENTENCE: sentence,
    wording.CITE: cite,
    wording.DATA: data,
    wording.PICTURE: picture,
    wording.LINK: link,
}
