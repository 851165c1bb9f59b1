"""Parsed article -> the day that its news is of."""

from collections.abc import Sequence
from datetime import date

from detente.coding.article_marks import dateline
from detente.coding.time_tense import Tense, tense_at
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval

LEAD_SENTENCES = 4


# News tells of the day of publication or the few days before it.
NEWS_DAYS = 4


def times_in(times: Sequence[TimeExpression], span: Span) -> list[TimeExpression]:
    """The expressions within a stretch of the text."""
    return [t for t in times if span.contains(t.span)]


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
        for t in times_in(times, sentence.span):
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
