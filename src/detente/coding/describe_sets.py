"""Phrases that take up what the article has named: "the two countries", "the kingdom"."""

from detente.coding.actor_words import (
    NUMBERS,
    PEOPLE_SETS,
    SIDE_SETS,
    STATE_SETS,
    STATE_WORDS,
)
from detente.coding.noun_phrases import NUMBER_TAGS
from detente.coding.phrase_reader import PhraseReader
from detente.coding.readings import (
    Form,
    Reading,
    is_place_like,
)
from detente.model.actor import ActorKind

NEIGHBOURS = frozenset({"neighbour", "neighbor"})
HALVES = frozenset({"North", "South"})
FEW = frozenset({"pair", "duo", "trio"})
CONTRASTED = frozenset({"former", "latter"})
SETS = STATE_SETS | SIDE_SETS | PEOPLE_SETS | FEW


def as_set(reader: PhraseReader) -> Reading | None:
    """Several taken up at once: "the two countries", "both sides", "the three"."""
    if reader.word in CONTRASTED:
        if len(reader.phrase.words) != 2 or reader.phrase.determiner != "the":
            return None
        return reader.make(Form.SET, count=1, kind=None)
    if reader.word not in SETS and reader.phrase.noun.tag not in NUMBER_TAGS:
        return None
    words = reader.phrase.words
    lowers = [word.lower for word in words]
    count = next((NUMBERS[w] for w in lowers if w in NUMBERS), 0)
    if reader.phrase.noun.tag in NUMBER_TAGS:
        if not count or (lowers[0] not in {"the", "both"} or len(words) > 2):
            return None
        return reader.make(Form.SET, count=count, kind=None, word="")
    if reader.word in FEW and lowers[0] == "the":
        count = 3 if reader.word == "trio" else 2
        return reader.make(Form.SET, count=count, kind=ActorKind.PERSON)
    is_each = lowers[0] in {"each", "either", "neither"}
    if not (reader.phrase.is_plural or is_each) or reader.countries():
        return None
    if not (count or lowers[0] in {"the", "these", "those"} or is_each):
        return None
    if any(w in {"other", "many", "more", "new"} for w in lowers):
        return None
    if count and lowers[0] not in {"the", "these", "those", "both", "their", "its"}:
        return None
    if not count and reader.phrase.noun.text.lower() == "people":
        return None  # "the people", but "the peoples"
    if reader.word in STATE_SETS:
        kind = ActorKind.STATE
    elif reader.word in SIDE_SETS:
        kind = ActorKind.MOVEMENT
    elif (
        reader.word in PEOPLE_SETS
        and (count or len(words) == 2)
        and not reader.extension
    ):
        kind = ActorKind.PERSON
    else:
        return None
    return reader.make(Form.SET, count=count or (2 if is_each else 0), kind=kind)


def as_state_word(reader: PhraseReader) -> Reading | None:
    """A state by what it is: "the kingdom", "the country"."""
    phrase = reader.phrase
    if phrase.noun.text in HALVES and not reader.extension:
        words = phrase.words
        if len(words) != 2 or phrase.determiner != "the":
            return None
        return reader.make(
            Form.STATE_WORD,
            kind=ActorKind.STATE,
            is_place_like=is_place_like(phrase),
            extend=False,
        )
    if phrase.is_plural or phrase.noun.pos != "NOUN":
        return None
    if reader.word not in STATE_WORDS and reader.word != "capital":
        return None
    countries = reader.countries()
    if reader.word == "capital" and countries:
        return reader.make(
            Form.NAME,
            kind=ActorKind.STATE,
            is_place_like=is_place_like(phrase),
            countries=countries,
            extend=False,
        )
    is_neighbour = reader.word in NEIGHBOURS
    is_owned = phrase.words[0].tag == "PRP$" and (
        is_neighbour or len(phrase.words) == 2
    )
    if is_neighbour and phrase.words[0].dep == "poss":
        is_owned = True  # "Pakistan's neighbour"
    if reader.word not in STATE_WORDS or not (
        is_owned or phrase.determiner in {"the", "this", "that"}
    ):
        return None
    if any(word.pos == "ADJ" and word.tag == "JJS" for word in phrase.words):
        return None
    return reader.make(
        Form.STATE_WORD,
        kind=ActorKind.STATE,
        is_place_like=is_place_like(phrase),
        extend=False,
    )
