"""Claims that were made in print, and claims that a reader enters, judged by the same rules."""

from collections.abc import Mapping

import pandas as pd

from dashboard.queries.database import Database

CLAIM = (
    "claim_id area iso3 source_id publisher asserts measure unit counted qualifier year_from value_from year_to value_to "
    "direction percent percent_qualifier tier case_id step date"
).split()


def claims(ledger: Database) -> pd.DataFrame:
    """Every claim with its verdict: claim_id, area, area_name, published, publisher (who makes it), statement, verdict
    (a code), note, source_id, measure, year_from, year_to (empty where it names none)."""
    return ledger.table("""
        select claim_id, claim.area, area.name as area_name, claim.published, publisher, statement, verdict, claim.note,
            source_id, measure, year_from, year_to
        from claim join claim_verdict using (claim_id) join source using (source_id) left join area using (area)
        order by area <> 'KHM', claim.published, claim_id
    """)


def claims_about(ledger: Database, area: str) -> pd.DataFrame:
    """The claims about one area, with their verdicts; columns as of `claims`."""
    found = claims(ledger)
    return found[found["area"] == area]


def evidence(ledger: Database, claim_id: str) -> pd.DataFrame:
    """What decides a claim, or might: year, period, source_id, vintage, value, qualifier, unit, counted, year_before,
    value_before, qualifier_before, said, agrees, weight (a code), change_percent (between the two years), publisher, reliability, own
    (of the publisher that makes the claim), told_by (where it was read); oldest first."""
    return ledger.table(
        """
        select evidence.* exclude (claim_id), coalesce(source.via, evidence.publisher) as told_by
        from claim_evidence as evidence left join source using (source_id)
        where claim_id = $claim_id order by year, evidence.publisher, source_id
        """,
        claim_id=claim_id,
    )


def judge(ledger: Database, claim: Mapping[str, object]) -> tuple[str, pd.DataFrame]:
    """The verdict (a code) on a claim that a reader enters, and its evidence (columns as of `evidence`).

    claim: any of the columns of the table claim, and `publisher`, who makes it; `asserts` says what is claimed: values
    (value_to in year_to, value_from in year_from), change (between two years), direction (in every year between them),
    percent, zero, or tier. Raises ValueError for a column that a claim does not have.
    """
    if unknown := set(claim) - set(CLAIM):
        raise ValueError(f"A claim has no {', '.join(sorted(unknown))}; it has {', '.join(CLAIM)}.")
    entered = [
        dict.fromkeys(CLAIM) | {"claim_id": "entered", "iso3": claim.get("area")} | dict(claim)
    ]
    verdict = ledger.value("select verdict from claim_verdict_of($claims)", claims=entered)
    found = ledger.table(
        """
        select evidence.* exclude (claim_id), coalesce(source.via, evidence.publisher) as told_by
        from claim_evidence_of($claims) as evidence left join source using (source_id)
        order by year, evidence.publisher, source_id
        """,
        claims=entered,
    )
    return str(verdict), found


def claimants(ledger: Database) -> list[str]:
    """Publishers of figures, placements and stated directions: those whose own word would be evidence."""
    return ledger.table("""
        select distinct publisher from source
        where source_id in (
            select source_id from figure union select source_id from tier_ranking union select source_id from stated_direction
        )
        order by publisher
    """)["publisher"].tolist()


def units(ledger: Database, measure: str) -> list[str]:
    """The units in which a measure's totals are given, the most frequent first."""
    return ledger.table(
        """
        select unit from current_figure
        where measure = $measure and form = 'all' and of_everyone(sex, age, origin)
        group by unit order by count(*) desc, unit
        """,
        measure=measure,
    )["unit"].tolist()


def years(ledger: Database, measure: str) -> tuple[int, int]:
    """First and last year that any figure of the measure counts."""
    return ledger.span(
        "select min(year), max(year) from current_figure where measure = $measure",
        measure=measure,
    )


def strands(ledger: Database, area: str, measure: str) -> list[str]:
    """Who or what an area's figures of the measure count, beside what stands under its own name."""
    return ledger.table(
        """
        select distinct counts as counted from citable_figure
        where area = $area and measure = $measure and (strand <> '' or not counts_its_name(counts) and counts <> 'new')
        order by counted
        """,
        area=area,
        measure=measure,
    )["counted"].tolist()
