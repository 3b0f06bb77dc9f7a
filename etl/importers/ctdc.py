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
from datetime import date
from itertools import product
from pathlib import Path
from string import ascii_uppercase

import duckdb

from etl.importers.refusal import Refused, refuse_what_is_no_whole_csv
from etl.importers.sheets import csv_header, in_brief
from etl.one_writer import sole_writer
from etl.package import quoted
from etl.publish import replacement
from etl.words import message, number, told

REQUIRED = (
    "yearOfRegistration",
    "gender",
    "citizenship",
    "CountryOfExploitation",
    "isForcedLabour",
    "isSexualExploit",
)
# How the names of the 0/1 columns begin (they differ by edition), and the dimension that they record.
FLAGS = {
    "is": "form",
    "means(?:OfControl)?": "means_of_control",
    "recruiterRelation": "recruiter_relation",
    "(?:type|sector)OfLabour": "sector",
    "(?:type|sector)OfSex": "sexual_exploitation",
}
TEXTS = ("ageBroad", "traffickMonths")
SITE = "https://www.ctdatacollaborative.org"
SETS = {
    "synthetic": "Global Synthetic Dataset",
    "k-anonymised": "Global K-anonymized Dataset",
}
TERMS = message(
    "CTDC Terms of Use ({site}/page/terms-use): you agreed to them with the download. As far as known, the file may "
    "not be re-hosted without consent. It stays on this machine."
)
COMPOSED = "[Composed by TIP Ledger; the download page gives the set's own citation.]"
WORD_IT = message(
    "To keep the set's own wording, import the file again with --citation and the text of its download page."
)
UNCHANGED = message("This file is in {database} already ({records} records); nothing is changed.")
CITED_ANEW = message(
    "This file is in {database} already ({records} records); only its citation is changed."
)
AS_DOWNLOADED = message("Give the CSV file as downloaded.")
K_ANONYMISED = message("k-anonymised")
EARLY_SYNTHETIC = message("synthetic, 2021 or 2022")
LATE_SYNTHETIC = message("synthetic, 2024 or later")
GENDERS = {
    "female": ("Female", "Woman"),
    "male": ("Male", "Man"),
    "other": (
        "Transgender",
        "Transgender/NonConforming",
        "Trans/Transgender/NonConforming",
        "Trans*",
        "Non-binary",
        "Other",
    ),
    "unknown": ("Unknown",),
}


@dataclass(frozen=True)
class Layout:
    """What the header and the first rows tell of an edition: kind, name, columns, flag columns by dimension, and how
    many letters a country's code has (two, or three in the latest editions), and what stands between cells."""

    kind: str
    edition: str
    columns: list[str]
    flags: dict[str, list[str]]
    letters: int
    delimiter: str


@dataclass(frozen=True)
class CaseFileRead:
    edition: str
    records: int
    database: Path
    citation: str
    already: bool = False
    cited_anew: bool = False

    def __str__(self) -> str:
        if self.already:
            return told(
                CITED_ANEW if self.cited_anew else UNCHANGED,
                database=self.database,
                records=number(self.records),
            )
        lines = [
            told(
                "{records} records of the {edition} edition read into {database}.",
                records=number(self.records),
                edition=told(self.edition),
                database=self.database,
            ),
            told("Cite it as: {citation}", citation=self.citation),
        ]
        if self.citation.endswith(COMPOSED):
            lines.append(told(WORD_IT))
        return "\n".join([*lines, told(TERMS, site=SITE)])


