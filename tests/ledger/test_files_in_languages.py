"""What is taken along of a page, in a language made of English: no file of it says anything in English but what is data."""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl

from dashboard import in_service
from dashboard.queries.database import Database
from dashboard.views import embed, files, page
from dashboard.views.address import OVERVIEW, Address
from dashboard.views.files import Taken
from dashboard.wording import language
from tests.ledger import pseudo
from tests.ledger.test_taken_along import rows_of_csv

# Pages whose parts hold all kinds of columns and charts.
ASKED = [
    ("country", {"area": "KHM"}),
    ("trends", {"area": "CIV,MEX", "measure": "prosecutions"}),
    ("compare", {"view": "table", "area": "KHM,MEX"}),
    ("victims", {"area": "MEX", "by": "age"}),
    ("cases", {"view": "stages"}),
    ("claims", {}),
]
# Of a yes or no, as programs read it.
LITERALS = ("true", "false")


def parts(ledger: Database) -> Iterator[tuple[str, Taken]]:
    for name, asked in ASKED:
        query = asked | {"lang": pseudo.CODE}
        for view in page.views(ledger, name or OVERVIEW, query).values():
            at = Address("https://example.org", name or OVERVIEW, query)
            yield f"{name}: {view.name}", Taken(ledger, view, at, date(2026, 11, 26))


def texts_of(part: Taken) -> Iterator[str]:
    """All that the files of a part say, but for the rows of the sources and the codes of JSON."""
    book = openpyxl.load_workbook(BytesIO(files.as_excel(part)))
    data, sources, about = book.worksheets
    yield from book.sheetnames
    yield from (cell for sheet in (data, about) for row in sheet.values for cell in row)
    yield from next(sources.values)
    told = json.loads(files.as_json(part))
    yield from (*told["about"].values(), *told["columns"].values())
    with zipfile.ZipFile(BytesIO(files.as_zip(part))) as archive:
        yield archive.read("README.txt").decode()
        for column, _, _, meaning in rows_of_csv(archive.read("data-dictionary.csv")):
            yield from (column, meaning)
        for name in ("data-dictionary.csv", "sources.csv", "terms.csv"):
            yield from rows_of_csv(archive.read(name))[0]
        yield from (cell for row in rows_of_csv(archive.read("data.csv")) for cell in row)
        # Names of fields and entries are those of the format.
        yield " ".join(re.findall(r"= \{+([^}]*)\}", archive.read("CITATION.bib").decode()))
        yield " ".join(
            re.findall(r"^(?!TY)..  - (.*)", archive.read("CITATION.ris").decode(), re.M)
        )
    described = embed.described(part)
    yield from (described[told] for told in ("title", "alt", "counts", "source", "see", "more"))
    if part.view.figure is not None:
        drawn = files.FORMATS["svg"].write(part).decode()
        yield unescape(" ".join(re.findall(r">([^<>]+)<", drawn)))


def test_no_file_of_a_part_says_anything_in_english():
    with pseudo.offered(), language.speak(pseudo.CODE):
        ledger = in_service.ledger()
        kept = *pseudo.data(ledger), *LITERALS
        found: dict[str, tuple[str, list[str]]] = {}
        for name, part in parts(ledger):
            # Two columns of one name keep their codes.
            codes = tuple(f"({column})" for column in part.view.table)
            for text in {cell for cell in texts_of(part) if isinstance(cell, str)} - set(found):
                told = pseudo._told(re.sub(r"https?:\S*", " ", text))
                if words := pseudo.untranslated(pseudo.without(told, codes), kept):
                    found[text] = (name, words)
    assert not found
