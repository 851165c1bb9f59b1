"""The main verb of a sentence and its subject, where an aside came between them."""

from made_tokens import links, words

from detente.reading.lost_subjects import found_again

READ_AS_PARTICIPLE = words(
    "Chad/NNP/ROOT/0 ,/,/punct/0 which/WDT/nsubj/3 left/VBD/relcl/0 ,/,/punct/0 "
    "offered/VBN/acl/0 to/TO/aux/7 return/VB/xcomp/5 ././punct/0"
)
TAKEN_BY_THE_ASIDE = words(
    "Kings/NNS/nsubj/6 ,/,/punct/0 both/DT/appos/0 of/IN/prep/2 whom/WP/pobj/3 "
    "had/VBD/aux/6 fled/VBN/ccomp/8 ,/,/punct/8 signed/VBD/ROOT/8 pacts/NNS/dobj/8 "
    "././punct/8"
)
NO_VERB = words(
    "Chad/NNP/ROOT/0 ,/,/punct/0 which/WDT/nsubj/3 left/VBD/relcl/0 ,/,/punct/0 "
    "accused/VBN/acl/0 by/IN/agent/5 Togo/NNP/pobj/6 ././punct/0"
)

TWO_CLAUSES = words(
    "Chad/NNP/nsubj/13 ,/,/punct/0 which/WDT/nsubj/3 grew/VBD/relcl/0 ,/,/punct/0 "
    "offered/VBN/acl/0 to/TO/aux/7 help/VB/xcomp/5 ,/,/punct/0 and/CC/cc/0 "
    "the/DT/det/12 old/JJ/amod/12 king/NN/conj/0 left/VBD/ROOT/13 ././punct/13"
)


def test_a_past_tense_behind_a_relative_clause_is_the_sentences_verb() -> None:
    found = links(found_again(READ_AS_PARTICIPLE))
    assert found[0] == "Chad/nsubj>offered"
    assert found[5] == "offered/ROOT>offered"
    assert found[3] == "left/relcl>Chad"


def test_the_verb_behind_an_aside_gets_its_subject_back() -> None:
    found = links(found_again(TAKEN_BY_THE_ASIDE))
    assert found[0] == "Kings/nsubj>signed"
    assert found[2] == "both/nsubj>fled"
    assert found[6] == "fled/relcl>Kings"


def test_a_participle_with_its_agent_stays_one() -> None:
    assert found_again(NO_VERB) == NO_VERB


def test_of_two_clauses_each_verb_keeps_its_own_subject() -> None:
    found = links(found_again(TWO_CLAUSES))
    assert found[0] == "Chad/nsubj>offered"
    assert found[12] == "king/nsubj>left"
    assert found[13] == "left/conj>offered"
