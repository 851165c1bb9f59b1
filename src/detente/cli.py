"""The command line: a thin face over `api`; the only module that prints.

Results go to standard output, progress and messages to standard error. Heavy imports
stand inside the commands, so that `--help` answers at once.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from detente.ledger.store import Ledger
    from detente.model.coded import CodedArticle
    from detente.problems import ArticleRejected

OK, FAILED, USAGE, SOME_REJECTED = 0, 1, 2, 3

app = typer.Typer(
    name="detente",
    help="Turn news reports into a record of relations between states.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


class Output(Console):
    """Standard output; who reads only its beginning (`| head`) made no mistake."""

    def on_broken_pipe(self) -> None:
        """Stop writing, and end well."""
        _drop_output()
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
    Path, typer.Argument(metavar="LEDGER", help="The ledger file.", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
Day = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Only what was published by that day."),
]


# ---------------------------------------------------------------- reading and coding


@app.command()
def code(
    paths: Paths,
    format: AsFormat = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """Code reports into events and print them, linked across the articles given.

    [dim]detente code examples/ --format jsonl > events.jsonl[/dim]
    """
    from detente.api import report_lines

    with _problems():
        coded, rejected = _coded(paths, quiet=quiet)
        lines = report_lines(coded)
        if not coded:
            lines = iter(())  # nothing could be read: there is nothing to say of it
        elif format is Format.TABLE:
            from detente.views.report_table import render_reports

            render_reports(list(lines), out)
            lines = iter(())
        if format is not Format.TABLE:
            _write(lines, format)
    _finish(rejected, f"{_count(len(coded), 'article')} coded")


@app.command()
def annotate(
    paths: Paths,
    layers: Annotated[
        str,
        typer.Option(
            help="Comma-separated: times, places, actors, attributions, sentences."
        ),
    ] = "",
    format: AsFormat = Format.JSONL,
    quiet: Quiet = False,
) -> None:
    """Mark times, places, actors and who says what in the articles' text.

    [dim]detente annotate article.txt --layers times,actors[/dim]
    """
    from detente.api import LAYERS, annotation

    wanted = frozenset(filter(None, (name.strip() for name in layers.split(","))))
    if unknown := sorted(wanted - set(LAYERS)):
        raise typer.BadParameter(
            f"unknown layer {unknown[0]!r}; there are {', '.join(sorted(LAYERS))}",
            param_hint="--layers",
        )
    with _problems():
        coded, rejected = _coded(paths, quiet=quiet, parse_all=True)
        chosen = wanted or frozenset(LAYERS)
        lines = [annotation(one, chosen) for one in coded]
        if format is Format.TABLE:
            from detente.views.report_table import render_annotations

            render_annotations(lines, out)
        else:
            _write(lines, format)
    _finish(rejected, f"{_count(len(coded), 'article')} annotated")


@app.command()
def ingest(ledger: LedgerPath, paths: Paths, quiet: Quiet = False) -> None:
    """Code reports into a ledger, made if need be. Running it again adds nothing.

    [dim]detente ingest news.ledger examples/[/dim]
    """
    from detente.api import Ledger, make_coder
    from detente.api import ingest as ingest_paths

    with _problems():
        coder = make_coder()
        with Ledger.open(ledger, "w") as store, _progress(quiet) as advance:
            summary = ingest_paths(
                store, paths, coder, stdin=sys.stdin.buffer, on_outcome=advance
            )
    said = [f"{_count(summary.n_added, 'article')} added"]
    if summary.n_already_there:
        said.append(f"{summary.n_already_there} already there")
    if summary.n_superseded:
        said.append(f"{summary.n_superseded} coded anew")
    said.append(_count(summary.n_reports, "report"))
    _finish(summary.rejected, f"{ledger}: {', '.join(said)}")


# ---------------------------------------------------------------- looking


@app.command()
def dyad(
    ledger: LedgerPath,
    first: Annotated[str, typer.Argument(metavar="STATE", help="ISO code or name.")],
    second: Annotated[str, typer.Argument(metavar="STATE", help="ISO code or name.")],
    as_of: Day = None,
    format: AsFormat = Format.TABLE,
) -> None:
    """Print the dossier of a pair of states: what passed between them, day by day.

    [dim]detente dyad news.ledger ISR TUR[/dim]
    """
    from detente.views.dossier import dossier, dossier_lines, render_dossier

    with _problems(), _reading(ledger) as store:
        pair = (_state(first), _state(second))
        if pair[0] == pair[1]:
            raise typer.BadParameter(f"a dyad is of two states, got {pair[0]} twice")
        found = dossier(store, *pair, as_of=_day(as_of))
        if format is Format.TABLE:
            render_dossier(found, out)
        else:
            _write(dossier_lines(found), format)


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
    format: AsFormat = Format.TABLE,
) -> None:
    """Print every event of a ledger, earliest first.

    [dim]detente timeline news.ledger --type CONSULT --status planned[/dim]
    """
    from detente.ledger.read import Wanted
    from detente.model.event import EventType
    from detente.model.status import Status
    from detente.views.timeline import render_timeline, timeline_lines
    from detente.views.timeline import timeline as events_of

    with _problems(), _reading(ledger) as store:
        if since and until and since > until:
            raise typer.BadParameter(f"--since {since} is after --until {until}")
        wanted = Wanted(
            country=_state(country) if country else None,
            types=tuple(_members(EventType, type, str.upper, "--type")),
            statuses=tuple(_members(Status, status, str.lower, "--status")),
            since=_day(since),
            until=_day(until),
            as_of=_day(as_of),
        )
        found = events_of(store, wanted)
        if format is Format.TABLE:
            render_timeline(found, out)
        else:
            _write(timeline_lines(found), format)


@app.command()
def show(
    ledger: LedgerPath,
    event: Annotated[str, typer.Argument(help="An event id, or the beginning of one.")],
    format: AsFormat = Format.TABLE,
) -> None:
    """Print one event whole: its history, its reports with quotes, who disagrees.

    [dim]detente show news.ledger evt_3f2a[/dim]
    """
    from detente.views.event_page import event_page, page_lines, render_event

    with _problems(), _reading(ledger) as store:
        page = event_page(store, event)
        if format is Format.TABLE:
            render_event(page, out)
        else:
            _write(page_lines(page), format)


@app.command()
def explain(
    ledger: LedgerPath,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of an event, a report or an article.")
    ],
    format: AsFormat = Format.TABLE,
) -> None:
    """Print why: event, judgements, reports, quoted span, lexicon row; or an article's date.

    [dim]detente explain news.ledger rep_91c0[/dim]
    """
    from detente.views.explain import explain_lines, explanation, render_explanation

    with _problems(), _reading(ledger) as store:
        found = explanation(store, id)
        if format is Format.TABLE:
            render_explanation(found, out)
        else:
            _write(explain_lines(found), format)


@app.command()
def stories(
    ledger: LedgerPath,
    format: AsFormat = Format.TABLE,
) -> None:
    """List the stories: articles on one development, with days, outlets and events.

    [dim]detente stories news.ledger[/dim]
    """
    from detente.views.stories import render_stories, stories_of, story_lines

    with _problems(), _reading(ledger) as store:
        found = stories_of(store)
        if format is Format.TABLE:
            render_stories(found, out)
        else:
            _write(story_lines(found), format)


# ---------------------------------------------------------------- care


@app.command()
def doctor(
    ledger: Annotated[
        Path | None, typer.Argument(metavar="[LEDGER]", help="A ledger to verify too.")
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
def check() -> None:
    """Check the data files: every table loads and holds together.

    [dim]detente check[/dim]
    """
    from detente.doctor import check_data

    with _problems():
        for name, said in check_data():
            out.print(f"ok      {name}: {said}", markup=False, soft_wrap=True)


@app.command()
def demo(
    ledger: Annotated[Path, typer.Option(help="Where to put the ledger.")] = Path(
        "demo.ledger"
    ),
    folder: Annotated[Path, typer.Option(help="The reports to read.")] = Path(
        "examples"
    ),
) -> None:
    """Code the example reports and print the dossier of a pair of states.

    [dim]detente demo[/dim]
    """
    if not folder.is_dir():
        _fail(f"{folder}: no such folder; run this where the examples are")
    ingest(ledger, [str(folder)])
    with _problems(), _reading(ledger) as store:
        from detente.views.dossier import busiest_pair, dossier, render_dossier

        pair = busiest_pair(store)
        if pair is None:
            _fail(f"{folder}: no event between two states in it")
        out.print()
        render_dossier(dossier(store, *pair), out)
    first, second = pair
    out.print()
    out.print("Next:")
    for command, what in (
        (f"detente timeline {ledger}", "every event of every pair"),
        (f"detente stories {ledger}", "which articles tell one development"),
        (
            f"detente dyad {ledger} {first} {second} --as-of 2023-01-31",
            "as it was known",
        ),
        (f"detente explain {ledger} ID", "why an event is coded as it is"),
        ("detente code YOUR-FILE.txt", "a report of your own"),
    ):
        out.print(f"  .venv/bin/{command:<58}  {what}", markup=False, soft_wrap=True)


# ---------------------------------------------------------------- helpers of this face


def _coded(
    paths: list[str], *, quiet: bool, parse_all: bool = False
) -> "tuple[list[CodedArticle], list[ArticleRejected]]":
    from detente.api import ArticleRejected, code_paths, make_coder

    coded, rejected = [], []
    coder = make_coder()
    with _progress(quiet) as advance:
        for outcome in code_paths(
            paths, coder, stdin=sys.stdin.buffer, parse_all=parse_all
        ):
            if isinstance(outcome, ArticleRejected):
                rejected.append(outcome)
                advance(outcome.where)
            else:
                coded.append(outcome)
                advance(outcome.parsed.article.path or "-")
    return coded, rejected


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
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


def _write(lines: Iterable[object], format: Format) -> None:
    if format is Format.JSON:
        json.dump(list(lines), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _finish(rejected: "Iterable[ArticleRejected]", said: str) -> None:
    """Say on standard error what was done and left out, and exit accordingly."""
    left_out = list(rejected)
    for problem in left_out:
        err.print(f"rejected  {problem}", markup=False, soft_wrap=True)
    if left_out:
        said += f", {len(left_out)} rejected"
    err.print(said, markup=False, soft_wrap=True)
    if left_out:
        raise typer.Exit(SOME_REJECTED)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


@contextmanager
def _reading(path: Path) -> "Iterator[Ledger]":
    from detente.api import Ledger

    with Ledger.open(path, "r") as store:
        yield store


@contextmanager
def _problems() -> Iterator[None]:
    """Turn what we raise on purpose into one line and exit code 1."""
    from detente.problems import DetenteError

    try:
        yield
    except DetenteError as problem:
        _fail(str(problem))
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(OK) from None


def _fail(said: str) -> NoReturn:
    err.print(f"detente: {said}", markup=False, soft_wrap=True)
    raise typer.Exit(FAILED)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"expected a day as YYYY-MM-DD, got {text!r}"
        ) from None


def _state(text: str) -> str:
    """An ISO code from a code or a country's name."""
    from detente.knowledge.actors import load_countries

    known = {
        name.casefold(): country.iso3
        for country in load_countries()
        for name in (*country.other_names, country.name, country.iso3)
    }
    wanted = text.casefold()
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    hint = f"did you mean {known[near[0]]}?" if near else "give its name or ISO code"
    raise typer.BadParameter(f"no state is called {text!r}; {hint}")


def _members(
    kind: type[Any], text: str | None, fold: Callable[[str], str], option: str
) -> Iterator[Any]:
    for word in filter(None, (part.strip() for part in (text or "").split(","))):
        try:
            yield kind(fold(word))
        except ValueError:
            known = ", ".join(str(one) for one in kind)
            raise typer.BadParameter(
                f"unknown {word!r}; there are {known}", param_hint=option
            ) from None


def _drop_output() -> None:
    """Nobody reads on: what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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


def main() -> None:
    """Run the command line; the entry point of the `detente` command."""
    app()
