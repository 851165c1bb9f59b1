"""A remark between commas: the noun before it is the subject of the verb behind it."""

from dataclasses import replace

from made_tokens import links, words

from detente.reading.remarks import inserted_remark

TWO_SUBJECTS = words(
    "The/DT/det/1 arrests/NNS/nsubj/5 ,/,/punct/5 the/DT/det/4 ministry/NN/nsubj/5 "
    "said/VBD/ROOT/5 ,/,/punct/5 were/VBD/ccomp/5 an/DT/det/9 answer/NN/attr/7"
)
APPOSITION = words(
    "Chad/NNP/nsubj/4 ,/,/punct/0 a/DT/det/3 diplomat/NN/appos/0 said/VBD/parataxis/6 "
    ",/,/punct/4 opposes/VBZ/ROOT/6 a/DT/det/8 vote/NN/dobj/6"
)


def test_of_two_subjects_the_first_is_that_of_the_verb_behind() -> None:
    found = links(inserted_remark(TWO_SUBJECTS))
    assert found[1] == "arrests/nsubj>were"
    assert found[4] == "ministry/nsubj>said"


def test_a_speaker_read_as_an_apposition_speaks() -> None:
    found = links(inserted_remark(APPOSITION))
    assert found[0] == "Chad/nsubj>opposes"
    assert found[3] == "diplomat/nsubj>said"


def test_a_true_apposition_with_commas_on_both_sides_stays() -> None:
    spec = (
        "Berg/NNP/nsubj/5 ,/,/punct/0 the/DT/det/3 abbot/NN/appos/0 ,/,/punct/0 "
        "said/VBD/ROOT/5 ,/,/punct/5 was/VBD/ccomp/5 ill/JJ/acomp/7"
    )
    assert inserted_remark(words(spec)) == words(spec)


def test_a_verb_behind_with_its_own_subject_leaves_all_as_it_is() -> None:
    own = replace(TWO_SUBJECTS[9], dep="nsubj")
    spec = (*TWO_SUBJECTS[:9], own)
    assert inserted_remark(spec) == spec