def import_case_file(file: Path, database: Path, citation: str = "") -> CaseFileRead:
    """Read one case file as a set of its own: tables record_set, record_count and records_<set_id>.

    `citation` is the wording that the download page gives; without it one is composed that says so. Raises Refused
    for anything that is not a known edition, whole and with known codes; nothing is then loaded.
    """
    refuse_what_is_no_whole_csv(file)
    layout = recognise(file)
    with file.open("rb") as content:
        set_id = hashlib.file_digest(content, "sha256").hexdigest()[:12]
    with sole_writer(database):
        held = held_set(database, set_id)
        if held and citation in ("", held[1]):
            return CaseFileRead(layout.edition, held[0], database, held[1], already=True)
        cited = citation or composed_citation(file, layout)
        with replacement(database) as beside:
            if database.exists():
                shutil.copyfile(database, beside)
            with duckdb.connect(str(beside)) as sets:
                if held:
                    sets.execute(
                        "update record_set set citation = ? where set_id = ?", [cited, set_id]
                    )
                else:
                    records = load(sets, file, layout, set_id, cited)
                sets.execute("checkpoint")
        if held:
            return CaseFileRead(
                layout.edition, held[0], database, cited, already=True, cited_anew=True
            )
        return CaseFileRead(layout.edition, records, database, cited)


def held_set(database: Path, set_id: str) -> tuple[int, str] | None:
    """Records and citation of a set that is in the database already."""
    if not database.exists():
        return None
    with duckdb.connect(str(database), read_only=True) as sets:
        return sets.execute(
            "select records, citation from record_set where set_id = ?", [set_id]
        ).fetchone()


def composed_citation(file: Path, layout: Layout) -> str:
    """Publisher, set, edition, file and day: what every citation needs, and the remark that it is not CTDC's wording."""
    return (
        f"Counter-Trafficking Data Collaborative (CTDC), International Organization for Migration: {SETS[layout.kind]}, "
        f"{layout.edition} edition, file {file.name}, read on {date.today().isoformat()}. {SITE} {COMPOSED}"
    )


def recognise(file: Path) -> Layout:
    """The edition, from the header and the first rows. Raises Refused if it is none that is known."""
    columns, delimiter = csv_header(file)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text, delimiter=delimiter)
            next(rows)
            sample = [row for _, row in zip(range(5000), rows, strict=False)]
    except UnicodeDecodeError:
        raise Refused("{file} is not UTF-8 text.", AS_DOWNLOADED, file=file.name) from None
    repeated = sorted({column for column in columns if columns.count(column) > 1})
    if repeated:
        raise Refused(
            "{file}: the column {columns} stands twice.",
            AS_DOWNLOADED,
            file=file.name,
            columns=", ".join(repeated),
        )
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise Refused(
            "{file} is no edition of the CTDC case file that is known: {columns} missing.",
            "Known are the k-anonymised editions of 2018 to 2021 and the synthetic ones from 2021 on.",
            file=file.name,
            columns=", ".join(missing),
        )
    flags = {dimension: flag_columns(columns, start) for start, dimension in FLAGS.items()}
    if not flags["means_of_control"]:
        raise Refused(
            "{file} has no columns for the means of control, so its edition cannot be told.",
            "Give the whole global data set, not an extract.",
            file=file.name,
        )
    cells = {cell for row in sample for cell in row}
    gender = columns.index("gender")
    genders = {row[gender] for row in sample if len(row) > gender}
    new_words, old_words = genders & {"Woman", "Man"}, genders & {"Female", "Male"}
    if new_words and old_words or new_words and "-99" in cells:
        raise Refused(
            "{file} mixes the codes of several editions ({codes}).",
            "Import each edition as downloaded; editions are never put together.",
            file=file.name,
            codes=", ".join([*sorted(new_words | old_words), *({"-99"} & cells)]),
        )
    # Only the k-anonymised editions name who gave the record; they leave a gap blank or write -99.
    if "-99" in cells or "Datasource" in columns:
        return Layout("k-anonymised", K_ANONYMISED, columns, flags, 2, delimiter)
    merged = len(flags["means_of_control"]) <= 8
    edition = LATE_SYNTHETIC if new_words or merged else EARLY_SYNTHETIC
    return Layout(
        "synthetic", edition, columns, flags, letters_of_countries(columns, sample), delimiter
    )


def letters_of_countries(columns: list[str], sample: list[list[str]]) -> int:
    places = [columns.index("citizenship"), columns.index("CountryOfExploitation")]
    return 3 if any(len(row[i]) == 3 for row in sample for i in places if i < len(row)) else 2


