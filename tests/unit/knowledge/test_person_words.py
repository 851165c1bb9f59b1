"""load_person_words: given names, and what they tell."""

import pytest

from detente.knowledge.person_words import load_person_words


@pytest.mark.parametrize(
    ("name", "gender"),
    [("annalena", "f"), ("antony", "m"), ("hulusi", "m"), ("dina", "f")],
)
def test_a_given_name_tells_he_or_she(name: str, gender: str) -> None:
    words = load_person_words()
    assert words.genders[name] == gender
    assert name in words.given


@pytest.mark.parametrize("name", ["jean", "andrea", "nicola", "kim"])
def test_a_name_of_either_tells_nothing(name: str) -> None:
    assert name not in load_person_words().genders
