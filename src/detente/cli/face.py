"""What every command shares: the output streams, the options, how problems are told.

Results go to standard output, progress and messages to standard error.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from detente.ledger.read import Reader
    from detente.ledger.store import Ledger
    from detente.problems import ArticleRejected

OK, FAILED, USAGE, SOME_REJECTED = 0, 1, 2, 3
INTERRUPTED = 130  # as shells have it: 128 + SIGINT
SUGGESTIONS = 5


class Output(Console):
    """Standard output; who reads only its beginning (`| head`) made no mistake."""

    def on_broken_pipe(self) -> None:
        """Stop writing, and end well."""
        drop_output()
        raise SystemExit(OK)


out = Output(highlight=False)
err = Console(stderr=True, highlight=False)


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, globs, or - for standard input (.txt .md .html .jsonl).",
        show_default=False,
    ),
]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How to write it.")]
LedgerPath = Annotated[
    str,
    typer.Argument(
        metavar="LEDGER",
        help="The ledger: a file, or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
# Two times, and every view takes both: when the news was out, and when we had it.
Day = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="By what articles tell that were published by that day.",
    ),
]
Moment = Annotated[
    str | None,
    typer.Option(
        "--known-by",
        metavar="YYYY-MM-DD[THH:MM]",
        help="As this ledger had it then (UTC), whatever came or was corrected later.",
    ),
]


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A running count on standard error where that is a terminal."""
    if quiet or not err.is_terminal:
        yield lambda where: None
        return
    with err.status("reading ...") as status:
        done = 0

        def advance(where: str) -> None:
            nonlocal done
            done += 1
            status.update(f"{done} read, last {Path(where).name}")

        yield advance


@contextmanager
def steps(quiet: bool) -> Iterator[Callable[[str], None]]:
    """What long work is at, in words, on standard error where that is a terminal."""
    if quiet or not err.is_terminal:
        yield lambda said: None
        return
    with err.status("opening ...") as status:
        yield lambda said: status.update(f"{said} ...")


def write(lines: Iterable[object], format: Format) -> None:
    """Write values as JSON: one array, or one a line."""
    if format is Format.JSON:
        json.dump(list(lines), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def finish(rejected: "Iterable[ArticleRejected]", said: str) -> None:
    """Say on standard error what was done and left out, and exit accordingly."""
    left_out = list(rejected)
    for problem in left_out:
        err.print(f"rejected  {problem}", markup=False, soft_wrap=True)
    if left_out:
        said += f", {len(left_out)} rejected"
    err.print(said, markup=False, soft_wrap=True)
    if left_out:
        raise typer.Exit(SOME_REJECTED)


def shown(ledger: str) -> str:
    """A ledger as messages name it: the password in an address is not shown."""
    from detente.ledger.address import shown as named

    return named(ledger)


def count(n: int, noun: str) -> str:
    """Say how many: "1 article", "2 articles"."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


@contextmanager
def reading(path: str | Path) -> "Iterator[Ledger]":
    """Open a ledger to read, for the length of a command."""
    from detente.api import Ledger

    with Ledger.open(path, "r") as store:
        yield store


@contextmanager
def writing(
    path: str | Path, tell: Callable[[str], None] | None = None
) -> "Iterator[Ledger]":
    """Open a ledger that there is, to write, for the length of a command."""
    from detente.api import Ledger

    with Ledger.open(path, "w", make=False, tell=tell) as store:
        yield store


@contextmanager
def looking(
    path: str | Path, as_of: str | None, known_by: str | None
) -> "Iterator[Reader]":
    """Open a ledger as it stood at the times that options give, if they do."""
    day, moment = day_of(as_of), moment_of(known_by)
    with reading(path) as store:
        yield store.at(known_by=moment, as_of=day)


def say_when(store: "Reader") -> None:
    """Head what is told of an earlier state with which state it is."""
    if store.when:
        out.print(store.when, style="italic yellow", markup=False, soft_wrap=True)


@contextmanager
def problems() -> Iterator[None]:
    """Turn what we raise on purpose into one line and exit code 1."""
    from detente.problems import DetenteError

    try:
        yield
    except DetenteError as problem:
        fail(str(problem))
    except BrokenPipeError:
        drop_output()
        raise typer.Exit(OK) from None


@contextmanager
def interruptible(ledger: str) -> Iterator[None]:
    """Say on Ctrl-C what a ledger holds by then, and that its writing can go on."""
    from detente.problems import DetenteError

    try:
        yield
    except KeyboardInterrupt:
        said = "nothing was kept"
        with suppress(DetenteError), reading(ledger) as store:
            n = store.counts().articles
            said = f"{count(n, 'article')} kept in {shown(ledger)}, each whole"
        again = "running the same command again goes on from there"
        err.print(f"interrupted: {said}; {again}", markup=False, soft_wrap=True)
        raise typer.Exit(INTERRUPTED) from None


def fail(said: str) -> NoReturn:
    """Say on standard error what went wrong, and exit with 1."""
    err.print(f"detente: {said}", markup=False, soft_wrap=True)
    raise typer.Exit(FAILED)


def day_of(text: str | None) -> date | None:
    """Read the day that an option gives."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"expected a day as YYYY-MM-DD, got {text!r}"
        ) from None


def moment_of(text: str | None) -> datetime | None:
    """Read the time that an option gives; a day alone is all of it."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"expected a time as YYYY-MM-DD or YYYY-MM-DDTHH:MM, got {text!r}"
        ) from None
    if len(text) == len("2026-11-22"):
        found += timedelta(days=1, microseconds=-1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def state_of(text: str) -> str:
    """An ISO code from a code or a country's name."""
    from detente.knowledge.actors import load_countries

    known = {
        name.casefold(): country
        for country in load_countries()
        for name in (*country.other_names, country.name, country.iso3)
    }
    wanted = " ".join(text.casefold().split())
    if wanted in known:
        return known[wanted].iso3
    words = set(wanted.split())
    # Half a name may be that of several: "Congo", "Korea".
    near = [name for name in known if words and words <= set(name.split())]
    near = near or get_close_matches(wanted, known, n=3, cutoff=0.7)
    meant = dict.fromkeys(f"{known[one].name} ({known[one].iso3})" for one in near)
    hint = "give its name or ISO code"
    if meant:
        hint = f"did you mean {' or '.join(list(meant)[:SUGGESTIONS])}?"
    raise typer.BadParameter(f"no state is called {text!r}; {hint}")


def members(
    kind: type[Any], text: str | None, fold: Callable[[str], str], option: str
) -> Iterator[Any]:
    """Read a comma-separated option into members of an enumeration."""
    for word in filter(None, (part.strip() for part in (text or "").split(","))):
        try:
            yield kind(fold(word))
        except ValueError:
            known = ", ".join(str(one) for one in kind)
            raise typer.BadParameter(
                f"unknown {word!r}; there are {known}", param_hint=option
            ) from None


def drop_output() -> None:
    """Nobody reads on: what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
