"""Neighbour, neighbours -> the states that border the one spoken of.

"Its neighbour" is a state of the article that shares a border with the owner: the one
most on the reader's mind, or the only one. By the points of the compass no choice is
made: tables of borders do not tell how a border runs.
"""

from detente.coding.coreference import TITLE_FADING, Entity
from detente.coding.noun_phrases import Role
from detente.coding.readings import Reading
from detente.coding.scene import Scene
from detente.model.actor import ActorKind


def neighbour_of(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Which state "its neighbour" means; None where the article names no such one."""
    owner = scene.owner(reading, sentence) or scene.inner_owner(reading, sentence)
    code = next(iter(owner.countries), None) if owner is not None else None
    code = code or next(iter(reading.countries), None)
    code = code or _speaking(scene, reading, sentence)
    if code is None:
        return None
    beside = _beside(scene, code)
    taken = _acting_beside(scene, reading, sentence)

    def fits(entity: Entity) -> bool:
        return (
            entity.kind is ActorKind.STATE
            and not entity.is_plural
            and not entity.members
            and entity.countries[0] in beside
            and entity.countries[0] not in taken
        )

    found = scene.discourse.ranked(sentence, fading=TITLE_FADING, fits=fits)
    if found:
        return found[0][1], 0.7, f"a neighbour of {code} spoken of"
    named = {
        actor.country
        for hit in scene.names
        for actor in hit.actors[:1]
        if actor.country in beside
    }
    if len(named) == 1:
        state = scene.state(named.pop() or "")
        return (state, 0.6, f"the one neighbour of {code} named") if state else None
    return None


def _beside(scene: Scene, code: str) -> frozenset[str]:
    """The land neighbours of a state."""
    country = scene.actors.country(code)
    return frozenset(country.borders) if country is not None else frozenset()


def _speaking(scene: Scene, reading: Reading, sentence: int) -> str | None:
    """The state for which the sentence's first subject speaks: it has the neighbour."""
    for other in sorted(scene.by_sentence[sentence], key=lambda r: r.span.start):
        entity = scene.entity_of.get(id(other))
        if (
            entity is not None
            and other.phrase.role is Role.SUBJECT
            and other.span.start < reading.span.start
            and len(entity.countries) == 1
        ):
            return entity.countries[0]
    return None


def neighbours_of(
    scene: Scene, reading: Reading, sentence: int, wanted: int
) -> list[Entity]:
    """The states that "the neighbours" means: those that act, beside whom they border.

    "Minsk accused the neighbours": states beside Belarus and not Belarus.
    """
    taken = _acting_beside(scene, reading, sentence)
    states = [
        entity
        for _, entity in scene.discourse.ranked(
            sentence,
            fading=TITLE_FADING,
            fits=lambda e: e.kind is ActorKind.STATE and not e.members,
        )
    ]
    if taken:
        beside = set().union(*(_beside(scene, code) for code in taken))
        named = [
            actor.country
            for hit in scene.names
            for actor in hit.actors[:1]
            if actor.country in beside - taken
        ]
        found = [scene.state(code or "") for code in dict.fromkeys(named)]
        return [state for state in found if state is not None]
    for place, first in enumerate(states):
        beside = set(_beside(scene, first.countries[0]))
        others = [e for e in states[place + 1 :] if e.countries[0] in beside]
        if len(others) >= wanted - 1:
            return [first, *others[: wanted - 1]]
    return []


def _acting_beside(scene: Scene, reading: Reading, sentence: int) -> set[str]:
    """The states of the subject of the clause in which the words are an object."""
    if reading.phrase.role in {Role.SUBJECT, Role.PASSIVE}:
        return set()
    verbs = {t.i for t in reading.phrase.sentence.above(reading.phrase.head)}
    return {
        country
        for other in scene.by_sentence[sentence]
        if other.phrase.role is Role.SUBJECT
        and other.phrase.governor is not None
        and other.phrase.governor.i in verbs
        and (entity := scene.entity_of.get(id(other))) is not None
        for country in entity.countries
    }
