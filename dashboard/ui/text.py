"""Text as it goes out: what comes from data or from an address is shown as text, and own links keep to the base path.

Pages write a little Markdown of their own around what they tell: emphasis, lists, links to own pages. Pictures, links
elsewhere, icons by name and HTML are never the page's own; every text is freed of them where it leaves the house.
"""

import re
from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.wording.language import in_english

WORD_JOINER = "\u2060"
# A place that a word joiner, which nobody sees, keeps from being read as Markdown, in text and in code alike: within a
# picture; a link by reference, or elsewhere than to an own page or a part of this one; HTML; icons, emoji, colours.
NOT_OURS = re.compile(
    r"(?<=!)(?=\[)|(?<=\])(?=[:\[])|(?<=\])(?=\((?!/[^/\\\s]|#))|(?<=<)(?=[A-Za-z/!?])|(?<=:)(?=[\w+-]+[/:\[])"
)
OWN_LINK = re.compile(r"\]\((/[^)\s]*)")
# What the session keeps of the language that addresses of own pages ask for: 'lang=fr', or nothing.
IN_LINKS = "language in links"


def shown(text: str) -> str:
    """The Markdown that is sent."""
    base = root()
    return OWN_LINK.sub(
        lambda link: f"]({base}{in_language(link[1])}", NOT_OURS.sub(WORD_JOINER, text)
    )


def marked(markdown: str, written: Iterable[object]) -> tuple[str, bool]:
    """The same, with the texts of the data in it marked as English where the page speaks another language; and whether one
    is."""
    kept = {shown(escaped(text)) for text in written if isinstance(text, str) and text}
    if in_english() or not kept:
        return shown(markdown), False
    told = _marked(shown(markdown), kept)
    return told, told != shown(markdown)


def marked_in_html(told: str, written: Iterable[object]) -> str:
    """HTML, with the texts of the data in it marked as English where the page speaks another language."""
    kept = {html(text) for text in written if isinstance(text, str) and text}
    return told if in_english() or not kept else _marked(told, kept)


def _marked(told: str, kept: Iterable[str]) -> str:
    alike = "|".join(map(re.escape, sorted(kept, key=len, reverse=True)))
    return re.sub(rf"(?<![\w./])(?:{alike})(?![\w/])", r'<span lang="en">\g<0></span>', told)


def escaped(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return text.replace("$", r"\$").replace("[", r"\[").replace("~", r"\~")


def html(text: object) -> str:
    """Text within HTML or one of its attributes."""
    return escape(str(text))


def root() -> str:
    """The path that the dashboard is served at: '' or '/…'."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def path(own: str) -> str:
    """The address of an own page, '/sources?source=a#b', under the path that the dashboard is served at, in the reader's
    language."""
    return root() + in_language(own)


def in_language(own: str) -> str:
    """The same below that path."""
    lang = language_in_links()
    if not lang:
        return own
    page, _, rest = own.partition("?")
    page, mark, part = page.partition("#")
    return f"{page}?{lang}{'&' if rest else ''}{rest}{mark}{part}"


def language_in_links() -> str:
    told: str = st.session_state.get(IN_LINKS, "")
    return told
