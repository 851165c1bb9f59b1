"""Which events are asked for, and the one query that finds them over indexes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from detente.ledger import schema as s
from detente.ledger.pieces import days_of
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; every field that is given must hold.

    `pair` are two states that the event lies between, `country` one that takes part.
    `since` and `until` are days that the event may touch, both included; an undated
    event is left out by either. `as_of`: as the articles published by that day tell it.
    """

    pair: tuple[str, str] | None = None
    country: str | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    story_id: str | None = None
    as_of: date | None = None


def matching(wanted: Wanted) -> Select[bytes]:
    """The query for the events asked for; each condition has its index."""
    events = s.events.c
    query = select(events.payload)
    if wanted.pair is not None:
        a, b = sorted(wanted.pair)
        dyads = s.event_dyads.c
        query = query.join(s.event_dyads, dyads.event_id == events.event_id).where(
            dyads.a == a, dyads.b == b
        )
    if wanted.country is not None:
        countries = s.event_countries.c
        query = query.join(
            s.event_countries, countries.event_id == events.event_id
        ).where(countries.country == wanted.country)
    if wanted.types:
        query = query.where(events.type.in_([str(one) for one in wanted.types]))
    if wanted.statuses:
        query = query.where(events.status.in_([str(one) for one in wanted.statuses]))
    if wanted.since is not None:
        query = query.where(events.last_day >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(events.first_day <= wanted.until.isoformat())
    if wanted.story_id is not None:
        query = query.where(events.story_id == wanted.story_id)
    return query.order_by(
        events.sort_day.is_(None), events.sort_day, events.last_day, events.event_id
    )


def holds_of(event: Event, wanted: Wanted) -> bool:
    """The conditions on type, status and date, put to an event in hand."""
    days = event.dating.interval if event.dating else None
    return (
        (not wanted.types or event.type in wanted.types)
        and (not wanted.statuses or event.status in wanted.statuses)
        and (wanted.since is None or (days is not None and days.last >= wanted.since))
        and (wanted.until is None or (days is not None and days.start <= wanted.until))
    )


def by_date(event: Event) -> tuple[bool, str, str, str]:
    """The order of `matching`."""
    _, last, sort_day = days_of(event.dating.interval if event.dating else None)
    return sort_day is None, sort_day or "", last or "", event.id
