"""A language made of the English one, with an accent on every letter and two fifths longer: what is not translated shows.

What a page says without an accent, but for names and what else is data, has no translation:
`python -m tests.ledger.pseudo country area=CIV` lists it.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from itertools import filterfalse
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from streamlit.testing.v1 import AppTest

from dashboard import in_service
from dashboard.queries import catalogue
from dashboard.queries.database import Database, _opened
from dashboard.queries.places import group_names, region_names
from dashboard.wording import language
from dashboard.wording.analyst import FIRST_TABLES

CODE, TAG = "qps", "qps-XA"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçđéƒğħíĵķłḿñóþɋřšŧúṽŵẋýžÁɃÇĐÉƑĞĦÍĴĶŁḾÑÓÞɊŘŠŦÚṼŴẊÝŽ"
LONGER = 0.4
# Names, and what law and standards are called.
PROPER = (
    "TIP Ledger", "TIP Report", "Trafficking in Persons Report", "Bureau of Justice Statistics", "UNODC", "U.S.C.", "(b)(2)(F)", "(b)(2)", "TIP", "SQL",
)  # fmt: skip
# How files are called everywhere, and languages by their own names.
FORMATS = (
    "PDF",
    "Word",
    "PowerPoint",
    "Excel",
    "English",
    "Pseudo",
    "TSV",
    "CSV",
    "Parquet",
    "JSON",
    "SVG",
    "PNG",
    "HXL",
    "BibTeX",
    "RIS",
)
# Texts of the ledger that stay as they were written.
AS_WRITTEN = """
    select citation as text from source union select title from source union select publisher from source union select via from source
    union select note from source union select licence from source union select reason from series_break
    union select case_id from court_case union select title from event union select note from claim
    union select statement from claim union select title from court_case union select note from court_case
    union select outcome from case_step union select court from case_step
    union select scope::varchar from figure union select note from figure union select note from tier_ranking
    union select consent_type from palermo_protocol union select note from palermo_protocol
    union select edition from source union select replace(note, '<5', '`<5`') from source
    union select expectation from build_note union select note from build_note
    union select reason from origin_label union select edition || ' edition' from source
    union select label from origin_label where label similar to '.*[A-Za-z]{3}.*'
