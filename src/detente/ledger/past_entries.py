"""Questions about what was recorded, asked of an earlier state of a ledger."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NoReturn

from sqlalchemy import select

from detente.ledger import schema as s
from detente.ledger.codec import decode
from detente.ledger.read import Reader
from detente.ledger.read_entries import PAGE, Corrected, Logged
from detente.ledger.records import Filing, GroupKind, Placement, Rejected
from detente.ledger.then import END, articles_of, groups_at
from detente.ledger.then_entries import (
    article_ids_then,
    filings_then,
    rejected_then,
    report_ids,
    reports_then,
    some_of,
)
from detente.model.article import Article
from detente.model.entry import Correction, Judgement, Report
from detente.model.happening import Event
from detente.problems import NoSuchEntry, NotInThePast

COLUMNS = {
    "story_id": GroupKind.STORY,
    "origin_id": GroupKind.ORIGIN,
    "version_id": GroupKind.VERSION,
}


# The time of a ledger without any entry.
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class PastEntries(Reader):
    """What was recorded in a ledger as it stood.

    `moment` is the time of recording of its last entry, None for now; `out_by` the day
    by which an article must surely have come out to count, None for any.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        moment: datetime | None = None,
        out_by: date | None = None,
        at: int = END,
    ) -> None:
        super().__init__(reader._engine, reader._address, "r")
        self.moment = moment
        self.out_by = out_by
        self._at = at

    @property
    def when(self) -> str:
        """The time that it is of, in words."""
        parts = []
        if self.moment == BEFORE_ALL:
            parts.append("before the first entry of the ledger")
        elif self.moment is not None:
            parts.append(f"as the ledger stood on {self.moment:%Y-%m-%d %H:%M:%S} UTC")
        if self.out_by is not None:
            parts.append(f"by what was out by {self.out_by}")
        return ", ".join(parts)

    def reports_of(self, event: Event) -> list[Report]:
        """The reports of an event, sorted by id."""
        return self._members([event])[event.id]

    def reports_of_all(self, event_ids: Iterable[str]) -> dict[str, list[Report]]:
        """Event id -> its reports, sorted by id."""
        ids = list(event_ids)
        found = self._members(self.events_by_id(ids).values())
        return {one: found.get(one, []) for one in ids}

    def _members(self, events: Iterable[Event]) -> dict[str, list[Report]]:
        wanted = list(events)
        articles = {one for event in wanted for one in event.article_ids}
        with self.asking() as connection:
            standing = reports_then(connection, articles, self._at, self.out_by)
        found = {report.id: report for some in standing.values() for report in some}
        return {
            event.id: [found[one] for one in sorted(event.report_ids) if one in found]
            for event in wanted
        }

    def reports_in(self, article_id: str) -> list[Report]:
        """The reports of an article, in text order."""
        with self.asking() as connection:
            found = reports_then(connection, [article_id], self._at, self.out_by)
        return found.get(article_id, [])

    def reports(self) -> Iterator[Report]:
        """Every report, by id."""
        with self.asking() as connection:
            ids = article_ids_then(connection, self._at)
            found = reports_then(connection, ids, self._at, self.out_by)
        every = (report for standing in found.values() for report in standing)
        yield from sorted(every, key=lambda report: report.id)

    def report(self, report_id: str) -> Report:
        """One report, by its id or the beginning of it."""
        with self.asking() as connection:
            ids = set(report_ids(connection, report_id))
            told = articles_of(connection, ids)
            standing = reports_then(connection, told, self._at, self.out_by)
        found = [one for some in standing.values() for one in some if one.id in ids]
        if len(found) != 1:
            self._nothing("report", report_id, sorted(one.id for one in found))
        return found[0]

    def articles(
        self, *, texts: bool = True, after: str | None = None
    ) -> Iterator[Article]:
        """Every article, by id; its text empty without `texts`."""
        with self.asking() as connection:
            ids = article_ids_then(connection, self._at)
        if after is not None:
            ids = [one for one in ids if one > after]
        for start in range(0, len(ids), PAGE):
            page = self.filings(ids[start : start + PAGE])
            bodies = self.texts(f.text_sha256 for f in page.values()) if texts else {}
            for article_id in sorted(page):
                filing = page[article_id]
                yield filing.dated(bodies.get(filing.text_sha256, ""))

    def coded(
        self, article_ids: Iterable[str]
    ) -> list[tuple[Article, tuple[Report, ...]]]:
        """These articles with their texts and their reports, by id; unknown ones not."""
        filings = self.filings(article_ids)
        texts = self.texts(one.text_sha256 for one in filings.values())
        with self.asking() as connection:
            reports = reports_then(connection, filings, self._at, self.out_by)
        return [
            (
                filings[one].dated(texts.get(filings[one].text_sha256, "")),
                tuple(reports.get(one, ())),
            )
            for one in sorted(filings)
        ]

    def filing(self, article_id: str) -> Filing:
        """How an article was filed and coded, by its id or the beginning of it."""
        now, past, at = s.publications.c, s.past_filings.c, self._at
        with self.asking() as connection:
            ids = some_of(
                connection,
                article_id,
                select(now.article_id).where(now.seq <= at),
                select(past.article_id).where(past.seq <= at, past.until_seq > at),
            )
            found = filings_then(connection, ids, at, self.out_by)
        if len(found) != 1:
            self._nothing("article", article_id, sorted(found))
        return next(iter(found.values()))

    def filings(self, article_ids: Iterable[str]) -> dict[str, Filing]:
        """How these articles were filed, by id; unknown ids are left out."""
        with self.asking() as connection:
            return filings_then(connection, article_ids, self._at, self.out_by)

    def _groups(
        self, article_ids: Iterable[str], names: tuple[str, ...]
    ) -> dict[str, dict[str, str]]:
        with self.asking() as connection:
            filed = filings_then(connection, article_ids, self._at, self.out_by)
            groups = groups_at(connection, filed, self._at)
        return {name: groups.get(str(COLUMNS[name]), {}) for name in names}

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, undone ones too, in the order of the log."""
        for _, one in self._logged("judgement"):
            if isinstance(one, Judgement):
                yield one

    def placements(self) -> Iterator[Placement]:
        """Every placement of an article in a story or origin, in the order of the log."""
        for _, one in self._logged("placement"):
            if isinstance(one, Placement):
                yield one

    def rejected(self) -> Iterator[Rejected]:
        """The inputs that were not coded, by where they lie."""
        with self.asking() as connection:
            found = rejected_then(connection, self._at)
        yield from found

    def corrections(self, *, standing: bool = False) -> list[Corrected]:
        """What people had corrected, in the order of the log."""
        said = [
            (recorded, one)
            for recorded, one in self._logged("correction")
            if isinstance(one, Correction)
        ]
        undone = {one.undoes for _, one in said}
        found = [
            Corrected(correction=one, recorded=recorded, holds=one.id not in undone)
            for recorded, one in said
        ]
        return [
            one
            for one in found
            if not standing or (one.holds and one.correction.undoes is None)
        ]

    def latest(self, n: int) -> list[Logged]:
        """The newest entries of the log, newest first."""
        columns = s.entries.c
        query = select(s.entries).where(columns.seq <= self._at)
        with self.asking() as connection:
            rows = connection.execute(query.order_by(columns.seq.desc()).limit(n)).all()
        return [
            Logged(
                seq=row.seq,
                recorded=row.recorded,
                kind=row.kind,
                id=row.id,
                entry=decode(row.payload) if row.payload else None,
            )
            for row in rows
        ]

    def doubtful(
        self, limit: int, *, above: float = 0.0, behind: str | None = None
    ) -> list[Report]:
        """Not asked of the past.

        Raises:
            NotInThePast: always.
        """
        raise NotInThePast("what is left to review")

    def _logged(self, kind: str) -> Iterator[tuple[str, object]]:
        """What was logged of a kind, with when, in order."""
        columns = s.entries.c
        query = select(columns.recorded, columns.payload).where(
            columns.kind == kind, columns.seq <= self._at
        )
        with self.asking() as connection:
            rows = connection.execute(query.order_by(columns.seq)).all()
        for recorded, payload in rows:
            if payload:
                yield recorded, decode(payload)

    def _nothing(self, what: str, id: str, candidates: list[str]) -> NoReturn:
        raise NoSuchEntry(what, id, candidates=tuple(candidates), when=self.when)
