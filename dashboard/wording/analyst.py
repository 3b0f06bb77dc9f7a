"""Why a statement of SQL has no answer, in plain words."""

import re
from typing import Any

import pandas as pd

from dashboard.frames import groups
from dashboard.wording.address import typed
from dashboard.wording.citing import verbatim
from dashboard.wording.columns import cell_in_words
from dashboard.wording.figures import either, number
from dashboard.wording.language import said, said_of

BYTES_IN_MB = 2**20
MOST_TOLD = 6  # columns of a row in words
LONGEST_VALUE = 80  # characters
LONGEST_TOLD = 600  # characters of a statement


WHY = {
    "empty": "There is no statement. Write one, such as: select * from measure",
    "long": "The statement is longer than {most} characters.",
    "line": "{most} questions wait in line already. Ask again in a minute.",
    "unstarted": "The server has no room to begin with it. Ask again in a minute.",
    "statements": "One statement at a time: this is {number}.",
    "kind": "Only questions can be asked here: a statement that begins with select, with, from, values, describe, "
    "summarize or show tables. A pivot needs its values: on tier in ('1', '2').",
    "elsewhere": "{name}{at} asks about more than the ledger. Here only the ledger's own tables are read, and the same "
    "question has the same answer.",
    "locked": "Files, the network and settings are closed here.",
    "syntax": "The statement cannot be read{at}: {message}.{meant}",
    "column": "There is no column {name}{at}.{meant}{quoted}",
    "table": "There is no table {name}{at}.{meant}",
    "function": "There is no function {name}{at}.{meant}",
    "database": "The database cannot answer{at}: {message}",
    "time": "Stopped: it took longer than {most} seconds.",
    "memory": "Stopped: it took more than {most} MB of memory.",
    "bytes": "Stopped: the answer is larger than {most} MB.",
    "ended": "Stopped: it most likely took more than {most} MB of memory.",
}


