"""Parsed article -> its place names, each with the place that it means.

`place_names` finds names and what they may mean, `place_pairs` who holds whom, `place_odds`
which are places at all, `place_choice` which place. That an event happened at one of them
only grammar says: `event_location`.
"""

import math

from detente.coding.place_choice import choose
from detente.coding.place_names import find_names
from detente.coding.place_odds import THRESHOLD, settle
from detente.coding.place_of_event import event_location
from detente.coding.place_outlet import home_of
from detente.coding.place_pairs import pair_up
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention

__all__ = ["event_location", "find_places"]


def find_places(
    parsed: ParsedArticle, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Every name of a place in the article, in text order, with the place meant."""
    items = find_names(parsed, gazetteer, gazetteer.words)
    pair_up(items, parsed.text)
    scores = settle(items, parsed.text)
    kept = [
        (item, score)
        for item, score in zip(items, scores, strict=True)
        if score > THRESHOLD
    ]
    chosen = choose([item for item, _ in kept], home_of(parsed.article, gazetteer))
    return tuple(
        PlaceMention(
            span=item.span,
            place=candidate.place(),
            score=round(share / (1 + math.exp(-score)), 3),
            because=" ".join(sorted(item.signs)),
            rivals=tuple(f"{r.name}, {r.admin1 or r.country}" for r in rivals),
        )
        for (item, score), (candidate, share, rivals) in zip(kept, chosen, strict=True)
    )
