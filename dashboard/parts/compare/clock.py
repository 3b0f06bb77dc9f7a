"""What the law requires of the countries on the Watch List, and of those that fell from it."""

from dashboard.frames import groups
from dashboard.queries import compare
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said

RULE = (
    "The law (22 U.S.C. § 7107(b)(2)(D)–(F)) applied to each country's placements. A country on the Watch List for "
    "two consecutive years goes to Tier 3 in the next report unless it rises or the requirement is waived. A waiver "
    "lasts up to one year (up to two before the report of 2019). A country that used up its years, fell to Tier 3 "
    "and came back may stay one year only: how far this binds is a matter of reading. Years count from the report of "
    "2009. The ledger holds placements, not the waivers: a stay by waiver is inferred where the law allows the stay in "
    "no other way."
)


def draw(ledger: Database, report_year: int) -> None:
    show.prose(said(RULE))
    found = compare.clock(ledger, report_year)
    if found.empty:
        show.nothing(
            said("The {year} report places no country on the Watch List.").format(year=report_year)
        )
    for (wide, narrow), rows in groups(found, ["next_report", "next_report_narrow"]):
        asked = tiers_wording.next_report(wide, narrow, report_year)
        show.heading(asked)
        if wide != narrow:
            show.prose(said(tiers_wording.READING_OF_F))
        show.numbers(
            tiers_wording.clock_columns(rows),
            f"clock-{report_year}-{wide}-{narrow}",
            asked,
            finding=tiers_wording.due(rows, report_year),
        )

    listed = compare.discrepancies(ledger)
    by_reading = listed["discrepancy"] == "one_year_used_up_by_wide_reading"
    show.heading(said(tiers_wording.DISCREPANT))
    show.prose(said("To look into: the placement, its source, or the reading of the rule."))
    show.numbers(
        tiers_wording.discrepancy_columns(listed[~by_reading]),
        "clock-discrepancies",
        said(tiers_wording.DISCREPANT),
    )
    show.heading(
        said("{label}: {number}").format(
            label=said(tiers_wording.DISCREPANT_BY_READING), number=by_reading.sum()
        )
    )
    show.prose(said(tiers_wording.READING_OF_F))
    show.numbers(
        tiers_wording.discrepancy_columns(listed[by_reading]),
        "clock-by-reading",
        said(tiers_wording.DISCREPANT_BY_READING),
    )
