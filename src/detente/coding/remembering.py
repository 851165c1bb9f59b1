"""What was just read -> the discourse: who was mentioned, in what role, with whom."""

from detente.coding.coreference import PLACE_WEIGHT, WEIGHTS, Entity
from detente.coding.noun_phrases import Role
from detente.coding.readings import Form, Reading, countries_of
from detente.coding.scene import Scene
from detente.coding.sentence_readings import within
from detente.model.actor import ActorKind
from detente.model.text import Sentence


def note(scene: Scene, reading: Reading, entity: Entity, sentence: int) -> None:
    """Remember a mention, and that the states of a person were spoken of."""
    phrase = reading.phrase
    factor = PLACE_WEIGHT if reading.is_place_like else 1.0
    governor = phrase.governor.i if phrase.governor is not None else None
    scene.discourse.note(
        entity, sentence, phrase.head.i, phrase.role, governor, factor=factor
    )
    if entity.kind in {ActorKind.PERSON, ActorKind.INSTITUTION} and (
        not entity.is_plural
    ):
        for country in entity.countries:
            state = scene.state(country)
            if state is not None:
                scene.discourse.note(
                    state,
                    sentence,
                    phrase.head.i,
                    phrase.role,
                    factor=WEIGHTS[Role.MODIFIER],
                    is_own=False,
                )
    if len(entity.countries) > 1 and entity.kind is not ActorKind.STATE:
        states = [s for c in entity.countries if (s := scene.state(c)) is not None]
        scene.discourse.note(
            scene.several(states), sentence, phrase.head.i, Role.MODIFIER, None
        )
        for state in states:
            scene.discourse.note(state, sentence, phrase.head.i, Role.MODIFIER)


def note_unparsed(scene: Scene, index: int, sentence: Sentence) -> None:
    """Remember the states and people named in a sentence without grammar."""
    listed: list[Entity] = []
    end, is_closed = 0, False
    for hit in within(scene.names, sentence.span):
        between = scene.text[end : hit.span.start].strip()
        if between not in {",", "and", ", and"} or is_closed:
            listed, is_closed = [], False
        end = hit.span.end
        for country in countries_of(hit):
            state = scene.state(country)
            if state is not None:
                scene.discourse.note(state, index, 0, Role.MODIFIER)
                if hit.actor.kind is ActorKind.STATE and state not in listed:
                    listed.append(state)
        if between.endswith("and") and len(listed) > 1:
            scene.discourse.note(scene.several(listed), index, 0, Role.OTHER)
            is_closed = True
    for heard in scene.heard:
        if heard.sentence == index:
            known = scene.people.known_heard(heard)
            if known is not None:
                scene.discourse.note(scene.of_known(known), index, 0, Role.OTHER)


def note_pair(
    scene: Scene, reading: Reading, readings: list[Reading], sentence: int
) -> None:
    """Coordinated actors, once the last is read, are what "they" takes up next."""
    lead = reading.phrase.first_conjunct
    if lead is None or reading.form is Form.ADJECTIVE:
        return
    group = [
        r
        for r in readings
        if r.phrase.first_conjunct == lead or r.phrase.head.i == lead
    ]
    if any(r.phrase.head.i > reading.phrase.head.i for r in group):
        return
    group = [*_listed_before(scene, group[0], readings), *group]
    entities = [
        scene.entity_of[id(r)]
        for r in group
        if id(r) in scene.entity_of and r.form is not Form.ADJECTIVE
    ]
    distinct = list({e.chain: e for e in entities if not e.members}.values())
    if len(distinct) < 2:
        return
    first = group[0].phrase
    scene.discourse.note(
        scene.several(distinct),
        sentence,
        reading.phrase.head.i,
        first.role,
        first.governor.i if first.governor is not None else None,
        factor=PLACE_WEIGHT if group[0].is_place_like else 1.1,
    )


def _listed_before(
    scene: Scene, first: Reading, readings: list[Reading]
) -> list[Reading]:
    """What a comma list holds before the words that the parser coordinates."""
    found: list[Reading] = []
    for other in sorted(readings, key=lambda r: -r.span.end):
        if other.span.end > first.span.start or other.form is not first.form:
            continue
        if scene.text[other.span.end : first.span.start].strip() != ",":
            break
        if other.phrase.role is Role.OBLIQUE and (
            other.phrase.governor is not first.phrase.governor
        ):
            break
        found.insert(0, other)
        first = other
    return found
