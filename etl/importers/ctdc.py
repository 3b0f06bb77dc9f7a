"""Case files of the Counter-Trafficking Data Collaborative (CTDC) that a user has downloaded.

Each file becomes a set of its own in a database apart from the ledger, outside the project's folder. Sets are never
added together. Records are not victims: in a synthetic edition no row is a person, and in a k-anonymised one rows are
left out by design.
"""

import csv
import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.importers.refusal import Refused
from etl.package import quoted
from etl.publish import replacement

REQUIRED = (
    "yearOfRegistration",
    "gender",
    "citizenship",
    "CountryOfExploitation",
    "isForcedLabour",
    "isSexualExploit",
)
# Prefixes of the 0/1 columns, and the dimension that they record.
FLAGS = {
    "is": "form",
    "meansOfControl": "means_of_control",
    "recruiterRelation": "recruiter_relation",
    "typeOfLabour": "sector",
    "typeOfSex": "sexual_exploitation",
}
TEXTS = ("ageBroad", "traffickMonths")
TERMS = (
    "CTDC terms of use: the file is for the user who downloaded it and, as far as known, may not be re-hosted without "
    "consent. It stays on this machine."
)
GENDERS = {
    "female": ("Female", "Woman"),
    "male": ("Male", "Man"),
    "other": ("Transgender", "Transgender/NonConforming", "Trans*", "Non-binary", "Other"),
}


@dataclass(frozen=True)
class Layout:
    """What the header and the first rows tell of an edition: kind, name, columns, flag columns by dimension."""

    kind: str
    edition: str
    columns: list[str]
    flags: dict[str, list[str]]


@dataclass(frozen=True)
class Outcome:
    edition: str
    records: int
    already: bool
    database: Path

    def __str__(self) -> str:
        if self.already:
            return f"This file is in {self.database} already ({self.records:,} records); nothing is changed."
        return f"{self.records:,} records of the {self.edition} edition read into {self.database}.\n{TERMS}"


def import_case_file(file: Path, database: Path) -> Outcome:
    """Read one case file as a set of its own: tables record_set, record_count and records_<set_id>.

    Raises Refused for anything that is not a known edition, whole and with known codes; nothing is then loaded.
    """
    refuse_unreadable(file)
    layout = recognise(file)
    with file.open("rb") as content:
        set_id = hashlib.file_digest(content, "sha256").hexdigest()[:12]
    if database.exists():
        with duckdb.connect(str(database), read_only=True) as sets:
            held = sets.execute(
                "select records from record_set where set_id = ?", [set_id]
            ).fetchone()
        if held:
            return Outcome(layout.edition, held[0], True, database)
    with replacement(database) as beside:
        if database.exists():
            shutil.copyfile(database, beside)
        with duckdb.connect(str(beside)) as sets:
            records = load(sets, file, layout, set_id)
            sets.execute("checkpoint")
    return Outcome(layout.edition, records, False, database)


def refuse_unreadable(file: Path) -> None:
    if not file.is_file():
        raise Refused(f"{file} is not a file.", "Check the path.")
    with file.open("rb") as content:
        start = content.read(4)
        content.seek(max(file.stat().st_size - 1, 0))
        end = content.read(1)
    if start[:2] in (b"PK", b"\x1f\x8b", b"BZ") or start == b"\xfd7zX":
        raise Refused(f"{file.name} is compressed.", "Unpack it and give the CSV file.")
    if end != b"\n":
        raise Refused(
            f"{file.name} ends in the middle of a line: it looks cut off.",
            "Download it again; if it is whole, add a line break at its end.",
        )


