"""A raw time expression and the day of speaking -> its TIMEX3 value and its days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_tense import Tense
from detente.knowledge.calendar import Calendar
from detente.model.time import TimeInterval

DAY = timedelta(days=1)
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
LETTERS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
# A past-tense date may lie this far after the day of speaking: time zones, and copy
# written the day before it is printed.
SLACK_DAYS = 1


@dataclass(frozen=True, slots=True)
class Anchored:
    """A TIMEX3 value, the days (None where nothing fixes them), whether only nearly."""

    value: str
    interval: TimeInterval | None = None
    is_approximate: bool = False


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
            return _day(days[0], raw)
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


# Calendar arithmetic -----------------------------------------------------------------


def month_of(year: int, month: int) -> TimeInterval:
    """That month; months count on over the year's ends."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return TimeInterval(date(year, month, 1), following)


def year_of(year: int) -> TimeInterval:
    """That year."""
    return TimeInterval(date(year, 1, 1), date(year + 1, 1, 1))


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last, some months on."""
    target = month_of(day.year, day.month + months)
    return min(target.start + timedelta(days=day.day - 1), target.last)


def shifted(day: date, unit: str, count: float) -> date:
    """A day moved by so many units (negative: back)."""
    whole = round(count)
    if unit in {"second", "minute", "hour"}:
        return day
    if unit == "day":
        return day + timedelta(days=whole)
    if unit in {"week", "weekend"}:
        return day + timedelta(days=round(count * 7))
    if unit == "fortnight":
        return day + timedelta(days=round(count * 14))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
    return add_months(day, round(count * months.get(unit, 1200)))


def _day(day: date, raw: RawTime, *, approximate: bool = False) -> Anchored:
    return Anchored(day.isoformat() + _time(raw), TimeInterval.day(day), approximate)


def _time(raw: RawTime) -> str:
    if not raw.part:
        return ""
    return raw.part if raw.part.startswith("T") else f"T{raw.part}"


def _month_value(interval: TimeInterval) -> str:
    return f"{interval.start.year}-{interval.start.month:02d}"


# Years -> where early ends, where mid and late begin, as parts of the whole.
THIRDS_OF = {1: (1 / 3, 1 / 3, 2 / 3), 10: (0.4, 0.3, 0.6)}


def _narrow(interval: TimeInterval, mod: str) -> TimeInterval:
    """Early, mid or late: the third of the days that it names."""
    if not mod or interval.n_days < 5:
        return interval
    years = round(interval.n_days / 365.25)
    if years in THIRDS_OF:
        # Whole months of a year, whole years of a decade.
        start, months = interval.start, years * 12
        early, mid, late = (round(months * part) for part in THIRDS_OF[years])
        if mod == "START":
            return TimeInterval(start, add_months(start, early))
        if mod == "END":
            return TimeInterval(add_months(start, late), interval.end)
        return TimeInterval(add_months(start, mid), add_months(start, mid + early))
    third = timedelta(days=max(1, interval.n_days // 3))
    if mod == "START":
        return TimeInterval(interval.start, interval.start + third)
    if mod == "END":
        return TimeInterval(interval.end - third, interval.end)
    return TimeInterval(interval.start + third, interval.end - third)


def _whole(raw: RawTime, interval: TimeInterval, value: str) -> Anchored:
    narrowed = _narrow(interval, raw.mod)
    return Anchored(value, narrowed, narrowed != interval)


# One resolver a kind -----------------------------------------------------------------


def _date(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del told, calendar
    if raw.month is None:
        assert raw.year is not None
        if raw.end_year is not None:
            both = year_of(raw.year).join(year_of(raw.end_year))
            return Anchored(f"{raw.year:04d}/{raw.end_year:04d}", both)
        return _whole(raw, year_of(raw.year), f"{raw.year:04d}")
    year = raw.year
    if year is None:
        if now is None:
            day = f"-{raw.day:02d}" if raw.day else ""
            return Anchored(f"XXXX-{raw.month:02d}{day}{_time(raw)}")
        year = _year_meant(raw, now, tense)
    try:
        return _dated(raw, year)
    except ValueError:
        return _whole(raw, month_of(year, raw.month), f"{year}-{raw.month:02d}")


def _dated(raw: RawTime, year: int) -> Anchored:
    month = raw.month or 1
    if raw.day is None:
        whole = month_of(year, month)
        if raw.end_month is None:
            return _whole(raw, whole, _month_value(whole))
        end_year = raw.end_year or (year + (raw.end_month < month))
        last = month_of(end_year, raw.end_month)
        return Anchored(f"{_month_value(whole)}/{_month_value(last)}", whole.join(last))
    first = date(year, month, raw.day)
    if raw.end_day is None:
        return _day(first, raw)
    end_month = raw.end_month or month
    end_year = raw.end_year or (year + (end_month < month))
    last_day = date(end_year, end_month, raw.end_day)
    if last_day <= first:
        return _day(first, raw)
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


def _weekday(
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
        return Anchored(f"XXXX-WXX-{weekday + 1}{_time(raw)}")
    behind = now - timedelta(days=(now.weekday() - weekday) % 7)
    ahead = now + timedelta(days=(weekday - now.weekday()) % 7)
    if raw.unit == "week":
        monday = now - timedelta(days=now.weekday())
        day = monday + timedelta(days=weekday + 7 * (raw.offset or 0))
        return _day(day, raw)
    if raw.offset == -1:
        return _day(behind if behind != now else now - 7 * DAY, raw)
    if raw.offset == 1:
        return _day(ahead if ahead != now else now + 7 * DAY, raw)
    if raw.offset == 0:
        monday = now - timedelta(days=now.weekday())
        return _day(monday + timedelta(days=weekday), raw)
    return _day(ahead if tense is Tense.FUTURE else behind, raw)


def _unit(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del told, calendar
    unit, offset = raw.unit, raw.offset or 0
    if now is None:
        return Anchored(UNKNOWN.get(unit, "XXXX-XX-XX") + _time(raw))
    if unit == "day":
        return _day(now + offset * DAY, raw)
    if unit in {"week", "fortnight"}:
        monday = now - timedelta(days=now.weekday()) + offset * 7 * DAY
        year, week, _ = monday.isocalendar()
        whole = TimeInterval(monday, monday + 7 * DAY)
        if offset == 0 and tense is Tense.PAST:
            whole = TimeInterval(monday, min(now + DAY, whole.end))
        return _whole(raw, whole, f"{year}-W{week:02d}")
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
        return _whole(raw, whole, _month_value(whole))
    if unit == "quarter":
        start = month_of(now.year, (now.month - 1) // 3 * 3 + 1 + 3 * offset).start
        return _whole(raw, *_span_of(start, 3, f"{start.year}-Q{start.month // 3 + 1}"))
    if unit == "year":
        return _whole(raw, year_of(now.year + offset), f"{now.year + offset:04d}")
    if unit == "decade":
        start_year = (now.year // 10 + offset) * 10
        whole = year_of(start_year).join(year_of(start_year + 9))
        return _whole(raw, whole, f"{start_year // 10:03d}")
    if unit == "century":
        start_year = (now.year // 100 + offset) * 100
        whole = year_of(start_year).join(year_of(start_year + 99))
        return _whole(raw, whole, f"{start_year // 100:02d}")
    return Anchored("XXXX-XX-XX")


UNKNOWN = {
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
}


def _span_of(start: date, months: int, value: str) -> tuple[TimeInterval, str]:
    return TimeInterval(start, add_months(start, months)), value


def period(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P10Y, PT2H, PXM."""
    if unit == "weekend":
        return "P1WE" if count in {None, 1} else f"P{_plain(count)}WE"
    scale, letter = PERIODS.get(unit, (1, "D"))
    if count is None:
        text = "X"
    else:
        total = count * scale
        if total != int(total) and letter == "Y":
            total, letter = total * 12, "M"
        if total != int(total) and letter == "TH":
            total, letter = total * 60, "TM"
        text = _plain(total)
    time = "T" if letter.startswith("T") else ""
    return f"P{time}{text}{letter.removeprefix('T')}"


