"""Ledgers: `ingest`."""

import sys

from detente.cli.app import app
from detente.cli.face import LedgerPath, Paths, Quiet, count, finish, problems, progress
from detente.cli.folder import user_coder


@app.command()
def ingest(ledger: LedgerPath, paths: Paths, quiet: Quiet = False) -> None:
    """Code reports into a ledger, made if need be. Running it again adds nothing.

    [dim]detente ingest news.ledger examples/[/dim]
    """
    from detente.api import Ledger
    from detente.api import ingest as ingest_paths

    with problems():
        coder = user_coder()
        with Ledger.open(ledger, "w") as store, progress(quiet) as advance:
            summary = ingest_paths(
                store, paths, coder, stdin=sys.stdin.buffer, on_outcome=advance
            )
    said = [f"{count(summary.n_added, 'article')} added"]
    if summary.n_already_there:
        said.append(f"{summary.n_already_there} already there")
    if summary.n_superseded:
        said.append(f"{summary.n_superseded} coded anew")
    said.append(count(summary.n_reports, "report"))
    finish(summary.rejected, f"{ledger}: {', '.join(said)}")
