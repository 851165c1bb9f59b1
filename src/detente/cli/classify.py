"""Given pairs of parties in given sentences: `classify`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.app import app
from detente.cli.face import AsFormat, Format, count, finish, out, problems, write


@app.command()
def classify(
    pairs: Annotated[
        str,
        typer.Argument(
            metavar="PAIRS.jsonl",
            help="One pair a line: id, sentence, actor, recipient. - for standard input.",
            show_default=False,
        ),
    ],
    format: AsFormat = Format.JSONL,
    allow_none: Annotated[
        bool,
        typer.Option(
            "--allow-none",
            help="Give no type where most likely nothing passed between the two.",
        ),
    ] = False,
) -> None:
    """Say what passed between two given parties of a sentence: type, mode, status.

    The types are strict PLOVER: an act that is only intended is AGREE or THREATEN.

    [dim]detente classify pairs.jsonl > types.jsonl[/dim]
    """
    from detente.api import ArticleRejected, classify_pairs

    lines: list[dict[str, object]] = []
    rejected: list[ArticleRejected] = []
    with problems():
        try:
            text = (
                sys.stdin.buffer.read() if pairs == "-" else Path(pairs).read_bytes()
            ).decode("utf-8-sig", errors="replace")
        except OSError as problem:
            raise typer.BadParameter(f"{pairs}: {problem.strerror}") from None
        for outcome in classify_pairs(
            text.split("\n"), where=pairs, allow_none=allow_none
        ):
            if isinstance(outcome, ArticleRejected):
                rejected.append(outcome)
            else:
                lines.append(outcome)
        if format is Format.TABLE:
            for line in lines:
                said = f"{line['event'] or '-':10} {line['status'] or '-':12} {line['confidence']:.2f}"
                out.print(f"{said}  {line['id']}", markup=False, soft_wrap=True)
        else:
            write(lines, format)
    finish(rejected, f"{count(len(lines), 'pair')} classified")
