"""`/map`: where it happened, the list beside it."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.rows import headline
from detente.web.answer import asked_of, file, page
from detente.web.figures.map import map_figure
from detente.web.formats import as_csv, as_geojson, as_json
from detente.web.listing import by_date, for_feed, outlets_of, shown
from detente.web.revision import ledger_of
from detente.web.rows_file import rows_file

router = APIRouter()
COLUMNS = ("place", "country", "lat", "lon", "is_exact", "event_id", "edtf", "status",
           "type", "what", "who", "whom")  # fmt: skip


@router.get("/map")
def map_page(request: Request) -> Response:
    """The newest events that were asked for, on the map."""
    asked = asked_of(request)
    ledger = ledger_of(request)
    found = by_date(shown(ledger, asked))
    return page(
        request,
        "map.html",
        asked=asked,
        figure=map_figure(found),
        n_found=len(found) if asked.voice else ledger.n_events(asked.wanted()),
        n_drawn=len(found),
        outlets=outlets_of(found),
        types=tuple(EventType),
        statuses=tuple(Status),
        headline=headline,
    )


@router.get("/map.{format}")
def map_file(request: Request, format: str) -> Response:
    """The spots in another format."""
    ledger, asked = ledger_of(request), asked_of(request)
    if format == "atom":
        return rows_file(
            request, format, for_feed(ledger, asked), "map", "detente: map"
        )
    figure = map_figure(by_date(shown(ledger, asked)))
    if format == "geojson":
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
                "properties": {
                    "place": spot.name,
                    "country": spot.country,
                    "is_exact": spot.is_exact,
                    **asdict(row),
                },
            }
            for spot in figure.spots
            for row in spot.rows
        ]
        return file("geojson", as_geojson(features), "map")
    rows = [
        {
            **asdict(row),
            "place": spot.name,
            "country": spot.country,
            "lat": spot.lat,
            "lon": spot.lon,
            "is_exact": spot.is_exact,
        }
        for spot in figure.spots
        for row in spot.rows
    ]
    if format == "csv":
        return file("csv", as_csv(rows, COLUMNS), "map")
    if format == "json":
        return file("json", as_json(rows), "map")
    raise NoSuchEntry("format", format)
