"""The tools for assistants, asked by the protocol's own client over the served application."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.server import routes
from tests.awaited import awaited

T = TypeVar("T")


@pytest.fixture(scope="module")
def served(built) -> Starlette:
    """The application where it is served: below a path, beside the pages."""
    return Starlette(routes=routes("/tip"))


def with_client(served: Starlette, question: Callable[[Client], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=served)) as http:
            transport = streamable_http_client("http://test/tip/mcp", http_client=http)
            async with Client(transport) as client:
                return await question(client)

    return awaited(asked())


def ask(served: Starlette, tool: str, **arguments):
    return with_client(served, lambda client: client.call_tool(tool, arguments))


def told(served: Starlette, tool: str, **arguments) -> dict:
    answer = ask(served, tool, **arguments)
    assert not answer.is_error, answer.content
    return answer.structured_content


def test_six_tools_are_offered_and_none_writes(served):
    listed = with_client(served, lambda client: client.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    names = {"find_country", "tier_history", "figures", "compare_two_years", "check_claim", "cite"}
    assert set(tools) == names
    for tool in tools.values():
        assert tool.annotations is not None and tool.annotations.read_only_hint
        assert tool.description
    assert "ledger" not in tools["figures"].input_schema["properties"]


def test_a_country_is_found_by_a_former_name(served):
    assert told(served, "find_country", name="Burma")["places"][0]["place"] == "MMR"
    assert "KHM" in str(told(served, "find_country", name="Camboda")["did_you_mean"])


def test_figures_carry_citation_and_caveats(served, ledger):
    answer = told(served, "figures", area="Cambodia", measure="prosecutions")
    held = ledger.table(
        "select year, value from preferred_figure where area = 'KHM' and measure = 'prosecutions' and form = 'all' "
        "and strand = '' order by year"
    )
    assert [(r["year"], r["value"]) for r in answer["rows"]] == [
        (r.year, r.value) for r in held.itertuples()
    ]
    assert {r["source_id"] for r in answer["rows"]} <= set(answer["citations"])
    assert answer["caveats"]
    assert answer["edition"]["content_hash"]


def test_what_may_be_compared_is_and_what_may_not_is_refused(served, ledger):
    asked = {"area": "KHM", "measure": "prosecutions"}
    answer = told(served, "compare_two_years", **asked, earlier=2012, later=2013)
    assert answer["comparable"] and answer["change"] == -52
    assert "The Phnom Penh Post" in str(answer["citations"])
    absent = told(served, "compare_two_years", **asked, earlier=1980, later=2013)
    assert not absent["comparable"] and "not zero" in absent["refused"]
    bound = ledger.table(
        "select area, year from year_over_year where voice = 'preferred' and measure = 'convictions' and form = 'all' "
        "and strand = '' and qualifier = 'less_than' and value_before is not null order by area, year limit 1"
    ).iloc[0]
    refused = told(
        served,
        "compare_two_years",
        area=bound["area"],
        measure="convictions",
        earlier=int(bound["year"]) - 1,
        later=int(bound["year"]),
    )
    assert not refused["comparable"] and refused["refused"] and "change" not in refused


def test_a_tier_claim_is_judged_with_its_evidence(served):
    answer = told(served, "check_claim", area="Cambodia", asserts="tier", year_to=2014, tier="1")
    assert answer["verdict"] == "contradicted"
    assert answer["citations"] and answer["meaning"]


def test_tiers_and_citations(served, ledger):
    answer = told(served, "tier_history", area="Cambodia")
    assert len(answer["rows"]) == ledger.value(
        "select count(*) from tier_ranking where iso3 = 'KHM'"
    )
    source = answer["rows"][0]["source_id"]
    found = told(served, "cite", source_ids=[source, "nowhere"])
    assert found["citations"][0]["source_id"] == source and found["unknown"] == ["nowhere"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("figures", {"area": "Camboda", "measure": "convictions"}, "Cambodia"),
        ("figures", {"area": "ASEAN", "measure": "convictions"}, "ask for one"),
        ("figures", {"area": "KHM", "measure": "conviction"}, "convictions"),
        ("check_claim", {"area": "KHM", "asserts": "tier", "year_to": 2014}, "needs tier"),
    ],
)
def test_what_cannot_be_answered_says_what_it_may_be(served, tool, arguments, said):
    answer = ask(served, tool, **arguments)
    assert answer.is_error and said in answer.content[0].text


def test_only_questions_are_answered(built):
    client = TestClient(Starlette(routes=routes("")))
    assert client.get("/mcp").status_code == 405
    assert client.post("/mcp", content=b"x" * 100_000).status_code == 413


def test_an_assistant_is_told_what_is_held_against_a_figure_or_a_placement(served):
    tiers = str(told(served, "tier_history", area="United Kingdom")["caveats"])
    assert "Derived or from the press alone: 2022 and 2025 (press)." in tiers
    doubted = told(served, "figures", area="Peru", measure="victims_detected", first_year=2023)
    assert doubted["rows"][0]["doubt"] == "total_below_part"
    assert "The figure for 2023 is doubted: the same edition prints 398" in str(doubted["caveats"])
    referred = told(served, "figures", area="GBR", measure="victims_detected", first_year=2023)
    assert "something else than the measure's name says (referred)" in str(referred["caveats"])
    press = told(served, "figures", area="KHM", measure="convictions")["caveats"]
    assert any(said.startswith("Found in the press only: ") for said in press)
