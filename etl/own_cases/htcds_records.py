"""Records in the layout of the Human Trafficking Case Data Standard: its own workbook, or a CSV file with its columns."""

import datetime
import re
from collections.abc import Callable

import duckdb

from etl.importers.refusal import SHOWN_PROBLEMS, Refused, at_cell, refuse_all
from etl.importers.sheets import Sheet
from etl.own_cases import places
from etl.own_cases.htcds import AGE_GROUP, AGES, Field, label_key, standard
from etl.package import quoted
from etl.words import message, told

# One name is misspelt in the standard's own workbook.
MISSPELT = {"vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg"}
BIRTH, REFERRED = "prs_Birthdate", "cas_IncomingReferralDate"
NO_DAY = message('"{cell}" is no day of the calendar.')
WRITE_DAY = message("Write YYYY-MM-DD.")
TOO_OLD = message('"{cell}" is before 1900.')
CORRECT_YEAR = message("Correct the year.")
# What is wrong with a date of birth, and the mend; the date itself is not repeated on the screen.
BIRTHS = {
    "no_day": (message("the cell is no day of the calendar."), WRITE_DAY),
    "too_old": (message("the cell is before 1900."), CORRECT_YEAR),
    "no_age": (
        message("the cell gives no age that can be at the referral."),
        message("Correct one of the two dates."),
    ),
}
TICKS = {"true": "yes", "yes": "yes", "1": "yes", "x": "yes", "false": "no", "no": "no", "0": "no"}


def is_htcds(sheet: Sheet) -> bool:
    return sum(MISSPELT.get(column, column) in standard().labels for column in sheet.columns) >= 3


