"""`/actor/ID`: offices over time, events, who is met."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.views.actor_page import actor_page
from detente.views.rows import headline
from detente.web.answer import file, page, split_format
from detente.web.formats import as_json
from detente.web.listing import texts_of
from detente.web.revision import ledger_of
from detente.web.rows_file import rows_file

router = APIRouter()
FORMATS = frozenset({"json", "csv", "ics", "md", "atom"})
MOST_IN_FEED = 100
MOST_LISTED = 100


@router.get("/actor/{name:path}")
def actor(request: Request, name: str) -> Response:
    """An actor by the knowledge base's id ("state:TUR")."""
    actor_id, format = split_format(name, FORMATS)
    ledger = ledger_of(request)
    found = actor_page(ledger, actor_id)
    if format == "json":
        return file("json", as_json(asdict(found)), actor_id)
    if format == "atom":
        told = sorted(found.rows, key=lambda one: one.told or "", reverse=True)
        return rows_file(request, format, told[:MOST_IN_FEED], actor_id, found.name)
    if format is not None:
        return rows_file(request, format, found.rows, actor_id, found.name)
    dated = [one for one in found.rows if one.edtf is not None]
    undated = [one for one in found.rows if one.edtf is None]
    rows = [*reversed(dated), *undated][:MOST_LISTED]
    return page(
        request,
        "actor.html",
        actor=found,
        rows=rows,
        texts=texts_of(ledger, rows),
        headline=headline,
    )
