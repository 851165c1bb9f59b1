"""Names that several states' institutions share -> the one that the article means.

"The Democratic Party" is American, Korean, Italian: it is that of the state spoken of
around it. States' names themselves ("Georgia") are settled by what the article has
named before, see `actors`.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from detente.knowledge.actors import NameHit, NameKind
from detente.model.text import Sentence

WORD = re.compile(r"\b[A-Z][\w'’-]{2,}")
NEAR = 2  # sentences on either side, after the name's own, that tell whose it is


def settle(
    names: tuple[NameHit, ...], sentences: tuple[Sentence, ...], text: str
) -> tuple[NameHit, ...]:
    """Leave each institution's name one meaning; others stay as they are.

    Looked for in its own sentence, where surnames count, then in those around, then in the whole article: the
    state among the possible ones that is named most. Where none is, the name is none of
    ours and left out: it is read as "the party" is.
    """
    if not any(_is_shared(hit) for hit in names):
        return names
    starts = [sentence.span.start for sentence in sentences]
    places = [bisect_left(starts, hit.span.start + 1) - 1 for hit in names]
    settled = []
    for hit, place in zip(names, places, strict=True):
        if _is_shared(hit):
            for reach in (0, NEAR, len(sentences)):
                counts = _counted(hit, place, reach, names, places)
                if reach == 0:
                    _add_surnames(counts, hit, names, sentences[place], text)
                if counts:
                    best = max(hit.actors, key=lambda a: counts.get(a.country or "", 0))
                    settled.append(replace(hit, actors=(best,)))
                    break
        else:
            settled.append(hit)
    return tuple(settled)


def _add_surnames(
    counts: dict[str, int],
    hit: NameHit,
    names: tuple[NameHit, ...],
    sentence: Sentence,
    text: str,
) -> None:
    """Count the people named in full elsewhere of whom the sentence has one name."""
    homes = {
        word: other.actor.country
        for other in names
        if other.kind is NameKind.PERSON
        for word in WORD.findall(other.span.of(text))
    }
    possible = {actor.country for actor in hit.actors}
    for word in WORD.findall(sentence.span.of(text)):
        country = homes.get(word)
        if country is not None and country in possible:
            counts[country] = counts.get(country, 0) + 1


def _is_shared(hit: NameHit) -> bool:
    return hit.kind is NameKind.INSTITUTION and len(hit.actors) > 1


def _counted(
    hit: NameHit,
    place: int,
    reach: int,
    names: tuple[NameHit, ...],
    places: list[int],
) -> dict[str, int]:
    """How often each possible state is named within some sentences."""
    possible = {actor.country for actor in hit.actors}
    counts: dict[str, int] = {}
    for other, where in zip(names, places, strict=True):
        if abs(where - place) > reach or len(other.actors) != 1:
            continue
        country = other.actor.country
        if country in possible and country is not None:
            counts[country] = counts.get(country, 0) + 1
    return counts
