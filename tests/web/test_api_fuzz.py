"""The API under two thousand made-up requests: an answer or a problem, never a fault."""

from typing import Any

import pytest
import schemathesis
from browsing import Site
from hypothesis import HealthCheck, given, settings
from schemathesis import Case

from detente.web.app import create_app

pytestmark = pytest.mark.slow
EXAMPLES = 190  # an operation; there are eleven
PROBLEM = {"application/problem+json", "text/plain; charset=utf-8"}
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.function_scoped_fixture,
    HealthCheck.filter_too_much,
]


OPERATIONS = (
    "/api/v1/ledger", "/api/v1/events", "/api/v1/events/{event_id}", "/api/v1/stories",
    "/api/v1/stories/{story_id}", "/api/v1/articles", "/api/v1/articles/{article_id}",
    "/api/v1/dyads", "/api/v1/dyads/{a}/{b}", "/api/v1/actors/{actor_id}",
    "/api/v1/search",
)  # fmt: skip


@pytest.mark.parametrize("path", OPERATIONS)
def test_no_request_breaks_the_api(site: Site, path: str) -> None:
    api = schemathesis.openapi.from_url(f"{site.address}/api/v1/openapi.json")

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=SLOW,
    )  # fmt: skip
    @given(case=api[path]["GET"].as_strategy())
    def ask(case: Case[Any]) -> None:
        answer = case.call()
        assert answer.status_code < 500
        if answer.status_code >= 400:
            assert answer.headers["content-type"][0] in PROBLEM

    ask()


def test_the_description_names_every_operation(site: Site) -> None:
    described = create_app(site.path).openapi()["paths"]
    assert set(described) == set(OPERATIONS)
