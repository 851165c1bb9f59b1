"""spaCy behind its adapter: our tokens, our lemmas, its weights checked."""

import pickle

import pytest

from detente.model.text import Token
from detente.problems import ModelMismatch
from detente.reading.backends import spacy_parser
from detente.reading.backends.spacy_parser import EXPECTED_SHA256, SpacyParser
from detente.reading.parse import Parser

pytestmark = pytest.mark.slow


def parsed(parser: Parser, text: str) -> tuple[Token, ...]:
    (words,) = parser.parse([text])
    return words


def test_offsets_count_from_the_sentences_start(parser: Parser) -> None:
    texts = ["Peru  recalled its\tambassador.", "Chile’s envoy wasn't there."]
    for text, words in zip(texts, parser.parse(texts), strict=True):
        assert [text[w.start : w.end] for w in words] == [w.text for w in words]
        assert [w.i for w in words] == list(range(len(words)))
        assert not any(w.text.isspace() for w in words)


def test_a_sentence_is_one_tree(parser: Parser) -> None:
    words = parsed(parser, "Peru left. Chile stayed! Who knows? “Nobody,” he said.")
    assert sum(w.head == w.i for w in words) == 1
    assert all(0 <= w.head < len(words) for w in words)


@pytest.mark.parametrize(
    ("text", "word", "lemma", "pos"),
    [
        ("Peru recalled its envoys.", "recalled", "recall", "VERB"),
        ("Peru recalled its envoys.", "envoys", "envoy", "NOUN"),
        ("Peru recalled its envoys.", "Peru", "Peru", "PROPN"),
        ("The ministers have met.", "have", "have", "AUX"),
        ("The ministers have met.", "met", "meet", "VERB"),
        ("He's in Lima.", "'s", "be", "AUX"),
        ("The talks are over.", "are", "be", "AUX"),
        ("They left because it rained.", "because", "because", "SCONJ"),
        ("Chile's leader sat down with Peru's.", "sat", "sit", "VERB"),
        ("Peru re-opened its embassy.", "re-opened", "re-open", "VERB"),
    ],
)
def test_lemma_and_part_of_speech(
    parser: Parser, text: str, word: str, lemma: str, pos: str
) -> None:
    found = next(w for w in parsed(parser, text) if w.text == word)
    assert (found.lemma, found.pos) == (lemma, pos)


def test_nothing_gives_nothing_and_odd_texts_do_no_harm(parser: Parser) -> None:
    assert parser.parse([]) == []
    for text in ("   ", "…", "\u200b", "👍 a", "x" * 3000):
        assert isinstance(parsed(parser, text), tuple)


def test_a_sentence_is_parsed_alike_alone_and_in_company(parser: Parser) -> None:
    texts = ["Peru recalled its envoy.", "Chile and Cuba signed a pact on trade."] * 40
    together = parser.parse(texts)
    assert together[0] == together[-2] == parsed(parser, texts[0])
    assert together[1] == together[-1] == parsed(parser, texts[1])


def test_a_parser_travels_without_its_model(parser: Parser) -> None:
    packed = pickle.dumps(parser)
    assert len(packed) < 1000
    assert pickle.loads(packed).name == parser.name == "en_core_web_sm-3.8.0"


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spacy_parser.weights_sha256() == EXPECTED_SHA256
    monkeypatch.setattr(spacy_parser, "weights_sha256", lambda: "0" * 64)
    with pytest.raises(ModelMismatch, match="expected sha256"):
        SpacyParser().parse(["Peru left."])
