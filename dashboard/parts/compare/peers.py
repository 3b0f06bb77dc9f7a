"""A country beside those of its tier history and of its region."""

from dashboard.parts.compare import table
from dashboard.queries import catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording.language import said


def draw(ledger: Database, report_year: int) -> None:
    countries = catalogue.ranked_countries(ledger)
    area = choose.place(said("Country"), countries, "KHM")
    if area is None:
        show.nothing(said("Choose a country."))
        return
    columns = table.columns(ledger, report_year)
    for key, heading, others in (
        (
            "same-history",
            said("Same tier in each of the last five reports"),
            compare.same_history(ledger, area, report_year),
        ),
        ("neighbours", said("Same TIP region"), compare.neighbours(ledger, area, report_year)),
    ):
        show.heading(said("{label}: {number}").format(label=heading, number=len(others)))
        if others:
            table.draw(
                ledger,
                compare.standings(ledger, report_year, areas=[area, *others]),
                report_year,
                columns,
                key,
                said("{name}: {value}").format(
                    name=countries[area], value=f"{heading[0].lower()}{heading[1:]}"
                ),
            )
        else:
            show.nothing(
                said("No other country shares this with {name}.").format(name=countries[area])
            )
