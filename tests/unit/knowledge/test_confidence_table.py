"""The weights of confidence are checked when they are loaded."""

import pytest

from detente.knowledge.confidence import Sign, load_confidence, read_weights
from detente.problems import DataError

HEADER = "sign,weight,source\n"


def text(weights: dict[str, str]) -> str:
    rows = (f'"{sign}",{weight},made\n' for sign, weight in sorted(weights.items()))
    return HEADER + "".join(rows)


WHOLE = {sign.value: "0.5" for sign in Sign}


def test_what_ships_has_a_weight_for_every_sign() -> None:
    assert set(load_confidence().weights) == set(Sign)


def test_a_whole_table_is_read() -> None:
    assert read_weights(text(WHOLE), "x.csv") == dict.fromkeys(Sign, 0.5)


def test_a_missing_sign_is_named() -> None:
    fewer = {sign: w for sign, w in WHOLE.items() if sign != Sign.NOUN.value}
    with pytest.raises(DataError, match="no weight for 'the trigger is a noun'"):
        read_weights(text(fewer), "x.csv")


def test_an_unknown_sign_is_told_with_its_line() -> None:
    with pytest.raises(DataError, match=r"x\.csv:2: unknown sign 'a hunch'"):
        read_weights(text({"a hunch": "1"} | WHOLE), "x.csv")


@pytest.mark.parametrize("weight", ["", "much", "nan", "inf"])
def test_a_weight_that_is_no_number_is_told(weight: str) -> None:
    with pytest.raises(DataError, match="weight"):
        read_weights(text(WHOLE | {Sign.NOUN.value: weight}), "x.csv")
