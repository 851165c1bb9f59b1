"""Places named in an article -> which one each name means.

Each candidate has a prior (`place_prior`); what a comma says ("Paris, Texas") decides at
once, and else the article's other places do: same country, same division, near by. The
sums over the article are kept by country, division and degree square, so the work grows
with the names and not with their pairs.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
NOWHERE = Home()


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
    items: list[Found], presence: Sequence[float], home: Home = NOWHERE
) -> list[Choice]:
    """For each name the place that it means.

    Args:
        items: Names that may be places'.
        presence: For each, in [0, 1], how surely it is one: a name that hardly is
            says little of where the others are.
        home: The outlet's.
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
        known.extend((c, False) for c in home.candidates if c.key not in seen)
        counts[home.key] = counts.get(home.key, 0.0) + HOME_COUNT
    priors = {
        key: [
            weight(c)
            + (FIXED if fixed else 0.0)
            - (
                CAPITAL_PRIOR
                if c.capital and home.candidates and c.country != home.country
                else 0.0
            )
            for c, fixed in found
        ]
        for key, found in options.items()
    }
    shares = {key: _softmax(prior) for key, prior in priors.items()}
    field = Field(home)
    for _ in range(ROUNDS):
        field = Field(home)
        for key, found in options.items():
            for (candidate, _), share in zip(found, shares[key], strict=True):
                field.add(key, candidate, share * counts[key])
        shares = {
            key: _softmax(
                [
                    prior + field.support(key, candidate)
                    for prior, (candidate, _) in zip(priors[key], found, strict=True)
                ]
            )
            for key, found in options.items()
        }
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


def _options(items: list[Found], where: list[int]) -> list[tuple[Candidate, bool]]:
    """The candidates of a name over its occurrences; those a comma fixed are marked."""
    fixed: set[int] = set()
    found: dict[int, Candidate] = {}
    for i in where:
        if "contained" in items[i].signs:
            fixed |= {c.key for c in items[i].candidates}
        found.update((c.key, c) for c in items[i].candidates)
    ranked = sorted(
        found.values(), key=lambda c: (c.key not in fixed, -weight(c), c.key)
    )
    return [(c, c.key in fixed) for c in ranked[:KEPT]]


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


class Field:
    """What the article's names say together: mass by country, division and square."""

    def __init__(self, home: Home) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.admin1: dict[str, float] = defaultdict(float)
        self.siblings: dict[str, float] = defaultdict(float)
        self.square: dict[tuple[int, int], float] = defaultdict(float)
        self.own: dict[tuple[str, object], float] = defaultdict(float)
        self.all = 0.0
        if home.country:
            self.country[home.country] += home.share

    def add(self, key: str, candidate: Candidate, mass: float) -> None:
        """Count a candidate with its share."""
        if mass < 0.02:
            return
        self.all += mass
        self.own[key, "all"] += mass
        if candidate.country:
            self.country[candidate.country] += mass
            self.own[key, candidate.country] += mass
        if candidate.feature == "admin1" and candidate.country:
            self.siblings[candidate.country] += mass
            self.own[key, "siblings " + candidate.country] += mass
        if candidate.admin1:
            self.admin1[candidate.admin1] += mass
            self.own[key, candidate.admin1] += mass
        if candidate.feature in {"city", "admin2", "facility"}:
            row, column = math.floor(candidate.lat), math.floor(candidate.lon)
            for square in (
                (row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)
            ):
                self.square[square] += mass
                self.own[key, square] += mass

    def beside(self, key: str, candidate: Candidate) -> Beside:
        """The mass of the article's other names near a candidate."""
        own, country, division = self.own, candidate.country, candidate.admin1
        square = (math.floor(candidate.lat), math.floor(candidate.lon))
        everywhere = self.all - own[key, "all"]
        return Beside(
            everywhere,
            self.country[country] - own[key, country] if country else everywhere,
            self.admin1[division] - own[key, division] if division else 0.0,
            self.square[square] - own[key, square],
        )

    def support(self, key: str, candidate: Candidate) -> float:
        """What the other names say for a candidate."""
        score = 0.0
        if candidate.country:
            others = self.country[candidate.country] - self.own[key, candidate.country]
            score += SAME_COUNTRY * math.log1p(GAIN * max(0.0, others))
        if candidate.feature == "admin1" and candidate.country:
            own = self.own[key, "siblings " + candidate.country]
            others = self.siblings[candidate.country] - own
            score += SIBLING * math.log1p(GAIN * max(0.0, others))
        if candidate.admin1:
            others = self.admin1[candidate.admin1] - self.own[key, candidate.admin1]
            score += SAME_DIVISION * math.log1p(GAIN * max(0.0, others))
        if candidate.feature in {"city", "admin2", "facility"}:
            square = (math.floor(candidate.lat), math.floor(candidate.lon))
            others = self.square[square] - self.own[key, square]
            score += NEAR * math.log1p(GAIN * max(0.0, others))
        return score
