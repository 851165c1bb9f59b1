"""A count of days or months beside another event -> the days of this one.

"The visit comes two months after A met B": A met B two months before the visit.
"""

import re
from collections.abc import Sequence

from detente.coding.date_by_expression import PERIOD, UNITS, moved_by
from detente.coding.event_clause import Dated, governs, verb_above
from detente.coding.time_links import Relation, links_of
from detente.model.article import ParsedArticle
from detente.model.event import EventMention
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression


def counted_from_event(
    mention: EventMention,
    sentence: Sentence,
    here: Sequence[TimeExpression],
    parsed: ParsedArticle,
    now: Dating | None,
    others: Sequence[Dated],
) -> Dating | None:
    """As in "the visit comes two months after A met B": A met B two months before it."""
    text = parsed.text
    for t in here:
        match = PERIOD.match(t.value.replace("PTX", "PT0"))
        if t.type != "DURATION" or match is None:
            continue
        follows = re.match(
            r"\s+(after|before|since)\b", text[t.span.end : t.span.end + 9]
        )
        if follows is None:
            continue
        word_end = t.span.end + follows.end()
        count, unit = _whole_days(match)
        sign = -1 if follows.group(1) == "before" else 1
        if mention.trigger.start >= word_end:
            if not governs(sentence, Span(word_end, word_end + 1), mention.trigger):
                continue
            base = _day_of_governor(mention, sentence, here, text)
            base, sign = base or _main_day(mention, now, others), -sign
        else:
            base = _day_of_named(here, word_end, text, sentence, others)
        if base is None or base.interval.is_open:
            continue
        return Dating(
            interval=moved_by(base.interval, unit, sign * count),
            basis=DateBasis.EVENT,
            evidence=Span(t.span.start, word_end),
            approximate=True,
            because=(f"counted from another event: {t.span.of(text)}",),
        )
    return None


def _whole_days(match: re.Match[str]) -> tuple[float, str]:
    """The count in its unit; hours and minutes as the days that they fill."""
    count = float(match.group(2))
    if match.group(1):
        return (count // 24 if match.group(3) == "H" else 0.0), "day"
    return count, UNITS[match.group(3)]


def _day_of_governor(
    mention: EventMention, sentence: Sentence, here: Sequence[TimeExpression], text: str
) -> Dating | None:
    """The day of the verb that "a day after" hangs on, where the sentence tells it."""
    verb = verb_above(sentence, mention.trigger)
    if verb is None:
        return None
    days = [t for t in here if t.interval is not None and t.interval.n_days == 1]
    for link in links_of(sentence, verb.span, days, text):
        interval = link.expression.interval
        if interval and link.relation is Relation.AT and link.distance <= DIRECT:
            return Dating(
                interval=interval,
                basis=DateBasis.EXPRESSION,
                evidence=link.expression.span,
            )
    return None


DIRECT = 1  # the tie of a verb and its own "on Friday"


def _main_day(
    mention: EventMention, now: Dating | None, others: Sequence[Dated]
) -> Dating | None:
    """The day of the main event so far: the latest dated near the day of the news."""
    for other, dating in reversed(others):
        if other.sentence == mention.sentence and not dating.interval.is_open:
            return dating
    if others and now is not None:
        near = [
            d for _, d in others
            if d.interval.meet(now.interval.widen(before_days=7, after_days=30))
            and not d.interval.is_open
        ]  # fmt: skip
        if near:
            return min(near, key=lambda d: d.interval.n_days)
    return now


def _day_of_named(
    here: Sequence[TimeExpression],
    start: int,
    text: str,
    sentence: Sentence,
    others: Sequence[Dated],
) -> Dating | None:
    """The day of what stands after "two months after": its own, or told before."""
    for t in here:
        if t.span.start >= start and t.interval is not None:
            return Dating(interval=t.interval, basis=DateBasis.EXPRESSION)
    words = set(re.findall(r"[a-z]{4,}", text[start : sentence.span.end].lower()))
    for other, dating in reversed(others):
        if other.trigger.of(text).lower() in words:
            return dating
    return None
