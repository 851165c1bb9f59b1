"""Where things happen."""

from dataclasses import dataclass

from detente.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    `feature` is country, admin1, city, region, water, facility. Coordinates are degrees,
    WGS 84; a country or region has the point GeoNames gives it, for scoring only: views
    never draw it as a point.
    """

    id: str
    name: str
    feature: str
    country: str | None
    lat: float
    lon: float
    geonameid: int | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a place, with the entry they resolve to (None for NIL)."""

    span: Span
    place: Place | None
    score: float = 1.0
    because: str = ""
    rivals: tuple[str, ...] = ()
