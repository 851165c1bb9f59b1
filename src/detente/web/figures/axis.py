"""A time axis: days to pixels, and where to write which dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.views.words import MONTHS

# Steps between ticks in months; the first that leaves few enough of them.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
MOST_TICKS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across the picture at `x` pixels and what to write at it."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """Days from `first` to `last`, both included, over `left` to `right` pixels."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day's beginning lies, in pixels; beyond the ends, at the ends."""
        days = (min(max(day, self.first), self.last) - self.first).days
        span = max(1, (self.last - self.first).days)
        return round(self.left + (self.right - self.left) * days / span, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies on it."""
        return self.first <= day <= self.last

    def ticks(self) -> tuple[Tick, ...]:
        """Firsts of months, thinned so that the words do not meet."""
        months = (self.last.year - self.first.year) * 12
        months += self.last.month - self.first.month
        if months < 2:
            return tuple(self._days())
        step = next((one for one in STEPS if months / one <= MOST_TICKS), STEPS[-1])
        found: list[Tick] = []
        count = self.first.year * 12 + self.first.month  # months from year 0, next one
        for number in range(count, self.last.year * 12 + self.last.month):
            if number % step:
                continue
            year, month = divmod(number, 12)
            words = MONTHS[month] if month and step < 12 else str(year)
            if month and step < 12 and not found:
                words = f"{words} {year}"
            found.append(Tick(x=self.x(date(year, month + 1, 1)), words=words))
        return tuple(found)

    def _days(self) -> Iterator[Tick]:
        n_days = (self.last - self.first).days
        step = max(1, n_days // MOST_TICKS + 1)
        for after in range(step, n_days, step):
            day = self.first + timedelta(days=after)
            yield Tick(x=self.x(day), words=f"{day.day} {MONTHS[day.month - 1]}")
