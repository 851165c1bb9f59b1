"""Events on a map: a dot a place, where a place is known and not just a country.

A country's centroid is no place (see docs/decisions): events known to a country only
are listed beside the map, never drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.happening import Event
from detente.views.rows import EventRow, row_of

WIDTH, HEIGHT = 960.0, 480.0
# Features that have a point of their own; a region's is its middle, drawn hollow.
EXACT = frozenset({"city", "facility"})
WIDE = frozenset({"admin1", "region", "water"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its events: centre and radius in pixels; `is_exact` for towns."""

    name: str
    country: str | None
    lat: float
    lon: float
    x: float
    y: float
    r: float
    is_exact: bool
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFigure:
    """The spots, the view box that holds them, and what no spot can show.

    `nowhere` are rows whose place is a country or not told.
    """

    spots: tuple[Spot, ...]
    box: tuple[float, float, float, float]
    nowhere: tuple[EventRow, ...]


def map_figure(events: Sequence[Event]) -> MapFigure:
    """Lay the events out on the sheet of static/world.svg."""
    groups: dict[tuple[str, float, float], list[Event]] = {}
    nowhere = []
    for event in events:
        place = event.location
        drawn = place is not None and place.feature in EXACT | WIDE
        if not drawn or place is None or place.lat is None or place.lon is None:
            nowhere.append(row_of(event))
            continue
        name = place.resolved_place or place.extracted_place
        groups.setdefault((name, place.lat, place.lon), []).append(event)
    spots = sorted((_spot(*key, found) for key, found in groups.items()), key=_by_size)
    return MapFigure(spots=tuple(spots), box=_box(spots), nowhere=tuple(nowhere))


def _spot(name: str, lat: float, lon: float, events: Sequence[Event]) -> Spot:
    place = events[0].location
    return Spot(
        name=name,
        country=place.country_code if place else None,
        lat=lat,
        lon=lon,
        x=round((lon + 180.0) / 360.0 * WIDTH, 2),
        y=round((90.0 - lat) / 180.0 * HEIGHT, 2),
        r=round(2.0 + min(6.0, len(events) ** 0.5), 2),
        is_exact=bool(place and place.feature in EXACT),
        rows=tuple(map(row_of, events)),
    )


def _by_size(spot: Spot) -> tuple[float, str]:
    return -len(spot.rows), spot.name


def _box(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """The part of the sheet with the spots, at least a sixth of it, two wide to one high."""
    if not spots:
        return (0.0, 0.0, WIDTH, HEIGHT)
    left, right = min(s.x for s in spots), max(s.x for s in spots)
    top, bottom = min(s.y for s in spots), max(s.y for s in spots)
    width = min(
        WIDTH, max(WIDTH / 6, (right - left) * 1.2 + 20, (bottom - top) * 2.4 + 40)
    )
    height = width / 2
    x = min(max(0.0, (left + right - width) / 2), WIDTH - width)
    y = min(max(0.0, (top + bottom - height) / 2), HEIGHT - height)
    return (round(x, 1), round(y, 1), round(width, 1), round(height, 1))
