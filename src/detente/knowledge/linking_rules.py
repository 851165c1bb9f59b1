"""The rows of data/ that linking weighs reports by.

How readily two types name one event, which kinds of action there are below a type,
which words number a series, and how common each word is in news.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from detente.knowledge.tables import read_csv, read_toml
from detente.model.event import EventType
from detente.model.words import fold, stem
from detente.problems import DataError

TYPES = "curated/linking_types.toml"
ACTIONS = "curated/linking_actions.toml"
ORDINALS = "curated/linking_ordinals.toml"
COUNTS = "generated/word_documents.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A kind of action, finer than the type: "visit", "recall-envoy".

    `words` are groups of stems; a clause is of the kind when it has one of each group.
    `distinct` kinds are never one event with it, `like` ones may be. `is_speech`: words
    about other events, which the same clause names. `types` are those that it can be of,
    any if empty. `objects` are kinds that it is done to, by whose name it goes as well.
    """

    id: str
    words: tuple[frozenset[str], ...]
    distinct: frozenset[str] = frozenset()
    like: frozenset[str] = frozenset()
    is_speech: bool = False
    types: frozenset[EventType] = frozenset()
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingRules:
    """What linking knows beforehand, checked.

    `type_weights` is in both orders, the same type left out. `by_stem` finds the
    actions whose first group has a stem.
    """

    type_weights: Mapping[tuple[EventType, EventType], float]
    actions: Mapping[str, Action]
    by_stem: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]
    n_articles: int
    documents: Mapping[str, int] = field(repr=False)

    def type_weight(self, one: EventType, other: EventType) -> float:
        """How readily both types name one event: 1 for the same, 0 for never."""
        return 1.0 if one is other else self.type_weights.get((one, other), 0.0)

    def types_near(self, one: EventType) -> tuple[EventType, ...]:
        """Every type that may name the same event, itself first."""
        others = {right for left, right in self.type_weights if left is one}
        return (one, *sorted(others))

    def rarity(self, word: str) -> float:
        """The stem's inverse document frequency in news, at least 0."""
        seen = self.documents.get(word, 0)
        return max(0.0, math.log((self.n_articles + 1) / (seen + 1)))

    def actions_of(self, words: Iterable[str]) -> frozenset[str]:
        """The kinds of action that a clause's stems speak of."""
        present = frozenset(words)
        candidates = {a for word in present for a in self.by_stem.get(word, ())}
        return frozenset(
            a
            for a in candidates
            if all(not group.isdisjoint(present) for group in self.actions[a].words)
        )


@cache
def load_linking_rules() -> LinkingRules:
    """Read and check all of it.

    Raises:
        DataError: a row that does not hold together.
    """
    actions = _read_actions()
    by_stem: dict[str, list[str]] = {}
    for action in actions.values():
        for word in action.words[0]:
            by_stem.setdefault(word, []).append(action.id)
    documents = {
        row.text("stem"): int(row.number("documents"))
        for row in read_csv(
            COUNTS, columns=("stem", "documents"), key=("stem",), has_source=False
        )
    }
    n_articles = documents.pop("*")
    return LinkingRules(
        type_weights=_read_types(),
        actions=actions,
        by_stem={word: tuple(sorted(found)) for word, found in by_stem.items()},
        ranks=_read_ranks(),
        n_articles=n_articles,
        documents=documents,
    )


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.split())


def _read_types() -> dict[tuple[EventType, EventType], float]:
    weights: dict[tuple[EventType, EventType], float] = {}
    for row in read_toml(TYPES, "type_match", required=("id", "weight")):
        names = row.text("id").split()
        if len(names) != 2 or not set(names) <= set(EventType):
            row.fail(f"expected two event types, got {row.text('id')!r}")
        one, other = (EventType(name) for name in names)
        weights[one, other] = weights[other, one] = row.number("weight")
    return weights


def _read_actions() -> dict[str, Action]:
    rows = list(
        read_toml(
            ACTIONS,
            "action",
            required=("id", "words"),
            optional=("distinct", "like", "is_speech", "types", "objects"),
        )
    )
    names = {row.text("id") for row in rows}
    distinct: dict[str, set[str]] = {name: set() for name in names}
    like: dict[str, set[str]] = {name: set() for name in names}
    for row in rows:
        for table, key in ((distinct, "distinct"), (like, "like")):
            for other in row.texts(key):
                if other not in names:
                    raise DataError(row.where, f"unknown action {other!r}")
                table[row.text("id")].add(other)
                table[other].add(row.text("id"))
    return {
        row.text("id"): Action(
            id=row.text("id"),
            words=tuple(_stems(group) for group in row.texts("words")),
            distinct=frozenset(distinct[row.text("id")]),
            like=frozenset(like[row.text("id")]),
            is_speech=row.flag("is_speech"),
            objects=frozenset(row.texts("objects")),
            types=frozenset(EventType(name) for name in row.texts("types")),
        )
        for row in rows
    }


def _read_ranks() -> dict[str, int]:
    return {
        word: int(row.number("rank"))
        for row in read_toml(ORDINALS, "ordinal", required=("id", "rank", "words"))
        for word in _stems(row.text("words"))
    }
