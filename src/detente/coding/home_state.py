"""A home institution, or people in a place -> the state that they belong to.

"The foreign ministry", "the army", "protesters in Beirut": no word of theirs says whose
they are; what stands around them does, and the home of the article.
"""

import re

from detente.coding.actor_words import REGIONAL
from detente.coding.grammar import coordinated
from detente.coding.name_clues import SURE_PLACE
from detente.coding.noun_phrases import Role
from detente.coding.readings import Reading, countries_of
from detente.coding.scene import Scene
from detente.coding.sentence_readings import within
from detente.knowledge.offices import base_office
from detente.model.actor import ActorKind
from detente.model.place import PlaceMention

# Sectors that act on their own state's people: "a judge charged Chilean officials".
DOMESTIC = frozenset("JUD COP LEG".split())
# Prepositions of those to whom somebody goes, speaks or does something.
AIMS = frozenset(
    "to with against for on at in into toward towards between among over".split()
)
# A ministry by the portfolio of its minister.
PORTFOLIO = re.compile(
    r"\b((?:[A-Za-z]+ ){0,2}[A-Za-z]+) (?:[Mm]inistry|[Dd]epartment)\b"
    r"|\b[Mm]inistry (of (?:[A-Za-z]+ )?[A-Za-z]+)"
)

# People in a town that may stand before a noun of office; below, "Bush lawyer" is a name.
KNOWN_TOWN = 100_000


def placed(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """The state of a place that the phrase or the words after it name."""
    return place_of(scene, reading) or _placed_by_modifier(scene, reading)


def local(scene: Scene, sentence: int, reading: Reading) -> tuple[str, ...]:
    """The state that a home institution most likely belongs to.

    Its own place; the state of whoever is named with the office that its words name;
    then of those that act, the home of the article, what it speaks of: but last of
    all a state that the sentence only has as goal or object.
    """
    if found := placed(scene, reading):
        return found
    if reading.sector == "COP" and (there := placed_in(scene, sentence)):
        return there  # police act where they are
    if any(word.text.lower() in REGIONAL for word in reading.phrase.words):
        return ()
    if found := _by_portfolio(scene, sentence, reading):
        return found
    aims = _aims(scene, sentence, reading) - scene.dateline
    ranked = [e.countries for e in scene.discourse.acting(sentence)]
    if scene.home is not None:
        ranked.append((scene.home,))
    if not ranked or aims.issuperset(ranked[0]):
        states = scene.discourse.together(sentence, 2, {ActorKind.STATE})
        ranked += [e.countries for e in states]
    if not ranked and (there := placed_in(scene, sentence)):
        return there
    if not ranked:
        ranked = _named_beside(scene, sentence, reading)
        if reading.sector not in DOMESTIC:
            is_one = len(set(ranked)) == 1 and not aims.intersection(ranked[0])
            return ranked[0] if is_one else ()
    free = [countries for countries in ranked if not aims.intersection(countries)]
    return next(iter(free or ranked), ())


def place_of(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """The state of a place named right after: "protesters in Beirut"."""
    sentence = reading.phrase.sentence
    head, verb = reading.phrase.head, reading.phrase.governor
    preps = sentence.below(head, "prep")
    if verb is not None:
        # "fired on protesters in Yangon": the parser hangs the place on the verb.
        last = reading.phrase.words[-1].i
        preps += [p for p in sentence.below(verb, "prep") if p.i == last + 1]
    for prep in preps:
        if prep.lower in {"in", "from", "of", "across", "inside"}:
            for place in sentence.below(prep, "pobj"):
                if reading.phrase.is_plural and prep.lower == "from":
                    # "Delegations from Peru and Chile" are of both.
                    listed = [
                        code
                        for each in coordinated(sentence, place)
                        for hit in within(scene.names, each.span)
                        for code in countries_of(hit)
                    ]
                    if len(listed) > 1:
                        return tuple(dict.fromkeys(listed))
                for hit in within(scene.names, place.span):
                    return countries_of(hit)
                for mention in scene.places:
                    if (
                        mention.place is not None
                        and mention.place.country
                        and (mention.span.contains(place.span))
                    ):
                        return (mention.place.country,)
    return ()


def _is_well_known(mention: PlaceMention) -> bool:
    """Whether it is surely a place, and one that tells a state."""
    return (
        mention.place is not None
        and mention.place.feature in {"city", "admin1", "admin2"}
        and (
            mention.place.feature == "admin1" or mention.place.population >= KNOWN_TOWN
        )
        and mention.score >= SURE_PLACE
    )


def _placed_by_modifier(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """The state of a town or division in the phrase: "Phoenix police", "Ohio Gov. X"."""
    for mention in scene.places:
        if (
            mention.place is not None
            and mention.place.country is not None
            and _is_well_known(mention)
            and reading.span.contains(mention.span)
            and mention.span.end < reading.span.end
        ):
            return (mention.place.country,)
    return ()


def placed_in(scene: Scene, sentence: int) -> tuple[str, ...]:
    """The one state that the sentence's towns and regions lie in."""
    span = scene.parsed.sentences[sentence].span
    found = {
        mention.place.country
        for mention in scene.places
        if mention.place is not None
        and mention.place.country is not None
        and _is_well_known(mention)
        and span.contains(mention.span)
    }
    return tuple(found) if len(found) == 1 else ()


def _named_beside(
    scene: Scene, sentence: int, reading: Reading
) -> list[tuple[str, ...]]:
    """The states that the rest of the sentence names, in text order."""
    others = sorted(scene.by_sentence[sentence], key=lambda r: r.span.start)
    return [r.countries[:1] for r in others if r is not reading and r.countries]


def _by_portfolio(scene: Scene, sentence: int, reading: Reading) -> tuple[str, ...]:
    """The state of the person spoken of who heads "the Defence Ministry"."""
    match = PORTFOLIO.search(reading.span.of(scene.text))
    if match is None:
        return ()
    words = (match.group(1) or "").split()
    tried = [f"{' '.join(words[i:])} minister" for i in range(len(words))]
    if match.group(2):
        tried.append(f"minister {match.group(2)}")
    hits = (scene.offices.office_of(title) for title in tried)
    offices = {hit.office for hit in hits if hit is not None} - {"minister"}
    if not offices:
        return ()
    heads = scene.discourse.people(
        sentence,
        lambda e: bool(e.countries) and base_office(e.office or "") in offices,
    )
    return heads[0].countries if heads else ()


def _aims(scene: Scene, sentence: int, reading: Reading) -> set[str]:
    """The states that the sentence has as a goal or an object, and no state acts."""
    aims: set[str] = set()
    actors: set[str] = set()
    for other in scene.by_sentence[sentence]:
        if other is reading or reading.span.contains(other.span):
            continue
        role, preposition = other.phrase.role, other.phrase.preposition
        if role in {Role.SUBJECT, Role.AGENT, Role.PASSIVE}:
            actors.update(other.countries)
        elif role is Role.OBJECT or (
            role is Role.OBLIQUE and (preposition or "") in AIMS
        ):
            aims.update(other.countries)
    return aims - actors
