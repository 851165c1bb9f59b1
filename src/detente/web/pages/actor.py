"""`/actor/ID`: offices over time, events, who is met."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.views.actor_page import actor_page
from detente.views.rows import headline
from detente.web.answer import file, page, split_format
from detente.web.formats import EVENT_COLUMNS, as_csv, as_json
from detente.web.revision import ledger_of

router = APIRouter()
FORMATS = frozenset({"json", "csv"})


@router.get("/actor/{name:path}")
def actor(request: Request, name: str) -> Response:
    """An actor by the knowledge base's id ("state:TUR")."""
    actor_id, format = split_format(name, FORMATS)
    found = actor_page(ledger_of(request), actor_id)
    if format == "json":
        return file("json", as_json(asdict(found)), actor_id)
    if format == "csv":
        rows = [asdict(one) for one in found.rows]
        return file("csv", as_csv(rows, EVENT_COLUMNS), actor_id)
    return page(request, "actor.html", actor=found, headline=headline)
