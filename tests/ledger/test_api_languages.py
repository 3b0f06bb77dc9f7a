"""The API in the language that `lang` asks for: names and messages are said in it, codes and figures stay."""

import io
import re
import xml.etree.ElementTree as xml
import zipfile
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.server import routes
from dashboard.wording import language
from tests.ledger import pseudo
from tests.ledger.briefing.test_languages import ENGLISH_WORDS

OTHERS = [code for code in language.LANGUAGES if code != language.ENGLISH]
TABLES = "tiers?area=CIV,MEX figures?area=KHM&limit=50 series?area=KHM,CIV cases?area=MEX claims coverage?area=MEX"


@pytest.fixture(scope="module")
def client(built) -> TestClient:
    return TestClient(Starlette(routes=routes("/tip")), base_url="http://test/tip/")


@pytest.mark.parametrize("code", OTHERS)
def test_a_refusal_is_told_in_the_language(client, code):
    for ask in (client.get, client.delete):
        english, told = (ask(f"api/v1/{at}").json() for at in ("nowhere", f"nowhere?lang={code}"))
        assert told["title"] != english["title"]
        assert told["detail"] != english["detail"]
    english, told = (client.delete(f"api/v1/tiers?lang={lang}").json() for lang in ("en", code))
    assert (english["status"], told["status"]) == (405, 405)
    assert told["title"] != english["title"]
    assert told["detail"] != english["detail"]


def test_a_refusal_without_words_of_ours_is_told_too(client):
    refused = client.post(
        "api/v1/sql", content=b"\xff", headers={"content-type": "application/json"}
    )
    assert (refused.status_code, refused.json()["title"]) == (400, "Bad Request")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("address", TABLES.split())
def test_codes_and_figures_are_those_of_the_english_answer(client, address, code):
    joined = "&" if "?" in address else "?"
    english = client.get(f"api/v1/{address}").json()["data"]
    told = client.get(f"api/v1/{address}{joined}lang={code}").json()["data"]
    names = {"name", "country", "area_name", "label", "counted_as"}
    assert english

    def codes(rows: list[dict]) -> list[dict]:
        kept = [{k: v for k, v in row.items() if k not in names} for row in rows]
        return sorted(kept, key=repr)

    assert codes(told) == codes(english)


def test_names_are_those_of_the_language(client):
    def named(code: str) -> set[str]:
        rows = client.get(f"api/v1/series?area=KHM&measure=convictions&lang={code}").json()["data"]
        return {row["name"] for row in rows}

    # One after the other: what was answered in one language is not answered in the next.
    assert [named(code) for code in ("en", "fr", "es", "en")] == [
        {"Cambodia"},
        {"Cambodge"},
        {"Camboya"},
        {"Cambodia"},
    ]


@pytest.mark.parametrize(
    "address",
    [
        "api/v1/tiers?tier=9",
        "api/v1/tiers?area=Nowhereland",
        "api/v1/series?from=2020&to=2010",
        "api/v1/series?limit=0",
        "api/v1/series?format=xml",
        "api/v1/series?colour=red",
        "api/v1/cases/none-such",
        "api/v1/coverage?view=region&area=KHM",
        "api/v1/edition-changes?since=00000000",
        "data/country/nothing.csv",
        "data/country/tier-history.doc",
    ],
)
def test_what_cannot_be_answered_is_told_in_the_language(client, address):
    joined = "&" if "?" in address else "?"
    answers = {code: client.get(f"{address}{joined}lang={code}") for code in language.LANGUAGES}
    assert len({answer.status_code for answer in answers.values()}) == 1
    told = [answer.json()["detail"] for answer in answers.values()]
    assert len(set(told)) == len(language.LANGUAGES), told
    faults = [
        [fault["parameter"] for fault in answer.json()["errors"]] for answer in answers.values()
    ]
    assert faults[0] == faults[1] == faults[2]


def test_a_statement_of_sql_without_an_answer_is_explained_in_the_language(client):
    told = client.post("api/v1/sql?lang=fr", json={"sql": "select valu from figure"}).json()
    assert told["detail"].startswith("Il n'y a pas de colonne valu")
    assert told["errors"][0]["detail"] == "column"


def test_a_language_that_nobody_speaks_is_refused_with_those_there_are(client):
    answer = client.get("api/v1/tiers?lang=de")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["allowed"] == list(language.LANGUAGES)


@pytest.mark.parametrize("code", OTHERS)
def test_a_part_of_a_page_is_taken_along_in_the_language(client, code):
    english = client.get("data/changes/editions.zip")
    told = client.get(f"data/changes/editions.zip?lang={code}")
    read = [
        zipfile.ZipFile(io.BytesIO(answer.content)).read("README.txt").decode()
        for answer in (english, told)
    ]
    assert read[1] != read[0]
    with language.speak(code):
        assert language.said("Cite as") in read[1]


