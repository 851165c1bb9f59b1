"""Intervals of days <-> EDTF text (ISO 8601-2), levels 0 and 1 and what news needs of 2.

`TimeInterval` is half-open and knows days only; EDTF is what the edges of the system
speak. Writing picks the shortest form that means exactly the interval: a day, a month,
a quarter, a year, a decade, a century, else `a/b`. Reading takes also seasons (21-24:
northern hemisphere, as the Library of Congress' EDTF leaves it open), quarters (33-36),
quadrimesters (37-39), halves (40-41), unspecified digits (`2022-10-2X`, `202X`,
`2022-XX`), qualifiers (`~ ? %`, also of single parts: `2004-~06-11`), open (`..`) and
unknown (empty) ends, and sets (`[1667,1670..1672]`, `{2021,2022}`) as all days from
their first to their last.

Where python-edtf differs: it ends winter (24) on 31 December, we on the last of
February; it gives an unknown end ten years, we leave it open; it raises on `2022-10-2X`.

Source: Library of Congress, Extended Date/Time Format Specification (2019).
"""

import re
from datetime import date, timedelta

from detente.model.time import TimeInterval

ONE_DAY = timedelta(days=1)
OPEN = TimeInterval(date.min, date.max)
# ISO 8601-2 sub-year groupings: first month and how many; winter ends next year.
GROUPS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


def to_edtf(interval: TimeInterval, *, approximate: bool = False) -> str:
    """The shortest EDTF text that means exactly these days.

    `approximate` adds "~" (to both ends of an `a/b` form that are known).
    """
    start, end = interval.start, interval.end
    mark = "~" if approximate else ""
    whole = _whole(start, end)
    if whole is not None:
        return whole + mark
    if start != date.min and end != date.max:
        months = _months(start, end)
        if months is not None:
            return f"{months[0]}{mark}/{months[1]}{mark}"
        return f"{_day(start)}{mark}/{_day(end - ONE_DAY)}{mark}"
    left = ".." if start == date.min else _edge(start, start) + mark
    right = ".." if end == date.max else _edge(end, end - ONE_DAY) + mark
    return f"{left}/{right}"


def _edge(bound: date, day: date) -> str:
    """The known end of an open interval, as a year or month where it bounds one."""
    if bound.day != 1:
        return _day(day)
    return f"{day.year:04d}" if bound.month == 1 else f"{day.year:04d}-{day.month:02d}"


