"""Widgets whose choice is kept in the address and from page to page.

The address holds codes, several separated by commas; a parameter means the same on every page. It is read without
regard to case. What it asks for and the ledger does not have is said, never silently dropped or replaced. What a page
shows without being asked stays out of it; so one step back, to an address without a choice, undoes the choice.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard import in_service
from dashboard.frames import first_value
from dashboard.queries import places as find
from dashboard.ui import show
from dashboard.ui.text import shown
from dashboard.wording import address as wording

MOST_AREAS = 12
# Words of a search.
LONGEST = 200
OWN_GROUP = re.compile(r"[^:]+:[A-Z]{3}(\.[A-Z]{3})*")


def arrive(page: str) -> None:
    """Note which page runs: on another one than before, what the address does not say is what the reader last chose."""
    if st.session_state.get("page in view") != page:
        st.session_state["page in view"] = page
        for key in [key for key in st.session_state if str(key).startswith(_written(""))]:
            del st.session_state[key]
            st.session_state.pop(str(key).removeprefix(_written("")), None)


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
    _fit(name, options, many=False, strict=False)
    _follow_address(name, lambda text: [_one_place(text, options)], default)
    chosen = st.session_state[name]
    if chosen is not None and chosen not in options:
        st.session_state[name] = _one_place(chosen, options, typed=True)
    choice = st.selectbox(
        label,
        list(options),
        # Without a choice to begin with, a choice could be cleared.
        index=None if st.session_state[name] is None else 0,
        format_func=lambda code: options.get(code, code),
        key=name,
        filter_mode="contains",
        accept_new_options=True,
        placeholder=wording.PLACE,
        **widget,
    )
    if choice is None:
        if text := _asked(name):
            _explain_place(text, options)
        return None
    return _keep(name, choice, choice, default)


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
    `Name: country, country` and stands as `Name:KHM.LAO` in the address; `members` opens every group.
    """
    options = _exact_first(tuple((dict(options) | find.groups(in_service.ledger())).items()))
    _fit(name, options, many=True, strict=False)
    elsewhere = len(st.session_state.get(_kept(name), [])) < least
    if elsewhere and _written(name) not in st.session_state:
        st.session_state[name] = list(default)
    _follow_address(name, lambda text: [_several_places(text.split(","), options)], list(default))
    st.session_state[name] = _several_places(st.session_state[name], options, typed=True)
    own = {code: _own_name(code) for code in st.session_state[name] if OWN_GROUP.fullmatch(code)}
    choice = st.multiselect(
        label,
        list(options | own),
        format_func=lambda code: (options | own).get(code, code),
        key=name,
        filter_mode="contains",
        accept_new_options=True,
        select_all=False,
        placeholder=wording.PLACES,
        help=wording.OWN_GROUP,
        max_selections=MOST_AREAS,
        **widget,
    )
    passing = elsewhere and choice == list(default)
    return _keep(name, choice, ",".join(choice), ",".join(default), passing)


