"""How many people an act is done to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import tree, word

from detente.coding.counting import number, people_counted
from detente.model.text import Token


def token(text: str) -> Token:
    return Token(0, 0, len(text), text, text, "NUM", "CD", "nummod", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three", 3),
        ("Twelve", 12),
        ("40", 40),
        ("1,200", 1200),
        ("12,345,678", 12345678),
        ("hundred", 100),
        ("dozens", None),
        ("several", None),
        ("3.5", None),
        ("third", None),
        ("1,2", None),
    ],
)
def test_words_and_figures_are_read(text: str, expected: int | None) -> None:
    assert number(token(text)) == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_every_figure_is_read_with_and_without_commas(value: int) -> None:
    assert number(token(str(value))) == value
    assert number(token(f"{value:,}")) == value


@pytest.mark.parametrize(
    ("spec", "verb", "objects", "expected"),
    [
        ("They/PRP/nsubj/1 killed/VBD/ROOT/1 three/CD/nummod/3 men/NNS/dobj/1", "killed", ["men"], 3),
        ("They/PRP/nsubj/1 killed/VBD/ROOT/1 three/CD/dobj/1", "killed", ["three"], 3),
        ("They/PRP/nsubj/1 killed/VBD/ROOT/1 men/NNS/dobj/1", "killed", ["men"], None),
        ("arrest/NN/ROOT/0 of/IN/prep/0 9/CD/nummod/3 men/NNS/pobj/1", "arrest", [], 9),
    ],
)  # fmt: skip
def test_the_number_stands_before_the_object_or_after_of(
    spec: str, verb: str, objects: list[str], expected: int | None
) -> None:
    sentence = tree(spec)
    things = [word(sentence, one) for one in objects]
    assert people_counted(sentence, word(sentence, verb), things) == expected


def test_a_number_of_hundreds_is_read_whole() -> None:
    sentence = tree(
        "They/PRP/nsubj/1 killed/VBD/ROOT/1 two/CD/compound/3 hundred/CD/nummod/4 "
        "men/NNS/dobj/1"
    )
    things = [word(sentence, "men")]
    assert people_counted(sentence, word(sentence, "killed"), things) == 200


def test_tens_and_units_are_added() -> None:
    sentence = tree(
        "They/PRP/nsubj/1 arrested/VBD/ROOT/1 twenty/CD/compound/4 -/HYPH/punct/4 "
        "one/CD/nummod/5 men/NNS/dobj/1"
    )
    things = [word(sentence, "men")]
    assert people_counted(sentence, word(sentence, "arrested"), things) == 21


def test_a_figure_with_thousand_is_no_small_number() -> None:
    sentence = tree(
        "They/PRP/nsubj/1 arrested/VBD/ROOT/1 3/CD/compound/3 thousand/CD/nummod/4 "
        "men/NNS/dobj/1"
    )
    things = [word(sentence, "men")]
    assert people_counted(sentence, word(sentence, "arrested"), things) == 3000
