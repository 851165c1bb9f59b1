"""Words with classes -> raw time expressions: the grammar of English news time.

Each rule is a pattern over the letters of time_tokens.py and a builder that turns the
words matched into a `RawTime`, or says None where their values forbid it. Of rules that
match at the same place the first in `RULES` wins, so longer ones come first. What an
expression spans follows TIMEX3: determiners and modifiers inside, prepositions outside.

Source: TimeML 1.2.1 annotation guidelines (TIMEX3); checked on tests/cases/times.toml.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_tokens import Tokens
from detente.model.text import Span

QTY = r"(?:a?Fo?|[nd](?:-?[nd])*(?:&ah)?|ha|ah|h-|a)"
DAY = r"z?[dO]"
CLOCK = r"(?:(?:@K?|[dn]K)C?|[nY]C)"
MOD = r"(?P<mod>(?:z?x?bo|z?E-?|[ef](?=i?[TLXW])|(?<=i)b)(?=[zTLXYMmWHSDyqhAUCO]|$))?"

RULES: dict[str, str] = {
    "iso": r"I",
    "slash": r"/",
    "clock_day": rf"{CLOCK}(?:,?i?(?:W|A|TP))?|(?:W|A),?i?{CLOCK}",
    "from_to_day": rf"(?:W,?)?[Mm]{DAY}(?:,?Y)?[-k][Mm]{DAY}(?:,?Y)?",
    "month_day": (
        rf"(?:[Ww]\.?,?)?[Mm]{DAY}(?:[-k]{DAY}(?![-UV%MmnK]))?(?![@K%])(?:,?Y)?P?"
    ),
    "day_month": rf"(?:[Ww],?)?{DAY}(?:[-k&]{DAY})?o?[Mm](?:,?Y)?",
    "day_of_month": r"(?:[Ww],?)?zqo[Mm](?:,?Y)?",
    "week_of_month": r"z?[qL]Uo[Mm](?:,?Y)?",
    "months": r"[Mm][-k][Mm](?:,?Y)?",
    "month_year": r"[Mm](?:o|,)?Y",
    "month_of_unit": r"[Mm](?:o|,)?z?[LTX]U",
    "unit_month": rf"T?[LTX][Mm](?:{DAY})?",
    "weekday_of_unit": r"Wo?[LTX]U",
    "weekday_told": r"zL(?=W)WP?",
    "weekday": r"(?:T?[LTX])?WP?",
    "weekdays": r"v?J",
    "day_beside": r"zU[ef]A",
    "day_told": r"zU[ef](?=[.,|_]|$)",
    "today": r"AP?|[TL]P",
    "same": r"z?t[UP]",
    "fiscal": r"z?[LTX]?yUY?|z?[LTX]?yY|ZY?",
    "season": r"z?(?:[LTX]So?Y?|So?Y|So?z?[LTX]U|[LTX]S)",
    "quarter": r"z?[qOL]U(?:o?(?:Y|z?[LTX]?U))?|QY?",
    "half": r"z?[qOL]ho(?:Y|z?[LTX]?U)",
    "window": rf"z?[LX]{QTY}[UV]",
    "recent": r"z?F?rV",
    "unit": r"z?[LTX]U",
    "vague_units": r"z?[LXT]V",
    "half_more": r"(?:a|[nd])[UV]&ah(?=G)",
    "shift_ago": rf"(?:{QTY}[UV]|V)G",
    "shift_on": rf"{QTY}[UV](?=iR)",
    "shift": rf"{QTY}[UV](?=[ef])|V(?=[ef])",
    "set": r"v(?:q|[nd])?[UVWPMmS]|(?:c|[nd]c|F?c)aU|j",
    "long": rf"(?:{QTY}-?U|V|U)-?l",
    "compound": rf"(?:{QTY})-U",
    "century": r"z?[qO]-?U",
    "duration": rf"{QTY}[UV]",
    "plain_units": r"(?<=[iF])V|V(?=o)",
    "decade": r"z?D",
    "weekend": r"z?U",
    "of_unit": r"zU",
    "year": r"Y(?:[-k/][Yd])?",
    "month": r"M|(?<=[iko&-])m|(?<=b)m",
    "holiday": r"[LTX]?H(?:,?Y)?",
    "bare_season": r"(?<=[ibE-])z?S",
    "one_word": r"B",
    "ref": r"R",
    "past": r"(?<=i)zL(?=[.,|_]|$)|(?<=i)z?x?u(?=[.,|_&ix]|$)",
    "part": r"(?<=i)zP|(?<=i)P",
}
FIRST = "(?=[^x.,|$_'%-])"
PATTERN = re.compile(
    FIRST + MOD + "(?:" + "|".join(f"(?P<{k}>{v})" for k, v in RULES.items()) + ")"
)
NAMES = tuple(RULES)
ALONE = {name: re.compile(f"{MOD}(?:{rule})") for name, rule in RULES.items()}
TENS = {"hundred": 100}
# What a four-digit number counts when it is no year.
PEOPLE = frozenset(
    "people soldiers troops civilians protesters demonstrators refugees migrants men "
    "women children homes houses kilometers kilometres km miles meters metres tons "
    "tonnes dollars euros workers police officers villagers residents families others "
    "tanks shells rockets missiles employees seats votes feet pounds rubles hours "
    "fighters militants prisoners hostages cases deaths arrests copies members students"
    " passengers victims percent cents points jobs applications developers".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a rule matched, by letter."""

    tokens: Tokens
    first: int
    last: int  # exclusive
    core: int  # where the rule proper starts, after the modifier

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return Span(self.tokens.starts[self.first], self.tokens.ends[self.last - 1])

    def values(self, letters: str) -> list[str]:
        """The values of the words of these classes, in text order."""
        t = self.tokens
        return [
            t.values[i] for i in range(self.core, self.last) if t.letters[i] in letters
        ]

    def one(self, letters: str) -> str:
        """The first value of these classes; empty if there is none."""
        found = self.values(letters)
        return found[0] if found else ""

    def number(self, letters: str) -> int | None:
        """The first value of these classes as a number; None if there is none."""
        found = self.one(letters)
        return int(found) if found else None

    def has(self, letters: str) -> bool:
        """Whether a word of these classes is among them."""
        return any(
            self.tokens.letters[i] in letters for i in range(self.core, self.last)
        )

    def before(self, back: int = 1) -> str:
        """The word before the expression, in small letters."""
        place = self.first - back
        return self.tokens.lowers[place] if place >= 0 else ""

    def after(self, on: int = 0) -> str:
        """The word after the expression, in small letters."""
        place = self.last + on
        return self.tokens.lowers[place] if place < len(self.tokens.lowers) else ""

    @property
    def offset(self) -> int | None:
        """-1 for last, 0 for this, 1 for next; None where none is said."""
        if self.has("L"):
            return -1
        return 1 if self.has("X") else 0 if self.has("T") else None

    @property
    def count(self) -> float | None:
        """How many; None for "several"."""
        t = self.tokens
        total, known, vague = 0.0, False, False
        for i in range(self.core, self.last):
            letter, word = t.letters[i], t.lowers[i]
            if letter == "F":
                if word == "couple":
                    return 2
                vague = True
            elif letter in "nd":
                value = float(t.values[i])
                scaled = total * 100 if word in TENS and total else total + value
                total, known = scaled, True
            elif letter == "h":
                total, known = total + 0.5, True
        if vague and not known:
            return None
        if not known:
            return 1
        return total


