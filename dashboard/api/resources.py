"""What the API answers: one function an address, each on a query of the pages."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import Field

from dashboard.api import answers
from dashboard.api.parameters import (
    AREA,
    REGION,
    TIERS,
    Code,
    Codes,
    Form,
    OfAreas,
    OfMeasures,
    OfYears,
    Paged,
    Since,
    Year,
    among,
    named_areas,
    regions,
    span,
    unknown_value,
)
from dashboard.api.problems import MEDIA_TYPE, Problem, Unfit
from dashboard.frames import first_value
from dashboard.queries import (
    accounts,
    cases,
    catalogue,
    claims,
    compare,
    country,
    figures,
    method,
    places,
    strands,
    yearly,
)
from dashboard.queries import changes as edition_changes
from dashboard.queries.database import Database
from dashboard.wording.language import said

REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": meaning}
    for status, meaning in ((422, "A parameter is wrong"), (429, "Too many rows for one visitor"))
}


class Placements(Paged):
    area: Codes | None = Field(None, description=AREA)
    region: Codes | None = Field(None, description=REGION)
    tier: Codes | None = Field(None, description="Tiers, separated by commas: 1, 2, 2WL, 3, SC.")
    year: Year | None = Field(None, description="The report year alone.")
    first: Year | None = Field(None, alias="from", description="First report year.")
    last: Year | None = Field(None, alias="to", description="Last report year.")


class Figures(OfYears):
    form: Form | None = Field(
        None, description="Form of exploitation; every form and their total, unless given."
    )
    view: Literal["whole", "every"] = Field(
        "whole",
        description="whole: figures of the whole area, of all sexes, ages and origins; every: also parts of them.",
    )


class Series(OfYears):
    form: Form = Field("all", description="Form of exploitation.")
    publisher: Code | None = Field(
        None, description="Publisher whose series is read; the preferred series, unless given."
    )


class Doubts(OfYears):
    view: Literal["contradictions", "every"] = Field(
        "contradictions",
        description="contradictions: one of two figures must be wrong; every: also jumps and coincidences, which may be true.",
    )


class Accounts(OfYears):
    form: Form = Field("all", description="Form of exploitation.")
    view: Literal["both", "every"] = Field(
        "both", description="both: years of which both tell; every: also those of which one does."
    )


class Coverage(OfMeasures):
    view: Literal["area", "region"] = Field(
        "area",
        description="area: a row an area, measure and publisher; region: countries and country-years in each TIP region.",
    )


class WatchList(Paged):
    year: Year | None = Field(None, description="Report year; the latest, unless given.")
    area: Codes | None = Field(None, description=AREA)
    view: Literal["clock", "discrepancies"] = Field(
        "clock",
        description="clock: what the law asks of each country next; discrepancies: placements of all years that contradict it.",
    )


def router(ledger: Callable[[], Database]) -> APIRouter:
    """The tables of the ledger; `ledger` gives the one in service."""
    tables = APIRouter(responses=answers.FORMS | REFUSED)

    @tables.get("/tiers")
    def tiers(request: Request, asked: Annotated[Placements, Query()]) -> Response:
        """Placements in the TIP Report by country and report year, with the move against the report before."""
        now = ledger()
        return answers.page_of(now, request, asked, placed(now, asked))

    @tables.get("/figures")
    def every_figure(request: Request, asked: Annotated[Figures, Query()]) -> Response:
        """Figures as they were read: every source, edition and unit, one row each."""
        now = ledger()
        what = (now, asked.areas(now), asked.measures(now), asked.form, *asked.years(now))
        whole = asked.view == "whole"
        page = figures.figures(*what, whole, asked.limit, asked.offset)
        counted = figures.figures(*what, whole, 1, 0) if page.empty and asked.offset else page
        total = 0 if counted.empty else int(first_value(counted["total"]))
        return answers.answer(now, request, asked, page.drop(columns="total"), total)

    @tables.get("/series")
    def series(request: Request, asked: Annotated[Series, Query()]) -> Response:
        """Yearly figures, one for each area, measure and year: the preferred one, or one publisher's."""
        now = ledger()
        found = voiced(now, asked).drop(
            columns=[
                *("value_before", "source_id_before", "change", "change_ratio", "jump"),
                *("earlier_changes", "smaller_changes"),
                *("withheld", "withheld_before", "withheld_now"),
                # A phrase of the measure; who is counted by this figure is in `counted`.
                "counted_as",
            ]
        )
        return answers.page_of(now, request, asked, found)

    @tables.get("/changes")
    def changes(request: Request, asked: Annotated[Series, Query()]) -> Response:
        """The change of each figure of a series on the year before, or the code of the reason why none is given."""
        now = ledger()
        columns = (
            "area name measure form year value qualifier unit counted period value_before change change_ratio withheld "
            "withheld_before withheld_now jump earlier_changes smaller_changes coincides_with doubt "
            "publisher vintage reliability source_id source_id_before"
        )
        return answers.page_of(now, request, asked, voiced(now, asked)[columns.split()])

    @tables.get("/doubts")
    def doubts(request: Request, asked: Annotated[Doubts, Query()]) -> Response:
        """What the ledger itself holds against a figure, with the figure that it stands against."""
        now = ledger()
        found = figures.doubts(now, asked.areas(now), asked.measures(now), *asked.years(now))
        if asked.view == "contradictions":
            found = found[found["contradiction"]]
        return answers.page_of(now, request, asked, found)

    @tables.get("/accounts")
    def who_says_what(request: Request, asked: Annotated[Accounts, Query()]) -> Response:
        """The TIP Report's and UNODC's figures of the same area, measure and year, and how far they lie apart."""
        now = ledger()
        found = accounts.accounts(
            now, asked.areas(now), asked.measures(now), asked.form, *asked.years(now)
        )
        if asked.view == "both":
            found = found[found["not_set_against"] != "one_account"]
        return answers.page_of(now, request, asked, found)

    @tables.get("/strands")
    def counted_apart(request: Request, asked: Annotated[OfYears, Query()]) -> Response:
        """Yearly figures of those who are counted apart: potential, referred and assisted victims, cases carried on."""
        now = ledger()
        found = strands.strands(now, asked.areas(now), asked.measures(now), *asked.years(now))
        return answers.page_of(now, request, asked, found)

    @tables.get("/events-in-units")
    def one_event(request: Request, asked: Annotated[OfYears, Query()]) -> Response:
        """Events that one source tells in several units ("3 investigations of 12 suspects"), a row a unit: never added."""
        now = ledger()
        found = country.told_in_units(now, asked.areas(now), asked.measures(now), *asked.years(now))
        return answers.page_of(now, request, asked, found)

    @tables.get("/watch-list")
    def watch_list(request: Request, asked: Annotated[WatchList, Query()]) -> Response:
        """The Tier 2 Watch List and the limit of 22 U.S.C. 7107(b)(2)(D)-(F)."""
        now = ledger()
        return answers.page_of(now, request, asked, watched(now, asked))

    @tables.get("/countries")
    def countries(request: Request, asked: Annotated[OfAreas, Query()]) -> Response:
        """Countries with the names that people give them and the groups that they belong to."""
        now = ledger()
        return answers.page_of(now, request, asked, places.countries(now, asked.areas(now)))

    @tables.get("/measures")
    def measures(request: Request, asked: Annotated[Paged, Query()]) -> Response:
        """What is counted, with its definition."""
        now = ledger()
        return answers.page_of(now, request, asked, catalogue.measures(now))

    @tables.get("/sources")
    def sources(request: Request, asked: Annotated[Paged, Query()]) -> Response:
        """Every source, with the number of figures and placements read in it."""
        now = ledger()
        return answers.page_of(now, request, asked, method.sources_with_use(now))

    @tables.get("/claims")
    def claims_made(request: Request, asked: Annotated[OfAreas, Query()]) -> Response:
        """Claims made in print, with the verdict of the ledger's figures."""
        now = ledger()
        found, areas = claims.claims(now), asked.areas(now)
        return answers.page_of(
            now, request, asked, found[found["area"].isin(areas)] if areas else found
        )

    @tables.get("/cases")
    def published_cases(request: Request, asked: Annotated[OfAreas, Query()]) -> Response:
        """Court cases documented from published sources; the steps of each are at /cases/{case_id}."""
        now = ledger()
        found = cases.found(now, cases.Choice(codes={"area": asked.areas(now)}))
        return answers.page_of(now, request, asked, found.rename(columns={"iso3": "area"}))

    @tables.get("/cases/{case_id}")
    def steps(
        request: Request,
        case_id: Annotated[str, Field(max_length=200)],
        asked: Annotated[Paged, Query()],
    ) -> Response:
        """One documented case's steps in order."""
        now = ledger()
        known = cases.case_named(now, case_id)
        if known is None:
            told = said("{case} is no case that the ledger knows; see /cases.")
            raise HTTPException(404, told.format(case=case_id))
        return answers.page_of(now, request, asked, cases.steps(now, known))

    @tables.get("/coverage")
    def coverage(request: Request, asked: Annotated[Coverage, Query()]) -> Response:
        """Which publisher tells which measure of which area, or of how many countries of each region."""
        now = ledger()
        areas, measures = asked.areas(now), asked.measures(now)
        if asked.view == "area":
            found = figures.coverage(now, areas, measures)
        elif areas:
            raise Unfit("area", said("area: view=region is about regions."), ["region"])
        else:
            found = method.coverage(now)
            found = found[found["measure"].isin(measures)] if measures else found
        return answers.page_of(now, request, asked, found)

    @tables.get("/editions")
    def editions(request: Request, asked: Annotated[Paged, Query()]) -> Response:
        """The editions that were in service here, the present one first, with the number of changes that each brought."""
        now = ledger()
        return answers.page_of(now, request, asked, edition_changes.editions(now))

    @tables.get("/edition-changes")
    def changed_since(request: Request, asked: Annotated[Since, Query()]) -> Response:
        """Placements and figures that later editions added, altered, withdrew or doubted: what changed since a citation."""
        now = ledger()
        held = edition_changes.editions(now)
        number = held["number"].max() - 1
        if asked.since is not None:
            named = edition_changes.edition_named(now, asked.since)
            if named is None:
                raise Unfit(
                    "since",
                    said(
                        "since: {since} is no edition of this place's history; see /editions."
                    ).format(since=asked.since),
                    held["content_hash"].str[:8].tolist(),
                )
            number = named
        found = edition_changes.since(now, int(number), asked.areas(now), asked.measures(now))
        return answers.page_of(now, request, asked, found)

    return tables


