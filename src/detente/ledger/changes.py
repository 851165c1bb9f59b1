"""What one transaction changes, kept beside its connection until `settle` books it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from detente.ledger.pieces import days_of
from detente.model.happening import Event

# An event that may lie on days further apart than this is looked for by itself.
LONG_DAYS = 31
# After every day and every id: the undated come last.
UNDATED = "~"


class Profile(NamedTuple):
    """What queries see of an event; while it stays, the event is the same to them."""

    sort_key: str
    type: str
    status: str
    first_day: str | None
    last_day: str | None
    story_id: str | None
    seed: str
    countries: tuple[str, ...]
    dyads: tuple[tuple[str, str], ...]
    actors: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """An event as it stood before the transaction, or as it stands in it."""

    profile: Profile
    article_ids: tuple[str, ...]
    payload: bytes
    since_seq: int
    changed_seq: int


@dataclass(slots=True)
class Changes:
    """What a transaction did so far.

    `stamp` is the first entry that it may log: what it changes holds from there on.
    `was_out` is the last day on which an article that it files anew may have come out,
    as it was before.
    """

    stamp: int
    before: dict[str, Stood | None] = field(default_factory=dict)
    after: dict[str, Stood] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    weeks: Counter[str] = field(default_factory=Counter)
    stories: set[str] = field(default_factory=set)
    was_out: dict[str, str | None] = field(default_factory=dict)


def changes_of(connection: Connection) -> Changes:
    """The changes of the transaction that is under way."""
    found = connection.info.get("changes")
    if not isinstance(found, Changes):
        raise TypeError("no transaction of the ledger is under way")
    return found


def sort_key(event: Event) -> str:
    """The order of every list: day, last day, id."""
    _, last, day = days_of(event.dating.interval if event.dating else None)
    return f"{day or UNDATED} {last or UNDATED} {event.id}"


def is_long(event: Event) -> bool:
    """Whether its possible days lie far apart (an open start or end does)."""
    if event.dating is None:
        return False
    days = event.dating.interval
    return (days.end - days.start).days > LONG_DAYS


def is_ahead(event: Event) -> bool:
    """Whether the first article to tell of it was out before its day."""
    first_out, _ = out_between(event)
    _, _, day = days_of(event.dating.interval if event.dating else None)
    return first_out is not None and day is not None and first_out < day


def profile_of(event: Event) -> Profile:
    """What queries see of an event."""
    first, last, _ = days_of(event.dating.interval if event.dating else None)
    everyone = (*event.actors, *event.recipients)
    names: dict[str, str] = {}
    for party in everyone:
        if party.actor_id:
            known = names.setdefault(party.actor_id, party.name)
            names[party.actor_id] = min(known, party.name)
    return Profile(
        sort_key=sort_key(event),
        type=str(event.type),
        status=str(event.status),
        first_day=first,
        last_day=last,
        story_id=event.story_id,
        seed=event.report_ids[0],
        countries=event.countries,
        dyads=event.dyads,
        actors=tuple(sorted(names.items())),
        outlets=event.outlets,
    )


def out_between(event: Event) -> tuple[str | None, str | None]:
    """First and last day by which articles that tell of it were out.

    The last is open ("9999-12-31") where an article's day is not known. Where an outlet
    replaced an article, both are: when that was out, the event does not tell.
    """
    if event.replaced_ids:
        return "0001-01-01", "9999-12-31"
    days = [
        source.published.last.isoformat() if source.published else None
        for step in event.history
        for source in step.sources
    ]
    known = [day for day in days if day is not None]
    if not known:
        return None, None
    return min(known), max(known) if len(known) == len(days) else "9999-12-31"


def publication_week(day: str | None) -> str | None:
    """The ISO week ("2021-W10") of an article's last day; None where that is open."""
    if day is None or day == "9999-12-31":
        return None
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04}-W{week:02}"
