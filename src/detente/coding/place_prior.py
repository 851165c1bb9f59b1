"""What a name may mean -> how likely each is before the article is asked.

Countries come before cities, large cities before small ones, capitals before all other
cities, and what the curated tables name before what they do not. The numbers are
natural-log odds; a search over both development sets found them flat: none of them
moves a score by more than 1.5 points within a third of its value.
"""

import math

from detente.knowledge.gazetteer import Candidate

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
# For each e-fold of names that a city has in other languages and times, above the six
# or so of a small one.
NAMES_PRIOR, MANY_NAMES = 0.25, 2.0
CAPITAL_PRIOR = 5.0  # not in a local paper
# Divisions that a city of the same name stands for, and how near it lies.
COVERED = frozenset({"admin1", "admin2"})
LARGE = 100_000  # people
SEAT_PEOPLE, NEAR_DEGREES = 50_000, 1.5


def weight(candidate: Candidate) -> float:
    """How well known a place is, in natural-log-like units; higher comes first."""
    score = PRIOR[candidate.feature]
    if candidate.feature in {"city", "admin1", "admin2"}:
        tens = math.log10(candidate.population + 10)
        score += PEOPLE_PRIOR * tens
        if candidate.feature == "city":
            score += FAME_PRIOR * max(0.0, tens - FAMOUS)
            score += NAMES_PRIOR * (math.log1p(candidate.fame) - MANY_NAMES)
    if candidate.key < 0:
        score += CURATED_PRIOR
    if candidate.capital:
        score += CAPITAL_PRIOR
    return score + (ALIAS_PRIOR if candidate.alias else 0.0)


def thin_out(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out candidates that a better one of the same name covers.

    A division named like its chief city ("Aleppo"): the city stays. A country or a
    well-known division: places that merely also bear the name in some language go. A
    capital once called like another large city is not famous by that name (Amman was
    Philadelphia).
    """
    if len(candidates) == 1:
        return candidates
    known = any(c.key < 0 and c.feature in {"country", "admin1"} for c in candidates)
    cities = [c for c in candidates if c.feature == "city" and not c.alias]
    rivalled = any(c.population >= LARGE for c in cities)
    kept = tuple(
        c._replace(capital=False) if rivalled and c.alias and c.capital else c
        for c in candidates
        if not (known and c.alias)
        and not (
            c.feature in COVERED
            and c.key >= 0
            and any(_is_seat(city, c) for city in cities)
        )
    )
    return kept or candidates


def _is_seat(city: Candidate, division: Candidate) -> bool:
    return city.admin1 == division.admin1 or (
        city.country == division.country
        and city.population >= SEAT_PEOPLE
        and abs(city.lat - division.lat) < NEAR_DEGREES
        and abs(city.lon - division.lon) < NEAR_DEGREES
    )
