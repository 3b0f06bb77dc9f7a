"""The language in which words are said: whole messages from gettext catalogues, numbers, lists and dates by CLDR.

A message is written in English where it is said; its translations stand in `locale/<language>/LC_MESSAGES/tip_ledger.po`.
What has no translation is said in English.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE = Path(__file__).parent / "locale"
# Each by its own name. Spanish as the United Nations write it for the Americas, but for CLDR's names of countries.
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
ENGLISH = "en"


@dataclass(frozen=True)
class Habits:
    """How a language is named in CLDR and in files, and from which number on it groups digits (CLDR's
    minimumGroupingDigits, which Babel does not read: 1185, but 11.850)."""

    locale: str
    tag: str
    groups_from: int = 0


# English without a comma before the last word of a list.
HABITS = {
    "en": Habits("en_GB", "en-GB"),
    "fr": Habits("fr", "fr-FR"),
    "es": Habits("es", "es-ES", groups_from=10_000),
}

_spoken: ContextVar[str] = ContextVar("_spoken", default=ENGLISH)


@contextmanager
def speak(language: str) -> Iterator[None]:
    """Say everything in one of LANGUAGES until it ends."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    return _spoken.get()


def tag(language: str) -> str:
    """As files name the language that they are written in: 'fr-FR'."""
    return HABITS[language].tag


def in_english() -> bool:
    return _spoken.get() == ENGLISH


def said(message: str) -> str:
    """The message in the language spoken; its {fields} stay open."""
    return message if in_english() else catalogue(spoken()).get(message, message)


def number(value: float, digits: int | None = None) -> str:
    """A number as CLDR writes it; with so many digits after the point, or with those that it has."""
    shape = "#,##0." + ("#" * 6 if digits is None else "0" * digits)
    return format_decimal(
        value,
        format=shape.rstrip("."),
        locale=HABITS[spoken()].locale,
        group_separator=abs(value) >= HABITS[spoken()].groups_from,
    )


def listed(parts: Iterable[object], style: Literal["standard", "or"] = "standard") -> str:
    """'a, b et c'; style or: 'a, b ou c'."""
    return format_list([*map(str, parts)], style=style, locale=HABITS[spoken()].locale)


def month(year: int, of_year: int) -> str:
    """'avril 2025'."""
    return format_skeleton("yMMMM", date(year, of_year, 1), locale=HABITS[spoken()].locale)


@cache
def catalogue(language: str) -> dict[str, str]:
    """English message → message in one of LANGUAGES but English."""
    with (LOCALE / language / "LC_MESSAGES" / "tip_ledger.po").open("rb") as file:
        read = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in read if m.id and m.string}
