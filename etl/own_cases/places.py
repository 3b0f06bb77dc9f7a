"""Countries as people write them: a code of ISO 3166-1, or any name that the data package knows."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import duckdb

from etl.cross_checks import ARTICLE
from etl.importers.additions import read_rows
from etl.importers.refusal import at_cell
from etl.words import told


def names(data: Path) -> dict[str, str]:
    """Each code and name of a country, in each language, that the data package knows, plainly written → its ISO alpha-3 code."""
    return {
        place_key(known): row["iso3"]
        for file, columns in (
            ("country_names.csv", ["name"]),
            ("country_aliases.csv", ["alias"]),
            ("countries.csv", ["name", "formal_name"]),
        )
        for row in read_rows(data / file)
        for known in (row[column] for column in columns)
        # So French and Spanish call one of two countries, and people either.
        if place_key(known) != "congo"
    }


def stage(work: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Table country_code: the names, and the codes that they stand for."""
    codes = names(data)
    work.execute(
        "create temp table country_code as select unnest(?::varchar[]) as code, unnest(?::varchar[]) as iso3",
        [list(codes), list(codes.values())],
    )


def known(work: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Plain name or code → ISO alpha-3 code."""
    return dict(work.execute("select code, iso3 from country_code").fetchall())


@lru_cache(4096)  # the countries' own names are read at every import
def place_key(name: str) -> str:
    """A name as it is compared: without accents, case, article, spaces and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^\w]|_", "", re.sub(ARTICLE, "", bare.strip().lower()).replace("&", "and"))


def meant(name: str, countries: Mapping[str, str]) -> str:
    """The mend for a name that is not known, with the code that may be meant."""
    near = get_close_matches(place_key(name), countries, n=1, cutoff=0.75)
    write = told("Write a code of ISO 3166-1 or the country's name.")
    return f"{write} {told('Is {code} meant?', code=countries[near[0]])}" if near else write


def read_codes(work: duckdb.DuckDBPyConnection, table: str, column: str) -> list[str]:
    """Names of countries in a column, several with semicolons, become codes; the problems of those not known."""
    countries = known(work)
    cells = work.execute(
        f'select distinct "{column}" from {table} where "{column}" is not null'
    ).fetchall()
    read: dict[str, str] = {}
    unknown: dict[str, str] = {}
    for (cell,) in cells:
        parts = [part.strip() for part in cell.split(";")]
        read[cell] = ";".join(countries.get(place_key(part), part) for part in parts)
        if strangers := [part for part in parts if place_key(part) not in countries]:
            unknown[cell] = strangers[0]
    work.execute(
        f"""
        update {table} set "{column}" = codes
        from (select unnest(?::varchar[]) as cell, unnest(?::varchar[]) as codes)
        where cell = "{column}" and codes <> cell
        """,
        [list(read), list(read.values())],
    )
    rows = work.execute(
        f'select file, row, "{column}" from {table} where list_contains(?::varchar[], "{column}") order by row',
        [[read[cell] for cell in unknown]],
    ).fetchall()
    named = {read[cell]: part for cell, part in unknown.items()}
    return [
        at_cell(
            file,
            row,
            column,
            told('"{name}" is not a country.', name=named[cell]),
            meant(named[cell], countries),
        )
        for file, row, cell in rows
    ]
