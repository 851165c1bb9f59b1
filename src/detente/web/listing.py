"""The events that a page lists: those asked for, a page of them at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from detente.ledger.changes import UNDATED, sort_key
from detente.ledger.query import holds_of
from detente.ledger.read import Reader, Wanted
from detente.model.happening import Event
from detente.views.rows import EventRow, row_of, told_on
from detente.views.words import MONTHS
from detente.web.asked import Asked, BadQuestion

PER_PAGE = 60
MOST_PAGES = 50
# Beyond these, pictures and lists beside them show the newest only, and say so.
MOST_SHOWN = 2000
# Files hold everything up to here; whole ledgers are exported by `detente ledger export`.
MOST_IN_FILE = 50_000
MOST_IN_FEED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The rows under one heading: "Oct 2022" where they begin, "2018, no exact month"."""

    words: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of events, newest first, the undated last; `n_found` in all.

    `texts` are the digests of the articles that the rows quote, by article, for citing.
    """

    rows: tuple[EventRow, ...]
    n_found: int
    page: int
    n_pages: int
    texts: Mapping[str, str]

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


def shown(
    ledger: Reader, asked: Asked, *, most: int = MOST_SHOWN, **wanted: Any
) -> list[Event]:
    """The newest events asked for, newest first: what pictures and files are made of."""
    question = asked.wanted(**wanted)
    if asked.reviewed is None:
        found = newest(ledger, question, most)
        return [one for one in found if _is_said_so(one, asked)]
    seen = reviewed_events(ledger)
    if asked.reviewed == "yes" and asked.as_of is None:
        here = ledger.events_by_id(seen).values()
        found = _newest_first(one for one in here if holds_of(one, question))
    else:
        found = newest(ledger, question, most + len(seen))
        is_wanted = asked.reviewed == "yes"
        found = [one for one in found if (one.id in seen) == is_wanted]
    return [one for one in found[:most] if _is_said_so(one, asked)]


def reviewed_events(ledger: Reader) -> frozenset[str]:
    """The events of whose reports a person has said something that holds."""
    said = [one.correction for one in ledger.corrections(standing=True)]
    ids = {anchor.report_id for one in said for anchor in one.at}
    return frozenset(ledger.event_ids(ids).values())


def for_file(ledger: Reader, asked: Asked, **wanted: Any) -> list[EventRow]:
    """The events asked for by date, for a file."""
    if asked.reviewed is not None:
        rows = shown(ledger, asked, most=MOST_IN_FILE, **wanted)
        return [row_of(one) for one in sorted(rows, key=sort_key)]
    found = ledger.events(asked.wanted(**wanted), limit=MOST_IN_FILE)
    return [row_of(one) for one in found if _is_said_so(one, asked)]


def for_feed(ledger: Reader, asked: Asked, **wanted: Any) -> list[EventRow]:
    """Of the newest events asked for those that were told of last, for a feed."""
    found = shown(ledger, asked, **wanted)
    return [row_of(one) for one in sorted(found, key=_told_last)[:MOST_IN_FEED]]


def listing(
    ledger: Reader, asked: Asked, *, at_hand: Sequence[Event] = (), **wanted: Any
) -> Listing:
    """The page asked for.

    Args:
        ledger: To ask.
        asked: The filters and the page.
        at_hand: What `shown` gave for the same question, if it was asked already.
        wanted: More conditions.

    Raises:
        BadQuestion: a page so far on that a narrower question is meant.
    """
    if asked.page > MOST_PAGES:
        raise BadQuestion("page", f"at most {MOST_PAGES}; ask for fewer days instead")
    end = asked.page * PER_PAGE
    ordered: Sequence[Event]
    if asked.voice is None and asked.reviewed is None:
        question = asked.wanted(**wanted)
        n_found = ledger.n_events(question)
        is_here = len(at_hand) >= min(end, n_found)
        ordered = at_hand if is_here else newest(ledger, question, end)
    else:  # what a speaker is, or was looked at, the ledger has no index for
        ordered = at_hand or shown(ledger, asked, **wanted)
        n_found = len(ordered)
    n_pages = max(1, min(MOST_PAGES, -(-n_found // PER_PAGE)))
    here = ordered[end - PER_PAGE : end]
    rows = tuple(map(row_of, here))
    return Listing(
        rows=rows,
        n_found=n_found,
        page=asked.page,
        n_pages=n_pages,
        texts=texts_of(ledger, rows),
    )


def texts_of(ledger: Reader, rows: Iterable[EventRow]) -> dict[str, str]:
    """Article id -> the digest of its text, of the articles that rows quote."""
    ids = {one.quote_article for one in rows if one.quote_article}
    return {one: filing.text_sha256 for one, filing in ledger.filings(ids).items()}


def outlets_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The outlets that report them, by name."""
    return tuple(sorted({name for event in events for name in event.outlets}))


def by_date(events: Sequence[Event]) -> list[Event]:
    """Newest first turned to oldest first."""
    return list(reversed(events))


def _newest_first(events: Iterable[Event]) -> list[Event]:
    """In the order of `newest`."""
    ordered = sorted(events, key=sort_key)
    dated = [one for one in ordered if sort_key(one) < UNDATED]
    return dated[::-1] + ordered[len(dated) :]


def _told_last(event: Event) -> tuple[int, str]:
    told = told_on(event)
    return -(told.toordinal() if told else 0), event.id


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
