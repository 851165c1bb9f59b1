"""Event mention -> the days on which it takes place, with the basis; None if unknown.

In order: the expression that governs the event (time_links.py); "two months after ..."
counted from another event; a known event named in the clause; the time told last in the
paragraph (narrative goes on until another time is told); for news without any time, the
day that the story is about, which the lead or the publication bounds. Plans lie ahead.
The publication date is never handed on in silence: its basis is PUBLICATION and it is
marked as near. Expressions that contradict each other give their hull.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.coding.article_marks import dateline
from detente.coding.time_anchor import shifted
from detente.coding.time_links import Link, Relation, links_of, word_before
from detente.coding.time_tense import Tense, tense_at
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span, Token
from detente.model.time import (
    DateBasis,
    Dating,
    TimeExpression,
    TimeInterval,
)

Dated = tuple[EventMention, Dating]

NEAR = 5  # a tie looser than this does not date an event; see time_links.py
REPORTED_NEAR = 8  # what is said that day may stand deeper in the sentence
LEAD_SENTENCES = 4
# News tells of the day of publication or the few days before it.
NEWS_DAYS = 4
# A minister's visit lasts one to three days: median 2 of the visits in the codebook.
VISIT_DAYS = 3
AHEAD = frozenset((Status.PLANNED, Status.HYPOTHETICAL, Status.DEMANDED))
DONE = frozenset((Status.HAPPENED, Status.ONGOING))
PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])$")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
WITHIN = frozenset("within in next coming than inside".split())
JOINER = re.compile(r"\s*(?:to|through|until|till|and|-|–|—)\s*$")


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
    here = ranges_joined(_inside(times, sentence.span), parsed.text, sentence)
    now = story_day(parsed, times, published)
    counted = _counted(mention, sentence, here, parsed, now, others)
    if counted is not None:
        return counted
    for span, interval in known:
        if _is_named(mention, sentence, span):
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
        and not _is_things_own(link, status, now)
        and not (status in DONE and link.expression.value == "FUTURE_REF")
    ]
    if status is Status.CANCELLED:
        links = _of_the_plan(links, sentence, parsed.text)
    own = [link for link in links if link.relation is not Relation.REPORTED]
    if own:
        return _from_links(own, status, now, published)
    lasting = _lasting(mention, sentence, here, status, parsed.text, now)
    if lasting is not None:
        return lasting
    return _without_expression(
        mention, status, sentence, parsed, times, reported, now, published, others,
        has_time=any(t.type == "DATE" and not t.value.endswith("REF") for t in timed),
    )  # fmt: skip


def _inside(times: Sequence[TimeExpression], span: Span) -> list[TimeExpression]:
    return [t for t in times if span.contains(t.span)]


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
            and word_before(text, sentence.span.start, before.span)
            in {"from", "between"}
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


AND_DAY = re.compile(r"\s+and\s+(\d{1,2})(?:st|nd|rd|th)?\b(?![\d:.,%-]\d)(?=\W)")
NO_NOUN = re.compile(r"\s*(?:[.,;)]|$|(?:and|to|in|at|for|with|on|of|by|where|when)\b)")


def _with_next_day(t: TimeExpression, text: str) -> TimeExpression:
    """As in "on June 16 and 17": both days."""
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
    last = t.interval.start + timedelta(days=1)
    if last.day != int(match.group(1)):
        return t
    return TimeExpression(
        span=Span(t.span.start, match.end()),
        type=t.type,
        value=f"{t.value}/{last.isoformat()}",
        interval=TimeInterval.days(t.interval.start, last),
        approximate=t.approximate,
    )


def story_day(
    parsed: ParsedArticle, times: Sequence[TimeExpression], published: Dating | None
) -> Dating | None:
    """The day that the news is of: the latest that the lead tells, else publication."""
    if published is None or published.interval.is_open:
        return None
    window = published.interval.widen(before_days=NEWS_DAYS)
    best: TimeExpression | None = None
    line = _dateline_day(parsed, window)
    seen = 0
    for sentence in parsed.sentences:
        if sentence.is_title:
            continue
        seen += 1
        if seen > LEAD_SENTENCES:
            break
        for t in _inside(times, sentence.span):
            if t.interval is None or t.interval.n_days != 1 or t.value == "PRESENT_REF":
                continue
            if window.meet(t.interval) is None or not _is_main(
                sentence, t, parsed.text
            ):
                continue
            if best is None or (
                best.interval is not None and t.interval.start > best.interval.start
            ):
                best = t
    if best is not None and best.interval is not None:
        return Dating(
            interval=best.interval, basis=DateBasis.EXPRESSION, evidence=best.span,
            because=("the day that the lead tells",),
        )  # fmt: skip
    if line is not None:
        return Dating(
            interval=line, basis=DateBasis.DATELINE, because=("the dateline's day",)
        )
    return Dating(
        interval=published.interval, basis=DateBasis.PUBLICATION, approximate=True,
        because=("no time is told; news of about the day of publication",),
    )  # fmt: skip


def _dateline_day(parsed: ParsedArticle, window: TimeInterval) -> TimeInterval | None:
    """The dateline's day, if it lies near publication."""
    line = dateline(parsed.article)
    if line is None:
        return None
    _, month, day, year = line
    for y in (year,) if year else (window.start.year, window.last.year):
        if month == 2 and day == 29 and y % 4:
            continue
        found = TimeInterval.day(date(y, month, day)).meet(window)
        if found is not None:
            return found
    return None


