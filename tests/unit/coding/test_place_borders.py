"""border_places: whose border it is, and that a border nobody tells of is none."""

from functools import cache

import pytest

from detente.coding.actors import find_actors
from detente.coding.place_borders import border_places
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.borders import load_borders
from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

PARSER = SpacyParser()


@cache
def tables() -> tuple[ActorTable, OfficeTable]:
    offices = load_offices()
    return load_actors(offices), offices


def borders_in(text: str) -> list[str]:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = parse(article, split(article), PARSER)
    mentions = find_actors(parsed, None, *tables())
    found = border_places(parsed, mentions)
    return [m.place.name for m in found if m.place is not None]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Kenyan troops fired on gunmen on the border with Somalia.", "Kenya–Somalia"),
        ("Clashes broke out on the border between Chad and Sudan.", "Chad–Sudan"),
        ("Traders waited at the Benin-Nigeria border for a week.", "Benin–Nigeria"),
        ("Serbia moved troops to its frontier with Kosovo.", "Kosovo–Serbia"),
        ("Shells fell along the Line of Control overnight.", "India–Pakistan"),
        ("Guards met at the Durand Line near a checkpoint.", "Afghanistan–Pakistan"),
        ("Thailand closed crossings on the Cambodian border.", "Cambodia–Thailand"),
        ("Two men swam to Gibraltar's border with Spain.", "Gibraltar–Spain"),
        ("Finland shut its border with Russia in December.", "Finland–Russia"),
        ("The Armenia-Azerbaijan border was quiet on Monday.", "Armenia–Azerbaijan"),
        ("Polish soldiers patrol the Belarusian border.", "Belarus–Poland"),
        ("Hikers strayed over the frontier between Iran and Iraq.", "Iran–Iraq"),
    ],
)
def test_a_border_is_that_of_the_two_states_named(text: str, border: str) -> None:
    assert borders_in(text) == [f"{border} border"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Migrants waited at the border for days.",
        "Portugal tightened checks at the Peruvian border.",
        "Japan and Chile signed a pact on border controls.",
    ],
)
def test_a_border_that_the_text_does_not_tell_is_none(text: str) -> None:
    assert borders_in(text) == []


def test_a_border_is_found_in_either_order_and_only_between_neighbours() -> None:
    borders = load_borders()
    assert borders.of("SOM", "KEN") is borders.of("KEN", "SOM") is not None
    assert borders.of("KEN", "PER") is None
    assert {"LBN", "EGY", "JOR", "SYR", "PSE"} == borders.neighbours("ISR")
