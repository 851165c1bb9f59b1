"""Sets of days as disjoint intervals in order: what several clues leave possible."""

from collections.abc import Iterable
from datetime import date, timedelta

from detente.model.time import TimeInterval

DaySet = tuple[TimeInterval, ...]

EVER: DaySet = (TimeInterval(date.min, date.max),)


def union(intervals: Iterable[TimeInterval]) -> DaySet:
    """The days of any of them; touching intervals become one."""
    merged: list[TimeInterval] = []
    for interval in sorted(intervals, key=lambda i: (i.start, i.end)):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = merged[-1].join(interval)
        else:
            merged.append(interval)
    return tuple(merged)


def both(left: DaySet, right: DaySet) -> DaySet:
    """The days in both; empty if they contradict each other."""
    met = (a.meet(b) for a in left for b in right)
    return union(i for i in met if i is not None)


def hull(days: DaySet) -> TimeInterval:
    """From the first to the last day; `days` is not empty."""
    return TimeInterval(days[0].start, days[-1].end)


def since(day: date) -> DaySet:
    """That day and all after it."""
    return (TimeInterval(day, date.max),)


def until(day: date) -> DaySet:
    """That day and all before it."""
    return (TimeInterval.days(date.min, day),)


def around(interval: TimeInterval, first_days: int, last_days: int) -> TimeInterval:
    """From so many days after its first day to so many after its last (negative: before)."""
    start = _add(interval.start, first_days)
    return TimeInterval(start, max(_add(interval.end, last_days), _add(start, 1)))


def _add(day: date, days: int) -> date:
    place = min(max(1, day.toordinal() + days), date.max.toordinal())
    return date.fromordinal(place) if days or day != date.max else day


ONE_DAY = timedelta(days=1)