"""


def pseudo(message: str) -> str:
    """The message with its arguments: 'Šóúřçéš ñññ'. What stands in the address of a link, and codes, stay."""
    told = ""
    for words, field, how, _ in Formatter().parse(message):
        for text in re.split(r"(\]\([^)]*\)|`[^`]*`)", words):
            ours = text if text[:1] in ("]", "`") and len(text) > 1 and (text[0] == "`" or text[1] == "(") else text.translate(str.maketrans(PLAIN, ACCENTED))  # fmt: skip
            told += ours.replace("{", "{{").replace("}", "}}")
        told += "" if field is None else f"{{{field}{f':{how}' if how else ''}}}"
    longer = round(LONGER * sum(letter.isalpha() for letter in message))
    return told + "".join(f" {'ñ' * min(6, longer - at)}" for at in range(0, longer, 6))


@contextmanager
def offered() -> Iterator[None]:
    """The language is there as any other is; lists, months and numbers are those of CLDR for Greek."""
    english = language.catalogue("fr")
    made = Catalog(locale="en")
    for message in english:
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(map(pseudo, message.id)), context=message.context)
        elif message.id:
            made.add(message.id, pseudo(str(message.id)), context=message.context)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder) / CODE / "LC_MESSAGES" / "tip_ledger.po"
        file.parent.mkdir(parents=True)
        with file.open("wb") as out:
            write_po(out, made)
        patch.setattr(language, "LOCALE", Path(folder))
        patch.setitem(language.LANGUAGES, CODE, "Pseudo")
        patch.setitem(language.HABITS, CODE, language.Habits("el", TAG))
        yield
    for kept in (language.catalogue, language.forms, language.plural_rule, in_service.dictionary):
        kept.cache_clear()
    _opened.cache_clear()


def names(ledger: Database) -> tuple[str, ...]:
    """Names that are data, the longest first: publishers, countries, regions and groups."""
    publishers = ledger.table("select distinct publisher from source")["publisher"]
    countries = catalogue.country_names(ledger).values()
    held = {
        *publishers,
        *catalogue.names(ledger)["area"].values(),
        *countries,
        *catalogue.names_in_sentences(ledger).values(),
        *region_names(ledger, CODE).values(),
        *(name.removesuffix(" (TIP region)") for name in region_names(ledger, CODE).values()),
        *group_names(ledger, CODE).values(),
        *(f"{at} {name}" for name in countries for at in ("in", "of", "from")),
        *PROPER,
    }
    return tuple(sorted(held, key=len, reverse=True))


@lru_cache(2)
def data(ledger: Database) -> tuple[str, ...]:
    """All that stays as it was written, the longest first."""
    written = map(_told, ledger.table(AS_WRITTEN)["text"].dropna())
    # A bare number among them is no text that a page could quote.
    worded = (text for text in written if text and not text.isdigit())
    return tuple(sorted({*worded, *names(ledger), *FORMATS}, key=len, reverse=True))


def untranslated(text: str, kept: tuple[str, ...]) -> list[str]:
    """The words without an accent that are no part of what is kept."""
    return re.findall(r"\b[A-Za-z]{2,}\b", without(text, kept))


@lru_cache(20_000)  # pages say the same in many places
def without(text: str, kept: tuple[str, ...]) -> str:
    known = by_first_word(kept)
    words = set(re.findall(r"\w+", text))
    found = {name for word in words for name in known.get(word, ()) if name in text}
    for name in sorted(found, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text


@lru_cache(8)
def by_first_word(kept: tuple[str, ...]) -> dict[str, list[str]]:
    known = defaultdict(list)
    for name in kept:
        known[re.findall(r"\w+", name)[0]].append(name)
    return known


def left_on(app: AppTest, kept: tuple[str, ...]) -> dict[str, list[str]]:
    """The texts of a page with such words: text → words."""
    found = {}
    for text in texts(app):
        if text not in FIRST_TABLES and (words := untranslated(text, kept)):
            found[text] = words
    return found


def texts(app: AppTest) -> Iterator[str]:
    """All that a page says: its own Markdown and HTML, what its widgets are called and offer, its charts, its tables."""
    for part in app._tree.children.values():
        for message in _below(part):
            yield from filter(None, map(_told, filterfalse(CODES.fullmatch, _of(message))))


def _below(block: Any) -> Iterator[Any]:
    if getattr(block, "proto", None) is not None:
        yield block.proto
    for child in getattr(block, "children", {}).values():
        yield from _below(child)


def _of(message: Any) -> Iterator[str]:
    if message.DESCRIPTOR.name in CODE_IN_A_BROWSER:
        return
    if message.DESCRIPTOR.name == "PlotlyChart":
        yield message.alt
        yield from _drawn(json.loads(message.spec))
        return
    if message.DESCRIPTOR.name == "Dataframe":
        yield message.alt
        for column in json.loads(message.columns or "{}").values():
            yield column.get("label") or ""
        return
    for field, value in message.ListFields():
        if field.name in SILENT:
            continue
        if field.type == field.TYPE_STRING:
            yield from [value] if isinstance(value, str) else value
        elif field.type == field.TYPE_MESSAGE:
            for inner in [value] if hasattr(value, "DESCRIPTOR") else value:
                if hasattr(inner, "ListFields"):
                    yield from _of(inner)


# What only tells a chart which country is meant, or the browser which file.
CODES = re.compile("[A-Z]{3}|[0-9a-f]{32}")
# The editor of SQL and the picture of its tables hold names of these and what they are about.
CODE_IN_A_BROWSER = {"BidiComponent", "GraphVizChart"}
# Fields of messages that nobody reads.
SILENT = {"id", "element_id", "key", "icon", "url", "page", "page_script_hash", "query_string", "anchor", "form_id", "type", "mime", "width", "input_type", "default", "element_type", "autocomplete", "deferred_file_id", "language"}  # fmt: skip
# Keys of a chart under which it says something.
SAYING = {"text", "name", "hovertext", "customdata", "hovertemplate", "ticktext", "label", "labels", "title", "ticksuffix"}  # fmt: skip


def _drawn(part: Any, says: bool = False) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in ("template", "meta"):
                yield from _drawn(value, key in SAYING or (says and key == "text"))
    elif isinstance(part, list):
        for value in part:
            yield from _drawn(value, says)
    elif isinstance(part, str) and says:
        yield part


def _told(text: str) -> str:
    """What is read of a text: without tags, addresses of links and fields of a chart; what is marked as English is data."""
    text = re.sub(r"<(\w+)[^>]* lang=\"?en\"?[^>]*>.*?</\1>", " ", text, flags=re.S)
    for written in sorted(re.findall(r'data-written="([^"]*)"', text), key=len, reverse=True):
        text = text.replace(written, " ")
    # Addresses of this house.
    text = re.sub(rf"(?<![\w\](])/\S*[?&]lang={CODE}\S*", " ", text)
    text = re.sub(r"<(?:script|style)\b.*?</(?:script|style)>", " ", text, flags=re.S)
    said = " ".join(
        re.findall(r"(?:aria-label|alt|title|data-more|placeholder)=\"([^\"]*)\"", text)
    )
    text = re.sub(r"<[^>]*>", " ", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\]\([^)]*\)|:material/\w+:|%\{[^}]*\}|`[^`]*`|https?://\S+", " ", text)
    return unescape(f"{text} {said}").replace("\\", "").replace("\u2060", "").strip()


def main(page: str, *address: str) -> None:
    from dashboard import in_service
    from tests.ledger.test_pages import run

    with offered():
        kept = data(in_service.ledger())
        app = run(page, lang=CODE, **dict(asked.split("=", 1) for asked in address))
        for text, words in left_on(app, kept).items():
            print(f"{' '.join(words)[:80]!r} in {text[:300]!r}")
        print([*app.exception, *app.error])


if __name__ == "__main__":
    main(*sys.argv[1:])
