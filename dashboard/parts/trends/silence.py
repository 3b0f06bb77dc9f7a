"""Who reported, who did not, and who stopped."""

from typing import Any

from dashboard.charts import silence
from dashboard.parts.trends.choices import Choices, Voice
from dashboard.queries import trends
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import comparison
from dashboard.wording.language import said, said_of, within


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
        gone = absent.loc[~absent["ended"], ["last_year", "areas", "names"]]
        stopped, ended = int(gone["areas"].sum()), int(absent["areas"].sum() - gone["areas"].sum())
        show.words(silence.states_in_words(states))
        in_words = said_of(
            stopped,
            "{count} area reported once and not in {year}; {never} gave no whole figure in any year.",
            "{count} areas reported once and not in {year}; {never} gave no whole figure in any year.",
        ).format(count=stopped, year=latest, never=areas - told)
        show.words(in_words)
        if ended:
            show.words(
                said(
                    "Of {ended} more nothing can be said for {year}: the newest edition of their source ends before."
                ).format(ended=ended, year=latest)
            )
        if not gone.empty:
            title = said("Who stopped reporting, by the year of the last figure")
            show.small(title)
            show.numbers(gone, f"stopped-{about.measure}", title)
        show.chart(
            ledger,
            show.drawn(silence.matrix, states[states["name"].isin(reported["name"])]),
            alt=said(
                "Who reported {label}, by area and year: {stopped} stopped before {year}."
            ).format(label=within(about.label), stopped=stopped, year=latest),
            counts=said(
                "Areas that never reported are not drawn. Zero, a bound and silence are different."
            ),
            table=comparison.in_words(states).assign(
                state=states["state"].map(
                    {code: said(name) for code, (name, *_) in silence.STATES.items()}
                )
            ),
            key=f"silence-{about.measure}",
            finding=said("{label}: {finding}").format(
                label=about.label, finding=f"{silence.states_in_words(states)} {in_words}"
            ),
        )

    # A chart in a closed part would keep the width at which it was drawn; the map is long to send, too.
    label = said_of(
        areas,
        "Who reported, who did not: {count} area",
        "Who reported, who did not: {count} areas",
    )
    show.folded(label.format(count=areas), f"silent-{about.measure}", fill)
