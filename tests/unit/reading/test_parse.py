"""Sentences and a parser -> a parsed article, offsets moved to the article's."""

import pytest

from detente.model.article import Article, Part, PartKind
from detente.model.text import Span, Token
from detente.reading.parse import parse
from detente.reading.sentences import split


class Blanks:
    """A parser for tests: words between blanks, each under the one before."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @property
    def name(self) -> str:
        return "blanks-1"

    def parse(self, texts: list[str]) -> list[tuple[Token, ...]]:
        self.seen.extend(texts)
        return [self._words(text) for text in texts]

    def _words(self, text: str) -> tuple[Token, ...]:
        found, at = [], 0
        for i, word in enumerate(text.split()):
            start = text.index(word, at)
            at = start + len(word)
            found.append(
                Token(
                    i, start, at, word, word.lower(), "NOUN", "NN", "dep", max(0, i - 1)
                )
            )
        return tuple(found)


def article() -> Article:
    text = "Big news\n\nPeru waits. Chile  sleeps.\nNobody asks."
    return Article(
        id="x",
        text=text,
        parts=(
            Part(Span(0, 8), PartKind.TITLE),
            Part(Span(10, len(text)), PartKind.BODY),
        ),
    )


def test_words_stand_where_they_stand_in_the_article() -> None:
    parsed = parse(article(), split(article()), Blanks())
    for sentence in parsed.sentences:
        assert sentence.tokens
        for token in sentence.tokens:
            assert token.span.of(parsed.text) == token.text
            assert sentence.span.contains(token.span)
        assert sentence.root == sentence.tokens[0]


def test_only_the_wanted_are_parsed_and_the_others_keep_their_place() -> None:
    parser = Blanks()
    parsed = parse(article(), split(article()), parser, wanted={2})
    assert parser.seen == ["Chile  sleeps."]
    assert [bool(s.tokens) for s in parsed.sentences] == [False, False, True, False]
    assert [s.index for s in parsed.sentences] == [0, 1, 2, 3]
    assert [s.is_title for s in parsed.sentences] == [True, False, False, False]


def test_without_any_wanted_nothing_is_parsed() -> None:
    parser = Blanks()
    parsed = parse(article(), split(article()), parser, wanted=())
    assert parser.seen == []
    assert len(parsed.sentences) == 4


def test_a_parser_that_loses_a_sentence_is_a_bug_and_says_so() -> None:
    class Loser(Blanks):
        def parse(self, texts: list[str]) -> list[tuple[Token, ...]]:
            return super().parse(texts)[1:]

    with pytest.raises(ValueError, match="zip"):
        parse(article(), split(article()), Loser())


@pytest.mark.parametrize("offset", [0, 10, 22, 37])
def test_a_place_in_the_text_leads_to_its_sentence(offset: int) -> None:
    parsed = parse(article(), split(article()), Blanks())
    found = parsed.sentence_at(offset)
    assert found is not None
    assert found.span.start <= offset < found.span.end
    assert parsed.sentence_at(9) is None
    assert parsed.sentence_at(10_000) is None
