"""Days on which something may have happened, and what a date rests on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from detente.model.text import Span


class DateBasis(StrEnum):
    """What a date rests on, strongest first."""

    EXPRESSION = "expression"  # the text says so: "on Tuesday"
    DATELINE = "dateline"  # "KYIV, March 5 --"
    EVENT = "event"  # another event of the text, or one known by name
    OFFICE = "office"  # the terms of the office holders named
    GIVEN = "given"  # handed in with the article: metadata
    PUBLICATION = "publication"  # nothing said; bounded by the publication day
    INFERRED = "inferred"  # worked out from several hints


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """Every day on which an event may have happened; `end` is exclusive.

    "In March 2024" is [2024-03-01, 2024-04-01). Days are local to the event. An open
    start is `date.min`, an open end `date.max`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if not self.start < self.end:
            msg = f"interval must be non-empty, got [{self.start}, {self.end})"
            raise ValueError(msg)

    @classmethod
    def day(cls, day: date) -> Self:
        """That one day."""
        return cls(day, day + timedelta(days=1))

    @classmethod
    def days(cls, first: date, last: date) -> Self:
        """From `first` to `last`, both included."""
        return cls(first, last if last == date.max else last + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last possible day."""
        return self.end if self.end == date.max else self.end - timedelta(days=1)

    @property
    def n_days(self) -> int:
        """How many days it leaves possible."""
        return (self.end - self.start).days

    @property
    def is_open(self) -> bool:
        """Whether it has no known start or no known end."""
        return self.start == date.min or self.end == date.max

    def meet(self, other: Self) -> Self | None:
        """Keep the days both allow; None if they contradict each other."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return type(self)(start, end) if start < end else None

    def meets(self, other: Self) -> bool:
        """Whether both allow some day."""
        return self.start < other.end and other.start < self.end

    def join(self, other: Self) -> Self:
        """The smallest interval that holds both."""
        return type(self)(min(self.start, other.start), max(self.end, other.end))

    def contains(self, day: date) -> bool:
        """Whether that day is possible."""
        return self.start <= day < self.end

    def widen(self, *, before_days: int = 0, after_days: int = 0) -> Self:
        """Add days at the ends; open ends stay open."""
        start = self.start
        if start != date.min:
            start = date.fromordinal(max(1, start.toordinal() - before_days))
        end = self.end
        if end != date.max:
            last = date.max.toordinal()
            end = date.fromordinal(min(last, end.toordinal() + after_days))
        return type(self)(start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A date with its basis: `evidence` is the words that it was read from.

    `approximate` is EDTF's "~": the interval is near right, not exact.
    `because` says in words how it was worked out, one reason an item.
    """

    interval: TimeInterval
    basis: DateBasis
    evidence: Span | None = None
    approximate: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time, as TIMEX3 has it.

    `type` is DATE, TIME, DURATION or SET. `value` is the TIMEX3 value ("2022-10-26",
    "P10Y", "PRESENT_REF"). `interval` is the days that it denotes, None for a duration
    or where nothing fixes it.
    """

    span: Span
    type: str
    value: str
    interval: TimeInterval | None = None
    approximate: bool = False
    basis: DateBasis = DateBasis.EXPRESSION
