"""Events into and out of the tables that queries read, and what follows from it.

`drop_events` and `write_events` change the tables; `settle`, at the end of a
transaction, compares what stood before with what stands now: an event that looks the
same keeps its age, one that changed leaves a row in the past, the roll-ups follow.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from detente.ledger import schema as s
from detente.ledger.chain import head_of
from detente.ledger.changes import (
    UNDATED,
    Changes,
    Stood,
    changes_of,
    profile_of,
)
from detente.ledger.codec import decode_as, encode
from detente.ledger.event_rows import parts_of, put_rows, row_of
from detente.ledger.pieces import CHUNK, chunks
from detente.ledger.roll_ups import roll_meetings, roll_weeks
from detente.model.happening import Event


@contextmanager
def changing(connection: Connection, stamp: int | None = None) -> Iterator[Changes]:
    """Gather what changes in a transaction, and book it at its end.

    Args:
        connection: Inside a transaction.
        stamp: The entry from which it holds; by default the one after the last.
    """
    first = head_of(connection).seq + 1 if stamp is None else stamp
    changes = Changes(first)
    connection.info["changes"] = changes
    try:
        yield changes
        settle(connection, changes)
    finally:
        del connection.info["changes"]


def drop_events(connection: Connection, event_ids: set[str]) -> None:
    """Take events out of the tables."""
    changes = changes_of(connection)
    columns = s.events.c
    for piece in chunks(event_ids):
        for row in connection.execute(
            select(
                columns.event_id,
                columns.since_seq,
                columns.changed_seq,
                columns.payload,
            ).where(columns.event_id.in_(piece))
        ):
            if row.event_id not in changes.before:
                event = decode_as(Event, row.payload)
                changes.before[row.event_id] = Stood(
                    profile_of(event),
                    event.article_ids,
                    row.payload,
                    row.since_seq,
                    row.changed_seq,
                )
        for table in (*s.EVENT_PARTS, s.events):
            connection.execute(delete(table).where(table.c.event_id.in_(piece)))
    for one in event_ids:
        changes.before.setdefault(one, None)
        changes.after.pop(one, None)


def write_events(
    connection: Connection, events: Sequence[Event], *, moving: Collection[str]
) -> None:
    """Put events into the tables; `drop_events` came before.

    Args:
        connection: Inside a transaction.
        events: As they stand now.
        moving: Ids of those whose reports give other days as well.
    """
    if not events:
        return
    changes = changes_of(connection)
    rows: list[dict[str, object]] = []
    parts: dict[str, list[dict[str, object]]] = {one.name: [] for one in s.EVENT_PARTS}
    for event in events:
        profile = profile_of(event)
        payload = encode(event)
        before = changes.before.get(event.id)
        changed = since = changes.stamp
        if before is not None and before.profile == profile:
            since = before.since_seq
            changed = before.changed_seq if before.payload == payload else changed
        changes.after[event.id] = Stood(
            profile, event.article_ids, payload, since, changed
        )
        row = row_of(event, profile, payload, event.id in moving, since, changed)
        rows.append(row)
        for name, found in parts_of(event, profile, row).items():
            parts[name] += found
    put_rows(connection, rows, parts)
    connection.execute(
        update(s.reports)
        .where(s.reports.c.report_id == bindparam("of_report"))
        .values(event_id=bindparam("of_event")),
        [
            {"of_report": report_id, "of_event": event.id}
            for event in events
            for report_id in event.report_ids
        ],
    )


def settle(connection: Connection, changes: Changes) -> None:
    """Book what a transaction changed: the past, and every roll-up."""
    pairs: dict[tuple[str, str], int] = {}
    actors: dict[str, int] = {}
    met: dict[int, list[Stood]] = {-1: [], 1: []}
    for event_id in sorted(changes.before.keys() | changes.after.keys()):
        before, after = changes.before.get(event_id), changes.after.get(event_id)
        if before is not None and (after is None or after.profile != before.profile):
            _leave_behind(connection, event_id, before, changes.stamp)
        same = before is not None and after is not None
        if same and before.profile == after.profile:  # type: ignore[union-attr]
            continue
        for stood, step in ((before, -1), (after, 1)):
            if stood is None:
                continue
            changes.tally["events"] += step
            met[step].append(stood)
            for pair in stood.profile.dyads:
                pairs[pair] = pairs.get(pair, 0) + step
            for one, _ in stood.profile.actors:
                actors[one] = actors.get(one, 0) + step
            if stood.profile.story_id is not None:
                changes.stories.add(stood.profile.story_id)
    _roll_dyads(connection, pairs)
    roll_weeks(connection, changes)
    _roll_actors(connection, actors)
    roll_meetings(connection, met[-1], met[1])
    _roll_stories(connection, changes)
    _count(connection, s.weeks, "week", "n_articles", changes.weeks)
    _count(connection, s.tallies, "what", "n", changes.tally)


def _leave_behind(
    connection: Connection, event_id: str, before: Stood, stamp: int
) -> None:
    if before.since_seq >= stamp:
        return  # it came and went inside one transaction
    profile = before.profile
    at = {
        "event_id": event_id,
        "since_seq": before.since_seq,
        "until_seq": stamp,
        "sort_key": profile.sort_key,
    }
    connection.execute(
        insert(s.past_events).values(
            **at,
            type=profile.type,
            status=profile.status,
            first_day=profile.first_day,
            last_day=profile.last_day,
            story_id=profile.story_id,
            seed=profile.seed,
        )
    )
    for table, found in (
        (s.past_countries, [{"country": one} for one in profile.countries]),
        (s.past_dyads, [{"a": a, "b": b} for a, b in profile.dyads]),
        (s.past_actors, [{"actor_id": one} for one, _ in profile.actors]),
        (s.past_outlets, [{"outlet": one} for one in profile.outlets]),
    ):
        if found:
            connection.execute(insert(table), [{**one, **at} for one in found])


_LATEST = select(func.max(s.event_dyads.c.sort_key)).where(
    s.event_dyads.c.a == bindparam("of_a"),
    s.event_dyads.c.b == bindparam("of_b"),
    s.event_dyads.c.sort_key < UNDATED,
)
_NAME = select(func.min(s.event_actors.c.name)).where(
    s.event_actors.c.actor_id == bindparam("of_actor")
)


def _roll_dyads(connection: Connection, pairs: dict[tuple[str, str], int]) -> None:
    of = s.dyads.c
    ordered = sorted(pairs)
    for start in range(0, len(ordered), CHUNK):
        piece = ordered[start : start + CHUNK]
        here = tuple_(of.a, of.b).in_(piece)
        before = {
            (row.a, row.b): row.n_events
            for row in connection.execute(select(of.a, of.b, of.n_events).where(here))
        }
        connection.execute(delete(s.dyads).where(here))
        rows = []
        for a, b in piece:
            n = before.get((a, b), 0) + pairs[a, b]
            if n:
                last = connection.scalar(_LATEST, {"of_a": a, "of_b": b})
                rows.append({"a": a, "b": b, "n_events": n, "last_key": last or ""})
        if rows:
            connection.execute(insert(s.dyads), rows)


def _roll_actors(connection: Connection, actors: dict[str, int]) -> None:
    of = s.actors.c
    for piece in chunks(actors):
        here = of.actor_id.in_(piece)
        before = {
            row.actor_id: row.n_events
            for row in connection.execute(select(of.actor_id, of.n_events).where(here))
        }
        connection.execute(delete(s.actors).where(here))
        rows = []
        for one in piece:
            n = before.get(one, 0) + actors[one]
            if n:
                name = connection.scalar(_NAME, {"of_actor": one}) or ""
                rows.append(
                    {
                        "actor_id": one,
                        "name": name,
                        "name_key": name.casefold(),
                        "n_events": n,
                    }
                )
        if rows:
            connection.execute(insert(s.actors), rows)


def _roll_stories(connection: Connection, changes: Changes) -> None:
    for story_id in sorted(changes.stories):
        was = connection.execute(
            delete(s.stories).where(s.stories.c.story_id == story_id)
        ).rowcount
        row = _story(connection, story_id)
        changes.tally["stories"] += (row is not None) - was
        if row is not None:
            connection.execute(insert(s.stories).values(**row))


class Member(NamedTuple):
    """What a story takes from one of its articles."""

    title: str | None
    outlet: str | None
    first_day: str | None
    last_day: str | None


def _story(connection: Connection, story_id: str) -> dict[str, object] | None:
    columns = s.publications.c
    members = connection.execute(
        select(columns.title, columns.outlet, columns.first_day, columns.last_day)
        .where(columns.story_id == story_id)
        .order_by(columns.first_day.nulls_last(), columns.article_id)
    ).all()
    if not members:
        return None
    n_events = connection.scalar(
        select(func.count())
        .select_from(s.events)
        .where(s.events.c.story_id == story_id)
    )
    return story_row(story_id, [Member(*one) for one in members], n_events or 0)


def story_row(
    story_id: str, members: Sequence[Member], n_events: int
) -> dict[str, object]:
    """A row of `stories`; the members by their first day, the undated last."""
    days = [(one.first_day, one.last_day) for one in members if one.first_day]
    # One article "from March on" must not leave the whole story without an end.
    closed = [d for d in days if d[0] != "0001-01-01" and d[1] != "9999-12-31"] or days
    first = min((one for one, _ in closed), default=None)
    return {
        "story_id": story_id,
        "sort_key": f"{_backwards(first)} {story_id}",
        "title": next((one.title for one in members if one.title), None),
        "first_day": first,
        "last_day": max((one for _, one in closed if one), default=None),
        "n_articles": len(members),
        "n_events": n_events,
        "outlets": "\n".join(sorted({one.outlet for one in members if one.outlet})),
    }


def _backwards(day: str | None) -> str:
    """A day as text that sorts the latest first, the undated last."""
    if day is None:
        return UNDATED
    return "".join(str(9 - int(c)) if c.isdigit() else c for c in day)


def _count(
    connection: Connection,
    table: Table,
    key: str,
    n: str,
    steps: Mapping[str, int],
) -> None:
    of = table.c
    for piece in chunks(one for one in steps if steps[one]):
        here = of[key].in_(piece)
        before = {
            row[0]: row[1]
            for row in connection.execute(select(of[key], of[n]).where(here))
        }
        connection.execute(delete(table).where(here))
        now = {one: before.get(one, 0) + steps[one] for one in piece}
        rows = [{key: one, n: count} for one, count in now.items() if count]
        if rows:
            connection.execute(insert(table), rows)
