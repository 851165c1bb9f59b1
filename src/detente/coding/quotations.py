"""Parsed article -> stretches in quotation marks.

Marks pair up within a paragraph; a quotation left open at a paragraph's end goes on in
the next one when that opens with a mark again, as newspapers set long quotations.
Only outermost quotations count: what is quoted inside a quotation is part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.article import ParsedArticle
from detente.model.text import Span

# Double marks, and the doubled apostrophes of old wire texts; single ones only where
# they cannot be an apostrophe.
MARKS = re.compile(r"""[“”„«»"]|''|``|‘|’|(?<![\w'])'(?=\w)|(?<=[\w.,!?…])'(?![\w'])""")
ALWAYS_OPENS = frozenset("“„«")
ALWAYS_CLOSES = frozenset("”»")
WORD = re.compile(r"\w+")
MIN_WORDS = 4  # shorter than this a quotation names or mocks; it says nothing whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks; `span` includes the marks.

    `goes_on` tells that its paragraph ended before a closing mark came, so that the next
    paragraph may continue it.
    """

    span: Span
    paragraph: int
    n_words: int
    goes_on: bool = False

    @property
    def is_short(self) -> bool:
        """Too short to be speech by itself: a name, a title, a scare quote."""
        return self.n_words < MIN_WORDS


def find_quotations(parsed: ParsedArticle) -> tuple[Quotation, ...]:
    """Every outermost quotation, in text order."""
    found: list[Quotation] = []
    for number, span in _paragraphs(parsed):
        found.extend(_in_paragraph(parsed.text, span, number))
    return tuple(found)


def _paragraphs(parsed: ParsedArticle) -> Iterator[tuple[int, Span]]:
    number, span = -1, Span(0, 0)
    for sentence in parsed.sentences:
        if sentence.paragraph == number:
            span = span.join(sentence.span)
            continue
        if number >= 0:
            yield number, span
        number, span = sentence.paragraph, sentence.span
    if number >= 0:
        yield number, span


def _in_paragraph(text: str, span: Span, paragraph: int) -> Iterator[Quotation]:
    start, kind = -1, ""
    for match in MARKS.finditer(text, span.start, span.end):
        mark = match.group()
        if start < 0:
            if _can_open(text, match, span):
                start, kind = match.start(), _kind(mark)
        elif _kind(mark) == kind and _can_close(text, match, span):
            yield _quotation(text, Span(start, match.end()), paragraph)
            start = -1
    if start >= 0 and kind == "double":
        yield _quotation(text, Span(start, span.end), paragraph, goes_on=True)


def _quotation(
    text: str, span: Span, paragraph: int, *, goes_on: bool = False
) -> Quotation:
    words = len(WORD.findall(text, span.start, span.end))
    return Quotation(span=span, paragraph=paragraph, n_words=words, goes_on=goes_on)


def _kind(mark: str) -> str:
    return "single" if mark in {"‘", "’", "'"} else "double"


def _can_open(text: str, mark: re.Match[str], within: Span) -> bool:
    if mark.group() in ALWAYS_OPENS or mark.group() == "``":
        return True
    if mark.group() in ALWAYS_CLOSES or mark.group() == "’":
        return False
    before = text[mark.start() - 1] if mark.start() > within.start else " "
    after = text[mark.end()] if mark.end() < within.end else " "
    return not after.isspace() and (before.isspace() or before in "([—–―-:/")


def _can_close(text: str, mark: re.Match[str], within: Span) -> bool:
    if mark.group() in ALWAYS_CLOSES:
        return True
    if mark.group() in ALWAYS_OPENS or mark.group() in {"‘", "``"}:
        return False
    after = text[mark.end()] if mark.end() < within.end else " "
    if mark.group() in {"’", "'"}:
        before = text[mark.start() - 1]
        return not after.isalnum() and (before in ".,!?…" or after in " ,.;:!?)")
    before = text[mark.start() - 1]
    return not before.isspace() or after.isspace()
