"""`/dyad/ISR/TUR`: the state of a pair, what changed, the picture, the events."""

from collections import Counter
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from detente.knowledge.dyad_rules import load_dyad_rules
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.dyad_page import LEVEL_WORDS
from detente.views.rows import headline, row_of
from detente.views.words import interval_words, speaker_words
from detente.web.answer import asked_of, desk_of, page, split_format
from detente.web.dyad_state import index_of, responses_of, weeks_of
from detente.web.figures.dyad import dyad_figure
from detente.web.listing import by_date, for_file, listing, outlets_of, shown
from detente.web.rows_file import ROW_FORMATS, rows_file

router = APIRouter()
MOST_NAMED = 8


@router.get("/dyad")
def find(request: Request, a: str = "", b: str = "") -> Response:
    """The form on the first page: two states by name or code."""
    desk = desk_of(request)
    by_name = {name.casefold(): code for code, name in desk.states.items()}
    codes = [by_name.get(one.strip().casefold(), one.strip().upper()) for one in (a, b)]
    for code in codes:
        if code not in desk.states:
            raise NoSuchEntry("state", code)
    return RedirectResponse(f"/dyad/{codes[0]}/{codes[1]}", status_code=303)


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
    ledger = desk.ledger
    pair = (left, right)
    title = f"{desk.state_name(left)} – {desk.state_name(right)}"
    if format is not None:
        rows = for_file(ledger, asked, pair=pair)
        return rows_file(request, format, rows, f"{left}-{right}", title)
    events = by_date(shown(ledger, asked, pair=pair))
    state = desk.state_of(left, right, asked.as_of)
    figure = dyad_figure(
        events,
        index_of(state),
        weeks_of(ledger),
        load_dyad_rules().scores,
        first=asked.since,
        last=asked.until,
        responses=responses_of(ledger, events),
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
        listing=listing(ledger, asked, pair=pair),
        outlets=outlets_of(events),
        recent=_recent(events),
        speakers=_speakers(events),
        thirds=_thirds(events, {left, right}),
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


def _recent(events: list[Event]) -> tuple[object, ...]:
    """What the last month of the record brought: the "what changed" of the page."""
    told = [
        (step.published.last, event)
        for event in events
        for step in event.history[-1:]
        if step.published is not None and step.published.last != date.max
    ]
    if not told:
        return ()
    newest = max(day for day, _ in told)
    since = newest - timedelta(days=30)
    new = sorted(
        ((day, event) for day, event in told if day >= since),
        key=lambda one: (one[0], one[1].n_origins, one[1].id),
        reverse=True,
    )
    return tuple((day, row_of(event)) for day, event in new[:MOST_NAMED])


def _speakers(events: list[Event]) -> tuple[tuple[str, int], ...]:
    """Who is quoted on what passes between the two, and on how many events."""
    found: Counter[str] = Counter()
    for event in events:
        found.update({speaker_words(one) for one in event.claimed_by if one.speaker})
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ranked[:MOST_NAMED])


def _thirds(events: list[Event], pair: set[str]) -> tuple[tuple[str, int], ...]:
    """Other states that take part in the same events."""
    found: Counter[str] = Counter()
    for event in events:
        found.update(set(event.countries) - pair)
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ranked[:MOST_NAMED])
