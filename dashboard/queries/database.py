"""The database as the queries see it."""

import pickle
import zlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeAlias

import duckdb
import numpy as np
import pandas as pd
from cachetools import LRUCache, cached, cachedmethod

# Pages work on tables of a few dozen rows, where strings kept by Arrow cost several times the plain ones.
pd.set_option("mode.string_storage", "python")

KEPT = 16_000_000  # bytes of answers, compressed
# Of it, what may be answered before it is asked.
KEPT_AHEAD = 0.8
# The parameters that say of which area a question is.
OF_AREA = ("area", "areas", "countries", "iso3", "name", "place")

# Tables whose names another language has: they stand before those of the ledger, and names are ordered by their letters.
# A measure is told by its label alone: what is counted agrees with its unit, which is no rule of every language.
NAMED = (
    """create table area as select area.* replace (
        coalesce(of_area.name, of_country.name, area.name) collate nocase.noaccent as name
    )
    from ledger.area
    left join ledger.aggregate_name as of_area on of_area.area = area.area and of_area.lang = $lang
    left join ledger.country_name as of_country on of_country.iso3 = area.area and of_country.lang = $lang""",
    """create table country as select country.* replace (
        coalesce(told.name, country.name) collate nocase.noaccent as name, null as article
    )
    from ledger.country left join ledger.country_name as told on told.iso3 = country.iso3 and lang = $lang""",
    """create table country_group as select country_group.* replace (
        coalesce(told.short_name, country_group.short_name) collate nocase.noaccent as short_name
    )
    from ledger.country_group
    left join ledger.country_group_name as told on told.group_id = country_group.group_id and lang = $lang""",
    """create table measure as select measure.* replace (
        coalesce(of_label.told, label) as label, coalesce(of_definition.told, definition) as definition,
        null as counted_as
    )
    from ledger.measure
    left join word as of_label on of_label.english = label
    left join word as of_definition on of_definition.english = definition""",
    """create table term as select held.* replace (
        coalesce(of_term.told, term) collate nocase.noaccent as term, coalesce(of_also.told, also) as also,
        coalesce(of_definition.told, definition) as definition, coalesce(of_law.told, rests_on) as rests_on
    )
    from ledger.term as held
    left join word as of_term on of_term.english = term
    left join word as of_also on of_also.english = also
    left join word as of_definition on of_definition.english = definition
    left join word as of_law on of_law.english = rests_on""",
    """create table place_name as
    with told as (
        select iso3 as place, 'country' as place_kind, name from ledger.country_name where lang = $lang
        union all
        select area, kind::varchar, told.name
        from ledger.aggregate_name as told join ledger.aggregate using (area) where lang = $lang
        union all
        select upper(group_id), 'group', short_name from ledger.country_group_name where lang = $lang
    )
    select place, place_kind, name, 'name' as name_kind, ledger.main.plain_name(name) as plain from told
    union
    from ledger.place_name""",
)


_opening = Lock()


@dataclass(frozen=True)
class Dictionary:
    """A language that the ledger is not written in. code: as in its tables of names. words: text of the ledger → the same in it."""

    code: str
    words: Mapping[str, str] = field(compare=False, repr=False)


# A file as it was, in a language: its path, the dictionary, and how the file is told from one put in its place.
Edition: TypeAlias = tuple[Path, Dictionary | None, int, int]
# A statement, and what is asked with it.
Question: TypeAlias = tuple[str, dict[str, Any]]


def edition_at(file: Path, dictionary: Dictionary | None) -> Edition:
    version = file.stat()
    return file, dictionary, version.st_ino, version.st_mtime_ns


def present_at(file: Path, dictionary: Dictionary | None = None) -> "Database":
    """The database at a path as it is now; one put in its place since the last call is opened anew."""
    return _opened(*edition_at(file, dictionary))


def opened(file: Path) -> "list[tuple[Edition, Database]]":
    """The databases at a path as it is now that somebody has asked: one a language."""
    with _opening:
        held = list(_opened.cache.items())
    return [
        (edition, ledger) for edition, ledger in held if edition == edition_at(file, edition[1])
    ]


def answers(edition: Edition, questions: Sequence[Question]) -> list[bytes | None]:
    """The answers to questions, as a database keeps them: for another process than that which asks. None for those that
    fail, or if the file is another one by now."""
    file, dictionary, *_ = edition
    ledger = present_at(file, dictionary)
    told = [ledger.answer(question) for question in questions]
    # Had it been replaced as it was opened, these were another edition's.
    return told if edition_at(file, dictionary) == edition else [None] * len(questions)


