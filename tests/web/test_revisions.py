"""A permalink shows the ledger as it stood, says so, and leads to now."""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest
from asking import ask
from browsing import Site
from routes import pages_of

from detente.api import Ledger
from detente.web.revision import keep_revision

pytestmark = pytest.mark.slow


def revisions(path: Path) -> tuple[int, int]:
    """A revision half way, and the newest."""
    with Ledger.open(path, "r") as ledger:
        newest = ledger.revision().n_entries
    return newest // 2, newest


def test_a_list_at_a_revision_holds_what_the_ledger_held_then(site: Site) -> None:
    then, _ = revisions(site.path)
    with Ledger.open(site.path, "r") as ledger:
        old = {one.id for one in ledger.at(entry=then).events()}
        assert 0 < len(old) < len(ledger.events())
    _, text = ask(site, f"/timeline.csv?rev={then}")
    rows = csv.DictReader(text.decode().splitlines())
    assert {row["event_id"] for row in rows} == old
    _, body = ask(site, f"/timeline?rev={then}")
    shown = set(re.findall(r'id="(evt_\w+)"', body.decode()))
    assert shown <= old
    _, line = ask(site, f"/api/v1/events?limit=500&rev={then}")
    assert {one["event_id"] for one in json.loads(line)["items"]} == old


def test_every_page_of_then_says_so_and_links_to_then_and_to_now(site: Site) -> None:
    then, _ = revisions(site.path)
    for path in pages_of(site.path)[:-1]:
        mark = "&" if "?" in path else "?"
        answer, body = ask(site, f"{path}{mark}rev={then}")
        text = body.decode()
        if answer.status == 404:  # it was not there yet
            assert "as it is now" in text
            continue
        assert answer.status == 200, path
        assert "An earlier state" in text
        assert f"revision {then}" in text
        links = re.findall(r'<a\b[^>]* href="(/[^"]*)"([^>]*)>', text)
        stray = [
            unescape(one)
            for one, rest in links
            if f"rev={then}" not in one
            and "data-now" not in rest
            and not one.startswith(("/api/", "/review"))
        ]
        assert stray == [], path
        (now,) = (one for one, rest in links if "data-now" in rest)
        assert "rev=" not in now
        assert ask(site, unescape(now))[0].status == 200


def test_the_newest_revision_is_now(site: Site) -> None:
    _, newest = revisions(site.path)
    _, body = ask(site, f"/?rev={newest}")
    assert b"An earlier state" not in body


@pytest.mark.parametrize("rev", ["0", "-1", "x", "99999999", "1.5", "9" * 30])
def test_what_is_no_revision_is_told(site: Site, rev: str) -> None:
    for path in ("/", "/timeline", "/timeline.csv", "/event/evt_x", "/stories"):
        answer, body = ask(site, f"{path}?rev={rev}")
        assert answer.status == 400, path
        assert b"this ledger has the revisions 1 to" in body
    answer, body = ask(site, f"/api/v1/events?rev={rev}")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_correction_does_not_change_what_a_permalink_shows(writable: Site) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        seen = ledger.revision().n_entries
        event = next(e for e in ledger.events() if len(e.report_ids) == 1 and e.dating)
    _, before = ask(writable, f"/event/{event.id}.json?rev={seen}")
    ask(
        writable, "/review",
        form={"answer": "change", "by": "Ada", "seen": str(seen), "date": "1999-12-31",
              "report": event.report_ids[0], "type": str(event.type), "status": "denied"},
    )  # fmt: skip
    _, after = ask(writable, f"/event/{event.id}.json?rev={seen}")
    _, now = ask(writable, f"/event/{event.id}.json")
    assert before == after
    assert json.loads(now)["event"]["edtf"] == "1999-12-31"
    _, page = ask(writable, f"/event/{event.id}?rev={seen}")
    assert b"correct this" not in page


def test_links_and_forms_stay_at_a_revision_and_others_do_not() -> None:
    page = (
        '<a href="/event/x#r">x</a> <a href="/dyad/A/B?type=AID&amp;page=2">y</a>'
        '<a href="/map" data-now>now</a> <a href="https://else.example/">z</a>'
        '<link href="/static/desk.css"> <form class="f" method="get" action="/t">'
        '<form method="post" action="/u"> <a href="/t?rev=3">w</a>'
    )
    kept = keep_revision(page, 7)
    assert '"/event/x?rev=7#r"' in kept
    assert '"/dyad/A/B?type=AID&amp;page=2&amp;rev=7"' in kept
    assert '<a href="/map" data-now>' in kept
    assert '"https://else.example/"' in kept
    assert '"/static/desk.css"' in kept
    assert kept.count('name="rev" value="7"') == 1
    assert '"/t?rev=3"' in kept
