"""What a search would have found at an earlier entry.

The full-text index keeps the words of texts and quotes that no longer stand, so the
same query finds them; which of them stood then is asked of the filings of then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, select

from detente.ledger import schema as s
from detente.ledger.codec import decode, decode_as
from detente.ledger.pieces import chunks, days_of, edtf_of
from detente.ledger.records import Filing
from detente.ledger.search import (
    OF_REPORTS,
    Fields,
    Hit,
    around,
    fits_article,
    fits_report,
)
from detente.ledger.then import events_at, logged_corrections_at
from detente.ledger.then_entries import filings_then, standing_entries
from detente.ledger.tokens import Query
from detente.model.entry import Correction, Report


@dataclass(slots=True)
class _Outside:
    """What a hit says of its article."""

    outlet: str | None
    title: str | None
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True)
class Then:
    """Which passages stood at an entry; `search` takes it as its `standing`.

    One object answers one search: it keeps what it looked up once.
    """

    connection: Connection
    at: int
    out_by: date | None = None

    def __call__(
        self,
        connection: Connection,
        ids: Sequence[int],
        query: Query,
        fields: Fields,
    ) -> Iterator[Hit]:
        """Those of the passages that stood then and fit, newest first."""
        found: dict[int, Hit] = {}
        only = fields.get("in", [])
        for start in range(0, len(ids), 400):
            piece = ids[start : start + 400]
            if "text" not in only:
                for hit in self._quotes(piece, fields):
                    found[hit.place] = hit
            if "quote" not in only and not OF_REPORTS & fields.keys():
                for hit in self._texts(piece, query, fields):
                    found.setdefault(hit.place, hit)
        for place in sorted(found, reverse=True):
            yield found[place]

    def _quotes(self, ids: Sequence[int], fields: Fields) -> Iterator[Hit]:
        passages = self._passages(ids, "quote")
        place_of = {int(of): place for of, place in passages.items()}
        told = self._articles_of([seq for seq in place_of if seq <= self.at])
        filings = filings_then(self.connection, told, self.at, self.out_by)
        said = logged_corrections_at(self.connection, filings, self.at)
        found: list[tuple[int, Report]] = []
        for article_id, filing in filings.items():
            of_article = said.get(article_id, [])
            for seq, report in standing_entries(self.connection, filing, of_article):
                if seq in place_of and _is_wanted(report, fields):
                    found.append((place_of[seq], report))
        outside = {one: _outside(filing) for one, filing in filings.items()}
        found = [
            (place, report)
            for place, report in found
            if fits_article(outside[report.article_id], fields)
        ]
        seeds = {report.id for _, report in found}
        event_of = {
            report_id: event.id
            for event in events_at(self.connection, seeds, self.at, out_by=self.out_by)
            for report_id in event.report_ids
        }
        for place, report in found:
            article = outside[report.article_id]
            yield Hit(
                place=place,
                article_id=report.article_id,
                report_id=report.id,
                event_id=event_of.get(report.id),
                outlet=article.outlet,
                title=article.title,
                published=edtf_of(article.first_day, article.last_day),
                quote=report.quote,
            )

    def _texts(self, ids: Sequence[int], query: Query, fields: Fields) -> Iterator[Hit]:
        passages = self._passages(ids, "text")
        with_text = self._with_text(passages)
        filings = filings_then(
            self.connection,
            {one for articles in with_text.values() for one in articles},
            self.at,
            self.out_by,
        )
        for sha in sorted(with_text):
            text: str | None = None
            for article_id in sorted(with_text[sha]):
                filing = filings.get(article_id)
                if filing is None or filing.text_sha256 != sha:
                    continue
                outside = _outside(filing)
                if not fits_article(outside, fields):
                    continue
                text = self._text(sha) if text is None else text
                yield Hit(
                    place=passages[sha],
                    article_id=article_id,
                    report_id=None,
                    event_id=None,
                    outlet=outside.outlet,
                    title=outside.title,
                    published=edtf_of(outside.first_day, outside.last_day),
                    quote=around(text, query),
                )

    def _passages(self, ids: Sequence[int], kind: str) -> dict[str, int]:
        """What each of the passages of a kind is of -> the passage."""
        columns = s.passages.c
        rows = self.connection.execute(
            select(columns.of, columns.passage_id)
            .where(columns.passage_id.in_(ids), columns.kind == kind)
            .order_by(columns.passage_id)
        )
        return {row.of: row.passage_id for row in rows}

    def _articles_of(self, seqs: Sequence[int]) -> set[str]:
        """The articles of the reports in these entries, coded or added by people."""
        columns = s.entries.c
        lines = self.connection.scalars(
            select(columns.payload).where(columns.seq.in_(seqs))
        )
        found: set[str] = set()
        for entry in (decode(line) for line in lines if line):
            report = entry.report if isinstance(entry, Correction) else entry
            if isinstance(report, Report):
                found.add(report.article_id)
        return found

    def _with_text(self, digests: Iterable[str]) -> dict[str, set[str]]:
        """Text -> the articles that have or had it."""
        found: dict[str, set[str]] = {}
        columns = s.publications.c
        for piece in chunks(digests):
            for row in self.connection.execute(
                select(columns.text_sha256, columns.article_id).where(
                    columns.text_sha256.in_(piece)
                )
            ):
                found.setdefault(row.text_sha256, set()).add(row.article_id)
            for sha, articles in self._once_with_text.items():
                if sha in piece:
                    found.setdefault(sha, set()).update(articles)
        return found

    @cached_property
    def _once_with_text(self) -> dict[str, set[str]]:
        """The same of the filings that others took the place of since."""
        found: dict[str, set[str]] = {}
        past = s.past_filings.c
        lines = self.connection.scalars(
            select(s.entries.c.payload)
            .join(s.past_filings, past.seq == s.entries.c.seq)
            .where(past.seq <= self.at, past.until_seq > self.at)
        )
        for line in lines:
            if line:
                filing = decode_as(Filing, line)
                found.setdefault(filing.text_sha256, set()).add(filing.article.id)
        return found

    def _text(self, sha: str) -> str:
        query = select(s.texts.c.body).where(s.texts.c.sha256 == sha)
        body = self.connection.scalar(query)
        return body.decode() if body is not None else ""


def _outside(filing: Filing) -> _Outside:
    article = filing.dated()
    first, last, _ = days_of(article.published.interval if article.published else None)
    return _Outside(article.outlet, article.title, first, last)


def _is_wanted(report: Report, fields: Fields) -> bool:
    types = [one.upper() for one in fields.get("type", ())]
    statuses = [one.lower() for one in fields.get("status", ())]
    return (
        (not types or report.type in types)
        and (not statuses or report.status in statuses)
        and fits_report(report, fields)
    )
