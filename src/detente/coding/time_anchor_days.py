"""Dates, weekdays and units of the calendar -> what days they mean."""

from datetime import date, timedelta

from detente.coding.raw_time import RawTime
from detente.coding.time_tense import Tense
from detente.coding.time_values import (
    DAY,
    Anchored,
    clock_of,
    month_of,
    month_value,
    months_from,
    one_day,
    whole_or_part,
    year_of,
)
from detente.knowledge.calendar import Calendar
from detente.model.time import TimeInterval

# A past-tense date may lie this far after the day of speaking: time zones, and copy
# written the day before it is printed.
SLACK_DAYS = 1


# One resolver a kind -----------------------------------------------------------------


def anchor_date(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """A date as far as it is told; its year by tense where it has none."""
    del told, calendar
    if raw.month is None:
        assert raw.year is not None
        if raw.end_year is not None:
            both = year_of(raw.year).join(year_of(raw.end_year))
            return Anchored(f"{raw.year:04d}/{raw.end_year:04d}", both)
        return whole_or_part(raw, year_of(raw.year), f"{raw.year:04d}")
    year = raw.year
    if year is None:
        if now is None:
            day = f"-{raw.day:02d}" if raw.day else ""
            return Anchored(f"XXXX-{raw.month:02d}{day}{clock_of(raw)}")
        year = _year_meant(raw, now, tense)
    try:
        return _dated(raw, year)
    except ValueError:
        return whole_or_part(raw, month_of(year, raw.month), f"{year}-{raw.month:02d}")


def _dated(raw: RawTime, year: int) -> Anchored:
    month = raw.month or 1
    if raw.day is None:
        whole = month_of(year, month)
        if raw.end_month is None:
            return whole_or_part(raw, whole, month_value(whole))
        end_year = raw.end_year or (year + (raw.end_month < month))
        last = month_of(end_year, raw.end_month)
        return Anchored(f"{month_value(whole)}/{month_value(last)}", whole.join(last))
    first = date(year, month, raw.day)
    if raw.end_day is None:
        return one_day(first, raw)
    end_month = raw.end_month or month
    end_year = raw.end_year or (year + (end_month < month))
    last_day = date(end_year, end_month, raw.end_day)
    if last_day <= first:
        return one_day(first, raw)
    return Anchored(
        f"{first.isoformat()}/{last_day.isoformat()}",
        TimeInterval.days(first, last_day),
    )


def _year_meant(raw: RawTime, now: date, tense: Tense) -> int:
    """The year of a month or a day without one."""
    month = raw.month or 1
    day = min(raw.day or 1, 28)
    if raw.unit == "year":
        return now.year + (raw.offset or 0)
    if raw.offset == -1:
        # "last June": the latest one that is over, or at least is not this month.
        return now.year if month < now.month else now.year - 1
    if raw.offset == 1:
        return now.year if month > now.month else now.year + 1
    if raw.offset == 0:
        return now.year
    this = date(now.year, month, day)
    limit = now + timedelta(days=SLACK_DAYS)
    if raw.day is None:
        behind = now.year if month <= now.month else now.year - 1
        ahead = now.year if month >= now.month else now.year + 1
    else:
        behind = now.year if this <= limit else now.year - 1
        ahead = now.year if this >= now - timedelta(days=SLACK_DAYS) else now.year + 1
    if tense is Tense.FUTURE:
        return ahead
    if tense is Tense.PAST:
        return behind
    # No tense: the nearer of the two.
    back = now - date(behind, month, day)
    on = date(ahead, month, day) - now
    return ahead if on < back else behind


def anchor_weekday(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """The latest one not after publication, unless the clause speaks of the future.

    Source: AP Stylebook: a weekday alone lies within seven days of publication.
    """
    del calendar
    weekday = raw.weekday or 0
    if raw.relation == "told" and told is not None and told.n_days == 1:
        now = told.start
    if now is None:
        return Anchored(f"XXXX-WXX-{weekday + 1}{clock_of(raw)}")
    behind = now - timedelta(days=(now.weekday() - weekday) % 7)
    ahead = now + timedelta(days=(weekday - now.weekday()) % 7)
    if raw.unit == "week":
        monday = now - timedelta(days=now.weekday())
        day = monday + timedelta(days=weekday + 7 * (raw.offset or 0))
        return one_day(day, raw)
    if raw.offset == -1:
        return one_day(behind if behind != now else now - 7 * DAY, raw)
    if raw.offset == 1:
        return one_day(ahead if ahead != now else now + 7 * DAY, raw)
    if raw.offset == 0:
        monday = now - timedelta(days=now.weekday())
        return one_day(monday + timedelta(days=weekday), raw)
    return one_day(ahead if tense is Tense.FUTURE else behind, raw)


def anchor_unit(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    """Today, last week, this year: a unit of the calendar beside the day of speaking."""
    del told, calendar
    unit, offset = raw.unit, raw.offset or 0
    if now is None:
        return Anchored(UNKNOWN.get(unit, "XXXX-XX-XX") + clock_of(raw))
    if unit == "day":
        return one_day(now + offset * DAY, raw)
    if unit in {"week", "fortnight"}:
        monday = now - timedelta(days=now.weekday()) + offset * 7 * DAY
        year, week, _ = monday.isocalendar()
        whole = TimeInterval(monday, monday + 7 * DAY)
        if offset == 0 and tense is Tense.PAST:
            whole = TimeInterval(monday, min(now + DAY, whole.end))
        return whole_or_part(raw, whole, f"{year}-W{week:02d}")
    if unit == "weekend":
        saturday = now + timedelta(days=5 - now.weekday())
        if (offset == 0 and tense is Tense.PAST and now.weekday() < 5) or offset == -1:
            saturday -= 7 * DAY
        elif offset == 1 and now.weekday() >= 5:
            saturday += 7 * DAY
        year, week, _ = saturday.isocalendar()
        return Anchored(
            f"{year}-W{week:02d}-WE", TimeInterval(saturday, saturday + 2 * DAY)
        )
    if unit == "month":
        whole = month_of(now.year, now.month + offset)
        return whole_or_part(raw, whole, month_value(whole))
    if unit == "quarter":
        start = month_of(now.year, (now.month - 1) // 3 * 3 + 1 + 3 * offset).start
        return whole_or_part(
            raw, *months_from(start, 3, f"{start.year}-Q{start.month // 3 + 1}")
        )
    if unit == "year":
        return whole_or_part(
            raw, year_of(now.year + offset), f"{now.year + offset:04d}"
        )
    if unit == "decade":
        start_year = (now.year // 10 + offset) * 10
        whole = year_of(start_year).join(year_of(start_year + 9))
        return whole_or_part(raw, whole, f"{start_year // 10:03d}")
    if unit == "century":
        start_year = (now.year // 100 + offset) * 100
        whole = year_of(start_year).join(year_of(start_year + 99))
        return whole_or_part(raw, whole, f"{start_year // 100:02d}")
    return Anchored("XXXX-XX-XX")


UNKNOWN = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
}
