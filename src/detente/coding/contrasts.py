"""The former, the latter -> which of the two that the text named last.

The two are those named side by side, else the only two persons, or the only two states
or bodies, of the nearest sentence that has two. Where there are three it is nobody.
"""

from detente.coding.coreference import Entity
from detente.coding.readings import Reading
from detente.coding.scene import Scene
from detente.model.actor import ActorKind

REACH = 2  # sentences back
KINDS = (
    frozenset({ActorKind.PERSON}),
    frozenset({ActorKind.STATE}),
    frozenset({ActorKind.STATE, ActorKind.BODY, ActorKind.MOVEMENT}),
)
FORMER = "former"


def contrasted(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Whom "the former" or "the latter" means; None where there are no two."""
    pair = scene.discourse.contrasted
    if pair is None or sentence - pair[0] > 1:
        both = _two(scene, sentence, reading.phrase.head.i)
        if both is None:
            return None
        pair = scene.discourse.contrasted = (sentence, *both)
    chosen = pair[1] if reading.word == FORMER else pair[2]
    return chosen, 0.7, f"the {reading.word} of the two named last"


def _two(scene: Scene, sentence: int, place: int) -> tuple[Entity, Entity] | None:
    """The two last named, in the order in which the text first named them."""
    entities = scene.discourse.entities
    for index in range(sentence, max(-1, sentence - REACH - 1), -1):
        here: list[tuple[tuple[int, int], Entity]] = []
        pairs: list[tuple[int, Entity]] = []
        for entity in entities:
            places = [
                trace.place
                for trace in entity.traces
                if trace.sentence == index
                and trace.is_own
                and (index < sentence or trace.place < place)
            ]
            if places and len(entity.members) == 2:
                pairs.append((max(places), entity))
            elif places and not entity.members and not entity.is_plural:
                first = entity.traces[0]
                here.append(((first.sentence, first.place), entity))
        if pairs:
            members = max(pairs, key=lambda pair: pair[0])[1].members
            return entities[members[0]], entities[members[1]]
        for kinds in KINDS:
            fitting = [(at, e) for at, e in here if e.kind in kinds]
            if len(fitting) == 2:
                fitting.sort(key=lambda item: item[0])
                return fitting[0][1], fitting[1][1]
            if len(fitting) > 2:
                return None
    return None
