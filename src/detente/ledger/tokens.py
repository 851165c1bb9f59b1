"""Text -> the words that search knows it by; queries -> what must stand in a text.

One rule for both stores: each gets words that are ready, so neither its own notion of a
letter nor its own stemmer can make a difference. A word is a run of letters and digits,
without case and accents.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

WORD: Final = re.compile(r"[^\W_]+")
MAX_LETTERS: Final = 40
# PostgreSQL keeps 255 places of a word and 16,383 places in all for one text.
MAX_SAME: Final = 255
MAX_WORDS: Final = 16_000
# So many words of a piece stand in the next one too: a phrase across the cut is found.
OVERLAP: Final = 16
# A phrase may be as long as the overlap, or two stores could differ at a cut.
TERM: Final = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return [word[:MAX_LETTERS] for word in WORD.findall(text.lower())]


def pieces_of(words: list[str]) -> Iterator[list[str]]:
    """A text's words in pieces that both stores can index whole."""
    piece: list[str] = []
    seen: Counter[str] = Counter()
    for word in words:
        if len(piece) == MAX_WORDS or seen[word] == MAX_SAME:
            yield piece
            piece = piece[-OVERLAP:]
            seen = Counter(piece)
        piece.append(word)
        seen[word] += 1
    if piece:
        yield piece


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; the last may be a beginning; or must not stand."""

    words: tuple[str, ...]
    is_beginning: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for: terms that must all hold, and fields with their values."""

    terms: tuple[Term, ...]
    fields: tuple[tuple[str, str], ...] = ()


def read_query(text: str, known: frozenset[str] = frozenset()) -> Query:
    """Read what a person typed: `recalled "her ambassador" -embassy visit* type:AID`.

    A name before a colon is a field where it is one of `known`, else just words.
    """
    terms: list[Term] = []
    fields: list[tuple[str, str]] = []
    for minus, name, phrase, plain in TERM.findall(text):
        value = phrase or plain
        if name.lower() in known and not minus:
            if value:
                fields.append((name.lower(), value))
            continue
        words = words_of(f"{name} {value}" if name else value)[:OVERLAP]
        if words:
            starts = plain.endswith("*") and not phrase
            terms.append(Term(tuple(words), starts, minus == "-"))
    return Query(terms=tuple(terms), fields=tuple(fields))
