"""What a new article has to be compared with: looked up by keys, never all of a ledger.

An article stands in a ledger under keys: runs of words (near-copies), weighty words by
the time (stories), participants by the time (events). A linker asks for the articles
under the keys of a new one, and under those of what hangs together with it, until
nothing new comes; so its cost follows what the new article touches, not the ledger.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from detente.linking.copies import shelves_near
from detente.linking.features import View
from detente.linking.pairs import asked_places, own_places
from detente.linking.stories import Placement
from detente.model.article import Article
from detente.model.entry import Report

# Raised when keys are made otherwise: a ledger's are then made anew.
KEYS_VERSION = "2"
MASK = (1 << 63) - 1
# Articles that one is compared with at most, those that share most. Only what has no
# days of its own finds so many: "in 2022" is the whole year's news of a pair of states.
MOST_ASKED = 400


class Memory(Protocol):
    """What a linker needs of a ledger."""

    def articles_by_key(self, keys: Iterable[int]) -> Mapping[int, Sequence[str]]:
        """The articles under each of these keys."""
        ...

    def coded(
        self, article_ids: Iterable[str]
    ) -> Sequence[tuple[Article, tuple[Report, ...]]]:
        """These articles, dated and with their texts, and their reports."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Keys to look under, by what they find; of runs and words several must be shared.

    `brief` finds articles of few words, of which one is enough.
    """

    runs: tuple[int, ...]
    words: tuple[int, ...]
    brief: tuple[int, ...]
    sides: tuple[int, ...]
    is_brief: bool


def key_of(*parts: object) -> int:
    """A key of 63 bits."""
    text = "\x1f".join(map(str, parts))
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") & MASK


def own_keys(
    sample: Iterable[int],
    season: int | None,
    placement: Placement,
    views: Iterable[View],
) -> tuple[int, ...]:
    """The keys that an article stands under, sorted; `season` is its shelf of copies."""
    keys = {key_of("run", run, season) for run in sample}
    for word in placement.keys:
        kind = "brief" if placement.is_brief else "word"
        keys.add(key_of(kind, word, placement.shelf))
        keys.add(key_of(kind, word, "any"))
    for view in views:
        keys.update(key_of("side", *place) for place in own_places(view))
    return tuple(sorted(keys))


def asked_keys(
    sample: Iterable[int],
    season: int | None,
    placement: Placement,
    views: Iterable[View],
) -> Asked:
    """The keys under which all that an article is compared with stands.

    An undated one finds its dated copies by their weighty words.
    """
    seasons = (None,) if season is None else shelves_near(season)
    shelves: Sequence[object] = placement.shelves_near or ("any",)
    sides = {key_of("side", *place) for view in views for place in asked_places(view)}
    return Asked(
        runs=tuple(
            sorted({key_of("run", r, near) for r in sample for near in seasons})
        ),
        words=_words("word", placement, shelves),
        brief=_words("brief", placement, shelves),
        sides=tuple(sorted(sides)),
        is_brief=placement.is_brief,
    )


def _words(
    kind: str, placement: Placement, shelves: Iterable[object]
) -> tuple[int, ...]:
    shelves = tuple(shelves)
    found = {key_of(kind, word, shelf) for word in placement.keys for shelf in shelves}
    return tuple(sorted(found))


def recalled(
    memory: Memory, asked: Asked, *, min_runs: int, min_words: int
) -> frozenset[str]:
    """The articles worth comparing, by what they share; `MOST_ASKED` of them at most.

    Args:
        memory: Where to look.
        asked: The keys of the article in hand.
        min_runs: Of so many sampled runs at least.
        min_words: Of so many weighty words at least, unless either has few.
    """
    every = (*asked.runs, *asked.words, *asked.brief, *asked.sides)
    found = memory.articles_by_key(every)
    runs = Counter(a for key in asked.runs for a in found.get(key, ()))
    words = Counter(a for key in asked.words for a in found.get(key, ()))
    brief = Counter(a for key in asked.brief for a in found.get(key, ()))
    sides = Counter(a for key in asked.sides for a in found.get(key, ()))
    few = 1 if asked.is_brief else min_words
    wanted = {one for one, n in runs.items() if n >= min_runs}
    wanted |= {one for one, n in words.items() if n >= few}
    wanted |= brief.keys() | sides.keys()
    if len(wanted) <= MOST_ASKED:
        return frozenset(wanted)

    def shared(one: str) -> tuple[int, str]:
        return -(runs[one] + words[one] + brief[one] + sides[one]), one

    return frozenset(sorted(wanted, key=shared)[:MOST_ASKED])
