"""Ten readers at once get what one gets: what the writers share is safe to use from several threads."""

from concurrent.futures import ThreadPoolExecutor

from dashboard.briefing import charts
from dashboard.briefing.files import WRITERS, make
from dashboard.briefing.writers import pdf

AREAS = ["KHM", "NPL", "THA", "USA", "FRA"]


def test_ten_readers_at_once_get_the_briefings_that_one_gets(ledger):
    briefings = [make(ledger, area) for area in AREAS]
    alone = [(pdf.write(b), pdf.pages(b)) for b in briefings]
    with ThreadPoolExecutor(10) as readers:
        at_once = list(readers.map(lambda b: (pdf.write(b), pdf.pages(b)), briefings * 2))
    assert at_once == alone * 2


def test_every_format_and_chart_is_made_beside_the_others(ledger):
    briefings = [make(ledger, area) for area in AREAS]
    drawn = [chart for briefing in briefings for chart in briefing.charts]
    alone = [charts.svg(chart) for chart in drawn]
    with ThreadPoolExecutor(10) as readers:
        files = [readers.submit(write, b) for b in briefings for write in WRITERS.values()]
        assert list(readers.map(charts.svg, drawn)) == alone
        assert all(len(file.result()) > 5_000 for file in files)
