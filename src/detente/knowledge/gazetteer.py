"""Names of places -> the places that may be meant, from one small package file.

The file (data/generated/gazetteer.bin, made by tools/make_gazetteer.py) is zlib over
six blocks, each with its length before it: a JSON list of countries and divisions;
fixed-size records; the records' names; an index of folded names, sorted, one a line
(name, tab, "12 407 !9031", where "!" marks an alternative name); every 64th of its
keys; and where in the index each of those stands.
A look-up is a bisection and a search within 64 lines: nothing is built at load.
Curated rows (data/curated: countries, first-order divisions, regions, seas, bases) lie
over it in a dictionary.
"""

import json
import struct
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from detente.knowledge.place_keys import fold
from detente.knowledge.place_words import PlaceWords, load_place_words
from detente.knowledge.tables import Row, read_csv
from detente.model.place import Place

DEFAULT_FILE = Path(__file__).parent.parent / "data" / "generated" / "gazetteer.bin"
FEATURES = (
    "country", "admin1", "admin2", "city", "region", "water", "facility", "continent"
)  # fmt: skip
RECORD = struct.Struct(
    "<IiiIIHBB"
)  # id, lat, lon, people, name's end, division, feature
EVERY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place as the generator knows it; `admin1` is GeoNames' code ("US.TX")."""

    geonameid: int | None
    name: str
    aliases: tuple[str, ...]
    feature: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    is_capital: bool = False


class Candidate(NamedTuple):
    """A place that a name may mean; `alias` when it is not its main name, `capital` of a state."""

    key: int
    name: str
    feature: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonameid: int | None
    population: int
    alias: bool
    capital: bool

    def place(self) -> Place:
        """The entry as reports print it."""
        number = f"geonames:{self.geonameid}" if self.geonameid else f"own:{self.name}"
        return Place(
            id=number,
            name=self.name,
            feature=self.feature,
            country=self.country,
            lat=self.lat,
            lon=self.lon,
            geonameid=self.geonameid,
            population=self.population,
        )


def pack(rows: Iterable[Entry]) -> bytes:
    """The package file's bytes; the same rows give the same bytes."""
    order = sorted(rows, key=lambda r: (-r.population, r.geonameid or 0, r.name))
    codes = sorted({(r.country or "", r.admin1 or "") for r in order})
    code_of = {code: i for i, code in enumerate(codes)}
    records, names = bytearray(), bytearray()
    index: dict[str, list[str]] = defaultdict(list)
    for i, row in enumerate(order):
        names += row.name.encode()
        records += RECORD.pack(
            row.geonameid or 0,
            round(row.lat * 1e5),
            round(row.lon * 1e5),
            row.population,
            len(names),
            code_of[row.country or "", row.admin1 or ""],
            FEATURES.index(row.feature),
            row.is_capital,
        )
        main = fold(row.name)
        index[main].append(str(i))
        for other in sorted({fold(alias) for alias in row.aliases} - {main, ""}):
            index[other].append(f"!{i}")
    lines = sorted((key.encode(), " ".join(v).encode()) for key, v in index.items())
    body = b"\n" + b"".join(key + b"\t" + value + b"\n" for key, value in lines)
    samples = b"\n".join(key for key, _ in lines[::EVERY])
    starts, at = [], 0
    for n, (key, value) in enumerate(lines):
        if n % EVERY == 0:
            starts.append(at)
        at += len(key) + len(value) + 2
    starts.append(at)
    blocks = (
        json.dumps(codes).encode(),
        bytes(records),
        bytes(names),
        body,
        samples,
        struct.pack(f"<{len(starts)}I", *starts),
    )
    return zlib.compress(
        b"".join(struct.pack("<I", len(block)) + block for block in blocks), 9
    )


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
            self._loaded = _Tables(self._path)
        return self._loaded


class _Tables:
    """What `Gazetteer` reads, kept apart so that it is never pickled."""

    def __init__(self, path: Path) -> None:
        blocks = list(_blocks(zlib.decompress(path.read_bytes())))
        self.codes: list[tuple[str, str]] = [
            (country, code) for country, code in json.loads(blocks[0])
        ]
        self.records, self.names, self.index = blocks[1], blocks[2], blocks[3]
        self.samples = blocks[4].split(b"\n")
        self.starts = struct.unpack(f"<{len(blocks[5]) // 4}I", blocks[5])
        self.own: dict[str, list[Candidate]] = defaultdict(list)
        self.abbreviations: dict[str, Candidate] = {}
        self.countries: dict[str, Candidate] = {}
        self.domains: dict[str, str] = {}
        self.outlets: dict[str, tuple[str, int]] = {}
        self.count = 0
        self._read_countries()
        self._read_divisions()
        self._read_regions()
        self._read_outlets()

    def knows(self, key: str) -> bool:
        return key in self.own or self._line(key) is not None

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        found = list(self.own.get(key, ()))
        line = self._line(key)
        if line is not None:
            found += [self._candidate(item) for item in line.split(b" ")]
        return tuple(found)

    def _line(self, key: str) -> bytes | None:
        raw = key.encode()
        block = bisect_right(self.samples, raw) - 1
        if block < 0 or not raw:
            return None
        start, end = self.starts[block], self.starts[block + 1]
        at = self.index.find(b"\n" + raw + b"\t", start, end)
        if at < 0:
            return None
        at += len(raw) + 2
        return self.index[at : self.index.index(b"\n", at)]

    def _candidate(self, item: bytes) -> Candidate:
        alias = item.startswith(b"!")
        i = int(item[1:] if alias else item)
        gid, lat, lon, people, end, code, feature, capital = RECORD.unpack_from(
            self.records, i * RECORD.size
        )
        start = RECORD.unpack_from(self.records, (i - 1) * RECORD.size)[4] if i else 0
        country, admin1 = self.codes[code]
        return Candidate(
            i,
            self.names[start:end].decode(),
            FEATURES[feature],
            country or None,
            admin1 or None,
            lat / 1e5,
            lon / 1e5,
            gid or None,
            people,
            alias,
            bool(capital),
        )

    def _add(self, row: Row, feature: str, country: str) -> Candidate:
        self.count += 1
        lat, lon = row.number("lat"), row.number("lon")
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            row.fail(f"no such coordinates: {lat} {lon}")
        found = Candidate(
            key=-self.count,
            name=row.text("name"),
            feature=feature,
            country=country or None,
            admin1=row.text("code") if feature == "admin1" else None,
            lat=lat,
            lon=lon,
            geonameid=int(row.number("geonameid", 0)) or None,
            population=int(row.number("population", 0)),
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

    def _read_outlets(self) -> None:
        columns = ("domain", "city", "admin1", "country", "geonameid")
        for row in read_csv(
            "curated/places_outlets.csv", columns=columns, key=("domain",)
        ):
            number = int(row.number("geonameid"))
            self.outlets[row.text("domain")] = (fold(row.text("city")), number)


POINT = ("lat", "lon")
# Web domains that are not the country's ISO alpha-2 code, and those that the whole
# world uses. Source: IANA root zone.
DOMAINS = {"GB": "uk", "TV": "", "ME": "", "CO": "", "IO": "", "FM": "", "AI": ""}


def _blocks(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        yield data[at + 4 : at + 4 + length]
        at += 4 + length
