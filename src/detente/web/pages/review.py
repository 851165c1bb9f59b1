"""`/review`: doubtful codings one at a time; what a person says becomes an entry.

Answers are the ledger's corrections: signed, with a reason, undoable, and kept when a
newer version codes the article again. Open only where the desk is served with `--write`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from detente.ledger.read import Reader, Wanted
from detente.ledger.store import Ledger
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status
from detente.views.article_page import ArticlePage, article_page
from detente.views.rows import EventRow, headline, row_of
from detente.web.answer import desk_of, page
from detente.web.asked import BadQuestion, query_of
from detente.web.undoing import UndoneBefore, undo
from detente.web.verdicts import (
    LABELS,
    Answer,
    SeenBefore,
    reading_of,
    write,
)

router = APIRouter()
MOST_BODY = 64_000  # bytes of a form
MOST_WORDS = 500  # characters of a field
LAST_SHOWN = 12
MOST_ALIKE = 6
ALIKE_DAYS = 7
NAME_COOKIE = "detente-reviewer"
NAME_SECONDS = 180 * 86_400


@router.get("/review")
def review(request: Request) -> Response:
    """The next doubtful report, or the one asked for."""
    query = query_of(request)
    if _one(query, "rev"):
        raise BadQuestion("rev", "the review is of the ledger as it is now")
    ledger = desk_of(request).ledger
    by = name_in(request) or _one(query, "by")
    asked, after = _one(query, "report"), _one(query, "after")
    report: Report | None
    if asked:
        report = ledger.report(asked)
    else:
        above, behind = _place(after)
        report = next(iter(ledger.doubtful(1, above=above, behind=behind)), None)
    here: ArticlePage | None = None
    event: Event | None = None
    if report is not None:
        here = article_page(ledger, report.article_id)
        event = ledger.event(ledger.event_ids([report.id]).get(report.id, ""))
    others = ledger.reports_of(event) if event is not None else []
    corrections = ledger.corrections()
    held = {one.correction.id for one in corrections if one.holds}
    mine = {
        one.correction.id
        for one in corrections
        if one.holds and one.correction.by == f"person:{by}"
    }
    return page(
        request,
        "review.html",
        by=by,
        asked=asked,
        after=after,
        report=report,
        reading=reading_of(report) if report else None,
        event=event,
        article=here,
        others=[one for one in others if report and one.id != report.id][:8],
        alike=_alike(ledger, event) if event is not None else (),
        last=list(reversed(corrections))[:LAST_SHOWN],
        held=held,
        n_mine=len(mine),
        n_reports=ledger.counts().reports,
        behind=f"{report.confidence!r}~{report.id}" if report else "",
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


@router.post("/review")
async def answer(request: Request) -> Response:
    """Write what a person says; goes back to where the form stood."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BODY:
            raise BadQuestion("form", f"larger than {MOST_BODY} bytes")
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    by, said = _one(form, "by"), _one(form, "answer")
    if not by:
        raise BadQuestion("by", "say who you are: every correction is signed")
    back = {"by": by, "after": _one(form, "after"), "report": _one(form, "stay")}
    if said != "sign":
        told = _answer(form, said, by)
        try:
            # Whoever writes meanwhile is waited for; pages go on being answered.
            path = request.app.state.path
            back["done"] = await run_in_threadpool(_put, path, told)
        except SeenBefore as stale:
            return page(
                request,
                "stale.html",
                status=409,
                stale=stale,
                wanted=stale.answer.wanted if said == "change" else {},
                labels=LABELS,
                after=back["after"],
            )
        except UndoneBefore as late:
            return page(
                request,
                "undone.html",
                status=409,
                late=late,
                labels=LABELS,
                after=back["after"],
            )
        if said == "reject":  # what is rejected is gone
            back["report"] = ""
    address = urlencode([(name, value) for name, value in back.items() if value])
    gone = RedirectResponse(f"/review?{address}", status_code=303)
    gone.set_cookie(
        NAME_COOKIE,
        quote(by, safe=""),
        max_age=NAME_SECONDS,
        path="/review",
        httponly=True,
        samesite="strict",
    )
    return gone


def name_in(request: Request) -> str:
    """Who signed here last in this browser; empty if nobody did."""
    name = unquote(request.cookies.get(NAME_COOKIE, ""))
    try:
        return _one({"by": [name]}, "by")
    except BadQuestion:
        return ""


def _put(path: str | Path, told: Answer) -> str:
    with Ledger.open(path, "w") as ledger:
        return undo(ledger, told) if told.said == "undo" else write(ledger, told)


def _answer(form: Mapping[str, list[str]], said: str, by: str) -> Answer:
    seen = _one(form, "seen")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 12):
        raise BadQuestion("seen", "the form must say which revision it was made from")
    read = {"who": _lines, "whom": _lines}
    wanted = {name: read.get(name, _one)(form, name) for name in LABELS if name in form}
    return Answer(
        said=said,
        by=by,
        because=_one(form, "because"),
        seen=int(seen),
        report_id=_one(form, "report"),
        other_id=_one(form, "other"),
        correction_id=_one(form, "correction"),
        wanted=wanted,
    )


def _place(after: str) -> tuple[float, str | None]:
    """Where the queue goes on: behind a report of this confidence and id."""
    if not after:
        return 0.0, None
    confidence, _, report_id = after.partition("~")
    try:
        above = float(confidence)
    except ValueError:
        above = -1.0
    if not 0.0 <= above <= 1.0 or not report_id:
        raise BadQuestion("after", f"it names no place in the queue: {after!r}")
    return above, report_id


def _alike(ledger: Reader, event: Event) -> tuple[tuple[str, EventRow], ...]:
    """Events of the same states about the same days, with a report of each."""
    days = event.dating.interval if event.dating else None
    if days is None or days.is_open:
        return ()
    reach = timedelta(days=ALIKE_DAYS)
    since = max(days.start, date.min + reach) - reach
    until = min(days.last, date.max - reach) + reach
    found: dict[str, Event] = {}
    for pair in event.dyads[:MOST_ALIKE]:
        wanted = Wanted(pair=pair, since=since, until=until)
        found |= {one.id: one for one in ledger.events(wanted, limit=50)}
    found.pop(event.id, None)
    ranked = sorted(
        found.values(),
        key=lambda one: (one.type is not event.type, -one.n_origins, one.id),
    )
    return tuple((one.report_ids[0], row_of(one)) for one in ranked[:MOST_ALIKE])


def _lines(form: Mapping[str, list[str]], name: str) -> str:
    """A field of several lines, without empty ones."""
    lines = form.get(name, [""])[-1].splitlines()
    return "\n".join(clean for one in lines if (clean := _one({name: [one]}, name)))


def _one(form: Mapping[str, list[str]], name: str) -> str:
    value = form.get(name, [""])[-1].strip()
    if len(value) > MOST_WORDS:
        raise BadQuestion(name, f"longer than {MOST_WORDS} characters")
    if any(ord(one) < 32 for one in value):
        raise BadQuestion(name, "it holds control characters")
    return value
