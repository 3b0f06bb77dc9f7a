"""What is said of an address or a name that cannot be followed as it stands."""

from collections.abc import Iterable

from dashboard.wording.figures import either
from dashboard.wording.language import said, said_of

LONGEST = 60


def typed(text: str) -> str:
    """A reader's text as Markdown that shows it as it is, cut where it is long."""
    text = " ".join(text.split()).replace("`", "'")
    return f"`{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}`" if text else said("nothing")


def unknown_code(parameter: str, codes: Iterable[str]) -> str:
    asked = ", ".join(typed(code) for code in codes)
    return said("The address asks for {parameter} {asked}, which this page does not have.").format(
        parameter=parameter, asked=asked
    )


def only_one(parameter: str, used: str) -> str:
    return said(
        "The address asks for several under {parameter}; this page shows one: {used}."
    ).format(parameter=parameter, used=typed(used))


def no_year(parameter: str, text: str, used: int) -> str:
    return said(
        "The address gives {asked} under {parameter}, which is no year: {used} is used."
    ).format(asked=typed(text), parameter=parameter, used=used)


def year_beyond(parameter: str, text: str, used: int) -> str:
    return said(
        "There is nothing here for {asked} ({parameter} in the address): {used} is used, the nearest year there is."
    ).format(asked=typed(text), parameter=parameter, used=used)


def years_reversed(first: int, last: int) -> str:
    return said(
        "The years in the address stand the wrong way round: {first} to {last} are shown."
    ).format(first=first, last=last)


def too_many(used: int, asked: int) -> str:
    return said("The address asks for {asked} areas; the first {used} are shown.").format(
        asked=asked, used=used
    )


def unknown_place(text: str, like: Iterable[str]) -> str:
    told = said("No place called {asked} is known here.").format(asked=typed(text))
    names = list(like)
    if not names:
        return told
    return f"{told} {said('Did you mean {names}?').format(names=either(names))}"


def several_places(text: str, names: Iterable[str]) -> str:
    return said("{asked} may mean {names}: choose one.").format(
        asked=typed(text), names=either(names)
    )


def not_on_this_page(name: str) -> str:
    return said("This page has nothing on {name}. That is not zero.").format(name=name)


PLACE = "Any name or code"
PLACES = "Any name, code or group"
OWN_GROUP = "Type a group of your own as  Name: country, country"


def is_a_group(name: str, members: Iterable[str]) -> str:
    return said("{name} is no single country. Choose one of its countries: {members}.").format(
        name=name, members=", ".join(members)
    )


def no_page(asked: str) -> str:
    return said("Nothing stands at {asked}. These are the pages:").format(asked=typed("/" + asked))


def unknown_language(asked: str) -> str:
    return f"The address asks for the language {typed(asked)}, which these pages do not speak: they are in English."


def nothing_chosen() -> str:
    return said("Choose a country: any of its names or codes will do.")


def no_term(text: str) -> str:
    return said("No term holds {asked}. The search box above looks everywhere.").format(
        asked=typed(text)
    )


def group(name: str, countries: int) -> str:
    return said_of(countries, "{name} ({count} country)", "{name} ({count} countries)").format(
        name=name, count=countries
    )
