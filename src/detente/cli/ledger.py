"""Ledgers: `ingest`, and `ledger` with what keeps one safe and sound.

The commands by which people change what it says are in `corrections`.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.app import app
from detente.cli.face import (
    FAILED,
    AsFormat,
    Format,
    LedgerPath,
    Moment,
    Paths,
    Quiet,
    count,
    fail,
    finish,
    interruptible,
    looking,
    out,
    problems,
    progress,
    reading,
    say_when,
    shown,
    steps,
    write,
    writing,
)
from detente.cli.folder import user_coder, warn_if_old
from detente.settle import Settling

ledger_app = typer.Typer(
    help="Keep a ledger: verify, back up, move, correct, forget.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.add_typer(ledger_app, name="ledger")

Workers = Annotated[
    int, typer.Option(min=1, help="How many processes code; the ledger is the same.")
]
Target = Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")]


@app.command()
def ingest(
    ledger: LedgerPath, paths: Paths, workers: Workers = 1, quiet: Quiet = False
) -> None:
    """Code reports into a ledger, made if need be. Running it again adds nothing.

    [dim]detente ingest news.ledger examples/[/dim]
    """
    with problems(), interruptible(ledger):
        from detente.intake import ingest_at

        coder = user_coder()
        settle = Settling()
        with progress(quiet) as advance:

            def told(where: str) -> None:
                settle()
                advance(where)

            summary = ingest_at(
                ledger,
                paths,
                coder,
                stdin=sys.stdin.buffer,
                on_outcome=told,
                workers=workers,
            )
    said = [f"{count(summary.n_added, 'article')} added"]
    if summary.n_already_there:
        said.append(f"{summary.n_already_there} already there")
    if summary.n_superseded:
        said.append(f"{summary.n_superseded} coded anew")
    said.append(count(summary.n_reports, "report"))
    warn_if_old(summary.days)
    finish(summary.rejected, f"{shown(ledger)}: {', '.join(said)}")


@ledger_app.command()
def verify(
    ledger: LedgerPath,
    log_only: Annotated[
        bool, typer.Option("--log-only", help="Only log and texts, not the indexes.")
    ] = False,
    deep: Annotated[
        bool,
        typer.Option(
            "--deep", help="Also work the indexes out anew and compare; takes long."
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Find any change: the log's chain, every text, every index made of them.

    [dim]detente ledger verify news.ledger[/dim]
    """
    with problems(), reading(ledger) as store, steps(quiet) as tell:
        found = store.verify(log_only=log_only, deep=deep, tell=tell)
    for fault in found.faults:
        out.print(f"FAULT  {fault}", markup=False, soft_wrap=True)
    if not found.is_sound:
        raise typer.Exit(FAILED)
    said = f"sound: {count(found.n_entries, 'entry')}, head {found.head}"
    out.print(said.replace("entrys", "entries"), markup=False, soft_wrap=True)


@ledger_app.command()
def rebuild(ledger: LedgerPath, quiet: Quiet = False) -> None:
    """Work every index out anew from the log.

    [dim]detente ledger rebuild news.ledger[/dim]
    """
    with problems(), steps(quiet) as tell, writing(ledger, tell) as store:
        store.rebuild(tell=tell)
        n = store.counts()
    said = (
        f"{shown(ledger)}: {count(n.articles, 'article')}, {count(n.events, 'event')}"
    )
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def upgrade(ledger: LedgerPath, quiet: Quiet = False) -> None:
    """Bring a ledger of an earlier release to the schema of this one.

    [dim]detente ledger upgrade news.ledger[/dim]
    """
    with problems(), steps(quiet) as tell, writing(ledger, tell) as store:
        n = store.revision().n_entries
    out.print(f"{shown(ledger)}: ready, {n} entries", markup=False, soft_wrap=True)


@ledger_app.command()
def backup(ledger: LedgerPath, target: Target) -> None:
    """Copy a ledger into a new file, while others read and write it.

    [dim]detente ledger backup news.ledger news-2026-11.ledger[/dim]
    """
    from detente.ledger.transfer import backup as copy

    with problems(), reading(ledger) as store:
        head = copy(store, target)
    said = f"{target}: {head.seq} entries, head {head.hash[:12]}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def restore(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A ledger to copy.")],
    ledger: LedgerPath,
) -> None:
    """Fill a new ledger, a file or a database, from another; its indexes made anew.

    [dim]detente ledger restore news-2026-11.ledger news.ledger[/dim]
    """
    from detente.ledger.transfer import restore as fill

    with problems(), reading(source) as store:
        head = fill(store, ledger)
    said = f"{shown(ledger)}: {head.seq} entries, head {head.hash[:12]}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command("export")
def export_log(
    ledger: LedgerPath,
    target: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else the screen.")
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts/--no-texts", help="With the articles' texts.")
    ] = True,
    state: Annotated[
        bool,
        typer.Option("--state", help="How things stand, not the history: to compare."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
) -> None:
    """Write the whole ledger as JSONL: every entry in order, and the texts.

    [dim]detente ledger export news.ledger --no-texts -o news.jsonl[/dim]
    """
    from detente.ledger.files import arriving
    from detente.ledger.transfer import export_lines

    if target is not None and target.exists() and not force:
        fail(f"{target}: there is a file here already; --force writes over it")
    with problems(), reading(ledger) as store:
        lines = (
            (line.rstrip(b"\n") for line in store.export(texts=texts))
            if state
            else export_lines(store, texts=texts)
        )
        if target is None:
            for line in lines:
                sys.stdout.buffer.write(line + b"\n")
            return
        with arriving(target) as half, half.open("wb") as file:
            for line in lines:
                file.write(line + b"\n")


@ledger_app.command("import")
def import_log(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="What `export` wrote, or -.")
    ],
    ledger: LedgerPath,
) -> None:
    """Fill a new ledger from an exported one; a changed or missing line is refused.

    [dim]detente ledger import news.jsonl copy.ledger[/dim]
    """
    from detente.ledger.transfer import import_at

    with problems():
        head = import_at(source, ledger, stdin=sys.stdin.buffer)
    said = f"{shown(ledger)}: {head.seq} entries, head {head.hash[:12]}"
    out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def rejected(
    ledger: LedgerPath, known_by: Moment = None, format: AsFormat = Format.TABLE
) -> None:
    """List the inputs that could not be coded, with the stage and the reason.

    [dim]detente ledger rejected news.ledger[/dim]
    """
    with problems(), looking(ledger, None, known_by) as store:
        found = list(store.rejected())
    if format is not Format.TABLE:
        write(
            (
                {"where": one.where, "stage": one.stage, "reason": one.reason}
                for one in found
            ),
            format,
        )
        return
    say_when(store)
    if not found:
        out.print("No input is left out.")
    for one in found:
        said = f"{one.where}: {one.reason} ({one.stage})"
        out.print(said, markup=False, soft_wrap=True)


@ledger_app.command()
def retry(
    ledger: LedgerPath,
    give_up: Annotated[
        list[str] | None,
        typer.Option(metavar="WHERE", help="Not this input; it leaves the list."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read again what could not be coded; what can be now, goes in.

    [dim]detente ledger retry news.ledger[/dim]
    """
    from detente.intake import retry as again

    with problems(), writing(ledger) as store:
        for where in give_up or ():
            store.settle(where, "given up")
        with progress(quiet) as advance:
            summary = again(store, user_coder(), on_outcome=advance)
    said = f"{shown(ledger)}: {count(summary.n_added + summary.n_superseded, 'article')} added"
    finish(summary.rejected, said)
