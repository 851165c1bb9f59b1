"""Words of units, shifts, windows, durations and sets -> raw times."""

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_found import Found
from detente.model.text import Span


def build_half_more(words: Found) -> RawTime | None:
    """As in "a year and a half ago"."""
    t = words.tokens
    number = words.one("nd")
    return RawTime(
        span=Span(words.span.start, t.ends[words.last]),
        kind=Kind.SHIFT,
        unit=words.one("UV"),
        count=(float(number) if number else 1) + 0.5,
        sign=-1,
        relation="ago",
    )


def build_day_beside(words: Found) -> RawTime | None:
    """As in "the day before yesterday"."""
    if words.one("U") != "day":
        return None
    offset = (words.number("A") or 0) + (-1 if words.has("e") else 1)
    return RawTime(span=words.span, kind=Kind.UNIT, unit="day", offset=offset)


def build_today(words: Found) -> RawTime | None:
    """As in "this morning"."""
    part = words.one("P")
    if words.has("A"):
        offset = words.number("A") or 0
        name = words.tokens.lowers[words.core]
        if name == "tonight":
            part = "NI"
    else:
        last = words.tokens.lowers[words.core]
        if last not in {"this", "last"} or (last == "last" and part != "NI"):
            return None
        offset = -1 if last == "last" else 0
    return RawTime(
        span=words.span,
        kind=Kind.UNIT,
        type="TIME" if part else "DATE",
        unit="day",
        offset=offset,
        part=part,
    )


def build_same(words: Found) -> RawTime | None:
    """As in "that day"."""
    unit, part = words.one("U"), words.one("P")
    if unit in {"minute", "hour", "quarter"}:
        return None
    return RawTime(
        span=words.span,
        kind=Kind.SAME,
        type="TIME" if part else "DATE",
        unit=unit or "day",
        part=part,
    )


def build_window(words: Found) -> RawTime | None:
    """As in "the past two years"."""
    return RawTime(
        span=words.span,
        kind=Kind.WINDOW,
        type="DURATION",
        unit=words.one("UV"),
        count=words.count,
        sign=-1 if words.has("L") else 1,
    )


def build_recent(words: Found) -> RawTime | None:
    """As in "recent weeks"."""
    return RawTime(span=words.span, kind=Kind.REF, word="PAST_REF", unit=words.one("V"))


def build_unit(words: Found) -> RawTime | None:
    """As in "last week"."""
    unit, word = words.one("U"), words.tokens.lowers[words.core]
    if word == "the":
        word = words.tokens.lowers[words.core + 1]
    if word == "subsequent" or (word in {"prior", "preceding"} and unit == "year"):
        return RawTime(
            span=words.span, kind=Kind.SHIFT, unit=unit, count=1, relation="told",
            sign=1 if word == "subsequent" else -1,
        )  # fmt: skip
    if unit in {"minute", "hour"} or (unit == "day" and word == "this"):
        return None
    is_window = word == "past" or (
        word == "last" and unit in {"decade", "century", "day", "fortnight"}
    )
    if is_window:
        return RawTime(
            span=words.span, kind=Kind.WINDOW, type="DURATION", unit=unit, count=1,
            sign=-1,
        )  # fmt: skip
    has_the = words.tokens.lowers[words.core] == "the"
    opens = words.first == 0 or words.tokens.letters[words.first - 1] in ".|"
    told = word in {"following", "previous", "preceding"} or (
        has_the and word == "next" and (unit == "day" or (opens and unit != "year"))
    )
    if told:
        return RawTime(
            span=words.span, kind=Kind.SHIFT, unit=unit, count=1, relation="told",
            sign=1 if words.has("X") else -1,
        )  # fmt: skip
    return RawTime(span=words.span, kind=Kind.UNIT, unit=unit, offset=words.offset)


def build_vague_units(words: Found) -> RawTime | None:
    """As in "the coming days"."""
    word = "FUTURE_REF" if words.has("X") else "PAST_REF"
    if words.has("T"):
        word = "PRESENT_REF"
    return RawTime(span=words.span, kind=Kind.REF, word=word, unit=words.one("V"))


def build_of_unit(words: Found) -> RawTime | None:
    """As in "the end of the year": the unit that holds the day of speaking."""
    unit = words.one("U")
    if words.core == words.first or unit in {"minute", "hour", "day"}:
        return None
    return RawTime(span=words.span, kind=Kind.UNIT, unit=unit, offset=0)


def build_shift_ago(words: Found) -> RawTime | None:
    """As in "two months ago"."""
    plain = words.tokens.letters[words.core] == "V"
    return RawTime(
        span=words.span,
        kind=Kind.SHIFT,
        unit=words.one("UV"),
        count=None if plain else words.count,
        sign=-1,
        relation="ago",
    )


def build_shift_on(words: Found) -> RawTime | None:
    """As in "two weeks from now"."""
    if words.after() != "from":
        return build_duration(words)
    t = words.tokens
    return RawTime(
        span=Span(words.span.start, t.ends[words.last + 1]),
        kind=Kind.SHIFT,
        unit=words.one("UV"),
        count=words.count,
        sign=1,
        relation="ago",
    )