def recognise(file: Path) -> Layout:
    """The edition, from the header and the first rows. Raises Refused if it is none that is known."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text)
            columns = next(rows)
            sample = [row for _, row in zip(range(5000), rows, strict=False)]
    except UnicodeDecodeError:
        raise Refused(
            f"{file.name} is not UTF-8 text.", "Give the CSV file as downloaded."
        ) from None
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise Refused(
            f"{file.name} is no edition of the CTDC case file that is known: {', '.join(missing)} missing.",
            "Known are the k-anonymised editions of 2018 to 2021 and the synthetic ones from 2021 on.",
        )
    flags = {dimension: flag_columns(columns, prefix) for prefix, dimension in FLAGS.items()}
    if not flags["means_of_control"]:
        raise Refused(
            f"{file.name} has no meansOfControl columns, so its edition cannot be told.",
            "Give the whole global data set, not an extract.",
        )
    cells = {cell for row in sample for cell in row}
    gender = columns.index("gender")
    genders = {row[gender] for row in sample if len(row) > gender}
    new_words, old_words = genders & {"Woman", "Man"}, genders & {"Female", "Male"}
    if new_words and old_words or new_words and "-99" in cells:
        raise Refused(
            f"{file.name} mixes the codes of several editions "
            f"({', '.join(sorted(new_words | old_words))}{', -99' if '-99' in cells else ''}).",
            "Import each edition as downloaded; editions are never put together.",
        )
    if "-99" in cells:
        return Layout("k-anonymised", "k-anonymised", columns, flags)
    merged = len(flags["means_of_control"]) <= 8
    edition = "synthetic, 2024 or later" if new_words or merged else "synthetic, 2021 or 2022"
    return Layout("synthetic", edition, columns, flags)


def flag_columns(columns: list[str], prefix: str) -> list[str]:
    """The 0/1 columns of a prefix; isAbduction is no form of exploitation, Concatenated ones repeat the others."""
    return [
        column
        for column in columns
        if re.fullmatch(prefix + r"[A-Z]\w*", column)
        and column != "isAbduction"
        and not column.endswith("Concatenated")
    ]


def load(sets: duckdb.DuckDBPyConnection, file: Path, layout: Layout, set_id: str) -> int:
    sets.execute("""
        create table if not exists record_set (
            set_id varchar primary key, kind varchar not null, edition varchar not null, file varchar not null,
            records bigint not null, citation varchar not null, terms varchar not null
        );
        create table if not exists record_count (
            set_id varchar not null, dimension varchar not null, part varchar not null,
            records bigint not null
        );
    """)
    try:
        sets.execute(
            f"create table records_{set_id} as select {', '.join(cells(layout))} from {case_rows(file, layout)}"
        )
    except duckdb.Error as error:
        raise Refused(
            f"{file.name}: {in_brief(str(error))}",
            "Give the file as downloaded; nothing of it is loaded.",
        ) from None
    records = sets.execute(f"select count(*) from records_{set_id}").fetchone()[0]
    if not records:
        raise Refused(f"{file.name} holds no records.", "Download it again.")
    citation = f"Counter-Trafficking Data Collaborative (CTDC): global data set, {layout.edition} edition, file {file.name}."
    sets.execute(
        "insert into record_set values (?, ?, ?, ?, ?, ?, ?)",
        [set_id, layout.kind, layout.edition, file.name, records, citation, TERMS],
    )
    count_parts(sets, layout, set_id)
    return records


def count_parts(sets: duckdb.DuckDBPyConnection, layout: Layout, set_id: str) -> None:
    """Records per year, per corridor and per flag: sets never change, so they are counted once."""
    sets.execute(f"""
        insert into record_count
        select '{set_id}', 'year', coalesce(year::varchar, 'not recorded'), count(*)
        from records_{set_id} group by year;
        insert into record_count
        select '{set_id}', 'corridor',
               coalesce(citizenship, 'not recorded') || ' → ' || coalesce(country, 'not recorded'), count(*)
        from records_{set_id} group by citizenship, country;
    """)
    named = [
        (dimension, column, in_words(column.removeprefix(prefix)))
        for prefix, dimension in FLAGS.items()
        for column in layout.flags[dimension]
    ]
    carried = ", ".join(f'count(*) filter (where "{column}")' for _, column, _ in named)
    counts = sets.execute(f"select {carried} from records_{set_id}").fetchone()
    sets.executemany(
        "insert into record_count values (?, ?, ?, ?)",
        [
            (set_id, dimension, label, count)
            for (dimension, _, label), count in zip(named, counts, strict=True)
        ],
    )


def cells(layout: Layout) -> list[str]:
    """The SELECT list: every code is either known to the edition or an error that names column and value."""
    missing = "'-99'" if layout.kind == "k-anonymised" else "''"
    no = "when '0' then false " if layout.kind == "k-anonymised" else ""
    genders = " ".join(
        f"when '{word}' then '{code}'" for code, words in GENDERS.items() for word in words
    )

    def otherwise(column: str) -> str:
        return f"""error(concat('column {column}: "', "{column}", '" is not a code of this edition.'))"""

    def country(column: str, name: str) -> str:
        return f"""case when "{column}" is null or "{column}" = {missing} then null
            when regexp_full_match("{column}", '[A-Z]{{2,3}}') then "{column}" else {otherwise(column)} end as {name}"""

    listed = [
        f"""case when "yearOfRegistration" is null or "yearOfRegistration" = {missing} then null
            when regexp_full_match("yearOfRegistration", '(19|20)[0-9]{{2}}') then "yearOfRegistration"::smallint
            else {otherwise("yearOfRegistration")} end as year""",
        f"""case "gender" {genders} when {missing} then null
            else if("gender" is null, null, {otherwise("gender")}) end as gender""",
        country("citizenship", "citizenship"),
        country("CountryOfExploitation", "country"),
    ]
    listed += [
        f"""nullif("{column}", {missing}) as "{column}" """
        for column in TEXTS
        if column in layout.columns
    ]
    listed += [
        f"""case "{column}" when '1' then true {no}when {missing} then null
            else if("{column}" is null, null, {otherwise(column)}) end as "{column}" """
        for columns in layout.flags.values()
        for column in columns
    ]
    return listed


def case_rows(file: Path, layout: Layout) -> str:
    """SQL that reads the file as text: a row that is too short or too long is an error, NA is a country."""
    columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in layout.columns)
    return (
        f"read_csv({quoted(str(file))}, columns = {{{columns}}}, header = true, auto_detect = false, delim = ',', "
        """quote = '"', escape = '"', strict_mode = true, null_padding = false)"""
    )


def in_brief(error: str) -> str:
    """The first sentence of a database error that a user can act on."""
    known = re.search(r'column \w+: ".*?" is not a code of this edition\.', error)
    if known:
        return known.group()
    line = re.search(r"Line: (\d+)", error)
    return (
        f"line {line.group(1)} does not have the columns of the header; the file may be cut off."
        if line
        else error
    )


def in_words(name: str) -> str:
    """DebtBondage → Debt bondage."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)).capitalize()
