"""Where a briefing's figures come from: its numbered sources and the edition of the data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.briefing.model import Source
from dashboard.ledger import Ledger
from dashboard.queries import catalogue


@dataclass
class Notes:
    """Numbers the sources in the order in which they are first cited."""

    ledger: Ledger
    numbers: dict[str, int] = field(default_factory=dict)

    def __call__(self, source_ids: Iterable[Any]) -> tuple[int, ...]:
        for source_id in source_ids:
            if isinstance(source_id, str):
                self.numbers.setdefault(source_id, len(self.numbers) + 1)
        return tuple(sorted({self.numbers[s] for s in source_ids if isinstance(s, str)}))

    def sources(self) -> tuple[Source, ...]:
        cited = catalogue.sources(self.ledger, self.numbers).set_index("source_id")
        remarks = {"press": " (press)", "secondary": " (secondary)", "derived": " (derived)"}
        return tuple(
            Source(number, cited.at[s, "citation"] + remarks.get(cited.at[s, "reliability"], ""))
            for s, number in self.numbers.items()
        )


def edition(ledger: Ledger) -> str:
    """'Data edition 2026.11.0 (8fa966ac)': the date of a briefing is its data's, never the clock's."""
    build = catalogue.build(ledger)
    return f"TIP Ledger, data edition {build.data_version} ({build.content_hash[:8]})"
