"""Questions about how much there was, asked of an earlier state of a ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from sqlalchemy import select

from detente.ledger import schema as s
from detente.ledger.chain import START
from detente.ledger.past_entries import PastEntries
from detente.ledger.pieces import days_of
from detente.ledger.read import Wanted
from detente.ledger.read_sums import (
    ActorSummary,
    DyadSummary,
    Revision,
    StorySummary,
    day_of_key,
    week_of,
)
from detente.ledger.records import Counts, GroupKind
from detente.ledger.then import events_at, groups_at
from detente.ledger.then_entries import (
    article_ids_then,
    filings_then,
    rejected_then,
)
from detente.ledger.then_sums import (
    Tally,
    add_actors,
    add_actors_now,
    dyads_in,
    dyads_then,
    gone_seeds,
    n_events_by_story,
    n_reports_then,
    stories_then,
)
from detente.model.happening import Event
from detente.problems import NoSuchEntry


class PastSums(PastEntries):
    """How much there was in a ledger as it stood."""

    def counts(self) -> Counts:
        """How much there was."""
        with self.asking() as connection:
            ids = article_ids_then(connection, self._at)
            if self.out_by is not None:
                ids = sorted(filings_then(connection, ids, self._at, self.out_by))
            n_reports = n_reports_then(connection, ids, self._at, out_by=self.out_by)
            groups = groups_at(connection, ids, self._at).get(str(GroupKind.STORY), {})
            rejected = rejected_then(connection, self._at)
        return Counts(
            articles=len(ids),
            reports=n_reports,
            judgements=sum(1 for _ in self.judgements()),
            events=self.n_events(),
            stories=len(set(groups.values())),
            rejected=len(rejected),
            entries=self.revision().n_entries,
        )

    def revision(self) -> Revision:
        """Where the log ended."""
        columns = s.entries.c
        query = select(columns.seq, columns.hash).where(columns.seq <= self._at)
        with self.asking() as connection:
            row = connection.execute(
                query.order_by(columns.seq.desc()).limit(1)
            ).first()
        return Revision(
            n_entries=row.seq if row else 0, head=row.hash if row else START
        )

    def dyads_active(
        self, since: date | None = None, *, limit: int | None = None
    ) -> list[DyadSummary]:
        """The pairs of states, those with most events first."""
        if self.out_by is not None:
            found = dyads_in(self._every)
        else:
            with self.asking() as connection:
                found = dyads_then(connection, self._at)
        rows = [
            DyadSummary(a=a, b=b, n_events=one.n, last_day=day_of_key(one.last))
            for (a, b), one in found.items()
            if since is None or (one.last or "") >= since.isoformat()
        ]
        rows.sort(key=lambda one: (-one.n_events, one.a, one.b))
        return rows[:limit] if limit is not None else rows

    def actors(self, prefix: str = "", *, limit: int = 50) -> list[ActorSummary]:
        """Actors whose name begins so, in any case; those with most events first."""
        start = prefix.casefold()
        return [
            replace(one, first_day=None, last_day=None)
            for one in _by_events(self._actors())
            if one.name.casefold().startswith(start)
        ][:limit]

    def actor(self, actor_id: str) -> ActorSummary:
        """One actor, with the days of its first and last dated event.

        Raises:
            NoSuchEntry: no event had it.
        """
        found = self._actors(only=actor_id)
        if actor_id not in found:
            self._nothing("actor", actor_id, [])
        return next(one for one in _by_events(found) if one.id == actor_id)

    def meets(self, actor_id: str, *, limit: int = 50) -> list[ActorSummary]:
        """Who stood in the same events as an actor, and in how many; most first."""
        found = self._actors(with_actor=actor_id)
        found.pop(actor_id, None)
        rows = _by_events(found)[:limit]
        return [replace(one, first_day=None, last_day=None) for one in rows]

    def coverage(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        pair: tuple[str, str] | None = None,
    ) -> dict[str, int]:
        """Articles published in each ISO week ("2021-W10"), the weeks in order."""
        with self.asking() as connection:
            ids = article_ids_then(connection, self._at)
        if pair is not None:
            events = self.events(Wanted(pair=pair))
            ids = sorted({one for event in events for one in event.article_ids})
        first, last = week_of(since) or "", week_of(until) or "~"
        found: Counter[str] = Counter()
        for filing in self.filings(ids).values():
            published = filing.dated().published
            _, day, _ = days_of(published.interval if published else None)
            week = week_of(date.fromisoformat(day)) if day else None
            if day != "9999-12-31" and week is not None and first <= week <= last:
                found[week] += 1
        return dict(sorted(found.items()))

    def stories(
        self, *, limit: int | None = None, after: str | None = None
    ) -> list[StorySummary]:
        """Every story, the latest first, those without a date last."""
        found = self._stories
        if after is not None:
            places = (n for n, one in enumerate(found, 1) if one.id == after)
            if (place := next(places, None)) is None:
                raise NoSuchEntry("story", after)
            found = found[place:]
        return found[:limit] if limit is not None else found

    def articles_of_story(self, story_id: str) -> list[str]:
        """The ids of the articles that the story had, sorted."""
        gone = s.past_placements.c
        query = select(gone.article_id).where(
            gone.grouping == str(GroupKind.STORY), gone.group_id == story_id
        )
        with self.asking() as connection:
            ids = {*super().articles_of_story(story_id), *connection.scalars(query)}
        _, story_of = self.groups(ids)
        return sorted(one for one in ids if story_of.get(one) == story_id)

    @cached_property
    def _stories(self) -> list[StorySummary]:
        n_events = (
            Counter(event.story_id for event in self._every) if self.out_by else None
        )
        with self.asking() as connection:
            ids = article_ids_then(connection, self._at)
            filings = filings_then(connection, ids, self._at, self.out_by)
            if n_events is None:
                n_events = n_events_by_story(connection, self._at)
            return stories_then(connection, filings.values(), n_events, self._at)

    @cached_property
    def _every(self) -> list[Event]:
        return self.events()

    @cached_property
    def _gone(self) -> list[Event]:
        """Events as they were that have looked otherwise since."""
        with self.asking() as connection:
            seeds = gone_seeds(connection, self._at)
            return events_at(connection, seeds, self._at)

    def _actors(
        self, *, only: str | None = None, with_actor: str | None = None
    ) -> dict[str, Tally]:
        found: dict[str, Tally] = {}
        if self.out_by is not None:
            one = only or with_actor
            events = self.events(Wanted(actor=one)) if one else self._every
            add_actors(found, events, with_actor)
            return found
        gone = self._gone
        with self.asking() as connection:
            add_actors_now(
                connection, found, self._at, only=only, with_actor=with_actor
            )
        add_actors(found, gone, with_actor)
        return found


def _by_events(found: Mapping[str, Tally]) -> list[ActorSummary]:
    rows = [
        ActorSummary(
            id=actor_id,
            name=one.name or "",
            n_events=one.n,
            first_day=day_of_key(one.first),
            last_day=day_of_key(one.last),
        )
        for actor_id, one in found.items()
    ]
    return sorted(rows, key=lambda one: (-one.n_events, one.id))
