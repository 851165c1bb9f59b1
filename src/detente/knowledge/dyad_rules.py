"""data/curated/linking_dyad_*.toml: what acts do to the state of a dyad, and scores."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from detente.knowledge.tables import Row, read_toml
from detente.model.dyad import Level, Rank
from detente.model.event import EventType
from detente.model.words import fold, stem

EFFECTS = "curated/linking_dyad_effects.toml"
SCORES = "curated/linking_dyad_scores.toml"
RANKS = "curated/linking_dyad_ranks.toml"
HIGHEST = 10.0  # of the scale of Goldstein (1992), either way


class Effect(StrEnum):
    """What of a dyad an act changes."""

    REPRESENTATION = "representation"
    AGREEMENT = "agreement"
    SANCTION = "sanction"
    END_AGREEMENT = "end-agreement"
    END_SANCTION = "end-sanction"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRule:
    """One row: these acts, in these words, do this.

    `words` are groups of stems of which each must be met. `level` and `whose` are there
    for representation alone; `whose` is "actor", "recipient" or "both".
    """

    id: str
    acts: frozenset[str]
    effect: Effect
    words: tuple[frozenset[str], ...]
    not_words: frozenset[str]
    level: Level | None = None
    whose: str = "actor"

    def fits(self, act: str, words: Collection[str]) -> bool:
        """Whether an act told in words of these stems is meant."""
        return (
            act in self.acts
            and all(not group.isdisjoint(words) for group in self.words)
            and self.not_words.isdisjoint(words)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadRules:
    """The table, checked. `scores` has every type; `ranks` offices by level."""

    effects: tuple[EffectRule, ...]
    scores: Mapping[EventType, float]
    ranks: Mapping[Rank, frozenset[str]]

    def effect_of(self, act: str | None, words: Collection[str]) -> EffectRule | None:
        """The first row that an act in these words is of; None if it changes nothing."""
        if act is None:
            return None
        return next((rule for rule in self.effects if rule.fits(act, words)), None)

    def rank_of(self, office: str | None) -> Rank:
        """The level of an office; officials where it is in no row."""
        if office is None:
            return Rank.UNKNOWN
        if office in self.ranks[Rank.HEADS]:
            return Rank.HEADS
        ministers = self.ranks[Rank.MINISTERS]
        if office in ministers or office.startswith("minister of "):
            return Rank.MINISTERS
        return Rank.OFFICIALS


@cache
def load_dyad_rules() -> DyadRules:
    """Read and check all of it.

    Raises:
        DataError: a row that does not hold together, or a type without a score.
    """
    effects = tuple(
        _effect(row)
        for row in read_toml(
            EFFECTS,
            "effect",
            required=("id", "acts", "effect"),
            optional=("level", "whose", "words", "not_words"),
        )
    )
    scores: dict[EventType, float] = {}
    row: Row | None = None
    for row in read_toml(SCORES, "score", required=("id", "value")):
        type_ = EventType(row.one_of("id", frozenset(EventType)))
        scores[type_] = row.number("value")
        if abs(scores[type_]) > HIGHEST:
            row.fail(f"expected a score within ±{HIGHEST}, got {scores[type_]}")
    missing = [one for one in EventType if one not in scores]
    if missing and row is not None:
        row.fail(f"expected a score for every type, got none for {missing[0]}")
    names = {"heads": Rank.HEADS, "ministers": Rank.MINISTERS}
    ranks = {
        names[row.one_of("id", names)]: frozenset(row.texts("offices"))
        for row in read_toml(RANKS, "rank", required=("id", "offices"))
    }
    return DyadRules(
        effects=effects,
        scores=MappingProxyType(scores),
        ranks=MappingProxyType(ranks),
    )


def _effect(row: Row) -> EffectRule:
    effect = Effect(row.one_of("effect", frozenset(Effect)))
    level = None
    if effect is Effect.REPRESENTATION:
        level = Level(row.one_of("level", frozenset(Level)))
    elif row.text("level"):
        row.fail("only representation has a level")
    whose = row.text("whose", "actor")
    if whose not in {"actor", "recipient", "both"}:
        row.fail(f"unknown whose {whose!r}")
    return EffectRule(
        id=row.text("id"),
        acts=frozenset(row.texts("acts")),
        effect=effect,
        words=tuple(_stems(group) for group in row.texts("words")),
        not_words=_stems(row.text("not_words")),
        level=level,
        whose=whose,
    )


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.split())
