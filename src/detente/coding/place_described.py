"""Words that tell a place without being its name -> mentions, for events alone.

"The Afghan capital" names no place, so the places layer has none, but an event "in the
Afghan capital" is as surely in Kabul as if it said so; and so is one "at the Kremlin" or
"in the Georgian parliament building" in Moscow or Tbilisi. "Kabul International Airport" is
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


# Houses that stand in the capital, after the state's adjective or possessive.
HOUSE = re.compile(
    r"[^.,;]{0,40}?\b(?:parliament|presidential palace|presidency|foreign ministry|"
    r"defen[cs]e ministry|ministry of (?:foreign affairs|defen[cs]e)|"
    r"prime minister['’]s office)(?: building| headquarters| compound)?\b",
    re.IGNORECASE,
)
SEAT = "seat in the table"  # what the actors layer says of "the Kremlin"
# Seats that are bodies rather than houses, and a state that is not ruled from its capital.
NO_HOUSES = frozenset(
    {"Congress", "Parliament", "State Department", "Department of State"}
)
ELSEWHERE = frozenset({"NLD", "BOL"})


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
        if len(mention.countries) != 1:
            continue
        span, because = _tells_capital(mention, text)
        country = actors.country(mention.countries[0])
        if span is None or country is None or not country.capitals:
            continue
        cities = [
            city
            for city in gazetteer.lookup(fold(country.capitals[0]))
            if city.feature == "city" and city.country == country.iso3
        ]
        if cities:
            yield PlaceMention(
                span=span,
                place=max(cities, key=lambda city: city.population).place(),
                score=SCORE,
                because=because,
            )


def _tells_capital(mention: ActorMention, text: str) -> tuple[Span | None, str]:
    """The words that put something in a state's capital, and why; None for none."""
    words = mention.span.of(text)
    is_state = mention.kind is ActorKind.STATE
    if is_state and words.rsplit(None, 1)[-1].lower() == "capital":
        return mention.span, "capital of the state named"
    if mention.countries[0] in ELSEWHERE:
        return None, ""
    if mention.because == SEAT:
        name = words.removeprefix("the ").removeprefix("The ")
        return (
            (None, "") if name in NO_HOUSES else (mention.span, "seat in the capital")
        )
    house = HOUSE.match(text, mention.span.start)
    if house is None or not mention.span.start < mention.span.end < house.end() + 1:
        return None, ""
    return Span(mention.span.start, house.end()), "house in the capital"
