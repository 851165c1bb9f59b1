"""Pronoun, "the two countries", "the kingdom" -> what they take up in this article."""

from detente.coding.actor_words import ISLANDS, KINGDOMS
from detente.coding.contrasts import contrasted
from detente.coding.coreference import (
    FADING,
    HE,
    IT,
    PAIR_REACH,
    SHE,
    SIDES,
    TITLE_FADING,
    Entity,
)
from detente.coding.describe_sets import CONTRASTED, NEIGHBOURS
from detente.coding.descriptions import holds, resolve_described
from detente.coding.neighbours import neighbour_of, neighbours_of
from detente.coding.noun_phrases import NounPhrase, Role
from detente.coding.readings import Form, Reading
from detente.coding.scene import Scene
from detente.model.actor import ActorKind

# Score from which a pronoun tells of whom it takes up whether it is he or she.
SURE_OF_GENDER = 0.6
# Nouns by which any two people may be taken up.
LOOSE = frozenset(
    "man woman official politician statesman pair duo trio head leader colleague".split()
)
# People whom states send to each other: any two of two states that have just acted.
SENT = frozenset("envoy diplomat negotiator delegate emissary official".split())
SENT_REACH = 1
MOST_NEIGHBOURS = 4  # of whom "the neighbours" may be said together
# Verbs whose object "it" is an actor.
UPON = frozenset(
    "accuse attack condemn urge criticise criticize join leave support back help sanction "
    "invade threaten ask press blame thank praise warn recognise recognize isolate punish "
    "bomb shell strike pressure welcome boycott arm supply defend fight defeat side ally negotiate "
    "cooperate trade invite sue expel admit target occupy".split()
)
# What only a state or body has, beside its people and organs.
STATELY = frozenset(
    "neighbour neighbor ally rival foe embassy consulate capital territory border soil "
    "airspace waters sovereignty president minister ambassador constitution".split()
)
# States that news calls the North and the South, by either one. "The South" of an
# article that names Sudan alone is a region.
TWINS = {
    "PRK": ("PRK", "KOR"), "KOR": ("PRK", "KOR"), "SSD": ("SDN", "SSD"),
}  # fmt: skip
HALVES = {"north": 0, "south": 1}
# Whoever does this to "the country" does it to his own.
RULING = frozenset("run rule govern lead head flee leave quit reform unite".split())
# Said of somebody: "it is willing to talk", not "it is likely to rain".
MINDED = frozenset(
    "willing unwilling ready prepared unprepared able unable determined keen eager "
    "reluctant committed confident concerned convinced opposed".split()
)
# Prepositions of what an act is done to.
TOWARDS = frozenset({"to", "with", "against"})


