"""The stories of a ledger: what each is called, when it ran, who carried it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.ledger.read import Reader, StorySummary
from detente.model.edtf import to_edtf
from detente.views.screen import fit
from detente.views.words import UNDATED, count_words, interval_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story; `days` is words, `edtf` the same as data."""

    story_id: str
    label: str
    days: str
    edtf: str | None
    n_articles: int
    outlets: tuple[str, ...]
    n_events: int


def stories_of(ledger: Reader) -> tuple[StoryRow, ...]:
    """Every story, the latest first."""
    return tuple(map(_row, ledger.stories()))


def _row(story: StorySummary) -> StoryRow:
    return StoryRow(
        story_id=story.id,
        label=story.title or "(no headline)",
        days=interval_words(story.days) if story.days else UNDATED,
        edtf=to_edtf(story.days) if story.days else None,
        n_articles=story.n_articles,
        outlets=story.outlets,
        n_events=story.n_events,
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
        label.append(f"\n{row.story_id}", style="bright_black")
        table.add_row(
            Text(fit(row.days, console)),
            label,
            str(row.n_articles),
            str(len(row.outlets)),
            str(row.n_events),
        )
    console.print(table)
