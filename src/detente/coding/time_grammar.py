"""Words with classes -> raw time expressions: the grammar of English news time.

Each rule is a pattern (time_rules.py) over the letters of time_tokens.py and a builder
(time_build_*.py) that turns the words matched into a `RawTime`, or says None where their
values forbid it. Of rules that match at the same place the first in `RULES` wins, so
longer ones come first. What an expression spans follows TIMEX3: determiners and
modifiers inside, prepositions outside.

Source: TimeML 1.2.1 annotation guidelines (TIMEX3); checked on tests/cases/times*.toml.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from detente.coding.raw_time import RawTime
from detente.coding.time_build_dates import (
    build_clock_day,
    build_day_of_month,
    build_iso,
    build_month,
    build_month_day,
    build_month_of_unit,
    build_month_year,
    build_months,
    build_slash,
    build_unit_month,
    build_week_of_month,
    build_year,
)
from detente.coding.time_build_names import (
    build_bare_season,
    build_century,
    build_day_told,
    build_decade,
    build_fiscal,
    build_half,
    build_holiday,
    build_part,
    build_part_told,
    build_quarter,
    build_season,
    build_weekday,
    build_weekday_of_unit,
    build_weekday_told,
    build_weekdays,
    build_weekend,
)
from detente.coding.time_build_spans import (
    build_compound,
    build_day_beside,
    build_duration,
    build_half_more,
    build_long,
    build_of_unit,
    build_one_word,
    build_past,
    build_plain_units,
    build_recent,
    build_ref,
    build_same,
    build_set,
    build_shift,
    build_shift_ago,
    build_shift_on,
    build_today,
    build_unit,
    build_vague_units,
    build_window,
)
from detente.coding.time_found import Found
from detente.coding.time_join import joined
from detente.coding.time_rules import ALONE, NAMES, PATTERN
from detente.coding.time_tokens import Tokens


def found_times(tokens: Tokens) -> list[RawTime]:
    """Every expression in the words, in text order, without overlap."""
    found: list[RawTime] = []
    place = last = 0
    while match := PATTERN.search(tokens.letters, place):
        built = _built(match, tokens)
        if built is None:
            place = match.start() + 1
            continue
        raw, place = built
        both = (
            joined(found[-1], raw, tokens, range(last, match.start()))
            if found
            else None
        )
        if both is None:
            found.append(raw)
        else:
            found[-1] = both
        last = place
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


BUILD: dict[str, Callable[[Found], RawTime | None]] = {
    "iso": build_iso,
    "slash": build_slash,
    "clock_day": build_clock_day,
    "from_to_day": build_month_day,
    "month_day": build_month_day,
    "day_month": build_month_day,
    "day_of_month": build_day_of_month,
    "week_of_month": build_week_of_month,
    "months": build_months,
    "month_year": build_month_year,
    "month_of_unit": build_month_of_unit,
    "unit_month": build_unit_month,
    "weekday_of_unit": build_weekday_of_unit,
    "weekday_told": build_weekday_told,
    "weekday": build_weekday,
    "weekdays": build_weekdays,
    "day_beside": build_day_beside,
    "day_told": build_day_told,
    "part_told": build_part_told,
    "today": build_today,
    "same": build_same,
    "fiscal": build_fiscal,
    "season": build_season,
    "quarter": build_quarter,
    "half": build_half,
    "window": build_window,
    "recent": build_recent,
    "unit": build_unit,
    "vague_units": build_vague_units,
    "half_more": build_half_more,
    "shift_ago": build_shift_ago,
    "shift_on": build_shift_on,
    "shift": build_shift,
    "set": build_set,
    "long": build_long,
    "compound": build_compound,
    "century": build_century,
    "duration": build_duration,
    "plain_units": build_plain_units,
    "decade": build_decade,
    "weekend": build_weekend,
    "of_unit": build_of_unit,
    "year": build_year,
    "month": build_month,
    "holiday": build_holiday,
    "bare_season": build_bare_season,
    "one_word": build_one_word,
    "ref": build_ref,
    "past": build_past,
    "part": build_part,
}
