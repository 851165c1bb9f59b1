"""One event: the record, its history, every report in its own words, the disputes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.ledger.read import Reader
from detente.model.article import Article
from detente.model.bearing import Bearing
from detente.model.entry import Report
from detente.model.status import Status
from detente.views.bearings import bearings_of
from detente.views.precedence_page import ClaimRow, claims_on
from detente.views.purged import purged_words, with_purged
from detente.views.report_json import edtf
from detente.views.rows import (
    Dispute,
    EventRow,
    dispute_of,
    dispute_words,
    row_of,
    some_of,
)
from detente.views.screen import (
    COLOURS,
    SHORT_ID,
    fit,
    indent,
    mark_of,
    quoted,
    quoted_or,
)
from detente.views.stories import event_words
from detente.views.words import BASES, count_words, date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report of the event, in the words of its outlet.

    `says` are the speakers, innermost first; `link` is the article's address or file,
    `purged` when and why its text was purged.
    """

    report_id: str
    article_id: str
    outlet: str
    title: str | None
    published: str
    status: Status
    type: str
    date: str
    edtf: str | None
    date_basis: str | None
    says: tuple[str, ...]
    quote: str
    start: int
    end: int
    link: str | None
    syndicated_from: str | None
    confidence: float
    is_replaced: bool = False
    purged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BearingRow:
    """Another event that this one answers (`is_answer`) or that answers it.

    `words` are the texts' own; empty, and `by_sequence` set, where no text says it and
    only the sequence of the two suggests it.
    """

    event_id: str
    is_answer: bool
    kind: str
    words: tuple[str, ...]
    by_sequence: bool
    what: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """All that is known of one event.

    `told_by_some` are fields that some origins tell and others leave out.
    `is_withdrawn`: every outlet that told it has corrected it away.
    """

    event: EventRow
    date_because: tuple[str, ...]
    reports: tuple[ReportRow, ...]
    told_by_some: tuple[Dispute, ...] = ()
    bearings: tuple[BearingRow, ...] = ()
    is_withdrawn: bool = False
    precedence: tuple[ClaimRow, ...] = ()


def event_page(ledger: Reader, event_id: str) -> EventPage:
    """The page of an event, by its id or a beginning of it.

    Raises:
        NoSuchEntry: there is none, or the beginning fits several.
    """
    event = ledger.event(event_id)
    filings = ledger.filings(event.article_ids)
    articles = {one: filing.dated() for one, filing in filings.items()}
    reports = ledger.reports_of(event)
    purged = purged_words(ledger, {one.article_id for one in reports if not one.quote})
    return EventPage(
        event=with_purged(ledger, [row_of(event)])[0],
        date_because=event.dating.because if event.dating else (),
        reports=tuple(
            replace(
                _row(
                    report,
                    articles[report.article_id],
                    report.id in event.replaced_ids,
                ),
                purged=purged.get(report.article_id),
            )
            for report in sorted(
                reports,
                key=lambda report: _by_publication(articles[report.article_id], report),
            )
        ),
        told_by_some=tuple(map(dispute_of, event.told_by_some)),
        bearings=tuple(
            _bearing(ledger, event.id, one) for one in bearings_of(ledger, event)
        ),
        is_withdrawn=event.is_withdrawn,
        precedence=claims_on(ledger, event),
    )


def _bearing(ledger: Reader, event_id: str, one: Bearing) -> BearingRow:
    is_answer = one.event_id == event_id
    other = ledger.event(one.other_id if is_answer else one.event_id)
    return BearingRow(
        event_id=other.id,
        is_answer=is_answer,
        kind=str(one.kind),
        words=one.words,
        by_sequence=one.by_sequence,
        what=event_words(other),
        date=date_words(other.dating),
    )


def _by_publication(article: Article, report: Report) -> tuple[int, str, int]:
    days = article.published.interval if article.published else None
    return (days.start.toordinal() if days else 2**31, article.id, report.trigger.start)


def _row(report: Report, article: Article, is_replaced: bool) -> ReportRow:
    return ReportRow(
        report_id=report.id,
        article_id=article.id,
        outlet=article.outlet or f"article {article.id}",
        title=article.title,
        published=date_words(article.published),
        status=report.status,
        type=str(report.type),
        date=date_words(report.dating),
        edtf=edtf(report.dating),
        date_basis=str(report.dating.basis) if report.dating else None,
        says=tuple(one.entity_name or one.raw_text for one in report.attribution),
        quote=" ".join(report.quote.split()),
        start=report.evidence.start,
        end=report.evidence.end,
        link=article.url or article.path,
        syndicated_from=article.syndicated_from,
        confidence=round(report.confidence, 3),
        is_replaced=is_replaced,
    )


def page_lines(page: EventPage) -> Iterator[dict[str, object]]:
    """The page as plain data: one object."""
    yield asdict(page)


