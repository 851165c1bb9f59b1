"""Clues -> the shortest account of the days that they leave: most of the weight.

Every clue gives every day a weight; the product is how well a day fits all of them. The
answer is the days that fit best, taken together until they hold `SHARE` of the weight,
and what lies between them. Clues that only exclude days therefore give exactly
the days that none excludes; clues that fade (what happened "recently") cut the answer
where little is left; and clues that contradict each other are outvoted, not obeyed.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil, exp, log

from detente.coding.clue import AFTER, FIRST, Clue
from detente.model.time import TimeInterval

SHARE = 0.85
EVEN = 1e-9  # weights this near are the same


def weighed(clues: Sequence[Clue]) -> TimeInterval:
    """The days that hold `SHARE` of the weight; open where they reach the horizon."""
    segments = _segments(clues)
    heaviest = max(weight for _, _, weight in segments)
    masses = sorted(
        (
            (exp(weight - heaviest), last - first, first, last)
            for first, last, weight in segments
        ),
        key=lambda mass: (-mass[0], mass[2]),
    )
    wanted = SHARE * sum(weight * days for weight, days, _, _ in masses)
    held = 0.0
    lowest = 1.0
    start, end = masses[0][2], masses[0][3]
    for weight, days, first, last in masses:
        if weight < lowest - EVEN:
            if held >= wanted:
                break
            # Beside what fits better only as many days as are wanting.
            most = min(days, ceil((wanted - held) / weight))
            if first == end and last < AFTER.toordinal():
                last = first + most
            elif last == start and first > FIRST.toordinal():
                first = last - most
        held, lowest = held + weight * (last - first), weight
        start, end = min(start, first), max(end, last)
    return TimeInterval(
        date.min if start <= FIRST.toordinal() else date.fromordinal(start),
        date.max if end >= AFTER.toordinal() else date.fromordinal(end),
    )


def _segments(clues: Sequence[Clue]) -> list[tuple[int, int, float]]:
    """Runs of days of one weight: first day, day after the last, sum of logarithms."""
    low, high = FIRST.toordinal(), AFTER.toordinal()
    changes: dict[int, float] = {low: 0.0, high: 0.0}
    base = 0.0
    for clue in clues:
        floor = log(clue.floor)
        base += floor
        for days, weight in clue.steps:
            first = max(low, days.start.toordinal())
            last = min(high, days.end.toordinal())
            if first >= last:
                continue
            rise = log(weight) - floor
            changes[first] = changes.get(first, 0.0) + rise
            changes[last] = changes.get(last, 0.0) - rise
    bounds = sorted(changes)
    segments = []
    for first, last in pairwise(bounds):
        base += changes[first]
        segments.append((first, last, base))
    return segments
