"""Noun phrase -> its `Reading`: tries each form in turn, the surest first."""

from functools import lru_cache

from detente.coding.actor_words import (
    BUREAUS,
    MACHINES,
    PEOPLE_SETS,
    SIDE_SETS,
    SORTS,
    STATE_SETS,
    STATE_WORDS,
)
from detente.coding.coreference import PRONOUNS
from detente.coding.describe_agents import as_agent
from detente.coding.describe_names import as_name
from detente.coding.describe_people import as_person, as_title, is_sure_person
from detente.coding.describe_sets import as_set, as_state_word
from detente.coding.noun_phrases import NUMBER_TAGS, PLURAL_TAGS, NounPhrase
from detente.coding.phrase_extent import (
    extension_of,
    up_to_person,
    without_day,
    without_preconjunction,
    without_verb,
)
from detente.coding.phrase_reader import PhraseReader
from detente.coding.readings import (
    Form,
    Hits,
    Reading,
)
from detente.knowledge.actors import ActorTable

# Nouns by which a form is read that are no role nouns of the table.
SPEAKING = (
    STATE_SETS
    | SIDE_SETS
    | PEOPLE_SETS
    | STATE_WORDS
    | BUREAUS
    | SORTS
    | MACHINES
    | {"pair", "duo", "trio", "counterpart", "number", "colleague", "capital", "body"}
    | {
        "former",
        "latter",
        "successor",
        "predecessor",
        "north",
        "south",
        "group",
        "movement",
        "old",
    }
)


def describe(
    phrase: NounPhrase,
    hits: Hits,
    table: ActorTable,
    text: str,
    nouns: frozenset[str],
) -> Reading | None:
    """Read a phrase; None when it does not speak of an actor.

    `nouns` are the `telling_nouns` of the table.
    """
    if len(phrase.words) == 1:
        if phrase.head.pos == "PRON":
            return _pronoun(phrase)
    else:
        phrase = up_to_person(phrase, hits)
        phrase = without_day(without_preconjunction(without_verb(phrase, hits)), hits)
    noun = phrase.noun
    word = lower = noun.text.lower()
    if noun.tag in PLURAL_TAGS:
        word = noun.lemma.lower()
        if noun.tag == "NNPS" and word.endswith("s") and word == lower:
            word = word[:-1]
    is_told = word in nouns or lower in nouns or noun.tag in NUMBER_TAGS
    if not is_told and _is_of_nobody(phrase, hits):
        return None
    extension = extension_of(phrase, hits)
    reader = PhraseReader(phrase, hits, table, text, word, extension)
    reading = as_set(reader) if is_told else None
    if reading is None and (is_told or hits.titles):
        reading = as_title(reader)
    if reading is not None:
        return reading
    is_named = noun.i in hits.names or bool(reader.name_run())
    is_sure = is_named and is_sure_person(reader)
    return (
        (as_person(reader) if is_sure else None)
        or (as_name(reader) if is_named else None)
        or ((as_agent(reader) or as_state_word(reader)) if is_told else None)
        or (as_person(reader) if is_named and not is_sure else None)
    )


def _is_of_nobody(phrase: NounPhrase, hits: Hits) -> bool:
    """Whether a phrase without a telling noun names nothing: "the decision"."""
    for w in phrase.words:
        if w.text[0].isupper() or w.i in hits.names or w.i in hits.titles:
            return False
    return True


@lru_cache(maxsize=4)
def telling_nouns(table: ActorTable) -> frozenset[str]:
    """The last words of all role nouns of a table, and what else a form is read by."""
    return SPEAKING | {lemma.rsplit(None, 1)[-1] for lemma in table.agents}


def _pronoun(phrase: NounPhrase) -> Reading | None:
    lower = phrase.head.lower
    if lower not in PRONOUNS:
        return None
    return Reading(
        phrase=phrase, form=Form.PRONOUN, span=phrase.span, name=lower, word=lower
    )
