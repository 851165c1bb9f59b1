"""data/curated/{calendar,holidays}.toml -> the words of time and the named days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from detente.knowledge.tables import Row, read_toml
from detente.model.time import TimeInterval

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word with its class (one letter) and what it means in that class.

    `is_cased` words count only when written with a capital.
    """

    letter: str
    value: str
    is_cased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day (or days) with a name; `rule` or `dates` say when it falls in a year."""

    id: str
    names: tuple[str, ...]
    rule: str
    dates: Mapping[int, date]
    days: int
    is_approximate: bool

    @property
    def is_single(self) -> bool:
        """Whether it happened once and for all, as 9/11 did."""
        return not self.rule and len(self.dates) == 1

    def in_year(self, year: int) -> TimeInterval | None:
        """When it falls in a year; None where that is not known."""
        first = _first_day(self.rule, year) if self.rule else self.dates.get(year)
        if first is None:
            return None
        return TimeInterval(first, first + timedelta(days=self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Words of time by their small letters; names of days by their first word."""

    words: Mapping[str, TimeWord]
    holidays: Mapping[str, Holiday]
    names: Mapping[str, tuple[tuple[str, str], ...]]  # first word -> (name, holiday id)


def easter(year: int) -> date:
    """Western Easter Sunday.

    Source: Anonymous Gregorian algorithm (Nature, 1876; Meeus, Astronomical
    Algorithms, ch. 8).
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _first_day(rule: str, year: int) -> date:
    fields = rule.split()
    if fields[0] == "easter":
        return easter(year) + timedelta(days=int(fields[1]))
    if len(fields) == 3:
        nth, weekday, month = int(fields[0]), WEEKDAYS.index(fields[1]), int(fields[2])
        if nth > 0:
            first = date(year, month, 1)
            ahead = (weekday - first.weekday()) % 7
            return first + timedelta(days=ahead + 7 * (nth - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    month_text, day_text = rule.split("-")
    return date(year, int(month_text), int(day_text))


def _holiday(row: Row) -> Holiday:
    rule = row.text("rule")
    try:
        dates = {d.year: d for d in map(date.fromisoformat, row.texts("dates"))}
        if rule:
            _first_day(rule, 2024)
    except (ValueError, IndexError) as problem:
        row.fail(f"no such day: {problem}")
    if bool(rule) == bool(dates):
        row.fail("expected either rule or dates")
    return Holiday(
        id=row.text("id"),
        names=row.texts("names"),
        rule=rule,
        dates=dates,
        days=int(row.number("days", 1)),
        is_approximate=row.flag("approximate"),
    )


@cache
def load_calendar() -> Calendar:
    """The calendar as shipped.

    Raises:
        DataError: a word in two classes, a day that does not exist.
    """
    words: dict[str, TimeWord] = {}
    rows = read_toml(
        "curated/calendar.toml",
        "words",
        required=("id", "letter"),
        optional=("cased", "values", "listed"),
    )
    for row in rows:
        listed = {**row.mapping("values"), **{w: w for w in row.texts("listed")}}
        for word, value in listed.items():
            # A word of two classes keeps the first ("prior" is last before earlier).
            words.setdefault(
                word, TimeWord(row.text("letter"), value, row.flag("cased"))
            )
    holidays = {}
    names: dict[str, list[tuple[str, str]]] = {}
    for row in read_toml(
        "curated/holidays.toml",
        "holiday",
        required=("id", "names"),
        optional=("rule", "dates", "days", "approximate"),
    ):
        holiday = _holiday(row)
        holidays[holiday.id] = holiday
        for name in holiday.names:
            first = name.replace("'", " ").replace("-", " ").split()[0].rstrip(".")
            names.setdefault(first, []).append((name, holiday.id))
    return Calendar(
        words=words,
        holidays=holidays,
        names={k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in names.items()},
    )
