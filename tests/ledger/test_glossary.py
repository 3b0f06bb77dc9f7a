"""Terms lead to the glossary, once each, and nothing else is touched."""

import re

import pytest

from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.wording.glossary import linked
from dashboard.wording.tiers import TIER_NAMES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cambodia: Tier 2 Watch List.",
            "Cambodia: [Tier 2 Watch List](/glossary#tier-2-watch-list).",
        ),
        (
            "A tier is a tier.",
            "A [tier](/glossary#tier) is a tier.",
        ),
        ("Frontier, unitary, sourced.", "Frontier, unitary, sourced."),
        ("`tier` and [a tier](/x) stay.", "`tier` and [a tier](/x) stay."),
        ("See https://example.org/tier.", "See https://example.org/tier."),
    ],
)
def test_the_first_mention_of_a_term_is_a_link(ledger, text, expected):
    assert linked(ledger, text) == expected


def test_links_lead_to_entries_that_stand_in_the_glossary(ledger):
    terms = catalogue.terms(ledger)
    text = " ".join([*terms["term"], *terms["also"].str.replace("|", " ")])
    assert set(re.findall(r"/glossary#([a-z0-9-]+)", linked(ledger, text))) == set(terms["term_id"])


def test_every_tier_and_every_headline_measure_is_explained(ledger):
    explained = set(catalogue.terms(ledger)["term"])
    assert set(TIER_NAMES.values()) <= explained
    labels = ledger.table("select distinct label from measure where summable = 'yes'")["label"]
    assert {"Prosecutions", "Convictions", "Investigations"} <= explained & set(labels)


def test_no_other_form_leads_to_two_entries(ledger):
    terms = catalogue.terms(ledger)
    spellings = [s.lower() for row in each(terms) for s in [row.term, *row.also.split("|")] if s]
    assert len(spellings) == len(set(spellings))


def test_definitions_are_exact_and_calm(ledger):
    for definition in catalogue.terms(ledger)["definition"]:
        assert definition.endswith(".") and "!" not in definition
