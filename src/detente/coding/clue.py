"""A clue to the day of an article: days with weights, and the words that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.coding.day_sets import DaySet, union
from detente.model.text import Span
from detente.model.time import TimeInterval

Step = tuple[TimeInterval, float]
"""Days, and how well they fit beside those that fit best (1.0)."""

FIRST, AFTER = date(1975, 1, 1), date(2036, 1, 1)  # the horizon of all clues
# How often a clue of each kind misleads.
CERTAIN = 0.002  # cannot be otherwise, save that we misread
FIRM = 0.02  # holds unless the text errs
USUAL = 0.06  # usage: so in nine cases of ten and more
LIKELY = 0.2  # a habit of news, with exceptions
STRONG = 0.3  # days of at least this weight are those that the clue points to


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """How well each day fits what an article says somewhere.

    `steps` are disjoint. `doubt` is the share of such clues that mislead: all days
    outside the steps together have that share of the weight. `because` is the reason as
    a person would put it, `evidence` its words.
    """

    steps: tuple[Step, ...]
    doubt: float
    because: str
    evidence: Span | None = None
    is_office: bool = False

    @property
    def days(self) -> DaySet:
        """The days that it points to."""
        return union(days for days, weight in self.steps if weight >= STRONG)

    @property
    def floor(self) -> float:
        """The weight of a day outside the steps."""
        inside = outside = 0.0
        for days, weight in self.steps:
            length = n_days(days)
            inside += weight * length
            outside -= length
        outside += (AFTER - FIRST).days
        share = self.doubt * inside / ((1 - self.doubt) * max(1.0, outside))
        return min(self.doubt, max(LEAST, share))


LEAST = 1e-9


def n_days(days: TimeInterval) -> int:
    """How many days within the horizon."""
    return max(0, (min(days.end, AFTER) - max(days.start, FIRST)).days)


def on_days(days: Iterable[TimeInterval], weight: float = 1.0) -> tuple[Step, ...]:
    """These days, all alike."""
    return tuple((interval, weight) for interval in union(days))


def fading(*layers: tuple[Iterable[TimeInterval], float]) -> tuple[Step, ...]:
    """Layers of days, each with its weight; where they overlap, the heavier counts.

    Layers are given from the heaviest to the lightest.
    """
    steps: list[Step] = []
    taken: DaySet = ()
    for days, weight in layers:
        layer = union(days)
        steps += ((left, weight) for left in without(layer, taken))
        taken = union((*taken, *layer))
    return tuple(sorted(steps, key=lambda step: step[0].start))


def shared(*layers: tuple[Iterable[TimeInterval], float]) -> tuple[Step, ...]:
    """Layers of days, each with the share of articles that lie in it and in no other.

    No day weighs more than one of a layer before it.
    """
    parts: list[tuple[DaySet, float]] = []
    taken: DaySet = ()
    for days, share in layers:
        layer = union(days)
        left = without(layer, taken)
        length = sum(n_days(interval) for interval in left)
        if length:
            weight = share / length
            parts.append((left, min(weight, parts[-1][1]) if parts else weight))
        taken = union((*taken, *layer))
    most = max((weight for _, weight in parts), default=1.0)
    steps = [(days, weight / most) for left, weight in parts for days in left]
    return tuple(sorted(steps, key=lambda step: step[0].start))


def without(days: DaySet, taken: DaySet) -> DaySet:
    """The days that are not among `taken`."""
    left: list[TimeInterval] = []
    for interval in days:
        start = interval.start
        for other in taken:
            if other.end <= start or other.start >= interval.end:
                continue
            if other.start > start:
                left.append(TimeInterval(start, other.start))
            start = max(start, other.end)
        if start < interval.end:
            left.append(TimeInterval(start, interval.end))
    return tuple(left)
