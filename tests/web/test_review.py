"""The review: answers to what was seen, a name that is remembered, a queue with a place."""

import re
from collections.abc import Callable
from http.client import HTTPResponse
from urllib.parse import unquote

import pytest
from asking import ask
from browsing import Site, Visit

from detente.api import Ledger
from detente.model.entry import Report

pytestmark = pytest.mark.slow
CONFLICT, SEE_OTHER = 409, 303


def first_doubt(site: Site) -> tuple[Report, int]:
    """The head of the queue, and the revision that it is read at."""
    with Ledger.open(site.path, "r") as ledger:
        return ledger.doubtful(1)[0], ledger.revision().n_entries


def say(site: Site, **form: str) -> tuple[HTTPResponse, str]:
    answer, body = ask(site, "/review", form=form)
    return answer, body.decode()


def said(site: Site) -> list[str]:
    with Ledger.open(site.path, "r") as ledger:
        return [str(one.correction.action) for one in ledger.corrections()]


def test_a_form_older_than_anothers_correction_is_refused_and_shows_both(
    writable: Site,
) -> None:
    report, seen = first_doubt(writable)
    same = {"report": report.id, "seen": str(seen), "type": str(report.type)}
    first, _ = say(
        writable, answer="change", by="Ada", status="denied", date="1999-01-01", **same
    )
    assert first.status == SEE_OTHER
    late, body = say(
        writable, answer="change", by="Bo", status="denied", date="1888-08-08", **same
    )
    assert late.status == CONFLICT
    assert "1999-01-01" in body
    assert "1888-08-08" in body
    assert "Nothing was written" in body
    assert said(writable) == ["change"]
    with Ledger.open(writable.path, "r") as ledger:
        assert ledger.report(report.id).actors == report.actors


@pytest.mark.parametrize("answer", ["accept", "reject", "change", "same"])
def test_an_answer_to_what_another_took_away_is_refused(
    writable: Site, answer: str
) -> None:
    report, seen = first_doubt(writable)
    same = {"report": report.id, "seen": str(seen), "other": report.id}
    assert say(writable, answer="reject", by="Ada", **same)[0].status == SEE_OTHER
    late, body = say(writable, answer=answer, by="Bo", **same)
    assert late.status == CONFLICT
    assert "taken away" in body
    assert said(writable) == ["remove"]


def test_corrections_of_other_reports_meanwhile_are_no_hindrance(
    writable: Site,
) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        one, other = ledger.doubtful(2)
        seen = str(ledger.revision().n_entries)
    for report in (one, other):
        answer, _ = say(
            writable, answer="accept", by="Ada", seen=seen, report=report.id
        )
        assert answer.status == SEE_OTHER
    assert said(writable) == ["change", "change"]


@pytest.mark.parametrize("seen", ["", "0", "x", "99999999"])
def test_an_answer_must_say_what_it_was_given_to(writable: Site, seen: str) -> None:
    report, _ = first_doubt(writable)
    answer, _ = say(writable, answer="accept", by="Ada", report=report.id, seen=seen)
    assert answer.status == 400
    assert said(writable) == []


def test_who_takes_part_can_be_corrected(writable: Site) -> None:
    report, seen = first_doubt(writable)
    answer, _ = say(
        writable, answer="change", by="Ada", report=report.id, seen=str(seen),
        type=str(report.type), status=str(report.status), date="2020-02-02",
        who="Anna Berg, NOR, president\r\nChile\r\n", whom="",
    )  # fmt: skip
    assert answer.status == SEE_OTHER
    with Ledger.open(writable.path, "r") as ledger:
        now = ledger.report(report.id)
    assert [one.entity_name for one in now.actors] == ["Anna Berg", "Chile"]
    assert [one.country_code for one in now.actors] == ["NOR", "CHL"]
    assert now.recipients == ()


def test_a_name_is_given_once_a_browser(
    writable: Site, visit: Callable[..., Visit]
) -> None:
    page = visit().page
    page.goto(f"{writable.address}/review")
    page.get_by_label("Your name").fill("Åsa; Öberg")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Signed Åsa").wait_for()
    report, _ = first_doubt(writable)
    page.goto(f"{writable.address}/review?report={report.id}")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url("**done=**")
    with Ledger.open(writable.path, "r") as ledger:
        assert ledger.corrections()[0].correction.by == "person:Åsa; Öberg"


def test_the_name_is_kept_from_scripts_and_other_sites(writable: Site) -> None:
    answer, _ = say(writable, answer="sign", by="Åsa")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    given = {"Cookie": cookie.partition(";")[0]}
    _, body = ask(writable, "/review?by=Mallory", headers=given)
    assert "Signed <strong>Åsa</strong>" in body.decode()


