"""Event mention -> PLOVER contexts: what field of politics its sentence is about."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from detente.model.article import ParsedArticle
from detente.model.event import EventMention
from detente.problems import DataError

FILE = "data/curated/contexts.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a context: without their endings, and as a pattern."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the words in a text."""
        # Few texts hold a stem at all, and to look for one is far faster.
        low = text.casefold()
        if not any(stem in low for stem in self.stems):
            return None
        return self.pattern.search(text)


@cache
def load_contexts() -> tuple[tuple[str, Words], ...]:
    """Each context with its words.

    Raises:
        DataError: the file names no source, or a context without words.
    """
    table = tomllib.loads((files("detente") / FILE).read_text(encoding="utf-8"))
    if not table.get("source"):
        raise DataError(FILE, "no source given at its head")
    found = []
    for name, words in sorted(table["contexts"].items()):
        if not words:
            raise DataError(FILE, f"context {name!r} has no words")
        stems = tuple(word.rstrip("*").casefold() for word in words)
        parts = [
            re.escape(w.rstrip("*")) + (r"\w*" if w[-1] == "*" else "") for w in words
        ]
        pattern = re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
        found.append((name, Words(stems, pattern)))
    return tuple(found)


def contexts_of(mention: EventMention, parsed: ParsedArticle) -> tuple[str, ...]:
    """The contexts of the event's sentence and of the article's headline, by name."""
    found = set(_contexts_in(mention.clause.of(parsed.text)))
    for sentence in parsed.sentences[:1]:
        if sentence.is_title:
            found.update(_contexts_in(sentence.span.of(parsed.text)))
    return tuple(sorted(found))


@lru_cache(maxsize=256)  # the events of one sentence ask for the same words
def _contexts_in(sentence: str) -> tuple[str, ...]:
    return tuple(name for name, words in load_contexts() if words.search(sentence))
