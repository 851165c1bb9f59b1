"""What was called off -> the days on which it was to be, never that of the calling-off."""

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.coding.time_links import Link, Relation
from detente.coding.time_tense import Tense, tense_at
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression

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


def planned_day(
    times: Sequence[TimeExpression],
    sentence: Sentence,
    trigger: Span,
    text: str,
    now: Dating | None,
) -> Dating | None:
    """The day of what was called off, told behind it: "that she was to make on Friday"."""
    for t in times:
        if t.interval is None or t.interval.is_open or t.span.start < trigger.end:
            continue
        if now is not None and t.interval.end <= now.interval.start:
            continue
        if tense_at(text, sentence, t.span) is Tense.FUTURE:
            return Dating(
                interval=t.interval, basis=DateBasis.EXPRESSION, evidence=t.span,
                because=("the plan was for then",),
            )  # fmt: skip
    return None


UNTIL = re.compile(r"\b(?:until|till|to)\s+$", re.IGNORECASE)
