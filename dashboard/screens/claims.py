"""Claims in print, and a reader's own, against what the sources hold."""

import streamlit as st

from dashboard import choose, show, wording
from dashboard.database import ledger
from dashboard.queries import catalogue, claims

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
    "values": "It was this number",
    "zero": "It was none",
    "tier": "The country was on this tier",
}

book = ledger()
show.title("Claims", "A claim, and what the sources in the ledger say of it.")
mode = choose.view("view", "Claim", {"made": "Made in print", "own": "Enter your own"}, "made")


def decide(verdict: str, evidence) -> None:
    st.markdown(f"#### {MARKS[verdict]} {verdict[0].upper()}{verdict[1:]}")
    if verdict == "cannot be checked":
        st.markdown("No other source in the ledger decides this. That does not make it false.")
    if not evidence.empty:
        columns = ["year", "publisher", "value", "qualifier", "unit", "year_before", "value_before", "said",
                   "agrees", "decisive", "independent", "source_id"]  # fmt: skip
        show.numbers(evidence[columns].dropna(axis="columns", how="all"), "claim-evidence")
        show.citations(catalogue.sources(book, evidence["source_id"]))


if mode == "made":
    made = claims.claims(book)
    names = dict(zip(made["claim_id"], made["statement"], strict=True))
    chosen = choose.one("claim", "Claim", names, made["claim_id"].iat[0])
    claim = made.set_index("claim_id").loc[chosen]
    st.subheader(show.plain(claim.statement), anchor=False)
    show.citations(catalogue.sources(book, [claim.source_id]))
    decide(claim.verdict, claims.evidence(book, chosen))
    if isinstance(claim.note, str):
        st.markdown(show.plain(claim.note))
    st.subheader("All claims", anchor=False)
    show.numbers(made[["area_name", "statement", "verdict", "published", "note"]], "claims")
else:
    kind = choose.one("kind", "What is claimed", KINDS, "change")
    areas = (
        catalogue.ranked_countries(book) if kind == "tier" else catalogue.areas_with_figures(book)
    )
    entered: dict[str, object] = {"asserts": kind, "area": choose.one("area", "Area", areas, "KHM")}
    if kind == "tier":
        low, high = catalogue.report_years(book)
        entered["year_to"] = choose.year("year", "Report year", low, high, high)
        entered["tier"] = choose.one("tier", "Tier", wording.TIER_NAMES, "2WL")
    else:
        measures = catalogue.measures(book).set_index("measure")["label"].to_dict()
        entered["measure"] = choose.one("measure", "Measure", measures, "convictions")
        if kind in ("values", "zero"):
            entered["year_to"] = choose.year("year", "Year counted", 2000, 2025, 2019)
            if kind == "values":
                entered["value_to"] = float(
                    st.number_input("Number claimed", min_value=0, value=63)
                )
        else:
            entered["year_from"], entered["year_to"] = choose.years("Years compared", 2000, 2025)
            entered["direction"] = choose.one(
                "direction", "Direction", {"fall": "Fell", "rise": "Rose"}, "fall"
            )
            if kind == "percent":
                size = st.number_input("Percent", min_value=0.0, value=10.0)
                entered["percent"] = -size if entered["direction"] == "fall" else size
                about = choose.switch("about", "The claim says about, nearly or almost")
                entered["percent_qualifier"] = "approximately" if about else "exact"
    decide(*claims.judge(book, entered))
    st.caption(
        "A percentage agrees within one point, or within five where the claim says about. Only exact figures of one "
        "publisher and unit are compared; a figure that is a bound can contradict a claim and never supports it."
    )
