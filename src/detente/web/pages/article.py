"""`/article/ID`: the text with its evidence marked, the events beside it."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.problems import NoSuchEntry
from detente.views.article_page import ArticlePage, article_page
from detente.web.answer import file, page, split_format
from detente.web.formats import as_csv, as_json
from detente.web.revision import ledger_of

router = APIRouter()
FORMATS = frozenset({"json", "csv"})
COLUMNS = ("number", "report_id", "event_id", "what", "type", "status", "who", "whom",
           "date", "date_text", "speakers", "place", "confidence", "row")  # fmt: skip


@router.get("/article/{name:path}")
def article(request: Request, name: str) -> Response:
    """An article by its id; an id may itself end like a format."""
    ledger = ledger_of(request)
    stem, format = split_format(name, FORMATS)
    found: ArticlePage
    try:
        found, format = article_page(ledger, name), None
    except NoSuchEntry:
        if format is None:
            raise
        found = article_page(ledger, stem)
    if format == "json":
        return file("json", as_json(asdict(found)), found.article_id)
    if format == "csv":
        rows = [asdict(one) for one in found.reports]
        return file("csv", as_csv(rows, COLUMNS), found.article_id)
    return page(request, "article.html", article=found)
