"""A command line in the language of who runs it: that which `--lang` names, else the system's."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import typer
from typer.core import TyperOption
from typer.main import get_command

from dashboard.wording import language
from etl import console
from etl.words import words_of

Language = Literal["en", "fr", "es"]
Lang = Annotated[
    Language | None,
    typer.Option(
        help="The language: English, French or Spanish.", show_default="the system's, else en"
    ),
]


@dataclass(frozen=True)
class Words:
    """The catalogues of one of LANGUAGES. What a command serves to readers is not said in it: they have their own."""

    code: str

    def said(self, message: str, /) -> str:
        with language.speak(self.code):
            return language.said(message)

    def said_of(self, count: float, one: str, several: str, /) -> str:
        with language.speak(self.code):
            return language.said_of(count, one, several)

    def number(self, value: float, digits: int | None = None, /) -> str:
        with language.speak(self.code):
            return language.number(value, digits)

    def listed(self, parts: Iterable[object], /) -> str:
        with language.speak(self.code):
            return language.listed(parts)


def run(commands: typer.Typer, name: str, arguments: Sequence[str] | None = None) -> int:
    """Run a command line, each command of which takes --lang; returns the exit code."""
    asked = sys.argv[1:] if arguments is None else arguments
    with words_of(Words(named(asked) or language.of_environment())):
        return console.run(commands, name, asked, lang_option())


def named(arguments: Sequence[str]) -> str | None:
    """The language that --lang names: what is said of a call that is not understood is said in it too."""
    last = None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        option, _, value = word.partition("=")
        if option == "--lang":
            last = language.called(value or following)
    return last


def lang_option() -> TyperOption:
    alone = typer.Typer(add_completion=False)

    @alone.command()
    def speak(lang: Lang = None) -> None: ...

    [option] = get_command(alone).params
    assert isinstance(option, TyperOption)
    option.expose_value = False
    return option
