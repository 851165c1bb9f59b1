"""Names read as other words or in the wrong place are put right; others stay."""

import pytest
from made_tokens import links, words

from detente.reading.name_slips import named


def test_a_given_name_read_as_a_preposition_is_part_of_the_name() -> None:
    slip = words(
        "Barack/IN/nsubj/5 Obama/NNP/pobj/0 and/CC/cc/1 Ana/NNP/compound/4 "
        "Diaz/NNP/conj/1 met=meet/VBD/ROOT/5"
    )
    assert links(named(slip)) == [
        "Barack/compound>Obama",
        "Obama/nsubj>met",
        "and/cc>Obama",
        "Ana/compound>Diaz",
        "Diaz/conj>Obama",
        "met/ROOT>met",
    ]


def test_a_day_after_a_name_is_no_part_of_it() -> None:
    slip = words(
        "She/PRP/nsubj/1 met=meet/VBD/ROOT/1 with/IN/prep/1 President/NNP/compound/4 "
        "Diaz/NNP/compound/5 Tuesday/NNP/pobj/2 in/IN/prep/1 Lima/NNP/pobj/6"
    )
    mended = links(named(slip))
    assert mended[3:6] == [
        "President/compound>Diaz",
        "Diaz/pobj>with",
        "Tuesday/npadvmod>met",
    ]


def test_a_list_with_a_comma_before_its_last_name_is_no_apposition() -> None:
    slip = words(
        "Peru/NNP/nsubj/6 ,/,/punct/0 Chile/NNP/appos/0 ,/,/punct/2 and/CC/cc/2 "
        "Brazil/NNP/conj/2 met=meet/VBD/ROOT/6"
    )
    assert links(named(slip))[2] == "Chile/conj>Peru"


def test_two_joined_names_that_are_each_the_subject_are_one_list() -> None:
    slip = words(
        "Peru/NNP/nsubj/6 ,/,/punct/0 Chile/NNP/npadvmod/0 ,/,/punct/0 and/CC/cc/0 "
        "Brazil/NNP/nsubj/6 met=meet/VBD/ROOT/6"
    )
    mended = links(named(slip))
    assert mended[0] == "Peru/nsubj>met"
    assert mended[2] == "Chile/conj>Peru"
    assert mended[5] == "Brazil/conj>Peru"


@pytest.mark.parametrize(
    "spec",
    [
        # a preposition indeed; a feast; a senator with party and state
        "After/IN/prep/3 Diaz/NNP/pobj/0 ,/,/punct/3 left=leave/VBD/ROOT/3",
        "shot/VBD/ROOT/0 on/IN/prep/0 Bloody/NNP/compound/3 Sunday/NNP/pobj/1",
        "Lee/NNP/nsubj/8 ,/,/punct/0 R/NNP/compound/4 -/HYPH/punct/4 Utah/NNP/appos/0 "
        ",/,/punct/4 and/CC/cc/4 Diaz/NNP/conj/4 left=leave/VBD/ROOT/8",
    ],
)
def test_what_shows_no_slip_stays(spec: str) -> None:
    assert named(words(spec)) == words(spec)
