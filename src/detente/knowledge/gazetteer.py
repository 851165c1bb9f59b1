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

import csv
import json
import re
import struct
import unicodedata
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from detente.knowledge.place_words import DATA, PlaceWords, load_place_words
from detente.model.place import Place
from detente.problems import DataError

CURATED = DATA / "curated"
DEFAULT_FILE = DATA / "generated" / "gazetteer.bin"
FEATURES = (
    "country", "admin1", "admin2", "city", "region", "water", "facility", "continent"
)  # fmt: skip
RECORD = struct.Struct(
    "<IiiIIHBx"
)  # id, lat, lon, people, name's end, division, feature
EVERY = 64
# Letters that Unicode does not take apart. Source: common transliteration.
SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d",
     "þ": "th", "ə": "a", "’": None, "'": None, "‘": None, "ʻ": None, "ʼ": None,
     "`": None, ".": None, "-": " ", "–": " ", "‐": " ", ",": None}
)  # fmt: skip
LONG_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """A name as the index has it: no accents, case, full stops or hyphens.

    "St." and "Saint" fold alike, and so do "Fort" and "Ft.", "Mount" and "Mt.".
    """
    text = name.lower().translate(SPECIAL)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    words = text.split()
    return " ".join([LONG_FORMS.get(word, word) for word in words])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
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


class Candidate(NamedTuple):
    """A place that a name may mean; `alias` when it is not the place's main name."""

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


def pack(rows: Iterable[Row]) -> bytes:
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

    def __init__(self, path: Path = DEFAULT_FILE, curated: Path = CURATED) -> None:
        self._path = path
        self._curated = curated
        self._loaded: _Tables | None = None
        self._words: PlaceWords | None = None

    def __getstate__(self) -> dict[str, object]:
        """Workers read the file themselves."""
        return {
            "_path": self._path,
            "_curated": self._curated,
            "_loaded": None,
            "_words": None,
        }

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
        return self._tables().outlets.get(host)

    def _tables(self) -> "_Tables":
        if self._loaded is None:
            self._loaded = _Tables(self._path, self._curated)
        return self._loaded


class _Tables:
    """What `Gazetteer` reads, kept apart so that it is never pickled."""

    def __init__(self, path: Path, curated: Path) -> None:
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
        self.outlets: dict[str, Candidate] = {}
        self.count = 0
        self._read_countries(curated / "places_countries.csv")
        self._read_divisions(curated / "admin1.csv")
        self._read_regions(curated / "regions.csv")
        self._read_outlets(curated / "places_outlets.csv")

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
        gid, lat, lon, people, end, code, feature = RECORD.unpack_from(
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
        )

    def _add(self, row: dict[str, str], feature: str, country: str) -> Candidate:
        self.count += 1
        found = Candidate(
            -self.count,
            row["name"],
            feature,
            country or None,
            row["code"] if feature == "admin1" else None,
            float(row["lat"]),
            float(row["lon"]),
            int(row["geonameid"]) if row["geonameid"] else None,
            int(row.get("population") or 0),
            False,
        )
        keys = {fold(n) for n in (row["name"], *row["aliases"].split("|"))} - {""}
        for key in sorted(keys):
            self.own[key].append(found)
        return found

    def _read_countries(self, path: Path) -> None:
        for row in _rows(path, "code iso2 name lat lon geonameid population aliases"):
            found = self._add(row, "country", row["code"])
            self.countries[row["code"]] = found
            self.domains[DOMAINS.get(row["iso2"], row["iso2"].lower())] = row["code"]

    def _read_divisions(self, path: Path) -> None:
        for row in _rows(
            path, "code country name lat lon geonameid abbreviations aliases"
        ):
            found = self._add(row, "admin1", row["country"])
            for short in row["abbreviations"].split("|"):
                if short:
                    self.abbreviations[short.replace(" ", "").rstrip(".")] = found

    def _read_regions(self, path: Path) -> None:
        for row in _rows(path, "name feature country lat lon geonameid aliases"):
            if row["feature"] not in FEATURES:
                raise DataError(f"{path.name}: {row['name']}", "unknown feature")
            self._add(row, row["feature"], row["country"])

    def _read_outlets(self, path: Path) -> None:
        for row in _rows(path, "domain city admin1 country geonameid"):
            cities = [
                c
                for c in self.lookup(fold(row["city"]))
                if c.geonameid == int(row["geonameid"])
            ]
            if not cities:
                raise DataError(f"{path.name}: {row['domain']}", "unknown city")
            self.outlets[row["domain"]] = cities[0]


# Web domains that are not the country's ISO alpha-2 code, and those that the whole
# world uses. Source: IANA root zone.
DOMAINS = {"GB": "uk", "TV": "", "ME": "", "CO": "", "IO": "", "FM": "", "AI": ""}


def _blocks(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        yield data[at + 4 : at + 4 + length]
        at += 4 + length


def _rows(path: Path, fields: str) -> Iterator[dict[str, str]]:
    wanted = [*fields.split(), "source"]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != wanted:
            raise DataError(path.name, f"columns must be {','.join(wanted)}")
        for number, row in enumerate(reader, start=2):
            where = f"{path.name}:{number}"
            if None in row or None in row.values():
                raise DataError(where, "wrong number of fields")
            if not row["source"]:
                raise DataError(where, "no source")
            if "lat" in row and not _is_on_earth(row["lat"], row["lon"]):
                raise DataError(where, f"bad coordinates {row['lat']} {row['lon']}")
            yield row


def _is_on_earth(lat: str, lon: str) -> bool:
    number = re.compile(r"-?\d+(?:\.\d+)?")
    return bool(
        number.fullmatch(lat)
        and number.fullmatch(lon)
        and abs(float(lat)) <= 90
        and abs(float(lon)) <= 180
    )
