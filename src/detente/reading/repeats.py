"""Paragraphs that say again what another paragraph says: pull-quotes.

A page's layout repeats a striking sentence in large type; in plain text it stands
between the paragraphs, often with the speaker's name on the next line.
"""

import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
SHINGLE = 4  # words in a row
MIN_WORDS, MAX_WORDS = 6, 90
MIN_SHARE = 0.85  # of its shingles that stand in one other paragraph
SHORT_WORDS = 12  # below this, every shingle must be found
MAX_SPEAKER_WORDS = 8


def find_repeats(paragraphs: Sequence[str]) -> set[int]:
    """Which paragraphs repeat (part of) another, which is as long or comes first."""
    words = [WORD.findall(paragraph.casefold()) for paragraph in paragraphs]
    places: dict[tuple[str, ...], list[int]] = {}
    for i, found in enumerate(words):
        # "We want peace," she said, "and soon": in large type, "We want peace and soon".
        said = WORD.findall(" ".join(QUOTED.findall(paragraphs[i].casefold())))
        for shingle in {*_shingles(found), *_shingles(said)}:
            places.setdefault(shingle, []).append(i)
    repeats = set()
    for i, found in enumerate(words):
        if not MIN_WORDS <= len(found) <= MAX_WORDS:
            continue
        shingles = _shingles(found)
        shared = Counter(j for s in shingles for j in places[s] if j != i)
        needed = len(shingles) * (1.0 if len(found) < SHORT_WORDS else MIN_SHARE)
        if any(
            count >= needed and _is_of(i, j, words)
            for j, count in shared.items()
            if j not in repeats
        ):
            repeats.add(i)
    return repeats


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)]


def _is_of(i: int, j: int, words: list[list[str]]) -> bool:
    """Whether i is the repetition and j the text, not the other way round."""
    return len(words[i]) < len(words[j]) or (len(words[i]) == len(words[j]) and j < i)


def is_speaker_line(line: str) -> bool:
    """Whether a line after a pull-quote may name its speaker: short, no full stop."""
    return len(line.split()) <= MAX_SPEAKER_WORDS and not re.search(
        r"[.!?:;,…][”\"’')]*$", line
    )
