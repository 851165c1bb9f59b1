"""Parsed article and its date -> time expressions with TIMEX3 values and days.

Recognition (`find_times`) needs no date and no parse; `anchor` then says what days an
expression means, given the day of speaking. That day may itself be an interval: what
the expression may mean is then everything that fits, save that a weekday of which the
interval holds exactly one is that one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_anchor import anchored
from detente.coding.time_grammar import found_times
from detente.coding.time_tense import Tense, tense_at
from detente.coding.time_tokens import core_words, may_tell_time, tokens_of
from detente.coding.time_told import TimesTold
from detente.coding.time_values import Anchored
from detente.knowledge.calendar import Calendar, load_calendar
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Span
from detente.model.time import Dating, TimeExpression, TimeInterval


def find_times(
    text: str, spans: Sequence[Span] = (), *, calendar: Calendar | None = None
) -> tuple[RawTime, ...]:
    """Every time expression of a text, or of the stretches `spans` of it."""
    places = tuple((span.start, span.end) for span in spans)
    if calendar is None:
        return _shipped(text, places)
    return _found(text, places, calendar, core_words(calendar))


def _found(
    text: str,
    places: tuple[tuple[int, int], ...],
    calendar: Calendar,
    core: frozenset[str],
) -> tuple[RawTime, ...]:
    if not places:
        return tuple(found_times(tokens_of(text, calendar)))
    timely = [
        (start, end) for start, end in places if may_tell_time(text[start:end], core)
    ]
    return tuple(found_times(tokens_of(text, calendar, timely)))


@lru_cache(maxsize=2)
def _shipped(text: str, places: tuple[tuple[int, int], ...]) -> tuple[RawTime, ...]:
    """By the calendar as shipped: an undated article is asked for them twice."""
    return _found(text, places, load_calendar(), _shipped_core())


@cache
def _shipped_core() -> frozenset[str]:
    return core_words(load_calendar())


def anchor(
    raw: RawTime,
    reference: TimeInterval | None,
    *,
    tense: Tense = Tense.NONE,
    told: TimeInterval | None = None,
    calendar: Calendar | None = None,
) -> TimeExpression:
    """What an expression means when said on (one of) the days of `reference`.

    Args:
        raw: The expression.
        reference: The day of speaking; None, or open at an end, when it is not known.
        tense: Of the clause; decides between a past and a coming weekday or month.
        told: The time that the text told last, for "the next day", "a year later".
        calendar: Named days; as shipped by default.
    """
    known = reference if reference is not None and not reference.is_open else None
    result = anchored(raw, known, tense, told, calendar or load_calendar())
    return TimeExpression(
        span=raw.span,
        type=raw.type,
        value=result.value,
        interval=result.interval,
        approximate=result.is_approximate,
    )


def times_layer(
    parsed: ParsedArticle,
    published: Dating | None,
    *,
    calendar: Calendar | None = None,
) -> tuple[TimeExpression, ...]:
    """Every time expression of an article's title and body, in text order."""
    reference = published.interval if published is not None else None
    sentences = parsed.sentences
    found = find_times(parsed.text, [s.span for s in sentences], calendar=calendar)
    calendar = calendar or load_calendar()
    layer: list[TimeExpression] = []
    so_far = TimesTold()
    for raw in found:
        sentence = parsed.sentence_at(raw.span.start)
        if sentence is None:
            continue
        if sentence.is_title:
            so_far.forget()
        tense = tense_at(parsed.text, sentence, raw.span)
        told = so_far.last(sentence, tense, reference)
        raw = _of_that_year(raw, parsed.text, told)
        expression = anchor(raw, reference, tense=tense, told=told, calendar=calendar)
        expression = _cut_at_now(expression, raw, parsed.text, reference)
        layer.append(expression)
        if expression.interval is not None and _tells(raw, expression, sentence):
            so_far.tell(expression.interval, sentence, raw.span)
    return tuple(layer)


THAT_YEAR = re.compile(r"(?:\s+of|,)?\s+(?:that|the\s+same)\s+year\b", re.IGNORECASE)


def _of_that_year(raw: RawTime, text: str, told: TimeInterval | None) -> RawTime:
    """As in "in May of that year": the year that the text told last."""
    if raw.kind is not Kind.DATE or raw.month is None or raw.year is not None:
        return raw
    if told is None or told.start == date.min or told.start.year != told.last.year:
        return raw
    if raw.offset is not None or not THAT_YEAR.match(text, raw.span.end):
        return raw
    return replace(raw, year=told.start.year)


def _cut_at_now(
    expression: TimeExpression,
    raw: RawTime,
    text: str,
    reference: TimeInterval | None,
) -> TimeExpression:
    """What "later this year" has left of the year, "earlier this year" has behind it."""
    days = expression.interval
    if raw.kind is not Kind.UNIT or raw.offset != 0 or days is None:
        return expression
    if reference is None or reference.is_open:
        return expression
    word = raw.span.of(text).split(maxsplit=1)[0].casefold()
    if word == "later":
        cut = days.meet(TimeInterval(reference.start, date.max))
    elif word == "earlier":
        cut = days.meet(TimeInterval(date.min, reference.end))
    else:
        return expression
    return replace(expression, interval=cut or days)


def _tells(raw: RawTime, expression: TimeExpression, sentence: Sentence) -> bool:
    """Whether later words such as "the next day" may count from this time."""
    return (
        not sentence.is_title
        and expression.interval is not None
        and not expression.interval.is_open
        and raw.kind not in {Kind.REF, Kind.SET, Kind.WINDOW, Kind.DURATION}
    )


__all__ = ["Anchored", "anchor", "find_times", "times_layer"]
