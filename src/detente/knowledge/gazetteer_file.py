"""The gazetteer's package file: written by tools/make_gazetteer.py, looked up in place.

data/generated/gazetteer.bin is zlib over six blocks, each with its length before it: a
JSON list of countries and divisions; fixed-size records; the records' names; an index
of folded names, sorted, one a line (name, tab, "12 407 !9031", where "!" marks an
alternative name); every 64th of its keys; and where in the index each of those stands.
A look-up is a bisection and a search within 64 lines: nothing is built at load.
"""

import json
import struct
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from detente.knowledge.place_keys import fold
from detente.model.place import Place

DEFAULT_FILE = Path(__file__).parent.parent / "data" / "generated" / "gazetteer.bin"
FEATURES = (
    "country", "admin1", "admin2", "city", "region", "water", "facility", "continent"
)  # fmt: skip
RECORD = struct.Struct(
    "<IiiIIHBB"
)  # id, lat, lon, people, name's end, division, feature, capital + 2 x names
EVERY = 64
MOST_NAMES = 127  # of a place: what fits beside the mark of a capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place as the generator knows it; `admin1` is GeoNames' code ("US.TX").

    `short` is the folded name by which a long one is called ("halle" for "Halle
    (Saale)"), empty for none; `fame` the number of its names in GeoNames.
    """

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
    short: str = ""
    fame: int = 0


class Candidate(NamedTuple):
    """A place that a name may mean.

    `alias` when it is not its main name, `capital` of a state, `fame` the number of
    its names in all languages, 127 at most.
    """

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
    fame: int = 0

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
            row.is_capital | min(row.fame, MOST_NAMES) << 1,
        )
        main = fold(row.name)
        index[main].append(str(i))
        for other in sorted({fold(alias) for alias in row.aliases} - {main, ""}):
            index[other].append(f"{i}" if other == row.short else f"!{i}")
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


class PackedPlaces:
    """The file, unpacked into memory and searched as it is."""

    def __init__(self, path: Path = DEFAULT_FILE) -> None:
        blocks = list(_blocks(zlib.decompress(path.read_bytes())))
        self._codes: list[tuple[str, str]] = [
            (country, code) for country, code in json.loads(blocks[0])
        ]
        self._records, self._names, self._index = blocks[1], blocks[2], blocks[3]
        self._samples = blocks[4].split(b"\n")
        self._starts = struct.unpack(f"<{len(blocks[5]) // 4}I", blocks[5])

    def knows(self, key: str) -> bool:
        """Whether a folded name is in the index."""
        return self._line(key) is not None

    def opens(self, key: str) -> bool:
        """Whether a folded name in the index begins with the key, or is it."""
        raw = key.encode()
        # The first name from there on is in the block of the key, or opens the next.
        block = max(0, bisect_left(self._samples, raw) - 1)
        end = self._starts[min(block + 2, len(self._starts) - 1)]
        return self._index.find(b"\n" + raw, self._starts[block], end) >= 0

    def lookup(self, key: str) -> list[Candidate]:
        """The places of a folded name, by population."""
        line = self._line(key)
        return [] if line is None else [self._candidate(i) for i in line.split(b" ")]

    def _line(self, key: str) -> bytes | None:
        raw = key.encode()
        block = bisect_right(self._samples, raw) - 1
        if block < 0 or not raw:
            return None
        start, end = self._starts[block], self._starts[block + 1]
        at = self._index.find(b"\n" + raw + b"\t", start, end)
        if at < 0:
            return None
        at += len(raw) + 2
        return self._index[at : self._index.index(b"\n", at)]

    def _candidate(self, item: bytes) -> Candidate:
        alias = item.startswith(b"!")
        i = int(item[1:] if alias else item)
        gid, lat, lon, people, end, code, feature, capital = RECORD.unpack_from(
            self._records, i * RECORD.size
        )
        start = RECORD.unpack_from(self._records, (i - 1) * RECORD.size)[4] if i else 0
        country, admin1 = self._codes[code]
        return Candidate(
            i,
            self._names[start:end].decode(),
            FEATURES[feature],
            country or None,
            admin1 or None,
            lat / 1e5,
            lon / 1e5,
            gid or None,
            people,
            alias,
            bool(capital & 1),
            capital >> 1,
        )


def _blocks(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        yield data[at + 4 : at + 4 + length]
        at += 4 + length
