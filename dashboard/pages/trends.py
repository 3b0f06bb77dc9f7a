"""A measure over the years, in any areas."""

from dashboard import choose, show, wording
from dashboard.charts import alternative, lines
from dashboard.database import ledger
from dashboard.queries import catalogue, trends

book = ledger()
measures = catalogue.measures(book).set_index("measure")
areas = catalogue.areas_with_figures(book)

show.title("Trends", "A measure year by year. Lines break where a year has no figure.")
measure = choose.one("measure", "Measure", measures["label"].to_dict(), "prosecutions")
chosen = choose.several("area", "Areas", areas, ["KHM"])
about = measures.loc[measure]

found = trends.preferred_series(book, chosen, measure)
if found.empty:
    show.nothing(
        "No source in the ledger reports this measure for the areas chosen. That is not zero."
    )
else:
    units = show.joined(dict.fromkeys(wording.unit(u) for u in found["unit"]))
    show.chart(
        book,
        show.drawn(lines.line_with_gaps, found, unit_label=units, title=about.label),
        alt=alternative.series(found, about.label),
        counts=f"{about.definition} Counted in {units}.",
        table=found,
        key=f"trend-{measure}",
    )
