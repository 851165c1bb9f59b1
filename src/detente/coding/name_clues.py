"""What an article's own words say for and against a run of capitals being a person.

Headlines and old wire copy write everything in capitals, so a capital is no sign there:
"Morning Consult", "IRRATIONAL VIOLENCE", "Los Angeles" are nobody. Checked on the US
articles of PolNeAR and the wire copy of MUC-4.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.coding.actor_words import THINGS
from detente.knowledge.actors import NameHit, NameKind
from detente.knowledge.person_words import load_person_words
from detente.model.place import PlaceMention
from detente.model.text import Sentence

SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
# Signs of the places layer that the name stands with a person's given name.
PERSONAL = frozenset({"given", "given_before", "initial_before", "title_before"})
# How nouns of acts and qualities end, and surnames do not.
QUALITY = re.compile(r".{3}(?:[ts]ions?|[^n]ity|ness|ment|ship|ism|ology)$")
# What a hyphen joins to a state or district: "R-Utah", "D-Mass."
PARTIES = frozenset("r d i".split())
SURE_PLACE = 0.6
# Of a headline's words at least this share is capitalised.
MOSTLY = 0.75
LEAST_WORDS = 4
SHORT = 3  # letters; "of", "to", "the" stay small in headlines


@dataclass(frozen=True, slots=True)
class NameClues:
    """Words and places of an article.

    `text` tells which words it has in small letters as well; `placed` are the first
    characters of names that the places layer holds for places; `countries` the states
    that it names.
    """

    text: str = ""
    placed: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, text: str, names: Sequence[NameHit], places: Sequence[PlaceMention]
    ) -> "NameClues":
        """The clues of an article."""
        return cls(
            text,
            frozenset(place.span.start for place in places if _is_placed(place)),
            frozenset(
                actor.country
                for hit in names
                if hit.kind is not NameKind.PERSON
                for actor in hit.actors
                if actor.country is not None
            ),
        )

    def is_ordinary(self, words: Sequence[str]) -> bool:
        """Whether a run without title or given name rather names a thing.

        Args:
            words: The run in small letters.
        """
        if words[0] in load_person_words().given:
            return False
        if words[0] in PARTIES:
            return True
        plain = [word in THINGS or self._is_plain(word) for word in words]
        return plain[-1] or all(plain) or QUALITY.search(words[-1]) is not None

    def _is_plain(self, word: str) -> bool:
        """Whether the article has a word of three letters or more in small ones."""
        if SMALL_WORD.fullmatch(word) is None:
            return False
        start = self.text.find(word)
        while start >= 0:
            match = SMALL_WORD.match(self.text, start)
            if match is not None and match.end() == start + len(word):
                return True
            start = self.text.find(word, start + 1)
        return False


def _is_placed(mention: PlaceMention) -> bool:
    """Whether the places layer holds a name for a place's, and not for a person's."""
    signs = mention.because.split()
    return (mention.score >= SURE_PLACE or "in" in signs) and PERSONAL.isdisjoint(signs)


def is_capitalised(sentence: Sentence) -> bool:
    """Whether a sentence has capitals where prose has none: a headline, old wire copy."""
    words = [token.text for token in sentence.tokens if token.text[0].isalpha()]
    if len(words) < LEAST_WORDS:
        return False
    initials = [word[0] for word in words if len(word) > SHORT]
    n_capital = sum(map(str.isupper, initials))
    return n_capital > 0 and n_capital >= MOSTLY * len(initials)


def has_known_name(words: Iterable[str]) -> bool:
    """Whether any word is a given or family name that the tables know."""
    known = load_person_words()
    return any(word in known.given or word in known.family for word in words)
