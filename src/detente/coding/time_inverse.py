"""A time expression and the days that it means -> the days on which it can be said.

The way back from time_anchor.py: who writes "last month's earthquake" of the earthquake
of 6 February 2023 writes in March 2023; who writes "Sunday's election" writes within a
week of a vote that was held on a Sunday. None where an expression says nothing of the
day of speaking; no days at all where it cannot mean these days.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from detente.coding.clue import Step, fading, on_days, shared
from detente.coding.day_sets import around
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_values import month_of, shifted, year_of
from detente.model.time import TimeInterval

DAY = timedelta(days=1)
# What a count leaves open, in days: to either side of the exact day, and beyond that.
# People round years and months down ("two years ago" is said up to the third).
COUNT_SLACK = {
    "day": (1, 1),
    "week": (4, 7),
    "month": (16, 31),
    "quarter": (31, 92),
    "year": (61, 300),
    "decade": (366, 1500),
    "century": (1500, 9000),
}
# Days meant by "days", "weeks", "months", "years" without a number: beyond ten days news
# counts in weeks, beyond ten weeks in months.
SEVERAL = {"day": (1, 10), "week": (5, 70), "month": (25, 330), "year": (700, 3700)}
# Of ten events called recent in dated news seven lay within 30 days, one beyond 90; in
# articles on diplomacy the word reaches further back.
RECENT_DAYS, RECENT_WEEKS = 30, 26
BARE_MONTH_DAYS = 365  # "in May" without a year is the last one, at most a year old


def days_of_saying(
    raw: RawTime, meant: TimeInterval, *, is_ahead: bool = False
) -> tuple[Step, ...] | None:
    """When `raw` can be said of something that takes place in `meant`.

    Args:
        raw: The expression.
        meant: The days of the thing; its first day is what counts.
        is_ahead: Whether the clause speaks of what is to come.
    """
    start = meant.start
    match raw.kind:
        case Kind.WEEKDAY:
            return _weekday(raw, start, is_ahead=is_ahead)
        case Kind.DATE if raw.year is None and raw.month is not None:
            return _month(raw, start, is_ahead=is_ahead)
        case Kind.UNIT:
            return _unit(raw, start)
        case Kind.SHIFT if raw.relation == "ago":
            return counted_from(start, raw.unit, raw.count, raw.sign)
        case Kind.REF if raw.word == "PAST_REF" and not raw.unit:
            return recently(meant)
        case _:
            return None


def recently(meant: TimeInterval) -> tuple[Step, ...]:
    """What happened recently: every month half as much of it is still called so."""
    return tuple(
        (
            around(TimeInterval.day(meant.start + 7 * week * DAY), 0, 6),
            0.5 ** (7 * week / RECENT_DAYS),
        )
        for week in range(RECENT_WEEKS)
    )


def counted_from(
    start: date, unit: str, count: float | None, sign: int, *, is_peg: bool = False
) -> tuple[Step, ...]:
    """So many units after `start` (before it, for a positive `sign`).

    `is_peg`: the count is why the article is written, so the day is near the full one.
    """
    side = -1 if sign > 0 else 1
    if count is None:
        if unit not in SEVERAL:
            return ()
        low, high = SEVERAL[unit]
        near, far = start + side * low * DAY, start + side * high * DAY
        return on_days([TimeInterval.days(min(near, far), max(near, far))])
    try:
        day = TimeInterval.day(shifted(start, unit, side * count))
    except (ValueError, OverflowError):
        return ()
    near_days, far_days = COUNT_SLACK.get(unit, (1, 1))
    before = -far_days if sign > 0 else -near_days
    after = near_days if sign > 0 else far_days
    close = [around(day, -near_days, near_days)]
    wide = [around(day, before, after)]
    if not is_peg:
        return shared((close, 0.6), (wide, 0.4))
    third = near_days // 3
    return shared(([around(day, -third, third)], 0.75), (close, 0.2), (wide, 0.05))


def _weekday(raw: RawTime, start: date, *, is_ahead: bool) -> tuple[Step, ...]:
    if raw.weekday != start.weekday():
        return ()
    if raw.unit == "week":
        monday = start - start.weekday() * DAY - 7 * (raw.offset or 0) * DAY
        return on_days([TimeInterval(monday, monday + 7 * DAY)])
    if raw.offset == 1 or (is_ahead and raw.offset != -1):
        return on_days([TimeInterval(start - 7 * DAY, start + DAY)])
    first = start + DAY if raw.offset == -1 else start
    return on_days([TimeInterval(first, first + 7 * DAY)])


def _month(raw: RawTime, start: date, *, is_ahead: bool) -> tuple[Step, ...]:
    if start.month != raw.month or (raw.day is not None and raw.day != start.day):
        return ()
    whole = month_of(start.year, start.month)
    if is_ahead:
        return on_days([TimeInterval(shifted(whole.start, "month", -10), start + DAY)])
    if raw.offset == -1:
        return on_days([TimeInterval(whole.end, shifted(whole.start, "month", 12))])
    return on_days([TimeInterval(start, start + BARE_MONTH_DAYS * DAY)])


def _unit(raw: RawTime, start: date) -> tuple[Step, ...] | None:
    offset = raw.offset or 0
    match raw.unit:
        case "day":
            return on_days([TimeInterval.day(start - offset * DAY)])
        case "week":
            monday = start - start.weekday() * DAY - 7 * offset * DAY
            return on_days([TimeInterval(monday, monday + 7 * DAY)])
        case "weekend":
            return on_days([around(TimeInterval.day(start), -7 * offset, 7)])
        case "month":
            return on_days([month_of(start.year, start.month - offset)])
        case "quarter":
            first = month_of(start.year, (start.month - 1) // 3 * 3 + 1 - 3 * offset)
            return on_days(
                [TimeInterval(first.start, shifted(first.start, "month", 3))]
            )
        case "year":
            return on_days([year_of(start.year - offset)])
        case _:
            return None


def joined(each: Sequence[tuple[Step, ...]]) -> tuple[Step, ...]:
    """The steps of several things of which one is meant."""
    weights = sorted({w for steps in each for _, w in steps}, reverse=True)
    return fading(
        *(([d for steps in each for d, w in steps if w == weight], weight)
          for weight in weights)
    )  # fmt: skip
