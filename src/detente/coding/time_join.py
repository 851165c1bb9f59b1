"""A part of a day and the day that follows it -> one expression.

TIMEX3 takes "the night of May 12", "noon on Friday" and "midday tomorrow" as one time.
"""

from dataclasses import replace

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_tokens import Tokens

DAYS = frozenset((Kind.DATE, Kind.WEEKDAY, Kind.UNIT))
JOINTS = frozenset(("", "of", "on"))


def joined(
    part: RawTime, day: RawTime, tokens: Tokens, between: range
) -> RawTime | None:
    """The two as one; None where they are two times.

    Args:
        part: The expression before.
        day: The expression after it.
        tokens: The words of the text.
        between: The places of the words that stand between the two.
    """
    if part.kind is not Kind.SAME or not part.part or part.unit != "day":
        return None
    if " ".join(tokens.lowers[i] for i in between) not in JOINTS:
        return None
    if day.kind not in DAYS or day.part or day.mod or not _is_one_day(day):
        return None
    return replace(day, span=part.span.join(day.span), type="TIME", part=part.part)


def _is_one_day(day: RawTime) -> bool:
    if day.kind is Kind.DATE:
        return day.day is not None and day.end_day is None
    return day.kind is Kind.WEEKDAY or day.unit == "day"
