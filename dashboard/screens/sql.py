"""Any question on the ledger, in SQL."""

from dashboard import in_service
from dashboard.parts import analyst as parts
from dashboard.queries import analyst
from dashboard.ui import show
from dashboard.wording import analyst as wording
from dashboard.wording import pages
from dashboard.wording.language import said

ledger = in_service.ledger()

show.title(said(pages.TITLES["sql"]), said(pages.LEADS["sql"]))
parts.examples()
sql = parts.statement(ledger)
if sql:
    try:
        rows, view = parts.answer_to(ledger, sql)
    except analyst.Unanswered as error:
        show.nothing(wording.why(error.code, error.told))
    else:
        parts.answer(rows, view)

show.heading(said("Tables"))
show.prose(said(wording.TABLES))
parts.tables(ledger)
show.heading(said("How the tables hang together"))
parts.picture(ledger)
