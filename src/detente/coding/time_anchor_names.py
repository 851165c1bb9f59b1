"""Decades, centuries, seasons, parts of years and named days -> their days."""

from datetime import date

from detente.coding.raw_time import RawTime
from detente.coding.time_tense import Tense
from detente.coding.time_values import (
    Anchored,
    add_months,
    clock_of,
    month_of,
    months_from,
    one_day,
    whole_or_part,
    year_of,
)
from detente.knowledge.calendar import Calendar
from detente.model.time import TimeInterval

SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}


def anchor_decade(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """The 1990s."""
    del now, tense, told, calendar
    year = raw.year or 0
    whole = year_of(year).join(year_of(year + 9))
    return whole_or_part(raw, whole, f"{year // 10:03d}")


def anchor_century(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """The 19th century."""
    del now, tense, told, calendar
    start = (int(raw.count or 1) - 1) * 100 or 1
    whole = year_of(start).join(year_of(start // 100 * 100 + 99))
    return whole_or_part(raw, whole, f"{start // 100:02d}")


def anchor_season(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """A season of a year, else the one that tense and offset mean."""
    del told, calendar
    month, count = SEASONS[raw.word]
    year = raw.year
    if year is None:
        if now is None:
            return Anchored(f"XXXX-{raw.word}")
        this = month_of(now.year, month)
        begun = this.start <= now
        if raw.unit == "year":
            year = now.year + (raw.offset or 0)
        elif raw.offset == -1:
            over = add_months(this.start, count) <= now
            year = now.year if over else now.year - 1
            if raw.word == "WI" and add_months(date(year, 12, 1), 3) > now:
                year -= 1
        elif raw.offset == 1:
            year = now.year + (1 if begun else 0)
        elif raw.offset == 0:
            year = now.year if raw.word != "WI" or now.month > 2 else now.year - 1
        elif tense is Tense.FUTURE:
            year = now.year if add_months(this.start, count) > now else now.year + 1
        else:
            year = now.year if begun else now.year - 1
    start = date(year, month, 1)
    return whole_or_part(raw, *months_from(start, count, f"{year:04d}-{raw.word}"))


def anchor_part(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """A quarter or half of a year, or a fiscal year (which starts when its owner says)."""
    del told, calendar
    year = raw.year
    if year is None and now is not None:
        year = now.year + (raw.offset or 0)
    if raw.unit == "fiscal":
        if year is None:
            return Anchored("FYXXXX")
        whole = TimeInterval(date(year - 1, 7, 1), date(year + 1, 4, 1))
        return Anchored(f"FY{year:04d}", whole, True)
    nth, length = int(raw.count or 1), 3 if raw.unit == "quarter" else 6
    mark = "Q" if length == 3 else "H"
    if year is None or (now is None and raw.year is None):
        return Anchored(f"XXXX-{mark}{nth}")
    start = date(year, (nth - 1) * length + 1, 1)
    is_bare = raw.year is None and raw.offset is None and now is not None
    if is_bare and now is not None and start > now and tense is not Tense.FUTURE:
        # "in the fourth quarter": the latest that has begun, unless it is to come.
        start = date(year - 1, start.month, 1)
    return whole_or_part(
        raw, *months_from(start, length, f"{start.year:04d}-{mark}{nth}")
    )


def anchor_holiday(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """A day with a name, in the year told or the nearest that tense allows."""
    del told
    holiday = calendar.holidays[raw.word]
    if holiday.is_single:
        day = next(iter(holiday.dates.values()))
        return one_day(day, raw)
    year = raw.year
    if year is None:
        if now is None:
            if holiday.rule and holiday.rule[0].isdigit() and "-" in holiday.rule:
                return Anchored(f"XXXX-{holiday.rule}")
            return Anchored("XXXX-XX-XX")
        near = [
            days
            for y in (now.year - 1, now.year, now.year + 1)
            if (days := holiday.in_year(y)) is not None
        ]
        behind = [d for d in near if d.start <= now]
        ahead = [d for d in near if d.last >= now]
        if raw.offset == -1:
            chosen = [d for d in near if d.end <= now][-1:]
        elif raw.offset == 1 or tense is Tense.FUTURE:
            chosen = ahead[:1]
        elif tense is Tense.PAST:
            chosen = behind[-1:]
        else:
            chosen = sorted(near, key=lambda d: abs((d.start - now).days))[:1]
        interval = chosen[0] if chosen else None
    else:
        interval = holiday.in_year(year)
    if interval is None:
        return Anchored("XXXX-XX-XX")
    value = interval.start.isoformat() + clock_of(raw)
    return Anchored(value, interval, holiday.is_approximate)
