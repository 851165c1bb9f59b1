"""`/review`: doubtful codings one at a time; what a person says becomes an entry.

Answers are the ledger's corrections: signed, with a reason, undoable, and kept when a
newer version codes the article again. Open only where the desk is served with `--write`.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from detente.ledger.store import Ledger
from detente.model.edtf import from_edtf, to_edtf
from detente.model.entry import Action, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.time import DateBasis, Dating
from detente.views.article_page import ArticlePage, article_page
from detente.web.answer import desk_of, page, query_of
from detente.web.asked import BadQuestion

router = APIRouter()
MOST_BODY = 64_000  # bytes of a form
MOST_WORDS = 500  # characters of a field
LAST_SHOWN = 12
# What "accept" says is right: the same values, signed.
CONFIRMED = ("type", "status", "actors", "recipients")


@router.get("/review")
def review(request: Request) -> Response:
    """The next doubtful report, or the one asked for."""
    desk = desk_of(request)
    ledger = desk.ledger
    query = query_of(request)
    by = _one(query, "by")
    asked = _one(query, "report")
    corrections = ledger.corrections()
    skipped = query.get("skip", [])
    if asked:
        report: Report | None = ledger.report(asked)
    else:
        queue = ledger.doubtful(len(skipped) + 1)
        report = next((one for one in queue if one.id not in skipped), None)
    here: ArticlePage | None = None
    others: list[Report] = []
    event_id = ""
    if report is not None:
        here = article_page(ledger, report.article_id)
        event_id = ledger.event_ids([report.id]).get(report.id, "")
        event = ledger.event(event_id)
        others = [one for one in ledger.reports_of(event) if one.id != report.id]
    held = {one.correction.id for one in corrections if one.holds}
    return page(
        request,
        "review.html",
        by=by,
        asked=asked,
        report=report,
        event_id=event_id,
        article=here,
        others=others[:8],
        date=to_edtf(report.dating.interval) if report and report.dating else "",
        last=list(reversed(corrections))[:LAST_SHOWN],
        held=held,
        n_done=len(held),
        skipping=urlencode(
            [("skip", one) for one in [*skipped, report.id if report else ""]]
        ),
        types=tuple(EventType),
        statuses=tuple(Status),
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
    by, because = _one(form, "by"), _one(form, "because")
    if not by:
        raise BadQuestion("by", "say who you are: every correction is signed")
    # Whoever writes meanwhile is waited for, and the pages go on being answered.
    done = await run_in_threadpool(_put, request.app.state.path, form, by, because)
    back = {"by": by, "done": done}
    stay = _one(form, "stay")
    if stay and _one(form, "answer") != "reject":  # what is rejected is gone
        back["report"] = stay
    return RedirectResponse(f"/review?{urlencode(back)}", status_code=303)


def _put(path: str | Path, form: dict[str, list[str]], by: str, because: str) -> str:
    with Ledger.open(path, "w") as ledger:
        return _write(ledger, form, by, because)


def _write(ledger: Ledger, form: dict[str, list[str]], by: str, because: str) -> str:
    """One correction; its id.

    Raises:
        BadQuestion: an answer that there is not.
    """
    said = _one(form, "answer")
    if said == "undo":
        which = _one(form, "correction")
        return ledger.undo(which, by=by, because=because or "taken back").id
    report = ledger.report(_one(form, "report"))
    if said == "accept":
        reason = because or "looked at and right"
        one = ledger.correct(
            Action.CHANGE,
            [report],
            by=by,
            because=reason,
            right=report,
            fields=CONFIRMED,
        )
    elif said == "reject":
        reason = because or "no event"
        one = ledger.correct(Action.REMOVE, [report], by=by, because=reason)
    elif said in {"same", "different"}:
        other = ledger.report(_one(form, "other"))
        if other.id == report.id:
            raise BadQuestion("other", "name another report than this one")
        reason = because or f"looked at: {said} event"
        one = ledger.correct(Action(said), [report, other], by=by, because=reason)
    elif said == "change":
        right, fields = _changed(report, form, by)
        if not fields:
            raise BadQuestion("change", "nothing was changed")
        reason = because or f"{', '.join(fields)} put right"
        one = ledger.correct(
            Action.CHANGE, [report], by=by, because=reason, right=right, fields=fields
        )
    else:
        raise BadQuestion("answer", f"unknown {said!r}")
    return one.id


def _changed(
    report: Report, form: dict[str, list[str]], by: str
) -> tuple[Report, tuple[str, ...]]:
    """The report with the form's values, and which fields differ."""
    fields = []
    type_, status, day = _one(form, "type"), _one(form, "status"), _one(form, "date")
    if type_ and type_ != report.type:
        if type_ not in set(EventType):
            raise BadQuestion("type", f"unknown {type_!r}")
        report = replace(report, type=EventType(type_), modes=())
        fields += ["type", "modes"]
    if status and status != report.status:
        if status not in set(Status):
            raise BadQuestion("status", f"unknown {status!r}")
        report = replace(report, status=Status(status))
        fields.append("status")
    was = to_edtf(report.dating.interval) if report.dating else ""
    if day != was:
        report = replace(report, dating=_dating(day, by) if day else None)
        fields.append("dating")
    return report, tuple(fields)


def _dating(day: str, by: str) -> Dating:
    try:
        interval = from_edtf(day)
    except ValueError as error:
        raise BadQuestion(
            "date", f"expected EDTF like 2022-10-26, got {day!r}"
        ) from error
    return Dating(
        interval=interval, basis=DateBasis.EXPRESSION, because=(f"set by hand by {by}",)
    )


def _one(form: dict[str, list[str]], name: str) -> str:
    value = form.get(name, [""])[-1].strip()
    if len(value) > MOST_WORDS:
        raise BadQuestion(name, f"longer than {MOST_WORDS} characters")
    if any(ord(one) < 32 for one in value):
        raise BadQuestion(name, "it holds control characters")
    return value
