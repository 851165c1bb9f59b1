"""Names found in an article -> which are places, and which place each one means.

Two questions, asked in turn. Is it a place: the signs around a name and the weight of
what it may mean are added up as log-odds (`SIGNS`, `WEIGHT`). Which: each candidate has
a prior (countries, then cities by people); what a comma says ("Paris, Texas") decides at
once, and else the article's other places do: same country, same division, near by.
The sums over the article are kept by country, division and degree square, so the work
grows with the names and not with their pairs.
"""

import math
from collections import defaultdict
from collections.abc import Iterable

from detente.coding.place_names import Found
from detente.coding.place_outlet import Home
from detente.knowledge.gazetteer import Candidate

# Log-odds that a name is a place, by sign.
SIGNS = {
    "abbreviation": 4.0,
    "according": -0.8,
    "based": 2.5,
    "body_of": -2.0,
    "capital_after": -1.5,
    "capital_before": -1.9,
    "comma_after": 0.5,
    "contained": 4.5,
    "container": 3.0,
    "dateline": 4.0,
    "direction": 0.6,
    "family": -1.2,
    "first": -0.1,
    "given": -1.4,
    "given_before": -3.5,
    "given_then_capital": -4.0,
    "hyphen_after": -0.5,
    "hyphen_before": -0.7,
    "in": 1.4,
    "initial_before": -4.0,
    "institution_after": -1.4,
    "kind_after": 1.5,
    "kind_of": 2.5,
    "listed": 1.4,
    "name_after": -3.0,
    "not_proper": -2.3,
    "of": 0.7,
    "party": 3.0,
    "person_here": -4.0,
    "plain": -3.3,
    "possessive": 0.0,
    "role_after": 0.5,
    "says": -1.0,
    "shouted": -0.6,
    "single": -0.5,
    "terrain": 0.2,
    "thing_after": -3.4,
    "title_before": -4.0,
}
KIND_ODDS = {
    "country": 3.3,
    "continent": 2.7,
    "admin1": 2.4,
    "region": 2.1,
    "water": 1.6,
    "facility": 1.6,
    "admin2": -0.2,
    "city": -2.3,
}
# States act and speak, and some share a given name ("Jordan said").
FOR_STATES = frozenset({"says", "given", "family"})
PEOPLE_ODDS = 0.8  # for each tenfold population of a city
PRIOR = {
    "country": 8.8,
    "continent": 8.5,
    "admin1": 4.8,
    "region": 6.0,
    "water": 5.5,
    "facility": 5.0,
    "admin2": 0.8,
    "city": 1.0,
}
ALIAS_PRIOR = -2.2
CURATED_PRIOR = 3.5  # a curated row: news names it
PEOPLE_PRIOR = 0.65  # for each tenfold population
FAMOUS = 4.5  # tenfolds: from here on the whole world may mean it
FAME_PRIOR = 0.8  # for each tenfold above that
CAPITAL_PRIOR = 5.0  # not in a local paper
FIXED = 12.0  # what a comma says outweighs the rest
SAME_COUNTRY, SAME_DIVISION, NEAR = 1.0, 1.8, 1.0  # for each e-fold of the others' mass
SIBLING = 1.5  # states named beside other states of the country
GAIN = 2.0  # how fast other names' mass counts
LEVELS = frozenset({"country", "continent", "admin1"})
LARGE = 100_000  # people: a city that the news names with its state
KEPT = 60  # candidates a name; the rest are hamlets that share it
ROUNDS = 3
HOME_COUNT = 3.0  # how many names of the text the outlet's own town weighs
NOWHERE = Home()


def weight(candidate: Candidate) -> float:
    """How well known a place is, in natural-log-like units; higher comes first."""
    score = PRIOR[candidate.feature]
    if candidate.feature in {"city", "admin1", "admin2"}:
        tens = math.log10(candidate.population + 10)
        score += PEOPLE_PRIOR * tens
        if candidate.feature == "city":
            score += FAME_PRIOR * max(0.0, tens - FAMOUS)
    if candidate.key < 0:
        score += CURATED_PRIOR
    if candidate.capital:
        score += CAPITAL_PRIOR
    return score + (ALIAS_PRIOR if candidate.alias else 0.0)


