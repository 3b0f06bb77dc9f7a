"""Both registers say the same: the same numbers with the same footnotes, in other words."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from dashboard.briefing import registers
from dashboard.briefing.country import country_briefing
from dashboard.briefing.model import Briefing, Chart, Figure, Sentence, Table
from dashboard.briefing.writers import pdf
from dashboard.queries.database import Database

SAMPLE = ["KHM", "THA", "GBR", "DEU", "PER", "CUW", "SOM", "USA", "IND", "MYS", "AFG", "ITA"]


def stated(briefing: Briefing) -> list[tuple[Counter[str], tuple[int, ...], tuple[float, ...]]]:
    """Of each sentence, cell and chart: its numbers, its footnotes in order, the exact values."""
    return [
        (
            Counter(re.findall(r"\d[\d,.]*(?<![,.])", " ".join(f.text for f in figures))),
            tuple(note for f in figures for note in f.notes),
            tuple(f.value for f in figures if f.value is not None),
        )
        for figures in pieces(briefing)
    ]


def pieces(briefing: Briefing) -> Iterator[tuple[Figure, ...]]:
    tier, *others = briefing.headlines
    yield tier.parts[:1]  # what the tier means is said in the plain register alone
    yield from (sentence.parts for sentence in others)
    for section in briefing.sections:
        if section.small:
            continue
        for block in section.blocks:
            if isinstance(block, Sentence):
                yield block.parts
            elif isinstance(block, Table):
                yield from ((cell,) for row in block.rows for cell in row)
            else:
                yield (Figure(block.alt, block.notes),)


@pytest.mark.parametrize("iso3", SAMPLE)
def test_both_registers_state_the_same_numbers_with_the_same_footnotes(
    ledger: Database, iso3: str
) -> None:
    plain, policy = (country_briefing(ledger, iso3, register=r) for r in ("plain", "policy"))
    assert stated(plain) == stated(policy)
    assert plain.sources == policy.sources
    assert [c for c in plain.charts if isinstance(c, Chart)] == policy.charts
    assert not {s.text for s in plain.headlines} & {s.text for s in policy.headlines}


def test_each_phrase_is_written_in_both_registers() -> None:
    plain, policy = (
        {phrase.partition("/")[0] for phrase in phrases}
        for phrases in (registers.PLAIN, registers.POLICY)
    )
    assert plain == policy


@pytest.mark.parametrize("iso3", SAMPLE)
def test_the_plain_register_explains_the_tiers_it_names(ledger: Database, iso3: str) -> None:
    made = country_briefing(ledger, iso3, register="plain")
    told = " ".join(s.text for s in made.headlines) + " ".join(
        b.text for s in made.sections if s.small for b in s.blocks if isinstance(b, Sentence)
    )
    meanings = ledger.table("select term, definition from term").set_index("term")["definition"]
    named = {
        series.partition(" (")[0]
        for chart in made.charts
        if chart.kind == "strip"
        for series in chart.series
    }
    assert named
    for term in {*named, "Tier", "Prosecutions", "UNODC"}:
        assert meanings[term] in told, term


def test_the_policy_register_explains_no_terms(ledger: Database) -> None:
    assert not [s for s in country_briefing(ledger, "KHM").sections if s.small]


@pytest.mark.parametrize(("iso3", "pages"), [("THA", 2), ("CIV", 2), ("DEU", 2), ("SOM", 1)])
def test_a_plain_briefing_is_as_short(ledger: Database, iso3: str, pages: int) -> None:
    assert len(pdf.pages(country_briefing(ledger, iso3, register="plain"))) == pages


def opening(ledger: Database, iso3: str, register: str) -> str:
    briefing = country_briefing(ledger, iso3, sections=(), register=register)
    return " ".join(
        "".join(part.text for part in sentence.parts) for sentence in briefing.headlines
    )


@pytest.mark.parametrize(
    ("iso3", "policy", "plain"),
    [
        (
            "CHN",
            "convictions: 2,400 persons in 2018, up 27 % from 1,884 in 2017 (the last figure is of 2018; nothing since)",
            "That is up 27 % from 1,884 in 2017. The last figure is of 2018; nothing since.",
        ),
        (
            "PER",
            "(doubted: the same edition prints 398 for a part of it (female, adults); no change on 2022",
            "This figure is doubted: the same edition prints 398 for a part of it (female, adults).",
        ),
        (
            "USA",
            "210 persons in fiscal year 2024",
            "In fiscal year 2024, 210 persons were convicted.",
        ),
    ],
)
def test_the_headlines_say_what_is_to_be_known_of_a_figure(ledger, iso3, policy, plain):
    assert policy in opening(ledger, iso3, "policy")
    assert plain in opening(ledger, iso3, "plain")


def test_one_alone_is_told_in_the_singular(ledger):
    assert "1 trafficker was convicted" in opening(ledger, "SUR", "plain")
    assert "1 trafficker in" in opening(ledger, "SUR", "policy")
