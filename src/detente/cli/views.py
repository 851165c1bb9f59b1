"""Looking into a ledger: `dyad`, `timeline`, `show`, `explain`, `stories`."""

from typing import Annotated

import typer

from detente.cli.app import app
from detente.cli.face import (
    AsFormat,
    Day,
    Format,
    LedgerPath,
    Moment,
    day_of,
    fail,
    looking,
    members,
    out,
    problems,
    say_when,
    shown,
    state_of,
    write,
)


@app.command()
def dyad(
    ledger: LedgerPath,
    first: Annotated[str, typer.Argument(metavar="STATE", help="ISO code or name.")],
    second: Annotated[str, typer.Argument(metavar="STATE", help="ISO code or name.")],
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Print the dossier of a pair of states: what passed between them, day by day.

    [dim]detente dyad news.ledger ISR TUR[/dim]
    [dim]detente dyad news.ledger ISR TUR --as-of 2021-03-10[/dim]
    """
    from detente.views.dossier import dossier, dossier_lines, render_dossier

    # How things stood on a day is told by later articles too: the dossier takes the
    # day itself.
    with problems(), looking(ledger, None, known_by) as store:
        pair = (state_of(first), state_of(second))
        if pair[0] == pair[1]:
            raise typer.BadParameter(f"a dyad is of two states, got {pair[0]} twice")
        found = dossier(store, *pair, as_of=day_of(as_of))
        if format is Format.TABLE:
            say_when(store)
            render_dossier(found, out, ledger=shown(ledger))
        else:
            write(dossier_lines(found), format)


@app.command()
def timeline(
    ledger: LedgerPath,
    country: Annotated[
        str | None, typer.Option(help="Only events with this state.")
    ] = None,
    type: Annotated[
        str | None, typer.Option(help="Only these PLOVER types, comma-separated.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(help="Only these statuses, comma-separated.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Only what may lie on or after it."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Only what may lie on or before it."),
    ] = None,
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Print every event of a ledger, earliest first.

    [dim]detente timeline news.ledger --type CONSULT --status planned[/dim]
    [dim]detente timeline news.ledger --known-by 2026-11-01[/dim]
    """
    from detente.ledger.read import Wanted
    from detente.model.event import EventType
    from detente.model.status import Status
    from detente.views.timeline import render_timeline, timeline_lines
    from detente.views.timeline import timeline as events_of

    with problems(), looking(ledger, as_of, known_by) as store:
        if since and until and since > until:
            raise typer.BadParameter(f"--since {since} is after --until {until}")
        wanted = Wanted(
            country=state_of(country) if country else None,
            types=tuple(members(EventType, type, str.upper, "--type")),
            statuses=tuple(members(Status, status, str.lower, "--status")),
            since=day_of(since),
            until=day_of(until),
        )
        found = events_of(store, wanted)
        if format is Format.TABLE:
            say_when(store)
            render_timeline(found, out)
        else:
            write(timeline_lines(found), format)


@app.command()
def show(
    ledger: LedgerPath,
    event: Annotated[str, typer.Argument(help="An event id, or the beginning of one.")],
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Print one event whole: its history, its reports with quotes, who disagrees.

    [dim]detente show news.ledger evt_3f2a[/dim]
    [dim]detente show news.ledger evt_3f2a --known-by 2026-11-01T09:00[/dim]
    """
    from detente.problems import NoSuchEntry
    from detente.views.event_page import event_page, page_lines, render_event
    from detente.views.removed import removed_words

    with problems(), looking(ledger, as_of, known_by) as store:
        try:
            page = event_page(store, event)
        except NoSuchEntry as problem:
            fail(removed_words(store, event) or str(problem))
        if format is Format.TABLE:
            say_when(store)
            render_event(page, out)
        else:
            write(page_lines(page), format)


@app.command()
def explain(
    ledger: LedgerPath,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of an event, a report or an article.")
    ],
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Print why: event, judgements, reports, words, lexicon row, what else they may mean.

    [dim]detente explain news.ledger rep_91c0[/dim]
    [dim]detente explain news.ledger evt_3f2a --as-of 2021-03-10[/dim]
    """
    from detente.coding.encoder import PairEncoder
    from detente.views.explain import explain_lines, explanation, render_explanation

    with problems(), looking(ledger, as_of, known_by) as store:
        found = explanation(store, id, PairEncoder())
        if format is Format.TABLE:
            say_when(store)
            render_explanation(found, out)
        else:
            write(explain_lines(found), format)


@app.command()
def stories(
    ledger: LedgerPath,
    as_of: Day = None,
    known_by: Moment = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """List the stories: articles on one development, with days, outlets and events.

    [dim]detente stories news.ledger[/dim]
    [dim]detente stories news.ledger --as-of 2021-03-10[/dim]
    """
    from detente.views.stories import render_stories, stories_of, story_lines

    with problems(), looking(ledger, as_of, known_by) as store:
        found = stories_of(store)
        if format is Format.TABLE:
            say_when(store)
            render_stories(found, out)
        else:
            write(story_lines(found), format)
