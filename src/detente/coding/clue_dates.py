"""Dates that an article tells -> clues: it was written after what it tells as past.

Months without a year bound it to within a year of each, and the newest is likely fresh:
see NEWEST_WEIGHTS.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from detente.coding.article_facts import ArticleFacts
from detente.coding.clue import (
    FIRM,
    LIKELY,
    USUAL,
    Clue,
    on_days,
    shared,
)
from detente.coding.day_sets import around, since, until
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_links import word_before
from detente.coding.time_tense import Tense, tense_at
from detente.coding.time_values import month_of
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval

YEARS = range(1990, 2036)
TOWARDS = frozenset("come for by until till to before toward towards through".split())
# What a year may stand behind where no parse says whether it is a thing's ("the 2016
# race" is told of years before it is run).
YEAR_LEADS = frozenset("in since during after from between of".split())
# By how many months without a year an article tells of (one, two, more): how many months
# lie between the newest and publication, beside the likeliest. Measured on 145, 37 and 23
# dated articles, smoothed; who tells a story month by month tells it fresh.
NEWEST_WEIGHTS = (
    (0.1, 0.6, 1.0, 0.6, 0.5, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3),
    (0.3, 0.6, 1.0, 0.6, 0.4, 0.25, 0.2, 0.15, 0.1, 0.08, 0.08, 0.08),
    (0.35, 1.0, 0.4, 0.3, 0.15, 0.08, 0.04, 0.04, 0.04, 0.04, 0.04, 0.04),
)


def dates_told(facts: ArticleFacts) -> Iterator[Clue]:
    """Years and dates as past or to come, days that only some years have."""
    text = facts.text
    for sentence in facts.parsed.sentences:
        for raw in facts.raws_in(sentence):
            if raw.kind is not Kind.DATE:
                continue
            if raw.year is not None and raw.year in YEARS:
                yield from _with_year(text, sentence, raw)
            elif raw.weekday is not None and raw.day is not None and raw.month:
                yield from _day_of_week(text, sentence, raw)


def _with_year(text: str, sentence: Sentence, raw: RawTime) -> Iterator[Clue]:
    interval = days_of(raw)
    if interval is None or _is_of_noun(text, sentence, raw.span):
        return
    words = raw.span.of(text)
    tense = tense_at(text, sentence, raw.span)
    lead = word_before(text, sentence.span.start, raw.span)
    if tense is Tense.FUTURE:
        yield Clue(
            steps=on_days(until(interval.last)), doubt=USUAL, evidence=raw.span,
            because=f"{words} is still to come",
        )  # fmt: skip
    elif tense is Tense.PAST and lead not in TOWARDS:
        before = text[max(sentence.span.start, raw.span.start - 60) : raw.span.start]
        if AHEAD.search(before):
            return
        loose = _hangs_on_noun(sentence, raw.span)
        yield Clue(
            steps=on_days(since(interval.start)), doubt=LIKELY if loose else FIRM,
            evidence=raw.span,
            because=f"{words} is told as past",
        )  # fmt: skip


def _day_of_week(text: str, sentence: Sentence, raw: RawTime) -> Iterator[Clue]:
    """As in "on Tuesday, March 8": news of that day, in a year where it is a Tuesday."""
    tense = tense_at(text, sentence, raw.span)
    near, far, half = [], [], []
    for year in YEARS:
        found = real_day(year, raw.month or 1, raw.day or 1)
        if found is None or found.weekday() != raw.weekday:
            continue
        day = TimeInterval.day(found)
        is_ahead = tense is Tense.FUTURE
        near.append(around(day, -7 if is_ahead else 0, 0 if is_ahead else 7))
        far.append(around(day, -45 if is_ahead else 0, 0 if is_ahead else 30))
        half.append(around(day, -183, 183))
    if near:
        yield Clue(
            steps=shared((near, 0.8), (far, 0.15), (half, 0.05)), doubt=FIRM,
            evidence=raw.span, because=f"{raw.span.of(text)} falls so only in some years",
        )  # fmt: skip


def _is_of_noun(text: str, sentence: Sentence, span: Span) -> bool:
    """Whether the date is a thing's ("the accord of May 1998"), past or to come."""
    if not sentence.tokens:
        return word_before(text, sentence.span.start, span) not in YEAR_LEADS
    head = sentence.head_of(span)
    if head is None:
        return False
    governor = sentence.tokens[head.head]
    if head.dep in {"poss", "compound", "nmod", "amod", "nummod"}:
        return True
    return head.dep == "pobj" and governor.lower == "of"


