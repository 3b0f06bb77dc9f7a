"""A verdict is told with the figures that decide it, in words."""

import pytest

from dashboard.queries import claims
from dashboard.queries.database import Database
from dashboard.wording import claims as verdict


def told(ledger: Database, claim_id: str) -> list[tuple[str, str]]:
    table = verdict.evidence_columns(claims.evidence(ledger, claim_id))
    return list(table[["Says", "Weighs"]].itertuples(index=False, name=None))


def test_two_accounts_of_one_figure_are_weighed_by_the_change_itself(ledger: Database) -> None:
    figures = "15,310 victims, up 44.5 % from 10,598 in 2015"
    assert told(ledger, "greta-2020-44-percent") == [
        (figures, "not counted: the claim's own source")
    ]
    assert told(ledger, "childhub-2020-nearly-50-percent") == [(figures, "against")]


def test_what_only_the_article_says_is_shown_and_not_counted(ledger: Database) -> None:
    assert told(ledger, "ppp-2014-prosecutions-50") == [
        ("102 cases", "not counted: the claim's own source"),
        ("50 cases", "not counted: the claim's own source"),
        ("a fall against 2012, without numbers", "for, in words, the press"),
    ]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ({"asserts": "tier", "year_to": 2014, "tier": "2"}, ("Tier 2 Watch List", "against")),
        (
            {
                "asserts": "values",
                "measure": "convictions",
                "unit": "persons",
                "year_to": 2016,
                "value_to": 100.0,
            },
            ("at least 100 persons", "cannot decide: a limit, or only about right"),
        ),
    ],
)
def test_evidence_on_an_entered_claim(ledger: Database, claim: dict, words: tuple) -> None:
    _, evidence = claims.judge(ledger, {"area": "KHM", **claim})
    table = verdict.evidence_columns(evidence)
    assert list(table[["Says", "Weighs"]].itertuples(index=False, name=None)) == [words]


def test_every_verdict_is_explained(ledger: Database) -> None:
    codes = set(ledger.table("select unnest(enum_range(null::verdict))::varchar as code")["code"])
    assert codes == set(verdict.MEANING) == set(verdict.FINDINGS)


def test_what_only_the_press_says_is_told_with_its_names(ledger: Database) -> None:
    found = claims.claims(ledger).set_index("claim_id")["verdict"]
    evidence = claims.evidence(ledger, "ppp-2014-prosecutions-second-fall")
    assert verdict.finding(found["ppp-2014-prosecutions-second-fall"], evidence) == (
        "found in the press only, in words without numbers: The Cambodia Daily, VOA Khmer"
    )
