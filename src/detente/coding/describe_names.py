"""Phrases that name a state, body, movement, institution or outlet, or a people."""

from detente.coding.actor_words import (
    COURTESY,
    DIRECTIONS,
)
from detente.coding.noun_phrases import Role
from detente.coding.phrase_reader import PhraseReader
from detente.coding.readings import (
    Form,
    Reading,
    countries_of,
    is_ethnic,
    is_place_like,
)
from detente.knowledge.actors import NameHit, NameKind
from detente.model.actor import ActorKind

# Endings of names of a whole nation: "the Japanese", "the Swiss", "the French".
COLLECTIVE = ("ese", "ss", "ch", "sh")
NATIONAL = frozenset({NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.PEOPLE})


def as_name(reader: PhraseReader) -> Reading | None:
    """The name of a state, body, movement, institution or outlet, or a people."""
    phrase = reader.phrase
    hit = reader.hits.names.get(phrase.noun.i)
    if hit is None or hit.kind is NameKind.PERSON or not hit.actors:
        return None
    if _is_longer_name(reader, hit):
        return None
    actor = hit.actor
    if hit.kind in NATIONAL:
        if actor.kind is ActorKind.STATE and hit.kind is NameKind.ADJECTIVE:
            if phrase.determiner is None and not phrase.is_plural:
                return reader.make(
                    Form.NAME, hit=hit, kind=ActorKind.STATE, extend=False
                )
            if _is_one_of_a_nation(reader, hit):
                return reader.make(
                    Form.TITLE,
                    hit=hit,
                    sector="CVL",
                    kind=ActorKind.PERSON,
                    countries=countries_of(hit),
                    extend=False,
                )
            if phrase.determiner == "the" and len(phrase.words) == 2:
                return reader.make(
                    Form.NAME, hit=hit, kind=ActorKind.STATE, extend=False
                )
        if actor.kind in {ActorKind.STATE, ActorKind.GROUP}:
            is_one = not hit.is_plural and (
                phrase.determiner in {"a", "an"}
                or (
                    hit.kind is NameKind.DEMONYM
                    and phrase.determiner == "the"
                    and len(phrase.words) == 2
                    and not phrase.noun.text.endswith(COLLECTIVE)
                )
            )
            return reader.make(
                Form.TITLE if is_one else Form.GROUP,
                hit=hit,
                sector="CVL",
                kind=ActorKind.PERSON if is_one else ActorKind.GROUP,
                countries=reader.countries(skip=frozenset({phrase.noun.i}))
                or (
                    () if is_ethnic(phrase.sentence, phrase.noun) else countries_of(hit)
                ),
                extend=False,
            )
    if hit.kind in {NameKind.INSTITUTION, NameKind.SEAT}:
        inside = phrase.sentence.tokens_in(hit.span)
        owners = reader.countries(skip=frozenset(t.i for t in inside))
        if owners and actor.country not in owners:  # "Peru's Congress"
            return reader.make(
                Form.INSTITUTION,
                sector=actor.sector,
                kind=ActorKind.INSTITUTION,
                countries=owners,
            )
    return reader.make(
        Form.NAME,
        hit=hit,
        kind=actor.kind,
        name=actor.name,
        sector=actor.sector,
        countries=countries_of(hit),
        is_place_like=(
            hit.kind in {NameKind.NAME, NameKind.CAPITAL, NameKind.REGION}
            and is_place_like(phrase)
        ),
        extend=False,
    )


def _is_one_of_a_nation(reader: PhraseReader, hit: NameHit) -> bool:
    """Whether "the Ukrainian" is a man: as a subject or object, nothing after it.

    "The French", "the Chinese" are the nation or its government.
    """
    phrase = reader.phrase
    noun = phrase.noun
    if phrase.determiner != "the" or not noun.text.endswith(("an", "i")):
        return False
    if any(w.start < hit.span.start for w in phrase.words[1:]):
        return False
    if phrase.role not in {Role.SUBJECT, Role.OBJECT, Role.AGENT, Role.OBLIQUE}:
        return False
    tokens = phrase.sentence.tokens
    after = tokens[noun.i + 1] if noun.i + 1 < len(tokens) else None
    if (
        after is not None
        and after.text == ","
        and noun.i + 2 < len(tokens)
        and tokens[noun.i + 2].tag in {"JJ", "NNP", "NNPS"}
    ):
        return False  # "the Iranian, Syrian and Lebanese governments"
    return after is None or (
        after.tag in {"VBD", "VBZ", "MD", "TO", "IN", ".", ","}
        and not phrase.sentence.below(noun, "conj")
    )


def _is_longer_name(reader: PhraseReader, hit: NameHit) -> bool:
    """Whether the name closes a longer one that is another's: "Radio France"."""
    before = [w for w in reader.phrase.words if w.end <= hit.span.start]
    if not before:
        return False
    last = before[-1]
    if last.i in reader.hits.names or last.i in reader.hits.titles:
        return False
    return (
        last.pos == "PROPN"
        and last.dep in {"compound", "nmod"}
        and (
            last.lower not in DIRECTIONS
            and last.lower not in COURTESY
            and reader.table.agent(last.lower) is None
        )
    )