def found_times(tokens: Tokens) -> list[RawTime]:
    """Every expression in the words, in text order, without overlap."""
    found: list[RawTime] = []
    place = 0
    while match := PATTERN.search(tokens.letters, place):
        built = _built(match, tokens)
        if built is None:
            place = match.start() + 1
            continue
        raw, place = built
        found.append(raw)
    return found


def _built(match: re.Match[str], tokens: Tokens) -> tuple[RawTime, int] | None:
    """What the first rule that accepts makes of the words, and where it ends."""
    start, rule = match.start(), match.lastgroup or ""
    after = NAMES[NAMES.index(rule) :]
    for name in after:
        found = match if name == rule else ALONE[name].match(tokens.letters, start)
        if found is None:
            continue
        core = found.end("mod") if found.group("mod") else start
        first = start
        if tokens.letters[start] in "ef" and tokens.lowers[start] not in {
            "earlier", "later",
        }:  # fmt: skip
            first = core  # "after Monday": a preposition stays outside
        words = Found(tokens, first, found.end(), core)
        raw = BUILD[name](words)
        if raw is not None:
            if core != first:
                raw = _modified(raw, words)
            return raw, found.end()
    return None


def _modified(raw: RawTime, words: Found) -> RawTime:
    letters, t = "Eb", words.tokens
    for i in range(words.first, words.core):
        if t.letters[i] in letters:
            return replace(raw, mod=t.values[i])
    return raw


