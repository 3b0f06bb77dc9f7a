"""The language in which a page speaks to its reader."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import streamlit as st

from dashboard.ui import address, text
from dashboard.wording import address as wording
from dashboard.wording import pages
from dashboard.wording.language import ENGLISH, called, said, speak, spoken

NAME = "lang"
KEPT = "reader's language"


@contextmanager
def spoken_to_reader() -> Iterator[str | None]:
    """Speak the language of the address, else that of the pages before, else the browser's. Gives what the address asks
    for where that is no language known here: then it is English."""
    usual = called(st.context.locale or "") or ENGLISH
    asked = address.asked(NAME)
    chosen = of_reader(usual) if asked is None else called(asked) or ENGLISH
    st.session_state[KEPT] = chosen
    told = address.to_say(NAME, chosen, usual)
    address.write(NAME, told)
    unknown = asked if asked is not None and called(asked) is None else None
    with speak(chosen), text.in_links(f"{NAME}={told}" if told else ""):
        yield unknown


def of_reader(usual: str = ENGLISH) -> str:
    """The reader's language, whichever the page speaks."""
    language: str = st.session_state.get(KEPT, usual)
    return language


@contextmanager
def spoken_on(page: str) -> Iterator[None]:
    """Say a page, by its name in the address, in English where it is not whole in the reader's language, and that it is."""
    if spoken() == ENGLISH or page in pages.WHOLE or page not in pages.TITLES:
        yield
        return
    st.caption(text.shown(said(wording.IN_ENGLISH)))
    # The script of the house marks what stands here as English.
    with st.container(key="in-english"), speak(ENGLISH):
        yield


def fragment(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """st.fragment, which also when it runs alone speaks the language in which the page drew it."""
    if function is None:
        return lambda function: fragment(function, **options)

    @st.fragment(**options)
    @wraps(function)
    def run(language: str, links: str, *args: Any, **settings: Any) -> None:
        with speak(language), text.in_links(links):
            function(*args, **settings)

    @wraps(function)
    def drawn(*args: Any, **settings: Any) -> None:
        run(spoken(), text.language_in_links(), *args, **settings)

    return drawn
