"""Article and the sentences to parse -> parsed article."""

from collections.abc import Collection
from typing import Protocol

from detente.model.article import Article, ParsedArticle
from detente.model.text import Sentence, Token
from detente.reading.repair import headline


class Parser(Protocol):
    """Anything that can tell a sentence's grammar."""

    @property
    def name(self) -> str:
        """The model and its version; part of a report's provenance."""

    def parse(self, texts: list[str]) -> list[tuple[Token, ...]]:
        """The words of each sentence, offsets counted from the sentence's start."""


def parse(
    article: Article,
    sentences: tuple[Sentence, ...],
    parser: Parser,
    *,
    wanted: Collection[int] | None = None,
) -> ParsedArticle:
    """Parse the sentences whose index is in `wanted` (all by default).

    The others stay in the result without tokens, so that indexes hold.
    """
    chosen = [s for s in sentences if wanted is None or s.index in wanted]
    parses = parser.parse([s.span.of(article.text) for s in chosen])
    grammar = {s.index: words for s, words in zip(chosen, parses, strict=True)}
    return ParsedArticle(
        article=article,
        sentences=tuple(_with(s, grammar.get(s.index, ())) for s in sentences),
    )


def _with(sentence: Sentence, words: tuple[Token, ...]) -> Sentence:
    if not words:
        return sentence
    shift = sentence.span.start
    if sentence.is_title:
        words = headline(words)
    tokens = tuple(
        Token(
            word.i,
            word.start + shift,
            word.end + shift,
            word.text,
            word.lemma,
            word.pos,
            word.tag,
            word.dep,
            word.head,
        )
        for word in words
    )
    return Sentence.parsed(
        index=sentence.index,
        span=sentence.span,
        paragraph=sentence.paragraph,
        is_title=sentence.is_title,
        tokens=tokens,
    )
