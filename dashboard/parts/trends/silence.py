"""Who reported, who did not, and who stopped."""

from typing import Any

from dashboard.charts import silence
from dashboard.parts.trends.choices import Choices, Voice
from dashboard.queries import trends
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import comparison
from dashboard.wording.figures import plural


def draw(ledger: Database, asked: Choices, about: Any, voice: Voice) -> None:
    """about: the measure's row of catalogue.measures. Nothing where no area reported anything."""
    earliest, latest_held = trends.years_reported(ledger, about.measure)
    first, last = max(asked.first, earliest), min(asked.last, latest_held)
    question = (about.measure, asked.form, voice.publisher)
    states = trends.silence(ledger, asked.asked, *question, first, last, voice.strand)
    reported = states[states["state"] != "not_reported"]
    if reported.empty:
        return
    areas, told = states["area"].nunique(), reported["area"].nunique()

    def fill() -> None:
        latest = int(reported["year"].max())
        absent = trends.stopped(states)
        gone = absent.loc[~absent["ended"], ["last_reported", "areas", "names"]]
        stopped, ended = int(gone["areas"].sum()), int(absent["areas"].sum() - gone["areas"].sum())
        show.words(silence.states_in_words(states))
        said = f"{stopped} {plural(stopped, 'area')} reported once and not in {latest}; {areas - told} never did."
        show.words(said)
        if ended:
            show.words(
                f"Of {ended} more nothing can be said for {latest}: the newest edition of their source ends before."
            )
        if not gone.empty:
            show.small("Who stopped reporting, by the year of the last figure")
            show.numbers(gone, f"stopped-{about.measure}")
        show.chart(
            ledger,
            show.drawn(silence.matrix, states[states["name"].isin(reported["name"])]),
            alt=f"Who reported {about.label.lower()}, by area and year: {stopped} stopped before {latest}.",
            counts="Areas that never reported are not drawn. Zero, a bound and silence are different.",
            table=comparison.in_words(states),
            key=f"silence-{about.measure}",
            finding=f"{about.label}: {silence.states_in_words(states)} {said}",
        )

    # A chart in a closed part would keep the width at which it was drawn; the map is long to send, too.
    label = f"Who reported, who did not: {areas} {plural(areas, 'area')}"
    show.folded(label, f"silent-{about.measure}", fill)
