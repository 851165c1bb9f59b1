"""Words that tell a place without being its name -> mentions, for events alone.

"The Afghan capital" names no place, so the places layer has none, but an event "in the
Afghan capital" is as surely in Kabul as if it said so. "Kabul International Airport" is
one facility, and the town in its name is where it lies.
"""

import re
from collections.abc import Iterator, Sequence

from detente.coding.place_prior import weight
from detente.knowledge.actors import ActorTable
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.place_keys import fold
from detente.model.actor import ActorKind, ActorMention
from detente.model.place import PlaceMention
from detente.model.text import Span

SCORE = 0.9  # the state named has one capital, and the table says which
FACILITY = re.compile(
    r"\b((?:[A-Z][\w'’-]+ ){1,3})(?:International )?"
    r"(?:Airport|Airbase|Air Base|Naval Base|Port)\b"
)


def described_places(
    mentions: Sequence[ActorMention],
    text: str,
    actors: ActorTable,
    gazetteer: Gazetteer,
) -> Iterator[PlaceMention]:
    """The cities behind "the Chinese capital" and of "Lagos Airport".

    Args:
        mentions: The article's actors, resolved; such a phrase is one of a state.
        text: The article's.
    """
    yield from _capitals(mentions, text, actors, gazetteer)
    yield from _facilities(text, gazetteer)


def _facilities(text: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Airports and ports named after their town, the best known of that name."""
    for match in FACILITY.finditer(text):
        name = match.group(1).strip()
        name = name.removesuffix(" International")
        towns = [
            town
            for town in gazetteer.lookup(fold(name))
            if town.feature == "city" and not town.alias
        ]
        if towns:
            yield PlaceMention(
                span=Span(match.start(), match.end()),
                place=max(towns, key=weight).place(),
                score=SCORE,
                because="the town in its name",
            )


def _capitals(
    mentions: Sequence[ActorMention],
    text: str,
    actors: ActorTable,
    gazetteer: Gazetteer,
) -> Iterator[PlaceMention]:
    for mention in mentions:
        if mention.kind is not ActorKind.STATE or len(mention.countries) != 1:
            continue
        if mention.span.of(text).rsplit(None, 1)[-1].lower() != "capital":
            continue
        country = actors.country(mention.countries[0])
        if country is None or not country.capitals:
            continue
        cities = [
            city
            for city in gazetteer.lookup(fold(country.capitals[0]))
            if city.feature == "city" and city.country == country.iso3
        ]
        if cities:
            yield PlaceMention(
                span=mention.span,
                place=max(cities, key=lambda city: city.population).place(),
                score=SCORE,
                because="capital of the state named",
            )
