"""Days -> TIMEX3 values; parts of the calendar and arithmetic on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.raw_time import RawTime
from detente.model.time import TimeInterval

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A TIMEX3 value, the days (None where nothing fixes them), whether only nearly."""

    value: str
    interval: TimeInterval | None = None
    is_approximate: bool = False


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


def one_day(day: date, raw: RawTime, *, approximate: bool = False) -> Anchored:
    """A single day, with its clock time."""
    return Anchored(day.isoformat() + clock_of(raw), TimeInterval.day(day), approximate)


def clock_of(raw: RawTime) -> str:
    """The part of the day or clock time, as TIMEX3 ends a value with it."""
    if not raw.part:
        return ""
    return raw.part if raw.part.startswith("T") else f"T{raw.part}"


def month_value(interval: TimeInterval) -> str:
    """The month in which an interval begins."""
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


def whole_or_part(raw: RawTime, interval: TimeInterval, value: str) -> Anchored:
    """The interval, or the part of it that "early" or "late" names."""
    narrowed = _narrow(interval, raw.mod)
    return Anchored(value, narrowed, narrowed != interval)


def months_from(start: date, months: int, value: str) -> tuple[TimeInterval, str]:
    """So many months from a day on, with their value."""
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