def render_event(page: EventPage, console: Console) -> None:
    """Print it from the general to the particular."""
    event = page.event
    style = COLOURS[event.status]
    head = Text()
    head.append(mark_of(event.status, console), style=f"bold {style}")
    head.append(f" {event.what[0].upper()}{event.what[1:]}", style="bold")
    head.append(f", {event.status}", style=style)
    if page.is_withdrawn:
        head.append(", withdrawn by who told it", style="red")
    console.print(head)
    console.print(_record(page, console))
    _section("How it was told", console)
    for step in event.history:
        line = Text(f"{fit(step.published, console)}  ")
        line.append(mark_of(step.status, console), style=COLOURS[step.status])
        line.append(f" {step.status}", style=COLOURS[step.status])
        line.append(fit(f" · {', '.join(step.by)}", console), style="dim")
        console.print(indent(line))
    if event.disputes:
        _section("What is disputed", console)
        for dispute in event.disputes:
            words = Text(fit(dispute_words(dispute), console), style="yellow")
            console.print(indent(words))
    if page.told_by_some:
        _section("What only some tell", console)
        for some in page.told_by_some:
            console.print(indent(Text(fit(_some_words(some), console))))
    if page.bearings:
        _section("What it answers, and what answers it", console)
        for bearing in page.bearings:
            console.print(indent(Text(fit(_bearing_words(bearing), console))))
    if page.precedence:
        _section("What is claimed to be a first", console)
        for claim in page.precedence:
            console.print(indent(Text(fit(_claim_words(claim), console))))
    _section(count_words(len(page.reports), "report"), console)
    for report in page.reports:
        _print_report(report, console)


def _some_words(some: Dispute) -> str:
    """One line: "name: Li Hui (Fjord Post); not named (Andes Courier)"."""
    versions = [f"{value} ({some_of(by)})" for value, by in some.claims]
    return f"{some.field}: {'; '.join(versions)}"


KIND_WORDS = {
    "response_to": ("in response to", "answered by"),
    "after": ("after", "followed by"),
    "because_of": ("because of", "brought about"),
    "part_of": ("part of", "with"),
}


def _bearing_words(one: BearingRow) -> str:
    kind = KIND_WORDS[one.kind][not one.is_answer]
    ground = f"“{', '.join(one.words)}”" if one.words else "as a text says"
    if one.by_sequence:
        ground = "perhaps: only their sequence suggests it"
    return f"{kind} {one.event_id[:SHORT_ID]}: {one.what}, {one.date} ({ground})"


def _claim_words(claim: ClaimRow) -> str:
    """One line: "“the first visit in 20 years” (Fjord Post): contradicted by evt_..."."""
    answer = str(claim.holding)
    if claim.other_id is not None:
        answer += f" by {claim.other_id[:SHORT_ID]}"
    return f"{quoted(claim.words)} ({some_of(claim.by)}): {answer}"


def _record(page: EventPage, console: Console) -> Table:
    event = page.event
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(style="dim", width=12)
    table.add_column(ratio=1)
    basis = BASES.get(event.date_basis or "", "")
    because = "; ".join(filter(None, (basis, *page.date_because)))
    outlets = ", ".join(event.outlets) or "not named"
    fields = (
        ("who" if not event.is_mutual else "between", "\n".join(event.who)),
        ("to whom", "\n".join(event.whom)),
        ("when", event.date + (f" ({because})" if because else "")),
        ("where", event.place or ""),
        ("people", event.toll),
        ("type", " ".join((event.type, *event.mode))),
        ("according to", ", ".join(event.claimed_by)),
        ("outlets", outlets),
        ("origins", count_words(event.n_origins, "independent origin")),
        ("story", event.story_id or ""),
        ("id", event.event_id),
    )
    for name, value in fields:
        if value:
            table.add_row(name, Text(fit(value, console)))
    return table


def _section(title: str, console: Console) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _print_report(report: ReportRow, console: Console) -> None:
    line = Text()
    line.append(mark_of(report.status, console), style=COLOURS[report.status])
    line.append(f" {fit(report.outlet, console)}", style="bold")
    line.append(f", {fit(report.published, console)}")
    if report.is_replaced:
        line.append(" (replaced by a corrected version)", style="dim")
    if report.syndicated_from:
        line.append(f" (copy of {fit(report.syndicated_from, console)})", style="dim")
    console.print(indent(line))
    words = Text(fit(quoted_or(report.quote, report.purged), console))
    console.print(indent(words, 4))
    notes = [f"says: {report.status}, {report.date}"]
    if report.says:
        notes.append(f"according to {', '.join(report.says)}")
    notes.append(report.report_id)
    if report.link:
        notes.append(f"{report.link} [{report.start}:{report.end}]")
    console.print(indent(Text(fit(" · ".join(notes), console), style="dim"), 4))
