"""Names that kinship tells apart: "his son Bashar", "the elder Bush".

A family has one surname. After "his son" a given name takes the surname of whose son he
is; of two office holders with one surname the elder is who held office first.
"""

from dataclasses import replace

from detente.coding.coreference import Entity
from detente.coding.persons import Known
from detente.coding.readings import Reading
from detente.coding.scene import Scene
from detente.knowledge.names import name_key

KIN = frozenset(
    "son daughter brother sister father mother wife husband nephew niece uncle cousin "
    "grandson stepson half-brother half-sister widow".split()
)
ELDER = frozenset("elder older senior".split())
YOUNGER = frozenset("younger junior".split())
OF_AGE = ELDER | YOUNGER


def kin_of(scene: Scene, reading: Reading, known: Known, owner: Entity) -> Known:
    """The person of a given name in the family of the owner, if the table has one.

    Anybody else of the family is of the owner's state, as far as nothing says other.
    """
    if known.actor_id is not None or not owner.countries:
        return known
    country = owner.countries[0]
    if " " not in reading.name and " " in owner.name:
        surname = owner.name.split(" ", 1)[1]
        found = [
            match
            for name in dict.fromkeys((surname, owner.name.rsplit(" ", 1)[-1]))
            for match in scene.offices.people_named(
                f"{reading.name} {name}", country=country
            )
            if match.because == "full name" or match.because.startswith("parts")
        ]
        if found and len({match.person.id for match in found}) == 1:
            person = found[0].person
            return replace(
                known,
                key=person.id,
                name=person.name,
                country=country,
                actor_id=person.id,
                wikidata_id=person.wikidata_id,
                score=0.75,
                because=f"given name, of the family of {owner.name}",
            )
    if known.country is None:
        return replace(known, country=country, score=0.6, because="of the family")
    return known


def by_age(scene: Scene, reading: Reading) -> Known | None:
    """Of the persons with one surname in the article the elder or the younger."""
    first, last = reading.phrase.words[0].i, reading.phrase.words[-1].i
    tokens = reading.phrase.sentence.tokens[max(0, first - 1) : last + 1]
    words = [lower for word in tokens if (lower := word.text.lower()) in OF_AGE]
    if not words:
        return None
    surname = name_key(reading.name).rpartition(" ")[2]
    family = []
    for known in scene.everyone():
        if known.actor_id and name_key(known.name).rpartition(" ")[2] == surname:
            terms = scene.offices.terms_of(known.actor_id)
            if terms:
                family.append((terms[0].interval.start, known.key, known))
    if len(family) < 2:
        return None
    family.sort(key=lambda member: member[:2])
    is_elder = not ELDER.isdisjoint(words)
    return family[0][2] if is_elder else family[-1][2]
