"""An event as a row, and rows on a terminal: what dossier and timeline share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.model.edtf import from_edtf
from detente.model.happening import Disagreement, Disputed, Event
from detente.model.status import Status
from detente.views.report_json import edtf
from detente.views.words import (
    MARKS,
    UNDATED,
    clip,
    count_words,
    date_words,
    interval_words,
    outlet_words,
    party_words,
    speaker_words,
    toll_words,
    what_words,
)

COLOURS = {
    Status.HAPPENED: "green",
    Status.ONGOING: "green",
    Status.PLANNED: "cyan",
    Status.DENIED: "red",
    Status.HYPOTHETICAL: "bright_black",
    Status.DEMANDED: "magenta",
    Status.CANCELLED: "red",
}
# What a terminal that knows only ASCII shows instead.
ASCII = str.maketrans(
    {
        "→": "->",
        "–": "-",
        "—": "--",
        "…": "...",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "·": "|",
        "≠": "!=",
    }
)
QUOTE_WIDTH = 190
# What, said after a status, does not change it.
THOUGHTS = frozenset({Status.HYPOTHETICAL, Status.DEMANDED})
WEAKER = {
    Status.HAPPENED: THOUGHTS | {Status.PLANNED, Status.ONGOING},
    Status.ONGOING: THOUGHTS | {Status.PLANNED},
    Status.PLANNED: THOUGHTS,
    Status.DENIED: THOUGHTS,
    Status.CANCELLED: THOUGHTS,
    Status.DEMANDED: frozenset({Status.HYPOTHETICAL}),
    Status.HYPOTHETICAL: frozenset({Status.DEMANDED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disputed field: `claims` are versions with the outlets that hold them."""

    field: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was said of an event's status when; `published` is words.

    `by` are the outlets, from that date until another status was told.
    """

    published: str
    status: Status
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event, ready to be looked at.

    `date` is words, `edtf` the same as data (None when undated), `year` the heading
    that it stands under. `who` and `whom` are parties in words; `is_mutual` when all act
    alike. `claimed_by` are the speakers when no outlet says it in its own voice.
    """

    event_id: str
    date: str
    edtf: str | None
    date_basis: str | None
    year: int | None
    status: Status
    type: str
    mode: tuple[str, ...]
    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    is_mutual: bool
    place: str | None
    toll: str
    outlets: tuple[str, ...]
    n_reports: int
    n_articles: int
    n_origins: int
    claimed_by: tuple[str, ...]
    quote: str
    quote_focus: int
    quote_outlet: str
    history: tuple[Step, ...]
    disputes: tuple[Dispute, ...]
    story_id: str | None


def row_of(event: Event) -> EventRow:
    """What a row shows of an event."""
    dating = event.dating
    place = event.location
    return EventRow(
        event_id=event.id,
        date=date_words(dating),
        edtf=edtf(dating),
        date_basis=str(dating.basis) if dating else None,
        year=_heading(event),
        status=event.status,
        type=str(event.type),
        mode=event.modes,
        what=what_words(event.type, event.modes, event.act),
        who=tuple(map(party_words, event.actors)),
        whom=tuple(map(party_words, event.recipients)),
        is_mutual=len(event.actors) > 1 and not event.recipients,
        place=(place.resolved_place or place.extracted_place) if place else None,
        toll=toll_words(event),
        outlets=event.outlets,
        n_reports=len(event.report_ids),
        n_articles=len(event.article_ids),
        n_origins=event.n_origins,
        claimed_by=tuple(map(speaker_words, event.claimed_by)),
        quote=event.quote.text,
        quote_focus=event.quote.focus,
        quote_outlet=outlet_words(event.quote.source),
        history=steps_of(event),
        disputes=tuple(map(dispute_of, event.disagreements)),
        story_id=event.story_id,
    )


def dispute_of(found: Disagreement) -> Dispute:
    """A disagreement in words; a status claim names the speaker where one is quoted."""
    claims = []
    for claim in found.claims:
        by = {
            f"{speaker_words(source)} in {outlet_words(source)}"
            if source.speaker and found.field is Disputed.STATUS
            else outlet_words(source)
            for source in claim.sources
        }
        value = claim.value
        if found.field is Disputed.DATE:
            value = interval_words(from_edtf(value))
        claims.append((value, tuple(sorted(by))))
    return Dispute(field=str(found.field), claims=tuple(claims))


def steps_of(event: Event) -> tuple[Step, ...]:
    """The history with runs of one status told once, from its first date on."""
    steps: list[Step] = []
    for step in event.history:
        by = {outlet_words(source) for source in step.sources}
        if steps and steps[-1].status is step.status:
            last = steps[-1]
            both = tuple(sorted({*last.by, *by}))
            steps[-1] = Step(published=last.published, status=last.status, by=both)
            continue
        words = interval_words(step.published) if step.published else UNDATED
        steps.append(Step(published=words, status=step.status, by=tuple(sorted(by))))
    return tuple(steps)


def _heading(event: Event) -> int | None:
    if event.dating is None or event.dating.interval.n_days > 9998 * 365:
        return None
    days = event.dating.interval
    return days.last.year if days.start == date.min else days.start.year


def is_plain(console: Console) -> bool:
    """Whether the terminal shows ASCII only."""
    return not console.encoding.lower().startswith("utf")


def fit(text: str, console: Console) -> str:
    """The text in signs that the terminal can show."""
    if not is_plain(console):
        return text
    plain = text.translate(ASCII)
    return plain.encode(console.encoding, "replace").decode(console.encoding)


def mark_of(status: Status, console: Console) -> str:
    """The status's sign, or its ASCII stand-in."""
    return MARKS[status][is_plain(console)]


