"""Which events are asked for, and the one query that finds them over indexes.

Every list runs by `sort_key`, and each way in has an index that ends with it: so a page
of a list is read from its place, and nothing is sorted.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Select, func, select, union_all

from detente.ledger import schema as s
from detente.ledger.changes import LONG_DAYS, UNDATED, sort_key
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status

T = TypeVar("T")
# More combinations of type and status than this are not worth a query each.
MAX_WAYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; every field that is given must hold.

    `pair` are two states that the event lies between, `country` one that takes part,
    `actor` the id of any actor that does. `since` and `until` are days that the event
    may touch, both included; an undated event is left out by either. `as_of`: as the
    articles published by that day tell it. `known_by`: as this ledger had it at that
    time (of recording, with its zone), whatever came or was corrected later.
    """

    pair: tuple[str, str] | None = None
    country: str | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    story_id: str | None = None
    as_of: date | None = None
    known_by: datetime | None = None
    actor: str | None = None
    outlet: str | None = None
    article_id: str | None = None
    min_confidence: float | None = None

    def lasting(self) -> "Wanted":
        """The conditions that do not depend on when one asks."""
        return Wanted(pair=self.pair, country=self.country)


def matching(
    wanted: Wanted,
    *,
    limit: int | None = None,
    newest_first: bool = False,
    after: str | None = None,
) -> Select[Any]:
    """The payloads of the events asked for, in order.

    Args:
        wanted: What is asked; `as_of` and `known_by` are not looked at.
        limit: At most so many.
        newest_first: Backwards, the undated first.
        after: The sort key of the last event of the page before.
    """
    pages = []
    for way, key in _ways(wanted):
        if after is not None:
            way = way.where(key < after if newest_first else key > after)
        pages.append((way, key))
    if len(pages) == 1:
        ((way, key),) = pages
        query = way.with_only_columns(s.events.c.payload)
        return query.order_by(key.desc() if newest_first else key).limit(limit)
    parts = [
        way.with_only_columns(key.label("sort_key"), s.events.c.payload)
        for way, key in pages
    ]
    if limit is not None:
        keys = [key.desc() if newest_first else key for _, key in pages]
        parts = [
            select(part.order_by(key).limit(limit).subquery())
            for part, key in zip(parts, keys, strict=True)
        ]
    whole = union_all(*parts).subquery()
    order = whole.c.sort_key.desc() if newest_first else whole.c.sort_key
    return select(whole.c.payload).order_by(order).limit(limit)


def counting(wanted: Wanted) -> Select[Any]:
    """How many events are asked for."""
    ways = [
        way.with_only_columns(func.count().label("n"), maintain_column_froms=True)
        for way, _ in _ways(wanted, whole_rows=False)
    ]
    if len(ways) == 1:
        return ways[0]
    whole = union_all(*ways).subquery()
    return select(func.sum(whole.c.n))


def _ways(
    wanted: Wanted, *, whole_rows: bool = True
) -> list[tuple[Select[Any], Column[str]]]:
    """Queries that together find each event asked for once, with the key of each."""
    events = s.events.c
    whole = not (
        wanted.pair
        or wanted.country
        or wanted.actor
        or wanted.outlet
        or wanted.article_id
        or wanted.story_id
    )
    n_ways = max(1, len(wanted.types)) * max(1, len(wanted.statuses))
    by_kind = (wanted.types or wanted.statuses) and n_ways <= MAX_WAYS
    if whole and (wanted.since or wanted.until or wanted.min_confidence is not None):
        # By days: the few of those days are soon looked through. An index by type leads
        # past every event of that type, so the store is kept from taking it.
        rest = _conditions(wanted, events, by_kind=False)
        near = _short(wanted)
        return [
            (
                select(s.events).where(events.is_long == 0, *near, *rest),
                events.sort_key,
            ),
            (select(s.events).where(events.is_long == 1, *rest), events.sort_key),
        ]
    if whole and by_kind:
        return [
            (select(s.events).where(*_conditions(one, events)), events.sort_key)
            for one in (
                replace(wanted, types=types, statuses=statuses)
                for types, statuses in product(
                    _each(wanted.types), _each(wanted.statuses)
                )
            )
        ]
    return [joined(wanted, whole_rows=whole_rows)]


