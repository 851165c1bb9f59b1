"""Stretches of text, and sentences with their grammar."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`, in code points of the article's clean text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = (
                f"span must be ordered and not negative, got [{self.start}, {self.end})"
            )
            raise ValueError(msg)

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def join(self, other: Self) -> Self:
        """The smallest span that covers both."""
        return type(self)(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its grammar.

    `i` is its place in its sentence; `head` the place of its governor (itself for the
    root). `pos` is Universal POS, `tag` Penn Treebank, `dep` ClearNLP as spaCy writes it.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int

    @property
    def span(self) -> Span:
        """Where the word stands in the article."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


START, END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `tokens` is empty when the gate left it unparsed.

    `index` counts sentences in the article, `paragraph` paragraphs. `is_title` marks the
    headline, which speaks in a grammar of its own. `children[i]` are the places of the
    words that token i governs, in text order.
    """

    index: int
    span: Span
    paragraph: int
    is_title: bool = False
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)

    @classmethod
    def parsed(
        cls,
        *,
        index: int,
        span: Span,
        paragraph: int,
        is_title: bool,
        tokens: tuple[Token, ...],
    ) -> Self:
        """A sentence with its tree, children worked out from the heads."""
        below: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        children = tuple(tuple(places) for places in below)
        return cls(index, span, paragraph, is_title, tokens, children)

    @property
    def root(self) -> Token | None:
        """The word that governs the sentence; None when it was not parsed."""
        return next((token for token in self.tokens if token.head == token.i), None)

    def below(self, token: Token, *deps: str) -> list[Token]:
        """The words that `token` governs, in text order, by any of `deps` if given."""
        places = self.children[token.i]
        if not places:  # most words govern none, and this is asked of all of them
            return []
        tokens = self.tokens
        if not deps:
            return [tokens[i] for i in places]
        return [tokens[i] for i in places if tokens[i].dep in deps]

    def above(self, token: Token) -> Iterator[Token]:
        """The words that govern `token`, nearest first, up to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """`token` and all that it governs, in text order."""
        if not self.children[token.i]:
            return [token]
        found, waiting = [], [token.i]
        while waiting:
            i = waiting.pop()
            found.append(i)
            waiting.extend(self.children[i])
        return [self.tokens[i] for i in sorted(found)]

    def token_at(self, offset: int) -> Token | None:
        """The word that covers a place in the article; None between words."""
        place = bisect_right(self.tokens, offset, key=END)
        if place == len(self.tokens) or self.tokens[place].start > offset:
            return None
        return self.tokens[place]

    def tokens_in(self, span: Span) -> list[Token]:
        """The words that a span touches, in text order."""
        first = bisect_right(self.tokens, span.start, key=END)
        last = bisect_left(self.tokens, span.end, lo=first, key=START)
        return list(self.tokens[first:last])

    def head_of(self, span: Span) -> Token | None:
        """The word of the span that governs the others: its highest in the tree."""
        inside = self.tokens_in(span)
        if not inside:
            return None
        first, last = inside[0].i, inside[-1].i
        for token in inside:
            if token.head == token.i or not first <= token.head <= last:
                return token
        return None
