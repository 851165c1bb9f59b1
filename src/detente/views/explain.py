"""Why: event <- judgements <- reports <- quoted span <- lexicon row and reasons."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from rich.console import Console
from rich.text import Text

from detente.coding.encoder import PairEncoder
from detente.ledger.read import Reader
from detente.model.article import Article
from detente.model.entry import Judgement, Report
from detente.problems import NoSuchEntry
from detente.views.alternatives import Alternative, alternatives_of
from detente.views.purged import purged_words
from detente.views.rows import headline, row_of
from detente.views.screen import fit, indent
from detente.views.words import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyReport:
    """What a report rests on: the words, where they stand, and every reason.

    `alternatives` are what the encoder makes of the same words; empty where it was not
    asked, or where the article's text is not kept. `purged` says when and why it was purged.
    """

    report_id: str
    article_id: str
    outlet: str | None
    type: str
    status: str
    quote: str
    start: int
    end: int
    trigger: str
    row: str
    because: tuple[str, ...]
    actors: tuple[str, ...]
    date: str
    date_basis: str | None
    date_words: str | None
    date_because: tuple[str, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    purged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhySame:
    """A judgement that holds the event together."""

    judgement_id: str
    left: str
    right: str
    by: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyArticle:
    """How an article was dated and coded, and by what."""

    article_id: str
    outlet: str | None
    title: str | None
    published: str
    published_basis: str | None
    published_because: tuple[str, ...]
    syndicated_from: str | None
    coder: str
    text_sha256: str
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The whole chain under one id: of an event, of a report or of an article."""

    about: str
    title: str
    judgements: tuple[WhySame, ...]
    reports: tuple[WhyReport, ...]
    articles: tuple[WhyArticle, ...]


def explanation(
    ledger: Reader, entry_id: str, encoder: PairEncoder | None = None
) -> Explanation:
    """Why the ledger says what it says under an id (or an unmistakable beginning).

    Args:
        ledger: Open for reading.
        entry_id: Of an event, a report or an article.
        encoder: Asked what else the words may mean; None: not asked.

    Raises:
        NoSuchEntry: no event, report or article has it.
    """
    when = ""
    for look in (_event, _report, _article):
        try:
            return look(ledger, entry_id, encoder)
        except NoSuchEntry as error:
            if error.candidates:
                raise
            when = error.when
    raise NoSuchEntry("event, report or article", entry_id, when=when)


def _event(ledger: Reader, event_id: str, encoder: PairEncoder | None) -> Explanation:
    event = ledger.event(event_id)
    reports = ledger.reports_of(event)
    row = row_of(event)
    return Explanation(
        about=event.id,
        title=f"{headline(row)}, {event.status}, {row.date}",
        judgements=tuple(map(_why_same, ledger.joining(event))),
        reports=_why_reports(ledger, reports, encoder),
        articles=_why_articles(ledger, {report.article_id for report in reports}),
    )


def _report(ledger: Reader, report_id: str, encoder: PairEncoder | None) -> Explanation:
    report = ledger.report(report_id)
    event_id = ledger.event_ids([report.id]).get(report.id, "")
    return Explanation(
        about=report.id,
        title=f"report of event {event_id}",
        judgements=(),
        reports=_why_reports(ledger, [report], encoder),
        articles=_why_articles(ledger, {report.article_id}),
    )


def _article(
    ledger: Reader, article_id: str, encoder: PairEncoder | None
) -> Explanation:
    article = ledger.article(article_id)
    return Explanation(
        about=article.id,
        title=article.title or "article without a headline",
        judgements=(),
        reports=_why_reports(ledger, ledger.reports_in(article.id), encoder),
        articles=_why_articles(ledger, {article.id}),
    )


def _why_same(one: Judgement) -> WhySame:
    return WhySame(
        judgement_id=one.id,
        left=one.left,
        right=one.right,
        by=one.by,
        score=round(one.score, 3),
        because=one.because,
    )