AHEAD = re.compile(
    r"\b(?:will|would|to\s+be|set\s+to|expect\w*|plan\w*|schedul\w*|next|coming|predict\w*|"
    r"forecast\w*|upcoming|by|until|through)\b",
    re.IGNORECASE,
)


def _hangs_on_noun(sentence: Sentence, span: Span) -> bool:
    """As in "the nomination in 2016": the parse may be wrong, the year still to come."""
    head = sentence.head_of(span)
    if head is None or head.dep != "pobj":
        return False
    preposition = sentence.tokens[head.head]
    return sentence.tokens[preposition.head].pos in {"NOUN", "PROPN"}


def days_of(raw: RawTime) -> TimeInterval | None:
    """The year, month or day of a date that has its year; None if there is none."""
    if raw.year is None:
        return None
    if raw.month is None:
        return TimeInterval(date(raw.year, 1, 1), date(raw.year + 1, 1, 1))
    if raw.day is None:
        return month_of(raw.year, raw.month)
    day = real_day(raw.year, raw.month, raw.day)
    return TimeInterval.day(day) if day else None


def real_day(year: int, month: int, day: int) -> date | None:
    """That day; None where the month has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Months without a year ----------------------------------------------------------------


def months_told(facts: ArticleFacts, window: TimeInterval) -> Iterator[Clue]:
    """Bare months told as past; the seasons of the year that they leave likely.

    Args:
        facts: The article.
        window: The days that the other clues leave; without them months say nothing.
    """
    raws = [
        raw
        for sentence in facts.parsed.sentences
        if not _has_year_before(facts, sentence)
        for raw in bare_months(facts, sentence)
    ]
    if not raws or window.is_open:
        return
    told = [raw.month or 1 for raw in raws]
    years = range(window.start.year - 1, window.last.year + 2)
    order = _in_order(told)
    if order is not None:
        first, n_months = order
        yield Clue(
            steps=on_days(
                TimeInterval(
                    month_of(year, first + n_months).start, month_of(year + 1, first).start
                )
                for year in years
            ),
            doubt=0.1, because="the months are told one after another",
        )  # fmt: skip
    weights = NEWEST_WEIGHTS[min(len(set(told)), len(NEWEST_WEIGHTS)) - 1]
    over = {raw.month for raw in raws if raw.offset == -1}  # "last June": it is over
    names = ", ".join(dict.fromkeys(raw.span.of(facts.text) for raw in raws))
    yield Clue(
        steps=tuple(
            (month_of(year, month), weights[_months_since(month, told, over)])
            for year in years
            for month in range(1, 13)
        ),
        doubt=FIRM, evidence=raws[0].span,
        because=f"the newest of the months told ({names}) is fresh",
    )  # fmt: skip


def _months_since(month: int, told: Sequence[int], over: Collection[int | None]) -> int:
    """How many months before a month of publication the newest of those told lies."""
    return min(
        11 if other == month and other in over else (month - other) % 12
        for other in told
    )


RUN_MONTHS = 7  # more of them is rather one that looks back


def _in_order(told: Sequence[int]) -> tuple[int, int] | None:
    """First month and months to the last, where three or more go on one after another."""
    steps = [
        (after - before) % 12 for before, after in pairwise(told) if after != before
    ]
    return (
        (told[0], sum(steps)) if len(steps) > 1 and sum(steps) <= RUN_MONTHS else None
    )


def bare_months(facts: ArticleFacts, sentence: Sentence) -> list[RawTime]:
    """Months without a year in a sentence, told as past."""
    return [
        raw
        for raw in facts.raws_in(sentence)
        if raw.kind is Kind.DATE
        and raw.month is not None
        and raw.year is None
        and raw.day is None
        and raw.end_month is None
        and raw.offset in {None, -1}
        and tense_at(facts.text, sentence, raw.span) is not Tense.FUTURE
    ]


def _has_year_before(facts: ArticleFacts, sentence: Sentence) -> bool:
    """Whether the paragraph tells of a year ("In 2016 ... In May ..."): an old story."""
    for other in facts.parsed.sentences[
        max(0, sentence.index - 4) : sentence.index + 1
    ]:
        if other.paragraph != sentence.paragraph:
            continue
        for raw in facts.raws_in(other):
            if raw.kind is Kind.DATE and raw.year is not None:
                return True
    return False


# Counts of years ----------------------------------------------------------------------

FIRST_IN = re.compile(
    r"\b(?:first|only|highest|lowest|biggest|largest|worst|last|ago|time|after)\b",
    re.IGNORECASE,
)
SINCE = re.compile(r"\b(?:since|in|of|from)\s+(?:[\w’']+\s+){0,3}$", re.IGNORECASE)
LAST_SUCH = re.compile(r"\b(?:last|previous|previously)\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:more than|over|at least)\s+$", re.IGNORECASE)
ALMOST = re.compile(r"\b(?:nearly|almost|close to)\s+$", re.IGNORECASE)
LEAST_YEARS = 2  # "the first in a year" is no count that fixes a year


def years_counted(facts: ArticleFacts) -> Iterator[Clue]:
    """As in "the first visit since 1928, 88 years ago": the year and the count add up.

    The date is looked for in the sentence of the count and the two after it, there only
    where they speak of the last one.
    """
    text = facts.text
    for place, sentence in enumerate(facts.parsed.sentences):
        counts = [
            raw for raw in facts.raws_in(sentence)
            if raw.unit == "year" and raw.count is not None
            and raw.count >= LEAST_YEARS and raw.kind in {Kind.DURATION, Kind.SHIFT}
            and raw.relation in {"", "ago"}
        ]  # fmt: skip
        if not counts or not FIRST_IN.search(
            text, sentence.span.start, sentence.span.end
        ):
            continue
        for other in facts.parsed.sentences[place : place + 3]:
            is_same = other is sentence
            for raw in facts.raws_in(other):
                base = days_of(raw) if raw.kind is Kind.DATE else None
                if base is None or raw.end_year is not None:
                    continue
                before = text[
                    max(other.span.start, raw.span.start - 40) : raw.span.start
                ]
                if (
                    is_same
                    and "since" not in before.lower()
                    and not any(c.relation == "ago" for c in counts)
                ):
                    continue
                if not is_same and not (
                    LAST_SUCH.search(text, other.span.start, raw.span.start)
                    and SINCE.search(before)
                ):
                    continue
                yield _years_on(text, counts[0], base, raw.span)
                return


def _years_on(text: str, count: RawTime, base: TimeInterval, told: Span) -> Clue:
    years = round(count.count or 0)
    lead = text[max(0, count.span.start - 14) : count.span.start]
    words = count.span.of(text)
    first, last = _on(base.start, years), _on(base.last, years)
    meant = TimeInterval.days(first, last)
    if MORE.search(lead) or words.lower().startswith(("more", "over")):
        near, far = around(meant, -30, 365), around(meant, -60, 1100)
    elif ALMOST.search(lead) or words.lower().startswith(("nearly", "almost")):
        near, far = around(meant, -300, 0), around(meant, -400, 60)
    elif base.n_days > 300:  # years are subtracted from years
        near, far = meant, around(meant, -120, 240)
    else:
        near, far = around(meant, -30, 300), around(meant, -200, 366)
    return Clue(
        steps=shared(([near], 0.9), ([far], 0.1)), doubt=FIRM, evidence=count.span,
        because=f"{words} from {told.of(text)}",
    )  # fmt: skip


def _on(day: date, years: int) -> date:
    return real_day(day.year + years, day.month, day.day) or date(
        day.year + years, day.month, 28
    )
