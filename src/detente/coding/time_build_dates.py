"""Words of dates, clock times, months and years -> raw times."""

import re
from dataclasses import replace

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_found import Found, replace_last

# What a four-digit number counts when it is no year.
PEOPLE = frozenset(
    "people soldiers troops civilians protesters demonstrators refugees migrants men "
    "women children homes houses kilometers kilometres km miles meters metres tons "
    "tonnes dollars euros workers police officers villagers residents families others "
    "tanks shells rockets missiles employees seats votes feet pounds rubles hours "
    "fighters militants prisoners hostages cases deaths arrests copies members students"
    " passengers victims percent cents points jobs applications developers".split()
)


def _date(words: Found, **fields: int | str | None) -> RawTime | None:
    raw = RawTime(span=words.span, kind=Kind.DATE, **fields)  # type: ignore[arg-type]
    if raw.month is not None and not 1 <= raw.month <= 12:
        return None
    if raw.day is not None and not 1 <= raw.day <= 31:
        return None
    return raw


def build_iso(words: Found) -> RawTime | None:
    """As in "2022-10-26"."""
    text = words.one("I")
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    raw = _date(words, year=year, month=month, day=day)
    if raw is not None and len(text) > len("2022-10-26"):
        return replace(raw, type="TIME", part=text[10:16])
    return raw


def build_slash(words: Found) -> RawTime | None:
    """As in "10/26/2022"."""
    fields = [int(f) for f in re.split(r"[/.]", words.one("/"))]
    if fields[0] > 31:
        year, month, day = fields
    else:
        month, day, year = fields
        if month > 12:
            month, day = day, month
        if year < 100:
            year += 2000 if year < 50 else 1900
    return _date(words, year=year, month=month, day=day)


def build_clock_day(words: Found) -> RawTime | None:
    """As in "3 p.m. on Friday"."""
    if words.has("@") and not words.has("KC") and words.before() not in CLOCK_LEADS:
        return None
    text = words.one("@") or words.one("dnY")
    if len(text) == len("0900") and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    elif words.has("C") and not words.has("@K"):
        return None
    hour, _, minute = text.replace(".", ":").partition(":")
    if not hour.isdigit() or int(hour) > 24:
        return None
    hours = int(hour) % 24
    half = words.one("K")
    if half == "pm" and hours < 12:
        hours += 12
    if half == "am" and hours == 12:
        hours = 0
    part = f"T{hours:02d}:{minute or '00'}"
    weekday, today = words.number("W"), words.number("A")
    if weekday is not None:
        return RawTime(
            span=words.span, kind=Kind.WEEKDAY, type="TIME", weekday=weekday, part=part
        )
    if today is not None or words.has("T"):
        return RawTime(
            span=words.span, kind=Kind.UNIT, type="TIME", unit="day",
            offset=today or 0, part=part,
        )  # fmt: skip
    return RawTime(span=words.span, kind=Kind.SAME, type="TIME", unit="day", part=part)


CLOCK_LEADS = frozenset("at by around from until about before after".split())


def build_month_day(words: Found) -> RawTime | None:
    """As in "March 9-10, 2022"."""
    days, years = words.values("dO"), words.values("Y")
    months = words.values("Mm")
    if any(not 1 <= int(day) <= 31 for day in days):
        return None
    raw = _date(
        words,
        year=int(years[0]) if years else None,
        month=int(months[0]),
        day=int(days[0]),
        end_year=int(years[-1]) if len(days) > 1 and years else None,
        end_month=int(months[-1]) if len(days) > 1 else None,
        end_day=int(days[1]) if len(days) > 1 else None,
    )
    if raw is not None and words.has("Ww"):
        raw = replace(raw, weekday=words.number("Ww"))
    if raw is not None and words.has("P"):
        return replace(raw, type="TIME", part=words.one("P"))
    return raw


def build_day_of_month(words: Found) -> RawTime | None:
    """As in "the first of November"."""
    day, month = words.number("q"), words.number("Mm")
    return _date(words, year=words.number("Y"), month=month, day=day)


def build_week_of_month(words: Found) -> RawTime | None:
    """As in "the first week of March"."""
    if words.one("U") not in {"week", "day", "half", "weekend"}:
        return None
    nth = words.number("q") if words.has("q") else 5
    mods = {1: "START", 2: "MID", 3: "MID", 4: "END", 5: "END"}
    raw = _date(words, year=words.number("Y"), month=words.number("Mm"))
    return replace(raw, mod=mods.get(nth or 1, "")) if raw else None


def build_months(words: Found) -> RawTime | None:
    """As in "May to August"."""
    first, last = words.values("Mm")
    year = words.number("Y")
    return _date(words, year=year, month=int(first), end_year=year, end_month=int(last))


def build_month_year(words: Found) -> RawTime | None:
    """As in "March 2014"."""
    return _date(words, year=words.number("Y"), month=words.number("Mm"))


def build_month_of_unit(words: Found) -> RawTime | None:
    """As in "June of last year"."""
    if words.one("U") != "year":
        return None
    raw = _date(words, month=words.number("Mm"))
    return replace(raw, unit="year", offset=words.offset) if raw else None


def build_unit_month(words: Found) -> RawTime | None:
    """As in "last June"."""
    raw = _date(words, month=words.number("Mm"), day=words.number("dO"))
    offset = -1 if words.has("L") else words.offset
    return replace(raw, offset=offset, unit="month") if raw else None


def build_month(words: Found) -> RawTime | None:
    """As in "in May"."""
    return _date(words, month=words.number("Mm"))


def build_year(words: Found) -> RawTime | None:
    """Four digits that are a year: not money, not a count of people or things."""
    t, last = words.tokens, words.last
    years = words.values("Yd")
    year = int(years[0])
    before = t.letters[words.first - 1 : words.first]
    if before in {"$", "Q"} or words.after() in {"%", "percent"}:
        return None
    if t.letters[last : last + 1] == "$":
        return None
    has_modifier = words.core != words.first
    lead = words.before()
    if lead in NUMBERED and years[0] == words.values("Yd")[-1]:
        return None
    if not has_modifier and lead not in YEAR_LEADS:
        after = words.after()
        if after in PEOPLE or (words.after(1) in PEOPLE and t.letters[last] == "x"):
            return None
        if not 1900 <= year <= 2060 and lead != "the":
            return None
        if lead in {"than", "about", "some", "over", "nearly", "around", "least"}:
            return None
    elif words.after() in PEOPLE and lead != "since":
        return None
    if not 1400 <= year <= 2100:
        return None
    end = None
    if len(years) > 1:
        end = int(years[1])
        if end < 100:
            end += year - year % 100
        if not year < end <= year + 150:
            return build_year(replace_last(words, words.core + 1))
    return _date(words, year=year, end_year=end)


# What carries a number that looks like a year.
NUMBERED = frozenset(
    "flight resolution route room boeing airbus article section number no no. highway "
    "unit channel page paragraph decree".split()
)


YEAR_LEADS = frozenset(
    "in since by until from during before after for of early".split()
)
