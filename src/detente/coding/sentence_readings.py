"""Sentence -> what its noun phrases say, and people named where grammar is missing.

Names and titles are found once over the whole text; here they meet the grammar of each
sentence. A sentence that the gate left unparsed still tells whom it names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from detente.coding.actor_words import GIVEN_MONTHS, WHERE
from detente.coding.coreference import PRONOUNS
from detente.coding.describing import describe, telling_nouns
from detente.coding.noun_phrases import ROLES, NounPhrase, Role, noun_phrases
from detente.coding.person_groups import Heard
from detente.coding.readings import Form, Hits, Reading, countries_of, is_hyphenated
from detente.knowledge.actors import ActorTable, NameHit, NameKind
from detente.knowledge.names import name_key, sound_key
from detente.knowledge.scan import fold
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor, ActorKind
from detente.model.text import Sentence, Span, Token

Found = TypeVar("Found", NameHit, TitleHit)
# Kinds of names that are places' as well.
PLACES = frozenset({NameKind.NAME, NameKind.CAPITAL, NameKind.REGION})
STATES = PLACES | {NameKind.ADJECTIVE}
OUTER = frozenset({Form.TITLE, Form.PERSON, Form.INSTITUTION})
# What is read for itself inside another phrase too.
KEPT = frozenset({Form.NAME, Form.PRONOUN, Form.PERSON, Form.SET, Form.STATE_WORD})
SHORTEST = 4  # letters of a surname that is looked for everywhere
# A name right after a title: two or more capitalised words, particles between.
TITLED = re.compile(
    r"\s+((?:[A-Z][\w'’.-]+\s+)(?:(?:al|bin|bint|de|van|von|der|el|ben|ibn|da|del)[\s-]+)*"
    r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a sentence says of actors.

    `readings` in the order in which they end, inner before outer. `things` are the places
    of subjects in the singular that name no actor: "it" may mean them. `capitalised` are
    the words with a capital.
    """

    readings: list[Reading]
    things: list[int]
    capitalised: list[Token]


class SentenceReader:
    """Reads the sentences of one article."""

    def __init__(
        self,
        text: str,
        names: tuple[NameHit, ...],
        titles: tuple[TitleHit, ...],
        actors: ActorTable,
    ) -> None:
        self._text = text
        self._names = names
        self._titles = titles
        self._actors = actors
        self._nouns = telling_nouns(actors)
        self.capitalised: dict[int, bool] = {}
        self._name_starts = [hit.span.start for hit in names]
        self._title_starts = [hit.span.start for hit in titles]

    def read(self, sentence: Sentence) -> Read:
        """What the phrases of a sentence say; nothing without grammar."""
        if not sentence.tokens:
            return Read([], [], [])
        hits, units = self._hits(sentence)
        readings: list[Reading] = []
        used: set[int] = set()
        capitalised = [t for t in sentence.tokens if t.text[0].isupper()]
        marked = bytearray(len(sentence.tokens))
        for token in capitalised:
            marked[token.i] = 1
        for place in hits.names:
            marked[place] = 1
        for place in hits.titles:
            marked[place] = 1
        phrases, things = noun_phrases(
            sentence, units, marked=marked, nouns=self._nouns, pronouns=PRONOUNS
        )
        for phrase in phrases:
            reading = describe(phrase, hits, self._actors, self._text, self._nouns)
            if reading is not None:
                readings.append(reading)
                if reading.form is Form.SET:
                    used.add(phrase.noun.i)
                else:  # contiguous
                    used.update(range(phrase.words[0].i, phrase.words[-1].i + 1))
            elif _is_thing(phrase):
                things.append(phrase.head.i)
        readings = _without_inner(readings)
        if hits.names:
            readings.extend(self._adjectives(sentence, hits, used))
        if len(readings) > 1:
            # What a phrase contains is resolved before it: "officials of both states".
            readings.sort(key=lambda r: (r.span.end, -r.span.start))
        return Read(readings, things, capitalised)

    def _hits(self, sentence: Sentence) -> tuple[Hits, list[Span]]:
        """Names and titles by word, and the stretches of those of several words."""
        names: dict[int, NameHit] = {}
        titles: dict[int, TitleHit] = {}
        units: list[Span] = []
        first, last = sentence.span.start, sentence.span.end
        starts = self._name_starts
        for hit in self._names[bisect_left(starts, first) : bisect_left(starts, last)]:
            tokens = sentence.tokens_in(hit.span)
            for token in tokens:
                names[token.i] = hit
            if len(tokens) > 1:
                units.append(hit.span)
        starts = self._title_starts
        for title in self._titles[
            bisect_left(starts, first) : bisect_left(starts, last)
        ]:
            tokens = sentence.tokens_in(title.span)
            for token in tokens:
                titles[token.i] = title
            if len(tokens) > 1:
                units.append(title.span)
        return Hits(sentence, names, titles, self.capitalised), (
            sorted(set(units)) if len(units) > 1 else units
        )

    def _adjectives(
        self,
        sentence: Sentence,
        hits: Hits,
        used: set[int],
    ) -> Iterable[Reading]:
        """States whose name or adjective modifies what is no actor: "Russian relief"."""
        seen: set[int] = set()
        for place, hit in sorted(hits.names.items()):
            if place in used or hit.span.start in seen or not hit.actors:
                continue
            seen.add(hit.span.start)
            token = sentence.tokens[place]
            actor = hit.actor
            if actor.kind is ActorKind.PERSON or is_hyphenated(sentence, token, hit):
                continue
            words = tuple(sentence.tokens_in(hit.span))
            phrase = NounPhrase(
                sentence=sentence,
                head=token if len(words) == 1 else sentence.head_of(hit.span) or token,
                noun=words[-1],
                words=words,
                role=Role.MODIFIER,
                governor=sentence.tokens[token.head],
                preposition=None,
                first_conjunct=None,
                is_plural=False,
            )
            yield Reading(
                phrase=phrase,
                form=Form.ADJECTIVE,
                span=hit.span,
                name=actor.name,
                word="",
                countries=countries_of(hit),
                hit=hit,
                sector=actor.sector,
                kind=actor.kind,
                is_place_like=hit.kind in PLACES and _is_in_place(sentence, token),
            )

    def hear(self, index: int, sentence: Sentence) -> Iterator[Heard]:
        """People named in a sentence without grammar: those of the table, or titled."""
        names = within(self._names, sentence.span)
        people = [hit for hit in names if hit.kind is NameKind.PERSON]
        titled = {}
        for title in within(self._titles, sentence.span):
            end = title.span.end
            if title.is_plural or not self._text[end : end + 1].isspace():
                continue
            match = TITLED.match(self._text, end, sentence.span.end)
            if match is not None:
                titled[match.start(1)] = title, match.group(1)
        for hit in people:
            before = titled.pop(hit.span.start, None)
            title_before = before[0] if before else None
            words = hit.span.of(self._text)
            yield self._heard_as(index, words, title_before, names, hit.actors)
        for title, name in titled.values():
            yield self._heard_as(index, name, title, names, ())

    def _heard_as(
        self,
        index: int,
        name: str,
        title: TitleHit | None,
        names: list[NameHit],
        actors: tuple[Actor, ...],
    ) -> Heard:
        country = None
        if title is not None:
            for hit in names:
                between = self._text[hit.span.end : title.span.start]
                is_before = hit.span.end <= title.span.start and hit.kind in STATES
                if is_before and re.fullmatch(r"(?:['’]s?)?\s*", between):
                    country = next(iter(countries_of(hit)), None)
        return Heard(
            sentence=index, name=name, actors=actors, title=title, country=country
        )