def tally(rows: Iterable[EventRow], console: Console) -> Text:
    """How many events stand how; the legend of the marks at the same time."""
    counted: dict[Status, int] = {}
    for row in rows:
        counted[row.status] = counted.get(row.status, 0) + 1
    # What belongs together does not part at a line's end.
    gap = " " if is_plain(console) else "\N{NO-BREAK SPACE}"
    line = Text()
    for status in Status:
        if status in counted:
            line.append("   " if line else "")
            line.append(mark_of(status, console), style=f"bold {COLOURS[status]}")
            line.append(f"{gap}{counted[status]:,}{gap}{status}")
    return line


def render_rows(rows: Sequence[EventRow], console: Console) -> None:
    """The rows under headings of years, the undated last."""
    year: int | None = -1
    table: Table | None = None
    for row in rows:
        if row.year != year or table is None:
            if table is not None:
                console.print(table)
            year = row.year
            heading = str(year) if year is not None else "Date unknown"
            console.print()
            console.print(Text(heading, style="bold"))
            table = _table()
        table.add_row(*_cells(row, console))
    if table is not None:
        console.print(table)


def _table() -> Table:
    table = Table(
        box=None,
        show_header=False,
        pad_edge=False,
        expand=True,
        padding=(0, 1, 1, 0),
    )
    table.add_column(width=14)
    table.add_column(width=1)
    table.add_column(ratio=1)
    table.add_column(justify="right", width=10, no_wrap=True)
    return table


def _cells(row: EventRow, console: Console) -> tuple[Text, Text, Text, Text]:
    style = COLOURS[row.status]
    mark = Text(mark_of(row.status, console), style=f"bold {style}")
    day = fit(_under_heading(row), console)
    return Text(day), mark, _body(row, console), _support(row)


def _under_heading(row: EventRow) -> str:
    """The date without the year that its heading says."""
    if row.edtf is None:
        return ""
    year = f" {row.year}"
    short = row.date.removesuffix(year)
    # "about 2018" is all there is to say; "30 Dec 2018 – 2 Jan 2019" needs its years.
    return row.date if short == "about" or year in short else short


def headline(row: EventRow) -> str:
    """What, who and whom in one line: "visit: Anna Berg (...) → Chile"."""
    who = " and ".join(row.who) if len(row.who) < 3 else ", ".join(row.who)
    if row.is_mutual or not row.whom:
        return f"{who or 'somebody'}: {row.what}"
    return f"{who or 'somebody'} → {', '.join(row.whom)}: {row.what}"


def _body(row: EventRow, console: Console) -> Text:
    who = " – ".join(row.who) if row.is_mutual else ", ".join(row.who)
    line = who or "(not said who)"
    if row.whom:
        line += f" → {', '.join(row.whom)}"
    style = COLOURS[row.status]
    body = Text()
    what = row.what[0].upper() + row.what[1:]
    body.append(fit(what, console), style="bold")
    if row.status is not Status.HAPPENED:
        body.append(f" ({row.status})", style=style)
    body.append("  ")
    body.append(fit(line, console))
    place = row.place if row.place not in (*row.who, *row.whom) else None
    for note in filter(None, (place, row.toll)):
        body.append(fit(f" · {note}", console))
    if row.claimed_by:
        words = f"according to {_some(row.claimed_by, 2)}"
        body.append("\n" + fit(words, console), style="italic")
    quote = clip(row.quote, QUOTE_WIDTH, focus=row.quote_focus)
    body.append("\n" + fit(quoted(quote), console), style="dim")
    body.append(fit(f" — {row.quote_outlet}", console), style="dim italic")
    if turns := turns_of(row.history):
        words = turn_words(turns)
        body.append("\n" + fit(words, console), style="cyan")
    for dispute in row.disputes:
        body.append("\n" + fit(dispute_words(dispute), console), style="yellow")
    return body


def turns_of(history: Sequence[Step]) -> tuple[Step, ...]:
    """Where the event's status turned, if it did: planned, then happened.

    A text that looks back on a plan, or thinks aloud, is no turn.
    """
    turns: list[Step] = []
    for step in history:
        weaker = WEAKER[turns[-1].status] if turns else frozenset()
        if step.status not in weaker and (
            not turns or step.status is not turns[-1].status
        ):
            turns.append(step)
    return tuple(turns) if len(turns) > 1 else ()


def turn_words(turns: Sequence[Step]) -> str:
    """One line: "reported as planned 8 Mar 2021, as happened 11 Mar 2021"."""
    return "reported " + ", ".join(f"as {one.status} {one.published}" for one in turns)


def quoted(text: str) -> str:
    """In quotation marks, those inside it made single as printers do."""
    inner = text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”"


def dispute_words(dispute: Dispute) -> str:
    """One line: "date disputed: 10 Mar 2021 (Fjord Post) ≠ 11 Mar 2021 (...)"."""
    versions = [f"{value} ({_some(by)})" for value, by in dispute.claims]
    return f"{dispute.field} disputed: {' ≠ '.join(versions)}"


def _some(names: Sequence[str], most: int = 3) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _support(row: EventRow) -> Text:
    """How many outlets, of how many independent origins, and the id to ask for."""
    n_outlets = len(row.outlets)
    lines = [
        count_words(n_outlets, "outlet")
        if n_outlets
        else count_words(row.n_articles, "article")
    ]
    if row.n_origins != max(n_outlets, 1):
        lines.append(count_words(row.n_origins, "origin"))
    text = Text("\n".join(lines))
    text.append(f"\n{row.event_id[:10]}", style="bright_black")
    return text


def indent(text: Text, by: int = 2) -> Padding:
    """Text set in from the left."""
    return Padding(text, (0, 0, 0, by))
