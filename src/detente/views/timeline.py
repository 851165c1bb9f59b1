"""A timeline: the events of a ledger by date, all or those asked for."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.text import Text

from detente.ledger.read import Reader, Wanted
from detente.views.purged import with_purged
from detente.views.rows import EventRow, row_of
from detente.views.screen import fit, render_rows, tally
from detente.views.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows by date, the undated last; `asked` says in words for what."""

    asked: str
    rows: tuple[EventRow, ...]


def timeline(ledger: Reader, wanted: Wanted | None = None) -> Timeline:
    """The events asked for; all of them without `wanted`."""
    wanted = wanted or Wanted()
    rows = with_purged(ledger, [row_of(one) for one in ledger.events(wanted)])
    return Timeline(asked=asked_words(wanted), rows=rows)


def asked_words(wanted: Wanted) -> str:
    """The conditions in words: "NOR, planned, since 2021-03-01"."""
    parts: list[str] = []
    if wanted.pair:
        parts.append(" – ".join(wanted.pair))
    if wanted.country:
        parts.append(wanted.country)
    parts.extend(str(one) for one in wanted.types)
    parts.extend(str(one) for one in wanted.statuses)
    if wanted.since:
        parts.append(f"since {wanted.since}")
    if wanted.until:
        parts.append(f"until {wanted.until}")
    if wanted.story_id:
        parts.append(f"story {wanted.story_id}")
    if wanted.as_of:
        parts.append(f"by what was out by {wanted.as_of}")
    return ", ".join(parts) or "all events"


def timeline_lines(found: Timeline) -> Iterator[dict[str, object]]:
    """Its rows as plain data, one object an event."""
    for row in found.rows:
        yield asdict(row)


def render_timeline(found: Timeline, console: Console) -> None:
    """Print it: a head, then the rows by year."""
    head = Text("Timeline", style="bold")
    head.append(fit(f" · {found.asked}", console), style="not bold")
    console.print(head)
    if not found.rows:
        console.print("No such event in this ledger.")
        return
    console.print(Text(count_words(len(found.rows), "event"), style="dim"))
    console.print(tally(found.rows, console))
    render_rows(found.rows, console)
