"""What the address says and what the session keeps of it, for the widgets of choose."""

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st


def asked(name: str) -> str | None:
    """What the address says under this name, written in any case; several of one name as if by commas."""
    said = [
        text
        for key in st.query_params
        if key.lower() == name
        for text in st.query_params.get_all(key)
    ]
    return ",".join(said) if said else None


def to_say(name: str, text: str, default: str) -> str | None:
    """What the address is to say: nothing where the default is chosen, unless it says just that."""
    return None if text == default and asked(name) != text else text


def write(name: str, text: str | None) -> None:
    for key in [key for key in st.query_params if key.lower() == name]:
        if key != name or text is None:
            del st.query_params[key]
    if text is not None and st.query_params.get_all(name) != [text]:
        st.query_params[name] = text


def fit(name: str, options: Collection[str], many: bool, strict: bool = True) -> None:
    """Fit what was chosen under this name, on another page or of other options: one code or several and, where strict,
    of those offered."""
    for key in (name, kept(name)):
        chosen = st.session_state.get(key)
        if chosen is None:
            # No place was meant on the page before: what the address says is read, and answered, afresh.
            if many and st.session_state.pop(key, 0) is None:
                st.session_state.pop(written(name), None)
            continue
        codes = [
            code
            for code in (chosen if isinstance(chosen, list) else [chosen])
            if code in options or not strict
        ]
        if many and (codes or chosen == []):
            st.session_state[key] = codes
        elif not many and codes:
            st.session_state[key] = codes[0]
        else:
            del st.session_state[key]


def follow(name: str, parse: Callable[[str], list[Any]], default: Any) -> None:
    """Set the widget from the address where that says something new, else from the page before."""
    text = asked(name)
    if text != st.session_state.get(written(name)):
        parsed = [] if text is None else parse(text)
        st.session_state[name] = parsed[0] if parsed else default
        st.session_state[written(name)] = text
    else:
        # Set on every run: a widget of the same name on another page would else start afresh.
        before = st.session_state.get(kept(name), default)
        st.session_state[name] = st.session_state.get(name, before)


def keep(name: str, choice: Any, text: str, default: str, passing: bool = False) -> Any:
    """The choice, written to the address and, unless it is passing, kept for other pages."""
    # Noted before it is written: the reader's next act may end the run in between.
    st.session_state[written(name)] = said = to_say(name, text, default)
    # What a page shows unasked is no choice that another page may take up.
    if said is not None or (kept(name) in st.session_state and not passing):
        st.session_state[kept(name)] = choice
    write(name, said)
    return choice


def kept(name: str) -> str:
    return f"kept: {name}"


def usual(name: str) -> str:
    return f"usual: {name}"


def written(name: str) -> str:
    return f"written: {name}"
