"""What is said of every ranked country's tier: what was not read is marked, and the law is not told as a placement."""

import re

import pytest

from dashboard.briefing.provenance import Notes
from dashboard.briefing.registers import Words
from dashboard.briefing.sections import standing
from dashboard.briefing.sections.headlines import standing as opening
from dashboard.briefing.sections.subject import Subject
from dashboard.queries import catalogue, country
from dashboard.wording import tiers

MARKS = {"direct": "", "derived": " (derived)", "press": " (press)"}


def text(blocks) -> str:
    return " ".join(part.text for block in blocks for part in block.parts)


@pytest.fixture(scope="module", params=["policy", "plain"])
def told(request, ledger):
    """The first sentence and the watch-list clock of every ranked country: country, placements, both texts."""
    words = Words(request.param)
    return [
        (subject, text([opening(subject)]), text(standing.clock(subject)))
        for iso3 in catalogue.ranked_countries(ledger)
        for subject in [Subject(ledger, Notes(ledger), iso3, 2000, 2100, words)]
    ]


def test_a_placement_that_was_not_read_is_marked_in_every_sentence(told):
    for subject, said, _ in told:
        last = subject.history.iloc[-1]
        assert f"{tiers.TIER_NAMES[last.tier]}{MARKS[last.basis]}" in said
        run = subject.history.tail(last.reports_in_tier)
        if len(run) > 1:
            counts = dict(run["basis"].value_counts())
            for basis, words in {"derived": "derived", "press": "from the press"}.items():
                counted = re.search(rf"(\d+) {words}", said)
                assert int(counted[1] if counted else 0) == counts.get(basis, 0), said


def test_the_sentence_on_a_country_page_marks_it_too(ledger):
    for iso3, name in catalogue.ranked_countries(ledger).items():
        history = country.tier_history(ledger, iso3)
        last = history.iloc[-1]
        said = tiers.tier_in(history, name)
        assert (
            f"{tiers.TIER_NAMES[last.tier]}{MARKS[last.basis]} in the {last.report_year} report"
            in said
        )


def test_a_run_of_one_report_is_not_told_as_a_span(told):
    for _, _, clock in told:
        for first, last in re.findall(r"from (\d{4}) to (\d{4})", clock):
            assert first < last, clock


def test_the_law_is_said_to_leave_the_tier_open_and_both_readings_stand_where_they_differ(
    ledger, told
):
    differ = set(
        ledger.table("""
            select iso3 from watch_list_clock
            where report_year = (select max(report_year) from tier_ranking)
              and next_report <> next_report_narrow
        """)["iso3"]
    )
    on_clock = [(subject, clock) for subject, _, clock in told if clock]
    assert differ <= {subject.iso3 for subject, _ in on_clock}
    for subject, clock in on_clock:
        assert re.search("open|does not say which", clock), clock
        assert ("narrow" in clock) == (subject.iso3 in differ), clock
