"""What the commands say: in English where it is said, in another language where who runs them brings one.

A message is a whole sentence, or a whole label, with named fields. Names of files and columns, codes and values stay as
they are.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Language(Protocol):
    """Its code, and how messages, counts, numbers and lists are said in it."""

    @property
    def code(self) -> str: ...
    def said(self, message: str, /) -> str: ...
    def said_of(self, count: float, one: str, several: str, /) -> str: ...
    def number(self, value: float, digits: int | None = None, /) -> str: ...
    def listed(self, parts: Iterable[object], /) -> str: ...


class English:
    code = "en"

    def said(self, message: str, /) -> str:
        return message

    def said_of(self, count: float, one: str, several: str, /) -> str:
        return one if count == 1 else several

    def number(self, value: float, digits: int | None = None, /) -> str:
        return f"{value:,}" if digits is None else f"{value:,.{digits}f}"

    def listed(self, parts: Iterable[object], /) -> str:
        *before, last = map(str, parts)
        return f"{', '.join(before)} and {last}" if before else last


ENGLISH: Language = English()

_language: ContextVar[Language] = ContextVar("_language", default=ENGLISH)


@contextmanager
def words_of(language: Language) -> Iterator[None]:
    """Everything is told in this language until it ends."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def code_told() -> str:
    """The code of the language, as in country_names.csv."""
    return _language.get().code


def message(text: str) -> str:
    """Marks a message that stands apart from where it is told."""
    return text


def told(message: str, /, **fields: object) -> str:
    """The message with its fields filled in; one without fields may hold braces."""
    said = _language.get().said(message)
    return said.format(**fields) if fields else said


def told_of(count: int, one: str, several: str, /, **fields: object) -> str:
    """The message in the form for so many, with its fields and {count} filled in."""
    return _language.get().said_of(count, one, several).format(count=number(count), **fields)


def number(value: float, digits: int | None = None) -> str:
    """A number with its thousands set apart."""
    return _language.get().number(value, digits)


def listed(parts: Iterable[object]) -> str:
    """'a, b and c'."""
    return _language.get().listed(parts)
