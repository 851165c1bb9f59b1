"""described_places: capitals and airports that a text describes."""

from functools import cache

import pytest

from detente.coding.place_described import described_places
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.gazetteer import Gazetteer
from detente.model.actor import ActorKind, ActorMention
from detente.model.text import Span


@cache
def tables() -> tuple[ActorTable, Gazetteer]:
    return load_actors(), Gazetteer()


def state(text: str, words: str, code: str, because: str = "") -> ActorMention:
    start = text.index(words)
    span = Span(start, start + len(words))
    return ActorMention(
        span=span,
        head=span,
        kind=ActorKind.STATE,
        name=code,
        chain=0,
        countries=(code,),
        because=because,
    )


@pytest.mark.parametrize(
    ("words", "code", "city"),
    [
        ("the Afghan capital", "AFG", "Kabul"),
        ("the Chilean capital", "CHL", "Santiago"),
    ],
)
def test_a_capital_is_the_city(words: str, code: str, city: str) -> None:
    text = f"Relief goods reached {words} on Monday."
    actors, gazetteer = tables()
    (found,) = described_places([state(text, words, code)], text, actors, gazetteer)
    assert found.place is not None
    assert (found.place.name, found.place.country) == (city, code)
    assert found.span.of(text) == words


def test_an_airport_lies_in_the_town_of_its_name() -> None:
    text = "Lagos International Airport received two planes."
    (found,) = described_places([], text, *tables())
    assert found.place is not None
    assert (found.place.name, found.place.country) == ("Lagos", "NGA")


@pytest.mark.parametrize(
    "text", ["Queen Anvelda Airport reopened.", "The airport reopened."]
)
def test_an_airport_of_no_town_is_nowhere(text: str) -> None:
    assert list(described_places([], text, *tables())) == []


@pytest.mark.parametrize(
    ("text", "words", "code", "city"),
    [
        ("They met in the Latvian parliament building.", "Latvian", "LVA", "Riga"),
        ("He was called to Peru's foreign ministry.", "Peru", "PER", "Lima"),
        ("They met at the Kenyan presidential palace.", "Kenyan", "KEN", "Nairobi"),
    ],
)
def test_a_house_of_the_state_stands_in_its_capital(
    text: str, words: str, code: str, city: str
) -> None:
    (found,) = described_places([state(text, words, code)], text, *tables())
    assert found.place is not None
    assert (found.place.name, found.place.country) == (city, code)


def test_a_seat_of_government_stands_in_the_capital_and_a_body_nowhere() -> None:
    text = "He spoke in the Kremlin and before Congress."
    seat = state(text, "the Kremlin", "RUS", "seat in the table")
    body = state(text, "Congress", "USA", "seat in the table")
    (found,) = described_places([seat, body], text, *tables())
    assert found.place is not None
    assert (found.place.name, found.span.of(text)) == ("Moscow", "the Kremlin")


def test_a_state_that_is_not_ruled_from_its_capital_has_no_house_there() -> None:
    text = "They met in the Dutch parliament building."
    assert list(described_places([state(text, "Dutch", "NLD")], text, *tables())) == []