def _day(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _whole(start: date, end: date) -> str | None:
    """A day, month, quarter, half, year, decade or century, if it is exactly one."""
    if start == date.min or end == date.max:
        return None
    if end - start == ONE_DAY:
        return _day(start)
    if start.day != 1 or end.day != 1:
        return None
    months = (end.year - start.year) * 12 + end.month - start.month
    if months == 1:
        return f"{start.year:04d}-{start.month:02d}"
    if months == 3 and start.month % 3 == 1:
        return f"{start.year:04d}-{33 + start.month // 3}"
    if start.month == 1:
        if months == 12:
            return f"{start.year:04d}"
        if months == 120 and start.year % 10 == 0:
            return f"{start.year // 10:03d}X"
        if months == 1200 and start.year % 100 == 0:
            return f"{start.year // 100:02d}XX"
    return None


def _months(start: date, end: date) -> tuple[str, str] | None:
    """First and last as years or months, when the ends fall on their bounds."""
    if start.day != 1 or end.day != 1:
        return None
    last = end - ONE_DAY
    if start.month == 1 and end.month == 1:
        return f"{start.year:04d}", f"{last.year:04d}"
    return f"{start.year:04d}-{start.month:02d}", f"{last.year:04d}-{last.month:02d}"


def from_edtf(text: str) -> TimeInterval:
    """The days that an EDTF text allows.

    Raises:
        ValueError: it is not EDTF, or a form that is not read here.
    """
    clean = text.strip()
    if clean[:1] in {"[", "{"}:
        return _set(clean, text)
    if "/" not in clean:
        start, end = _bounds(clean, text)
        return TimeInterval(start, end)
    left, _, right = clean.partition("/")
    if "/" in right:
        msg = f"not an EDTF interval, more than one '/': {text!r}"
        raise ValueError(msg)
    start = date.min if left in {"", ".."} else _bounds(left, text)[0]
    end = date.max if right in {"", ".."} else _bounds(right, text)[1]
    if not start < end:
        msg = f"EDTF interval ends before it starts: {text!r}"
        raise ValueError(msg)
    return TimeInterval(start, end)


SETS = {"[": "]", "{": "}"}
QUALIFIED = re.compile(r"(?:^|(?<=-))[~?%]|[~?%](?=-|$)")


def _set(clean: str, text: str) -> TimeInterval:
    """From the first to the last day of a set of dates ("one of" or "all of")."""
    if clean[-1] != SETS[clean[0]]:
        msg = f"not an EDTF set, brackets do not match: {text!r}"
        raise ValueError(msg)
    start, end = date.max, date.min
    for item in clean[1:-1].split(","):
        left, dots, right = item.strip().partition("..")
        first = date.min if dots and not left else _bounds(left, text)[0]
        if not dots:
            last = _bounds(left, text)[1]
        else:
            last = date.max if not right else _bounds(right, text)[1]
        start, end = min(start, first), max(end, last)
    if not start < end:
        msg = f"EDTF set ends before it starts: {text!r}"
        raise ValueError(msg)
    return TimeInterval(start, end)


def _bounds(part: str, text: str) -> tuple[date, date]:
    """First day and the day after the last of one date."""
    plain = part.rstrip("~?%")
    if "~" in plain or "?" in plain or "%" in plain:
        plain = QUALIFIED.sub("", plain)
    fields = plain.split("T", 1)[0].split("-")
    try:
        if len(fields) == 3 and len(fields[0]) == 4:
            return _of_day(*fields)
        if len(fields) == 2 and len(fields[0]) == 4:
            return _of_month(*fields)
        if len(fields) == 1 and len(fields[0]) == 4:
            return _of_year(fields[0])
    except ValueError as error:
        msg = f"not an EDTF date: {text!r} ({error})"
        raise ValueError(msg) from None
    msg = f"not an EDTF date: {text!r} (expected YYYY, YYYY-MM or YYYY-MM-DD)"
    raise ValueError(msg)


def _year(text: str) -> tuple[int, int]:
    """First and last year that a text of four digits or X leaves possible."""
    digits = text.rstrip("X")
    if digits and not (digits.isascii() and digits.isdigit()):
        msg = f"year must be four digits, X at the end: {text!r}"
        raise ValueError(msg)
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if high < 1:
        msg = f"year out of range: {text!r}"
        raise ValueError(msg)
    return max(1, low), high


def _after_year(year: int) -> date:
    return date.max if year >= 9999 else date(year + 1, 1, 1)


def _of_year(text: str) -> tuple[date, date]:
    low, high = _year(text)
    return date(low, 1, 1), _after_year(high)


def _of_month(year_text: str, text: str) -> tuple[date, date]:
    low, high = _year(year_text)
    months = _two(text, 12)
    if months is None:
        group = GROUPS.get(int(text)) if text.isdigit() and len(text) == 2 else None
        if group is None:
            msg = f"no such month or season: {text!r}"
            raise ValueError(msg)
        first, count = group
        return date(low, first, 1), _month_start(high, first + count)
    return date(low, months[0], 1), _month_start(high, months[1] + 1)


def _of_day(year_text: str, month_text: str, text: str) -> tuple[date, date]:
    low, high = _year(year_text)
    months, days = _two(month_text, 12), _two(text, 31)
    if months is None or days is None:
        msg = f"no such month or day: {month_text}-{text}"
        raise ValueError(msg)
    first = date(low, months[0], days[0])
    length = _length(high, months[1])
    if days[0] == days[1] > length:
        msg = f"no such day: {month_text}-{text}"
        raise ValueError(msg)
    last = date(high, months[1], min(days[1], length))
    return first, date.max if last == date.max else last + ONE_DAY


def _two(text: str, most: int) -> tuple[int, int] | None:
    """Bounds of a two-digit field with X for unknown digits; None if out of range."""
    if len(text) != 2 or not all(c.isdigit() or c == "X" for c in text):
        msg = f"expected two digits or X, got {text!r}"
        raise ValueError(msg)
    if text == "XX":
        return 1, most
    if text[0] == "X":
        low, high = int(text[1]), most - (most - int(text[1])) % 10
        return (low or 10), high
    if text[1] == "X":
        low = int(text[0]) * 10
        return (max(1, low), min(low + 9, most)) if low <= most else None
    number = int(text)
    return (number, number) if 1 <= number <= most else None


def _length(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def _month_start(year: int, month: int) -> date:
    """The first of a month; months count on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date.max if year > 9999 else date(year, month, 1)
