"""The ledger for notebooks and scripts: `ledger = notebook.open()`, then tables as DataFrames from the pages' queries."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from dashboard.api.parameters import named_areas
from dashboard.api.resources import Figures, Placements, Series, WatchList, placed, voiced, watched
from dashboard.queries import analyst, catalogue, figures
from dashboard.queries.database import Database
from dashboard.wording import analyst as wording
from etl.locations import database_file

MOST_FIGURES = 2**31 - 1


def open(file: Path | str | None = None) -> "Ledger":
    """The ledger of a DuckDB file; the program's own, where none is given. Raises FileNotFoundError."""
    path = Path(file) if file is not None else database_file()
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; `tip-ledger build` makes the program's own.")
    return Ledger(Database(path))


class Ledger:
    """One edition of the ledger. Areas and measures are given as in an address: 'KHM', 'Cambodia, Thailand', 'ASEAN'.

    Years without a figure are absent, never zero; a value whose qualifier is less_than is a limit, not a count. What
    the ledger does not know raises dashboard.api.problems.Unfit, which says what it may be.
    """

    def __init__(self, database: Database):
        self.database = database

    @property
    def edition(self) -> str:
        """The content hash of the edition: what a citation names."""
        return str(catalogue.build(self.database).content_hash)

    def tiers(
        self, area: str | None = None, first: int | None = None, last: int | None = None
    ) -> pd.DataFrame:
        """Placements by area and report_year: tier, basis, previous_tier, movement, reports_in_tier, source_id, url."""
        asked = Placements.model_validate({"area": area, "from": first, "to": last})
        return placed(self.database, asked)

    def figures(
        self,
        area: str | None = None,
        measure: str | None = None,
        first: int | None = None,
        last: int | None = None,
        *,
        whole: bool = True,
    ) -> pd.DataFrame:
        """Every figure as it was read, of every source and edition; columns as of queries.figures.figures.

        whole: only figures of the whole area, of all sexes, ages and origins.
        """
        asked = Figures.model_validate(
            {"area": area, "measure": measure, "from": first, "to": last}
        )
        areas, measures = asked.areas(self.database), asked.measures(self.database)
        found = figures.figures(
            self.database,
            areas,
            measures,
            None,
            *asked.years(self.database),
            whole,
            MOST_FIGURES,
            0,
        )
        return found.drop(columns="total")

    def series(
        self,
        area: str | None = None,
        measure: str | None = None,
        first: int | None = None,
        last: int | None = None,
        *,
        form: str = "all",
        publisher: str | None = None,
    ) -> pd.DataFrame:
        """One figure an area, measure and year: the preferred one, or one publisher's; with the change on the year
        before, or why it is withheld. Columns as of queries.yearly.series_of_measures."""
        asked = {"area": area, "measure": measure, "from": first, "to": last}
        asked |= {"form": form, "publisher": publisher}
        return voiced(self.database, Series.model_validate(asked))

    def changes(
        self,
        area: str | None = None,
        measure: str | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> pd.DataFrame:
        """The changes on the year before that may be given: the rows of `series` with a change."""
        found = self.series(area, measure, first, last)
        return found[found["change"].notna()].reset_index(drop=True)

    def watch_list(self, report_year: int | None = None, area: str | None = None) -> pd.DataFrame:
        """What 22 U.S.C. 7107(b)(2)(D)-(F) asks of each country on the Watch List of a report, the latest if none is
        given; columns as of queries.compare.clock."""
        asked = WatchList.model_validate({"year": report_year, "area": area})
        return watched(self.database, asked)

    def sql(self, statement: str) -> pd.DataFrame:
        """The rows of one statement on the ledger's tables, as the page /sql and /api/v1/sql answer it: at most 5 seconds and
        10,000 rows; `attrs["more"]` tells whether there are others. Raises ValueError that says what is wrong with it."""
        try:
            rows = analyst.ask(self.database, statement)
        except analyst.Unanswered as error:
            raise ValueError(wording.why(error.code, error.told)) from error
        found = rows.table.to_pandas()
        found.attrs["more"] = rows.more
        return found

    def cite(self, rows: pd.DataFrame | Iterable[str]) -> pd.DataFrame:
        """The sources of some rows, or of some source_ids, once each: source_id, citation, url, reliability, licence, note."""
        if not isinstance(rows, pd.DataFrame):
            return catalogue.sources(self.database, rows)
        return catalogue.sources(self.database, catalogue.source_ids(rows))

    def areas(self, names: str) -> list[str]:
        """The codes of areas given by any of their names; a group stands for its countries."""
        return named_areas(self.database, names)
