"""Names of states, bodies, movements and people in a text; nouns of roles."""

import pickle

import pytest

from detente.knowledge.actors import (
    ActorTable,
    Country,
    NameKind,
    load_actors,
    plural,
)
from detente.knowledge.names import forms_of_name
from detente.knowledge.scan import Scanner, fold
from detente.knowledge.tables import Row
from detente.problems import DataError


@pytest.fixture(scope="module")
def actors() -> ActorTable:
    return load_actors()


def found(actors: ActorTable, text: str) -> list[tuple[str, str, str]]:
    """(words, kind, id of the likeliest) of each name."""
    return [
        (hit.span.of(text), hit.kind.value, hit.actor.id)
        for hit in actors.find_names(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind", "actor"),
    [
        ("Turkey signed.", "Turkey", "name", "state:TUR"),
        ("Türkiye signed.", "Türkiye", "name", "state:TUR"),
        ("Turkish envoys", "Turkish", "adjective", "state:TUR"),
        ("two Turks", "Turks", "demonym", "state:TUR"),
        ("two Iranians", "Iranians", "demonym", "state:IRN"),
        ("some Frenchmen", "Frenchmen", "demonym", "state:FRA"),
        ("in Ankara", "Ankara", "capital", "state:TUR"),
        ("ANKARA - talks", "ANKARA", "capital", "state:TUR"),
        ("U.S. officials", "U.S.", "name", "state:USA"),
        ("the US-led force", "US", "name", "state:USA"),
        ("Côte d’Ivoire's port", "Côte d’Ivoire", "name", "state:CIV"),
        ("South Sudanese farmers", "South Sudanese", "adjective", "state:SSD"),
        ("the Kremlin said", "Kremlin", "seat", "institution:RUS:Kremlin"),
        ("the Élysée said", "Élysée", "seat", "institution:FRA:Élysée"),
        ("Knesset vote", "Knesset", "institution", "institution:ISR:Knesset"),
        ("NATO's summit", "NATO", "body", "body:NATO"),
        ("the U.N. Security Council", "U.N. Security Council", "body", "body:UNSC"),
        ("CENTCOM said", "CENTCOM", "body", "body:CENTCOM"),
        ("Hizbullah fired", "Hizbullah", "movement", "movement:hezbollah"),
        ("many Kurds fled", "Kurds", "people", "group::Kurds"),
        ("in Crimea", "Crimea", "region", "state:UKR:Crimea"),
        ("told Xinhua", "Xinhua", "media", "media:CHN:Xinhua"),
    ],
)
def test_a_name_is_found_with_its_kind(
    actors: ActorTable, text: str, words: str, kind: str, actor: str
) -> None:
    assert found(actors, text) == [(words, kind, actor)]


def test_a_full_name_is_found_in_other_spellings(actors: ActorTable) -> None:
    for text in ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"):
        (hit,) = actors.find_names(f"President {text} spoke")
        assert (hit.kind, hit.actor.country) == (NameKind.PERSON, "TUR")


@pytest.mark.parametrize(
    "text",
    ["the Gulf of Mexico", "New Jersey", "Michael Jordan scored", "turkey and china",
     "Omanization", "a chad of paper", "the Indian Ocean"],
)  # fmt: skip
def test_words_that_only_look_like_a_name_are_left(
    actors: ActorTable, text: str
) -> None:
    assert found(actors, text) == []


def test_a_shared_name_keeps_its_rivals(actors: ActorTable) -> None:
    for text, countries in (
        ("Georgia", ["GEO", "USA"]),
        ("Korea", ["KOR", "PRK"]),
        ("Congo", ["COD", "COG"]),
    ):
        (hit,) = actors.find_names(text)
        assert [actor.country for actor in hit.actors] == countries


def test_the_longer_name_wins(actors: ActorTable) -> None:
    text = "Papua New Guinea, Equatorial Guinea and South Korea"
    assert [actor for _, _, actor in found(actors, text)] == [
        "state:PNG",
        "state:GNQ",
        "state:KOR",
    ]


def test_every_country_is_found_by_its_name(actors: ActorTable) -> None:
    for country in actors.countries.values():
        hits = actors.find_names(f"We saw {country.name}.")
        assert [hit.span.of(f"We saw {country.name}.") for hit in hits] == [
            country.name
        ]
        assert country.iso3 in {actor.country for actor in hits[0].actors}


def test_the_tables_are_wide(actors: ActorTable) -> None:
    assert len(actors.countries) >= 249
    assert len(actors.agents) >= 350
    ids = [actor_id.split(":")[0] for actor_id in actors._actors]
    assert ids.count("body") >= 150
    assert ids.count("movement") >= 150


@pytest.mark.parametrize(
    ("noun", "sector"),
    [("soldier", "MIL"), ("police", "COP"), ("lawmaker", "LEG"), ("judge", "JUD"),
     ("rebel", "REB"), ("protester", "OPP"), ("journalist", "MED"), ("refugee", "REF"),
     ("company", "BUS"), ("tourist", "CVL"), ("embassy", "GOV"), ("country", None),
     ("Air force", "MIL")],
)  # fmt: skip
def test_a_role_noun_has_its_sector(
    actors: ActorTable, noun: str, sector: str | None
) -> None:
    agent = actors.agent(noun)
    assert agent is not None
    assert agent.sector == sector


def test_an_unknown_country_is_refused() -> None:
    row = Row("data/x.csv:2", {"id": "x", "name": "X", "country": "QQQ"})
    with pytest.raises(DataError, match=r"data/x.csv:2: unknown country 'QQQ'"):
        ActorTable(countries=[], movements=[row])


def test_an_unknown_sector_is_refused() -> None:
    row = Row("data/x.csv:2", {"id": "x", "name": "X", "sector": "ABC"})
    with pytest.raises(DataError, match="unknown sector 'ABC'"):
        ActorTable(countries=[], movements=[row])


def test_a_state_is_an_actor() -> None:
    country = Country(iso3="AUT", name="Austria", wikidata_id="Q40")
    assert (country.actor.id, country.actor.country) == ("state:AUT", "AUT")


@pytest.mark.parametrize(
    ("one", "many"),
    [("Turk", "Turks"), ("Frenchman", "Frenchmen"), ("German", "Germans"),
     ("Swiss", "Swiss")],
)  # fmt: skip
def test_demonyms_take_their_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "Škoda’s Æon Łódź ırmak ß Ÿ 北京"
    assert len(fold(text)) == len(text)
    assert fold("Erdoğan’s") == "Erdogan's"


def test_a_scanner_finds_whole_words_longest_first() -> None:
    scanner = Scanner(["new york", "york", "new york times"])
    assert list(scanner.find("the new york times, yorkshire, york")) == [
        (2, 4, 18),
        (1, 31, 35),
    ]


def test_a_table_survives_pickling(actors: ActorTable) -> None:
    copy = pickle.loads(pickle.dumps(actors))
    text = "Turkey and NATO"
    assert copy.find_names(text) == actors.find_names(text)


def test_a_headline_in_capitals_is_read_too(actors: ActorTable) -> None:
    text = "HAMAS LEADERS MEET BENJAMIN NETANYAHU\nHamas said it told us nothing."
    assert [words for words, _, _ in found(actors, text)] == [
        "HAMAS",
        "BENJAMIN NETANYAHU",
        "Hamas",
    ]


def test_us_in_a_headline_in_capitals_may_be_the_pronoun(actors: ActorTable) -> None:
    assert found(actors, "THEY TOLD US NOTHING AT ALL") == []


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("William J. Burns", "William Burns"),
        ("Riad al-Malki", "Riad Malki"),
    ],
)
def test_a_full_name_has_the_forms_of_news(name: str, form: str) -> None:
    assert form in forms_of_name(name)


def test_a_single_word_is_no_full_name() -> None:
    assert forms_of_name("Lula") == ()
