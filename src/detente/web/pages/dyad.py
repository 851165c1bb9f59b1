"""`/dyad/ISR/TUR`: the state of a pair, what changed, the picture, the events."""

from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from detente.knowledge.dyad_rules import load_dyad_rules
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.dyad_page import LEVEL_WORDS
from detente.views.rows import headline
from detente.views.words import interval_words
from detente.web.answer import asked_of, desk_of, page, split_format
from detente.web.asked import query_of, read_day
from detente.web.dyad_parts import (
    changes_in,
    index_of,
    reports_near,
    responses_in,
    thirds_in,
    voices_in,
    weeks_of,
)
from detente.web.figures.dyad import dyad_figure
from detente.web.listing import by_date, for_feed, for_file, listing, outlets_of, shown
from detente.web.revision import ledger_of
from detente.web.rows_file import ROW_FORMATS, rows_file

router = APIRouter()
MOST_DRAWN = 600  # events that the picture and what stands beside it are made of


@router.get("/dyad")
def find(request: Request, a: str = "", b: str = "") -> Response:
    """The form on the first page: two states by name or code."""
    desk = desk_of(request)
    by_name = {name.casefold(): code for code, name in desk.states.items()}
    codes = [by_name.get(one.strip().casefold(), one.strip().upper()) for one in (a, b)]
    for code in codes:
        if code not in desk.states:
            raise NoSuchEntry("state", code)
    rev = query_of(request).get("rev", [""])[-1]
    kept = f"?{urlencode({'rev': rev})}" if rev else ""
    return RedirectResponse(f"/dyad/{codes[0]}/{codes[1]}{kept}", status_code=303)


@router.get("/dyad/{left}/{right}")
def dyad(request: Request, left: str, right: str) -> Response:
    """Everything between two states, by ISO code."""
    right, format = split_format(right, ROW_FORMATS)
    desk = desk_of(request)
    for code in (left, right):
        if code not in desk.states:
            raise NoSuchEntry("state", code)
    if left == right:
        raise NoSuchEntry("dyad", f"{left}/{right}")
    asked = asked_of(request)
    ledger = ledger_of(request)
    pair = (left, right)
    title = f"{desk.state_name(left)} – {desk.state_name(right)}"
    if format is not None:
        take = for_feed if format == "atom" else for_file
        rows = take(ledger, asked, pair=pair)
        return rows_file(request, format, rows, f"{left}-{right}", title)
    latest = shown(ledger, asked, most=MOST_DRAWN, pair=pair)
    events = by_date(latest)
    reports = reports_near(ledger, events)
    state = desk.state_of(ledger, left, right, asked.as_of)
    found = listing(ledger, asked, at_hand=latest, pair=pair)
    figure = dyad_figure(
        events,
        index_of(state),
        weeks_of(ledger),
        load_dyad_rules().scores,
        first=asked.since,
        last=asked.until,
        responses=responses_in(ledger, events, reports),
    )
    return page(
        request,
        "dyad.html",
        left=left,
        right=right,
        title=title,
        asked=asked,
        state=state,
        levels=LEVEL_WORDS,
        days=interval_words,
        figure=figure,
        n_not_drawn=max(0, found.n_found - len(events)),
        listing=found,
        outlets=outlets_of(events),
        changes=changes_in(events, _day(query_of(request), "changed")),
        voices=voices_in(reports, pair),
        thirds=thirds_in(events, pair),
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


def _day(query: dict[str, list[str]], name: str) -> date | None:
    return read_day(name, query.get(name, [""])[-1].strip() or None)
