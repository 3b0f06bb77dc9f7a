"""What is counted apart stands under its own name, and never under the measure's."""

from dashboard.queries.strands import strands
from dashboard.wording import strands as wording


def test_every_strand_of_the_ledger_has_a_name(ledger):
    found = strands(ledger, [], [], 0, 9999)
    names = set(wording.table(found)["measure"])
    assert {"Potential victims", "Referred potential victims", "Victims assisted"} <= names
    assert not names & set(ledger.table("select label from measure")["label"]) - {
        "Victims assisted"
    }


def test_referrals_of_the_united_kingdom_are_a_series_of_their_own(ledger):
    found = strands(ledger, ["GBR"], ["victims_identified"], 0, 9999)
    assert set(found["strand"]) == {"referred"} and len(found) == 8
    [said] = wording.sentences(found)
    assert said.startswith("**Referred potential victims:** ")
    assert (
        ledger.value(
            "select count(*) from preferred_figure where area = 'GBR' and measure = 'victims_identified'"
        )
        == 0
    )