def _is_of_somebody(sentence: Sentence, token: Token) -> bool:
    """Whether a surname that is a month stands where only a person would: "May met"."""
    above = sentence.tokens[token.head]
    if token.tag == "MD":
        return above.tag in {"VBD", "VBZ"}
    if token.dep == "pobj":
        return above.text.lower() in {"with", "against"}
    return token.dep in {"nsubj", "nsubjpass", "poss", "dobj", "dative"}


@lru_cache(maxsize=20_000)
def _sound_of(word: str) -> str:
    return sound_key(fold(word.lower()))


def _is_thing(phrase: NounPhrase) -> bool:
    """Whether a phrase that names no actor is a thing that "it" may take up."""
    return (
        phrase.role in {Role.SUBJECT, Role.PASSIVE}
        and phrase.noun.pos in {"NOUN", "PROPN"}
        and not phrase.is_plural
    )


def _without_inner(readings: list[Reading]) -> list[Reading]:
    """Leave out a phrase that only helps to name another: "government" of "head of"."""
    outer = [r.span for r in readings if r.form in OUTER]
    if not outer or len(readings) == 1:
        return readings
    return [
        r
        for r in readings
        if r.form in KEPT
        or r.phrase.role is Role.POSSESSOR  # "the agency's chief": it tells whose
        or not any(span.contains(r.span) and span != r.span for span in outer)
    ]


def _is_in_place(sentence: Sentence, token: Token) -> bool:
    """Whether the noun that a name modifies is where: "at Baghdad airport"."""
    for above in sentence.above(token):
        if above.pos == "ADP":
            return above.lower in WHERE
        if above.pos not in {"NOUN", "PROPN"}:
            return False
    return False


def within(hits: tuple[Found, ...], span: Span) -> list[Found]:
    """Those of ordered hits that lie in a stretch of the text."""
    if not hits or hits[-1].span.start < span.start:
        return []
    first = bisect_left(hits, span.start, key=_start)
    last, end = first, span.end
    while last < len(hits) and hits[last].span.start < end:
        last += 1
    return list(hits[first:last])


_start = attrgetter("span.start")


def add_surnames(sentences: tuple[Sentence, ...], read: list[Read]) -> None:
    """Surnames of people named in full that the tagger took for other words."""
    surnames = {
        sound_key(name_key(r.name).split()[-1])
        for one in read
        for r in one.readings
        if r.form is Form.PERSON and (" " in r.name or r.name.lower() in GIVEN_MONTHS)
    }
    if not surnames:
        return
    for sentence, one in zip(sentences, read, strict=True):
        readings = one.readings
        for token in one.capitalised:
            word = token.text
            if len(word) < SHORTEST and word.lower() not in GIVEN_MONTHS:
                continue
            if _sound_of(word) not in surnames:
                continue
            if word.lower() in GIVEN_MONTHS and not _is_of_somebody(sentence, token):
                continue
            if any(r.span.start <= token.start < r.span.end for r in readings):
                continue
            above = sentence.tokens[token.head]
            phrase = NounPhrase(
                sentence=sentence,
                head=token,
                noun=token,
                words=(token,),
                role=ROLES.get("nsubj" if token.tag == "MD" else token.dep, Role.OTHER),
                governor=above if above.i != token.i else None,
                preposition=None,
                first_conjunct=None,
                is_plural=False,
            )
            readings.append(
                Reading(
                    phrase=phrase,
                    form=Form.PERSON,
                    span=token.span,
                    name=token.text,
                    word="",
                    kind=ActorKind.PERSON,
                )
            )
            readings.sort(key=lambda r: (r.span.end, -r.span.start))
