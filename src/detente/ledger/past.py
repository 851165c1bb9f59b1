"""A ledger at an earlier entry, or by what was out on a day: the same questions.

A view gets it in place of the ledger and need not know: `Ledger.at` makes it. All is
folded from what held then (`then`); nothing is copied or replayed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_as
from detente.ledger.dyad import state_from
from detente.ledger.past_entries import BEFORE_ALL as BEFORE_ALL
from detente.ledger.past_sums import PastSums
from detente.ledger.pieces import chunks
from detente.ledger.query import by_date, holds_of
from detente.ledger.read import Wanted
from detente.ledger.search import Hit, search
from detente.ledger.then import entry_at, events_at, n_candidates
from detente.ledger.then_entries import (
    joining_then,
    some_of,
)
from detente.ledger.then_search import Then
from detente.model.dyad import DyadState
from detente.model.entry import Judgement
from detente.model.happening import Event


class Past(PastSums):
    """A ledger as it stood; see `Ledger.at`."""

    def events(
        self,
        wanted: Wanted | None = None,
        *,
        limit: int | None = None,
        newest_first: bool = False,
        after: str | None = None,
    ) -> list[Event]:
        """As `Reader.events`; times that `wanted` names narrow this one's further."""
        wanted = self._asked(wanted)
        if wanted.article_id is None or wanted.known_by is None:
            return super().events(
                wanted, limit=limit, newest_first=newest_first, after=after
            )
        ids = {report.id for report in self.reports_in(wanted.article_id)}
        with self.asking() as connection:
            at = self._entry_of(connection, wanted)
            found = events_at(connection, ids, at, out_by=wanted.as_of)
        kept = [
            one
            for one in sorted(found, key=by_date, reverse=newest_first)
            if holds_of(one, wanted)
            and (
                after is None
                or (by_date(one) < after if newest_first else by_date(one) > after)
            )
        ]
        return kept[:limit] if limit is not None else kept

    def n_events(self, wanted: Wanted | None = None) -> int:
        """How many events are asked for."""
        wanted = self._asked(wanted)
        narrow = (wanted.actor, wanted.outlet, wanted.article_id, wanted.min_confidence)
        if wanted.as_of is not None or any(one is not None for one in narrow):
            return len(self.events(wanted))
        with self.asking() as connection:
            return n_candidates(connection, wanted, self._entry_of(connection, wanted))

    def event(self, event_id: str) -> Event:
        """One event as it was, by its id or a beginning that no other shared."""
        now, past, at = s.events.c, s.past_events.c, self._at
        with self.asking() as connection:
            ids = some_of(
                connection,
                event_id,
                select(now.event_id).where(now.since_seq <= at),
                select(past.event_id).where(past.since_seq <= at, past.until_seq > at),
            )
        found = self.events_by_id(ids)
        if len(found) != 1:
            self._nothing("event", event_id, sorted(found))
        return next(iter(found.values()))

    def events_by_id(self, event_ids: Iterable[str]) -> dict[str, Event]:
        """These events by id; those that did not stand are left out."""
        now, past, at = s.events.c, s.past_events.c, self._at
        found: dict[str, Event] = {}
        seeds: list[str] = []
        with self.asking() as connection:
            for piece in chunks(event_ids):
                for row in connection.execute(
                    select(now.seed, now.changed_seq, now.payload).where(
                        now.event_id.in_(piece), now.since_seq <= at
                    )
                ):
                    if self.out_by is None and row.changed_seq <= at:
                        event = decode_as(Event, row.payload)
                        found[event.id] = event
                    else:
                        seeds.append(row.seed)
                seeds += connection.scalars(
                    select(past.seed).where(
                        past.event_id.in_(piece),
                        past.since_seq <= at,
                        past.until_seq > at,
                    )
                )
            for event in events_at(connection, seeds, at, out_by=self.out_by):
                found[event.id] = event
        return found

    def dyad_state(
        self, left: str, right: str, *, on: date | None = None
    ) -> DyadState | None:
        """How two states stood on a day, by all that the ledger held then.

        By what was out on a day, where this is asked of one: that is the day then.
        """
        return state_from(
            self.events(Wanted(pair=(left, right))),
            left,
            right,
            on=on or self.out_by,
        )

    def as_of(self, event: Event, day: date) -> Event | None:
        """An event by the articles that were out on a day; None if none was."""
        seeds = event.report_ids[:1]
        with self.asking() as connection:
            found = events_at(connection, seeds, self._at, out_by=self._day(day))
        return next(iter(found), None)

    def event_ids(self, report_ids: Iterable[str]) -> dict[str, str]:
        """Each report's event."""
        wanted = set(report_ids)
        with self.asking() as connection:
            events = events_at(connection, wanted, self._at, out_by=self.out_by)
        return {
            report_id: event.id
            for event in events
            for report_id in event.report_ids
            if report_id in wanted
        }

    def joining(self, event: Event) -> list[Judgement]:
        """The judgements that held an event together, strongest first."""
        with self.asking() as connection:
            judged = joining_then(connection, event, self._at)
        return sorted(judged, key=lambda one: (-one.score, one.id))

    def search(
        self, text: str, *, limit: int = 20, after: int | None = None
    ) -> list[Hit]:
        """Where words stood in quotes and articles, the newest filed first."""
        with self.asking() as connection:
            standing = Then(connection, self._at, self.out_by)
            return search(connection, text, limit=limit, after=after, standing=standing)

    def _asked(self, wanted: Wanted | None) -> Wanted:
        wanted = wanted or Wanted()
        times = [one for one in (wanted.known_by, self.moment) if one is not None]
        return replace(
            wanted, known_by=min(times, default=None), as_of=self._day(wanted.as_of)
        )

    def _entry_of(self, connection: Connection, wanted: Wanted) -> int:
        if wanted.known_by is None or wanted.known_by == self.moment:
            return self._at
        return min(self._at, entry_at(connection, wanted.known_by))

    def _day(self, day: date | None) -> date | None:
        days = [one for one in (day, self.out_by) if one is not None]
        return min(days, default=None)
