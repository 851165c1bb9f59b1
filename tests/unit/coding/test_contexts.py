"""What field of politics a sentence is about."""

import pytest

from detente.coding.contexts import contexts_of, load_contexts
from detente.model.article import Article, ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.text import Span


def contexts(text: str) -> tuple[str, ...]:
    article = Article(id="x", text=text, parts=())
    mention = EventMention(
        sentence=0,
        trigger=Span(0, 1),
        clause=Span(0, len(text)),
        type=EventType.CONSULT,
        row="test",
    )
    return contexts_of(mention, ParsedArticle(article=article, sentences=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru recalled its ambassador to Chile.", "diplomatic"),
        ("The troops crossed the river.", "military"),
        ("Voters go to the polls; the election is in May.", "election"),
        ("They signed a tariff deal on trade.", "economic"),
        ("The refugees crossed the border.", "refugees"),
    ],
)
def test_words_tell_the_context(text: str, expected: str) -> None:
    assert expected in contexts(text)


def test_a_sentence_without_such_words_has_none() -> None:
    assert contexts("He left at noon.") == ()


def test_contexts_come_by_name_and_words_are_whole() -> None:
    names = [name for name, _ in load_contexts()]
    assert names == sorted(set(names))
    for _, pattern in load_contexts():
        assert not pattern.search("xx-")
    assert "military" not in contexts("The armyworm ate the maize.")


def test_only_the_events_own_sentence_counts() -> None:
    text = "He left. The troops stayed."
    article = Article(id="x", text=text, parts=())
    mention = EventMention(
        sentence=0,
        trigger=Span(3, 7),
        clause=Span(0, 8),
        type=EventType.CONSULT,
        row="test",
    )
    assert contexts_of(mention, ParsedArticle(article=article, sentences=())) == ()
