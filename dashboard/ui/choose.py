"""Widgets whose choice is kept in the address and from page to page.

The address holds codes, several separated by commas; a parameter means the same on every page. It is read without
regard to case. What it asks for and the ledger does not have is said, never silently dropped or replaced. What a page
shows without being asked stays out of it; so one step back, to an address without a choice, undoes the choice.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.queries import places as find
from dashboard.ui import address, meant, show
from dashboard.ui.text import root, shown
from dashboard.views.address import Address
from dashboard.wording import address as wording
from dashboard.wording.language import said

# Words of a search.
LONGEST = 200


def arrive(page: str) -> None:
    """Note which page runs: on another one than before, what the address does not say is what the reader last chose."""
    if st.session_state.get("page in view") != page:
        st.session_state["page in view"] = page
        for key in [key for key in st.session_state if str(key).startswith(address.written(""))]:
            del st.session_state[key]
            st.session_state.pop(str(key).removeprefix(address.written("")), None)


def standing(names: Collection[str]) -> dict[str, str]:
    """What was chosen under these names, as the address would say it, whether it does or not."""
    shown = {name: st.session_state.get(name) for name in names}
    return {
        name: ",".join(choice) if isinstance(choice, list) else choice
        for name, choice in shown.items()
        if choice
    }


def place(
    label: str, options: Mapping[str, str], default: str, name: str = "area", **widget: Any
) -> str | None:
    """One of the places (code → name), by any of its names; None, and why, where what was asked for is not among them."""
    address.fit(name, options, many=False, strict=False)
    address.follow(name, lambda text: [meant.one(text, options)], default)
    chosen = st.session_state[name]
    if chosen is not None and chosen not in options:
        st.session_state[name] = meant.one(chosen, options, typed=True)
    choice = st.selectbox(
        label,
        list(options),
        # Without a choice to begin with, a choice could be cleared.
        index=None if st.session_state[name] is None else 0,
        format_func=lambda code: options.get(code, code),
        key=name,
        filter_mode="contains",
        accept_new_options=True,
        placeholder=said(wording.PLACE),
        **widget,
    )
    if choice is None:
        if text := address.asked(name):
            meant.explain(text, options)
        return None
    return address.keep(name, choice, choice, default)


def places(
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    name: str = "area",
    least: int = 0,
    **widget: Any,
) -> list[str]:
    """Places and groups of countries, by any of their names, at most so many; codes, in the order chosen.

    least: a choice of fewer on another page is left to it. options: places, code → name; the groups of the ledger are
    added to them. A group of the reader's own is typed as
    `Name: country, country` and stands as `Name:KHM.LAO` in the address; `meant.members` opens every group.
    """
    groups = find.groups(in_service.ledger())
    named = {row.code: wording.group(row.name, row.countries) for row in each(groups)}
    options = meant.exact_first(tuple((dict(options) | named).items()))
    address.fit(name, options, many=True, strict=False)
    elsewhere = len(st.session_state.get(address.kept(name), [])) < least
    if elsewhere and address.written(name) not in st.session_state:
        st.session_state[name] = list(default)
    address.follow(name, lambda text: [meant.several(text.split(","), options)], list(default))
    st.session_state[name] = meant.several(st.session_state[name], options, typed=True)
    own = {
        code: meant.own_name(code)
        for code in st.session_state[name]
        if meant.OWN_GROUP.fullmatch(code)
    }
    choice = st.multiselect(
        label,
        list(options | own),
        format_func=lambda code: (options | own).get(code, code),
        key=name,
        filter_mode="contains",
        accept_new_options=True,
        select_all=False,
        placeholder=said(wording.PLACES),
        help=said(wording.OWN_GROUP),
        max_selections=meant.MOST_AREAS,
        **widget,
    )
    passing = elsewhere and choice == list(default)
    return address.keep(name, choice, ",".join(choice), ",".join(default), passing)


def one(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of the options (code → label), in a select box."""
    address.fit(name, options, many=False)
    address.follow(name, lambda text: _first_known(name, text, options), default)
    choice = st.selectbox(label, list(options), format_func=options.__getitem__, key=name, **widget)
    return address.keep(name, choice, choice, default)


def several(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    **widget: Any,
) -> list[str]:
    """Any of the options (code → label), in the order chosen."""
    address.fit(name, options, many=True)
    address.follow(
        name, lambda text: [_known(name, text.split(","), options)] if text else [[]], list(default)
    )
    choice = st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        filter_mode="contains",
        select_all=False,
        **widget,
    )
    return address.keep(name, choice, ",".join(choice), ",".join(default))


def boxes(name: str, label: str, options: Mapping[str, str]) -> list[str]:
    """Those of the options (code → label) that are ticked, in their order; all of them where nothing else is chosen."""
    address.fit(name, options, many=True)
    said_anew = address.asked(name) != st.session_state.get(address.written(name))
    address.follow(
        name,
        lambda text: [_known(name, text.split(","), options)] if text else [[]],
        list(options),
    )
    show.small(label)
    with st.container(gap="xsmall"):
        for code, name_of_option in options.items():
            key = f"{name} {code}"
            if said_anew or key not in st.session_state:
                st.session_state[key] = code in st.session_state[name]
            st.checkbox(name_of_option, key=key)
    choice = [code for code in options if st.session_state[f"{name} {code}"]]
    st.session_state[name] = choice
    return address.keep(name, choice, ",".join(choice), ",".join(options))


def chosen(name: str, options: Collection[str]) -> list[str]:
    """What `several` of this name holds, before it is drawn: for options that depend on the other choices."""
    address.fit(name, options, many=True)
    address.follow(name, lambda text: [_known(name, text.split(","), options)], [])
    return st.session_state[name]