def load(work: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[str, list[str]]:
    """Table person_record in `work` (record, age_group, fields as text; several codes with semicolons); the columns
    left out, by the reason. The age group is the age at the incoming referral; unknown where either date is missing.

    Raises Refused with every problem found.
    """
    names = {column: MISSPELT.get(column, column) for column in sheet.columns}
    fields = standard().fields
    taken = {column: fields[name] for column, name in names.items() if name in fields}
    numbered = [sheet.columns[0]] if names[sheet.columns[0]] == "column A" else []
    birth = [column for column, name in names.items() if name == BIRTH]
    if birth:
        taken.pop(AGE_GROUP.name, None)
    sheet.stage(work, "person", [*numbered, *taken, *birth])
    drop_rows_without_a_person(work, [*taken, *birth])
    problems = number_rows(work, sheet, numbered)
    for place, (column, field) in enumerate(taken.items()):
        problems += read_column(work, sheet, column, field, f"codes_{place}")
    referred = next(
        (f"codes_{n}.code" for n, f in enumerate(taken.values()) if f.name == REFERRED), "null"
    )
    joined = "numbered_person " + " ".join(
        f"""left join codes_{n} on numbered_person."{column}" = codes_{n}.cell"""
        for n, column in enumerate(taken)
    )
    if birth:
        problems += birth_problems(work, sheet, birth[0], referred, joined)
    refuse_all(problems)
    columns = {field.name: f"codes_{n}.code" for n, field in enumerate(taken.values())}
    age = (
        age_group(f'"{birth[0]}"', referred)
        if birth
        else columns.pop(AGE_GROUP.name, "null::varchar")
    )
    kept = ", ".join(
        [f"{age} as age_group", *(f'{code} as "{name}"' for name, code in columns.items())]
    )
    work.execute(f"create table person_record as select record, {kept} from {joined}")
    [(people,)] = work.execute("select count(*) from person_record").fetchall()
    if not people:
        raise Refused("{place} holds no records.", "Fill in at least one row.", place=sheet.place)
    return left_out(
        [(c, name) for c, name in names.items() if name not in fields and c not in numbered]
    )


def left_out(columns: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Reason → the columns not imported for it."""
    reasons: dict[str, list[str]] = {}
    for column, name in columns:
        match standard().identifying.get(name):
            case "yes":
                why = "identifying"
            case "free text":
                why = "free_text"
            case _ if name in standard().labels:
                why = "no_code"
            case _:
                why = "no_part"
        reasons.setdefault(why, []).append(column)
    return reasons


def drop_rows_without_a_person(work: duckdb.DuckDBPyConnection, columns: list[str]) -> None:
    """Empty rows, and the second row where it holds the labels of the fields."""
    cells = ", ".join(f'"{column}"' for column in columns)
    work.execute(f"delete from staged_person where coalesce({cells}) is null")
    labels = {label_key(label) for label in standard().labels.values()}
    for row in work.execute(f"select {cells} from staged_person where row = 2").fetchall():
        words = [label_key(cell) for cell in row if cell]
        if sum(word in labels for word in words) * 2 > len(words):
            work.execute("delete from staged_person where row = 2")


def number_rows(work: duckdb.DuckDBPyConnection, sheet: Sheet, numbered: list[str]) -> list[str]:
    """Table numbered_person with `record`: the number of column A, else the row's. Numbers that stand twice."""
    number = f"""try_cast("{numbered[0]}" as bigint)""" if numbered else "null"
    work.execute(
        f"create temp table numbered_person as select coalesce({number}, row) as record, * from staged_person"
    )
    twice = work.execute(
        """
        with first as (select record, min(row) as row from numbered_person group by record having count(*) > 1)
        select numbered_person.row, record from numbered_person join first using (record)
        where numbered_person.row > first.row order by 1
        """
    ).fetchall()
    return [
        at_cell(
            sheet.place,
            row,
            numbered[0] if numbered else "A",
            told("the number {number} stands twice.", number=record),
            told("Number every row once."),
        )
        for row, record in twice
    ]


def read_column(
    work: duckdb.DuckDBPyConnection, sheet: Sheet, column: str, field: Field, table: str
) -> list[str]:
    """Table of each cell that the column holds and its code; the problems of those that cannot be read.

    A column has few different cells, so each is read once.
    """
    cells = work.execute(
        f'select distinct "{column}" from numbered_person where "{column}" is not null'
    ).fetchall()
    countries = places.known(work)
    read: dict[str, str] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for (cell,) in cells:
        try:
            read[cell] = read_cell(cell, field, countries)
        except ValueError as error:
            wrong[cell] = (error.args[0], error.args[1])
    work.execute(
        f"create temp table {table} as select unnest(?::varchar[]) as cell, unnest(?::varchar[]) as code",
        [list(read), list(read.values())],
    )
    rows = (
        work.execute(
            f'select row, "{column}" from numbered_person where list_contains(?, "{column}") order by row limit {SHOWN_PROBLEMS + 1}',
            [list(wrong)],
        ).fetchall()
        if wrong
        else []
    )
    return [at_cell(sheet.place, row, column, *wrong[cell]) for row, cell in rows]


def birth_problems(
    work: duckdb.DuckDBPyConnection, sheet: Sheet, column: str, referred: str, joined: str
) -> list[str]:
    """Dates of birth that cannot be."""
    day = f"""try_cast("{column}" as date)"""
    years = f"date_sub('year', {day}, ({referred})::date)"
    found = work.execute(
        f"""
        select row, case
            when not regexp_full_match("{column}", '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') or {day} is null
            then 'no_day'
            when {day} < '1900-01-01' then 'too_old'
            when ({referred})::date < {day} or {years} > 120 then 'no_age'
        end as problem
        from {joined} where "{column}" is not null and problem is not null order by row
        """
    ).fetchall()
    return [
        at_cell(sheet.place, row, column, *map(told, BIRTHS[problem])) for row, problem in found
    ]


def age_group(birth: str, referred: str) -> str:
    """SQL for the group of the age in full years; empty where either date is."""
    years = f"date_sub('year', ({birth})::date, ({referred})::date)"
    groups = " ".join(f"when {years} <= {last} then {quoted(group)}" for group, last in AGES)
    return f"case {groups} end"


def read_cell(cell: str, field: Field, countries: dict[str, str]) -> str:
    """The cell in codes. Raises ValueError(what is wrong, mend)."""
    match field.kind:
        case "tick":
            if cell.lower() not in TICKS:
                raise wrong_cell(
                    '"{cell}" is neither yes nor no.', "Write yes or no, or leave it empty.", cell
                )
            return TICKS[cell.lower()]
        case "number" | "age":
            if not cell.isdecimal() or int(cell) > 120:
                raise wrong_cell(
                    '"{cell}" is not a number that can stand here.',
                    "Write digits alone, up to 120.",
                    cell,
                )
            return in_group(int(cell)) if field.kind == "age" else cell
        case "date":
            return read_date(cell).isoformat()
        case "one code":
            return known_code(cell, field)
    if field.kind == "codes":
        parts = several(cell, lambda part: label_key(part) in field.codes)
        found = [known_code(part, field) for part in parts]
    elif field.kind == "country":
        parts = several(cell, lambda part: places.place_key(part) in countries)
        if unknown := [part for part in parts if places.place_key(part) not in countries]:
            raise ValueError(
                told('"{cell}" holds {names}, no country.', cell=cell, names=", ".join(unknown)),
                places.meant(unknown[0], countries),
            )
        found = [countries[places.place_key(part)] for part in parts]
    else:
        parts = several(cell, lambda part: False)
        if any(not re.fullmatch("[A-Za-z]{2,3}", part) for part in parts):
            raise wrong_cell(
                '"{cell}" is not a code of a language.', "Use codes of ISO 639-2.", cell
            )
        found = [part.lower() for part in parts]
    return ";".join(sorted(set(found)))


def wrong_cell(said: str, mend: str, cell: str, **fields: object) -> ValueError:
    return ValueError(told(said, cell=cell), told(mend, cell=cell, **fields))


def several(cell: str, is_known: Callable[[str], bool]) -> list[str]:
    """The parts of a cell that holds several: between semicolons or line breaks, and between commas, unless the comma
    is part of a name that is known."""
    found = []
    for piece in re.split(r"[;\n]", cell):
        words = [word.strip() for word in piece.split(",")]
        while words:
            known = (n for n in range(len(words), 0, -1) if is_known(", ".join(words[:n])))
            length = next(known, 1)
            found.append(", ".join(words[:length]))
            words = words[length:]
    return [part for part in found if part]


def known_code(cell: str, field: Field) -> str:
    code = field.codes.get(label_key(cell))
    if code is None:
        codes = ", ".join(dict.fromkeys(field.codes.values()))
        raise wrong_cell(
            '"{cell}" is not a code of the standard.', "Use {codes}.", cell, codes=codes
        )
    return code


def read_date(cell: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(cell)
    except ValueError:
        raise wrong_cell(NO_DAY, WRITE_DAY, cell) from None
    if day.year < 1900:
        raise wrong_cell(TOO_OLD, CORRECT_YEAR, cell)
    return day


def in_group(years: int) -> str:
    return next(group for group, last in AGES if years <= last)
