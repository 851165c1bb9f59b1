"""What an article has spoken of so far -> whom "he", "it", "the two countries" mean.

A discourse is a list of entities, each with the places where it was mentioned. How much
an entity is on the reader's mind is the sum over its mentions of a weight for their
grammatical role, fading with each sentence.

Source: Lappin and Leass 1994, "An algorithm for pronominal anaphora resolution": role
weights (subject over object over oblique) and halving at each sentence; weights here
are theirs, scaled to a subject's 1. Countries fade more slowly: "the two countries" are
those that the article is about, not those of the last sentence.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from detente.coding.noun_phrases import Role
from detente.model.actor import ActorKind

WEIGHTS = {
    Role.SUBJECT: 1.0,
    Role.PASSIVE: 1.0,
    Role.AGENT: 0.8,
    Role.OBJECT: 0.65,
    Role.POSSESSOR: 0.6,
    Role.PREDICATE: 0.5,
    Role.OBLIQUE: 0.5,
    Role.APPOSITION: 0.4,
    Role.MODIFIER: 0.35,
    Role.OTHER: 0.6,
}
ACTING_ROLES = frozenset({Role.SUBJECT, Role.AGENT, Role.POSSESSOR})
PLACE_WEIGHT = 0.35  # a name in the place of a place says little of the government
FADING = 0.5  # for each sentence, pronouns
SLOW_FADING = 0.85  # for each sentence, "the two countries"
TITLE_FADING = 0.7  # for each sentence, "the minister"
REACH = 3  # sentences back within which a pronoun finds its antecedent
KEPT = 12  # mentions of an entity that salience looks at

PAIR_REACH = 8  # sentences back; longer and the pair is no longer the topic
THINGS = frozenset(
    {
        ActorKind.STATE,
        ActorKind.BODY,
        ActorKind.INSTITUTION,
        ActorKind.MOVEMENT,
        ActorKind.MEDIA,
    }
)
SIDES = frozenset({ActorKind.STATE, ActorKind.MOVEMENT})


@dataclass(slots=True)
class Trace:
    """One mention in the discourse: where, and how much it weighs.

    Never changed; frozen, it would cost thrice to make.
    """

    sentence: int
    place: int  # of its head in the sentence
    role: Role
    governor: int | None
    weight: float
    is_own: bool = True  # False of a state of which only a person was mentioned


@dataclass(slots=True, kw_only=True)
class Entity:
    """Something the article speaks of; it gathers knowledge as the article is read."""

    chain: int
    kind: ActorKind
    name: str
    countries: tuple[str, ...] = ()
    sector: str | None = None
    office: str | None = None
    actor_id: str | None = None
    wikidata_id: str | None = None
    code: str | None = None
    gender: str | None = None
    is_plural: bool = False
    is_former: bool = False
    members: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    rank: str = ""  # military, as the text has it before the name: "general"
    word: str = ""  # the noun that describes it: "ministry", "protesters"
    score: float = 1.0
    because: str = ""
    rivals: tuple[str, ...] = ()
    traces: list[Trace] = field(default_factory=list)

    def salience(self, sentence: int, fading: float, *, own: bool = False) -> float:
        """How much it is on the reader's mind in that sentence.

        `own`: by mentions of itself alone, and by the weightiest of each sentence, as
        pronouns need: two mentions in one sentence count once.
        """
        if not own:
            salience = 0.0
            for trace in self.traces[-KEPT:]:
                salience += trace.weight * fading ** (sentence - trace.sentence)
            return salience
        heaviest: dict[int, float] = {}
        for trace in self.traces[-KEPT:]:
            if trace.is_own and trace.weight > heaviest.get(trace.sentence, 0.0):
                heaviest[trace.sentence] = trace.weight
        salience = 0.0
        for index, weight in heaviest.items():
            salience += weight * fading ** (sentence - index)
        return salience


class Discourse:
    """The entities of one article, in the order of their first mention."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_key: dict[object, Entity] = {}
        # The sentence, and the two, of the last "the former" or "the latter".
        self.contrasted: tuple[int, Entity, Entity] | None = None

    def entity(self, key: object, make: Callable[[int], Entity]) -> Entity:
        """The entity with that key, made with the next chain number if it is new."""
        found = self._by_key.get(key)
        if found is None:
            found = make(len(self.entities))
            self.entities.append(found)
            self._by_key[key] = found
        return found

    def known(self, key: object) -> Entity | None:
        """The entity with that key, if the article has spoken of it."""
        return self._by_key.get(key)

    def alias(self, key: object, entity: Entity) -> None:
        """Let `key` mean an entity that is there already."""
        self._by_key.setdefault(key, entity)

    def note(
        self,
        entity: Entity,
        sentence: int,
        place: int,
        role: Role,
        governor: int | None = None,
        *,
        factor: float = 1.0,
        is_own: bool = True,
    ) -> None:
        """Remember a mention."""
        weight = WEIGHTS[role] * factor
        entity.traces.append(Trace(sentence, place, role, governor, weight, is_own))

    def ranked(
        self,
        sentence: int,
        *,
        fading: float,
        fits: Callable[[Entity], bool],
        reach: int | None = None,
        own: bool = False,
    ) -> list[tuple[float, Entity]]:
        """Entities that fit, the most salient first; ties by recency, then order."""
        found = []
        for entity in self.entities:
            if not entity.traces:
                continue
            last = entity.traces[-1]
            if reach is not None and sentence - last.sentence > reach:
                continue
            if not fits(entity):
                continue
            salience = entity.salience(sentence, fading, own=own)
            # No two chains are the same: entities are never compared.
            found.append((salience, last.sentence, last.place, -entity.chain, entity))
        found.sort(reverse=True)
        return [(item[0], item[4]) for item in found]

    def pronoun(
        self,
        word: str,
        sentence: int,
        role: Role,
        governor: int | None,
        others: Collection[str] = (),
        *,
        apart: Entity | None = None,
        favoured: Entity | None = None,
    ) -> tuple[Entity, float] | None:
        """Whom a pronoun means, with a score; None when nothing fits.

        Args:
            word: In small letters.
            sentence: Index of its sentence.
            role: Its role; an object does not mean its own clause's subject.
            governor: Place of the word that governs it.
            favoured: The subject of the clause whose object a possessive opens.
            apart: Whom it cannot mean: X of "X, his successor".
            others: States with or against whom the clause says it acts: not meant.
        """

        def free(entity: Entity) -> bool:
            if entity is apart:
                return False
            if role in {Role.POSSESSOR, Role.SUBJECT, Role.PASSIVE} or governor is None:
                return True
            return not any(
                t.sentence == sentence
                and t.governor == governor
                and t.role in {Role.SUBJECT, Role.PASSIVE}
                for t in entity.traces
            )

        if word in SHE | HE:
            gender = "f" if word in SHE else "m"

            def fits(entity: Entity) -> bool:
                return (
                    entity.kind is ActorKind.PERSON
                    and not entity.is_plural
                    and entity.gender in (None, gender)
                    and free(entity)
                )

        elif word in IT:

            def fits(entity: Entity) -> bool:
                return (
                    entity.kind in THINGS
                    and not entity.is_plural
                    and free(entity)
                    and not (
                        entity.kind is ActorKind.STATE
                        and any(country in others for country in entity.countries)
                    )
                )

        elif word in THEY:

            def fits(entity: Entity) -> bool:
                plural = entity.is_plural or entity.kind is ActorKind.GROUP
                return (
                    (plural or entity.word in COLLECTIVE)
                    and free(entity)
                    and not any(country in others for country in entity.countries)
                )

        else:
            return None
        ranked = self.ranked(sentence, fading=FADING, fits=fits, reach=REACH, own=True)
        if not ranked:
            return None
        if favoured is not None:
            ranked = [(s + FAVOUR * (e is favoured), e) for s, e in ranked]
            ranked.sort(key=lambda item: -item[0])
        best, entity = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if word in IT and best < LEAST_FOR_IT:
            return None
        score = 0.9 * best / (best + second) if best > 0 else 0.3
        return entity, round(max(0.3, score), 3)

    def together(
        self,
        sentence: int,
        wanted: int,
        kinds: Collection[ActorKind],
        *,
        is_near: bool = False,
    ) -> list[Entity]:
        """The `wanted` actors that "the two countries", "both sides" means.

        Those that the text has lately named side by side ("Tehran and Riyadh"), else the
        most salient. `is_near`: "those two", the last spoken of.
        """
        if wanted > 1 and not is_near:
            pairs = self.ranked(
                sentence,
                fading=SLOW_FADING,
                fits=lambda e: (
                    len(e.members) == wanted
                    and all(self.entities[chain].kind in kinds for chain in e.members)
                ),
                reach=PAIR_REACH,
            )
            if pairs:
                return [self.entities[chain] for chain in pairs[0][1].members]
        ranked = self.ranked(
            sentence,
            fading=FADING if is_near else SLOW_FADING,
            fits=lambda e: e.kind in kinds and not e.members,
        )
        return [entity for _, entity in ranked[:wanted]]

    def acting(self, sentence: int) -> list[Entity]:
        """States that they themselves, or their people, have just acted for, the most."""
        found = []
        for entity in self.entities:
            if entity.kind is not ActorKind.STATE or entity.members:
                continue
            weight = sum(
                trace.weight * FADING ** (sentence - trace.sentence)
                for trace in entity.traces[-KEPT:]
                if trace.role in ACTING_ROLES
            )
            if weight >= LEAST_ACTING:
                found.append((weight, entity))
        found.sort(key=lambda item: (-item[0], item[1].chain))
        return [entity for _, entity in found]

    def interacting(
        self,
        sentence: int,
        place: int,
        wanted: int,
        fits: Callable[[Entity], bool],
        *,
        reach: int,
        alike: Callable[[Entity, Entity], bool] | None = None,
    ) -> list[Entity]:
        """The persons that the text last had act together, of different states.

        From the sentence backwards: those named side by side; else the nearest two who
        are `alike`, as two ministers of one portfolio are; else the nearest two.

        Args:
            sentence: Where the words stand that take them up.
            place: Of those words in it.
            wanted: How many.
            fits: Whom the words may mean.
            reach: Sentences to go back.
            alike: Whether two may well act together; None takes the nearest.
        """
        near: list[Entity] = []
        for index in range(sentence, sentence - reach - 1, -1):
            here: list[tuple[float, int, Entity]] = []
            for entity in self.entities:
                weights = [
                    trace.weight
                    for trace in entity.traces[-KEPT:]
                    if trace.sentence == index
                    and (index < sentence or trace.place < place)
                ]
                if not weights:
                    continue
                members = [self.entities[chain] for chain in entity.members]
                if len(members) == wanted and all(
                    e.kind is ActorKind.PERSON and fits(e) for e in members
                ):
                    return members
                if (
                    entity.kind is ActorKind.PERSON
                    and not entity.is_plural
                    and entity not in near
                    and fits(entity)
                ):
                    here.append((-max(weights), entity.chain, entity))
            near += [entity for _, _, entity in sorted(here, key=lambda h: h[:2])]
            if alike is not None and wanted == 2:
                for first, second in combinations(near, 2):
                    if _are_apart(first, second) and alike(first, second):
                        return [first, second]
        chosen: list[Entity] = []
        for entity in near:
            if all(_are_apart(entity, other) for other in chosen):
                chosen.append(entity)
        return chosen[:wanted] if len(chosen) >= wanted else []

    def people(
        self, sentence: int, fits: Callable[[Entity], bool], reach: int | None = None
    ) -> list[Entity]:
        """Single persons that fit, the most salient first."""

        def person(entity: Entity) -> bool:
            return (
                entity.kind is ActorKind.PERSON
                and not entity.is_plural
                and fits(entity)
            )

        ranked = self.ranked(sentence, fading=TITLE_FADING, fits=person, reach=reach)
        return [entity for _, entity in ranked]


HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = HE | SHE | IT | THEY
# Nouns in the singular that "they" takes up.
COLLECTIVE = frozenset("police government army military family group team".split())
FAVOUR = 0.5  # half a subject's weight: "Abbas spoke after him and praised his army"
LEAST_ACTING = 0.15  # a subject two sentences back, or a possessing person here
LEAST_FOR_IT = 0.4  # below, "it" more likely means a thing than an actor


def _are_apart(first: Entity, second: Entity) -> bool:
    """Whether two are of different states, as far as both are known."""
    return not set(first.countries) & set(second.countries)


def joined(names: Iterable[str]) -> str:
    """Names as a sentence joins them: "A, B and C"."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
