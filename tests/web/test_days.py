"""A page as of a day shows what was out by then, says so, and leads to now."""

import json
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from asking import ask
from browsing import Site

from detente.api import Ledger
from detente.ledger.read import Wanted
from detente.model.happening import Event
from detente.web.revision import keep_day

pytestmark = pytest.mark.slow
OF_A_DAY = ("/event/", "/story/", "/article/", "/actor/", "/dyad/", "/timeline",
            "/map", "/graph")  # fmt: skip


def grown(path: Path) -> tuple[Event, date]:
    """An event that more articles tell of now than did on a day, and the day."""
    with Ledger.open(path, "r") as ledger:
        for event in sorted(ledger.events(), key=lambda one: -len(one.article_ids)):
            outs = sorted(
                published.interval.last
                for filing in ledger.filings(event.article_ids).values()
                if (published := filing.dated().published) is not None
            )
            if outs and outs[0] < outs[-1]:
                return event, outs[0]
    raise AssertionError("no event that was told of on two days")


def pages(path: Path, event: Event, day: date) -> list[str]:
    """A page of each kind that is of one thing, which was there on the day."""
    with Ledger.open(path, "r") as ledger:
        then = ledger.at(as_of=day).event(event.id)
    actor = next(one.actor_id for one in then.actors if one.actor_id)
    return [
        f"/event/{event.id}",
        f"/story/{then.story_id}",
        f"/article/{quote(then.article_ids[0])}",
        f"/actor/{quote(actor, safe=':~')}",
    ]


def test_an_event_holds_what_was_out_by_the_day(site: Site) -> None:
    event, day = grown(site.path)
    with Ledger.open(site.path, "r") as ledger:
        then = ledger.at(as_of=day).event(event.id)
    assert len(then.report_ids) < len(event.report_ids)
    for path in (f"/event/{event.id}.json", f"/api/v1/events/{event.id}"):
        found = json.loads(ask(site, f"{path}?as_of={day}")[1])
        told = {one["report_id"] for one in found["reports"]}
        assert told == set(then.report_ids), path
    _, body = ask(site, f"/event/{event.id}?as_of={day}")
    shown = set(re.findall(r'<article class="row [^"]*" id="(rep_\w+)"', body.decode()))
    assert shown == set(then.report_ids)


def test_every_event_that_a_list_shows_of_a_day_has_its_page(site: Site) -> None:
    _, day = grown(site.path)
    _, body = ask(site, f"/timeline.json?as_of={day}")
    rows = json.loads(body)
    assert rows
    for row in rows:
        path = f"/event/{row['event_id']}.json?as_of={day}"
        found = json.loads(ask(site, path)[1])["event"]
        assert {name: found[name] for name in ("status", "edtf", "n_reports")} == {
            name: row[name] for name in ("status", "edtf", "n_reports")
        }


def test_a_story_and_an_actor_hold_no_later_articles(site: Site) -> None:
    event, day = grown(site.path)
    with Ledger.open(site.path, "r") as ledger:
        out = {
            filing.article.id
            for filing in ledger.filings(one.id for one in ledger.articles()).values()
            if (published := filing.dated().published) is not None
            and published.interval.last <= day
        }
    _, story, _, actor = pages(site.path, event, day)
    found = json.loads(ask(site, f"{story}.json?as_of={day}")[1])
    ids = {one for column in found["columns"] for one in column["article_ids"]}
    assert ids
    assert ids <= out
    then, now = (
        json.loads(ask(site, f"{actor}.json{query}")[1])
        for query in (f"?as_of={day}", "")
    )
    assert 0 < then["n_events"] < now["n_events"]
    assert all(row["told"] is None or row["told"] <= f"{day}" for row in then["rows"])


def test_a_page_of_a_day_says_so_and_links_to_the_day_and_to_now(site: Site) -> None:
    event, day = grown(site.path)
    for path in pages(site.path, event, day):
        answer, body = ask(site, f"{path}?as_of={day}")
        assert answer.status == 200, path
        text = body.decode()
        assert "An earlier state" in text
        assert "by what was surely out by" in text
        links = re.findall(r'<a\b[^>]* href="(/[^"]*)"([^>]*)>', text)
        stray = [
            one
            for one, rest in links
            if one.startswith(OF_A_DAY)
            and f"as_of={day}" not in one
            and "data-now" not in rest
        ]
        assert stray == [], path
        (now,) = (one for one, rest in links if "data-now" in rest)
        assert "as_of=" not in now
        answer, body = ask(site, unescape(now))
        assert answer.status == 200
        assert b"An earlier state" not in body


