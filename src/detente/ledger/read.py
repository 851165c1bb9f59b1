"""Questions to a ledger; all that a view asks is asked here, over indexes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Column, Engine, Select, func, select

from detente.ledger import schema as s
from detente.ledger.chain import verify
from detente.ledger.codec import decode_as
from detente.ledger.connect import Mode, told
from detente.ledger.fold import fold_one
from detente.ledger.pieces import chunks, count, is_standing
from detente.ledger.query import Wanted as Wanted
from detente.ledger.query import by_date, holds_of, matching
from detente.ledger.records import (
    Counts,
    Filing,
    Placement,
    Rejected,
    Verification,
    digest_of_text,
)
from detente.ledger.weigh import Witnesses
from detente.model.article import Article
from detente.model.entry import Judgement, Report, Verdict
from detente.model.happening import Event
from detente.model.time import TimeInterval
from detente.problems import NoSuchEntry

PAGE = 1000
E = TypeVar("E", Filing, Report, Judgement, Placement, Rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    """A story in numbers; `days` are those of its articles, `title` the first one's."""

    id: str
    title: str | None
    days: TimeInterval | None
    n_articles: int
    outlets: tuple[str, ...]
    n_events: int


class Reader:
    """What can be read from a ledger. Use it through `Ledger`."""

    def __init__(self, engine: Engine, path: Path | None, mode: Mode) -> None:
        self._engine = engine
        self._path = path
        self._mode = mode

    def counts(self) -> Counts:
        """How much there is."""
        stories = select(func.count(s.publications.c.story_id.distinct()))
        with told(self._path, self._mode), self._engine.connect() as connection:
            return Counts(
                articles=count(connection, s.publications),
                reports=count(connection, s.reports),
                judgements=count(connection, s.judgements),
                events=count(connection, s.events),
                stories=connection.scalar(stories) or 0,
                rejected=count(connection, s.quarantine),
                entries=count(connection, s.entries),
            )

    def verify(self) -> Verification:
        """Walk the whole log: is everything as it was written?"""
        with told(self._path, self._mode), self._engine.connect() as connection:
            return verify(connection)

    def events(self, wanted: Wanted | None = None) -> list[Event]:
        """The events asked for, by date, the undated last."""
        wanted = wanted or Wanted()
        if wanted.as_of is not None:
            return self._events_then(wanted, wanted.as_of)
        with told(self._path, self._mode), self._engine.connect() as connection:
            lines = connection.scalars(matching(wanted)).all()
        return [decode_as(Event, line) for line in lines]

    def _events_then(self, wanted: Wanted, day: date) -> list[Event]:
        """As `events`, with type, status and date as they were known on a day."""
        lasting = Wanted(
            pair=wanted.pair, country=wanted.country, story_id=wanted.story_id
        )
        then = self._fold_then(self.events(lasting), day)
        return sorted((one for one in then if holds_of(one, wanted)), key=by_date)

    def event(self, event_id: str) -> Event:
        """One event, by its id or a beginning of it that no other shares.

        Raises:
            NoSuchEntry: there is none, or more than one.
        """
        ids = self._beginning(s.events.c.event_id, event_id)
        if len(ids) != 1:
            raise NoSuchEntry("event", event_id, candidates=ids)
        with told(self._path, self._mode), self._engine.connect() as connection:
            line = connection.scalar(
                select(s.events.c.payload).where(s.events.c.event_id == ids[0])
            )
        return decode_as(Event, line or b"")

    def as_of(self, event: Event, day: date) -> Event | None:
        """An event by the articles that were out on a day; None if none was.

        An article counts when its latest possible date is not after that day.
        """
        return next(self._fold_then([event], day), None)

    def _fold_then(self, events: Sequence[Event], day: date) -> Iterator[Event]:
        ids = {one for event in events for one in event.article_ids}
        articles = {one: filing.dated() for one, filing in self.filings(ids).items()}
        out = {
            article.id
            for article in articles.values()
            if article.published and article.published.interval.last <= day
        }
        copies, stories = self.groups(out)
        reports: dict[str, list[Report]] = {}
        for event_id, report in self._reports_by_event(one.id for one in events):
            if report.article_id in out:
                reports.setdefault(event_id, []).append(report)
        for event in events:
            if event.id in reports:
                witnesses = Witnesses.of(reports[event.id], articles, copies)
                yield fold_one(event.id, witnesses, stories)

    def _reports_by_event(
        self, event_ids: Iterable[str]
    ) -> Iterator[tuple[str, Report]]:
        for piece in chunks(event_ids):
            query = (
                select(s.reports.c.event_id, s.entries.c.payload)
                .join(s.reports, s.entries.c.seq == s.reports.c.seq)
                .where(s.reports.c.event_id.in_(piece))
            )
            with told(self._path, self._mode), self._engine.connect() as connection:
                rows = connection.execute(query).all()
            for event_id, line in rows:
                yield event_id, decode_as(Report, line)

    def reports_of(self, event: Event) -> list[Report]:
        """The reports of an event, sorted by id."""
        return self._reports(
            select(s.entries.c.payload)
            .join(s.reports, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.event_id == event.id)
            .order_by(s.reports.c.report_id)
        )

    def reports_in(self, article_id: str) -> list[Report]:
        """The reports of an article, in text order."""
        return self._reports(
            select(s.entries.c.payload)
            .join(s.reports, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.article_id == article_id)
            .order_by(s.reports.c.place)
        )

    def reports(self) -> Iterator[Report]:
        """Every current report, by id."""
        key = s.reports.c.report_id
        query = select(key, s.entries.c.payload).join(
            s.reports, s.entries.c.seq == s.reports.c.seq
        )
        yield from self._stream(Report, query, key)

    def articles(self, *, texts: bool = True) -> Iterator[Article]:
        """Every article as it stands now, by id; its text empty without `texts`."""
        key = s.publications.c.article_id
        query = select(key, s.publications.c.payload)
        filings = self._stream(Filing, query, key)
        while page := list(islice(filings, PAGE)):
            found = self.texts(one.text_sha256 for one in page) if texts else {}
            for filing in page:
                yield filing.dated(found.get(filing.text_sha256, ""))

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, undone ones too, in the order of the log."""
        yield from self._stream(Judgement, _of_kind("judgement"), s.entries.c.seq)

    def placements(self) -> Iterator[Placement]:
        """Every placement of an article in a story or origin, in the order of the log."""
        yield from self._stream(Placement, _of_kind("placement"), s.entries.c.seq)

    def rejected(self) -> Iterator[Rejected]:
        """The inputs that were not coded."""
        key = s.quarantine.c.sha256
        yield from self._stream(Rejected, select(key, s.quarantine.c.payload), key)

    def report(self, report_id: str) -> Report:
        """One current report, by its id or the beginning of it."""
        ids = self._beginning(s.reports.c.report_id, report_id)
        if len(ids) != 1:
            raise NoSuchEntry("report", report_id, candidates=ids)
        query = (
            select(s.entries.c.payload)
            .join(s.reports, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.report_id == ids[0])
        )
        return self._reports(query)[0]

    def article(self, article_id: str) -> Article:
        """One article with its text, by its id or the beginning of it."""
        filing = self.filing(article_id)
        found = self.texts([filing.text_sha256])
        return filing.dated(found.get(filing.text_sha256, ""))

    def filing(self, article_id: str) -> Filing:
        """How an article was filed and coded, by its id or the beginning of it."""
        ids = self._beginning(s.publications.c.article_id, article_id)
        if len(ids) != 1:
            raise NoSuchEntry("article", article_id, candidates=ids)
        return self.filings(ids)[ids[0]]

    def filings(self, article_ids: Iterable[str]) -> dict[str, Filing]:
        """The current filings of these articles, by id; unknown ids are left out."""
        found: dict[str, Filing] = {}
        with told(self._path, self._mode), self._engine.connect() as connection:
            for piece in chunks(article_ids):
                for row in connection.execute(
                    select(s.publications.c.article_id, s.publications.c.payload).where(
                        s.publications.c.article_id.in_(piece)
                    )
                ):
                    found[row.article_id] = decode_as(Filing, row.payload)
        return found

    def texts(self, digests: Iterable[str]) -> dict[str, str]:
        """Texts by their digests; those that the ledger came without are left out."""
        found: dict[str, str] = {}
        columns = s.texts.c
        with told(self._path, self._mode), self._engine.connect() as connection:
            for piece in chunks(digests):
                query = select(columns.sha256, columns.text)
                for row in connection.execute(query.where(columns.sha256.in_(piece))):
                    found[row.sha256] = row.text
        return found

    def groups(
        self, article_ids: Iterable[str]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Article id -> origin, and article id -> story, where there is one."""
        copies: dict[str, str] = {}
        stories: dict[str, str] = {}
        columns = s.publications.c
        with told(self._path, self._mode), self._engine.connect() as connection:
            for piece in chunks(article_ids):
                for row in connection.execute(
                    select(
                        columns.article_id, columns.origin_id, columns.story_id
                    ).where(columns.article_id.in_(piece))
                ):
                    if row.origin_id is not None:
                        copies[row.article_id] = row.origin_id
                    if row.story_id is not None:
                        stories[row.article_id] = row.story_id
        return copies, stories

    def holds(self, article_id: str, text: str, coder: str) -> bool:
        """Whether an article is here with this text, coded by this coder."""
        query = select(s.publications.c.payload).where(
            s.publications.c.article_id == article_id
        )
        with told(self._path, self._mode), self._engine.connect() as connection:
            line = connection.scalar(query)
        if line is None:
            return False
        filing = decode_as(Filing, line)
        return filing.coder == coder and filing.text_sha256 == digest_of_text(text)

    def pairs(self) -> dict[tuple[str, str], int]:
        """The pairs of states with the number of events between them, most first."""
        dyads = s.event_dyads.c
        n_events = func.count()
        query = (
            select(dyads.a, dyads.b, n_events)
            .group_by(dyads.a, dyads.b)
            .order_by(n_events.desc(), dyads.a, dyads.b)
        )
        with told(self._path, self._mode), self._engine.connect() as connection:
            return {(row[0], row[1]): row[2] for row in connection.execute(query)}

    def event_ids(self, report_ids: Iterable[str]) -> dict[str, str]:
        """Each report's event."""
        found: dict[str, str] = {}
        with told(self._path, self._mode), self._engine.connect() as connection:
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
        with told(self._path, self._mode), self._engine.connect() as connection:
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

    def stories(self) -> list[StorySummary]:
        """Every story, the latest first, those without a date last."""
        columns = s.publications.c
        members = (
            select(
                columns.story_id,
                columns.title,
                columns.outlet,
                columns.first_day,
                columns.last_day,
            )
            .where(columns.story_id.is_not(None))
            .order_by(
                columns.story_id, columns.first_day.nulls_last(), columns.article_id
            )
        )
        n_events = (
            select(s.events.c.story_id, func.count())
            .where(s.events.c.story_id.is_not(None))
            .group_by(s.events.c.story_id)
        )
        with told(self._path, self._mode), self._engine.connect() as connection:
            counted = {row[0]: row[1] for row in connection.execute(n_events)}
            rows = connection.execute(members).all()
        by_story: dict[str, list[tuple[str | None, ...]]] = {}
        for row in rows:
            by_story.setdefault(row.story_id, []).append(tuple(row[1:]))
        found = [
            _summary(story_id, members, counted.get(story_id, 0))
            for story_id, members in by_story.items()
        ]
        return sorted(
            found,
            key=lambda story: (
                -story.days.start.toordinal() if story.days else 1,
                story.id,
            ),
        )

    def _reports(self, query: Select[bytes]) -> list[Report]:
        with told(self._path, self._mode), self._engine.connect() as connection:
            return [decode_as(Report, line) for line in connection.scalars(query)]

    def _stream(
        self, kind: type[E], query: Select[Any, bytes], key: Column[Any]
    ) -> Iterator[E]:
        """The lines of a query of (key, payload), by key, a page at a time.

        No transaction stays open between pages: whoever iterates may ask, or write.
        """
        page = query.order_by(key).limit(PAGE)
        after: Any = None
        while True:
            with told(self._path, self._mode), self._engine.connect() as connection:
                here = page if after is None else page.where(key > after)
                rows = connection.execute(here).all()
            for _, line in rows:
                yield decode_as(kind, line)
            if len(rows) < PAGE:
                return
            after = rows[-1][0]

    def _beginning(self, column: Column[str], start: str) -> tuple[str, ...]:
        """The ids that a text begins; only itself where it is a whole one."""
        above = start[:-1] + chr(ord(start[-1]) + 1) if start else ""
        with told(self._path, self._mode), self._engine.connect() as connection:
            if connection.scalar(select(column).where(column == start)) is not None:
                return (start,)
            query = select(column).where(column >= start, column < above)
            return tuple(connection.scalars(query.order_by(column).limit(5)))


def _of_kind(kind: str) -> Select[Any, bytes]:
    columns = s.entries.c
    return select(columns.seq, columns.payload).where(columns.kind == kind)


def _summary(
    story_id: str, members: list[tuple[str | None, ...]], n_events: int
) -> StorySummary:
    days = [
        TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))
        for _, _, first, last in members
        if first is not None and last is not None
    ]
    # One article "from March on" must not leave the whole story without an end.
    days = [one for one in days if not one.is_open] or days
    return StorySummary(
        id=story_id,
        title=next((title for title, *_ in members if title), None),
        days=reduce(TimeInterval.join, days) if days else None,
        n_articles=len(members),
        outlets=tuple(sorted({outlet for _, outlet, *_ in members if outlet})),
        n_events=n_events,
    )
