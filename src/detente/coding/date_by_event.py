"""Another event, of the text or known by name -> the days of this one."""

import re
from collections.abc import Sequence
from datetime import date

from detente.coding.event_clause import (
    Dated,
    goes_on,
    is_perfect,
    is_pluperfect,
    is_under_verb_of,
)
from detente.coding.time_tense import Tense, tense_at
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.text import Sentence, Span, Token
from detente.model.time import DateBasis, Dating, TimeInterval


def is_named(mention: EventMention, sentence: Sentence, name: Span) -> bool:
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


def some_day_before(
    mention: EventMention, sentence: Sentence, now: Dating, others: Sequence[Dated]
) -> Dating:
    """Some day before the news, or before the dated event that it is told behind."""
    for other, dating in reversed(others):
        if other.sentence != mention.sentence:
            break
        if dating.basis in OWN_BASES and goes_on(sentence, mention, other):
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


def during_what_was_told(
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
                or is_under_verb_of(
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


def told_last(
    mention: EventMention,
    sentence: Sentence,
    parsed: ParsedArticle,
    others: Sequence[Dated],
    now: Dating | None,
) -> Dating | None:
    """The time told last in the same paragraph, when the narrative just goes on.

    What was does not go on from a plan, save where it is the plan come about ("the
    meeting went ahead").
    """
    if now is not None and not _points_back(sentence, mention.trigger):
        others = [o for o in others if o[1].interval.start < now.interval.end]
    if is_perfect(sentence, mention.trigger):
        return _recent(mention, sentence, parsed, others)
    for other, dating in reversed(others):
        then = parsed.sentences[other.sentence]
        if then.paragraph != sentence.paragraph:
            return None
        if dating.basis is DateBasis.PUBLICATION or dating.interval.is_open:
            continue
        if other.sentence == mention.sentence and not goes_on(sentence, mention, other):
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


def _points_back(sentence: Sentence, trigger: Span) -> bool:
    """Whether the clause takes up what was told: "the meeting", "the talks went on"."""
    head = sentence.head_of(trigger)
    if head is None:
        return False
    nouns = [head, *sentence.below(head, "nsubj", "nsubjpass")]
    return any(
        noun.lemma.lower() in PLANS
        and any(word.lower in POINTING for word in sentence.below(noun, "det"))
        for noun in nouns
    )


POINTING = frozenset(("the", "this", "that", "these", "those"))
PLANS = frozenset(
    "meeting talk talks visit trip tour summit signing ceremony exercise drill session "
    "call round conference handover vote".split()
)


# Words that set a frame for the present perfect of the sentences after them.
RECENT = re.compile(r"(?:recently|lately|in recent \w+|of late)$", re.IGNORECASE)


def _recent(
    mention: EventMention,
    sentence: Sentence,
    parsed: ParsedArticle,
    others: Sequence[Dated],
) -> Dating | None:
    """As in "Recently they have made up. One has already sent an envoy": as recent."""
    if is_pluperfect(sentence, mention.trigger):
        return None
    for other, dating in reversed(others):
        then = parsed.sentences[other.sentence]
        if then.paragraph != sentence.paragraph or then.index < sentence.index - 1:
            return None
        if then.index == sentence.index:
            continue
        words = dating.evidence.of(parsed.text) if dating.evidence else ""
        if RECENT.search(words) and then.root and is_perfect(then, then.root.span):
            return Dating(
                interval=dating.interval,
                basis=DateBasis.EVENT,
                evidence=dating.evidence,
                approximate=True,
                because=("goes on from what was told as recent",),
            )
    return None
