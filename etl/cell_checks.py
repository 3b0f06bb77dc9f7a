"""What a cell must be for Python, DuckDB and a reader to see the same in it; asked of each column by its description."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl.cross_checks import Check
from etl.package import Table, quoted
from etl.words import message

DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
# Controls and invisible marks; those that join letters in some scripts are part of names.
INVISIBLE = (
    r"[\x00-\x1f\x7f-\x9f\x{200b}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
)
SPACE = r"[\s\p{Z}]"


NOT_IN_DIGITS = message("{cell} is not written in digits alone.")
NO_DATE = message("{cell} is no date of the calendar.")
COUNT_THEM = message("Check the number of digits.")


@dataclass(frozen=True)
class Rule:
    """What a cell of a column must not be: a condition in SQL, what is said of the {cell}, and the mend."""

    column: str
    breach: str
    said: str
    mend: str


def breaches(
    connection: duckdb.DuckDBPyConnection, table: Table
) -> Iterator[tuple[str, str, str, int, str]]:
    """File, message, mend, row and column of every cell of staged_<table> that breaks a rule.

    One pass counts the breaches of all rules; only the broken ones are asked for their rows.
    """
    rules = list(rules_of(table))
    counted = ", ".join(f"count(*) filter (where {rule.breach})" for rule in rules)
    found = connection.execute(f"select {counted} from staged_{table.table}").fetchone() or ()
    for rule, count in zip(rules, found, strict=True):
        if count:
            query = (
                f'select file, row, "{rule.column}" as cell '
                f"from staged_{table.table} where {rule.breach} order by file, row"
            )
            yield from Check(rule.column, rule.said, rule.mend, query).breaches(connection)


def rules_of(table: Table) -> Iterator[Rule]:
    for field in table.schema["fields"]:
        column = f'"{field["name"]}"'
        yield from (
            Rule(field["name"], f"{column} is not null and ({breach})", said, mend)
            for breach, said, mend in cell_rules(
                column, field["type"], field.get("constraints", {}).get("pattern", "")
            )
        )


def cell_rules(column: str, kind: str, pattern: str) -> Iterator[tuple[str, str, str]]:
    """Breach, message and mend, for a column of a type (and pattern)."""
    whole = f"regexp_full_match({column}, '-?[0-9]+')"
    match kind:
        case "integer":
            yield (
                f"not {whole}",
                NOT_IN_DIGITS,
                message(
                    "Write a whole number in the digits 0 to 9, without sign, space or separator."
                ),
            )
            yield (
                f"{whole} and coalesce(abs(try_cast({column} as bigint)) > 2147483647, true)",
                message("{cell} is more than this column can hold."),
                COUNT_THEM,
            )
        case "number":
            yield (
                f"not regexp_full_match({column}, '-?[0-9]+([.][0-9]+)?')",
                NOT_IN_DIGITS,
                message("Write the digits 0 to 9, a point before decimals, and nothing else."),
            )
            yield (
                f"length(regexp_replace({column}, '[^0-9]', '', 'g')) > 15",
                message("{cell} has more digits than can be kept exactly."),
                COUNT_THEM,
            )
        case "date":
            yield (
                f"not regexp_full_match({column}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') or try_cast({column} as date) is null",
                NO_DATE,
                message("Write YYYY-MM-DD."),
            )
        case "string":
            yield from text_rules(column)
    if pattern == DATE:
        yield (
            f"regexp_full_match({column}, {quoted(DATE)}) "
            f"and try_cast({column} || ['-01-01', '-01', ''][1 + (length({column}) - 4) // 3] as date) is null",
            NO_DATE,
            message("Write YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known."),
        )


def text_rules(column: str) -> Iterator[tuple[str, str, str]]:
    yield (
        f"regexp_matches({column}, {quoted(INVISIBLE)})",
        message("holds a control character or an invisible mark."),
        message("Delete it; it may have come with copying."),
    )
    yield (
        f"regexp_replace({column}, {quoted(SPACE)}, '', 'g') = ''",
        message("holds nothing but spaces."),
        message("Fill it in, or leave it empty where that is allowed."),
    )
    if column == '"url"':
        yield (
            f"not regexp_full_match({column}, 'https?://[^\\s/]+[.][^\\s/]+(/\\S*)?')",
            message("{cell} is no address of a web page."),
            message("Write the whole address, with http:// or https:// and without spaces."),
        )