def _date(words: Found, **fields: int | str | None) -> RawTime | None:
    raw = RawTime(span=words.span, kind=Kind.DATE, **fields)  # type: ignore[arg-type]
    if raw.month is not None and not 1 <= raw.month <= 12:
        return None
    if raw.day is not None and not 1 <= raw.day <= 31:
        return None
    return raw


def _iso(words: Found) -> RawTime | None:
    text = words.one("I")
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    raw = _date(words, year=year, month=month, day=day)
    if raw is not None and len(text) > len("2022-10-26"):
        return replace(raw, type="TIME", part=text[10:16])
    return raw


def _slash(words: Found) -> RawTime | None:
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


def _clock_day(words: Found) -> RawTime | None:
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


def _month_day(words: Found) -> RawTime | None:
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


def _day_of_month(words: Found) -> RawTime | None:
    day, month = words.number("q"), words.number("Mm")
    return _date(words, year=words.number("Y"), month=month, day=day)


def _week_of_month(words: Found) -> RawTime | None:
    if words.one("U") not in {"week", "day", "half", "weekend"}:
        return None
    nth = words.number("q") if words.has("q") else 5
    mods = {1: "START", 2: "MID", 3: "MID", 4: "END", 5: "END"}
    raw = _date(words, year=words.number("Y"), month=words.number("Mm"))
    return replace(raw, mod=mods.get(nth or 1, "")) if raw else None


def _months(words: Found) -> RawTime | None:
    first, last = words.values("Mm")
    year = words.number("Y")
    return _date(words, year=year, month=int(first), end_year=year, end_month=int(last))


def _month_year(words: Found) -> RawTime | None:
    return _date(words, year=words.number("Y"), month=words.number("Mm"))


def _month_of_unit(words: Found) -> RawTime | None:
    if words.one("U") != "year":
        return None
    raw = _date(words, month=words.number("Mm"))
    return replace(raw, unit="year", offset=words.offset) if raw else None


def _unit_month(words: Found) -> RawTime | None:
    raw = _date(words, month=words.number("Mm"), day=words.number("dO"))
    offset = -1 if words.has("L") else words.offset
    return replace(raw, offset=offset, unit="month") if raw else None


def _month(words: Found) -> RawTime | None:
    return _date(words, month=words.number("Mm"))


def _weekday(words: Found) -> RawTime | None:
    part = words.one("P")
    return RawTime(
        span=words.span,
        kind=Kind.WEEKDAY,
        type="TIME" if part else "DATE",
        weekday=words.number("W"),
        offset=-1 if words.has("L") else words.offset,
        part=part,
    )


def _weekday_told(words: Found) -> RawTime | None:
    """As in "the previous Friday": counted from the time told last."""
    if words.tokens.lowers[words.core + 1] not in {"previous", "preceding"}:
        return None
    raw = _weekday(words)
    return replace(raw, relation="told") if raw else None


