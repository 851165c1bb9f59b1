"""Words of weekdays, seasons, parts, decades and named days -> raw times."""

from dataclasses import replace

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_found import Found, replace_last


def build_weekday(words: Found) -> RawTime | None:
    """As in "Friday morning"."""
    part = words.one("P")
    return RawTime(
        span=words.span,
        kind=Kind.WEEKDAY,
        type="TIME" if part else "DATE",
        weekday=words.number("W"),
        offset=-1 if words.has("L") else words.offset,
        part=part,
    )


def build_weekday_told(words: Found) -> RawTime | None:
    """As in "the previous Friday": counted from the time told last."""
    if words.tokens.lowers[words.core + 1] not in {"previous", "preceding"}:
        return None
    raw = build_weekday(words)
    return replace(raw, relation="told") if raw else None


def build_day_told(words: Found) -> RawTime | None:
    """As in "The day before, ...", "the evening before", of the time told last."""
    part = words.one("P")
    if words.one("U") != "day" and not part:
        return None
    word = words.tokens.lowers[words.last - 1]
    if part and word not in {"before", "after"}:
        return None
    return _day_off(words, -1 if word == "before" else 1, part)


def build_part_told(words: Found) -> RawTime | None:
    """As in "the previous evening", "the next morning", of the time told last."""
    word = words.tokens.lowers[words.core + 1]
    if word not in PARTS_BACK | PARTS_ON:
        return None
    return _day_off(words, -1 if word in PARTS_BACK else 1, words.one("P"))


PARTS_BACK = frozenset(("previous", "preceding", "prior"))
PARTS_ON = frozenset(("next", "following"))


def _day_off(words: Found, sign: int, part: str) -> RawTime:
    """A day before or after the time told last."""
    return RawTime(
        span=words.span,
        kind=Kind.SHIFT,
        type="TIME" if part else "DATE",
        unit="day",
        count=1,
        sign=sign,
        relation="told",
        part=part,
    )


def build_weekday_of_unit(words: Found) -> RawTime | None:
    """As in "Tuesday of last week"."""
    if words.one("U") != "week":
        return build_weekday(replace_last(words, words.core + 1))
    return RawTime(
        span=words.span,
        kind=Kind.WEEKDAY,
        weekday=words.number("W"),
        offset=words.offset,
        unit="week",
    )


def build_weekdays(words: Found) -> RawTime | None:
    """As in "on Fridays"."""
    day = words.number("J") or 0
    return RawTime(
        span=words.span, kind=Kind.SET, type="SET", word=f"XXXX-WXX-{day + 1}"
    )


def build_fiscal(words: Found) -> RawTime | None:
    """As in "fiscal year 2021"."""
    year = words.number("Y")
    if words.has("Z") and year is None:
        return None
    if (
        not words.has("Z")
        and words.has("U")
        and words.one("U") not in {"year", "quarter"}
    ):
        return None
    return RawTime(
        span=words.span, kind=Kind.PART, unit="fiscal", year=year, offset=words.offset
    )


def build_season(words: Found) -> RawTime | None:
    """As in "the summer of 2021"."""
    year, offset = words.number("Y"), words.offset
    unit = words.one("U")
    if unit and unit != "year":
        return None
    return RawTime(
        span=words.span,
        kind=Kind.SEASON,
        word=words.one("S"),
        year=year,
        offset=offset,
        unit=unit,
    )


def build_bare_season(words: Found) -> RawTime | None:
    """As in "in the spring"."""
    if words.tokens.letters[words.last : words.last + 1] == "x" and not words.has("z"):
        return None
    return build_season(words)


def build_quarter(words: Found) -> RawTime | None:
    """As in "the first quarter of 2021"."""
    units = words.values("U")
    if words.has("Q"):
        nth = int(words.one("Q")[1])
        return RawTime(
            span=words.span, kind=Kind.PART, unit="quarter", count=nth,
            year=words.number("Y"),
        )  # fmt: skip
    if not units or units[0] not in {"quarter", "half", "century"}:
        return None
    if units[0] == "century":
        return build_century(words)
    nth_text = words.one("qO")
    if not nth_text:
        if words.has("Y") or len(units) > 1:
            return RawTime(
                span=words.span, kind=Kind.PART, unit=units[0],
                count=4 if units[0] == "quarter" else 2, year=words.number("Y"),
            )  # fmt: skip
        return RawTime(
            span=words.span, kind=Kind.UNIT, unit="quarter", offset=words.offset
        )
    if int(nth_text) > 4:
        return None
    return RawTime(
        span=words.span,
        kind=Kind.PART,
        unit=units[0],
        count=int(nth_text),
        year=words.number("Y"),
        offset=words.offset if len(units) > 1 else None,
    )


def build_half(words: Found) -> RawTime | None:
    """As in "the second half of 2021"."""
    nth = words.one("qO")
    units = words.values("U")
    if units and units[0] != "year":
        return None
    return RawTime(
        span=words.span,
        kind=Kind.PART,
        unit="half",
        count=int(nth) if nth else 2,
        year=words.number("Y"),
        offset=words.offset if units and nth else None,
    )


def build_weekend(words: Found) -> RawTime | None:
    """This weekend, past or coming: "the weekend", "a weekend trip"."""
    if words.one("U") != "weekend":
        return None
    return RawTime(span=words.span, kind=Kind.UNIT, unit="weekend", offset=0)


def build_century(words: Found) -> RawTime | None:
    """As in "the 19th century"."""
    nth = words.number("qO")
    if words.one("U") == "century" and nth:
        return RawTime(span=words.span, kind=Kind.CENTURY, count=nth)
    return None


def build_decade(words: Found) -> RawTime | None:
    """The 1990s or '90s; "in his early 20s" is an age."""
    digits = words.tokens.lowers[words.last - 1]
    if len(digits) == 3 and digits[0].isdigit() and not words.has("z"):
        return None
    return RawTime(span=words.span, kind=Kind.DECADE, year=words.number("D"))


def build_holiday(words: Found) -> RawTime | None:
    """As in "Christmas Eve 2019"."""
    return RawTime(
        span=words.span,
        kind=Kind.HOLIDAY,
        word=words.one("H"),
        year=words.number("Y"),
        offset=words.offset,
    )


def build_part(words: Found) -> RawTime | None:
    """As in "in the morning"."""
    part = words.one("P")
    if words.before() not in {"in", "at", "during", "by", "on", "until", "from"}:
        return None
    return RawTime(span=words.span, kind=Kind.SAME, type="TIME", unit="day", part=part)
