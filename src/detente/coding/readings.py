"""Noun phrase -> what its own words say of an actor, before the article is asked.

Names and titles come from the knowledge tables; what is left is read off the phrase:
which words are a person's name, which country its modifiers give, whether it speaks of
one actor or of several that the article has named ("the two countries").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from detente.coding.actor_words import (
    CALENDAR,
    COURTESY,
    FEMININE,
    FUNCTIONS,
    GIVEN_MONTHS,
    MASCULINE,
    PARTICLES,
    QUANTITY,
    RANK_NAMES,
    SHIPS,
    THINGS,
    WHERE,
)
from detente.coding.name_clues import is_capitalised
from detente.coding.noun_phrases import NounPhrase, Role
from detente.knowledge.actors import NameHit, NameKind
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor, ActorKind
from detente.model.text import Sentence, Span, Token


class Form(StrEnum):
    """How a phrase speaks of an actor."""

    NAME = "name"  # of a state, body, movement, institution, outlet
    PERSON = "person"  # a person's name
    TITLE = "title"  # an office or job without a name
    GROUP = "group"  # people by what they are
    INSTITUTION = "institution"  # an organ of a state by what it is
    SET = "set"  # "the two countries"
    STATE_WORD = "state word"  # "the kingdom", "the country"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"  # a state's name or adjective that modifies something else


@dataclass(slots=True, kw_only=True, eq=False)
class Reading:
    """What a noun phrase says. Never changed; frozen, it would cost thrice to make.

    `name` is the person's name, or the phrase as a report prints it. `countries` are
    those that its own words give. `owner` is a possessive pronoun at its start ("his
    counterpart"). `body` is an organisation or movement that modifies the noun
    ("NATO troops"). `count` is how many a SET speaks of (0: several). `word` is its noun in
    the singular, small letters.
    """

    phrase: NounPhrase
    form: Form
    span: Span
    name: str
    word: str
    countries: tuple[str, ...] = ()
    hit: NameHit | None = None
    body: Actor | None = None
    title: TitleHit | None = None
    sector: str | None = None
    kind: ActorKind | None = None
    owner: Token | None = None
    count: int = 0
    gender: str | None = None
    is_place_like: bool = False
    is_former: bool = False
    is_then: bool = False
    is_doubtful: bool = False  # a name where a place would stand as well


class Hits:
    """Names and titles of the tables by the place of each word that they cover."""

    __slots__ = ("_capitalised", "names", "sentence", "titles")

    def __init__(
        self,
        sentence: Sentence,
        names: Mapping[int, NameHit],
        titles: Mapping[int, TitleHit],
        capitalised: dict[int, bool],
    ) -> None:
        """`capitalised` keeps by sentence whether it `is_capitalised`, once asked."""
        self.sentence = sentence
        self.names = names
        self.titles = titles
        self._capitalised = capitalised

    @property
    def is_capitalised(self) -> bool:
        """Whether the sentence has capitals where prose has none; asked once."""
        known = self._capitalised.get(self.sentence.index)
        if known is None:
            known = self._capitalised[self.sentence.index] = is_capitalised(
                self.sentence
            )
        return known


# After these a state's name modifies a participle and says nothing of nationality.
HYPHENATED = frozenset({"-", "–", "‑"})
# Articles, numbers and possessors: no part of what a phrase names.
BARE_TAGS = frozenset({"CD", "PRP$", "WP$", "POS", "DT", "PDT"})
# What stands before names and is no part of them.
NO_NAMES = COURTESY | CALENDAR


def name_run(phrase: NounPhrase, hits: Hits) -> tuple[Token, ...]:
    """The words at the end of a phrase that are a person's name, as far as form tells.

    They are capitalised, and come after any title, country, job or rank.
    """
    words = phrase.words
    is_closed = len(words) > 3 and _ends_given_name(words)
    if not (is_closed or words[-1].text[0].isupper()):
        return ()
    names, titles = hits.names, hits.titles
    run: list[Token] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        title = titles.get(word.i)
        if title is not None and in_core(title, word):
            before = words[place - 1] if place else None
            if not (run and _is_part_of_name(word, before, hits)):
                break
        if not ((is_closed and not run) or _is_name_word(word, run)):
            break
        if run:
            hit = names.get(word.i)
            if hit is not None and hit.kind is not NameKind.PERSON:
                break
        run.append(word)
    run.reverse()
    for place in range(len(run) - 2, -1, -1):
        if run[place].lower in FUNCTIONS:  # "NYPD Commissioner James O'Neill"
            run = run[place + 1 :]
            break
    while run and (run[0].lower in NO_NAMES or run[0].pos == "PUNCT"):
        is_given = run[0].lower in GIVEN_MONTHS and run[0].text[0].isupper()
        if is_given and (len(run) > 1 or _is_titled(phrase, run[0], hits)):
            break
        run.pop(0)
    if run and run[0].text in SHIPS:
        return ()
    while run and run[0].lower in PARTICLES and run[0].text.islower() and len(run) == 1:
        run.pop(0)
    return tuple(run)


def _is_titled(phrase: NounPhrase, word: Token, hits: Hits) -> bool:
    """Whether a title stands right before: "Prime Minister May", "Mrs May"."""
    place = word.i - phrase.words[0].i
    before = phrase.words[place - 1] if place > 0 else None
    return before is not None and (
        before.i in hits.titles or before.text.lower() in COURTESY
    )


def _ends_given_name(words: tuple[Token, ...]) -> bool:
    """Whether four or more end in the small half of a given name: "Han Seung-soo"."""
    first, hyphen, second = words[-3:]
    return (
        hyphen.text in HYPHENATED
        and first.end == hyphen.start
        and hyphen.end == second.start
        and first.text[0].isupper()
        and second.text.isalpha()
        and words[-4].text[0].isupper()
        and words[-4].pos == first.pos == second.pos == "PROPN"
    )


def _is_name_word(word: Token, run: list[Token]) -> bool:
    if word.text in HYPHENATED or word.text.lower() in PARTICLES:
        return bool(run)
    if not word.text[0].isupper():
        return False
    return word.pos == "PROPN" or (
        word.pos in {"NOUN", "ADJ", "X", "VERB", "ADV"}
        and (bool(run) or word.dep in {"compound", "nsubj", "appos"})
    )


def _is_part_of_name(word: Token, before: Token | None, hits: Hits) -> bool:
    """Whether a word of rank is part of a name: "Hossein Amir Abdollahian"."""
    return (
        before is not None
        and word.lower in RANK_NAMES
        and before.pos == "PROPN"
        and before.dep == "compound"
        and before.lower not in NO_NAMES
        and before.lower not in THINGS
        and before.i not in hits.titles
        and before.i not in hits.names
    )


def in_core(title: TitleHit, word: Token) -> bool:
    """Whether a word belongs to the title itself, not to what qualifies it."""
    return title.core.start <= word.start < title.core.end


def has_rank(phrase: NounPhrase, run: tuple[Token, ...], hits: Hits) -> bool:
    """Whether a title, a rank or a job stands before the name."""
    if not run:
        return False
    end = run[0].i
    for word in phrase.words:
        if word.i >= end:
            return False
        if word.i in hits.titles or word.tag == "NN" or word.lower in COURTESY:
            return True
    return False


def gender_of(words: tuple[Token, ...]) -> str | None:
    """The gender that a title of courtesy tells, "m" or "f"."""
    for word in words:
        if word.lower in MASCULINE:
            return "m"
        if word.lower in FEMININE:
            return "f"
    return None


def plain(phrase_words: tuple[Token, ...], text: str) -> str:
    """The phrase as a report names it: without article, number or possessor."""
    last = phrase_words[-1]
    for word in phrase_words:
        if word is last or not (
            word.tag in BARE_TAGS or word.pos == "PUNCT" or word.lower in QUANTITY
        ):
            return text[word.start : last.end]
    return ""


def is_place_like(phrase: NounPhrase) -> bool:
    """Whether the syntax lets a state's name be the place: "in Ankara", "to Turkey"."""
    return phrase.role is Role.OBLIQUE and (phrase.preposition or "") in WHERE


def countries_in(
    words: tuple[Token, ...], hits: Hits, sentence: Sentence, skip: frozenset[int]
) -> tuple[str, ...]:
    """The states that the names and adjectives among `words` give, in text order."""
    found: list[str] = []
    for word in words:
        hit = hits.names.get(word.i)
        if hit is None or word.i in skip or is_hyphenated(sentence, word, hit):
            continue
        if is_ethnic(sentence, word):
            continue
        if found and hit.kind in {NameKind.INSTITUTION, NameKind.SEAT}:
            continue  # "the Peruvian Congress" is of one state
        for country in countries_of(hit):
            if country not in found:
                found.append(country)
    return tuple(found)


def countries_of(hit: NameHit) -> tuple[str, ...]:
    """The country of a name's likeliest actor."""
    actor = hit.actors[0] if hit.actors else None
    return (actor.country,) if actor is not None and actor.country else ()


def is_ethnic(sentence: Sentence, word: Token) -> bool:
    """Whether the name tells descent and no state: "ethnic Albanians"."""
    return word.i > 0 and sentence.tokens[word.i - 1].lower == "ethnic"


def is_hyphenated(sentence: Sentence, word: Token, hit: NameHit) -> bool:
    """Whether the name is part of "Israeli-occupied", "anti-Syrian" and the like."""
    tokens, start, end = sentence.tokens, hit.span.start, hit.span.end
    after = word.i + 1
    while after < len(tokens) and tokens[after].start < end:
        after += 1
    if (
        after < len(tokens)
        and tokens[after].start == end
        and tokens[after].text in HYPHENATED
    ):
        return after + 1 < len(tokens) and tokens[after + 1].text[0].islower()
    first = word.i
    while first > 0 and tokens[first - 1].start >= start:
        first -= 1
    if tokens[first].start < start and first + 1 < len(tokens):
        first += 1  # the name begins inside a word
    if first >= 2 and tokens[first - 1].text in HYPHENATED:
        return tokens[first - 2].lower in {"anti", "pro", "non"}
    return False