def _day_told(words: Found) -> RawTime | None:
    """As in "The day before, ...", of the time told last."""
    if words.one("U") != "day":
        return None
    sign = -1 if words.tokens.lowers[words.last - 1] == "before" else 1
    return RawTime(
        span=words.span,
        kind=Kind.SHIFT,
        unit="day",
        count=1,
        sign=sign,
        relation="told",
    )


def _half_more(words: Found) -> RawTime | None:
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


def _weekday_of_unit(words: Found) -> RawTime | None:
    if words.one("U") != "week":
        return _weekday(replace_last(words, words.core + 1))
    return RawTime(
        span=words.span,
        kind=Kind.WEEKDAY,
        weekday=words.number("W"),
        offset=words.offset,
        unit="week",
    )


def replace_last(words: Found, last: int) -> Found:
    """The same words, cut off before `last`."""
    return Found(words.tokens, words.first, last, words.core)


def _weekdays(words: Found) -> RawTime | None:
    day = words.number("J") or 0
    return RawTime(
        span=words.span, kind=Kind.SET, type="SET", word=f"XXXX-WXX-{day + 1}"
    )


def _day_beside(words: Found) -> RawTime | None:
    if words.one("U") != "day":
        return None
    offset = (words.number("A") or 0) + (-1 if words.has("e") else 1)
    return RawTime(span=words.span, kind=Kind.UNIT, unit="day", offset=offset)


def _today(words: Found) -> RawTime | None:
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


def _same(words: Found) -> RawTime | None:
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


def _fiscal(words: Found) -> RawTime | None:
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


def _season(words: Found) -> RawTime | None:
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


def _bare_season(words: Found) -> RawTime | None:
    if words.tokens.letters[words.last : words.last + 1] == "x" and not words.has("z"):
        return None
    return _season(words)


def _quarter(words: Found) -> RawTime | None:
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
        return _century(words)
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


def _half(words: Found) -> RawTime | None:
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


def _window(words: Found) -> RawTime | None:
    return RawTime(
        span=words.span,
        kind=Kind.WINDOW,
        type="DURATION",
        unit=words.one("UV"),
        count=words.count,
        sign=-1 if words.has("L") else 1,
    )


def _recent(words: Found) -> RawTime | None:
    return RawTime(span=words.span, kind=Kind.REF, word="PAST_REF", unit=words.one("V"))


def _unit(words: Found) -> RawTime | None:
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


def _vague_units(words: Found) -> RawTime | None:
    word = "FUTURE_REF" if words.has("X") else "PAST_REF"
    if words.has("T"):
        word = "PRESENT_REF"
    return RawTime(span=words.span, kind=Kind.REF, word=word, unit=words.one("V"))


def _weekend(words: Found) -> RawTime | None:
    """This weekend, past or coming: "the weekend", "a weekend trip"."""
    if words.one("U") != "weekend":
        return None
    return RawTime(span=words.span, kind=Kind.UNIT, unit="weekend", offset=0)


def _of_unit(words: Found) -> RawTime | None:
    """As in "the end of the year": the unit that holds the day of speaking."""
    unit = words.one("U")
    if words.core == words.first or unit in {"minute", "hour", "day"}:
        return None
    return RawTime(span=words.span, kind=Kind.UNIT, unit=unit, offset=0)


def _shift_ago(words: Found) -> RawTime | None:
    plain = words.tokens.letters[words.core] == "V"
    return RawTime(
        span=words.span,
        kind=Kind.SHIFT,
        unit=words.one("UV"),
        count=None if plain else words.count,
        sign=-1,
        relation="ago",
    )


def _shift_on(words: Found) -> RawTime | None:
    if words.after() != "from":
        return _duration(words)
    t = words.tokens
    return RawTime(
        span=Span(words.span.start, t.ends[words.last + 1]),
        kind=Kind.SHIFT,
        unit=words.one("UV"),
        count=words.count,
        sign=1,
        relation="ago",
    )


def _shift(words: Found) -> RawTime | None:
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


def _set(words: Found) -> RawTime | None:
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


def _long(words: Found) -> RawTime | None:
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