def joined(
    wanted: Wanted, *, whole_rows: bool = True, by_kind: bool = True
) -> tuple[Select[Any], Column[str]]:
    """By the first of dyad, actor, outlet, country that is given; the others must hold.

    The table of dyads holds what events are filtered by, so of a busy pair only those
    that fit are read; where they are only counted, none is.
    """
    a, b = sorted(wanted.pair) if wanted.pair else ("", "")
    parts = [
        (part, values)
        for part, values in (
            (s.event_dyads, (a, b) if wanted.pair else ()),
            (s.event_actors, (wanted.actor,)),
            (s.event_outlets, (wanted.outlet,)),
            (s.event_countries, (wanted.country,)),
        )
        if values and values[0] is not None
    ]
    looks = s.event_dyads.c if wanted.pair else s.events.c
    conditions = [*_conditions(wanted, looks, by_kind=by_kind), *_told(wanted)]
    for part, values in parts:
        conditions += [
            column == value for column, value in zip(part.c, values, strict=False)
        ]
    first = parts[0][0] if parts else s.events
    query = select(first)
    for part, _ in parts[1:]:
        query = query.join(part, part.c.event_id == first.c.event_id)
    on_events = [*_told(wanted), *(() if wanted.pair else _conditions(wanted, looks))]
    if first is not s.events and (whole_rows or on_events):
        query = query.join(s.events, s.events.c.event_id == first.c.event_id)
    return query.where(*conditions), first.c.sort_key


def _conditions(
    wanted: Wanted, looks: Any, *, by_kind: bool = True
) -> list[ColumnElement[bool]]:
    """What is asked of the columns that both `events` and `event_dyads` have.

    Args:
        wanted: What is asked.
        looks: The columns.
        by_kind: Whether an index by type or status may lead to them.
    """
    found: list[ColumnElement[bool]] = []
    for column, values in (
        (looks.type, wanted.types),
        (looks.status, wanted.statuses),
    ):
        if values:
            found.append(_one_of(column if by_kind else column.concat(""), values))
    if wanted.since is not None:
        found.append(looks.last_day >= wanted.since.isoformat())
    if wanted.until is not None:
        found.append(looks.first_day <= wanted.until.isoformat())
    if wanted.min_confidence is not None:
        found.append(looks.confidence >= wanted.min_confidence)
    return found


def _told(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked of the event itself."""
    events = s.events.c
    found: list[ColumnElement[bool]] = []
    if wanted.story_id is not None:
        found.append(events.story_id == wanted.story_id)
    if wanted.article_id is not None:
        told = select(s.reports.c.event_id).where(
            s.reports.c.article_id == wanted.article_id
        )
        found.append(events.event_id.in_(told))
    return found


def _each(values: tuple[T, ...]) -> list[tuple[T, ...]]:
    """Each value by itself; nothing by itself where there is none."""
    return [(one,) for one in values] or [()]


def _one_of(
    column: ColumnElement[Any],
    values: tuple[EventType, ...] | tuple[Status, ...],
) -> ColumnElement[bool]:
    texts = [str(one) for one in values]
    return column == texts[0] if len(texts) == 1 else column.in_(texts)


def _short(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Where in the order an event of at most a month can lie."""
    key = s.events.c.sort_key
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        room = min(LONG_DAYS, (wanted.since - date.min).days)
        found.append(key >= (wanted.since - timedelta(days=room)).isoformat())
    if wanted.until is not None:
        found.append(key < f"{wanted.until.isoformat()} {UNDATED}{UNDATED}")
    return found


def holds_of(event: Event, wanted: Wanted) -> bool:
    """The conditions on the event itself, put to one in hand."""
    days = event.dating.interval if event.dating else None
    return (
        (wanted.pair is None or tuple(sorted(wanted.pair)) in event.dyads)
        and (wanted.country is None or wanted.country in event.countries)
        and (not wanted.types or event.type in wanted.types)
        and (not wanted.statuses or event.status in wanted.statuses)
        and (wanted.since is None or (days is not None and days.last >= wanted.since))
        and (wanted.until is None or (days is not None and days.start <= wanted.until))
        and (wanted.story_id is None or event.story_id == wanted.story_id)
        and (wanted.outlet is None or wanted.outlet in event.outlets)
        and (wanted.article_id is None or wanted.article_id in event.article_ids)
        and (wanted.min_confidence is None or event.confidence >= wanted.min_confidence)
        and (
            wanted.actor is None
            or wanted.actor
            in {one.actor_id for one in (*event.actors, *event.recipients)}
        )
    )


by_date = sort_key
