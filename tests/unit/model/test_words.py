"""Words as linking compares them."""

import pytest

from detente.model.words import fold, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visited", "visits"),
        ("visiting", "visit"),
        ("met", "meetings"),
        ("spoke", "speaking"),
        ("countries", "country"),
        ("ties", "tie"),
        ("travelled", "travel"),
        ("expelled", "expels"),
        ("denied", "deny"),
        ("agreed", "agrees"),
        ("strikes", "striking"),
        ("China's", "China"),
        ("U.S.", "US"),
        ("Erdoğan", "Erdogan"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("press", "pre"), ("crisis", "cris"), ("bus", "bu")],
)
def test_words_that_are_no_forms_of_each_other_keep_apart(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


def test_stems_come_in_the_order_of_the_text() -> None:
    assert stems("Oland's envoys met.") == ["oland", "envoy", "meet"]
