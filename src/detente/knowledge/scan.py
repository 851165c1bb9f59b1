"""Text and a list of phrases -> where they stand: whole words, longest first.

The one multi-pattern matcher of the knowledge tables. It reads folded text, in which
every character keeps its place, so that offsets hold: Erdoğan is found as Erdogan.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Self

from ahocorasick_rs import AhoCorasick, MatchKind

# Characters without a decomposition, or that English news writes otherwise.
OTHERS = {
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'",
    "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d",
    "Ð": "D", "þ": "t", "Þ": "T", "ħ": "h", "Ħ": "H", "ß": "s", "æ": "a", "Æ": "A",
    "œ": "o", "Œ": "O", "ə": "a", "Ə": "A", "ŋ": "n", "Ŋ": "N", "ơ": "o", "Ơ": "O",
    "ư": "u", "Ư": "U",
}  # fmt: skip


def _plain(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0]
    return OTHERS.get(char, base if base.isascii() else char)


# Latin letters with marks, and the signs above: all that `fold` changes.
_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
FOLDED = {char: _plain(char) for char in (*_LETTERS, *OTHERS)}
# Few characters of a text are such: found by pattern, ten times as fast as `translate`.
FOLDABLE = re.compile(r"[`\u0080-\U0010ffff]")


def fold(text: str) -> str:
    """The text without marks on Latin letters, one apostrophe, one hyphen.

    As long as the text: every character keeps its place. Case is kept.
    """
    return text if text.isascii() else FOLDABLE.sub(_folded, text)


def _folded(match: re.Match[str]) -> str:
    char = match.group()
    return FOLDED.get(char, char)


class Scanner:
    """Finds phrases in folded text as whole words.

    Where two overlap, the one that starts first wins, then the longer. A phrase may not
    be followed or preceded by a letter or digit; a hyphen or apostrophe is a boundary.
    """

    __slots__ = ("_automaton", "_phrases")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)
        self._automaton: AhoCorasick | None = None

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[str, ...]]]:
        return type(self), (self._phrases,)

    @property
    def phrases(self) -> tuple[str, ...]:
        """What it looks for; `find` gives places in this."""
        return self._phrases

    def find(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """(index of the phrase, start, end) of each, in text order, none overlapping.

        `folded` has gone through `fold`, and through `str.lower` if the phrases have.
        """
        reached = 0
        for index, start, end in self.find_all(folded):
            if start >= reached:
                yield index, start, end
                reached = end

    def find_all(self, folded: str) -> list[tuple[int, int, int]]:
        """As `find`, overlapping ones too: by start, of equals the longest first."""
        if self._automaton is None:
            self._automaton = AhoCorasick(
                list(self._phrases), matchkind=MatchKind.Standard
            )
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        whole = [hit for hit in found if _is_whole(folded, hit[1], hit[2])]
        whole.sort(key=lambda hit: (hit[1], -hit[2]))
        return whole


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )
