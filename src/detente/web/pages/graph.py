"""`/graph`: who deals with whom, in a range of time."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.web.answer import asked_of, desk_of, file, page
from detente.web.figures.graph import graph_figure
from detente.web.formats import as_csv, as_gexf, as_json
from detente.web.listing import outlets_of, shown
from detente.web.revision import ledger_of

router = APIRouter()


@router.get("/graph")
def graph(request: Request) -> Response:
    """States and their dyads, and the same as a list."""
    asked = asked_of(request)
    desk = desk_of(request)
    ledger = ledger_of(request)
    found = shown(ledger, asked)
    return page(
        request,
        "graph.html",
        asked=asked,
        figure=graph_figure(found, desk.states),
        n_found=len(found) if asked.voice else ledger.n_events(asked.wanted()),
        n_drawn=len(found),
        outlets=outlets_of(found),
        types=tuple(EventType),
        statuses=tuple(Status),
    )


@router.get("/graph.{format}")
def graph_file(request: Request, format: str) -> Response:
    """Its edges in another format."""
    desk = desk_of(request)
    figure = graph_figure(shown(ledger_of(request), asked_of(request)), desk.states)
    rows = [{"a": one.a, "b": one.b, "n_events": one.n_events} for one in figure.edges]
    if format == "gexf":
        nodes = [(one.id, one.label) for one in figure.nodes]
        edges = [(one.a, one.b, one.n_events) for one in figure.edges]
        return file("gexf", as_gexf(nodes, edges), "graph")
    if format == "csv":
        return file("csv", as_csv(rows, ("a", "b", "n_events")), "graph")
    if format == "json":
        return file("json", as_json(rows), "graph")
    raise NoSuchEntry("format", format)
