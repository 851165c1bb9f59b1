"""Places named in an article -> which one each name means.

Each candidate has a prior (`place_prior`); what a comma says ("Paris, Texas") decides at
once, and else the article's other places do: same country, same division, near by. The
sums over the article are kept by country, division and degree square, so the work grows
with the names and not with their pairs.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from detente.coding.place_names import Found
from detente.coding.place_outlet import Home
from detente.coding.place_prior import CAPITAL_PRIOR, weight
from detente.knowledge.gazetteer import Candidate

FIXED = 12.0  # what a comma says outweighs the rest
SAME_COUNTRY, SAME_DIVISION, NEAR = 1.2, 1.8, 1.2  # for each e-fold of the others' mass
SIBLING = 1.5  # states named beside other states of the country
GAIN = 2.0  # how fast other names' mass counts
KEPT = 60  # candidates a name; the rest are hamlets that share it
ROUNDS = 3
HOME_COUNT = 3.0  # how many names of the text the outlet's own town weighs
SMALL = frozenset({"city", "admin2", "facility"})  # what lies near something
NATION = 0.5  # in names of the text: "Nigerian" against "Nigeria"
NOWHERE = Home()
NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place that a name means, should it be a place's.

    `share` in [0, 1] is how sure the choice is; `rivals` come next; `beside` what the
    article's other places say for it.
    """

    candidate: Candidate
    share: float
    rivals: tuple[Candidate, ...]
    beside: "Beside"


