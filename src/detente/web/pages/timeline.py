"""`/timeline`: every event, filtered, newest first."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.model.event import EventType
from detente.model.status import Status
from detente.views.rows import headline
from detente.web.answer import asked_of, desk_of, page
from detente.web.listing import for_file, listing, outlets_of, shown
from detente.web.rows_file import rows_file

router = APIRouter()


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """The events as a page."""
    asked = asked_of(request)
    ledger = desk_of(request).ledger
    return page(
        request,
        "timeline.html",
        asked=asked,
        listing=listing(ledger, asked),
        outlets=outlets_of(shown(ledger, asked)),
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


@router.get("/timeline.{format}")
def timeline_file(request: Request, format: str) -> Response:
    """The same events, all of them, in another format."""
    asked = asked_of(request)
    rows = for_file(desk_of(request).ledger, asked)
    return rows_file(request, format, rows, "timeline", "detente: timeline")