def _compound(words: Found) -> RawTime | None:
    letters, last = words.tokens.letters, words.last
    if letters[last : last + 2] == "-l" or letters[last : last + 1] == "l":
        return None
    return _duration(words)


def _century(words: Found) -> RawTime | None:
    nth = words.number("qO")
    if words.one("U") == "century" and nth:
        return RawTime(span=words.span, kind=Kind.CENTURY, count=nth)
    return None


def _duration(words: Found) -> RawTime | None:
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


def _plain_units(words: Found) -> RawTime | None:
    if words.before() in {"on", "at", "from", "about", "between", "by"}:
        return None
    return RawTime(
        span=words.span, kind=Kind.DURATION, type="DURATION", unit=words.one("V")
    )


def _decade(words: Found) -> RawTime | None:
    """The 1990s or '90s; "in his early 20s" is an age."""
    digits = words.tokens.lowers[words.last - 1]
    if len(digits) == 3 and digits[0].isdigit() and not words.has("z"):
        return None
    return RawTime(span=words.span, kind=Kind.DECADE, year=words.number("D"))


def _year(words: Found) -> RawTime | None:
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
            return _year(replace_last(words, words.core + 1))
    return _date(words, year=year, end_year=end)


# What carries a number that looks like a year.
NUMBERED = frozenset(
    "flight resolution route room boeing airbus article section number no no. highway "
    "unit channel page paragraph decree".split()
)
YEAR_LEADS = frozenset(
    "in since by until from during before after for of early".split()
)


def _holiday(words: Found) -> RawTime | None:
    return RawTime(
        span=words.span,
        kind=Kind.HOLIDAY,
        word=words.one("H"),
        year=words.number("Y"),
        offset=words.offset,
    )


def _one_word(words: Found) -> RawTime | None:
    """A duration in one word: "yearlong"."""
    return RawTime(span=words.span, kind=Kind.SET, type="DURATION", word=words.one("B"))


def _ref(words: Found) -> RawTime | None:
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


def _past(words: Found) -> RawTime | None:
    if words.has("L"):
        if words.tokens.lowers[words.last - 1] != "past":
            return None
        return RawTime(span=words.span, kind=Kind.REF, word="PAST_REF")
    if words.has("x") and words.tokens.lowers[words.last - 2] not in {
        "near", "foreseeable", "immediate", "distant",
    }:  # fmt: skip
        return None
    return RawTime(span=words.span, kind=Kind.REF, word="FUTURE_REF")


def _part(words: Found) -> RawTime | None:
    part = words.one("P")
    if words.before() not in {"in", "at", "during", "by", "on", "until", "from"}:
        return None
    return RawTime(span=words.span, kind=Kind.SAME, type="TIME", unit="day", part=part)


BUILD: dict[str, Callable[[Found], RawTime | None]] = {
    "iso": _iso,
    "slash": _slash,
    "clock_day": _clock_day,
    "from_to_day": _month_day,
    "month_day": _month_day,
    "day_month": _month_day,
    "day_of_month": _day_of_month,
    "week_of_month": _week_of_month,
    "months": _months,
    "month_year": _month_year,
    "month_of_unit": _month_of_unit,
    "unit_month": _unit_month,
    "weekday_of_unit": _weekday_of_unit,
    "weekday_told": _weekday_told,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "day_beside": _day_beside,
    "day_told": _day_told,
    "today": _today,
    "same": _same,
    "fiscal": _fiscal,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "window": _window,
    "recent": _recent,
    "unit": _unit,
    "vague_units": _vague_units,
    "half_more": _half_more,
    "shift_ago": _shift_ago,
    "shift_on": _shift_on,
    "shift": _shift,
    "set": _set,
    "long": _long,
    "compound": _compound,
    "century": _century,
    "duration": _duration,
    "plain_units": _plain_units,
    "decade": _decade,
    "weekend": _weekend,
    "of_unit": _of_unit,
    "year": _year,
    "month": _month,
    "holiday": _holiday,
    "bare_season": _bare_season,
    "one_word": _one_word,
    "ref": _ref,
    "past": _past,
    "part": _part,
}
