"""Rows on a terminal, in the signs and the width that it has."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.model.status import Status
from detente.views.rows import EventRow, dispute_words, some_of, turn_words, turns_of
from detente.views.words import MARKS, clip, count_words

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
# "evt_" and eight digits: unmistakable among tens of thousands of events.
SHORT_ID = 12
QUOTE_WIDTH = 190


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
    table.add_column(justify="right", width=12, no_wrap=True)
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
        words = f"according to {some_of(row.claimed_by, 2)}"
        body.append("\n" + fit(words, console), style="italic")
    quote = clip(row.quote, QUOTE_WIDTH, focus=row.quote_focus)
    words = quoted_or(quote, row.purged)
    body.append("\n" + fit(words, console), style="dim")
    body.append(fit(f" — {row.quote_outlet}", console), style="dim italic")
    if turns := turns_of(row.history):
        words = turn_words(turns)
        body.append("\n" + fit(words, console), style="cyan")
    for dispute in row.disputes:
        body.append("\n" + fit(dispute_words(dispute), console), style="yellow")
    return body


def quoted(text: str) -> str:
    """In quotation marks, those inside it made single as printers do.

    Words that begin as somebody's speech keep their own marks and get no second pair.
    """
    if text[:1] in OPENING_MARKS:
        return _paired(text)
    inner = text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”"


def quoted_or(text: str, purged: str | None) -> str:
    """In quotation marks; where the text was purged, that in brackets."""
    return quoted(text) if text or not purged else f"({purged})"


OPENING_MARKS = frozenset('“"')


def _paired(text: str) -> str:
    """Straight marks made round, in turn; a pair that was cut off is closed."""
    pieces: list[str] = []
    is_open = False
    for sign in text:
        if sign in '“”"':
            sign = "”" if is_open else "“"
            is_open = not is_open
        pieces.append(sign)
    return "".join(pieces) + ("”" if is_open else "")


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
    text.append(f"\n{row.event_id[:SHORT_ID]}", style="bright_black")
    return text


def indent(text: Text, by: int = 2) -> Padding:
    """Text set in from the left."""
    return Padding(text, (0, 0, 0, by))
