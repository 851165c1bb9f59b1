"""Dated events that an article names -> clues: after them, and how long after."""

import re
from collections.abc import Iterator, Sequence

from detente.coding.article_facts import ArticleFacts
from detente.coding.clue import CERTAIN, FIRM, USUAL, Clue, fading, on_days, shared
from detente.coding.day_sets import around, since
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_inverse import counted_from, days_of_saying, joined
from detente.coding.time_tense import Tense, tense_at
from detente.coding.time_values import shifted
from detente.knowledge.world import WorldEvent
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval

AHEAD_KINDS = frozenset(("summit", "election", "referendum", "ceremony", "accession"))
AHEAD_DAYS = 400  # a summit is spoken of from the one before it on
BETWEEN_CHARS = 45
CLAUSE_CHARS = 90
PEG_SENTENCES = 2  # a count that opens the article is why it is written
# Between a count and the event that it counts from.
COUNTED = re.compile(
    r"\s+(?P<side>after|since|following|on from|into|from|before|ahead of)\s+"
    r"(?:the\s+)?(?:(?:start|beginning|outbreak|signing|adoption|launch|end|day|onset|"
    r"first\s+day)\s+of\s+)?(?:the\s+|their\s+|its\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
# As in "entered its fourth month", "now in its third year".
ORDINALS = {
    w: i
    for i, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
        "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
        "nineteenth twentieth".split(),
        1,
    )
}
NTH_UNIT = re.compile(
    r"\b(?:in|into|entered|enters|entering|of)\s+(?:its|their|the|a)\s+"
    r"(?P<nth>\w+)\s+(?P<unit>day|week|month|year)\b",
    re.IGNORECASE,
)
ANNIVERSARY = re.compile(
    r"\b(?P<nth>\w+)[\s-]+anniversary\s+of\s+(?:the\s+|its\s+)?"
    r"(?:(?:signing|start|beginning|end|outbreak)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
OWNED = re.compile(r"^\s*['’]s?\s+(?:[\w-]+\s+){0,3}$")
BESIDE = re.compile(r"^\s*(?:,\s+)?(?:(?:on|in|of|early|late|that|held)\s+){0,2}$")
NEVER = re.compile(r"\b(?:if|possible|potential|any|threatened|feared)\s+(?:\w+\s+)?$")


def events_named(facts: ArticleFacts) -> Iterator[Clue]:
    """Each dated event by name: after it, or before it if it is still to come."""
    named = facts.world.named_in(facts.text)
    for span, event in named:
        sentence = facts.parsed.sentence_at(span.start)
        if sentence is None:
            continue
        is_ahead = event.kind in AHEAD_KINDS and (
            tense_at(facts.text, sentence, span) is Tense.FUTURE
            or _is_before(facts.text, sentence, span)
        )
        yield from _counted(facts, sentence, span, event)
        yield from _timed(facts, sentence, span, event, is_ahead=is_ahead)
        if is_ahead:
            whole = around(event.interval, -AHEAD_DAYS, 0)
            yield Clue(
                steps=shared(([whole], 0.9), ([around(whole, -1100, 0)], 0.05)),
                doubt=USUAL, evidence=span, because=f"{event.name} is still to come",
            )  # fmt: skip
        elif not NEVER.search(facts.text, sentence.span.start, span.start):
            yield Clue(
                steps=on_days(since(event.interval.start)), doubt=CERTAIN,
                evidence=span,
                because=f"names {event.name}, of {event.interval.start}",
            )  # fmt: skip


AHEAD_OF = re.compile(
    r"\b(?:ahead of|before|until|upcoming|forthcoming|next\s+\w+['’]s?|coming)\s+"
    r"(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _is_before(text: str, sentence: Sentence, span: Span) -> bool:
    """As in "ahead of next month's summit in Vilnius"."""
    start = max(sentence.span.start, span.start - BETWEEN_CHARS)
    return AHEAD_OF.search(text, start, span.start) is not None


def _timed(
    facts: ArticleFacts,
    sentence: Sentence,
    span: Span,
    event: WorldEvent,
    *,
    is_ahead: bool,
) -> Iterator[Clue]:
    """As in "last month's attack", "the blast on Tuesday", "which it issued in July"."""
    text = facts.text
    for raw in facts.raws_in(sentence):
        if raw.span.start < span.end and span.start < raw.span.end:
            continue
        if raw.span.end <= span.start:
            between = text[raw.span.end : span.start]
            is_tied = OWNED.match(between) is not None
        else:
            between = text[span.end : raw.span.start]
            is_tied = BESIDE.match(between) is not None or (
                len(between) < CLAUSE_CHARS
                and ";" not in between
                and (_is_checked(raw) or _is_begun(between))
            )
        if not is_tied:
            continue
        steps = days_of_saying(raw, event.interval, is_ahead=is_ahead)
        if steps:
            yield Clue(
                steps=steps, doubt=FIRM, evidence=raw.span,
                because=f"{raw.span.of(text)!r} for {event.name}",
            )  # fmt: skip
            return


def _is_checked(raw: RawTime) -> bool:
    """Whether a wrong tie would show: a weekday or a month has to agree."""
    return raw.kind is Kind.WEEKDAY or (raw.kind is Kind.DATE and raw.year is None)


BEGUN = re.compile(
    r"^[\s,]*(?:(?:which|that|who)\s+)?(?:began|begins|started|starts|broke out|erupted|"
    r"was signed|took place|happened|opens|will (?:begin|start|open|be held))\s*"
    r"(?:on\s+|in\s+|about\s+|nearly\s+|almost\s+)?$",
    re.IGNORECASE,
)


def _is_begun(between: str) -> bool:
    return BEGUN.match(between) is not None


def _counted(
    facts: ArticleFacts, sentence: Sentence, span: Span, event: WorldEvent
) -> Iterator[Clue]:
    """Counts from the event: "two years after", "its fourth month", anniversaries."""
    text, start = facts.text, event.interval.start
    for raw in facts.raws_in(sentence):
        if raw.span.end > span.start or raw.count is None or not raw.unit:
            continue
        if raw.kind not in {Kind.SHIFT, Kind.DURATION} or raw.relation == "ago":
            continue
        between = text[raw.span.end : span.start]
        tie = COUNTED.match(between) if len(between) <= BETWEEN_CHARS else None
        if tie is None:
            continue
        sign = 1 if tie.group("side").lower() in {"before", "ahead of"} else -1
        is_lead = sentence.index < PEG_SENTENCES
        steps = counted_from(start, raw.unit, raw.count, sign, is_peg=is_lead)
        if steps:
            words = f"{raw.span.of(text)} {tie.group('side')} {event.name}"
            yield Clue(steps=steps, doubt=USUAL, evidence=raw.span, because=words)
    for match in NTH_UNIT.finditer(text, sentence.span.start, sentence.span.end):
        nth = _nth(match.group("nth"))
        unit = match.group("unit").lower()
        if nth is None or not _is_near(match, span):
            continue
        whole = TimeInterval(shifted(start, unit, nth - 1), shifted(start, unit, nth))
        yield Clue(
            steps=fading(
                ([whole], 1.0), ([around(whole, -COUNT_SLIP[unit], COUNT_SLIP[unit])], 0.2)
            ),
            doubt=USUAL, evidence=Span(*match.span()),
            because=f"{match.group()!r} of {event.name}",
        )  # fmt: skip
    marked = ANNIVERSARY.search(text, sentence.span.start, span.start)
    nth = _nth(marked.group("nth")) if marked else None
    if marked and nth:
        steps = anniversary(event.interval, nth)
        day = TimeInterval.day(shifted(start, "year", nth))
        for raw in facts.raws_in(sentence):
            told = days_of_saying(raw, day) if raw.kind is Kind.WEEKDAY else None
            if told:  # marked on a Thursday, and it was a Thursday
                held = [interval for interval, _ in told]
                rest = [interval for interval, _ in steps]
                steps = shared((held, 0.9), (rest, 0.1))
        yield Clue(
            steps=steps, doubt=USUAL, evidence=Span(*marked.span()),
            because=f"{marked.group('nth')} anniversary of {event.name}",
        )  # fmt: skip


COUNT_SLIP = {"day": 1, "week": 3, "month": 8, "year": 61}
NEAR_CHARS = 60


def _is_near(match: re.Match[str], span: Span) -> bool:
    return (
        0 <= match.start() - span.end < NEAR_CHARS
        or 0 <= span.start - match.end() < NEAR_CHARS
    )


def anniversary(
    meant: TimeInterval, years: int
) -> tuple[tuple[TimeInterval, float], ...]:
    """Around the day, so many years on; the year of it is spoken of all year round."""
    day = TimeInterval.day(shifted(meant.start, "year", years))
    return shared(
        ([around(day, -7, 7)], 0.7),
        ([around(day, -45, 30)], 0.22),
        ([around(day, -200, 200)], 0.08),
    )


def _nth(word: str) -> int | None:
    lower = word.lower()
    digits = re.match(r"(\d+)(?:st|nd|rd|th)$", lower)
    return int(digits.group(1)) if digits else ORDINALS.get(lower)


def holidays_named(facts: ArticleFacts, window: TimeInterval) -> Iterator[Clue]:
    """Feasts: "Ramadan, which begins next week"; one that is named at all is near."""
    if window.is_open:
        return
    text = facts.text
    years = range(window.start.year - 1, window.last.year + 2)
    for sentence in facts.parsed.sentences:
        raws = facts.raws_in(sentence)
        for raw in raws:
            if raw.kind is not Kind.HOLIDAY or raw.year is not None:
                continue
            holiday = facts.calendar.holidays[raw.word]
            if holiday.is_single:
                continue
            found = [d for year in years if (d := holiday.in_year(year)) is not None]
            if not found:
                continue
            timed = _timed_holiday(text, raw, raws, found)
            if timed:
                yield Clue(
                    steps=timed[1], doubt=USUAL, evidence=raw.span,
                    because=f"{timed[0].span.of(text)!r} for {raw.span.of(text)}",
                )  # fmt: skip
                continue
            yield Clue(
                steps=fading(
                    ([around(d, -14, 7) for d in found], 1.0),
                    ([around(d, -45, 30) for d in found], 0.5),
                ),
                doubt=0.15, evidence=raw.span,
                because=f"{raw.span.of(text)} is spoken of",
            )  # fmt: skip


def _timed_holiday(
    text: str, raw: RawTime, raws: Sequence[RawTime], found: Sequence[TimeInterval]
) -> tuple[RawTime, tuple[tuple[TimeInterval, float], ...]] | None:
    for other in raws:
        between = text[raw.span.end : other.span.start]
        if other.span.start <= raw.span.end or len(between) > BETWEEN_CHARS:
            continue
        if other.kind is not Kind.UNIT or not _is_begun(between):
            continue
        each = [s for d in found if (s := days_of_saying(other, d))]
        if each:
            return other, joined(each)
    return None
