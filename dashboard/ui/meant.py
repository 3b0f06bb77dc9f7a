"""Which places and groups a reader means by a text, and what is said where that is none or several."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dashboard import in_service
from dashboard.frames import first_value
from dashboard.queries import places as find
from dashboard.ui import show
from dashboard.wording import address as wording

MOST_AREAS = 12
OWN_GROUP = re.compile(r"[^:]+:[A-Z]{3}(\.[A-Z]{3})*")


@lru_cache(maxsize=16)
def exact_first(options: tuple[tuple[str, str], ...]) -> dict[str, str]:
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


def meant_by(text: str, options: Mapping[str, str], typed: bool) -> list[str]:
    """The codes of the options that a text may mean; a part of a name is enough where it was typed into the box."""
    if text in options:
        return [text]
    found = find.find(in_service.ledger(), text[:200])["place"].tolist()
    if meant := [code for code in found if code in options]:
        return meant[:1] if len(meant) == 1 or meant[0] == text.strip().upper() else meant
    if not typed or found:
        return []
    return [code for code, name in options.items() if text.strip().lower() in name.lower()]


def one(text: str, options: Mapping[str, str], typed: bool = False) -> str | None:
    asked = list(dict.fromkeys(part for part in text.split(",") if part.strip()))
    for part in [text, *asked]:
        meant = meant_by(part, options, typed)
        if len(meant) == 1:
            if part != text and len(asked) > 1:
                show.note(wording.only_one("area", meant[0]))
            return meant[0]
    if typed:
        explain(text, options)
    return None


def several(asked: Sequence[str], options: Mapping[str, str], typed: bool = False) -> list[str]:
    chosen: list[str] = []
    for text in asked:
        if not text.strip():
            continue
        own = own_group(text, options)
        meant = [own] if own else meant_by(text, options, typed)
        if len(meant) == 1:
            chosen += meant
        else:
            explain(text, options)
    chosen = list(dict.fromkeys(chosen))
    if len(chosen) > MOST_AREAS:
        show.note(wording.too_many(MOST_AREAS, len(chosen)))
    return chosen[:MOST_AREAS]


def own_group(text: str, options: Mapping[str, str]) -> str | None:
    """`Name:KHM.LAO` for a group of the reader's own, typed with names or written with codes; None for other texts."""
    written = re.fullmatch(r"\s*(\w[\w -]{0,29}):(.+)", text)
    if not written:
        return None
    meant = [meant_by(part, options, typed=True) for part in re.split(r"[.;,]", written[2])]
    codes = [code for some in meant if len(some) == 1 for code in some]
    if len(codes) < len(meant) or not all(re.fullmatch("[A-Z]{3}", code) for code in codes):
        return None
    return f"{written[1].strip()}:{'.'.join(dict.fromkeys(codes))}"


def own_name(code: str) -> str:
    return wording.group(code.partition(":")[0], len(members(code)))


def explain(text: str, options: Mapping[str, str]) -> None:
    """Say why a place cannot be shown here, and what there is instead."""
    ledger = in_service.ledger()
    meant = meant_by(text, options, typed=True)
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
        show.note(wording.is_a_group(first_value(found["name"]), within))
    else:
        show.note(wording.not_on_this_page(first_value(found["name"])))
