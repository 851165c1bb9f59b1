"""What the clues to an article's day are read from: its words, times and actors."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.raw_time import RawTime
from detente.knowledge.calendar import Calendar
from detente.knowledge.offices import OfficeTable
from detente.knowledge.world import World
from detente.model.actor import ActorMention
from detente.model.article import ParsedArticle
from detente.model.text import Sentence

LEAD_SENTENCES = 5  # the title among them


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An undated article with its time expressions and actors by sentence."""

    parsed: ParsedArticle
    raws: tuple[RawTime, ...]
    actors: tuple[ActorMention, ...]
    offices: OfficeTable
    world: World
    calendar: Calendar
    raws_by_sentence: dict[int, list[RawTime]]
    actors_by_sentence: dict[int, list[ActorMention]]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.parsed.text

    def raws_in(self, sentence: Sentence) -> list[RawTime]:
        """The time expressions of a sentence, in text order."""
        return self.raws_by_sentence.get(sentence.index, [])

    def actors_in(self, sentence: Sentence) -> list[ActorMention]:
        """The actors named in a sentence, in text order."""
        return self.actors_by_sentence.get(sentence.index, [])

    def countries_in(self, sentence: Sentence) -> set[str]:
        """The countries named in a sentence, by themselves or by their people."""
        return {c for actor in self.actors_in(sentence) for c in actor.countries}

    def main_countries(self, most: int) -> list[str]:
        """The countries that the article names most often."""
        counts: dict[str, int] = {}
        for actor in self.actors:
            for country in actor.countries:
                counts[country] = counts.get(country, 0) + 1
        return sorted(counts, key=lambda c: (-counts[c], c))[:most]

    def countries_near(self, sentence: Sentence) -> list[str]:
        """Countries of the sentence, else of the one before, else of the article."""
        found = self.countries_in(sentence)
        if not found and sentence.index:
            found = self.countries_in(self.parsed.sentences[sentence.index - 1])
        return sorted(found) or self.main_countries(3)


def facts_of(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
    world: World,
    calendar: Calendar,
) -> ArticleFacts:
    """The same, sorted by sentence."""
    raws_by: dict[int, list[RawTime]] = {}
    for raw in raws:
        sentence = parsed.sentence_at(raw.span.start)
        if sentence is not None:
            raws_by.setdefault(sentence.index, []).append(raw)
    actors_by: dict[int, list[ActorMention]] = {}
    for actor in actors:
        sentence = parsed.sentence_at(actor.span.start)
        if sentence is not None:
            actors_by.setdefault(sentence.index, []).append(actor)
    return ArticleFacts(
        parsed, tuple(raws), tuple(actors), offices, world, calendar, raws_by, actors_by
    )
