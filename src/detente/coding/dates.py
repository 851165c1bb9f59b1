"""Event mention -> the days on which it takes place, with the basis; None if unknown.

In order: the expression that governs the event (time_links.py); "two months after ..."
counted from another event; a known event named in the clause; the time told last in the
paragraph (narrative goes on until another time is told); for news without any time, the
day that the story is about, which the lead or the publication bounds. Plans lie ahead.
The publication date is never handed on in silence: its basis is PUBLICATION and it is
marked as near. Expressions that contradict each other give their hull.
"""

from collections.abc import Sequence

from detente.coding.date_ahead import day_ahead
from detente.coding.date_by_event import (
    during_what_was_told,
    is_named,
    some_day_before,
    told_last,
)
from detente.coding.date_by_expression import (
    day_by_links,
    day_within,
    is_things_own,
    met_before_speaking,
    opening_time,
)
from detente.coding.date_called_off import links_of_the_plan, planned_day
from detente.coding.date_counted import counted_from_event
from detente.coding.day_ranges import ranges_joined
from detente.coding.event_clause import (
    AHEAD,
    Dated,
    goes_on_there,
    is_background,
    is_lead,
    is_news,
    is_perfect,
    is_pluperfect,
)
from detente.coding.story_day import story_day, times_in
from detente.coding.time_links import Link, Relation, links_of
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval

NEAR = 5  # a tie looser than this does not date an event; see time_links.py


REPORTED_NEAR = 8  # what is said that day may stand deeper in the sentence


DONE = frozenset((Status.HAPPENED, Status.ONGOING))


def date_event(
    mention: EventMention,
    status: Status,
    parsed: ParsedArticle,
    times: Sequence[TimeExpression],
    published: Dating | None,
    *,
    others: Sequence[Dated] = (),
    known: Sequence[tuple[Span, TimeInterval]] = (),
) -> Dating | None:
    """When the event takes place, as narrow as the text allows; None if it is silent.

    Args:
        mention: The event.
        status: Whether it happened, is planned ...
        parsed: Its article.
        times: The article's time expressions, in text order.
        published: The article's date, exact or not.
        others: Events of the article before this one that have a date, in text order.
        known: Names of dated events of the world in the article, with their days.
    """
    sentence = parsed.sentences[mention.sentence]
    here = ranges_joined(times_in(times, sentence.span), parsed.text, sentence)
    now = story_day(parsed, times, published)
    counted = counted_from_event(mention, sentence, here, parsed, now, others)
    if counted is not None:
        return counted
    for span, interval in known:
        if is_named(mention, sentence, span):
            return Dating(
                interval=interval, basis=DateBasis.EVENT, evidence=span,
                because=("a dated event is named",),
            )  # fmt: skip
    timed = [t for t in here if t.interval is not None]
    links = links_of(sentence, mention.trigger, timed, parsed.text)
    reported = [
        link
        for link in links
        if link.relation is Relation.REPORTED and link.distance <= REPORTED_NEAR
    ]
    links = [
        link
        for link in links
        if link.distance <= NEAR
        and not is_things_own(link, mention, status, now)
        and not (status in DONE and _is_to_come(link, published))
    ]
    if status is Status.CANCELLED:
        links = links_of_the_plan(links, sentence, parsed.text)
    own = [link for link in links if link.relation is not Relation.REPORTED]
    if own:
        own = opening_time(own, sentence, parsed.text)
        if mention.type is EventType.CONSULT:
            own = met_before_speaking(own, sentence, mention.trigger)
        return day_by_links(own, status, now, published)
    if status is Status.CANCELLED:
        planned = planned_day(timed, sentence, mention.trigger, parsed.text, now)
        if planned is not None:
            return planned
    lasting = day_within(mention, sentence, here, status, parsed.text, now)
    if lasting is not None:
        return lasting
    return _without_expression(
        mention, status, sentence, parsed, times, reported, now, published, others,
        has_time=any(t.type == "DATE" and not t.value.endswith("REF") for t in timed),
    )  # fmt: skip


def _is_to_come(link: Link, published: Dating | None) -> bool:
    """What is promised for a day to come ("by June 1") is promised before it."""
    interval = link.expression.interval
    if link.expression.value == "FUTURE_REF":
        return True
    if interval is None or published is None:
        return False
    return interval.start > published.interval.end


def _without_expression(
    mention: EventMention,
    status: Status,
    sentence: Sentence,
    parsed: ParsedArticle,
    times: Sequence[TimeExpression],
    reported: list[Link],
    now: Dating | None,
    published: Dating | None,
    others: Sequence[Dated],
    *,
    has_time: bool,
) -> Dating | None:
    pointed = during_what_was_told(mention, sentence, parsed, others)
    if pointed is not None and not (status in AHEAD and pointed.interval.is_open):
        return pointed
    is_asking = mention.type is EventType.REQUEST and status is Status.DEMANDED
    if (status in AHEAD and not is_asking) or status is Status.CANCELLED:
        return day_ahead(mention, status, parsed, times, now, others, reported)
    if status is Status.DENIED:
        return None
    if reported and reported[0].expression.interval is not None:
        said = reported[0].expression
        assert said.interval is not None
        if is_news(sentence, mention):
            return Dating(
                interval=said.interval, basis=DateBasis.EXPRESSION, evidence=said.span,
                approximate=True, because=("told on that day as news",),
            )  # fmt: skip
    is_on = not has_time or goes_on_there(sentence, mention.trigger)
    told = told_last(mention, sentence, parsed, others, now) if is_on else None
    if told is not None:
        return told
    if now is None:
        return None
    is_old = is_pluperfect(sentence, mention.trigger) or is_background(
        sentence, mention
    )
    if is_old:
        return some_day_before(mention, sentence, now, others)
    if (
        status is Status.HAPPENED
        and is_perfect(sentence, mention.trigger)
        and not is_lead(parsed, sentence)
    ):
        return some_day_before(mention, sentence, now, ())
    if published is not None and status is Status.ONGOING:
        return Dating(
            interval=now.interval, basis=DateBasis.PUBLICATION, approximate=True,
            because=("under way on the day of the news",),
        )  # fmt: skip
    return Dating(
        interval=now.interval,
        basis=DateBasis.PUBLICATION,
        evidence=now.evidence,
        approximate=True,
        because=now.because,
    )
