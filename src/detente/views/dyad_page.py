"""How two states stand on a day: the state of a dyad from a ledger, as text and data.

(ledger, two states, day) -> DyadState -> terminal or plain data.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.ledger.dyad import state_from as state_from
from detente.ledger.read import Reader
from detente.model.dyad import (
    DyadIndex,
    DyadState,
    Encounter,
    Item,
    Level,
    Measure,
    Post,
)
from detente.model.edtf import to_edtf
from detente.model.time import TimeInterval
from detente.views.screen import SHORT_ID, fit, is_plain
from detente.views.words import UNDATED, clip, interval_words

NO_NAMES: Mapping[str, str] = {}
LEVEL_WORDS = {
    Level.AMBASSADOR: "ambassador",
    Level.CHARGE: "chargé d'affaires",
    Level.MISSION: "embassy open",
    Level.RESTORED: "relations restored, nobody sent yet",
    Level.RECALLED: "ambassador recalled",
    Level.EXPELLED: "ambassador expelled",
    Level.CLOSED: "embassy closed",
    Level.SEVERED: "relations severed",
    Level.UNKNOWN: "nothing told",
}
WORDS_WIDTH = 110
MOST_MEASURES = 8
MOST_AHEAD = 6
SPARK = "▁▂▃▄▅▆▇█"
SPARK_MONTHS = 36


def state_of(
    ledger: Reader, left: str, right: str, *, on: date | None = None
) -> DyadState | None:
    """The state of a dyad on a day, by all that the ledger holds.

    Without a day on the last one that an article on the two came out on; None where
    nothing lies between them, or nothing has a date.
    """
    return ledger.dyad_state(left, right, on=on)


def state_line(state: DyadState) -> dict[str, Any]:
    """The state as plain data: one object, dates as ISO text, intervals as EDTF."""
    line = _plain(asdict(state))
    if not isinstance(line, dict):
        raise TypeError(type(line).__name__)
    return {"kind": "state", **line}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        if value.keys() == {"start", "end"}:
            return to_edtf(TimeInterval(value["start"], value["end"]))
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def render_state(
    state: DyadState, console: Console, names: Mapping[str, str] = NO_NAMES
) -> None:
    """Print it: posts, measures, meetings, index."""
    day = interval_words(TimeInterval.day(state.on))
    console.print()
    console.print(Text(f"How they stand on {day}", style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(style="dim", width=22, no_wrap=False)
    table.add_column(ratio=1)
    for name, value in _fields(state, console, names):
        table.add_row(Text(fit(name, console)), Text(fit(value, console)))
    console.print(table)


def _fields(
    state: DyadState, console: Console, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for post in state.posts:
        sender = names.get(post.sender, post.sender)
        host = names.get(post.host, post.host)
        yield f"{sender} in {host}", "\n".join(_post_words(post))
    for title, measures in (
        ("agreements", state.agreements),
        ("sanctions", state.sanctions),
    ):
        if measures:
            yield title, "\n".join(_measure_words(measures))
    if state.announced:
        ahead = [_meeting_words(one) for one in state.announced[:MOST_AHEAD]]
        yield "announced", "\n".join(ahead)
    for met in state.met:
        yield f"last met, {met.rank}", _meeting_words(met)
    if state.index.points:
        yield "index", _index_words(state.index, console)


def _post_words(post: Post) -> Iterator[str]:
    words = LEVEL_WORDS[post.level]
    if post.because is None:
        yield words
    else:
        yield f"{words}, {_ground_words(post.because)}"
    if post.restoring is not None:
        yield f"relations being restored, {_ground_words(post.restoring)}"
    for level, item in post.ahead:
        yield f"to come: {LEVEL_WORDS[level]}, {_ground_words(item)}"
    for level, item in post.before:
        yield f"before: {LEVEL_WORDS[level]}, {_ground_words(item)}"


def _measure_words(measures: Sequence[Measure]) -> Iterator[str]:
    standing = [one for one in measures if one.ended_by is None]
    for one in standing[-MOST_MEASURES:]:
        words = clip(one.item.words, WORDS_WIDTH)
        side = f"by {', '.join(one.item.actors)}: " if _is_one_sided(one.item) else ""
        yield f"{side}“{words}”, {_ground_words(one.item)}"
    if len(standing) > MOST_MEASURES:
        yield f"and {len(standing) - MOST_MEASURES} more"
    ended = len(measures) - len(standing)
    if ended:
        yield f"{ended} ended"


def _is_one_sided(item: Item) -> bool:
    return len(item.actors) == 1


def _meeting_words(met: Encounter) -> str:
    people = ", ".join(met.people) or "nobody named"
    return f"{people}, {_ground_words(met.item)}"


def _ground_words(item: Item) -> str:
    """When, by which event, and how sure."""
    when = interval_words(item.days) if item.days else UNDATED
    parts = [when, item.event_id[:SHORT_ID]]
    if not item.known_by_then:
        parts.append("told later, or not known when")
    return " · ".join(parts)


def _index_words(index: DyadIndex, console: Console) -> str:
    last = index.points[-1]
    words = f"{last.value:+.1f} of ±10, from {index.n_events} event{'s' * (index.n_events != 1)}"
    if index.n_left_out:
        words += f" ({index.n_left_out} dated too widely)"
    if not is_plain(console) and len(index.points) > 1:
        values = [point.value for point in index.points[-SPARK_MONTHS:]]
        words += f"\n{_spark(values)}  by month"
    for change in index.changes:
        month = interval_words(TimeInterval.day(change.month)).partition(" ")[2]
        words += f"\nturned in {month}: mean score {change.before:+.1f} → {change.after:+.1f}"
    return words


def _spark(values: Sequence[float]) -> str:
    """The values as a row of bars, on the scale from -10 to 10."""
    top = len(SPARK) - 1
    return "".join(SPARK[round((value + 10) / 20 * top)] for value in values)
