"""The stories of a ledger: what each is called, when it ran, who carried it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.ledger.read import Reader, StorySummary, Wanted
from detente.model.edtf import to_edtf
from detente.model.happening import Event
from detente.model.status import Status
from detente.views.screen import fit, quoted
from detente.views.words import (
    UNDATED,
    count_words,
    interval_words,
    party_words,
    what_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story; `days` is words, `edtf` the same as data.

    `label` is the event that most of its reports share, in words; the headline of its
    first article (`title`) where there is one article, or no event.
    """

    story_id: str
    label: str
    days: str
    edtf: str | None
    n_articles: int
    outlets: tuple[str, ...]
    n_events: int
    title: str | None = None
    event_id: str | None = None


def stories_of(
    ledger: Reader, *, limit: int | None = None, after: str | None = None
) -> tuple[StoryRow, ...]:
    """The stories, the latest first: at most `limit`, behind the one of id `after`."""
    found = ledger.stories(limit=limit, after=after)
    return tuple(_row(ledger, story) for story in found)


def shared_event(events: Iterable[Event]) -> Event | None:
    """The event that most reports of a story share; None without any.

    By independent origins, then reports, then such as took place or are planned, then
    the earliest, so that a label stays as long as the news does.
    """
    return min(
        events,
        key=lambda event: (
            -event.n_origins,
            -len(event.report_ids),
            event.status in {Status.HYPOTHETICAL, Status.DEMANDED, Status.DENIED},
            event.dating.interval.start if event.dating else date.max,
            event.id,
        ),
        default=None,
    )


def event_words(event: Event) -> str:
    """An event as a label: "Visit: Anna Berg (NOR, foreign minister) → Chile"."""
    what = what_words(event.type, event.modes, event.act)
    who = ", ".join(map(party_words, event.actors))
    whom = ", ".join(map(party_words, event.recipients))
    if len(event.actors) > 1 and not whom:
        who = " – ".join(map(party_words, event.actors))
    words = f"{what[0].upper()}{what[1:]}: {' → '.join(filter(None, (who, whom)))}"
    unreal = event.status not in {Status.HAPPENED, Status.ONGOING}
    return f"{words} ({event.status})" if unreal else words


def _row(ledger: Reader, story: StorySummary) -> StoryRow:
    event = None
    if story.n_articles > 1 and story.n_events:
        event = shared_event(ledger.events(Wanted(story_id=story.id)))
    headline = story.title or "(no headline)"
    return StoryRow(
        story_id=story.id,
        label=event_words(event) if event is not None else headline,
        days=interval_words(story.days) if story.days else UNDATED,
        edtf=to_edtf(story.days) if story.days else None,
        n_articles=story.n_articles,
        outlets=story.outlets,
        n_events=story.n_events,
        title=story.title,
        event_id=event.id if event is not None else None,
    )


def story_lines(rows: tuple[StoryRow, ...]) -> Iterator[dict[str, object]]:
    """The stories as plain data, one object each."""
    for row in rows:
        yield asdict(row)


def render_stories(rows: tuple[StoryRow, ...], console: Console) -> None:
    """Print them as a table."""
    console.print(Text(count_words(len(rows), "story"), style="bold"))
    if not rows:
        return
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 0, 0))
    table.add_column("Days", width=15)
    table.add_column("Story", ratio=1)
    table.add_column("Articles", justify="right", width=8)
    table.add_column("Outlets", justify="right", width=7)
    table.add_column("Events", justify="right", width=6)
    for row in rows:
        label = Text(fit(row.label, console))
        if row.title and row.title != row.label:
            label.append(f"\n{fit(quoted(row.title), console)}", style="dim")
        label.append(f"\n{row.story_id}", style="bright_black")
        table.add_row(
            Text(fit(row.days, console)),
            label,
            str(row.n_articles),
            str(len(row.outlets)),
            str(row.n_events),
        )
    console.print(table)
