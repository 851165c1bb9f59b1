"""Questions about how much there is; roll-ups answer them, whatever the ledger's size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from detente.ledger import schema as s
from detente.ledger.ask import Asker
from detente.ledger.chain import head_of
from detente.ledger.records import Counts
from detente.model.time import TimeInterval
from detente.problems import NoSuchEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    """A story in numbers; `days` are those of its articles, `title` the first one's."""

    id: str
    title: str | None
    days: TimeInterval | None
    n_articles: int
    outlets: tuple[str, ...]
    n_events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadSummary:
    """A pair of states with its events; `last_day` is that of the latest dated one."""

    a: str
    b: str
    n_events: int
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSummary:
    """An actor by its id, which begins with what kind it is ("state:", "person:" …)."""

    id: str
    name: str
    n_events: int
    first_day: date | None = None
    last_day: date | None = None

    @property
    def kind(self) -> str:
        """What it is: state, person, body and so on."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The state of the log that an answer rests on."""

    n_entries: int
    head: str


class Sums(Asker):
    """Counts and lists of what there is."""

    def counts(self) -> Counts:
        """How much there is."""
        with self.asking() as connection:
            rows = connection.execute(select(s.tallies.c.what, s.tallies.c.n))
            n = {row.what: row.n for row in rows}
            entries = head_of(connection).seq
        return Counts(
            articles=n.get("articles", 0),
            reports=n.get("reports", 0),
            judgements=n.get("judgements", 0),
            events=n.get("events", 0),
            stories=n.get("stories", 0),
            rejected=n.get("rejected", 0),
            entries=entries,
        )

    def revision(self) -> Revision:
        """Where the log ends now: a permalink names it."""
        with self.asking() as connection:
            head = head_of(connection)
        return Revision(n_entries=head.seq, head=head.hash)

    def pairs(self) -> dict[tuple[str, str], int]:
        """The pairs of states with the number of events between them, most first."""
        return {(one.a, one.b): one.n_events for one in self.dyads_active()}

    def dyads_active(
        self, since: date | None = None, *, limit: int | None = None
    ) -> list[DyadSummary]:
        """The pairs of states, those with most events first.

        Args:
            since: Only those with an event on or after this day.
            limit: At most so many.
        """
        columns = s.dyads.c
        query = select(s.dyads).order_by(columns.n_events.desc(), columns.a, columns.b)
        if since is not None:
            query = query.where(columns.last_key >= since.isoformat())
        with self.asking() as connection:
            rows = connection.execute(query.limit(limit)).all()
        return [
            DyadSummary(
                a=row.a,
                b=row.b,
                n_events=row.n_events,
                last_day=day_of_key(row.last_key),
            )
            for row in rows
        ]

    def actors(self, prefix: str = "", *, limit: int = 50) -> list[ActorSummary]:
        """Actors whose name begins so, in any case; those with most events first."""
        columns = s.actors.c
        query = select(columns.actor_id, columns.name, columns.n_events)
        if prefix:
            start = prefix.casefold()
            above = start[:-1] + chr(ord(start[-1]) + 1)
            query = query.where(columns.name_key >= start, columns.name_key < above)
        query = query.order_by(columns.n_events.desc(), columns.actor_id).limit(limit)
        with self.asking() as connection:
            rows = connection.execute(query).all()
        return [
            ActorSummary(id=row.actor_id, name=row.name, n_events=row.n_events)
            for row in rows
        ]

    def actor(self, actor_id: str) -> ActorSummary:
        """One actor, with the days of its first and last dated event.

        Raises:
            NoSuchEntry: no event has it.
        """
        columns, part = s.actors.c, s.event_actors.c
        with self.asking() as connection:
            row = connection.execute(
                select(columns.actor_id, columns.name, columns.n_events).where(
                    columns.actor_id == actor_id
                )
            ).first()
            first, last = (
                connection.scalar(
                    select(end(part.sort_key)).where(
                        part.actor_id == actor_id, part.sort_key < "~"
                    )
                )
                for end in (func.min, func.max)
            )
        if row is None:
            raise NoSuchEntry("actor", actor_id)
        return ActorSummary(
            id=row.actor_id,
            name=row.name,
            n_events=row.n_events,
            first_day=day_of_key(first),
            last_day=day_of_key(last),
        )

    def meets(self, actor_id: str, *, limit: int = 50) -> list[ActorSummary]:
        """Who stands in the same events as an actor, and in how many; most first."""
        met = s.actor_meetings.c
        query = (
            select(met.other_id, s.actors.c.name, met.n_events)
            .join(s.actors, s.actors.c.actor_id == met.other_id)
            .where(met.actor_id == actor_id)
            .order_by(met.n_events.desc(), met.other_id)
            .limit(limit)
        )
        with self.asking() as connection:
            rows = connection.execute(query).all()
        return [
            ActorSummary(id=row.other_id, name=row.name, n_events=row.n_events)
            for row in rows
        ]

    def coverage(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        pair: tuple[str, str] | None = None,
    ) -> dict[str, int]:
        """Articles published in each ISO week ("2021-W10"), the weeks in order.

        An article counts in the week of the last day on which it may have come out.

        Args:
            since: From the week of this day on.
            until: To the week of this day.
            pair: Only articles that report an event between these two states.
        """
        first, last = week_of(since) or "", week_of(until) or "~"
        with self.asking() as connection:
            if pair is None:
                here = s.weeks
                query = select(here.c.week, here.c.n_articles)
            else:
                a, b = sorted(pair)
                here = s.dyad_weeks
                query = select(here.c.week, here.c.n_articles)
                query = query.where(here.c.a == a, here.c.b == b)
            rows = connection.execute(
                query.where(here.c.week >= first, here.c.week <= last).order_by(
                    here.c.week
                )
            )
            return {row.week: row.n_articles for row in rows}

    def stories(
        self, *, limit: int | None = None, after: str | None = None
    ) -> list[StorySummary]:
        """Every story, the latest first, those without a date last.

        Args:
            limit: At most so many.
            after: Go on behind the story of this id.

        Raises:
            NoSuchEntry: there is no story of that id to go on behind.
        """
        columns = s.stories.c
        query = select(s.stories).order_by(columns.sort_key).limit(limit)
        with self.asking() as connection:
            if after is not None:
                place = select(columns.sort_key).where(columns.story_id == after)
                key = connection.scalar(place)
                if key is None:
                    raise NoSuchEntry("story", after)
                query = query.where(columns.sort_key > key)
            rows = connection.execute(query).all()
        return [story_of(dict(row._mapping)) for row in rows]


def story_of(row: Mapping[str, Any]) -> StorySummary:
    """A story from its row."""
    days = None
    if row["first_day"]:
        first, last = map(date.fromisoformat, (row["first_day"], row["last_day"]))
        days = TimeInterval.days(first, last)
    return StorySummary(
        id=row["story_id"],
        title=row["title"],
        days=days,
        n_articles=row["n_articles"],
        outlets=tuple(row["outlets"].split("\n")) if row["outlets"] else (),
        n_events=row["n_events"],
    )


def day_of_key(key: str | None) -> date | None:
    """The day that a sort key begins with, if it has one."""
    return date.fromisoformat(key[:10]) if key and key[0].isdigit() else None


def week_of(day: date | None) -> str | None:
    """The ISO week of a day: "2021-W10"."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
