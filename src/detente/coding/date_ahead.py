"""A plan -> the days on which it may come about."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from detente.coding.event_clause import Dated, is_beside
from detente.coding.time_links import Link
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval

# A minister's visit lasts one to three days: median 2 of the visits in the codebook.
VISIT_DAYS = 3


# Later (or before) the text says when the thing was to be: "the visit had been set for".
SET_FOR = re.compile(
    r"\b(?P<what>visit|trip|meeting|talks|summit|tour|exercises?|drills?|round|vote|"
    r"ceremony|conference|call|session)\b[^.;]{0,40}?\b(?:is|are|was|were|been)\s+"
    r"(?:\w+\s+)?(?:set|scheduled|planned|due|expected|slated|to\s+(?:begin|start|take))\b"
    r"[^.;]{0,30}?$",
    re.IGNORECASE,
)


SET_CHARS = 120


ALIKE = (("visit", "trip", "tour", "travel"), ("meeting", "talks", "summit", "meet"))


def _set_for(
    mention: EventMention, parsed: ParsedArticle, times: Sequence[TimeExpression]
) -> Dating | None:
    """A time told elsewhere for the thing planned or called off, by its own noun."""
    clause = mention.clause.of(parsed.text).lower()
    for t in times:
        if t.interval is None or t.interval.is_open or t.value.endswith("REF"):
            continue
        match = SET_FOR.search(
            parsed.text, max(0, t.span.start - SET_CHARS), t.span.start
        )
        if match is None:
            continue
        what = match.group("what").lower()
        alike = next((c for c in ALIKE if what in c), (what,))
        if any(word in clause for word in alike):
            return Dating(
                interval=t.interval, basis=DateBasis.EXPRESSION, evidence=t.span,
                because=(f"the {what} was set for then",),
            )  # fmt: skip
    return None


def day_ahead(
    mention: EventMention,
    status: Status,
    parsed: ParsedArticle,
    times: Sequence[TimeExpression],
    now: Dating | None,
    others: Sequence[Dated],
    reported: Sequence[Link],
) -> Dating | None:
    """A plan without a time: during the visit that is told of, else some day from now."""
    found = _set_for(mention, parsed, times)
    if found is not None:
        return found
    if now is None:
        return None
    for other, dating in reversed(others):
        if other.sentence != mention.sentence:
            break
        sentence = parsed.sentences[mention.sentence]
        if dating.interval.start >= now.interval.start and is_beside(
            sentence, mention, other
        ):
            return Dating(
                interval=dating.interval, basis=DateBasis.EVENT,
                evidence=dating.evidence, approximate=dating.approximate,
                because=("planned beside an event with that date",),
            )  # fmt: skip
    said = reported[0].expression if reported else None
    if said is not None and said.interval and said.interval.end < now.interval.start:
        return Dating(
            interval=TimeInterval(said.interval.start, date.max),
            basis=DateBasis.EXPRESSION, evidence=said.span,
            because=("planned then: not before",),
        )  # fmt: skip
    if mention.type is EventType.CONSULT and status is Status.PLANNED:
        window = now.interval.widen(before_days=2, after_days=30)
        for other, dating in others:
            if (
                other.type is EventType.CONSULT
                and dating.interval.n_days <= VISIT_DAYS
                and window.meet(dating.interval)
            ):
                start = max(dating.interval.start, now.interval.start)
                if start < dating.interval.end:
                    end = dating.interval.start + timedelta(days=VISIT_DAYS)
                    return Dating(
                        interval=TimeInterval(dating.interval.start, end),
                        basis=DateBasis.EVENT,
                        approximate=True,
                        because=("during the visit told before",),
                    )
    return Dating(
        interval=TimeInterval(now.interval.start, date.max),
        basis=DateBasis.PUBLICATION,
        because=("planned, no time told: not before the day of the news",),
    )
