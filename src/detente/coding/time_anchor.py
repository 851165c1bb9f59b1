"""A raw time expression and the day of speaking -> its TIMEX3 value and its days."""

from collections.abc import Callable
from datetime import date, timedelta

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_anchor_days import anchor_date, anchor_unit, anchor_weekday
from detente.coding.time_anchor_names import (
    anchor_century,
    anchor_decade,
    anchor_holiday,
    anchor_part,
    anchor_season,
)
from detente.coding.time_anchor_spans import (
    anchor_duration,
    anchor_ref,
    anchor_same,
    anchor_set,
    anchor_shift,
    anchor_window,
)
from detente.coding.time_tense import Tense
from detente.coding.time_values import Anchored, one_day
from detente.knowledge.calendar import Calendar
from detente.model.time import TimeInterval


def anchored(
    raw: RawTime,
    reference: TimeInterval | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """What `raw` means, said on one of the days of `reference` (None: not known)."""
    resolve = RESOLVE[raw.kind]
    if reference is None:
        return resolve(raw, None, tense, told, calendar)
    if reference.n_days == 1:
        return resolve(raw, reference.start, tense, told, calendar)
    if raw.kind is Kind.WEEKDAY and raw.offset is None and raw.weekday is not None:
        days = [
            reference.start + timedelta(days=i)
            for i in range(min(reference.n_days, 14))
            if (reference.start + timedelta(days=i)).weekday() == raw.weekday
        ]
        if len(days) == 1:
            return one_day(days[0], raw)
        # All days that fit: in the interval of speaking, or a week off its ends.
        return Anchored(f"XXXX-WXX-{raw.weekday + 1}", reference)
    first = resolve(raw, reference.start, tense, told, calendar)
    last = resolve(raw, reference.last, tense, told, calendar)
    if first == last:
        return first
    if first.interval is None or last.interval is None:
        return Anchored(first.value if first.value == last.value else "XXXX-XX-XX")
    both = first.interval.join(last.interval)
    value = first.value if first.value == last.value else _common(first, last)
    return Anchored(value, both, first.is_approximate or last.is_approximate)


def _common(first: Anchored, last: Anchored) -> str:
    """What two values share; X for the digits in which they differ."""
    if len(first.value) != len(last.value):
        return "XXXX-XX-XX"
    shared = 0
    for a, b in zip(first.value, last.value, strict=True):
        if a != b:
            break
        shared += 1
    rest = first.value[shared:]
    return first.value[:shared] + "".join("X" if c.isdigit() else c for c in rest)


Resolver = Callable[
    [RawTime, date | None, Tense, TimeInterval | None, Calendar], Anchored
]


RESOLVE: dict[Kind, Resolver] = {
    Kind.DATE: anchor_date,
    Kind.WEEKDAY: anchor_weekday,
    Kind.UNIT: anchor_unit,
    Kind.SHIFT: anchor_shift,
    Kind.WINDOW: anchor_window,
    Kind.DURATION: anchor_duration,
    Kind.SET: anchor_set,
    Kind.REF: anchor_ref,
    Kind.DECADE: anchor_decade,
    Kind.CENTURY: anchor_century,
    Kind.SEASON: anchor_season,
    Kind.PART: anchor_part,
    Kind.HOLIDAY: anchor_holiday,
    Kind.SAME: anchor_same,
}
