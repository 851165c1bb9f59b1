"""Questions to a ledger; all that a view asks is asked here, over indexes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_all, decode_as
from detente.ledger.dyad_kept import state_kept
from detente.ledger.out import events_out, n_events_out, page_of
from detente.ledger.pieces import chunks, is_standing, said
from detente.ledger.query import Wanted as Wanted
from detente.ledger.query import counting, holds_of, matching
from detente.ledger.read_entries import Entries
from detente.ledger.read_sums import StorySummary as StorySummary
from detente.ledger.read_sums import Sums
from detente.ledger.records import Verification
from detente.ledger.search import Hit as Hit
from detente.ledger.search import search
from detente.ledger.then import END, Candidate, candidates, entry_at, events_at
from detente.ledger.verify import silent, verify
from detente.model.dyad import DyadState
from detente.model.entry import Judgement, Report, Verdict
from detente.model.happening import Event
from detente.problems import NoSuchEntry


class Reader(Entries, Sums):
    """What can be read from a ledger. Use it through `Ledger`."""

    @property
    def when(self) -> str:
        """Which earlier state it is of, in words; empty for the ledger as it is."""
        return ""

    def verify(
        self,
        *,
        log_only: bool = False,
        deep: bool = False,
        tell: Callable[[str], None] = silent,
    ) -> Verification:
        """Is everything as it was written? Walks the log, the texts and the indexes.

        Args:
            log_only: Leave out the indexes.
            deep: Work the indexes out anew from the log and compare each row, also
                where their sum is the noted one. It takes as long as writing them.
            tell: Is told in words how far it is.
        """
        return verify(
            self._engine, self._address, log_only=log_only, deep=deep, tell=tell
        )

    def events(
        self,
        wanted: Wanted | None = None,
        *,
        limit: int | None = None,
        newest_first: bool = False,
        after: str | None = None,
    ) -> list[Event]:
        """The events asked for, by date, the undated last.

        Args:
            wanted: Which; all without it.
            limit: At most so many.
            newest_first: The other way round.
            after: Go on behind this place: `sort_key` of the last event so far.
        """
        wanted = wanted or Wanted()
        if wanted.known_by is not None:
            return self._events_known(wanted, limit, newest_first, after)
        if wanted.as_of is not None:
            with self.asking() as connection:
                return events_out(
                    connection,
                    wanted,
                    wanted.as_of,
                    limit=limit,
                    newest_first=newest_first,
                    after=after,
                )
        query = matching(wanted, limit=limit, newest_first=newest_first, after=after)
        with self.asking() as connection:
            lines = connection.scalars(query).all()
        return decode_all(Event, lines)

    def n_events(self, wanted: Wanted | None = None) -> int:
        """How many events are asked for."""
        wanted = wanted or Wanted()
        if wanted.known_by is not None:
            return len(self.events(wanted))
        if wanted.as_of is not None:
            with self.asking() as connection:
                return n_events_out(connection, wanted, wanted.as_of)
        if wanted == Wanted():
            return self.counts().events
        if wanted == Wanted(pair=wanted.pair):
            a, b = sorted(wanted.pair or ("", ""))
            query = select(s.dyads.c.n_events).where(s.dyads.c.a == a, s.dyads.c.b == b)
        elif wanted == Wanted(actor=wanted.actor):
            actors = s.actors.c
            query = select(actors.n_events).where(actors.actor_id == wanted.actor)
        else:
            query = counting(wanted)
        with self.asking() as connection:
            return connection.scalar(query) or 0

    def search(
        self, text: str, *, limit: int = 20, after: int | None = None
    ) -> list[Hit]:
        """Where words stand in quotes and articles, the newest filed first.

        Args:
            text: Words, "phrases", -words that must not stand, beginnings*, and fields:
                `actor: type: status: by: outlet: after: before: in:quote in:text`.
            limit: At most so many.
            after: Go on behind the hit of this `place`.

        Raises:
            SearchRefused: there is no word in it, or a day cannot be read.
        """
        with self.asking() as connection:
            return search(connection, text, limit=limit, after=after)

    def event(self, event_id: str) -> Event:
        """One event, by its id or a beginning of it that no other shares.

        Raises:
            NoSuchEntry: there is none, or more than one.
        """
        ids = self._beginning(s.events.c.event_id, event_id)
        if len(ids) != 1:
            raise NoSuchEntry("event", event_id, candidates=ids)
        return self.events_by_id(ids)[ids[0]]

    def events_by_id(self, event_ids: Iterable[str]) -> dict[str, Event]:
        """These events by id; unknown ids are left out."""
        found: dict[str, Event] = {}
        with self.asking() as connection:
            for piece in chunks(event_ids):
                query = select(s.events.c.event_id, s.events.c.payload)
                rows = connection.execute(
                    query.where(s.events.c.event_id.in_(piece))
                ).all()
                events = decode_all(Event, (row.payload for row in rows))
                found.update((event.id, event) for event in events)
        return found

    def dyad_state(
        self, left: str, right: str, *, on: date | None = None
    ) -> DyadState | None:
        """How two states stand on a day, by all that the ledger holds.

        Args:
            left: ISO 3166-1 alpha-3.
            right: ISO 3166-1 alpha-3.
            on: The day; by default the last one that an article on the two came out on.

        Returns:
            None where nothing lies between them, or nothing has a date.
        """
        with self.asking() as connection:
            return state_kept(connection, left, right, on)

    def as_of(self, event: Event, day: date) -> Event | None:
        """An event by the articles that were out on a day; None if none was.

        An article counts when its latest possible date is not after that day.
        """
        with self.asking() as connection:
            found = events_at(connection, event.report_ids[:1], END, out_by=day)
        return next(iter(found), None)

    def _events_known(
        self,
        wanted: Wanted,
        limit: int | None,
        newest_first: bool,
        after: str | None,
    ) -> list[Event]:
        """As `events`, as the ledger stood at a time."""
        moment, day = wanted.known_by, wanted.as_of
        if moment is None:
            return []
        with self.asking() as connection:
            at = entry_at(connection, moment)
            if day is not None:
                stood = candidates(connection, wanted.lasting(), at)
                seeds = [one.seed for one in stood]
                found = events_at(connection, seeds, at, out_by=day)
                return page_of(found, wanted, limit, newest_first, after)
            found = []
            place = after
            while True:
                stood = candidates(
                    connection,
                    wanted,
                    at,
                    limit=limit,
                    newest_first=newest_first,
                    after=place,
                )
                here = self._filled(connection, stood, at)
                found += [event for event in here if holds_of(event, wanted)]
                if limit is None or len(stood) < limit or len(found) >= limit:
                    return page_of(found, wanted, limit, newest_first, after)
                place = stood[-1].sort_key

    def _filled(
        self, connection: Connection, stood: list[Candidate], at: int
    ) -> list[Event]:
        found = [decode_as(Event, one.payload) for one in stood if one.payload]
        changed = [one.seed for one in stood if not one.payload]
        if changed:
            found += events_at(connection, changed, at)
        return found

    def reports_of(self, event: Event) -> list[Report]:
        """The reports of an event, sorted by id."""
        return self.reports_of_all([event.id])[event.id]

    def reports_of_all(self, event_ids: Iterable[str]) -> dict[str, list[Report]]:
        """Event id -> its reports, sorted by id: one question for many events."""
        found: dict[str, list[Report]] = {one: [] for one in event_ids}
        columns = s.reports.c
        with self.asking() as connection:
            for piece in chunks(found):
                query = (
                    select(columns.event_id, said())
                    .join(s.reports, s.entries.c.seq == columns.seq)
                    .where(columns.event_id.in_(piece))
                    .order_by(columns.event_id, columns.report_id)
                )
                for event_id, line in connection.execute(query):
                    found[event_id].append(decode_as(Report, line))
        return found

    def groups(
        self, article_ids: Iterable[str]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Article id -> origin, and article id -> story, where there is one."""
        found = self._groups(article_ids, ("origin_id", "story_id"))
        return found["origin_id"], found["story_id"]

    def articles_of_story(self, story_id: str) -> list[str]:
        """The ids of a story's articles, sorted; none where there is no such story."""
        columns = s.publications.c
        query = select(columns.article_id).where(columns.story_id == story_id)
        with self.asking() as connection:
            return list(connection.scalars(query.order_by(columns.article_id)))

    def versions(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Article id -> the newest version of it, for those that their outlet changed."""
        return self._groups(article_ids, ("version_id",))["version_id"]

    def _groups(
        self, article_ids: Iterable[str], names: tuple[str, ...]
    ) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {name: {} for name in names}
        columns = s.publications.c
        with self.asking() as connection:
            for piece in chunks(article_ids):
                for row in connection.execute(
                    select(
                        columns.article_id, *(columns[name] for name in names)
                    ).where(columns.article_id.in_(piece))
                ):
                    for name, group_id in zip(names, row[1:], strict=True):
                        if group_id is not None:
                            found[name][row.article_id] = group_id
        return found

    def event_ids(self, report_ids: Iterable[str]) -> dict[str, str]:
        """Each report's event."""
        found: dict[str, str] = {}
        with self.asking() as connection:
            for piece in chunks(report_ids):
                for row in connection.execute(
                    select(s.reports.c.report_id, s.reports.c.event_id).where(
                        s.reports.c.report_id.in_(piece)
                    )
                ):
                    found[row.report_id] = row.event_id
        return found

    def joining(self, event: Event) -> list[Judgement]:
        """The judgements that hold an event together, strongest first."""
        found: dict[int, bytes] = {}
        with self.asking() as connection:
            for piece in chunks(event.report_ids):
                for row in connection.execute(
                    select(s.judgements.c.seq, s.entries.c.payload)
                    .join(s.entries, s.entries.c.seq == s.judgements.c.seq)
                    .where(
                        s.judgements.c.left.in_(piece),
                        s.judgements.c.verdict == str(Verdict.SAME),
                        is_standing(),
                    )
                ):
                    found[row.seq] = row.payload
        judged = [decode_as(Judgement, line) for line in found.values()]
        return sorted(judged, key=lambda one: (-one.score, one.id))