def build_shift(words: Found) -> RawTime | None:
    """The words "a year later" count from the time told last, "a year after X" from X."""
    plain = words.tokens.letters[words.core] == "V"
    word = words.after()
    sign = -1 if word in {"earlier", "before", "previously", "prior"} else 1
    follows = words.tokens.letters[words.last + 1 : words.last + 2]
    is_open = word in {"before", "after", "prior"} and follows not in {
        "",
        ".",
        ",",
        "|",
        "_",
    }
    count = None if plain else words.count
    if is_open:
        return RawTime(
            span=words.span, kind=Kind.SHIFT, type="DURATION",
            unit=words.one("UV"), count=count, sign=sign, relation="event",
        )  # fmt: skip
    span = Span(words.span.start, words.tokens.ends[words.last])
    return RawTime(
        span=span, kind=Kind.SHIFT, unit=words.one("UV"), count=count, sign=sign,
        relation="told",
    )  # fmt: skip


def build_set(words: Found) -> RawTime | None:
    """As in "every four years"."""
    if words.has("j"):
        return RawTime(span=words.span, kind=Kind.SET, type="SET", word=words.one("j"))
    unit = words.one("UV")
    if unit:
        count = 1.0 if words.has("c") else float(words.one("qndn") or 1)
        return RawTime(
            span=words.span, kind=Kind.SET, type="SET", unit=unit, count=count,
            word="every",
        )  # fmt: skip
    weekday, month = words.number("W"), words.number("Mm")
    value = "P1D"
    if weekday is not None:
        value = f"XXXX-WXX-{weekday + 1}"
    elif month is not None:
        value = f"XXXX-{month:02d}"
    elif words.has("S"):
        value = f"XXXX-{words.one('S')}"
    elif words.has("P"):
        value = f"XXXX-XX-XXT{words.one('P')[:2]}"
    return RawTime(span=words.span, kind=Kind.SET, type="SET", word=value)


def build_long(words: Found) -> RawTime | None:
    """As in "decades-long", "18-month-long"; ages ("12-year-old") are no times of events."""
    if words.tokens.lowers[words.last - 1] != "long":
        return None
    plain = words.tokens.letters[words.core] in "VU"
    is_many = plain and words.has("V")
    return RawTime(
        span=words.span,
        kind=Kind.DURATION,
        type="DURATION",
        unit=words.one("UV"),
        count=None if is_many else words.count,
    )


def build_compound(words: Found) -> RawTime | None:
    """As in "an 18-month mission"."""
    letters, last = words.tokens.letters, words.last
    if letters[last : last + 2] == "-l" or letters[last : last + 1] == "l":
        return None
    return build_duration(words)


def build_duration(words: Found) -> RawTime | None:
    """As in "for three years"."""
    unit = words.one("UV")
    letters, last = words.tokens.letters, words.last
    if words.tokens.lowers[words.core] in {"a", "an"} and words.count == 1:
        before = letters[words.first - 1 : words.first]
        if before in {"n", "d", "c", "Y"}:
            return RawTime(
                span=words.span, kind=Kind.SET, type="SET", unit=unit, count=1,
                word="every",
            )  # fmt: skip
        is_open = before == "i" or letters[last : last + 1] in {"o", "R"}
        if not is_open or unit in {"minute", "weekend"}:
            return None
    if letters[words.first - 1 : words.first] in {"$", "-"}:
        return None
    is_linked = letters[last : last + 1] == "l" or letters[last : last + 2] == "-l"
    if is_linked and {words.after(), words.after(1)} & {"old", "olds"}:
        return None
    return RawTime(
        span=words.span,
        kind=Kind.DURATION,
        type="DURATION",
        unit=unit,
        count=words.count,
    )


def build_plain_units(words: Found) -> RawTime | None:
    """As in "for weeks"."""
    if words.before() in {"on", "at", "from", "about", "between", "by"}:
        return None
    return RawTime(
        span=words.span, kind=Kind.DURATION, type="DURATION", unit=words.one("V")
    )


def build_one_word(words: Found) -> RawTime | None:
    """A duration in one word: "yearlong"."""
    return RawTime(span=words.span, kind=Kind.SET, type="DURATION", word=words.one("B"))


def build_ref(words: Found) -> RawTime | None:
    """As in "now"."""
    value, name = words.one("R"), words.tokens.lowers[words.core]
    follows = words.after()
    if name in {"shortly", "soon"} and follows in {"after", "before", "afterwards"}:
        return None
    if name == "now" and words.before() == "from":
        return None
    span = words.span
    if (
        words.before() in {"more", "most", "until", "till"}
        and words.before() != "until"
    ):
        span = Span(words.tokens.starts[words.first - 1], span.end)
    return RawTime(span=span, kind=Kind.REF, word=value)


def build_past(words: Found) -> RawTime | None:
    """As in "in the past"."""
    if words.has("L"):
        if words.tokens.lowers[words.last - 1] != "past":
            return None
        return RawTime(span=words.span, kind=Kind.REF, word="PAST_REF")
    if words.has("x") and words.tokens.lowers[words.last - 2] not in {
        "near", "foreseeable", "immediate", "distant",
    }:  # fmt: skip
        return None
    return RawTime(span=words.span, kind=Kind.REF, word="FUTURE_REF")
