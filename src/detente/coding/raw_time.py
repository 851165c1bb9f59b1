"""A time expression as it stands in the text, before anybody knows what day it is."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Span


class Kind(StrEnum):
    """How an expression means its time."""

    DATE = "date"  # year, month, day as far as given; may have an end
    WEEKDAY = "weekday"  # of the last, this or next week; bare
    UNIT = "unit"  # last week, this year, today (day 0)
    SHIFT = "shift"  # two months ago, a year later, days before the vote
    WINDOW = "window"  # the past two years, the next six months
    DURATION = "duration"
    SET = "set"
    REF = "ref"  # now, recently, the future
    DECADE = "decade"
    CENTURY = "century"
    SEASON = "season"
    PART = "part"  # a quarter, half or fiscal year
    HOLIDAY = "holiday"
    SAME = "same"  # that day, the same month: of the time told last


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTime:
    """What the words say by themselves.

    `type` is TIMEX3's. `offset` is -1 for last, 0 this, 1 next; None for bare names.
    `unit` and `count` hold for UNIT, SHIFT, WINDOW and DURATION; a `count` of None is
    "several". `relation` tells what a SHIFT counts from: "ago" the day of speaking,
    "told" the time told last ("a year later"), "event" what follows in the text ("two
    days before the summit"). `sign` is -1 back, 1 on. `mod` is START, MID, END.
    `part` is a part of the day (MO, AF, EV, NI) or a clock time (T15:00). `word` is the
    id of a holiday, a season code or the value of a reference or set.
    """

    span: Span
    kind: Kind
    type: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str = ""
    count: float | None = None
    sign: int = 0
    relation: str = ""
    mod: str = ""
    part: str = ""
    word: str = ""