def choose(
    items: list[Found],
    presence: Sequence[float],
    home: Home = NOWHERE,
    nations: Mapping[str, int] = NONE,
) -> list[Choice]:
    """For each name the place that it means.

    Args:
        items: Names that may be places'.
        presence: For each, in [0, 1], how surely it is one: a name that hardly is
            says little of where the others are.
        home: The outlet's.
        nations: How often the text tells of a state by its adjective or people.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        groups[item.key].append(i)
    options = {key: _options(items, where) for key, where in groups.items()}
    counts = {
        key: max(presence[i] for i in where)
        * (1 + math.log(max(1.0, sum(presence[i] for i in where))))
        for key, where in groups.items()
    }
    if home.candidates:
        # The outlet's town counts like a name of the text that is often repeated.
        known = options.setdefault(home.key, [])
        seen = {c.key for c, _ in known}
        known.extend((c, weight(c)) for c in home.candidates if c.key not in seen)
        counts[home.key] = counts.get(home.key, 0.0) + HOME_COUNT
    priors = {
        key: [
            known_as
            - (
                CAPITAL_PRIOR
                if c.capital and home.candidates and c.country != home.country
                else 0.0
            )
            for c, known_as in found
        ]
        for key, found in options.items()
    }
    told: dict[Mark, float] = {
        code: NATION * (1 + math.log(n)) for code, n in nations.items()
    }
    if home.country:
        told[home.country] = told.get(home.country, 0.0) + home.share
    shares = {key: _softmax(prior) for key, prior in priors.items()}
    lies = {key: [_lie(c) for c, _ in found] for key, found in options.items()}
    field = Field(told)
    for _ in range(ROUNDS):
        field = Field(told)
        for key, there in lies.items():
            own, count = field.of(key), counts[key]
            for lie, share in zip(there, shares[key], strict=True):
                field.add(own, lie, share * count)
        for key, there in lies.items():
            if len(there) > 1:  # the share of a lone one is 1 whatever the others say
                own = field.of(key)
                shares[key] = _softmax(
                    [
                        prior + field.support(own, lie)
                        for prior, lie in zip(priors[key], there, strict=True)
                    ]
                )
    chosen = []
    for item in items:
        found, split = options[item.key], shares[item.key]
        allowed = {c.key for c in item.candidates}
        ranked = sorted(
            (
                (p, c)
                for p, (c, _) in zip(split, found, strict=True)
                if c.key in allowed
            ),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        if not ranked:
            ranked = [(0.5, item.candidates[0])]
        total = sum(p for p, _ in ranked) or 1.0
        best = ranked[0][1]
        chosen.append(
            Choice(
                candidate=best,
                share=ranked[0][0] / total,
                rivals=tuple(c for _, c in ranked[1:4]),
                beside=field.beside(item.key, best),
            )
        )
    return chosen


def _options(items: list[Found], where: list[int]) -> list[tuple[Candidate, float]]:
    """The candidates of a name over its occurrences, each with its prior."""
    fixed: set[int] = set()
    found: dict[int, Candidate] = {}
    for i in where:
        if "contained" in items[i].signs:
            fixed |= {c.key for c in items[i].candidates}
        found.update((c.key, c) for c in items[i].candidates)
    weights = {key: weight(c) for key, c in found.items()}
    ranked = sorted(found, key=lambda key: (key not in fixed, -weights[key], key))
    return [
        (found[key], weights[key] + (FIXED if key in fixed else 0.0))
        for key in ranked[:KEPT]
    ]


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


class Beside(NamedTuple):
    """How many names, weighed by how sure they are, lie where a place does.

    All names of the article but its own; those in its country; in its first-order
    division; within a degree or so.
    """

    everywhere: float
    country: float
    division: float
    near: float


Mark: TypeAlias = str | tuple[int, int]
"""Where a place lies: everywhere, a country, a division, a degree square; or of which
country it is a division."""
EVERYWHERE = "everywhere"


class Lie(NamedTuple):
    """Where a candidate lies.

    `marks` are what its mass is added to, `beside` those at which others speak for it,
    each with how much.
    """

    marks: tuple[Mark, ...]
    beside: tuple[tuple[Mark, float], ...]


def _lie(candidate: Candidate) -> Lie:
    marks: list[Mark] = [EVERYWHERE]
    beside: list[tuple[Mark, float]] = []
    if candidate.country:
        beside.append((candidate.country, SAME_COUNTRY))
        if candidate.feature == "admin1":
            beside.append((f"divisions of {candidate.country}", SIBLING))
    if candidate.admin1:
        beside.append((candidate.admin1, SAME_DIVISION))
    marks += [mark for mark, _ in beside]
    if candidate.feature in SMALL:
        square = _square(candidate)
        beside.append((square, NEAR))
        marks += _around(*square)
    return Lie(tuple(marks), tuple(beside))


def _square(candidate: Candidate) -> tuple[int, int]:
    return math.floor(candidate.lat), math.floor(candidate.lon)


@lru_cache(maxsize=4096)
def _around(row: int, column: int) -> tuple[tuple[int, int], ...]:
    return tuple((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


class Field:
    """What the article's names say together, and each by itself: mass by mark."""

    def __init__(self, told: Mapping[Mark, float]) -> None:
        self._all = dict(told)
        self._own: dict[str, dict[Mark, float]] = {}

    def of(self, key: str) -> dict[Mark, float]:
        """The masses of one name."""
        return self._own.setdefault(key, {})

    def add(self, own: dict[Mark, float], lie: Lie, mass: float) -> None:
        """Count a candidate of a name with its share."""
        if mass < 0.02:
            return
        total = self._all
        for mark in lie.marks:
            total[mark] = total.get(mark, 0.0) + mass
            own[mark] = own.get(mark, 0.0) + mass

    def support(self, own: dict[Mark, float], lie: Lie) -> float:
        """What the other names say for a candidate of a name."""
        total, score = self._all, 0.0
        for mark, factor in lie.beside:
            others = total.get(mark, 0.0) - own.get(mark, 0.0)
            if others > 0:
                score += factor * math.log1p(GAIN * others)
        return score

    def beside(self, key: str, candidate: Candidate) -> Beside:
        """The mass of the article's other names near a candidate."""
        total, own = self._all, self.of(key)

        def others(mark: Mark) -> float:
            return total.get(mark, 0.0) - own.get(mark, 0.0)

        everywhere = others(EVERYWHERE)
        return Beside(
            everywhere,
            others(candidate.country) if candidate.country else everywhere,
            others(candidate.admin1) if candidate.admin1 else 0.0,
            others(_square(candidate)),
        )
