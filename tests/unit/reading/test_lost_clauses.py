"""A clause behind "after" gets its subject; a name before a number is no part of it."""

from made_tokens import links, words

from detente.reading.lost_clauses import clauses_found

JOINED_TO_THE_MAIN_VERB = words(
    "They/PRP/nsubj/1 met/VBD/ROOT/1 after/IN/prep/1 Chad/NNP/pobj/2 ,/,/punct/1 "
    "under/IN/prep/1 pressure/NN/pobj/5 ,/,/punct/1 had/VBD/aux/9 agreed/VBN/conj/1 "
    "././punct/1"
)
JOINED_BY_AND = words(
    "They/PRP/nsubj/1 met/VBD/ROOT/1 after/IN/prep/1 Chad/NNP/pobj/2 ,/,/punct/1 "
    "and/CC/cc/1 ,/,/punct/1 had/VBD/aux/8 agreed/VBN/conj/1 ././punct/1"
)
COUNTED = words(
    "It/PRP/nsubj/1 gave/VBD/ROOT/1 to/IN/prep/1 Chad/NNP/nmod/5 six/CD/nummod/5 "
    "boats/NNS/pobj/2 ././punct/1"
)


def test_a_verb_joined_without_and_is_that_of_the_clause_behind_after() -> None:
    found = links(clauses_found(JOINED_TO_THE_MAIN_VERB))
    assert found[3] == "Chad/nsubj>agreed"
    assert found[9] == "agreed/advcl>met"
    assert found[5] == "under/prep>agreed"


def test_a_verb_joined_by_and_stays() -> None:
    assert clauses_found(JOINED_BY_AND) == JOINED_BY_AND


def test_a_name_before_a_number_is_whom_the_thing_is_given_to() -> None:
    found = links(clauses_found(COUNTED))
    assert found[3] == "Chad/pobj>to"
    assert found[5] == "boats/dobj>gave"
