"""Every address of the API that is read, asked what its own description allows and forbids: nothing fails."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from starlette.testclient import TestClient

from dashboard.api.application import application

DESCRIPTION = application(lambda: None).openapi()
READ = [path for path, methods in DESCRIPTION["paths"].items() if "get" in methods]
ADDRESSES = schemathesis.openapi.from_dict(DESCRIPTION)


@pytest.fixture(scope="module")
def api(ledger) -> TestClient:
    return TestClient(application(lambda: ledger), raise_server_exceptions=False)


@pytest.mark.parametrize("path", READ)
@settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_question_makes_the_api_fail(api, path, data):
    mode = data.draw(st.sampled_from(list(GenerationMode)))
    question = data.draw(ADDRESSES[path]["GET"].as_strategy(generation_mode=mode))
    answer = api.get(question.formatted_path, params=question.query, headers=question.headers)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