def odds(item: Found) -> float:
    """Log-odds that the name is a place here, all occurrences apart."""
    best = max(item.candidates, key=_kind_odds)
    signs = item.signs - FOR_STATES if best.feature == "country" else item.signs
    if "name_after" in signs:
        signs -= {"in"}
    return _kind_odds(best) + sum(SIGNS[sign] for sign in signs)


def _kind_odds(candidate: Candidate) -> float:
    score = KIND_ODDS[candidate.feature]
    if candidate.feature == "city":
        score += PEOPLE_ODDS * math.log10(candidate.population + 10)
    if candidate.alias:
        score -= 1.0
    if candidate.feature == "admin2" and " " in candidate.name:
        score += 2.0
    return score


def pair_up(items: list[Found], text: str) -> None:
    """Find "City, State": mark who holds whom and keep what fits."""
    for i in range(len(items) - 1):
        inner, outer = items[i], items[i + 1]
        gap = text[inner.span.end : outer.span.start]
        if gap not in {", ", " ("} and not (
            gap in {" in ", " in the "} and "in" in outer.signs
        ):
            continue
        held = [
            (c, o) for c in inner.candidates for o in outer.candidates if _holds(o, c)
        ]
        if any(o.key < 0 for _, o in held):
            held = [(c, o) for c, o in held if o.key < 0]
        if not held or _is_list(inner, outer, [c for c, _ in held]):
            continue
        inner.holder = i + 1
        inner.candidates = _unique(c for c, _ in held)
        outer.candidates = _unique(o for _, o in held)
        inner.signs |= {"contained"}
        outer.signs |= {"container"}


def _is_list(inner: Found, outer: Found, held: list[Candidate]) -> bool:
    """Whether "Georgia, Armenia" is two places: both are best read as of one level.

    A state in a country ("Georgia, USA") and a large city in a state ("Ontario,
    California") are held all the same.
    """
    if "abbreviation" in outer.signs:
        return False
    best, holder = max(inner.candidates, key=weight), max(outer.candidates, key=weight)
    if best.feature != holder.feature or best.feature not in LEVELS:
        return False
    return not any(
        c.key < 0 or (c.feature == "city" and c.population >= LARGE) for c in held
    )


def _unique(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple({c.key: c for c in candidates}.values())


def _holds(outer: Candidate, inner: Candidate) -> bool:
    if outer.key == inner.key:
        return False
    if outer.feature == "country":
        return inner.country == outer.country and inner.feature != "country"
    if outer.feature == "admin1":
        return inner.admin1 == outer.admin1 and inner.feature in {"city", "admin2"}
    if outer.feature == "admin2":
        return (
            inner.feature == "city"
            and inner.admin1 == outer.admin1
            and abs(inner.lat - outer.lat) < 0.8
            and abs(inner.lon - outer.lon) < 0.8
        )
    if outer.feature == "region":
        return (
            inner.feature == "city"
            and inner.country == outer.country
            and abs(inner.lat - outer.lat) < 2
            and abs(inner.lon - outer.lon) < 2
        )
    return False


def choose(
    items: list[Found], home: Home = NOWHERE
) -> list[tuple[Candidate, float, tuple[Candidate, ...]]]:
    """For each name its place, the score in [0, 1] of the choice, and rivals."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        groups[item.key].append(i)
    options = {key: _options(items, where) for key, where in groups.items()}
    counts = {key: 1 + math.log(len(where)) for key, where in groups.items()}
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
        chosen.append(
            (ranked[0][1], ranked[0][0] / total, tuple(c for _, c in ranked[1:4]))
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


class Field:
    """What the article's names say together: mass by country, division and square."""

    def __init__(self, home: Home) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.admin1: dict[str, float] = defaultdict(float)
        self.siblings: dict[str, float] = defaultdict(float)
        self.square: dict[tuple[int, int], float] = defaultdict(float)
        self.own: dict[tuple[str, object], float] = defaultdict(float)
        if home.country:
            self.country[home.country] += home.share

    def add(self, key: str, candidate: Candidate, mass: float) -> None:
        """Count a candidate with its share."""
        if mass < 0.02:
            return
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
