"""The `detente` command itself; the commands beside this file hang themselves on it."""

from typing import Annotated

import typer

from detente.cli.face import OK, out

app = typer.Typer(
    name="detente",
    help="Turn news reports into a record of relations between states.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _version(asked: bool) -> None:
    if asked:
        from detente import __version__

        out.print(f"detente {__version__}", markup=False)
        raise typer.Exit(OK)


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Its version."
        ),
    ] = False,
) -> None:
    """Turn news reports into a record of relations between states."""
