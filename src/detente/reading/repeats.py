"""Paragraphs that say again what another paragraph says: pull-quotes.

A page's layout repeats a striking sentence in large type; in plain text it stands
between the paragraphs, often with the speaker's name on the next line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
MIN_WORDS, MAX_WORDS = 6, 90
MIN_SHARE = 0.85  # of its shingles that stand in one other paragraph
SHORT_WORDS = 12  # below this, every shingle must be found
MAX_SPEAKER_WORDS = 8
MAX_PLACES = 8  # paragraphs to look at for each shingle: a bound for hostile texts

Shingle = tuple[str, str, str, str]


def find_repeats(paragraphs: Sequence[str]) -> set[int]:
    """Which paragraphs repeat (part of) another, which is longer or comes first."""
    words = [WORD.findall(paragraph.casefold()) for paragraph in paragraphs]
    first: dict[Shingle, int] = {}
    places: dict[Shingle, list[int]] = {}  # of those in two paragraphs or more
    for i, found in enumerate(words):
        shingles: Iterable[Shingle] = _shingles(found)
        if "“" in paragraphs[i] or '"' in paragraphs[i]:
            # "We want peace," she said, "and soon": in large type "We want peace and
            # soon".
            said = WORD.findall(" ".join(QUOTED.findall(paragraphs[i].casefold())))
            shingles = chain(shingles, _shingles(said))
        for shingle in shingles:
            if first.setdefault(shingle, i) != i:
                held = places.setdefault(shingle, [first[shingle]])
                if len(held) < MAX_PLACES and held[-1] != i:
                    held.append(i)
    repeats: set[int] = set()
    if not places:
        return repeats
    for i, found in enumerate(words):
        if MIN_WORDS <= len(found) <= MAX_WORDS and any(
            j not in repeats and _is_of(i, j, words) for j in _holders(i, found, places)
        ):
            repeats.add(i)
    return repeats


def _holders(
    i: int, words: list[str], places: dict[Shingle, list[int]]
) -> Iterator[int]:
    """The paragraphs that hold (nearly) all shingles of paragraph i."""
    shared: Counter[int] = Counter()
    n_shingles = 0
    for shingle in _shingles(words):
        n_shingles += 1
        shared.update(places.get(shingle, ()))
    needed = n_shingles * (1.0 if len(words) < SHORT_WORDS else MIN_SHARE)
    for j, count in shared.items():
        if j != i and count >= needed:
            yield j


def _shingles(words: list[str]) -> Iterator[Shingle]:
    return zip(words, words[1:], words[2:], words[3:], strict=False)


def _is_of(i: int, j: int, words: list[list[str]]) -> bool:
    """Whether i is the repetition and j the text, not the other way round."""
    return len(words[i]) < len(words[j]) or (len(words[i]) == len(words[j]) and j < i)


def is_speaker_line(line: str) -> bool:
    """Whether a line after a pull-quote may name its speaker: short, no full stop."""
    return len(line.split()) <= MAX_SPEAKER_WORDS and not re.search(
        r"[.!?:;,…][”\"’')]*$", line
    )
