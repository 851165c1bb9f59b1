"""The command line: a thin face over `api`; the only package that prints.

Heavy imports stand inside the commands, so that `--help` answers at once. A command is
a function in one of these files; the order here is the order in `--help`.
"""

from detente.cli import coding, classify, ledger, corrections  # isort: skip
from detente.cli import views, serve, knowledge, demo  # isort: skip
from detente.cli.app import app
from detente.cli.face import FAILED, OK, SOME_REJECTED, USAGE

__all__ = [
    "FAILED",
    "OK",
    "SOME_REJECTED",
    "USAGE",
    "app",
    "classify",
    "coding",
    "corrections",
    "demo",
    "knowledge",
    "ledger",
    "main",
    "serve",
    "views",
]


def main() -> None:
    """Run the command line; the entry point of the `detente` command."""
    app()