def placed(ledger: Database, asked: Placements) -> pd.DataFrame:
    """The placements asked for, by area and report year."""
    first, last = span(asked.first, asked.last, catalogue.report_years(ledger))
    if asked.year is not None:
        first = last = asked.year
    found = compare.every_placement(ledger).rename(columns={"iso3": "area"})
    wanted = found["report_year"].between(first, last)
    for column, codes in (
        ("area", named_areas(ledger, asked.area)),
        ("tip_region", regions(ledger, asked.region)),
        ("tier", among("tier", asked.tier, TIERS)),
    ):
        if codes:
            wanted &= found[column].isin(codes)
    columns = (
        "area name tip_region report_year tier basis previous_tier previous_basis movement reports_in_tier "
        "derived_in_run press_in_run source_id url note"
    )
    return found.loc[wanted, columns.split()]


def watched(ledger: Database, asked: WatchList) -> pd.DataFrame:
    """The Watch List asked for, one row a country, or a placement that contradicts the law."""
    if asked.view == "clock":
        found = compare.clock(ledger, asked.year or catalogue.report_years(ledger)[1])
    else:
        found = compare.discrepancies(ledger)
        if asked.year is not None:
            found = found[found["report_year"] == asked.year]
    if areas := named_areas(ledger, asked.area):
        found = found[found["iso3"].isin(areas)]
    return found.rename(columns={"iso3": "area"})


def voiced(ledger: Database, asked: Series) -> pd.DataFrame:
    """The series asked for, with the changes, by measure, area and year; columns as of trends.series_of_measures."""
    areas = asked.areas(ledger) or list(catalogue.areas_with_figures(ledger))
    measures = asked.measures(ledger) or catalogue.measures(ledger)["measure"].tolist()
    voice = asked.publisher or "preferred"
    if voice != "preferred" and voice not in (known := catalogue.publishers(ledger)):
        raise unknown_value("publisher", voice, known)
    return yearly.series_of_measures(
        ledger, areas, measures, asked.form, voice, *asked.years(ledger)
    )
