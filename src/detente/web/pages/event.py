"""`/event/ID`: the record, its history, every report in its own words, and why."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.views.event_page import event_page
from detente.views.explain import explanation
from detente.views.rows import headline
from detente.web.answer import base_of, file, page, split_format
from detente.web.asked import query_of
from detente.web.formats import EVENT_COLUMNS, as_csv, as_ics, as_json, as_markdown
from detente.web.revision import ledger_of

router = APIRouter()
FORMATS = frozenset({"json", "csv", "md", "ics"})
PARTS = frozenset({"quotes", "detail"})  # what other pages show of an event


@router.get("/event/{name}")
def event(request: Request, name: str) -> Response:
    """An event by its id or the beginning of it."""
    event_id, format = split_format(name, FORMATS)
    ledger = ledger_of(request)
    found = event_page(ledger, event_id)
    row = found.event
    part = query_of(request).get("part", [""])[-1] if format is None else ""
    if part in PARTS:
        return page(request, f"{part}.html", event=found, row=row)
    if format == "json":
        return file("json", as_json(asdict(found)), row.event_id)
    if format == "csv":
        return file("csv", as_csv([asdict(row)], EVENT_COLUMNS), row.event_id)
    if format == "ics":
        text = as_ics([row], name=headline(row), base=base_of(request))
        return file("ics", text, row.event_id)
    if format == "md":
        text = as_markdown([row], title=headline(row), base=base_of(request))
        return file("md", text, row.event_id)
    why = explanation(ledger, row.event_id)
    return page(
        request,
        "event.html",
        event=found,
        row=row,
        why=why,
        texts={one.article_id: one.text_sha256[:16] for one in why.articles},
        parties=ledger.event(row.event_id),
        headline=headline,
    )
