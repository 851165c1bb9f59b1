"""A dossier: all that passed between two states, by date, with who says so.

(ledger, two states) -> Dossier -> terminal or plain data. The data is complete;
rendering only chooses what to show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache

from rich.console import Console
from rich.text import Text

from detente.knowledge.actors import load_countries
from detente.ledger.read import Reader, Wanted
from detente.model.dyad import DyadState
from detente.model.time import TimeInterval
from detente.views.dyad_page import render_state, state_from, state_line
from detente.views.purged import with_purged
from detente.views.rows import EventRow, row_of
from detente.views.screen import SHORT_ID, fit, is_plain, render_rows, tally
from detente.views.words import count_words, interval_words

NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the ledger has on a pair of states.

    `left` and `right` are ISO codes, in the order asked for. `rows` run by date, the
    undated last. The counts are of what stands behind the rows. `as_of` is the day
    whose knowledge the rows are, None for now. `state` is how the two stand on that day
    (without one: on the last that an article came out on) by all that the ledger holds;
    it marks what no article told by then.
    """

    left: str
    right: str
    left_name: str
    right_name: str
    as_of: str | None
    rows: tuple[EventRow, ...]
    n_articles: int
    n_origins: int
    outlets: tuple[str, ...]
    state: DyadState | None = None


def dossier(
    ledger: Reader,
    left: str,
    right: str,
    *,
    as_of: date | None = None,
    wanted: Wanted | None = None,
    names: Mapping[str, str] = NO_NAMES,
) -> Dossier:
    """Everything between two states.

    Args:
        ledger: Where to look.
        left: ISO 3166-1 alpha-3.
        right: ISO 3166-1 alpha-3.
        as_of: Only what articles published by that day say.
        wanted: Further conditions: types, statuses, days.
        names: Code -> name; without it as the table of countries has it.
    """
    asked = replace(wanted or Wanted(), pair=(left, right), as_of=as_of)
    events = ledger.events(asked)
    articles = {one for event in events for one in event.article_ids}
    copies, _ = ledger.groups(articles)
    known = {**_names(), **names}
    # How things stood on a day is often told only afterwards.
    whole = ledger.events(replace(asked, as_of=None)) if as_of else events
    return Dossier(
        left=left,
        right=right,
        left_name=known.get(left, left),
        right_name=known.get(right, right),
        as_of=as_of.isoformat() if as_of else None,
        rows=with_purged(ledger, [row_of(event) for event in events]),
        n_articles=len(articles),
        n_origins=len({copies.get(one, one) for one in articles}),
        outlets=tuple(sorted({name for event in events for name in event.outlets})),
        state=state_from(whole, left, right, on=as_of),
    )


@cache
def _names() -> Mapping[str, str]:
    """Code -> the name of the state in the table of countries."""
    return {one.iso3: one.name for one in load_countries()}


def dossier_lines(found: Dossier) -> Iterator[dict[str, object]]:
    """Its rows as plain data, one object an event, and last the state of the dyad."""
    for row in found.rows:
        yield asdict(row)
    if found.state is not None:
        yield state_line(found.state)


def busiest_pair(ledger: Reader) -> tuple[str, str] | None:
    """The two states between which most events lie; None if there is no such event."""
    return next(iter(ledger.pairs()), None)


def render_dossier(found: Dossier, console: Console, *, ledger: str = "LEDGER") -> None:
    """Print it: a head, then the rows by year."""
    title = Text(fit(f"{found.left_name} – {found.right_name}", console), style="bold")
    if found.as_of:
        day = _day_words(found.as_of)
        title.append(f"  by what was out by {day}", style="italic yellow")
    console.print(title)
    if not found.rows:
        console.print(_nothing(found))
        _print_state(found, console)
        return
    console.print(Text(fit(_summary(found), console), style="dim"))
    console.print(tally(found.rows, console))
    render_rows(found.rows, console)
    _print_state(found, console)
    rule = "-" if is_plain(console) else "─"
    console.print(Text(rule * min(console.width, 60), style="dim"))
    first = found.rows[0].event_id[:SHORT_ID]
    console.print(
        Text(f"Open a row with all its reports: detente show {ledger} {first}", "dim")
    )


def _nothing(found: Dossier) -> str:
    if found.state is not None:
        return "No article that surely was out on that day tells of the two."
    return f"Nothing between {found.left_name} and {found.right_name} in this ledger."


def _print_state(found: Dossier, console: Console) -> None:
    if found.state is not None:
        names = {found.left: found.left_name, found.right: found.right_name}
        render_state(found.state, console, names)


def _day_words(day: str) -> str:
    return interval_words(TimeInterval.day(date.fromisoformat(day)))


def _summary(found: Dossier) -> str:
    parts = [
        count_words(len(found.rows), "event"),
        count_words(found.n_articles, "article"),
    ]
    if found.outlets:
        parts.append(count_words(len(found.outlets), "outlet"))
    if found.n_origins != found.n_articles:
        parts.append(count_words(found.n_origins, "independent origin"))
    disputed = sum(bool(row.disputes) for row in found.rows)
    if disputed:
        parts.append(f"{disputed} disputed")
    return " · ".join(parts)