def _why_reports(
    ledger: Reader, reports: list[Report], encoder: PairEncoder | None
) -> tuple[WhyReport, ...]:
    articles = {
        one: ledger.article(one) for one in sorted({r.article_id for r in reports})
    }
    else_: list[tuple[Alternative, ...]] = [()] * len(reports)
    if encoder is not None:
        texts = [(one, articles[one.article_id].text) for one in reports]
        else_ = alternatives_of(texts, encoder)
    purged = purged_words(ledger, {one.article_id for one in reports if not one.quote})
    return tuple(
        replace(
            _why_report(one, articles[one.article_id]),
            alternatives=other,
            purged=purged.get(one.article_id),
        )
        for one, other in zip(reports, else_, strict=True)
    )


def _why_report(report: Report, article: Article) -> WhyReport:
    dating = report.dating
    evidence = dating.evidence if dating else None
    parties = (*report.actors, *report.recipients)
    return WhyReport(
        report_id=report.id,
        article_id=article.id,
        outlet=article.outlet,
        type=str(report.type),
        status=str(report.status),
        quote=" ".join(report.quote.split()),
        start=report.evidence.start,
        end=report.evidence.end,
        trigger=report.trigger_text,
        row=report.row,
        because=report.because,
        actors=tuple(
            f"{one.raw_text} = {one.entity_name}"
            + (f": {one.because}" * bool(one.because))
            for one in parties
        ),
        date=date_words(dating),
        date_basis=str(dating.basis) if dating else None,
        date_words=evidence.of(article.text) if evidence and article.text else None,
        date_because=dating.because if dating else (),
        confidence=round(report.confidence, 3),
    )


def _why_articles(ledger: Reader, ids: set[str]) -> tuple[WhyArticle, ...]:
    filings = ledger.filings(ids)
    found = []
    for article_id in sorted(filings):
        filing = filings[article_id]
        published = filing.dated().published
        found.append(
            WhyArticle(
                article_id=article_id,
                outlet=filing.article.outlet,
                title=filing.article.title,
                published=date_words(published),
                published_basis=str(published.basis) if published else None,
                published_because=published.because if published else (),
                syndicated_from=filing.article.syndicated_from,
                coder=filing.coder,
                text_sha256=filing.text_sha256,
                supersedes=filing.supersedes,
            )
        )
    return tuple(found)


def explain_lines(found: Explanation) -> Iterator[dict[str, object]]:
    """The explanation as plain data: one object."""
    yield asdict(found)


def render_explanation(found: Explanation, console: Console) -> None:
    """Print the chain from the top down."""

    def say(text: str, by: int = 0, style: str = "") -> None:
        console.print(indent(Text(fit(text, console), style=style), by))

    say(found.about, style="bold")
    say(found.title, 2)
    if found.judgements:
        say("joined because", 2, "bold")
    for one in found.judgements:
        say(f"{one.left} = {one.right}  {one.score:.2f} by {one.by}", 4)
        say("; ".join(one.because), 6, "dim")
    for report in found.reports:
        where = report.outlet or f"article {report.article_id}"
        say(f"{report.report_id}  {where}: {report.type}, {report.status}", 2, "bold")
        words = f"“{report.quote}”"
        trigger = f"trigger “{report.trigger}”, "
        if report.purged is not None:
            words, trigger = f"({report.purged})", ""
        say(f"{words} [{report.start}:{report.end}]", 4)
        say(f"{trigger}lexicon row {report.row}", 4)
        for reason in (*report.because, *report.actors):
            say(reason, 6, "dim")
        for number, other in enumerate(report.alternatives):
            meaning = f": {other.meaning}" if other.meaning else ""
            lead = "the encoder reads" if number == 0 else "or"
            say(f"{lead} {other.type} {other.chance:.2f}{meaning}", 6, "dim")
        words = f" from “{report.date_words}”" if report.date_words else ""
        basis = f" ({report.date_basis})" if report.date_basis else ""
        say(f"date {report.date}{basis}{words}", 4)
        for reason in report.date_because:
            say(reason, 6, "dim")
    for article in found.articles:
        name = article.outlet or "outlet not named"
        say(f"article {article.article_id}  {name}", 2, "bold")
        basis = f" ({article.published_basis})" if article.published_basis else ""
        say(f"published {article.published}{basis}", 4)
        for reason in article.published_because:
            say(reason, 6, "dim")
        say(f"coded by {article.coder}; text {article.text_sha256[:12]}", 4, "dim")
