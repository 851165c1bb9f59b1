"""What each page promises beside its list: changes, voices, feeds, empty states."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import ask
from browsing import Site, Visit, served
from lxml import etree

from detente.api import Ledger
from detente.ledger.read import Wanted
from detente.views.bearings import said_of

pytestmark = pytest.mark.slow
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(site: Site, path: str) -> str:
    answer, body = ask(site, path)
    assert answer.status == 200, path
    return body.decode()


def card(text: str, title: str) -> str:
    """The section of a page under a heading."""
    return text.partition(f"<h2>{title}")[2].partition("</section>")[0]


def test_what_changed_since_a_day_tells_from_what_to_what(site: Site) -> None:
    wide = card(text_of(site, "/dyad/EGY/TUR?changed=2023-04-01"), "What changed since")
    assert re.search(r'</span> → <span class="status', wide)
    late = card(text_of(site, "/dyad/EGY/TUR?changed=2099-01-01"), "What changed since")
    assert "Nothing new was told" in late
    answer, body = ask(site, "/dyad/EGY/TUR?changed=soon")
    assert (answer.status, b"expected a day" in body) == (400, True)


def test_the_form_of_since_keeps_the_filters(site: Site) -> None:
    text = text_of(site, "/dyad/EGY/TUR?status=happened&since=2013-01-01")
    form = re.search(r'<form class="asof"[^>]*#changes">.*?</form>', text, re.DOTALL)
    assert form is not None
    assert 'name="status" value="happened"' in form[0]
    assert 'name="since" value="2013-01-01"' in form[0]


def test_who_speaks_stands_by_side(site: Site) -> None:
    text = card(text_of(site, "/dyad/EGY/TUR"), "Who speaks")
    egypt, _, turkey = text.partition("for Turkey")
    assert "for Egypt" in egypt
    assert "Sameh Shoukry" in egypt
    assert "Mevlüt Çavuşoğlu" in turkey
    assert 'href="/search?q=by%3A' in text


def test_responses_that_texts_tell_are_drawn(site: Site) -> None:
    with Ledger.open(site.path, "r") as ledger:
        for a, b in ledger.pairs():
            events = ledger.events(Wanted(pair=(a, b)))
            dated = {e.id for e in events if e.dating and not e.dating.interval.is_open}
            said = [
                one for one in said_of(ledger, events)
                if {one.event_id, one.other_id} <= dated
            ]  # fmt: skip
            if said:
                break
    assert said
    text = text_of(site, f"/dyad/{a}/{b}?since=1900-01-01")
    assert text.count('<path class="response"') >= 1


def test_what_was_reviewed_is_told_from_what_was_not(writable: Site) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        report = ledger.doubtful(1)[0]
        event_id = ledger.event_ids([report.id])[report.id]
        seen, n_events = ledger.revision().n_entries, ledger.counts().events
    form = {"answer": "accept", "by": "Ada", "report": report.id, "seen": str(seen)}
    assert ask(writable, "/review", form=form)[0].status == 303
    _, text = ask(writable, "/timeline.json?reviewed=yes")
    assert [one["event_id"] for one in json.loads(text)] == [event_id]
    _, text = ask(writable, "/timeline.json?reviewed=no")
    ids = {one["event_id"] for one in json.loads(text)}
    assert (len(ids), event_id in ids) == (n_events - 1, False)
    assert "1 event, the latest" in text_of(writable, "/timeline?reviewed=yes")
    home = card(text_of(writable, "/"), "What changed")
    assert "Ada: change" in home


def test_a_dot_opens_its_quotes_below_the_picture(
    site: Site, visit: Callable[..., Visit]
) -> None:
    page = visit().page
    page.goto(f"{site.address}/dyad/EGY/TUR")
    dot = page.locator("svg.dyad a").first
    dot.focus()
    page.keyboard.press("Enter")
    page.locator("#detail blockquote").first.wait_for()
    page.locator("#detail a").first.click()
    page.wait_for_url("**/event/**")


def test_a_dot_is_a_link_without_scripts(
    site: Site, visit: Callable[..., Visit]
) -> None:
    page = visit(java_script_enabled=False).page
    page.goto(f"{site.address}/dyad/EGY/TUR")
    page.locator("svg.dyad a circle").first.click()
    page.wait_for_url("**/event/**")


def test_a_feed_holds_what_was_told_of_last_first(site: Site) -> None:
    answer, body = ask(site, "/timeline.atom?status=happened")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = etree.fromstring(body).findall(f"{ATOM}entry")
    told = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert told == sorted(told, reverse=True)
    assert told[0].startswith("2023-07-04")
    assert all("happened" in (one.findtext(f"{ATOM}title") or "") for one in entries)


@pytest.mark.parametrize(
    ("page", "feed"),
    [("/timeline?type=CONSULT", "/timeline.atom?type=CONSULT"),
     ("/dyad/EGY/TUR?status=planned", "/dyad/EGY/TUR.atom?status=planned"),
     ("/search?q=visit", "/search.atom?q=visit")],
)  # fmt: skip
def test_a_page_names_the_feed_of_its_filter(site: Site, page: str, feed: str) -> None:
    text = text_of(site, page)
    assert 'type="application/atom+xml"' in text
    assert f'href="{feed}"' in text
    assert ask(site, feed)[0].status == 200


@pytest.mark.parametrize("path", ["/timeline", "/dyad/EGY/TUR", "/actor/state:TUR"])
def test_a_citation_names_article_text_and_revision(
    site: Site, visit: Callable[..., Visit], path: str
) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(site.address + path)
    page.get_by_role("button", name="cite").first.click()
    page.get_by_role("button", name="copied").wait_for()
    words = page.evaluate("navigator.clipboard.readText()")
    found = re.search(r"(art_\w+), text (\w{16}), (evt_\w+), revision (\d+)\)$", words)
    assert found is not None, words
    with Ledger.open(site.path, "r") as ledger:
        assert ledger.filing(found[1]).text_sha256.startswith(found[2])
        assert found[1] in ledger.event(found[3]).article_ids
        assert int(found[4]) == ledger.revision().n_entries


def test_the_api_pages_through_the_articles(site: Site) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        found = json.loads(text_of(site, f"/api/v1/articles?limit=7{cursor}"))
        seen += [one["id"] for one in found["items"]]
        if found["next"] is None:
            break
        cursor = f"&cursor={found['next']}"
    with Ledger.open(site.path, "r") as ledger:
        assert seen == [one.id for one in ledger.articles(texts=False)]


def test_the_first_page_is_data_too(site: Site) -> None:
    found = json.loads(text_of(site, "/index.json"))
    assert found["counts"]["articles"] == 18
    assert found["dyads"][0]["a"] == "EGY"
    assert {one["outlet"] for one in found["latest"]["outlets"]} >= {"Meridian Wire"}


def test_a_story_without_events_has_a_page(
    site: Site, coder: object, tmp_path: Path
) -> None:
    from detente.api import Coder, ingest

    assert isinstance(coder, Coder)
    (tmp_path / "dull.md").write_text("title: Rain\n\nIt rained in the hills.\n")
    path = tmp_path / "dull.ledger"
    with Ledger.open(path, "w") as ledger:
        ingest(ledger, [str(tmp_path / "dull.md")], coder)
        (story,) = ledger.stories()
    with served(path) as dull:
        assert f'href="/story/{story.id}"' in text_of(dull, "/stories")
        text = text_of(dull, f"/story/{story.id}")
        assert "No event was read from this article" in text
        assert 'href="/article/' in text
        assert json.loads(text_of(dull, f"/story/{story.id}.json"))["lines"] == []


def test_a_place_in_the_stories_that_is_none_is_told(site: Site) -> None:
    answer, body = ask(site, "/stories?after=sto_gone")
    assert answer.status == 404
    assert b"sto_gone" in body
    answer, body = ask(site, "/api/v1/stories?cursor=sto_gone")
    assert answer.status == 400
    assert json.loads(body)["detail"].startswith("cursor:")


@pytest.mark.parametrize("query", ["status:nope", "visit type:foo", "in:dreams"])
def test_a_search_for_what_a_field_never_holds_says_so(site: Site, query: str) -> None:
    answer, body = ask(site, f"/search?q={query.replace(' ', '+')}")
    assert answer.status == 200
    assert b"unknown" in body
    assert b"there are" in body
    assert ask(site, f"/search.csv?q={query.replace(' ', '+')}")[0].status == 400
