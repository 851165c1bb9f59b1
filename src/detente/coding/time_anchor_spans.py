"""Shifts, windows, durations, sets and vague times -> what days they mean."""

from datetime import date, timedelta

from detente.coding.raw_time import RawTime
from detente.coding.time_anchor_days import UNKNOWN
from detente.coding.time_tense import Tense
from detente.coding.time_values import (
    DAY,
    Anchored,
    clock_of,
    month_of,
    month_value,
    one_day,
    period,
    shifted,
    year_of,
)
from detente.knowledge.calendar import Calendar
from detente.model.time import TimeInterval


def anchor_shift(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """Two months ago, a year later, days before the vote."""
    del tense, calendar
    unit = raw.unit
    if raw.relation == "event":
        return Anchored(period(raw.count, unit))
    if raw.relation == "told":
        if told is not None and not told.is_open and unit in CLOCK_UNITS:
            return Anchored("XXXX-XX-XX", told, True)
        if told is None or raw.count is None or told.is_open:
            return Anchored("XXXX-XX-XX")
        return _moved(raw, told)
    if now is None:
        return Anchored("PAST_REF" if raw.sign < 0 else "FUTURE_REF")
    if raw.count is None:
        # "years ago": between two and nine of them.
        value = "PAST_REF" if raw.sign < 0 else "FUTURE_REF"
        near, far = shifted(now, unit, 2 * raw.sign), shifted(now, unit, 9 * raw.sign)
        first, last = min(near, far), max(near, far)
        return Anchored(value, TimeInterval.days(first, last), True)
    return _moved(raw, TimeInterval.day(now))


CLOCK_UNITS = frozenset(("hour", "minute", "second"))


def _moved(raw: RawTime, base: TimeInterval) -> Anchored:
    """`base` moved; told in the unit that it was counted in."""
    count = (raw.count or 0) * raw.sign
    unit = raw.unit
    first, last = shifted(base.start, unit, count), shifted(base.last, unit, count)
    if unit in {"day", "hour", "minute", "second"}:
        whole = TimeInterval.days(first, last)
        if whole.n_days == 1:
            return one_day(first, raw)
        return Anchored("XXXX-XX-XX", whole)
    if unit in {"week", "fortnight"}:
        year, week, _ = first.isocalendar()
        near = TimeInterval.days(first, last).widen(before_days=2, after_days=2)
        return Anchored(f"{year}-W{week:02d}", near, True)
    if unit == "month" and float(count).is_integer():
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(month_value(whole), whole, True)
    if unit in {"quarter", "half"} or not float(count).is_integer():
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(month_value(whole), whole, True)
    if raw.relation == "told" and base.n_days <= 31:
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(f"{first.year:04d}", whole, True)
    whole = year_of(first.year).join(year_of(last.year))
    return Anchored(f"{first.year:04d}", whole, True)


def anchor_window(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """The past two years, the next six months: up to or from the day of speaking."""
    del tense, told, calendar
    value = period(raw.count, raw.unit)
    if now is None:
        return Anchored(value)
    count = 3 if raw.count is None else raw.count
    other = shifted(now, raw.unit, count * raw.sign)
    first, last = min(now, other), max(now, other)
    return Anchored(value, TimeInterval.days(first, last), True)


def anchor_duration(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """A length of time; no days."""
    del now, tense, told, calendar
    return Anchored(period(raw.count, raw.unit))


def anchor_set(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """Times that come again; no days."""
    del now, tense, told, calendar
    if raw.word == "every":
        return Anchored(period(raw.count, raw.unit))
    return Anchored(raw.word)


# How far "recently" and "in recent weeks" reach back, in days; and "soon" on.
REACH_DAYS = {"": 90, "day": 14, "week": 60, "month": 270, "year": 3650}


def anchor_ref(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """Now, recently, soon."""
    del tense, told, calendar
    if now is None:
        return Anchored(raw.word)
    reach = timedelta(days=REACH_DAYS.get(raw.unit, 3650))
    if raw.word == "PAST_REF":
        return Anchored(raw.word, TimeInterval(now - reach, now + DAY), True)
    if raw.word == "FUTURE_REF":
        return Anchored(raw.word, TimeInterval(now, now + reach), True)
    return Anchored(raw.word, TimeInterval.day(now), True)


def anchor_same(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """Of the time told last, else today: "that day", "at 3 p.m."."""
    del tense, calendar
    base = told
    if base is None or base.is_open:
        if now is None or not raw.part:
            return Anchored(UNKNOWN.get(raw.unit, "XXXX-XX-XX") + clock_of(raw))
        base = TimeInterval.day(now)
    if raw.unit == "day":
        if base.n_days == 1:
            return one_day(base.start, raw)
        return Anchored("XXXX-XX-XX" + clock_of(raw), base)
    if raw.unit == "week":
        monday = base.start - timedelta(days=base.start.weekday())
        year, week, _ = monday.isocalendar()
        return Anchored(f"{year}-W{week:02d}", TimeInterval(monday, monday + 7 * DAY))
    if raw.unit == "month":
        whole = month_of(base.start.year, base.start.month)
        return Anchored(month_value(whole), whole)
    if raw.unit == "year":
        return Anchored(f"{base.start.year:04d}", year_of(base.start.year))
    return Anchored("XXXX-XX-XX")
