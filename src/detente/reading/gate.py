"""Unparsed sentences -> the indexes of those that can hold an event.

Most sentences of a news text claim no event between political actors, and parsing is
what costs. The gate looks up every word of a sentence and asks the lexicon's rows what
else must stand beside it: "hold" alone lets nothing through, "hold" and "talks" does.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.knowledge.inflect import forms
from detente.knowledge.lexicon import Lexicon, Row
from detente.model.text import Sentence

log = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*", re.UNICODE)
# Somebody must act: a name, or a word that stands for one.
NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ]", re.UNICODE)
BACKWARD = re.compile(r"\W*(?:He|She|It|They|Their|His|Her|Its|Both|The two)\b")
# No reporter writes more; what does is a list, a table or made to be slow.
LONGEST_SENTENCE_CHARS = 3_000
MOST_SENTENCES = 1_000  # that may hold an event; the longest dev report has 160
PRONOUNS = frozenset(
    "he she it they him her them his its their both who which we".split()
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What must stand in a sentence beside the trigger for one row."""

    all_of: tuple[str, ...]
    one_of: tuple[frozenset[str], ...]


class Gate:
    """The lexicon turned round: from a word's form to what its rows demand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._demands: dict[str, tuple[Demand, ...]] = {}
        found: dict[str, set[Demand]] = {}
        for row in lexicon.rows.values():
            demand = _demand(row)
            for form in forms(row.word):
                found.setdefault(form, set()).add(demand)
        free = Demand((), ())
        for form, demands in found.items():
            self._demands[form] = (free,) if free in demands else tuple(demands)

    def opens(self, sentence: str) -> bool:
        """Whether an event may be claimed there."""
        words = [word.replace("’", "'") for word in WORD.findall(sentence)]
        low = {word.lower() for word in words}
        # "co-operation", "tit-for-tat": the parts count too.
        low.update(
            part for word in tuple(low) if "-" in word for part in word.split("-")
        )
        low.update(word[:-2] for word in tuple(low) if word.endswith("'s"))
        if not any(NAME.match(word) for word in words) and not low & PRONOUNS:
            return False
        for word in low:
            for demand in self._demands.get(word, ()):
                if all(other in low for other in demand.all_of) and all(
                    not low.isdisjoint(others) for others in demand.one_of
                ):
                    return True
        return False

    def pick(self, text: str, sentences: Iterable[Sentence]) -> frozenset[int]:
        """The indexes of the sentences to parse."""
        found: set[int] = set()
        for sentence in sentences:
            if len(found) >= MOST_SENTENCES:
                log.warning("only the first %d sentences are coded", MOST_SENTENCES)
                break
            if sentence.span.end - sentence.span.start > LONGEST_SENTENCE_CHARS:
                continue
            words = sentence.span.of(text)
            if self.opens(words):
                found.add(sentence.index)
                # Who "they" are stands in the sentence before.
                if sentence.index and BACKWARD.match(words):
                    found.add(sentence.index - 1)
        return frozenset(found)


def readable(sentences: Iterable[Sentence]) -> frozenset[int]:
    """The indexes of all sentences that are not too long, or too many, to parse."""
    short = [
        s.index
        for s in sentences
        if s.span.end - s.span.start <= LONGEST_SENTENCE_CHARS
    ]
    return frozenset(short[:MOST_SENTENCES])


def _demand(row: Row) -> Demand:
    one_of = [
        frozenset(form for word in words for form in forms(word))
        for words in (row.objects, row.object_mods, row.noun_of, row.noun_with)
        if words
    ]
    if row.has("object_or_person"):
        one_of = []
    if row.subjects:
        one_of.append(frozenset(form for word in row.subjects for form in forms(word)))
    if row.comps:
        one_of.append(frozenset(form for word in row.comps for form in forms(word)))
    if row.verdict:
        one_of.append(frozenset(form for word in row.verdict for form in forms(word)))
    if row.comp_aux:
        one_of.append(row.comp_aux)
    if row.near:
        one_of.append(frozenset(form for word in row.near for form in forms(word)))
    return Demand(row.rest, tuple(one_of))