def flag_columns(columns: list[str], beginning: str) -> list[str]:
    """The 0/1 columns of a dimension; isAbduction is no form of exploitation, Concatenated ones repeat the others."""
    return [
        column
        for column in columns
        if re.fullmatch(beginning + r"[A-Z]\w*", column)
        and column != "isAbduction"
        and not column.endswith("Concatenated")
    ]


def load(
    sets: duckdb.DuckDBPyConnection, file: Path, layout: Layout, set_id: str, citation: str
) -> int:
    sets.execute("""
        set preserve_insertion_order = false;  -- a set has no order: rows are written as they are read
        set memory_limit = '3GB';
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
        [(records,)] = sets.execute(
            f"create table records_{set_id} as select {', '.join(columns_kept(layout))} "
            f"from {case_rows(file, layout)}"
        ).fetchall()
    except duckdb.Error as error:
        raise Refused(
            "{place}: {problem}",
            "Give the file as downloaded; nothing of it is loaded.",
            place=file.name,
            problem=in_brief(str(error)),
        ) from None
    if not records:
        raise Refused("{file} holds no records.", "Download it again.", file=file.name)
    sets.execute(
        "insert into record_set values (?, ?, ?, ?, ?, ?, ?)",
        [
            set_id,
            layout.kind,
            layout.edition,
            file.name,
            records,
            citation,
            TERMS.format(site=SITE),
        ],
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
        (dimension, column, in_words(re.sub(rf"^{start}(?=[A-Z])", "", column)))
        for start, dimension in FLAGS.items()
        for column in layout.flags[dimension]
    ]
    carried = ", ".join(f'count(*) filter (where "{column}")' for _, column, _ in named)
    [counts] = sets.execute(f"select {carried} from records_{set_id}").fetchall()
    sets.executemany(
        "insert into record_count values (?, ?, ?, ?)",
        [
            (set_id, dimension, label, count)
            for (dimension, _, label), count in zip(named, counts, strict=True)
        ],
    )


def columns_kept(layout: Layout) -> list[str]:
    """The SELECT list of a set's table; an empty cell is NULL."""
    genders = " ".join(
        f"when '{word}' then '{code}'" for code, words in GENDERS.items() for word in words
    )
    return [
        '"yearOfRegistration"::varchar::smallint as year',
        f'case "gender" {genders} end as gender',
        "citizenship",
        '"CountryOfExploitation" as country',
        *(f'"{column}"' for column in TEXTS if column in layout.columns),
        *(f'"{c}" = \'1\' as "{c}"' for flags in layout.flags.values() for c in flags),
    ]


def case_rows(file: Path, layout: Layout) -> str:
    """SQL that reads the file: a code that the edition does not have is an error, as is a row too short or too long."""
    k_anonymised = layout.kind == "k-anonymised"
    country = enumeration(
        ["".join(code) for code in product(ascii_uppercase, repeat=layout.letters)]
    )
    flag = enumeration(["1", "0"] if k_anonymised else ["1"])
    types = dict.fromkeys((c for flags in layout.flags.values() for c in flags), flag) | {
        "yearOfRegistration": enumeration([str(year) for year in range(1900, 2100)]),
        "gender": enumeration([word for words in GENDERS.values() for word in words]),
        "citizenship": country,
        "CountryOfExploitation": country,
    }
    columns = ", ".join(
        f"{quoted(column)}: {quoted(types.get(column, 'VARCHAR'))}" for column in layout.columns
    )
    # Naming what is missing keeps NA a country, as no code is read as a gap but these.
    missing = "['', '-99']" if k_anonymised else "['']"
    return (
        f"read_csv({quoted(str(file))}, columns = {{{columns}}}, nullstr = {missing}, header = true, "
        f"""auto_detect = false, delim = {quoted(layout.delimiter)}, quote = '"', escape = '"', strict_mode = true, null_padding = false)"""
    )


def enumeration(codes: list[str]) -> str:
    return f"ENUM({', '.join(map(quoted, codes))})"


def in_words(name: str) -> str:
    """DebtBondage → Debt bondage."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)).capitalize()
