"""People of whom no word says whose they are -> the state that grammar ties them to.

"Protesters stormed the embassy there", "the kingdom executed a cleric": the first are of
the place that "there" points to, the second of the state that punishes them, for states
try and jail mostly their own. Where neither holds it stays unknown.
"""

from detente.coding.coreference import SLOW_FADING
from detente.coding.noun_phrases import Role
from detente.coding.readings import Reading
from detente.coding.scene import Scene
from detente.model.actor import ActorKind
from detente.model.text import Sentence, Token

# Acts of a state's own justice. Source: the lexicon's rows of COERCE (arrest, sentence,
# execution) whose objects are people; curated 2026-11.
PENAL = frozenset(
    "execute behead hang arrest jail imprison convict sentence prosecute try pardon "
    "amnesty flog acquit indict".split()
)
# What a host does to the envoy of another state.
SUMMONING = frozenset("summon expel oust".split())
SENT = frozenset("ambassador envoy chargé consul attaché diplomat".split())
# Sectors of people who act in their own state: rebels, opposition, courts, schools.
AT_HOME = frozenset("REB OPP JUD LEG EDU".split())
ARMED = frozenset({"MIL", "COP"})
TO_DEATH = frozenset({"put", "sentence", "condemn"})


def whereabouts(scene: Scene, reading: Reading, sentence: int) -> tuple[str, ...]:
    """The one state that they are of; empty when nothing tells."""
    verb = reading.phrase.governor
    if verb is None:
        return ()
    grammar = reading.phrase.sentence
    if any(t.lower == "there" for t in grammar.below(verb, "advmod")):
        return _there(scene, reading, sentence)
    if reading.phrase.role in {Role.OBJECT, Role.PASSIVE} and _is_penal(grammar, verb):
        return _punishing(scene, reading, sentence)
    return ()


def sent_from(scene: Scene, reading: Reading, sentence: int) -> tuple[str, ...]:
    """The other state, whose envoy a state summons or sends home; empty if unclear.

    "Ankara summoned the ambassador": not its own.
    """
    verb = reading.phrase.governor
    if (
        verb is None
        or verb.lemma not in SUMMONING
        or reading.phrase.role not in {Role.OBJECT, Role.PASSIVE}
        or reading.word not in SENT
    ):
        return ()
    hosts = {
        country
        for other in scene.by_sentence[sentence]
        if other.phrase.governor is verb
        and other.phrase.role in {Role.SUBJECT, Role.AGENT}
        and (entity := scene.entity_of.get(id(other))) is not None
        for country in entity.countries
    }
    if not hosts:
        return ()
    ranked = scene.discourse.ranked(
        sentence,
        fading=SLOW_FADING,
        fits=lambda e: (
            e.kind is ActorKind.STATE
            and not e.members
            and not hosts.intersection(e.countries)
        ),
    )
    return ranked[0][1].countries if ranked else ()


def of_the_story(scene: Scene, reading: Reading, sentence: int) -> tuple[str, ...]:
    """The one state that the article is about, for people who act at home.

    "The rebels", "protesters" in a report on one state are its own, where their sentence
    names no other.
    """
    if reading.sector not in AT_HOME | ARMED or reading.body is not None:
        return ()
    if reading.sector in ARMED and reading.phrase.determiner != "the":
        return ()
    here = {
        code
        for other in scene.by_sentence[sentence]
        for code in other.countries
        if other is not reading
    }
    for other in scene.by_sentence[sentence]:
        entity = scene.entity_of.get(id(other))
        if entity is not None and other is not reading:
            here.update(entity.countries)
    if len(here) == 1:
        return tuple(here)
    if scene.subject is None or here or reading.sector in ARMED:
        return ()
    return (scene.subject,)


def _there(scene: Scene, reading: Reading, sentence: int) -> tuple[str, ...]:
    """The state last named before as a goal or an object."""
    before = [
        other.countries
        for other in scene.by_sentence[sentence]
        if other.countries
        and other.span.end <= reading.span.start
        and other.phrase.role in {Role.OBLIQUE, Role.OBJECT}
    ]
    return before[-1][:1] if before else ()


def _is_penal(grammar: Sentence, verb: Token) -> bool:
    if verb.lemma in PENAL:
        return True
    return verb.lemma in TO_DEATH and any(
        goal.lower == "death"
        for preposition in grammar.below(verb, "prep")
        for goal in grammar.below(preposition, "pobj")
    )


def _punishing(scene: Scene, reading: Reading, sentence: int) -> tuple[str, ...]:
    """The state of the subject or agent of the same verb."""
    verb = reading.phrase.governor
    for other in scene.by_sentence[sentence]:
        entity = scene.entity_of.get(id(other))
        if (
            entity is not None
            and len(entity.countries) == 1
            and other.phrase.role in {Role.SUBJECT, Role.AGENT}
            and other.phrase.governor is verb
        ):
            return entity.countries
    return ()
