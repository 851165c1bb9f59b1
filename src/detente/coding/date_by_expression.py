"""The expressions that govern an event -> its days."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.coding.event_clause import AHEAD, is_perfect, same_clause
from detente.coding.time_links import Link, Relation, word_before
from detente.coding.time_tense import Tense, tense_at
from detente.coding.time_values import shifted
from detente.model.event import EventMention
from detente.model.status import Status
from detente.model.text import Sentence
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval

PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])$")


UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


WITHIN = frozenset("within in next coming than inside".split())


def day_by_links(
    links: list[Link], status: Status, now: Dating | None, published: Dating | None
) -> Dating:
    """The closest expression; what ties with it and contradicts it widens it."""
    best = links[0]
    interval = _bounded(best, now)
    because: list[str] = []
    for link in links[1:]:
        if link.distance > best.distance or link.relation is not best.relation:
            break
        if _is_listed(best, link):
            break
        other = _bounded(link, now)
        narrower = interval.meet(other)
        if narrower is not None:
            interval = narrower
        else:
            interval = interval.join(other)
            because.append("two expressions contradict each other: both kept")
    approximate = best.expression.approximate
    if (
        status is Status.HAPPENED
        and published is not None
        and not published.interval.is_open
        and interval.n_days > 1
    ):
        # What happened did so before it was written.
        cut = interval.meet(TimeInterval(date.min, published.interval.end))
        interval = cut or interval
    return Dating(
        interval=interval,
        basis=DateBasis.EXPRESSION,
        evidence=best.expression.span,
        approximate=approximate,
        because=tuple(because),
    )


PLANNED_FOR = re.compile(
    r"\b(?:planned|scheduled|set|due|slated|expected|meant)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def links_of_the_plan(links: list[Link], sentence: Sentence, text: str) -> list[Link]:
    """What was called off lay ahead: a past day is the calling-off's, not the visit's.

    "Until December" is when it is to be instead.
    """
    kept = []
    for link in links:
        span, interval = link.expression.span, link.expression.interval
        before = text[max(sentence.span.start, span.start - 40) : span.start]
        if link.relation is Relation.BEFORE and UNTIL.search(before):
            kept.append(replace(link, relation=Relation.AT))
        elif (
            interval is None
            or interval.n_days > 1
            or tense_at(text, sentence, span) is not Tense.PAST
            or PLANNED_FOR.search(before)
        ):
            kept.append(link)
    return kept


UNTIL = re.compile(r"\b(?:until|till|to)\s+$", re.IGNORECASE)


def is_things_own(link: Link, status: Status, now: Dating | None) -> bool:
    """The past date of a thing ("the accord of May 1998"), not of what is done to it."""
    interval = link.expression.interval
    if link.relation is not Relation.AT:
        return False
    if not link.is_of_noun or interval is None or now is None:
        return link.is_of_noun and status not in AHEAD
    return interval.end <= now.interval.widen(before_days=45).start


def _is_listed(first: Link, second: Link) -> bool:
    """Two points apart in one list ("in 2019 and last year"): the near one counts."""
    a, b = first.expression.interval, second.expression.interval
    return (
        a is not None
        and b is not None
        and a.meet(b) is None
        and max(a.n_days, b.n_days) > 27
    )


def _bounded(link: Link, now: Dating | None) -> TimeInterval:
    interval = link.expression.interval
    assert interval is not None
    if link.relation is Relation.BEFORE:
        return TimeInterval(date.min, interval.end)
    if link.relation is Relation.AFTER:
        end = now.interval.end if now is not None else date.max
        if now is not None and interval.start >= now.interval.start:
            end = date.max
        return TimeInterval(interval.start, max(end, interval.end))
    return interval


def moved_by(interval: TimeInterval, unit: str, count: float) -> TimeInterval:
    """Moved, and as wide as the unit it was counted in is coarse."""
    first = shifted(interval.start, unit, count)
    last = shifted(interval.last, unit, count)
    slack = {"day": 0, "week": 2, "month": 10, "year": 45}[unit]
    return TimeInterval.days(first, last).widen(before_days=slack, after_days=slack)


def day_within(
    mention: EventMention,
    sentence: Sentence,
    here: Sequence[TimeExpression],
    status: Status,
    text: str,
    now: Dating | None,
) -> Dating | None:
    """Durations: "within two months" lies ahead, "for a decade" behind."""
    if now is None:
        return None
    for t in here:
        match = PERIOD.match(t.value)
        if t.type != "DURATION" or match is None:
            continue
        if not same_clause(sentence, mention.trigger, t.span):
            continue
        count, unit = float(match.group(2)), UNITS.get(match.group(3), "day")
        if match.group(1):
            unit = "hour"
        lead = word_before(text, sentence.span.start, t.span)
        if status in AHEAD and lead in WITHIN:
            last = shifted(now.interval.last, unit, count)
            return Dating(
                interval=TimeInterval.days(now.interval.start, last),
                basis=DateBasis.EXPRESSION, evidence=t.span, approximate=True,
                because=("within a time from the day of the news",),
            )  # fmt: skip
        if lead in {"for", "over", "than", "nearly", "almost", "about"} and status in {
            Status.ONGOING, Status.HAPPENED,
        }:  # fmt: skip
            if status is Status.HAPPENED and not is_perfect(sentence, mention.trigger):
                continue
            first = shifted(now.interval.start, unit, -count)
            return Dating(
                interval=TimeInterval.days(first, now.interval.last),
                basis=DateBasis.EXPRESSION, evidence=t.span, approximate=True,
                because=("it has lasted since",),
            )  # fmt: skip
    return None