def text(name: str, label: str, **widget: Any) -> str:
    """Words to search for."""
    address.follow(name, lambda given: [given[:LONGEST]], "")
    choice = st.text_input(label, key=name, max_chars=LONGEST, **widget)
    return address.keep(name, choice, choice, "")


def page(pages: int) -> int:
    """One of the pages of a list, from 1; nothing is drawn for a single page."""
    name = "page"
    address.follow(name, lambda text: [int(text)] if re.fullmatch("[0-9]{1,6}", text) else [1], 1)
    st.session_state[name] = min(max(st.session_state[name], 1), pages)
    if pages == 1:
        return 1
    choice = st.pagination(pages, key=name)
    return address.keep(name, choice, str(choice), "1")


def view(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of a few ways to look at the page, side by side."""
    address.fit(name, options, many=False)
    address.follow(name, lambda text: _first_known(name, text, options), default)
    choice = st.segmented_control(
        label,
        list(options),
        format_func=lambda code: shown(options[code]),
        key=name,
        required=True,
        **widget,
    )
    return address.keep(name, choice, choice, default)


def switch(name: str, label: str, default: bool = False, **widget: Any) -> bool:
    """On or off; `1` or `0` in the address."""
    address.follow(name, lambda text: [text == "1"], default)
    choice = st.toggle(label, key=name, **widget)
    return address.keep(name, choice, str(int(choice)), str(int(default)))


def year(name: str, label: str, first: int, last: int, default: int, **widget: Any) -> int:
    """A year between first and last."""
    address.follow(name, lambda text: [_year(name, text, first, last, default)], default)
    chosen = st.session_state[name]
    st.session_state[name] = min(max(chosen, first), last)
    choice = st.slider(label, first, last, key=name, **widget)
    return address.keep(name, choice, str(choice), str(default))


def year_asked(name: str, first: int, last: int, default: int) -> int:
    """The year that the address or a page before asks for, where the page has no widget for it."""
    address.follow(name, lambda text: [_year(name, text, first, last, default)], default)
    return address.keep(name, st.session_state[name], str(st.session_state[name]), str(default))


def asked(name: str, options: Collection[str], default: str) -> str:
    """One of the options that the address or a page before asks for, where the page has links for it and no widget."""
    address.fit(name, options, many=False)
    address.follow(name, lambda text: _first_known(name, text, options), default)
    return address.keep(name, st.session_state[name], st.session_state[name], default)


def link(name: str, choice: str, default: str) -> str:
    """The page's address as it is now, with another choice under this name."""
    asked = st.query_params.to_dict() | {name: choice}
    if choice == default:
        del asked[name]
    return Address(root(), st.session_state["page in view"], asked).view


def years(
    label: str, first: int, last: int, usual: tuple[int, int] | None = None, **widget: Any
) -> tuple[int, int]:
    """A span of years: `from` and `to` in the address. With a usual span it is not remembered from other pages."""
    name = "from,to" if usual is None else f"from,to {label}"
    usual = usual or (first, last)
    asked = [address.asked("from"), address.asked("to")]
    if asked != st.session_state.get(address.written(name), [None, None]):
        low, high = (
            usually if text is None else _year(bound, text, first, last, usually)
            for bound, text, usually in zip(("from", "to"), asked, usual, strict=True)
        )
        if low > high:
            low, high = high, low
            show.note(wording.years_reversed(low, high))
        st.session_state[name] = (low, high)
    else:
        low, high = st.session_state.get(name, usual)
        # A span that nobody chose changes with what is shown, and with the page.
        if (low, high) == st.session_state.get(address.usual(name), usual):
            low, high = st.session_state.get(address.kept(name), usual)
        st.session_state[name] = (min(max(low, first), last), max(min(high, last), first))
    st.session_state[address.usual(name)] = usual
    span = st.slider(label, first, last, key=name, **widget)
    told = [
        address.to_say(bound, str(value), str(usually))
        for bound, value, usually in zip(("from", "to"), span, usual, strict=True)
    ]
    if told == [None, None]:
        st.session_state.pop(address.kept(name), None)
    else:
        st.session_state[address.kept(name)] = span
    st.session_state[address.written(name)] = told
    for bound, text in zip(("from", "to"), told, strict=True):
        address.write(bound, text)
    return span


def _known(name: str, asked: Sequence[str], options: Collection[str]) -> list[str]:
    """The codes that there are, once each; the others are said."""
    codes = {code.lower(): code for code in options}
    known = [codes[text.strip().lower()] for text in asked if text.strip().lower() in codes]
    if unknown := [text for text in asked if text.strip() and text.strip().lower() not in codes]:
        show.note(wording.unknown_code(name, unknown[: meant.MOST_AREAS]))
    return list(dict.fromkeys(known))


def _first_known(name: str, text: str, options: Collection[str]) -> list[str]:
    codes = {code.lower(): code for code in options}
    if text.strip().lower() in codes:
        return [codes[text.strip().lower()]]
    known = _known(name, text.split(","), options)
    if len(known) > 1:
        show.note(wording.only_one(name, known[0]))
    return known[:1]


def _year(name: str, text: str, first: int, last: int, usual: int) -> int:
    if not re.fullmatch(r"\s*[0-9]{4}\s*", text):
        show.note(wording.no_year(name, text, usual))
        return usual
    nearest = min(max(int(text), first), last)
    if nearest != int(text):
        show.note(wording.year_beyond(name, text, nearest))
    return nearest
