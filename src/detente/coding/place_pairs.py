"""Neighbouring names -> which holds which.

"Paris, Texas", "Tripoli in Lebanon", "Punjab state in India", "Congo's Ituri".
"""

import re
from collections.abc import Iterable

from detente.coding.place_names import Found
from detente.coding.place_prior import weight
from detente.knowledge.gazetteer import Candidate

LEVELS = frozenset({"country", "continent", "admin1"})
IN = re.compile(
    r" (?:(?:city|county|department|district|governorate|oblast|prefecture|province|"
    r"region|state|town|village) )?(?:in|of) (?:the )?$"
)
POSSESSIVE = frozenset({"'s ", "’s ", "' ", "’ "})
LARGE = 100_000  # people: a city that the news names with its state


def pair_up(items: list[Found], text: str) -> None:
    """Find "City, State": mark who holds whom and keep what fits."""
    for i in range(len(items) - 1):
        inner, outer = items[i], items[i + 1]
        gap = text[inner.span.end : outer.span.start]
        if gap in POSSESSIVE:
            _narrow(items, holder=i, held=i + 1)
            continue
        if gap not in {", ", " ("} and not (
            IN.match(gap) and ("in" in outer.signs or gap != " of ")
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


def _narrow(items: list[Found], *, holder: int, held: int) -> None:
    """Keep of what the two of "Congo's Ituri" may mean what fits."""
    outer, inner = items[holder], items[held]
    pairs = [
        (c, o)
        for c in inner.candidates
        for o in outer.candidates
        if o.key < 0 and o.feature in {"country", "admin1"} and _holds(o, c)
    ]
    if pairs:
        inner.candidates = _unique(c for c, _ in pairs)
        outer.candidates = _unique(o for _, o in pairs)


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