@lru_cache(maxsize=16)
def _exact_first(options: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The options in their order, but a name after each whole one that it holds: whoever types Sudan means Sudan."""
    rank = {f" {name} ": number for number, (_, name) in enumerate(options)}

    def place(option: tuple[str, str]) -> tuple[int, int]:
        name = f" {option[1]} "
        return max(number for held, number in rank.items() if held in name), len(name)

    return dict(sorted(options, key=place))


def members(code: str) -> list[str]:
    """The countries of a group, the ledger's or the reader's own; none for any other place."""
    if OWN_GROUP.fullmatch(code):
        return code.partition(":")[2].split(".")
    return find.members(in_service.ledger(), code)


def one(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of the options (code → label), in a select box."""
    _fit(name, options, many=False)
    _follow_address(name, lambda text: _first_known(name, text, options), default)
    choice = st.selectbox(label, list(options), format_func=options.__getitem__, key=name, **widget)
    return _keep(name, choice, choice, default)


def several(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    **widget: Any,
) -> list[str]:
    """Any of the options (code → label), in the order chosen."""
    _fit(name, options, many=True)
    _follow_address(
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
    return _keep(name, choice, ",".join(choice), ",".join(default))


def boxes(name: str, label: str, options: Mapping[str, str]) -> list[str]:
    """Those of the options (code → label) that are ticked, in their order; all of them where nothing else is chosen."""
    _fit(name, options, many=True)
    said_anew = _asked(name) != st.session_state.get(_written(name))
    _follow_address(
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
    return _keep(name, choice, ",".join(choice), ",".join(options))


def chosen(name: str, options: Collection[str]) -> list[str]:
    """What `several` of this name holds, before it is drawn: for options that depend on the other choices."""
    _fit(name, options, many=True)
    _follow_address(name, lambda text: [_known(name, text.split(","), options)], [])
    return st.session_state[name]


def text(name: str, label: str, **widget: Any) -> str:
    """Words to search for."""
    _follow_address(name, lambda given: [given[:LONGEST]], "")
    choice = st.text_input(label, key=name, max_chars=LONGEST, **widget)
    return _keep(name, choice, choice, "")


def page(pages: int) -> int:
    """One of the pages of a list, from 1; nothing is drawn for a single page."""
    name = "page"
    _follow_address(name, lambda text: [int(text)] if re.fullmatch("[0-9]{1,6}", text) else [1], 1)
    st.session_state[name] = min(max(st.session_state[name], 1), pages)
    if pages == 1:
        return 1
    choice = st.pagination(pages, key=name)
    return _keep(name, choice, str(choice), "1")


def view(name: str, label: str, options: Mapping[str, str], default: str, **widget: Any) -> str:
    """One of a few ways to look at the page, side by side."""
    _fit(name, options, many=False)
    _follow_address(name, lambda text: _first_known(name, text, options), default)
    choice = st.segmented_control(
        label,
        list(options),
        format_func=lambda code: shown(options[code]),
        key=name,
        required=True,
        **widget,
    )
    return _keep(name, choice, choice, default)


def switch(name: str, label: str, default: bool = False, **widget: Any) -> bool:
    """On or off; `1` or `0` in the address."""
    _follow_address(name, lambda text: [text == "1"], default)
    choice = st.toggle(label, key=name, **widget)
    return _keep(name, choice, str(int(choice)), str(int(default)))


def year(name: str, label: str, first: int, last: int, default: int, **widget: Any) -> int:
    """A year between first and last."""
    _follow_address(name, lambda text: [_year(name, text, first, last, default)], default)
    chosen = st.session_state[name]
    st.session_state[name] = min(max(chosen, first), last)
    choice = st.slider(label, first, last, key=name, **widget)
    return _keep(name, choice, str(choice), str(default))


def year_asked(name: str, first: int, last: int, default: int) -> int:
    """The year that the address or a page before asks for, where the page has no widget for it."""
    _follow_address(name, lambda text: [_year(name, text, first, last, default)], default)
    return _keep(name, st.session_state[name], str(st.session_state[name]), str(default))


def years(
    label: str, first: int, last: int, usual: tuple[int, int] | None = None, **widget: Any
) -> tuple[int, int]:
    """A span of years: `from` and `to` in the address. With a usual span it is not remembered from other pages."""
    name = "from,to" if usual is None else f"from,to {label}"
    usual = usual or (first, last)
    asked = [_asked("from"), _asked("to")]
    if asked != st.session_state.get(_written(name), [None, None]):
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
        if (low, high) == st.session_state.get(_usual(name), usual):
            low, high = st.session_state.get(_kept(name), usual)
        st.session_state[name] = (min(max(low, first), last), max(min(high, last), first))
    st.session_state[_usual(name)] = usual
    span = st.slider(label, first, last, key=name, **widget)
    said = [
        _to_say(bound, str(value), str(usually))
        for bound, value, usually in zip(("from", "to"), span, usual, strict=True)
    ]
    if said == [None, None]:
        st.session_state.pop(_kept(name), None)
    else:
        st.session_state[_kept(name)] = span
    st.session_state[_written(name)] = said
    for bound, text in zip(("from", "to"), said, strict=True):
        _write(bound, text)
    return span


def _asked(name: str) -> str | None:
    """What the address says under this name, written in any case; several of one name as if by commas."""
    said = [
        text
        for key in st.query_params
        if key.lower() == name
        for text in st.query_params.get_all(key)
    ]
    return ",".join(said) if said else None


def _to_say(name: str, text: str, default: str) -> str | None:
    """What the address is to say: nothing where the default is chosen, unless it says just that."""
    return None if text == default and _asked(name) != text else text


def _write(name: str, text: str | None) -> None:
    for key in [key for key in st.query_params if key.lower() == name]:
        if key != name or text is None:
            del st.query_params[key]
    if text is not None and st.query_params.get_all(name) != [text]:
        st.query_params[name] = text


def _fit(name: str, options: Collection[str], many: bool, strict: bool = True) -> None:
    """Fit what was chosen under this name, on another page or of other options: one code or several and, where strict,
    of those offered."""
    for key in (name, _kept(name)):
        chosen = st.session_state.get(key)
        if chosen is None:
            # No place was meant on the page before: what the address says is read, and answered, afresh.
            if many and st.session_state.pop(key, 0) is None:
                st.session_state.pop(_written(name), None)
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


def _follow_address(name: str, parse: Callable[[str], list[Any]], default: Any) -> None:
    """Set the widget from the address where that says something new, else from the page before."""
    text = _asked(name)
    if text != st.session_state.get(_written(name)):
        parsed = [] if text is None else parse(text)
        st.session_state[name] = parsed[0] if parsed else default
        st.session_state[_written(name)] = text
    else:
        # Set on every run: a widget of the same name on another page would else start afresh.
        kept = st.session_state.get(_kept(name), default)
        st.session_state[name] = st.session_state.get(name, kept)


def _keep(name: str, choice: Any, text: str, default: str, passing: bool = False) -> Any:
    """The choice, written to the address and, unless it is passing, kept for other pages."""
    # Noted before it is written: the reader's next act may end the run in between.
    st.session_state[_written(name)] = said = _to_say(name, text, default)
    # What a page shows unasked is no choice that another page may take up.
    if said is not None or (_kept(name) in st.session_state and not passing):
        st.session_state[_kept(name)] = choice
    _write(name, said)
    return choice


def _known(name: str, asked: Sequence[str], options: Collection[str]) -> list[str]:
    """The codes that there are, once each; the others are said."""
    codes = {code.lower(): code for code in options}
    known = [codes[text.strip().lower()] for text in asked if text.strip().lower() in codes]
    if unknown := [text for text in asked if text.strip() and text.strip().lower() not in codes]:
        show.note(wording.unknown_code(name, unknown[:MOST_AREAS]))
    return list(dict.fromkeys(known))


def _first_known(name: str, text: str, options: Mapping[str, str]) -> list[str]:
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


def _places_meant(text: str, options: Mapping[str, str], typed: bool) -> list[str]:
    """The codes of the options that a text may mean; a part of a name is enough where it was typed into the box."""
    if text in options:
        return [text]
    found = find.find(in_service.ledger(), text[:200])["place"].tolist()
    if meant := [code for code in found if code in options]:
        return meant[:1] if len(meant) == 1 or meant[0] == text.strip().upper() else meant
    if not typed or found:
        return []
    return [code for code, name in options.items() if text.strip().lower() in name.lower()]


def _one_place(text: str, options: Mapping[str, str], typed: bool = False) -> str | None:
    asked = list(dict.fromkeys(part for part in text.split(",") if part.strip()))
    for part in [text, *asked]:
        meant = _places_meant(part, options, typed)
        if len(meant) == 1:
            if part != text and len(asked) > 1:
                show.note(wording.only_one("area", meant[0]))
            return meant[0]
    if typed:
        _explain_place(text, options)
    return None


def _several_places(
    asked: Sequence[str], options: Mapping[str, str], typed: bool = False
) -> list[str]:
    chosen: list[str] = []
    for text in asked:
        if not text.strip():
            continue
        own = _own_group(text, options)
        meant = [own] if own else _places_meant(text, options, typed)
        if len(meant) == 1:
            chosen += meant
        else:
            _explain_place(text, options)
    chosen = list(dict.fromkeys(chosen))
    if len(chosen) > MOST_AREAS:
        show.note(wording.too_many(MOST_AREAS, len(chosen)))
    return chosen[:MOST_AREAS]


def _own_group(text: str, options: Mapping[str, str]) -> str | None:
    """`Name:KHM.LAO` for a group of the reader's own, typed with names or written with codes; None for other texts."""
    written = re.fullmatch(r"\s*(\w[\w -]{0,29}):(.+)", text)
    if not written:
        return None
    meant = [_places_meant(part, options, typed=True) for part in re.split(r"[.;,]", written[2])]
    codes = [code for some in meant if len(some) == 1 for code in some]
    if len(codes) < len(meant) or not all(re.fullmatch("[A-Z]{3}", code) for code in codes):
        return None
    return f"{written[1].strip()}:{'.'.join(dict.fromkeys(codes))}"


def _own_name(code: str) -> str:
    return f"{code.partition(':')[0]} ({len(members(code))} countries)"


def _explain_place(text: str, options: Mapping[str, str]) -> None:
    """Say why a place cannot be shown here, and what there is instead."""
    ledger = in_service.ledger()
    meant = _places_meant(text, options, typed=True)
    found = find.find(ledger, text[:200])
    if len(meant) > 1:
        show.note(wording.several_places(text, [options[code] for code in meant[:6]]))
    elif found.empty:
        like = find.nearest(ledger, text[:200])
        show.note(wording.unknown_place(text, like["name"]))
    elif within := [
        options[code]
        for code in find.members(ledger, first_value(found["place"]))
        if code in options
    ]:
        show.note(f"{wording.is_a_group(first_value(found['name']))} {', '.join(within)}.")
    else:
        show.note(wording.not_on_this_page(first_value(found["name"])))


def _kept(name: str) -> str:
    return f"kept: {name}"


def _usual(name: str) -> str:
    return f"usual: {name}"


def _written(name: str) -> str:
    return f"written: {name}"
