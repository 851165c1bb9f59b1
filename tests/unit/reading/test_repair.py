"""Known slips of small parsers, mended; what shows none stays as it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from made_tokens import links, words

from detente.model.text import Token
from detente.reading.backends.spacy_parser import POS
from detente.reading.repair import coordinated_names, headline, repaired


def test_a_first_name_hung_inside_the_second_takes_its_place() -> None:
    slip = words(
        "Reyes/NNP/nmod/5 and/CC/cc/0 Chilean/JJ/conj/0 President/NNP/compound/5 "
        "Ana/NNP/compound/5 Diaz/NNP/nsubj/6 met=meet/VBD/ROOT/6"
    )
    assert links(coordinated_names(slip)) == [
        "Reyes/nsubj>met",
        "and/cc>Reyes",
        "Chilean/compound>Diaz",
        "President/compound>Diaz",
        "Ana/compound>Diaz",
        "Diaz/conj>Reyes",
        "met/ROOT>met",
    ]
    assert repaired(slip) == coordinated_names(slip)


def test_a_subject_joined_to_the_phrase_before_it_goes_to_its_verb() -> None:
    slip = words(
        "In/IN/prep/8 Bern/NNP/pobj/0 ,/,/punct/1 Togo/NNP/conj/1 and/CC/cc/3 "
        "Benin/NNP/conj/3 have/VBP/aux/8 now/RB/advmod/8 agreed=agree/VBN/ROOT/8"
    )
    assert links(repaired(slip)) == [
        "In/prep>agreed",
        "Bern/pobj>In",
        ",/punct>Bern",
        "Togo/nsubj>agreed",
        "and/cc>Togo",
        "Benin/conj>Togo",
        "have/aux>agreed",
        "now/advmod>agreed",
        "agreed/ROOT>agreed",
    ]


def test_a_verb_with_a_subject_or_without_a_tense_takes_none_from_a_phrase() -> None:
    told = words(
        "He/PRP/nsubj/1 met=meet/VBD/ROOT/1 Togo/NNP/dobj/1 in/IN/prep/1 Bern/NNP/pobj/3 "
        ",/,/punct/4 Oslo/NNP/conj/4"
    )
    assert repaired(told) == told
    bidden = words(
        "In/IN/prep/4 Bern/NNP/pobj/0 ,/,/punct/1 Oslo/NNP/conj/1 meet/VB/ROOT/4"
    )
    assert repaired(bidden) == bidden


def test_names_joined_as_they_should_be_stay() -> None:
    right = words("Reyes/NNP/nsubj/3 and/CC/cc/0 Diaz/NNP/conj/0 met=meet/VBD/ROOT/3")
    assert repaired(right) == right
    compound = words("Ana/NNP/compound/1 Diaz/NNP/nsubj/2 left=leave/VBD/ROOT/2")
    assert repaired(compound) == compound


def test_a_headlines_verb_read_as_a_plural_becomes_a_verb() -> None:
    slip = words(
        "Chilean/JJ/amod/2 Minister/NNP/compound/2 Diaz/NNP/compound/3 "
        "visits=visit/NNS/ROOT/3 Rome/NNP/dobj/3"
    )
    mended = headline(slip)
    assert links(mended) == [
        "Chilean/amod>Diaz",
        "Minister/compound>Diaz",
        "Diaz/nsubj>visits",
        "visits/ROOT>visits",
        "Rome/dobj>visits",
    ]
    assert (mended[3].pos, mended[3].tag) == ("VERB", "VBZ")


def test_a_plural_that_no_lexicon_knows_as_a_verb_stays() -> None:
    right = words("Chilean/JJ/amod/2 Diaz/NNP/compound/2 lamps=lamp/NNS/ROOT/2")
    assert headline(right) == right
    no_name = words("two/CD/nummod/1 visits=visit/NNS/ROOT/1")
    assert headline(no_name) == no_name
    assert headline(()) == ()


TOKENS = st.lists(
    st.tuples(
        st.sampled_from(["NNP", "NNS", "CC", "JJ", "VBD", "IN"]),
        st.sampled_from(["nmod", "compound", "amod", "cc", "conj", "nsubj", "pobj"]),
        st.integers(0, 7),
    ),
    min_size=1,
    max_size=8,
)


@given(TOKENS)
def test_repairs_keep_words_and_make_a_tree_of_a_tree(
    rows: list[tuple[str, str, int]],
) -> None:
    # Word 0 is the root, every other hangs on an earlier one: a tree by construction.
    made = [
        Token(
            i, 2 * i, 2 * i + 1, "x", "visit", POS[tag], tag, dep, head % i if i else 0
        )
        for i, (tag, dep, head) in enumerate(rows)
    ]
    made[0] = replace(made[0], dep="ROOT")
    for mend in (repaired, headline):
        result = mend(tuple(made))
        assert [t.span for t in result] == [t.span for t in made]
        for token in result:
            steps = 0
            while token.head != token.i:
                token = result[token.head]
                steps += 1
                assert steps <= len(result), links(result)


def test_a_progressive_read_as_a_description_is_a_verb_with_the_subject() -> None:
    slip = words("Qatar/NNP/nsubj/1 is=be/VBZ/ROOT/1 mediating=mediate/VBG/attr/1")
    assert links(repaired(slip)) == [
        "Qatar/nsubj>mediating",
        "is/aux>mediating",
        "mediating/ROOT>mediating",
    ]


def test_an_aim_that_is_doing_something_stays_as_it_is() -> None:
    kept = words("aim/NN/nsubj/1 is=be/VBZ/ROOT/1 mediating=mediate/VBG/attr/1")
    assert repaired(kept) == kept
