"""Counts by two keys: who meets whom in how many events, who was read of when.

`roll_meetings` and `roll_weeks` book what a transaction changed; `fill` works the same
rows out of the other tables at once, for a ledger that has none yet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import permutations

from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_

from detente.ledger import schema as s
from detente.ledger.changes import Changes, Stood, publication_week
from detente.ledger.pieces import chunks

# So many pairs of keys in a statement.
MOST_KEYS = 200
Pair = tuple[str, str]


def roll_meetings(
    connection: Connection, before: Iterable[Stood], after: Iterable[Stood]
) -> None:
    """Book in how many more or fewer events two actors stand together."""
    steps: Counter[tuple[str, ...]] = Counter()
    for stoods, step in ((before, -1), (after, 1)):
        for stood in stoods:
            for pair in permutations((one for one, _ in stood.profile.actors), 2):
                steps[pair] += step
    _add(connection, s.actor_meetings, steps)


def roll_weeks(connection: Connection, changes: Changes) -> None:
    """Book which articles report an event between two states now, and which no more."""
    changed = changes.before.keys() | changes.after.keys()
    told: dict[str, set[Pair]] = {}  # article -> the pairs that it told of before
    for stood in changes.before.values():
        if stood is not None and stood.profile.dyads:
            for article_id in stood.article_ids:
                told.setdefault(article_id, set()).update(stood.profile.dyads)
    articles = told.keys() | changes.was_out.keys()
    for stood in changes.after.values():
        if stood.profile.dyads:
            articles |= set(stood.article_ids)
    steps: Counter[tuple[str, ...]] = Counter()
    of, dyad, report = s.publications.c, s.event_dyads.c, s.reports.c
    for piece in chunks(articles):
        days = {
            row.article_id: row.last_day
            for row in connection.execute(
                select(of.article_id, of.last_day).where(of.article_id.in_(piece))
            )
        }
        tells: dict[str, set[Pair]] = {}
        for article_id, event_id, a, b in connection.execute(
            select(report.article_id, report.event_id, dyad.a, dyad.b)
            .join(s.event_dyads, dyad.event_id == report.event_id)
            .where(report.article_id.in_(piece))
        ):
            tells.setdefault(article_id, set()).add((a, b))
            if event_id not in changed:
                told.setdefault(article_id, set()).add((a, b))
        for article_id in piece:
            day = days.get(article_id)
            for pairs, out, step in (
                (told, changes.was_out.get(article_id, day), -1),
                (tells, day, 1),
            ):
                week = publication_week(out)
                if week is not None:
                    for a, b in pairs.get(article_id, ()):
                        steps[a, b, week] += step
    _add(connection, s.dyad_weeks, steps)


def fill(connection: Connection) -> None:
    """Work both out of the other tables."""
    own, other = s.event_actors.alias("own"), s.event_actors.alias("other")
    connection.execute(delete(s.actor_meetings))
    connection.execute(
        insert(s.actor_meetings).from_select(
            ["actor_id", "other_id", "n_events"],
            select(own.c.actor_id, other.c.actor_id, func.count())
            .join(other, own.c.event_id == other.c.event_id)
            .where(own.c.actor_id != other.c.actor_id)
            .group_by(own.c.actor_id, other.c.actor_id),
        )
    )
    connection.execute(delete(s.dyad_weeks))
    day = s.publications.c.last_day
    tells = (
        select(s.event_dyads.c.a, s.event_dyads.c.b, s.reports.c.article_id)
        .join(s.reports, s.event_dyads.c.event_id == s.reports.c.event_id)
        .distinct()
        .subquery()
    )
    counts: Counter[tuple[str, ...]] = Counter()
    for a, b, last, n in connection.execute(
        select(tells.c.a, tells.c.b, day, func.count())
        .join(s.publications, s.publications.c.article_id == tells.c.article_id)
        .group_by(tells.c.a, tells.c.b, day)
    ):
        week = publication_week(last)
        if week is not None:
            counts[a, b, week] += n
    _put(connection, s.dyad_weeks, counts)


def _add(
    connection: Connection, table: Table, steps: Mapping[tuple[str, ...], int]
) -> None:
    """Add to the counts of these keys; none stays at nothing."""
    keys = list(table.c)[:-1]
    ordered = sorted(key for key in steps if steps[key])
    for start in range(0, len(ordered), MOST_KEYS):
        piece = ordered[start : start + MOST_KEYS]
        here = tuple_(*keys).in_(piece)
        counts = dict.fromkeys(piece, 0)
        for *key, before in connection.execute(select(table).where(here)):
            counts[tuple(key)] = before
        if any(counts.values()):
            connection.execute(delete(table).where(here))
        now = {key: before + steps[key] for key, before in counts.items()}
        _put(connection, table, now)


def _put(
    connection: Connection, table: Table, counts: Mapping[tuple[str, ...], int]
) -> None:
    names = [column.name for column in table.c]
    rows = [dict(zip(names, (*key, n), strict=True)) for key, n in counts.items() if n]
    if rows:
        connection.execute(insert(table), rows)
