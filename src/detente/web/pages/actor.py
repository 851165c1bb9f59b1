"""`/actor/ID`: offices over time, events, who is met."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.views.actor_page import actor_page
from detente.views.rows import headline
from detente.web.answer import file, page, split_format
from detente.web.formats import as_json
from detente.web.revision import ledger_of
from detente.web.rows_file import rows_file

router = APIRouter()
FORMATS = frozenset({"json", "csv", "ics", "md", "atom"})
MOST_IN_FEED = 100


@router.get("/actor/{name:path}")
def actor(request: Request, name: str) -> Response:
    """An actor by the knowledge base's id ("state:TUR")."""
    actor_id, format = split_format(name, FORMATS)
    found = actor_page(ledger_of(request), actor_id)
    if format == "json":
        return file("json", as_json(asdict(found)), actor_id)
    if format is not None:
        rows = found.rows
        if format == "atom":  # the latest first, as a reader of feeds keeps them
            rows = found.rows[::-1][:MOST_IN_FEED]
        return rows_file(request, format, rows, actor_id, found.name)
    return page(request, "actor.html", actor=found, headline=headline)
