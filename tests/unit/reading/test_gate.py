"""Which sentences are let through; over the golden sentences: cases/test_events.py."""

import pytest

from detente.knowledge.lexicon import read_lexicon
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.reading.gate import Gate
from detente.reading.sentences import split

LEXICON = read_lexicon(
    """
    source = "made for this test"
    [classes]
    talks = ["talk", "meeting"]
    [[group]]
    id = "hold"
    type = "CONSULT"
    verbs = ["hold"]
    object = ["@talks"]
    recipient = ["with"]
    [[group]]
    id = "call-off"
    type = "CONSULT"
    verbs = ["call off"]
    recipient = ["with"]
    [[group]]
    id = "condemn"
    type = "ACCUSE"
    verbs = ["condemn"]
    nouns = ["co-operation"]
    recipient = ["dobj"]
    """
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(LEXICON)


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("Peru condemned the raid.", True),
        ("He condemned the raid.", True),
        ("rain condemned the fair.", False),  # nobody is named
        ("Peru held talks.", True),
        ("Peru holds a meeting.", True),
        ("Peru held a fair.", False),  # what must stand beside the verb does not
        ("Peru called it off.", True),
        ("Peru called.", False),
        ("Peru likes rain.", False),
        ("Peru’s co-operation is welcome.", True),
        ("PERU CONDEMNS RAID", True),
        ("The Peru-condemned plan", True),
        ("", False),
        ("Peru", False),
    ],
)
def test_a_trigger_with_what_it_needs_and_somebody_open_the_gate(
    gate: Gate, sentence: str, opens: bool
) -> None:
    assert gate.opens(sentence) is opens


def test_pick_gives_the_indexes_of_the_open_sentences(gate: Gate) -> None:
    text = "Peru likes rain. Peru condemned it. Chile held talks."
    parts = (Part(Span(0, len(text)), PartKind.BODY),)
    article = Article(id="x", text=text, parts=parts)
    sentences = split(article)
    assert gate.pick(article.text, sentences) == {1, 2}
    assert gate.pick(article.text, sentences[:1]) == frozenset()
