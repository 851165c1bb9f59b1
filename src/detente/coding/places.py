"""Parsed article -> its place names, each with the place that it means.

Names come from `place_names`, the choice among places from `place_choice`. Nothing here
says that an event happened at a place: `event_location` does, from grammar.
"""

import math

from detente.coding.place_choice import SIGNS, choose, odds, pair_up
from detente.coding.place_names import LISTED, Found, find_names
from detente.coding.place_of_event import event_location
from detente.coding.place_outlet import home_of
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention

__all__ = ["event_location", "find_places"]

THRESHOLD = 0.0  # log-odds; measured on both development sets
SURE = 1.5  # log-odds above which a name vouches for its neighbours in a list
DEAF = -1.0  # below this a name is something else here, whatever it is elsewhere
REPEAT = 0.5  # how much of the best occurrence's odds the name's others get


def find_places(
    parsed: ParsedArticle, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Every name of a place in the article, in text order, with the place meant."""
    items = find_names(parsed, gazetteer, gazetteer.words)
    pair_up(items, parsed.text)
    scores = _settle(items, parsed.text)
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


def _settle(items: list[Found], text: str) -> list[float]:
    """Log-odds of each name; its neighbours in a list and its repeats speak for it."""
    scores = [odds(item) for item in items]
    sure = [score > SURE for score in scores]
    for i in range(len(items) - 1):
        left, right = items[i], items[i + 1]
        if left.holder == i + 1 or text[left.span.end : right.span.start] not in LISTED:
            continue
        for one, other in ((i, i + 1), (i + 1, i)):
            if sure[other] and "listed" not in items[one].signs:
                items[one].signs |= {"listed"}
                scores[one] += SIGNS["listed"]
    best: dict[str, float] = {}
    for item, score in zip(items, scores, strict=True):
        best[item.key] = max(score, best.get(item.key, score))
    return [
        score + REPEAT * max(0.0, min(best[item.key], 4.0) - max(score, 0.0))
        if score > DEAF
        else score
        for item, score in zip(items, scores, strict=True)
    ]