class Database:
    """A read-only ledger; safe to use from several threads.

    The file is attached rather than opened, so that a database published over it can be read
    beside it: DuckDB would hand out the old one again for the same path.

    With a dictionary areas, groups and measures are called by their names in its language.
    """

    def __init__(self, file: Path, dictionary: Dictionary | None = None):
        self.file = file
        # What pages ask is small: it is sooner planned and read by one thread than shared out.
        self._connection = duckdb.connect(config={"threads": 1})
        self._answers: LRUCache[tuple[str, str], bytes] = LRUCache(KEPT, getsizeof=len)
        self._by_key: dict[str, pd.DataFrame] = {}
        # Of which area a question was asked first; None once it is to be asked of all.
        self._asked_of: LRUCache[tuple[str, str], str | None] = LRUCache(1000)
        self._ahead: deque[tuple[str, dict[str, Any], str]] = deque()
        self._statements: LRUCache[str, duckdb.Statement] = LRUCache(500)
        self._lock = RLock()
        self._free: list[duckdb.DuckDBPyConnection] = []
        path = str(file).replace("'", "''")
        self._connection.execute(f"attach '{path}' as ledger (read_only)")
        self._searched = "ledger"
        if dictionary:
            self._searched = "memory,ledger"
            self._name(dictionary)

    def _name(self, dictionary: Dictionary) -> None:
        words = pd.DataFrame(dictionary.words.items(), columns=["english", "told"])
        self._connection.register("word", words)
        for statement in NAMED:
            told = {"lang": dictionary.code} if "$lang" in statement else {}
            self._connection.execute(statement, told)
        self._connection.unregister("word")

    def table(self, sql: str, **parameters: object) -> pd.DataFrame:
        """The rows of a query; enums as plain text. Raises duckdb.Error for bad SQL."""
        # A published file never changes, so an answer is kept: as bytes, since pandas would note each reader's copy in
        # the frame that it was taken from, and the collector of garbage look through them all.
        return pickle.loads(zlib.decompress(self._ask(sql, parameters)))

    def ahead(self) -> list[Question]:
        """What readers are likely to ask, as long as there is room to keep the answers; each is told once.

        What was asked of two areas is what a page asks of each: it is asked of all countries.
        """
        if not self._ahead or self._answers.currsize >= KEPT_AHEAD * KEPT:
            return []
        sql, parameters, name = self._ahead.popleft()
        of_one = isinstance(parameters[name], str)
        areas = self.table("select iso3 from country")["iso3"]
        return [(sql, {**parameters, name: area if of_one else [area]}) for area in areas]

    def keep(self, questions: Sequence[Question], told: Sequence[bytes | None]) -> None:
        """Keep answers that another process gave; what failed is told to who asks it."""
        with self._lock:
            for (sql, parameters), answer in zip(questions, told, strict=True):
                if answer is not None:
                    self._answers[sql, repr(parameters)] = answer

    def answer(self, question: Question) -> bytes | None:
        """The answer as it is kept; None if the question fails."""
        try:
            return self._answer(*question)
        except duckdb.Error:
            return None

    def _note(self, sql: str, parameters: dict[str, Any]) -> None:
        for name in OF_AREA:
            match parameters.get(name):
                case str(area) | [str(area)]:
                    question = sql, repr({**parameters, name: None})
                    with self._lock:
                        if self._asked_of.setdefault(question, area) not in (area, None):
                            self._asked_of[question] = None
                            self._ahead.append((sql, parameters, name))

    @cachedmethod(lambda self: self._by_key, lock=lambda self: self._lock)
    def by_key(self, sql: str) -> pd.DataFrame:
        """The rows of a query that pages pick a few from again and again, by its first column; only picks may be changed."""
        rows = self.table(sql)
        return rows.set_index(rows.columns[0])

    def value(self, sql: str, **parameters: object) -> Any:
        """The first cell of a query's only row."""
        return self.table(sql, **parameters).iat[0, 0]

    def span(self, sql: str, **parameters: object) -> tuple[int, int]:
        """The two whole numbers of a query's only row, such as a first and a last year."""
        low, high = self.table(sql, **parameters).iloc[0]
        return int(low), int(high)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute(f"set search_path = '{self._searched}'")
        return cursor

    @cachedmethod(
        lambda self: self._statements,
        key=lambda self, sql, cursor: sql,
        lock=lambda self: self._lock,
    )
    def _parsed(self, sql: str, cursor: duckdb.DuckDBPyConnection) -> duckdb.Statement:
        # To read a small statement is a tenth of what it costs, and pages ask the same ones of each area.
        return cursor.extract_statements(sql)[0]

    @cachedmethod(
        lambda self: self._answers,
        key=lambda self, sql, parameters: (sql, repr(parameters)),
        lock=lambda self: self._lock,
    )
    def _ask(self, sql: str, parameters: dict[str, Any]) -> bytes:
        self._note(sql, parameters)
        return self._answer(sql, parameters)

    def _answer(self, sql: str, parameters: dict[str, Any]) -> bytes:
        cursor = self._free.pop() if self._free else self._cursor()
        frame = cursor.execute(self._parsed(sql, cursor), parameters).fetch_df()
        self._free.append(cursor)
        for column in frame.columns[frame.dtypes == "category"]:
            told = frame[column].array
            # Several times faster than astype, and as exact.
            names = np.append(told.categories.to_numpy(object), np.nan)
            frame[column] = pd.array(names[told.codes], dtype="str")
        return zlib.compress(pickle.dumps(frame), level=1)


@cached(LRUCache(maxsize=8), lock=_opening)
def _opened(file: Path, dictionary: Dictionary | None, inode: int, modified: int) -> Database:
    return Database(file, dictionary)
