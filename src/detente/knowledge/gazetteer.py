"""Names of places -> the places that may be meant.

Cities and most divisions come from one package file (`gazetteer_file`); curated rows
(data/curated: countries, the divisions that news names most, regions, seas, bases, and
in places_features.csv lesser lakes, rivers, islands, peaks, parks, quarters of cities)
lie over it in a dictionary.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from detente.knowledge.gazetteer_file import (
    DEFAULT_FILE,
    FEATURES,
    Candidate,
    PackedPlaces,
)
from detente.knowledge.place_keys import fold
from detente.knowledge.place_words import PlaceWords, load_place_words
from detente.knowledge.tables import Row, no_collector, read_csv

__all__ = ["DEFAULT_FILE", "Candidate", "Gazetteer"]


class Gazetteer:
    """Every place that we know, by its names. Read on first use; safe to pickle."""

    def __init__(self, path: Path = DEFAULT_FILE) -> None:
        self._path = path
        self._loaded: _Tables | None = None
        self._words: PlaceWords | None = None

    def __getstate__(self) -> dict[str, object]:
        """Workers read the file themselves."""
        return {"_path": self._path, "_loaded": None, "_words": None}

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        """The places of a folded name, curated ones first, then by population."""
        return self._tables().lookup(key)

    def opens(self, key: str) -> bool:
        """Whether the name of some place begins with a folded name, or is it."""
        return self._tables().opens(key)

    @property
    def words(self) -> PlaceWords:
        """Words that tell a place's name from a person's or a plain word."""
        if self._words is None:
            self._words = load_place_words()
        return self._words

    def knows(self, key: str) -> bool:
        """Whether a folded name is that of any place."""
        return self._tables().knows(key)

    def abbreviation(self, text: str) -> Candidate | None:
        """The division that newspapers shorten so ("W.Va.", "Ont.", "TX")."""
        return self._tables().abbreviations.get(text.replace(" ", "").rstrip("."))

    @property
    def abbreviations(self) -> Mapping[str, Candidate]:
        """The divisions by their short forms, without a full stop at the end."""
        return self._tables().abbreviations

    def country(self, code: str) -> Candidate | None:
        """A country by its ISO 3166-1 alpha-3 code."""
        return self._tables().countries.get(code)

    def country_of_domain(self, suffix: str) -> str | None:
        """ISO alpha-3 of a country's web domain ("uk", "ie"); None for "com"."""
        return self._tables().domains.get(suffix)

    def outlet_city(self, host: str) -> Candidate | None:
        """The city of a regional paper, by its web domain or one below it."""
        while "." in host:
            if host in self._tables().outlets:
                name, number = self._tables().outlets[host]
                cities = self.lookup(name)
                return next((c for c in cities if c.geonameid == number), None)
            host = host.partition(".")[2]
        return None

    def _tables(self) -> "_Tables":
        if self._loaded is None:
            with no_collector():
                self._loaded = _Tables(self._path)
        return self._loaded


MOST_SEEN = 20_000  # names kept with their places; some 10 MB at most


class _Tables:
    """What `Gazetteer` reads, kept apart so that it is never pickled."""

    def __init__(self, path: Path) -> None:
        self.packed = PackedPlaces(path)
        self.own: dict[str, list[Candidate]] = defaultdict(list)
        self._seen: dict[str, tuple[Candidate, ...]] = {}
        self._opening: dict[str, bool] = {}
        self._own_keys: list[str] = []
        self.abbreviations: dict[str, Candidate] = {}
        self.countries: dict[str, Candidate] = {}
        self.domains: dict[str, str] = {}
        self.outlets: dict[str, tuple[str, int]] = {}
        self.count = 0
        self._read_countries()
        self._read_divisions()
        self._read_regions()
        self._read_features()
        self._read_outlets()
        self._own_keys = sorted(self.own)

    def knows(self, key: str) -> bool:
        return key in self.own or self.packed.knows(key)

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        # Articles ask for the same few thousand words; a miss costs a search.
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            found = (*self.own.get(key, ()), *self.packed.lookup(key))
            self._seen[key] = found
        return found

    def opens(self, key: str) -> bool:
        found = self._opening.get(key)
        if found is None:
            if len(self._opening) >= MOST_SEEN:
                self._opening.clear()
            own = self._own_keys
            place = bisect_left(own, key)
            found = (
                place < len(own) and own[place].startswith(key)
            ) or self.packed.opens(key)
            self._opening[key] = found
        return found

    def _add(
        self, row: Row, feature: str, country: str, *, first_key: int = 0
    ) -> Candidate:
        self.count += 1
        lat, lon = row.number("lat"), row.number("lon")
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            row.fail(f"no such coordinates: {lat} {lon}")
        found = Candidate(
            key=first_key + self.count if first_key else -self.count,
            name=row.text("name"),
            feature=feature,
            country=country or None,
            admin1=row.text("code") if feature == "admin1" else None,
            lat=lat,
            lon=lon,
            geonameid=int(row.number("geonameid", 0)) or None,
            population=int(row.number("population", 0))
            or (QUARTER_PEOPLE if first_key and feature == "city" else 0),
            alias=False,
            capital=False,
        )
        names = (found.name, *row.texts("aliases"))
        for key in sorted({fold(name) for name in names} - {""}):
            self.own[key].append(found)
        return found

    def _read_countries(self) -> None:
        columns = ("code", "iso2", "name", *POINT, "geonameid", "population", "aliases")
        for row in read_csv(
            "curated/places_countries.csv", columns=columns, key=("code",)
        ):
            code, iso2 = row.text("code"), row.text("iso2")
            self.countries[code] = self._add(row, "country", code)
            self.domains[DOMAINS.get(iso2, iso2.lower())] = code

    def _read_divisions(self) -> None:
        columns = ("code", "country", "name", *POINT, "geonameid")
        for row in read_csv(
            "curated/admin1.csv",
            columns=(*columns, "abbreviations", "aliases"),
            key=("code",),
        ):
            found = self._add(row, "admin1", row.text("country"))
            for short in row.texts("abbreviations"):
                self.abbreviations[short.replace(" ", "").rstrip(".")] = found

    def _read_regions(self) -> None:
        columns = ("name", "feature", "country", *POINT, "geonameid", "population")
        for row in read_csv(
            "curated/regions.csv", columns=(*columns, "aliases"), key=("name",)
        ):
            feature = row.one_of("feature", FEATURES)
            self._add(row, feature, row.text("country"))

    def _read_features(self) -> None:
        columns = ("name", "feature", "country", *POINT, "population", "aliases")
        for row in read_csv(
            "curated/places_features.csv", columns=columns, key=("name", "country")
        ):
            feature = row.one_of("feature", FEATURES)
            self._add(row, feature, row.text("country"), first_key=FIRST_FEATURE)

    def _read_outlets(self) -> None:
        columns = ("domain", "city", "admin1", "country", "geonameid")
        for row in read_csv(
            "curated/places_outlets.csv", columns=columns, key=("domain",)
        ):
            number = int(row.number("geonameid"))
            self.outlets[row.text("domain")] = (fold(row.text("city")), number)


POINT = ("lat", "lon")
FIRST_FEATURE = 1 << 30  # keys of rows that are no better known than a city of the file
QUARTER_PEOPLE = 30_000  # what a quarter of a city counts as where its row tells none
# Web domains that are not the country's ISO alpha-2 code, and those that the whole
# world uses. Source: IANA root zone.
DOMAINS = {"GB": "uk", "TV": "", "ME": "", "CO": "", "IO": "", "FM": "", "AI": ""}