def test_the_whole_queue_can_be_skipped_through(writable: Site) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        waiting = [one.id for one in ledger.doubtful(10_000)]
    path, seen = "/review?by=Ada", []
    while True:
        answer, body = ask(writable, path)
        assert answer.status == 200
        found = re.search(r'name="report" value="(rep_\w+)"', body.decode())
        if found is None:
            break
        seen.append(found[1])
        skip = re.search(r'href="(/review\?after=[^"]+)">Skip', body.decode())
        assert skip is not None
        path = f"{skip[1]}&by=Ada"
        assert len(path) < 100
    assert seen == waiting
    assert "The end of the queue" in body.decode()


def test_an_answer_goes_back_to_its_place_in_the_queue(writable: Site) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        one, other, third = ledger.doubtful(3)
        seen = str(ledger.revision().n_entries)
    after = f"{one.confidence!r}~{one.id}"
    answer, _ = say(
        writable, answer="accept", by="Ada", seen=seen, report=other.id, after=after
    )
    back = answer.headers["location"]
    assert f"after={after}" in unquote(back)
    _, body = ask(writable, back)
    assert f'name="report" value="{third.id}"' in body.decode()


@pytest.mark.parametrize("after", ["x", "2~rep_1", "0.5", "nan~rep_1"])
def test_a_wrong_place_in_the_queue_is_told(writable: Site, after: str) -> None:
    answer, body = ask(writable, f"/review?by=Ada&after={after}")
    assert answer.status == 400
    assert b"it names no place in the queue" in body


def undo_of(site: Site, by: str, seen: int) -> tuple[HTTPResponse, str]:
    """What comes back to somebody who undoes the first correction there is."""
    with Ledger.open(site.path, "r") as ledger:
        first = ledger.corrections()[0].correction.id
    return say(site, answer="undo", by=by, seen=str(seen), correction=first)


def revision(site: Site) -> int:
    with Ledger.open(site.path, "r") as ledger:
        return ledger.revision().n_entries


def test_an_undoing_that_another_made_first_shows_who_and_what_it_made(
    writable: Site,
) -> None:
    report, seen = first_doubt(writable)
    say(
        writable, answer="change", by="Ada", seen=str(seen), report=report.id,
        type=str(report.type), status=str(report.status), date="1999-01-01",
    )  # fmt: skip
    looked = revision(writable)
    assert undo_of(writable, "Bo", looked)[0].status == SEE_OTHER
    late, body = undo_of(writable, "Cy", looked)
    assert late.status == CONFLICT
    assert "Nothing was written" in body
    assert "Bo took it back" in body
    assert "change (dating) by Ada" in body
    row = body.partition('<th scope="row">When</th>')[2].partition("</tr>")[0]
    assert "1999-01-01" in row.partition("</td>")[0]
    assert "<ins>" in row.partition("</td>")[2]
    assert "1999-01-01" not in row.partition("</td>")[2]
    assert f'href="/review?report={report.id}"' in body
    assert said(writable) == ["change", "undo"]


def test_of_a_rejection_that_was_undone_the_report_is_there_again(
    writable: Site,
) -> None:
    report, seen = first_doubt(writable)
    say(writable, answer="reject", by="Ada", seen=str(seen), report=report.id)
    looked = revision(writable)
    undo_of(writable, "Bo", looked)
    late, body = undo_of(writable, "Cy", looked)
    assert late.status == CONFLICT
    row = body.partition('<th scope="row">Type</th>')[2].partition("</tr>")[0]
    assert "not there" in row
    assert f"<ins>{report.type}</ins>" in row


def test_of_a_joining_that_was_undone_the_events_are_counted(writable: Site) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        (one, other), seen = ledger.doubtful(2), ledger.revision().n_entries
        events = ledger.event_ids([one.id, other.id])
    assert len(set(events.values())) == 2
    say(
        writable, answer="same", by="Ada", seen=str(seen), report=one.id, other=other.id
    )
    looked = revision(writable)
    undo_of(writable, "Bo", looked)
    late, body = undo_of(writable, "Cy", looked)
    assert late.status == CONFLICT
    assert "counted as one event; now they are counted as <ins>two events" in body


def test_an_undoing_of_what_there_is_not_is_told(writable: Site) -> None:
    gone, body = say(writable, answer="undo", by="Ada", seen="1", correction="cor_x")
    assert gone.status == 404
    assert "cor_x" in body


@pytest.mark.parametrize("seen", ["", "0", "x", "99999999"])
def test_an_undoing_too_must_say_what_it_was_given_to(
    writable: Site, seen: str
) -> None:
    report, now = first_doubt(writable)
    say(writable, answer="accept", by="Ada", seen=str(now), report=report.id)
    with Ledger.open(writable.path, "r") as ledger:
        first = ledger.corrections()[0].correction.id
    answer, _ = say(writable, answer="undo", by="Bo", seen=seen, correction=first)
    assert answer.status == 400
    assert said(writable) == ["change"]
