"""A country beside those of its tier history and of its region."""

from dashboard.parts.compare import table
from dashboard.queries import catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import choose, show


def draw(ledger: Database, report_year: int) -> None:
    countries = catalogue.ranked_countries(ledger)
    area = choose.place("Country", countries, "KHM")
    if area is None:
        show.nothing("Choose a country.")
        return
    columns = table.columns(ledger, report_year)
    for key, heading, others in (
        (
            "same-history",
            "Same tier in each of the last five reports",
            compare.same_history(ledger, area, report_year),
        ),
        ("neighbours", "Same TIP region", compare.neighbours(ledger, area, report_year)),
    ):
        show.heading(f"{heading}: {len(others)}")
        if others:
            table.draw(
                ledger,
                compare.standings(ledger, report_year, areas=[area, *others]),
                report_year,
                columns,
                key,
                f"{countries[area]}: {heading[0].lower()}{heading[1:]}",
            )
        else:
            show.nothing(f"No other country shares this with {countries[area]}.")
