import pickle
from pathlib import Path

import pytest

from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.gazetteer_file import DEFAULT_FILE, Entry, pack
from detente.knowledge.place_keys import fold
from detente.knowledge.tables import read_csv

LARGEST_FILE = 12_000_000


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def town(number: int, name: str, **more: object) -> Entry:
    fields = {
        "geonameid": number,
        "name": name,
        "aliases": (),
        "feature": "city",
        "country": "FRA",
        "admin1": "FR.11",
        "lat": 48.5,
        "lon": -2.25,
        "population": 1000 * number,
    }
    return Entry(**{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("Saint-Denis", "st denis"),
        ("St. Denis", "st denis"),
        ("Fort Worth", "ft worth"),
        ("Łódź", "lodz"),
        ("Xi'an", "xian"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
    ],
)
def test_names_fold_to_one_key(name: str, key: str) -> None:
    assert fold(name) == key


def test_what_is_packed_is_found_under_each_of_its_names(tmp_path: Path) -> None:
    rows = [
        town(n, f"Town{n:03}", aliases=(f"Ville{n:03}", f"Town{n:03}"))
        for n in range(1, 300)
    ]
    path = tmp_path / "g.bin"
    rows.append(town(900, "Saintes", is_capital=True, lat=-1.5, lon=179.25))
    path.write_bytes(pack(rows))
    made = Gazetteer(path)
    for n in (1, 63, 64, 65, 128, 299):
        (main,) = made.lookup(f"town{n:03}")
        (other,) = made.lookup(f"ville{n:03}")
        assert (main.name, main.alias, main.population) == (
            f"Town{n:03}",
            False,
            1000 * n,
        )
        assert other.alias
        assert other.key == main.key
    (seat,) = made.lookup("saintes")
    assert (seat.lat, seat.lon, seat.capital) == (-1.5, 179.25, True)
    assert made.lookup("town300") == ()
    assert not made.knows("town")
    assert not made.knows("")


def test_a_long_name_is_called_by_its_first_words_without_being_an_alias(
    tmp_path: Path,
) -> None:
    path = tmp_path / "g.bin"
    row = town(1, "Halle (Saale)", aliases=("Halle", "Galle"), short="halle", fame=500)
    path.write_bytes(pack([row]))
    found = Gazetteer(path)
    assert [(c.alias, c.fame) for c in found.lookup("halle")] == [(False, 127)]
    assert [c.alias for c in found.lookup("galle") if c.key >= 0] == [True]


def test_airports_are_found_by_their_names(gazetteer: Gazetteer) -> None:
    for name in ("heathrow airport", "tbilisi international airport"):
        assert {c.feature for c in gazetteer.lookup(name)} == {"facility"}


def test_hamlets_with_a_post_office_are_found(gazetteer: Gazetteer) -> None:
    assert any(c.admin1 == "US.VA" for c in gazetteer.lookup("big rock"))


def test_the_beginning_of_a_name_opens_it_in_whichever_block_it_stands(
    tmp_path: Path,
) -> None:
    path = tmp_path / "g.bin"
    path.write_bytes(pack([town(n, f"Town {n:03} Hill") for n in range(1, 300)]))
    made = Gazetteer(path)
    for n in (1, 63, 64, 65, 128, 192, 299):
        assert made.opens(f"town {n:03}")
        assert made.opens(f"town {n:03} hill")
        assert not made.opens(f"town {n:03} hills")
    assert made.opens("gulf of")  # a curated row
    assert not made.opens("town 300")
    assert not made.opens("zzz")


def test_the_same_rows_in_any_order_give_the_same_file() -> None:
    rows = [town(n, name) for n, name in enumerate(("Ars", "Bex", "Cis"), start=1)]
    assert pack(rows) == pack(reversed(rows))


def test_the_package_file_is_small(gazetteer: Gazetteer) -> None:
    assert DEFAULT_FILE.stat().st_size < LARGEST_FILE
    assert Gazetteer().knows("oslo")


def test_a_gazetteer_is_pickled_without_its_tables(gazetteer: Gazetteer) -> None:
    gazetteer.knows("oslo")
    raw = pickle.dumps(gazetteer)
    assert len(raw) < 1000
    assert pickle.loads(raw).lookup("oslo") == gazetteer.lookup("oslo")


def test_curated_rows_come_first(gazetteer: Gazetteer) -> None:
    first = gazetteer.lookup("georgia")[0]
    assert (first.feature, first.country) == ("country", "GEO")


def test_every_country_has_its_name_and_its_code(gazetteer: Gazetteer) -> None:
    for code in ("FRA", "XKX", "PSE", "TWN", "SSD"):
        found = gazetteer.country(code)
        assert found is not None
        assert found.country == code


@pytest.mark.parametrize(
    ("short", "name"),
    [("Ga.", "Georgia"), ("W. Va.", "West Virginia"), ("Ont.", "Ontario")],
)
def test_short_forms_name_divisions(
    gazetteer: Gazetteer, short: str, name: str
) -> None:
    found = gazetteer.abbreviation(short)
    assert found is not None
    assert found.name == name


def test_web_domains_name_countries(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of_domain("uk") == "GBR"
    assert gazetteer.country_of_domain("com") is None
    assert gazetteer.country_of_domain("tv") is None


def test_every_regional_paper_has_a_city_that_is_there(gazetteer: Gazetteer) -> None:
    columns = ("domain", "city", "admin1", "country", "geonameid")
    for row in read_csv("curated/places_outlets.csv", columns=columns, key=("domain",)):
        city = gazetteer.outlet_city("local." + row.text("domain"))
        assert city is not None, row.where
        assert (city.name, city.country) == (row.text("city"), row.text("country"))


def test_regional_papers_have_their_city(gazetteer: Gazetteer) -> None:
    city = gazetteer.outlet_city("bostonglobe.com")
    assert city is not None
    assert (city.name, city.admin1) == ("Boston", "US.MA")


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("tokyo", "JPN", 35.7, 139.7),
        ("buenos aires", "ARG", -34.6, -58.4),
        ("addis ababa", "ETH", 9.0, 38.7),
        ("wellington", "NZL", -41.3, 174.8),
        ("gaza strip", "PSE", 31.4, 34.4),
        ("camp david", "USA", 39.6, -77.5),
        ("ft hood", "USA", 31.1, -97.8),
    ],
)
def test_coordinates_are_those_of_the_place(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    found = [c for c in gazetteer.lookup(name) if c.country == country]
    assert any(abs(c.lat - lat) < 0.5 and abs(c.lon - lon) < 0.5 for c in found)


def test_a_candidate_becomes_the_place_that_reports_print(gazetteer: Gazetteer) -> None:
    place = gazetteer.lookup("gaza strip")[0].place()
    assert (place.id, place.feature, place.country) == (
        "geonames:281132",
        "region",
        "PSE",
    )


def test_lesser_features_do_not_outrank_a_city_by_being_curated(
    gazetteer: Gazetteer,
) -> None:
    for name in ("ebro", "khyber pass", "kibera"):
        assert all(c.key >= 0 for c in gazetteer.lookup(name)), name
    (kibera,) = gazetteer.lookup("kibera")
    assert (kibera.feature, kibera.country) == ("city", "KEN")