def _is_main(sentence: Sentence, expression: TimeExpression, text: str) -> bool:
    """Whether it dates the sentence's main clause, and not something to come."""
    head = sentence.head_of(expression.span)
    if head is None:
        return True
    if tense_at(text, sentence, expression.span) is Tense.FUTURE:
        return False
    for token in (head, *sentence.above(head)):
        if token.dep in {"relcl", "acl", "advcl", "poss"}:
            return False
        if token.dep == "prep" and token.lower in {"after", "since", "before", "until"}:
            return False
        if token.dep in {"amod", "nummod", "nmod"} and token is head:
            return False
    return True


def _from_links(
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


def _of_the_plan(links: list[Link], sentence: Sentence, text: str) -> list[Link]:
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


def _is_things_own(link: Link, status: Status, now: Dating | None) -> bool:
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


def _counted(
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
        match = PERIOD.match(t.value)
        if t.type != "DURATION" or match is None or match.group(1):
            continue
        follows = re.match(
            r"\s+(after|before|since)\b", text[t.span.end : t.span.end + 9]
        )
        if follows is None:
            continue
        word_end = t.span.end + follows.end()
        count, unit = float(match.group(2)), UNITS[match.group(3)]
        sign = -1 if follows.group(1) == "before" else 1
        if mention.trigger.start >= word_end:
            if not _governs(sentence, Span(word_end, word_end + 1), mention.trigger):
                continue
            base, sign = _main_day(mention, now, others), -sign
        else:
            base = _day_of_named(here, word_end, text, sentence, others)
        if base is None or base.interval.is_open:
            continue
        return Dating(
            interval=_moved(base.interval, unit, sign * count),
            basis=DateBasis.EVENT,
            evidence=Span(t.span.start, word_end),
            approximate=True,
            because=(f"counted from another event: {t.span.of(text)}",),
        )
    return None


def _governs(sentence: Sentence, after: Span, trigger: Span) -> bool:
    """Whether the trigger is the first verb of the clause that "after" opens."""
    head = sentence.head_of(trigger)
    if head is None:
        return True
    first = next(
        (
            t for t in sentence.tokens
            if t.start >= after.start and t.pos == "VERB"
            and t.dep not in {"relcl", "acl", "amod", "compound"}
        ),
        None,
    )  # fmt: skip
    return first is None or head.i <= first.i or first in list(sentence.above(head))


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


def _moved(interval: TimeInterval, unit: str, count: float) -> TimeInterval:
    """Moved, and as wide as the unit it was counted in is coarse."""
    first = shifted(interval.start, unit, count)
    last = shifted(interval.last, unit, count)
    slack = {"day": 0, "week": 2, "month": 10, "year": 45}[unit]
    return TimeInterval.days(first, last).widen(before_days=slack, after_days=slack)


def _is_named(mention: EventMention, sentence: Sentence, name: Span) -> bool:
    """Whether the trigger is (in) the name, or "the signing of" it."""
    if name.overlaps(mention.trigger):
        return True
    if not sentence.span.contains(name):
        return False
    head = sentence.head_of(name)
    trigger = sentence.head_of(mention.trigger)
    if head is None or trigger is None:
        return False
    above: list[Token] = []
    for token in sentence.above(head):
        above.append(token)
        if token is trigger:
            break
        if token.pos not in {"ADP", "NOUN", "PROPN"}:
            return False
    between = above[:-1]
    if trigger not in above:
        return False
    is_own = trigger.lemma in NAMED_ACTS
    return is_own and all(t.pos == "ADP" for t in between)


NAMED_ACTS = frozenset(
    "signing sign signature conclude conclusion hold start launch adopt adoption "
    "integration outbreak".split()
)


def _lasting(
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
        if not _same_clause(sentence, mention.trigger, t.span):
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
            if status is Status.HAPPENED and not _is_perfect(sentence, mention.trigger):
                continue
            first = shifted(now.interval.start, unit, -count)
            return Dating(
                interval=TimeInterval.days(first, now.interval.last),
                basis=DateBasis.EXPRESSION, evidence=t.span, approximate=True,
                because=("it has lasted since",),
            )  # fmt: skip
    return None


def _same_clause(sentence: Sentence, trigger: Span, time: Span) -> bool:
    head, below = sentence.head_of(trigger), sentence.head_of(time)
    if head is None or below is None:
        return True
    for token in (below, *sentence.above(below)):
        if token is head:
            return True
        if token.pos in {"VERB", "AUX"}:
            return token.i in {t.i for t in sentence.above(head)} and head.dep in {
                "xcomp", "conj", "dobj", "nsubj", "nsubjpass", "attr",
            }  # fmt: skip
    return False


def _is_perfect(sentence: Sentence, trigger: Span) -> bool:
    head = sentence.head_of(trigger)
    if head is None:
        return False
    return any(
        h.lower in {"has", "have", "had", "been"} for h in sentence.below(head, "aux")
    )


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
    pointed = _pointed_at(mention, sentence, parsed, others)
    if pointed is not None and not (status in AHEAD and pointed.interval.is_open):
        return pointed
    is_asking = mention.type is EventType.REQUEST and status is Status.DEMANDED
    if (status in AHEAD and not is_asking) or status is Status.CANCELLED:
        return _ahead(mention, status, parsed, times, now, others, reported)
    if status is Status.DENIED:
        return None
    if reported and reported[0].expression.interval is not None:
        said = reported[0].expression
        assert said.interval is not None
        if _is_news(sentence, mention):
            return Dating(
                interval=said.interval, basis=DateBasis.EXPRESSION, evidence=said.span,
                approximate=True, because=("told on that day as news",),
            )  # fmt: skip
    told = None if has_time else _told(mention, sentence, parsed, others)
    if told is not None:
        return told
    if now is None:
        return None
    is_old = _is_pluperfect(sentence, mention.trigger) or _is_background(
        sentence, mention
    )
    if is_old:
        return _before(mention, sentence, now, others)
    if (
        status is Status.HAPPENED
        and _is_perfect(sentence, mention.trigger)
        and not _is_lead(parsed, sentence)
    ):
        return _before(mention, sentence, now, ())
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


def _before(
    mention: EventMention, sentence: Sentence, now: Dating, others: Sequence[Dated]
) -> Dating:
    """Some day before the news, or before the dated event that it is told behind."""
    for other, dating in reversed(others):
        if other.sentence != mention.sentence:
            break
        if dating.basis in OWN_BASES and _goes_on(sentence, mention, other):
            return Dating(
                interval=TimeInterval(date.min, dating.interval.end),
                basis=DateBasis.EVENT,
                evidence=dating.evidence,
                because=("before the event that it is told behind",),
            )
    return Dating(
        interval=TimeInterval(date.min, now.interval.end),
        basis=DateBasis.PUBLICATION,
        because=("no time is told; before the day of the news",),
    )


OWN_BASES = frozenset((DateBasis.EXPRESSION, DateBasis.EVENT, DateBasis.DATELINE))
# What the present perfect tells in the first two sentences is the news itself.
FIRST_SENTENCES = 2


def _is_lead(parsed: ParsedArticle, sentence: Sentence) -> bool:
    """Whether it is the title or stands at the head of the body."""
    if sentence.is_title:
        return True
    body = (s.index for s in parsed.sentences if not s.is_title)
    first = next(body, 0)
    return sentence.index < first + FIRST_SENTENCES


# "During this visit": the clause takes place while what was told before does.
POINTER = re.compile(
    r"\b(?:through|during|at|with|in|on|throughout)\s+"
    r"(?:this|that|the|these|those|his|her|their|the\s+same)\s+(?:\w+\s+)?"
    r"(?P<what>visit|trip|tour|stay|meetings?|talks|summit|session|conversation|"
    r"(?:phone\s+)?call)\b(?!\s+(?:to|in|of|with|on|between|by)\b)",
    re.IGNORECASE,
)
VISITING = frozenset(
    "visit visited visits visiting trip tour travel travelled traveled travels stay "
    "arrived flew landed".split()
)


def _is_under_verb_of(sentence: Sentence, trigger: Span, pointer: Span) -> bool:
    """Whether the verb that the pointing words hang on is the trigger or governs it."""
    head, below = sentence.head_of(trigger), sentence.head_of(pointer)
    if head is None or below is None:
        return True
    verb = next((t for t in sentence.above(below) if t.pos in {"VERB", "AUX"}), None)
    return verb is not None and (
        verb is head or any(token is verb for token in sentence.above(head))
    )


def _pointed_at(
    mention: EventMention,
    sentence: Sentence,
    parsed: ParsedArticle,
    others: Sequence[Dated],
) -> Dating | None:
    """The time of the visit or meeting that the clause says it was part of."""
    if sentence.is_title:
        return None
    match = next(
        (
            found
            for found in POINTER.finditer(
                parsed.text, sentence.span.start, sentence.span.end
            )
            if not found.start() <= mention.trigger.start < found.end()
            and (
                # What opens a sentence holds for all of it.
                found.start() <= sentence.span.start + 2
                or _is_under_verb_of(
                    sentence, mention.trigger, Span(*found.span("what"))
                )
            )
        ),
        None,
    )
    if match is None:
        return None
    is_visit = match.group("what").lower() in VISITING
    for other, dating in reversed(others):
        then = parsed.sentences[other.sentence]
        if then.paragraph < sentence.paragraph - 1:
            return None
        if other.trigger.start >= match.start() or other.type is not EventType.CONSULT:
            continue
        words = set(re.findall(r"[a-z]+", other.trigger.of(parsed.text).lower()))
        # Whoever visits also meets; not everyone who meets visits.
        if not is_visit or words & VISITING or "visit" in other.modes:
            if dating.basis not in OWN_BASES or dating.interval.is_open:
                return None
            return Dating(
                interval=dating.interval,
                basis=DateBasis.EVENT,
                evidence=dating.evidence,
                approximate=dating.approximate,
                because=(f"during the {match.group('what').lower()} told before",),
            )
    return None


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


def _ahead(
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
        if dating.interval.start >= now.interval.start and _is_beside(
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


def _is_news(sentence: Sentence, mention: EventMention) -> bool:
    return not _is_pluperfect(sentence, mention.trigger)


def _told(
    mention: EventMention,
    sentence: Sentence,
    parsed: ParsedArticle,
    others: Sequence[Dated],
) -> Dating | None:
    """The time told last in the same paragraph, when the narrative just goes on."""
    if _is_perfect(sentence, mention.trigger):
        return _recent(mention, sentence, parsed, others)
    for other, dating in reversed(others):
        then = parsed.sentences[other.sentence]
        if then.paragraph != sentence.paragraph:
            return None
        if dating.basis is DateBasis.PUBLICATION or dating.interval.is_open:
            continue
        if other.sentence == mention.sentence and not _goes_on(
            sentence, mention, other
        ):
            continue
        if then.index < sentence.index - 3:
            return None
        if tense_at(parsed.text, sentence, mention.trigger) is Tense.FUTURE:
            return None
        return Dating(
            interval=dating.interval,
            basis=DateBasis.EVENT,
            evidence=dating.evidence,
            approximate=True,
            because=("goes on from the event before it",),
        )
    return None


# Words that set a frame for the present perfect of the sentences after them.
RECENT = re.compile(r"(?:recently|lately|in recent \w+|of late)$", re.IGNORECASE)


def _recent(
    mention: EventMention,
    sentence: Sentence,
    parsed: ParsedArticle,
    others: Sequence[Dated],
) -> Dating | None:
    """As in "Recently they have made up. One has already sent an envoy": as recent."""
    if _is_pluperfect(sentence, mention.trigger):
        return None
    for other, dating in reversed(others):
        then = parsed.sentences[other.sentence]
        if then.paragraph != sentence.paragraph or then.index < sentence.index - 1:
            return None
        if then.index == sentence.index:
            continue
        words = dating.evidence.of(parsed.text) if dating.evidence else ""
        if RECENT.search(words) and then.root and _is_perfect(then, then.root.span):
            return Dating(
                interval=dating.interval,
                basis=DateBasis.EVENT,
                evidence=dating.evidence,
                approximate=True,
                because=("goes on from what was told as recent",),
            )
    return None


def _is_beside(sentence: Sentence, mention: EventMention, other: EventMention) -> bool:
    """Two verbs of one chain: "will meet X and be welcomed by Y"."""
    head, then = sentence.head_of(mention.trigger), sentence.head_of(other.trigger)
    while head is not None and then is not None and head is not then:
        if head.dep not in {"conj", "xcomp"}:
            return False
        head = sentence.tokens[head.head]
    return head is not None


def _goes_on(sentence: Sentence, mention: EventMention, other: EventMention) -> bool:
    """In one sentence: only where this event hangs on the other, or beside it."""
    head, then = sentence.head_of(mention.trigger), sentence.head_of(other.trigger)
    if head is None or then is None:
        return False
    return any(token is then for token in sentence.above(head))


def _is_pluperfect(sentence: Sentence, trigger: Span) -> bool:
    head = sentence.head_of(trigger)
    if head is None:
        return False
    return any(h.lower in {"had", "'d", "’d"} for h in sentence.below(head, "aux"))


def _is_background(sentence: Sentence, mention: EventMention) -> bool:
    """A noun or a relative clause that tells what was already known."""
    head = sentence.head_of(mention.trigger)
    if head is None:
        return False
    if head.pos in {"NOUN", "PROPN"}:
        return head.dep in {"pobj", "poss", "compound"} and sentence.index > 2
    helpers = {h.lower for h in sentence.below(head, "aux", "auxpass")}
    return head.dep == "relcl" and not helpers & {"will", "would", "'ll", "to"}
