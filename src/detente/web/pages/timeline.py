"""`/timeline`: every event, filtered, newest first."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.model.event import EventType
from detente.model.status import Status
from detente.views.rows import headline
from detente.web.answer import asked_of, page
from detente.web.listing import for_feed, for_file, listing, outlets_of, shown
from detente.web.revision import ledger_of
from detente.web.rows_file import rows_file

router = APIRouter()
MOST_LOOKED_AT = 600  # events whose outlets the filter names


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """The events as a page."""
    asked = asked_of(request)
    ledger = ledger_of(request)
    latest = shown(ledger, asked, most=MOST_LOOKED_AT)
    return page(
        request,
        "timeline.html",
        asked=asked,
        listing=listing(ledger, asked, at_hand=latest),
        outlets=outlets_of(latest),
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


@router.get("/timeline.{format}")
def timeline_file(request: Request, format: str) -> Response:
    """The same events, all of them, in another format."""
    asked = asked_of(request)
    take = for_feed if format == "atom" else for_file
    rows = take(ledger_of(request), asked)
    return rows_file(request, format, rows, "timeline", "detente: timeline")
