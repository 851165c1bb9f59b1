"""An article with its evidence marked: text in pieces, each with what it is part of.

(ledger, article) -> ArticlePage. Marks may overlap: a piece is the longest stretch over
which the set of marks does not change, so that a page can draw any number of them.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from detente.ledger.read import Reader
from detente.model.article import Article, Part, PartKind
from detente.model.entry import Report
from detente.model.status import Status
from detente.model.text import Span
from detente.views.words import date_words, what_words


class MarkKind(StrEnum):
    """What a stretch of text is evidence of."""

    EVENT = "event"  # the clause that claims it
    TRIGGER = "trigger"  # the word that names it
    ACTOR = "actor"  # who acts, or is acted on
    DATE = "date"  # the words that date it
    SPEAKER = "speaker"  # who says so
    CUE = "cue"  # the word by which it is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text as evidence in a report; `note` is what it is read as."""

    span: Span
    kind: MarkKind
    report_id: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch with the same marks throughout; `opens` are reports that begin here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A part of the article in pieces; without pieces where the text is not held."""

    kind: PartKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """One report beside the text; `number` is what marks it there, from 1."""

    number: int
    report_id: str
    event_id: str
    what: str
    type: str
    status: Status
    who: tuple[str, ...]
    whom: tuple[str, ...]
    date: str
    date_text: str | None
    date_because: tuple[str, ...]
    speakers: tuple[str, ...]
    place: str | None
    confidence: float
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article as the ledger holds it; `copies` are other articles of its origin."""

    article_id: str
    title: str | None
    outlet: str | None
    published: str
    published_basis: str | None
    published_because: tuple[str, ...]
    link: str | None
    syndicated_from: str | None
    sha256: str
    coder: str
    story_id: str | None
    has_text: bool
    paragraphs: tuple[Paragraph, ...]
    reports: tuple[SideRow, ...]


def article_page(ledger: Reader, article_id: str) -> ArticlePage:
    """The page of an article, by its id or a beginning of it.

    Raises:
        NoSuchEntry: there is none, or the beginning fits several.
    """
    filing = ledger.filing(article_id)
    article = ledger.article(filing.article.id)
    reports = ledger.reports_in(article.id)
    events = ledger.event_ids(one.id for one in reports)
    _, stories = ledger.groups([article.id])
    published = article.published
    return ArticlePage(
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=date_words(published),
        published_basis=str(published.basis) if published else None,
        published_because=published.because if published else (),
        link=article.url or article.path,
        syndicated_from=article.syndicated_from,
        sha256=filing.text_sha256,
        coder=filing.coder,
        story_id=stories.get(article.id),
        has_text=bool(article.text),
        paragraphs=tuple(_paragraphs(article, reports)),
        reports=tuple(
            _side(number, report, events.get(report.id, ""), article.text)
            for number, report in enumerate(reports, 1)
        ),
    )


def _paragraphs(article: Article, reports: Sequence[Report]) -> Iterator[Paragraph]:
    marks = sorted(
        (mark for report in reports for mark in _marks(report, article.text)),
        key=lambda mark: (mark.span.start, -mark.span.end),
    )
    numbers = {report.id: number for number, report in enumerate(reports, 1)}
    for part in article.parts:
        if article.text:
            pieces = tuple(_pieces(article.text, part, marks, numbers))
            yield Paragraph(kind=part.kind, pieces=pieces)


def _marks(report: Report, text: str) -> Iterator[Mark]:
    def mark(span: Span, kind: MarkKind, note: str) -> Mark:
        return Mark(
            span=span,
            kind=kind,
            report_id=report.id,
            status=report.status,
            note=note,
        )

    yield mark(report.evidence, MarkKind.EVENT, f"{report.type}, {report.status}")
    yield mark(report.trigger, MarkKind.TRIGGER, str(report.type))
    for party in (*report.actors, *report.recipients):
        yield mark(party.span, MarkKind.ACTOR, party.entity_name)
    if report.dating is not None and report.dating.evidence is not None:
        yield mark(report.dating.evidence, MarkKind.DATE, date_words(report.dating))
    for says in report.attribution:
        if (span := _nearest(says.raw_text, report.evidence, text)) is not None:
            name = says.entity_name or says.raw_text
            yield mark(span, MarkKind.SPEAKER, f"{name} says so")
        if (cue := _nearest(says.cue, report.evidence, text)) is not None:
            yield mark(cue, MarkKind.CUE, "the words that say so")


# A speaker stands in the sentence or one near it.
NEAR = 600


def _nearest(words: str, evidence: Span, text: str) -> Span | None:
    """Where a speaker's words stand nearest to the clause that reports them."""
    low, high = max(0, evidence.start - NEAR), min(len(text), evidence.end + NEAR)
    best: Span | None = None
    start = text.find(words, low, high) if words else -1
    while start >= 0:
        here = Span(start, start + len(words))
        if best is None or _gap(here, evidence) < _gap(best, evidence):
            best = here
        start = text.find(words, start + 1, high)
    return best


def _gap(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _pieces(
    text: str, part: Part, marks: Sequence[Mark], numbers: dict[str, int]
) -> Iterator[Piece]:
    start, end = part.span.start, part.span.end
    inside = [one for one in marks if one.span.start < end and one.span.end > start]
    cuts = {start, end}
    for one in inside:
        cuts |= {max(start, one.span.start), min(end, one.span.end)}
    ordered = sorted(cuts)
    for low, high in itertools.pairwise(ordered):
        here = [m for m in inside if m.span.start <= low and m.span.end >= high]
        opens = {
            numbers[m.report_id]
            for m in here
            if m.kind is MarkKind.EVENT and max(start, m.span.start) == low
        }
        yield Piece(text=text[low:high], marks=tuple(here), opens=tuple(sorted(opens)))


def _side(number: int, report: Report, event_id: str, text: str) -> SideRow:
    place = report.location
    evidence = report.dating.evidence if report.dating else None
    return SideRow(
        number=number,
        report_id=report.id,
        event_id=event_id,
        what=what_words(report.type, report.modes, report.row.partition("/")[0]),
        type=str(report.type),
        status=report.status,
        who=tuple(one.entity_name for one in report.actors),
        whom=tuple(one.entity_name for one in report.recipients),
        date=date_words(report.dating),
        date_text=evidence.of(text) if evidence and text else None,
        date_because=report.dating.because if report.dating else (),
        speakers=tuple(one.entity_name or one.raw_text for one in report.attribution),
        place=(place.resolved_place or place.extracted_place) if place else None,
        confidence=round(report.confidence, 2),
        row=report.row,
    )
