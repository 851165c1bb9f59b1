"""Articles in, codings out: `code` and `annotate`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.app import app
from detente.cli.face import (
    AsFormat,
    Format,
    Paths,
    Quiet,
    count,
    finish,
    out,
    problems,
    progress,
    write,
)
from detente.cli.folder import user_coder, warn_if_old
from detente.settle import Settling

if TYPE_CHECKING:
    from detente.model.coded import CodedArticle
    from detente.problems import ArticleRejected


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

    with problems():
        coded, rejected = coded_of(paths, quiet=quiet)
        lines = report_lines(coded)
        if not coded:
            lines = iter(())  # nothing could be read: there is nothing to say of it
        elif format is Format.TABLE:
            from detente.views.report_table import render_reports

            render_reports(list(lines), out)
            lines = iter(())
        if format is not Format.TABLE:
            write(lines, format)
    finish(rejected, f"{count(len(coded), 'article')} coded")


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
    with problems():
        coded, rejected = coded_of(paths, quiet=quiet, parse_all=True)
        chosen = wanted or frozenset(LAYERS)
        lines = [annotation(one, chosen) for one in coded]
        if format is Format.TABLE:
            from detente.views.report_table import render_annotations

            render_annotations(lines, out)
        else:
            write(lines, format)
    finish(rejected, f"{count(len(coded), 'article')} annotated")


def coded_of(
    paths: list[str], *, quiet: bool, parse_all: bool = False
) -> "tuple[list[CodedArticle], list[ArticleRejected]]":
    """Code what the paths hold, with progress; return what was coded and what was not."""
    from detente.api import ArticleRejected, code_paths

    coded, rejected = [], []
    coder = user_coder()
    settle = Settling()
    with progress(quiet) as advance:
        for outcome in code_paths(
            paths, coder, stdin=sys.stdin.buffer, parse_all=parse_all
        ):
            if isinstance(outcome, ArticleRejected):
                rejected.append(outcome)
                advance(outcome.where)
            else:
                coded.append(outcome)
                settle()
                advance(outcome.parsed.article.path or "-")
    warn_if_old(one.published.interval.start for one in coded if one.published)
    return coded, rejected
