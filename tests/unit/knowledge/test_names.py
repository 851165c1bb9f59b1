"""Keys under which the spellings of a name meet."""

import pytest

from detente.knowledge.names import forms_of_name, name_key, sound_key


def test_initials_written_together_are_those_written_apart() -> None:
    assert name_key("George H.W. Bush") == name_key("George H. W. Bush")
    assert name_key("Mr. Kim") == "kim"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yushchenko", "yuschenko"),
        ("viktor", "victor"),
        ("dmitry", "dmitri"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("kerry", "cherry"), ("cruz", "chruz")])
def test_a_soft_c_is_no_k(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_a_name_with_initials_is_also_looked_for_with_them_together() -> None:
    assert "B.J. Habibie" in forms_of_name("B. J. Habibie")
    assert forms_of_name("Suharto") == ()
