"""The language in which words are said: whole messages from gettext catalogues, numbers, lists and dates by CLDR.

A message is written in English where it is said; its translations stand in `locale/<language>/LC_MESSAGES/`, in one file
for each part of the house. What has no translation is said in English.
"""

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import c2py
from itertools import chain
from pathlib import Path
from typing import Final, Literal

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

LOCALE = Path(__file__).parent / "locale"
# Each by its own name. Spanish as the United Nations write it for the Americas, but for CLDR's names of countries.
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
ENGLISH: Final = "en"


@dataclass(frozen=True)
class Habits:
    """How a language is named in CLDR and in files; from which number on it groups digits (CLDR's minimumGroupingDigits,
    which Babel does not read: 1185, but 11.850); and which word of a list it says otherwise before which sound (word,
    instead, what begins so: 'Siria e Irán', '7 u 8'), which CLDR leaves to whoever writes, as it does the first of a month."""

    locale: str
    tag: str
    groups_from: int = 0
    before_a_sound: tuple[tuple[str, str, str], ...] = ()
    first_of_month: str = "1"


# English without a comma before the last word of a list.
HABITS = {
    "en": Habits("en_GB", "en-GB"),
    "fr": Habits("fr", "fr-FR", first_of_month="1er"),
    "es": Habits(
        "es",
        "es-ES",
        groups_from=10_000,
        before_a_sound=(("y", "e", "h?[ií](?![aeou])"), ("o", "u", r"h?[oó]|8|11\b")),
    ),
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


def called(asked: str) -> str | None:
    """The code of one of LANGUAGES, as an address, a browser or a system names it: 'FR', 'fr-CA', 'fr_CA.UTF-8'; None for
    any other."""
    code = re.split("[-_.@]", asked.strip().lower())[0]
    return code if code in LANGUAGES else None


def of_environment() -> str:
    """The language in which the system speaks to who runs a command, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return called(next(filter(None, named), "")) or ENGLISH


def in_english() -> bool:
    return _spoken.get() == ENGLISH


def said(message: str, about: str = "") -> str:
    """The message in the language spoken; its {fields} stay open. about: what it is said of, where English has one word for
    what another language has two for (the context of gettext)."""
    return message if in_english() else (forms(spoken()).get(about + message) or (message,))[0]


def each_said(messages: Mapping[str, str]) -> dict[str, str]:
    """Code → message, in the language spoken."""
    return {code: said(message) for code, message in messages.items()}


def said_of(count: float, one: str, several: str) -> str:
    """The message in the form that a language has for so many; its {fields} stay open."""
    told = None if in_english() else forms(spoken()).get(one)
    if told is None:
        return one if count == 1 else several
    return told[form(count, spoken())]


def form(count: float, language: str) -> int:
    """Which form of a message so many take: by the catalogue's rule, of which CLDR tells what becomes of fractions."""
    if count == int(count):
        return int(plural_rule(language)(int(count)))
    single = Locale.parse(HABITS[language].locale).plural_form(count) == "one"
    return 0 if single else catalogue(language).num_plurals - 1


def within(label: str) -> str:
    """A label within a sentence: 'poursuites', 'ONUDC'."""
    if in_english():
        return label.lower()
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def number(value: float, digits: int | None = None, signed: bool = False) -> str:
    """A number as CLDR writes it; with so many digits after the point, or with those that it has."""
    shape = ("#,##0." + ("#" * 6 if digits is None else "0" * digits)).rstrip(".")
    return format_decimal(
        # Of two neighbours the same in every language, and in charts, which round the binary number.
        value if digits is None else round(value, digits),
        format=f"+{shape};-{shape}" if signed else shape,
        locale=HABITS[spoken()].locale,
        group_separator=abs(value) >= groups_from(),
    )


def separators() -> tuple[str, str]:
    """What stands between thousands, and before what is less than one."""
    locale = HABITS[spoken()].locale
    return get_group_symbol(locale), get_decimal_symbol(locale)


def groups_from() -> int:
    """The number from which on digits are grouped."""
    return HABITS[spoken()].groups_from


def listed(parts: Iterable[object], style: Literal["standard", "or"] = "standard") -> str:
    """'a, b et c'; style or: 'a, b ou c'."""
    held = [*map(str, parts)]
    told = format_list(held, style=style, locale=HABITS[spoken()].locale)
    for word, instead, sound in HABITS[spoken()].before_a_sound:
        if len(held) > 1 and re.match(sound, held[-1], re.IGNORECASE):
            told = re.sub(rf" {word} (?={re.escape(held[-1])}$)", f" {instead} ", told)
    return told


def month(year: int, of_year: int) -> str:
    """'avril 2025'."""
    return format_skeleton("yMMMM", date(year, of_year, 1), locale=HABITS[spoken()].locale)


def day(of: date) -> str:
    """'27 November 2026'."""
    habits = HABITS[spoken()]
    return re.sub(r"^1\b", habits.first_of_month, format_date(of, "long", locale=habits.locale))


@cache
def catalogue(language: str) -> Catalog:
    """The messages of one of LANGUAGES but English."""
    files = sorted((LOCALE / language / "LC_MESSAGES").glob("*.po"))
    told, *others = (read_po(io.BytesIO(file.read_bytes()), locale=language) for file in files)
    for message in chain(*others):
        if message.id:
            told[message.id] = message
    return told


@cache
def forms(language: str) -> dict[str, tuple[str, ...]]:
    """English message, of one alone where it has a count → message in a language: in each of its forms of number."""
    return {
        (message.context or "") + as_tuple(message.id)[0]: as_tuple(message.string)
        for message in catalogue(language)
        if message.id and message.string and all(message.string)
    }


def as_tuple(told: str | Sequence[str]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


@cache
def plural_rule(language: str) -> Callable[[int], int]:
    return c2py(catalogue(language).plural_expr)
