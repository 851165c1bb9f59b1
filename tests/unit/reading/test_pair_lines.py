"""Lines of pairs: what is read, and what is rejected with its reason."""

import json

import pytest

from detente.model.pair import PairQuery
from detente.model.text import Span
from detente.problems import ArticleRejected
from detente.reading.pair_lines import read_pairs

SENTENCE = "Oman mediated between Iran and Iraq."


def one(**given: object) -> tuple[str, PairQuery] | ArticleRejected:
    (found,) = read_pairs([json.dumps({"id": 7, "sentence": SENTENCE, **given})], "in")
    return found


def test_words_are_found_in_the_sentence() -> None:
    query = PairQuery(sentence=SENTENCE, actor=Span(0, 4), recipient=Span(22, 26))
    assert one(actor="Oman", recipient="iran") == ("7", query)


def test_offsets_and_missing_parties_are_taken_as_they_are() -> None:
    query = PairQuery(sentence=SENTENCE, actor=Span(0, 4), recipient=None)
    assert one(actor=[0, 4], recipient=None) == ("7", query)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"actor": "Qatar"}, "'Qatar' does not stand in the sentence"),
        ({"actor": [4, 400]}, "within the sentence"),
        ({"recipient": 3}, "within the sentence"),
        ({"sentence": " "}, "with text"),
    ],
)
def test_what_is_no_pair_is_rejected_with_its_line(
    given: dict[str, object], reason: str
) -> None:
    found = one(**given)
    assert isinstance(found, ArticleRejected)
    assert str(found).startswith("in:1: ")
    assert reason in str(found)


def test_a_bad_line_leaves_the_others_and_empty_lines_are_passed_over() -> None:
    good = json.dumps({"sentence": SENTENCE, "actor": "Oman", "recipient": "Iran"})
    found = list(read_pairs(["{", "", good, "[1]"], "in"))
    assert [isinstance(each, ArticleRejected) for each in found] == [True, False, True]
