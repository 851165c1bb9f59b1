"""Time expressions of a sentence -> those that are one stretch, joined."""

import re
from datetime import timedelta

from detente.coding.time_links import word_before
from detente.model.text import Sentence, Span
from detente.model.time import TimeExpression, TimeInterval

JOINER = re.compile(r"\s*(?:to|through|until|till|and|-|–|—)\s*$")


def ranges_joined(
    times: list[TimeExpression], text: str, sentence: Sentence
) -> list[TimeExpression]:
    """As in "from Monday to Friday", "between 2018 and 2020": one stretch of time."""
    joined: list[TimeExpression] = []
    for t in (_with_next_day(one, text) for one in times):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.interval is not None
            and t.interval is not None
            and before.interval.start <= t.interval.start
            and JOINER.match(text[before.span.end : t.span.start])
            and (
                word_before(text, sentence.span.start, before.span)
                in {"from", "between"}
                or _is_run(before, t, text)
            )
        ):
            joined[-1] = TimeExpression(
                span=before.span.join(t.span),
                type="DATE",
                value=f"{before.value}/{t.value}",
                interval=before.interval.join(t.interval),
                approximate=before.approximate or t.approximate,
            )
        else:
            joined.append(t)
    return joined


MONTH_DAYS = 31


def _is_run(before: TimeExpression, t: TimeExpression, text: str) -> bool:
    """As in "in March and April", "on Monday and Tuesday": one follows the other."""
    return (
        before.interval is not None
        and t.interval is not None
        and text[before.span.end : t.span.start] == " and "
        and before.interval.end == t.interval.start
        and max(before.interval.n_days, t.interval.n_days) <= MONTH_DAYS
    )


BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
AND_DAY = re.compile(r"\s+and\s+(\d{1,2})(?:st|nd|rd|th)?\b(?![\d:.,%-]\d)(?=\W)")


NO_NOUN = re.compile(r"\s*(?:[.,;)]|$|(?:and|to|in|at|for|with|on|of|by|where|when)\b)")


def _with_next_day(t: TimeExpression, text: str) -> TimeExpression:
    """As in "on June 16 and 17", "between June 16 and 20": both days, or all of them."""
    if (
        t.interval is None
        or t.interval.n_days != 1
        or len(t.value) != len("2000-01-01")
    ):
        return t
    match = AND_DAY.match(text, t.span.end)
    if match is None or not NO_NOUN.match(text, match.end()):
        return t
    if not any(c.isdigit() for c in t.span.of(text)):
        return t
    first, number = t.interval.start, int(match.group(1))
    is_range = BETWEEN.search(text, max(0, t.span.start - 9), t.span.start)
    try:
        last = first.replace(day=number) if is_range else first + timedelta(days=1)
    except ValueError:
        return t
    if last.day != number or last <= first:
        return t
    return TimeExpression(
        span=Span(t.span.start, match.end()),
        type=t.type,
        value=f"{t.value}/{last.isoformat()}",
        interval=TimeInterval.days(t.interval.start, last),
        approximate=t.approximate,
    )
