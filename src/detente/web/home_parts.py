"""What the first page tells: who was read last, and what that changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.ledger.read import Reader
from detente.ledger.read_entries import Corrected
from detente.ledger.records import Filing
from detente.model.status import Status
from detente.views.rows import EventRow, row_of, turns_of

MOST_ENTRIES = 400  # of the log, to find the last articles among
MOST_READ = 8
MOST_OUTLETS = 10
MOST_CHANGED_BY = 24  # articles whose events are looked at
MOST_TURNS = 8
MOST_CORRECTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article and when it was read, as ISO 8601 in UTC to the minute."""

    recorded: str
    article_id: str
    title: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRead:
    """An outlet of the articles read last: how many of those, and when the last one."""

    outlet: str | None
    n_articles: int
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An event whose status the articles read last turned: from, to."""

    before: Status
    row: EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The end of the log, as an analyst reads it."""

    read: tuple[Read, ...]
    outlets: tuple[OutletRead, ...]
    turns: tuple[Turn, ...]
    corrections: tuple[Corrected, ...]


def latest_of(ledger: Reader) -> Latest:
    """What came in last, and what it and people changed."""
    filed = [
        (_minute(one.recorded), one.entry)
        for one in ledger.latest(MOST_ENTRIES)
        if isinstance(one.entry, Filing)
    ]
    read = [
        Read(
            recorded=when,
            article_id=filing.article.id,
            title=filing.article.title,
            outlet=filing.article.outlet,
        )
        for when, filing in filed
    ]
    ids = [one.article_id for one in read[:MOST_CHANGED_BY]]
    return Latest(
        read=tuple(read[:MOST_READ]),
        outlets=_outlets(read),
        turns=_turns(ledger, ids),
        corrections=tuple(reversed(ledger.corrections()))[:MOST_CORRECTIONS],
    )


def _outlets(read: Sequence[Read]) -> tuple[OutletRead, ...]:
    found: dict[str | None, list[Read]] = {}
    for one in read:
        found.setdefault(one.outlet, []).append(one)
    return tuple(
        OutletRead(outlet=name, n_articles=len(these), recorded=these[0].recorded)
        for name, these in found.items()
    )[:MOST_OUTLETS]


def _turns(ledger: Reader, article_ids: Sequence[str]) -> tuple[Turn, ...]:
    """The events that these articles tell of and whose status has turned."""
    reports = [one.id for _, told in ledger.coded(article_ids) for one in told]
    events = ledger.events_by_id(ledger.event_ids(reports).values())
    found = []
    for event in events.values():
        row = row_of(event)
        turns = turns_of(row.history)
        if len(turns) > 1 and turns[-1].status is event.status:
            found.append((event.n_origins, event.id, turns[-2].status, row))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple(Turn(before=one[2], row=one[3]) for one in found[:MOST_TURNS])


def _minute(recorded: str) -> str:
    return recorded[:16].replace("T", " ")
