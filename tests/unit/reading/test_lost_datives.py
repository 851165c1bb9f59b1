"""Whom something is given to, read as the first word of what is given."""

from made_tokens import links, words

from detente.reading.lost_datives import receivers_found

SOLD = words(
    "Chad/NNP/nsubj/1 sold=sell/VBD/ROOT/1 South/NNP/compound/3 Korea/NNP/nmod/5 "
    "20/CD/nummod/5 jets/NNS/dobj/1 ././punct/1"
)
ITS_OWN = words(
    "Chad/NNP/nsubj/1 gave=give/VBD/ROOT/1 the/DT/det/5 Gambia/NNP/compound/5 its/PRP$/poss/5 "
    "buses/NNS/dobj/1 ././punct/1"
)
ONE_NAME = words(
    "Chad/NNP/nsubj/1 sold=sell/VBD/ROOT/1 Airbus/NNP/compound/3 jets/NNS/dobj/1 ././punct/1"
)


def test_a_name_between_a_verb_of_giving_and_a_number_is_the_receiver() -> None:
    found = links(receivers_found(SOLD))
    assert found[2] == "South/compound>Korea"
    assert found[3] == "Korea/dative>sold"
    assert found[5] == "jets/dobj>sold"


def test_a_name_before_the_owner_of_what_is_given_is_the_receiver() -> None:
    found = links(receivers_found(ITS_OWN))
    assert found[2] == "the/det>Gambia"
    assert found[3] == "Gambia/dative>gave"


def test_a_maker_without_a_number_behind_it_stays_in_the_things_name() -> None:
    assert receivers_found(ONE_NAME) == ONE_NAME
