"""The language in which a page speaks to its reader."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import streamlit as st

from dashboard.ui import address, text
from dashboard.wording.language import ENGLISH, called, speak, spoken

NAME = "lang"
KEPT = "reader's language"


@contextmanager
def spoken_to_reader() -> Iterator[str | None]:
    """Speak the language of the address, else that of the pages before, else the browser's. Gives what the address asks
    for where that is no language known here: then it is English."""
    usual = called(st.context.locale or "") or ENGLISH
    asked = address.asked(NAME)
    chosen = st.session_state.get(KEPT, usual) if asked is None else called(asked) or ENGLISH
    st.session_state[KEPT] = chosen
    told = address.to_say(NAME, chosen, usual)
    address.write(NAME, told)
    st.session_state[text.IN_LINKS] = f"{NAME}={told}" if told else ""
    unknown = asked if asked is not None and called(asked) is None else None
    with speak(chosen):
        yield unknown


def fragment(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """st.fragment, which speaks the reader's language also when it runs alone."""
    if function is None:
        return lambda function: fragment(function, **options)

    @st.fragment(**options)
    @wraps(function)
    def run(*args: Any, **settings: Any) -> None:
        with speak(st.session_state.get(KEPT, spoken())):
            function(*args, **settings)

    return run