def test_a_day_and_a_revision_hold_together(site: Site) -> None:
    _, day = grown(site.path)
    with Ledger.open(site.path, "r") as ledger:
        rev = ledger.revision().n_entries // 2
        then = ledger.at(entry=rev, as_of=day).events()
        known = then[0].id if then else ""
    assert known
    _, body = ask(site, f"/event/{known}?as_of={day}&rev={rev}")
    text = body.decode()
    assert f"as it stood at revision {rev}" in text
    assert "by what was surely out by" in text
    link = re.search(r'href="(/article/[^"]*)"', text)
    assert link is not None
    assert f"as_of={day}" in link[1]
    assert f"rev={rev}" in link[1]
    (now,) = re.findall(r'href="([^"]*)" data-now', text)
    assert now == f"/event/{known}"


def test_what_was_not_out_by_the_day_is_not_there_and_now_is_offered(
    site: Site,
) -> None:
    event, day = grown(site.path)
    long_ago = date(1900, 1, 1)
    for path in pages(site.path, event, day):
        answer, body = ask(site, f"{path}?as_of={long_ago}")
        assert answer.status == 404, path
        assert f'href="{path}">The same as it is now'.encode() in body


@pytest.mark.parametrize("day", ["soon", "2023-02-30", "9999-12-31"])
def test_what_is_no_day_is_told(site: Site, day: str) -> None:
    event, then = grown(site.path)
    for path in pages(site.path, event, then):
        answer, body = ask(site, f"{path}?as_of={day}")
        assert (answer.status, b"expected a day" in body) == (400, True), path
    answer, _ = ask(site, f"/api/v1/events/{event.id}?as_of={day}")
    assert answer.status == 400


def test_a_list_leads_to_its_events_on_the_day_and_its_own_links_stay(
    site: Site,
) -> None:
    _, day = grown(site.path)
    text = ask(site, f"/timeline?as_of={day}")[1].decode()
    events = re.findall(r'href="(/event/[^"]*)"', text)
    assert events
    assert all(f"as_of={day}" in one for one in events)
    assert 'href="/timeline">Clear' in text
    assert text.count('name="as_of"') == 1


def test_a_later_day_than_any_shows_all_that_is_known(site: Site) -> None:
    event, _ = grown(site.path)
    with Ledger.open(site.path, "r") as ledger:
        last = max(
            one.published.interval.last
            for one in ledger.articles(texts=False)
            if one.published is not None
        )
        ids = {one.id for one in ledger.events(Wanted(as_of=last))}
    assert event.id in ids
    after = last + timedelta(days=1)
    path = f"/event/{event.id}.json"
    assert ask(site, f"{path}?as_of={after}")[1] == ask(site, path)[1]


def test_a_day_shows_what_was_corrected_since(writable: Site) -> None:
    event, day = grown(writable.path)
    with Ledger.open(writable.path, "r") as ledger:
        then, seen = ledger.at(as_of=day).event(event.id), ledger.revision().n_entries
    actor = next(one.actor_id for one in then.actors if one.actor_id)
    path = f"/actor/{quote(actor, safe=':~')}.json?as_of={day}"
    before = json.loads(ask(writable, path)[1])
    for report_id in then.report_ids:
        form = {
            "answer": "reject",
            "by": "Ada",
            "report": report_id,
            "seen": str(seen),
        }
        assert ask(writable, "/review", form=form)[0].status == 303
    after = json.loads(ask(writable, path)[1])
    ids = [{row["event_id"] for row in found["rows"]} for found in (before, after)]
    assert then.id in ids[0] - ids[1]
    assert after["n_events"] == before["n_events"] - 1


def test_only_links_to_what_knows_a_day_are_kept_at_it() -> None:
    page = (
        '<a href="/">home</a> <a href="/stories">s</a> <a href="/event/x#r">x</a>'
        '<a href="/dyad/A/B?type=AID">y</a> <a href="/event/x" data-now>now</a>'
        '<a href="/mapped">z</a> <a href="/map?as_of=2001-01-01">w</a>'
        '<form method="get" action="/search"> <form method="get" action="/story/s#c">'
    )
    day = date(2020, 2, 2)
    kept = keep_day(page, day, is_list=False)
    assert '"/">' in kept
    assert '"/stories"' in kept
    assert '"/event/x?as_of=2020-02-02#r"' in kept
    assert '"/dyad/A/B?type=AID&amp;as_of=2020-02-02"' in kept
    assert '<a href="/event/x" data-now>' in kept
    assert '"/mapped"' in kept
    assert '"/map?as_of=2001-01-01"' in kept
    assert kept.count('name="as_of" value="2020-02-02"') == 1
    listed = keep_day(page, day, is_list=True)
    assert '"/event/x?as_of=2020-02-02#r"' in listed
    assert '"/dyad/A/B?type=AID"' in listed
    assert 'name="as_of"' not in listed
