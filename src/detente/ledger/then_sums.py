"""How much there was at an earlier entry, and the lists of it: stories, dyads, actors.

The roll-ups tell of now only. What still stands as it stood then is counted in the
store; what has changed since is folded as it was, and counted here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from detente.ledger import schema as s
from detente.ledger.changes import UNDATED, profile_of
from detente.ledger.pieces import days_of
from detente.ledger.read_sums import StorySummary, story_of
from detente.ledger.records import Filing, GroupKind
from detente.ledger.shelve import Member, story_row
from detente.ledger.then import groups_at
from detente.ledger.then_entries import reports_then
from detente.model.happening import Event


@dataclass(slots=True)
class Tally:
    """In how many events something is: the first of its names, its dated ends."""

    n: int = 0
    name: str | None = None
    first: str | None = None
    last: str | None = None

    def add(self, n: int, name: str, first: str | None, last: str | None) -> None:
        """Count more of them."""
        self.n += n
        self.name = name if self.name is None else min(self.name, name)
        self.first = min((one for one in (self.first, first) if one), default=None)
        self.last = max((one for one in (self.last, last) if one), default=None)


def gone_seeds(connection: Connection, at: int) -> list[str]:
    """A report of each event that stood and has looked otherwise since."""
    past = s.past_events.c
    here = select(past.seed).where(past.since_seq <= at, past.until_seq > at)
    return list(connection.scalars(here))


def dyads_then(connection: Connection, at: int) -> dict[tuple[str, str], Tally]:
    """The pairs of states with events between them."""
    now, past = s.events.c, s.past_events.c
    dyads, gone = s.event_dyads, s.past_dyads
    found: dict[tuple[str, str], Tally] = {}
    for part, query in (
        (dyads, select(dyads).join(s.events, now.event_id == dyads.c.event_id)),
        (
            gone,
            select(gone).join(
                s.past_events,
                and_(
                    past.event_id == gone.c.event_id,
                    past.since_seq == gone.c.since_seq,
                ),
            ),
        ),
    ):
        stood = (
            (now.since_seq <= at,)
            if part is dyads
            else (past.since_seq <= at, past.until_seq > at)
        )
        counted = (part.c.a, part.c.b, func.count(), *_ends(part.c.sort_key))
        for a, b, n, first, last in connection.execute(
            query.with_only_columns(*counted, maintain_column_froms=True)
            .where(*stood)
            .group_by(part.c.a, part.c.b)
        ):
            found.setdefault((a, b), Tally()).add(n, "", first, last)
    return found


def dyads_in(events: Iterable[Event]) -> dict[tuple[str, str], Tally]:
    """The same of events in hand."""
    found: dict[tuple[str, str], Tally] = {}
    for event in events:
        profile = profile_of(event)
        key = _dated(profile.sort_key)
        for pair in profile.dyads:
            found.setdefault(pair, Tally()).add(1, "", key, key)
    return found


def add_actors(
    found: dict[str, Tally], events: Iterable[Event], with_actor: str | None = None
) -> None:
    """Count who is in these events; only in those that an actor is in, too."""
    for event in events:
        profile = profile_of(event)
        key = _dated(profile.sort_key)
        if with_actor is None or any(one == with_actor for one, _ in profile.actors):
            for one, name in profile.actors:
                found.setdefault(one, Tally()).add(1, name, key, key)


def add_actors_now(
    connection: Connection,
    found: dict[str, Tally],
    at: int,
    *,
    only: str | None = None,
    with_actor: str | None = None,
) -> None:
    """Count who is in the events that look since then as they did.

    Args:
        connection: To ask.
        found: Where they are counted.
        at: The entry.
        only: Count this one only.
        with_actor: Only in events that this one is in.
    """
    part = s.event_actors.c
    counted = (part.actor_id, func.min(part.name), func.count(), *_ends(part.sort_key))
    query = (
        select(*counted)
        .join(s.events, s.events.c.event_id == part.event_id)
        .where(s.events.c.since_seq <= at)
        .group_by(part.actor_id)
    )
    if only is not None:
        query = query.where(part.actor_id == only)
    if with_actor is not None:
        own = s.event_actors.alias("own")
        query = query.join(own, own.c.event_id == part.event_id)
        query = query.where(own.c.actor_id == with_actor)
    for actor_id, name, n, first, last in connection.execute(query):
        found.setdefault(actor_id, Tally()).add(n, name, first, last)


def stories_then(
    connection: Connection,
    filings: Iterable[Filing],
    n_events: Counter[str | None],
    at: int,
) -> list[StorySummary]:
    """The stories of these articles, the latest first, those without a date last."""
    by_id = {filing.article.id: filing for filing in filings}
    members: dict[str, list[Member]] = {}
    groups = groups_at(connection, by_id, at).get(str(GroupKind.STORY), {})
    for article_id, story_id in sorted(groups.items()):
        article = by_id[article_id].dated()
        first, last, _ = days_of(
            article.published.interval if article.published else None
        )
        members.setdefault(story_id, []).append(
            Member(article.title, article.outlet, first, last)
        )
    rows = []
    for story_id, some in members.items():
        some.sort(key=lambda one: (one.first_day is None, one.first_day or ""))
        rows.append(story_row(story_id, some, n_events[story_id]))
    rows.sort(key=lambda row: str(row["sort_key"]))
    return [story_of(row) for row in rows]


def n_events_by_story(connection: Connection, at: int) -> Counter[str | None]:
    """How many events each story had."""
    now, past = s.events.c, s.past_events.c
    found: Counter[str | None] = Counter()
    for column, *stood in (
        (now.story_id, now.since_seq <= at),
        (past.story_id, past.since_seq <= at, past.until_seq > at),
    ):
        query = select(column, func.count()).where(*stood).group_by(column)
        for story_id, n in connection.execute(query):
            found[story_id] += n
    return found


def n_reports_then(
    connection: Connection, article_ids: Sequence[str], at: int, *, out_by: date | None
) -> int:
    """How many reports stood in these articles."""
    if out_by is not None:
        found = reports_then(connection, article_ids, at, out_by)
        return sum(map(len, found.values()))
    # An article that nothing was filed or said of since has its reports of now.
    now, said = s.publications.c, s.corrections.c
    later = select(said.article_id).where(or_(said.seq > at, said.until_seq > at))
    same = and_(now.seq <= at, now.article_id.not_in(later))
    n: int = (
        connection.scalar(
            select(func.count())
            .select_from(s.reports)
            .join(s.publications, now.article_id == s.reports.c.article_id)
            .where(same)
        )
        or 0
    )
    unchanged = set(connection.scalars(select(now.article_id).where(same)))
    rest = [one for one in article_ids if one not in unchanged]
    return n + sum(map(len, reports_then(connection, rest, at, None).values()))


def _ends(key: Any) -> tuple[Any, Any]:
    dated = case((key < UNDATED, key))
    return func.min(dated), func.max(dated)


def _dated(key: str) -> str | None:
    return None if key.startswith(UNDATED) else key
