"""Claims that were made in print, and claims that a reader enters, judged by the same rules."""

from collections.abc import Mapping

import pandas as pd

from dashboard.queries.database import Database

CLAIM = (
    "claim_id area iso3 source_id asserts measure year_from value_from year_to value_to direction percent "
    "percent_qualifier tier case_id step date"
).split()


def claims(ledger: Database) -> pd.DataFrame:
    """Every claim with its verdict: claim_id, area, area_name, published, statement, verdict, note, source_id."""
    return ledger.table("""
        select claim_id, claim.area, name as area_name, published, statement, verdict, note, source_id
        from claim join claim_verdict using (claim_id) left join area using (area)
        order by area <> 'KHM', published, claim_id
    """)


def claims_about(ledger: Database, area: str) -> pd.DataFrame:
    """The claims about one area, with their verdicts; columns as of `claims`."""
    found = claims(ledger)
    return found[found["area"] == area]


def evidence(ledger: Database, claim_id: str) -> pd.DataFrame:
    """What decides a claim: year, publisher, value, qualifier, unit, year_before, value_before, said, agrees,
    decisive, change_percent (between the two years), independent, source_id; oldest first."""
    return ledger.table(
        """
        select claim_evidence.* exclude (claim_id), publisher
        from claim_evidence join source using (source_id)
        where claim_id = $claim_id order by year, source_id
        """,
        claim_id=claim_id,
    )


def judge(ledger: Database, claim: Mapping[str, object]) -> tuple[str, pd.DataFrame]:
    """The verdict on a claim that a reader enters, and its evidence (columns as of `evidence`).

    claim: any of the columns of the table claim; `asserts` says what is claimed: values (value_to in year_to,
    value_from in year_from), change (rise or fall between two years), direction (in every year between them),
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
        select evidence.* exclude (claim_id), publisher
        from claim_evidence_of($claims) as evidence join source using (source_id)
        order by year, source_id
        """,
        claims=entered,
    )
    return str(verdict), found