def why(code: str, told: dict[str, Any]) -> str:
    """The sentence for a code of queries.analyst.Unanswered."""
    at = said(" (line {line}, column {column})").format(**told) if "line" in told else ""
    alike = either(told.get("candidates", [])[:3])
    meant = said(" Did you mean {alike}?").format(alike=alike) if alike else ""
    name = told.get("name", "")
    # No column of the ledger has a capital letter.
    quoted = said(" A text stands in single quotes: '{name}'.").format(name=name)
    most = told.get("most", 0)
    return said(WHY[code]).format(
        at=at,
        meant=meant,
        name=name,
        quoted=quoted if name != name.lower() else "",
        most=number(most // BYTES_IN_MB if code == "bytes" else most),
        number=told.get("count"),
        message=told.get("message"),
    )


def waiting(ahead: int) -> str:
    if ahead == 0:
        return said("The ledger works on it.")
    told = said_of(
        ahead,
        "{count} question ahead of yours in line.",
        "{count} questions ahead of yours in line.",
    )
    return told.format(count=ahead)


LEAD = (
    "Ask the whole ledger in DuckDB's SQL, where no page answers your question. Nothing can be changed or broken here: "
    "one statement, at most 5 seconds and 10,000 rows."
)
TABLES = (
    "Begin with `citable_figure` (what may stand for a whole area), `series` (one figure a year and publisher, the "
    "preferred one marked) and `change` (on the year before, only between like figures): each row carries what the ledger "
    "holds against it. The raw `figure` table holds everything that was read, figures that contradict one another included."
)
EDITOR = "One SQL statement. Tab leaves the editor, Control and Enter ask."
FIRST_TABLES = (
    "citable_figure",
    "series",
    "change",
    "preferred_figure",
    "year_over_year",
    "tier_ranking",
    "court_case",
    "measure",
    "source",
    "figure",
)
FIND_TABLE = "Find a table by its name, its columns or what it holds"


COLUMNS = {"column_name": "Column", "data_type": "Type", "comment": "Meaning"}


def tables_told(tables: pd.DataFrame) -> pd.DataFrame:
    """What the tables are about, and their columns, in the language spoken. tables: as of catalogue.tables."""
    return tables.assign(about=tables["about"].map(said), comment=tables["comment"].map(said))


def holding(tables: pd.DataFrame, words: str) -> list[tuple[str, pd.DataFrame]]:
    """The tables, by name, that hold each of the words in their name, in what they are about, or in a column's name or
    meaning."""
    wanted, found = words.lower().split(), []
    for name, rows in groups(tables, "table_name"):
        held = [str(name), str(rows["about"].iat[0]), *rows["column_name"], *rows["comment"]]
        if all(word in " ".join(held).lower() for word in wanted):
            found.append((str(name), rows))
    return found


def place_of_table(name: str) -> tuple[int, str]:
    """Those to begin with first, the others by name."""
    first = FIRST_TABLES.index(name) if name in FIRST_TABLES else len(FIRST_TABLES)
    return first, name


def other_tables(number: int) -> str:
    return said("The other {number} tables, by name").format(number=number)


def no_table(words: str) -> str:
    return said("No table has {words} in its name, in a column or in what is said of them.").format(
        words=typed(words)
    )


TRAPS = {
    "figure": (
        "**Traps:** several sources and editions give the same fact, so rows must not be added; units and what is counted "
        "differ (persons, cases); parts (sex, age, origin, scope) stand beside their totals; `less_than` 5 is neither 5 "
        "nor 0; estimates are no counts; a year without a row is unknown, not zero."
    ),
}
RESULT = "Rows of a question in SQL"
OF_CHART = (
    "Drawn as asked: whether two of these figures may be compared, the view `change` and the page Trends say. A crossed figure "
    "is doubted; a hatched placement is derived, a dotted one from the press."
)
FOR_A_CHART = "For a chart of figures, ask for their unit and qualifier too: without it, fewer than 5 would stand as 5."
NO_SOURCE = "The rows name no source: ask for source_id too."
LINK = "The address of this page holds your statement: whoever opens it asks the same."

# One for each question that the product exists for.
EXAMPLES = {
    "How did prosecutions in a country change?": """select year, value, qualifier, unit, value_before, change, withheld, doubt, source_id
from change
where area = 'KHM' and measure = 'prosecutions' and form = 'all' and strand = '' and voice = 'preferred'
order by year""",
    "Where does a country stand, and for how long?": """select report_year, tier, basis, source_id
from tier_ranking
where iso3 = 'KHM'
order by report_year""",
    "Which countries report most convictions?": """select series.name, value, qualifier, unit, counted, period, source_id
from series
join country on iso3 = area
where preferred and measure = 'convictions' and form = 'all' and year = 2022 and unit = 'persons' and doubt is null
order by value desc
limit 20""",
    "Who falls silent?": """select name, max(year) as last_year, count(distinct year) as years, max_by(source_id, year) as source_id
from series
join country using (name)
where preferred and measure in ('victims_detected', 'victims_identified')
group by name
order by last_year, name""",
    "How do two sources differ on the same fact?": """select year, publisher, value, qualifier, unit, counted, doubt, vintage, source_id
from citable_figure
where area = 'KHM' and measure = 'convictions' and form = 'all'
order by year, publisher, vintage""",
    "Which court cases convicted an official?": """select distinct c.case_id, c.iso3, s.date, s.court, s.outcome, s.source_id
from case_step as s
join court_case as c using (case_id)
where s.official_convicted = 'yes'
order by s.date desc""",
    "What has been claimed, and does it hold?": """select statement, verdict, source_id
from claim_verdict
join claim using (claim_id)
order by verdict, statement""",
}

# What stands above them as a comment.
REMARKS = {
    "How did prosecutions in a country change?": "Only like figures are compared; withheld says why no change is given.",
    "Which countries report most convictions?": "Persons only, in one year: cases and persons are never ranked together; nor is a figure that its edition contradicts.",
    "Who falls silent?": "The last year in which each country has a figure of victims detected or identified.",
}


def example(question: str) -> str:
    """The statement of an example, under what there is to know of it."""
    remark = f"-- {said(REMARKS[question])}\n" if question in REMARKS else ""
    return remark + EXAMPLES[question]


def title(sql: str) -> str:
    """The question in words where it is one of the examples, in whatever language it is remarked on."""
    bare = re.sub(r"\A--.*\n", "", sql)
    return said(next((asked for asked, example in EXAMPLES.items() if example == bare), RESULT))


def finding(rows: pd.DataFrame, more: bool) -> str:
    """What the rows say: the only one whole, of several how many they are, with the first and the last."""
    if len(rows) == 1:
        return f"{_row(rows.iloc[0])}."
    found = size(len(rows), more)
    if rows.empty:
        return found
    return said("{size} The first: {first}. The last: {last}.").format(
        size=found, first=_row(rows.iloc[0]), last=_row(rows.iloc[-1])
    )


def _row(row: pd.Series) -> str:
    parts = [
        f"{name} {_cut(cell_in_words(name, value), LONGEST_VALUE)}"
        for name, value in zip(map(str, row.index), row, strict=True)
        if "source_id" not in name and _held(value)
    ]
    return verbatim(", ".join(parts[:MOST_TOLD]) or said("nothing"))


def _held(value: Any) -> bool:
    return not pd.api.types.is_scalar(value) or (pd.notna(value) and value != "")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def statement_in_words(sql: str, sourced: bool, drawn: bool) -> str:
    """The statement in one line, its comments left out, and how to read its rows, or their chart where it is drawn."""
    lines = [line for line in sql.splitlines() if not line.lstrip().startswith("--")]
    text = " ".join(" ".join(lines).split())
    remarks = [*([] if sourced else [NO_SOURCE]), *([OF_CHART] if drawn else [])]
    asked = said("Asked: {statement}.").format(statement=verbatim(_cut(text, LONGEST_TOLD)))
    return " ".join([asked, *map(said, remarks)])


def size(rows: int, more: bool) -> str:
    if more:
        return said(CUT_OFF).format(rows=number(rows))
    return said_of(rows, "{count} row.", "{count} rows.").format(count=number(rows))


CUT_OFF = "The first {rows} rows; **there are more**. Narrow the question, or take the whole ledger as a file."
