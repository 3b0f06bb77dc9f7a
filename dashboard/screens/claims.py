"""Claims in print, and a reader's own, against what the sources hold."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.queries import accounts, catalogue, claims
from dashboard.ui import choose, show
from dashboard.wording import accounts as account_wording
from dashboard.wording import address, pages
from dashboard.wording import claims as wording
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import each_said, said

MARKS = {
    "supported": ":material/check_circle:",
    "supported_in_words": ":material/check:",
    "supported_in_part": ":material/help:",
    "press_only": ":material/newspaper:",
    "press_differs": ":material/newspaper:",
    "superseded": ":material/history:",
    "contradicted": ":material/cancel:",
    "own_only": ":material/remove_circle:",
    "undecided": ":material/remove_circle:",
}

ledger = in_service.ledger()
show.title(said(pages.TITLES["claims"]), said(pages.LEADS["claims"]))
mode = choose.view("view", said("Claim"), each_said(wording.MODES), "made")


def decide(verdict: str, evidence: pd.DataFrame, claimed: str = "") -> None:
    finding = wording.finding(verdict, evidence)
    show.heading(show.escaped(finding[0].upper() + finding[1:]), MARKS[verdict])
    meaning = said(wording.MEANING[verdict])
    show.words(meaning)
    if not evidence.empty:
        told = f"{claimed} {finding[0].upper()}{finding[1:]}. {meaning}".strip()
        show.numbers(
            wording.evidence_columns(evidence), "claim-evidence", said(wording.EVIDENCE), told
        )
        show.citations(catalogue.sources(ledger, evidence["source_id"]))
    show.remark(said(wording.RULES))


def two_accounts(claim: Mapping[str, Any]) -> None:
    """What the TIP Report and UNODC each say of what a claim is about. claim: its columns, as in the table claim."""
    area, measure = claim.get("area"), claim.get("measure")
    if isinstance(area, str) and isinstance(measure, str):
        last = int(claim["year_to"])
        first = last if pd.isna(claim.get("year_from")) else int(claim["year_from"])
        both = accounts.accounts(ledger, [area], [measure], "all", first, last)
        show.bullet_list(account_wording.sentences(both))
        if not both.empty:
            told = account_wording.table(both).drop(columns="name")
            show.figures(said(account_wording.TWO), told, "claim-accounts")


def entered(kind: str) -> dict[str, Any]:
    """The claim that the reader fills in, as claims.judge takes it."""
    claim: dict[str, object] = {"asserts": kind.removeprefix("two ")}
    makers = {"": said(wording.NOBODY_KNOWN)} | {name: name for name in claims.claimants(ledger)}
    claim["publisher"] = choose.one("by", said("Who makes the claim"), makers, "") or None
    areas = (
        catalogue.ranked_countries(ledger)
        if kind == "tier"
        else catalogue.areas_with_figures(ledger)
    )
    area = choose.place(said("Area"), areas, "KHM")
    if area is None:
        show.nothing(address.nothing_chosen())
        st.stop()
    claim["area"] = area
    if kind == "tier":
        low, high = catalogue.report_years(ledger)
        claim["year_to"] = choose.year("year", said("Report year"), low, high, high)
        claim["tier"] = choose.one("tier", said("Tier"), each_said(tiers_wording.TIER_NAMES), "2WL")
        return claim
    labels = {row.measure: row.label for row in each(catalogue.measures(ledger))}
    measure = choose.one("measure", said("Measure"), labels, "convictions")
    claim["measure"] = measure
    return claim | what_is_counted(area, measure, kind) | what_is_claimed(measure, kind)


def what_is_counted(area: str, measure: str, kind: str) -> dict[str, object]:
    """The unit of the claim, and whom it counts where the ledger tells others apart."""
    counted: dict[str, object] = {}
    if kind != "zero":
        held = claims.units(ledger, measure)
        units = {code: figures_wording.unit(code) for code in held} | {"": said(wording.NO_UNIT)}
        counted["unit"] = choose.one("unit", said("Counted in"), units, held[0]) or None
    if strands := claims.strands(ledger, area, measure):
        whom = {"": said(wording.OWN_NAME)} | {
            code: said(wording.COUNTED[code]) for code in strands
        }
        counted["counted"] = choose.one("counted", said("Who is counted"), whom, "") or None
    return counted


def what_is_claimed(measure: str, kind: str) -> dict[str, object]:
    """The years of the claim, with its numbers or its direction."""
    first, last = claims.years(ledger, measure)
    if kind in ("values", "zero"):
        claim: dict[str, object] = {
            "year_to": choose.year("year", said("Year counted"), first, last, last)
        }
        if kind == "values":
            claim["qualifier"] = choose.one(
                "as", said("The claim says"), each_said(wording.AS), "exact"
            )
            claim["value_to"] = float(
                st.number_input(said("Number claimed"), min_value=0, value=63)
            )
        return claim
    earlier, later = st.columns(2)
    with earlier:
        before = choose.year("from", said("Earlier year"), first, last, max(first, last - 1))
    with later:
        now = choose.year("to", said("Later year"), first, last, last)
    if before >= now:
        show.nothing(said(wording.WRONG_ORDER))
        st.stop()
    claim = {"year_from": before, "year_to": now}
    if kind == "two values":
        claim["value_from"] = float(
            earlier.number_input(said("First number"), min_value=0, value=125)
        )
        claim["value_to"] = float(later.number_input(said("Second number"), min_value=0, value=63))
        return claim
    ways = wording.WAYS if kind != "percent" else wording.WAYS_IN_PERCENT
    claim["direction"] = choose.one("direction", said("Direction"), each_said(ways), "fall")
    if kind == "percent":
        size = st.number_input(said("Percent"), min_value=0.0, value=50.0)
        claim["percent"] = -size if claim["direction"] == "fall" else size
        about = choose.switch("about", said("The claim says about, nearly or almost"))
        claim["percent_qualifier"] = "approximately" if about else "exact"
    return claim


if mode == "made":
    made = claims.claims(ledger)
    rows = {row.claim_id: row for row in each(made)}
    statements = {claim_id: row.statement for claim_id, row in rows.items()}
    chosen = choose.one("claim", said("Claim"), statements, "ppp-2014-prosecutions-50")
    claim = rows[chosen]
    show.words(
        said("**{statement}**, said by {publisher} in:").format(
            statement=show.escaped(claim.statement), publisher=show.escaped(claim.publisher)
        ),
        [claim.statement, claim.publisher],
    )
    show.citations(catalogue.sources(ledger, [claim.source_id]))
    claimed = said("{publisher}: “{statement}”").format(
        publisher=claim.publisher, statement=claim.statement
    )
    decide(claim.verdict, claims.evidence(ledger, chosen), claimed)
    if isinstance(claim.note, str):
        show.words(show.escaped(claim.note), [claim.note])
    two_accounts(claim._asdict())
    every = said(wording.ALL)
    show.heading(every)
    show.numbers(wording.claim_columns(made), "claims", every, wording.verdicts(made["verdict"]))
else:
    own = entered(choose.one("kind", said("What is claimed"), each_said(wording.KINDS), "change"))
    decide(*claims.judge(ledger, own))
    two_accounts(own)
