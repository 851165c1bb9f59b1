"""The analyst's desk: `serve`."""

from typing import Annotated

import typer

from detente.cli.app import app
from detente.cli.face import LedgerPath, err, problems, shown


@app.command()
def serve(
    ledger: LedgerPath,
    host: Annotated[
        str, typer.Option(help="Where to listen; another host needs --token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0 takes a free one.")
    ] = 8737,
    write: Annotated[
        bool, typer.Option("--write", help="Open the review pages.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(help="What every visitor must bring; 'new' makes one."),
    ] = None,
) -> None:
    """Serve a ledger as a local site, until Ctrl-C.

    [dim]detente serve news.ledger[/dim]
    """
    import secrets

    from detente.web import run
    from detente.web.settings import Settings

    if token == "new":
        token = secrets.token_urlsafe(24)
    settings = Settings(host=host, port=port, is_writable=write, token=token)
    with problems():
        run(
            ledger,
            settings,
            on_ready=lambda at: err.print(f"{shown(ledger)} is at {at}"),
        )
