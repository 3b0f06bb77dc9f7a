"""A claim that a reader enters is judged by the figures, and by the same rules as a claim in the table."""

import pytest

from dashboard.queries import claims
from dashboard.queries.database import Database
from dashboard.wording import claims as wording

CONVICTIONS = {"area": "KHM", "measure": "convictions", "unit": "persons"}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({**CONVICTIONS, "asserts": "values", "year_to": 2018, "value_to": 125.0}, "supported"),
        ({**CONVICTIONS, "asserts": "values", "year_to": 2018, "value_to": 126.0}, "contradicted"),
        # 2016 is printed as "at least 100": it can contradict, never support.
        (
            {**CONVICTIONS, "asserts": "values", "year_to": 2016, "value_to": 100.0},
            "undecided",
        ),
        ({**CONVICTIONS, "asserts": "values", "year_to": 2016, "value_to": 99.0}, "contradicted"),
        # Only one of the two values is held.
        (
            {
                **CONVICTIONS,
                "asserts": "values",
                "year_from": 2021,
                "value_from": 70.0,
                "year_to": 2019,
                "value_to": 63.0,
            },
            "undecided",
        ),
        (
            {
                **CONVICTIONS,
                "asserts": "change",
                "year_from": 2018,
                "year_to": 2019,
                "direction": "fall",
            },
            "supported",
        ),
        (
            {
                **CONVICTIONS,
                "asserts": "change",
                "year_from": 2018,
                "year_to": 2019,
                "direction": "rise",
            },
            "contradicted",
        ),
        # Known from the State Department for 2015, from UNODC for 2019: not compared.
        (
            {
                **CONVICTIONS,
                "asserts": "change",
                "year_from": 2015,
                "year_to": 2019,
                "direction": "rise",
            },
            "undecided",
        ),
        ({"area": "THA", "asserts": "tier", "year_to": 2014, "tier": "3"}, "supported"),
        ({"area": "THA", "asserts": "tier", "year_to": 2014, "tier": "2"}, "contradicted"),
    ],
)
def test_the_verdict_follows_the_figures(
    ledger: Database, claim: dict[str, object], verdict: str
) -> None:
    said, evidence = claims.judge(ledger, claim)
    assert said == verdict
    assert evidence["source_id"].notna().all()


def test_every_claim_of_the_table_gets_the_same_verdict_when_entered(
    ledger: Database,
) -> None:
    columns = [name for name in claims.CLAIM if name != "publisher"]
    held = ledger.table(f"select {', '.join(columns)} from claim")
    verdicts = claims.claims(ledger).set_index("claim_id")["verdict"]
    for row in held.to_dict("records"):
        entered = {
            str(name): value
            for name, value in row.items()
            if value == value and value is not None and str(value) not in ("None", "nan", "<NA>")
        }
        said, _ = claims.judge(ledger, entered)
        assert said == verdicts[row["claim_id"]], row["claim_id"]


def test_the_two_accounts_of_one_european_figure(ledger: Database) -> None:
    verdicts = claims.claims(ledger).set_index("claim_id")["verdict"]
    assert verdicts["greta-2020-44-percent"] == "own_only"
    assert verdicts["childhub-2020-nearly-50-percent"] == "contradicted"


def test_an_unknown_column_is_refused(ledger: Database) -> None:
    with pytest.raises(ValueError, match="colour"):
        claims.judge(ledger, {"colour": "red"})


def test_who_makes_an_entered_claim_does_not_support_it(ledger: Database) -> None:
    claim = {**CONVICTIONS, "asserts": "values", "year_to": 2018, "value_to": 125.0}
    assert claims.judge(ledger, claim)[0] == "supported"
    assert claims.judge(ledger, {**claim, "publisher": "UNODC"})[0] == "own_only"


def test_a_claim_that_was_right_when_it_was_made_is_told_so(ledger: Database) -> None:
    """Brazil's prosecutions of 2022: 21 in UNODC's edition of April 2025, 0 in that of November."""
    claim = {
        "area": "BRA", "measure": "prosecutions", "unit": "persons", "asserts": "values", "year_to": 2022, "value_to": 21.0,
    }  # fmt: skip
    verdict, evidence = claims.judge(ledger, claim)
    assert verdict == "superseded"
    assert wording.finding(verdict, evidence) == (
        "right when it was made, replaced since: printed in April 2025; November 2025 has 0 persons"
    )


REFERRALS = {"area": "GBR", "measure": "victims_detected"}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        # UNODC prints the United Kingdom's referrals as detected victims: they decide nothing of detected ones.
        ({"asserts": "values", "year_to": 2023, "value_to": 17004.0}, "undecided"),
        (
            {"asserts": "values", "year_to": 2023, "value_to": 17004.0, "counted": "referred"},
            "supported",
        ),
        (
            {"asserts": "change", "year_from": 2016, "year_to": 2017, "direction": "rise"},
            "undecided",
        ),
    ],
)
def test_a_figure_that_counts_something_else_decides_nothing(
    ledger: Database, claim, verdict
) -> None:
    said, found = claims.judge(ledger, REFERRALS | {"unit": "persons"} | claim)
    assert said == verdict
    assert set(found["weight"]) == ({"decides"} if verdict == "supported" else {"counts_else"})


@pytest.mark.parametrize(("way", "verdict"), [("rise", "supported"), ("fall", "contradicted")])
def test_a_percentage_goes_the_way_that_is_claimed(
    ledger: Database, way: str, verdict: str
) -> None:
    detected = {"area": "KHM", "measure": "victims_detected", "asserts": "percent"}
    claim = detected | {"year_from": 2019, "year_to": 2020, "percent": 2.4, "direction": way}
    assert claims.judge(ledger, claim)[0] == verdict


def test_who_makes_a_claim_is_known_in_any_case(ledger: Database) -> None:
    claim = CONVICTIONS | {"asserts": "values", "year_to": 2018, "value_to": 125.0}
    assert claims.judge(ledger, claim | {"publisher": "unodc"})[0] == "own_only"
