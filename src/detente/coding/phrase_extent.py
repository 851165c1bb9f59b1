"""Which words belong to a noun phrase: headline verbs off, "of Israeli diplomacy" on."""

from dataclasses import replace

from detente.coding.actor_words import (
    CALENDAR,
    GIVEN_MONTHS,
    PARTICLES,
    VERBS,
    WITH_FOR,
    WITH_TO,
)
from detente.coding.noun_phrases import NounPhrase
from detente.coding.readings import (
    Hits,
    countries_of,
)
from detente.knowledge.actors import NameKind
from detente.model.text import Sentence, Token

# What stands before a day without a preposition: "last Friday Ana Roe resigned".
DAY_LEADS = frozenset("last next this late early that".split())
EXTENDING = frozenset({"of", "for", "to"})
MAX_LIST_GAP = 4  # words from one state of a list to the next: ", and South Korea"


def without_verb(phrase: NounPhrase, hits: Hits) -> NounPhrase:
    """Take a headline's verb off a name: "Defence Minister Akar heads to Baku"."""
    if len(phrase.words) < 3 or phrase.noun.tag not in {"NNS", "NN"}:
        return phrase
    name, verb = phrase.words[-2:]
    if not (verb.lower in VERBS and verb.text.islower() and name.pos == "PROPN"):
        return phrase
    if name.i in hits.titles or not any(w.i in hits.titles for w in phrase.words[:-2]):
        return phrase
    return replace(phrase, noun=name, words=phrase.words[:-1], is_plural=False)


def up_to_person(phrase: NounPhrase, hits: Hits) -> NounPhrase:
    """Cut a phrase behind a known person where a verb was taken for a name.

    "Angela Merkel rang Minsk": the tagger calls the small "rang" a proper noun.
    """
    words = phrase.words
    for place, word in enumerate(words[:-1]):
        hit = hits.names.get(word.i)
        following = words[place + 1]
        if (
            hit is not None
            and hit.kind is NameKind.PERSON
            and following.tag in {"NNP", "NNPS"}
            and following.text.islower()
            and following.i not in hits.names
            and following.lower not in PARTICLES
            and not hit.span.contains(following.span)
        ):
            return replace(phrase, noun=word, words=words[: place + 1])
    return phrase


def without_preconjunction(phrase: NounPhrase) -> NounPhrase:
    """Take "both" off "both Turkey and Israel": it belongs to the pair."""
    first = phrase.words[0]
    if (
        len(phrase.words) > 1
        and first.lower in {"both", "either", "neither"}
        and (phrase.noun.tag in {"NNP", "NN"})
    ):
        return replace(phrase, words=phrase.words[1:])
    return phrase


def without_day(phrase: NounPhrase, hits: Hits) -> NounPhrase:
    """Take a day off what follows it without a comma: "on Tuesday Ana Roe resigned"."""
    words = phrase.words
    place = 1 if words[0].text.lower() in DAY_LEADS and len(words) > 2 else 0
    day = words[place]
    if len(words) < place + 2 or not _is_day(day) or day.i in hits.names:
        return phrase
    rest = words[place + 1 :]
    if rest[0].pos == "PART" or phrase.head.i <= day.i:
        return phrase  # "Tuesday's talks"
    is_named = rest[0].text[0].isupper() and phrase.noun.pos == "PROPN"
    if not (is_named or any(word.i in hits.titles for word in rest)):
        return phrase  # "the Tuesday meeting"
    return replace(phrase, words=rest)


def _is_day(word: Token) -> bool:
    """Whether a word is a day of the week or a month that is no given name."""
    lower = word.text.lower()
    return lower in CALENDAR and lower not in GIVEN_MONTHS and word.text[0].isupper()


def extension_of(phrase: NounPhrase, hits: Hits) -> tuple[Token, ...]:
    """The words of an of-phrase that closes a title: "head of Israeli diplomacy"."""
    sentence = phrase.sentence
    tokens = sentence.tokens
    last = phrase.words[-1]
    title = hits.titles.get(phrase.noun.i)
    end = last.i
    if title is None and (
        end + 1 >= len(tokens) or tokens[end + 1].lower not in EXTENDING
    ):
        return ()
    if title is not None and title.core.end > last.end:
        while end + 1 < len(sentence.tokens) and (
            sentence.tokens[end + 1].start < title.core.end
        ):
            end += 1
    for _ in range(2):
        following = sentence.tokens[end + 1] if end + 1 < len(sentence.tokens) else None
        if following is None or not (
            following.lower == "of"
            or (following.lower == "for" and phrase.noun.lower in WITH_FOR)
            or (following.lower == "to" and phrase.noun.lower in WITH_TO)
        ):
            break
        objects = sentence.below(following, "pobj")
        if not objects or following.head < phrase.words[0].i:
            break
        end = _name_end(sentence, objects[0].i, hits)
        if phrase.is_plural:
            end = _last_of_list(sentence, objects[0], end, hits)
    return sentence.tokens[last.i + 1 : end + 1]


def _last_of_list(sentence: Sentence, first: Token, end: int, hits: Hits) -> int:
    """The end of the states listed with the first: "leaders of Chile and Peru"."""
    token = first
    while token.i in hits.names and countries_of(hits.names[token.i]):
        end = max(end, token.i)
        following = sentence.below(token, "conj")
        if not following or following[0].i - token.i > MAX_LIST_GAP:
            break
        token = following[0]
    return end


def _name_end(sentence: Sentence, end: int, hits: Hits) -> int:
    """The end of a capitalised name that goes on after "and": "Trade and Industry"."""
    tokens = sentence.tokens
    if not tokens[end].text[0].isupper() or end in hits.names or end + 2 >= len(tokens):
        return end
    if tokens[end + 1].lower not in {"and", "&"} or tokens[end + 2].i in hits.names:
        return end
    following = end + 2
    while following < len(tokens) and tokens[following].text[0].isupper():
        following += 1
    # Of two names only the second goes on to a noun: "Political and Military Bureau".
    return following - 1 if following - 1 > end + 2 else end
