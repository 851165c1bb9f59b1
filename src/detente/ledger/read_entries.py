"""Questions about what was recorded: articles, reports, judgements, corrections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Select, select

from detente.ledger import schema as s
from detente.ledger.ask import Asker
from detente.ledger.codec import Entry, decode, decode_as
from detente.ledger.pieces import chunks, said
from detente.ledger.records import (
    Filing,
    Forgotten,
    Placement,
    Rejected,
    digest_of_text,
)
from detente.model.article import Article
from detente.model.entry import Correction, Judgement, Report
from detente.problems import NoSuchEntry

PAGE = 1000
E = TypeVar("E", Filing, Report, Judgement, Correction, Placement, Rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An entry with its number in the log and when it was recorded (ISO 8601).

    `entry` is None where it was forgotten.
    """

    seq: int
    recorded: str
    kind: str
    id: str
    entry: Entry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction, when it was recorded, and whether it still holds."""

    correction: Correction
    recorded: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """When a text was purged (ISO 8601), and why."""

    recorded: str
    because: str


class Entries(Asker):
    """What was recorded, as it stands now."""

    def reports_in(self, article_id: str) -> list[Report]:
        """The reports of an article, in text order."""
        return self._reports(
            select(said())
            .join(s.reports, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.article_id == article_id)
            .order_by(s.reports.c.place)
        )

    def reports(self) -> Iterator[Report]:
        """Every current report, by id."""
        key = s.reports.c.report_id
        query = select(key, said()).join(s.reports, s.entries.c.seq == s.reports.c.seq)
        yield from self._stream(Report, query, key)

    def articles(
        self, *, texts: bool = True, after: str | None = None
    ) -> Iterator[Article]:
        """Every article as it stands now, by id; its text empty without `texts`.

        Those with an id behind `after`, where that is given.
        """
        key = s.publications.c.article_id
        query = select(key, s.publications.c.payload)
        if after is not None:
            query = query.where(key > after)
        filings = self._stream(Filing, query, key)
        while page := list(islice(filings, PAGE)):
            found = self.texts(one.text_sha256 for one in page) if texts else {}
            for filing in page:
                yield filing.dated(found.get(filing.text_sha256, ""))

    def coded(
        self, article_ids: Iterable[str]
    ) -> list[tuple[Article, tuple[Report, ...]]]:
        """These articles with their texts and their reports, by id; unknown ones not."""
        ids = sorted(set(article_ids))
        filings = self.filings(ids)
        texts = self.texts(one.text_sha256 for one in filings.values())
        reports: dict[str, list[Report]] = {}
        columns = s.reports.c
        with self.asking() as connection:
            for piece in chunks(ids):
                for payload in connection.scalars(
                    select(said())
                    .join(s.reports, s.entries.c.seq == columns.seq)
                    .where(columns.article_id.in_(piece))
                    .order_by(columns.article_id, columns.place)
                ):
                    report = decode_as(Report, payload)
                    reports.setdefault(report.article_id, []).append(report)
        return [
            (
                filings[one].dated(texts.get(filings[one].text_sha256, "")),
                tuple(reports.get(one, ())),
            )
            for one in ids
            if one in filings
        ]

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, undone ones too, in the order of the log."""
        yield from self._stream(Judgement, _of_kind("judgement"), s.entries.c.seq)

    def placements(self) -> Iterator[Placement]:
        """Every placement of an article in a story or origin, in the order of the log."""
        yield from self._stream(Placement, _of_kind("placement"), s.entries.c.seq)

    def rejected(self) -> Iterator[Rejected]:
        """The inputs that were not coded and still are not, by where they lie."""
        key = s.quarantine.c.where
        query = select(key, s.entries.c.payload).join(
            s.entries, s.entries.c.seq == s.quarantine.c.seq
        )
        yield from self._stream(Rejected, query, key)

    def corrections(self, *, standing: bool = False) -> list[Corrected]:
        """What people corrected, in the order of the log.

        Args:
            standing: Leave out what was undone.
        """
        undone: set[str] = set()
        found: list[tuple[str, Correction]] = []
        columns = s.entries.c
        with self.asking() as connection:
            rows = connection.execute(
                select(columns.recorded, columns.payload)
                .where(columns.kind == "correction")
                .order_by(columns.seq)
            ).all()
        for recorded, payload in rows:
            if payload:
                one = decode_as(Correction, payload)
                found.append((recorded, one))
                if one.undoes is not None:
                    undone.add(one.undoes)
        listed = (
            Corrected(correction=one, recorded=recorded, holds=one.id not in undone)
            for recorded, one in found
        )
        return [
            one
            for one in listed
            if not standing or (one.holds and one.correction.undoes is None)
        ]

    def purged(self) -> dict[str, Purged]:
        """Article id -> when and why its text was purged, for those that it was."""
        columns = s.entries.c
        query = select(columns.recorded, columns.payload).where(
            columns.kind == "forgotten"
        )
        with self.asking() as connection:
            rows = connection.execute(query.order_by(columns.seq)).all()
        stones = [(row.recorded, decode_as(Forgotten, row.payload)) for row in rows]
        return {
            article_id: Purged(recorded=recorded, because=stone.because)
            for recorded, stone in stones
            if stone.what == "article"
            for article_id in stone.article_ids
        }

    def doubtful(
        self, limit: int, *, above: float = 0.0, behind: str | None = None
    ) -> list[Report]:
        """The reports of least confidence that no person has looked at, then by id.

        Args:
            limit: At most so many.
            above: Only such as are surer than this.
            behind: And those just as sure whose ids come behind this one: with both, a
                list goes on where it ended, also if what it ended with is gone.
        """
        columns = s.reports.c
        corrected = select(s.corrections.c.article_id).distinct()
        further: ColumnElement[bool] = columns.confidence > above
        if behind is not None:
            as_sure = (columns.confidence == above) & (columns.report_id > behind)
            further = further | as_sure
        query = (
            select(said())
            .join(s.reports, s.entries.c.seq == columns.seq)
            .where(
                further,
                columns.payload.is_(None) | columns.article_id.not_in(corrected),
            )
            .order_by(columns.confidence, columns.report_id)
            .limit(limit)
        )
        return self._reports(query)

    def latest(self, n: int) -> list[Logged]:
        """The newest entries of the log, newest first."""
        columns = s.entries.c
        query = select(
            columns.seq, columns.recorded, columns.kind, columns.id, columns.payload
        )
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

    def report(self, report_id: str) -> Report:
        """One current report, by its id or the beginning of it."""
        ids = self._beginning(s.reports.c.report_id, report_id)
        if len(ids) != 1:
            raise NoSuchEntry("report", report_id, candidates=ids)
        query = (
            select(said())
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
        with self.asking() as connection:
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
        with self.asking() as connection:
            for piece in chunks(digests):
                query = select(columns.sha256, columns.body)
                for row in connection.execute(query.where(columns.sha256.in_(piece))):
                    found[row.sha256] = row.body.decode()
        return found

    def holds(self, article_id: str, text: str, coder: str) -> bool:
        """Whether an article is here with this text, coded by this coder."""
        query = select(s.publications.c.payload).where(
            s.publications.c.article_id == article_id
        )
        with self.asking() as connection:
            line = connection.scalar(query)
        if line is None:
            return False
        filing = decode_as(Filing, line)
        return filing.coder == coder and filing.text_sha256 == digest_of_text(text)

    def articles_by_key(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The articles under each of a linker's keys, sorted."""
        found: dict[int, list[str]] = {}
        columns = s.blocks.c
        ordered = sorted(set(keys))
        with self.asking() as connection:
            for start in range(0, len(ordered), 400):
                piece = ordered[start : start + 400]
                query = (
                    select(columns.key, columns.article_id)
                    .where(columns.key.in_(piece))
                    .order_by(columns.key, columns.article_id)
                )
                # All at once: row by row costs a fetch each.
                for key, article_id in connection.execute(query).all():
                    found.setdefault(key, []).append(article_id)
        return found

    @property
    def keys_version(self) -> str | None:
        """What the linker noted of its keys; None if there are none yet."""
        with self.asking() as connection:
            return connection.scalar(
                select(s.meta.c.value).where(s.meta.c.key == "keys")
            )

    def _reports(self, query: Select[Any]) -> list[Report]:
        with self.asking() as connection:
            return [decode_as(Report, line) for line in connection.scalars(query)]

    def _stream(
        self, kind: type[E], query: Select[Any, Any], key: Column[Any]
    ) -> Iterator[E]:
        """The lines of a query of (key, payload), by key, a page at a time.

        No transaction stays open between pages: whoever iterates may ask, or write.
        """
        page = query.order_by(key).limit(PAGE)
        after: Any = None
        while True:
            with self.asking() as connection:
                here = page if after is None else page.where(key > after)
                rows = connection.execute(here).all()
            for _, line in rows:
                if line:
                    yield decode_as(kind, line)
            if len(rows) < PAGE:
                return
            after = rows[-1][0]


def _of_kind(kind: str) -> Select[Any, Any]:
    columns = s.entries.c
    return select(columns.seq, columns.payload).where(columns.kind == kind)
