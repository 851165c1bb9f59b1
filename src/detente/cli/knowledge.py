"""The data files: `check`, `knowledge sync`, `knowledge status`."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.app import app
from detente.cli.face import (
    AsFormat,
    Format,
    Quiet,
    count,
    day_of,
    err,
    out,
    problems,
    write,
)
from detente.cli.folder import data_folder

if TYPE_CHECKING:
    from detente.sync.run import SyncResult

knowledge = typer.Typer(
    help="What detente knows of states and people: until when, and what is new."
)
app.add_typer(knowledge, name="knowledge")

MOST_SHOWN = 40  # changes in a table; --format jsonl gives all
SINCE = "2022-01-01"  # somewhat before the oldest snapshot that ships


@app.command()
def check(
    counted: Annotated[
        bool, typer.Option("--counts", help="Also say how much the tables hold.")
    ] = False,
) -> None:
    """Check the data files: every table loads and holds together.

    [dim]detente check --counts[/dim]
    """
    from detente.doctor import check_data

    with problems():
        for name, said in check_data():
            out.print(f"ok      {name}: {said}", markup=False, soft_wrap=True)
        if counted:
            from detente.api import load_knowledge
            from detente.knowledge.counts import counts

            for name, n in counts(load_knowledge()):
                out.print(f"{n:>6}  {name}", markup=False, soft_wrap=True)


@knowledge.command()
def sync(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what is new; write nothing.")
    ] = False,
    endpoint: Annotated[
        str,
        typer.Option(metavar="URL", help="A SPARQL endpoint with Wikidata's facts."),
    ] = "https://query.wikidata.org/sparql",
    since: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD", help="Terms that ended earlier are left out."
        ),
    ] = SINCE,
    contact: Annotated[
        str,
        typer.Option(
            metavar="EMAIL", help="Told to the endpoint, so that it can write."
        ),
    ] = "",
    format: AsFormat = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """Fetch who took and left office from Wikidata, into your own data folder.

    What ships is not touched, and curated rows stand above what is fetched. It asks
    politely, takes some minutes, and goes on where it stopped if run again.

    [dim]detente knowledge sync --dry-run[/dim]
    """
    from detente.sync.run import sync as fetch
    from detente.sync.sparql import Endpoint

    first = day_of(since)
    if first is None:
        raise typer.BadParameter("expected a day", param_hint="--since")
    shown = not quiet and err.is_terminal
    with problems():
        result = fetch(
            data_folder(),
            endpoint=Endpoint(url=endpoint, contact=contact),
            today=date.today(),
            since=first,
            dry_run=dry_run,
            on_page=_told if shown else lambda done, of: None,
            on_wait=lambda why, seconds: None if quiet else _waits(why, seconds),
        )
        if format is Format.TABLE:
            _show(result)
        else:
            write(
                (
                    {
                        "kind": str(change.kind),
                        "country": change.country,
                        "office": change.office,
                        "person": change.person,
                        "before": change.before or None,
                        "after": change.after or None,
                    }
                    for change in result.changes
                ),
                format,
            )
    kinds = Counter(change.kind for change in result.changes)
    said = ", ".join(f"{n} {kind}" for kind, n in kinds.items()) or "nothing new"
    if result.n_unreadable:
        said += f"; {count(result.n_unreadable, 'row')} could not be read"
    where = str(data_folder()) if result.is_written else "nothing written (dry run)"
    err.print(f"{said}; {result.n_terms} terms: {where}", markup=False, soft_wrap=True)


@knowledge.command()
def status() -> None:
    """Until when each table is good, and what you have fetched.

    [dim]detente knowledge status[/dim]
    """
    from detente.knowledge.synced import read_synced
    from detente.knowledge.validity import load_validity

    with problems():
        for one in load_validity():
            out.print(
                f"{one.until}  {one.what} ({one.table})", markup=False, soft_wrap=True
            )
        synced = read_synced(data_folder())
        said = (
            f"{synced.until}  your own office holders, from {synced.endpoint}"
            if synced
            else "            nothing fetched yet: `detente knowledge sync`"
        )
        out.print(f"{said} ({data_folder()})", markup=False, soft_wrap=True)


def _told(done: int, of: int) -> None:
    err.print(f"{done} of {of} queries answered", end="\r")


def _waits(why: str, seconds: float) -> None:
    err.print(f"{why}; asking again in {seconds:.0f} s", markup=False, soft_wrap=True)


def _show(result: "SyncResult") -> None:
    for change in result.changes[:MOST_SHOWN]:
        out.print(str(change), markup=False, soft_wrap=True)
    if len(result.changes) > MOST_SHOWN:
        left = len(result.changes) - MOST_SHOWN
        out.print(f"… and {left} more (--format jsonl)", markup=False)
