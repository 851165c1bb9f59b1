"""settle_by_place: which names of states and capitals mean no government here."""

from functools import cache

import pytest

from detente.coding.place_or_state import settle_by_place
from detente.coding.places import find_places
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.text import Span
from detente.reading.sentences import split


@cache
def tables() -> tuple[ActorTable, Gazetteer]:
    return load_actors(), Gazetteer()


def states_in(text: str) -> list[str | None]:
    actors, gazetteer = tables()
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = ParsedArticle(article=article, sentences=split(article))
    places = find_places(parsed, gazetteer)
    hits = settle_by_place(actors.find_names(text), places, text)
    return [hit.actor.country for hit in hits]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Georgia and Armenia opened a road.", ["GEO", "ARM"]),
        ("Polls in Georgia, Alabama and Ohio closed, Atlanta said.", ["USA"]),
        ("A jury in Paris, Texas, met.", []),
        ("Jim Jordan spoke. Jordan was brief.", []),
        ("King Abdullah returned to Jordan.", ["JOR"]),
        ("Talks in Paris were held with France.", ["FRA", "FRA"]),
    ],
)
def test_a_name_means_a_state_only_where_its_place_lies_in_it(
    text: str, countries: list[str]
) -> None:
    assert states_in(text) == countries


def test_without_places_every_name_stays() -> None:
    actors, _ = tables()
    text = "A jury in Paris, Texas, met."
    hits = actors.find_names(text)
    assert settle_by_place(hits, (), text) == hits
