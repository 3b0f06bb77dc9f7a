"""What is said of an address or a name that cannot be followed as it stands."""

from collections.abc import Iterable

from dashboard.wording.figures import either

LONGEST = 60


def typed(text: str) -> str:
    """A reader's text as Markdown that shows it as it is, cut where it is long."""
    text = " ".join(text.split()).replace("`", "'")
    return f"`{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}`" if text else "nothing"


def unknown_code(parameter: str, codes: Iterable[str]) -> str:
    asked = ", ".join(typed(code) for code in codes)
    return f"The address asks for {parameter} {asked}, which this page does not have."


def only_one(parameter: str, used: str) -> str:
    return f"The address asks for several under {parameter}; this page shows one: {typed(used)}."


def no_year(parameter: str, text: str, used: int) -> str:
    return f"The address gives {typed(text)} under {parameter}, which is no year: {used} is used."


def year_beyond(parameter: str, text: str, used: int) -> str:
    return (
        f"There is nothing here for {typed(text)} ({parameter} in the address): {used} is used, the nearest "
        "year there is."
    )


def years_reversed(first: int, last: int) -> str:
    return f"The years in the address stand the wrong way round: {first} to {last} are shown."


def too_many(used: int, asked: int) -> str:
    return f"The address asks for {asked} areas; the first {used} are shown."


def unknown_place(text: str, like: Iterable[str]) -> str:
    said = f"No place called {typed(text)} is known here."
    names = list(like)
    return f"{said} Did you mean {either(names)}?" if names else said


def several_places(text: str, names: Iterable[str]) -> str:
    return f"{typed(text)} may mean {either(names)}: choose one."


def not_on_this_page(name: str) -> str:
    return f"This page has nothing on {name}. That is not zero."


PLACE = "Any name or code"
PLACES = "Any name, code or group"
OWN_GROUP = "Type a group of your own as  Name: country, country"


def is_a_group(name: str) -> str:
    return f"{name} is no single country. Choose one of its countries:"


def no_page(asked: str) -> str:
    return f"Nothing stands at {typed('/' + asked)}."


def unknown_language(asked: str) -> str:
    return f"The address asks for the language {typed(asked)}, which these pages do not speak: they are in English."


IN_ENGLISH = "This page is in English; it is not translated yet."


def nothing_chosen() -> str:
    return "Choose a country: any of its names or codes will do."


def no_term(text: str) -> str:
    return f"No term holds {typed(text)}. The search box above looks everywhere."
