"""Widgets whose choice is kept in the address and from page to page.

The address holds codes, several separated by commas; a parameter means the same on every page.
What it asks for and the ledger does not have is said, not silently dropped.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st


def one(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of the options (code → label), in a select box."""
    _fit(name, options, many=False)
    _follow_address(name, lambda text: _known(name, [text], options)[:1], default)
    choice = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=name, required=True, **widget
    )
    return _keep(name, choice, choice)


def several(
    name: str, label: str, options: Mapping[str, str], default: Sequence[str], **widget: Any
) -> list[str]:
    """Any of the options (code → label), in the order chosen."""
    _fit(name, options, many=True)
    _follow_address(
        name, lambda text: [_known(name, text.split(","), options)] if text else [[]], list(default)
    )
    choice = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=name, **widget
    )
    return _keep(name, choice, ",".join(choice))


def view(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of a few ways to look at the page, side by side."""
    _follow_address(name, lambda text: _known(name, [text], options)[:1], default)
    choice = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=name, required=True, **widget
    )
    return _keep(name, choice, choice)


def switch(name: str, label: str, default: bool = False, **widget: Any) -> bool:
    """On or off; `1` or `0` in the address."""
    _follow_address(name, lambda text: [text == "1"], default)
    choice = st.toggle(label, key=name, **widget)
    return _keep(name, choice, str(int(choice)))


def year(name: str, label: str, first: int, last: int, default: int, **widget: Any) -> int:
    """A year between first and last."""
    _follow_address(name, lambda text: _years([text], first, last)[:1], default)
    choice = st.slider(label, first, last, key=name, **widget)
    return _keep(name, choice, str(choice))


def years(label: str, first: int, last: int, **widget: Any) -> tuple[int, int]:
    """A span of years: `from` and `to` in the address."""
    name = "from,to"
    asked = [st.query_params.get("from", str(first)), st.query_params.get("to", str(last))]
    written = st.session_state.get(_written(name))
    if asked != written and ("from" in st.query_params or "to" in st.query_params):
        st.session_state[name] = tuple(sorted(_years(asked, first, last))) or (first, last)
    elif name not in st.session_state:
        low, high = st.session_state.get(_kept(name), (first, last))
        st.session_state[name] = (max(low, first), min(high, last))
    span = st.slider(label, first, last, key=name, **widget)
    st.session_state[_kept(name)] = span
    st.query_params["from"], st.query_params["to"] = map(str, span)
    st.session_state[_written(name)] = [str(y) for y in span]
    return span


def _fit(name: str, options: Mapping[str, str], many: bool) -> None:
    """Fit what was chosen under this name, on another page or of other options: one code or several, of those offered."""
    chosen = st.session_state.get(name)
    if chosen is not None and (
        isinstance(chosen, list) != many or not many and chosen not in options
    ):
        del st.session_state[name]
    kept = st.session_state.get(_kept(name))
    if kept is None:
        return
    codes = [code for code in (kept if isinstance(kept, list) else [kept]) if code in options]
    if many and (codes or kept == []):
        st.session_state[_kept(name)] = codes
    elif not many and codes:
        st.session_state[_kept(name)] = codes[0]
    else:
        del st.session_state[_kept(name)]


def _follow_address(name: str, parse: Callable[[str], list[Any]], default: Any) -> None:
    """Set the widget from the address where that says something new, else from the page before."""
    text = st.query_params.get(name)
    if text is not None and text != st.session_state.get(_written(name)):
        parsed = parse(text)
        st.session_state[name] = parsed[0] if parsed else default
    else:
        # Set on every run: a widget of the same name on another page would else start afresh.
        kept = st.session_state.get(_kept(name), default)
        st.session_state[name] = st.session_state.get(name, kept)


def _keep(name: str, choice: Any, text: str) -> Any:
    st.session_state[_kept(name)] = choice
    st.session_state[_written(name)] = text
    if st.query_params.get(name) != text:
        st.query_params[name] = text
    return choice


def _known(name: str, codes: Sequence[str], options: Mapping[str, str]) -> list[str]:
    unknown = [code for code in codes if code not in options]
    if unknown:
        st.info(
            f"The address asks for {name} {', '.join(unknown)}, which this view does not have. "
            "The rest of the address is followed."
        )
    return [code for code in codes if code in options]


def _years(texts: Sequence[str], first: int, last: int) -> list[int]:
    return [min(max(int(text), first), last) for text in texts if text.isdecimal()]


def _kept(name: str) -> str:
    return f"kept: {name}"


def _written(name: str) -> str:
    return f"written: {name}"
