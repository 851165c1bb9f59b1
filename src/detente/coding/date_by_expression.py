"""The expressions that govern an event -> its days."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.coding.event_clause import AHEAD, is_perfect, same_clause, verb_above
from detente.coding.time_links import Link, Relation, opens, word_before
from detente.coding.time_values import shifted
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval

PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])$")


UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


WITHIN = frozenset("within in next coming inside".split())
# "In no more than two months" is a deadline, "in more than two decades" a comparison.
AT_MOST = re.compile(
    r"\b(?:no(?:t)?\s+(?:more|later)|less|fewer)\s+than\s+$", re.IGNORECASE
)
# "The first of its kind in ten years", "the worst crisis in a decade".
OF_ITS_KIND = re.compile(
    r"\b(?:first|only|last|most|least|worst|best|\w{3,}est)\b[^;:]*$", re.IGNORECASE
)


def day_by_links(
    links: list[Link], status: Status, now: Dating | None, published: Dating | None
) -> Dating:
    """The closest expression; what ties with it and contradicts it widens it."""
    best = links[0]
    interval = _bounded(best, status, now)
    because: list[str] = []
    for link in links[1:]:
        if link.distance > best.distance or link.relation is not best.relation:
            break
        if _is_listed(best, link):
            break
        other = _bounded(link, status, now)
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


def opening_time(links: list[Link], sentence: Sentence, text: str) -> list[Link]:
    """Of days that contradict each other, the one that opens the sentence.

    The other is a noun's in the end, however the parse has tied it: "The day before it
    condemned Riga for the arrest of a crew on May 3".
    """
    opener = next((x for x in links if opens(text, sentence, x.expression.span)), None)
    if opener is None or opener.expression.interval is None:
        return links
    days = opener.expression.interval
    return [
        link
        for link in links
        if link is opener
        or link.expression.interval is None
        or link.expression.interval.meet(days) is not None
    ]


def met_before_speaking(
    links: list[Link], sentence: Sentence, trigger: Span
) -> list[Link]:
    """As in "said on Friday after meeting him": one speaks on the day that one met."""
    verb = verb_above(sentence, trigger)
    if verb is None or verb.lemma not in SPEAKING:
        return links
    return [
        replace(
            link,
            relation=Relation.AT,
            expression=replace(link.expression, approximate=True),
        )
        if link.relation is Relation.BEFORE
        and link.expression.interval is not None
        and link.expression.interval.n_days == 1
        else link
        for link in links
    ]


SPEAKING = frozenset(
    "say tell announce declare add state report comment explain confirm warn".split()
)


# What is done by speaking of a thing, as a rule some time after it.
OF_THINGS = frozenset((EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT))


def is_things_own(
    link: Link, mention: EventMention, status: Status, now: Dating | None
) -> bool:
    """The past date of a thing ("the accord of May 1998"), not of what is done to it."""
    interval = link.expression.interval
    if link.relation is not Relation.AT:
        return False
    if not link.is_of_noun or interval is None or now is None:
        return link.is_of_noun and status not in AHEAD
    if mention.type in OF_THINGS:
        return interval.end <= now.interval.start
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


def _bounded(link: Link, status: Status, now: Dating | None) -> TimeInterval:
    interval = link.expression.interval
    assert interval is not None
    if link.relation is Relation.BEFORE:
        if status in AHEAD and now is not None and now.interval.start < interval.end:
            return TimeInterval(now.interval.start, interval.end)
        return TimeInterval(date.min, interval.end)
    if link.relation is Relation.AFTER:
        end = now.interval.end if now is not None else date.max
        if now is not None and interval.start >= now.interval.start:
            end = date.max
        return TimeInterval(interval.start, max(end, interval.end))
    return interval


# How far off a count in whole units may be; half of it where it is one of them.
SLACK_DAYS = {"day": 0, "week": 2, "month": 10, "year": 45}


def moved_by(interval: TimeInterval, unit: str, count: float) -> TimeInterval:
    """Moved, and as wide as the unit it was counted in is coarse."""
    first = shifted(interval.start, unit, count)
    last = shifted(interval.last, unit, count)
    slack = SLACK_DAYS[unit] if count not in {1, -1} else SLACK_DAYS[unit] // 2
    return TimeInterval.days(first, last).widen(before_days=slack, after_days=slack)


def _is_deadline(lead: str, text: str, sentence: Sentence, span: Span) -> bool:
    """Whether a length of time tells how soon: "within", "in", "in no more than"."""
    before = text[sentence.span.start : span.start]
    if AT_MOST.search(before):
        return True
    return lead in WITHIN and not (lead == "in" and OF_ITS_KIND.search(before))


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
        if status in AHEAD and _is_deadline(lead, text, sentence, t.span):
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
