"""Does it work, and what does it do: `doctor` and `demo`."""

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.app import app
from detente.cli.face import FAILED, fail, out, problems, reading, shown
from detente.cli.ledger import ingest


@app.command()
def doctor(
    ledger: Annotated[
        str | None, typer.Argument(metavar="[LEDGER]", help="A ledger to verify too.")
    ] = None,
) -> None:
    """Check that this installation works: data, model, parser, and a ledger if named.

    [dim]detente doctor news.ledger[/dim]
    """
    from detente.doctor import checkup

    failed = False
    for name, is_well, said in checkup(ledger):
        failed |= not is_well
        out.print(
            f"{'ok    ' if is_well else 'FAILED'}  {name}: {said}",
            markup=False,
            soft_wrap=True,
        )
    if failed:
        raise typer.Exit(FAILED)


@app.command()
def demo(
    ledger: Annotated[
        str, typer.Option(help="Where to put the ledger.")
    ] = "demo.ledger",
    folder: Annotated[Path, typer.Option(help="The reports to read.")] = Path(
        "examples"
    ),
) -> None:
    """Code the example reports and print the dossier of a pair of states.

    [dim]detente demo[/dim]
    """
    if not folder.is_dir():
        fail(f"{folder}: no such folder; run this where the examples are")
    ingest(ledger, [str(folder)])
    with problems(), reading(ledger) as store:
        from detente.views.dossier import busiest_pair, dossier, render_dossier

        pair = busiest_pair(store)
        if pair is None:
            fail(f"{folder}: no event between two states in it")
        out.print()
        render_dossier(dossier(store, *pair), out, ledger=shown(ledger))
    first, second = pair
    ledger = shown(ledger)
    out.print()
    out.print("Next:")
    for command, what in (
        (f"detente timeline {ledger}", "every event of every pair"),
        (f"detente stories {ledger}", "which articles tell one development"),
        (f"detente serve {ledger}", "all of it in a browser"),
        (
            f"detente dyad {ledger} {first} {second} --as-of 2023-01-31",
            "by what was out by then",
        ),
        (f"detente explain {ledger} ID", "why an event is coded as it is"),
        ("detente code YOUR-FILE.txt", "a report of your own"),
    ):
        out.print(f"  .venv/bin/{command:<58}  {what}", markup=False, soft_wrap=True)
