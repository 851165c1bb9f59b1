"""Borders between states, and the names of their lines: `load_borders()`.

Rows: data/curated/borders.csv. The point of a border is a rough middle of the line, for
scoring alone; a border, like a country, is never shown as a point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.knowledge.countries import load_countries
from detente.knowledge.tables import read_csv
from detente.model.place import Place

FEATURE = "border"
MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Borders:
    """Every border, by its two states (ISO alpha-3, in order) and by its lines' names."""

    between: Mapping[tuple[str, str], Place]
    lines: Mapping[str, Place]

    def of(self, first: str, second: str) -> Place | None:
        """The border of two states in either order; None where they have none."""
        return self.between.get((min(first, second), max(first, second)))

    def neighbours(self, country: str) -> frozenset[str]:
        """The states that share a border with one."""
        return frozenset(
            other
            for pair in self.between
            if country in pair
            for other in pair
            if other != country
        )


@cache
def load_borders() -> Borders:
    """Read the rows that ship.

    Raises:
        DataError: an unknown country, one in the wrong order, a point off the globe.
    """
    known = {country.iso3 for country in load_countries()}
    between: dict[tuple[str, str], Place] = {}
    lines: dict[str, Place] = {}
    columns = ("first", "second", "name", "aliases", "lat", "lon")
    for row in read_csv(
        "curated/borders.csv", columns=columns, key=("first", "second")
    ):
        first = row.one_of("first", known)
        second = row.one_of("second", known)
        if first >= second:
            row.fail(f"expected the first code before the second, got {first} {second}")
        lat, lon = row.number("lat"), row.number("lon")
        if abs(lat) > MOST_LATITUDE or abs(lon) > MOST_LONGITUDE:
            row.fail(f"no point on the globe: {lat}, {lon}")
        place = Place(
            id=f"border:{first}-{second}",
            name=row.text("name"),
            feature=FEATURE,
            country=None,
            lat=lat,
            lon=lon,
        )
        between[first, second] = place
        for name in row.texts("aliases"):
            if name in lines:
                row.fail(f"{name!r} is another border's too")
            lines[name] = place
    return Borders(between, lines)
