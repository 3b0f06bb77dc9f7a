"""Where a briefing's figures come from: its numbered sources and the edition of the data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.briefing.model import Source
from dashboard.queries import briefing as query
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording import citing
from dashboard.wording import figures as wording
from dashboard.wording.language import ENGLISH, said, speak

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
REMARKS = {"press": " (press)", "secondary": " (secondary)", "derived": " (derived)"}


@dataclass
class Notes:
    """Numbers the sources in the order in which they are first cited.

    Editions of one publication, whose citations differ in the year alone, share a number.
    """

    ledger: Database
    cited: dict[tuple[str, str, str], set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.citations = query.citations(self.ledger)

    def __call__(self, source_ids: Iterable[Any]) -> tuple[int, ...]:
        numbers = set()
        for source_id in source_ids:
            if isinstance(source_id, str):
                citation, year = self.publication(source_id)
                source = self.citations[source_id]
                remark = said(REMARKS.get(source["reliability"], ""))
                known = (citation, source["licence"], remark)
                self.cited.setdefault(known, set()).update([year] if year else [])
                numbers.add(list(self.cited).index(known) + 1)
        return tuple(sorted(numbers))

    def publication(self, source_id: str) -> tuple[str, int | None]:
        """The citation with its year left open, and the year; None where editions cannot be told by one."""
        source = self.citations[source_id]
        citation = source["citation"]
        title, via, copy = (
            citation.partition(source["via"]) if source["via"] else (citation, "", "")
        )
        years = set(YEAR.findall(title))
        if len(years) != 1 or years & set(YEAR.findall(source["url"])):
            return citation, None
        year = years.pop()
        read_in = via + copy
        if set(YEAR.findall(read_in)) == {year}:
            read_in = read_in.replace(year, "{year}")
        return title.replace(year, "{year}") + read_in, int(year)

    def sources(self) -> tuple[Source, ...]:
        with speak(ENGLISH):  # as the citations are
            spans = {key: wording.spans(years) for key, years in self.cited.items()}
        return tuple(
            Source(number, known[0].replace("{year}", spans[known]), *known[1:])
            for number, known in enumerate(self.cited, start=1)
        )


def edition_line(ledger: Database) -> str:
    """'Sources up to 2026-03-06. TIP Ledger, data edition 2026.11.0 (8fa966ac)': dates of the data, never the clock's."""
    build = catalogue.build(ledger)
    return said("Sources up to {date}. {house}, data edition {version}").format(
        date=wording.dated(query.newest_source(ledger)),
        house=citing.HOUSE,
        version=citing.version(build),
    )
