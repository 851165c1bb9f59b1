"""Names of people in one article -> groups of mentions, one group a person.

So "Gantz" in a headline means the Benny Gantz of the second paragraph, and "Hakar" the
Akar of the first.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from detente.coding.name_clues import NameClues, is_capitalised
from detente.coding.readings import Form, Reading
from detente.knowledge.names import name_key, sound_key
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor
from detente.model.text import Sentence

ALIKE = 82.0  # rapidfuzz ratio of a misspelt surname: one letter more in four is 89


@dataclass(slots=True)
class Group:
    """Every mention of one person; `words` is the fullest name in small plain letters."""

    words: tuple[str, ...]
    name: str
    hits: list[Actor] = field(default_factory=list)
    titles: list[TitleHit] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: str | None = None
    sector: str | None = None
    start: int = -1  # of the first mention by the fullest name; of one only heard -1
    n_ranked: int = 0
    n_placed: int = 0  # mentions that the places layer holds for a place
    n_sure: int = 0  # mentions where no place would stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A person's name in a sentence without grammar: a known one, or one with a title.

    `sentence` is the place of the sentence in the article.
    """

    sentence: int
    name: str
    actors: tuple[Actor, ...] = ()
    title: TitleHit | None = None
    country: str | None = None


class Groups:
    """The groups of one article; every mention is in one."""

    def __init__(
        self,
        readings: Iterable[Reading],
        partners: dict[int, Reading],
        heard: Iterable[Heard],
        clues: NameClues,
        capitalised: dict[int, bool],
    ) -> None:
        """Group the names.

        Args:
            readings: All of the article, in text order.
            partners: By the id of a person's reading, the phrase in apposition to it.
            heard: Names in the sentences that were not parsed.
            clues: What else tells a person's name from another.
            capitalised: By sentence whether it `is_capitalised`, as far as is known.
        """
        self._clues = clues
        self._capitalised = capitalised
        self._groups: list[Group] = []
        self._by_words: dict[tuple[str, ...], Group] = {}
        self._by_sound: dict[tuple[int, str], list[Group]] = {}
        self._of: dict[int, Group] = {}
        self._heard: dict[int, Group] = {}
        self._called: dict[int, set[str]] = {}  # offices, by the group's id
        named = [r for r in readings if r.form is Form.PERSON]
        keyed = [(r, tuple(name_key(r.name).split())) for r in named]
        keyed.sort(key=lambda k: (-len(k[1]), k[0].span.start, k[0].span.end))
        for other in heard:
            self._hear(other)
        for reading, words in keyed:
            if not words:
                continue
            said = {t.office for t in _titles_of(reading, partners) if len(words) == 1}
            group = self.find(words, said)
            if group is None:
                group = Group(words, reading.name, start=reading.span.start)
                self._add(group)
            self._of[id(reading)] = group
            self._called.setdefault(id(group), set()).update(
                title.office for title in _titles_of(reading, partners)
            )
            if reading.hit is not None:
                group.hits.extend(reading.hit.actors)
        for reading in named:
            if id(reading) in self._of:
                self._gather(self._of[id(reading)], reading, partners.get(id(reading)))

    def of(self, reading: Reading) -> Group | None:
        """The group of a name; None for a name without letters."""
        return self._of.get(id(reading))

    def of_heard(self, heard: Heard) -> Group | None:
        """The group of a name in a sentence without grammar."""
        return self._heard.get(id(heard))

    def find(
        self, words: tuple[str, ...], offices: Collection[str] = ()
    ) -> Group | None:
        """The group that a name in small plain letters belongs to; None if new.

        Of several of that surname the one called by one of the offices, then the one
        whom the tables know, then the one named first.
        """
        if (same := self._by_words.get(words)) is not None:
            return same
        parts = []
        for group in self._groups:
            if len(words) < len(group.words) and _is_part(words, group.words):
                called = self._called.get(id(group), set())
                parts.append(
                    (
                        bool(offices) and called.isdisjoint(offices),
                        words[-1] != group.words[-1],
                        not group.hits,
                        group.start,
                        group,
                    )
                )
        if parts:
            return min(parts, key=lambda part: part[:4])[4]
        for group in self._by_sound.get(_sound(words), ()):
            if not any(
                one != other
                for one, other in zip(words, group.words, strict=True)
                if len(one) == 1 or len(other) == 1
            ):
                return group
        return self._misspelt(words[0]) if len(words) == 1 else None

    def _misspelt(self, word: str) -> Group | None:
        """The one group whose surname is nearly this word."""
        if len(word) < 4:
            return None
        near = [
            group
            for group in self._groups
            if len(group.words) > 1 and fuzz.ratio(word, group.words[-1]) >= ALIKE
        ]
        return near[0] if len(near) == 1 else None

    def _add(self, group: Group) -> None:
        self._groups.append(group)
        self._by_words[group.words] = group
        self._by_sound.setdefault(_sound(group.words), []).append(group)

    def _hear(self, heard: Heard) -> None:
        words = tuple(name_key(heard.name).split())
        if not words:
            return
        group = self.find(words)
        if group is None:
            group = Group(words, heard.name)
            self._add(group)
        self._heard[id(heard)] = group
        group.hits.extend(heard.actors)
        group.n_sure += 1
        if heard.title is not None:
            group.titles.append(heard.title)
            group.n_ranked += 1
        if heard.country is not None:
            group.countries.append(heard.country)

    def _gather(self, group: Group, reading: Reading, partner: Reading | None) -> None:
        """Note what one mention and the phrase beside it say of the person."""
        for said in (reading, partner):
            if said is None:
                continue
            if said.title is not None:
                group.titles.append(said.title)
            for country in said.countries[:1]:
                group.countries.append(country)
            group.gender = group.gender or said.gender
            group.sector = group.sector or said.sector
        start = reading.span.end - len(reading.name)
        group.n_placed += start in self._clues.placed
        group.n_sure += not (
            reading.is_doubtful
            or start in self._clues.placed
            or self._is_capitalised(reading.phrase.sentence)
        )
        group.n_ranked += reading.title is not None or reading.sector is not None

    def _is_capitalised(self, sentence: Sentence) -> bool:
        known = self._capitalised.get(sentence.index)
        if known is None:
            known = self._capitalised[sentence.index] = is_capitalised(sentence)
        return known


def _titles_of(reading: Reading, partners: dict[int, Reading]) -> list[TitleHit]:
    """The titles before a name and in the phrase beside it."""
    said = (reading, partners.get(id(reading)))
    return [one.title for one in said if one is not None and one.title is not None]


def _sound(words: tuple[str, ...]) -> tuple[int, str]:
    """What names of as many words that sound alike have in common."""
    return len(words), sound_key(" ".join(words))


def _is_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a shorter name is part of a longer: its last word, its first, or both.

    "Gantz" of Benny Gantz, "Xi" of Xi Jinping, "Tayyip Erdogan" of Recep Tayyip Erdogan.
    """
    if len(words) == 1:
        return len(words[0]) > 1 and words[0] in {whole[-1], whole[0]}
    initials = [word for word in words if len(word) == 1]
    if initials and initials != [word for word in whole if len(word) == 1]:
        return False  # "George W. Bush" is no part of George H. W. Bush
    places = iter(whole)
    return all(word in places for word in words) and (
        words[-1] == whole[-1] or words[0] == whole[0]
    )