def resolve_pronoun(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Whom a pronoun means; None when it is no actor or nothing fits."""
    phrase = reading.phrase
    if reading.word == "it" and _is_empty_it(phrase):
        return None
    if (coordinated := _of_first_conjunct(scene, reading, sentence)) is not None:
        return coordinated, 0.8, f"{reading.word!r} takes up {coordinated.name}"
    governor = _verb_with_subject(phrase)
    others = _opposite(scene, reading, sentence)
    found = scene.discourse.pronoun(
        reading.word,
        sentence,
        phrase.role,
        governor,
        others,
        apart=_apposed(scene, reading, sentence),
        favoured=_clause_subject(scene, reading, sentence),
    )
    if found is None and reading.word == "they" and phrase.role is Role.SUBJECT:
        both = scene.discourse.interacting(
            sentence, phrase.head.i, 2, _is_named, reach=1, alike=_are_peers
        )
        if both:
            found = scene.several(both), 0.5
    if found is None:
        return None
    entity, score = found
    if (
        reading.word in IT
        and not _is_of_a_state(scene, phrase)
        and _is_thing_nearer(scene, reading, entity, sentence)
    ):
        return None
    if entity.gender is None and reading.word in HE | SHE and score >= SURE_OF_GENDER:
        entity.gender = "f" if reading.word in SHE else "m"
    return entity, score, f"{reading.word!r} takes up {entity.name}"


def _clause_subject(scene: Scene, reading: Reading, sentence: int) -> Entity | None:
    """The person who is subject where a possessive opens an object: "X sent his son"."""
    phrase = reading.phrase
    owned = phrase.governor
    if phrase.role is not Role.POSSESSOR or owned is None or owned.dep != "dobj":
        return None
    grammar = phrase.sentence
    verb = grammar.tokens[owned.head]
    while verb.dep == "conj" and verb.head != verb.i:
        if grammar.below(verb, "nsubj", "nsubjpass"):
            break
        verb = grammar.tokens[verb.head]
    for other in scene.by_sentence[sentence]:
        if other.phrase.governor is verb and other.phrase.role is Role.SUBJECT:
            entity = scene.entity_of.get(id(other))
            if entity is not None and entity.kind is ActorKind.PERSON:
                return entity
    return None


def _apposed(scene: Scene, reading: Reading, sentence: int) -> Entity | None:
    """The person beside whom a possessive stands: X of "X, his successor"."""
    if reading.phrase.role is not Role.POSSESSOR:
        return None
    token = reading.phrase.head
    for other in scene.by_sentence[sentence]:
        if other.owner is not None and other.owner.i == token.i:
            partner = scene.partners.get(id(other))
            if partner is not None and partner.form is Form.PERSON:
                known = scene.people.known(partner)
                return scene.of_known(known) if known is not None else None
    return None


def _of_first_conjunct(scene: Scene, reading: Reading, sentence: int) -> Entity | None:
    """Whose the second of a pair is: "Trump and his vice president"."""
    phrase = reading.phrase
    owned = phrase.governor
    if phrase.role is not Role.POSSESSOR or owned is None or owned.dep != "conj":
        return None
    if reading.word not in HE | SHE:
        return None
    gender = "f" if reading.word in SHE else "m"
    for other in scene.by_sentence[sentence]:
        if owned.head in {other.phrase.head.i, other.phrase.noun.i}:
            entity = scene.entity_of.get(id(other))
            if (
                entity is not None
                and entity.kind is ActorKind.PERSON
                and not entity.is_plural
                and entity.gender in {None, gender}
            ):
                return entity
    return None


def _verb_with_subject(phrase: NounPhrase) -> int | None:
    """The place of the verb that has the subject of the pronoun's clause.

    "He met the emir and urged him to leave": the subject of "met" is not "him".
    """
    verb = phrase.governor
    if verb is None:
        return None
    sentence = phrase.sentence
    while (
        phrase.role is Role.OBJECT
        and verb.pos == "VERB"
        and verb.head != verb.i
        and not sentence.below(verb, "nsubj", "nsubjpass")
        and (
            verb.dep == "conj"
            or (
                verb.dep == "xcomp"
                and not sentence.below(sentence.tokens[verb.head], "dobj")
            )
        )
    ):
        verb = sentence.tokens[verb.head]
    return verb.i


def _opposite(scene: Scene, reading: Reading, sentence: int) -> set[str]:
    """The states with or against whom the clause says that its subject acts."""
    phrase = reading.phrase
    if phrase.role is not Role.SUBJECT or phrase.governor is None:
        return set()
    verb = phrase.governor
    found: set[str] = set()
    for other in scene.by_sentence[sentence]:
        if (
            other.phrase.preposition in {"with", "against"}
            and other.phrase.head.i > verb.i
            and any(
                above.i == verb.i for above in phrase.sentence.above(other.phrase.head)
            )
        ):
            found.update(other.countries)
    return found


def _is_of_a_state(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether "its" owns what only states and bodies have: a minister, a neighbour."""
    owned = phrase.governor
    if phrase.role is not Role.POSSESSOR or owned is None:
        return False
    lemma = owned.lemma.lower()
    return lemma in STATELY or scene.actors.agent(lemma) is not None


def _is_named(entity: Entity) -> bool:
    return not entity.word


def _are_peers(first: Entity, second: Entity) -> bool:
    """Whether two hold offices of one kind: foreign ministers, heads of state."""
    one, other = first.office or "", second.office or ""
    if not one or not other:
        return False
    return one.split(" to ", 1)[0] == other.split(" to ", 1)[0] or (
        holds(first, "leader") and holds(second, "leader")
    )


def _is_thing_nearer(
    scene: Scene, reading: Reading, entity: Entity, sentence: int
) -> bool:
    """Whether "it" rather takes up a thing: a subject later than the actor."""
    last = entity.traces[-1]
    head = reading.phrase.head
    here = head.i
    # "Turkey's recall of its envoy": the thing that holds the pronoun is not it.
    holders = {token.i for token in reading.phrase.sentence.above(head)}
    things = [place for place in scene.things[sentence] if place not in holders]
    if last.sentence == sentence and last.role in {Role.SUBJECT, Role.PASSIVE}:
        return any(last.place < place < here for place in things)
    if any(place < here for place in things):
        return True
    if last.sentence == sentence:
        return False
    return bool(scene.things[sentence - 1]) or sentence - last.sentence > 1


def resolve_set(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Whom "the two countries", "both sides", "the three" means."""
    if reading.word in CONTRASTED:
        return contrasted(scene, reading, sentence)
    wanted = reading.count or 2
    discourse = scene.discourse
    listed = _listed_after(scene, reading, sentence)
    if len(listed) == wanted:
        return scene.several(listed), 0.9, "named in apposition"
    if reading.kind is ActorKind.PERSON:
        acting = _subjects_of(scene, reading, sentence)

        def named(entity: Entity) -> bool:
            if entity in acting:
                return False  # "Starmer rang both men"
            return not entity.word and holds(entity, reading.word)

        place = reading.phrase.head.i
        chosen = discourse.interacting(
            sentence, place, wanted, named, reach=PAIR_REACH, alike=_are_peers
        )
        if len(chosen) < wanted:
            chosen = discourse.people(sentence, named)
        if len(chosen) < wanted:
            chosen = discourse.people(sentence, lambda e: holds(e, reading.word))
        if len(chosen) < wanted and (reading.count or not reading.word):
            chosen = discourse.people(
                sentence, lambda e: reading.word in LOOSE and not e.word
            )
        if len(chosen) < wanted and reading.word in SENT:
            chosen = discourse.interacting(
                sentence, place, wanted, _is_named, reach=SENT_REACH
            )
        if len(chosen) < wanted:
            return resolve_described(scene, reading, sentence)
    elif reading.kind is None:
        chosen = _last_several(scene, sentence, reading.phrase.head.i, wanted)
    else:
        kinds = {ActorKind.STATE} if reading.kind is ActorKind.STATE else SIDES
        is_near = reading.phrase.determiner in {"these", "those"}
        if reading.word in NEIGHBOURS and not reading.count:
            chosen = neighbours_of(scene, reading, sentence, wanted)
            if not chosen:
                return None
            if len(chosen) == 1:
                return chosen[0], 0.5, "the one neighbour named"
            return scene.several(chosen[:MOST_NEIGHBOURS]), 0.7, "neighbours spoken of"
        chosen = discourse.together(sentence, wanted, kinds, is_near=is_near)
    if len(chosen) < wanted and reading.kind is ActorKind.STATE:
        chosen = _states_told_of(scene, reading, sentence, wanted)
    if len(chosen) < 2 or len(chosen) < wanted:
        return None
    entity = scene.several(chosen[:wanted])
    score = 0.8 if reading.count else 0.6
    return entity, score, f"the {wanted} most spoken of"


def _subjects_of(scene: Scene, reading: Reading, sentence: int) -> list[Entity]:
    """The subjects of the verb of which the words are an object."""
    verb = reading.phrase.governor
    if reading.phrase.role not in {Role.OBJECT, Role.OBLIQUE} or verb is None:
        return []
    return [
        entity
        for other in scene.by_sentence[sentence]
        if other.phrase.role is Role.SUBJECT
        and other.phrase.governor is verb
        and (entity := scene.entity_of.get(id(other))) is not None
    ]


def _states_told_of(
    scene: Scene, reading: Reading, sentence: int, wanted: int
) -> list[Entity]:
    """The states of whose people the sentence has told so far, or the one before.

    "Ugandan troops left Congo after the two countries signed a truce".
    """
    place = reading.phrase.head.i
    for index in (sentence, sentence - 1):
        if index < 0:
            break
        codes = dict.fromkeys(
            code
            for other in scene.by_sentence[index]
            if index < sentence or other.phrase.head.i < place
            for code in other.countries
        )
        if len(codes) == wanted:
            found = [scene.state(code) for code in codes]
            return [state for state in found if state is not None]
        if codes and index == sentence and len(codes) > wanted:
            break
    return []


def _listed_after(scene: Scene, reading: Reading, sentence: int) -> list[Entity]:
    """Persons listed in apposition: "the two generals, Rojas and Vega"."""
    found: list[Entity] = []
    end = reading.span.end
    between = scene.text[end : end + 2]
    if between not in {", ", " ("}:
        return found
    for other in sorted(scene.by_sentence[sentence], key=lambda r: r.span.start):
        if other.span.start < end:
            continue
        words = scene.text[end : other.span.start].strip()
        if other.form is not Form.PERSON or words not in {",", "(", "and", ", and"}:
            break
        known = scene.people.known(other)
        if known is None:
            break
        found.append(scene.of_known(known))
        end = other.span.end
    return found


def _last_several(scene: Scene, sentence: int, place: int, wanted: int) -> list[Entity]:
    """Whom "the two", "both" means: the last named together, peers, else countries."""
    ranked = scene.discourse.ranked(
        sentence,
        fading=FADING,
        fits=lambda e: len(e.members) == wanted,
        reach=2,
    )
    if ranked:
        members = ranked[0][1].members
        return [scene.discourse.entities[chain] for chain in members]
    people = scene.discourse.interacting(
        sentence, place, wanted, _is_named, reach=2, alike=_are_peers
    )
    if people and (wanted > 2 or _are_peers(people[0], people[1])):
        return people
    return scene.discourse.together(sentence, wanted, {ActorKind.STATE})


def resolve_state_word(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Which state "the kingdom", "the country", "his country" means."""
    if reading.word in HALVES:
        return _half(scene, reading.word)
    if reading.word in NEIGHBOURS:
        return neighbour_of(scene, reading, sentence)
    allowed = {"kingdom": KINGDOMS, "island": ISLANDS}.get(reading.word)
    owner = scene.owner(reading, sentence)
    if reading.owner is not None:
        state = scene.state(owner.countries[0]) if owner and owner.countries else None
        return (state, 0.85, "the country of its owner") if state else None
    if reading.countries:
        # "The former Soviet republic of Moldova": what the of-phrase names comes last.
        named = scene.state(reading.countries[-1])
        return (named, 0.85, "named in the phrase") if named else None
    others = _acting_states(scene, reading, sentence)
    verb = reading.phrase.governor
    if verb is not None and verb.lemma in RULING and len(others) == 1:
        state = scene.state(next(iter(others)))
        return (state, 0.8, "who rules it is of it") if state else None

    def fits(entity: Entity) -> bool:
        return (
            entity.kind is ActorKind.STATE
            and not entity.is_plural
            and (allowed is None or bool(allowed & set(entity.countries)))
        )

    ranked = scene.discourse.ranked(sentence, fading=TITLE_FADING, fits=fits)
    ranked = [r for r in ranked if not others & set(r[1].countries)] or ranked
    if not ranked:
        return None
    return ranked[0][1], 0.6, f"the {reading.word} last spoken of"


def _half(scene: Scene, word: str) -> tuple[Entity, float, str] | None:
    """Which state "the North", "the South" means, where the article names one such."""
    named = {
        actor.country
        for hit in scene.names
        for actor in hit.actors[:1]
        if actor.country in TWINS
    }
    halves = {TWINS[code] for code in named if code is not None}
    if len(halves) != 1:
        return None
    state = scene.state(halves.pop()[HALVES[word]])
    return (state, 0.8, f"the {word} of the two") if state is not None else None


def _acting_states(scene: Scene, reading: Reading, sentence: int) -> set[str]:
    """The states of the clause's subject, where "the country" is done something to."""
    phrase = reading.phrase
    if phrase.role is not Role.OBJECT and phrase.preposition not in TOWARDS:
        return set()
    return {
        country
        for other in scene.by_sentence[sentence]
        if other.phrase.role in {Role.SUBJECT, Role.PASSIVE}
        and (entity := scene.entity_of.get(id(other))) is not None
        for country in entity.countries
    }


def _is_empty_it(phrase: NounPhrase) -> bool:
    """Whether "it" is nothing that acts: "it is said that", "it is a fine day"."""
    verb = phrase.governor
    if phrase.role in {Role.OBJECT, Role.OBLIQUE, Role.PASSIVE}:
        return verb is None or verb.lemma not in UPON
    if phrase.role is not Role.SUBJECT or verb is None:
        return phrase.role is not Role.POSSESSOR
    if any(c.lower in MINDED for c in phrase.sentence.below(verb, "acomp")):
        return False
    return verb.pos == "AUX" or verb.lemma in {"seem", "appear", "take", "become"}
