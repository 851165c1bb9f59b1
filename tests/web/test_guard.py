"""Who may ask: host names, origins, tokens, and the headers of every answer."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asking import ask
from browsing import Site, served
from routes import FILES, pages_of

from detente.web.serve import NoPort, TokenNeeded, address_of, listening
from detente.web.settings import Settings

pytestmark = pytest.mark.slow


def test_every_answer_forbids_scripts_of_others_and_framing(site: Site) -> None:
    for path in [
        *pages_of(site.path),
        *FILES,
        "/static/desk.css",
        "/nothing",
        "/api/v1/ledger",
    ]:
        answer, _ = ask(site, path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'"), path
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_every_page_and_file_answers(site: Site) -> None:
    for path in [*pages_of(site.path)[:-1], *FILES]:
        answer, body = ask(site, path)
        assert (answer.status, bool(body)) == (200, True), path


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[", "0.0.0.0"]
)
def test_another_host_name_is_not_answered(site: Site, host: str) -> None:
    answer, _ = ask(site, "/", headers={"Host": host})
    assert answer.status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    writable: Site, headers: dict[str, str]
) -> None:
    answer, _ = ask(writable, "/review", method="POST", headers=headers)
    assert answer.status == 403


def test_without_write_there_is_no_review(site: Site) -> None:
    assert ask(site, "/review")[0].status == 404
    assert ask(site, "/review", method="POST")[0].status == 404


def test_a_token_keeps_others_out_and_stays_in_a_cookie(example_ledger: Path) -> None:
    with served(example_ledger, token="open-sesame") as guarded:
        at = Site(address=guarded.address.partition("?")[0], path=example_ledger)
        assert ask(at, "/")[0].status == 401
        assert ask(at, "/?token=guess")[0].status == 401
        first, _ = ask(at, "/?token=open-sesame")
        assert (first.status, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        port = urlsplit(guarded.address).port
        assert cookie.startswith(f"detente-{port}=")
        again, _ = ask(at, "/timeline", headers={"Cookie": cookie.partition(";")[0]})
        assert again.status == 200
        bearer, _ = ask(at, "/", headers={"Authorization": "Bearer open-sesame"})
        assert bearer.status == 200
        bare, _ = ask(at, "/", headers={"Authorization": "Basic open-sesame"})
        assert bare.status == 401
        feed, text = ask(at, "/timeline.atom?status=denied&token=open-sesame")
        assert feed.status == 200
        assert b"status=denied" in text
        assert b"open-sesame" not in text


def test_a_token_may_be_of_any_words(example_ledger: Path) -> None:
    with served(example_ledger, token="öffne dich; & mehr") as guarded:
        at = Site(address=guarded.address.partition("?")[0], path=example_ledger)
        first, _ = ask(at, f"/?{urlsplit(guarded.address).query}")
        cookie = first.headers["set-cookie"].partition(";")[0]
        assert ask(at, "/", headers={"Cookie": cookie})[0].status == 200


@pytest.mark.parametrize("token", [None, ""])
def test_another_host_than_this_machine_needs_a_token(token: str | None) -> None:
    everywhere = Settings(host="0.0.0.0", port=0, token=token)
    with pytest.raises(TokenNeeded, match="can be reached"), listening(everywhere):
        pass


def test_listening_everywhere_it_answers_to_numbers_and_to_no_strange_name() -> None:
    everywhere = Settings(host="0.0.0.0", token="x")
    assert everywhere.answers_to("192.0.2.7")
    assert everywhere.answers_to("2001:db8::7")
    assert not everywhere.answers_to("evil.example")
    assert not Settings().answers_to("192.0.2.7")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_everywhere_the_address_told_can_be_opened(host: str) -> None:
    settings = Settings(host=host, token="x")
    told = urlsplit(address_of(settings, 80))
    assert told.hostname not in {None, "0.0.0.0", "::"}
    assert settings.answers_to(told.hostname or "")
    assert told.query == "token=x"


def test_two_desks_on_one_host_keep_their_tokens_apart(example_ledger: Path) -> None:
    with (
        served(example_ledger, token="one") as first,
        served(example_ledger, token="two") as second,
    ):
        desks = [
            (Site(address=one.address.partition("?")[0], path=example_ledger), token)
            for one, token in ((first, "one"), (second, "two"))
        ]
        cookies = [
            ask(desk, f"/?token={token}")[0].headers["set-cookie"].partition(";")[0]
            for desk, token in desks
        ]
        both = {"Cookie": "; ".join(cookies)}
        assert [ask(desk, "/", headers=both)[0].status for desk, _ in desks] == [
            200
        ] * 2
        crossed = {"Cookie": cookies[1]}
        assert ask(desks[0][0], "/", headers=crossed)[0].status == 401


def test_a_head_is_answered_as_a_get_without_its_body(site: Site) -> None:
    for path in ("/", "/timeline.csv", "/api/v1/ledger", "/static/desk.css"):
        answer, body = ask(site, path, method="HEAD")
        assert (answer.status, body) == (200, b""), path
        assert int(answer.headers["content-length"]) > 0


def test_another_method_is_told_which_there_is(site: Site) -> None:
    answer, _ = ask(site, "/timeline", method="DELETE")
    assert (answer.status, answer.headers["allow"]) == (405, "GET")


def test_a_port_that_is_taken_is_told() -> None:
    with listening(Settings(port=0)) as (listener, _):
        taken = Settings(port=listener.getsockname()[1])
        with pytest.raises(NoPort, match="cannot listen here"), listening(taken):
            pass


def test_a_port_that_there_cannot_be_is_told() -> None:
    none = Settings(port=99_999)
    with pytest.raises(NoPort, match="cannot listen here"), listening(none):
        pass


@pytest.mark.parametrize(
    "path",
    ["/timeline?type=NOPE", "/timeline?since=tomorrow", "/timeline?page=0",
     "/timeline?least=2", "/dyad/ISR/XXX", "/dyad/ISR/ISR", "/event/evt_", "/story/none",
     "/timeline.exe", "/map.exe", "/graph.exe", "/actor/nobody", "/event/%F4%8F%BF%BF", "/article/%ED%9F%BF", "/article/none",
     "/timeline?" + "x=" + "y" * 5000, "/?" + "x=&" * 200 + "y" * 5000, "/dyads.exe",
     "/dyad/ISR/TUR?as_of=9999-12-31"],
)  # fmt: skip
def test_a_wrong_question_gets_a_page_that_says_so(site: Site, path: str) -> None:
    answer, body = ask(site, path)
    assert answer.status in {400, 404}
    assert b"Back to the first page" in body
    assert b"Traceback" not in body


def test_behind_the_last_page_the_list_says_where_it_ends(site: Site) -> None:
    answer, body = ask(site, "/timeline?page=49")
    assert answer.status == 200
    assert b"This list ends on page" in body
    assert b"No event is like that" not in body


def test_many_parameters_are_no_error(site: Site) -> None:
    assert ask(site, "/timeline?" + "x=1&" * 300)[0].status == 200


def test_the_api_tells_problems_as_problem_json(site: Site) -> None:
    for path in ("/api/v1/events?nope=1", "/api/v1/events/none", "/api/v1/nothing",
                 "/api/v1/events?limit=0", "/api/v1/events?a=ISR"):  # fmt: skip
        answer, body = ask(site, path)
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(body)["status"] == answer.status


def test_a_cursor_walks_every_event_once(site: Site) -> None:
    whole = json.loads(ask(site, "/api/v1/events?limit=500")[1])
    seen, cursor = [], ""
    while True:
        page = json.loads(ask(site, f"/api/v1/events?limit=7{cursor}")[1])
        seen += [one["event_id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [one["event_id"] for one in whole["items"]]
