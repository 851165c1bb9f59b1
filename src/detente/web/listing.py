"""The events that a page lists: those asked for, a page of them at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from detente.ledger.read import Reader
from detente.model.happening import Event
from detente.views.rows import EventRow, row_of
from detente.views.words import MONTHS
from detente.web.asked import Asked

PER_PAGE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The rows under one heading: "October 2022", "2018" for wider dates, "undated"."""

    words: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of events, newest first; `n_found` in all, `n_pages` of them."""

    rows: tuple[EventRow, ...]
    n_found: int
    page: int
    n_pages: int
    outlets: tuple[str, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The rows under headings, in their order."""
        return tuple(
            Month(words=words, rows=tuple(rows))
            for words, rows in groupby(self.rows, _heading)
        )


def events_of(ledger: Reader, asked: Asked, **wanted: Any) -> list[Event]:
    """All events asked for, by date, the undated last."""
    found = ledger.events(asked.wanted(**wanted))
    return [one for one in found if _holds(one, asked)]


def listing(events: Sequence[Event], page: int) -> Listing:
    """A page of events, newest first, the undated at the end."""
    undated = [one for one in events if one.dating is None]
    dated = [one for one in events if one.dating is not None]
    ordered = [*reversed(dated), *undated]
    n_pages = max(1, -(-len(ordered) // PER_PAGE))
    page = min(page, n_pages)
    here = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Listing(
        rows=tuple(map(row_of, here)),
        n_found=len(ordered),
        page=page,
        n_pages=n_pages,
        outlets=outlets_of(events),
    )


def outlets_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The outlets that report them, by name."""
    return tuple(sorted({name for event in events for name in event.outlets}))


def _holds(event: Event, asked: Asked) -> bool:
    """What the ledger has no index for."""
    if asked.outlet is not None and asked.outlet not in event.outlets:
        return False
    if asked.least is not None and event.confidence < asked.least:
        return False
    return asked.voice is None or _voice(event) == asked.voice


def _voice(event: Event) -> str:
    if not event.claimed_by:
        return "own"
    unnamed = all(one.is_anonymous for one in event.claimed_by)
    return "unnamed" if unnamed else "named"


def _heading(row: EventRow) -> str:
    if row.edtf is None or row.year is None:
        return "No known date"
    parts = row.edtf.split("/")
    if len(parts) == 1 and len(parts[0]) >= 7 and parts[0][5:7].isdigit():
        month = int(parts[0][5:7])
        if 1 <= month <= 12:
            return f"{MONTHS[month - 1]} {row.year}"
    if len(parts) == 2 and parts[0][:7] == parts[1][:7] and len(parts[0]) >= 7:
        return f"{MONTHS[int(parts[0][5:7]) - 1]} {row.year}"
    return f"{row.year}, no exact month"
