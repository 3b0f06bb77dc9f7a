"""The rows of a question in SQL as a part of a page, with the chart that they have."""

from collections.abc import Callable

from dashboard.api import answers
from dashboard.charts import question as charts
from dashboard.charts import theme
from dashboard.queries import analyst, catalogue
from dashboard.queries.database import Database
from dashboard.views import View
from dashboard.views.drawn import Drawn
from dashboard.wording import analyst as wording

PAGE, PART, PARAMETER = "sql", "rows", "q"


def asked(ledger: Database, sql: str, meanwhile: Callable[[int], None]) -> dict[str, View]:
    """The only part of the page, by its name. Raises analyst.Unanswered, and what `meanwhile` raises."""
    return {PART: view(sql, analyst.ask(ledger, sql, meanwhile))}


def view(sql: str, found: analyst.Rows, scale: theme.TierScale = theme.ON_LIGHT) -> View:
    """Of rows that are cut off no chart is drawn: it would show them as all."""
    rows = answers.plain_values(found.table)
    shape = None if found.more else charts.shape(rows)
    return View(
        PART,
        wording.title(sql),
        wording.finding(rows, found.more),
        wording.statement_in_words(sql, bool(catalogue.source_ids(rows)), shape is not None),
        rows,
        Drawn(charts.chart(rows, shape, scale)) if shape else None,
        as_asked=True,
    )
