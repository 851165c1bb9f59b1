"""`/story/ID`: the matrix of claims by outlet, two cells compared, what texts differ on."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.ledger.read import Reader
from detente.views.compare import compare
from detente.views.matrix import Matrix, matrix
from detente.views.rows import headline
from detente.views.story_differences import differences_of
from detente.web.answer import base_of, file, page, split_format
from detente.web.asked import query_of
from detente.web.formats import as_csv, as_json, as_markdown, differences_as_markdown
from detente.web.revision import ledger_of
from detente.web.rows_file import rows_file

router = APIRouter()
FORMATS = frozenset({"json", "csv", "md", "atom"})
COLUMNS = ("event_id", "event", "date", "outlet", "voice", "status", "when", "speakers",
           "figure", "quote", "report_id", "article_id")  # fmt: skip


@router.get("/story/{name}")
def story(request: Request, name: str) -> Response:
    """A story; `?compare=REPORT&compare=REPORT` sets two of its reports side by side."""
    story_id, format = split_format(name, FORMATS)
    ledger = ledger_of(request)
    found = matrix(ledger, story_id)
    if format == "csv":
        return file("csv", as_csv(_rows(found), COLUMNS), story_id)
    rows = [line.event for line in found.lines]
    if format == "atom":
        return rows_file(request, format, rows, story_id, found.label)
    differences = differences_of(ledger, story_id)
    if format == "json":
        told = {"differences": [asdict(one) for one in differences]}
        return file("json", as_json(asdict(found) | told), story_id)
    if format == "md":
        text = as_markdown(rows, title=found.label, base=base_of(request))
        text += differences_as_markdown(differences)
        return file("md", text, story_id)
    chosen = query_of(request).get("compare", [])
    tellings = {
        one.report_id: one
        for line in found.lines
        for cell in line.cells
        for one in cell.tellings
    }
    pair = [tellings[one] for one in dict.fromkeys(chosen) if one in tellings][:2]
    outlets = {
        article: column.outlets[0]
        for column in found.columns
        for article in column.article_ids
    }
    compared = compare(pair[0].quote, pair[1].quote) if len(pair) == 2 else None
    return page(
        request,
        "story.html",
        story=found,
        pair=pair,
        n_chosen=len(chosen),
        compared=compared,
        outlets=outlets,
        differences=differences,
        carriers=_carriers(ledger, story_id) if differences else {},
        headline=headline,
    )


def _carriers(ledger: Reader, story_id: str) -> dict[str, list[str]]:
    """Outlet, as differences name it -> its articles of the story."""
    found: dict[str, list[str]] = {}
    for id_, filing in sorted(
        ledger.filings(ledger.articles_of_story(story_id)).items()
    ):
        found.setdefault(filing.article.outlet or f"article {id_}", []).append(id_)
    return found


def _rows(found: Matrix) -> list[dict[str, object]]:
    return [
        {
            "event_id": line.event.event_id,
            "event": headline(line.event),
            "date": line.event.date,
            "outlet": " / ".join(column.outlets),
            "voice": str(cell.voice),
            "status": str(one.status),
            "when": one.date,
            "speakers": one.speakers,
            "figure": one.figure,
            "quote": one.quote,
            "report_id": one.report_id,
            "article_id": one.article_id,
        }
        for line in found.lines
        for column, cell in zip(found.columns, line.cells, strict=True)
        for one in cell.tellings
    ]
