"""A story as a matrix: what each outlet says of each event, and in whose voice.

(ledger, story) -> Matrix. Rows are events, columns origins: copies of one text stand in
one column. No verdict: a cell tells what a text says, or that it does not say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from detente.ledger.read import Reader, Wanted
from detente.model.article import Article, PartKind
from detente.model.entry import Report
from detente.model.happening import Disagreement, Event
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.rows import EventRow, row_of
from detente.views.stories import event_words, shared_event
from detente.views.words import date_words

# What publishers put where a text goes on for those who pay or click.
CUT_OFF = ("continue reading", "read more at", "subscribe to read", "to read the full")


class Voice(StrEnum):
    """Who says it in a text."""

    OWN = "own"  # the outlet itself
    NAMED = "named"  # somebody it names
    UNNAMED = "unnamed"  # somebody it does not name
    SILENT = "silent"  # the text that we hold does not say it
    CUT = "cut"  # nor does it, but only part of the text is held


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One origin: the outlets that carry it, and the articles, the first one first.

    `is_cut` when the text ends in a publisher's "continue reading".
    """

    outlets: tuple[str, ...]
    article_ids: tuple[str, ...]
    published: str
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report in a cell, in the words of its text."""

    report_id: str
    article_id: str
    status: Status
    date: str
    figure: str
    speakers: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one origin says of one event; no tellings where it says nothing."""

    voice: Voice
    tellings: tuple[Telling, ...]

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses told here, each once."""
        return tuple(dict.fromkeys(one.status for one in self.tellings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event across the columns; `odds` counts what the columns differ on."""

    event: EventRow
    cells: tuple[Cell, ...]
    odds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """An article of the story from which no event was read."""

    article_id: str
    outlet: str | None
    title: str | None
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A story, most disputed event first.

    `untold` are its articles that stand in no column, the first published first.
    """

    story_id: str
    label: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    untold: tuple[Untold, ...] = ()


def matrix(ledger: Reader, story_id: str) -> Matrix:
    """The claims of a story by outlet.

    Raises:
        NoSuchEntry: there is no such story.
    """
    events = ledger.events(Wanted(story_id=story_id))
    members = ledger.articles_of_story(story_id)
    if not events and not members:
        raise NoSuchEntry("story", story_id)
    ids = {one for event in events for one in event.article_ids}
    everyone = ledger.filings(ids | set(members))
    rest = [filing.dated() for one, filing in everyone.items() if one not in ids]
    rest.sort(key=_by_publication)
    filings = {one: filing for one, filing in everyone.items() if one in ids}
    articles = {one: filing.dated() for one, filing in filings.items()}
    texts = ledger.texts(filing.text_sha256 for filing in filings.values())
    cut = {
        one
        for one, filing in filings.items()
        if _is_cut(articles[one], texts.get(filing.text_sha256, ""))
    }
    copies, _ = ledger.groups(ids)
    columns = _columns(articles, copies, cut)
    reports = ledger.reports_of_all(one.id for one in events)
    lines = [_line(event, reports[event.id], columns) for event in events]
    return Matrix(
        story_id=story_id,
        label=_label(events, columns, articles, rest),
        columns=columns,
        lines=tuple(sorted(lines, key=_by_odds)),
        untold=tuple(
            Untold(
                article_id=one.id,
                outlet=one.outlet,
                title=one.title,
                published=date_words(one.published),
            )
            for one in rest
        ),
    )


def _is_cut(article: Article, text: str) -> bool:
    return any(
        words in part.span.of(text).casefold()
        for part in article.parts
        if part.kind in {PartKind.BOILERPLATE, PartKind.CREDIT}
        for words in CUT_OFF
    )


def _columns(
    articles: Mapping[str, Article], copies: Mapping[str, str], cut: Iterable[str]
) -> tuple[Column, ...]:
    groups: dict[str, list[Article]] = {}
    for article in articles.values():
        groups.setdefault(copies.get(article.id, article.id), []).append(article)
    ordered = sorted(
        (sorted(group, key=_by_publication) for group in groups.values()),
        key=lambda group: _by_publication(group[0]),
    )
    short = set(cut)
    return tuple(
        Column(
            outlets=tuple(
                dict.fromkeys(one.outlet or f"article {one.id}" for one in group)
            ),
            article_ids=tuple(one.id for one in group),
            published=date_words(group[0].published),
            is_cut=all(one.id in short for one in group),
        )
        for group in ordered
    )


def _by_publication(article: Article) -> tuple[int, str]:
    days = article.published.interval if article.published else None
    return days.start.toordinal() if days else 2**31, article.id


def _label(
    events: Sequence[Event],
    columns: Sequence[Column],
    articles: Mapping[str, Article],
    rest: Sequence[Article],
) -> str:
    """As lists of stories call it: by the event that most reports share."""
    shared = shared_event(events)
    if shared is not None and len(articles) > 1:
        return event_words(shared)
    told = (articles[one] for column in columns for one in column.article_ids)
    titles = (one.title for one in (*told, *rest))
    return next((title for title in titles if title), "story without a headline")


def _line(event: Event, reports: Sequence[Report], columns: Sequence[Column]) -> Line:
    by_article: dict[str, list[Report]] = {}
    for report in reports:
        by_article.setdefault(report.article_id, []).append(report)
    cells = []
    for column in columns:
        told = [one for each in column.article_ids for one in by_article.get(each, ())]
        told.sort(key=lambda one: (one.article_id, one.trigger.start))
        cells.append(_cell(told, column))
    return Line(event=row_of(event), cells=tuple(cells), odds=_odds(event, cells))


def _cell(reports: Sequence[Report], column: Column) -> Cell:
    if not reports:
        return Cell(voice=Voice.CUT if column.is_cut else Voice.SILENT, tellings=())
    if any(not one.attribution for one in reports):
        voice = Voice.OWN
    elif all(one.attribution[0].anonymous for one in reports):
        voice = Voice.UNNAMED
    else:
        voice = Voice.NAMED
    return Cell(voice=voice, tellings=tuple(map(_telling, reports)))


def _telling(report: Report) -> Telling:
    counts = (
        (report.dead, "dead"),
        (report.injured, "hurt"),
        (report.arrested, "held"),
    )
    return Telling(
        report_id=report.id,
        article_id=report.article_id,
        status=report.status,
        date=date_words(report.dating),
        figure=", ".join(f"{n:,} {word}" for n, word in counts if n is not None),
        speakers=tuple(one.entity_name or one.raw_text for one in report.attribution),
        quote=" ".join(report.quote.split()),
    )


def _odds(event: Event, cells: Sequence[Cell]) -> int:
    """How much there is to compare: disputes first, then statuses, voices, silence."""
    told = [cell for cell in cells if cell.tellings]
    disputes: tuple[Disagreement, ...] = event.disagreements
    statuses = {status for cell in told for status in cell.statuses}
    voices = {cell.voice for cell in told}
    return 100 * len(disputes) + 10 * len(statuses) + 3 * len(voices) + len(told)


def _by_odds(line: Line) -> tuple[int, str, str]:
    return -line.odds, line.event.edtf or "~", line.event.event_id