def test_the_feed_speaks_the_language(client):
    titles = {
        code: "".join(xml.fromstring(client.get(f"changes.atom?lang={code}").content)[1].itertext())
        for code in language.LANGUAGES
    }
    assert titles["fr"].endswith("ce qui a changé") and len(set(titles.values())) == 3


@pytest.mark.parametrize(
    ("address", "accept", "told"),
    [
        ("api/v1/series?area=KHM&measure=convictions", "application/json", "en"),
        ("api/v1/series?area=KHM&measure=convictions", "text/html,*/*", "fr"),
        ("api/v1/series?area=KHM&measure=convictions&lang=es", "text/html,*/*", "es"),
        ("data/country?area=KHM", "text/html,*/*", "fr"),
        ("data/country?area=KHM", "*/*", "en"),
    ],
)
def test_a_browser_is_answered_in_its_language_and_a_program_in_that_of_the_address(
    client, address, accept, told
):
    answer = client.get(address, headers={"accept": accept, "accept-language": "fr-CA,en;q=0.5"})
    assert answer.headers["content-language"] == told
    assert "Accept-Language" in answer.headers["vary"]
    in_others = [client.get(f"{address}&lang={code}").json() for code in ("fr", "en")]
    if "lang" not in address:
        assert [answer.json() == other for other in in_others] == [told == "fr", told == "en"]
    # Who has the answer in one language does not have it in another.
    held = {"if-none-match": answer.headers["etag"], "accept-language": "es", "accept": "text/html"}
    again = client.get(address, headers=held)
    assert again.status_code == (304 if told == "es" else 200)


def descriptions(schema) -> Iterator[str]:
    """What a schema says to people."""
    if isinstance(schema, dict):
        for name, part in schema.items():
            if name == "description" and isinstance(part, str):
                yield part
            else:
                yield from descriptions(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from descriptions(part)


@pytest.fixture(scope="module")
def reference_in_pseudo(client) -> Iterator[TestClient]:
    with pseudo.offered():
        yield client


def left_in_english(text: str) -> list[str]:
    """Words without an accent that are no code, name or address."""
    told = re.sub(r"<style>.*?</style>|<code>.*?</code>|<[^>]*>|`[^`]*`", " ", text, flags=re.S)
    return pseudo.untranslated(
        told, (*pseudo.PROPER, *pseudo.FORMATS, *language.LANGUAGES.values())
    )


def test_the_description_of_the_api_is_whole_in_every_language(reference_in_pseudo):
    told = reference_in_pseudo.get(f"api/v1/openapi.json?lang={pseudo.CODE}").json()
    said = list(descriptions(told))
    assert len(said) > 100
    assert not [text for text in said if left_in_english(text)]
    page = reference_in_pseudo.get(f"api/v1/?lang={pseudo.CODE}").text
    assert f'<html lang="{pseudo.CODE}">' in page
    assert not left_in_english(page)


@pytest.mark.parametrize("code", OTHERS)
def test_the_reference_is_told_in_the_language_with_the_parameters_of_the_english_one(client, code):
    english, told = (client.get(f"api/v1/openapi.json?lang={c}").json() for c in ("en", code))
    assert not [
        text for text in descriptions(told) if ENGLISH_WORDS.search(re.sub("`.*?`", "", text))
    ]
    in_place = [dict(schema) for schema in (english, told)]

    def without(schema):
        if isinstance(schema, dict):
            return {
                k: without(v)
                for k, v in schema.items()
                if not (k == "description" and isinstance(v, str))
            }
        return [without(part) for part in schema] if isinstance(schema, list) else schema

    assert without(in_place[0]) == without(in_place[1])
    page = client.get("api/v1/", headers={"accept": "text/html", "accept-language": code})
    assert page.headers["content-language"] == code
    assert (
        f'<html lang="{code}">' in page.text
        and f'lang="{code}" hreflang="{code}" aria-current="true"' in page.text
    )
    assert {path for path in told["paths"] if f"{path}</code></h2>" not in page.text} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_the_tools_of_assistants_are_told_in_the_language_of_their_address(client, code):
    def asked(method: str, **parameters):
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        accept = {"accept": "application/json, text/event-stream"}
        return client.post(f"mcp?lang={code}", json=asked, headers=accept).json()["result"]

    tools = asked("tools/list")["tools"]
    texts = [text for tool in tools for text in descriptions(tool)]
    assert len(texts) > 15 and not [
        text for text in texts if ENGLISH_WORDS.search(re.sub("`.*?`", "", text))
    ]
    history = asked("tools/call", name="tier_history", arguments={"area": "KHM"})[
        "structuredContent"
    ]
    assert history["rows"][0]["name"] == {"fr": "Cambodge", "es": "Camboya"}[code]
    assert not ENGLISH_WORDS.search(" ".join(history["caveats"]))
