"""Events as the articles that were out by a day tell them: a page of a list at a time.

Three kinds of events had been told of by then. Those whose articles were all out look as
they do now: an index finds them. Of the others, those whose reports all give the same days
stand where they stand now, and are folded as the list comes to them. Only the rest, told
half and with other days, must be folded before anything can be put in order.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    func,
    select,
    union_all,
)

from detente.ledger import schema as s
from detente.ledger.changes import UNDATED
from detente.ledger.codec import decode_all
from detente.ledger.query import Wanted, by_date, holds_of, joined
from detente.ledger.then import END, events_at
from detente.model.happening import Event

BATCH = 100
OPEN = date.min.isoformat()


def events_out(
    connection: Connection,
    wanted: Wanted,
    day: date,
    *,
    limit: int | None,
    newest_first: bool,
    after: str | None,
) -> list[Event]:
    """The events asked for, in order, as they were known on a day."""
    iso = day.isoformat()
    payload, seed = s.events.c.payload, s.events.c.seed
    whole = _told_whole(wanted, iso)
    rows = _page(connection, whole, payload, limit, newest_first, after)
    found = decode_all(Event, (row.value for row in rows))
    last = rows[-1].sort_key if limit is not None and len(rows) == limit else None
    half = _told_half(wanted, iso)
    moving = [
        one._replace(query=one.query.where(one.of.is_moving == 1)) for one in half
    ]
    found += _fold(connection, wanted, day, _page(connection, moving, seed))
    still = [one._replace(query=one.query.where(one.of.is_moving == 0)) for one in half]
    size = BATCH if limit is not None else None
    n_near, place = 0, after
    while True:
        rows = _page(connection, still, seed, size, newest_first, place, last)
        near = _fold(connection, wanted, day, rows)
        found += near
        n_near += len(near)
        if limit is None or len(rows) < BATCH or n_near >= limit:
            return page_of(found, wanted, limit, newest_first, after)
        place = rows[-1].sort_key


def n_events_out(connection: Connection, wanted: Wanted, day: date) -> int:
    """How many events are asked for, as they were known on a day."""
    iso = day.isoformat()
    if wanted == Wanted(as_of=wanted.as_of):
        of = s.events.c
        query = select(func.count()).where(of.first_out <= iso, of.first_out > OPEN)
        rows = _page(connection, _ways(wanted, iso, _is_open), of.seed)
        n = connection.scalar(query) or 0
        return n + len(_fold(connection, wanted, day, rows))
    counted = func.count()
    n = 0
    for way, _, _ in _told_whole(wanted, iso):
        n += (
            connection.scalar(
                way.with_only_columns(counted, maintain_column_froms=True)
            )
            or 0
        )
    rows = _page(connection, _told_half(wanted, iso), s.events.c.seed)
    return n + len(_fold(connection, wanted, day, rows))


def page_of(
    events: Iterable[Event],
    wanted: Wanted,
    limit: int | None,
    newest_first: bool,
    after: str | None,
) -> list[Event]:
    """Those of some events that are asked for, in order, a page of them."""
    found = [one for one in events if holds_of(one, wanted)]
    if after is not None:
        found = [
            one
            for one in found
            if (by_date(one) < after if newest_first else by_date(one) > after)
        ]
    found.sort(key=by_date, reverse=newest_first)
    return found[:limit] if limit is not None else found


def _is_open(of: Any) -> tuple[ColumnElement[bool], ...]:
    """Told by an article that was replaced: who knows when first."""
    return (of.first_out == OPEN,)


class _Way(NamedTuple):
    """A query, and the columns of the table that it runs along."""

    query: Select[Any]
    of: Any
    key: Column[str]


def _told_whole(wanted: Wanted, iso: str) -> list[_Way]:
    """The events all of whose articles were out."""
    return _ways(wanted, iso, lambda of: (of.last_out <= iso,))


def _told_half(wanted: Wanted, iso: str) -> list[_Way]:
    """Those of which one article was out, and another not, or not surely.

    Type and status were then what some report has, or what a person settled.
    """
    ways = _ways(
        wanted.lasting(), iso, lambda of: (of.first_out <= iso, of.last_out > iso)
    )
    for now, told, values in (
        (s.events.c.type, s.reports.c.type, wanted.types),
        (s.events.c.status, s.reports.c.status, wanted.statuses),
    ):
        if values:
            names = [str(one) for one in values]
            some = select(s.reports.c.report_id).where(
                s.reports.c.event_id == s.events.c.event_id, told.in_(names)
            )
            may_be = now.in_(names) | some.exists()
            ways = [one._replace(query=one.query.where(may_be)) for one in ways]
    return ways


def _ways(
    wanted: Wanted, iso: str, told: Callable[[Any], tuple[ColumnElement[bool], ...]]
) -> list[_Way]:
    """Queries that together find each of the events once.

    Of those told only afterwards none lies behind the day; so of all events of a ledger
    no more are looked at than there are up to the day, and those told ahead.
    """
    query, key = joined(wanted, by_kind=False)
    of = key.table.c if "last_out" in key.table.c else s.events.c
    query = query.where(*told(of))
    if key.table is not s.events:
        return [_Way(query, of, key)]
    parts: tuple[tuple[ColumnElement[bool], ...], ...] = (
        (of.is_ahead == 0, key < f"{iso} {UNDATED}{UNDATED}"),
        (of.is_ahead == 0, key >= UNDATED),
        (of.is_ahead == 1,),
    )
    return [_Way(query.where(*part), of, key) for part in parts]


def _page(
    connection: Connection,
    ways: Sequence[_Way],
    column: Column[Any],
    limit: int | None = None,
    newest_first: bool = False,
    after: str | None = None,
    last: str | None = None,
) -> Sequence[Row[Any]]:
    """Rows of (sort key, column) behind one place, up to another, in order."""
    parts = []
    for way, _, key in ways:
        query = way.with_only_columns(key.label("sort_key"), column.label("value"))
        if after is not None:
            query = query.where(key < after if newest_first else key > after)
        if last is not None:
            query = query.where(key >= last if newest_first else key <= last)
        if limit is not None:
            query = query.order_by(key.desc() if newest_first else key).limit(limit)
        parts.append(select(query.subquery()))
    whole = union_all(*parts).subquery()
    order = whole.c.sort_key.desc() if newest_first else whole.c.sort_key
    return connection.execute(select(whole).order_by(order).limit(limit)).all()


def _fold(
    connection: Connection, wanted: Wanted, day: date, rows: Sequence[Row[Any]]
) -> list[Event]:
    """The events of these seeds as they were told by the day, if they are asked for."""
    if not rows:
        return []
    seeds = [row.value for row in rows]
    found = events_at(connection, seeds, END, out_by=day)
    return [one for one in found if holds_of(one, wanted)]
