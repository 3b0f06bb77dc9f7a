"""Claims in print, and a reader's own, against what the sources hold."""

import pandas as pd
import streamlit as st

from dashboard import in_service
from dashboard.queries import catalogue, claims
from dashboard.ui import choose, show
from dashboard.wording import address
from dashboard.wording import claims as verdict
from dashboard.wording import tiers as wording

MARKS = {
    "supported": ":material/check_circle:",
    "supported by some sources only": ":material/help:",
    "contradicted": ":material/cancel:",
    "cannot be checked": ":material/remove_circle:",
}
KINDS = {
    "change": "It rose or fell between two years",
    "direction": "It rose or fell in every year between two years",
    "percent": "It changed by so many percent",
    "two values": "It was one number, then another",
    "values": "It was this number",
    "zero": "It was none",
    "tier": "The country was on this tier",
}

ledger = in_service.ledger()
show.title("Claims", "A claim, and what the sources in the ledger say of it.")
mode = choose.view("view", "Claim", {"made": "Made in print", "own": "Enter your own"}, "made")


def decide(found: str, evidence: pd.DataFrame) -> None:
    show.heading(f"{MARKS[found]} {found[0].upper()}{found[1:]}")
    st.markdown(verdict.MEANING[found])
    if not evidence.empty:
        show.numbers(verdict.evidence_columns(evidence), "claim-evidence")
        show.citations(catalogue.sources(ledger, evidence["source_id"]))
    show.remark(verdict.RULES)


def entered(kind: str) -> dict[str, object]:
    """The claim that the reader fills in, as claims.judge takes it."""
    areas = (
        catalogue.ranked_countries(ledger)
        if kind == "tier"
        else catalogue.areas_with_figures(ledger)
    )
    claim: dict[str, object] = {"asserts": kind.removeprefix("two ")}
    claim["area"] = choose.place("Area", areas, "KHM")
    if claim["area"] is None:
        show.nothing(address.nothing_chosen())
        st.stop()
    if kind == "tier":
        low, high = catalogue.report_years(ledger)
        claim["year_to"] = choose.year("year", "Report year", low, high, high)
        claim["tier"] = choose.one("tier", "Tier", wording.TIER_NAMES, "2WL")
        return claim
    measures = catalogue.measures(ledger).set_index("measure")["label"].to_dict()
    claim["measure"] = choose.one("measure", "Measure", measures, "convictions")
    if kind in ("values", "zero"):
        claim["year_to"] = choose.year("year", "Year counted", 2000, 2025, 2019)
        if kind == "values":
            claim["value_to"] = float(st.number_input("Number claimed", min_value=0, value=63))
        return claim
    earlier, later = st.columns(2)
    with earlier:
        claim["year_from"] = choose.year("from", "Earlier year", 2000, 2025, 2018)
    with later:
        claim["year_to"] = choose.year("to", "Later year", 2000, 2025, 2019)
    if kind == "two values":
        claim["value_from"] = float(earlier.number_input("First number", min_value=0, value=125))
        claim["value_to"] = float(later.number_input("Second number", min_value=0, value=63))
        return claim
    ways = {"fall": "Fell", "rise": "Rose"}
    claim["direction"] = choose.one("direction", "Direction", ways, "fall")
    if kind == "percent":
        size = st.number_input("Percent", min_value=0.0, value=50.0)
        claim["percent"] = -size if claim["direction"] == "fall" else size
        about = choose.switch("about", "The claim says about, nearly or almost")
        claim["percent_qualifier"] = "approximately" if about else "exact"
    return claim


if mode == "made":
    made = claims.claims(ledger)
    names = dict(zip(made["claim_id"], made["statement"], strict=True))
    chosen = choose.one("claim", "Claim", names, "ppp-2014-prosecutions-50")
    claim = made.set_index("claim_id").loc[chosen]
    st.markdown(f"**{show.plain(claim.statement)}**, said in:")
    show.citations(catalogue.sources(ledger, [claim.source_id]))
    decide(claim.verdict, claims.evidence(ledger, chosen))
    if isinstance(claim.note, str):
        st.markdown(show.plain(claim.note))
    show.heading("All claims")
    show.numbers(made[["statement", "verdict", "area_name", "published", "note"]], "claims")
else:
    claim = entered(choose.one("kind", "What is claimed", KINDS, "change"))
    if "year_from" in claim and claim["year_from"] >= claim["year_to"]:
        show.nothing("The earlier year must come before the later one.")
        st.stop()
    decide(*claims.judge(ledger, claim))