def _plain(number: float | None) -> str:
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else str(number)


PERIODS = {
    "second": (1, "TS"),
    "minute": (1, "TM"),
    "hour": (1, "TH"),
    "day": (1, "D"),
    "week": (1, "W"),
    "fortnight": (2, "W"),
    "month": (1, "M"),
    "quarter": (3, "M"),
    "half": (6, "M"),
    "year": (1, "Y"),
    "decade": (10, "Y"),
    "century": (100, "Y"),
    "millennium": (1000, "Y"),
}


def _shift(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
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
            return Anchored(first.isoformat(), whole)
        return Anchored("XXXX-XX-XX", whole)
    if unit in {"week", "fortnight"}:
        year, week, _ = first.isocalendar()
        near = TimeInterval.days(first, last).widen(before_days=2, after_days=2)
        return Anchored(f"{year}-W{week:02d}", near, True)
    if unit == "month" and float(count).is_integer():
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(_month_value(whole), whole, True)
    if unit in {"quarter", "half"} or not float(count).is_integer():
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(_month_value(whole), whole, True)
    if raw.relation == "told" and base.n_days <= 31:
        whole = month_of(first.year, first.month).join(month_of(last.year, last.month))
        return Anchored(f"{first.year:04d}", whole, True)
    whole = year_of(first.year).join(year_of(last.year))
    return Anchored(f"{first.year:04d}", whole, True)


def _window(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del tense, told, calendar
    value = period(raw.count, raw.unit)
    if now is None:
        return Anchored(value)
    count = 3 if raw.count is None else raw.count
    other = shifted(now, raw.unit, count * raw.sign)
    first, last = min(now, other), max(now, other)
    return Anchored(value, TimeInterval.days(first, last), True)


def _duration(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del now, tense, told, calendar
    return Anchored(period(raw.count, raw.unit))


def _set(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del now, tense, told, calendar
    if raw.word == "every":
        return Anchored(period(raw.count, raw.unit))
    return Anchored(raw.word)


# How far "recently" and "in recent weeks" reach back, in days; and "soon" on.
REACH_DAYS = {"": 90, "day": 14, "week": 60, "month": 270, "year": 3650}


def _ref(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del tense, told, calendar
    if now is None:
        return Anchored(raw.word)
    reach = timedelta(days=REACH_DAYS.get(raw.unit, 3650))
    if raw.word == "PAST_REF":
        return Anchored(raw.word, TimeInterval(now - reach, now + DAY), True)
    if raw.word == "FUTURE_REF":
        return Anchored(raw.word, TimeInterval(now, now + reach), True)
    return Anchored(raw.word, TimeInterval.day(now), True)


def _decade(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del now, tense, told, calendar
    year = raw.year or 0
    whole = year_of(year).join(year_of(year + 9))
    return _whole(raw, whole, f"{year // 10:03d}")


def _century(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del now, tense, told, calendar
    start = (int(raw.count or 1) - 1) * 100 or 1
    whole = year_of(start).join(year_of(start // 100 * 100 + 99))
    return _whole(raw, whole, f"{start // 100:02d}")


def _season(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
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
    return _whole(raw, *_span_of(start, count, f"{year:04d}-{raw.word}"))


def _part(
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
    return _whole(raw, *_span_of(start, length, f"{start.year:04d}-{mark}{nth}"))


def _holiday(
    raw: RawTime,
    now: date | None,
    tense: Tense,
    told: TimeInterval | None,
    calendar: Calendar,
) -> Anchored:
    del told
    holiday = calendar.holidays[raw.word]
    if holiday.is_single:
        day = next(iter(holiday.dates.values()))
        return _day(day, raw)
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
    value = interval.start.isoformat() + _time(raw)
    return Anchored(value, interval, holiday.is_approximate)


def _same(
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
            return Anchored(UNKNOWN.get(raw.unit, "XXXX-XX-XX") + _time(raw))
        base = TimeInterval.day(now)
    if raw.unit == "day":
        if base.n_days == 1:
            return _day(base.start, raw)
        return Anchored("XXXX-XX-XX" + _time(raw), base)
    if raw.unit == "week":
        monday = base.start - timedelta(days=base.start.weekday())
        year, week, _ = monday.isocalendar()
        return Anchored(f"{year}-W{week:02d}", TimeInterval(monday, monday + 7 * DAY))
    if raw.unit == "month":
        whole = month_of(base.start.year, base.start.month)
        return Anchored(_month_value(whole), whole)
    if raw.unit == "year":
        return Anchored(f"{base.start.year:04d}", year_of(base.start.year))
    return Anchored("XXXX-XX-XX")


Resolver = Callable[
    [RawTime, date | None, Tense, TimeInterval | None, Calendar], Anchored
]
RESOLVE: dict[Kind, Resolver] = {
    Kind.DATE: _date,
    Kind.WEEKDAY: _weekday,
    Kind.UNIT: _unit,
    Kind.SHIFT: _shift,
    Kind.WINDOW: _window,
    Kind.DURATION: _duration,
    Kind.SET: _set,
    Kind.REF: _ref,
    Kind.DECADE: _decade,
    Kind.CENTURY: _century,
    Kind.SEASON: _season,
    Kind.PART: _part,
    Kind.HOLIDAY: _holiday,
    Kind.SAME: _same,
}
