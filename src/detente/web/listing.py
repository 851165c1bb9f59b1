"""The events that a page lists: those asked for, a page of them at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from detente.ledger.changes import UNDATED
from detente.ledger.read import Reader, Wanted
from detente.model.happening import Event
from detente.views.rows import EventRow, row_of
from detente.views.words import MONTHS
from detente.web.asked import Asked, BadQuestion

PER_PAGE = 60
MOST_PAGES = 50
# Beyond these, pictures and lists beside them show the newest only, and say so.
MOST_SHOWN = 2000
# Files hold everything up to here; whole ledgers are exported by `detente ledger export`.
MOST_IN_FILE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The rows under one heading: "Oct 2022" where they begin, "2018, no exact month"."""

    words: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of events, newest first, the undated last; `n_found` in all."""

    rows: tuple[EventRow, ...]
    n_found: int
    page: int
    n_pages: int

    @property
    def months(self) -> tuple[Month, ...]:
        """The rows under headings, in their order."""
        return tuple(
            Month(words=words, rows=tuple(rows))
            for words, rows in groupby(self.rows, _heading)
        )


def newest(ledger: Reader, wanted: Wanted, limit: int) -> list[Event]:
    """At most so many events, the newest first, the undated after all others."""
    dated = ledger.events(wanted, limit=limit, newest_first=True, after=UNDATED)
    if len(dated) == limit:
        return dated
    return dated + ledger.events(wanted, limit=limit - len(dated), after=UNDATED)


def shown(ledger: Reader, asked: Asked, **wanted: Any) -> list[Event]:
    """The newest events asked for, newest first: what pictures and files are made of."""
    found = newest(ledger, asked.wanted(**wanted), MOST_SHOWN)
    return [one for one in found if _is_said_so(one, asked)]


def for_file(ledger: Reader, asked: Asked, **wanted: Any) -> list[EventRow]:
    """The events asked for by date, for a file."""
    found = ledger.events(asked.wanted(**wanted), limit=MOST_IN_FILE)
    return [row_of(one) for one in found if _is_said_so(one, asked)]


def listing(ledger: Reader, asked: Asked, **wanted: Any) -> Listing:
    """The page asked for.

    Raises:
        BadQuestion: a page so far on that a narrower question is meant.
    """
    if asked.page > MOST_PAGES:
        raise BadQuestion("page", f"at most {MOST_PAGES}; ask for fewer days instead")
    question = asked.wanted(**wanted)
    if asked.voice is None:
        n_found = ledger.n_events(question)
        ordered = newest(ledger, question, asked.page * PER_PAGE)
    else:  # what a speaker is, the ledger has no index for
        ordered = shown(ledger, asked, **wanted)
        n_found = len(ordered)
    n_pages = max(1, min(MOST_PAGES, -(-n_found // PER_PAGE)))
    here = ordered[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    return Listing(
        rows=tuple(map(row_of, here)), n_found=n_found, page=asked.page, n_pages=n_pages
    )


def outlets_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The outlets that report them, by name."""
    return tuple(sorted({name for event in events for name in event.outlets}))


def by_date(events: Sequence[Event]) -> list[Event]:
    """Newest first turned to oldest first."""
    return list(reversed(events))


def _is_said_so(event: Event, asked: Asked) -> bool:
    if asked.voice is None:
        return True
    if not event.claimed_by:
        return asked.voice == "own"
    unnamed = all(one.is_anonymous for one in event.claimed_by)
    return asked.voice == ("unnamed" if unnamed else "named")


def _heading(row: EventRow) -> str:
    if row.edtf is None or row.year is None:
        return "No known date"
    # Rows stand by the first day that they allow; by the last where there is no first.
    start, _, end = row.edtf.partition("/")
    first = end if start == ".." else start
    if len(first) >= 7 and first[5:7].isdigit() and 1 <= int(first[5:7]) <= 12:
        return f"{MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    return f"{row.year}, no exact month"
