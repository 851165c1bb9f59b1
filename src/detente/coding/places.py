"""Parsed article -> its place names, each with the place that it means.

`place_names` finds names and what they may mean, `place_pairs` who holds whom, `place_odds`
which are places at all, `place_choice` which place. That an event happened at one of them
only grammar says: `event_location`.
"""

from detente.coding.place_choice import choose
from detente.coding.place_fit import fit
from detente.coding.place_names import find_names
from detente.coding.place_odds import HOPELESS, THRESHOLD, settle, sigmoid
from detente.coding.place_of_event import event_location
from detente.coding.place_outlet import home_of
from detente.coding.place_pairs import pair_up
from detente.coding.place_signs import nations_of
from detente.coding.place_tokens import words_of
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention

__all__ = ["event_location", "find_places"]


def find_places(
    parsed: ParsedArticle, gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Every name of a place in the article, in text order, with the place meant."""
    sentences = [words_of(s, parsed.text) for s in parsed.sentences]
    items = find_names(parsed, sentences, gazetteer)
    pair_up(items, parsed.text)
    scored = [
        (item, score)
        for item, score in zip(items, settle(items, parsed.text), strict=True)
        if score > HOPELESS
    ]
    chosen = choose(
        [item for item, _ in scored],
        [sigmoid(score) for _, score in scored],
        home_of(parsed.article, gazetteer),
        nations_of(sentences, gazetteer.words),
    )
    found = []
    for (item, told), choice in zip(scored, chosen, strict=True):
        score = told + fit(item, choice)
        if score > THRESHOLD:
            found.append(
                PlaceMention(
                    span=item.span,
                    place=choice.candidate.place(),
                    score=round(choice.share * sigmoid(score), 3),
                    because=" ".join(sorted(item.signs)),
                    rivals=tuple(
                        f"{r.name}, {r.admin1 or r.country}" for r in choice.rivals
                    ),
                )
            )
    return tuple(found)
