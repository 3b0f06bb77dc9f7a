"""Where every figure comes from, and the rules by which figures are chosen, compared and left out."""

from dashboard import in_service
from dashboard.parts import sources
from dashboard.queries import catalogue, figures, method
from dashboard.statistics import chance
from dashboard.ui import show
from dashboard.wording import pages, tiers
from dashboard.wording import sources as wording
from dashboard.wording.figures import number

ledger = in_service.ledger()

build = catalogue.build(ledger)

show.title(pages.TITLES["sources"], pages.LEADS["sources"])
sources.asked_source(ledger)

show.heading("Which figure is preferred")
show.prose(
    "Often several sources give a figure for the same country, year and measure. One is drawn, the others stand "
    "beside it. A figure that its own edition contradicts loses to any other, and so does one known only from the press or "
    "by elimination. Then UNODC comes before others: it asks every state the same questions and prints persons by calendar "
    "year, with revisions. What states answer differs all the same. Then a count of people comes "
    "before a count of cases, a calendar year before other periods, a publisher's own page before a copy, a copy "
    "before research data, and the latest edition before earlier ones. Partial figures never compete. "
    "The rule stands in one place: `etl/marts/series_figure.sql`."
)
show.heading("When a change is given")
show.prose(
    "A change on the year before is given only between two exact, undoubted counts of the same publisher, unit, period and form, "
    "with no known break between them. Otherwise the reason stands in its place. "
    "`<5` is neither 5 nor 0: it is never added, charted at 5, or compared. "
    "The rule: `etl/marts/comparison.sql`. "
    f"{wording.changes_given(method.changes_by_reason(ledger))} The known breaks:"
)
show.numbers(method.known_breaks(ledger), "breaks", "Known breaks")
show.heading("What a figure counts")
show.prose(wording.counted_otherwise(method.counted_otherwise(ledger)))
show.heading("What contradicts a figure")
show.prose(wording.doubts(figures.doubts_by_kind(ledger)))
show.heading("Fewer than 5")
show.prose(wording.small_cells(method.bounds_by_edition(ledger)))
show.heading("What could be chance")
show.prose(chance.METHOD)
show.heading("What is not here")
aside = method.set_aside(ledger)
show.prose(
    f"{number(aside['rows'].sum())} rows of UNODC's April 2025 edition share a key and disagree; they are not loaded. "
    f"{number(method.withdrawn(ledger))} figures of its May 2023 edition are not in the edition that replaced it; they are kept "
    "as history and not shown as current. Special cases before 2009 are incomplete, and three placements are missing: "
    "Taiwan 2001, Ireland 2007, Afghanistan 2003. The Palermo Protocol dates lack about 11 parties: an absent date is "
    "no data, not absence from the protocol."
)
show.numbers(aside, "set-aside", "Rows set aside, not loaded")

show.heading("How much is here")
show.prose(
    "Countries, and pairs of a country and a year, with a yearly figure of the whole country; the regions are those of "
    "the TIP Report. What is missing is missing, not zero."
)
regions = {code: tiers.region(name) for code, name in catalogue.tip_regions(ledger).items()}
by_region = method.coverage_by_region(ledger)
by_region = by_region.rename(columns=catalogue.country_names(ledger) | regions)
show.numbers(by_region, "coverage", "Coverage by region")
show.prose(
    "The countries that most reports place without any figure of investigations, prosecutions, convictions or victims for "
    "the year before:"
)
show.numbers(
    method.least_known(ledger, 10).drop(columns="iso3"),
    "least-known",
    "Countries that most reports place without any figure",
)

show.heading("Measures")
show.numbers(method.measures(ledger), "measures", "Measures")

show.heading("Sources")
sources.register(ledger)

show.heading("Notes of the checks")
show.numbers(method.notes(ledger), "notes", "Notes of the checks")

show.heading("This build")
show.words(
    f"Data {build.data_version}, built {build.built_at:%Y-%m-%d %H:%M} UTC, {build.checks_passed} checks passed. "
    f"Content hash `{build.content_hash[:16]}`."
)
show.numbers(method.tables(ledger), "tables", "Tables of this build")
