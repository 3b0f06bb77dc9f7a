"""Countries side by side, by tier."""

from dashboard import choose, show, wording
from dashboard.database import ledger
from dashboard.queries import catalogue, compare

book = ledger()
first, latest = catalogue.report_years(book)
show.title("Compare", "Where countries stand, and the latest figures of each with their year and source.")

report_year = choose.year("year", "Report year", first, latest, latest)
tiers = choose.several("tier", "Tiers", wording.TIER_NAMES, ["2WL"])
regions = choose.several("region", "TIP regions", catalogue.tip_regions(book), [])

found = compare.countries(book, report_year, tiers, regions)
if found.empty:
    show.nothing("No country has this tier in this report and region.")
else:
    show.numbers(found.drop(columns="source_ids"), f"compare-{report_year}")
    show.citations(catalogue.sources(book, found["source_ids"].explode().dropna()))
