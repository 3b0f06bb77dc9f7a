"""Where every figure comes from, and the rules by which figures are chosen, compared and left out."""

from dashboard import in_service
from dashboard.parts import sources
from dashboard.queries import catalogue, figures, method
from dashboard.statistics import chance
from dashboard.ui import show
from dashboard.wording import pages, tiers
from dashboard.wording import sources as wording
from dashboard.wording.figures import number
from dashboard.wording.language import said

ledger = in_service.ledger()

build = catalogue.build(ledger)

show.title(said(pages.TITLES["sources"]), said(pages.LEADS["sources"]))
sources.asked_source(ledger)

show.heading(said("Which figure is preferred"))
show.prose(said(wording.PREFERRED))
show.heading(said("When a change is given"))
given = wording.changes_given(method.changes_by_reason(ledger))
show.prose(f"{said(wording.CHANGE)} {given} {said(wording.BREAKS_FOLLOW)}")
show.numbers(method.known_breaks(ledger), "breaks", said(wording.BREAKS))
show.heading(said("What a figure counts"))
show.prose(wording.counted_otherwise(method.counted_otherwise(ledger)))
show.heading(said("What contradicts a figure"))
show.prose(wording.doubts(figures.doubts_by_kind(ledger)))
show.heading(said("Fewer than 5"))
bounds = method.bounds_by_edition(ledger)
show.prose(wording.small_cells(bounds), bounds["note"].map(wording.of_bound))
show.heading(said("What could be chance"))
show.prose(said(chance.METHOD))
show.heading(said("What is not here"))
aside = method.set_aside(ledger)
show.prose(
    said(wording.NOT_HERE).format(
        rows=number(aside["rows"].sum()), withdrawn=number(method.withdrawn(ledger))
    )
)
show.numbers(aside, "set-aside", said(wording.SET_ASIDE))

show.heading(said("How much is here"))
show.prose(said(wording.COVERED))
regions = {code: tiers.region(name) for code, name in catalogue.tip_regions(ledger).items()}
by_region, countries = method.coverage_by_region(ledger), catalogue.country_names(ledger)
show.numbers(by_region, "coverage", said("Coverage by region"), names=countries | regions)
show.prose(said(wording.LEAST_KNOWN))
show.numbers(
    method.least_known(ledger, 10).drop(columns="iso3"),
    "least-known",
    said(wording.LEAST_KNOWN_LISTED),
)

of_measures, of_checks = said("Measures"), said("Notes of the checks")
show.heading(of_measures)
show.numbers(method.measures(ledger), "measures", of_measures)

show.heading(said("Sources"))
sources.register(ledger)

show.heading(of_checks)
show.numbers(method.notes(ledger), "notes", of_checks)

show.heading(said("This build"))
show.words(
    said(wording.BUILD).format(
        version=build.data_version,
        when=f"{build.built_at:%Y-%m-%d %H:%M}",
        checks=build.checks_passed,
        hash=build.content_hash[:16],
    )
)
held = method.tables(ledger)
held = held.assign(holds=held["holds"].map(said))
show.numbers(held, "tables", said("Tables of this build"))
